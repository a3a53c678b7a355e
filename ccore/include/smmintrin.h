/* SSE4.1, SSE4.2 and CRC32. */
#ifndef _SMMINTRIN_H_INCLUDED
#define _SMMINTRIN_H_INCLUDED

#include <tmmintrin.h>

#define _MM_FROUND_TO_NEAREST_INT 0x00
#define _MM_FROUND_TO_NEG_INF 0x01
#define _MM_FROUND_TO_POS_INF 0x02
#define _MM_FROUND_TO_ZERO 0x03
#define _MM_FROUND_CUR_DIRECTION 0x04
#define _MM_FROUND_RAISE_EXC 0x00
#define _MM_FROUND_NO_EXC 0x08
#define _MM_FROUND_NINT (_MM_FROUND_TO_NEAREST_INT | _MM_FROUND_RAISE_EXC)
#define _MM_FROUND_FLOOR (_MM_FROUND_TO_NEG_INF | _MM_FROUND_RAISE_EXC)
#define _MM_FROUND_CEIL (_MM_FROUND_TO_POS_INF | _MM_FROUND_RAISE_EXC)
#define _MM_FROUND_TRUNC (_MM_FROUND_TO_ZERO | _MM_FROUND_RAISE_EXC)
#define _MM_FROUND_RINT (_MM_FROUND_CUR_DIRECTION | _MM_FROUND_RAISE_EXC)
#define _MM_FROUND_NEARBYINT (_MM_FROUND_CUR_DIRECTION | _MM_FROUND_NO_EXC)
#define _mm_ceil_pd(V) _mm_round_pd((V), _MM_FROUND_CEIL)
#define _mm_ceil_ps(V) _mm_round_ps((V), _MM_FROUND_CEIL)
#define _mm_ceil_sd(D, V) _mm_round_sd((D), (V), _MM_FROUND_CEIL)
#define _mm_ceil_ss(D, V) _mm_round_ss((D), (V), _MM_FROUND_CEIL)
#define _mm_floor_pd(V) _mm_round_pd((V), _MM_FROUND_FLOOR)
#define _mm_floor_ps(V) _mm_round_ps((V), _MM_FROUND_FLOOR)
#define _mm_floor_sd(D, V) _mm_round_sd((D), (V), _MM_FROUND_FLOOR)
#define _mm_floor_ss(D, V) _mm_round_ss((D), (V), _MM_FROUND_FLOOR)
#define _mm_test_all_zeros(M, V) _mm_testz_si128((M), (V))
#define _mm_test_all_ones(V) _mm_testc_si128((V), _mm_cmpeq_epi32((V), (V)))
#define _mm_test_mix_ones_zeros(M, V) _mm_testnzc_si128((M), (V))
#define _MM_MK_INSERTPS_NDX(S, D, M) ((S) << 6 | (D) << 4 | (M))
#define _MM_EXTRACT_FLOAT(D, S, N) do { (D) = __builtin_ia32_vec_ext_v4sf((__v4sf)(S), (N)); } while (0)
#define _MM_PICK_OUT_PS(X, N) _mm_insert_ps(_mm_setzero_ps(), (X), _MM_MK_INSERTPS_NDX((N), 0, 0x0e))
#define _SIDD_UBYTE_OPS 0x00
#define _SIDD_UWORD_OPS 0x01
#define _SIDD_SBYTE_OPS 0x02
#define _SIDD_SWORD_OPS 0x03
#define _SIDD_CMP_EQUAL_ANY 0x00
#define _SIDD_CMP_RANGES 0x04
#define _SIDD_CMP_EQUAL_EACH 0x08
#define _SIDD_CMP_EQUAL_ORDERED 0x0c
#define _SIDD_POSITIVE_POLARITY 0x00
#define _SIDD_NEGATIVE_POLARITY 0x10
#define _SIDD_MASKED_POSITIVE_POLARITY 0x20
#define _SIDD_MASKED_NEGATIVE_POLARITY 0x30
#define _SIDD_LEAST_SIGNIFICANT 0x00
#define _SIDD_MOST_SIGNIFICANT 0x40
#define _SIDD_BIT_MASK 0x00
#define _SIDD_UNIT_MASK 0x40


