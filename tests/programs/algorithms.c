/* Whole small algorithms: SHA-256, CRC, LZ, Huffman sizes, AES-like tables, big numbers, matrices,
 * life, primes. */
#include <stdio.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    uint32_t s[8];
    uint64_t n;
    uint8_t b[64];
} Sha;
static uint32_t K[64];
static inline uint32_t rr(uint32_t x, int n) { return x >> n | x << (32 - n); }
static void sha_init(Sha *c)
{
    static const uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                  0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    memcpy(c->s, h, sizeof h);
    c->n = 0;
    for (int i = 0, p = 2; i < 64; p++) {
        int prime = 1;
        for (int d = 2; d * d <= p; d++)
            if (p % d == 0)
                prime = 0;
        if (!prime)
            continue; /* 32 bits of the fraction of the cube root, by bisection on integers */
        unsigned __int128 want = (unsigned __int128)p << 96;
        uint64_t lo = 0, hi = 1ull << 36;
        while (lo < hi) {
            uint64_t mid = lo + (hi - lo + 1) / 2;
            if ((unsigned __int128)mid * mid * mid <= want)
                lo = mid;
            else
                hi = mid - 1;
        }
        K[i++] = (uint32_t)lo;
    }
}
static void sha_block(Sha *c, const uint8_t *p)
{
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++, p += 4)
        w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (rr(a, 7) ^ rr(a, 18) ^ a >> 3) + w[i - 7] +
               (rr(b, 17) ^ rr(b, 19) ^ b >> 10);
    }
    memcpy(v, c->s, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t t = v[7] + (rr(v[4], 6) ^ rr(v[4], 11) ^ rr(v[4], 25)) +
                     ((v[4] & v[5]) ^ (~v[4] & v[6])) + K[i] + w[i],
                 u = (rr(v[0], 2) ^ rr(v[0], 13) ^ rr(v[0], 22)) +
                     ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t;
        v[0] = t + u;
    }
    for (int i = 0; i < 8; i++)
        c->s[i] += v[i];
}
static void sha(const void *data, size_t n, char *hex)
{
    Sha c;
    sha_init(&c);
    const uint8_t *p = data;
    c.n = n;
    for (; n >= 64; n -= 64, p += 64)
        sha_block(&c, p);
    memset(c.b, 0, 64);
    memcpy(c.b, p, n);
    c.b[n] = 0x80;
    if (n >= 56) {
        sha_block(&c, c.b);
        memset(c.b, 0, 64);
    }
    for (int i = 0; i < 8; i++)
        c.b[63 - i] = (uint8_t)(c.n * 8 >> 8 * i);
    sha_block(&c, c.b);
    for (int i = 0; i < 8; i++)
        sprintf(hex + 8 * i, "%08x", (unsigned)c.s[i]);
}
static uint32_t crc(const char *s)
{
    uint32_t c = ~0u;
    while (*s) {
        c ^= (uint8_t)*s++;
        for (int k = 0; k < 8; k++)
            c = c >> 1 ^ (0xedb88320 & -(c & 1));
    }
    return ~c;
}
static uint16_t adler(const uint8_t *p, int n)
{
    unsigned a = 1, b = 0;
    while (n--)
        a = (a + *p++) % 251, b = (b + a) % 251;
    return b << 8 | a;
}
static uint64_t fnv(const void *p, int n)
{
    uint64_t h = 0xcbf29ce484222325;
    for (const uint8_t *b = p; n--;)
        h = (h ^ *b++) * 0x100000001b3;
    return h;
}
static int lz(const uint8_t *in, int n, uint8_t *out)
{
    int o = 0;
    for (int i = 0; i < n;) {
        int best = 0, at = 0;
        for (int j = i > 255 ? i - 255 : 0; j < i; j++) {
            int l = 0;
            while (i + l < n && l < 127 && in[j + l] == in[i + l])
                l++;
            if (l > best)
                best = l, at = i - j;
        }
        if (best > 2) {
            out[o++] = 0x80 | best;
            out[o++] = at;
            i += best;
        } else
            out[o++] = in[i++] & 0x7f;
    }
    return o;
}
static int unlz(const uint8_t *in, int n, uint8_t *out)
{
    int o = 0;
    for (int i = 0; i < n; i++)
        if (in[i] & 0x80) {
            int l = in[i] & 0x7f, d = in[++i];
            while (l--) {
                out[o] = out[o - d];
                o++;
            }
        } else
            out[o++] = in[i];
    return o;
}
static uint8_t xtime(uint8_t x) { return x << 1 ^ (x >> 7) * 0x1b; }
static uint8_t gmul(uint8_t a, uint8_t b)
{
    uint8_t r = 0;
    for (; b; b >>= 1, a = xtime(a))
        if (b & 1)
            r ^= a;
    return r;
}
static uint8_t sbox(uint8_t x)
{
    uint8_t i = 0;
    if (x)
        for (int k = 1; k < 256; k++)
            if (gmul(x, k) == 1)
                i = k;
    uint8_t r = i;
    for (int k = 1; k < 5; k++)
        r ^= (uint8_t)(i << k | i >> (8 - k));
    return r ^ 0x63;
}
static void factorial(int n)
{
    static uint32_t d[40];
    int len = 1;
    memset(d, 0, sizeof d);
    d[0] = 1;
    for (int i = 2; i <= n; i++) {
        uint64_t carry = 0;
        for (int k = 0; k < len; k++) {
            carry += (uint64_t)d[k] * i;
            d[k] = carry % 1000000000;
            carry /= 1000000000;
        }
        if (carry)
            d[len++] = carry;
    }
    printf("%u", d[--len]);
    while (len--)
        printf("%09u", d[len]);
    puts("");
}
static double det(int n, double m[n][n])
{
    double r = 1;
    for (int c = 0; c < n; c++) {
        int p = c;
        for (int i = c + 1; i < n; i++)
            if (__builtin_fabs(m[i][c]) > __builtin_fabs(m[p][c]))
                p = i;
        if (m[p][c] == 0)
            return 0;
        if (p != c) {
            r = -r;
            for (int k = 0; k < n; k++) {
                double t = m[c][k];
                m[c][k] = m[p][k];
                m[p][k] = t;
            }
        }
        r *= m[c][c];
        for (int i = c + 1; i < n; i++) {
            double f = m[i][c] / m[c][c];
            for (int k = c; k < n; k++)
                m[i][k] -= f * m[c][k];
        }
    }
    return r;
}
static int life(int gens)
{
    uint8_t g[2][16][16] = {{{0}}};
    static const int8_t glider[5][2] = {{1, 2}, {2, 3}, {3, 1}, {3, 2}, {3, 3}};
    for (int i = 0; i < 5; i++)
        g[0][glider[i][0]][glider[i][1]] = 1;
    for (int t = 0; t < gens; t++)
        for (int y = 0; y < 16; y++)
            for (int x = 0; x < 16; x++) {
                int n = 0;
                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -1; dx <= 1; dx++)
                        if (dx || dy)
                            n += g[t & 1][(y + dy) & 15][(x + dx) & 15];
                g[~t & 1][y][x] = n == 3 || (n == 2 && g[t & 1][y][x]);
            }
    int h = 0;
    for (int y = 0; y < 16; y++)
        for (int x = 0; x < 16; x++)
            if (g[gens & 1][y][x])
                h = h * 257 % 65521 + y * 16 + x;
    return h;
}
static int edit(const char *a, const char *b)
{
    int m = strlen(a), n = strlen(b), d[m + 1][n + 1];
    for (int i = 0; i <= m; i++)
        for (int j = 0; j <= n; j++)
            if (!i || !j)
                d[i][j] = i + j;
            else {
                int k = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
                if (d[i - 1][j] + 1 < k)
                    k = d[i - 1][j] + 1;
                if (d[i][j - 1] + 1 < k)
                    k = d[i][j - 1] + 1;
                d[i][j] = k;
            }
    return d[m][n];
}
static uint64_t modpow(uint64_t b, uint64_t e, uint64_t m)
{
    uint64_t r = 1;
    for (; e; e >>= 1, b = (unsigned __int128)b * b % m)
        if (e & 1)
            r = (unsigned __int128)r * b % m;
    return r;
}
static unsigned isqrt(unsigned n)
{
    unsigned r = 0, b = 1u << 30;
    while (b > n)
        b >>= 2;
    for (; b; b >>= 2)
        if (n >= r + b) {
            n -= r + b;
            r = (r >> 1) + b;
        } else
            r >>= 1;
    return r;
}
static int days(int y, int m, int d)
{
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400;
    unsigned yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1,
             doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + (int)doe - 719468;
}
static void mandel(void)
{
    for (int y = -6; y <= 6; y++) {
        for (int x = -16; x <= 6; x++) {
            double cr = x / 8.0, ci = y / 5.0, zr = 0, zi = 0;
            int i = 0;
            while (i < 9 && zr * zr + zi * zi < 4) {
                double t = zr * zr - zi * zi + cr;
                zi = 2 * zr * zi + ci;
                zr = t;
                i++;
            }
            putchar(" .:-=+*#%@"[i]);
        }
        putchar('|');
    }
    puts("");
}

