/* Initialisers: designated, nested, without braces, ranges, overridden, strings, unions, flexible
 * (C17 6.7.9). */
#include <stdio.h>
#include <string.h>

struct Point {
    int x, y;
};
struct Line {
    struct Point from, to;
    const char *name;
    int tail[3];
};
struct Deep {
    struct {
        union {
            int i;
            struct {
                char c, d;
            } cd;
        };
        int arr[2][3];
    } in[2];
    short last;
};
struct Flex {
    int n;
    char data[];
};
struct FlexPair {
    int n;
    struct Point p[];
};
union U {
    double d;
    struct Point p;
    char c[12];
};

static struct Line lines[] = {
    {{1, 2}, {3, 4}, "braced", {5, 6, 7}},
    8,
    9,
    10,
    11,
    "flat",
    12,
    13,
    14,
    {.to.y = 15, .from = {.y = 16}, .name = "named"},
    [5] = {.tail[1] = 17, 18, .to = {19}},
    [4].from.x = 20,
    21,
    22,
    [3] = {{1, 1}},
};
static int range[] = {1, [3 ... 6] = 7, 8, [2] = 9, [4 ... 5] = 10, [9] = 11};
static int grid[][3] = {{1}, 2, 3, 4, {5, 6}, 7, [5] = {[2] = 8}, [4][1] = 9, 10};
static struct Deep deep = {
    {{{1}, {2, 3, 4, {5, 6}}}, {.cd = {7, 8}, .arr[1] = {9}, .arr[0][2] = 10}}, 11};
static struct Deep deep2 = {
    .in[1].arr[0][1] = 5, 6, 7, .in[0] = {{.cd.d = 3}, .arr = {[0 ... 1] = {[1] = 4}}}};
static struct Flex flex = {5, "hello"};
static struct FlexPair pairs = {2, {{1, 2}, {.y = 4}}};
static union U unions[] = {{1.5}, {.p = {3, 4}}, {.c = "text"}, {.p.y = 6}, {.d = 1, .p.x = 2}};
static char strings[][6] = {"abc", {"de"}, {'f', 'g'}, "sixsix", [5] = "z", [4] = {[2] = 'q'}};
static const char *pointers[] = {"one", [3] = "four", [2] = 1 + "xthree", 0};
static int overridden[4] = {1, 2, 3, 4, [0] = 5, 6};
static char exact[3] = "abc", longer[10] = "abc",
            unsized[] = "abc"
                        "def\0g",
            embraced[] = {"in"};
static int *address = &grid[1][2], (*row)[3] = grid + 1;
static struct Point *inside = &lines[1].to;
static const void *self[] = {self, &self[1], (char *)self + 3};
static int ones1[1][1][1] = {{{42}}}, ones2[1][1][1] = {43}, ones3[2][1] = {{44}, 45},
           ones4[1][2] = {46, 47};
static struct {
    struct {
        int a[1];
    } b[1];
    int c;
} brace1 = {{{{48}}}, 49}, brace2 = {50, 51}, brace3 = {{52}, 53};
static struct {
    int a;
    int e[0];
    struct {
    } s;
    int b;
} empty = {.a = 1, .b = 2};

static int counter;
static int next(void) { return ++counter; }

static void show_lines(const struct Line *l, int n)
{
    for (; n--; l++)
        printf("(%d %d)-(%d %d) %s %d %d %d\n", l->from.x, l->from.y, l->to.x, l->to.y,
               l->name ? l->name : "-", l->tail[0], l->tail[1], l->tail[2]);
}
static void show_deep(const struct Deep *d)
{
    for (int i = 0; i < 2; i++) {
        printf("%d.%d [", d->in[i].cd.c, d->in[i].cd.d);
        for (int k = 0; k < 6; k++)
            printf(" %d", d->in[i].arr[k / 3][k % 3]);
        printf(" ] ");
    }
    printf("%d\n", d->last);
}

/* After a range the next element is the one behind its last; a literal of known length gives its own. */
struct Cell { int a, b, c; };
struct Row { struct Cell cells[2]; int sum; };
static struct Cell run[] = {[0 ... 2] = 1, 2, 3, 4}, middle[] = {[1 ... 2].b = 1, 2, 3};
static struct Row rows[3] = {[0 ... 1].cells[0 ... 1].a = 7, 8, 9, 10};
static int three[] = (int[3]){1}, four[] = (int[]){[3] = 2};

static void show_ints(const void *of, unsigned long size)
{
    for (unsigned long i = 0; i < size / sizeof(int); i++)
        printf("%d ", ((const int *)of)[i]);
    printf("\n");
}

static void show_ranges(void)
{
    struct Row local[3] = {[0 ... 1].cells[0 ... 1].a = next(), 8, 9, 10, 11};
    struct Cell cells[] = {[0 ... 2] = next(), 2, 3, 4, 5};
    show_ints(run, sizeof run);
    show_ints(middle, sizeof middle);
    show_ints(rows, sizeof rows);
    show_ints(three, sizeof three);
    show_ints(four, sizeof four);
    show_ints(local, sizeof local);
    show_ints(cells, sizeof cells);
}

