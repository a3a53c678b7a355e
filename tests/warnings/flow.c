/* Where control goes, and what it finds there. */
void stop(void) __attribute__((noreturn));
void f(void);
int g(int);
void ignore(int *);
enum color { RED, GREEN, BLUE };

int falls(int x, int a, int b)
{
    switch (x) {
    case 1: if (a && b) { f(); return 1; }
    case 2: if (a) return 1;
    case 3: f(); if (a) f();
    case 4: if (a && b) f(); else return 2;
    case 5: if (a && b) return 2; else f();
    case 6: { int q = a; f(); if (q) return 3; }
    case 7: for (;;) { if (a) break; }
    case 8: while (a) f();
    case 9: do f(); while (a);
    case 10: a = b;
    case 11: { a = 1; }
    case 12: a++; ;
    case 13: switch (a) { case 1: return 2; default: break; }
    case 14: (void)0;
    case 15: ;
    case 16: a = 3; /* fall through */
    case 17: a = 3; // FALLTHROUGH
    case 18: a = 3; /* and so to the next */
    case 19: a = 3; __attribute__((fallthrough));
    case 20: a = 3;
    case 21: break;
    case 22: stop();
    case 23: a = 3;
    default: return a;
    }
    return 0;
}

int colors(enum color c)
{
    switch (c) { case RED: return 1; case GREEN: return 2; }
    switch (c) { case RED: return 1; default: break; }
    switch (c) { case RED: case GREEN: case BLUE: return 1; case 7: return 2; }
    switch (c == RED) { case 0: return 3; }
    switch (c) { int n = 3; case RED: case GREEN ... BLUE: return 4; }
}

int no_value(int a) { if (a) return 1; }
int both(int a) { if (a) return 1; else return 2; }
int loops(int a) { for (;;) if (g(a)) return 1; }
int leaves(int a) { for (;;) if (g(a)) break; }
int stops(int a) { if (a) return 1; stop(); }
int all_cases(int a) { switch (a) { case 1: return 2; default: return 3; } }
int some_cases(int a) { switch (a) { case 1: return 2; case 2: return 3; } }
int jumps(int a) { again: if (g(a)) goto again; return 1; }
int nothing(void) {}
int assembly(void) { __asm__(""); }

int plain(void) { int x; return x; }
int later(int a) { int x; if (a) x = 1; else x = 2; return x; }
int itself(void) { int x = x; return x; }
int taken(void) { int x; g((int)(long)&x); return x; }
int added(void) { int x; x += 3; return x; }
int looped(int n) { int x; while (n--) x = n; return n; }

/* -Wuninitialized: what a store precedes in the source, yet not on the way that control takes */
void uninit_use(int);
int uninit_goto(int c) { int x; goto use; set: x = 1; return x; use: uninit_use(x); goto set; }
int uninit_order(int c) { int x; for (; c; c--) uninit_use(c); x = 1; return x; }
int uninit_dead(int c) { int x; if (0) x = 1; return x; }
int uninit_add(int c) { int x; x += c; return x; }
void deliberate(int c) { switch (c) {
  case 1: { int n; n = g(1); g(n); __attribute__((fallthrough)); }
  case 2: { int n; ignore(&n); __attribute__((fallthrough)); }
  case 3: { { int n; ignore(&n); __attribute__((fallthrough)); } }
  case 4: { int n[c]; ignore(n); __attribute__((fallthrough)); }
  case 5: { int n __attribute__((cleanup(ignore))); __attribute__((fallthrough)); }
  case 7: if (c) { int n; ignore(&n); __attribute__((fallthrough)); }
  case 8: { int n; ignore(&n); __attribute__((fallthrough)); g(3); }
  default: ; } }
#define STEPS(x) \
    case 1: \
        flow_step(x); \
        /* fall through */ \
    case 2: \
        flow_step(x + 1);
void flow_step(int);
void macro_made(int x) { switch (x) { STEPS(x) } }
