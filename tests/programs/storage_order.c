// scalar_storage_order (GCC manual, "Common Type Attributes"): members in the other byte order.
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define BIG __attribute__((scalar_storage_order("big-endian")))
#define LITTLE __attribute__((scalar_storage_order("little-endian")))

static void dump(const char *name, const void *object, size_t size)
{
    const unsigned char *bytes = object;
    printf("%s:", name);
    for (size_t i = 0; i < size; i++)
        printf(" %02x", bytes[i]);
    printf("\n");
}
#define SHOW(object) dump(#object, &(object), sizeof(object))

enum colour { RED, GREEN = 0x1234, BLUE };

struct BIG scalars {
    char c;
    _Bool b;
    short s;
    int i;
    unsigned u;
    long l;
    __int128 w;
    float f;
    double d;
    enum colour e;
    int *p;
};

static int target = 5;
static struct scalars fixed = {'c', 1, -2, 0x12345678, 0xfedcba98u, -3, ((__int128)7 << 64) + 9, 1.5f, -2.25, GREEN, 0};
static const struct scalars constant = {.i = 77, .d = 0.5, .e = BLUE};

__attribute__((noinline)) static struct scalars make(int i, double d)
{
    struct scalars made = {'x', 0, (short)i, i, (unsigned)i * 2, i * 3L, i, (float)d, d, RED, &target};
    return made;
}

__attribute__((noinline)) static double total(struct scalars s)
{
    return s.c + s.b + s.s + s.i + s.u + (double)s.l + (double)s.w + s.f + s.d + s.e + *s.p;
}

static void operators(void)
{
    struct scalars v = fixed;
    v.p = &target;
    SHOW(fixed);
    v.i += 5, v.i++, ++v.u, v.s--, v.l *= -7, v.w <<= 3, v.f /= 2, v.d -= 1, v.b = !v.b, v.e = BLUE, v.c ^= 1;
    int old = v.i++, new = ++v.i;
    printf("%d %d %d %u %ld %d %g %g %d %d %d\n", old, new, v.s, v.u, v.l, (int)v.w, v.f, v.d, v.b, v.e, v.c);
    printf("%g %g\n", total(v), total(make(-9, 1.25)));
    v.p = NULL;
    SHOW(v);
    printf("%d %g %d %zu\n", constant.i, constant.d, constant.e, offsetof(struct scalars, d));
    struct scalars *p = &v;
    p->i = p->i > 0 ? p->u : p->l;
    __typeof__(p->i) plain = p->i;
    int *direct = &plain;
    printf("%d %d %d\n", *direct, p->i == *direct, _Generic(p->i, int: 1, default: 2));
    volatile struct scalars *q = &v;
    q->i = 0x01020304;
    q->i |= 0x10;
    printf("%x\n", q->i);
}

struct BIG bits {
    unsigned a : 3;
    int b : 7;
    unsigned c : 13;
    unsigned long d : 40;
    int e : 1;
    unsigned char f : 4;
    unsigned : 0;
    unsigned short g : 9;
    int h;
    _Bool i : 1;
};
struct BIG __attribute__((packed)) dense {
    unsigned a : 5;
    unsigned b : 19;
    unsigned long c : 33;
    int d : 31;
    unsigned short e;
    __extension__ unsigned long f : 48;
};
union BIG word {
    unsigned whole;
    struct BIG {
        unsigned high : 4, middle : 24, low : 4;
    } parts;
    unsigned char bytes[4];
};

static struct bits bits_fixed = {5, -3, 0x1abc, 0xabcdef1234, -1, 9, 0x155, 0x11223344, 1};
static struct dense dense_fixed = {17, 0x5a5a5, 0x123456789, -77, 0xbeef, 0x112233445566};

