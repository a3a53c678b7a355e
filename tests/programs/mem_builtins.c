/* Library functions that compilers know: folded, expanded and called forms of mem*, str*, printf,
 * abs, alloca. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>

static char buf[64];
static volatile int len = 5;
static const char *volatile str = "volatile";
static int calls;
static char *tick(char *p)
{
    calls++;
    return p;
}
static unsigned long h(const void *p, int n)
{
    unsigned long r = 7;
    for (const unsigned char *c = p; n--;)
        r = r * 31 + *c++;
    return r & 0xffffff;
}
static void zero(void *p, size_t n)
{
    char *c = p;
    while (n--)
        *c++ = 0;
}
static void mycopy(char *d, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        d[i] = s[i];
}
static size_t mylen(const char *s)
{
    size_t n = 0;
    while (s[n])
        n++;
    return n;
}
static void overlap(int *a, int n)
{
    for (int i = 1; i < n; i++)
        a[i] = a[i - 1];
}
static int same(const void *a, const void *b, size_t n) { return !memcmp(a, b, n); }
struct P {
    long a, b, c;
    char d[9];
};
int main(void)
{
    memset(buf, 'a', 10);
    memset(buf + 10, 0, sizeof buf - 10);
    memset(buf + 3, len, 2);
    printf("%lx ", h(buf, 64));
    memcpy(buf + 20, buf, 8);
    memcpy(buf + 32, "constant", 9);
    memmove(buf + 34, buf + 32, len);
    memcpy(tick(buf), tick(buf) + 32, 4);
    printf("%lx %d %s\n", h(buf, 64), calls, buf + 32);
    printf("%zu %zu %zu %zu\n", strlen("constant"), strlen(str), strlen("nul\0hidden"),
           strlen(buf + 32));
    printf("%d %d %d %d\n", strcmp("a", "b") < 0, strcmp(str, "volatile"),
           strncmp("abcd", "abxx", 2), memcmp("ab", "ac", 2) < 0);
    printf("%s %s %s %d\n", strchr("find me", 'm'), strrchr("a/b/c", '/'),
           strstr("haystack", "sta"), strchr("abc", 'z') == 0);
    strcpy(buf, "copy");
    strcat(buf, "+cat");
    strncpy(buf + 20, "padded", 10);
    strncat(buf, "nnn", 2);
    printf("%s %lx %zu %zu\n", buf, h(buf + 20, 10), strspn("aabbc", "ab"), strcspn("xyz", "z"));
    printf("%d %ld %lld %d\n", abs(-5), labs(-6), llabs(-7), abs(len - 10));
    printf("%g %g %g %g %g\n", fabs(-1.5), sqrt(len * 5.0), floor(-2.5), ceil(2.1), fmax(1, 2));
    struct P p = {1, 2, 3, "struct"}, q;
    memcpy(&q, &p, sizeof p);
    memset(&p, 0, sizeof p);
    printf("%ld %s %ld %d\n", q.c, q.d, p.a, same(&p, &q, sizeof p));
    memset(&q, -1, sizeof q.a + 2);
    printf("%ld %lx\n", q.a, q.b);
    char dst[40];
    mycopy(dst, "hand made copy", 15);
    zero(buf, 64);
    printf("%s %zu %lx\n", dst, mylen(dst), h(buf, 64));
    int a[8] = {9, 1};
    overlap(a, 8);
    printf("%d\n", a[7]);
    printf("plain\n");
    printf("%s\n", "just string");
    printf("%c", 'c');
    printf("\n");
    printf("%%\n");
    puts("");
    putchar('x');
    fputs("fputs\n", stdout);
    fprintf(stdout, "%s", "fprintf\n");
    fwrite("fwrite\n", 1, 7, stdout);
    char *dup = strdup("dup");
    printf("%s %d\n", dup, sprintf(buf, "%d-%s", 5, "x"));
    free(dup);
    printf("%s %d %d\n", buf, snprintf(buf, 3, "%s", "long"), atoi("42"));
    long *big = calloc(4, sizeof *big);
    big = realloc(big, 8 * sizeof *big);
    printf("%ld\n", big[3]);
    free(big);
    for (int i = 1; i < 40; i += 13) {
        char *al = __builtin_alloca(i);
        memset(al, i, i);
        printf("%lx ", h(al, i));
    }
    char e1[1] = "", *none = e1;
    memcpy(none, none, 0);
    printf("%d %d\n", memcmp(none, buf, 0), strncmp("x", "y", 0));
    unsigned long v;
    memcpy(&v, "\1\2\3\4\5\6\7\10", 8);
    unsigned s;
    memcpy(&s, (char *)&v + 3, 4);
    printf("%lx %x %p\n", v, s, (void *)0);
    memset(dst, 0xAB, 3);
    printf("%d %u\n", dst[0], (unsigned char)dst[2]);
    printf("%d\n", printf("nested %d\n", printf("inner\n")));
    double d;
    memcpy(&d, &(unsigned long){0x3ff8000000000000}, 8);
    printf("%g\n", d);
    return 0;
}
