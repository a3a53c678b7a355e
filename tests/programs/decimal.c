/* Decimal floating types: encodings, arithmetic, conversions, passing, classification. */
#define __STDC_WANT_IEC_60559_DFP_EXT__
#include <float.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef unsigned long ul;
typedef float mode_sd __attribute__((mode(SD)));
typedef float mode_td __attribute__((mode(TD)));

static void show32(const char *what, _Decimal32 x)
{
    unsigned bits;
    memcpy(&bits, &x, 4);
    printf("%s %08x\n", what, bits);
}

static void show64(const char *what, _Decimal64 x)
{
    ul bits;
    memcpy(&bits, &x, 8);
    printf("%s %016lx\n", what, bits);
}

static void show128(const char *what, _Decimal128 x)
{
    ul bits[2];
    memcpy(bits, &x, 16);
    printf("%s %016lx%016lx\n", what, bits[1], bits[0]);
}

#define SHOW(x) _Generic((x), _Decimal32: show32, _Decimal64: show64, _Decimal128: show128)(#x, x)

/* --- Constants: rounding, cohorts, limits; initial values folded at translation ------------------------------ */

_Decimal32 constants32[] = {
    0.df, -0.df, 1.df, 1.0df, 1.00df, 1234567.df, 9999999.df, 8388608.df, 8388607.df, 12345675.df, 12345665.df,
    12345678e-101df, 1e-101df, 4e-102df, 6e-102df, 5e-102df, 1.5e-101df, 1e96df, 9.999999e96df, 0e500df, 0e-500df,
    1e90df, 10e90df, 1.0000005df, 1.00000050000000001df, DEC32_MAX, DEC32_MIN, DEC32_TRUE_MIN, DEC32_EPSILON,
    __builtin_infd32(), -__builtin_infd32(), __builtin_nand32(""), __builtin_nansd32("1"), 0.1, 3.0f, 1e10L, 100, -7,
    123456789, 1e-200dl, 1.23456785dd, 1.23456775dd,
};
_Decimal64 constants64[] = {
    1.20dd + 3.4dd, 1.dd / 3, -2.dd / 3, 6.0dd / 2.0dd, 1.10dd * 1.10dd, 1e384dd, 1e-398dd, 1e-399dd, 0e999dd,
    1e-390dd * 1e-5dd, 9007199254740992.dd, 9999999999999999.dd, 99999999999999995.dd, 1e15dd + .5dd, 1.5dd - 1.50dd,
    -0.0dd + 0.0dd, -0.0dd - 0.0dd, 0.0dd * -1.dd, 5 - 2.50dd, 1e200dd * 1e-200dd, 0.1, 0.1f, 100.0, 0.0, -0.0, 2.5,
    (_Decimal64)0.1df, (_Decimal64)1.2345dl, 123456789012345678LL, 18446744073709551615ULL, DEC64_MAX, DEC64_MIN,
    DEC64_TRUE_MIN, -DEC64_EPSILON, +1.5dd, 1 ? 1.5df : 2.50dd,
};
_Decimal128 constants128[] = {
    1.dl / 3, 2.dl / 7, 12345678901234567890123456789012345.dl, 1e6144dl, 1e-6176dl, 0.1, 0.1L, 1.dl + 1e-40dl,
    10384593717069655257060992658440192.dl, 9999999999999999999999999999999999.dl, 1e6000dl * 1e100dl, DEC128_MAX,
    DEC128_MIN, DEC128_TRUE_MIN, DEC128_EPSILON, __builtin_infd128(), -__builtin_nand128(""),
    170141183460469231731687303715884105727.dl,
};
float from_decimal_f[] = { 0.1df, 16777217.dd, 1e39dl, -1e-50dl, 3.4028235e38dd };
double from_decimal_d[] = { 0.1dd, 9007199254740993.dd, 1e309dl, 1e-330dl, 5e-324dl, 0.1df };
long double from_decimal_l[] = { 0.1dl, 1e4000dl, 18446744073709551617.dl };
int integers[] = {
    1.9dd, -1.9dd, 1e5dd, 2147483647.dl, (_Bool)0.1df, (_Bool)0.00df, !0.0dd, 1.0dd == 1.00dd, 1.df < 1.1dd,
    -0.0dd == 0.0dd, __builtin_infd64() > 1e384dd, __builtin_nand32("") == __builtin_nand32(""), 0.0dd || 0, 1e-398dd && 1,
};
_Static_assert((int)(1.10dd * 10) == 11 && sizeof 1.df == 4 && _Alignof(_Decimal128) == 16, "");

