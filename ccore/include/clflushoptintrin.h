/* CLFLUSHOPT. */
#ifndef _CLFLUSHOPTINTRIN_H_INCLUDED
#define _CLFLUSHOPTINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("clflushopt")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <clflushoptintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_clflushopt(void *__a) { __builtin_ia32_clflushopt(__a); }

#pragma GCC pop_options

#endif