#pragma GCC push_options
#pragma GCC target("sse4.1")
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_testz_si128(__m128i __a, __m128i __b) { return __builtin_ia32_ptestz128(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_testc_si128(__m128i __a, __m128i __b) { return __builtin_ia32_ptestc128(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_testnzc_si128(__m128i __a, __m128i __b) { return __builtin_ia32_ptestnzc128(__a, __b); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_round_pd(__m128d __a, const int __b) { return __builtin_ia32_roundpd(__a, __b); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_round_sd(__m128d __a, __m128d __b, const int __c) { return __builtin_ia32_roundsd(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_round_ps(__m128 __a, const int __b) { return __builtin_ia32_roundps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_round_ss(__m128 __a, __m128 __b, const int __c) { return __builtin_ia32_roundss(__a, __b, __c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_blend_epi16(__m128i __a, __m128i __b, const int __c)
{ return (__m128i)__builtin_ia32_pblendw128((__v8hi)__a, (__v8hi)__b, __c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_blendv_epi8(__m128i __a, __m128i __b, __m128i __c)
{ return (__m128i)__builtin_ia32_pblendvb128((__v16qi)__a, (__v16qi)__b, (__v16qi)__c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_blend_ps(__m128 __a, __m128 __b, const int __c) { return __builtin_ia32_blendps(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_blendv_ps(__m128 __a, __m128 __b, __m128 __c) { return __builtin_ia32_blendvps(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_blend_pd(__m128d __a, __m128d __b, const int __c) { return __builtin_ia32_blendpd(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_blendv_pd(__m128d __a, __m128d __b, __m128d __c) { return __builtin_ia32_blendvpd(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_dp_ps(__m128 __a, __m128 __b, const int __c) { return __builtin_ia32_dpps(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_dp_pd(__m128d __a, __m128d __b, const int __c) { return __builtin_ia32_dppd(__a, __b, __c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpeq_epi64(__m128i __a, __m128i __b) { return (__m128i)((__v2di)__a == (__v2di)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_mullo_epi32(__m128i __a, __m128i __b) { return (__m128i)((__v4su)__a * (__v4su)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_mul_epi32(__m128i __a, __m128i __b) { return __builtin_ia32_pmuldq128((__v4si)__a, (__v4si)__b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_insert_ps(__m128 __a, __m128 __b, const int __c) { return __builtin_ia32_insertps128(__a, __b, __c); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_extract_ps(__m128 __a, const int __b)
{ return ((union { float __f; int __i; }){__builtin_ia32_vec_ext_v4sf((__v4sf)__a, __b)}).__i; }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_insert_epi8(__m128i __a, int __b, const int __c)
{ return (__m128i)__builtin_ia32_vec_set_v16qi((__v16qi)__a, __b, __c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_insert_epi32(__m128i __a, int __b, const int __c)
{ return (__m128i)__builtin_ia32_vec_set_v4si((__v4si)__a, __b, __c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_insert_epi64(__m128i __a, long long __b, const int __c) { return __builtin_ia32_vec_set_v2di(__a, __b, __c); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_extract_epi8(__m128i __a, const int __b)
{ return (unsigned char)__builtin_ia32_vec_ext_v16qi((__v16qi)__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_extract_epi32(__m128i __a, const int __b) { return __builtin_ia32_vec_ext_v4si((__v4si)__a, __b); }
extern __inline long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_extract_epi64(__m128i __a, const int __b) { return __builtin_ia32_vec_ext_v2di(__a, __b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_minpos_epu16(__m128i __a) { return (__m128i)__builtin_ia32_phminposuw128((__v8hi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_packus_epi32(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_packusdw128((__v4si)__a, (__v4si)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_mpsadbw_epu8(__m128i __a, __m128i __b, const int __c)
{ return (__m128i)__builtin_ia32_mpsadbw128((__v16qi)__a, (__v16qi)__b, __c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_stream_load_si128(__m128i *__a) { return __builtin_ia32_movntdqa((__v2di *)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_min_epi8(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_pminsb128((__v16qi)__a, (__v16qi)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_max_epi8(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_pmaxsb128((__v16qi)__a, (__v16qi)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_min_epu16(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_pminuw128((__v8hi)__a, (__v8hi)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_max_epu16(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_pmaxuw128((__v8hi)__a, (__v8hi)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_min_epi32(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_pminsd128((__v4si)__a, (__v4si)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_max_epi32(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_pmaxsd128((__v4si)__a, (__v4si)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_min_epu32(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_pminud128((__v4si)__a, (__v4si)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_max_epu32(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_pmaxud128((__v4si)__a, (__v4si)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepi8_epi16(__m128i __a) { return (__m128i)__builtin_ia32_pmovsxbw128((__v16qi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepu8_epi16(__m128i __a) { return (__m128i)__builtin_ia32_pmovzxbw128((__v16qi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepi8_epi32(__m128i __a) { return (__m128i)__builtin_ia32_pmovsxbd128((__v16qi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepu8_epi32(__m128i __a) { return (__m128i)__builtin_ia32_pmovzxbd128((__v16qi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepi8_epi64(__m128i __a) { return __builtin_ia32_pmovsxbq128((__v16qi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepu8_epi64(__m128i __a) { return __builtin_ia32_pmovzxbq128((__v16qi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepi16_epi32(__m128i __a) { return (__m128i)__builtin_ia32_pmovsxwd128((__v8hi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepu16_epi32(__m128i __a) { return (__m128i)__builtin_ia32_pmovzxwd128((__v8hi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepi16_epi64(__m128i __a) { return __builtin_ia32_pmovsxwq128((__v8hi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepu16_epi64(__m128i __a) { return __builtin_ia32_pmovzxwq128((__v8hi)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepi32_epi64(__m128i __a) { return __builtin_ia32_pmovsxdq128((__v4si)__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtepu32_epi64(__m128i __a) { return __builtin_ia32_pmovzxdq128((__v4si)__a); }
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("sse4.2")
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpistrm(__m128i __a, __m128i __b, const int __c)
{ return (__m128i)__builtin_ia32_pcmpistrm128((__v16qi)__a, (__v16qi)__b, __c); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpistri(__m128i __a, __m128i __b, const int __c)
{ return __builtin_ia32_pcmpistri128((__v16qi)__a, (__v16qi)__b, __c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpestrm(__m128i __a, int __b, __m128i __c, int __d, const int __e)
{ return (__m128i)__builtin_ia32_pcmpestrm128((__v16qi)__a, __b, (__v16qi)__c, __d, __e); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpestri(__m128i __a, int __b, __m128i __c, int __d, const int __e)
{ return __builtin_ia32_pcmpestri128((__v16qi)__a, __b, (__v16qi)__c, __d, __e); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpgt_epi64(__m128i __a, __m128i __b) { return (__m128i)((__v2di)__a > (__v2di)__b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpistra(__m128i __a, __m128i __b, const int __c)
{ return __builtin_ia32_pcmpistria128((__v16qi)__a, (__v16qi)__b, __c); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpestra(__m128i __a, int __b, __m128i __c, int __d, const int __e)
{ return __builtin_ia32_pcmpestria128((__v16qi)__a, __b, (__v16qi)__c, __d, __e); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpistrc(__m128i __a, __m128i __b, const int __c)
{ return __builtin_ia32_pcmpistric128((__v16qi)__a, (__v16qi)__b, __c); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpestrc(__m128i __a, int __b, __m128i __c, int __d, const int __e)
{ return __builtin_ia32_pcmpestric128((__v16qi)__a, __b, (__v16qi)__c, __d, __e); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpistro(__m128i __a, __m128i __b, const int __c)
{ return __builtin_ia32_pcmpistrio128((__v16qi)__a, (__v16qi)__b, __c); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpestro(__m128i __a, int __b, __m128i __c, int __d, const int __e)
{ return __builtin_ia32_pcmpestrio128((__v16qi)__a, __b, (__v16qi)__c, __d, __e); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpistrs(__m128i __a, __m128i __b, const int __c)
{ return __builtin_ia32_pcmpistris128((__v16qi)__a, (__v16qi)__b, __c); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpestrs(__m128i __a, int __b, __m128i __c, int __d, const int __e)
{ return __builtin_ia32_pcmpestris128((__v16qi)__a, __b, (__v16qi)__c, __d, __e); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpistrz(__m128i __a, __m128i __b, const int __c)
{ return __builtin_ia32_pcmpistriz128((__v16qi)__a, (__v16qi)__b, __c); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpestrz(__m128i __a, int __b, __m128i __c, int __d, const int __e)
{ return __builtin_ia32_pcmpestriz128((__v16qi)__a, __b, (__v16qi)__c, __d, __e); }
#pragma GCC pop_options

#pragma GCC push_options
#pragma GCC target("crc32")
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_crc32_u8(unsigned int __a, unsigned char __b) { return __builtin_ia32_crc32qi(__a, __b); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_crc32_u16(unsigned int __a, unsigned short __b) { return __builtin_ia32_crc32hi(__a, __b); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_crc32_u32(unsigned int __a, unsigned int __b) { return __builtin_ia32_crc32si(__a, __b); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_crc32_u64(unsigned long long __a, unsigned long long __b) { return __builtin_ia32_crc32di(__a, __b); }
#pragma GCC pop_options
#include <popcntintrin.h>

#endif
