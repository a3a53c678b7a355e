/* Recursion: mutual, deep, tail calls, tree shapes, memo, backtracking, parsing, many live values
 * over calls. */
#include <stdio.h>
#include <string.h>

static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static unsigned ack(unsigned m, unsigned n)
{
    return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
}
static int odd(unsigned n);
static int even(unsigned n) { return n == 0 ? 1 : odd(n - 1); }
static int odd(unsigned n) { return n == 0 ? 0 : even(n - 1); }
static long tail(long n, long acc)
{
    if (n == 0)
        return acc;
    return tail(n - 1, acc + n);
}
static int hanoi(int n, int a, int b, int c, int *moves)
{
    if (n == 0)
        return 0;
    hanoi(n - 1, a, c, b, moves);
    *moves = *moves * 3 % 1000003 + a * 4 + c;
    return 1 + 2 * hanoi(n - 1, b, a, c, &(int){0});
}
static int queens(int n, int row, unsigned cols, unsigned d1, unsigned d2)
{
    int c = 0;
    if (row == n)
        return 1;
    for (unsigned open = ~(cols | d1 | d2) & ((1u << n) - 1); open; open &= open - 1) {
        unsigned bit = open & -open;
        c += queens(n, row + 1, cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1);
    }
    return c;
}
static const char *pos;
static long expr(void);
static long atom(void)
{
    while (*pos == ' ')
        pos++;
    if (*pos == '(') {
        pos++;
        long v = expr();
        pos++;
        return v;
    }
    if (*pos == '-') {
        pos++;
        return -atom();
    }
    long v = 0;
    while (*pos >= '0' && *pos <= '9')
        v = v * 10 + (*pos++ - '0');
    while (*pos == ' ')
        pos++;
    return v;
}
static long power(void)
{
    long b = atom();
    if (*pos == '^') {
        pos++;
        long e = power(), r = 1;
        while (e--)
            r *= b;
        return r;
    }
    return b;
}
static long term(void)
{
    long v = power();
    for (;;) {
        if (*pos == '*') {
            pos++;
            v *= power();
        } else if (*pos == '/') {
            pos++;
            v /= power();
        } else
            return v;
    }
}
static long expr(void)
{
    long v = term();
    for (;;) {
        if (*pos == '+') {
            pos++;
            v += term();
        } else if (*pos == '-') {
            pos++;
            v -= term();
        } else
            return v;
    }
}
static long eval(const char *s)
{
    pos = s;
    return expr();
}
static void permute(char *s, int i, unsigned *h)
{
    if (!s[i]) {
        for (char *c = s; *c; c++)
            *h = *h * 31 + *c;
        return;
    }
    for (int j = i; s[j]; j++) {
        char t = s[i];
        s[i] = s[j];
        s[j] = t;
        permute(s, i + 1, h);
        t = s[i];
        s[i] = s[j];
        s[j] = t;
    }
}
static int live(int n)
{
    if (n <= 0)
        return 1;
    int a = n, b = a * 2, c = b ^ 5, d = c + 7, e = d * 3, f = e - a, g = f ^ b, i = g + c,
        j = i * 5, k = j ^ d, l = k + e, m = l - f;
    int r = live(n - 1) & 0xffff;
    return (a + b * 2 + c * 3 + d * 5 + e * 7 + f * 11 + g * 13 + i * 17 + (j & 0xfff) * 19 +
            (k & 0xfff) * 23 + (l & 0xfff) + (m & 0xfff) + r) &
           0xffffff;
}
static double fl(int n, double x)
{
    if (!n)
        return x;
    double a = x * 1.5, b = x - 1, c = a * b;
    return fl(n - 1, x * 0.5) + a - b * c;
}
struct Big {
    int v[20];
};
static struct Big chain(struct Big b, int n)
{
    if (!n)
        return b;
    b.v[n % 20] += n;
    struct Big r = chain(b, n - 1);
    r.v[0] += b.v[n % 20];
    return r;
}
static int memo[50];
static int paths(int r, int c)
{
    if (r == 0 || c == 0)
        return 1;
    int *m = &memo[r * 7 + c];
    return *m ? *m : (*m = paths(r - 1, c) + paths(r, c - 1));
}
static int gcd(int a, int b) { return b ? gcd(b, a % b) : a; }
static int collatz(unsigned long n) { return n == 1 ? 0 : 1 + collatz(n & 1 ? 3 * n + 1 : n >> 1); }
static void print_rev(const char *s)
{
    if (*s) {
        print_rev(s + 1);
        putchar(*s);
    }
}
static void digits(unsigned n, int base)
{
    if (n >= (unsigned)base)
        digits(n / base, base);
    putchar("0123456789abcdef"[n % base]);
}
static int depth(int n)
{
    volatile char pad[100];
    pad[n % 100] = n;
    return n ? depth(n - 1) + (pad[n % 100] == (char)n) : 0;
}
static int f91(int n) { return n > 100 ? n - 10 : f91(f91(n + 11)); }
static int (*self)(int);
static int through_pointer(int n) { return n ? n + self(n - 1) : 0; }

int main(void)
{
    printf("%d %u %d %d %ld\n", fib(20), ack(2, 3), even(1000), odd(777), tail(100000, 0));
    int moves = 0;
    printf("%d ", hanoi(8, 1, 2, 3, &moves));
    printf("%d %d %d\n", moves, queens(6, 0, 0, 0, 0), queens(8, 0, 0, 0, 0));
    printf("%ld %ld %ld\n", eval("1 + 2*3 - 4/2"), eval("-(2^3^2) * (1+(2-3)*4)"),
           eval("((((7))))*-3"));
    char s[] = "abcdef";
    unsigned h = 7;
    permute(s, 0, &h);
    printf("%x %s %d %.10g\n", h, s, live(40), fl(20, 3.7));
    struct Big b = {{1}};
    b = chain(b, 45);
    printf("%d %d\n", b.v[0], b.v[7]);
    printf("%d %d %d %d\n", paths(6, 6), gcd(1071, 462), collatz(27), f91(57));
    print_rev("desserts");
    putchar(' ');
    digits(48879, 16);
    putchar(' ');
    digits(255, 2);
    self = through_pointer;
    printf(" %d %d\n", depth(2000), self(100));
    return 0;
}
