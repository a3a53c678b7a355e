/* options: -w */
/* Static objects whose flexible array member is initialised: by lists, by designators, without braces. */
#include <stdio.h>

struct text { int n; char b[]; };
struct pairs { short n; struct { int x, y; } b[]; };
struct words { int n; int b[]; };

static struct text changed = {.n = 1, .b = "abcd", .b[0] = '2'}, far = {.n = 1, .b[2] = 'a'};
static struct text around = {.b[3] = 'c', 'd', 'e', .n = 4}, longer = {1, .b = {1, 2, 3}, .b[5] = 6};
static struct text again = {.b[2] = 'c', .b[1] = 'x', .b[0] = 'a', .b[1] = 'b'}, bare = {7, 'x', "yz"[0], 0};
static struct words plain = {1, 2, 3, 4}, one = {5, 6}, ranged = {1, .b[1 ... 3] = 9, 8};
static struct pairs flat = {1, 2, 3, 4, 5, 6}, inner = {1, .b[1].y = 7}, last = {.b[2] = {8, 9}};

static void bytes(const void *data, int size)
{
    for (int i = 0; i < size; i++)
        printf("%x ", ((const unsigned char *)data)[i]);
    puts("");
}

int main(void)
{
    bytes(&changed, 9);
    bytes(&far, 7);
    bytes(&around, 10);
    bytes(&longer, 10);
    bytes(&again, 7);
    bytes(&bare, 7);
    bytes(&plain, 16);
    bytes(&one, 8);
    bytes(&ranged, 24);
    bytes(&flat, 28);
    bytes(&inner, 20);
    bytes(&last, 28);
    return 0;
}
