/* Storage and linkage: static locals, tentative definitions, shadowing, extern in blocks, inline
 * kinds, _Thread_local. */
#include <stdio.h>

int tentative;
int tentative;
extern int tentative;
static int internal;
static int internal;
int later[];
extern int later[];
int sized = 3;
extern int sized;
int later[4] = {1, 2, 3, 4};
static int forward(int);
typedef int T;
static inline int inlined(int x)
{
    static int n;
    return n += x;
}
inline int plain_inline(int x) { return x + 1; }
extern inline int plain_inline(int x);
extern inline __attribute__((gnu_inline)) int gnu_only(int x) { return x + 2; }
int gnu_only(int x) { return x + 2; }
static __attribute__((always_inline)) inline int always(int x)
{
    static int calls;
    calls++;
    return calls * x;
}
static _Thread_local int tls = 7;
static __thread int tls_zero;
extern _Thread_local int tls_extern;
_Thread_local int tls_extern = 9;
static int counter(void)
{
    static int c = 5;
    static int *p = &c;
    (*p)++;
    return c;
}
static int *persist(int set)
{
    static int a[3] = {[1] = 1};
    if (set)
        a[0] = set;
    return a;
}
static int shadow(int x)
{
    int r = x;
    {
        int x = r + 1;
        r += x;
        {
            extern int sized;
            r += sized;
            {
                int sized = 100;
                r += sized;
            }
        }
    }
    for (int x = 0; x < 2; x++) {
        int x = 1000;
        r += x;
    }
    return r + x;
}
static int type_shadow(void)
{
    T T = 3;
    {
        typedef char T;
        T c = (T)300;
        return c + (int)sizeof(T);
    }
    return T;
}
static int tags(void)
{
    struct s {
        int a;
    } o = {1};
    {
        struct s;
        struct s {
            char b[9];
        } i = {"x"};
        o.a += sizeof i;
    }
    return o.a + (int)sizeof(struct s);
}
static int labels_and_members(void)
{
    struct a {
        int a;
    } a = {4};
    goto a;
a:
    return a.a;
}
static int enum_scope(void)
{
    enum { K = 1 };
    int r = K;
    {
        enum { K = 10 };
        r += K;
    }
    return r + K;
}
static int params(int n, int (*f)(int n), int a[n > 3 ? 2 : 1]) { return f(n) + a[0]; }
static int kr(a, b, c)
char a;
float b;
short *c;
{
    return a + (int)b + *c;
}
static int recursive_static(int n)
{
    static int depth, max;
    depth++;
    if (depth > max)
        max = depth;
    if (n)
        recursive_static(n - 1);
    depth--;
    return max * 10 + depth;
}
static const int table[] = {10, 20, 30};
const char text[] = "text";
static const char *const msgs[] = {text, text + 2, "lit"};
static int forward(int x) { return x * 2; }
extern int *unusual_declaration(void);
int *unusual_declaration(void)
{
    register int r = 4;
    auto int s = r;
    static int keep;
    keep = s;
    return &keep;
}
int const long unsigned static odd_order = 5;
long static int long odd2 = -1;
char unsigned odd3 = 255;
int typedef Odd;

int main(void)
{
    printf("%d %d %d %d\n", tentative, internal, later[3], sized);
    printf("%d %d %d %d\n", inlined(2), plain_inline(3), gnu_only(4), forward(5));
    printf("%d\n", inlined(3));
    int sum = 0;
    for (int i = 0; i < 3; i++)
        sum += always(2) + always(1);
    printf("%d\n", sum);
    tls++;
    tls_zero--;
    printf("%d %d %d\n", tls, tls_zero, tls_extern);
    printf("%d ", counter());
    printf("%d\n", counter());
    persist(9);
    printf("%d %d\n", persist(0)[0], persist(0)[1]);
    printf("%d %d %d %d %d\n", shadow(1), type_shadow(), tags(), labels_and_members(),
           enum_scope());
    short s = 300;
    printf("%d %d\n", params(4, forward, later), kr(5, 2.9f, &s));
    printf("%d\n", recursive_static(6));
    printf("%s %s %s %d %zu\n", msgs[0], msgs[1], msgs[2], table[1], sizeof text);
    printf("%d %lu %lld %d %zu\n", *unusual_declaration(), odd_order, odd2, odd3, sizeof(Odd));
    int a = 1;
    {
        int a = a = 5;
        printf("%d ", a);
    }
    printf("%d\n", a);
    return 0;
}
