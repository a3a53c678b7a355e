/* _Bool and the character types: stores normalised, loads of 0 or 1, char signedness, wide chars,
 * sign in tables. */
#include <stdio.h>
#include <stdbool.h>
#include <stdint.h>
#include <ctype.h>
#include <wchar.h>

struct F {
    bool a, b;
    bool c : 1, d : 1;
    char e;
    unsigned char f;
    signed char g;
};
static bool table[5] = {1, 0, 256, 0.5, "x" != 0};
static char ctab[] = {'a', -1, 127, '\xff'};
static unsigned char utab[256];
static bool gb;
static bool fun(int x) { return x & 0x100; }
static bool pfun(const void *p) { return p; }
static bool dfun(double d) { return d; }
static bool lfun(long l) { return l; }
static int take(bool a, bool b, char c, unsigned char d) { return a * 1000 + b * 100 + c + d; }
static bool not(bool b) { return !b; }
static bool both(bool a, bool b) { return a & b; }
static bool either(bool a, bool b) { return a | b; }
static bool differ(bool a, bool b) { return a ^ b; }
static bool less(bool a, bool b) { return a < b; }
static int index(const int *p, bool i) { return p[i]; }
static bool *addr(bool *p)
{
    *p = !*p;
    return p;
}
static char upper(char c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; }
static int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }
static unsigned sum(const char *s)
{
    unsigned r = 0;
    while (*s)
        r = r * 31 + (unsigned char)*s++;
    return r;
}
static int ssum(const char *s)
{
    int r = 0;
    while (*s)
        r += *s++;
    return r;
}
static signed char sat(int x) { return x > 127 ? 127 : x < -128 ? -128 : x; }
static bool chain(int a, int b, int c)
{
    bool r = a;
    r &= b;
    r |= c;
    r ^= 1;
    r += a;
    r -= b;
    r *= 3;
    return r;
}
static unsigned char rot(unsigned char x, int n) { return x << n | x >> (8 - n); }
static int8_t rev(uint8_t x)
{
    uint8_t r = 0;
    for (int i = 0; i < 8; i++)
        r = r << 1 | (x >> i & 1);
    return r;
}
int main(void)
{
    for (int i = 0; i < 5; i++)
        printf("%d", table[i]);
    printf(" %zu %d %d\n", sizeof(bool), (bool)2 + (bool)3, true + true);
    for (int i = 0; i < 4; i++)
        printf("%d ", ctab[i]);
    printf("%d %d %d %d %d %d\n", fun(0x300), fun(0xff), pfun(""), pfun(0), dfun(1e-300),
           lfun(1l << 40));
    struct F f = {5, 0.0, 3, 2, 200, 200, 200};
    f.b = f.a + f.c;
    f.c = f.d << 1;
    f.d = !f.c;
    printf("%d%d%d%d %d %d %d\n", f.a, f.b, f.c, f.d, f.e, f.f, f.g);
    printf("%d %d %d\n", take(7, 0, 200, 300), take(0.9, -1, 'x', -1), take(&f != 0, !&f, 0, 1));
    int arr[2] = {10, 20};
    printf("%d %d %d%d%d%d %d\n", not(1), not(0), both(1, 2), either(0, 4), differ(1, 3),
           less(0, 9), index(arr, 55));
    gb = 1;
    gb++;
    printf("%d ", gb);
    gb--;
    printf("%d ", gb);
    gb--;
    printf("%d ", gb);
    gb = ~gb;
    printf("%d ", gb);
    printf("%d\n", *addr(&gb));
    for (int i = 0; i < 8; i++)
        printf("%d", chain(i & 1, i & 2, i & 4));
    puts("");
    for (int i = 0; i < 256; i++)
        utab[i] = i * 7;
    int t = 0;
    for (unsigned char c = 0; c < 255; c++)
        t += utab[c] > c;
    printf("%d\n", t);
    for (const char *p = "hello, World 9z"; *p; p++)
        putchar(upper(*p));
    printf(" %d %d %d %u %d\n", hex('F'), hex('b'), hex('7'), sum("h\xe9llo\xff"),
           ssum("h\xe9llo\xff"));
    printf("%d %d %d %d\n", sat(200), sat(-200), sat(5), rot(0x81, 1));
    printf("%d %d %d\n", rev(1), rev(0x0f), rev(0xaa));
    char c = 'z';
    c++;
    c += 200;
    printf("%d %d\n", c, c == (char)(123 + 200));
    unsigned char u = 'a' - 'b';
    signed char s = u;
    printf("%d %d %d %d\n", u, s, u == s, (unsigned char)s == u);
    printf("%d %d %d %d\n", u > s, u + s, -u, ~s);
    printf("%d %d\n", isalpha('q') != 0, toupper('q'));
    printf("%d\n", !gb + !!gb * 2 + (gb ? 4 : 8) + (gb == 1) * 16 + (gb > 0) * 32);
    bool sw = 3;
    switch (sw) {
    case true:
        puts("true");
        break;
    case false:
        puts("false");
    }
    bool *bp = &f.a;
    *bp = 0;
    bp[1] = 77;
    printf("%d %d %d\n", f.a, f.b, *(char *)&f.b);
    _Bool m[2][2] = {{1}, {0, 9}};
    printf("%d%d%d%d\n", m[0][0], m[0][1], m[1][0], m[1][1]);
    while (gb && t-- > 0)
        gb = t > 190;
    printf("%d %d\n", gb, t);
    wchar_t w = L'\x1234';
    printf("%x %d\n", (unsigned)w, (wchar_t)-1 < 0);
    return 0;
}
