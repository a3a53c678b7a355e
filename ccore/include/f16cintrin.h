/* F16C: conversions of half-precision numbers. */
#ifndef _F16CINTRIN_H_INCLUDED
#define _F16CINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("f16c")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <f16cintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline float __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_cvtsh_ss(unsigned short __a)
{ __v4sf __r = __builtin_ia32_vcvtph2ps((__v8hi){(short)__a, 0, 0, 0, 0, 0, 0, 0}); return __r[0]; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtph_ps(__m128i __a) { return __builtin_ia32_vcvtph2ps((__v8hi)__a); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtph_ps(__m128i __a) { return __builtin_ia32_vcvtph2ps256((__v8hi)__a); }
extern __inline unsigned short __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_cvtss_sh(float __a, const int __b)
{ __v8hi __r = __builtin_ia32_vcvtps2ph((__v4sf){__a, 0, 0, 0}, __b); return (unsigned short)__r[0]; }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtps_ph(__m128 __a, const int __b) { return (__m128i)__builtin_ia32_vcvtps2ph(__a, __b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtps_ph(__m256 __a, const int __b) { return (__m128i)__builtin_ia32_vcvtps2ph256(__a, __b); }

#pragma GCC pop_options

#endif
