/* Macros: stringizing, pasting, recursion, variadic with and without GNU's comma, __VA_OPT__, conditionals, counters. */
#include <stdio.h>
#define EMPTY
#define STR(...) #__VA_ARGS__
#define XSTR(...) STR(__VA_ARGS__)
#define CAT(a, b) a ## b
#define XCAT(a, b) CAT(a, b)
#define log(fmt, ...) printf(fmt, ##__VA_ARGS__)
#define named(fmt, args...) printf(fmt "\n", ## args)
#define opt(f, ...) f(0 __VA_OPT__(,) __VA_ARGS__)
#define f(x) ((x) + f(1))
#define g(x) x ( 2
#define LPAREN (
#define RPAREN )
#define DEFER(m) m EMPTY
#define EVAL(...) EVAL1(EVAL1(__VA_ARGS__))
#define EVAL1(...) __VA_ARGS__
#define REPEAT(n) n REPEAT_
#define obj obj + 1
#define swap(a, b) b, a
#define twice(m, x) m(x) m(x)
#define hash_hash # ## #
#define quoted(x) #x "|" STR(x)
#define COMMA ,
#define NARGS(...) NARGS_(__VA_ARGS__, 5, 4, 3, 2, 1)
#define NARGS_(a, b, c, d, e, n, ...) n
#define LIST X(red, 1) X(green, 2) X(blue, 4)
#define X(n, v) CAT(COLOUR_, n) = v,
enum { LIST };
#undef X
#define X(n, v) STR(n) "=" #v ";"
static const char list[] = LIST;
#undef X
static int (f)(int x) { return x * 10; }
static int count(int a, int b, int c) { return a * 100 + b * 10 + c; }
#define count(...) (count)(__VA_ARGS__)
#if defined EMPTY && !defined(NOTHING) && (1 ? 2 : (0, 3)) == 2 && -1 > 0u && 'a' == 97 && 0x10 == 16L && !UNDEFINED
#define PATH 1
#elif 1 / 0
#error not reached
#else
#define PATH 2
#endif
#ifdef NOTHING
# if 1
#  error skipped
# else
   'unbalanced quote in a skipped group
# endif
#elif (2 + 3) * 4 % 7 == 6 && (1 << 4 | 3) == 19 && ~0 == -1 && (5 > 4) == 1 && (-7 / 2) == -3
#define SECOND 5
#endif
#if __has_include(<stdio.h>) && !__has_include("no/such.h") && __has_attribute(packed) && !__has_attribute(frob) && __has_builtin(__builtin_expect)
#define HAS 1
#endif
#define joined_line one\
two
#define func_like() 7
#define spaces( a , b ) a   +   b
#define spaces( a , b ) a + b
#pragma GCC diagnostic ignored "-Wunused"
_Pragma("GCC diagnostic push") _Pragma("GCC diagnostic pop")
#line 100 "renamed.c"
static int line = __LINE__; static const char *file = __FILE__;
static int l1 = __LINE__ /* a comment
over lines */ , l2 = __LINE__;
static int c0 = __COUNTER__, c1 = __COUNTER__, XCAT(unique_, __COUNTER__) = 5;
# 200 "marker.c"
static int marked = __LINE__;
#ident "x"
int main(void)
{
    log("%s\n", "one"); log("no arguments\n"); named("%d %d", 1, 2); named("none"); printf("%d %d\n", opt(count, 1, 2), (int)sizeof STR());
    printf("%s %s %s %s\n", STR(a  +   b), XSTR(CAT(x, y)), STR("q\"\\n" 'c' /* gone */ \t), XSTR(hash_hash)); printf("%s %s\n", XSTR(f(f(2))), XSTR(f)); printf("%d\n", g(f) )); printf("%s %s\n", XSTR(obj), XSTR(twice(f, 3))); printf("%s %s\n", XSTR(f LPAREN 1 RPAREN), XSTR(EVAL(DEFER(f) (1))));
    printf("%s %s %s\n", quoted(PATH), XSTR(swap(1 COMMA 2, (3, 4))), XSTR(CAT(, ) CAT(a, ) CAT(, b) CAT(1, 2) CAT(<, <=) CAT(L, 'x') CAT(., 5))); printf("%d %d %d %d\n", NARGS(a), NARGS(a, b, c), NARGS((a, b), c), NARGS()); printf("%s %d %d\n", list, COLOUR_green | COLOUR_blue, (f)(4)); printf("%d %d %d %s\n", PATH, SECOND, HAS, XSTR(joined_line)); printf("%d %s %s\n", func_like(), XSTR(func_like), XSTR(spaces(1, (2, 3))));
    printf("%d %s %d %d\n", line, file, l1, l2); printf("%d %d %d %d\n", c1 - c0, unique_2, marked, __COUNTER__ - c1); printf("%s %d\n", __FILE__, __LINE__); printf("%s %s\n", XSTR(count(1,
        2
        , 3)), XSTR(__LINE__
        __LINE__)); printf("%d %s\n", __INCLUDE_LEVEL__, STR(@ ` \ )); printf("%zu %d\n", sizeof __DATE__ + sizeof __TIME__, __STDC_VERSION__ >= 201710 && __STDC__ && __GNUC__ == 12);
    return 0
    ;
}
