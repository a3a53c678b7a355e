/* <tgmath.h>: the function called follows from the arguments' types, which are evaluated once. */
#include <stdio.h>
#include <tgmath.h>

#define SHOW(e) printf("%-24s %2zu %.6g%+.6gi\n", #e, sizeof(e), (double)creal(e), (double)cimag(e))

static float half(float a) { return a / 2; }
static double halves(double a) { return a / 4; }
static long double quarter(long double a) { return a / 8; }
static float narrow_d(double a, double b) { return (float)(a + b); }
static float narrow_l(long double a, long double b) { return (float)(a - b); }
static int count_f(float a) { return 1 + (int)a; }
static int count_d(double a) { return 2 + (int)a; }

#define HALF(a) __builtin_tgmath(half, halves, quarter, a)
#define NARROW(a, b) __builtin_tgmath(narrow_d, narrow_l, a, b)
#define COUNT(a) __builtin_tgmath(count_f, count_d, a)

int main(void)
{
    float f = 2.25f;
    double d = 2.25;
    long double l = 2.25L;
    float _Complex fc = 1.0f + 2.0f * (float _Complex)I;
    double _Complex dc = 3.0 + 4.0 * I;
    int i = 4;
    SHOW(sqrt(f));
    SHOW(sqrt(d));
    SHOW(sqrt(l));
    SHOW(sqrt(i));
    SHOW(sqrt(fc));
    SHOW(sqrt(dc));
    SHOW(pow(f, f));
    SHOW(pow(f, 2));
    SHOW(pow(f, l));
    SHOW(pow(fc, f));
    SHOW(pow(fc, d));
    SHOW(fabs(dc));
    SHOW(fabs(f));
    SHOW(carg(f));
    SHOW(conj(dc));
    SHOW(atan2(i, f));
    SHOW(ldexp(f, 3));
    SHOW(fma(f, f, i));
    SHOW(HALF(f));
    SHOW(HALF(i));
    SHOW(HALF(l));
    SHOW(NARROW(f, f));
    SHOW(NARROW(l, i));
    SHOW(COUNT(f));
    SHOW(COUNT(i));
    printf("%d %d\n", (int)sqrt(i++ * 4.0f), i);
    return 0;
}
