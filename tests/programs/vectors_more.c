/* GNU vectors: conditionals, shuffles, conversions, comparisons of floats, elements by variables, casts, initialisers. */
#include <stdio.h>
#include <string.h>
#define V(t, n) __attribute__((vector_size(sizeof(t) * (n)))) t
typedef V(signed char, 16) c16;
typedef V(unsigned char, 16) u16;
typedef V(short, 8) s8;
typedef V(unsigned, 4) u4;
typedef V(int, 4) i4;
typedef V(int, 8) i8;
typedef V(int, 2) i2;
typedef V(long, 2) l2;
typedef V(unsigned long, 2) ul2;
typedef V(long, 4) l4;
typedef V(float, 4) f4;
typedef V(double, 2) d2;
typedef V(double, 4) d4;
typedef V(double, 8) d8;
typedef V(int, 1) i1;
typedef V(__int128, 2) q2;
#define SHOW(...) do { __typeof__(__VA_ARGS__) show_ = (__VA_ARGS__); printf("%-12s", #__VA_ARGS__); \
    for (unsigned k = 0; k < sizeof show_ / sizeof show_[0]; k++) printf(" %g", (double)show_[k]); puts(""); } while (0)
typedef struct { char c; f4 v; i2 w; } holder;
static i4 global = {1, 2, 3}, table[3] = {{1, 2, 3, 4}, [2] = {9}};
static const f4 constant = {1, 2, 0, 8};
static i8 wide_global = {1, 2, 3, 4, 5, 6, 7, 8};
__attribute__((noinline)) static i4 pick(i4 a, i4 b, i4 mask) { return __builtin_shuffle(a, b, mask); }
__attribute__((noinline)) static u16 pick1(u16 a, u16 mask) { return __builtin_shuffle(a, mask); }
__attribute__((noinline)) static d4 add(d4 a, d4 b) { return a + b; }
__attribute__((noinline)) static i2 small(i2 a, i1 b) { return a * b[0]; }
__attribute__((noinline)) static d8 huge(d8 a, double x) { return a * x; }
__attribute__((noinline)) static holder held(holder h, int n) { h.v += (float)n; h.w[1] = n; return h; }
__attribute__((noinline)) static f4 sum(int n, ...)
{
    __builtin_va_list list;
    f4 total = {0};
    __builtin_va_start(list, n);
    while (n--) total += __builtin_va_arg(list, f4);
    __builtin_va_end(list);
    return total;
}
int main(void)
{
    i4 a = {1, -2, 3, 1 << 30}, b = {5, 6, -7, 8};
    f4 f = {1.5f, -2.5f, 3e6f, 0}, g = {1.5f, 2, -0.0f, 0.0f / 1};
    d2 d = {1e18, -3.75};
    volatile int two = 2, index = 1;
    SHOW(a == b); SHOW(a != (i4){1, 2, 3, 4}); SHOW(f < g); SHOW(f == g); SHOW(f != g);
    SHOW((u4)a > 5u); SHOW(a >= b); SHOW((a > 0) & (b > 0));
    SHOW(pick(a, b, (i4){0, 4, 7, 2})); SHOW(pick(a, b, (i4){-1, 9, 12, 3}));
    SHOW(pick1((u16){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, (u16){15, 14, 13, 200, 31}));
    SHOW(__builtin_shufflevector(a, b, 0, 4, 1, 5)); SHOW(__builtin_shufflevector(a, b, 7, 6, 5, 4, 3, 2, 1, 0));
    SHOW(__builtin_shufflevector(a, a, 2, 2)); SHOW(__builtin_convertvector(a, f4)); SHOW(__builtin_convertvector(f, i4));
    SHOW(__builtin_convertvector(d, l2)); SHOW(__builtin_convertvector(a, d4)); SHOW(__builtin_convertvector(a, l4));
    SHOW(__builtin_convertvector((l4){1, -2, 1l << 40, 7}, i4)); SHOW(__builtin_convertvector((u4){~0u, 1}, d4));
    SHOW((c16)a); SHOW((s8)a); SHOW((l2)(d2){1, 2}); SHOW((i2)0x100000002l);
    SHOW(a << two); SHOW(a >> (i4){1, 2, 0, 4}); SHOW((u4)a >> 3); SHOW(1 << (i4){0, 1, 2, 3}); SHOW(a * two);
    SHOW(2 * f); SHOW(f / 2); SHOW(-f); SHOW(+a); SHOW(a % 3); SHOW(7 % b); SHOW(a & 6); SHOW(~(u16)a); SHOW(d * 2 + 1);
    i4 c = a; c += 3; c <<= 1; c *= b; c ^= a; c++; --c; c[index] = 77; c[two]++; c[0] -= 4; SHOW(c);
    SHOW(((i4){1, 2, 3, 4})[index] + a); printf("%d %d\n", a[index], (a + b)[two]);
    i4 *p = &c; (*p)[3] = 5; int *q = (int *)p; q[1] = 6; SHOW(*p); f4 h = f; h++; SHOW(h);
    SHOW(global); SHOW(table[2]); SHOW(table[0]); SHOW(constant); SHOW(wide_global * 2); SHOW(table[index]);
    SHOW(add((d4){1, 2, 3, 4}, (d4){10, 20, 30, 40})); SHOW(small((i2){3, 4}, (i1){5}));
    SHOW(huge((d8){1, 2, 3, 4, 5, 6, 7, 8}, 0.5)); SHOW(sum(2, f, g));
    holder x = held((holder){'a', f, {1, 2}}, 3); SHOW(x.v); SHOW(x.w); printf("%d %zu\n", x.c, sizeof x);
    union { d2 d; ul2 u; unsigned char bytes[16]; } u = {.d = {1, -1}}; SHOW(u.u >> 60); printf("%d\n", u.bytes[7]);
    q2 w = {1, -5}; w = w * 3 + (w >> 1); printf("%lld %lld\n", (long long)w[0], (long long)w[1]);
    printf("%zu %zu %zu\n", sizeof(d8), sizeof(i1), __alignof__(i8));
    __typeof__(a) t = {4}; __auto_type r = t + a; SHOW(r); SHOW((1, a)); SHOW(two ? a : b);
    s8 s = {1, 2, 3, -4, 5, 6, 7, 8}; s = (s > 2) & s; SHOW(s); s[0] = 70000; SHOW(s); SHOW(s / (s8){1, 2, 3, 4, 5, 6, 7, 8});
    memcpy(&t, &b, sizeof t); SHOW(t); printf("%d\n", memcmp(&t, &b, sizeof t));
    _Static_assert(sizeof(a < b) == 16 && _Generic((f < g)[0], int: 1, default: 0), "");
    SHOW(d > 0); SHOW((c16){1, 2, 3} * 100); SHOW((u16){200, 100} + 100);
    return 0;
}
