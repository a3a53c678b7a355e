/* Labels whose address is taken, in functions that are inlined: each copy keeps labels that its gotos can reach. */
#include <stdio.h>

static inline int pick(int n)
{
    static void *const unused = 0;
    void *next = n ? &&one : &&two;
    (void)unused;
    goto *next;
one:
    return 10;
two:
    return 20;
}
static inline void *where(int n)
{
    if (n)
    here:
        return &&here;
    return 0;
}
__attribute__((noinline)) static int a(int n) { return pick(n) + 1; }
__attribute__((noinline)) static int b(int n) { return pick(!n) + 2; }
__attribute__((noinline)) static void *c(int n) { return where(n); }

static int run(const unsigned char *code)
{
    static void *const table[] = {&&push, &&add, &&twice, &&stop};
    int stack[8], top = 0;
    goto *table[*code++];
push:
    stack[top++] = *code++;
    goto *table[*code++];
add:
    top--;
    stack[top - 1] += stack[top];
    goto *table[*code++];
twice:
    stack[top - 1] *= 2;
    goto *table[*code++];
stop:
    return stack[0];
}

int main(void)
{
    printf("%d %d %d %d %d %d\n", a(0), a(1), b(0), b(1), c(0) == 0, c(1) != 0);
    printf("%d\n", run((const unsigned char[]){0, 3, 0, 4, 1, 2, 3}));
    return 0;
}
