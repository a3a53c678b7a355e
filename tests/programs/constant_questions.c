/* __builtin_constant_p of a value that is another constant on each of two ways: an asm that wants a constant stands
   behind it, and the answer must hold where the two ways have met. */
#include <stdio.h>

static int choose(int v)
{
    unsigned a = v == 1 ? 1 : 2;
    int r = 0;

    if (__builtin_constant_p(a))
        asm volatile ("movl %1, %0" : "=r"(r) : "i"(a));
    else
        asm volatile ("movl %1, %0" : "=r"(r) : "r"(a));
    a = 6;
    if (__builtin_constant_p(a))
        asm volatile ("addl %1, %0" : "+r"(r) : "i"(6));
    else
        asm volatile ("addl %1, %0" : "+r"(r) : "r"(a));
    return r;
}

static int count(int n)
{
    int r = 0;
    for (int i = 0; __builtin_constant_p(i) ? i < 3 : i < n; i++) {
        if (__builtin_constant_p(i))
            asm volatile ("addl %1, %0" : "+r"(r) : "i"(i));
        else
            asm volatile ("addl %1, %0" : "+r"(r) : "r"(i));
    }
    return r;
}

int main(int argc, char **argv)
{
    printf("%d %d %d\n", choose(argc), choose(argc + 1), count(3));
    return 0;
}
