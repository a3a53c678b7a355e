/* What macros of system headers say is not warned of, but how they are used is. */
#include "system_macros.h"
#include <stdarg.h>
int printf(const char *, ...);
int gi; unsigned gu; char *gs; int *gp;
BOOL b1;
LL l1;
int f1(int x) { return DIV0(x); }
int f2(int x) { return NULLP; }
int *f4(void) { return STR; }
void f5(void) { int a = NULLP; int *p = FIFTY; char c = FIFTY; unsigned char d = BIG; unsigned u = NEG; }
int f6(void) { return CMP(gi, gu); }
int f7(void) { return EXPR(gi); }
int f8(void) { return ADDR(gi); }
void f10(void) { UNUSED(q); }
void f11(void) { IMPL(); }
void f12(void) { ASSIGN(gi, gp); ASSIGN(gp, gi); gi = STR; gp = STR; }
int f13(void) { RET(gp); }
int *f14(void) { return PTR((char)gi); }
int f15(void) { return EQ(gp, gi); }
void f16(void) { COND(gi = 3) }
void f17(void) { printf(FMT, gs); PRINT(gs); printf("%d\n", STR); }
int f18(void) { return SHIFT(gi); }
int f19(int a, int b, int c) { return OR(a, b, c); }
void f20(int a) { EMPTYIF(a) }
void f21(va_list ap) { VARARG(ap, char); VARARG(ap, BOOL); __builtin_va_arg(ap, BOOL); }
void f22(void) { CHARP(gi); }
void f23(void) { VALUE }
void *f26(void) { return FUNCPTR(f23); }
void *f27(void *p) { return ARITH(p); }
enum e { A, B } ge;
void f30(void) { gi == ZERO; ZERO; NULLP; CMP(gi, gi); gi < NEG; }
int f31(void) { if (gu < ZERO) return 1; if (gu >= 0) return CMP(gu, 0); return gu > NEG; }
int f32(void) { INITP p = gs; static BOOL q = FIFTY; char t[2] = STR; float f = BIG; return p ? gi : q; }
void f33(void) { for (int i = 0; i < BIG; i++) ; LL k = 3LL; (void)k; BOOL z = FLT; }
void f28(void) { gp = NEG; gp = BIG; gi = gs == NEG; f2(NULLP); }
int f35(void) { return CMP(gi < gu, gu) + CMP(gi, gu < gi); }
