/* SSE4a. */
#ifndef _AMMINTRIN_H_INCLUDED
#define _AMMINTRIN_H_INCLUDED

#include <pmmintrin.h>

#pragma GCC push_options
#pragma GCC target("sse4a")

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_stream_sd(double *__a, __m128d __b) { __builtin_ia32_movntsd((double *)__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_stream_ss(float *__a, __m128 __b) { __builtin_ia32_movntss((float *)__a, __b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_extract_si64(__m128i __a, __m128i __b) { return __builtin_ia32_extrq(__a, (__v16qi)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_extracti_si64(__m128i __a, const int __b, const int __c) { return __builtin_ia32_extrqi(__a, __b, __c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_insert_si64(__m128i __a, __m128i __b) { return __builtin_ia32_insertq(__a, __b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_inserti_si64(__m128i __a, __m128i __b, const int __c, const int __d)
{ return __builtin_ia32_insertqi(__a, __b, __c, __d); }

#pragma GCC pop_options

#endif
