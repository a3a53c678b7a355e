/* A real operand of complex arithmetic has no imaginary part, so that zeros keep their signs (C17 G.5). */
#include <complex.h>
#include <stdio.h>
#include <math.h>
#define P(e) do { double _Complex r_ = (e); printf(#e " = %g %g\n", __real__ r_, __imag__ r_); } while (0)
int main(void) {
  volatile double x = 1, m = -0.0, inf = INFINITY, nan = NAN; double _Complex z = CMPLX(2, -0.0), w = CMPLX(-0.0, -0.0), v = CMPLX(inf, nan), u; float _Complex fz = CMPLXF(3, -0.0f); volatile int i = -1; volatile float f = 2;
  P(x + z); P(z + x); P(z - x); P(x - z); P(x * z); P(z * x); P(z / x); P(x / z); P(m + w); P(w - m); P(w + m);
  P(inf * z); P(z * inf); P(v * x); P(v / x); P(x / v); P(v + x); P(x - v); P(fz + x); P(x + fz); P(i + z); P(z * i); P(f * z); P(fz * f); P(i * fz);
  P((double _Complex)x + z); P(z + (double _Complex)x); P(csqrt(-4 + z*0)); P(csqrt(-4 - 0.0*I));
  P(1i * x); P(x - 1i); P(-0.0 * 1i); P(x + m * 1i);
  u = z; u += x; P(u); u = z; u -= x; P(u); u = z; u *= m; P(u); u = z; u /= inf; P(u); u = w; u *= i; P(u); fz += x; P(fz); fz *= m; P(fz);
  double d = 3; d += z; printf("%g\n", d); d *= v; printf("%g\n", d); d -= z; d /= z; printf("%g\n", d);
  static double _Complex s = 1.0 - 1i * 0.0; P(s); static double _Complex s2 = -0.0 * 1i; P(s2); static double _Complex s3 = 1.0 / (2 + 0i); P(s3);
  _Complex int ci = 3 + 4i; ci = ci * i; printf("%d %d\n", __real__ ci, __imag__ ci); ci = i - ci;  printf("%d %d\n", __real__ ci, __imag__ ci);
}
