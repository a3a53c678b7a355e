/* _Complex: arithmetic of every width, parts, conjugate, comparison, conversion, passing, division
 * and its edges. */
#include <stdio.h>
#include <complex.h>
typedef _Complex double cd;
typedef _Complex float cf;
typedef _Complex long double cl;
static cd global = 1.5 - 2.0i;
static cf gf = 3.0fi;
static const cd table[] = {1, 2.0i, 1 + 1i};
struct H {
    int a;
    cf z;
    cd w;
};
#define NI __attribute__((noinline)) static
NI cd mul(cd a, cd b) { return a * b; }
NI cd divi(cd a, cd b) { return a / b; }
NI cf addf(cf a, float b, cf c) { return a + b - c; }
NI cl longmul(cl a, cd b) { return a * b; }
NI double norm(cd z) { return __real__ z * __real__ z + __imag__ z * __imag__ z; }
NI cd build(double re, double im)
{
    cd z;
    __real__ z = re;
    __imag__ z = im;
    return z;
}
NI cf narrow(cd z) { return z; }
NI int equal(cd a, cf b) { return (a == b) | (a != 1.0) << 1 | !a << 2; }
NI struct H hold(struct H h)
{
    h.z *= 2;
    h.w -= h.z;
    return h;
}
NI cd poly(cd z, int n)
{
    cd r = 1;
    while (n--)
        r = r * z + 0.5;
    return r;
}
static void show(cd z) { printf("(%g %g) ", creal(z), cimag(z)); }
int main(void)
{
    show(global);
    show(gf);
    show(table[2]);
    show(mul(1 + 2i, 3 - 4i));
    show(divi(5 + 10i, 3 - 4i));
    show(addf(1 + 1i, 2, 3i));
    show(~global);
    show(-global);
    show(+gf);
    puts("");
    show(longmul(1.5L + 1i, 2 - 1i));
    printf("%g ", norm(3 + 4i));
    show(build(7, -8));
    show(narrow(0.1 + 0.2i));
    printf("%d %d %d %d\n", equal(1, 1), equal(0, 0), equal(2i, 2i), equal(1i, 1));
    struct H h = hold((struct H){1, 2 + 3i, 4 + 5i});
    show(h.z);
    show(h.w);
    show(poly(0.5 + 0.5i, 5));
    puts("");
    cd z = 3;
    z += 2i;
    show(z);
    z *= 2;
    show(z);
    z -= 1;
    show(z);
    z /= 2i;
    show(z);
    __imag__ z += 5;
    show(z);
    z++;
    show(z);
    --z;
    show(z);
    printf("%g %g %d %d\n", (double)z, __real__(z * z), (int)z, (_Bool)(cd)2i);
    printf("%zu %zu %zu %zu\n", sizeof z, sizeof gf, sizeof(cl), _Alignof(cf));
    cf arr[3] = {1, [2] = 2i};
    show(arr[0] + arr[2]);
    show(z ? 1 + z : 0);
    double d = 5 + 0i;
    float f = (float)gf;
    printf("%g %g ", d, f);
    _Complex int ci = 3 + 4i;
    ci *= 2;
    printf("%d %d\n", __real__ ci, __imag__ ci);
    return 0;
}
