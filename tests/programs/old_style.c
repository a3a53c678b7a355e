/* options: -std=gnu89 */
/* C89: implicit int and functions, definitions with lists of names. */
#include <stdio.h>
f(a, b, c) char a;
float b;
{ return a + (int)b + c; }
short g(c, d)
short c;
register d;
{ return c + d; }
static s();
main() {
    auto i = 3;
    const j = 4;
    register k;
    static st = 5;
    extern ex;
    printf("%d %d\n", f('a', 2.5, 3), g(70000, 1));
    k = undecl(3);
    printf("%d %d %d\n", i + j, k, st + ex + s());
    {
        int x = 1;
        x++;
        int y = 2;
        printf("%d\n", x //**/2
                           + y);
      { int room[9]; printf("%d %d\n", variable_nested(6), variable(9, room)); }
}
    return 0;
}
ex = 9;
undecl(x) { return x * 2; }
static s() { return 1; }
long double ld(x)
long double x;
{ return x; }
int arr(a)
int a[];
{ return a[0]; }
fp(h) int h();
{ return h(1); }
/* Lengths that other parameters give. */
variable_nested(n) { int bar(c) int c[1][n]; { return sizeof c[0]; } int b[9]; return bar(b); }
variable(n, c) int n; int c[1][n]; { return sizeof c[0]; }
