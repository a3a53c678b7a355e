/* __int128: arithmetic, shifts, division, comparison, conversion, passing, in structures. */
#include <stdio.h>

typedef __int128 s128;
typedef unsigned __int128 u128;
struct Pair {
    int tag;
    u128 v;
};
static void put(u128 x) { printf("%016lx%016lx ", (unsigned long)(x >> 64), (unsigned long)x); }
static void decimal(s128 x)
{
    char b[48], *p = b + 47;
    *p = 0;
    u128 u = x < 0 ? -(u128)x : (u128)x;
    do
        *--p = '0' + (int)(u % 10);
    while (u /= 10);
    if (x < 0)
        *--p = '-';
    printf("%s ", p);
}
#define NI __attribute__((noinline)) static
NI u128 add(u128 a, u128 b) { return a + b; }
NI u128 sub(u128 a, u128 b) { return a - b; }
NI u128 mul(u128 a, u128 b) { return a * b; }
NI u128 udiv(u128 a, u128 b) { return a / b; }
NI u128 umod(u128 a, u128 b) { return a % b; }
NI s128 sdiv(s128 a, s128 b) { return a / b; }
NI s128 smod(s128 a, s128 b) { return a % b; }
NI u128 shl(u128 a, int n) { return a << n; }
NI u128 shr(u128 a, int n) { return a >> n; }
NI s128 sar(s128 a, int n) { return a >> n; }
NI int cmp(s128 a, s128 b) { return (a < b) | (a == b) << 1 | (a > b) << 2 | (a <= b) << 3; }
NI int ucmp(u128 a, u128 b) { return (a < b) | (a == b) << 1 | (a >= b) << 2; }
NI u128 mulhi(unsigned long a, unsigned long b) { return (u128)a * b; }
NI s128 smulhi(long a, long b) { return (s128)a * b; }
NI double to_d(s128 x) { return x; }
NI s128 from_d(double d) { return d; }
NI float to_f(u128 x) { return x; }
NI u128 from_f(float f) { return f; }
NI s128 many(int a, s128 b, int c, s128 d, int e, s128 f, s128 g)
{
    return a + b * c - d * e + f - g;
}
NI struct Pair pair(struct Pair p, u128 k)
{
    p.v ^= k;
    p.tag++;
    return p;
}
static const u128 big = (u128)0x0123456789abcdef << 64 | 0xfedcba9876543210;
static s128 neg = -5, folded = ((s128)1 << 100) / 7 - 3;
static u128 table[] = {-1, ~(u128)0 >> 1, (u128)1 << 127, 10};

int main(void)
{
    u128 vals[] = {
        0,        1,       2, 10, 0xffffffffffffffff, (u128)1 << 64, big, -big, (u128)1 << 127,
        -(u128)1, -(u128)7};
    u128 h = 0;
    for (unsigned i = 0; i < 11; i++) {
        for (unsigned j = 0; j < 11; j++) {
            u128 a = vals[i], b = vals[j];
            h = h * 31 + add(a, b);
            h = h * 31 + sub(a, b);
            h = h * 31 + mul(a, b);
            h = h * 31 + cmp(a, b) + ucmp(a, b);
            if (b) {
                h = h * 31 + udiv(a, b);
                h = h * 31 + umod(a, b);
            }
            if (b && !(a == (u128)1 << 127 && b == -(u128)1)) {
                h = h * 31 + sdiv(a, b);
                h = h * 31 + smod(a, b);
            }
        }
        for (int n = 0; n < 128; n++) {
            h = h * 31 + shl(vals[i], n);
            h = h * 31 + shr(vals[i], n);
            h = h * 31 + sar(vals[i], n);
        }
        put(h);
    }
    puts("");
    put(big);
    put(add(big, big));
    put(mul(big, 1000));
    put(shl(big, 68));
    put(shr(big, 3));
    puts("");
    decimal(neg);
    decimal(folded);
    decimal(sdiv(-(s128)big, 1000));
    decimal(smod(-(s128)big, 1000));
    decimal((s128)big);
    puts("");
    put(mulhi(-1ul, -1ul));
    put(smulhi(-1l, 5));
    put(smulhi(1l << 62, -8));
    puts("");
    printf("%g %g %g\n", to_d(-(s128)big), to_d(1), to_f(-(u128)1));
    put(from_d(-1e25));
    put(from_d(1.5));
    put(from_f(1e30f));
    puts("");
    put(many(1, 2, 3, 4, 5, big, 7));
    struct Pair p = pair((struct Pair){1, big}, -1);
    printf("%d ", p.tag);
    put(p.v);
    puts("");
    printf("%zu %zu %zu\n", sizeof(s128), _Alignof(u128), sizeof(struct Pair));
    for (int i = 0; i < 4; i++)
        put(table[i]);
    puts("");
    s128 x = -1;
    x *= (s128)1 << 70;
    x |= 5;
    x++;
    put(x);
    x >>= 3;
    put(x);
    x = -x;
    put(x);
    put(~x);
    put(!x);
    printf("%d %d\n", x > 0, (int)x);
    u128 u = (int)-1;
    put(u);
    u = (unsigned)-1;
    put(u);
    u = -1l;
    put(u);
    u += -1ul;
    put(u);
    printf("%d %d\n", (_Bool)((u128)1 << 90), u ? 1 : 0);
    switch ((s128)neg) {
    case -5:
        puts("minus five");
        break;
    default:
        puts("other");
    }
    unsigned long carry = 0, limbs[4] = {-1ul, -1ul, -1ul, 7};
    for (int i = 0; i < 4; i++) {
        u128 t = (u128)limbs[i] * 0xdeadbeef + carry;
        limbs[i] = t;
        carry = t >> 64;
    }
    printf("%lx %lx %lx %lx %lx\n", limbs[0], limbs[1], limbs[2], limbs[3], carry);
    return 0;
}
