/* A bit-field wider than int keeps its own width in GNU C: arithmetic wraps at 33 bits where the
 * field has 33. */
#include <stdio.h>

struct W {
    unsigned long long a : 33, b : 40, c : 63, d : 32, e : 31;
    long long s : 33, t : 50;
};

static volatile int one = 1;

int main(void)
{
    struct W w = {0x1ffffffff, 0xffffffffff, 0x7fffffffffffffff, 0xffffffff,
                  0x7fffffff,  -1,           0x1ffffffffffff};
    printf("%llx %llx\n", (unsigned long long)(w.a << 4), (unsigned long long)(w.a << 4 * one));
    printf("%llx %llx\n", (unsigned long long)(w.a + w.a), (unsigned long long)(w.a + 1ull));
    printf("%d %d\n", w.a + w.a == 0x1fffffffe, (w.a << 1) > 0x1ffffffff);
    printf("%llx\n", (unsigned long long)(w.b * w.b));
    printf("%llx\n", (unsigned long long)(w.b + one));
    printf("%llx\n", (unsigned long long)~w.a);
    printf("%llx %llx\n", (unsigned long long)-w.b, (unsigned long long)(w.c + w.c));
    printf("%zu %x %d\n", sizeof(w.d + 0), w.d << 4, w.e - 0x7fffffff - 1 < 0);
    printf("%d %d\n", w.s < 0, w.s < w.t);
    printf("%lld %lld\n", (long long)(w.s * 5), (long long)(w.t - one));
    printf("%llx\n", (unsigned long long)(w.a >> 1 << 1));
    printf("%d\n", (w.a & 0xf0f0f0f0f) == 0x10f0f0f0f);
    w.a += w.a;
    w.b *= 3;
    w.c -= 5;
    w.s <<= 1;
    w.s /= 3;
    printf("%llx %llx %llx %lld\n", (unsigned long long)w.a, (unsigned long long)w.b,
           (unsigned long long)w.c, (long long)w.s);
    return 0;
}
