/* options: -fcf-protection */
/* Jumps out of functions where the shadow stack must be told of them. */
#include <stdio.h>
#include <string.h>

static void *global[5], **pointer = global;
static int depth;

__attribute__((noinline)) static void leave(void **buffer, int n)
{
    depth++;
    if (n)
        leave(buffer, n - 1);
    __builtin_longjmp(buffer, 1);
}
__attribute__((noinline)) static int through_parameter(void **buffer, int n)
{
    volatile int rounds = 0;
    if (__builtin_setjmp(buffer)) {
        if (++rounds == 3)
            return rounds + n;
    }
    leave(buffer, n);
    return -1;
}
__attribute__((noinline)) static int through_local(int n)
{
    void *buffers[2][5];
    if (__builtin_setjmp(buffers[n & 1]) == 0)
        leave(buffers[n & 1], n);
    return n * 2;
}
/* What returns for the second time leaves the buffer alone: it may hold another place by then. */
__attribute__((noinline)) static int two_places(void)
{
    void *first[5];
    volatile int step = 0;
    if (__builtin_setjmp(global)) {
        step = step + 10;
        leave(global, 1);
    }
    memcpy(first, global, sizeof first);
    if (__builtin_setjmp(global))
        return step + 1;
    leave(first, 2);
    return -1;
}
static int nested(int n)
{
    __label__ out, other;
    int seen = 0;
    void go(int k)
    {
        seen += k;
        if (k == 3)
            goto other;
        if (!k)
            goto out;
        go(k - 1);
    }
    go(n);
other:
    seen += 100;
    go(2);
out:
    return seen;
}

int main(void)
{
    for (int i = 0; i < 4; i++)
        printf("%d %d %d\n", through_parameter(i & 1 ? pointer : global, i), through_local(i), nested(i + 1));
    printf("%d\n", two_places());
    printf("%d\n", depth);
    return 0;
}
