/* options: -frounding-math */
/* Arithmetic in the direction of rounding that is set when it is executed; none of it is computed before, or
   replaced by what is equal to nearest alone. */
#include <fenv.h>
#include <math.h>
#include <stdio.h>

static const int modes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
static double at_start = 1.0 / 3.0;

static void constants(void)
{
    double third = 1.0 / 3.0, tenth = 0.1 + 0.2, exact = 0.5 + 0.25, root = sqrt(2.0);
    float narrow = 0.1, whole = 16777217;
    long double wide = 1.0L / 3;
    printf("%a %a %a %a %a %a %La\n", third, tenth, exact, root, narrow, whole, wide);
    printf("%a %a %a\n", rint(2.5), rint(0.3), (double)9007199254740993);
}

__attribute__((noinline)) static void values(double x, double y, float f, long n, unsigned long u)
{
    printf("%a %a %a %a\n", x + y, x - y, x * y, x / y);
    printf("%a %a %a %a\n", -x * y, -(x * y), -x / y, (y - x));
    printf("%a %a %a %a %a\n", (float)x, (float)n, (double)n, (double)u, (float)u);
    printf("%a %a %a %a\n", f + 0.1f, f * f, sqrt(x), fma(x, y, 0.1));
    printf("%a %a\n", x * 0.1, x / 10);
    x += y;
    x *= 3;
    f -= 0.3f;
    f++;
    printf("%a %a %d\n", x, f, x > y);
}

typedef double two __attribute__((vector_size(16)));

__attribute__((noinline)) static two vectors(two a, two b)
{
    return a / b + a * b;
}

int main(void)
{
    volatile double x = 1.1, y = 0.3;
    for (int i = 0; i < 4; i++) {
        fesetround(modes[i]);
        constants();
        values(x, y, 0.7f, 1234567890123456789, 12345678901234567891u);
        two v = vectors((two){x, -x}, (two){y, 3});
        _Complex double z = (x + y * 1.0i) * (y + x * 1.0i);
        printf("%a %a %a %a %a\n", v[0], v[1], __real__ z, __imag__ z, at_start);
    }
    return 0;
}
