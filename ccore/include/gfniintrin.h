/* GFNI. */
#ifndef _GFNIINTRIN_H_INCLUDED
#define _GFNIINTRIN_H_INCLUDED

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <gfniintrin.h> directly; include <immintrin.h> instead."
#endif


#pragma GCC push_options
#pragma GCC target("gfni,sse2")
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_gf2p8mul_epi8(__m128i __a, __m128i __b)
{ return (__m128i)__builtin_ia32_vgf2p8mulb_v16qi((__v16qi)__a, (__v16qi)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_gf2p8affineinv_epi64_epi8(__m128i __a, __m128i __b, const int __c)
{ return (__m128i)__builtin_ia32_vgf2p8affineinvqb_v16qi((__v16qi)__a, (__v16qi)__b, __c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_gf2p8affine_epi64_epi8(__m128i __a, __m128i __b, const int __c)
{ return (__m128i)__builtin_ia32_vgf2p8affineqb_v16qi((__v16qi)__a, (__v16qi)__b, __c); }
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("gfni,avx")
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_gf2p8mul_epi8(__m256i __a, __m256i __b)
{ return (__m256i)__builtin_ia32_vgf2p8mulb_v32qi((__v32qi)__a, (__v32qi)__b); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_gf2p8affineinv_epi64_epi8(__m256i __a, __m256i __b, const int __c)
{ return (__m256i)__builtin_ia32_vgf2p8affineinvqb_v32qi((__v32qi)__a, (__v32qi)__b, __c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_gf2p8affine_epi64_epi8(__m256i __a, __m256i __b, const int __c)
{ return (__m256i)__builtin_ia32_vgf2p8affineqb_v32qi((__v32qi)__a, (__v32qi)__b, __c); }
#pragma GCC pop_options

#endif
