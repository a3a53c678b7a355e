/* What the processor is and has, as libgcc found out. */
#include <stdio.h>

#define HAS(x) (__builtin_cpu_supports (x) != 0)

int main(void)
{
    __builtin_cpu_init();
    printf("%d %d %d %d %d\n", HAS("sse2"), HAS("avx2"), HAS("avx512f"), HAS("avx512vbmi2"), HAS("sse4.1"));
    printf("%d %d %d %d %d\n", HAS("gfni"), HAS("pconfig"), HAS("pku"), HAS("x86-64"), HAS("x86-64-v3"));
    printf("%d %d %d\n", __builtin_cpu_is("intel"), __builtin_cpu_is("amd"), __builtin_cpu_is("znver3"));
    printf("%d %d\n", __builtin_cpu_is("skylake-avx512"), __builtin_cpu_is("corei7"));
    return sizeof __builtin_cpu_is("intel") == sizeof(int) ? 0 : 1;
}
