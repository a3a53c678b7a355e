/* Names that nothing needs. */
typedef int number;
static int never_called(void) { return 1; }
static inline int inline_never_called(void) { return 1; }
static int recursive(int n) { return n ? recursive(n - 1) : 0; }
static int undefined(int);
static int object;
static const int constant = 3;
static int marked __attribute__((unused));
static volatile int changing;
static void from_cleanup(int *p) { (void)p; }
static void aliased(void) {}
void alias(void) __attribute__((alias("aliased")));
int keep(int, ...);
struct pair { int a, b; };
enum __attribute__((unused)) maybe { NO, YES };

int locals(int used, int unused, int stored, int ignored __attribute__((unused)))
{
    int nothing;
    int initialised = used;
    int set;
    int counted = 0;
    int added = 0;
    int array[3];
    int sized;
    int address;
    int cleaned __attribute__((cleanup(from_cleanup))) = 0;
    static int remembered;
    struct pair whole, part;
    enum maybe excused;
    typedef int local_type;
    typedef int used_type;
    used_type typed = 1;
    set = used;
    counted++;
    added += 2;
    array[0] = 1;
    stored = 2;
    remembered = 1;
    part.a = 3;
    whole.a = 4;
    keep(sizeof sized, &address, typed, (set = 2));
    return 1;
label:
    goto other;
other:
tolerated: __attribute__((unused));
    return 0;
}

int __attribute__((warn_unused_result)) important(void);

void values(int a, int b, int *p, volatile int *v)
{
    a == b;
    a;
    *p++;
    ++*p;
    a + b, keep(a);
    keep(a), b;
    (void)(a == b);
    a ? keep(1) : keep(2);
    a && keep(a);
    a && b;
    *v;
    ({ keep(a); a; });
    ({ a + 1; keep(a); });
    (int)a;
    important();
    (void)important();
    if (important()) keep(1);
    for (a = 0, b = 1; a < b; a++, b) keep(a);
}

static const int number_of_header = 1;
static int number_of_nobody = 1;
#include "unused.h"
static int wanted_by_header(int x) { return x + 1; }
static int unwanted(int x) { return x + 2; }
int (*pointer_to_wrapper)(int) = wrapper;

void stored_through_addresses(int parameter)
{
    struct { int a; } m, n, o[2], p[2];
    int a, b, c[2], d[2], e[2], f;
    *&a = 1;
    (*(&b)) = 2;
    *c = 3;
    d[1] = 4;
    *(&e[1]) = 5;
    (&f)[0] = 6;
    (&m)->a = 7;
    n.a = 8;
    o->a = 9;
    p[0].a = 10;
    *&parameter = 11;
}
