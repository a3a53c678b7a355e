/* Objects modified and used between two sequence points, and addresses of what ends. */
struct s { int x, y; } *sp, sv;
int a[10], n, f(int), g(int, int); char *p, *q; volatile int v;
void t(int i, int j)
{
  i = i++;
  i = i + i++;
  a[i] = i++;
  a[i++] = i;
  i = a[i++];
  g(i++, i++);
  g(i++, i);
  g(i, i);
  i = (i++, i);
  i++ && i++;
  i = i ? i++ : j;
  i += i++;
  i = j = i;
  (i = 1) + (i = 2);
  sp->x = sp->x++;
  sv.x = sv.y++ + sv.y;
  *p = *p++;
  *p++ = *q++;
  *p++ = *p;
  p = p++ + 1;
  a[i] = a[i]++;
  a[i] = a[j]++;
  i = f(i++);
  f(i = i + 1);
  n = n++ + f(n);
  v = v++;
  if (i++ == i) j = 1;
  while (i++ < i--) ;
  for (i = 0; i < 10; i = i++) ;
  switch (i++ + i) { default: ; }
  int k = i++ + i++;
  int arr[2] = { i++, i++ };
  (void)arr; (void)k;
  i = ({ i++; i; });
  j = (i++, j++) + i;
  j = i++ + (j ? i : 2);
  j = i++ || i;
  a[a[i]] = i++;
  sv = (struct s){ i++, i };
  j = sizeof(i++) + i++;
  p[i++] = p[i];
  i = -i++;
  j = !i++ + i;
  *(p + i) = i++;
  a[i++]++;
  a[i++] += i;
  a[i] += i++;
  (i) = (i)++;
  i = (long) i++;
  f(i) + f(i++);
  j = i-- - --i;
}
int r(int i) { return i++ + i; }
int r2(int i) { return i = i + 1; }
int r3(int i) { return (i = 2) + i; }
struct t { int a[3], b; };
typedef struct t T;
int *f1(void) { int x = 0; return &x; }
int *f2(void) { int x[2]; return x; }
int *f3(void) { struct t x; return x.a; }
int *f4(struct t x) { return &x.b; }
int *f5(int n) { return (&n) + 1; }
char *f6(int n) { return (char *)&n; }
int *f7(void) { static int n; return &n; }
void *f8(void) { l: return &&l; }
struct t *f9(void) { return &(struct s){ {1}, 2 }; }
int *f10(struct t *p) { return p->a; }
int f11(void) { int a[3]; return a[0] = 1; }
int *f12(void) { int a[3]; return &a[2]; }
int *f13(int (*p)[4]) { return *p; }
unsigned long f14(void) { int x; return (unsigned long)&x; }
int *f15(int c) { int x; return c ? &x : 0; }
void mix(unsigned a, unsigned d) { a += d, d ^= a, d = d << 16 | d; }
void mix2(int *x) { x[4] ^= x[8], x[4] = x[4] << 12; }
void mix3(int *x) { x[1] ^= x[8], x[1] = 12, x[1] = 2; }
