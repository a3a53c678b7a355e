/* The largest singular value of an infinite matrix, by the power method: integer division and sums of doubles. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static double element(int i, int j)
{
	return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

static void times(const double *from, double *to, int n)
{
	for (int i = 0; i < n; i++) {
		double sum = 0;
		for (int j = 0; j < n; j++)
			sum += element(i, j) * from[j];
		to[i] = sum;
	}
}

static void transposed_times(const double *from, double *to, int n)
{
	for (int i = 0; i < n; i++) {
		double sum = 0;
		for (int j = 0; j < n; j++)
			sum += element(j, i) * from[j];
		to[i] = sum;
	}
}

int main(void)
{
	int n = 2200;
	double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof *v), *middle = malloc(n * sizeof *middle);
	for (int i = 0; i < n; i++)
		u[i] = 1;
	for (int i = 0; i < 10; i++) {
		times(u, middle, n);
		transposed_times(middle, v, n);
		times(v, middle, n);
		transposed_times(middle, u, n);
	}
	double uv = 0, vv = 0;
	for (int i = 0; i < n; i++) {
		uv += u[i] * v[i];
		vv += v[i] * v[i];
	}
	printf("%.9f\n", sqrt(uv / vv));
	free(u);
	free(v);
	free(middle);
	return 0;
}
