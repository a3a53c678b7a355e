// Each condition of x86 as an output of asm (GCC manual, "Flag Output Operands").
#include <limits.h>
#include <stdio.h>

#define EACH(F)                                                                                                        \
    F(a) F(ae) F(b) F(be) F(c) F(e) F(g) F(ge) F(l) F(le) F(na) F(nae) F(nb) F(nbe) F(nc) F(ne) F(ng) F(nge) F(nl)     \
    F(nle) F(no) F(np) F(ns) F(nz) F(o) F(p) F(s) F(z)

static void try(int a, int b)
{
    printf("%d %d:", a, b);
#define ONE(condition)                                                                                                 \
    {                                                                                                                  \
        _Bool set;                                                                                                     \
        __asm__("cmpl %2, %1" : "=@cc" #condition(set) : "r"(a), "g"(b));                                              \
        printf(" " #condition "%d", set);                                                                              \
    }
    EACH(ONE)
    int greater, overflow;
    __asm__("cmpl %3, %2" : "=@ccg"(greater), "=@cco"(overflow) : "r"(a), "r"(b));
    printf(" %s\n", greater ? overflow ? "both" : "greater" : overflow ? "overflow" : "neither");
}

int main(void)
{
    static const int values[] = {0, 1, -1, 7, INT_MAX, INT_MIN};
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++)
            try(values[i], values[j]);
    return 0;
}
