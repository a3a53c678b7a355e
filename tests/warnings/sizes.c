/* sizeof of pointers and parameters, lengths for memset, packed members, cases out of range. */
#include <string.h>
#include <strings.h>
#include <stdio.h>
#include <stdlib.h>
struct s { char c; int i; int a[4]; } __attribute__((packed));
struct t { char c; int i __attribute__((packed)); short h; };
struct in { struct s s; int z; };
int tab[300]; char ch; signed char sc; unsigned char uc;
int sub(int *p) { const char cc = 3; return tab[ch] + p[ch] + ch[tab] + tab[sc] + tab[uc] + tab['a'] + tab[(int)ch] + tab[cc]; }
void mem(struct s *p, char *q, int *r, char buf[10], struct s **pp, int arr[3][4]) {
  struct s v; char b[20]; int ia[5]; long la[4][5];
  memset(p, 0, sizeof(p));
  memset(p, 0, sizeof p);
  memset(&v, 0, sizeof(&v));
  memset(p, 0, sizeof(struct s *));
  memset(q, 0, sizeof(q));
  memset(r, 0, sizeof(int *));
  memcpy(p, &v, sizeof p);
  memcpy(&v, p, sizeof p);
  memcpy(&v, p, sizeof (p));
  memmove(b, q, sizeof q);
  if (memcmp(p, &v, sizeof p)) return;
  if (memcmp(&v, p, sizeof p)) return;
  strncpy(b, q, sizeof q);
  strncpy(q, b, sizeof q);
  strncat(q, b, sizeof(q));
  if (strncmp(q, b, sizeof q)) return;
  snprintf(q, sizeof q, "%d", 1);
  free(strndup(q, sizeof q));
  bzero(p, sizeof p);
  memset(pp, 0, sizeof *pp);
  memset(pp, 0, sizeof p);
  memset(buf, 0, sizeof buf);
  memset(b, sizeof b, 0);
  memset(b, 10, 0);
  memset(b, 'a', 0);
  memset(b, (char)0, 0);
  memset(ia, 0, 5);
  memset(ia, 1, 20);
  memset(ia, 0, sizeof ia);
  memset(ia, 0, 5 * sizeof(int));
  memset(la, 0, 20);
  memset(&la[0], 0, 5);
  printf("%zu %zu %zu", sizeof buf, sizeof arr, sizeof(buf));
  printf("%zu %zu", sizeof(r) / sizeof(int), sizeof r / sizeof *r);
  printf("%zu %zu", sizeof(r) / sizeof(r[0]), sizeof ia / sizeof ia[0]);
  printf("%zu %zu %zu", sizeof(ia) / sizeof(short), sizeof la / sizeof (long), sizeof ia / (sizeof (short)));
  printf("%zu %zu", sizeof(b) / sizeof(short), sizeof buf / sizeof buf[0]);
  printf("%zu %zu", sizeof(la) / sizeof(la[0]), sizeof (int *) / sizeof (int));
}
const int const ci = 1; volatile volatile int vi; long const int const lci = 2;
typedef const int cint; const cint cc1 = 1;
int *const const cp = 0; _Noreturn _Noreturn void nr(void); inline inline static int in1(void) { return 1; }
int pk(struct s *p, struct t *t, struct in *n) { int *a = &p->i; int *b; b = &t->i; short *h = &t->h; int *c = p->a; int *d = &p->a[1];
  void *v = &p->i; char *e = &p->c; int *g = &n->s.i; int *z = &n->z; int *w = (int *)p; memcpy(v, &p->i, 4); in1();
  struct s loc; a = &loc.i; sub(&p->i); sub(p->a); void *q = p; int *pi = (int *)&p->i; if (a) return p->i;
  return *a + *b + *c + *d + *e + *g + *h + *z + *w + (q != 0) + *pi; }
int *ret(struct s *p) { return &p->i; }
int sw(unsigned char u, char s, short h, _Bool b, unsigned x) {
  switch (u) { case 256: return 1; case -1: return 2; case 5: return 3; case 257 ... 260: return 4; case -5 ... -2: return 6; }
  switch (s) { case 128: return 1; case -129: return 2; }
  switch (h) { case 70000: return 1; case 70001 ... 70005: return 3; }
  switch (x) { case -1: return 1; }
  switch ((int)u) { case 256: return 1; }
  switch (b) { case 0: return 4; }
  return 0; }
#define TWO foo1(); foo2()
#define ONE do { foo1(); foo2(); } while (0)
#define INC x++; y++
void foo1(void), foo2(void);
