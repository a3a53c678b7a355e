// Products and quotients of complex integers: as constants, and as the program computes them.
#include <stdio.h>

#define EACH(F)                                                                                                        \
    F(int, 3 + 4i, *, 2) F(int, 3 + 4i, /, 2) F(int, 3 + 4i, *, 2 + 5i) F(int, 30 + 40i, /, 5i)                      \
    F(int, 14 + 6i, /, 7 + 3i) F(int, 8 + 24i, /, 4 + 12i) F(int, 2, *, 2 + 5i) F(int, 20, /, 1 + 3i)                    \
    F(int, -14 + 6i, /, 3 - 7i)                                                                                        \
    F(int, 5 - 9i, /, -2 + 2i) F(long, 100000L + 4i, *, 100000L + 1i) F(long, 1L << 40, /, 3 + 4i)                      \
    F(short, 70 + 3i, *, 5 - 1i) F(signed char, 7 + 3i, /, 2 + 1i) F(unsigned, 7u + 3i, /, 2u + 1i)                     \
    F(unsigned, 7u + 3i, *, 2u + 9i) F(int, 3 + 4i, +, 1 + 1i) F(int, 3 + 4i, -, 5) F(double, 3 + 4i, *, 2 + 1i)

#define CONSTANT(type, left, operator, right) (left) operator (right),
static const _Complex double constants[] = {EACH(CONSTANT)};

int main(void)
{
    int i = 0;
#define TRY(type, left, operator, right)                                                                               \
    {                                                                                                                  \
        static const _Complex type made = (left) operator (right);                                                     \
        volatile __typeof__(left) a = left;                                                                            \
        volatile __typeof__(right) b = right;                                                                          \
        __typeof__((left) operator (right)) got = a operator b;                                                        \
        _Complex double wide = constants[i++];                                                                         \
        printf("%g %g, %g %g, %g %g\n", (double)__real made, (double)__imag made, (double)__real got,                  \
               (double)__imag got, __real wide, __imag wide);                                                          \
    }
    EACH(TRY)
    static int equal = (3 + 4i) * (1 + 1i) == -1 + 7i, part = __imag((3 + 4i) * (1 + 1i));
    printf("%d %d\n", equal, part);
    return 0;
}
