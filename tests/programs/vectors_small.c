/* Vectors of less than 8 bytes and of one element: passed, returned, through "...", in structures; addresses of
 * elements; the first anonymous argument in memory. */
#include <stdarg.h>
#include <stdio.h>

typedef signed char C1 __attribute__((vector_size(1))), C2 __attribute__((vector_size(2)));
typedef signed char C4 __attribute__((vector_size(4)));
typedef short S1 __attribute__((vector_size(2))), S2 __attribute__((vector_size(4)));
typedef int I1 __attribute__((vector_size(4))), I4 __attribute__((vector_size(16)));
typedef float F1 __attribute__((vector_size(4)));
typedef double D1 __attribute__((vector_size(8)));
typedef __int128 Q1 __attribute__((vector_size(16)));
struct P { C2 a, b; float c; };
#define APART __attribute__((noipa))

APART static int fixed(C1 a, C2 b, C4 c, S1 d, S2 e, I1 f, C4 g, F1 h, D1 i, Q1 j, struct P k)
{
    return a[0] + b[1] * 2 + c[3] * 3 + d[0] * 4 + e[1] * 5 + f[0] * 6 + g[2] * 7 + (int)h[0] * 8 + (int)i[0] * 9
        + (int)j[0] * 10 + k.b[1] * 11 + (int)k.c;
}

APART static int any(int n, ...)
{
    va_list list;
    int s = 0;
    va_start(list, n);
    for (int i = 0; i < n; i++) {
        C2 a = va_arg(list, C2);
        C4 b = va_arg(list, C4);
        S2 c = va_arg(list, S2);
        F1 d = va_arg(list, F1);
        struct P e = va_arg(list, struct P);
        s = s * 3 + a[1] + b[3] + c[1] + (int)d[0] + e.a[0];
    }
    va_end(list);
    return s;
}

APART static C2 two(int a) { return (C2){a, a + 1}; }
APART static F1 one(float f) { return (F1){f}; }
APART static S2 pair(int a) { return (S2){a, -a}; }
APART static Q1 wide(int a) { return (Q1){a}; }
APART static void add(int *to, int n) { *to += n; }
APART static long next(int a, int b, int c, int d, int e, int last, ...)
{
    long *p = __builtin_next_arg(last);
    return p[0] * 10 + p[1];
}

int main(void)
{
    C2 b = {2, 3};
    C4 c = {4, 5, 6, 7};
    S2 e = {-8, 9};
    F1 h = {10.5f};
    struct P k = {{1, 2}, {3, 4}, 5.5f};
    printf("%d\n", fixed((C1){1}, b, c, (S1){-3}, e, (I1){77}, c, h, (D1){12.5}, (Q1){99}, k));
    printf("%d\n", any(3, b, c, e, h, k, b * (C2){2, 2}, c, e + e, h, k, b, c + c, e, h, k));
    C2 t = two(5);
    printf("%d %d %g %d %d\n", t[0], t[1], one(2.5f)[0], pair(4)[1], (int)wide(8)[0]);
    I4 v = {1, 2, 3, 4}, w[2] = {{5, 6, 7, 8}, {9, 10, 11, 12}};
    int *p = &v[1], *q = &w[1][2];
    add(p, 100);
    p[1] *= 2;
    add(q, 1000);
    printf("%d %d %d %d %d %d\n", v[0], v[1], v[2], v[3], w[1][2], (int)(&v[3] - &v[0]));
    printf("%ld\n", next(1, 2, 3, 4, 5, 6, 7L, 8L));
    return 0;
}