/* Ranges that overlap or stand within each other: each value is evaluated once, the later one counts. */
struct Table { struct { int a, b; } x[3]; int t, u; };
struct Bits { struct { int a : 3, b : 7; } x[3]; int t, u; };

static void overlapping(int one)
{
    int b[8] = {[2 ... 4] = one, [0 ... 3] = 2, [6] = 9}, c[8] = {[0 ... 5] = one, [3] = 2, [4] = 3};
    int d[4][4] = {[2] = {1, 2, 3, 4}, [1 ... 2][1 ... 2] = one, [0] = {9, 9, 9, 9}};
    int e[3][3] = {[1 ... 2] = {1, 2, 3}, [0 ... 1][1] = 7}, f[3][3] = {[0 ... 1][0 ... 1] = next()};
    int big[20][20] = {[1 ... 18][3 ... 9] = next(), [2] = {1, 2}};
    struct Table t = {.t = 5, .u = 6, .x = {[0 ... 2] = {1, 2}}}, u = {.t = 5, .u = 6, .x = {[0 ... 2] = {1, next()}}};
    struct Table v = {.x[0 ... 1] = {1, 2}, .x[1 ... 2].a = 7};
    struct Bits w = {.t = 5, .u = 6, .x = {[0 ... 2] = {1, 2}}}, x = {.t = 5, .u = 6, .x = {[0 ... 2] = {next(), 2}}};
    show_ints(b, sizeof b);
    show_ints(c, sizeof c);
    show_ints(d, sizeof d);
    show_ints(e, sizeof e);
    show_ints(f, sizeof f);
    show_ints(big, sizeof big);
    show_ints(&t, sizeof t);
    show_ints(&u, sizeof u);
    show_ints(&v, sizeof v);
    for (int i = 0; i < 3; i++)
        printf("%d %d %d %d ", w.x[i].a, w.x[i].b, x.x[i].a, x.x[i].b);
    printf("%d %d %d %d\n", w.t, w.u, x.t, x.u);
}

int main(void)
{
    printf("%zu\n", sizeof lines / sizeof *lines);
    show_lines(lines, sizeof lines / sizeof *lines);
    printf("%zu:", sizeof range / sizeof *range);
    for (unsigned i = 0; i < sizeof range / sizeof *range; i++)
        printf(" %d", range[i]);
    printf("\n%zu:", sizeof grid / sizeof *grid);
    for (unsigned i = 0; i < sizeof grid / sizeof **grid; i++)
        printf(" %d", (&grid[0][0])[i]);
    puts("");
    show_deep(&deep);
    show_deep(&deep2);
    printf("%d %s %zu %d %d\n", flex.n, flex.data, sizeof flex, pairs.p[0].y, pairs.p[1].y);
    printf("%g %d %s %d %d\n", unions[0].d, unions[1].p.y, unions[2].c, unions[3].p.y,
           unions[4].p.x);
    for (unsigned i = 0; i < sizeof strings / sizeof *strings; i++)
        printf("[%.6s]", strings[i]);
    printf(" %d\n", strings[4][2]);
    for (unsigned i = 0; i < sizeof pointers / sizeof *pointers; i++)
        printf("%s ", pointers[i] ? pointers[i] : "null");
    printf("%zu\n%d %d %d %d\n", sizeof pointers / sizeof *pointers, overridden[0], overridden[1],
           overridden[2], overridden[3]);
    printf("%.3s %s %zu %zu %zu %d\n", exact, longer, sizeof exact, sizeof unsized, sizeof embraced,
           longer[9]);
    printf("%d %d %d %d\n", *address, (*row)[2], inside->y, self[0] == self && self[1] == self + 1);
    printf("%d %d %d %d %d %d\n", ones1[0][0][0], ones2[0][0][0], ones3[0][0], ones3[1][0],
           ones4[0][0], ones4[0][1]);
    printf("%d %d %d %d %d %d\n", brace1.b[0].a[0], brace1.c, brace2.b[0].a[0], brace2.c,
           brace3.b[0].a[0], brace3.c);
    printf("%d %d\n", empty.a, empty.b);

    struct Line local[2] = {
        [1] = {{next(), next()}, .tail = {[1] = next(), next()}, .to.y = next()}};
    show_lines(local, 2);
    struct Point p = {next()}, q = p, r = {.y = p.x, .x = q.y};
    printf("%d %d %d %d %d %d\n", p.x, p.y, q.x, q.y, r.x, r.y);
    struct Line copy = {p, .to = q, .to.x = 99, .name = __func__};
    show_lines(&copy, 1);
    int autorange[8] = {[1 ... 3] = next(), [6] = 1};
    for (int i = 0; i < 8; i++)
        printf("%d ", autorange[i]);
    char word[8] = "hi", list[] = {'a', [3] = 'b'};
    printf("%d %d %d %zu %d\n", word[1], word[2], word[7], sizeof list, list[2]);
    union U u = {.c = {[11] = 'k'}};
    printf("%d %d\n", u.c[0], u.c[11]);
    int scalar = {7}, big[100] = {0}, tot = 0;
    for (int i = 0; i < 100; i++)
        tot += big[i];
    show_ranges();
    overlapping(1);
    printf("%d %d %d\n", scalar, tot, ((struct Line){.tail = {1, 2, 3}}).tail[2]);
    return 0;
}
