/* BMI2. */
#ifndef _BMI2INTRIN_H_INCLUDED
#define _BMI2INTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("bmi2")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <bmi2intrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_bzhi_u32(unsigned int __a, unsigned int __b) { return __builtin_ia32_bzhi_si(__a, __b); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_pdep_u32(unsigned int __a, unsigned int __b) { return __builtin_ia32_pdep_si(__a, __b); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_pext_u32(unsigned int __a, unsigned int __b) { return __builtin_ia32_pext_si(__a, __b); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_bzhi_u64(unsigned long long __a, unsigned long long __b) { return __builtin_ia32_bzhi_di(__a, __b); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_pdep_u64(unsigned long long __a, unsigned long long __b) { return __builtin_ia32_pdep_di(__a, __b); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_pext_u64(unsigned long long __a, unsigned long long __b) { return __builtin_ia32_pext_di(__a, __b); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mulx_u64(unsigned long long __a, unsigned long long __b, unsigned long long *__c)
{ unsigned __int128 __p = (unsigned __int128)__a * __b; *__c = (unsigned long long)(__p >> 64);
    return (unsigned long long)__p; }

#pragma GCC pop_options

#endif
