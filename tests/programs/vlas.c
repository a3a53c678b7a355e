/* Variable length arrays: sizes evaluated once, several dimensions, parameters, pointers to them,
 * in loops. */
#include <stdio.h>
#include <string.h>

static int evaluated;
static int size(int n)
{
    evaluated++;
    return n;
}
static int sum2(int rows, int cols, int m[rows][cols])
{
    int s = 0;
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < cols; j++)
            s += m[i][j] * (i + 1);
    return s;
}
static int sum3(int n, int (*m)[n][n + 1])
{
    int s = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= n; j++)
            s += (*m)[i][j];
    return s;
}
static size_t psize(int n, int a[static n], int b[n][n])
{
    return sizeof *b + sizeof a[0] + a[n - 1];
}
static int star(int n, int m[*][*]);
static int star(int n, int m[n][n]) { return m[n - 1][n - 1]; }
static int qualified(int n, int a[const restrict static n]) { return a[0] + a[n - 1]; }
static int recursive(int depth)
{
    if (!depth)
        return 0;
    char pad[depth];
    memset(pad, depth, sizeof pad);
    return pad[depth - 1] + recursive(depth - 1);
}
static int many(int n)
{
    int total = 0;
    for (int i = 1; i < n; i++) { /* the storage of each turn is given back */
        char block[i % 1000 + 1];
        block[0] = i;
        block[i % 1000] = 1;
        if (i % 3 == 0)
            continue;
        total += block[0];
        if (total > 1000000)
            break;
    }
    return total;
}
struct S {
    int a;
    char b[3];
};

int main(void)
{
    int n = 3;
    int a[size(n)][size(n + 1)];
    n = 10;
    printf("%zu %zu %zu %d\n", sizeof a, sizeof a[0], sizeof a[0][0], evaluated);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 4; j++)
            a[i][j] = i * 4 + j;
    printf("%d %d\n", sum2(3, 4, a), sum3(3, &a));
    int(*row)[4] = a + 1, (*last)[size(4)] = &a[2];
    printf("%d %td %d %zu\n", row[0][0], last - row, (*last)[3], sizeof *last);
    typedef int Row[size(5)];
    Row r1, *r2 = &r1;
    for (int i = 0; i < 5; i++)
        r1[i] = i * i;
    n = 100;
    printf("%zu %zu %d %d\n", sizeof r1, sizeof(Row), (*r2)[4], evaluated);
    printf("%zu ", sizeof(int[size(7)]));
    printf("%d\n", evaluated);
    int sq[2][2] = {1, 2, 3, 4}, line[2] = {5, 6};
    printf("%zu %d %d\n", psize(2, line, sq), star(2, sq), qualified(2, line));
    printf("%d %d\n", recursive(50), many(5000));
    struct S vs[size(2) + 1];
    vs[2].b[2] = 'k';
    printf("%zu %c\n", sizeof vs, vs[2].b[2]);
    for (int k = 1; k < 5; k++) {
        char buffer[k * 8];
        snprintf(buffer, sizeof buffer, "turn %d of a loop that is long", k);
        printf("%s|", buffer);
    }
    puts("");
    {
        int inner[n / 50];
        inner[1] = 5;
        printf("%zu %d\n", sizeof inner, inner[1]);
    }
    char(*heap)[n] = __builtin_malloc(2 * sizeof *heap);
    strcpy(heap[1], "row one");
    printf("%s %td %zu\n", (char *)heap + n, heap[1] - heap[0], sizeof heap[0]);
    __builtin_free(heap);
    int k = 2;
    int cube[k][k + 1][k + 2];
    k = 9;
    memset(cube, 0, sizeof cube);
    cube[1][2][3] = 6;
    printf("%zu %zu %d %d\n", sizeof cube, sizeof cube[0], cube[1][2][3], ((int *)cube)[23]);
    int *p = __builtin_alloca(8 * sizeof *p);
    for (int i = 0; i < 8; i++)
        p[i] = i;
    printf("%d\n", p[7]);
    k = 0;
    printf("%zu ", sizeof(cube[k++]));
    printf("%d ", k);
    printf("%zu ", sizeof(char[2][k++]));
    printf("%d\n", k);
    return 0;
}
