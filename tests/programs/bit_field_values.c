/* The value of a bit-field, behind a comma and at the end of a statement expression, is promoted by its width. */
#include <stdio.h>
struct { unsigned k : 3; unsigned long l : 20; unsigned long w : 33; } s = {1, 1, 1}, *p = &s;
static int calls; static void f(void) { calls++; }
int main(void) {
  int i = -1;
  printf("%d %d %d %d\n", (f(), p->k) - 2 < 0, ((void)0, s.k) > i, ({ f(); p->k; }) > i, ((void)0, (f(), p->k)) > i);
  printf("%d %d %d %d\n", ((f(), s.w) << 32) == 0, (({ f(); s.w; }) << 32) == 0, ((f(), s.l) << 19) > 0, (f(), s.l) > i);
  printf("%d %d %d\n", (unsigned)(f(), s.k) > i, ((f(), s.k = 7) + i) > 0, ~(f(), s.k) < 0);
  printf("%d %d %d\n", (i, s.k) > i ? 1 : 2, -(f(), s.l) < 0, ((f(), s.w) - 2 > 0));
  printf("%d\n", calls);
  return 0;
}
