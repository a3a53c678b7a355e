/* Rounding functions of a widened float, at any level the same values. */
#include <math.h>
#include <stdio.h>

int main(void)
{
    volatile float values[] = {0.5f, -0.5f, 1.5f, -2.7f, 1e10f, -0.0f, 2.5f, INFINITY};
    for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
        float f = values[i];
        printf("%g %g %g %g %g %g\n", floor(f), ceil(f), trunc(f), rint(f), nearbyint(f), round(f));
        float g = floor(f) + (float)ceil(f);
        printf("%g %d\n", g, signbit(floor(f)) != 0);
    }
    return 0;
}
