/* Complex constants: rounded once, with infinities and NaNs as Annex G has them. */
#include <stdio.h>
#define C(x,y) __builtin_complex((double)(x),(double)(y))
#define CF(x,y) __builtin_complex((float)(x),(float)(y))
_Complex double a = C(1.1,2.3)*C(3.3,4.7), b = C(1.1,-2.3)/C(3.3,4.7), c = C(0,-0.0)*C(-1,2), d = C(1e-200,1e-200)*C(1e-200,1e200), e = 3.3*C(1.1,2.2), f = C(1.1,2.2)/7.7, g = 7.7/C(1.1,2.2), h=C(1e200,1e200)/C(1e200,-1e200), k = C(-0.0,0)*C(0,0), l = (1.1+2.2i)*(3.3-4.4i)/(0.7+0.1i);
_Complex float fa = CF(1.1,2.3)*CF(3.3,4.7), fb = CF(1.1,-2.3)/CF(3.3,4.7);
_Complex long double la = (1.1L+2.3Li)*(3.3L-4.7Li), lb = (1.1L+2.3Li)/(3.3L-4.7Li);

int main(void)
{
_Complex double special[] = {
    C(1, 1) / C(0, __builtin_nan("")), C(1, 1) / C(0, 0), C(1, __builtin_inf()) / C(2, 3), C(1, 2) * C(__builtin_inf(), 3),
    C(0, 0) / C(0, 0), C(__builtin_inf(), 1) / C(2, __builtin_inf()), C(__builtin_nan(""), __builtin_inf()) * C(1, 2),
    C(1, 2) / C(__builtin_inf(), -3), C(1e308, 1e308) * C(1e308, 1e308),
};
#define P(x) printf("%a %a\n", (double)__real__ x, (double)__imag__ x)
for (int i = 0; i < 9; i++) printf("%g %g\n", __builtin_fabs(__real__ special[i]), __builtin_fabs(__imag__ special[i]));
P(a);P(b);P(c);P(d);P(e);P(f);P(g);P(h);P(k);P(l);P(fa);P(fb); printf("%La %La %La %La\n", __real__ la, __imag__ la, __real__ lb, __imag__ lb); _Complex double r = C(1.1,2.3)/C(0.3,0.7); P(r); return 0;}
