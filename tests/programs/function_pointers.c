/* Function pointers: tables, returning them, arguments, comparison, conversions, conditional calls,
 * structs of them. */
#include <stdio.h>
#include <string.h>

typedef int Binary(int, int);
typedef Binary *Choose(char);
static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }
static Binary *choose(char c)
{
    switch (c) {
    case '+':
        return add;
    case '-':
        return &sub;
    default:
        return *mul;
    }
}
static int (*pick(int i))(int, int)
{
    static int (*const t[])(int, int) = {add, sub, mul};
    return t[i];
}
static Choose *chooser(void) { return choose; }
static int apply(Binary f, int a, int b)
{
    return f(a, b) + (*f)(a, b) + (**f)(a, b) + (***f)(a, b);
}
static int fold(const int *a, int n, int (*f)(int, int), int start)
{
    while (n--)
        start = f(start, *a++);
    return start;
}
struct Shape {
    const struct Ops *ops;
    double a, b;
};
struct Ops {
    double (*area)(const struct Shape *);
    const char *name;
    void (*grow)(struct Shape *, double);
};
static double rect(const struct Shape *s) { return s->a * s->b; }
static double circle(const struct Shape *s) { return s->a * s->a * 3; }
static void grow(struct Shape *s, double k)
{
    s->a *= k;
    s->b *= k;
}
static const struct Ops rect_ops = {rect, "rect", grow},
                        circle_ops = {.name = "circle", .area = circle};
static struct Shape by_value(struct Shape s, double (*f)(const struct Shape *))
{
    s.b = f(&s);
    return s;
}
static void nothing(void) {}
static long many(int a, double b, char c, long d, float e, short f, int g, int h, long i, double j)
{
    return a + b + c + d + e + f + g + h + i + j;
}
static float narrow(float f, char c, short s, _Bool b) { return f + c + s + b; }
static int unprototyped();
static int calls;
static int once(int a, int b)
{
    calls++;
    return a | b;
}
static void set_first(void (**slot)(void)) { *slot = nothing; }

int main(void)
{
    int a[] = {1, 2, 3, 4};
    printf("%d %d %d\n", choose('+')(5, 3), choose('-')(5, 3), choose('*')(5, 3));
    printf("%d %d\n", pick(1)(10, 4), (*pick(2))(10, 4));
    printf("%d %d\n", chooser()('-')(1, 2), apply(mul, 3, 4));
    printf("%d %d\n", fold(a, 4, add, 0), fold(a, 4, choose('*'), 1));
    struct Shape shapes[] = {{&rect_ops, 2, 3}, {&circle_ops, 2}};
    for (int i = 0; i < 2; i++) {
        struct Shape *s = &shapes[i];
        if (s->ops->grow)
            s->ops->grow(s, 2);
        printf("%s %g %g\n", s->ops->name, s->ops->area(s), by_value(*s, s->ops->area).b);
    }
    int (*f)(int, int) = 0;
    printf("%d %d ", !f, add == &add);
    printf("%d ", (f = add) != sub);
    printf("%d\n", f && f(1, 1));
    printf("%d\n", (a[0] ? add : sub)(7, 2) + (a[0] > 5 ? add : sub)(7, 2));
    void (*v)(void) = (void (*)(void))mul;
    printf("%d\n", ((Binary *)v)(6, 7));
    void *raw = (void *)add;
    Binary *back = raw;
    printf("%d\n", back(20, 22));
    long (*m)(int, double, char, long, float, short, int, int, long, double) = many;
    printf("%ld %g\n", m(1, 2.5, 'a', 1l << 40, 0.5f, -3, 7, 8, 9, 10.0),
           narrow(1.5, 300, 70000, 5));
    float (*n)(float, char, short, _Bool) = narrow;
    printf("%g\n", n(1, 2.9, -1, 0.1));
    printf("%d %d\n", unprototyped(1, 2), (int)sizeof(unprototyped(1, 2)));
    Binary *table[2][2] = {{add, sub}, {[1] = once}};
    printf("%d %d %d\n", table[0][1](9, 4), table[1][0] == 0,
           table[1][1](table[0][0](1, 2), 8) + calls);
    set_first(&v);
    v();
    printf("%d\n", v == nothing);
    size_t (*len)(const char *) = strlen;
    printf("%zu\n", len("hello"));
    int (*volatile vf)(int, int) = sub;
    printf("%d\n", vf(3, 5));
    struct {
        int (*f)(const char *, ...);
    } io = {printf};
    io.f("%s %d\n", "indirect", 5);
    return 0;
}
static int unprototyped(a, b)
int a, b;
{
    return a * 10 + b;
}
