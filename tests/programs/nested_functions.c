/* Nested functions: captured variables at any depth, trampolines, jumps out, variable arrays,
 * cleanups, K&R. */
#include <stdio.h>
#include <stdlib.h>
#include <stdarg.h>
struct S {
    int a[10];
    long b;
};
static int apply(int (*f)(int), int x) { return f(x); }
static int compare_with(int n, int *array, int count, int descending)
{
    int calls = 0;
    int compare(const void *a, const void *b)
    {
        calls++;
        int r = *(const int *)a - *(const int *)b;
        return descending ? -r : r;
    }
    qsort(array, count, sizeof *array, compare);
    return calls > 0 ? n : 0;
}
static long sum3(int a, struct S s, double d)
{
    int inner(int k)
    {
        int deeper(int m)
        {
            s.b += m;
            d += 0.5;
            return a + m;
        }
        return deeper(k) + apply(deeper, k + 1);
    }
    int r = inner(1) + apply(inner, 5);
    return r * 1000 + s.b * 10 + (long)(d * 2);
}
static int search(int *v, int n, int want)
{
    __label__ found;
    int i, tries = 0;
    void check(int k)
    {
        tries++;
        if (v[k] == want) {
            i = k;
            goto found;
        }
    }
    for (int k = 0; k < n; k++) {
        int local = k * 2;
        check(k);
        if (local < 0)
            return -5;
    }
    return -tries;
found:
    return i * 100 + tries;
}
static int recurse(int n, int (*up)(void))
{
    int me(void) { return n * 10; }
    if (n == 0)
        return up();
    return recurse(n - 1, n == 3 ? me : up) + (up ? up() : 1);
}
static int vla(int n)
{
    int a[n];
    int get(int i) { return a[i] + sizeof a; }
    void set(int i, int v) { a[i] = v; }
    for (int i = 0; i < n; i++)
        set(i, i * i);
    int t = 0;
    for (int i = 0; i < n; i++)
        t += get(i);
    return t;
}
static int varargs(int k)
{
    int total(int n, ...)
    {
        va_list ap;
        int t = k;
        va_start(ap, n);
        while (n--)
            t += va_arg(ap, int);
        va_end(ap);
        return t;
    }
    int (*p)(int, ...) = total;
    return total(3, 1, 2, 3) * 1000 + p(8, 1, 2, 3, 4, 5, 6, 7, 8);
}
static int forward(int n)
{
    auto int even(int);
    int odd(int k) { return k == 0 ? 0 : even(k - 1); }
    int even(int k) { return k == 0 ? n : odd(k - 1); }
    return even(6) * 10 + odd(6);
}
static struct S record(int n)
{
    struct S make(int k)
    {
        struct S s = {{n, k}, n + k};
        return s;
    }
    struct S (*p)(int) = make;
    struct S x = make(2), y = p(3);
    x.b = x.b * 100 + y.b;
    return x;
}
static int deep_jump(int n)
{
    __label__ out;
    volatile int count = 0;
    int plain = 7;
    int level1(int k)
    {
        int b[k + 1];
        void level2(void)
        {
            count += k;
            plain += k;
            b[0] = 1;
            if (k == 0)
                goto out;
            level1(k - 1);
        }
        level2();
        return b[0];
    }
    level1(n);
    return -1;
out:
    return count * 1000 + plain;
}
static int vla_jump(int n)
{
    int rounds = 0, sum = 0;
    for (int i = 1; i <= n; i++) {
        __label__ again;
        int a[i * 100];
        int stop(int k)
        {
            if (k == rounds) {
                rounds++;
                a[0] = k;
                goto again;
            }
            return a[i * 100 - 1];
        }
        a[i * 100 - 1] = i;
    again:;
        int b[i * 50];
        b[0] = stop(sum < 3 ? sum : -1);
        sum += a[i * 100 - 1] + b[0] * 0 + 1;
    }
    return sum * 100 + rounds;
}
static int chosen(int n)
{
    __label__ one, two, other;
    void *pick(int k) { return k == 1 ? &&one : k == 2 ? &&two : &&other; }
    goto *pick(n);
one:
    return 10;
two:
    return 20;
other:
    return n;
}
static int cleaned;
static int clean(int k)
{
    void undo(int *p) { cleaned += *p + k; }
    {
        int x __attribute__((cleanup(undo))) = 5;
    }
    return cleaned;
}
static int kr(n)
short n;
{
    int in(a, b) char a;
    float b;
    {
        return a + (int)b + n;
    }
    return in(3, 2.5f) + in('a', 1.0f);
}

/* A result whose size only the frame around knows. */
int variable_result(int n)
{
    struct S { int a[n]; };
    struct S fill(int k) { struct S s; for (int i = 0; i < n; i++) s.a[i] = k + i; return s; }
    auto struct S again(void) { return fill(n); }
    struct S x;
    fill(1);
    x = fill(3);
    return x.a[n - 1] * 1000 + fill(2).a[0] * 100 + again().a[1];
}

int main(void)
{
    int v[6] = {5, 3, 9, 1, 7, 2};
    printf("%d\n", compare_with(4, v, 6, 1));
    for (int i = 0; i < 6; i++)
        printf("%d ", v[i]);
    struct S s = {{1}, 2};
    printf("\n%ld\n", sum3(10, s, 1.5));
    printf("%d %d\n", search(v, 6, 3), search(v, 6, 77));
    printf("%d\n", recurse(5, 0));
    printf("%d %d %d\n", vla(5), varargs(100), forward(4));
    printf("%ld\n", record(7).b);
    printf("%d %d\n", deep_jump(4), vla_jump(9));
    printf("%d %d\n", clean(2), kr(1));
    printf("%d %d %d\n", chosen(1), chosen(2), chosen(7));
    printf("%d %d\n", variable_result(5), variable_result(2));
    return 0;
}
