/* Inline assembly: operands, matching, memory, clobbers, early clobber, modifiers, named, flags,
 * goto, registers. */
#include <stdio.h>

static long global = 40;
static int add(int a, int b)
{
    int r;
    __asm__("addl %2, %0" : "=r"(r) : "0"(a), "r"(b) : "cc");
    return r;
}
static int in_out(int a)
{
    asm volatile("incl %0\n\tnegl %0" : "+r"(a) : : "cc");
    return a;
}
static long memory(long *p, long v)
{
    long old;
    asm("movq %1, %0\n\tmovq %2, %1" : "=&r"(old), "+m"(*p) : "r"(v) : "memory");
    return old;
}
static unsigned named(unsigned x)
{
    asm("bswapl %[value]" : [value] "+r"(x));
    return x;
}
static int flags(unsigned a, unsigned b)
{
    int below, equal;
    char sign;
    asm("cmpl %4, %3" : "=@ccb"(below), "=@cce"(equal), "=@ccs"(sign) : "r"(a), "r"(b));
    return below | equal << 1 | (sign != 0) << 2;
}
static _Bool carry(unsigned char *p)
{
    _Bool c;
    asm("shrb %1" : "=@ccc"(c), "+m"(*p));
    return c;
}
static int branch(int x)
{
    asm goto("testl %0, %0\n\tjs %l[negative]\n\tjz %l1" : : "r"(x) : "cc" : negative, zero);
    return 1;
negative:
    return -1;
zero:
    return 0;
}
static int branch_out(int x)
{
    int r;
    asm goto("leal 1(%1), %0\n\tcmpl $10, %1\n\tjg %l[big]" : "=&r"(r) : "r"(x) : "cc" : big);
    return r;
big:
    return r * 100;
}
static int loop_goto(int n)
{
    int c = 0;
again:
    c++;
    asm goto("decl %0; jnz %l[again]" : "+m"(n) : : "cc" : again);
    return c;
}
static unsigned long fixed(unsigned a, unsigned b)
{
    unsigned hi, lo;
    asm("mull %3" : "=a"(lo), "=d"(hi) : "a"(a), "rm"(b) : "cc");
    return (unsigned long)hi << 32 | lo;
}
static int immediate(int x)
{
    asm("addl %1, %0\n\tsubl $%c2, %0" : "+r"(x) : "i"(100), "i"(sizeof(long) + 1));
    return x;
}
static int sizes(int x)
{
    int r = 0;
    asm("movb %b1, %b0\n\tmovw %w1, %w0\n\tmovzbl %h1, %k0\n\taddq $1, %q0" : "+Q"(r) : "Q"(x));
    return r;
}
static long address(void)
{
    long r;
    asm("leaq 3(%1), %0" : "=r"(r) : "r"(5l));
    asm("movq %1, %0\n\taddq %2, %0" : "=&r"(r) : "m"(global), "ri"(2l));
    return r;
}
static int mixed(int a, int b)
{
    int q, r;
    asm("cltd\n\tidivl %4" : "=a"(q), "=&d"(r) : "0"(a), "1"(0), "c"(b) : "cc");
    return q * 1000 + r;
}
static int either(int x)
{
    int r;
    asm("movl %1, %0" : "=r,m"(r) : "g,r"(x + 1));
    return r;
}
static void copy(char *to, const char *from, unsigned long n)
{
    asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}
static int reg_var(int a)
{
    register int x asm("ebx") = a;
    register int y asm("r12");
    asm("leal (%1,%1,2), %0" : "=r"(y) : "r"(x));
    return y;
}
static double sse(double a, double b)
{
    asm("addsd %1, %0\n\tmulsd %0, %0" : "+x"(a) : "xm"(b));
    return a;
}
static long double x87(long double v)
{
    asm("fchs" : "+t"(v));
    return v;
}
static unsigned char small(unsigned char c, short s)
{
    asm("addb %b1, %0" : "+q"(c) : "r"(s));
    return c;
}
static struct {
    int a, b[3];
} st = {1, {2, 3, 4}};
static int through(int i)
{
    asm("addl %1, %0\n\taddl $5, %2" : "+r"(i), "+m"(st.b[1]) : "m"(st.b[2]));
    return i;
}
static int stmt(int x)
{
    return ({
               int y;
               asm("movl %1,%0" : "=r"(y) : "rm"(x));
               y;
           }) +
           1;
}
static int no_inputs(void)
{
    int a, b;
    asm("movl $7, %0; movl $8, %1" : "=r"(a), "=r"(b));
    asm volatile("" : : : "memory");
    asm volatile("nop");
    asm("");
    return a * b;
}
static int percent(void)
{
    int r;
    asm("movl $1, %%eax\n\tmovl %%eax, %0 # {comment} %% %=" : "=r"(r) : : "eax");
    return r;
}
int top_level(int);
asm(".text\n.globl top_level\n.type top_level,@function\ntop_level: leal 2(%rdi,%rdi), %eax\n "
    "ret\n.size top_level, .-top_level\n");
