/* options: -funsigned-bitfields -std=gnu89 */
/* Bit-fields whose type does not say "signed" are unsigned, through typedefs too; enumerations and _Bool as they are. */
#include <stdio.h>
#include <string.h>

typedef int plain;
typedef plain plainer;
typedef signed int marked;
typedef marked still_marked;
typedef long long wide;
enum sign { BELOW = -1, ABOVE = 1 };

struct all {
    char a : 3;
    signed char b : 3;
    short c : 9;
    int d : 5, e : 20;
    const int f : 4;
    plainer g : 7;
    marked h : 7;
    still_marked i : 6;
    wide j : 40;
    signed long k : 33;
    enum sign l : 2;
    int whole;
};

int main(void)
{
    struct all x;
    memset(&x, -1, sizeof x);
    printf("%d %d %d %d %d %d\n", x.a, x.b, x.c, x.d, x.e, x.f);
    printf("%d %d %d %lld %ld %d %d\n", x.g, x.h, x.i, (long long)x.j, (long)x.k, x.l, x.whole);
    x.d = -3;
    x.h = -3;
    printf("%d %d %d %d\n", x.d, x.h, x.d > -1, x.h > 0);
    return 0;
}
