/* _BitInt(N) (C23 6.2.5, 6.3.1.1, 6.4.4.1): conversions, arithmetic, layout, calls. */
#include "check.h"
#include <limits.h>
#include <stdarg.h>
#include <stdckdint.h>

typedef _BitInt(7) s7;
typedef unsigned _BitInt(7) u7;
typedef unsigned _BitInt(1) u1;
typedef _BitInt(33) s33;
typedef signed _BitInt(65) s65;
typedef unsigned _BitInt(100) u100;
typedef _BitInt(128) s128;
typedef _BitInt(129) s129;
typedef unsigned _BitInt(256) u256;
typedef _BitInt(512) s512;

static_assert(sizeof(s7) == 1 && sizeof(_BitInt(9)) == 2 && sizeof(_BitInt(17)) == 4 && sizeof(s33) == 8);
static_assert(sizeof(s65) == 16 && sizeof(s129) == 24 && sizeof(u256) == 32 && alignof(u256) == 8 && alignof(s33) == 8);
static_assert(IS(3wb, _BitInt(3)) && IS(0wb, _BitInt(2)) && IS(3uwb, unsigned _BitInt(2)) && IS(0x80WBu, unsigned _BitInt(8)));
static_assert(IS((s7)1 + (s7)1, s7) && IS((s7)1 + 1, int) && IS((s33)1 + 1, s33) && IS((s33)1 + 1L, long));
static_assert(IS((u7)1 + (s7)1, u7) && IS((unsigned _BitInt(32))1 + 1, unsigned) && IS((_BitInt(32))1 + 1u, unsigned));
static_assert(IS((s65)1 + 1ull, s65) && IS((u7)1 + (s33)1, s33) && IS(-(u7)1, u7) && IS(~(s7)1, s7) && IS((u7)1 << 100L, u7));
static_assert((s7)64 == -64 && (u7)-1 == 127 && (u7)255 == 127 && ~(u7)0 == 127 && (u1)1 + (u1)1 == (u1)0);
static_assert(115792089237316195423570985008687907853269984665640564039457584007913129639935uwb == (u256)-1);
static_assert((u256)-1 / 3 == 0x5555555555555555555555555555555555555555555555555555555555555555uwb);
#if 5wb != 5 || 7uwb / 2 != 3
#error
#endif

static s7 global = -64;
static u256 large = 0x123456789abcdef0fedcba9876543210'0f1e2d3c4b5a69788796a5b4c3d2e1f0uwb;
static struct { char c; s129 v; u7 b : 5; s33 d : 30; char e; } record = {1, -5, 30, -7, 2};
constexpr s65 named = -18446744073709551616wb;
static_assert(named < LLONG_MIN && named + 1 == -0xffffffffffffffffwb);

static s7 step(s7 x) { return x * 2 + 1; }
static s65 add65(s65 a, int b, s65 c) { return a + b + c; }
static u256 mul(u256 a, u256 b) { return a * b; }
static s512 many(int a, s128 b, s129 c, s128 d, s65 e, u7 f, s128 g) { return (s512)b * c + d * e + a + f + g; }
static u256 sum(int n, ...) {
    va_list ap;
    va_start(ap);
    u256 total = 0;
    while (n--) total += va_arg(ap, s7) + va_arg(ap, u256) + va_arg(ap, u100);
    va_end(ap);
    return total;
}
static int digits(s512 v, char *out) {
    char buffer[200], *p = buffer + sizeof buffer;
    int negative = v < 0, length = 0;
    do {
        int d = (int)(v % 10);
        *--p = (char)('0' + (d < 0 ? -d : d));
        v /= 10;
    } while (v);
    if (negative) out[length++] = '-';
    while (p < buffer + sizeof buffer) out[length++] = *p++;
    out[length] = 0;
    return length;
}

