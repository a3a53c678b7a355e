/* options: -mgeneral-regs-only */
/* Interrupt service routines of x86-64, entered as the processor does it, and functions that keep all registers. */
#include <stdio.h>
#include <string.h>

typedef unsigned long word;
struct frame {
    word ip, cs, flags, sp, ss;
};
typedef __attribute__((interrupt)) void Routine(struct frame *);
typedef __attribute__((interrupt)) void Exception(struct frame *, word);

word before[16], after[16], again[16];
void *target;
word error, has_error, sp_before, sp_after, resumed, flags_after, kept;

/* Fill the registers, do what an interrupt does, and see what the registers are after it. */
void trigger(void), call(void);
#define EACH(DO) \
    DO(rax, 0) DO(rcx, 1) DO(rdx, 2) DO(rbx, 3) DO(rbp, 4) DO(rsi, 5) DO(rdi, 6) DO(r8, 7) DO(r9, 8) DO(r10, 9) \
    DO(r11, 10) DO(r12, 11) DO(r13, 12) DO(r14, 13) DO(r15, 14)
#define FILL(name, n) "mov before+8*" #n "(%rip), %" #name "\n"
#define KEEP(name, n) "mov %" #name ", after+8*" #n "(%rip)\n"
#define SAVE "push %rbx\n push %rbp\n push %r12\n push %r13\n push %r14\n push %r15\n"
#define RESTORE "pop %r15\n pop %r14\n pop %r13\n pop %r12\n pop %rbp\n pop %rbx\n"
asm(".text\n"
    "trigger: " SAVE
    "mov %rsp, sp_before(%rip)\n"
    "mov %rsp, %rcx\n"
    "and $-16, %rsp\n"
    "mov %ss, %eax\n push %rax\n"
    "push %rcx\n"
    "pushfq\n orq $0x400, (%rsp)\n" /* the program was copying downwards */
    "mov %cs, %eax\n push %rax\n"
    "lea 2f(%rip), %rax\n push %rax\n"
    "cmpl $0, has_error(%rip)\n je 1f\n push error(%rip)\n"
    "1:" EACH(FILL) "std\n jmp *target(%rip)\n"
    "movq $-1, resumed(%rip)\n nop\n" /* where a routine sends it: 12 bytes before 2 */
    "2:" EACH(KEEP)
    "mov %rsp, sp_after(%rip)\n"
    "pushfq\n pop flags_after(%rip)\n cld\n"
    RESTORE "ret\n"
    "call: " SAVE EACH(FILL) "sub $8, %rsp\n call *target(%rip)\n add $8, %rsp\n" EACH(KEEP) RESTORE "ret\n");

static void report(const char *name)
{
    int wrong = 0;
    for (int i = 0; i < 15; i++)
        wrong |= (before[i] != after[i]) << i;
    printf("%s: changed %#x, stack %d, resumed %ld, flags %lx\n", name, wrong, sp_before == sp_after, (long)resumed,
           flags_after & 0xc01);
    resumed = 0;
}
static void interrupt(Routine *routine)
{
    target = routine;
    has_error = 0;
    trigger();
}
static void exception(Exception *routine, word code)
{
    target = routine;
    has_error = 1;
    error = code;
    trigger();
}

static int counter;
static struct frame seen;
static word seen_error, misaligned;
static char text[40];

__attribute__((noinline)) static void busy(word a)
{
    _Alignas(16) volatile char aligned[16];
    asm volatile("mov %1, %0" : "=r"(misaligned) : "r"(aligned)); /* nobody knows where it is */
    misaligned &= 15;
    asm volatile("xor %%eax, %%eax\n cpuid\n xor %%esi, %%esi\n xor %%edi, %%edi\n xor %%r8, %%r8\n xor %%r9, %%r9\n"
                 "xor %%r10, %%r10\n xor %%r11, %%r11"
                 ::: "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory", "cc");
    char local[sizeof text];
    for (unsigned i = 0; i < sizeof local; i++)
        local[i] = 'a' + i % 7;
    memcpy(text, local, 30); /* upwards, however the program that was interrupted copies */
    text[30] = (char)('0' + a % 10);
}

