/* options: -w */
/* When the lengths of variably modified types are evaluated: where the type name stands in its expression. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int counter;
static void *anything;
static int grid[4][3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}};

static void casts(void)
{
    int i = 0, before = -1, inside = -1;
    (before = ++i), (void)(int(*)[inside = ++i])anything;
    printf("%d %d %d\n", before, inside, i);
    i ? 0 : (void)(int(*)[++counter])anything;
    i && ((int(*)[++counter])anything, 1);
    i || ((int(*)[counter += 100])anything, 1);
    printf("%d\n", counter);
    (before = ++i), (void)(__typeof__((int(*)[inside = ++i])anything))anything;
    printf("%d %d %d\n", before, inside, i);
    (before = ++i), (void)(__typeof__(1 + (int(*)[inside = ++i])anything))anything;
    printf("%d %d %d\n", before, inside, i);
    for (int k = 0; k < 3; k++)
        anything = (char(*)[counter++]) anything;
    printf("%d\n", counter);
}

static void literals(void)
{
    int i = 2;
    int(*p)[3] = (++i, (int(*)[i]){grid + 1});
    printf("%d %d\n", (*p)[0], i);
    int(**pp)[3] = &(__typeof__(++i, (int(*)[i - 1])grid)){grid + 2};
    printf("%d %d\n", (**pp)[2], i);
    (int(*)[i++]){grid} = 0;
    printf("%d\n", i);
}

static void operators(void)
{
    int i = 0;
    int size = sizeof(__typeof__(*(++i, (char(*)[i])anything)));
    printf("%d %d\n", size, i);
    size = sizeof(*(++i, (char(*)[i])anything));
    printf("%d %d\n", size, i);
    size = sizeof((int(*)[++i])anything); // a pointer's size needs no length
    printf("%d %d\n", size, i);
    size = sizeof(__typeof__((int(*)[++i])anything));
    size += _Alignof(int[++i]);
    printf("%d %d\n", size, i);
    int v[2][i + 1];
    __typeof__(v[i++]) same;
    printf("%zu %d\n", sizeof same, i);
    size = sizeof(v[i++]);
    printf("%d %d\n", size, i);
}

static void braced(void)
{
    int n = 0;
    printf("%zu\n", sizeof(*({ n = 10; int x[n]; &x; })));
    printf("%zu\n", sizeof((*({ int m = 2; int (*x)[9][m] = 0; x; }))[1]));
    printf("%zu\n", sizeof(__typeof__(*({ n = 7; struct { int x[n]; } x; &x; }))));
    printf("%d\n", (*({ int m = 3; (int(*)[4][m])grid; }))[2][1]);
    __auto_type rows = *({ int m = 3; (int(*)[4][m])grid; });
    printf("%d %zu\n", rows[3][0], sizeof rows[1]);
}

static int variadic(int n, ...)
{
    va_list list;
    va_start(list, n);
    int(*p)[n] = va_arg(list, int(*)[n++]);
    va_end(list);
    return n * 100 + p[1][0];
}

// What alloca gave lives until the function returns, arrays of variable length around it or not.
static int kept(int n)
{
    char *p = 0, *q;
    for (int k = 0; k < 2; k++) {
        char array[n];
        memset(array, k, n);
        if (k == 0) {
            char inner[n];
            p = __builtin_alloca(8);
            memset(p, 7, 8);
        }
    }
    q = __builtin_alloca(64);
    memset(q, 0, 64);
    return p[0] + p[7];
}

int main(void)
{
    casts();
    literals();
    operators();
    braced();
    printf("%d\n", variadic(3, grid));
    printf("%d\n", kept(48));
    return 0;
}
