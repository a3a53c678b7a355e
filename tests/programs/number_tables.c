/* Tables of numbers: each spelling of a number means in every element what it meant in the first. */
#include <stdio.h>

static unsigned char bytes[] = {1, 0x10, 1, 0x10, 255, 010, 1, 255, 010, 0x10, [3] = 7, 1, 7, 255, 1, [0] = 255, 1, 1};
static signed char narrow[8] = {200, 1, 200, 1, 200};
static short shorts[2][3] = {{1, 2, 1}, 2, 1, 2};
static _Bool flags[] = {2, 1, 0, 2, 1, 0, 0.5, 0.5};
static float floats[] = {1, 1.5, 1, 1.5f, 1.5, 1};
static double doubles[] = {1, 1.5, 1, 0.1, 0.1f, 0.1, 1.5};
static void *pointers[] = {0, 0, bytes, 0, 0};
static struct { int a; unsigned char tail[]; } flexible = {1, {2, 3, 2, 3, 2}};
static int ranges[] = {[0 ... 2] = 5, 5, 5, [1] = 6, 6, 5, 5};
static __int128 wide[] = {1, -1, 1, 0xffffffffffffffff, 0xffffffffffffffff, 1};
static _Complex double sums[] = {1, 2i, 1, 2i};
static struct pair { char x; int y; } pairs[] = {1, 2, 1, 2, {1, 2}, 2, 1};
static union { int i; float f; } either[] = {1, {.f = 1}, 1, 1};
static unsigned long quads[4] = {~0, 1, ~0, 1};

int main(void)
{
    const unsigned char *at;
    size_t size;
    static const unsigned char local[] = {3, 3, 3, 4, 3};
#define SHOW(x) for (at = (const unsigned char *)&x, size = sizeof x; size; size--) printf("%02x", *at++); puts("");
    SHOW(bytes) SHOW(narrow) SHOW(shorts) SHOW(flags) SHOW(floats) SHOW(doubles) SHOW(ranges) SHOW(wide) SHOW(sums)
    SHOW(pairs) SHOW(either) SHOW(quads) SHOW(local)
    printf("%d %d %d\n", pointers[0] == 0, pointers[2] == bytes, pointers[4] == 0);
    printf("%d %d %d\n", flexible.a, flexible.tail[0], flexible.tail[4]);
    return 0;
}
