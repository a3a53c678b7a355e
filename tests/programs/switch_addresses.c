/* options: -fno-pie */
// Switches that choose between addresses: of strings, variables, functions, and none.
#include <stdio.h>
#include <string.h>

static int one[3] = {1, 2, 3}, two[3] = {4, 5, 6};
static _Thread_local int own[3] = {7, 8, 9};
__attribute__((weak)) extern int nowhere[];
static int f(int x) { return x + 1; }
static int g(int x) { return x * 2; }

__attribute__((noinline)) static const char *name(int x) {
  switch (x) { case 0: return "zero"; case 1: return "one"; case 2: return "two"; case 3: return "three"; case 5: return "five"; }
  return "many";
}
__attribute__((noinline)) static const char *rest(unsigned char x) {
  switch (x) { case 252: return "a"; case 253: return 0; case 254: return "b"; case 255: return "a"; default: return name(x); }
}
__attribute__((noinline)) static int *place(long x) {
  switch (x) { case -1: return one; case 0: return two; case 1: return nowhere; case 2: return one; case 3: return two; default: return NULL; }
}
__attribute__((noinline)) static int *mine(int x) {
  switch (x) { case 0: return one; case 1: return own; case 2: return two; case 3: return own; default: return NULL; }
}
__attribute__((noinline)) static int apply(int x, int y) {
  int (*h)(int) = f;
  const char *s = "?";
  switch (x) { case 1: h = g; s = "g"; break; case 2: h = f; s = "f"; break; case 3: h = g; s = "G"; break; case 4: h = f; s = "F"; break; }
  return h(y) * 1000 + *s;
}

int main(void) {
  for (int x = -3; x < 7; x++) {
    int *p = place(x), *m = mine(x);
    if (p) (*p)++;
    if (m) (*m)++;
    printf("%d %s %s %d %d %d %d\n", x, name(x), rest(x + 250) ? rest(x + 250) : "-", p ? *p : -1, m ? *m : -1, apply(x, 7), one[0] + two[0] + own[0]);
  }
  return 0;
}
