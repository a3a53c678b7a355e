/* Bit-fields: signed and unsigned, plain, bool, wide, volatile, adjacent, packed, zero-width
 * (C17 6.7.2.1). */
#include <stdio.h>
#include <string.h>

struct Mixed {
    int a : 3;
    unsigned b : 5;
    signed c : 7;
    unsigned d : 1;
    _Bool e : 1;
    int f : 15;
    unsigned : 0;
    char g : 2;
};
struct Wide {
    unsigned long long a : 33, b : 31;
    long long c : 40;
    long long d : 63;
    unsigned long long e : 64;
    unsigned long f : 1;
};
struct __attribute__((packed)) Packed {
    unsigned a : 3;
    unsigned long long b : 41;
    short c : 13;
    char x;
    int d : 23;
    unsigned e : 9;
};
struct Vol {
    volatile unsigned a : 4;
    volatile int b : 4;
    volatile unsigned char c : 8;
    unsigned d : 16;
};
union Both {
    struct {
        unsigned lo : 4, mid : 8, hi : 20;
    } f;
    unsigned w;
};
struct Zero {
    char a;
    int : 0;
    char b;
    short c : 3;
    int : 5;
    short d : 9;
};
enum Colour { RED, GREEN, BLUE = 3 };
struct En {
    enum Colour c : 2;
    enum Colour d : 3;
    unsigned char k : 1;
};
struct Nest {
    int before;
    struct {
        unsigned x : 7;
        int y : 9;
    };
    unsigned z : 16;
};

static void dump(const char *name, const void *p, size_t n)
{
    printf("%s %zu:", name, n);
    for (size_t i = 0; i < n; i++)
        printf(" %02x", ((const unsigned char *)p)[i]);
    puts("");
}

static struct Mixed init = {-3, 17, -50, 1, 5, -12345, 1};
static const struct Wide winit = {0x1ffffffffull, 0x55555555, -1, -5, ~0ull, 1};
static struct Packed pinit = {.b = 0x155aa55aa5, .a = 6, .d = -77, .e = 511, .c = -1000, .x = 'x'};

__attribute__((noinline)) static struct Mixed change(struct Mixed m, int k)
{
    m.a += k;
    m.b -= k;
    m.c ^= k;
    m.d = !m.d;
    m.e = k;
    m.f *= 2;
    m.g++;
    return m;
}
__attribute__((noinline)) static int sum(const struct Wide *w)
{
    return (int)(w->a + w->b + w->c + w->d + w->e + w->f);
}

static int cast_first(int i)
{
    struct {
        signed i : 7;
        unsigned u : 7;
        unsigned long w : 33;
    } b = {-13, 61, 5};
    int r = (i % b.u == -13) + 2 * (i % (unsigned)b.u == -13U % 61) +
            4 * (b.i % (unsigned)b.u == -13U % 61);
    return r + 8 * (b.u - 62 < 0) + 16 * ((unsigned)b.u - 62 < 0) +
           32 * (int)sizeof(+(unsigned char)b.u) + 1000 * ((unsigned long)b.w - 6 > 1);
}
int main(void)
{
    struct Mixed m = init;
    dump("Mixed", &m, sizeof m);
    printf("%d %u %d %u %d %d %d\n", m.a, m.b, m.c, m.d, m.e, m.f, m.g);
    for (int k = -4; k < 5; k += 3) {
        m = change(m, k);
        printf("%d %u %d %u %d %d %d\n", m.a, m.b, m.c, m.d, m.e, m.f, m.g);
    }
    /* The value of an assignment is that of the field after it. */
    printf("%d %d %d\n", m.a = 5, m.b = 37, m.e = 4);
    m.a = -2;
    printf("%d ", m.a++);
    printf("%d ", ++m.a);
    printf("%u ", m.b--);
    printf("%u\n", --m.b);
    m.d = 0;
    printf("%d ", m.d--);
    printf("%d ", m.d);
    printf("%d\n", m.d++);
    /* Promotion: narrower than int goes to int, unsigned or not. */
    m.b = 1;
    printf("%d %d\n", m.b - 2 < 0, -1 < m.b);
    printf("%zu %zu\n", sizeof(+m.b), sizeof(m.f + 0));
    struct Wide w = winit;
    dump("Wide", &w, sizeof w);
    w.a += 2;
    w.b = w.b ^ 0x7fff0001;
    w.c--;
    w.d = -w.d;
    w.e >>= 1;
    w.f = ~w.f;
    printf("%llx %llx %llx %llx %llx %lx %d\n", (unsigned long long)w.a, (unsigned long long)w.b,
           (long long)w.c, (long long)w.d, (unsigned long long)w.e, (unsigned long)w.f, sum(&w));
    dump("Packed", &pinit, sizeof pinit);
    printf("%u %llx %d %c %d %u\n", pinit.a, (unsigned long long)pinit.b, pinit.c, pinit.x, pinit.d,
           pinit.e);
    pinit.b++;
    pinit.c = pinit.d;
    pinit.d = pinit.c * 3;
    pinit.e += 2;
    printf("%u %llx %d %c %d %u\n", pinit.a, (unsigned long long)pinit.b, pinit.c, pinit.x, pinit.d,
           pinit.e);
    dump("Packed", &pinit, sizeof pinit);
    struct Vol v;
    memset(&v, 0, sizeof v);
    v.a = 9;
    v.b = v.a;
    v.c = v.b;
    v.d = v.c;
    v.a |= 6;
    printf("%u %d %u %u\n", v.a, v.b, v.c, v.d);
    union Both u = {.w = 0xdeadbeef};
    printf("%x %x %x ", u.f.lo, u.f.mid, u.f.hi);
    u.f.mid = 0x123;
    printf("%x\n", u.w);
    struct Zero z;
    memset(&z, 0, sizeof z);
    z.a = 1;
    z.b = 2;
    z.c = -3;
    z.d = -200;
    dump("Zero", &z, sizeof z);
    struct En e = {BLUE, GREEN, 1};
    printf("%d %d %d\n", e.c == BLUE, e.d, e.k);
    struct Nest n = {1, {100, -200}, 65535};
    n.y /= 3;
    n.z += n.x;
    printf("%d %u %d %u %zu\n", n.before, n.x, n.y, n.z, sizeof n);
    struct Mixed array[3] = {[1] = {.c = -1, .f = 9}, [2] = {.g = -2}};
    struct Mixed *p = array;
    p++;
    p->f |= 0x2aaa;
    printf("%d %d ", p->f, p->c);
    p++;
    printf("%d\n", p->g);
    printf("%d\n", cast_first(-13));
    return 0;
}
