/* Members of variable size (GNU C): offsets, sizes, copies, arguments, offsetof, packed, unions, captured. */
#include <stdio.h>
#include <stdarg.h>
#include <string.h>
#include <stddef.h>
static int f(int n)
{
    struct S { char a; short b[n]; char c; long d; int e : 3, f : 7; char g; };
    struct S s, t[3];
    union U { char a; int b[n]; long c; } u;
    memset(&s, 0, sizeof s);
    memset(t, 0, sizeof t);
    s.a = 1; s.c = 2; s.d = 3; s.e = -2; s.f = 33; s.g = 5;
    for (int i = 0; i < n; i++) s.b[i] = i;
    t[1] = s;
    t[2] = t[1];
    u.b[n - 1] = 7;
    struct S *p = t + 2, q; q = ({ struct S z; z = *p; z; });
    printf("%zu %zu %zu %zu %zu %zu\n", sizeof s, sizeof t, sizeof u, _Alignof(struct S), offsetof(struct S, d), offsetof(struct S, b[n - 1]));
    printf("%d %d %ld %d %d %d %d\n", p->a, p->c, p->d, p->e, p->f, p->g, p->b[n - 1]);
    printf("%td %d\n", (char *)&t[2] - (char *)t, q.f);
    int inner(void) { return s.f + sizeof(struct S) + p->b[1]; }
    struct { struct { char x[n]; int y; }; int z; } an;
    an.y = 3; an.z = 4;
    printf("%d %zu %d\n", inner(), sizeof an, an.y * an.z);
    struct P { char c[n]; int i; } __attribute__((packed)) pk;
    pk.i = 9;
    printf("%zu %d\n", sizeof pk, (int)((char *)&pk.i - (char *)&pk));
    return 0;
}
static void v(int n, ...)
{
    typedef struct { char x[n]; } T;
    va_list ap;
    va_start(ap, n);
    T a, b; a = va_arg(ap, T); b = va_arg(ap, T);
    int last = va_arg(ap, int);
    printf("%.*s %.*s %d\n", n, a.x, n, b.x, last);
    va_end(ap);
}
int g(int n, struct G { int q[n]; } *p) { return p->q[n-1] + sizeof *p; }
int main(void)
{
    f(3); f(10);
    int n = 5;
    struct { char c[n]; } x, y;
    memcpy(x.c, "abcde", 5); memcpy(y.c, "vwxyz", 5);
    v(n, x, y, 42);
    int r[4] = {1,2,3,4};
    printf("%d\n", g(4, (void *)r));
    return 0;
}
