/* SSE: vectors of four floats. */
#ifndef _XMMINTRIN_H_INCLUDED
#define _XMMINTRIN_H_INCLUDED

#include <mmintrin.h>
#include <mm_malloc.h>

#pragma GCC push_options
#pragma GCC target("sse")

typedef float __m128 __attribute__((__vector_size__(16), __may_alias__));
typedef float __m128_u __attribute__((__vector_size__(16), __may_alias__, __aligned__(1)));
typedef float __v4sf __attribute__((__vector_size__(16)));
typedef unsigned short __v4hu __attribute__((__vector_size__(8)));
typedef unsigned char __v8qu __attribute__((__vector_size__(8)));
typedef signed char __v8qs __attribute__((__vector_size__(8)));

enum _mm_hint { _MM_HINT_ET0 = 7, _MM_HINT_ET1 = 6, _MM_HINT_T0 = 3, _MM_HINT_T1 = 2, _MM_HINT_T2 = 1, _MM_HINT_NTA = 0 };
#define _mm_prefetch(P, I) __builtin_prefetch((P), ((I) & 4) >> 2, (I) & 3)
#define _MM_SHUFFLE(z, y, x, w) ((z) << 6 | (y) << 4 | (x) << 2 | (w))
#define _MM_EXCEPT_MASK 0x003f
#define _MM_EXCEPT_INVALID 0x0001
#define _MM_EXCEPT_DENORM 0x0002
#define _MM_EXCEPT_DIV_ZERO 0x0004
#define _MM_EXCEPT_OVERFLOW 0x0008
#define _MM_EXCEPT_UNDERFLOW 0x0010
#define _MM_EXCEPT_INEXACT 0x0020
#define _MM_MASK_MASK 0x1f80
#define _MM_MASK_INVALID 0x0080
#define _MM_MASK_DENORM 0x0100
#define _MM_MASK_DIV_ZERO 0x0200
#define _MM_MASK_OVERFLOW 0x0400
#define _MM_MASK_UNDERFLOW 0x0800
#define _MM_MASK_INEXACT 0x1000
#define _MM_ROUND_MASK 0x6000
#define _MM_ROUND_NEAREST 0x0000
#define _MM_ROUND_DOWN 0x2000
#define _MM_ROUND_UP 0x4000
#define _MM_ROUND_TOWARD_ZERO 0x6000
#define _MM_FLUSH_ZERO_MASK 0x8000
#define _MM_FLUSH_ZERO_ON 0x8000
#define _MM_FLUSH_ZERO_OFF 0x0000
#define _MM_TRANSPOSE4_PS(row0, row1, row2, row3) \
  do { \
    __v4sf __r0 = (row0), __r1 = (row1), __r2 = (row2), __r3 = (row3); \
    __v4sf __t0 = __builtin_ia32_unpcklps(__r0, __r1), __t1 = __builtin_ia32_unpcklps(__r2, __r3); \
    __v4sf __t2 = __builtin_ia32_unpckhps(__r0, __r1), __t3 = __builtin_ia32_unpckhps(__r2, __r3); \
    (row0) = __builtin_ia32_movlhps(__t0, __t1); \
    (row1) = __builtin_ia32_movhlps(__t1, __t0); \
    (row2) = __builtin_ia32_movlhps(__t2, __t3); \
    (row3) = __builtin_ia32_movhlps(__t3, __t2); \
  } while (0)

extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_undefined_ps(void) { __m128 __y = __y; return __y; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_setzero_ps(void) { return (__m128){0, 0, 0, 0}; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_add_ss(__m128 __a, __m128 __b) { return __builtin_ia32_addss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sub_ss(__m128 __a, __m128 __b) { return __builtin_ia32_subss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_mul_ss(__m128 __a, __m128 __b) { return __builtin_ia32_mulss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_div_ss(__m128 __a, __m128 __b) { return __builtin_ia32_divss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_min_ss(__m128 __a, __m128 __b) { return __builtin_ia32_minss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_max_ss(__m128 __a, __m128 __b) { return __builtin_ia32_maxss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sqrt_ss(__m128 __a) { return __builtin_ia32_sqrtss(__a); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sqrt_ps(__m128 __a) { return __builtin_ia32_sqrtps(__a); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_rcp_ss(__m128 __a) { return __builtin_ia32_rcpss(__a); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_rcp_ps(__m128 __a) { return __builtin_ia32_rcpps(__a); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_rsqrt_ss(__m128 __a) { return __builtin_ia32_rsqrtss(__a); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_rsqrt_ps(__m128 __a) { return __builtin_ia32_rsqrtps(__a); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_add_ps(__m128 __a, __m128 __b) { return (__m128)((__v4sf)__a + (__v4sf)__b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sub_ps(__m128 __a, __m128 __b) { return (__m128)((__v4sf)__a - (__v4sf)__b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_mul_ps(__m128 __a, __m128 __b) { return (__m128)((__v4sf)__a * (__v4sf)__b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_div_ps(__m128 __a, __m128 __b) { return (__m128)((__v4sf)__a / (__v4sf)__b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_min_ps(__m128 __a, __m128 __b) { return __builtin_ia32_minps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_max_ps(__m128 __a, __m128 __b) { return __builtin_ia32_maxps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_and_ps(__m128 __a, __m128 __b) { return __builtin_ia32_andps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_andnot_ps(__m128 __a, __m128 __b) { return __builtin_ia32_andnps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_or_ps(__m128 __a, __m128 __b) { return __builtin_ia32_orps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_xor_ps(__m128 __a, __m128 __b) { return __builtin_ia32_xorps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpeq_ss(__m128 __a, __m128 __b) { return __builtin_ia32_cmpeqss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmplt_ss(__m128 __a, __m128 __b) { return __builtin_ia32_cmpltss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmple_ss(__m128 __a, __m128 __b) { return __builtin_ia32_cmpless(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpneq_ss(__m128 __a, __m128 __b) { return __builtin_ia32_cmpneqss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpnlt_ss(__m128 __a, __m128 __b) { return __builtin_ia32_cmpnltss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpnle_ss(__m128 __a, __m128 __b) { return __builtin_ia32_cmpnless(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpord_ss(__m128 __a, __m128 __b) { return __builtin_ia32_cmpordss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpunord_ss(__m128 __a, __m128 __b) { return __builtin_ia32_cmpunordss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpgt_ss(__m128 __a, __m128 __b)
{ return (__m128)__builtin_ia32_movss((__v4sf)__a, __builtin_ia32_cmpltss((__v4sf)__b, (__v4sf)__a)); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpge_ss(__m128 __a, __m128 __b)
{ return (__m128)__builtin_ia32_movss((__v4sf)__a, __builtin_ia32_cmpless((__v4sf)__b, (__v4sf)__a)); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpngt_ss(__m128 __a, __m128 __b)
{ return (__m128)__builtin_ia32_movss((__v4sf)__a, __builtin_ia32_cmpnltss((__v4sf)__b, (__v4sf)__a)); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpnge_ss(__m128 __a, __m128 __b)
{ return (__m128)__builtin_ia32_movss((__v4sf)__a, __builtin_ia32_cmpnless((__v4sf)__b, (__v4sf)__a)); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpeq_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpeqps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmplt_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpltps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmple_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpleps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpgt_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpgtps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpge_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpgeps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpneq_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpneqps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpnlt_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpnltps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpnle_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpnleps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpngt_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpngtps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpnge_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpngeps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpord_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpordps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpunord_ps(__m128 __a, __m128 __b) { return __builtin_ia32_cmpunordps(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_comieq_ss(__m128 __a, __m128 __b) { return __builtin_ia32_comieq(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_comilt_ss(__m128 __a, __m128 __b) { return __builtin_ia32_comilt(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_comile_ss(__m128 __a, __m128 __b) { return __builtin_ia32_comile(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_comigt_ss(__m128 __a, __m128 __b) { return __builtin_ia32_comigt(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_comige_ss(__m128 __a, __m128 __b) { return __builtin_ia32_comige(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_comineq_ss(__m128 __a, __m128 __b) { return __builtin_ia32_comineq(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_ucomieq_ss(__m128 __a, __m128 __b) { return __builtin_ia32_ucomieq(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_ucomilt_ss(__m128 __a, __m128 __b) { return __builtin_ia32_ucomilt(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_ucomile_ss(__m128 __a, __m128 __b) { return __builtin_ia32_ucomile(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_ucomigt_ss(__m128 __a, __m128 __b) { return __builtin_ia32_ucomigt(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_ucomige_ss(__m128 __a, __m128 __b) { return __builtin_ia32_ucomige(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_ucomineq_ss(__m128 __a, __m128 __b) { return __builtin_ia32_ucomineq(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtss_si32(__m128 __a) { return __builtin_ia32_cvtss2si(__a); }
extern __inline long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtss_si64(__m128 __a) { return __builtin_ia32_cvtss2si64(__a); }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtps_pi32(__m128 __a) { return (__m64)__builtin_ia32_cvtps2pi(__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvttss_si32(__m128 __a) { return __builtin_ia32_cvttss2si(__a); }
extern __inline long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvttss_si64(__m128 __a) { return __builtin_ia32_cvttss2si64(__a); }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvttps_pi32(__m128 __a) { return (__m64)__builtin_ia32_cvttps2pi(__a); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtsi32_ss(__m128 __a, int __b) { return __builtin_ia32_cvtsi2ss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtsi64_ss(__m128 __a, long long __b) { return __builtin_ia32_cvtsi642ss(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtpi32_ps(__m128 __a, __m64 __b) { return __builtin_ia32_cvtpi2ps(__a, (__v2si)__b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtpi16_ps(__m64 __a) { return (__m128)__builtin_convertvector((__v4hi)__a, __v4sf); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtpu16_ps(__m64 __a) { return (__m128)__builtin_convertvector((__v4hu)__a, __v4sf); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtpi8_ps(__m64 __a) { return (__m128){((__v8qs)__a)[0], ((__v8qs)__a)[1], ((__v8qs)__a)[2], ((__v8qs)__a)[3]}; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtpu8_ps(__m64 __a) { return (__m128){((__v8qu)__a)[0], ((__v8qu)__a)[1], ((__v8qu)__a)[2], ((__v8qu)__a)[3]}; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtpi32x2_ps(__m64 __a, __m64 __b)
{ return (__m128){((__v2si)__a)[0], ((__v2si)__a)[1], ((__v2si)__b)[0], ((__v2si)__b)[1]}; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtps_pi16(__m128 __a)
{ __v4sf __h = __builtin_ia32_movhlps((__v4sf)__a,
    (__v4sf)__a); return (__m64)__builtin_ia32_packssdw(__builtin_ia32_cvtps2pi((__v4sf)__a),
    __builtin_ia32_cvtps2pi(__h)); }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtps_pi8(__m128 __a)
{ return (__m64)__builtin_ia32_packsswb((__v4hi)_mm_cvtps_pi16(__a), (__v4hi){0, 0, 0, 0}); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_shuffle_ps(__m128 __a, __m128 __b, const int __c) { return __builtin_ia32_shufps(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_unpackhi_ps(__m128 __a, __m128 __b) { return __builtin_ia32_unpckhps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_unpacklo_ps(__m128 __a, __m128 __b) { return __builtin_ia32_unpcklps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_loadh_pi(__m128 __a, __m64 const *__b)
{ return (__m128)__builtin_ia32_loadhps((__v4sf)__a, (const __v2sf *)__b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_storeh_pi(__m64 *__a, __m128 __b) { __builtin_ia32_storehps((__v2sf *)__a, (__v4sf)__b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_movehl_ps(__m128 __a, __m128 __b) { return __builtin_ia32_movhlps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_movelh_ps(__m128 __a, __m128 __b) { return __builtin_ia32_movlhps(__a, __b); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_loadl_pi(__m128 __a, __m64 const *__b)
{ return (__m128)__builtin_ia32_loadlps((__v4sf)__a, (const __v2sf *)__b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_storel_pi(__m64 *__a, __m128 __b) { __builtin_ia32_storelps((__v2sf *)__a, (__v4sf)__b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_movemask_ps(__m128 __a) { return __builtin_ia32_movmskps(__a); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_getcsr(void) { return __builtin_ia32_stmxcsr(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_setcsr(unsigned int __a) { __builtin_ia32_ldmxcsr(__a); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_MM_GET_EXCEPTION_STATE(void) { return _mm_getcsr() & _MM_EXCEPT_MASK; }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_MM_GET_EXCEPTION_MASK(void) { return _mm_getcsr() & _MM_MASK_MASK; }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_MM_GET_ROUNDING_MODE(void) { return _mm_getcsr() & _MM_ROUND_MASK; }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_MM_GET_FLUSH_ZERO_MODE(void) { return _mm_getcsr() & _MM_FLUSH_ZERO_MASK; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_MM_SET_EXCEPTION_STATE(unsigned int __a) { _mm_setcsr((_mm_getcsr() & ~_MM_EXCEPT_MASK) | __a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_MM_SET_EXCEPTION_MASK(unsigned int __a) { _mm_setcsr((_mm_getcsr() & ~_MM_MASK_MASK) | __a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_MM_SET_ROUNDING_MODE(unsigned int __a) { _mm_setcsr((_mm_getcsr() & ~_MM_ROUND_MASK) | __a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_MM_SET_FLUSH_ZERO_MODE(unsigned int __a) { _mm_setcsr((_mm_getcsr() & ~_MM_FLUSH_ZERO_MASK) | __a); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_set_ss(float __a) { return (__m128){__a, 0, 0, 0}; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_set1_ps(float __a) { return (__m128){__a, __a, __a, __a}; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_load_ss(float const *__a) { return (__m128){*__a, 0, 0, 0}; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_load1_ps(float const *__a) { return (__m128){*__a, *__a, *__a, *__a}; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_load_ps(float const *__a) { return *(__m128 *)__a; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_loadu_ps(float const *__a) { return *(__m128_u *)__a; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_loadr_ps(float const *__a)
{ __v4sf __t = *(__v4sf *)__a; return (__m128)__builtin_shufflevector(__t, __t, 3, 2, 1, 0); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_set_ps(float __a, float __b, float __c, float __d) { return (__m128){__d, __c, __b, __a}; }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_setr_ps(float __a, float __b, float __c, float __d) { return (__m128){__a, __b, __c, __d}; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_store_ss(float *__a, __m128 __b) { *__a = ((__v4sf)__b)[0]; }
extern __inline float __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtss_f32(__m128 __a) { return ((__v4sf)__a)[0]; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_store_ps(float *__a, __m128 __b) { *(__m128 *)__a = __b; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_storeu_ps(float *__a, __m128 __b) { *(__m128_u *)__a = __b; }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_store1_ps(float *__a, __m128 __b)
{ *(__v4sf *)__a = __builtin_shufflevector((__v4sf)__b, (__v4sf)__b, 0, 0, 0, 0); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_storer_ps(float *__a, __m128 __b)
{ *(__v4sf *)__a = __builtin_shufflevector((__v4sf)__b, (__v4sf)__b, 3, 2, 1, 0); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_move_ss(__m128 __a, __m128 __b) { return __builtin_ia32_movss(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_extract_pi16(__m64 __a, const int __b) { return (unsigned short)__builtin_ia32_vec_ext_v4hi((__v4hi)__a, __b); }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_insert_pi16(__m64 __a, int __b, const int __c)
{ return (__m64)__builtin_ia32_vec_set_v4hi((__v4hi)__a, __b, __c); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_maskmove_si64(__m64 __a, __m64 __b, char *__c) { __builtin_ia32_maskmovq((__v8qi)__a, (__v8qi)__b, (char *)__c); }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_shuffle_pi16(__m64 __a, const int __b) { return (__m64)__builtin_ia32_pshufw((__v4hi)__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_movemask_pi8(__m64 __a) { return __builtin_ia32_pmovmskb((__v8qi)__a); }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_max_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pmaxsw((__v4hi)__a, (__v4hi)__b); }
#define _m_pmaxsw _mm_max_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_max_pu8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pmaxub((__v8qi)__a, (__v8qi)__b); }
#define _m_pmaxub _mm_max_pu8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_min_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pminsw((__v4hi)__a, (__v4hi)__b); }
#define _m_pminsw _mm_min_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_min_pu8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pminub((__v8qi)__a, (__v8qi)__b); }
#define _m_pminub _mm_min_pu8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_mulhi_pu16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pmulhuw((__v4hi)__a, (__v4hi)__b); }
#define _m_pmulhuw _mm_mulhi_pu16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_avg_pu8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pavgb((__v8qi)__a, (__v8qi)__b); }
#define _m_pavgb _mm_avg_pu8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_avg_pu16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pavgw((__v4hi)__a, (__v4hi)__b); }
#define _m_pavgw _mm_avg_pu16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sad_pu8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psadbw((__v8qi)__a, (__v8qi)__b); }
#define _m_psadbw _mm_sad_pu8
#define _m_pextrw _mm_extract_pi16
#define _m_pinsrw _mm_insert_pi16
#define _m_pmovmskb _mm_movemask_pi8
#define _m_pshufw _mm_shuffle_pi16
#define _m_maskmovq _mm_maskmove_si64
#define _mm_cvt_ss2si _mm_cvtss_si32
#define _mm_cvtss_si64x _mm_cvtss_si64
#define _mm_cvt_ps2pi _mm_cvtps_pi32
#define _mm_cvtt_ss2si _mm_cvttss_si32
#define _mm_cvttss_si64x _mm_cvttss_si64
#define _mm_cvtt_ps2pi _mm_cvttps_pi32
#define _mm_cvt_si2ss _mm_cvtsi32_ss
#define _mm_cvtsi64x_ss _mm_cvtsi64_ss
#define _mm_cvt_pi2ps _mm_cvtpi32_ps
#define _mm_set_ps1 _mm_set1_ps
#define _mm_load_ps1 _mm_load1_ps
#define _mm_store_ps1 _mm_store1_ps
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_stream_pi(__m64 *__a, __m64 __b) { __builtin_ia32_movntq((unsigned long long *)__a, (unsigned long long)__b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_stream_ps(float *__a, __m128 __b) { __builtin_ia32_movntps((float *)__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sfence(void) { __builtin_ia32_sfence(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_pause(void) { __builtin_ia32_pause(); }
#include <emmintrin.h>

#pragma GCC pop_options

#endif
