/* options: -ffast-math */
/* The rewrites that -ffast-math allows keep the values, to the digits printed. */
#include <complex.h>
#include <math.h>
#include <stdio.h>

#define APART __attribute__((noipa))

APART static double roots(double x, double y) { return sqrt(x) * sqrt(y) + sqrt(x) * sqrt(x) + cbrt(x) * cbrt(y); }
APART static double exponentials(double x, double y) { return exp(x) * exp(y) + x / exp(y) + log(exp2(x)) + log2(exp2(y)); }
APART static double powers(double x, double y) { return pow(x, 5.0) + pow(x, -1.5) + pow(sqrt(x), y) + x / pow(x, y); }
APART static float powers_float(float x) { return powf(x, 3.0f) * powf(x, 0.5f) + sqrtf(powf(x, 4.0f)); }
APART static long double powers_long(long double x) { return powl(x, 7.0L) / x + expl(logl(x)); }
APART static double products(double x, double y) { return pow(x, y) * pow(x, 2 * y) + pow(x, y) * pow(y, y) + log(pow(x, y)); }
APART static double quotients(double x, double y) { return x / sqrt(x / y) + y / cbrt(y / x) + tan(atan(x)); }
APART static double lengths(double x, double y) { return cabs(x + y * I) + cabs(x + x * I) + cabs(x) + hypot(-x, fabs(y)); }
APART static float lengths_float(float _Complex z) { return cabsf(z) + cabsf(-z) + cabsf(~z); }
APART static long integers(double x, int n) { return lround(x) + llround(x) + lrint(n) + (int)logb(x) + ilogb(x); }
APART static double shared(double x, double y, double *out) { *out = exp(x); return *out * exp(y); }

/* A function that is stricter than the rest, and one that takes it in. */
__attribute__((noipa, optimize("no-finite-math-only", "no-unsafe-math-optimizations"))) static int strict(double x)
{
    return isnan(x) + 2 * isinf(x) + 4 * (x != x);
}

int main(void)
{
    static const double values[] = {0.5, 1.0, 2.25, 3.0, 7.5};
    for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
        volatile double x = values[i], y = values[(i + 2) % 5];
        double out;
        printf("%.9g %.9g %.9g %.5g %.9Lg\n", roots(x, y), exponentials(x, y), powers(x, y), powers_float((float)x),
               powers_long(x));
        printf("%.9g %.9g %.9g %.5g %ld\n", products(x, y), quotients(x, y), lengths(x, y),
               lengths_float((float)x - (float)y * I), integers(x, (int)y));
        double product = shared(x, y, &out);
        printf("%.9g %.9g\n", product, out);
    }
    volatile double nan = __builtin_nan(""), infinity = __builtin_inf();
    printf("%d %d %d\n", strict(nan), strict(infinity), strict(1.0));
    return 0;
}
