/* va_list: every class, beyond the registers, copied, passed on, structures; the callee's view and
 * the caller's. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct Two {
    long a, b;
};
struct Big {
    long a, b, c;
};
struct Fp {
    double a, b;
};
struct Mix {
    int i;
    double d;
};
struct Small {
    char c[3];
};
struct F2 {
    float x, y;
};

__attribute__((noinline)) static void show(const char *format, va_list ap)
{
    for (; *format; format++)
        switch (*format) {
        case 'i':
            printf(" %d", va_arg(ap, int));
            break;
        case 'u':
            printf(" %u", va_arg(ap, unsigned));
            break;
        case 'l':
            printf(" %ld", va_arg(ap, long));
            break;
        case 'd':
            printf(" %g", va_arg(ap, double));
            break;
        case 'L':
            printf(" %Lg", va_arg(ap, long double));
            break;
        case 's':
            printf(" %s", va_arg(ap, const char *));
            break;
        case '2': {
            struct Two t = va_arg(ap, struct Two);
            printf(" {%ld %ld}", t.a, t.b);
            break;
        }
        case '3': {
            struct Big t = va_arg(ap, struct Big);
            printf(" {%ld %ld %ld}", t.a, t.b, t.c);
            break;
        }
        case 'f': {
            struct Fp t = va_arg(ap, struct Fp);
            printf(" {%g %g}", t.a, t.b);
            break;
        }
        case 'm': {
            struct Mix t = va_arg(ap, struct Mix);
            printf(" {%d %g}", t.i, t.d);
            break;
        }
        case 'c': {
            struct Small t = va_arg(ap, struct Small);
            printf(" {%.3s}", t.c);
            break;
        }
        case 'g':
            printf(" %g", va_arg(ap, struct F2).y);
            break;
        case 'q': {
            __int128 q = va_arg(ap, __int128);
            printf(" %lx:%lx", (long)(q >> 64), (long)q);
            break;
        }
        case 'p':
            printf(" %d", *va_arg(ap, int *));
            break;
        case 'x':
            printf(" %d", va_arg(ap, int (*)(int))(20));
            break;
        }
}
static void list(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    show(format, ap);
    va_end(ap);
    puts("");
}
/* Named parameters take registers first. */
static void seven(int a, double b, long c, float d, char e, const char *format, short g, ...)
{
    va_list ap, copy;
    printf("%d %g %ld %g %c %d:", a, b, c, d, e, g);
    va_start(ap, g);
    va_copy(copy, ap);
    show(format, ap);
    printf(" |");
    show(format, copy);
    va_end(ap);
    va_end(copy);
    puts("");
}
static void by_pointer(va_list *ap, int n)
{
    while (n--)
        printf(" %d", va_arg(*ap, int));
}
static int chain(int n, ...)
{
    va_list ap;
    int total = 0;
    va_start(ap, n);
    by_pointer(&ap, 2);
    for (int i = 2; i < n; i++)
        total += va_arg(ap, int);
    va_end(ap);
    return total;
}
static int twice(int x) { return 2 * x; }
static double fsum(int n, ...)
{
    va_list ap;
    double s = 0;
    va_start(ap, n);
    while (n--)
        s += va_arg(ap, double);
    va_end(ap);
    return s;
}
static int format_into(char *buffer, size_t size, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(buffer, size, format, ap);
    va_end(ap);
    return n;
}
static struct Big structured(struct Big hidden, ...)
{
    va_list ap;
    va_start(ap, hidden);
    hidden.a += va_arg(ap, int);
    hidden.b += va_arg(ap, struct Two).b;
    hidden.c += va_arg(ap, int);
    va_end(ap);
    return hidden;
}

int main(void)
{
    struct Two two = {1, -2};
    struct Big big = {3, 4, -5};
    struct Fp fp = {1.5, -2.5};
    struct Mix mix = {7, 8.5};
    struct Small small = {"xyz"};
    struct F2 f2 = {1, 2.25f};
    int seven_ = 7;
    __int128 q = ((__int128)0x1234 << 64) | 0xabcdef;
    float f = 0.5f;
    short s = -3;
    unsigned char c = 200;
    _Bool t = 1;
    list("iiiiiiiiii", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    list("dddddddddd", 1., 2., 3., 4., 5., 6., 7., 8., 9., 10.);
    list("idididididididididid", 1, .1, 2, .2, 3, .3, 4, .4, 5, .5, 6, .6, 7, .7, 8, .8, 9, .9, 10,
         1.);
    list("diuis", f, s, 3000000000u, c, "end");
    list("ii", t, 'c');
    list("222232i", two, two, two, two, big, two, 9);
    list("i2i2i2i", 1, two, 2, two, 3, two, 4);
    list("fffffd", fp, fp, fp, fp, fp, 0.5);
    list("mmmmmmmmi", mix, mix, mix, mix, mix, mix, mix, mix, 1);
    list("LiLdL", 1.25L, 2, 3.5L, 4.5, 5.75L);
    list("iLiiiiiiL", 1, 2.L, 3, 4, 5, 6, 7, 8, 9.L);
    list("cccccciic", small, small, small, small, small, small, 1, 2, small);
    list("gggg", f2, f2, f2, f2);
    list("qiqiqiq", q, 1, -q, 2, q, 3, q + 1);
    list("iqiq", 1, q, 2, q);
    list("px3", &seven_, twice, big);
    seven(1, 2.5, 3, 4.5f, 'e', "iididL2", -7, 1, 2, 3.5, 4, 5.5, 6.5L, two);
    printf(" = %d\n", chain(6, 1, 2, 3, 4, 5, 6));
    printf("%g\n", fsum(12, 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 12.5));
    char buffer[64];
    printf("%d ",
           format_into(buffer, sizeof buffer, "%d-%s-%.2f-%c-%lx", 5, "str", 2.345, 'z', ~0ul));
    puts(buffer);
    printf("%d ", format_into(buffer, 5, "%s", "truncated"));
    puts(buffer);
    big = structured(big, 100, two, 300);
    printf("%ld %ld %ld\n", big.a, big.b, big.c);
    return 0;
}