static void constants(void)
{
    for (unsigned i = 0; i < sizeof constants32 / 4; i++)
        show32("c32", constants32[i]);
    for (unsigned i = 0; i < sizeof constants64 / 8; i++)
        show64("c64", constants64[i]);
    for (unsigned i = 0; i < sizeof constants128 / 16; i++)
        show128("c128", constants128[i]);
    for (int i = 0; i < 5; i++)
        printf("%a\n", from_decimal_f[i]);
    for (int i = 0; i < 6; i++)
        printf("%a\n", from_decimal_d[i]);
    for (int i = 0; i < 3; i++)
        printf("%La\n", from_decimal_l[i]);
    for (unsigned i = 0; i < sizeof integers / sizeof *integers; i++)
        printf("%d ", integers[i]);
    putchar('\n');
}

/* --- Operators at run time ------------------------------------------------------------------------------------ */

volatile _Decimal32 a32 = 1.20df, b32 = -3.7df, c32 = 3;
volatile _Decimal64 a64 = 1234567890.123456dd, b64 = -0.0001dd, zero64 = 0.00dd, inf64 = 1e384dd;
volatile _Decimal128 a128 = 1.000000000000000000000000000000001dl, b128 = 3;

static void arithmetic(void)
{
    SHOW(a32 + b32);
    SHOW(a32 - b32);
    SHOW(a32 * b32);
    SHOW(a32 / c32);
    SHOW(-a32);
    SHOW(a64 + b64);
    SHOW(a64 * b64);
    SHOW(a64 / b64);
    SHOW(a64 - a32);
    SHOW(a64 + 1);
    SHOW(2ULL * b64);
    SHOW(zero64 / b64);
    SHOW(b64 / zero64);
    SHOW(a128 / b128);
    SHOW(a128 * a128 - b64);
    SHOW(a128 + 'a');
    _Decimal64 x = a64;
    x += 2;
    SHOW(x);
    x *= a32;
    SHOW(x);
    x -= a128;
    SHOW(x);
    x /= 7u;
    SHOW(x);
    SHOW(x++);
    SHOW(--x);
    _Decimal32 y = 9999999.df;
    SHOW(++y);
    SHOW(y--);
    int n = 5;
    n *= 1.5dd;
    n += a32;
    printf("%d\n", n);
    SHOW(n ? a32 : 1.dl);
    SHOW(-zero64);
    SHOW(+b64);
    inf64 *= 10;
    SHOW(inf64);
    SHOW(inf64 - inf64);
}

#define COMPARE(x, y) \
    printf("%d%d%d%d%d%d %d%d%d%d%d%d ", (x) == (y), (x) != (y), (x) < (y), (x) <= (y), (x) > (y), (x) >= (y), \
           __builtin_isgreater(x, y), __builtin_isless(x, y), __builtin_isgreaterequal(x, y), \
           __builtin_islessequal(x, y), __builtin_islessgreater(x, y), __builtin_isunordered(x, y))

static void comparisons(void)
{
    volatile _Decimal64 v[] = { 0.0dd, -0.00dd, 1.dd, 1.00dd, -2.5dd, __builtin_infd64(), __builtin_nand64("") };
    for (int i = 0; i < 7; i++) {
        for (int j = 0; j < 7; j++)
            COMPARE(v[i], v[j]);
        COMPARE(v[i], a32);
        COMPARE(a128, v[i]);
        printf("%d%d%d %d\n", !v[i], v[i] ? 1 : 2, v[i] && 1, (_Bool)v[i]);
        if (v[i])
            puts("true");
        while (!v[i]) {
            puts("false");
            break;
        }
    }
}

int signbitd64(_Decimal64);
int signbitf(float);
_Decimal32 fabsd32(_Decimal32);

static void classification(void)
{
#ifdef __OPTIMIZE__ /* else GCC calls a library that few systems have */
    volatile float zero = -0.0f;
    printf("%d %d %d\n", !!signbitd64(b64), !!signbitd64(a64), !!signbitf(zero));
#endif
    SHOW(fabsd32(b32));
    volatile _Decimal32 v[] = { 0.df, -1.df, 1e-95df, 9e-96df, 0.999999e-95df, 1e-101df, 9.999999e96df };
    for (int i = 0; i < 7; i++)
        printf("%d%d%d%d ", !!__builtin_signbit(v[i]), __builtin_isnan(v[i]), !!__builtin_signbitd32(v[i]),
               __builtin_isnan(-v[i]));
    volatile _Decimal128 nan = __builtin_nand128(""), inf = -__builtin_infd128();
    printf("%d %d %d %d\n", __builtin_isnan(nan), __builtin_isnan(inf), !!__builtin_signbit(inf), nan == nan);
    SHOW(__builtin_fabsd128(inf));
    SHOW(__builtin_fabsd64(b64));
    SHOW(__builtin_fabsd32(-1.50df));
}

