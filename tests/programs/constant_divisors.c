/* Quotients and remainders by constants, and differences of pointers. */
#include <stdio.h>
#include <limits.h>
struct s24 { long a, b, c; }; struct s7 { char c[7]; }; struct s12 { int a[3]; };
static int si[] = { 0, 1, -1, 2, -2, 3, 5, 7, -7, 8, -8, 9, 99, 100, 101, -100, 12345, -12345, 65535, 65536, 1 << 30, -(1 << 30), INT_MAX, INT_MAX - 1, INT_MIN, INT_MIN + 1, 715827882, 715827883, -715827883, 2147483640 };
static long sl[] = { 0, 1, -1, 7, -7, 8, -9, 1L << 40, -(1L << 40) - 1, LONG_MAX, LONG_MIN, LONG_MIN + 1 };
static unsigned long h = 1;
#define ONE(n, d) __attribute__((noinline)) static void by##n(void) { for (unsigned i = 0; i < sizeof si / sizeof *si; i++) { int x = si[i]; unsigned u = x; h = h * 31 + (unsigned)(x / d); h = h * 31 + (unsigned)(x % d); h = h * 31 + u / (unsigned)d; h = h * 31 + u % (unsigned)d; short y = x; unsigned char z = x; h = h * 31 + (unsigned)(y / d + y % d + z / d + z % d); } \
 for (unsigned i = 0; i < sizeof sl / sizeof *sl; i++) { long x = sl[i]; unsigned long u = x; h = h * 31 + (unsigned long)(x / d) + (unsigned long)(x % d) * 3 + u / (unsigned long)d + u % (unsigned long)d * 5; } printf("%d %lx\n", (int)d, h); }
ONE(0, 1)
ONE(1, 2)
ONE(2, 3)
ONE(3, 4)
ONE(4, 5)
ONE(5, 6)
ONE(6, 7)
ONE(7, 8)
ONE(8, 9)
ONE(9, 10)
ONE(10, 11)
ONE(11, 12)
ONE(12, 13)
ONE(13, 16)
ONE(14, 25)
ONE(15, 60)
ONE(16, 64)
ONE(17, 100)
ONE(18, 125)
ONE(19, 127)
ONE(20, 128)
ONE(21, 255)
ONE(22, 256)
ONE(23, 641)
ONE(24, 1000)
ONE(25, 1024)
ONE(26, 3600)
ONE(27, 10000)
ONE(28, 65535)
ONE(29, 65536)
ONE(30, 65537)
ONE(31, 86400)
ONE(32, 1000000)
ONE(33, 16777619)
ONE(34, 1000000007)
ONE(35, (1 << 30))
ONE(36, INT_MAX)
ONE(38, 715827883)
ONE(39, 1431655765)
ONE(40, -3)
ONE(41, -8)
ONE(42, -10)
ONE(43, INT_MIN)

int main(void)
{
	by0(); by1(); by2(); by3(); by4(); by5(); by6(); by7(); by8(); by9();
	by10(); by11(); by12(); by13(); by14(); by15(); by16(); by17(); by18(); by19();
	by20(); by21(); by22(); by23(); by24(); by25(); by26(); by27(); by28(); by29();
	by30(); by31(); by32(); by33(); by34(); by35(); by36(); by38(); by39();
	by40(); by41(); by42(); by43();
	struct s24 a[40]; struct s7 b[40]; struct s12 c[40];
	for (int i = 0; i < 40; i += 13)
		for (int j = 0; j < 40; j += 7)
			printf("%ld %ld %ld %ld\n", &a[i] - &a[j], &b[i] - &b[j], &c[i] - &c[j], (char *)&c[i] - (char *)&c[j]);
	return 0;
}
