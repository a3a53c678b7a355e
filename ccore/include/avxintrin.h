/* AVX: vectors of 32 bytes. */
#ifndef _AVXINTRIN_H_INCLUDED
#define _AVXINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("avx")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <avxintrin.h> directly; include <immintrin.h> instead."
#endif

typedef double __v4df __attribute__((__vector_size__(32)));
typedef float __v8sf __attribute__((__vector_size__(32)));
typedef long long __v4di __attribute__((__vector_size__(32)));
typedef unsigned long long __v4du __attribute__((__vector_size__(32)));
typedef int __v8si __attribute__((__vector_size__(32)));
typedef unsigned int __v8su __attribute__((__vector_size__(32)));
typedef short __v16hi __attribute__((__vector_size__(32)));
typedef unsigned short __v16hu __attribute__((__vector_size__(32)));
typedef char __v32qi __attribute__((__vector_size__(32)));
typedef signed char __v32qs __attribute__((__vector_size__(32)));
typedef unsigned char __v32qu __attribute__((__vector_size__(32)));
typedef float __m256 __attribute__((__vector_size__(32), __may_alias__));
typedef long long __m256i __attribute__((__vector_size__(32), __may_alias__));
typedef double __m256d __attribute__((__vector_size__(32), __may_alias__));
typedef float __m256_u __attribute__((__vector_size__(32), __may_alias__, __aligned__(1)));
typedef long long __m256i_u __attribute__((__vector_size__(32), __may_alias__, __aligned__(1)));
typedef double __m256d_u __attribute__((__vector_size__(32), __may_alias__, __aligned__(1)));
#define _CMP_EQ_OQ 0x00
#define _CMP_LT_OS 0x01
#define _CMP_LE_OS 0x02
#define _CMP_UNORD_Q 0x03
#define _CMP_NEQ_UQ 0x04
#define _CMP_NLT_US 0x05
#define _CMP_NLE_US 0x06
#define _CMP_ORD_Q 0x07
#define _CMP_EQ_UQ 0x08
#define _CMP_NGE_US 0x09
#define _CMP_NGT_US 0x0a
#define _CMP_FALSE_OQ 0x0b
#define _CMP_NEQ_OQ 0x0c
#define _CMP_GE_OS 0x0d
#define _CMP_GT_OS 0x0e
#define _CMP_TRUE_UQ 0x0f
#define _CMP_EQ_OS 0x10
#define _CMP_LT_OQ 0x11
#define _CMP_LE_OQ 0x12
#define _CMP_UNORD_S 0x13
#define _CMP_NEQ_US 0x14
#define _CMP_NLT_UQ 0x15
#define _CMP_NLE_UQ 0x16
#define _CMP_ORD_S 0x17
#define _CMP_EQ_US 0x18
#define _CMP_NGE_UQ 0x19
#define _CMP_NGT_UQ 0x1a
#define _CMP_FALSE_OS 0x1b
#define _CMP_NEQ_OS 0x1c
#define _CMP_GE_OQ 0x1d
#define _CMP_GT_OQ 0x1e
#define _CMP_TRUE_US 0x1f
#define _mm256_ceil_pd(V) _mm256_round_pd((V), _MM_FROUND_CEIL)
#define _mm256_ceil_ps(V) _mm256_round_ps((V), _MM_FROUND_CEIL)
#define _mm256_floor_pd(V) _mm256_round_pd((V), _MM_FROUND_FLOOR)
#define _mm256_floor_ps(V) _mm256_round_ps((V), _MM_FROUND_FLOOR)

extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_add_pd(__m256d __a, __m256d __b) { return (__m256d)((__v4df)__a + (__v4df)__b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_add_ps(__m256 __a, __m256 __b) { return (__m256)((__v8sf)__a + (__v8sf)__b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_sub_pd(__m256d __a, __m256d __b) { return (__m256d)((__v4df)__a - (__v4df)__b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_sub_ps(__m256 __a, __m256 __b) { return (__m256)((__v8sf)__a - (__v8sf)__b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_mul_pd(__m256d __a, __m256d __b) { return (__m256d)((__v4df)__a * (__v4df)__b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_mul_ps(__m256 __a, __m256 __b) { return (__m256)((__v8sf)__a * (__v8sf)__b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_div_pd(__m256d __a, __m256d __b) { return (__m256d)((__v4df)__a / (__v4df)__b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_div_ps(__m256 __a, __m256 __b) { return (__m256)((__v8sf)__a / (__v8sf)__b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_addsub_pd(__m256d __a, __m256d __b) { return __builtin_ia32_addsubpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_addsub_ps(__m256 __a, __m256 __b) { return __builtin_ia32_addsubps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_and_pd(__m256d __a, __m256d __b) { return __builtin_ia32_andpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_and_ps(__m256 __a, __m256 __b) { return __builtin_ia32_andps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_andnot_pd(__m256d __a, __m256d __b) { return __builtin_ia32_andnpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_andnot_ps(__m256 __a, __m256 __b) { return __builtin_ia32_andnps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_or_pd(__m256d __a, __m256d __b) { return __builtin_ia32_orpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_or_ps(__m256 __a, __m256 __b) { return __builtin_ia32_orps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_xor_pd(__m256d __a, __m256d __b) { return __builtin_ia32_xorpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_xor_ps(__m256 __a, __m256 __b) { return __builtin_ia32_xorps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_hadd_pd(__m256d __a, __m256d __b) { return __builtin_ia32_haddpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_hadd_ps(__m256 __a, __m256 __b) { return __builtin_ia32_haddps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_hsub_pd(__m256d __a, __m256d __b) { return __builtin_ia32_hsubpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_hsub_ps(__m256 __a, __m256 __b) { return __builtin_ia32_hsubps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_max_pd(__m256d __a, __m256d __b) { return __builtin_ia32_maxpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_max_ps(__m256 __a, __m256 __b) { return __builtin_ia32_maxps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_min_pd(__m256d __a, __m256d __b) { return __builtin_ia32_minpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_min_ps(__m256 __a, __m256 __b) { return __builtin_ia32_minps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_unpackhi_pd(__m256d __a, __m256d __b) { return __builtin_ia32_unpckhpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_unpackhi_ps(__m256 __a, __m256 __b) { return __builtin_ia32_unpckhps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_unpacklo_pd(__m256d __a, __m256d __b) { return __builtin_ia32_unpcklpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_unpacklo_ps(__m256 __a, __m256 __b) { return __builtin_ia32_unpcklps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_blend_pd(__m256d __a, __m256d __b, const int __c) { return __builtin_ia32_blendpd256(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_blend_ps(__m256 __a, __m256 __b, const int __c) { return __builtin_ia32_blendps256(__a, __b, __c); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_shuffle_pd(__m256d __a, __m256d __b, const int __c) { return __builtin_ia32_shufpd256(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_shuffle_ps(__m256 __a, __m256 __b, const int __c) { return __builtin_ia32_shufps256(__a, __b, __c); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_blendv_pd(__m256d __a, __m256d __b, __m256d __c) { return __builtin_ia32_blendvpd256(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_blendv_ps(__m256 __a, __m256 __b, __m256 __c) { return __builtin_ia32_blendvps256(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_dp_ps(__m256 __a, __m256 __b, const int __c) { return __builtin_ia32_dpps256(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmp_pd(__m128d __a, __m128d __b, const int __c) { return __builtin_ia32_cmppd(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmp_ps(__m128 __a, __m128 __b, const int __c) { return __builtin_ia32_cmpps(__a, __b, __c); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cmp_pd(__m256d __a, __m256d __b, const int __c) { return __builtin_ia32_cmppd256(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cmp_ps(__m256 __a, __m256 __b, const int __c) { return __builtin_ia32_cmpps256(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmp_sd(__m128d __a, __m128d __b, const int __c) { return __builtin_ia32_cmpsd(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmp_ss(__m128 __a, __m128 __b, const int __c) { return __builtin_ia32_cmpss(__a, __b, __c); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtsi256_si32(__m256i __a) { return ((__v8si)__a)[0]; }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtepi32_pd(__m128i __a) { return __builtin_ia32_cvtdq2pd256((__v4si)__a); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtepi32_ps(__m256i __a) { return __builtin_ia32_cvtdq2ps256((__v8si)__a); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtpd_ps(__m256d __a) { return __builtin_ia32_cvtpd2ps256(__a); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtps_epi32(__m256 __a) { return (__m256i)__builtin_ia32_cvtps2dq256(__a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtps_pd(__m128 __a) { return __builtin_ia32_cvtps2pd256(__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvttpd_epi32(__m256d __a) { return (__m128i)__builtin_ia32_cvttpd2dq256(__a); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtpd_epi32(__m256d __a) { return (__m128i)__builtin_ia32_cvtpd2dq256(__a); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvttps_epi32(__m256 __a) { return (__m256i)__builtin_ia32_cvttps2dq256(__a); }
extern __inline double __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtsd_f64(__m256d __a) { return ((__v4df)__a)[0]; }
extern __inline float __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_cvtss_f32(__m256 __a) { return ((__v8sf)__a)[0]; }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_extractf128_pd(__m256d __a, const int __b) { return __builtin_ia32_vextractf128_pd256(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_extractf128_ps(__m256 __a, const int __b) { return __builtin_ia32_vextractf128_ps256(__a, __b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_extractf128_si256(__m256i __a, const int __b)
{ return (__m128i)__builtin_ia32_vextractf128_si256((__v8si)__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_extract_epi32(__m256i __a, const int __b)
{ return __builtin_ia32_vec_ext_v4si(__builtin_ia32_vextractf128_si256((__v8si)__a, __b >> 2), __b & 3); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_extract_epi16(__m256i __a, const int __b)
{ return (unsigned short)__builtin_ia32_vec_ext_v8hi((__v8hi)__builtin_ia32_vextractf128_si256((__v8si)__a,
    __b >> 3), __b & 7); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_extract_epi8(__m256i __a, const int __b)
{ return (unsigned char)__builtin_ia32_vec_ext_v16qi((__v16qi)__builtin_ia32_vextractf128_si256((__v8si)__a,
    __b >> 4), __b & 15); }
extern __inline long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_extract_epi64(__m256i __a, const int __b)
{ return __builtin_ia32_vec_ext_v2di((__v2di)__builtin_ia32_vextractf128_si256((__v8si)__a, __b >> 1), __b & 1); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_zeroall(void) { __builtin_ia32_vzeroall(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_zeroupper(void) { __builtin_ia32_vzeroupper(); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_permutevar_pd(__m128d __a, __m128i __b) { return __builtin_ia32_vpermilvarpd(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_permutevar_pd(__m256d __a, __m256i __b) { return __builtin_ia32_vpermilvarpd256(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_permutevar_ps(__m128 __a, __m128i __b) { return __builtin_ia32_vpermilvarps(__a, (__v4si)__b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_permutevar_ps(__m256 __a, __m256i __b) { return __builtin_ia32_vpermilvarps256(__a, (__v8si)__b); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_permute_pd(__m128d __a, const int __b) { return __builtin_ia32_vpermilpd(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_permute_pd(__m256d __a, const int __b) { return __builtin_ia32_vpermilpd256(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_permute_ps(__m128 __a, const int __b) { return __builtin_ia32_vpermilps(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_permute_ps(__m256 __a, const int __b) { return __builtin_ia32_vpermilps256(__a, __b); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_permute2f128_pd(__m256d __a, __m256d __b, const int __c)
{ return __builtin_ia32_vperm2f128_pd256(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_permute2f128_ps(__m256 __a, __m256 __b, const int __c)
{ return __builtin_ia32_vperm2f128_ps256(__a, __b, __c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_permute2f128_si256(__m256i __a, __m256i __b, const int __c)
{ return (__m256i)__builtin_ia32_vperm2f128_si256((__v8si)__a, (__v8si)__b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_broadcast_ss(float const *__a) { return __builtin_ia32_vbroadcastss((const float *)__a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_broadcast_sd(double const *__a) { return __builtin_ia32_vbroadcastsd256((const double *)__a); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_broadcast_ss(float const *__a) { return __builtin_ia32_vbroadcastss256((const float *)__a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_broadcast_pd(__m128d const *__a) { return __builtin_ia32_vbroadcastf128_pd256((const __v2df *)__a); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_broadcast_ps(__m128 const *__a) { return __builtin_ia32_vbroadcastf128_ps256((const __v4sf *)__a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_insertf128_pd(__m256d __a, __m128d __b, const int __c)
{ return __builtin_ia32_vinsertf128_pd256(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_insertf128_ps(__m256 __a, __m128 __b, const int __c)
{ return __builtin_ia32_vinsertf128_ps256(__a, __b, __c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_insertf128_si256(__m256i __a, __m128i __b, const int __c)
{ return (__m256i)__builtin_ia32_vinsertf128_si256((__v8si)__a, (__v4si)__b, __c); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_insert_epi32(__m256i __a, int __b, const int __c)
{ __m128i __t = (__m128i)__builtin_ia32_vextractf128_si256((__v8si)__a,
    __c >> 2); __t = (__m128i)__builtin_ia32_vec_set_v4si((__v4si)__t, __b,
    __c & 3); return (__m256i)__builtin_ia32_vinsertf128_si256((__v8si)__a, (__v4si)__t, __c >> 2); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_insert_epi16(__m256i __a, int __b, const int __c)
{ __m128i __t = (__m128i)__builtin_ia32_vextractf128_si256((__v8si)__a,
    __c >> 3); __t = (__m128i)__builtin_ia32_vec_set_v8hi((__v8hi)__t, __b,
    __c & 7); return (__m256i)__builtin_ia32_vinsertf128_si256((__v8si)__a, (__v4si)__t, __c >> 3); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_insert_epi8(__m256i __a, int __b, const int __c)
{ __m128i __t = (__m128i)__builtin_ia32_vextractf128_si256((__v8si)__a,
    __c >> 4); __t = (__m128i)__builtin_ia32_vec_set_v16qi((__v16qi)__t, __b,
    __c & 15); return (__m256i)__builtin_ia32_vinsertf128_si256((__v8si)__a, (__v4si)__t, __c >> 4); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_insert_epi64(__m256i __a, long long __b, const int __c)
{ __m128i __t = (__m128i)__builtin_ia32_vextractf128_si256((__v8si)__a,
    __c >> 1); __t = (__m128i)__builtin_ia32_vec_set_v2di((__v2di)__t, __b,
    __c & 1); return (__m256i)__builtin_ia32_vinsertf128_si256((__v8si)__a, (__v4si)__t, __c >> 1); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_load_pd(double const *__a) { return *(__m256d *)__a; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_store_pd(double *__a, __m256d __b) { *(__m256d *)__a = __b; }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_load_ps(float const *__a) { return *(__m256 *)__a; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_store_ps(float *__a, __m256 __b) { *(__m256 *)__a = __b; }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_loadu_pd(double const *__a) { return *(__m256d_u *)__a; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_storeu_pd(double *__a, __m256d __b) { *(__m256d_u *)__a = __b; }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_loadu_ps(float const *__a) { return *(__m256_u *)__a; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_storeu_ps(float *__a, __m256 __b) { *(__m256_u *)__a = __b; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_load_si256(__m256i const *__a) { return *__a; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_store_si256(__m256i *__a, __m256i __b) { *__a = __b; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_loadu_si256(__m256i_u const *__a) { return *__a; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_storeu_si256(__m256i_u *__a, __m256i __b) { *__a = __b; }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_maskload_pd(double const *__a, __m128i __b) { return __builtin_ia32_maskloadpd((const __v2df *)__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_maskstore_pd(double *__a, __m128i __b, __m128d __c) { __builtin_ia32_maskstorepd((__v2df *)__a, __b, __c); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_maskload_pd(double const *__a, __m256i __b) { return __builtin_ia32_maskloadpd256((const __v4df *)__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_maskstore_pd(double *__a, __m256i __b, __m256d __c) { __builtin_ia32_maskstorepd256((__v4df *)__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_maskload_ps(float const *__a, __m128i __b) { return __builtin_ia32_maskloadps((const __v4sf *)__a, (__v4si)__b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_maskstore_ps(float *__a, __m128i __b, __m128 __c) { __builtin_ia32_maskstoreps((__v4sf *)__a, (__v4si)__b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_maskload_ps(float const *__a, __m256i __b)
{ return __builtin_ia32_maskloadps256((const __v8sf *)__a, (__v8si)__b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_maskstore_ps(float *__a, __m256i __b, __m256 __c)
{ __builtin_ia32_maskstoreps256((__v8sf *)__a, (__v8si)__b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_movehdup_ps(__m256 __a) { return __builtin_ia32_movshdup256(__a); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_moveldup_ps(__m256 __a) { return __builtin_ia32_movsldup256(__a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_movedup_pd(__m256d __a) { return __builtin_ia32_movddup256(__a); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_lddqu_si256(__m256i_u const *__a) { return (__m256i)__builtin_ia32_lddqu256((const char *)__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_stream_si256(__m256i *__a, __m256i __b) { __builtin_ia32_movntdq256((__v4di *)__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_stream_pd(double *__a, __m256d __b) { __builtin_ia32_movntpd256((double *)__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_stream_ps(float *__a, __m256 __b) { __builtin_ia32_movntps256((float *)__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_rcp_ps(__m256 __a) { return __builtin_ia32_rcpps256(__a); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_rsqrt_ps(__m256 __a) { return __builtin_ia32_rsqrtps256(__a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_sqrt_pd(__m256d __a) { return __builtin_ia32_sqrtpd256(__a); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_sqrt_ps(__m256 __a) { return __builtin_ia32_sqrtps256(__a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_round_pd(__m256d __a, const int __b) { return __builtin_ia32_roundpd256(__a, __b); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_round_ps(__m256 __a, const int __b) { return __builtin_ia32_roundps256(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_testz_pd(__m128d __a, __m128d __b) { return __builtin_ia32_vtestzpd(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_testz_pd(__m256d __a, __m256d __b) { return __builtin_ia32_vtestzpd256(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_testz_ps(__m128 __a, __m128 __b) { return __builtin_ia32_vtestzps(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_testz_ps(__m256 __a, __m256 __b) { return __builtin_ia32_vtestzps256(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_testz_si256(__m256i __a, __m256i __b) { return __builtin_ia32_ptestz256(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_testc_pd(__m128d __a, __m128d __b) { return __builtin_ia32_vtestcpd(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_testc_pd(__m256d __a, __m256d __b) { return __builtin_ia32_vtestcpd256(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_testc_ps(__m128 __a, __m128 __b) { return __builtin_ia32_vtestcps(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_testc_ps(__m256 __a, __m256 __b) { return __builtin_ia32_vtestcps256(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_testc_si256(__m256i __a, __m256i __b) { return __builtin_ia32_ptestc256(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_testnzc_pd(__m128d __a, __m128d __b) { return __builtin_ia32_vtestnzcpd(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_testnzc_pd(__m256d __a, __m256d __b) { return __builtin_ia32_vtestnzcpd256(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_testnzc_ps(__m128 __a, __m128 __b) { return __builtin_ia32_vtestnzcps(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_testnzc_ps(__m256 __a, __m256 __b) { return __builtin_ia32_vtestnzcps256(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_testnzc_si256(__m256i __a, __m256i __b) { return __builtin_ia32_ptestnzc256(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_movemask_pd(__m256d __a) { return __builtin_ia32_movmskpd256(__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_movemask_ps(__m256 __a) { return __builtin_ia32_movmskps256(__a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_undefined_pd(void) { __m256d __y = __y; return __y; }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_undefined_ps(void) { __m256 __y = __y; return __y; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_undefined_si256(void) { __m256i __y = __y; return __y; }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setzero_pd(void) { return (__m256d){0, 0, 0, 0}; }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setzero_ps(void) { return (__m256){0, 0, 0, 0, 0, 0, 0, 0}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setzero_si256(void) { return (__m256i){0, 0, 0, 0}; }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set_pd(double __a, double __b, double __c, double __d) { return (__m256d)(__v4df){__d, __c, __b, __a}; }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set_ps(float __a, float __b, float __c, float __d, float __e, float __f, float __g, float __h)
{ return (__m256)(__v8sf){__h, __g, __f, __e, __d, __c, __b, __a}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set_epi32(int __a, int __b, int __c, int __d, int __e, int __f, int __g, int __h)
{ return (__m256i)(__v8si){__h, __g, __f, __e, __d, __c, __b, __a}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set_epi16(short __a, short __b, short __c, short __d, short __e, short __f, short __g, short __h, short __i, short __j, short __k, short __l, short __m, short __n, short __o, short __p)
{ return (__m256i)(__v16hi){__p, __o, __n, __m, __l, __k, __j, __i, __h, __g, __f, __e, __d, __c, __b, __a}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set_epi8(char __a, char __b, char __c, char __d, char __e, char __f, char __g, char __h, char __i, char __j, char __k, char __l, char __m, char __n, char __o, char __p, char __q, char __r, char __s, char __t, char __u, char __v, char __w, char __x, char __y, char __z, char __A, char __B, char __C, char __D, char __E, char __F)
{ return (__m256i)(__v32qi){__F, __E, __D, __C, __B, __A, __z, __y, __x, __w, __v, __u, __t, __s, __r, __q, __p,
    __o, __n, __m, __l, __k, __j, __i, __h, __g, __f, __e, __d, __c, __b, __a}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set_epi64x(long long __a, long long __b, long long __c, long long __d)
{ return (__m256i)(__v4di){__d, __c, __b, __a}; }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setr_pd(double __a, double __b, double __c, double __d) { return (__m256d)(__v4df){__a, __b, __c, __d}; }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setr_ps(float __a, float __b, float __c, float __d, float __e, float __f, float __g, float __h)
{ return (__m256)(__v8sf){__a, __b, __c, __d, __e, __f, __g, __h}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setr_epi32(int __a, int __b, int __c, int __d, int __e, int __f, int __g, int __h)
{ return (__m256i)(__v8si){__a, __b, __c, __d, __e, __f, __g, __h}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setr_epi16(short __a, short __b, short __c, short __d, short __e, short __f, short __g, short __h, short __i, short __j, short __k, short __l, short __m, short __n, short __o, short __p)
{ return (__m256i)(__v16hi){__a, __b, __c, __d, __e, __f, __g, __h, __i, __j, __k, __l, __m, __n, __o, __p}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setr_epi8(char __a, char __b, char __c, char __d, char __e, char __f, char __g, char __h, char __i, char __j, char __k, char __l, char __m, char __n, char __o, char __p, char __q, char __r, char __s, char __t, char __u, char __v, char __w, char __x, char __y, char __z, char __A, char __B, char __C, char __D, char __E, char __F)
{ return (__m256i)(__v32qi){__a, __b, __c, __d, __e, __f, __g, __h, __i, __j, __k, __l, __m, __n, __o, __p, __q,
    __r, __s, __t, __u, __v, __w, __x, __y, __z, __A, __B, __C, __D, __E, __F}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setr_epi64x(long long __a, long long __b, long long __c, long long __d)
{ return (__m256i)(__v4di){__a, __b, __c, __d}; }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set1_pd(double __a) { return (__m256d)(__v4df){__a, __a, __a, __a}; }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set1_ps(float __a) { return (__m256)(__v8sf){__a, __a, __a, __a, __a, __a, __a, __a}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set1_epi32(int __a) { return (__m256i)(__v8si){__a, __a, __a, __a, __a, __a, __a, __a}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set1_epi16(short __a)
{ return (__m256i)(__v16hi){__a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set1_epi8(char __a)
{ return (__m256i)(__v32qi){__a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a,
    __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a, __a}; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set1_epi64x(long long __a) { return (__m256i)(__v4di){__a, __a, __a, __a}; }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castpd_ps(__m256d __a) { return (__m256)__a; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castpd_si256(__m256d __a) { return (__m256i)__a; }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castps_pd(__m256 __a) { return (__m256d)__a; }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castps_si256(__m256 __a) { return (__m256i)__a; }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castsi256_ps(__m256i __a) { return (__m256)__a; }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castsi256_pd(__m256i __a) { return (__m256d)__a; }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castpd256_pd128(__m256d __a) { return __builtin_ia32_pd_pd256(__a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castpd128_pd256(__m128d __a) { return __builtin_ia32_pd256_pd(__a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_zextpd128_pd256(__m128d __a) { return _mm256_insertf128_pd(_mm256_setzero_pd(), __a, 0); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castps256_ps128(__m256 __a) { return __builtin_ia32_ps_ps256(__a); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castps128_ps256(__m128 __a) { return __builtin_ia32_ps256_ps(__a); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_zextps128_ps256(__m128 __a) { return _mm256_insertf128_ps(_mm256_setzero_ps(), __a, 0); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castsi256_si128(__m256i __a) { return (__m128i)__builtin_ia32_si_si256((__v8si)__a); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_castsi128_si256(__m128i __a) { return (__m256i)__builtin_ia32_si256_si((__v4si)__a); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_zextsi128_si256(__m128i __a) { return _mm256_insertf128_si256(_mm256_setzero_si256(), __a, 0); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set_m128(__m128 __a, __m128 __b) { return _mm256_insertf128_ps(_mm256_castps128_ps256(__b), __a, 1); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setr_m128(__m128 __a, __m128 __b) { return _mm256_set_m128(__b, __a); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_loadu2_m128(float const *__a, float const *__b)
{ return _mm256_set_m128(_mm_loadu_ps(__a), _mm_loadu_ps(__b)); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_storeu2_m128(float *__a, float *__b, __m256 __c)
{ _mm_storeu_ps(__b, _mm256_castps256_ps128(__c)); _mm_storeu_ps(__a, _mm256_extractf128_ps(__c, 1)); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set_m128d(__m128d __a, __m128d __b) { return _mm256_insertf128_pd(_mm256_castpd128_pd256(__b), __a, 1); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setr_m128d(__m128d __a, __m128d __b) { return _mm256_set_m128d(__b, __a); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_loadu2_m128d(double const *__a, double const *__b)
{ return _mm256_set_m128d(_mm_loadu_pd(__a), _mm_loadu_pd(__b)); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_storeu2_m128d(double *__a, double *__b, __m256d __c)
{ _mm_storeu_pd(__b, _mm256_castpd256_pd128(__c)); _mm_storeu_pd(__a, _mm256_extractf128_pd(__c, 1)); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_set_m128i(__m128i __a, __m128i __b) { return _mm256_insertf128_si256(_mm256_castsi128_si256(__b), __a, 1); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_setr_m128i(__m128i __a, __m128i __b) { return _mm256_set_m128i(__b, __a); }
extern __inline __m256i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_loadu2_m128i(__m128i_u const *__a, __m128i_u const *__b)
{ return _mm256_set_m128i(_mm_loadu_si128(__a), _mm_loadu_si128(__b)); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_storeu2_m128i(__m128i_u *__a, __m128i_u *__b, __m256i __c)
{ _mm_storeu_si128(__b, _mm256_castsi256_si128(__c)); _mm_storeu_si128(__a, _mm256_extractf128_si256(__c, 1)); }

#pragma GCC pop_options

#endif
