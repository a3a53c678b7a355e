/* What works on general registers. */
#ifndef _X86GPRINTRIN_H_INCLUDED
#define _X86GPRINTRIN_H_INCLUDED

#include <stddef.h>
#include <ia32intrin.h>
#include <adxintrin.h>
#include <bmiintrin.h>
#include <bmi2intrin.h>
#include <cetintrin.h>
#include <cldemoteintrin.h>
#include <clflushoptintrin.h>
#include <clwbintrin.h>
#include <clzerointrin.h>
#include <enqcmdintrin.h>
#include <fxsrintrin.h>
#include <lzcntintrin.h>
#include <movdirintrin.h>
#include <mwaitxintrin.h>
#include <pkuintrin.h>
#include <prfchwintrin.h>
#include <rdseedintrin.h>
#include <rtmintrin.h>
#include <serializeintrin.h>
#include <tbmintrin.h>
#include <tsxldtrkintrin.h>
#include <uintrintrin.h>
#include <waitpkgintrin.h>
#include <wbnoinvdintrin.h>
#include <xsaveintrin.h>
#include <xsavecintrin.h>
#include <xsaveoptintrin.h>
#include <xsavesintrin.h>
#include <xtestintrin.h>
#include <popcntintrin.h>


#pragma GCC push_options
#pragma GCC target("rdrnd")
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_rdrand16_step(unsigned short *__a) { return __builtin_ia32_rdrand16_step((unsigned short *)__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_rdrand32_step(unsigned int *__a) { return __builtin_ia32_rdrand32_step((unsigned int *)__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_rdrand64_step(unsigned long long *__a) { return __builtin_ia32_rdrand64_step((unsigned long long *)__a); }
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("fsgsbase")
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_readfsbase_u32(void) { return __builtin_ia32_rdfsbase32(); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_readfsbase_u64(void) { return __builtin_ia32_rdfsbase64(); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_readgsbase_u32(void) { return __builtin_ia32_rdgsbase32(); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_readgsbase_u64(void) { return __builtin_ia32_rdgsbase64(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_writefsbase_u32(unsigned int __a) { __builtin_ia32_wrfsbase32(__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_writefsbase_u64(unsigned long long __a) { __builtin_ia32_wrfsbase64(__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_writegsbase_u32(unsigned int __a) { __builtin_ia32_wrgsbase32(__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_writegsbase_u64(unsigned long long __a) { __builtin_ia32_wrgsbase64(__a); }
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("rdpid")
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_rdpid_u32(void) { return __builtin_ia32_rdpid(); }
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("ptwrite")
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_ptwrite32(unsigned int __a) { __builtin_ia32_ptwrite32(__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_ptwrite64(unsigned long long __a) { __builtin_ia32_ptwrite64(__a); }
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("invpcid")
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_invpcid(unsigned int __a, void *__b)
{ __asm__ __volatile__("invpcid %0, %1" : : "m"(*(char (*)[16])__b), "r"((unsigned long long)__a) : "memory"); }
#pragma GCC pop_options

#endif
