/* _Generic: lvalue conversion of the controlling expression, qualifiers, arrays, functions,
 * nesting, no evaluation. */
#include <stdio.h>
#include <stddef.h>

#define NAME(x)                                                                                    \
    _Generic((x), char: "char", signed char: "signed char", unsigned char: "unsigned char", int: "int", \
    unsigned: "unsigned", long: "long", unsigned long: "unsigned long", float: "float", double: "double", \
    char *: "char *", const char *: "const char *", void *: "void *", const void *: "const void *", int *: "int *", \
    int (*)[3]: "int (*)[3]", int (*)(int): "int (*)(int)", void (*)(void): "void (*)(void)", \
    struct S: "struct S", struct S *: "struct S *", const struct S *: "const struct S *", _Bool: "_Bool", int **: "int **", \
    volatile int *: "volatile int *", int *const *: "int *const *", default: "default")
#define cube(x) _Generic((x), float : cubef, default : cubed, long double : cubel)(x)
#define is_pointer(x) _Generic((typeof(x) *)0, typeof(*(x)) ** : 1, default : 0)

struct S {
    int a[3];
};
typedef int Int;
enum E { E0, E1 = 7 };
static float cubef(float x) { return x * x * x + 0.25f; }
static double cubed(double x) { return x * x * x; }
static long double cubel(long double x) { return x * x * x - 0.5L; }
static int f(int x) { return x; }
static void g(void) {}
static int hits;

int main(void)
{
    int i = 0, a[3] = {0}, *p = a, **pp = &p;
    const int ci = 1;
    volatile int *vp = &i;
    char c = 0;
    const char *s = "";
    struct S st = {{1}};
    const struct S cs = st;
    int *const *pcp = &p;
    Int t = 0;
    enum E e = E1;
    _Bool b = 1;
    unsigned char uc = 1;
    float fl = 1;
    puts(NAME(i));
    puts(NAME(ci));
    puts(NAME(a));
    puts(NAME(&a));
    puts(NAME(p));
    puts(NAME(pp));
    puts(NAME(vp));
    puts(NAME(c));
    puts(NAME('c'));
    puts(NAME("str"));
    puts(NAME(s));
    puts(NAME(f));
    puts(NAME(&f));
    puts(NAME(g));
    puts(NAME(st));
    puts(NAME(cs));
    puts(NAME(&cs));
    puts(NAME(&st));
    puts(NAME(pcp));
    puts(NAME(t));
    puts(NAME(e));
    puts(NAME(E1));
    puts(NAME(b));
    puts(NAME(!b));
    puts(NAME(uc));
    puts(NAME(uc + uc));
    puts(NAME(+fl));
    puts(NAME(fl * 1.0));
    puts(NAME(sizeof i));
    puts(NAME(p - p));
    puts(NAME((void *)p));
    puts(NAME((const void *)0));
    puts(NAME(0 ? (void *)0 : p));
    puts(NAME(1 ? (void *)p : p));
    puts(NAME(1 ? s : (char *)0));
    puts(NAME(&a[0]));
    puts(NAME(*pp));
    puts(NAME((char)1));
    puts(NAME((const int)1));
    puts(NAME((1, a)));
    puts(NAME(st.a));
    puts(NAME(cs.a));
    puts(NAME(&*a));
    puts(NAME(b ? uc : c));
    puts(NAME(NULL));
    printf("%g %g %Lg\n", cube(2.0f), cube(2), cube(2.0L));
    printf("%d\n", _Generic((hits++, 1.5), int : hits++, double : 10, float : hits++));
    printf("%d\n", hits);
    printf("%d\n", _Generic(1, long
                            : "x", int
                            : _Generic("y", char * : 5, default : 6)) +
                       _Generic((int[2]){1}, int * : 100));
    printf("%zu\n", sizeof _Generic(0, int : (char[5]){0}, default : 0));
    _Generic(0, int : i, default : c) = 5;
    printf("%d\n", i);
    printf("%d\n", (_Generic(i, int : a))[0]);
    return 0;
}
