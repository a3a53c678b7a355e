#include <stddef.h>
#include "macros.h"
#define LIMIT 10
#define ADD(a, b) ((a) + (b))
#define SHOW(format, ...) printf(format, __VA_ARGS__)
#define EMPTY
#define SIZE 3

static int twice(int x) { return ADD(x, x); }

#undef LIMIT
#define LIMIT 20

int main(void)
{
    int n = twice(LIMIT);
#undef LIMIT
    n -= SIZE;
    return n;
}
