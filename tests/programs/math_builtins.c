/* Builtins of floating point that are no function of the C library, and other small ones. */
#include <stdio.h>

/* The program's own: no builtin is meant. */
double powi(double x, int n) { return __builtin_powi(x, n) + 1; }

int main(void)
{
    printf("%g\n", powi(2, 5));
    volatile double values[] = {2.5, -2.5, 0.0, 7.49, -1e9 - 0.5};
    for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
        double d = values[i];
        float f = d;
        long double l = d;
        printf("%d %d %d %d\n", __builtin_iround(d), __builtin_irint(d), __builtin_ifloor(d), __builtin_iceil(d));
        printf("%d %d %d %d\n", __builtin_iroundf(f), __builtin_irintl(l), __builtin_ifloorf(f), __builtin_iceill(l));
        printf("%ld %ld %lld %lld\n", __builtin_lfloor(d), __builtin_lceilf(f), __builtin_llfloorl(l), __builtin_llceil(d));
        printf("%g %g %Lg\n", __builtin_powi(d, 3), (double)__builtin_powif(f, -2), __builtin_powil(l, 4));
    }
    void *self = __builtin_thread_pointer();
    printf("%d %g %d\n", self == *(void **)self, __builtin_assoc_barrier(1.5 + values[2]), __builtin_assoc_barrier(7));
    return 0;
}
