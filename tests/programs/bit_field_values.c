/* The value of a bit-field, behind a comma and at the end of a statement expression, is promoted by its width. */
#include <stdio.h>
struct { unsigned k : 3; unsigned long l : 20; unsigned long w : 33; } s = {1, 1, 1}, *p = &s;
struct { unsigned __int128 a : 42, b : 64, c : 100; __int128 d : 40; long e : 32; char f : 8; int g : 8, h : 7; _Bool i : 1; } t;
#define KIND(e) _Generic(e, int: 1, unsigned: 2, long: 3, unsigned long: 4, char: 5, signed char: 6, _Bool: 7, default: 8)
static void rest(int n, ...) {
  __builtin_va_list list;
  __builtin_va_start(list, n);
  while (n--) printf("%ld ", __builtin_va_arg(list, long));
  __builtin_va_end(list);
}
static int calls; static void f(void) { calls++; }
int main(void) {
  int i = -1;
  printf("%d %d %d %d\n", (f(), p->k) - 2 < 0, ((void)0, s.k) > i, ({ f(); p->k; }) > i, ((void)0, (f(), p->k)) > i);
  printf("%d %d %d %d\n", ((f(), s.w) << 32) == 0, (({ f(); s.w; }) << 32) == 0, ((f(), s.l) << 19) > 0, (f(), s.l) > i);
  printf("%d %d %d\n", (unsigned)(f(), s.k) > i, ((f(), s.k = 7) + i) > 0, ~(f(), s.k) < 0);
  printf("%d %d %d\n", (i, s.k) > i ? 1 : 2, -(f(), s.l) < 0, ((f(), s.w) - 2 > 0));
  printf("%d\n", calls);
  t.a = -1, t.b = -2, t.d = -3;
  printf("%zu %zu %zu %zu\n", sizeof(+t.a), sizeof(t.b + 0), sizeof(-t.c), sizeof(t.d << 1));
  printf("%d %d %d\n", t.a + 2 == 1, t.b + 3 == 1, (unsigned __int128)(t.d << 1) >> 100 == 0xfffffff);
  rest(8, 1L, t.a, t.b, t.d, 5L, t.a, t.b, t.d);
  printf("%d %d %d %d %d %d\n", KIND(t.a), KIND(+t.b), KIND(t.b), KIND(+t.e), KIND(t.e), KIND(t.f));
  printf("%d %d %d %d %d\n", KIND(t.g), KIND((0, t.g)), KIND(t.h), KIND(t.i), KIND(t.h = 1));
  return 0;
}
