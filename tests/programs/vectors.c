/* GNU vectors: arithmetic, comparison, shifts, subscripts, unions with arrays, parameters and results. */
#include <stdio.h>
typedef int v4 __attribute__((vector_size(16)));
typedef unsigned char b8 __attribute__((vector_size(8)));
typedef float f4 __attribute__((vector_size(16)));
typedef double d2 __attribute__((vector_size(16)));
typedef short s2 __attribute__((vector_size(4)));
static v4 twice(v4 a) { return a + a; }
static void show(const char *what, v4 a) { printf("%s %d %d %d %d\n", what, a[0], a[1], a[2], a[3]); }
__attribute__((noinline)) static f4 mix(f4 a, d2 b, b8 c) { f4 r = a * (float)b[1]; r[2] = c[7]; return r; }
static void aligned(void) __attribute__((aligned(64)));
static void aligned(void) {}
typedef long l4 __attribute__((vector_size(32)));
__attribute__((noinline)) static l4 wide(l4 a, l4 *b) { return a * *b + 1; }
int main(void)
{
    v4 a = { 1, -2, 3, 1 << 30 }, b = { 5, 6, -7, 8 };
    show("add", a + b); show("sub", a - b); show("mul", (a - 1) * b); show("div", a / b); show("rem", a % b);
    show("neg", -b); show("not", ~a); show("and", a & b); show("or", a | b); show("xor", a ^ b);
    show("shl", a << 1); show("shr", a >> 1); show("lt", a < b); show("eq", a == b); show("twice", twice(b));
    show("scalar", 3 - b);
    v4 c = a; c[2] += 40; c[1]--; c += b; show("parts", c);
    union { v4 v; int i[4]; } u; u.v = b; printf("%d %d\n", u.i[0], u.i[3]);
    f4 f = { 1.5f, 2.5f, -3, 0 }; d2 d = { 1, 4 }; b8 bytes = { 1, 2, 3, 4, 5, 6, 7, 250 };
    bytes += 10; f = mix(-f, d, bytes);
    printf("%g %g %g %g %d\n", f[0], f[1], f[2], f[3], bytes[7]);
    s2 s = { 3, -4 }; s = -s * 2; printf("%d %d %d\n", s[0], s[1], (int)sizeof s);
    v4 zero = { 0 }, array[2] = { { 1, 2 }, { 3 } }; show("array", array[0] + array[1] + zero);
    printf("%d\n", (int)__alignof__(aligned));
    l4 w = { 1, 2, 3, 4 }; w = wide(w, &w) - w; printf("%ld %ld %ld %ld\n", w[0], w[1], w[2], w[3]);
    return 0;
}
