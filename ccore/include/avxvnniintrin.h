/* AVX-VNNI. */
#ifndef _AVXVNNIINTRIN_H_INCLUDED
#define _AVXVNNIINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("avxvnni")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <avxvnniintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_dpbusd_epi32(__m128i __a, __m128i __b, __m128i __c)
{ return (__m128i)__builtin_ia32_vpdpbusd_v4si((__v4si)__a, (__v4si)__b, (__v4si)__c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_dpbusd_avx_epi32(__m128i __a, __m128i __b, __m128i __c)
{ return (__m128i)__builtin_ia32_vpdpbusd_v4si((__v4si)__a, (__v4si)__b, (__v4si)__c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_dpbusd_epi32(__m256i __a, __m256i __b, __m256i __c)
{ return (__m256i)__builtin_ia32_vpdpbusd_v8si((__v8si)__a, (__v8si)__b, (__v8si)__c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_dpbusd_avx_epi32(__m256i __a, __m256i __b, __m256i __c)
{ return (__m256i)__builtin_ia32_vpdpbusd_v8si((__v8si)__a, (__v8si)__b, (__v8si)__c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_dpbusds_epi32(__m128i __a, __m128i __b, __m128i __c)
{ return (__m128i)__builtin_ia32_vpdpbusds_v4si((__v4si)__a, (__v4si)__b, (__v4si)__c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_dpbusds_avx_epi32(__m128i __a, __m128i __b, __m128i __c)
{ return (__m128i)__builtin_ia32_vpdpbusds_v4si((__v4si)__a, (__v4si)__b, (__v4si)__c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_dpbusds_epi32(__m256i __a, __m256i __b, __m256i __c)
{ return (__m256i)__builtin_ia32_vpdpbusds_v8si((__v8si)__a, (__v8si)__b, (__v8si)__c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_dpbusds_avx_epi32(__m256i __a, __m256i __b, __m256i __c)
{ return (__m256i)__builtin_ia32_vpdpbusds_v8si((__v8si)__a, (__v8si)__b, (__v8si)__c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_dpwssd_epi32(__m128i __a, __m128i __b, __m128i __c)
{ return (__m128i)__builtin_ia32_vpdpwssd_v4si((__v4si)__a, (__v4si)__b, (__v4si)__c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_dpwssd_avx_epi32(__m128i __a, __m128i __b, __m128i __c)
{ return (__m128i)__builtin_ia32_vpdpwssd_v4si((__v4si)__a, (__v4si)__b, (__v4si)__c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_dpwssd_epi32(__m256i __a, __m256i __b, __m256i __c)
{ return (__m256i)__builtin_ia32_vpdpwssd_v8si((__v8si)__a, (__v8si)__b, (__v8si)__c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_dpwssd_avx_epi32(__m256i __a, __m256i __b, __m256i __c)
{ return (__m256i)__builtin_ia32_vpdpwssd_v8si((__v8si)__a, (__v8si)__b, (__v8si)__c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_dpwssds_epi32(__m128i __a, __m128i __b, __m128i __c)
{ return (__m128i)__builtin_ia32_vpdpwssds_v4si((__v4si)__a, (__v4si)__b, (__v4si)__c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_dpwssds_avx_epi32(__m128i __a, __m128i __b, __m128i __c)
{ return (__m128i)__builtin_ia32_vpdpwssds_v4si((__v4si)__a, (__v4si)__b, (__v4si)__c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_dpwssds_epi32(__m256i __a, __m256i __b, __m256i __c)
{ return (__m256i)__builtin_ia32_vpdpwssds_v8si((__v8si)__a, (__v8si)__b, (__v8si)__c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_dpwssds_avx_epi32(__m256i __a, __m256i __b, __m256i __c)
{ return (__m256i)__builtin_ia32_vpdpwssds_v8si((__v8si)__a, (__v8si)__b, (__v8si)__c); }

#pragma GCC pop_options

#endif
