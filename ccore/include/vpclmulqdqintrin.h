/* Carry-less multiplication on 32 bytes. */
#ifndef _VPCLMULQDQINTRIN_H_INCLUDED
#define _VPCLMULQDQINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("vpclmulqdq,avx")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <vpclmulqdqintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_clmulepi64_epi128(__m256i __a, __m256i __b, const int __c)
{ return __builtin_ia32_vpclmulqdq_v4di(__a, __b, __c); }

#pragma GCC pop_options

#endif
