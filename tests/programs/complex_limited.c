/* options: -fcx-limited-range -fsingle-precision-constant */
/* Complex arithmetic by the plain formulas; constants without a suffix are float. */
#include <stdio.h>

typedef _Complex double C;
typedef _Complex float F;

#define APART __attribute__((noipa))
APART static C product(C a, C b) { return a * b; }
APART static C quotient(C a, C b) { return a / b; }
APART static C both(C a, C b) { a /= b; b *= a; return b; }
APART static F short_quotient(F a, F b) { return a / b; }
APART static _Complex long double long_quotient(_Complex long double a, _Complex long double b) { return a / b; }

int main(void)
{
    volatile double big = 1e30;
    C a = 3.5 + 2.25i, b = -1.75 + 8.5i, c = product(a, b), d = quotient(a, b), e = quotient(b, a);
    F f = short_quotient(a, b);
    _Complex long double g = long_quotient(a, b);
    C huge = big * big * big * big * big * big + 1i, h = quotient(huge, huge);
    printf("%.17g %.17g %.17g %.17g %.17g %.17g\n", __real c, __imag c, __real d, __imag d, __real e, __imag e);
    printf("%.9g %.9g %.20Lg %.20Lg\n", __real f, __imag f, __real g, __imag g);
    printf("%d %d\n", __real h == __real h, __imag h == __imag h);
    printf("%zu %zu %zu %.17g\n", sizeof 1.0, sizeof 1.0L, sizeof 1.0i, 0.1 * 3);
    c = both(a, b);
    printf("%.17g %.17g\n", __real c, __imag c);
    return 0;
}
