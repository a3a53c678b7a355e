// Loops that are to be written out several times: all numbers of rounds around the factor, all sorts of counters.
#include <limits.h>
#include <stdio.h>

static unsigned seen;
static void note(int x) { seen = seen * 31 + x; }
static void show(unsigned x) { printf(" %u %u", x, seen); seen = 0; }

#define P(x) _Pragma(#x)
#define LOOPS(N) \
  __attribute__((noinline)) static unsigned up_##N(int a, int b) { unsigned s = 0; \
    P(GCC unroll N) for (int i = a; i < b; i++) { s += i; note(i); } return s; } \
  __attribute__((noinline)) static unsigned to_##N(unsigned a, unsigned b) { unsigned s = 0; \
    P(GCC unroll N) for (unsigned i = a; i != b; i++) { s = s * 3 + i; if (s == 12345) return -1; } return s; } \
  __attribute__((noinline)) static unsigned down_##N(long a) { unsigned s = 1; \
    P(GCC unroll N) while (a-- > 0) s = s * 5 + a; return s; } \
  __attribute__((noinline)) static int early_##N(const int *p, int n, int x) { int i; \
    P(GCC unroll N) for (i = 0; i < n; i++) { note(p[i]); if (p[i] == x) break; } return i; } \
  __attribute__((noinline)) static unsigned thirds_##N(int a, int b) { unsigned s = 0; \
    P(GCC unroll N) for (int i = a; i <= b; i += 3) s = s * 7 + i; return s; } \
  __attribute__((noinline)) static unsigned text_##N(const char *p) { unsigned s = 0; \
    P(GCC unroll N) do { s = s * 7 + *p; } while (*++p); return s; } \
  __attribute__((noinline)) static unsigned bytes_##N(unsigned char a, unsigned char b) { unsigned s = 0; \
    P(GCC unroll N) for (unsigned char i = a; i != b; i++) s = s * 3 + i; return s; } \
  __attribute__((noinline)) static unsigned shorts_##N(short a, short b) { unsigned s = 0; \
    P(GCC unroll N) for (short i = a; i < b; i++) s = s * 3 + i; return s; } \
  __attribute__((noinline)) static int swapped_##N(int n) { int a = 1, b = 2, c = 3; \
    P(GCC unroll N) for (int i = 0; i < n; i++) { int t = a; a = b; b = c; c = t + i; } return a * 10000 + b * 100 + c; } \
  __attribute__((noinline)) static unsigned known_##N(unsigned k) { unsigned s = 0; \
    P(GCC unroll N) for (unsigned i = 0; i < 37; i++) { s = s * 3 + i; if (i == k) return 1; } \
    P(GCC unroll N) for (unsigned char i = 250; i; i++) s += i; \
    P(GCC unroll N) for (int i = 90; i > 0; i -= 7) s ^= i; return s; } \
  static void all_##N(void) { \
    static const int list[] = {5, 6, 7, 8, 9, 10, 11, 12, 13}; \
    for (int k = 0; k < 13; k++) { \
      show(up_##N(0, k)); show(up_##N(-k, 3)); show(up_##N(INT_MAX - 9, INT_MAX - k)); \
      show(to_##N(UINT_MAX - 4, UINT_MAX - 4 + k)); show(down_##N(k - 2)); show(early_##N(list, k < 9 ? k : 9, 10)); \
      show(thirds_##N(k, 20)); show(text_##N("abcdefghijklmnopq" + k)); show(bytes_##N(250, 248 + k)); \
      show(shorts_##N(SHRT_MAX - 10, SHRT_MAX - k)); show(swapped_##N(k)); show(known_##N(k * 4)); \
      printf("\n"); } }

LOOPS(1)
LOOPS(2)
LOOPS(3)
LOOPS(8)

enum { FOUR = 4 };
__attribute__((noinline)) static int volatile_count(volatile int *p) {
  int n = 0;
#pragma GCC unroll FOUR
  while (*p) { --*p; n++; }
#pragma GCC ivdep
#pragma GCC unroll FOUR / 2
  do { n += 3; } while (n & 7);
  return n;
}

int main(void) {
  volatile int v = 11;
  all_1(); all_2(); all_3(); all_8();
  printf("%d\n", volatile_count(&v));
  return 0;
}
