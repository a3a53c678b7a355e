/* AES and carry-less multiplication. */
#ifndef _WMMINTRIN_H_INCLUDED
#define _WMMINTRIN_H_INCLUDED

#include <emmintrin.h>


#pragma GCC push_options
#pragma GCC target("aes,sse2")
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_aesdec_si128(__m128i __a, __m128i __b) { return __builtin_ia32_aesdec128(__a, __b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_aesdeclast_si128(__m128i __a, __m128i __b) { return __builtin_ia32_aesdeclast128(__a, __b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_aesenc_si128(__m128i __a, __m128i __b) { return __builtin_ia32_aesenc128(__a, __b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_aesenclast_si128(__m128i __a, __m128i __b) { return __builtin_ia32_aesenclast128(__a, __b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_aesimc_si128(__m128i __a) { return __builtin_ia32_aesimc128(__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_aeskeygenassist_si128(__m128i __a, const int __b) { return __builtin_ia32_aeskeygenassist128(__a, __b); }
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("pclmul,sse2")
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_clmulepi64_si128(__m128i __a, __m128i __b, const int __c) { return __builtin_ia32_pclmulqdq128(__a, __b, __c); }
#pragma GCC pop_options

#endif
