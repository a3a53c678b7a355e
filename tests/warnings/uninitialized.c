/* Reads that some ways reach without a store. */
int f(int), h(void); void use(int); void stop(void) __attribute__((noreturn));
int a1(int c) { int x; if (c) x = 1; return x; }
int a2(int c) { int x; if (c) x = 1; if (c) return x; return 0; }
int a3(int c) { int x; switch (c) { case 1: x = 2; break; case 2: x = 3; break; } return x; }
int a4(int c) { int x; switch (c) { case 1: x = 2; break; default: x = 3; break; } return x; }
int a5(int n) { int x; for (int i = 0; i < n; i++) x = f(i); return x; }
int a6(void) { int x; for (int i = 0; i < 10; i++) x = f(i); return x; }
int a7(int c) { int x, ok = 0; if (c) { x = f(c); ok = 1; } if (ok) return x; return 0; }
int a8(int c, int d) { int x; if (c) x = 1; if (d) return x; return 0; }
int a9(int c) { int x; if (c > 0) x = 1; if (c > 5) return x; return 0; }
int b1(int c) { int x; if (c > 5) x = 1; if (c > 0) return x; return 0; }
int b2(int c) { int x; do { use(x); x = c; } while (c--); return 0; }
int b3(int c) { int x; if (c) use(x); return 0; }
int b4(int *p) { int x; if (p) x = *p; if (!p) return 0; return x; }
int b5(int c) { int x; if (c) x = 1; else stop(); return x; }
int b6(int c) { int x; int r = f(c); if (r == 0) x = 1; if (r != 0) return r; return x; }
int b7(int c) { int x; if (c && (x = f(c))) return x; return 0; }
int b9(int c) { int x; if (c == 1) x = 1; else if (c == 2) x = 2; else if (c == 3) x = 3; use(x); return x; }
int c1(int c) { int x; while (h()) { x = 1; break; } return x; }
int c2(int c) { int x; while (1) { if (h()) { x = 1; break; } if (h()) { x = 2; break; } } return x; }
int c3(int c) { int x; if (c) goto out; x = 1; out: return x; }
int c4(int c) { int x; if (!c) goto out; x = 1; return x; out: return 0; }
int c5(unsigned c) { int x; switch (c & 1) { case 0: x = 2; break; case 1: x = 3; break; } return x; }
enum e { A, B }; int c6(enum e e) { int x; switch (e) { case A: x = 1; break; case B: x = 2; break; } return x; }
int c7(int c) { int x; int y = c ? (x = 1) : 0; return y ? x : 0; }
int c8(int c) { int x = x; return x; }
int c9(int c) { int x, y; if (c) x = y = 1; return x + y; }
double d1(int c) { double x; if (c) x = 1; return x; }
void *d2(int c) { void *p; if (c) p = 0; return p; }
int d3(int n, int *a) { int m; for (int i = 0; i < n; i++) if (i == 0 || a[i] > m) m = a[i]; return n ? m : 0; }
int d4(int n, int *a) { int first = 1, m; for (int i = 0; i < n; i++) { if (first) { m = a[i]; first = 0; } else if (a[i] > m) m = a[i]; } if (first) return 0; return m; }
int d5(int c) { int x; if (f(1)) x = 1; if (f(1)) return x; return 0; }
int d6(int c) { int x; int err = f(c); if (err) goto fail; x = f(2); if (x) err = 1; fail: if (err) return err; return x; }
static int get(int c, int *p) { if (c) { *p = 1; return 0; } return -1; }
int d7(int c) { int x; if (get(c, &x)) return -1; return x; }
int d8(int c) { int x; get(c, &x); return x; }
int d9(int c, int d) { int x; if (c != 512) x = d; if (c & 1) return x; return 0; }
