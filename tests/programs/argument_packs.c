/* __builtin_va_arg_pack: inline functions that pass on their variable arguments, and versions of library functions. */
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>
struct pair { int a; double b; };
__attribute__((noinline)) static int total(int n, ...)
{
    va_list ap;
    int sum = 0;
    va_start(ap, n);
    for (int i = 0; i < n; i++) sum = sum * 10 + va_arg(ap, int);
    long p = va_arg(ap, long);
    va_end(ap);
    return sum * 100 + (int)p;
}
static inline __attribute__((always_inline)) int inner(int n, ...)
{
    return total(n, __builtin_va_arg_pack()) + 1000000 * __builtin_va_arg_pack_len();
}
static inline __attribute__((always_inline)) int outer(struct pair *p, int n, ...)
{
    p->a += 50;
    return inner(n, __builtin_va_arg_pack());
}
extern inline __attribute__((always_inline, gnu_inline)) int snprintf(char *to, size_t size, const char *format, ...)
{
    return __builtin___snprintf_chk(to, size, 1, -1, format, __builtin_va_arg_pack());
}
extern ssize_t read_alias(int, void *, size_t) __asm__("read");
extern inline __attribute__((always_inline, gnu_inline)) ssize_t read(int f, void *to, size_t n) { return read_alias(f, to, n > 4 ? 4 : n); }
int main(void)
{
    struct pair p = { 3, 4.5 };
    char text[40];
    printf("%d\n", inner(2, 1, 2, 3L));
    printf("%d\n", outer(&p, 2, 5, 6, 7L));
    printf("%d %s %d\n", snprintf(text, sizeof text, "%d-%s-%g", 5, "mid", 1.5), text, p.a);
    printf("%d\n", (int)read(-1, text, 10));
    return 0;
}
