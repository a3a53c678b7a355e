/* Declarations that are missing, old, or hide others. */
int global;
int called(void);
int old();
int without_prototype(int a) { return a; }
int old(int a) { return a; }
int with_prototype(int);
int with_prototype(int a) { return a; }
static int internal(void) { return 1; }
int kr(a) int a; { return a; }
int (*pointer)();

int hides(int parameter)
{
    int local = internal();
    {
        int local = 1;
        int parameter = local;
        long global = parameter;
        char called = global;
        local = called;
    }
    for (int local = 0; local < 3; local++)
        parameter += local;
    return local + parameter;
}

int main() { return hides(global); }

/* Types that only a prototype sees, inline functions without a body, arguments that do not suit. */
void takes(char *p); void gives(const char *q) { takes(q); }
inline int inl1(void);
extern inline int inl2(void);
inline int inl3(void); int inl3(void) { return 0; }
static inline int inl4(void);
inline int inl5(void) __attribute__((gnu_inline));
void e1(enum { E1 } e);
void e2(enum t { E2 } e);
int cc(const volatile int *p, int *q) { int *r = p; r = p; return p == q; }
int *ret(const int *p) { return p; }
int proto(int, char *, struct k { int a; } *); int calls(long *l, void (*fp)(int *)) { fp(l); return proto(l, 3, 0) + (int)sizeof(struct kk *(*)(struct kk *)); }
struct known { struct inner *p; }; void uses(struct inner *q); void uses2(struct known *k, union nk *u);
typedef int (*cb)(struct unknown_tag *x);
void enumuse(enum nope *e);
void e3(struct t3 *p); void e4(struct { int a; } *p); void e5(union u5 { int b; } p) { } void e6(struct t6 *p) { struct t6 *q = p; (void)q; }