/* --- Conversions at run time ---------------------------------------------------------------------------------- */

static void conversions(void)
{
    volatile float f[] = { 0.1f, 1e10f, -2.5f, 3.4e38f };
    volatile double d[] = { 1.0, 0.1, 1e22, -123456.789, 1e308, 0.0, -0.0 };
    volatile long double l[] = { 1.0L / 3, 1e100L, -2.0L };
    volatile _Float128 q[] = { 1.0F128 / 3, 1e400F128 };
    for (int i = 0; i < 4; i++) {
        SHOW((_Decimal32)f[i]);
        SHOW((_Decimal64)f[i]);
        SHOW((_Decimal128)f[i]);
    }
    for (int i = 0; i < 7; i++) {
        SHOW((_Decimal32)d[i]);
        SHOW((_Decimal64)d[i]);
        SHOW((_Decimal128)d[i]);
    }
    for (int i = 0; i < 3; i++) {
        SHOW((_Decimal32)l[i]);
        SHOW((_Decimal64)l[i]);
        SHOW((_Decimal128)l[i]);
    }
    for (int i = 0; i < 2; i++) {
        SHOW((_Decimal64)q[i]);
        SHOW((_Decimal128)q[i]);
    }
    volatile _Decimal64 x[] = { 1.75dd, -100.5dd, 12345678.9dd, 3e9dd, 0.3dd };
    for (int i = 0; i < 5; i++) {
        printf("%a %a %La ", (float)x[i], (double)x[i], (long double)x[i]);
        printf("%d %ld %lu %d\n", (int)(x[i] / 2), (long)x[i], (ul)(x[i] < 0 ? -x[i] : x[i]), (_Bool)x[i]);
        SHOW((_Decimal32)x[i]);
        SHOW((_Decimal128)x[i]);
    }
    volatile signed char c = -5;
    volatile unsigned short s = 65535;
    volatile unsigned u = 4000000000u;
    volatile long n = -9007199254740993;
    volatile ul m = 18446744073709551615ul;
    struct { int a : 5; unsigned b : 20; } bits = { -7, 1000000 };
    SHOW((_Decimal32)c);
    SHOW((_Decimal64)s);
    SHOW((_Decimal32)u);
    SHOW((_Decimal64)n);
    SHOW((_Decimal128)m);
    SHOW(a32 * bits.a);
    SHOW(a64 + bits.b);
    volatile _Decimal32 small = 100.9df;
    c = small;
    s = small;
    u = small;
    printf("%d %d %u\n", c, s, u);
    __complex__ double z = a64;
    a64 = z;
    printf("%a %a\n", __real__ z, __imag__ z);
    SHOW(a64);
}

/* --- Passing -------------------------------------------------------------------------------------------------- */

struct one { _Decimal64 a; };
struct two { _Decimal32 a, b; _Decimal64 c; };
struct wide { _Decimal128 a; };
struct mixed { int i; _Decimal32 a; long n; };
struct large { _Decimal128 a, b; };
union both { _Decimal64 a; double b; };

__attribute__((noinline)) static _Decimal64 many(_Decimal32 a, int i, _Decimal64 b, double c, _Decimal128 d,
                                                 struct two e, struct wide f, struct mixed g, struct large h,
                                                 _Decimal32 j, _Decimal64 k, _Decimal128 l, _Decimal32 m)
{
    return a + i + b + (_Decimal64)c + d + e.a + e.b + e.c + f.a + g.i + g.a + g.n + h.a + h.b + j + k + l + m;
}

__attribute__((noinline)) static struct one make_one(_Decimal64 a) { return (struct one){ a + 1 }; }
__attribute__((noinline)) static struct two make_two(_Decimal32 a) { return (struct two){ a, -a, 2 * a }; }
__attribute__((noinline)) static struct wide make_wide(_Decimal128 a) { return (struct wide){ a / 3 }; }
__attribute__((noinline)) static struct mixed make_mixed(int i) { return (struct mixed){ i, i / 8.df, -i }; }
__attribute__((noinline)) static struct large make_large(_Decimal128 a) { return (struct large){ a, -a }; }
__attribute__((noinline)) static union both make_both(_Decimal64 a) { return (union both){ .a = a }; }
__attribute__((noinline)) static mode_sd modes(mode_td a) { return a; }

