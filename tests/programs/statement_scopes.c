/* Statements with bodies, and the bodies, are scopes (C17 6.8.4p3, 6.8.5p5). */
#include <stdio.h>

typedef int T;
int f(int a) {
  if (a) (void)(enum { T }){0}; else { T y = 1; return y; }
  do { typedef char T; T c = 2; a += c; } while (sizeof(T) == 1);
  do a++; while (sizeof(enum { T = 3 }) == T);
  T z = 4;
  for (;;) if (sizeof(enum { T }) == 4) if (a) break; else a++;
  T w = 1;
  switch (sizeof (enum { T = 5 })) { case T: a++; case 4: a += T; }
  T v = 1;
  if (sizeof (enum { T = 7 }) == T) a++; else a += T;
  return a + z + w + v + (T)1;
}
int main(void) { printf("%d\n", f(1)); return 0; }
