/* alias, weak, section, constructor, destructor, used, visibility, noreturn, section bounds,
 * weakref. */
#include <stdio.h>
#include <stdlib.h>

static int order[8], n;
static void note(int k) { order[n++] = k; }
__attribute__((constructor)) static void first(void) { note(1); }
__attribute__((constructor(200))) static void earlier(void) { note(200); }
__attribute__((constructor(101))) static void earliest(void) { note(101); }
__attribute__((destructor)) static void last(void) { printf("destructor %d\n", n); }
int real(int x) { return x + 1; }
int alias_of(int) __attribute__((alias("real")));
int weak_alias(int) __attribute__((weak, alias("real")));
static int real_static(void) { return 77; }
int exported(void) __attribute__((alias("real_static")));
int data = 5;
extern int data_alias __attribute__((alias("data")));
extern const int const_alias __attribute__((alias("const_data")));
const int const_data = 8;
__attribute__((weak)) int weak_default(void) { return 3; }
extern int weak_missing(void) __attribute__((weak));
extern int weak_data __attribute__((weak));
int weak_defined __attribute__((weak)) = 12;
static int ref(int) __attribute__((weakref("real")));
static int missing_ref(int) __attribute__((weakref("nowhere")));
extern int nowhere(int) __attribute__((weak));
static int missing_data __attribute__((weakref("nothing")));
extern int nothing __attribute__((weak));
struct Entry {
    const char *name;
    int (*call)(int);
};
static int twice(int x) { return 2 * x; }
static int square(int x) { return x * x; }
#define ENTRY(f)                                                                                   \
    static const struct Entry entry_##f                                                            \
        __attribute__((used, section("entries"), aligned(8))) = {#f, f}
ENTRY(twice);
ENTRY(square);
ENTRY(real);
extern const struct Entry __start_entries[], __stop_entries[];
static int placed __attribute__((section(".data.placed"))) = 9;
__attribute__((section(".text.special"), noinline)) static int special(int x) { return x * 3; }
__attribute__((visibility("hidden"))) int hidden = 4;
static int unused_fn(void) __attribute__((unused));
static int unused_fn(void) { return 0; }
__attribute__((cold, noinline)) static int cold(int x) { return -x; }
__attribute__((hot)) static int hot(int x) { return x; }
__attribute__((noreturn, noinline)) static void die(int x)
{
    printf("leaving %d\n", x);
    exit(0);
}
_Noreturn static void die2(void) { die(alias_of(41)); }
__attribute__((pure)) static int pure(const int *p) { return *p; }
__attribute__((const)) static int constant(int x) { return x * 7; }
__attribute__((malloc)) static void *mine(size_t s) { return malloc(s); }
__attribute__((nonnull(1), warn_unused_result)) static int checked(const char *s) { return s[0]; }
__attribute__((flatten)) static int flat(int x) { return twice(x) + square(x); }
static int depr(void) __attribute__((deprecated("x")));
static int depr(void) { return 6; }
__attribute__((optimize("O1"))) static int tuned(int x) { return x - 1; }
static void cleaner(int *p) { note(*p); }
static int scoped(int x)
{
    __attribute__((cleanup(cleaner))) int a = 60;
    if (x) {
        __attribute__((cleanup(cleaner))) int b = 61;
        if (x > 1)
            return a + b;
        b++;
    }
    a++;
    return a;
}
static int loop(void)
{
    int before = n;
    for (int i = 0; i < 3; i++) {
        __attribute__((cleanup(cleaner))) int c = 70 + i;
        if (i == 1)
            continue;
        if (i == 2)
            break;
        c = 0;
    }
    n = before + (order[before + 1] == 71) + (order[before + 2] == 72);
    return n - before;
}

/* Arrays that a later declaration completes. */
extern const int completed[];
const int completed[] = {1, 2, 3};
extern int completed_in_block[];
static int block(void) { extern int completed_in_block[2]; return sizeof completed_in_block; }
int completed_in_block[] = {4, 5};
extern char completed_by_string[];
char completed_by_string[] = "six";
extern int one_element[];
int one_element[];

int main(void)
{
    printf("%d %d %d %d\n", !missing_ref, !nowhere, !&missing_data, !&nothing);
    printf("%d %d %d\n", order[0], order[1], order[2]);
    printf("%d %d %d %d %d %d\n", completed[2], completed_in_block[1], *completed_by_string, one_element[0],
           (int)sizeof completed + block(), (int)sizeof completed_by_string);
    printf("%d %d %d %d %d %d %d\n", alias_of(1), weak_alias(2), exported(), data_alias,
           const_alias, weak_default(), ref(9));
    data_alias++;
    printf("%d %d %d %d\n", data, weak_missing == 0, &weak_data == 0, weak_defined);
    int total = 0;
    for (const struct Entry *e = __start_entries; e < __stop_entries; e++) {
        total += e->call(3) * e->name[1];
    }
    printf("%d %td\n", total, __stop_entries - __start_entries);
    printf("%d %d %d %d %d\n", placed, special(5), hidden, cold(6), hot(7));
    int *m = mine(sizeof *m);
    *m = 5;
    printf("%d %d %d %d %d %d\n", pure(m), constant(3), checked("c"), flat(4), depr(), tuned(9));
    free(m);
    n = 3;
    printf("%d ", scoped(0));
    printf("%d ", scoped(1));
    printf("%d ", scoped(2));
    for (int i = 3; i < n; i++)
        printf("%d ", order[i]);
    n = 0;
    printf("%d\n", loop());
    n = 0;
    if (n == 0)
        die2();
    return 1;
}
