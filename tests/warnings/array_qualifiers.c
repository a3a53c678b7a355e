void tvoid(void *x);
typedef int (*aptr)[2];
const int (*c)[2];
int (*d)[2];
void f(const int (*x)[2]) { d = x; d = c; tvoid(x); tvoid(c); void *v = x; void *w; w = x; const void *cv = x; int *i = (const int *)0; struct S { const int a[2]; } s; int (*r)[2] = &s.a; const int m[2][3]; int (*n)[3] = m; volatile int (*vv)[2] = x; const struct S *cs = &s; int (*rr)[2] = &cs->a; }
const int (*g(void))[2];
int (*h(void))[2] { return c; }
void *hh(void) { return c; }
