/* Comparing and branching in every type, against constants at the edges, with values reused after
 * the branch. */
#include <stdio.h>
#include <limits.h>

static unsigned long h = 1;
static void mix(long v)
{
    h = h * 6364136223846793005ul + (unsigned long)v + 1442695040888963407ul;
    h ^= h >> 33;
}
#define CMP(T, name)                                                                               \
    __attribute__((noinline)) static int name(T a, T b)                                            \
    {                                                                                              \
        int r = 0;                                                                                 \
        if (a < b)                                                                                 \
            r |= 1;                                                                                \
        if (a <= b)                                                                                \
            r |= 2;                                                                                \
        if (a > b)                                                                                 \
            r |= 4;                                                                                \
        if (a >= b)                                                                                \
            r |= 8;                                                                                \
        if (a == b)                                                                                \
            r |= 16;                                                                               \
        if (a != b)                                                                                \
            r |= 32;                                                                               \
        if (!a)                                                                                    \
            r |= 64;                                                                               \
        if (a && b)                                                                                \
            r |= 128;                                                                              \
        if (a || !b)                                                                               \
            r |= 256;                                                                              \
        r += (a < b ? 1000 : a > b ? 2000 : 3000);                                                 \
        r += (a < 0) * 10000 + (a <= 0) * 20000 + (a > 0) * 40000 + (a >= 0) * 80000 +             \
             (a < 1) * 160000 + (a > -1) * 320000 + (a == (T)-1) * 640000;                         \
        while (a < b) {                                                                            \
            r ^= 0x400000;                                                                         \
            break;                                                                                 \
        }                                                                                          \
        return r;                                                                                  \
    }
