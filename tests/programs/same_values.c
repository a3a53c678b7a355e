/* Conditions that GNU C knows at every level: what stands behind them is declared, and not defined. */
#include <stdio.h>

extern void never(void);

static int calls;
static int step(void) { return ++calls; }

static void sums(int x, unsigned y, long z)
{
    if (~(~x) - x)
        never();
    if (-(-x) - x)
        never();
    if (!(-(~x) - x))
        never();
    if (x + ~(x - 1))
        never();
    if (x + 5 == x)
        never();
    if (y == y + 10)
        never();
    if (z + 1 != z)
        ;
    else
        never();
}

static int changes(int x)
{
    int n = 0;
    volatile int v = x;
    if (x - (step(), x))
        n += 1;
    if (x + 1 == x + step() % 2)
        n += 2;
    if (v != v)
        n += 4;
    if (x + 1 > x)
        n += 8;
    return n;
}

static void literals(void)
{
    if ("text" + 1 == 0)
        never();
}

static int quiet(double x)
{
    int n = 0;
    if (__builtin_isgreater(__builtin_nan(""), x) || __builtin_isless(x, __builtin_nan("")))
        never();
    if (!__builtin_isunordered(__builtin_nan(""), x))
        never();
    if (x != x)
        n += 1;
    if (x < x)
        n += 2;
    if (!(x <= x))
        n += 4;
    return n;
}

int main(void)
{
    volatile int edges[] = {0, 1, -1, 2147483647, -2147483647 - 1};
    for (int i = 0; i < 3; i++)
        sums(edges[i], edges[i + 2], edges[i]);
#ifdef __OPTIMIZE__
    literals();
#endif
    printf("%d\n", changes(1));
    printf("%d\n", changes(-5));
    printf("%d\n", calls);
    printf("%d %d\n", quiet(1.0), quiet(__builtin_inf() - __builtin_inf()));
    return 0;
}
