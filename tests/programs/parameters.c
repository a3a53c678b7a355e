/* Parameters: array and function forms, static and qualifiers in brackets, narrow types, many,
 * changed, unnamed sizes. */
#include <stdio.h>

static int at_least(int a[static 3]) { return a[0] + a[2]; }
static int qual(int a[const], int b[restrict 2], int c[static const 2], int d[volatile static 1])
{
    a[0]++;
    return a[0] + b[1] + c[1] + d[0];
}
static int vla(int n, int a[n], int b[][n], int (*c)[n])
{
    return a[n - 1] + b[1][n - 1] + (*c)[0];
}
static int size(int a[100]) { return sizeof a == sizeof(int *); }
static int function(int f(int), int (*g)(int), int x) { return f(x) + (*g)(x); }
static int inc(int x) { return x + 1; }
static int narrow(signed char a, unsigned char b, short c, unsigned short d, _Bool e, float f)
{
    a--;
    b++;
    c--;
    d++;
    return a + b + c + d + e + (int)f;
}
static long many(char a, short b, int c, long d, unsigned char e, unsigned short f, unsigned g,
                 unsigned long h, float i, double j, char k, short l, int m, long n, float o,
                 double p, double q, double r, double s, double t, double u, float v, const char *w)
{
    return a + b * 2 + c * 3 + d * 5 + e * 7 + f * 11 + g * 13 + h * 17 + (long)(i * 19) +
           (long)(j * 23) + k * 29 + l * 31 + m * 37 + n * 41 +
           (long)(o * 43 + p * 47 + q * 53 + r * 59 + s * 61 + t * 67 + u * 71 + v * 73) + w[0];
}
static int modify(int x, int *p)
{
    int *q = &x;
    *q += 5;
    *p = x;
    x = 0;
    return *q;
}
static int swap3(int a, int b, int c, int depth)
{
    return depth ? swap3(c, a, b, depth - 1) : a * 100 + b * 10 + c;
}
static double dswap(double a, double b, int i, double c, int depth)
{
    return depth ? dswap(c, a, -i, b, depth - 1) : a * 100 + b * 10 + c + i;
}
static int multi(int a[2][3], int (*b)[3], int **c) { return a[1][2] + b[0][1] + c[1][0]; }
static int typed(const volatile int x, register int y, int const *const z) { return x + y + *z; }
static void out(
    int *a, long *b, struct Pair { int x, y; } * p)
{
    *a = 1;
    *b = 2;
    (void)p;
}
static char ret_char(int x) { return x; }
static unsigned char ret_uchar(int x) { return x; }
static short ret_short(long x) { return x; }
static _Bool ret_bool(int x) { return x; }
static float ret_float(double x) { return x; }
static unsigned ret_unsigned(long x) { return x; }
static long ret_long(int x) { return x; }
static unsigned long ret_ulong(int x) { return x; }
static long ret_from_unsigned(unsigned x) { return x; }
static void ret_void(int x)
{
    if (x)
        return;
    return (void)x;
}
static int implicit_return(int x)
{
    if (x)
        return 1;
    else
        return 2;
}
static int noargs() { return 3; }
static int old(a, b, c)
int b;
char a;
double c;
{
    return a + b + (int)c;
}
typedef int Fn(int);
static Fn declared;
static int declared(int x) { return x * 9; }
static Fn *get(Fn *f) { return f; }
static int long_double(long double a, int b, long double c) { return (int)(a * b - c); }
static __int128 wide(int a, __int128 b, long c) { return a + b * c; }
static _Complex double cplx(_Complex double a, _Complex float b) { return a * b; }
static int (*nested(int (*(*f)(int))(int)))(int) { return f(1); }
static int (*give(int x))(int) { return x ? inc : declared; }

int main(void)
{
    int a[4] = {1, 2, 3, 4}, b[2][3] = {{5, 6, 7}, {8, 9, 10}}, *rows[2] = {b[0], b[1]};
    printf("%d ", at_least(a));
    printf("%d ", qual(a, a + 1, &a[2], a));
    printf("%d %d\n", vla(3, a, b, b), size(a));
    printf("%d %d\n", function(inc, &declared, 5), narrow(300, 255, 70000, 65535, 4, 2.9f));
    printf("%ld\n", many(1, -2, 3, -4, 5, 6, 7, 8, 9.5f, -10.25, 11, -12, 13, 14, 15.5f, 16.5, 17,
                         18, 19, 20, 21, 22.5f, "w"));
    int x = 3;
    printf("%d ", modify(x, &x));
    printf("%d\n", x);
    printf("%d %d %d %g\n", swap3(1, 2, 3, 1), swap3(1, 2, 3, 2), swap3(1, 2, 3, 300),
           dswap(1, 2, 3, 4, 7));
    printf("%d %d\n", multi(b, b, rows), typed(1, 2, a));
    long l;
    out(&x, &l, 0);
    printf("%d %ld\n", x, l);
    printf("%d %d %d %d %d %u %ld %lu %ld\n", ret_char(200), ret_uchar(-1), ret_short(40000),
           ret_bool(256), ret_float(0.1) == 0.1f, ret_unsigned(-1), ret_long(-1), ret_ulong(-1),
           ret_from_unsigned(-1));
    ret_void(1);
    printf("%d %d %d %d %d\n", implicit_return(0), noargs(), old('a', 5, 2.5), get(declared)(4),
           long_double(1.5L, 4, 0.5L));
    __int128 w = wide(1, (__int128)1 << 100, 3);
    printf("%lx %g %d %d\n", (long)(w >> 64), __real__ cplx(1.0 + 2.0i, 3.0f - 1.0if),
           nested(give)(10), give(0)(10));
    int (*volatile f)(int) = inc;
    printf("%d\n", f(f(f(1))));
    return 0;
}
