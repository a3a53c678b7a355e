/* goto into and out of blocks, computed goto, label differences, local labels, labels as values in
 * tables. */
#include <stdio.h>

static int interpret(const char *code)
{
    static const void *const table[] = {['+'] = &&add, ['-'] = &&sub,           ['d'] = &&dup,
                                        ['.'] = &&end, ['0' ... '9'] = &&digit, ['j'] = &&jump};
    int stack[16] = {0}, *sp = stack, steps = 0;
#define NEXT                                                                                       \
    do {                                                                                           \
        steps++;                                                                                   \
        goto *table[(unsigned char)*code++];                                                       \
    } while (0)
    NEXT;
add:
    sp--;
    sp[-1] += *sp;
    NEXT;
sub:
    sp--;
    sp[-1] -= *sp;
    NEXT;
dup:
    *sp = sp[-1];
    sp++;
    NEXT;
digit:
    *sp++ = code[-1] - '0';
    NEXT;
jump:
    code += 2;
    NEXT;
end:
    return sp[-1] * 100 + steps;
}
static int offsets(int i)
{
    static const int distance[] = {&&zero - &&zero, &&one - &&zero, &&two - &&zero};
    goto *(&&zero + distance[i]);
zero:
    return 1000;
one:
    return 1001;
two:
    return 1002;
}
#define MAX_LOCAL(a, b)                                                                            \
    ({                                                                                             \
        __label__ done;                                                                            \
        int r_ = (a);                                                                              \
        if (r_ > (b))                                                                              \
            goto done;                                                                             \
        r_ = (b);                                                                                  \
    done:                                                                                          \
        r_;                                                                                        \
    })
static int into(int x)
{
    int r = 0;
    if (x > 5)
        goto inside;
    for (int i = 0; i < 3; i++) {
        r += 10;
        if (0) {
        inside:
            r += 1;
            i = 1;
        }
        r += 100 * i;
    }
    return r;
}
static int backward(int n)
{
    int r = 1;
again:
    if (n > 1) {
        r *= n--;
        goto again;
    }
    return r;
}
static int nested_break(void)
{
    int count = 0;
    for (int i = 0; i < 10; i++)
        for (int j = 0; j < 10; j++)
            for (int k = 0; k < 10; k++) {
                if (i * j * k == 252)
                    goto found;
                count++;
            }
found:
    return count;
}
static int state(const char *s)
{
    void *next = &&start;
    int words = 0;
    while (*s) {
        goto *next;
    start:
        if (*s != ' ') {
            words++;
            next = &&word;
        }
        s++;
        continue;
    word:
        if (*s == ' ')
            next = &&start;
        s++;
    }
    return words;
}
static int cleanup(int fail)
{
    int r = 0;
    if (fail == 1)
        goto err1;
    r |= 1;
    if (fail == 2)
        goto err2;
    r |= 2;
    if (fail == 3)
        goto err3;
    return r | 4;
err3:
    r |= 8;
err2:
    r |= 16;
err1:
    r |= 32;
    return r;
}
static int vla_scope(int n)
{
    int total = 0;
again:;
    int a[n];
    for (int i = 0; i < n; i++)
        a[i] = i + n;
    for (int i = 0; i < n; i++)
        total += a[i];
    if (--n)
        goto again;
    return total;
}
static int local_targets(int n)
{
    __label__ small, large;
    void *to[] = {&&small, &&large};
    int r = 0;
    goto *to[n > 5];
small:
    r += 1;
large:
    r += 10;
    return r + n;
}
static int typed(int x)
{
    typedef int label;
label:
    if (x++ < 3)
        goto label;
    {
        label y = x;
        return y;
    }
}

int main(void)
{
    printf("%d %d\n", interpret("12+d+3-."), interpret("9j123d-4+."));
    printf("%d %d %d\n", offsets(0), offsets(1), offsets(2));
    printf("%d %d %d\n", MAX_LOCAL(3, 4), MAX_LOCAL(9, 4),
           MAX_LOCAL(MAX_LOCAL(1, 2), MAX_LOCAL(0, 1)));
    printf("%d %d\n", into(1), into(9));
    printf("%d %d %d\n", backward(10), nested_break(), state("  the quick  brown fox "));
    printf("%d %d %d %d\n", cleanup(0), cleanup(1), cleanup(2), cleanup(3));
    printf("%d %d\n", vla_scope(6), typed(0));
    printf("%d %d\n", local_targets(1), local_targets(9));
    return 0;
}
