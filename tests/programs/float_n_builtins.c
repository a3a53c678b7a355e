// The builtins of the types _FloatN and _FloatNx (TS 18661-3), and the library's functions of the same names.
#include <stdio.h>

#define EACH(T, s)                                                                                                     \
    {                                                                                                                  \
        volatile _##T x = (_##T)2.25, y = -(_##T)0.5;                                                                  \
        show(#s, __builtin_sqrt##s(x), __builtin_floor##s(x), __builtin_ceil##s(x), __builtin_trunc##s(y));            \
        show(#s, __builtin_rint##s(x), __builtin_round##s(y), __builtin_nearbyint##s(y), __builtin_fabs##s(y));        \
        show(#s, __builtin_fmax##s(x, y), __builtin_fmin##s(x, y), __builtin_copysign##s(x, y),                        \
             __builtin_fma##s(x, y, x));                                                                               \
        printf("%zu %d %d\n", sizeof __builtin_sqrt##s(x), _Generic(__builtin_fma##s(x, y, x), _##T: 1, default: 0),   \
               __builtin_isinf(__builtin_inf##s()) && __builtin_isnan(__builtin_nan##s("")));                          \
    }

static void show(const char *name, long double a, long double b, long double c, long double d)
{
    printf("%s: %.18Lg %.18Lg %.18Lg %.18Lg\n", name, a, b, c, d);
}

int main(void)
{
    EACH(Float32, f32)
    EACH(Float64, f64)
    EACH(Float32x, f32x)
    EACH(Float64x, f64x)
    EACH(Float128, f128)
    static const _Float32x constant = __builtin_copysignf32x(3, -1);
    printf("%g\n", (double)constant);
    return 0;
}
