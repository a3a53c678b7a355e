/* options: -w */
/* Static initialisers that GCC folds beyond the standard's constant expressions. */
#include <math.h>
#include <stdio.h>

static const double pi = 4 * atan(1.0);
static const float third = cbrtf(27) / 3 + expf(0.25f);
static const long double deep = sinl(1) * sinl(1) + logl(3) - tanhl(0.75L) + powl(2.5L, -3.25L);
static const double all[] = {
    sin(0.5), cos(3e5), tan(-1.25), asin(0.3), acos(-0.3), atan(7), sinh(1e-3), cosh(2), tanh(-2), asinh(3), acosh(9),
    atanh(0.125), exp(-20), exp2(0.1), exp10(-2), expm1(1e-9), log(7), log2(12), log10(2000), log1p(-0.25), cbrt(-9),
    pow(2, 0.5), pow(-3, 3), hypot(3, 5), atan2(1, -2), -sin(-0.0), __builtin_sin(2),
};
static const double nothing = nan(""), payload = nan("0x1234");
static const char letter = "abc"[1];
static const unsigned word = "xyz"[2] ? ("xyz"[0] << 16) + ("xyz"[1] & ~0x20) : 0;
static int self = &self >= 0, below = &self < 0;

struct pair { int a, b; };

static int automatic(struct pair *q)
{
    const int seven = 7;
    const double half = 0.5;
    static int product = seven * 6;
    static double quarter = half / 2;
    int *p = &q->a, i = 3;
    static long up = p - (p - 1), down = (p - 2) - (p - 1);
    static int none = i - i, nowhere = &i - &i, member = q->b - q->b;
    printf("%d %g %ld %ld %d %d %d\n", product++, quarter, up, down, none, nowhere, member);
    return product;
}

int main(void)
{
    struct pair two = {1, 2};
    printf("%a %a %La\n", pi, third, deep);
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
        printf("%a ", all[i]);
    printf("\n%a %llx %d %u %d %d\n", nothing, *(unsigned long long *)&payload, letter, word, self, below);
    automatic(&two);
    automatic(&two);
    return 0;
}
