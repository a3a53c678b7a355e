/* The Mandelbrot set as a bitmap's checksum: a loop of double arithmetic that ends by comparison. */
#include <stdio.h>

int main(void)
{
	int size = 1200, limit = 150;
	unsigned hash = 2166136261u;
	for (int y = 0; y < size; y++) {
		unsigned bits = 0;
		double ci = 2.0 * y / size - 1.0;
		for (int x = 0; x < size; x++) {
			double cr = 2.0 * x / size - 1.5, zr = 0, zi = 0, rr = 0, ii = 0;
			int i = 0;
			while (i < limit && rr + ii <= 4.0) {
				zi = 2.0 * zr * zi + ci;
				zr = rr - ii + cr;
				rr = zr * zr;
				ii = zi * zi;
				i++;
			}
			bits = bits << 1 | (i == limit);
			if (x % 8 == 7) {
				hash = (hash ^ (bits & 255)) * 16777619u;
				bits = 0;
			}
		}
		if (y % 400 == 399)
			printf("%d %08x\n", y, hash);
	}
	return 0;
}
