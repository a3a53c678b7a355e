/* Sums of products in loops within loops: of different numbers of rounds, with and without objects that overlap. */
#include <stdio.h>

#define MOST 41

static double a[MOST][MOST], b[MOST][MOST], c[MOST][MOST];
static float fa[MOST][MOST], fb[MOST][MOST], fc[MOST][MOST];
static double row[MOST * MOST];

static void fill(void)
{
	for (int i = 0; i < MOST; i++)
		for (int j = 0; j < MOST; j++) {
			a[i][j] = fa[i][j] = (i * 7 + j * 3) % 17 / 3.0;
			b[i][j] = fb[i][j] = (i * 5 + j * 11) % 13 / 7.0 - 0.5;
			c[i][j] = fc[i][j] = -1;
			row[i * MOST + j] = (i + j * 3) % 19 / 9.0;
		}
}

static void show(const char *name)
{
	double sum = 0, weighted = 0;
	for (int i = 0; i < MOST; i++)
		for (int j = 0; j < MOST; j++) {
			sum += a[i][j] - c[i][j] + fc[i][j];
			weighted += (i * 3 + j) * (c[i][j] + fc[i][j] - row[i * MOST + j]);
		}
	printf("%s %.17g %.17g\n", name, sum, weighted);
	fill();
}

__attribute__((noinline)) static void product(int n, int m)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j < m; j++) {
			double sum = 0;
			for (int k = 0; k < n; k++)
				sum += a[i][k] * b[k][j];
			c[i][j] = sum;
		}
}

__attribute__((noinline)) static void difference(int n, int m)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j < m; j++) {
			float sum = fb[i][j];
			int k = 0;
			while (k < n) {
				sum -= fa[i][k] * fb[k][j];
				k++;
			}
			if (sum > 0)
				fc[i][j] = sum;
			else
				fc[i][j] += 2;
		}
}

/* What one round stores the next ones read. */
__attribute__((noinline)) static void forward(int n, int m)
{
	for (int j = 1; j < m; j++) {
		double sum = 0;
		for (int k = 0; k < n; k++)
			sum += a[j - 1][k] * b[k][j];
		a[j][3] = sum / 100;
	}
}

__attribute__((noinline)) static void through_pointers(int n, const double *x, const double *y, double *z)
{
	for (int j = 0; j < n; j++) {
		double sum = 0;
		for (int k = 0; k < n; k++)
			sum += x[j * MOST + k] * y[k];
		z[j] = sum / 50;
	}
}

__attribute__((noinline)) static void apart(int n, const double *restrict x, const double *restrict y, double *restrict z)
{
	for (int j = 0; j < n; j++) {
		double sum = 0;
		for (int k = 0; k < n; k++)
			sum += x[j * MOST + k] * y[k];
		z[j] = sum;
	}
}

/* The inner loop's rounds depend on the outer loop's. */
__attribute__((noinline)) static void triangle(int n)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++) {
			double sum = 1;
			for (int k = 0; k < j; k++)
				sum += a[i][k] * b[k][j];
			c[i][j] = sum;
		}
}

__attribute__((noinline)) static double form(int n, const double *x)
{
	double total = 0;
	for (int i = 0; i < n; i++) {
		double sum = 0;
		for (int k = 0; k < n; k++)
			sum += a[i][k] * x[k];
		total += sum * x[i];
	}
	return total;
}

/* The store comes first. */
__attribute__((noinline)) static double early(int n)
{
	double total = 0;
	for (int j = 0; j < n; j++) {
		double sum = 0;
		c[0][j / 2] = j;
		for (int k = 0; k < n; k++)
			sum += a[j][k] * b[k][j];
		c[0][j / 3] += 1;
		total += sum;
	}
	return total;
}

__attribute__((noinline)) static int ends(int n, double limit)
{
	for (int j = 0; j < n; j++) {
		double sum = 0;
		for (int k = 0; k < n; k++)
			sum += a[j][k] * b[k][j];
		c[j][j] = sum;
		if (sum > limit)
			return j;
	}
	return -1;
}

int main(void)
{
	fill();
	for (int n = 0; n <= MOST; n += n < 6 ? 1 : 7) {
		product(n, n > 2 ? n - 2 : n);
		show("product");
		difference(n, n);
		show("difference");
		forward(n, n);
		show("forward");
		through_pointers(n, a[0], row, row + 1);
		show("through pointers");
		through_pointers(n, a[0], row, a[1]);
		show("through pointers");
		apart(n, a[0], row, c[0]);
		show("apart");
		triangle(n);
		show("triangle");
		printf("%.17g %.17g\n", form(n, row), early(n));
		show("early");
		printf("%d %d\n", ends(n, 5), ends(n, 1e9));
		show("ends");
	}
	return 0;
}
