/* Floating types: conversions both ways, comparisons with NaN, rounding, signed zeros, mixed
 * arithmetic, long double. */
#include <stdio.h>
#include <float.h>
#include <limits.h>

static volatile double vd;
static volatile float vf;
static volatile long double vl;
static volatile double zero = 0.0, one = 1.0;
#define NAN_ (zero / zero)
#define INF (one / zero)
__attribute__((noinline)) static int compare(double a, double b)
{
    return (a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 | (a == b) << 4 | (a != b) << 5 |
           !(a < b) << 6 | !(a >= b) << 7;
}
__attribute__((noinline)) static int comparef(float a, float b)
{
    return (a < b ? 1 : 2) + (a >= b ? 4 : 8) + (a != b ? 16 : 32);
}
__attribute__((noinline)) static int branches(double a, double b)
{
    int r = 0;
    if (a < b)
        r |= 1;
    if (!(a < b))
        r |= 2;
    if (a == b && b == a)
        r |= 4;
    if (a != b || a > b)
        r |= 8;
    while (a < b) {
        r |= 16;
        a = b;
    }
    return r;
}
__attribute__((noinline)) static int comparel(long double a, long double b)
{
    return (a < b) | (a == b) << 1 | (a > b) << 2 | (a != b) << 3;
}
__attribute__((noinline)) static long to_long(double d) { return (long)d; }
__attribute__((noinline)) static unsigned long to_ulong(double d) { return (unsigned long)d; }
__attribute__((noinline)) static unsigned to_uint(float d) { return (unsigned)d; }
__attribute__((noinline)) static unsigned long to_ulongl(long double d) { return (unsigned long)d; }
__attribute__((noinline)) static double from_ulong(unsigned long u) { return u; }
__attribute__((noinline)) static float from_ulongf(unsigned long u) { return u; }
__attribute__((noinline)) static long double from_ulongl(unsigned long u) { return u; }
__attribute__((noinline)) static float from_longf(long u) { return u; }
__attribute__((noinline)) static double mixed(char c, short s, int i, unsigned u, long l, float f,
                                              double d)
{
    return c * f + s / d - i * 0.5f + u + l * f - c / 2 + s % 3;
}
__attribute__((noinline)) static long double ldmix(long double a, double b, float c, int i)
{
    a = a * b + c;
    a -= i;
    a /= 3;
    return -a;
}
__attribute__((noinline)) static _Bool truth(double d) { return d; }
__attribute__((noinline)) static double poly(double x)
{
    return ((x * 1.5 - 2.25) * x + 0.125) * x - 1;
}
__attribute__((noinline)) static double negate(double x) { return -x; }
static double dtable[] = {1e-310,  5e-324, DBL_MIN,       DBL_MAX, 0x1.fffffffffffffp-1,
                          1.0 / 3, -.1e-5, 123456789.125, 0.1f,    1e23};
static float ftable[] = {1e-45f, FLT_MIN, FLT_MAX, 0.1, 16777217, 1.0f / 3, 3.4028235e38};
static long double ltable[] = {1.0L / 3, LDBL_MAX, LDBL_MIN,     0.1L,
                               0.1,      1e4000L,  -0x1p-16400L, 18446744073709551615.0L};

int main(void)
{
    for (unsigned i = 0; i < sizeof dtable / sizeof *dtable; i++)
        printf("%a ", dtable[i]);
    for (unsigned i = 0; i < sizeof ftable / sizeof *ftable; i++)
        printf("%a ", ftable[i]);
    for (unsigned i = 0; i < sizeof ltable / sizeof *ltable; i++)
        printf("%La ", ltable[i]);
    puts("");
    double points[] = {0.0, negate(0.0), 1, -1, INF, -INF, NAN_};
    for (int i = 0; i < 7; i++)
        for (int j = 0; j < 7; j++)
            printf("%x.%d.%x.%x ", compare(points[i], points[j]), comparef(points[i], points[j]),
                   branches(points[i], points[j]), comparel(points[i], points[j]));
    puts("");
    printf("%ld %ld %lu %lu\n", to_long(-1.9), to_long(1e18), to_ulong(1.9), to_ulong(1.8e19));
    printf("%lu %u %u %lu %lu\n", to_ulong(9223372036854775808.0), to_uint(4e9f), to_uint(2.9f),
           to_ulongl(18446744073709551615.0L), to_ulongl(3.99L));
    printf("%a %a %La\n", from_ulong(ULONG_MAX), from_ulongf(ULONG_MAX), from_ulongl(ULONG_MAX));
    printf("%a %a %a %a %a\n", from_ulong(0x8000000000000401), from_ulong(0x8000000000000400),
           from_ulongf(0x8000008000000001), from_longf(-0x4000004000000001), from_ulong(1));
    printf("%.17g\n", mixed(-3, 1000, -7, 3000000000u, -5, 0.1f, 0.3));
    printf("%.20Lg\n", ldmix(1.1L, 2.2, 3.3f, 4));
    printf("%d %d %d %d %d\n", truth(0.0), truth(negate(0)), truth(1e-320), truth(NAN_), !zero);
    vf = 0.1;
    vd = vf;
    printf("%.17g %d %d\n", vd, vf == 0.1, vf == 0.1f);
    vd = 16777217;
    vf = vd;
    printf("%.9g\n", vf);
    vl = vd / 3;
    vd = vl;
    printf("%.17g\n", vd);
    vf = 1;
    vf += 1e-8;
    printf("%d ", vf == 1);
    vf *= 3.7;
    vf -= 1.1L;
    vf /= 3;
    printf("%.9g ", vf);
    vf++;
    --vf;
    printf("%.9g\n", vf++);
    int i = 5;
    i *= 1.5;
    printf("%d ", i);
    i += 0.9;
    i -= -0.9;
    printf("%d ", i);
    unsigned char c = 250;
    c += 4.7;
    printf("%d ", c);
    long l = 3;
    l /= 0.4f;
    printf("%ld\n", l);
    printf("%.17g %.17g\n", poly(3.3), poly(negate(2.5)));
    printf("%g %g %g %g\n", 1 / negate(0.0), -zero, 0.0 - zero, negate(zero) + 0.0);
    printf("%zu %zu %zu %zu %d\n", sizeof(1.f), sizeof(1.), sizeof(1.L), sizeof(1.f * 1),
           FLT_EVAL_METHOD);
    printf("%d %d %d\n", (int)1e9f, (char)65.9, (int)(0.1 + 0.2 == 0.3));
    printf("%.3f %e %g %G %Lf\n", 2.0005, 12345.678, 1e-5, 1e20, 1.5L);
    printf("%d %d\n", __builtin_isnan(NAN_), __builtin_signbit(negate(0.0)) != 0);
    printf("%g %g %g\n", __builtin_inf(), __builtin_fabs(-2.5), __builtin_copysign(3.0, -0.0));
    double acc = 0;
    for (double x = 0; x < 1; x += 0.1)
        acc += x;
    printf("%.17g\n", acc);
    float facc = 0;
    for (int k = 1; k < 1000; k++)
        facc += 1.0f / k;
    printf("%.9g\n", facc);
    long double lacc = 0;
    for (int k = 1; k < 100; k++)
        lacc += 1.0L / k;
    printf("%.20Lg\n", lacc);
    return 0;
}
