/* Compound literals: lvalues with the storage of their block, of arrays, at file scope, as
 * arguments, modified. */
#include <stdio.h>

struct P {
    int x, y;
};
struct Tree {
    int v;
    struct Tree *l, *r;
};
static int *global = (int[]){1, 2, 3, [5] = 6};
static struct P *gp = &(struct P){.y = 4};
static struct Tree *tree = &(struct Tree){5, &(struct Tree){3, &(struct Tree){1}, 0},
                                          &(struct Tree){.v = 8, .l = &(struct Tree){7}}};
static const char *const *names = (const char *const[]){"a", "bc", 0};
static struct {
    struct P p;
    int a[2];
} nested = {(struct P){1, 2}, {(int){3}, 4}};
static int from_array[] = (int[]){9, 8, 7};

static int sum(const int *a, int n)
{
    int s = 0;
    while (n--)
        s += *a++;
    return s;
}
static int walk(const struct Tree *t) { return t ? walk(t->l) * 3 + t->v + walk(t->r) * 7 : 0; }
static struct P add(struct P a, struct P b) { return (struct P){a.x + b.x, a.y + b.y}; }
static struct P *bump(struct P *p)
{
    p->x++;
    return p;
}
static int n;
static int next(void) { return ++n; }

int main(void)
{
    printf("%d %d %d\n", sum(global, 6), gp->y, walk(tree));
    printf("%s %s %d\n", names[0], names[1], names[2] == 0);
    printf("%d %d %d %d\n", nested.p.y, nested.a[0], nested.a[1],
           sum(from_array, sizeof from_array / 4));
    printf("%d\n", sum((int[]){next(), next(), next()}, 3));
    printf("%zu %zu %zu %d\n", sizeof(int){1}, sizeof(int[]){1, 2, 3}, sizeof((char[7]){0}),
           (int){5} + 1);
    (int){3} = 4;
    int *p = &(int){10};
    *p += 5;
    (*p)++;
    printf("%d\n", *p);
    struct P q = add((struct P){1, 2}, *bump(&(struct P){next(), next()}));
    printf("%d %d\n", q.x, q.y);
    q = (struct P){q.y, q.x};
    printf("%d %d\n", q.x, q.y);
    for (int i = 0; i < 3; i++) {
        int *fresh = (int[2]){i};
        fresh[0] += fresh[1]++;
        printf("%d%d ", fresh[0], fresh[1]);
    }
    printf(
        "%d %c %c\n", (struct P){7, 8}.y, "literal" [3], (char[]) { "mutable" }[1]);
    char *s = (char[]){"writable"};
    s[0] = 'W';
    puts(s);
    printf("%d\n", (struct { int a, b; }){1, 2}.b + ((union {
                                                        int i;
                                                        char c[4];
                                                    }){.c = {1, 1}})
                                                        .i);
    printf("%zu %d\n", sizeof(struct P[]){{1}, {2}} / sizeof(struct P),
           ((struct P[]){{1, 2}, {3, 4}})[1].x);
    int k = 0;
    int *self = (int[]){k++, k++ ? 5 : 6};
    printf("%d %d\n", k, self[1] > 4);
    const int *shared = (const int[]){1, 2};
    printf("%d\n", shared[1]);
    if ((int){0} || !(struct P){0, 1}.y)
        puts("no");
    else
        puts("yes");
    void *again = 0;
    int turns = 0;
top:;
    int *same = &(int){turns};
    if (again && again != same)
        puts("moved");
    again = same;
    if (++turns < 3)
        goto top;
    printf("%d\n", *same);
    return (int){0};
}
