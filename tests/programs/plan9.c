/* options: -fplan9-extensions */
/* Anonymous members as the Plan 9 compilers have them: named by their typedef, and pointers converted to them. */
#include <stdio.h>
typedef struct { int x, y; } Point;
typedef struct Named { long n; } Named;
struct shape { char c; Point; union { Named; char bytes[16]; }; const struct Named2 { int z; }; };
struct outer { int first; struct shape; };
static int sum(Point *p) { return p->x + p->y; }
static long get(const Named *p) { return p->n; }
static struct shape s = { .Point = { 3, 4 }, .n = 5, .z = 9 };
static Point *initial = &s;
static struct outer o = { 1, { 'a', { 10, 20 }, { .Named = { 30 } }, { 40 } } };
static Point copy(struct outer *q) { return q->Point; }
static Named *back(struct outer *q) { return q; }
int main(void)
{
    Point *p = &o;
    const struct outer *co = &o;
    const Named *cn = co;
    printf("%d %d %ld %ld\n", sum(&s), sum(&o), get(&s), get(&o));
    printf("%d %d %ld %d\n", initial->x, p->y, cn->n, copy(&o).y);
    p = &o.Point;
    o.Named.n++;
    back(&o)->n *= 2;
    printf("%d %ld %zu\n", p == initial, o.n, __builtin_offsetof(struct outer, Point.y));
    struct outer *moving = &o;
    p = moving++;
    printf("%d %d\n", (int)(moving - &o), p == &o.Point);
    return 0;
}
