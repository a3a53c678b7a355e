/* XSAVEC. */
#ifndef _XSAVECINTRIN_H_INCLUDED
#define _XSAVECINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("xsavec")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <xsavecintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xsavec(void *__a, long long __b) { __builtin_ia32_xsavec(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xsavec64(void *__a, long long __b) { __builtin_ia32_xsavec64(__a, __b); }

#pragma GCC pop_options

#endif
