/* Declarators of every shape, typedef chains, qualifiers in odd places, attributes in odd places,
 * K&R leftovers. */
#include <stdio.h>

static int v1 = 1, *v2 = &v1, **v3 = &v2, v4[3] = {4, 5, 6}, (*v5)[3] = &v4, *v6[2] = {&v1, v4},
           (*v7(int))(int), (*(*v8)(int))(int), *(*v9(void))[3], (*v10[2])(void), v11(void), (v12),
           ((v13)) = 13;
static const int *const volatile *const v14 = (const int *const volatile *)&v2;
typedef int I, *PI, AI[3], FI(int), (*PF)(int), *(*PPA)[2];
typedef const I CI;
typedef PI const CPI;
typedef AI *PAI;
static AI ai = {7, 8, 9};
static PAI pai = &ai;
static FI fi;
static PF pf = fi;
static const AI cai = {1, 2};
static int fi(I x) { return x + 1; }
static I (*v7(int k))(I) { return k ? fi : 0; }
static int (*pick(int k))(int) { return k ? fi : pf; }
static int (*(*v8)(int))(int) = pick;
static int *row[3] = {&v1, v4 + 2, 0};
static int *(*v9(void))[3] { return &row; }
static int v11(void) { return 11; }
static int (*v10[2])(void) = {v11, &v11};
static unsigned a1;
static unsigned const long int a2 = -1;
int long static a3 = 3;
static long long unsigned a4;
static short a5 = -5;
static signed a6 = -6;
static signed char a7 = -7;
long double static a8 = 8;
static char signed a9 = -9;
static _Bool const a10 = 10;
__extension__ static long long a11 = 11;
static __signed__ int a12 = -12;
static __const__ int a13 = 13;
static __volatile__ int a14 = 14;
static __inline__ int a15(void) { return 15; }
static int __attribute__((unused)) a16 = 16, __attribute__((aligned(16))) a17 = 17;
static __typeof__(a17) a18 = 18;
static int a19 __attribute__((unused, section(".data.x"))) = 19;
static __attribute__((noinline)) int a20(int x __attribute__((unused)), int);
static int a20(int x, int y) { return y; }
static int a21(void) __attribute__((noinline, pure));
static int a21(void) { return 21; }
struct __attribute__((packed)) a22 {
    char c;
    int i;
} static a22 = {1, 22};
static struct {
    int x;
} __attribute__((aligned(8))) a23 = {23}, *a24 = &a23;
static enum { E1 = 25 } a25 = E1;
static int a26[] =
    {
        [0 ... 2] = 26,
},
           a27[sizeof a26 / sizeof *a26];
static int a28(int a[static const restrict 2], int[], int (*)(int), int f(int))
{
    return a[1] + f(1);
};
static int(a29) = 29;
static int a30(void), a31 = 31;
static int a30() { return 30; }
static char *(*(**a32[2][3])(void))[4];
static int (*a33(int a, int (*b)(int), int c[2]))[3] { return &v4 + (a - a) + b(c[0]) * 0; }
static void (*a34(int sig, void (*handler)(int)))(int) { return sig ? handler : 0; }
static struct S {
    struct S *next;
    int (*op)(struct S *, int);
    struct {
        int deep;
    } in[2];
    int : 0;
    unsigned b : 3, : 2, c : 4;
} s0;
static int op(struct S *s, int x) { return s->in[1].deep + x; }
extern int ext;
int ext = 5;
extern int ext;
static int fwd();
static int fwd(int x) { return x; }
typedef struct T T;
struct T {
    T *t;
    int v;
};
static T tt = {&tt, 9};
typedef int unusual __attribute__((aligned(32)));
static unusual un;
typedef int (*Callback)(T *, void *);
static int cb(T *t, void *p) { return t->v + *(int *)p; }
static Callback cbs[] = {cb, 0};
_Static_assert(_Alignof(unusual) == 32, "");
static auto_like;
static auto_like = 6;

int main(void)
{
    printf("%d %d %d %d %d %d %d\n", **v3, (*v5)[1], *v6[1], v7(1)(5), v8(0)(6), *(*v9())[1],
           v10[1]());
    printf("%d %d %d %d %d\n", v12, v13, **v14, (*pai)[2], cai[1]);
    printf("%u %lu %d %llu %d %d %d %Lg %d %d\n", a1, a2, (int)a3, a4, a5, a6, a7, a8, a9, a10);
    printf("%d %d %d %d %d %d %d %d %d %d %d\n", (int)a11, a12, a13, a14, a15(), a16, a17, a18, a19,
           a20(1, 20), a21());
    printf("%d %d %d %d %d %zu %d\n", a22.i, a23.x, a24->x, a25, a26[2], sizeof a27,
           a28(v4, 0, 0, fi));
    printf("%d %d %d %zu %d %d\n", a29, a30(), a31, sizeof a32, (*a33(0, fi, v4))[2],
           a34(0, 0) == 0);
    s0.op = op;
    s0.in[1].deep = 30;
    s0.next = &s0;
    s0.c = 9;
    printf("%d %u\n", s0.next->op(&s0, 4), s0.c);
    printf("%d %d %d %d %d\n", ext, fwd(7), tt.t->t->v, cbs[0](&tt, &v1), un + auto_like);
    int I = 3;
    {
        int PI = I * 2;
        I += PI;
    }
    printf("%d\n", I);
    CPI cp = &I;
    CI ci = 4;
    PPA ppa = &v6;
    typeof(int *(*)[2]) same = ppa;
    printf("%d %d %d\n", *cp, ci, *(*same)[0]);
    int const *pc = &ci, x = 5, *const cpx = &x;
    printf("%d %d %d\n", *pc, x, *cpx);
    for (register int i = 0, *p = v4; i < 3; i++, p++)
        printf("%d ", *p);
    struct {
        int a;
    } local[2] = {{1}, {2}}, *lp = local;
    printf("%d\n", lp[1].a);
    extern int v11_not(void) __asm__("puts");
    (void)sizeof(v11_not);
    int f1(int), f2 = 3;
    (void)f2;
    enum { Z = sizeof(int(*)[3]), Y = sizeof(int[3]) };
    printf("%d %d\n", Z, Y);
    return 0;
}
