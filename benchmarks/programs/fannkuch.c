/* Pancake flips over all permutations of ten numbers: short integer arrays, data-dependent loops. */
#include <stdio.h>

#define N 10

int main(void)
{
	int permutation[N], work[N], count[N];
	int most = 0, checksum = 0, number = 0, r = N;
	for (int i = 0; i < N; i++)
		permutation[i] = i;
	for (;;) {
		for (; r != 1; r--)
			count[r - 1] = r;
		if (permutation[0] != 0) {
			for (int i = 0; i < N; i++)
				work[i] = permutation[i];
			int flips = 0, first;
			while ((first = work[0]) != 0) {
				for (int low = 0, high = first; low < high; low++, high--) {
					int swapped = work[low];
					work[low] = work[high];
					work[high] = swapped;
				}
				flips++;
			}
			if (flips > most)
				most = flips;
			checksum += number % 2 == 0 ? flips : -flips;
		}
		for (;; r++) {
			if (r == N) {
				printf("%d %d\n", checksum, most);
				return 0;
			}
			int front = permutation[0];
			for (int i = 0; i < r; i++)
				permutation[i] = permutation[i + 1];
			permutation[r] = front;
			if (--count[r] > 0)
				break;
		}
		number++;
	}
}
