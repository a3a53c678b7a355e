/* MONITORX and MWAITX. */
#ifndef _MWAITXINTRIN_H_INCLUDED
#define _MWAITXINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("mwaitx")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <mwaitxintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_monitorx(void const *__a, unsigned int __b, unsigned int __c) { __builtin_ia32_monitorx(__a, __b, __c); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_mwaitx(unsigned int __a, unsigned int __b, unsigned int __c) { __builtin_ia32_mwaitx(__a, __b, __c); }

#pragma GCC pop_options

#endif
