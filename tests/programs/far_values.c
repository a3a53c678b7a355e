// Static objects whose values lie far apart, with what overrides them.
#include <stdio.h>

static int sparse[1 << 24] = {1, 2, [1 << 22] = 3, [(1 << 22) + 5000] = 4, [1 << 23] = 5};
static int filled[3 << 20] = {[2 << 20] = 7, [0 ... 40] = 1, [(2 << 20) - 3 ... (2 << 20) + 2] = 9, [2 << 20] = 8};
static const char *names[1 << 21] = {"first", [1 << 20] = "far", [(1 << 20) + 1 ... (1 << 20) + 3] = "ranged",
                                     [1 << 20] = "again", [(1 << 20) + 2] = 0};
static struct { char head; unsigned a : 5, b : 20; char gap[3 << 20]; unsigned c : 7, d : 9; const char *text; } mixed = {
    'h', 3, 99999, .gap[2 << 20] = 'g', .c = 100, .d = 300, .text = "text", .gap[(2 << 20) + 1] = 'G'};
static char grown[4 << 20] = {[3 << 20] = 'x', [100] = 'a', [1 << 19] = 'b', [1 << 20] = 'c', [2 << 20] = 'd',
                              [(3 << 20) - 1] = 'w', [(3 << 20) + 1] = 'y'};
static const int constant[1 << 22] = {[1 << 21] = 42};
static long zeros[1 << 23] = {[(1 << 23) - 1] = 0};
static union { char bytes[3 << 20]; struct { char skip[2 << 20]; long far; } s; } shared = {
    .bytes[(2 << 20) + 1] = 1, .s.far = 77};

int main(void)
{
    long sum = 0, at = 0;
    for (int i = 0; i < 1 << 24; i++)
        sum += sparse[i], at += sparse[i] * (long)i;
    printf("%ld %ld\n", sum, at);
    sum = at = 0;
    for (int i = 0; i < 3 << 20; i++)
        sum += filled[i], at += filled[i] * (long)i;
    printf("%ld %ld\n", sum, at);
    for (int i = 0; i < 1 << 21; i++)
        if (names[i])
            printf("%d %s\n", i, names[i]);
    printf("%c %u %u %u %u %s\n", mixed.head, mixed.a, mixed.b, mixed.c, mixed.d, mixed.text);
    for (int i = 0; i < 3 << 20; i++)
        if (mixed.gap[i])
            printf("%d %c\n", i, mixed.gap[i]);
    for (int i = 0; i < 4 << 20; i++)
        if (grown[i])
            printf("%d %c\n", i, grown[i]);
    printf("%d %d %ld\n", constant[1 << 21], constant[5], zeros[7]);
    printf("%ld %d\n", shared.s.far, shared.bytes[0]);
    return 0;
}
