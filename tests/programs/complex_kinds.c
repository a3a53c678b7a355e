/* Complex numbers of every base type: operators, conversions, parts as lvalues, arguments and results. */
#include <stdio.h>
#include <complex.h>
#include <math.h>
typedef _Complex int ci; typedef _Complex short cs; typedef _Complex unsigned char cuc; typedef _Complex long cl; typedef _Complex long double cld; typedef _Complex float cf; typedef _Complex double cd; typedef _Complex char cc8;
__attribute__((noinline)) ci fi(ci a, ci b){ return a*b - a/b + ~a; }
__attribute__((noinline)) cs fs(cs a, cs b){ return a+b; }
__attribute__((noinline)) cuc fu(cuc a, cuc b){ return a*b; }
__attribute__((noinline)) cl fl(cl a, int x, cl b){ return a*b + x; }
__attribute__((noinline)) cld fld(cld a, cld b){ return a/b; }
__attribute__((noinline)) cf ff(cf a, cf b){ return a*b; }
__attribute__((noinline)) cd fd(cd a, cd b){ return a/b; }
__attribute__((noinline)) cc8 fc(cc8 a){ return -a; }
__attribute__((noinline)) int va(int n, ...){ __builtin_va_list ap; __builtin_va_start(ap,n); ci a=__builtin_va_arg(ap,ci); cd d=__builtin_va_arg(ap,cd); cld l=__builtin_va_arg(ap,cld); cf f=__builtin_va_arg(ap,cf); __builtin_va_end(ap); return __real__ a+__imag__ a+(int)__real__ d+(int)__imag__ d+(int)__imag__ l+(int)__real__ f+(int)__imag__ f; }
struct S { cf f; char c; ci i; cd d[2]; };
static cd gd = 1.5 + 2.5i; static ci gi = 3 + 4i; static struct S gs = { 1.0f+2i, 'x', 5-6i, {1, 2i} };
static cd arr[] = { 1, 2i, 3+4i };
#define P(e) printf(#e " %g %g\n", (double)__real__(e), (double)__imag__(e))
int main(void){
  ci a = 7+3i, b = 2-1i; P(fi(a,b)); P(fs(a,b)); P(fu((cuc)a,(cuc)b)); P(fl(a,3,b)); P(fld(a,b)); P(ff(a,b)); P(fd(a,b)); P(fc(a));
  printf("%d\n", va(4,a,(cd)(1+2i),(cld)(3+4i),(cf)(5+6i)));
  P(gd); P(gi); P(gs.f); P(gs.i); P(gs.d[1]); P(arr[2]);
  __real__ a = 100; __imag__ a += 5; P(a); __real__(gs.d[0])++; P(gs.d[0]);
  a++; P(a); --a; P(a); a += 2.5; P(a); a *= 1i; P(a); a = a == b; P(a); P(!a);
  cd z = 3; volatile int zero = 0; z /= zero; P(z); z = (INFINITY + 1i) * (1 - 1i); P(z); z = 1.0/(0.0+0i); P(z);
  printf("%d %d %d %d\n", a==1, gd!=gd, a&&b, (_Bool)gd);
  int r = __real__ 5; double im = __imag__ 3.5; printf("%d %g\n", r, im);
  cd c1 = conj(gd); P(c1); P(~gd); P(cexp(0)); P(cabs(3+4i)); P(CMPLX(1,-0.0)); P(__builtin_complex(1.0f,2.0f));
  cd x = 1 ? a : 2.5; P(x); x = (a, gd); P(x); P(gd+1); P(1-gd); P(gd*2); P(2/gd); P(gd/2); P(-gd); P(+gd);
  float _Complex q = 1e30f+1e30fi; P(q*q/q); P(q/q); _Complex w = 3; printf("%zu %zu %zu %zu\n", sizeof w, sizeof(cs), sizeof(cld), _Alignof(cld));
  long long ll = gd; unsigned u = (unsigned)gi; printf("%lld %u\n", ll, u); P((cf)gi); P((ci)gd); P((cl)2.9); P((cd)-1);
  switch(__real__ gi){case 3: puts("three");} P(({cd t = gd; t*t;})); cd *pp=&gd; *pp *= *pp; P(*pp); __imag__ *pp = 9; P(gd); double *dp=&__real__ gd; dp[1]=4; P(gd);
  volatile cf v = 1; v += 1i; P(v); printf("%d %d %d\n", gd + 1i != gd, gd + 0.0 == gd * 1, (gd - gd) + 1i == 1i);
}
