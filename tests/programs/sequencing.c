/* Evaluation: each operand once, comma, short circuit, omitted middle operand, assignment values,
 * sequence points. */
#include <stdio.h>

static char trace[200];
static int at;
static int t(char c, int v)
{
    trace[at++] = c;
    trace[at] = 0;
    return v;
}
static void show(int v)
{
    printf("%d:%s\n", v, trace);
    at = 0;
    trace[0] = 0;
}
static int *p(char c, int *q)
{
    t(c, 0);
    return q;
}
static double d(char c, double v)
{
    t(c, 0);
    return v;
}
struct S {
    int a, b[3];
    struct S *n;
};
static struct S *s(char c, struct S *q)
{
    t(c, 0);
    return q;
}
static int g = 5;
static int bump(void) { return g++; }
static int set(int v)
{
    g = v;
    return v;
}
static volatile int v = 1;

int main(void)
{
    show(t('a', 0) && t('b', 1));
    show(t('a', 1) && t('b', 2));
    show(t('a', 0) || t('b', 0));
    show(t('a', 3) || t('b', 1));
    show((t('a', 0) || t('b', 1)) && t('c', 0));
    show(t('a', 1) && t('b', 0) || t('c', 5));
    show(!(t('a', 1) && !t('b', 0)));
    show(t('a', 5) ?: t('b', 6));
    show(t('a', 0) ?: t('b', 6));
    show(t('a', 0) ?: t('b', 0) ?: t('c', 7));
    show(d('a', 0.5) ?: 9);
    show((t('a', 1), t('b', 2), t('c', 3)));
    show(t('a', 1) ? t('b', 2) : t('c', 3));
    show(t('a', 0) ? t('b', 2) : t('c', 0) ? t('d', 4) : t('e', 5));
    show(p('a', &g) ? 1 : 0);
    show((p('a', &g) ?: &g) == &g);
    int x = 3, y = 4, *q = &x, arr[5] = {0, 10, 20, 30, 40};
    *p('a', q) += t('b', 2) && 0;
    trace[0] && (at = 0);
    *p('a', &x) += 5;
    show(x);
    ++*p('a', q);
    show((*p('b', q))++);
    show(x);
    *p('c', q) <<= 2;
    show(x);
    arr[t('i', 2)] *= 3;
    show(arr[2]);
    arr[t('i', 3)]++;
    show(arr[3]);
    p('a', arr)[t('x', 0) + 1] -= 4;
    show(arr[1]);
    struct S a = {1, {2, 3, 4}}, b = {5, {6}, &a};
    s('a', &b)->n->b[1] |= 8;
    show(a.b[1]);
    s('a', s('b', &b)->n)->a--;
    show(a.a);
    a = *s('c', &b);
    show(a.a);
    (s('d', &a)->b[0] == 6 ? &a : &b)->a = 44;
    show(a.a);
    x = y = g = 7;
    printf("%d %d %d\n", x, y, g);
    x = (y = 5) + 1;
    printf("%d %d\n", x, y);
    char c = x = 300;
    printf("%d %d\n", c, x);
    unsigned char uc;
    int wide = uc = 511;
    printf("%d\n", wide);
    float f;
    double dd = f = 0.1;
    printf("%d\n", dd == 0.1f);
    _Bool bo;
    int ib = bo = 17;
    printf("%d\n", ib);
    x = 5;
    y = x++, y++, x + y;
    printf("%d %d\n", x, y);
    for (x = 0, y = 10; x < y; x++, y--)
        ;
    printf("%d %d\n", x, y);
    x = (bump(), bump());
    printf("%d %d\n", x, g);
    y = set(1) ? bump() : set(9);
    printf("%d %d\n", y, g);
    if (x = 0)
        puts("no");
    else if ((x = 4) > 3)
        printf("%d\n", x);
    while ((x = x - 1))
        ;
    printf("%d\n", x);
    x = 1;
    x += x += 1 ? 2 : 0 ? 5 : 6;
    printf("%d\n", x > 0);
    q = arr;
    printf("%d ", *q++);
    printf("%d ", *++q);
    printf("%d ", ++*q);
    printf("%d ", (*q)--);
    printf("%d ", *q--);
    printf("%d %d\n", *q, q[1]);
    x = 2;
    x = x * x - -x + +x - ~x;
    printf("%d\n", x);
    int i = 3;
    i = i-- > 0 ? 10 : 20;
    printf("%d\n", i);
    printf("%d %zu\n", (int)sizeof(t('z', 0)), sizeof(x++));
    printf("%s|%d\n", trace, x);
    v = v + v;
    v += v;
    (void)v;
    printf("%d\n", v);
    do {
        static int k;
        if (k++ > 2)
            break;
        continue;
    } while (t('w', 1));
    show(0);
    for (int k = t('i', 0); t('c', k < 2); t('s', k++))
        t('b', 0);
    show(9);
    switch (t('s', 2), t('t', 1)) {
    case 1:
        t('1', 0);
    case 2:
        t('2', 0);
        break;
    default:
        t('d', 0);
    }
    show(1);
    (t('f', 1) ? show : show)(5);
    return t('r', 0);
}
