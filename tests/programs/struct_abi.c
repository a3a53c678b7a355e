/* Structures by value in both directions, of every System V class (AMD64 psABI 3.2.3). */
#include <stdio.h>

#define NOINLINE __attribute__((noinline, noclone))
#define EACH(X)                                                                                    \
    X(C1, char a;)                                                                                 \
    X(C3, char a[3];) X(C5, char a[5];) X(S2, short a; char b;) X(I1, int a;) X(I2, int a, b;) X(  \
        I3, int a, b, c;) X(I5, int a[5];) X(L1, long a;) X(L2, long a, b;) X(L3, long a, b, c;)   \
        X(F1, float a;) X(F2, float a, b;) X(F3, float a, b, c;) X(F4, float a[4];) X(             \
            D1, double a;) X(D2, double a, b;) X(D3, double a, b, c;) X(DL, double a; long b;)     \
            X(LD_, long a; double b;) X(IF, int a; float b;) X(FI, float a; int b; float c;)       \
                X(FFI, float a, b; int c;) X(FD, float a; double b;) X(CD, char a; double b;) X(   \
                    PF, void *a; float b;                                                          \
                    char c;) X(LDB, long double a;)                                                \
                    X(LDC, long double a; int b;) X(C16, char a[16];) X(C17, char a[17];) X(       \
                        MIX, char a; short b;                                                      \
                        int c;                                                                     \
                        char d;) X(B1, unsigned a : 3; unsigned b : 29;                            \
                                   float c;) X(B2, long a : 40;                                    \
                                               int b : 3;) X(Q, __int128 a;)                       \
                        X(QI, int a; __int128 b;) X(                                               \
                            NEST, struct { float a; } a; struct {                                  \
                                struct {                                                           \
                                    float b;                                                       \
                                } b[1];                                                            \
                            } b;)                                                                  \
                            X(                                                                     \
                                UN,                                                                \
                                union {                                                            \
                                    int a;                                                         \
                                    float b;                                                       \
                                } a;                                                               \
                                union {                                                            \
                                    double d;                                                      \
                                    long l;                                                        \
                                } b;)                                                              \
                                X(                                                                 \
                                    UF,                                                            \
                                    union {                                                        \
                                        float a;                                                   \
                                        double b;                                                  \
                                    } a;                                                           \
                                    float c;)                                                      \
                                    X(                                                             \
                                        EMP, struct {} e; int a;) X(FC, _Complex float a;)         \
                                        X(DC, _Complex double a;) X(FLEX, int n; int tail[0];)
#define PACKED(X)                                                                                  \
    X(P1, char a; int b;)                                                                          \
    X(P2, char a; long b; char c;) X(P3, char a; double b;) X(P4, short a; float b; char c[3];)    \
        X(P5, float a; char b; float c;)

#define TYPE(n, ...)                                                                               \
    struct n {                                                                                     \
        __VA_ARGS__                                                                                \
    };
#define PTYPE(n, ...)                                                                              \
    struct __attribute__((packed)) n {                                                             \
        __VA_ARGS__                                                                                \
    };
EACH(TYPE)
PACKED(PTYPE)

static unsigned char seed = 1;
static void fill(void *p, unsigned long n)
{
    for (unsigned char *c = p; n--; c++)
        *c = (seed = seed * 5 + 3) & 0x3f;
}
static unsigned long hash(const void *p, unsigned long n)
{
    unsigned long h = 5381;
    for (const unsigned char *c = p; n--; c++)
        h = h * 33 + *c;
    return h;
}

/* Bytes that are padding are not carried: make every value from zeros, hash the copy field for
 * field by memory. */
#define FUNCTIONS(n, ...)                                                                          \
    static struct n make_##n;                                                                      \
    NOINLINE struct n ret_##n(void) { return make_##n; }                                           \
    NOINLINE int arg_##n(int i, struct n s, double d, struct n t, int j, struct n u, float f,      \
                         struct n v, struct n w, char c)                                           \
    {                                                                                              \
        int bad = i != 11 || d != 2.5 || j != 33 || f != 4.5f || c != 'c';                         \
        bad += same_##n(&s) + same_##n(&t) + same_##n(&u) + same_##n(&v) + same_##n(&w);           \
        w = s;                                                                                     \
        u = v;                                                                                     \
        *(char *)&s ^= 1;                                                                          \
        *(char *)&u ^= 1;                                                                          \
        return bad + same_##n(&t) + same_##n(&v) + same_##n(&w);                                   \
    }                                                                                              \
    NOINLINE struct n pass_##n(struct n a, struct n b, int which)                                  \
    {                                                                                              \
        if (which)                                                                                 \
            return a;                                                                              \
        return b;                                                                                  \
    }
#define SAME(n, ...)                                                                               \
    static struct n ref_##n;                                                                       \
    static int same_##n(struct n *p) { return hash_##n(p) != hash_##n(&ref_##n); }