CMP(signed char, c_char)
CMP(unsigned char, c_uchar) CMP(short, c_short) CMP(unsigned short, c_ushort) CMP(int, c_int)
    CMP(unsigned, c_uint) CMP(long, c_long) CMP(unsigned long, c_ulong) CMP(__int128, c_i128)
        CMP(_Bool, c_bool)
            __attribute__((noinline)) static int mixed(char c, unsigned char uc, short s,
                                                       unsigned short us, int i, unsigned u, long l,
                                                       unsigned long ul)
{
    return (c < uc) | (uc < s) << 1 | (s < us) << 2 | (us < i) << 3 | ((unsigned)i < u) << 4 |
           (u < l) << 5 | ((unsigned long)l < ul) << 6 | (c < l) << 7 | (i < l) << 8 |
           (c == us) << 9 | (s == (int)u) << 10 | (i == l) << 11 | (u == l) << 12 | (us == u) << 13;
}
__attribute__((noinline)) static int edges(int x)
{
    int r = 0;
    if (x < INT_MAX)
        r |= 1;
    if (x > INT_MIN)
        r |= 2;
    if (x >= INT_MIN + 1)
        r |= 4;
    if (x <= INT_MAX - 1)
        r |= 8;
    if ((unsigned)x < 10u)
        r |= 16;
    if ((unsigned)x - 5 < 10)
        r |= 32;
    if ((unsigned)x >= 0x80000000u)
        r |= 64;
    if (x != x + 0)
        r |= 128;
    if ((char)x == x)
        r |= 256;
    if ((unsigned short)x == x)
        r |= 512;
    if ((x & 1) == 0)
        r |= 1024;
    if (x & 0x80)
        r |= 2048;
    if ((x & 0xff) == 0xff)
        r |= 4096;
    if ((x ^ 5) == 0)
        r |= 8192;
    if (-1 < x && x < 100)
        r |= 1 << 14;
    if (x >= 'a' && x <= 'z')
        r |= 1 << 15;
    if (x < -1 || x > 1)
        r |= 1 << 16;
    if ((x >> 31) != 0)
        r |= 1 << 17;
    if (!(x & (int)((unsigned)x - 1u)))
        r |= 1 << 18;
    if ((long)x * 2 > INT_MAX)
        r |= 1 << 19;
    if (x % 4 == 3)
        r |= 1 << 20;
    if (x / 8 == 0)
        r |= 1 << 21;
    return r;
}
__attribute__((noinline)) static int sign(int x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
__attribute__((noinline)) static int clamp(int x, int lo, int hi)
{
    return x < lo ? lo : x > hi ? hi : x;
}
__attribute__((noinline)) static unsigned umin(unsigned a, unsigned b) { return a < b ? a : b; }
__attribute__((noinline)) static long lmax(long a, int b) { return a > b ? a : b; }
__attribute__((noinline)) static int absd(int a, int b)
{
    return a > b ? (int)((unsigned)a - b) : (int)((unsigned)b - a);
}
__attribute__((noinline)) static int three(int a, int b, int c)
{
    if (a < b) {
        if (b < c)
            return 1;
        if (a < c)
            return 2;
        return 3;
    }
    if (a < c)
        return 4;
    return b < c ? 5 : 6;
}
__attribute__((noinline)) static int sub_sign(int a, int b)
{
    long dd = (long)a - b;
    if (dd < 0)
        return -1;
    return dd > 0;
}
__attribute__((noinline)) static int flags(unsigned a, unsigned b)
{
    unsigned s = a + b;
    int carry = s < a;
    unsigned dd = a - b;
    int borrow = dd > a;
    return carry << 1 | borrow;
}
__attribute__((noinline)) static int ptr(const char *a, const char *b)
{
    return (a < b) | (a == b) << 1 | !a << 2 | (a - b > 1) << 3 | (b && *b == 'x') << 4;
}
__attribute__((noinline)) static int count(unsigned n)
{
    int c = 0;
    for (unsigned i = n; i-- > 0;)
        c++;
    for (unsigned i = 0; i != n; i += 1)
        c += 2;
    for (int i = (int)n; i >= 0; i -= 3)
        c += 5;
    return c;
}
__attribute__((noinline)) static int chars(const char *s)
{
    int k = 0;
    for (; *s; s++) {
        if (*s < 0)
            k += 100;
        else if (*s == '\n' || *s == '\t')
            k += 10;
        else if ((unsigned)(*s - '0') < 10)
            k++;
    }
    return k;
}
__attribute__((noinline)) static _Bool logic(int a, int b, int c)
{
    return (a && b) || (!a && c) || (b != c && !(a ^ 1));
}
__attribute__((noinline)) static int select(int c, int a, int b)
{
    int r = c ? a : b;
    r += !!c;
    r -= !c;
    c = -c;
    return r ^ (c < 0 ? ~a : c);
}
static const long points[] = {0,
                              1,
                              -1,
                              2,
                              5,
                              9,
                              10,
                              14,
                              15,
                              97,
                              122,
                              127,
                              128,
                              -128,
                              -129,
                              255,
                              256,
                              32767,
                              32768,
                              -32768,
                              65535,
                              65536,
                              INT_MAX - 1l,
                              INT_MAX,
                              INT_MIN,
                              INT_MIN + 1l,
                              UINT_MAX,
                              1l << 32,
                              LONG_MAX,
                              LONG_MIN,
                              -(1l << 32)};

int main(void)
{
    enum { N = sizeof points / sizeof *points };
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            long a = points[i], b = points[j];
            mix(c_char(a, b));
            mix(c_uchar(a, b));
            mix(c_short(a, b));
            mix(c_ushort(a, b));
            mix(c_int(a, b));
            mix(c_uint(a, b));
            mix(c_long(a, b));
            mix(c_ulong(a, b));
            mix(c_i128((__int128)a * 3, b));
            mix(c_bool(a, b));
            mix(mixed(a, b, a, b, a, b, a, b));
            mix(mixed(b, a, a, b, b, a, b, a));
            mix(umin(a, b));
            mix(lmax(a, b));
            mix(absd(a, b));
            mix(three(a, b, 7));
            mix(three(7, a, b));
            mix(sub_sign(a, b));
            mix(flags(a, b));
            mix(logic(a & 1, b & 1, i & 1));
            mix(select(a & 3, b & 0xffff, i));
            mix(clamp(a, -100, b & 0xff));
        }
        mix(edges(points[i]));
        mix(sign(points[i]));
        printf("%x ", (unsigned)(h >> 40));
    }
    printf("\n%d %d %d %d\n", edges(3), edges(-1), edges('q'), edges(0));
    static const char text[] = "x\n\t09/:\x80\xff az";
    printf("%d %d %d %d %d\n", ptr(text, text), ptr(text, text + 3), ptr(text + 3, text), ptr(0, 0),
           chars(text));
    printf("%d %d %d\n", count(0), count(1), count(10));
    printf("%lx\n", h);
    return 0;
}
