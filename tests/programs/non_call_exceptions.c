/* options: -w -fnon-call-exceptions */
/* What traps does so, whether anything uses its result or not. */
#include <signal.h>
#include <setjmp.h>
#include <stdio.h>
static jmp_buf where;
static void caught(int n) { siglongjmp(where, n); }
static int i, j, one = -1;
struct s { int a, b; };
int k;
#define TRY(e) \
    { \
        int n = sigsetjmp(where, 1); \
        if (n == 0) \
            e; \
        printf("%s: %s\n", #e, n == SIGFPE ? "SIGFPE" : n == SIGSEGV ? "SIGSEGV" : "goes on"); \
    }
static int unused(struct s *p) { return p->b; }
int main(void)
{
    struct s *null = 0, local = {1, 2};
    signal(SIGFPE, caught);
    signal(SIGSEGV, caught);
    TRY(k = i / j)
    TRY(k = 7 / one)
    TRY(*(int *)null)
    TRY(k = unused(&local))
    TRY(*(int *)null = 3)
    return 0;
}
