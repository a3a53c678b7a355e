// Switches and chains of tests that choose between constants: all forms, at the edges of their ranges.
#include <limits.h>
#include <stdio.h>

#define CASE(n, v) case n: return v;
static int table(int x) { switch (x) { CASE(0, 5) CASE(1, 70) CASE(2, -11) CASE(3, 3) CASE(5, 9) } return -1; }
static int holes(int x) { switch (x) { CASE(-3, 1) CASE(-1, 200) CASE(0, 3) CASE(2, 0) default: return 17; } }
static int linear(int x) { int r = 0; switch (x) { case 10: r = 1; break; case 11: r = 3; break; case 12: r = 5; break; } return r; }
static unsigned char narrow(unsigned char c) {
  switch (c) { CASE(253, 100) CASE(254, 2) CASE(255, 250) CASE(252, 7) default: return c / 2; }
}
static long wide(long x) { switch (x) { CASE(LONG_MAX, 4) CASE(LONG_MAX - 1, 1L << 50) CASE(LONG_MAX - 2, -5) CASE(LONG_MAX - 3, 0) } return x; }
static double real(unsigned x) { switch (x) { CASE(UINT_MAX, 0.5) CASE(UINT_MAX - 1, -0.0) CASE(UINT_MAX - 2, 1e300) CASE(UINT_MAX - 3, 3) } return 1; }
static float single(int x) { switch (x) { CASE(0, 0.5f) CASE(1, -0.0f) CASE(2, 1e30f) CASE(3, 3) default: return 7; } }
static int space(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
static int member(int c) { if (c == 1 || c == 64 || c == 31 || c == 2) return c + 1; return c - 1; }
static int several(int x, int *n) {
  int a = 1, b = 2;
  switch (x) { case 0: a = 3; b = 9; break; case 1: a = 7; b = 8; break; case 2: a = 100; b = 7; break; case 3: a = 4; b = 6; break; case 4: *n += 1; }
  return a * 1000 + b;
}
static int dead(unsigned x) { switch (x & 3) { CASE(0, 11) CASE(1, 5) CASE(2, 80) CASE(3, 2) default: __builtin_unreachable(); } }
static int ladder(int x) {
  if (x == 5) return 50; else if (x == 1) return 11; else if (x == 7) return 7; else if (x == 3) return 2;
  else if (x == 2) return 90; else if (x == 4) return 41; else if (x == 6) return 66; else if (x == 8) return 8;
  else if (x == 5) return 1;
  return 0;
}
static int loop(const char *s) {
  int state = 0, n = 0;
  for (; *s; s++) {
    int next;
    switch (*s) { case 'a': next = 1; break; case 'b': next = 5; break; case 'c': next = 2; break; case 'd': next = 9; break; default: next = 0; }
    n = n * 3 + next + state;
    state = next == 5;
  }
  return n;
}

int main(void) {
  int n = 0;
  for (int x = -5; x < 70; x++) {
    printf("%d: %d %d %d %d %d %d %d", x, table(x), holes(x), linear(x), space(x), member(x), several(x, &n), ladder(x));
    printf(" %d %g\n", dead(x), single(x));
  }
  for (int k = 0; k < 8; k++) {
    printf("%d %ld %a\n", narrow(249 + k), wide(LONG_MAX - k), real(UINT_MAX - k));
    printf("%ld %a\n", wide(LONG_MIN + k), real(k));
  }
  printf("%d %d\n", n, loop("abcdxbbcaz"));
  printf("%d %d %d %d\n", table(INT_MIN), table(INT_MAX), holes(INT_MIN), holes(INT_MAX));
  return 0;
}