int main(void)
{
    char hex[65];
    sha("abc", 3, hex);
    puts(hex);
    static uint8_t text[1000], packed[1200], back[1000];
    for (int i = 0; i < 1000; i++)
        text[i] = "the cat sat on the mat, "[i * 7 % 24 % (i / 100 + 5)] & 0x7f;
    sha(text, 1000, hex);
    puts(hex);
    int n = lz(text, 1000, packed), m = unlz(packed, n, back);
    printf("%d %d %d %lx\n", n, m, memcmp(text, back, 1000), (long)fnv(packed, n));
    printf("%x %x %x %x %x\n", crc("123456789"), adler(text, 1000), sbox(0x53), gmul(0x57, 0x83),
           sbox(0));
    factorial(50);
    double mat[4][4] = {{2, -1, 0, 3}, {1, 5, 4, -2}, {0, 3, 1, 7}, {-4, 2, 6, 1}};
    printf("%.10g %d %d\n", det(4, mat), life(50), edit("kitten sitting", "sitting kitten"));
    printf("%lu %lu %u %u\n", (long)modpow(3, 1000000006, 1000000007),
           (long)modpow(7, 0xffffffff, 18446744073709551557u), isqrt(1000000), isqrt(4294967295u));
    printf("%d %d %d\n", days(1970, 1, 1), days(2024, 2, 29), days(1600, 3, 1));
    mandel();
    static uint8_t sieve[5000];
    int primes = 0;
    for (int i = 2; i < 5000; i++) {
        if (sieve[i])
            continue;
        primes++;
        for (int k = i * i; k < 5000 && k > 0; k += i)
            sieve[k] = 1;
    }
    printf("%d\n", primes);
    return 0;
}