static void fields(int n)
{
    SHOW(bits_fixed);
    SHOW(dense_fixed);
    struct bits b;
    memset(&b, 0, sizeof b);
    b.a = n, b.b = -n, b.c = n * 1000, b.d = n * 1234567890123UL, b.e = n, b.f = n, b.g = n * 100, b.h = n, b.i = n;
    SHOW(b);
    b.b++, b.a--, b.c ^= 0xfff, b.d += n, b.f *= 3, b.g -= 5;
    printf("%d %d %d %lx %d %d %d %d %d\n", b.a, b.b, b.c, (unsigned long)b.d, b.e, b.f, b.g, b.h, b.i);
    struct dense d = dense_fixed;
    d.a += n, d.b -= n, d.c *= n, d.d /= n, d.e = n, d.f++;
    SHOW(d);
    printf("%d %d %lx %d %d %lx\n", d.a, d.b, (unsigned long)d.c, d.d, d.e, (unsigned long)d.f);
    struct dense later = {n, n + 1, n + 2, -n, n + 4, n + 5};
    SHOW(later);
    union word w = {.whole = 0x12345678};
    SHOW(w);
    printf("%x %x %x\n", w.parts.high, w.parts.middle, w.parts.low);
    w.parts.middle = n;
    printf("%x %x\n", w.whole, w.bytes[3]);
}

struct BIG arrays {
    int a[4];
    short m[2][3];
    double d[2];
    char text[6];
    int *p[2];
};
static struct arrays arrays_fixed = {{1, [2] = 3}, {{1, 2, 3}, {4, 5}}, {[1] = 1.0}, "hello", {0}};
static struct arrays many[3] = {[0 ... 1] = {.a = {[1 ... 3] = 0x0a0b}}};

static void elements(int n)
{
    SHOW(arrays_fixed);
    SHOW(many);
    struct arrays a = arrays_fixed;
    for (int i = 0; i < 4; i++)
        a.a[i] += n * i, i[a.a]++;
    for (int i = 0; i < 6; i++)
        a.m[i / 3][i % 3] = a.m[(5 - i) / 3][(5 - i) % 3] * 2;
    a.d[0] = a.d[1] + n;
    a.p[1] = &target;
    a.text[n & 3] = 'X';
    struct arrays *p = &a;
    *p->a += 2, *(p->a + 1) -= 1, ++*p->m[n & 1];
    printf("%d %d %d %d\n", *a.a, (a.a + 1)[1], *(1 + a.a), *a.m[1]);
    printf("%d %d %g %s %d\n", a.a[3], a.m[1][2], a.d[0], a.text, *a.p[1]);
    a.p[1] = NULL;
    SHOW(a);
    struct arrays b = {.a = {n, [1 ... 2] = n + 1}, .m[1][1] = n, .d = {n, n}};
    SHOW(b);
}

struct BIG outer {
    int i;
    struct inner {
        int i;
        struct BIG { short s; } deep;
    } in;
    struct { int j; };
    struct LITTLE { int i; } le;
    struct scalars rows[2];
    __complex__ float z;
    __complex__ int k;
    int v __attribute__((vector_size(8)));
};
static struct outer nested = {1, {2, {3}}, {4}, {5}, {{.i = 6}, {.d = 7}}, 8 + 9i, 10 + 11i, {0}};

static void nesting(int n)
{
    SHOW(nested.in);
    SHOW(nested.rows);
    dump("nested.z", (char *)&nested + offsetof(struct outer, z), 24);
    struct outer o;
    memset(&o, 0, sizeof o);
    o.i = n, o.in.i = n, o.in.deep.s = n, o.j = n, o.le.i = n, o.rows[n & 1].i = n, o.v[1] = n;
    o.z = nested.z * n, __real__ o.k = n, __imag__ o.k = n + 1;
    o.k *= 2;
    struct inner *inside = &o.in;
    inside->i++;
    SHOW(o);
    __complex__ float z = o.z;
    struct outer p = {.z = z + 1, .k = o.k};
    printf("%g %g %d %d %d\n", __real__ p.z, __imag__ o.z, __imag__ p.k, o.in.i, o.k == p.k);
}

struct plain { int i; double d; unsigned a : 5, b : 11; };
typedef struct plain BIG turned;
static turned by_typedef = {0x1234, 1.0, 3, 5};

#pragma scalar_storage_order big-endian
struct by_pragma { int i; };
struct LITTLE not_by_pragma { int i; };
#pragma scalar_storage_order default
struct native { int i; };

int main(void)
{
    operators();
    fields(3);
    elements(7);
    nesting(300);
    struct by_pragma a = {0x1234};
    struct not_by_pragma b = {0x1234};
    struct native c = {0x1234};
    SHOW(a);
    SHOW(b);
    SHOW(c);
    by_typedef.i++, by_typedef.d *= 3, by_typedef.b ^= 0x7f;
    SHOW(by_typedef);
    return 0;
}
