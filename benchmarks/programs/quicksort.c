/* Sorting: a quicksort on an array of integers, and libc's qsort with a comparison of ours on structures. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT 1000000

struct record {
	uint32_t key;
	uint32_t place;
};

static uint32_t seed = 12345;

static uint32_t next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed;
}

static void exchange(int *a, int *b)
{
	int held = *a;
	*a = *b;
	*b = held;
}

static void sort(int *a, long count)
{
	while (count > 12) {
		int *middle = a + count / 2, *last = a + count - 1;
		if (*middle < *a)
			exchange(middle, a);
		if (*last < *a)
			exchange(last, a);
		if (*last < *middle)
			exchange(last, middle);
		int pivot = *middle;
		int *low = a, *high = last;
		do {
			while (*low < pivot)
				low++;
			while (pivot < *high)
				high--;
			if (low <= high)
				exchange(low++, high--);
		} while (low <= high);
		long left = high - a + 1, right = last - low + 1;
		if (left < right) {
			sort(a, left);
			a = low;
			count = right;
		} else {
			sort(low, right);
			count = left;
		}
	}
	for (long i = 1; i < count; i++) {
		int value = a[i];
		long j = i;
		for (; j > 0 && a[j - 1] > value; j--)
			a[j] = a[j - 1];
		a[j] = value;
	}
}

static int compare(const void *left, const void *right)
{
	const struct record *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

int main(void)
{
	int *numbers = malloc(COUNT * sizeof *numbers);
	struct record *records = malloc(COUNT / 4 * sizeof *records);
	uint64_t hash = 0;
	for (int round = 0; round < 4; round++) {
		for (long i = 0; i < COUNT; i++)
			numbers[i] = next();
		sort(numbers, COUNT);
		for (long i = 1; i < COUNT; i++)
			if (numbers[i - 1] > numbers[i])
				return 1;
		for (long i = 0; i < COUNT; i += 1000)
			hash = hash * 31 + numbers[i];
	}
	for (uint32_t i = 0; i < COUNT / 4; i++)
		records[i] = (struct record){ next() % 5000, i };
	qsort(records, COUNT / 4, sizeof *records, compare);
	for (long i = 0; i < COUNT / 4; i += 100)
		hash = hash * 31 + records[i].key * 7 + records[i].place;
	printf("%016llx\n", (unsigned long long)hash);
	free(numbers);
	free(records);
	return 0;
}
