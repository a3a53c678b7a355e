/* Structures as values: copies, overlap, members of returned values, arrays inside, conditionals,
 * comparison by member. */
#include <stdio.h>
#include <string.h>

struct V {
    int x, y;
};
struct A {
    int a[5];
    char t;
};
struct Big {
    struct V v[10];
    char name[16];
    struct A in;
    double d;
};
struct Tiny {
    char c;
};
struct Empty {
};
struct Self {
    struct Self *me;
    int k;
};
typedef struct {
    union {
        int i;
        float f;
    };
    short s[2];
} Mix;
struct Bits {
    unsigned a : 5, b : 11;
    struct V v;
};
static int calls;
static struct V mk(int x, int y)
{
    calls++;
    return (struct V){x, y};
}
static struct V add(struct V a, struct V b)
{
    a.x += b.x;
    a.y += b.y;
    return a;
}
static struct A arr(int k)
{
    struct A r = {{k, k + 1, k + 2, k + 3, k + 4}, 't'};
    return r;
}
static struct Big big(int k)
{
    struct Big b;
    memset(&b, 0, sizeof b);
    for (int i = 0; i < 10; i++)
        b.v[i] = mk(i * k, i - k);
    strcpy(b.name, "big");
    b.in = arr(k);
    b.d = k / 2.0;
    return b;
}
static struct Big twice(struct Big b)
{
    for (int i = 0; i < 10; i++)
        b.v[i] = add(b.v[i], b.v[9 - i]);
    b.name[0]++;
    return b;
}
static struct Tiny tiny(struct Tiny t)
{
    t.c++;
    return t;
}
static struct Empty empty(struct Empty e, int x)
{
    (void)x;
    return e;
}
static struct V *ptr(struct V *p) { return p + 1; }
static struct V pick(int c, struct V a, struct V b) { return c ? a : b; }
static int sum(struct Big b, struct A a, struct Tiny t, struct V v)
{
    return b.v[3].x + a.a[4] + t.c + v.y + b.in.t;
}
static void set(struct V *out, struct V v) { *out = v; }
static struct Self self(struct Self *s)
{
    s->me = s;
    return *s;
}
static Mix mix(Mix m)
{
    m.f = m.i;
    m.s[1] = m.s[0];
    return m;
}
static struct V rec(struct V v, int n) { return n ? rec(add(v, mk(n, -n)), n - 1) : v; }
static struct Bits bits(struct Bits b)
{
    b.a += 3;
    b.b -= 1;
    b.v.x = b.b;
    return b;
}
static struct V swapv(struct V v) { return (struct V){.x = v.y, .y = v.x}; }
static struct V chain(struct V a)
{
    struct V b = a, c = b;
    b.x = 9;
    return c.x == a.x ? b : c;
}
static volatile struct V vol;
static const struct Big zero;
static struct V table[4] = {{1, 2}, {3, 4}};

int main(void)
{
    printf("%d %d %d\n", mk(3, 4).y, arr(7).a[2], big(2).v[4].x);
    struct Big b = big(3), c = b;
    c.v[0] = b.v[9] = mk(50, 60);
    struct Big d = twice(c);
    printf("%d %d %d %d %s %s %g %d\n", b.v[9].x, c.v[9].x, d.v[0].x, d.v[9].y, c.name, d.name, d.d,
           d.in.a[4]);
    d = b = c;
    printf("%d %d\n", memcmp(&d, &c, sizeof d), calls);
    struct V v = mk(1, 2);
    v = swapv(v);
    v = swapv(swapv(v));
    printf("%d %d\n", v.x, v.y);
    v = (struct V){v.y, v.x};
    printf("%d %d\n", v.x, v.y);
    v = add(v, add(v, v));
    printf("%d %d\n", v.x, v.y);
    struct V a = {1, 2}, *p = table;
    *p = *ptr(p);
    printf("%d %d\n", table[0].x, ptr(p)->y);
    p[2] = p[3] = a;
    table[3].x = 77;
    *p = p[2], p++, printf("%d %td\n", table[0].x, p - table);
    int k = 1;
    printf("%d %d %d\n", (k ? a : v).x, pick(0, a, v).x, (k ? mk(8, 9) : v).y);
    struct V vs[3] = {mk(1, 1), [2] = add(a, a)};
    struct {
        struct V arr[3];
    } w1, w2;
    memcpy(w1.arr, vs, sizeof vs);
    w2 = w1;
    w2.arr[0].x = 5;
    printf("%d %d %d\n", w1.arr[0].x, w2.arr[2].y, w2.arr[0].x);
    printf("%d %d\n", sum(big(4), arr(1), tiny((struct Tiny){'a'}), a),
           sizeof(empty((struct Empty){}, 3)) == 0);
    set(&vs[1], vs[2]);
    set(&a, add(a, vs[1]));
    printf("%d %d\n", a.x, a.y);
    struct Self s = {0, 5}, t = self(&s);
    printf("%d %d %d\n", t.me == &s, s.me->me->k, t.me == s.me);
    Mix m = {{3}, {4, 5}};
    m = mix(m);
    printf("%g %d\n", m.f, m.s[1]);
    struct V r = rec((struct V){0, 0}, 20);
    printf("%d %d\n", r.x, r.y);
    struct Bits bt = bits((struct Bits){30, 0, {1, 2}});
    printf("%u %u %d\n", bt.a, bt.b, bt.v.x);
    vol.x = 4;
    v = *(struct V *)&vol;
    vol = v;
    printf("%d %d %s|\n", vol.x, chain(v).x, zero.name);
    struct V x = {1, 2}, y = {3, 4};
    struct V tmp = x;
    x = y;
    y = tmp;
    printf("%d%d%d%d\n", x.x, x.y, y.x, y.y);
    struct V *q = &x;
    *q = add(*q, (*q).x > 1 ? *q : y);
    x = x;
    printf("%d %d %d\n", q->x, x.y, ((struct V[]){{6, 7}, x})[0].y + (add)(x, y).x);
    struct A a1 = arr(1), a2 = {.a = {[2] = a1.a[2]}, .t = a1.t};
    a1 = a2;
    printf("%d %d %c\n", a1.a[2], a1.a[0], a1.t);
    const struct V cv = add(mk(1, 2), (struct V){3});
    printf("%d %d %d\n", cv.x, cv.y, ({
                                         struct V z = cv;
                                         z.x++;
                                         z;
                                     }).x);
    return 0;
}
