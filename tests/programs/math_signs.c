/* Signs that even functions do not see, under odd functions, products, choices and commas, complex ones too. */
#include <complex.h>
#include <math.h>
#include <stdio.h>

#define APART __attribute__((noipa))

static int calls;
APART static double counted(double x) { calls++; return x; }
APART static double even(double x, double y, int i)
{
    double a = cos(-x * y) + cosh(x / -y) + hypot(-x, fabs(y)) + cos(i ? -x : fabs(y)) + cos(tan(-fabs(x)));
    return a + cos(copysign(-x, y *= 2)) * y + cos((x++, -x)) + x + cos(-counted(y)) + cos(-(x - y)) + cos(copysign(x, counted(y)));
}
APART static float narrow(float x, double y) { return cosf(-(float)-y) + cosf((float)(x * -y)) + cos(-x) + cos(-(float)y); }
APART static double _Complex twofold(double _Complex z, double _Complex w, double x, int i)
{
    double _Complex a = ccos(-z) + ccos(-z * w) + ccosh(z / -w) + ccos(i ? -z : w) + ccos(~-z) + ccos(-ctan(-z));
    return a + ccos(x - -z) + ccos(-(z - w)) + ccos(-x) + ccos(z - sin(-x)) + ccosh((x++, -w)) + x;
}
APART static int equal(double _Complex z, double _Complex w)
{
    return (ccos(z) == ccos(-z)) + 2 * (ccos(z) != ccos(w)) + 4 * (ctan(z - w) == -ctan(w - z)) + 8 * (-~z != ~-z);
}
APART static long double _Complex wide(long double _Complex z, long double _Complex w)
{
    return ccosl(-z * -w) + ccosl(z / -w) + ccosl(-ctanl(z)) - cargl(z) + cabsl(-w);
}

int main(void)
{
    static const double values[] = {0.5, -1.0, 2.25, -0.75};
    for (int i = 0; i < 4; i++) {
        volatile double x = values[i], y = values[(i + 2) % 4];
        double _Complex z = x + y * I, w = y - x * I, t = twofold(z, w, x, i & 1);
        long double _Complex v = wide(z, w);
        double e = even(x, y, i & 1);
        printf("%.9g %.5g %.9g %.9g %d\n", e, narrow((float)x, y), creal(t), cimag(t), calls);
        printf("%d %.9Lg %.9Lg\n", equal(z, w), creall(v), cimagl(v));
    }
    return 0;
}
