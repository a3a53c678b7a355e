/* Loops that passes rewrite: counters of every width and direction, strides, sizes at their limits, few rounds, fills
 * and copies that overlap, branches that go one way, loops that only count. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

struct item { int key; short extra; int value; };
static struct item items[40];
static int words[64], others[64];
static unsigned char bytes[300];

__attribute__((noinline)) static long strides(const struct item *p, int from, int n)
{
    long sum = 0;
    for (int i = from; i < n; i++)
        sum += p[i].value;
    for (int i = n - 1; i >= from; i--)
        sum = sum * 3 + p[i].key - p[i].extra;
    for (size_t i = from; i < (size_t)n; i += 2)
        sum ^= p[i].value + p[i + 1].key;
    return sum;
}
__attribute__((noinline)) static unsigned wide(unsigned from, unsigned to)
{
    unsigned sum = 0;
    for (unsigned i = from; i < to; i++)
        sum += words[i & 63] + words[(i + 7) & 63];
    for (unsigned char c = 250; c >= 10; c -= 9)
        sum += bytes[c];
    for (signed char c = -100; c < 100; c += 30)
        sum += bytes[c + 128];
    for (unsigned i = UINT_MAX - 2; i < UINT_MAX; i++)
        sum += bytes[i % 300];
    for (unsigned short s = 65500; s > 100; s += 9)
        sum += s;
    return sum;
}
__attribute__((noinline)) static int few(const int *p, int key)
{
    int local[4], sum = 0;
    for (int i = 0; i < 4; i++)
        local[i] = p[i] * key;
    for (int i = 1; i < 100; i <<= 2)
        sum += local[i & 3] + i;
    for (int i = 0; i < 6; i++) {
        if (p[i] == key)
            return i * 100 + sum;
        sum ^= p[i];
    }
    return -sum;
}
__attribute__((noinline)) static void fill(int *p, char *q, double *d, int n)
{
    for (int i = 0; i < n; i++)
        p[i] = -1;
    for (char *end = q + n; q < end; q++)
        *q = 'x';
    for (long i = n; i > 0; i--)
        d[i - 1] = 0;
}
__attribute__((noinline)) static void move(int n)
{
    for (int i = 0; i < n; i++)
        words[i] = others[i];
    for (int i = 0; i < n; i++)
        others[i] = others[i + 1];
    for (int i = n; i > 0; i--)
        words[i] = words[i - 1];
    for (int i = 1; i < n; i++)
        words[i] = words[i - 1];
    for (int i = 0; i < n; i++)
        bytes[i + 3] = bytes[i];
}
__attribute__((noinline)) static int chosen(const int *p, int n, int way)
{
    int sum = 0, i;
    for (i = 0; i < n; i++) {
        if (way)
            sum += p[i];
        else
            sum -= 2 * p[i];
        if (sum == 12345)
            break;
    }
    return sum + i;
}
__attribute__((noinline)) static long counts(int n)
{
    int a = 0, b = 5;
    unsigned c = 1;
    for (int i = INT_MAX - 3; i < INT_MAX; i++)
        a++;
    for (int i = 0; i < n; i++)
        b += a;
    for (unsigned u = n; u-- != 0;)
        c += 3;
    for (int i = n; i <= n + 2; i++)
        c++;
    do
        a += 2;
    while (a < n);
    return a * 1000000L + b * 1000L + c;
}
__attribute__((noinline)) static int watched(volatile int *flag, int n)
{
    int seen = 0;
    for (int i = 0; i < n; i++)
        seen += *flag;
    for (int i = 0; i < 3; i++)
        *flag = 0;
    return seen;
}

int main(void)
{
    static int area[40];
    static char text[40];
    static double numbers[40];
    volatile int flag = 3;
    for (int i = 0; i < 40; i++)
        items[i] = (struct item){i * 7 % 31, i, i * i};
    for (int i = 0; i < 64; i++)
        words[i] = i * 5, others[i] = 100 - i;
    for (int i = 0; i < 300; i++)
        bytes[i] = i * 3;
    for (int n = 0; n < 12; n += 3)
        printf("%ld %ld\n", strides(items, 0, n), strides(items, 2, n));
    printf("%u %u %u\n", wide(3, 60), wide(5, 5), wide(UINT_MAX - 5, UINT_MAX));
    printf("%d %d %d\n", few(words, 5), few(words, 25), few(words, 1));
    for (int n = 0; n < 9; n += 4) {
        memset(text, '-', 39);
        numbers[n] = 4;
        fill(area, text, numbers, n);
        printf("%d %d %s %f %f\n", area[n ? n - 1 : 0], area[n], text, numbers[0], numbers[n]);
    }
    move(9);
    move(0);
    move(1);
    for (int i = 0; i < 12; i++)
        printf("%d %d %d ", words[i], others[i], bytes[i]);
    printf("\n%d %d %d %d\n", chosen(others, 9, 1), chosen(others, 9, 0), chosen(others, 0, 1), chosen(others, 1, 0));
    printf("%ld %ld %ld\n", counts(0), counts(1), counts(17));
    int seen = watched(&flag, 4);
    printf("%d %d\n", seen, flag);
    return 0;
}
