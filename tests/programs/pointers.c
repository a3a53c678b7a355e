/* Pointers: arithmetic, arrays of arrays, decay, const, void, comparison, to incomplete types,
 * restrict, alias of char. */
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct Node {
    int v;
    struct Node *l, *r;
    struct Node **self;
};
struct Hidden;
static struct Hidden *keep;
struct Hidden {
    int x;
};
typedef int Row[4];
static int m[3][4] = {{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10, 11}};
static int *const fixed = &m[1][1];
static const int *end = m[2] + 4;
static char *argvs[] = {"prog", "-a", "b", 0};
static int cube[2][3][4];
static void *generic;
static int (*rows)[4] = m;
static int (**prow)[4] = &rows;
static char bytes[16];
static uintptr_t as_int = 0;
static int *null_a = 0, *null_b = (void *)0;
static long diff = 0;
static int sum(int a[][4], int n)
{
    int s = 0;
    for (int(*r)[4] = a; r < a + n; r++)
        for (int *q = *r; q != *r + 4; ++q)
            s += *q;
    return s;
}
static int sum2(Row *a, int n) { return a[n - 1][3] + (*a)[1] + **a + *(*(a + 1) + 2); }
static void fill(int *restrict to, const int *restrict from, int n)
{
    while (n-- > 0)
        *to++ = *from++;
}
static int length(char *const *v)
{
    int n = 0;
    while (*v++)
        n++;
    return n;
}
static struct Node *insert(struct Node **where, int v)
{
    while (*where)
        where = v < (*where)->v ? &(*where)->l : &(*where)->r;
    struct Node *n = calloc(1, sizeof *n);
    n->v = v;
    n->self = where;
    return *where = n;
}
static int walk(const struct Node *n) { return n ? walk(n->l) * 2 + n->v + walk(n->r) : 1; }
static void release(struct Node *n)
{
    if (n) {
        release(n->l);
        release(n->r);
        free(n);
    }
}
static struct Node *reverse(struct Node *list)
{
    struct Node *prev = 0;
    while (list) {
        struct Node *next = list->r;
        list->r = prev;
        prev = list;
        list = next;
    }
    return prev;
}
static void *advance(void *p, long by) { return p + by; }
static int deref3(int ***p) { return ***p; }
static char *find(char *s, int c)
{
    for (; *s != c; s++)
        if (!*s)
            return 0;
    return s;
}
static int (*choose(int i))[4] { return &m[i]; }
static int *(*fp(int *a))[2]
{
    static int *pair[2];
    pair[0] = a;
    pair[1] = a + 1;
    return &pair;
}
static size_t offset(const volatile void *a, const volatile void *b)
{
    return (const volatile char *)b - (const volatile char *)a;
}

int main(void)
{
    printf("%d %d %d %d\n", sum(m, 3), sum2(m, 3), *fixed, end[-1]);
    int *p = &m[0][0], *q = &m[2][3];
    printf("%td %td %d %d %d\n", q - p, p - q, p < q, *(p + 5), p[7]);
    printf("%d %d %d\n", 2 [p], (*prow)[1][2], *(*(*prow + 2) + 1));
    p += 3;
    p -= 1;
    printf("%d ", *p++);
    printf("%d ", *p--);
    printf("%d ", *--p);
    printf("%d\n", *++p);
    printf("%td %td %td\n", &m[2] - &m[0], (char *)&m[2] - (char *)m,
           &cube[1][2][3] - &cube[0][0][0]);
    printf("%zu %zu %zu %zu %zu\n", sizeof m, sizeof m[0], sizeof *rows, sizeof(&m),
           sizeof cube[0]);
    int big[12];
    fill(big, *m, 12);
    printf("%d %d\n", memcmp(big, m, sizeof big), length(argvs + 1));
    struct Node *root = 0;
    int keys[] = {50, 20, 70, 10, 30, 60, 80, 25};
    for (int i = 0; i < 8; i++)
        insert(&root, keys[i]);
    printf("%d %d\n", walk(root), *root->l->r->self == root->l->r);
    release(root);
    struct Node list[3] = {{1, 0, &list[1]}, {2, 0, &list[2]}, {3}};
    struct Node *rev = reverse(list);
    printf("%d%d%d\n", rev->v, rev->r->v, rev->r->r->v);
    generic = m;
    printf("%d %d\n", *(int *)advance(generic, 20), ((Row *)generic)[2][0]);
    int x = 9, *px = &x, **ppx = &px;
    printf("%d %d\n", deref3(&ppx), **ppx);
    char text[] = "pointer";
    printf("%s %d %c\n", find(text, 'n'), find(text, 'z') == 0, *find(text, 't'));
    printf("%d %d %d\n", (*choose(1))[3], choose(2)[0][1], *(*fp(big))[1]);
    as_int = (uintptr_t)&m[1];
    printf("%d %d\n", *(int *)as_int, (int *)(as_int + 8) == &m[1][2]);
    printf("%d %d %d\n", null_a == null_b, !null_a, null_a ? 1 : 2);
    struct Hidden hid = {4};
    keep = &hid;
    printf("%d\n", keep->x);
    diff = (char *)(p + 1) - (char *)p;
    printf("%ld %zu\n", diff, offset(&m[0], &m[1]));
    const char *const words[] = {"alpha", "beta"};
    const char *const *w = words;
    printf("%s ", *++w);
    printf("%c %c\n", **w, *(*words + 2));
    unsigned u = 0x12345678;
    unsigned char *c = (unsigned char *)&u;
    printf("%x %x\n", c[0], *(c + 3));
    int i = 2;
    p = big;
    p[i] = i;
    i[p]++;
    *(p + i++) += 10;
    printf("%d %d\n", big[2], i);
    short *sp = (short *)bytes;
    *sp++ = 0x102;
    *sp = -1;
    printf("%d %d %td\n", bytes[0], bytes[3], (char *)sp - bytes);
    int(*pa)[3] = &(int[3]){7, 8, 9};
    printf("%d %d %zu\n", (*pa)[1], *(*pa + 2), sizeof *pa);
    p = &big[11];
    int back = 0;
    for (; p >= big + 9; p--)
        back += *p;
    printf("%d\n", back);
    long idx = -2;
    unsigned char ui = 200;
    static char far[300];
    far[200] = 'f';
    printf("%c %d %td\n", far[ui], (&big[5])[idx], &far[ui] - &far[(signed char)100]);
    void (*none)(void) = 0;
    printf("%d %d\n", none == 0, (void *)0 == none);
    return 0;
}
