/* Unions: punning, members of different sizes, anonymous in structs, passing, common initial
 * sequences, arrays. */
#include <stdio.h>
#include <string.h>
#include <stdint.h>

union Num {
    uint64_t u;
    int64_t i;
    double d;
    float f[2];
    uint8_t b[8];
    struct {
        uint32_t lo, hi;
    };
    struct {
        uint16_t w[4];
    } words;
};
struct Tagged {
    enum { INT, DBL, STR, PAIR } tag;
    union {
        int i;
        double d;
        const char *s;
        struct {
            short a, b;
        } pair;
    };
    int after;
};
union Odd {
    char c[5];
    short s;
};
union Big {
    long a[4];
    double d;
};
union Ptr {
    void *p;
    uintptr_t n;
    int (*f)(void);
};
union Nested {
    struct {
        union {
            int a;
            char b;
        } in;
        int c;
    } s;
    long l;
};
struct A {
    int type;
    int x;
};
struct B {
    int type;
    float y;
};
union AB {
    struct A a;
    struct B b;
};
struct Pk {
    char c;
    union {
        int i;
        char d[3];
    } __attribute__((packed)) u;
} __attribute__((packed));
union Bits {
    struct {
        unsigned sign : 1;
    };
    unsigned all;
    struct {
        unsigned mant : 23, exp : 8, sgn : 1;
    } f;
    float v;
};
static int seven(void) { return 7; }
static union Num make(double d)
{
    union Num n = {.d = d};
    return n;
}
static union Odd odd(union Odd o)
{
    o.c[4]++;
    return o;
}
static union Big big(union Big b, int i)
{
    b.a[i] *= 2;
    return b;
}
static double eval(struct Tagged t)
{
    switch (t.tag) {
    case INT:
        return t.i;
    case DBL:
        return t.d;
    case STR:
        return strlen(t.s);
    case PAIR:
        return t.pair.a * t.pair.b;
    }
    return -1;
}
static unsigned f2u(float f)
{
    return ((union {
               float f;
               unsigned u;
           }){f})
        .u;
}
static float u2f(unsigned u)
{
    union {
        unsigned u;
        float f;
    } x;
    x.u = u;
    return x.f;
}
static float fast_inverse(float x)
{
    union {
        float f;
        int i;
    } c = {x};
    c.i = 0x5f3759df - (c.i >> 1);
    return c.f * (1.5f - 0.5f * x * c.f * c.f);
}

int main(void)
{
    union Num n = make(1.0);
    printf("%lx %x %x %x %d\n", (long)n.u, n.lo, n.hi, n.words.w[3], n.b[7]);
    n.hi ^= 0x80000000;
    printf("%g\n", n.d);
    n.b[6] = 0;
    printf("%g\n", n.d);
    n.f[0] = 1.5f;
    n.f[1] = -2;
    printf("%lx\n", (long)n.u);
    n.i = -1;
    printf("%d %d\n", n.d != n.d, n.words.w[1]);
    struct Tagged ts[] = {{INT, {5}, 1},
                          {DBL, {.d = 2.5}, 2},
                          {STR, .s = "four", .after = 3},
                          {PAIR, .pair = {6, -7}, 4},
                          {.pair.b = 9, .tag = PAIR, .after = 5}};
    for (unsigned i = 0; i < sizeof ts / sizeof *ts; i++)
        printf("%g/%d ", eval(ts[i]), ts[i].after);
    puts("");
    union Odd o = {"abcd"};
    o = odd(odd(o));
    printf("%d %zu %d\n", o.c[4], sizeof o, o.s);
    union Big b = {{1, 2, 3, 4}};
    b = big(big(b, 3), 0);
    printf("%ld %ld %ld\n", b.a[0], b.a[1], b.a[3]);
    union Ptr p = {.f = seven};
    printf("%d %d\n", p.f(), p.n == (uintptr_t)p.p);
    union Nested x = {{{.a = 0x01020304}, 5}};
    printf("%d %lx\n", x.s.in.b, x.l);
    x.s.in.b = 9;
    printf("%lx\n", x.l);
    union AB ab = {.b = {3, 1.5f}};
    printf("%d %x\n", ab.a.type, ab.a.x);
    struct Pk pk = {1, {0x11223344}};
    printf("%zu %x\n", sizeof pk, pk.u.d[2]);
    union Bits bits = {.v = -6.5f};
    printf("%u %u %x %u\n", bits.f.sgn, bits.f.exp, bits.f.mant, bits.sign);
    bits.f.exp++;
    printf("%g\n", bits.v);
    printf("%x %g %g\n", f2u(-1.5f), u2f(0x40490fdb), fast_inverse(4));
    union {
        char c[8];
        long l;
    } array[2] = {{"a"}, {.l = 0x4241}};
    printf("%ld %s %zu\n", array[0].l, array[1].c, sizeof array);
    union Num copy = n, *q = &copy;
    q->lo = 5;
    memcpy(&n, q, sizeof n);
    printf("%d %d\n", n.lo == 5, n.hi == ~0u);
    union {
        struct {
            int a, b;
        } s;
        int arr[2];
    } flip = {{1, 2}};
    int t = flip.s.a;
    flip.arr[0] = flip.arr[1];
    flip.arr[1] = t;
    printf("%d %d\n", flip.s.a, flip.s.b);
    return 0;
}
