/* Format strings beside their arguments. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
void say(int level, const char *text, ...) __attribute__((format(printf, 2, 3)));
const char *translated(const char *) __attribute__((format_arg(1)));
typedef int (*printer)(const char *, ...) __attribute__((format(printf, 1, 2)));
static const char fixed[] = "%d %s\n";
enum color { RED };

void prints(int i, long l, long long q, size_t z, double d, char *s, const void *p, int *n, signed char c, printer out,
            char **made)
{
    printf("%d %ld %lld %zu %f %s %p %c %hhd\n", i, l, q, z, d, s, p, c, c);
    printf("%d\n", l);
    printf("%ld\n", i);
    printf("%s\n", i);
    printf("%d %d\n", i);
    printf("%d\n", i, i);
    printf("%f %Lf\n", i, d);
    printf("%*d %.*s\n", l, i, i, s);
    printf("%y\n", i);
    printf("%");
    printf("");
    printf("%u %x %o\n", i, i, i);
    printf("%hd %hhx\n", l, i);
    printf("%p %p\n", n, i);
    printf("%n\n", s);
    printf("%5.3lld %-5zu %+jd\n", l, i, (intmax_t)i);
    printf("%2$d %1$s\n", s, i);
    printf("%1$d\n", l);
    printf("%s" " and " "%d\n", s, s);
    printf("100%% of %d\n", RED);
    printf("%c\n", "x");
    printf("%0-5d %+ d\n", i, i);
    printf(fixed, s, s);
    printf(i ? "%d" : "%ld", i);
    printf(translated("%d"), l);
    printf("\t\x41\101%d\n", d);
    printf(s);
    printf("%s\n", NULL);
    say(1, "%d %s", s, i);
    out("%d", s);
    fprintf(stderr, "%lu\n", q);
    snprintf(*made, z, "%s%c", s);
}

void scans(int *i, long *l, char *s, const int *constant, float *f, double *d, char **made)
{
    scanf("%d %ld %s %f %lf %ms", i, l, s, f, d, made);
    scanf("%d", l);
    scanf("%f", d);
    scanf("%d", *i);
    scanf("%s", i);
    scanf("%d", constant);
    scanf("%*d %[a-z] %5c", s, s);
    sscanf(s, "%d %d", i);
}

void times(char *s, const struct tm *t, va_list list)
{
    strftime(s, 10, "%Y-%m-%d %Q", t);
    vprintf("%d %y", list);
}

void decimals(_Decimal32 *p, _Decimal64 *q, _Decimal128 *r)
{
    printf("%Hf %De %DDg\n", *p, *q, *r);
    printf("%f\n", *q);
    printf("%Hf\n", 1.0);
    printf("%Hd", 1);
    printf("%De", *r);
    scanf("%Hf %De %DDg", p, q, r);
    scanf("%Hf %DDf", q, p);
}