static int renamed(void) asm("other_name");
static int renamed(void) { return 5; }
extern int alias_by_name asm("target_data");
int target_data_user(void) { return alias_by_name; }
asm(".data\n.globl target_data\ntarget_data: .long 77\n.text");
static const char section_text[] = "s";
static int pushed(void)
{
    int r;
    asm(".pushsection .rodata\n771: .long 1234\n.popsection\n\tmovl 771b(%%rip), %0" : "=r"(r));
    return r;
}
static unsigned long matching_wide(unsigned long x)
{
    unsigned int low;
    asm("shrq $4, %q0" : "=r"(low) : "0"((unsigned)x));
    return low;
}
static int unused_output(int x)
{
    int dummy;
    asm volatile("addl $1, %1" : "=&r"(dummy), "+r"(x));
    return x;
}
static char byte_out(int x)
{
    char c;
    asm("testl %1,%1; setnz %0" : "=q"(c) : "r"(x) : "cc");
    return c;
}

static int chosen(int c, int *p, int *r)
{
    int a, b, d, e, f;
    asm("movl %1, %0" : "=r"(a) : "m"(c ? *p : *r));
    asm("movl %1, %0" : "=r"(b) : "m"((c++, *p)));
    asm("movl %1, %0" : "=r"(d) : "m"(({ *r; })));
    asm("movl %1, %0" : "=r"(e) : "m"(c > 1 ? *p : 77));
    asm("movl %1, %0" : "=r"(f) : "m"(((unsigned)*p)));
    return a + b * 10 + d * 100 + e * 1000 + f * 10000;
}
static int copied(int n, void *p)
{
    int a, b, c;
    asm("movzbl %1, %0" : "=r"(a) : "m"(({ struct { char x[n]; } *q = p; *q; })));
    asm("movzbl %1, %0" : "=r"(b) : "m"(({ struct { char x[n]; } q; __builtin_memcpy(&q, p + 1, n); q; })));
    asm("movl %1, %0" : "=r"(c) : "m"(({ struct { int x[5]; } q = {{n, 1, 2}}; q; })));
    ({ struct { char x[n]; } *q = p; *q; });
    return a + b * 100 + c * 10000;
}
int main(void)
{
    printf("%d %d %d\n", chosen(1, &(int){3}, &(int){5}), chosen(0, &(int){3}, &(int){5}), copied(6, "ABCDE"));
    printf("%d %d %ld ", add(40, 2), in_out(9), memory(&global, 50));
    printf("%ld %x\n", global, named(0x11223344));
    printf("%d %d %d\n", flags(1, 2), flags(2, 2), flags(3, 2));
    unsigned char c = 5;
    printf("%d ", carry(&c));
    printf("%d ", carry(&c));
    printf("%d ", carry(&c));
    printf("%d\n", c == 0);
    printf("%d %d %d %d %d %d\n", branch(-5), branch(0), branch(5), branch_out(10), branch_out(11),
           loop_goto(6));
    printf("%lx %d %d %ld %d %d\n", fixed(0xffffffff, 0xffffffff), immediate(5), sizes(0x1234),
           address(), mixed(-17, 5), either(6));
    char buffer[8] = {0};
    copy(buffer, "copied", 6);
    printf("%s %d %g %Lg %d\n", buffer, reg_var(7), sse(1.5, 2.5), x87(2.5L), small(250, 10));
    printf("%d ", through(3));
    printf("%d %d %d %d %d\n", st.b[1], stmt(4), no_inputs(), percent(), top_level(20));
    printf("%d %d %d %lx %d %d %d\n", renamed(), target_data_user(), pushed(),
           matching_wide(0xabcd1234ul), unused_output(1), byte_out(0), byte_out(3));
    return section_text[1];
}
