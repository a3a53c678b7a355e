/* Calling conventions that attributes of functions, and of types of functions, ask for. */
#include <stdio.h>

#define MS __attribute__((ms_abi))

struct pair {
    long a, b;
};
struct three {
    char c[3];
};
typedef long MS Sum(int, long, double, struct pair, float, char, struct three);

static Sum MS sum, *chosen = sum;
MS __attribute__((noinline)) static long sum(int a, long b, double c, struct pair d, float e, char f, struct three g)
{
    return a + 10 * b + 100 * (long)c + 1000 * d.a + 10000 * d.b + 100000 * (long)e + 1000000 * f + g.c[0] - g.c[2];
}
struct table {
    struct pair (MS *make)(long, long);
    int (MS *variadic)(const char *, ...);
    double (*plain)(double, int);
};
static MS struct pair make(long a, long b) { return (struct pair){b, a}; }
/* Called as if it took variable arguments: they come in the places that these parameters have. */
static MS int variadic(const char *text, int a, double b) { return a * 10 + (int)b + text[0]; }
static double plain(double a, int b) { return a / b; }
static struct table services = {make, (int (MS *)(const char *, ...))(void (*)(void))variadic, plain};

static long through(struct table *volatile table, Sum **function)
{
    struct pair p = table->make(3, 4);
    struct three t = {{9, 8, 7}};
    printf("%ld %ld %d %g\n", p.a, p.b, table->variadic("a", 5, 6.0), (*table->plain)(7, 2));
    return (*function)(1, 2, 3, p, 4, 5, t) + sum(6, 7, 8, p, 9, 1, t);
}
static MS long inward(long (*callback)(long, long), long a, long b) { return callback(b, a); }
static long difference(long a, long b) { return a - b; }

int main(void)
{
    printf("%ld\n", through(&services, &chosen));
    long (MS *volatile in)(long (*)(long, long), long, long) = inward;
    printf("%ld\n", in(difference, 10, 3));
    return 0;
}
