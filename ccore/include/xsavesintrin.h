/* XSAVES. */
#ifndef _XSAVESINTRIN_H_INCLUDED
#define _XSAVESINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("xsaves")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <xsavesintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xsaves(void *__a, long long __b) { __builtin_ia32_xsaves(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xrstors(void *__a, long long __b) { __builtin_ia32_xrstors(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xsaves64(void *__a, long long __b) { __builtin_ia32_xsaves64(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xrstors64(void *__a, long long __b) { __builtin_ia32_xrstors64(__a, __b); }

#pragma GCC pop_options

#endif
