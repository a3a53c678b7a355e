/* Loops: every form, break and continue at every depth, unsigned countdowns, pointers, empty parts,
 * changed bounds. */
#include <stdio.h>
#include <limits.h>

static int forms(int n)
{
    int s = 0, i = 0;
    while (i < n)
        s += i++;
    do
        s += 100;
    while (--i > 0);
    for (;;) {
        if (s++ > 1000)
            break;
        if (s & 1)
            continue;
        s += 3;
    }
    for (i = n; i; --i)
        s ^= i;
    for (unsigned u = n; u-- != 0;)
        s += u;
    for (int a = 0, b = n; a < b; a += 2, b--)
        s += a * b;
    return s;
}
static int skips(int n)
{
    int s = 0;
    for (int i = 0; i < n; i++) {
        if (i % 3 == 0)
            continue;
        int j = 0;
        while (1) {
            if (++j > i)
                break;
            if (j == 4)
                continue;
            do {
                if (j % 2)
                    break;
                s += j;
            } while (0);
            if (s > 5000)
                goto done;
        }
        s += i;
    }
done:
    return s;
}
static unsigned long wrap(void)
{
    unsigned long c = 0;
    for (unsigned char x = 1; x; x += 3)
        c++;
    for (signed char y = -128; y < 127; y++)
        c += y;
    for (unsigned short z = 65000; z >= 500; z += 100)
        c++;
    for (unsigned i = 3; i < 4; i--)
        c += i;
    return c;
}
static int edges(void)
{
    int n = 0;
    for (int i = INT_MAX - 3; i < INT_MAX; i++)
        n++;
    for (int i = INT_MIN + 3; i > INT_MIN; i--)
        n += 10;
    for (unsigned i = UINT_MAX - 2; i != 1; i++)
        n += 100;
    for (long l = LONG_MAX - 1; l > LONG_MAX - 4; l--)
        n += 1000;
    return n;
}
static int change(int n)
{
    int c = 0;
    for (int i = 0; i < n; i++) {
        if (i == 3)
            n += 2;
        if (i == 5)
            i++;
        if (i == 7)
            n--;
        c = c * 3 + i;
        c %= 10007;
    }
    return c;
}
static int carried(int n)
{
    int a = 0, b = 1, c = 2;
    while (n--) {
        int t = a;
        a = b;
        b = c;
        c = (t + a) % 1009;
    }
    return a * 3 + b * 5 + c * 7;
}
static int swapped(int n)
{
    int x = 1, y = 2;
    for (int i = 0; i < n; i++) {
        int t = x;
        x = y;
        y = t;
    }
    return x * 10 + y;
}
static int side(int n)
{
    int calls = 0;
    for (int i = (calls++, 0); (calls += 10, i < n); calls += 100, i++)
        ;
    return calls;
}
static int strings(const char *s)
{
    int v = 0, w = 0;
    for (const char *p = s; *p; p++)
        for (const char *q = p; *q && *q != ' '; q++)
            v += *q == *p;
    while (*s) {
        while (*s == ' ')
            s++;
        if (*s)
            w++;
        while (*s && *s != ' ')
            s++;
    }
    return v * 100 + w;
}
static long matrix(void)
{
    int a[6][7], b[7][5];
    long c[6][5];
    unsigned long t = 0;
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 7; j++)
            a[i][j] = i * j - 3;
    for (int i = 0; i < 7; i++)
        for (int j = 0; j < 5; j++)
            b[i][j] = i - j * 2;
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 5; j++) {
            c[i][j] = 0;
            for (int k = 0; k < 7; k++)
                c[i][j] += (long)a[i][k] * b[k][j];
        }
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 5; j++)
            t = t * 7 + c[i][j];
    return (long)t;
}
static int irreducible(int n)
{
    int s = 0;
    if (n & 1)
        goto middle;
top:
    s += n;
middle:
    s ^= n * 3;
    if (--n > 0) {
        if (n % 3)
            goto top;
        goto middle;
    }
    return s;
}
static double series(int n)
{
    double s = 0, sign = 1;
    for (int i = 0; i < n; i++, sign = -sign)
        s += sign / (2 * i + 1);
    return s * 4;
}
static int unswitched(int n, int flag, const int *p)
{
    int s = 0;
    for (int i = 0; i < n; i++) {
        if (flag)
            s += p[i & 3];
        else
            s -= i;
        if (flag > 1 && i == 5)
            break;
    }
    return s;
}
static int invariant(int n, int *p, int *q)
{
    int s = 0;
    for (int i = 0; i < n; i++) {
        *p = *q + i;
        s += *q * 2;
    }
    return s;
}
static int live_out(int n)
{
    int i, last = -1;
    for (i = 0; i < n; i++)
        if (i * i > 50) {
            last = i;
            break;
        } else
            last = i * 10;
    return i * 1000 + last;
}
static int twelve(void)
{
    int k = 0;
    for (int a = 0; a < 2; a++)
        for (int b = 0; b < 2; b++)
            for (int c = 0; c < 2; c++)
                for (int d = 0; d < 2; d++)
                    for (int e = 0; e < 2; e++)
                        for (int f = 0; f < 2; f++) {
                            if (a & b & c)
                                continue;
                            if (d && e && !f)
                                break;
                            k = k * 2 % 4093 + a + b + c + d + e + f;
                        }
    return k;
}

int main(void)
{
    for (int i = 0; i < 9; i += 2)
        printf("%d %d %d %d %d %d %d\n", forms(i), skips(i * 4), change(i + 3), carried(i * 5),
               swapped(i + 1), side(i), irreducible(i + 1));
    int p[4] = {1, 2, 3, 4};
    printf("%lu %d %d %ld %.12g %d %d\n", wrap(), edges(), strings(" the quick  brown fox "),
           matrix(), series(50), live_out(5), live_out(20));
    printf("%d %d %d ", unswitched(10, 0, p), unswitched(10, 1, p), unswitched(10, 2, p));
    printf("%d ", invariant(5, p, p + 1));
    printf("%d %d\n", invariant(5, p, p), twelve());
    return 0;
}
