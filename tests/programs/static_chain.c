/* __builtin_call_with_static_chain: the chain that the callee finds in its register, if it is called by a pointer. */
#include <stdio.h>
struct big { long a[5]; };
__asm__(".globl chain_of, with_argument\nchain_of: movq %r10, %rax\n\tret\nwith_argument: leaq (%r10,%rdi), %rax\n\tret");
extern void *chain_of(void);
extern long with_argument(long x);
__attribute__((noipa, naked)) static int naked_one(int x, char *p) { __asm__("leal 1(%rdi), %eax\n\tret"); }
static int calls;
__attribute__((noipa)) static void plain(void) { calls++; }
__attribute__((noipa)) static struct big structure(int x) { struct big b = {{x, x + 1}}; return b; }
static void *(*volatile pointer)(void) = chain_of;
static long (*volatile adding)(long) = with_argument;
static struct big (*volatile made)(int) = structure;

int main(void)
{
    char c[2];
    int nested(int x) { return x + (c == 0); }
    printf("%d", __builtin_call_with_static_chain(pointer(), c + 1) == c + 1);
    printf(" %ld %d", __builtin_call_with_static_chain(adding(40), (char *)2), __builtin_call_with_static_chain(nested(1), c));
    __builtin_call_with_static_chain(plain(), c);
    __builtin_call_with_static_chain(plain(), (void *)0);
    printf(" %ld\n", __builtin_call_with_static_chain(made(9), c).a[1]);
    printf(" %ld %d\n", __builtin_call_with_static_chain(structure(7), c).a[1], calls);
    printf("%d\n", naked_one(6, c));
    return 0;
}
