/* Products of matrices of doubles, of floats and of integers, as loops over arrays of arrays. */
#include <stdio.h>

#define N 300

static double a[N][N], b[N][N], c[N][N];
static float fa[N][N], fb[N][N], fc[N][N];
static int ia[N][N], ib[N][N], ic[N][N];

static void doubles(void)
{
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++) {
			double sum = 0;
			for (int k = 0; k < N; k++)
				sum += a[i][k] * b[k][j];
			c[i][j] = sum;
		}
}

static void floats(void)
{
	for (int i = 0; i < N; i++)
		for (int k = 0; k < N; k++) {
			float factor = fa[i][k];
			for (int j = 0; j < N; j++)
				fc[i][j] += factor * fb[k][j];
		}
}

static void integers(void)
{
	for (int i = 0; i < N; i++)
		for (int k = 0; k < N; k++)
			for (int j = 0; j < N; j++)
				ic[i][j] += ia[i][k] * ib[k][j];
}

int main(void)
{
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++) {
			a[i][j] = fa[i][j] = ia[i][j] = (i * 7 + j * 3) % 17 - 8;
			b[i][j] = fb[i][j] = ib[i][j] = (i * 5 + j * 11) % 13 - 6;
		}
	for (int round = 0; round < 16; round++) {
		doubles();
		floats();
		integers();
	}
	double sum = 0, fsum = 0;
	long isum = 0;
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++) {
			sum += c[i][j] * ((i + j) % 5);
			fsum += fc[i][j] * ((i + j) % 5);
			isum += (long)ic[i][j] * ((i + j) % 5);
		}
	printf("%.3f %.3f %ld\n", sum, fsum, isum);
	return 0;
}
