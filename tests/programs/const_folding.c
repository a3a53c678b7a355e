/* Constant expressions keep the signedness and the width of their types; folded and run-time values agree. */
#include <stdio.h>
#include <limits.h>
#include <stdint.h>

enum { A = 1u - 2 > 0, B = -1 >> 1, C = (unsigned char)-1, D = sizeof(char[3]) * 2, E_ = 'a' == 97 ? 10 : 20,
       F = -1L < 0u, G = (int)-1 < 0u, H = 7 - 0 * sizeof 1 };
_Static_assert(-1 > 0u, "unsigned comparison");
_Static_assert((-1 >> 1) == -1, "arithmetic shift");
_Static_assert(-7 / 2 == -3 && -7 % 2 == -1, "truncation");
_Static_assert((unsigned char)300 == 44, "narrowing");
_Static_assert(0x7fffffff + 1u == 0x80000000, "no overflow in unsigned");
_Static_assert((0 ? -1 : 1u) > 0 && (1 ? -1 : 1u) > 0, "the type of ?: is that of both arms");
_Static_assert(sizeof(1 ? (char)1 : (char)2) == sizeof(int), "promoted arms");
_Static_assert((int)3.99 == 3 && (int)-3.99 == -3, "floating to integer");
_Static_assert(1.0 / 3 * 3 == 1.0, "double arithmetic");
_Static_assert((float)0.1 != 0.1, "narrowed to float");
_Static_assert(!0.0 && !!-0.5, "floating truth");
_Static_assert(1 || 1 / 0, "short circuit");
_Static_assert((0 && 1 / 0) == 0, "short circuit");
_Static_assert((_Bool)0.1 == 1 && (_Bool)256 == 1, "bool");
_Static_assert(-9223372036854775807LL - 1 < 0, "min");
_Static_assert(18446744073709551615u == -1ull, "max");

static int folded[] = { -1 >> 31, 1 << 30, -8 / 3, -8 % 3, 8 % -3, (signed char)128, (short)65535, ~0, ~0u > 0, !5,
    -5 > 4u, 3 > 2 > 1, 1 ? 2 : 3, 5 & 3 | 8 ^ 1, 2 + 3 * 4 - 5, (char)'\x80' < 0, 'ab', L'a', sizeof "abc",
    (int)(1e9 + 0.5), 0x1p4, 010 + 0x10 + 0b10, -0x80000000 > 0, -2147483648 < 0, 07777777777 };
static unsigned long wide[] = { -1, -1u, -1l, ~0u, ~0ul, (unsigned)-1 << 1, 1ul << 63, 1u << 31, (int)(1u << 31),
    (unsigned long)(int)0x80000000, 0xffffffffu + 1, 0xffffffffu + 1ul, (unsigned short)-1 * 65535u,
    UINT_MAX * 2, UINT_MAX * 2ul, (uint8_t)~0, ~(uint8_t)0, -(uint16_t)1, (uint32_t)-(uint16_t)1, 5 - 6u, 5 - 6ul };
static double floating[] = { 1 / 2, 1 / 2., 1.0f / 3, (float)(1.0 / 3), 1e308 * 10 > 0 ? 1 : 0, -0.0, 0x1.8p1, .5e-3,
    16777217, (float)16777217, 9007199254740993, (double)0xffffffffffffffff, -1u, 1u - 2, 3.7f * 2, 5 % 3 };

static volatile int minus_one = -1, one = 1, zero, seven = 7;
static volatile unsigned two_u = 2;

int main(void)
{
    printf("%d %d %d %d %d %d %d %d\n", A, B, C, D, E_, F, G, H);
    for (unsigned i = 0; i < sizeof folded / sizeof *folded; i++) printf("%d ", folded[i]);
    puts("");
    for (unsigned i = 0; i < sizeof wide / sizeof *wide; i++) printf("%lx ", wide[i]);
    puts("");
    for (unsigned i = 0; i < sizeof floating / sizeof *floating; i++) printf("%.17g ", floating[i]);
    puts("");
    printf("%d %d\n", (-1 > two_u), (minus_one > 2u));
    printf("%d %d\n", -seven / 2, -7 / 2);
    printf("%u %u\n", -seven / two_u, -7 / 2u);
    printf("%ld %ld\n", (long)(minus_one + 1u), (long)(-1 + 1u));
    printf("%ld %ld\n", (long)(0u - one), (long)(0u - 1));
    printf("%lx %lx\n", (long)(minus_one * 1u), (unsigned long)(char)(minus_one));
    printf("%d %d\n", (char)(seven * 40), (char)(7 * 40));
    printf("%d\n", (zero ? minus_one : 1u) > 0);
    printf("%d %d\n", (one ? minus_one : two_u) > 0, (one ? minus_one : 2l) > 0);
    switch (minus_one) { case (int)4294967295u: puts("int -1"); break; default: puts("other"); }
    switch (two_u - 3) { case -1: puts("uint max"); break; default: puts("other"); }
    switch ((unsigned char)minus_one) { case 255: puts("255"); break; case -1: puts("-1"); }
    switch ((long)minus_one) { case -1: puts("long -1"); break; case 4294967295: puts("wide"); }
    printf("%d%d%d%d\n", INT_MIN < 0, INT_MIN == -INT_MAX - 1, LONG_MIN < INT_MIN, CHAR_MIN);
    return 0;
}
