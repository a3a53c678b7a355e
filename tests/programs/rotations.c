/* Two shifts that are a rotation, and those that are not. */
#include <stdint.h>
#include <stdio.h>

static uint32_t right(uint32_t x, int n) { return x >> n | x << (32 - n); }
static uint64_t wide(uint64_t x, int n) { return x >> n | x << (64 - n); }
static uint64_t by_constant(uint64_t x) { return (x << 13) + (x >> 51); }
static uint32_t indirect(const uint32_t *p, int n) { return p[1] << n ^ p[1] >> (32 - n); }
static uint32_t masked(uint32_t x, unsigned n) { return x << n | x >> (-n & 31); }
static uint32_t masked_sum(uint32_t x, unsigned n) { return (x << n) + (x >> (-n & 31)); }
static uint16_t narrow(uint16_t x, int n) { return x >> n | x << (16 - n); }
static uint32_t not_all(uint32_t x) { return x << 3 | x >> 28; }
static uint32_t two_values(uint32_t x, uint32_t y) { return x << 3 | y >> 29; }
static int32_t with_sign(int32_t x) { return (int32_t)((uint32_t)x << 3) | x >> 29; }

static uint32_t written_between(uint32_t *p)
{
	uint32_t upper = *p << 4;
	*p += 0x10000001;
	return upper | *p >> 28;
}

static uint32_t counted(void)
{
	static uint32_t n;
	return n += 0x1234567;
}

int main(void)
{
	uint32_t a[2] = {1, 0x80000fedu};
	for (int n = 1; n < 32; n++)
		printf("%x %llx %x %x %x\n", right(0x12345678u, n), (unsigned long long)wide(0x123456789abcdef0u, n),
		       indirect(a, n), masked(0xf000000fu, n), masked_sum(0xf000000fu, n));
	printf("%x %x %llx\n", masked(77, 0), masked_sum(77, 0), (unsigned long long)by_constant(0xfedcba9876543210u));
	printf("%x %x %x %x\n", narrow(0x1234, 5), not_all(0x87654321u), two_values(0x87654321u, 0xffffffffu),
	       with_sign(-0x7edcba98));
	printf("%x\n", written_between(&a[1]));
	printf("%x\n", a[1]);
	printf("%x\n", counted() << 5 | counted() >> 27);
	volatile uint32_t v = 0x70000001;
	printf("%x\n", v << 5 | v >> 27);
	return 0;
}
