/* Direct stores. */
#ifndef _MOVDIRINTRIN_H_INCLUDED
#define _MOVDIRINTRIN_H_INCLUDED

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <movdirintrin.h> directly; include <immintrin.h> instead."
#endif


#pragma GCC push_options
#pragma GCC target("movdiri")
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_directstoreu_u32(void *__a, unsigned int __b) { __builtin_ia32_directstoreu_u32((unsigned int *)__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_directstoreu_u64(void *__a, unsigned long long __b)
{ __builtin_ia32_directstoreu_u64((unsigned long long *)__a, __b); }
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("movdir64b")
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_movdir64b(void *__a, void const *__b) { __builtin_ia32_movdir64b(__a, __b); }
#pragma GCC pop_options

#endif
