/* XSAVE. */
#ifndef _XSAVEINTRIN_H_INCLUDED
#define _XSAVEINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("xsave")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <xsaveintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xsave(void *__a, long long __b) { __builtin_ia32_xsave(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xrstor(void *__a, long long __b) { __builtin_ia32_xrstor(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xsave64(void *__a, long long __b) { __builtin_ia32_xsave64(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xrstor64(void *__a, long long __b) { __builtin_ia32_xrstor64(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xsetbv(unsigned int __a, long long __b) { __builtin_ia32_xsetbv(__a, __b); }
extern __inline long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xgetbv(unsigned int __a) { return __builtin_ia32_xgetbv(__a); }

#pragma GCC pop_options

#endif
