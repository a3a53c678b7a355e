/* Protection keys. */
#ifndef _PKUINTRIN_H_INCLUDED
#define _PKUINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("pku")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <pkuintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_wrpkru(unsigned int __a) { __builtin_ia32_wrpkru(__a); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_rdpkru_u32(void) { return __builtin_ia32_rdpkru(); }

#pragma GCC pop_options

#endif