static __attribute__((interrupt)) void count(struct frame *frame) { (void)frame, counter++; }
__attribute__((interrupt)) void look(struct frame *frame)
{
    seen = *frame;
    busy(frame->ip & 1);
}
static Exception look_both;
static void look_both(struct frame *frame, word code)
{
    seen_error = code;
    seen = *frame;
    busy(code);
}
__attribute__((interrupt)) void skip(struct frame *frame, word code) { frame->ip -= code; }
__attribute__((interrupt)) void carry(struct frame *frame)
{
    frame->flags ^= 0x401;
    if (frame->flags & 0x800)
        busy(1);
}
__attribute__((interrupt)) void room(struct frame *frame, unsigned long code)
{
    int values[code];
    for (word i = 0; i < code; i++)
        values[i] = i * i;
    busy(code);
    for (word i = 0; i < code; i++)
        kept += values[i];
    kept += frame->sp == sp_before;
}
__attribute__((interrupt)) void far(struct frame *frame, word code)
{
    _Alignas(64) volatile char a[32];
    _Alignas(16) volatile int b[8];
    for (int i = 0; i < 8; i++)
        b[i] = a[i] = (char)(code + i);
    for (word i = 0; i < 8; i++)
        kept += a[i] + b[i];
    kept += (word)a % 64 + (word)b % 16 + (frame->sp == sp_before);
}
__attribute__((interrupt)) void far_too(struct frame *frame)
{
    _Alignas(64) volatile char a[32];
    _Alignas(32) char b[50];
    for (int i = 0; i < 32; i++)
        a[i] = b[i] = (char)i;
    busy((word)a % 64 + (word)b % 32);
    for (word i = 0; i < 32; i++)
        kept += a[i] + b[i];
    kept += (word)a % 64 + (word)b % 32 + (frame->sp == sp_before);
}
__attribute__((interrupt)) void early(struct frame *frame, word code)
{
    if (code > 5)
        return;
    seen.ip = frame->ip;
    for (int i = 0; i < 3; i++) {
        busy(code + i);
        if (text[30] == '6')
            return;
    }
    frame->flags |= 1;
}
static Routine *const table[] = {count, look, carry};

__attribute__((no_caller_saved_registers, noinline)) void quiet(void)
{
    busy(4);
    counter += 10;
}
__attribute__((no_caller_saved_registers, noinline)) int result(void)
{
    busy(5);
    return counter + text[30];
}

struct big {
    word a[4];
};
#define KEEPS __attribute__((no_caller_saved_registers, noinline))
KEEPS word many(word a, word b, word c, word d, word e, word f, int g, struct big h, short i)
{
    busy(f);
    return a + 10 * b + 100 * c + 1000 * d + 10000 * e + 100000 * f + 1000000 * g + h.a[1] * 10000000 + i;
}
KEEPS void passed(int a, long b, char c)
{
    busy(a);
    kept = a + b + c;
}
KEEPS static unsigned __int128 wide(unsigned __int128 a)
{
    busy(6);
    return a + 1;
}
KEEPS static struct big big(word a, word b)
{
    busy(b);
    return (struct big){{a, b, a + b, misaligned}};
}
KEEPS static int factorial(int n)
{
    static void *const next[] = {&&more, &&end};
    goto *next[n < 2];
more:
    busy(n);
    return n * factorial(n - 1);
end:
    return 1;
}

int main(void)
{
    for (int i = 0; i < 16; i++)
        before[i] = 0x0123456789abcdef * (i + 3);
    for (int i = 0; i < 3; i++) {
        interrupt(table[i]);
        report("interrupt");
    }
    printf("%d %d %d %d %s\n", counter, seen.sp == sp_before, seen.flags & 0x400 ? 1 : 0, (int)misaligned, text);
    memset(&seen, 0, sizeof seen);
    memset(text, 0, sizeof text);
    exception(look_both, 0x123456789);
    report("exception");
    printf("%#lx %d %d %s\n", seen_error, seen.sp == sp_before, (int)misaligned, text);
    exception(skip, 12);
    report("moved on");
    exception(room, 9);
    report("room");
    exception(far, 9);
    report("far");
    interrupt(far_too);
    report("far too");
    printf("%ld\n", (long)kept);
    for (word i = 3; i < 7; i++) {
        exception(early, i);
        report("early");
    }
    target = (void *)many;
    call();
    after[0] = before[0];
    report("many");
    target = (void *)passed;
    call();
    report("passed");
    target = (void *)wide;
    call();
    printf("%d%d ", after[0] == before[6] + 1, after[2] == before[5] + (after[0] == 0));
    after[0] = before[0], after[2] = before[2];
    report("wide");
    struct big b = big(7, 8);
    printf("%ld %ld %ld\n", many(1, 2, 3, 4, 5, 6, 7, b, (short)8), b.a[0], b.a[3]);
    printf("%lx %d\n", (word)(wide(((__int128)1 << 64) - 1) >> 60), factorial(6));
    target = (void *)quiet;
    call();
    sp_after = sp_before;
    report("quiet");
    target = (void *)result;
    call();
    printf("%d ", (int)after[0]);
    after[0] = before[0];
    report("result");
    return 0;
}
