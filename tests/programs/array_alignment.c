// The ABI of x86-64 aligns a variable that is an array of 16 bytes or more to 16, unless the program says otherwise.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef long long vector __attribute__((vector_size(16), may_alias));

static char before = 1;
char bytes[16];
static double initialised[3] = {1, 2, 3};
_Thread_local char own[20];
int matrix[3][3];
short incomplete[];
short incomplete[40] = {1};
static char between = 2;
char weak_array[18] __attribute__((weak));
char smaller[64] __attribute__((aligned(1)));
_Alignas(2) char chosen[64];

#define REST(object) ((int)((uintptr_t)(object) % 16))

__attribute__((noinline)) static void fill(void *array, int value)
{
    vector all = {value, value};
    *(vector *)array = all;
}

__attribute__((noinline)) static int sum(const unsigned char *array)
{
    int total = 0;
    for (int i = 0; i < 16; i++)
        total += array[i] * (i + 1);
    return total;
}

int main(void)
{
    static char one = 3;
    static float of_block[7];
    static char two = 4;
    char a = 5, local[16], b = 6, other[33];
    int count = 17 + before;
    char variable[count];
    printf("%d %d %d %d %d %d\n", REST(bytes), REST(initialised), REST(own), REST(matrix), REST(incomplete), REST(of_block));
    printf("%d %d %d %d\n", REST(weak_array), REST(local), REST(other), REST(variable));
    printf("%zu %zu\n", _Alignof(smaller), _Alignof(chosen));
    fill(bytes, 1), fill(matrix, 2), fill(incomplete, 3), fill(of_block, 4), fill(local, 5), fill(other, 6);
    fill(own, 7), fill(weak_array, 8), fill(variable, 9);
    printf("%d %d %d %d\n", sum((void *)bytes), sum((void *)matrix), sum((void *)incomplete), sum((void *)of_block));
    printf("%d %d %d %d %d\n", sum((void *)local), sum((void *)other), sum((void *)own), sum((void *)weak_array),
           sum((void *)variable));
    printf("%d %d %d %d %d %d\n", before, between, one, two, a, b);
    return 0;
}
