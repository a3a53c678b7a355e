/* Bit counting, byte swapping, parity, and the hints: expect, constant_p, choose_expr,
 * types_compatible_p, unreachable. */
#include <stdio.h>
#include <string.h>

static volatile unsigned vu;
static volatile unsigned long vul;
static const unsigned u32[] = {1, 2, 3, 0x80000000, 0xffffffff, 0x00f0f000, 12345, 0x7fffffff};
static const unsigned long u64[] = {1,           0x8000000000000000, 0xffffffffffffffff,
                                    0x100000000, 0x0000ff0000000000, 987654321987654321};
enum {
    CLZ = __builtin_clz(1),
    CTZ = __builtin_ctzll(1ull << 40),
    POP = __builtin_popcountl(255),
    FFS = __builtin_ffs(0),
    PAR = __builtin_parity(7)
};
static const unsigned swapped = __builtin_bswap32(0x11223344);
static const unsigned long swapped64 = __builtin_bswap64(0x1122334455667788);
static unsigned short swapped16 = __builtin_bswap16(0x1122);
#define is_const(x) __builtin_constant_p(x)
#define pick(x) __builtin_choose_expr(__builtin_types_compatible_p(typeof(x), double), "double", 42)
#define abs_any(x)                                                                                 \
    __builtin_choose_expr(__builtin_types_compatible_p(typeof(x), long), labs_(x), iabs_(x))
#define is_array(a) (!__builtin_types_compatible_p(typeof(a), typeof(&(a)[0])))
static long labs_(long x) { return x < 0 ? -x + 1000 : x; }
static int iabs_(int x) { return x < 0 ? -x : x; }
static int classify(int x)
{
    if (__builtin_expect(x == 3, 0))
        return 30;
    if (__builtin_expect(!!(x > 10), 1))
        return 100;
    switch (__builtin_expect(x, 1)) {
    case 1:
        return 1;
    case 2:
        return 2;
    }
    return -1;
}
static int never(int x)
{
    switch (x & 1) {
    case 0:
        return 10;
    case 1:
        return 11;
    }
    __builtin_unreachable();
}
static inline __attribute__((always_inline)) int known(int n)
{
    return __builtin_constant_p(n) ? n * 2 : -1;
}
static unsigned rev(unsigned x)
{
    x = (x & 0x55555555) << 1 | (x >> 1 & 0x55555555);
    x = (x & 0x33333333) << 2 | (x >> 2 & 0x33333333);
    x = (x & 0x0f0f0f0f) << 4 | (x >> 4 & 0x0f0f0f0f);
    return __builtin_bswap32(x);
}
static int log2_(unsigned long x) { return 63 - __builtin_clzl(x); }
static int next_bit(unsigned long x, int from)
{
    x &= ~0ul << from;
    return x ? __builtin_ctzl(x) : 64;
}

int main(void)
{
    for (unsigned i = 0; i < sizeof u32 / sizeof *u32; i++) {
        unsigned v = vu = u32[i];
        printf("%d %d %d %d %d %d %x %x %x|", __builtin_clz(v), __builtin_ctz(v),
               __builtin_popcount(v), __builtin_parity(v), __builtin_ffs(v), __builtin_clrsb(v),
               __builtin_bswap32(v), __builtin_bswap16(v), rev(v));
    }
    puts("");
    for (unsigned i = 0; i < sizeof u64 / sizeof *u64; i++) {
        unsigned long v = vul = u64[i];
        printf("%d %d %d %d %d %d %lx %d %d|", __builtin_clzl(v), __builtin_ctzll(v),
               __builtin_popcountll(v), __builtin_parityl(v), __builtin_ffsl(v),
               __builtin_clrsbl(v), __builtin_bswap64(v), log2_(v), next_bit(v, 7));
    }
    puts("");
    printf("%d %d %d %d %d %x %lx %x\n", CLZ, CTZ, POP, FFS, PAR, swapped, swapped64, swapped16);
    printf("%d %d %d %d\n", __builtin_ffsll(0), __builtin_ffs(vu = 0), __builtin_clrsb(0),
           __builtin_clrsb(-1));
    printf("%d %d %d\n", is_const(5), is_const("str"), is_const(sizeof vu));
    printf("%s %d\n", pick(1.0), pick(1));
    printf("%d %ld\n", abs_any(-5), abs_any(-5l));
    int arr[3], *ptr = arr;
    printf("%d %d\n", is_array(arr), is_array(ptr));
    printf("%d %d %d %d %d\n", __builtin_types_compatible_p(int, const int),
           __builtin_types_compatible_p(int[], int[5]),
           __builtin_types_compatible_p(char *, const char *),
           __builtin_types_compatible_p(int, long),
           __builtin_types_compatible_p(typeof(main), int(void)));
    printf("%d %d %d %d %d\n", classify(1), classify(2), classify(3), classify(4), classify(11));
    printf("%d %d %d\n", never(4), never(5), known(21) != 0);
    printf("%d\n", (int)__builtin_offsetof(
                       struct {
                           char c;
                           struct {
                               int a[4];
                           } s[2];
                       },
                       s[1].a[2]));
    char buf[16] = "abcdefgh";
    char *p = buf;
    printf("%zu %zu\n", __builtin_object_size(buf + 4, 0), __builtin_object_size(&buf[16], 1));
    __builtin_memmove(p + 2, p, 5);
    printf("%s %zu %d\n", p, __builtin_strlen("const"), __builtin_strcmp("a", "b") < 0);
    __builtin_memset(buf, 'z', 3);
    printf("%s %d\n", buf, __builtin_memcmp(buf, "zzzb", 4) != 0);
    char *end = __builtin_mempcpy(buf, "xy", 2);
    *end = 0;
    printf("%s %td\n", buf, end - buf);
    printf("%d\n", __builtin_expect_with_probability(5, 5, 0.9) +
                       (__builtin_prefetch(buf), __builtin_prefetch(buf, 1, 3), 1));
    printf("%d %d\n", (int)(*(char *)__builtin_assume_aligned(buf, 1)),
           __builtin_return_address(0) != 0);
    printf("%d %ld %d\n", __builtin_abs(-4), __builtin_labs(-5l), __builtin_isdigit('5') != 0);
    return 0;
}
