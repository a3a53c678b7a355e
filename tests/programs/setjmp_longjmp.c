/* setjmp and longjmp: values, nesting, volatile locals kept, through frames, in loops; builtin
 * forms too. */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

static jmp_buf top, inner;
static int depth;
static void thrower(int n)
{
    char pad[64];
    memset(pad, n, sizeof pad);
    if (n == 0)
        longjmp(top, pad[0] + 5);
    thrower(n - 1);
    depth += pad[3];
}
static int catcher(int n)
{
    switch (setjmp(top)) {
    case 0:
        thrower(n);
        return -1;
    case 5:
        return 50;
    default:
        return 60;
    }
}
static int retry(void)
{
    volatile int tries = 0;
    int got = setjmp(top);
    tries++;
    if (tries < 4)
        longjmp(top, tries * 10);
    return got * 100 + tries;
}
static int zero(void)
{
    volatile int passes = 0;
    if (setjmp(top) == 0) {
        passes++;
        longjmp(top, 0);
    }
    return passes + 10;
}
static int nested(void)
{
    volatile int trace = 0;
    if (!setjmp(top)) {
        trace = trace * 10 + 1;
        if (!setjmp(inner)) {
            trace = trace * 10 + 2;
            longjmp(inner, 1);
        } else {
            trace = trace * 10 + 3;
            longjmp(top, 1);
        }
    } else
        trace = trace * 10 + 4;
    return trace;
}
struct Frame {
    jmp_buf env;
    struct Frame *up;
    const char *message;
};
static struct Frame *frames;
static void raise_(const char *m)
{
    frames->message = m;
    longjmp(frames->env, 1);
}
#define TRY                                                                                        \
    for (struct Frame f_ = {.up = frames}, *p_ = (frames = &f_); p_; frames = f_.up, p_ = 0)       \
        if (!setjmp(f_.env))
#define CATCH else
static int divide(int a, int b)
{
    if (!b)
        raise_("division by zero");
    return a / b;
}
static int safe(int a, int b)
{
    volatile int r = 0;
    TRY { r = divide(a, b); }
    CATCH { r = -(int)strlen(f_.message); }
    return r;
}
static int rethrow(void)
{
    volatile int r = 0;
    TRY
    {
        r += 1;
        TRY
        {
            r += 10;
            raise_("inner");
        }
        CATCH
        {
            r += 100;
            frames = frames->up;
            raise_("outer");
        }
    }
    CATCH { r += 1000 + f_.message[0]; }
    return r;
}
static int in_expression(int x)
{
    if (setjmp(top) != 0)
        return x;
    if (x > 2)
        longjmp(top, 1);
    return -x;
}
static double kept_double(double d)
{
    volatile double v = d;
    if (setjmp(top) == 0) {
        v *= 2;
        longjmp(top, 1);
    }
    return v + d;
}
static void *jmp[5];
__attribute__((noinline)) static void builtin_jump(void) { __builtin_longjmp(jmp, 1); }
static int builtin(void)
{
    volatile int n = 0;
    if (__builtin_setjmp(jmp))
        return n + 100;
    n = 5;
    builtin_jump();
    return -1;
}
static int looped(void)
{
    volatile int i, sum = 0;
    for (i = 0; i < 5; i++) {
        if (setjmp(top)) {
            sum += 100;
            continue;
        }
        if (i & 1)
            longjmp(top, 1);
        sum += i;
    }
    return sum;
}

static void *buffer[5];
__attribute__((noinline)) static void back(void) { __builtin_longjmp(buffer, 1); }
__attribute__((noinline)) static int plain_local(int x)
{
    int a = 0, n[3] = {1, 2, 3};
    if (__builtin_setjmp(buffer) == 0) {
        a = 1;
        n[1] += x;
        back();
    }
    return a * 100 + n[1];
}
int main(void)
{
    printf("%d %d %d\n", catcher(0), catcher(9), depth);
    printf("%d %d %d\n", retry(), zero(), nested());
    printf("%d %d %d %d\n", safe(10, 3), safe(1, 0), rethrow(), frames == 0);
    printf("%d %d %g %d\n", in_expression(1), in_expression(5), kept_double(1.5), looped());
    printf("%d\n", builtin());
    printf("%d\n", plain_local(5));
    return 0;
}
