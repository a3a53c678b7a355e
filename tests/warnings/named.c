/* Groups that are asked for by name: redundant declarations, strings as const, casts, conditions and branches alike. */
#include <string.h>
#include <stdlib.h>
extern int r1; extern int r1; int r2(void); int r2(void); int r3; int r3; int r4(int); int r4(int a) { return a; } extern int r5; int r5 = 1; int r6 = 2; extern int r6; static int r7(void); static int r7(void); static int r7(void) { return 1; } int r8(void) { return r7(); } int r8(void); inline int r9(void); extern inline int r9(void) { return 1; } int r10() ; int r10(int); int r11(int) ; int r11(int) __attribute__((pure)); extern int r12[]; extern int r12[3]; typedef int ty; typedef int ty; void *memcpy(void *, const void *, size_t); struct s; struct s; enum en1 { X1 };
void ne(void) { extern int r1; extern int ne1; int r2(void); extern int ne2(void); int ne3(int); static int q; { extern int ne1; } (void)q; ne3(ne1); }
void ws(const char *c, char *d) { char *p = "abc"; p = "def"; d = c ? "a" : "b"; ws(d, "x"); char a[] = "abc"; const char *q = "ok"; void *v = "v"; char *const z = "z"; unsigned char *u = (unsigned char *)"x"; p = (char *)"cast"; *(char *)"q" = 1; char *w = &"xyz"[1]; p = "abc" + 1; char *arr[] = { "a", "b" }; q = a; (void)v; (void)z; (void)u; (void)w; (void)arr; (void)q; p = __func__; }
char *wr(void) { return "r"; } char *gs = "glob"; char *gsa[2] = { "x", 0 }; struct ps { char *p; } gps = { "p" };
void cq(const char *c, volatile int *v, const char **pp, char **np, const void *cv, char *const *cc, const struct s *s, int x) {
  char *a = (char *)c; int *b = (int *)v; char **d = (char **)pp; const char **e = (const char **)np; void *f = (void *)c; unsigned char *g = (unsigned char *)cv; const char *const *h = (const char *const *)np; char **i = (char **)cc; struct s *j = (struct s *)s; char *k = (char *)(const char *)a; long l = (long)c; char *m = (char *)(long)c; const int *n = (const int *)v; char *o = (char *)"abc"; void (*fp)(void) = (void (*)(void))cq; const char ***p3 = (const char ***)&np;
  (void)a; (void)b; (void)d; (void)e; (void)f; (void)g; (void)h; (void)i; (void)j; (void)k; (void)l; (void)m; (void)n; (void)o; (void)x; (void)fp; (void)p3; }
double bfd(void); int bfi(void); char *bfp(void); enum en1 bfe(void); _Bool bfb(void); void *bfv(void); unsigned bfu(void); float bff(void);
void bf(void) { int i = (int)bfd(); double d = (double)bfi(); long l = (long)bfp(); char *p = (char *)bfv(); i = (int)bfe(); i = (int)bfb(); enum en1 e = (enum en1)bfi(); _Bool b = (_Bool)bfi(); d = (double)bff(); l = (long)bfu(); (void)bfi(); i = (int)(bfd()); i = (int)(bfd() + 1); char *q = (char *)(long)bfi(); i = (int)strlen(p); l = (long)malloc(3); p = (char *)malloc(3); i = (int)r8; struct s *sp = (struct s *)bfp(); (void)sp; (void)d; (void)l; (void)e; (void)b; (void)q; }
int lo(int a, int b, int c, unsigned u, char *p) {
  if (a && a) return 1; if (a || a) return 1; if (a && 2) return 1; if (a && 4 > 3) return 2; if (a || 8) return 3; if (2 && a) return 4; if ((a & b) && 0x20) return 5; if (a == 1 || a == 1) return 6; if (p && p) return 7; if (b < 3 && b < 5) return 8; if (a == b && a == b) return 9; if (a && (a || b)) return 0; if (lo(1,2,3,4,p) && lo(1,2,3,4,p)) return 3; if (a && 1) return 8; if (a != 1 && a != 2) return 2; if (a == 1 || a == 2) return 3; if (a && b && a) return 9; if (a || b || b) return 2; if (c == 'a' || c == 'b' || c == 'a') return 2; if (a > 3 && a > 3) return 1; if (a != 3 && a != 3) return 1;
  return (a && sizeof(int)) + (a && (b & 1)) + (a & b && 1 + 1); }
int dc(int a, int b) {
  if (a) return 1; else if (a) return 2; 
  if (a == 1) b = 1; else if (a == 2) b = 2; else if (a == 1) b = 3; else if (b) b = 4; else if (a == 2) b = 5;
  if (a++) b = 1; else if (a++) b = 2;
  if (dc(a, b)) b = 1; else if (dc(a, b)) b = 2; 
  if (a > 3) b = 2; else { if (a > 3) b = 1; }
  if (a && b) b = 3; else if (a && b) b = 2; else if (b && a) b = 1; if (a < b) b = 1; else if (b > a) b = 2;
  return b; }
int db(int a, int b) { if (a) b = 1; else b = 1; if (a) { b = 2; } else { b = 2; } if (a) b = 3; else b = 4; if (a) return dc(a, b); else return dc(a, b); if (a) ; else ; if (a) { } else { } b = a ? b + 1 : b + 1; b = a ? 1 : 1; b = a ? b : b; b = a ? (b) : b; if (a) { int q = 1; b = q; } else { int q = 1; b = q; } if (a) { b = 1; a = 2; } else { b = 1; a = 2; } if (a) b = 1; else { b = 1; } if (a) b = 1; else if (b) b = 1; else b = 1; if (a) b += 1; else b++; 
 return a ? b++ : b++; }
int vl(int n, int a[n]) { int v[n]; int (*p)[n] = 0; (void)p; return v[0] + a[0] + (int)sizeof(int[n]); } int vl2(int n, int a[*]); void vl3(int n, int a[static n]) { (void)a; }
