/* options: -std=gnu89 -w */
/* Functions whose declarations do not agree, and which GNU C takes nevertheless: called before they are declared void,
 * defined without a result where a declaration said void, defined old-style after a variadic prototype. */
#include <stdio.h>
void f(int, ...);
void f(a) int a; { printf("%d\n", a); }
static int g(void) { h(3, 4); return 0; }
void h(int a, int b) { printf("%d\n", a + b); }
void k(int, int);
k(int x, int y) { printf("%d %d\n", x, y); }
void u();
u(int x, double y) { printf("%d %g\n", x, y); }
int main(void)
{
    f(1, 2);
    g();
    k(1, 2);
    u(3, 4.5);
    return 0;
}
