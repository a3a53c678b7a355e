/* Integer promotions and the usual arithmetic conversions (C17 6.3.1.1, 6.3.1.8). */
#include <stdio.h>
#include <limits.h>

#define TYPE(e) _Generic((e), _Bool: "bool", char: "char", signed char: "schar", unsigned char: "uchar", \
    short: "short", unsigned short: "ushort", int: "int", unsigned: "uint", long: "long", \
    unsigned long: "ulong", long long: "llong", unsigned long long: "ullong", float: "float", \
    double: "double", long double: "ldouble", default: "other")
#define SHOW(e) printf("%-28s %-8s size %zu\n", #e, TYPE(e), sizeof(e))

static volatile signed char sc = -1;
static volatile unsigned char uc = 255;
static volatile short s = -1;
static volatile unsigned short us = 65535;
static volatile int i = -1;
static volatile unsigned u = 1;
static volatile long l = -1;
static volatile unsigned long ul = 1;
static volatile _Bool b = 1;

int main(void)
{
    SHOW(sc + sc); SHOW(uc * uc); SHOW(us << 1); SHOW(~us); SHOW(-uc); SHOW(+b); SHOW(!l);
    SHOW(i + u); SHOW(u + l); SHOW(l + ul); SHOW(1LL + 1UL); SHOW(1.0f + 1); SHOW(1.0f + 1.0);
    SHOW(1.0L + 1ULL); SHOW('a'); SHOW(sizeof 1); SHOW(b ? sc : us); SHOW(b ? i : ul);
    SHOW(us >> 20L); SHOW(1 << 3ULL); SHOW(2147483648); SHOW(0x80000000); SHOW(0xffffffffffffffff);
    SHOW(1u - 2); SHOW((char)1); SHOW((sc, us)); SHOW(sc = 3); SHOW(us++);
    sc = -1;
    us = 65535;
    printf("%d %d %d\n", i < u, l < (long)u, s < (int)us);
    printf("%d %d %d\n", sc == uc, (unsigned char)sc == uc, sc < uc);
    printf("%d\n", -1 < sizeof(int));
    printf("%d\n", (unsigned)us * us > 4000000000u);
    printf("%d %d\n", (signed char)200, (short)0x18000);
    printf("%d %u\n", ~uc, ~u);
    printf("%ld %lu\n", l + u, ul + i);
    printf("%d %d\n", uc >> 1, sc >> 1);
    printf("%lld %llu\n", (long long)i, (unsigned long long)i);
    printf("%llu %lld\n", (unsigned long long)(unsigned)i, (long long)(unsigned)i);
    uc = 255; uc++; printf("%d ", uc);
    uc = 0; uc--; printf("%d ", uc);
    sc = 127; sc++; printf("%d ", sc);
    uc = 200; uc += 100; printf("%d ", uc);
    uc = 200; uc *= 2.6; printf("%d ", uc & 1);
    uc = 7; uc <<= 6; printf("%d ", uc);
    uc = 0x80; uc = uc >> 1 | uc << 7; printf("%d ", uc);
    uc = ~uc; printf("%d\n", uc);
    b = 256; printf("%d ", b); b = 0.25; printf("%d ", b); b = (long)0; printf("%d ", b);
    b = &b; printf("%d ", b); b++; printf("%d ", b); b--; printf("%d ", b); b--; printf("%d ", b);
    b += 2; printf("%d ", b); b ^= 1; printf("%d ", b); b = -b; printf("%d ", b); b = ~b; printf("%d\n", b);
    i = INT_MAX; printf("%d %u\n", (short)i, i + 1u);
    i = -7; printf("%d %d %u %u\n", i / 2, i % 2, i / 2u, i % 2u);
    printf("%d %d\n", (i & 3u) > 0, -1 > 1u);
    printf("%d\n", (unsigned short)-1 > -1);
    printf("%d\n", (unsigned)-1 > -1);
    printf("%d %d\n", 'a' < '\377', (unsigned char)'\377' == 255);
    u = 0x80000000u; printf("%d %d\n", (int)(u >> 31), (int)u >> 31);
    printf("%lx %lx\n", (long)(int)u, (unsigned long)u << 1);
    printf("%ld\n", (long)(short)(char)0x7f80);
    return 0;
}
