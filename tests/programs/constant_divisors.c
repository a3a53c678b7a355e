/* Quotients and remainders by constants, and differences of pointers. */
#include <stdio.h>
#include <limits.h>
struct s24 { long a, b, c; }; struct s7 { char c[7]; }; struct s12 { int a[3]; };
static int si[] = { 0, 1, -1, 2, -2, 3, 5, 7, -7, 8, -8, 9, 99, 100, 101, -100, 12345, -12345, 65535, 65536, 1 << 30, -(1 << 30), INT_MAX, INT_MAX - 1, INT_MIN, INT_MIN + 1, 715827882, 715827883, -715827883, 2147483640 };
static long sl[] = { 0, 1, -1, 7, -7, 8, -9, 1L << 40, -(1L << 40) - 1, LONG_MAX, LONG_MIN, LONG_MIN + 1 };
#define ONE(d) for (unsigned i = 0; i < sizeof si / sizeof *si; i++) { int x = si[i]; unsigned u = x; h = h * 31 + (unsigned)(x / d); h = h * 31 + (unsigned)(x % d); h = h * 31 + u / (unsigned)d; h = h * 31 + u % (unsigned)d; short y = x; unsigned char z = x; h = h * 31 + (unsigned)(y / d + y % d + z / d + z % d); } \
 for (unsigned i = 0; i < sizeof sl / sizeof *sl; i++) { long x = sl[i]; unsigned long u = x; h = h * 31 + (unsigned long)(x / d) + (unsigned long)(x % d) * 3 + u / (unsigned long)d + u % (unsigned long)d * 5; } printf("%d %lx\n", (int)d, h);
int main(void)
{
	unsigned long h = 1;
	ONE(1) ONE(2) ONE(3) ONE(4) ONE(5) ONE(6) ONE(7) ONE(8) ONE(9) ONE(10) ONE(11) ONE(12) ONE(13) ONE(16) ONE(25) ONE(60) ONE(64) ONE(100) ONE(125) ONE(127) ONE(128) ONE(255) ONE(256) ONE(641) ONE(1000) ONE(1024)
	ONE(3600) ONE(10000) ONE(65535) ONE(65536) ONE(65537) ONE(86400) ONE(1000000) ONE(16777619) ONE(1000000007) ONE((1 << 30)) ONE(INT_MAX) ONE((INT_MAX - 1)) ONE(715827883) ONE(1431655765)
	ONE(-3) ONE(-8) ONE(-10) ONE(INT_MIN)
	struct s24 a[40]; struct s7 b[40]; struct s12 c[40];
	for (int i = 0; i < 40; i += 13)
		for (int j = 0; j < 40; j += 7)
			printf("%ld %ld %ld %ld\n", &a[i] - &a[j], &b[i] - &b[j], &c[i] - &c[j], (char *)&c[i] - (char *)&c[j]);
	return 0;
}
