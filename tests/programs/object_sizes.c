/* __builtin_object_size and its dynamic form, in the four modes, of what GCC knows too. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct S {
    int n;
    char a[4];
    struct { char x[3], y[5]; } in[2];
    char last[6];
} s, sa[3], *ps = &s;
struct F { char n, a[]; } flexible = {1, {1, 2, 3}};
extern struct F elsewhere;
struct F elsewhere = {1, {1}};
union U { struct { int i; char c[4]; } s; char c[12]; };
char a3x5[3][5], tentative[];
_Complex double complex_number;

#define P(e) printf("%s %zd %zd %zd %zd\n", #e, __builtin_object_size(e, 0), __builtin_object_size(e, 1), \
                    __builtin_object_size(e, 2), __builtin_object_size(e, 3))

__attribute__((noinline)) static void named(int i)
{
    P(a3x5[1]); P(&a3x5[1]); P(a3x5[1] + 2); P(&a3x5[1][2]); P(&a3x5[1] + 1); P(a3x5[i]); P(&a3x5[1][-2]);
    P(&s.n); P(s.a); P(&s.a[1]); P(s.in); P(&s.in[1]); P(s.in[1].y); P(&s.in[1].y[2]); P(s.last); P(&s.last[2]);
    P(&s.last); P(s.a + 0); P((char *)&s.n + 4); P(&s.a[5]); P(&s.a[-1]); P(&s + 1); P(a3x5[0] - 1);
    P(sa[1].a); P(&sa[1].a[2]); P(&sa[1]); P(sa + 1); P(&sa[i]);
    P(&__imag__ complex_number); P(&__real__ complex_number);
    P("abc" + 1); P(&"abc"[1]); P((char *)0); P(tentative); P(&flexible); P(flexible.a); P(&elsewhere);
}

__attribute__((noinline)) static void pointed(int i)
{
    P(ps->last); P(&ps->last[2]); P(&ps->n); P(ps->a); P(&ps->a[1]); P(ps->in); P(&ps->in[1].y[2]); P(&ps->a[i]);
    P(&s.a[i]); P(&ps->in[1]); P(sa[i].a); P(&(*ps)); P(ps + 1);
    struct S *m = malloc(20);
    P(m->a); P(m->last); P(m->in); P(m); P(&m->n); P(m->in[0].y);
    union U *u = malloc(30);
    P(u->s.c); P(u->c); P(&u->s.i); P(&u->s);
    free(m);
    free(u);
}

__attribute__((noinline)) static void chosen(int i)
{
    char small[8], big[16], *p = small;
    if (i > 3)
        p = big + 2;
    P(p); P(p + 3); P(p + 9);
    char *q = i > 4 ? s.a : s.last;
    P(q);
    q = memcpy(i > 4 ? s.a : s.last, "x", 1);
    P(q); P((char *)memset(s.in, 0, 3) + 2);
    p = big;
    for (int k = 0; k < i; k++)
        p += 2;
    P(p);
    p = i > 2 ? malloc(5) : calloc(3, 4);
    P(p);
    free(p);
}

void *make(int kind, unsigned long count, unsigned long size) __attribute__((alloc_size(2, 3)));
__attribute__((noinline)) void *make(int kind, unsigned long count, unsigned long size)
{
    return kind ? calloc(count, size) : malloc(count * size);
}

#ifdef __OPTIMIZE__
#define D(e) printf("%s %zd %zd\n", #e, __builtin_dynamic_object_size(e, 0), __builtin_dynamic_object_size(e, 1))

__attribute__((noinline, access(read_write, 1, 2))) static void given(int *p, unsigned long n, unsigned long i)
{
    D(p); D(p + i); D(p + 2);
}

__attribute__((noinline)) static void computed(unsigned long n, unsigned long i)
{
    char array[n];
    struct S structures[n];
    char *p = make(1, n, 3), *q = malloc(n);
    D(array); D(array + i); D(&array[i] + 1); D(array + n); D(&structures[i].a[1]); D(structures[i].in[1].y);
    D(&structures[1].a[i]); D(p); D(p + i); D(p + 100); D(i & 1 ? q : array + 2); D(i & 1 ? q : (char *)ps);
    char *walk = p;
    for (unsigned long k = 0; k < i; k++)
        walk += k;
    D(walk); D(walk - 2); D(&s.a[i]); D(&sa[i - 1].last[i]);
    free(p);
    free(q);
}
#else
static void given(int *p, unsigned long n, unsigned long i) { (void)p, (void)n, (void)i; }
static void computed(unsigned long n, unsigned long i) { (void)n, (void)i; }
#endif

int main(int argc, char **argv)
{
    int array[10];
    (void)argv;
    named(argc);
    pointed(argc);
    chosen(argc);
    void (*volatile call)(int *, unsigned long, unsigned long) = given;
    call(array, 10, argc + 2);
    given(array, 10, argc + 2);
    computed(argc + 9, argc + 2);
    return 0;
}
