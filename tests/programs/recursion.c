/* Functions that call themselves, at the end or not, with work left to do or none. */
#include <stdio.h>
static unsigned fact(unsigned n) { return n == 0 ? 1 : n * fact(n - 1); }
int gcd(int a, int b) { if (!b) return a; return gcd(b, a % b); }
struct l { struct l *n; int v; };
int len(struct l *p) { return p ? 1 + len(p->n) : 0; }
int fib(int n) { return n < 2 ? n : fib(n-1) + fib(n-2); }
void visit(struct l *p) { if (!p) return; printf("%d\n", p->v); visit(p->n); }
int sumto(int n, int *where) { int loc = n * 2; int *q = where ? where : &loc; if (n == 0) return *q; return sumto(n - 1, q) + *q; }
int ack(int m, int n) { if (!m) return n + 1; if (!n) return ack(m - 1, 1); return ack(m - 1, ack(m, n - 1)); }
int swap(int a, int b, int c) { if (c == 0) return a * 10 + b; return swap(b, a, c - 1); }
int mixed(int n) { if (n <= 0) return 3; if (n & 1) return 5 + mixed(n - 1); return 2 * mixed(n - 1); }
unsigned char narrow(unsigned char n) { return n ? n + narrow(n - 1) : 0; }
long bits(unsigned long x) { if (!x) return 0; return (x & 1) + bits(x >> 1); }
unsigned xors(unsigned n) { return n ? (n ^ (xors(n-1) ^ 7)) : 1; }
double dsum(int n) { return n ? n + dsum(n - 1) : 0; }
int local_array(int n, int acc) { int a[4] = { n, acc }; volatile int k = n & 3; a[k] += 1; if (!n) return a[0] + acc; return local_array(n - 1, a[k] + a[1]); }
int main(void) {
  struct l c = {0, 3}, b = {&c, 2}, a = {&b, 1};
  printf("%u %d %d %d %d\n", fact(10), gcd(48, 36), len(&a), fib(20), sumto(5, 0));
  visit(&a);
  printf("%d %d %d %d %d %ld %u %g %d\n", ack(2, 3), swap(1, 2, 7), mixed(9), narrow(200), mixed(0), bits(0xfff0ff), xors(9), dsum(10), local_array(9, 1));
  return 0;
}
