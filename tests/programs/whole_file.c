/* Static variables, restrict, arguments and results that nothing uses, results that are arguments. */
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#define N __attribute__((noinline))
static int table[8], zero[8], once = 3; static char buf[32]; static int *where; static struct s { int a, b; struct s *n; } node, other;
static int flagged;
N static int sum(int *restrict p, const int *restrict q, int n) { int s = 0; for (int i = 0; i < n; i++) { p[i] = q[i] + 1; s += p[i]; } return s; }
N static int *id(int *p, int unused) { return p; }
N static void put(int i, int v) { table[i] = v; }
N static int look(int i) { return table[i & 7] + zero[i & 7]; }
N static char *text(const char *s) { strcpy(buf, s); return buf; }
N static int strange(int n) { if (n > 3) { once = n; return strange(n - 4); } return once; }
N static int unused_result(int a) { put(a & 7, a); return a * 1000; }
N static void link_up(struct s *x) { node.n = x; x->n = &node; }
N static int count_down(unsigned n, int step, struct s by) { if (!n) return by.a + step; by.a += 2; return count_down(n - 1, step, by); }
N static int cmp(const void *a, const void *b) { flagged++; return *(const int *)a - *(const int *)b; }
int main(int argc, char **argv) {
  int a[4] = {4, 2, 3, 1}, b[4];
  printf("%d\n", sum(b, a, 4)); qsort(a, 4, sizeof *a, cmp); printf("%d %d %d\n", a[0], a[3], flagged > 2);
  *id(&a[1], argc * 77) = 50; printf("%d\n", a[1]);
  put(1, 5); int x = look(1); put(1, 6); x += look(1); printf("%d\n", x);
  char *t = text("abc"); buf[0] = 'X'; printf("%s %c\n", t, *t);
  x = strange(argc); printf("%d %d\n", x, strange(argc + 10));
  unused_result(argc); unused_result(2); printf("%d\n", look(2));
  link_up(&other); other.n->a = 9; node.n->b = 8; printf("%d %d\n", node.a, other.b);
  printf("%d\n", count_down(5, 3, node));
  where = &once; *where = 12; printf("%d\n", once);
  return 0;
}
