/* AES on 32 bytes. */
#ifndef _VAESINTRIN_H_INCLUDED
#define _VAESINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("vaes,avx")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <vaesintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_aesdec_epi128(__m256i __a, __m256i __b)
{ return (__m256i)__builtin_ia32_vaesdec_v32qi((__v32qi)__a, (__v32qi)__b); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_aesdeclast_epi128(__m256i __a, __m256i __b)
{ return (__m256i)__builtin_ia32_vaesdeclast_v32qi((__v32qi)__a, (__v32qi)__b); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_aesenc_epi128(__m256i __a, __m256i __b)
{ return (__m256i)__builtin_ia32_vaesenc_v32qi((__v32qi)__a, (__v32qi)__b); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_aesenclast_epi128(__m256i __a, __m256i __b)
{ return (__m256i)__builtin_ia32_vaesenclast_v32qi((__v32qi)__a, (__v32qi)__b); }

#pragma GCC pop_options

#endif