__attribute__((noinline)) static _Decimal128 sum(int count, ...)
{
    va_list list;
    va_start(list, count);
    _Decimal128 total = 0;
    for (int i = 0; i < count; i++) {
        total += va_arg(list, _Decimal32);
        total += va_arg(list, _Decimal64);
        total += va_arg(list, int);
        total += va_arg(list, _Decimal128);
        total += (_Decimal64)va_arg(list, double);
        total += va_arg(list, struct two).c;
    }
    va_end(list);
    return total;
}

_Decimal64 old(x, y) _Decimal32 x; _Decimal64 y; { return x - y; }

static void passing(void)
{
    struct two t = make_two(1.5df);
    struct wide w = make_wide(10);
    struct mixed m = make_mixed(3);
    struct large l = make_large(7.50dl);
    SHOW(many(1.5df, 2, 2.25dd, 3, 4.5dl, t, w, m, l, 6.df, 7.dd, 8.dl, 9.df));
    SHOW(make_one(4).a);
    SHOW(t.b);
    SHOW(t.c);
    SHOW(w.a);
    SHOW(m.a);
    SHOW(l.b);
    SHOW(make_both(2.50dd).a);
    SHOW(modes(1.2345678dl));
    SHOW(sum(3, 1.5df, 2.dd, 3, 4.25dl, 5.0, t, 1.df, 2.5dd, 3, 4.dl, 5.0, t, 1.df, 2.dd, 3, 4.dl, 5.5, t));
    SHOW(old(1.df, 3.50dd));
    _Decimal64 (*pointer)(_Decimal32, int, _Decimal64, double, _Decimal128, struct two, struct wide, struct mixed,
                          struct large, _Decimal32, _Decimal64, _Decimal128, _Decimal32) = many;
    SHOW(pointer(1, 2, 3, 4, 5, t, w, m, l, 6, 7, 8, 9));
}

/* --- Objects -------------------------------------------------------------------------------------------------- */

_Atomic _Decimal64 shared = 1.0dd;
_Thread_local _Decimal32 local = 2.5df;

/* The values are not looked at: GCC 12 loses the last two digits of such a constant. */
#pragma STDC FLOAT_CONST_DECIMAL64 ON
int unsuffixed = _Generic(0.10, double: 1, _Decimal64: 2);
#pragma STDC FLOAT_CONST_DECIMAL64 OFF

static void objects(void)
{
    shared += 1.5dd;
    shared++;
    SHOW(shared);
    local *= 2;
    SHOW(local);
    printf("%d\n", unsuffixed);
    {
#pragma STDC FLOAT_CONST_DECIMAL64 ON
        printf("%d\n", _Generic(1.250 + 1, _Decimal64: 3));
        printf("%d\n", _Generic(1.0, double: 1, _Decimal64: 2));
    }
    printf("%d %d\n", _Generic(1.0, double: 1, _Decimal64: 2), _Generic(1.0d, double: 1, _Decimal64: 2));
    static _Decimal32 row[3] = { [1] = 1.5df };
    _Decimal32 *p = row;
    *++p += 1;
    p[1] = *p--;
    SHOW(row[2]);
    SHOW(*p);
    _Decimal64 loop = 0, step = 0.1dd;
    for (int i = 0; i < 10; i++)
        loop += step;
    SHOW(loop);
    printf("%d\n", loop == 1);
    printf("%zu %zu %zu %zu\n", sizeof(struct two), sizeof(struct mixed), _Alignof(struct wide), sizeof(union both));
    __typeof__(1.df + 1.dd) type = 1;
    SHOW(type);
}

typedef _Decimal64 pair __attribute__((vector_size(16)));
typedef long mask __attribute__((vector_size(16)));
typedef double doubles __attribute__((vector_size(16)));

__attribute__((noinline)) static pair combine(pair a, int i, pair b) { return a * b + -a / (_Decimal64)i; }

static void vectors(void)
{
    pair a = { 1.50dd, -2.dd }, b = { a64, 3 };
    pair c = combine(a, 2, b);
    SHOW(c[0]);
    SHOW(c[1]);
    c += a;
    c -= 1.0dd;
    SHOW(c[1]);
    mask less = a < b, same = a == (pair){ 1.5dd, 2.dd };
    printf("%ld %ld %ld %ld\n", less[0], less[1], same[0], same[1]);
    doubles d = __builtin_convertvector(a, doubles);
    printf("%a %a\n", d[0], d[1]);
}

int main(void)
{
    vectors();
    constants();
    arithmetic();
    comparisons();
    classification();
    conversions();
    passing();
    objects();
    return 0;
}
