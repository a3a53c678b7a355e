/* A branch on an uninitialised variable goes some way, and what follows runs. */
#include <stdio.h>
#include <stdlib.h>

static int calls;
__attribute__((noinline)) static int step(int n) { calls += n; return n; }

int main(void)
{
    int never_set;
    double neither;
    for (;;) {
        int got = step(3);
        if (never_set != got)
            step(0);
        if (neither < 1.0)
            step(0);
        switch (never_set) {
        case 5: step(0); break;
        default: step(0);
        }
        printf("%d\n", calls);
        exit(0);
    }
}
