// Sums of sums, each used twice, that end in an address: what visits every way through them has no end.
#include <stdio.h>

static long table[400];
static char bytes[16];

#define STEP q[i++] = a; q[i++] = b; a = a + b; b = b + a;
#define STEPS STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP

#define ALL STEPS STEPS STEPS STEPS STEPS STEPS STEPS STEPS STEPS STEPS

__attribute__((noinline)) static void sums(unsigned long *q, unsigned long a, unsigned long b, unsigned long start)
{
    int i = 0;
    ALL
    *(char *)(start + a) = 1;
    q[i] = b;
}

__attribute__((noinline)) static void indexed(char *p, unsigned long *q, long a, long b)
{
    int i = 0;
    ALL
    p[a] = 2;
    p[b + 1] = 3;
}

int main(void)
{
    unsigned long *q = (unsigned long *)table, a = 1, b = 2, all = 0;
    for (int i = 0; i < 100; i++)
        a += b, b += a;
    sums(q, 1, 2, (unsigned long)&bytes[5] - a);
    for (int i = 0; i < 400; i++)
        all = all * 31 + q[i];
    indexed(&bytes[9], q, 0, 0);
    printf("%lx", all);
    for (int i = 0; i < 16; i++)
        printf(" %d", bytes[i]);
    printf("\n");
    return 0;
}
