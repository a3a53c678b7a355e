/* -Wextra: casts of functions, qualifiers without meaning, order of specifiers, enumerations mixed, absolute values. */
#include <stdlib.h>
#include <math.h>
#include <string.h>
typedef int (*fi)(int); typedef void (*fv)(void); typedef int (*fu)(); typedef int (*fva)(int, ...); typedef long (*fl)(int); typedef int (*fp)(char *); typedef int (*fpv)(void *); typedef int (*fuu)(unsigned); typedef int (*f2)(int, int);
int g1(int); long g2(int); int g3(char *); void g4(void); int g5(int, int); int g6(double); unsigned g7(unsigned); void g8(int);
void casts(void) {
  fi a = (fi)g1; a = (fi)g2; a = (fi)g3; a = (fi)g4; a = (fi)g5; a = (fi)g6; fv b = (fv)g1; fu c = (fu)g6; fva d = (fva)g5; d = (fva)g1; a = (fi)g7; fl e = (fl)g1; fp f = (fp)g3; fpv h = (fpv)g3; fuu i = (fuu)g1; f2 j = (f2)g1; a = (fi)g8; a = (fi)(void *)g5; (void)(fi)d;
  (void)a; (void)b; (void)c; (void)d; (void)e; (void)f; (void)h; (void)i; (void)j;
}
const int q1(void) { return 1; }
volatile void q2(void); const void q2b(void) { }
const char *q3(void); int *const q4(void); const struct z { int i; } q5(void);
typedef const int cint; cint q6(void);
int const static o1; int inline static o2(void) { return o1; } const extern int o3; int typedef o5; unsigned static int o6; 
static int const o7; struct w { int x; } static o8;
mp1(a, b) int b; { return a + b; }
int mp2(a) { return a; }
enum ea { A1, A2 }; enum eb { B1, B2 };
enum ea ge(void); int te(enum eb);
enum ea conv(enum eb b, int c) { enum ea a = b; a = B1; a = c; a = 1; te(A1); te(a); a = c ? A1 : B1; a = c ? A1 : a; return b; }
int arith(enum ea a, enum eb b) { return (a + b) + (a | b) + (a == b) + (a < B1) + (a & A1) + (A1 | B1) + a * 2.0 + (b ? A1 : B2); }
int av(unsigned u, long l, double d, float f, long long ll, int i, unsigned char uc, long double ld, unsigned long ul, char *p, char *q) {
  return abs(u) + abs(l) + abs(d) + labs(i) + labs(ll) + labs(ul) + fabs(f) + fabs(i) + fabs(ld) + fabsf(d) + abs(uc) + abs(f) + llabs(l) + labs(l) + abs(p - q) + fabsl(d) + abs(5000000000) + fabs(1) + labs(uc) + abs(i); }
typedef int tz;
const int static pp1; int inline static pp2(void) { return pp1; } const extern int pp3; int typedef pp5; unsigned static int pp6; tz static pp9; struct w6 { int x; } static pp8; static const int pp10; inline static int pp11(void) { return 1; } int _Noreturn pp12(void); enum { Q6 } extern pp14; static int inline pp15(void) { return 1; }
void f6(int register a) { int auto b = a; const register int c = 1; static int const d; (void)(b + c + d); for (int register i = 0; i < 3; i++) ; }
