/* Calls of the printf family that a compiler may replace by simpler ones; their arguments' effects
 * stay. */
#include <alloca.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int count;
static FILE *out(void)
{
    count++;
    return stdout;
}
static const char *name(void)
{
    count += 10;
    return "name";
}
static void list(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    vprintf("plain\n", ap);
    vprintf("", ap);
    vprintf("x", ap);
    vfprintf(out(), "text\n", ap);
    vprintf(format, ap);
    va_end(ap);
}
static int far(int n)
{
    int rounds = 0;
again:;
    int x[n % 1000 + 100000];
    x[0] = 1;
    x[n % 1000] = rounds;
    volatile int *keep = x;
    if (++rounds < 1000)
        goto again;
    return rounds + keep[n % 1000];
}
int main(void)
{
    printf("line\n");
    printf("");
    printf("c");
    printf("\n");
    printf("no newline");
    printf("%%\n");
    printf("%s\n", name());
    printf("%c", 'z' + count);
    printf("%s", "const\n");
    printf("%s", name());
    printf("\n");
    fprintf(out(), "");
    fprintf(out(), "abc");
    fprintf(out(), "d");
    fprintf(out(), "%s", name());
    fprintf(out(), "%c", 10);
    fprintf(out(), "%s\n", "both");
    printf("%d %s\n", 3, "three");
    int n = printf("result\n") + printf("%s", "s\n") + fprintf(stdout, "%c", 'x');
    list("%d %d\n", 1, 2);
    char *room = alloca(20);
    strcpy(room, "room");
    printf("%d %d %s %d\n", n, count, room, far(7));
    return 0;
}
