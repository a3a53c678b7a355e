/* What calls may read, write, keep, return: loads and calls around them that must stay, and some that need not. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define NOINLINE __attribute__((noinline))

struct pair { int *p; int v; };
static int counter, other;
static int *kept;
static void (*hook)(void);
static jmp_buf back;

NOINLINE static struct pair make(int *p, int v) { struct pair r = { p, v }; return r; }
NOINLINE static int get(const int *p) { return *p; }
NOINLINE static void set(int *p, int v) { *p = v; }
NOINLINE static void bump(void) { counter++; }
NOINLINE static void through(struct pair *q) { *q->p += 5; }
NOINLINE static void keep(int *p) { kept = p; }
NOINLINE static void use_kept(void) { if (kept) *kept += 7; }
NOINLINE static int sum(struct pair by_value) { return by_value.v + *by_value.p; }
NOINLINE static int *pick(int *a, int *b, int c) { return c ? a : b; }
NOINLINE static int even(int n);
NOINLINE static int odd(int n) { return n == 0 ? 0 : even(n - 1); }
NOINLINE static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
NOINLINE static void deep(int *p, int n) { if (n) { deep(p, n - 1); deep(p, n - 1); } else ++*p; }
NOINLINE static void leave(int v) { longjmp(back, v); }
NOINLINE static void quit_or(int v) { if (v > 100) exit(v); other = v; }
NOINLINE static int *fresh(int v) { int *p = malloc(sizeof *p); if (p) *p = v; return p; }
NOINLINE static int *not_fresh(int v) { int *p = malloc(sizeof *p); if (p) *p = v; kept = p; return p; }
NOINLINE static size_t length(const char *s) { const char *e = s; while (*e) e++; return e - s; }
NOINLINE static void call_hook(void) { if (hook) hook(); }
NOINLINE static int square(int x) { return x * x; }
NOINLINE static volatile int *port(void) { static volatile int v; return &v; }
NOINLINE static void fill(int *a, int n) { for (int i = 0; i < n; i++) a[i] = i * counter; }
NOINLINE static int total(const int *a, int n) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }
static void hooked(void) { counter += 100; other -= 3; }

int main(void)
{
    int x = 1, y = 2, a[6];
    struct pair s = make(&x, 3);
    *s.p = 10;
    printf("%d %d\n", x, get(&x));
    through(&s);
    printf("%d %d\n", x, sum(s));
    set(&x, 4); int g = get(&x); bump(); g += get(&x); set(&x, 5); g += get(&x);
    printf("%d %d\n", g, counter);
    keep(&y); y = 9; use_kept(); printf("%d\n", y);
    *pick(&x, &y, counter) = 77; printf("%d %d\n", x, y);
    printf("%d %d\n", even(10), odd(7));
    int d = 0; deep(&d, 5); printf("%d\n", d);
    volatile int seen = 0;
    int r = setjmp(back);
    if (r == 0) { seen = 1; leave(6); puts("not here"); }
    printf("%d %d\n", r, seen);
    quit_or(50); printf("%d\n", other);
    int *f = fresh(8), *n = not_fresh(9);
    if (!f || !n) return 1;
    use_kept(); *f += 1; printf("%d %d\n", *f, *n);
    char text[] = "hello"; size_t l = length(text); text[3] = 0; l = l * 10 + length(text); printf("%zu\n", l);
    counter = 3; int c = counter; call_hook(); c += counter; hook = hooked; call_hook(); c += counter;
    printf("%d %d %d\n", c, counter, other);
    int q = 0; for (int i = 0; i < 5; i++) q += square(x) + get(&y); printf("%d\n", q);
    *port() = 4; *port() += 3; printf("%d\n", *port());
    fill(a, 6); int t = total(a, 6); counter = 2; t += total(a, 6); fill(a, 6); t += total(a, 6); printf("%d\n", t);
    free(f); free(n);
    return 0;
}
