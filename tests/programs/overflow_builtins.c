/* __builtin_{add,sub,mul}_overflow in all mixtures of types, and the typed and predicate forms. */
#include <stdio.h>
#include <limits.h>

static int count;
static unsigned long h = 7;
static void mix(int flag, long long v)
{
    count += flag;
    h = (h ^ (unsigned long)v ^ (unsigned long)flag << 7) * 0x9e3779b97f4a7c15ul;
    h ^= h >> 31;
}
static const long long values[] = {
    0,     1,      -1,    2,     100,     127,     128,        -128,       -129,      255,      256,
    32767, -32768, 65535, 65536, INT_MAX, INT_MIN, 4294967295, 4294967296, LLONG_MAX, LLONG_MIN};
#define OPS(ta, tb, tr)                                                                            \
    do {                                                                                           \
        tr r;                                                                                      \
        int f;                                                                                     \
        ta x = (ta)v;                                                                              \
        tb y = (tb)w;                                                                              \
        f = __builtin_add_overflow(x, y, &r);                                                      \
        mix(f, (long long)r);                                                                      \
        f = __builtin_sub_overflow(x, y, &r);                                                      \
        mix(f, (long long)r);                                                                      \
        f = __builtin_mul_overflow(x, y, &r);                                                      \
        mix(f, (long long)r);                                                                      \
    } while (0)
#define RES(ta, tb)                                                                                \
    OPS(ta, tb, signed char);                                                                      \
    OPS(ta, tb, unsigned short);                                                                   \
    OPS(ta, tb, int);                                                                              \
    OPS(ta, tb, unsigned);                                                                         \
    OPS(ta, tb, long);                                                                             \
    OPS(ta, tb, unsigned long)
#define FIRST(ta, name)                                                                            \
    static void name(long long v, long long w)                                                     \
    {                                                                                              \
        RES(ta, signed char);                                                                      \
        RES(ta, unsigned short);                                                                   \
        RES(ta, int);                                                                              \
        RES(ta, unsigned);                                                                         \
        RES(ta, long);                                                                             \
        RES(ta, unsigned long);                                                                    \
    }
FIRST(unsigned char, first_uchar)
FIRST(short, first_short) FIRST(int, first_int) FIRST(unsigned, first_uint) FIRST(long, first_long)
    FIRST(unsigned long, first_ulong) static void wide(long long v, long long w)
{
    __int128 r;
    int f = __builtin_mul_overflow(v, w, &r);
    mix(f, (long long)(r >> 40));
    f = __builtin_mul_overflow((__int128)v * (1l << 62), w, &r);
    mix(f, (long long)(r >> 64));
    f = __builtin_add_overflow((unsigned __int128)v << 64, (unsigned __int128)w << 64, &r);
    mix(f, (long long)(r >> 64));
}
__attribute__((noinline)) static int safe_add(int a, int b)
{
    int r;
    if (__builtin_add_overflow(a, b, &r))
        return a < 0 ? INT_MIN : INT_MAX;
    return r;
}
__attribute__((noinline)) static unsigned long array_size(unsigned long n, unsigned long size,
                                                          unsigned long head)
{
    unsigned long bytes;
    if (__builtin_mul_overflow(n, size, &bytes) || __builtin_add_overflow(bytes, head, &bytes))
        return ULONG_MAX;
    return bytes;
}
static unsigned parse(const char *s)
{
    unsigned v = 0;
    for (; *s; s++)
        if (__builtin_mul_overflow(v, 10u, &v) ||
            __builtin_add_overflow(v, (unsigned)(*s - '0'), &v))
            return ~0u;
    return v;
}

int main(void)
{
    for (unsigned i = 0; i < sizeof values / sizeof *values; i++)
        for (unsigned j = 0; j < sizeof values / sizeof *values; j++) {
            long long v = values[i], w = values[j];
            first_uchar(v, w);
            first_short(v, w);
            first_int(v, w);
            first_uint(v, w);
            first_long(v, w);
            first_ulong(v, w);
            wide(v, w);
        }
    printf("%d %lx\n", count, h);
    printf("%d %d %d\n", safe_add(INT_MAX, 1), safe_add(INT_MIN, -1), safe_add(-5, 3));
    printf("%lu %lu %lu\n", array_size(10, 8, 16), array_size(1ul << 61, 8, 0),
           array_size(3, ULONG_MAX / 3, 1));
    printf("%u %u %u\n", parse("4294967295"), parse("4294967296"), parse("12345"));
    int r;
    unsigned u;
    long l;
    unsigned long ul;
    long long ll;
    unsigned long long ull;
    printf("%d ", __builtin_sadd_overflow(INT_MAX, 1, &r));
    printf("%d ", r);
    printf("%d ", __builtin_uadd_overflow(~0u, 1, &u));
    printf("%u ", u);
    printf("%d ", __builtin_ssubl_overflow(LONG_MIN, 1, &l));
    printf("%ld ", l);
    printf("%d ", __builtin_usubl_overflow(1, 2, &ul));
    printf("%lu ", ul);
    printf("%d ", __builtin_smulll_overflow(LLONG_MAX, 2, &ll));
    printf("%lld ", ll);
    printf("%d ", __builtin_umulll_overflow(1ull << 32, 1ull << 31, &ull));
    printf("%llu\n", ull);
    printf("%d %d %d %d\n", __builtin_add_overflow_p(INT_MAX, 1, 0),
           __builtin_add_overflow_p(INT_MAX, 1, 0u),
           __builtin_mul_overflow_p(1l << 40, 1 << 20, (int)0),
           __builtin_sub_overflow_p(0u, 1, (long)0));
    enum { FOLDED = __builtin_add_overflow_p(2000000000, 2000000000, 0) };
    printf("%d\n", FOLDED);
    short s = 0;
    printf("%d ", __builtin_add_overflow(s + 32000, 1000, &s));
    printf("%d\n", s);
    int side = 0, *p = &side;
    printf("%d ", __builtin_add_overflow(side++, 5, &r));
    printf("%d %d ", side, r);
    printf("%d ", __builtin_mul_overflow(*p, *p + 2, p));
    printf("%d\n", side);
    return 0;
}
