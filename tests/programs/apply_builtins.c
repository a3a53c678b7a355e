/* __builtin_apply_args, __builtin_apply, __builtin_return: registers, floating arguments, the stack, nested calls. */
#include <stdio.h>

struct pair { long a; double b; };
struct big { int v[10]; };

static int ints(int a, int b, int c, int d, int e, int f, int g, int h)
{
    return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h;
}
static double mixed(int a, double b, float c, struct pair p, struct big s, char last)
{
    return a + b + c + p.a + p.b + s.v[0] + s.v[9] + last;
}
static long double wide(long double a, int b) { return a * b; }
static _Complex double both(double a, double b) { return a + b * 1.0i; }
static char *text(char *p, int n) { return p + n; }

static int forward_ints(int a, int b, int c, int d, int e, int f, int g, int h)
{
    __builtin_return(__builtin_apply((void (*)())ints, __builtin_apply_args(), 64));
}
static double forward_mixed(int a, double b, float c, struct pair p, struct big s, char last)
{
    void *args = __builtin_apply_args();
    a = 0; b = 0; c = 0;
    void *result = __builtin_apply((void (*)())mixed, args, 128);
    __builtin_return(result);
}
static long double forward_wide(long double a, int b)
{
    __builtin_return(__builtin_apply((void (*)())wide, __builtin_apply_args(), 32));
}
static _Complex double forward_both(double a, double b)
{
    __builtin_return(__builtin_apply((void (*)())both, __builtin_apply_args(), 0));
}
static char *forward_text(char *p, int n)
{
    __builtin_return(__builtin_apply((void (*)())text, __builtin_apply_args(), 0));
}
static int hidden(int x) { printf("hidden %d\n", x); return 0; }
static void unnamed() { __builtin_apply((void (*)())hidden, __builtin_apply_args(), 16); }

int main(void)
{
    struct pair p = {3, 0.25};
    struct big s = {{100, 0, 0, 0, 0, 0, 0, 0, 0, 200}};
    printf("%d\n", forward_ints(1, 2, 3, 4, 5, 6, 7, 8));
    printf("%g\n", forward_mixed(1, 2.5, 4.5f, p, s, 7));
    printf("%Lg\n", forward_wide(1.5L, 3));
    _Complex double c = forward_both(2, 3);
    printf("%g %g\n", __real__ c, __imag__ c);
    printf("%s\n", forward_text("abcdef", 2));
    unnamed(42);
    return 0;
}
