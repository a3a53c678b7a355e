/* Shifts, divisions and remainders by constants and by variables, of every width and sign; their
 * edges. */
#include <stdio.h>
#include <limits.h>

#define N(a) (sizeof(a) / sizeof *(a))
static const int ints[] = {
    0,     1,     -1,    2,       -2,       3,       7,           -7,          8,      -8,  9,
    10,    -10,   99,    100,     101,      -100,    127,         128,         255,    256, 1000,
    -1000, 65535, 65536, 1234567, -7654321, INT_MAX, INT_MAX - 1, INT_MIN + 1, INT_MIN};
static const long longs[] = {0,
                             1,
                             -1,
                             5,
                             -5,
                             1000000007,
                             -1000000007,
                             0xffffffff,
                             0x100000000,
                             -0x100000001,
                             123456789012345678,
                             -987654321098765432,
                             LONG_MAX,
                             LONG_MIN,
                             LONG_MIN + 1};
static unsigned long h = 1469598103934665603ul;
static void mix(unsigned long v)
{
    h = (h ^ v) * 1099511628211ul;
    h ^= h >> 29;
}

#define DIV(type, d)                                                                               \
    do {                                                                                           \
        type x = v;                                                                                \
        mix((unsigned long)(long)(x / (type)d));                                                   \
        mix((unsigned long)(long)(x % (type)d));                                                   \
    } while (0)
#define DIVS(type)                                                                                 \
    DIV(type, 1);                                                                                  \
    DIV(type, 2);                                                                                  \
    DIV(type, 3);                                                                                  \
    DIV(type, 4);                                                                                  \
    DIV(type, 5);                                                                                  \
    DIV(type, 6);                                                                                  \
    DIV(type, 7);                                                                                  \
    DIV(type, 9);                                                                                  \
    DIV(type, 10);                                                                                 \
    DIV(type, 11);                                                                                 \
    DIV(type, 12);                                                                                 \
    DIV(type, 16);                                                                                 \
    DIV(type, 25);                                                                                 \
    DIV(type, 64);                                                                                 \
    DIV(type, 100);                                                                                \
    DIV(type, 125);                                                                                \
    DIV(type, 641)
#define NEGS(type)                                                                                 \
    DIV(type, -2);                                                                                 \
    DIV(type, -3);                                                                                 \
    DIV(type, -5);                                                                                 \
    DIV(type, -7);                                                                                 \
    DIV(type, -8);                                                                                 \
    DIV(type, -10);                                                                                \
    DIV(type, -128)

__attribute__((noinline)) static int sdiv(int a, int b) { return a / b; }
__attribute__((noinline)) static int smod(int a, int b) { return a % b; }
__attribute__((noinline)) static unsigned udiv(unsigned a, unsigned b) { return a / b; }
__attribute__((noinline)) static long ldiv_(long a, long b) { return a / b; }
__attribute__((noinline)) static unsigned long ulmod(unsigned long a, unsigned long b)
{
    return a % b;
}
__attribute__((noinline)) static signed char cdiv(signed char a, signed char b) { return a / b; }
__attribute__((noinline)) static int shl(int a, int n) { return (int)((unsigned)a << n); }
__attribute__((noinline)) static int sar(int a, int n) { return a >> n; }
__attribute__((noinline)) static unsigned shr(unsigned a, int n) { return a >> n; }
__attribute__((noinline)) static long lsar(long a, char n) { return a >> n; }
__attribute__((noinline)) static unsigned long lshl(unsigned long a, unsigned char n)
{
    return a << n;
}
__attribute__((noinline)) static unsigned rotl(unsigned x, int n)
{
    return x << (n & 31) | x >> (-n & 31);
}
__attribute__((noinline)) static unsigned long rotr(unsigned long x, int n)
{
    return x >> (n & 63) | x << (-n & 63);
}
__attribute__((noinline)) static unsigned short rot16(unsigned short x, int n)
{
    return x << n | x >> (16 - n);
}
__attribute__((noinline)) static int even(int x) { return x % 2 == 0; }
__attribute__((noinline)) static int odd(int x) { return x % 2 == 1; }
__attribute__((noinline)) static int multiple(unsigned x) { return x % 3 == 0; }

int main(void)
{
    for (unsigned i = 0; i < N(ints); i++) {
        int v = ints[i];
        DIVS(int);
        DIVS(unsigned);
        DIVS(signed char);
        DIVS(unsigned char);
        DIVS(short);
        DIVS(unsigned short);
        DIVS(long);
        DIVS(unsigned long);
        NEGS(int);
        NEGS(long);
        NEGS(short);
        NEGS(signed char);
        DIV(int, 1000000);
        DIV(unsigned, 0xffffffff);
        DIV(unsigned, 0x80000001);
        DIV(int, INT_MAX);
        DIV(int, INT_MIN);
        for (int n = 0; n < 32; n++) {
            mix(shl(v, n));
            mix(sar(v, n));
            mix(shr(v, n));
            mix(rotl(v, n));
            mix(v >> n);
            mix((unsigned)v << n);
        }
        for (unsigned j = 0; j < N(ints); j++)
            if (ints[j] && !(v == INT_MIN && ints[j] == -1)) {
                mix(sdiv(v, ints[j]));
                mix(smod(v, ints[j]));
                mix(udiv(v, ints[j]));
            }
        mix(even(v));
        mix(odd(v));
        mix(multiple(v));
    }
    printf("%lx\n", h);
    for (unsigned i = 0; i < N(longs); i++) {
        long v = longs[i];
        DIVS(long);
        DIVS(unsigned long);
        NEGS(long);
        DIV(long, 1000000007);
        DIV(unsigned long, 0xffffffffffffffff);
        DIV(long, LONG_MIN);
        DIV(unsigned long, 10000000000000000000u);
        for (int n = 0; n < 64; n++) {
            mix(lshl(v, n));
            mix(lsar(v, n));
            mix(rotr(v, n));
            mix((unsigned long)v >> n);
        }
        for (unsigned j = 0; j < N(longs); j++)
            if (longs[j] && !(v == LONG_MIN && longs[j] == -1)) {
                mix(ldiv_(v, longs[j]));
                mix(ulmod(v, longs[j]));
            }
    }
    printf("%lx\n", h);
    for (int n = 1; n < 16; n++)
        mix(rot16(0x8001, n));
    printf("%d %d %d %d\n", cdiv(-128, -1), sdiv(-7, 2), smod(-7, 2), smod(7, -2));
    printf("%d %d %d\n", odd(-3), even(-4), odd(5));
    printf("%d %d %ld %d\n", sar(-5, 1), sar(-1, 31), lsar(-(1l << 40), 3), (signed char)-128 >> 7);
    signed char c = -100;
    c >>= 2;
    printf("%d ", c);
    unsigned char u = 200;
    u >>= 3;
    u <<= 5;
    printf("%d ", u);
    short s = -30000;
    s /= 7;
    s %= 100;
    printf("%d ", s);
    long l = -100;
    l /= 3u;
    printf("%ld ", l);
    unsigned long ul = -100;
    ul /= -3;
    printf("%lu\n", ul);
    int i = 1000;
    i /= 2.5;
    printf("%d ", i);
    i %= 7l;
    printf("%d ", i);
    i <<= 'A' - 'B' + 3;
    printf("%d %lx\n", i, h);
    return 0;
}
