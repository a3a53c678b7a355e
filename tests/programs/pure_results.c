/* Functions without effects whose results or arguments travel in memory; records without contents
 * keep their effects. */
#include <stdio.h>
struct big {
    long a, b, c;
};
struct nothing {
};
struct around {
    struct nothing inner;
};
static int calls;
__attribute__((pure, noinline)) static struct big pure_big(int x)
{
    struct big r = {x, x + 1, x + 2};
    return r;
}
__attribute__((const, noinline)) static long const_big(struct big b) { return b.a * b.b + b.c; }
__attribute__((const, noinline)) static struct big both(struct big b)
{
    b.c += b.a;
    return b;
}
__attribute__((pure, noinline)) static _Complex long pure_complex(int x)
{
    _Complex long r;
    __real r = x;
    __imag r = -x;
    return r;
}
static struct nothing make(void)
{
    struct nothing n = {};
    calls++;
    return n;
}
int main(void)
{
    struct big one = pure_big(4), two = both(one);
    one.b += const_big(one);
    two.a = const_big(two) + const_big(pure_big(1));
    struct around around = (struct around){.inner = make()}, other = {make()};
    around = other;
    printf("%ld %ld %ld %ld\n", one.b, const_big(one), two.a, two.c);
    printf("%ld %ld %d\n", __real pure_complex(3), __imag pure_complex(5), calls);
    return 0;
}
