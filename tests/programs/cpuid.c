// <cpuid.h>: what the processor tells.
#include <cpuid.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    unsigned a = 0, b = 0, c = 0, d = 0, name = 0;
    char maker[13] = "";
    unsigned highest = __get_cpuid_max(0, &name);
    printf("%u %x %x\n", highest, name, __get_cpuid_max(0x80000000, 0));
    __cpuid(0, a, b, c, d);
    memcpy(maker, &b, 4), memcpy(maker + 4, &d, 4), memcpy(maker + 8, &c, 4);
    printf("%s %d %d\n", maker, a == highest, b == name);
    printf("%d ", __get_cpuid(1, &a, &b, &c, &d));
    printf("%x %x %x\n", a, c & ~bit_OSXSAVE, d);
    printf("%d %d %d\n", (c & bit_SSE3) != 0, (d & bit_SSE2) != 0, (d & bit_CMOV) != 0);
    printf("%d ", __get_cpuid_count(7, 0, &a, &b, &c, &d));
    printf("%x %x\n", b, (c & bit_OSPKE) != 0);
    printf("%d %d\n", __get_cpuid(highest + 1, &a, &b, &c, &d), __get_cpuid(0x8fffffff, &a, &b, &c, &d));
    int registers[4];
    __cpuidex(registers, 7, 0);
    printf("%d %d\n", (unsigned)registers[1] == b, bit_3DNOW == 1u << 31);
    printf("%d\n", signature_INTEL_ebx == 0x756e6547 && signature_AMD_edx == 0x69746e65);
    return 0;
}
