// Attribute force_align_arg_pointer: a function whose callers have aligned the stack to a word alone.
#include <stdint.h>
#include <stdio.h>

typedef int vector __attribute__((vector_size(16)));

// Calls with the stack 8 bytes off what the ABI asks for.
long call_misaligned(long (*function)(long, long), long a, long b);
__asm__(".text\n"
        "call_misaligned:\n"
        "    pushq %rbp\n"
        "    movq %rsp, %rbp\n"
        "    andq $-16, %rsp\n"
        "    subq $8, %rsp\n"
        "    movq %rdi, %rax\n"
        "    movq %rsi, %rdi\n"
        "    movq %rdx, %rsi\n"
        "    call *%rax\n"
        "    leave\n"
        "    ret\n");

__attribute__((noinline)) static vector twice(vector *v)
{
    return *v + *v;
}

__attribute__((force_align_arg_pointer)) static long realigned(long a, long b)
{
    volatile vector kept = {a, b, 3, 4};
    vector copy = kept;
    vector sum = twice(&copy);
    return sum[0] + 10 * sum[1] + ((uintptr_t)&kept % 16) * 1000;
}

static long plain(long a, long b)
{
    return a * 100 + b;
}

__attribute__((force_align_arg_pointer, noinline)) static long variable(long a, long b)
{
    char room[a];
    volatile vector kept = {a, b};
    for (long i = 0; i < a; i++)
        room[i] = (char)(i + b);
    vector copy = kept;
    return twice(&copy)[1] + room[a - 1];
}

int main(void)
{
    printf("%ld %ld\n", call_misaligned(realigned, 1, 2), realigned(3, 4));
    printf("%ld\n", call_misaligned(plain, 1, 2));
    printf("%ld %ld\n", call_misaligned(variable, 30, 2), variable(5, 6));
    return 0;
}
