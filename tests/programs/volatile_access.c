/* volatile: every access made and in order, in expressions, through pointers, in structures, loops
 * and conditions. */
#include <stdio.h>
#include <signal.h>

static volatile int vi = 1;
static volatile unsigned char vc;
static const volatile int cvi = 42;
static int plain;
static volatile struct {
    int a, b : 5;
    char c[3];
} vs;
struct Reg {
    volatile unsigned ctl;
    volatile unsigned short stat[2];
    int *volatile p;
    volatile int *q;
} reg;
static volatile sig_atomic_t got;
static void handler(int s) { got = got + s; }
static volatile double vd = 0.5;
static volatile long double vl = 2;
static volatile _Bool vb;
static volatile __int128 vq = 3;
static int *volatile vp = &plain;
static int reads(volatile int *p) { return *p + *p * 10; }
static void writes(volatile unsigned *p)
{
    *p = 1;
    *p = 2;
    *p |= 4;
    (*p)++;
    ++*p;
    *p <<= 1;
    *p;
}
static int wait(volatile int *p, int n)
{
    int k = 0;
    while (*p < n) {
        *p = *p + 1;
        k++;
    }
    for (; *p; --*p)
        k += 2;
    return k;
}
static int cond(volatile int *p) { return (*p && *p > 2) ? *p : -*p; }
static int kept(int x)
{
    volatile int slot = x;
    int before = slot;
    slot += 5;
    int after = slot;
    return before * 100 + after;
}
static int mixed(int n)
{
    volatile int v[4] = {1, 2, 3, 4};
    int i = n;
    v[i & 3] = v[(i + 1) & 3];
    v[i & 3]++;
    return v[0] + v[1] * 10 + v[2] * 100 + v[3] * 1000;
}
static int cast(int *p)
{
    *(volatile int *)p = 5;
    int r = *(volatile int *)p;
    *(volatile char *)p = 6;
    return r * 10 + *p;
}
static void copy(volatile void *to, const volatile void *from, int n)
{
    for (int i = 0; i < n; i++)
        ((volatile char *)to)[i] = ((const volatile char *)from)[i];
}

int main(void)
{
    vi = vi + 1;
    vi += vi;
    vi++;
    int old = vi--;
    printf("%d %d %d\n", vi, old, reads(&vi));
    vc = 255;
    vc++;
    vc--;
    vc >>= 1;
    printf("%d %d\n", vc, cvi);
    vs.a = 7;
    vs.b = -9;
    vs.b++;
    vs.c[2] = 'z';
    printf("%d %d %c\n", vs.a, vs.b, vs.c[2]);
    writes(&reg.ctl);
    reg.stat[1] = 70000;
    reg.p = &plain;
    *reg.p = 6;
    reg.q = reg.p;
    *reg.q += 1;
    printf("%u %u %d\n", reg.ctl, reg.stat[1], plain);
    vi = 0;
    printf("%d %d\n", wait(&vi, 5), vi);
    vi = 3;
    printf("%d ", cond(&vi));
    vi = 2;
    printf("%d %d %d %d\n", cond(&vi), kept(7), mixed(2), cast(&plain));
    signal(SIGUSR1, handler);
    raise(SIGUSR1);
    raise(SIGUSR1);
    printf("%d\n", got == 2 * SIGUSR1);
    vd += 1;
    vd *= vd;
    vl /= 3;
    vb = 7;
    vq *= vq;
    vp++;
    vp = &plain;
    *vp = 8;
    printf("%g %Lg %d %d %d\n", vd, vl, vb, (int)vq, plain);
    struct Reg r2 = reg;
    printf("%u %d\n", r2.ctl, r2.p == reg.p);
    char from[4] = "abc", to[4];
    copy(to, from, 4);
    puts(to);
    (void)vi;
    vi;
    volatile int unused;
    (void)&unused;
    int x = (vi, 9);
    x += (vi = 4);
    printf("%d %d\n", x, vi ? vi : 0);
    switch (vi) {
    case 4:
        puts("four");
    }
    return 0;
}
