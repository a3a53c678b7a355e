/* Functions of <math.h> where the optimiser knows something of them: values that hold whatever the options. */
#include <errno.h>
#include <math.h>
#include <stdio.h>

#define APART __attribute__((noipa))

APART static double rounded(double x) { return floor(ceil(x)) + trunc(floor(x)) + rint(trunc(x)) + round(-x); }
APART static float rounded_float(float x) { return floorf(roundf(x)) - ceilf(truncf(x)); }
APART static long double rounded_long(long double x) { return floorl(fabsl(x)) + truncl(ceill(-x)); }
APART static long whole(double x) { return (long)trunc(x) + (long)floor(fabs(x)) + lround(x) - (long)ceil(x); }
APART static double integers(int i, unsigned u) { return floor((double)i) + rint((double)u) + round((float)(short)i); }
APART static double even(double x) { return cos(-x) - cos(x) + cosh(-x) - cosh(fabs(x)); }
APART static double odd(double x) { return sin(-x) + sin(x) + tan(-x) + tan(x); }
APART static double signs(double x, double y) { return copysign(-x, y) * -fabs(-y) / -y; }
APART static double powers(double x) { return pow(x, 2.0) + pow(x, 1.0) + pow(x, -1.0) + pow(x, 0.0) + pow(1.0, x); }
APART static double constants(void) { return pow(2.0, 10.0) + exp(0.0) + log(1.0) + cos(0.0) + hypot(3.0, 4.0); }
APART static double twice(double x) { return exp(x) * exp(x) - sqrt(x) * sqrt(x); }
APART static int same(double x) { return (x == x) + 2 * (x != x) + 4 * (x < x) + 8 * isunordered(x, x) + 16 * !(x >= x); }
APART static int class(double x) { return !!isnan(x) + 2 * !!isinf(x) + 4 * !!isfinite(x) + 8 * !!isnormal(x); }

/* What may set errno does so. */
APART static int error(double x)
{
    errno = 0;
    double r = sqrt(x) + log(x);
    return errno + (r != r);
}

/* Rules of a function's own. */
__attribute__((noipa, optimize("finite-math-only"))) static int without_nans(double x) { return x != x; }
__attribute__((noipa, optimize("fast-math"))) static double fast(double x) { return sqrt(x) * sqrt(x) + pow(x, 3.0); }

int main(void)
{
    static const double values[] = {0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 1e10, -1e10, INFINITY, -INFINITY};
    for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
        volatile double x = values[i];
        printf("%g: %g %g %Lg", x, rounded(x), rounded_float((float)x), rounded_long(x));
        if (isfinite(x))
            printf(" %ld %g", whole(x), integers((int)fmod(x, 1e4), (unsigned)fabs(fmod(x, 1e4))));
        if (fabs(x) < 100)
            printf(" %g %g", even(x), odd(x));
        printf(" %g %g", signs(x, 2.0), powers(x));
        if (x > 0 && isfinite(x))
            printf(" %.10g", twice(x < 100 ? x : 100));
        printf(" %d %d %d\n", same(x), class(x), error(x));
    }
    volatile double nan = NAN;
    printf("%d %d %d\n", same(nan), class(nan), isnan(powers(nan)));
    printf("%g %g %d %d\n", constants(), pow(nan, 0.0), without_nans(1.0), signbit(trunc(floor(-0.0))) != 0);
    printf("%g\n", fast(2.0));
    return 0;
}
