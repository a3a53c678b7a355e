/* Sorting and searching: library callbacks and our own algorithms over ints, doubles, strings,
 * structures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Rec {
    char name[8];
    short age;
    double score;
    unsigned id : 12;
};
static unsigned seed = 42;
static unsigned rnd(void) { return seed = seed * 1664525u + 1013904223u, seed >> 8; }
static int cmp_int(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}
static int cmp_desc(const void *a, const void *b) { return -cmp_int(a, b); }
static int cmp_str(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}
static int cmp_rec(const void *a, const void *b)
{
    const struct Rec *x = a, *y = b;
    if (x->age != y->age)
        return x->age - y->age;
    if (x->score != y->score)
        return x->score < y->score ? -1 : 1;
    return (int)x->id - (int)y->id;
}
static unsigned long hash(const void *p, size_t n)
{
    unsigned long h = 5381;
    for (const unsigned char *c = p; n--; c++)
        h = h * 33 ^ *c;
    return h;
}
static void insertion(int *a, int n)
{
    for (int i = 1; i < n; i++) {
        int v = a[i], j = i;
        while (j > 0 && a[j - 1] > v) {
            a[j] = a[j - 1];
            j--;
        }
        a[j] = v;
    }
}
static void quick(int *a, int lo, int hi)
{
    while (lo < hi) {
        int p = a[(lo + hi) / 2], i = lo, j = hi;
        while (i <= j) {
            while (a[i] < p)
                i++;
            while (a[j] > p)
                j--;
            if (i <= j) {
                int t = a[i];
                a[i++] = a[j];
                a[j--] = t;
            }
        }
        if (j - lo < hi - i) {
            quick(a, lo, j);
            lo = i;
        } else {
            quick(a, i, hi);
            hi = j;
        }
    }
}
static void heap(int *a, int n)
{
    for (int k = n / 2 - 1, end = n; end > 1;) {
        int v;
        if (k >= 0)
            v = a[k];
        else {
            end--;
            v = a[end];
            a[end] = a[0];
            if (end == 1) {
                a[0] = v;
                break;
            }
        }
        int root = k >= 0 ? k-- : 0, child;
        while ((child = 2 * root + 1) < end) {
            if (child + 1 < end && a[child + 1] > a[child])
                child++;
            if (a[child] <= v)
                break;
            a[root] = a[child];
            root = child;
        }
        a[root] = v;
    }
}
static void merge(double *a, double *tmp, int n)
{
    if (n < 2)
        return;
    int h = n / 2;
    merge(a, tmp, h);
    merge(a + h, tmp, n - h);
    int i = 0, j = h, k = 0;
    while (i < h && j < n)
        tmp[k++] = a[j] < a[i] ? a[j++] : a[i++];
    while (i < h)
        tmp[k++] = a[i++];
    while (j < n)
        tmp[k++] = a[j++];
    memcpy(a, tmp, n * sizeof *a);
}
static void radix(unsigned *a, unsigned *b, int n)
{
    for (int s = 0; s < 32; s += 8) {
        int c[257] = {0};
        for (int i = 0; i < n; i++)
            c[(a[i] >> s & 255) + 1]++;
        for (int i = 0; i < 256; i++)
            c[i + 1] += c[i];
        for (int i = 0; i < n; i++)
            b[c[a[i] >> s & 255]++] = a[i];
        unsigned *t = a;
        a = b;
        b = t;
    }
}
static void shell(char *s, int n)
{
    static const unsigned char gaps[] = {57, 23, 10, 4, 1};
    for (unsigned g = 0; g < sizeof gaps; g++)
        for (int i = gaps[g]; i < n; i++) {
            char v = s[i];
            int j;
            for (j = i; j >= gaps[g] && s[j - gaps[g]] > v; j -= gaps[g])
                s[j] = s[j - gaps[g]];
            s[j] = v;
        }
}
static int binary(const int *a, int n, int key)
{
    int lo = 0, hi = n;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (a[mid] < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}
#define SORT_DEFINE(name, type, less)                                                              \
    static void name(type *a, int n)                                                               \
    {                                                                                              \
        for (int i = 0; i < n; i++) {                                                              \
            int m = i;                                                                             \
            for (int j = i + 1; j < n; j++)                                                        \
                if (less(a[j], a[m]))                                                              \
                    m = j;                                                                         \
            type t = a[i];                                                                         \
            a[i] = a[m];                                                                           \
            a[m] = t;                                                                              \
        }                                                                                          \
    }
#define LESS(x, y) ((x) < (y))
#define LESS_ID(x, y) ((x).id < (y).id)
SORT_DEFINE(select_short, short, LESS)
SORT_DEFINE(select_ld, long double, LESS) SORT_DEFINE(select_rec, struct Rec, LESS_ID)

    int main(void)
{
    enum { N = 200 };
    int a[N], b[N], c[N];
    double d[N], tmp[N];
    unsigned u[N], v[N];
    struct Rec r[N];
    short s[N];
    long double ld[20];
    memset(r, 0, sizeof r);
    for (int i = 0; i < N; i++) {
        a[i] = b[i] = c[i] = (int)(rnd() % 1000) - 500;
        d[i] = rnd() / 7.0;
        u[i] = rnd() * 257;
        s[i] = (short)rnd();
        r[i].age = rnd() % 10;
        r[i].score = rnd() % 4;
        r[i].id = i * 7;
        snprintf(r[i].name, 8, "n%d", i);
    }
    for (int i = 0; i < 20; i++)
        ld[i] = rnd() % 100 / 3.0L;
    qsort(a, N, sizeof *a, cmp_int);
    printf("%lx %d %d\n", hash(a, sizeof a), a[0], a[N - 1]);
    insertion(b, N);
    printf("%d ", memcmp(a, b, sizeof a));
    quick(c, 0, N - 1);
    printf("%d ", memcmp(a, c, sizeof a));
    for (int i = 0; i < N; i++)
        c[i] = a[(i * 77) % N];
    heap(c, N);
    printf("%d\n", memcmp(a, c, sizeof a));
    qsort(b, N, sizeof *b, cmp_desc);
    for (int i = 0; i < N; i++)
        if (b[i] != a[N - 1 - i])
            puts("bad");
    merge(d, tmp, N);
    printf("%.10g %.10g %lx\n", d[0], d[N - 1], hash(d, sizeof d));
    radix(u, v, N);
    printf("%u %u %lx\n", u[0], u[N - 1], hash(u, sizeof u));
    select_short(s, N);
    printf("%d %d ", s[0], s[N - 1]);
    select_ld(ld, 20);
    printf("%.5Lf %.5Lf\n", ld[0], ld[19]);
    qsort(r, N, sizeof *r, cmp_rec);
    printf("%s %s %s ", r[0].name, r[100].name, r[199].name);
    select_rec(r, N);
    printf("%s %s %d\n", r[1].name, r[198].name, r[5].id);
    int key = a[50], *hit = bsearch(&key, a, N, sizeof *a, cmp_int);
    printf("%d %d %d %d\n", hit && *hit == key,
           bsearch(&(int){5000}, a, N, sizeof *a, cmp_int) == 0, binary(a, N, -600),
           binary(a, N, 600));
    const char *words[] = {"pear", "apple", "fig", "banana", "date", "apple pie"};
    qsort(words, 6, sizeof *words, cmp_str);
    for (int i = 0; i < 6; i++)
        printf("%s ", words[i]);
    char text[] = "the quick brown fox jumps over the lazy dog";
    shell(text, sizeof text - 1);
    printf("%s\n", text);
    return 0;
}
