/* Attributes and pragmas of linkage, layout, start and end. */
#include <stdio.h>
#include <string.h>
void *memcpy2(void *, const void *, size_t) __attribute__((alias("mc")));
void *mc(void *a, const void *b, size_t n) { return memcpy(a, b, n); }
static int tgt(int x) { return x + 1; }
static int wr(int) __attribute__((weakref("tgt2")));
int tgt2(int x) { return x * 2; }
int weakf(void) __attribute__((weak));
int weakdef(void) __attribute__((weak));
int weakdef(void) { return 4; }
__attribute__((constructor(102))) static void c2(void) { puts("c2"); }
__attribute__((constructor(101))) static void c1(void) { puts("c1"); }
__attribute__((constructor)) static void c0(void) { puts("c0"); }
__attribute__((destructor(101))) static void d1(void) { puts("d1"); }
__attribute__((destructor(102))) static void d2(void) { puts("d2"); }
__attribute__((destructor)) static void d0(void) { puts("d0"); }
static void cl(int *p) { printf("cl %d\n", *p); }
typedef union {
    int *i;
    float *f;
    const void *v;
} U __attribute__((transparent_union));
static int tu(U u) { return *u.i; }
typedef int m8 __attribute__((mode(QI)));
typedef unsigned m64 __attribute__((mode(DI)));
typedef int mti __attribute__((mode(TI)));
typedef float mdf __attribute__((mode(DF)));
int mm __attribute__((mode(HI)));
struct __attribute__((packed, aligned(2))) PK {
    char c;
    int i;
};
int sec __attribute__((section(".mysec"))) = 5;
static int impl(int x) { return x + 100; }
static int (*res(void))(int) { return impl; }
int ifn(int) __attribute__((ifunc("res")));
__attribute__((optimize("O0"))) int oo(int x) { return x * 2; }
__attribute__((noinline, noclone, cold)) int co(void) { return 1; }
__attribute__((hot)) int ho(void) { return 1; }
__attribute__((copy(co))) int cpy(void) { return 2; }
__attribute__((malloc, alloc_size(1))) void *al(size_t);
__attribute__((access(read_only, 1))) int ac(const int *p);
int asmn(void) __asm__("real_name");
int asmn(void) { return 77; }
int rnm(void) asm("foo_bar");
int rnm(void) { return 6; }
#pragma redefine_extname oldn newn
int oldn(void);
int newn(void) { return 55; }
#pragma weak pw
int pw(void);
#pragma weak pw2 = pw2impl
int pw2(void);
int pw2impl(void) { return 44; }
#define X 1
#pragma push_macro("X")
#undef X
#define X 2
int x2 = X;
#pragma pop_macro("X")
int x1 = X;
#pragma pack(push, 1)
struct P1 {
    char c;
    int i;
};
#pragma pack(2)
struct P2 {
    char c;
    int i;
};
#pragma pack(pop)
struct P0 {
    char c;
    int i;
};
#pragma GCC push_options
#pragma GCC optimize("O0")
int po(void) { return 1; }
#pragma GCC pop_options
#pragma GCC visibility push(hidden)
int hid(void) { return 2; }
#pragma GCC visibility pop
#pragma STDC FP_CONTRACT OFF
struct di {
    int a, b;
} __attribute__((designated_init));
int main(void) {
    int x = 3;
    char b[4];
    memcpy2(b, "abc", 4);
    puts(b);
    printf("%d\n", wr(4));
    printf("%d %d\n", weakf != 0, weakdef());
    {
        int v __attribute__((cleanup(cl))) = 5;
        int w __attribute__((cleanup(cl))) = 6;
        v++;
    }
    printf("%d\n", tu(&x));
    printf("%zu %zu %zu %zu %zu\n", sizeof(m8), sizeof(m64), sizeof(mti), sizeof(mdf), sizeof mm);
    printf("%zu %zu\n", sizeof(struct PK), _Alignof(struct PK));
    printf("%d %d\n", sec, ifn(1));
    printf("%d %d %d\n", oo(3), asmn(), rnm());
    printf("%d %d %d\n", oldn(), pw == 0, pw2());
    printf("%d %d %zu %zu %zu\n", x1, x2, sizeof(struct P1), sizeof(struct P2), sizeof(struct P0));
    struct di d = {.a = 1};
    printf("%d %d\n", d.a, po() + hid());
    return 0;
}