int main(void) {
    volatile int zero = 0;
    s7 a = (s7)(63 + zero);
    u7 u = (u7)(127 + zero);
    CHECK(++u == 0 && --u == 127 && u-- == 127 && (u += 5) == 3 && (u <<= 6) == 64 && (u >>= 3) == 8);
    CHECK(a == 63 && (s7)(a + 1 + zero) == -64 && step((s7)-10) == -19 && global == -64 && global / 2 == -32);
    CHECK((u7)~u == 119 && (u7)-u == 120 && u * 16 == 128 && (u7)(u * (u7)16) == 0);
    u1 one = (u1)(1 + zero);
    CHECK(one && !(u1)(one + one) && (one = 0.5 + zero) == 0 && (bool)(s7)64);
    s33 t = (s33)(1ll << 32);
    CHECK(t == -4294967296 && (t >> 31) == -2 && (long)t == LONG_MIN >> 31 && (unsigned)t == 0);

    u256 x = large + (unsigned)zero, y = x >> 100, z = mul(x, y);
    CHECK(z == 0x8f54b03b4d0b4d97a32b373eb83ff3f23fac07528d089532e1a17254453618d0uwb && z == x * y);
    CHECK(x / y * y + x % y == x && (x << 200 >> 200) == (x & (((u256)1 << 56) - 1)) && (x ^ x) == 0);
    CHECK((unsigned long)(x >> 128) == 0xfedcba9876543210 && (unsigned char)x == 0xf0 && x > y && !(x < y));
    s512 w = (s512)x * -3;
    CHECK(w / 3 == -(s512)x && w % 7 == -(s512)(((s512)x * 3) % 7) && w >> 511 == -1);
    char text[200];
    digits(w, text);
    CHECK(!strcmp(text, "-24702312370627454719716030096194426552142646484727112015880077672853882316240"));
    digits(((s512)1 << 300) - 1, text);
    CHECK(!strcmp(text, "2037035976334486086268445688409378161051468393665936250636140449354381299763336706183397375"));
    digits((s512)((u256)-1), text);
    CHECK(!strcmp(text, "115792089237316195423570985008687907853269984665640564039457584007913129639935"));

    CHECK(record.v == -5 && record.b == 30 && record.d == -7 && sizeof record == 40 && record.e == 2);
    record.b += 3;
    record.d--;
    record.v *= -7;
    CHECK(record.b == 1 && record.d == -8 && record.v == 35 && record.e == 2);
    CHECK(add65(named, -1, 5wb) == named + 4 && many(1, 2, -3, 4, 5, 6, 7) == 28);
    CHECK(sum(2, (s7)-3, x, (u100)5, (s7)4, y, (u100)6) == x + y + 12);

    double d = 1e30;
    s128 from = (s128)d;
    CHECK((double)from == d && (float)(u256)-1 > 1e38f && (double)((s129)1 << 100) == 0x1p100);
    CHECK((s512)-0x1.8p200 == -((s512)3 << 199) && (u7)3.99 == 3 && (double)(s7)-5 == -5 && (long double)named == -0x1p64L);
    s7 small;
    u256 huge;
    CHECK(ckd_add(&small, 60, 3) == 0 && small == 63 && ckd_add(&small, 60, 4) && small == -64);
    CHECK(ckd_mul(&huge, x, x) && huge == x * x && !ckd_sub(&huge, x, y) && huge == x - y && ckd_sub(&huge, y, x));
    switch (x >> 252) { case 1: CHECK(1); break; default: CHECK(0); }
    switch ((s7)(a + 1)) { case -64: break; default: CHECK(0); }
    s129 array[3] = {1, -2, [2] = 3};
    s129 *p = array;
    CHECK(p[1] == -2 && *++p == -2 && p[1] == 3 && (p[1] ? 1 : 2) == 1 && &array[2] - p == 1 && array[(u7)2] == 3);
    _Atomic s7 atom = 60;
    atom += 5;
    CHECK(atom == -63 && atom++ == -63 && --atom == -63);
    return failures;
}
