/* TBM. */
#ifndef _TBMINTRIN_H_INCLUDED
#define _TBMINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("tbm")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <tbmintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__bextri_u32(unsigned int __a, const int __b) { return (unsigned int)__builtin_ia32_bextri_u32(__a, __b); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blcfill_u32(unsigned int __a) { return __a & (__a + 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blci_u32(unsigned int __a) { return __a | ~(__a + 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blcic_u32(unsigned int __a) { return ~__a & (__a + 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blcmsk_u32(unsigned int __a) { return __a ^ (__a + 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blcs_u32(unsigned int __a) { return __a | (__a + 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blsfill_u32(unsigned int __a) { return __a | (__a - 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blsic_u32(unsigned int __a) { return ~__a | (__a - 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__t1mskc_u32(unsigned int __a) { return ~__a | (__a + 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__tzmsk_u32(unsigned int __a) { return ~__a & (__a - 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__bextri_u64(unsigned long long __a, const int __b)
{ return (unsigned long long)__builtin_ia32_bextri_u64(__a, __b); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blcfill_u64(unsigned long long __a) { return __a & (__a + 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blci_u64(unsigned long long __a) { return __a | ~(__a + 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blcic_u64(unsigned long long __a) { return ~__a & (__a + 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blcmsk_u64(unsigned long long __a) { return __a ^ (__a + 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blcs_u64(unsigned long long __a) { return __a | (__a + 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blsfill_u64(unsigned long long __a) { return __a | (__a - 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blsic_u64(unsigned long long __a) { return ~__a | (__a - 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__t1mskc_u64(unsigned long long __a) { return ~__a | (__a + 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__tzmsk_u64(unsigned long long __a) { return ~__a & (__a - 1); }

#pragma GCC pop_options

#endif