#define HASH(n, ...) static unsigned long hash_##n(struct n *p);
EACH(HASH)
PACKED(HASH) EACH(SAME) PACKED(SAME) EACH(FUNCTIONS) PACKED(FUNCTIONS)

/* Where the type has no padding its bytes are the value; elsewhere the fields are. */
#define BYTES(n)                                                                                   \
    static unsigned long hash_##n(struct n *p) { return hash(p, sizeof *p); }                      \
    static void set_##n(struct n *p) { fill(p, sizeof *p); }
#define H(f) h = h * 31 + hash(&p->f, sizeof p->f)
#define FIELDS2(n)                                                                                 \
    static unsigned long hash_##n(struct n *p)                                                     \
    {                                                                                              \
        unsigned long h = 0;                                                                       \
        H(a);                                                                                      \
        H(b);                                                                                      \
        return h;                                                                                  \
    }                                                                                              \
    static void set_##n(struct n *p)                                                               \
    {                                                                                              \
        fill(&p->a, sizeof p->a);                                                                  \
        fill(&p->b, sizeof p->b);                                                                  \
    }
#define FIELDS3(n)                                                                                 \
    static unsigned long hash_##n(struct n *p)                                                     \
    {                                                                                              \
        unsigned long h = 0;                                                                       \
        H(a);                                                                                      \
        H(b);                                                                                      \
        H(c);                                                                                      \
        return h;                                                                                  \
    }                                                                                              \
    static void set_##n(struct n *p)                                                               \
    {                                                                                              \
        fill(&p->a, sizeof p->a);                                                                  \
        fill(&p->b, sizeof p->b);                                                                  \
        fill(&p->c, sizeof p->c);                                                                  \
    }
    BYTES(C1) BYTES(C3) BYTES(C5) FIELDS2(S2) BYTES(I1) BYTES(I2) BYTES(I3) BYTES(I5) BYTES(L1)
        BYTES(L2) BYTES(L3) BYTES(F1) BYTES(F2) BYTES(F3) BYTES(F4) BYTES(D1) BYTES(D2) BYTES(D3)
            BYTES(DL) BYTES(LD_) BYTES(IF) BYTES(FI) BYTES(FFI) FIELDS2(FD) FIELDS2(CD) FIELDS3(PF)
                BYTES(C16) BYTES(C17) BYTES(B1) BYTES(Q) FIELDS2(QI) BYTES(NEST) FIELDS2(UN)
                    BYTES(EMP) BYTES(FC) BYTES(DC) BYTES(FLEX) BYTES(P1) BYTES(P2) BYTES(P3)
                        BYTES(P4) BYTES(P5) static unsigned long hash_LDB(struct LDB *p)
{
    return hash(&p->a, 10);
}
static void set_LDB(struct LDB *p) { p->a = 1.0L / ++seed; }
static unsigned long hash_LDC(struct LDC *p) { return hash(&p->a, 10) * 3 + p->b; }
static void set_LDC(struct LDC *p)
{
    p->a = -3.0L / ++seed;
    p->b = seed * 1000;
}
static unsigned long hash_MIX(struct MIX *p)
{
    return ((p->a * 31ul + p->b) * 31 + p->c) * 31 + p->d;
}
static void set_MIX(struct MIX *p)
{
    p->a = ++seed;
    p->b = -seed * 20;
    p->c = seed * 77777;
    p->d = -seed;
}
static unsigned long hash_B2(struct B2 *p) { return p->a * 31ul + p->b; }
static void set_B2(struct B2 *p)
{
    p->a = -1l - seed * 1000000ul;
    p->b = -2;
}
static unsigned long hash_UF(struct UF *p) { return hash(&p->a.b, 8) * 3 + hash(&p->c, 4); }
static void set_UF(struct UF *p)
{
    p->a.b = ++seed / 7.0;
    p->c = seed;
}

#define TEST(n, ...)                                                                               \
    do {                                                                                           \
        set_##n(&ref_##n);                                                                         \
        make_##n = ref_##n;                                                                        \
        struct n r = ret_##n();                                                                    \
        int bad = same_##n(&r);                                                                    \
        bad += arg_##n(11, r, 2.5, r, 33, r, 4.5f, r, r, 'c');                                     \
        struct n other = {0};                                                                      \
        struct n got = pass_##n(r, other, 1), none = pass_##n(r, other, 0);                        \
        bad += same_##n(&got) + (hash_##n(&none) != hash_##n(&other));                             \
        struct n (*fp)(void) = ret_##n;                                                            \
        got = fp();                                                                                \
        bad += same_##n(&got);                                                                     \
        printf("%s %zu %zu %d\n", #n, sizeof(struct n), _Alignof(struct n), bad);                  \
    } while (0);

int main(void)
{
    EACH(TEST)
    PACKED(TEST)
    return 0;
}
