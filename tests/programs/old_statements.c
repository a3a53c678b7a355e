/* options: -std=gnu89 */
/* In C90 statements are no scopes: what is declared in a head or body stays. */
#include <stdio.h>

typedef int T;
int f(int a) {
  for ((void)(enum { T = 3 })0; a; a--) ;
  if (sizeof(enum { U = 4 })) a += U; else (void)(enum { V = 5 })0;
  return T + U + V;
}
int main(void) { return printf("%d\n", f(2)) < 0; }
