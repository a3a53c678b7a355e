/* MMX: 64-bit vectors of integers. */
#ifndef _MMINTRIN_H_INCLUDED
#define _MMINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("mmx")

typedef int __m64 __attribute__((__vector_size__(8), __may_alias__));
typedef int __m64_u __attribute__((__vector_size__(8), __may_alias__, __aligned__(1)));
typedef int __v2si __attribute__((__vector_size__(8)));
typedef short __v4hi __attribute__((__vector_size__(8)));
typedef char __v8qi __attribute__((__vector_size__(8)));
typedef long long __v1di __attribute__((__vector_size__(8)));
typedef float __v2sf __attribute__((__vector_size__(8)));

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_empty(void) { __builtin_ia32_emms(); }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtsi32_si64(int __a) { return (__m64)(__v2si){__a, 0}; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtsi64_m64(long long __a) { return (__m64)__a; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_set_pi64x(long long __a) { return (__m64)__a; }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtsi64_si32(__m64 __a) { return ((__v2si)__a)[0]; }
extern __inline long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cvtm64_si64(__m64 __a) { return (long long)__a; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_packs_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_packsswb((__v4hi)__a, (__v4hi)__b); }
#define _m_packsswb _mm_packs_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_packs_pi32(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_packssdw((__v2si)__a, (__v2si)__b); }
#define _m_packssdw _mm_packs_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_packs_pu16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_packuswb((__v4hi)__a, (__v4hi)__b); }
#define _m_packuswb _mm_packs_pu16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_unpackhi_pi8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_punpckhbw((__v8qi)__a, (__v8qi)__b); }
#define _m_punpckhbw _mm_unpackhi_pi8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_unpackhi_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_punpckhwd((__v4hi)__a, (__v4hi)__b); }
#define _m_punpckhwd _mm_unpackhi_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_unpackhi_pi32(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_punpckhdq((__v2si)__a, (__v2si)__b); }
#define _m_punpckhdq _mm_unpackhi_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_unpacklo_pi8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_punpcklbw((__v8qi)__a, (__v8qi)__b); }
#define _m_punpcklbw _mm_unpacklo_pi8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_unpacklo_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_punpcklwd((__v4hi)__a, (__v4hi)__b); }
#define _m_punpcklwd _mm_unpacklo_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_unpacklo_pi32(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_punpckldq((__v2si)__a, (__v2si)__b); }
#define _m_punpckldq _mm_unpacklo_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_add_pi8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_paddb((__v8qi)__a, (__v8qi)__b); }
#define _m_paddb _mm_add_pi8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_add_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_paddw((__v4hi)__a, (__v4hi)__b); }
#define _m_paddw _mm_add_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_add_pi32(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_paddd((__v2si)__a, (__v2si)__b); }
#define _m_paddd _mm_add_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_adds_pi8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_paddsb((__v8qi)__a, (__v8qi)__b); }
#define _m_paddsb _mm_adds_pi8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_adds_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_paddsw((__v4hi)__a, (__v4hi)__b); }
#define _m_paddsw _mm_adds_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_adds_pu8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_paddusb((__v8qi)__a, (__v8qi)__b); }
#define _m_paddusb _mm_adds_pu8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_adds_pu16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_paddusw((__v4hi)__a, (__v4hi)__b); }
#define _m_paddusw _mm_adds_pu16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sub_pi8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psubb((__v8qi)__a, (__v8qi)__b); }
#define _m_psubb _mm_sub_pi8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sub_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psubw((__v4hi)__a, (__v4hi)__b); }
#define _m_psubw _mm_sub_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sub_pi32(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psubd((__v2si)__a, (__v2si)__b); }
#define _m_psubd _mm_sub_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_subs_pi8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psubsb((__v8qi)__a, (__v8qi)__b); }
#define _m_psubsb _mm_subs_pi8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_subs_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psubsw((__v4hi)__a, (__v4hi)__b); }
#define _m_psubsw _mm_subs_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_subs_pu8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psubusb((__v8qi)__a, (__v8qi)__b); }
#define _m_psubusb _mm_subs_pu8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_subs_pu16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psubusw((__v4hi)__a, (__v4hi)__b); }
#define _m_psubusw _mm_subs_pu16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_madd_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pmaddwd((__v4hi)__a, (__v4hi)__b); }
#define _m_pmaddwd _mm_madd_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_mulhi_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pmulhw((__v4hi)__a, (__v4hi)__b); }
#define _m_pmulhw _mm_mulhi_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_mullo_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pmullw((__v4hi)__a, (__v4hi)__b); }
#define _m_pmullw _mm_mullo_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_and_si64(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pand((__v2si)__a, (__v2si)__b); }
#define _m_pand _mm_and_si64
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_andnot_si64(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pandn((__v2si)__a, (__v2si)__b); }
#define _m_pandn _mm_andnot_si64
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_or_si64(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_por((__v2si)__a, (__v2si)__b); }
#define _m_por _mm_or_si64
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_xor_si64(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pxor((__v2si)__a, (__v2si)__b); }
#define _m_pxor _mm_xor_si64
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpeq_pi8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pcmpeqb((__v8qi)__a, (__v8qi)__b); }
#define _m_pcmpeqb _mm_cmpeq_pi8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpgt_pi8(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pcmpgtb((__v8qi)__a, (__v8qi)__b); }
#define _m_pcmpgtb _mm_cmpgt_pi8
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpeq_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pcmpeqw((__v4hi)__a, (__v4hi)__b); }
#define _m_pcmpeqw _mm_cmpeq_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpgt_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pcmpgtw((__v4hi)__a, (__v4hi)__b); }
#define _m_pcmpgtw _mm_cmpgt_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpeq_pi32(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pcmpeqd((__v2si)__a, (__v2si)__b); }
#define _m_pcmpeqd _mm_cmpeq_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_cmpgt_pi32(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pcmpgtd((__v2si)__a, (__v2si)__b); }
#define _m_pcmpgtd _mm_cmpgt_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sll_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psllw((__v4hi)__a, (__v4hi)__b); }
#define _m_psllw _mm_sll_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sll_pi32(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_pslld((__v2si)__a, (__v2si)__b); }
#define _m_pslld _mm_sll_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sll_si64(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psllq((__v1di)__a, (__v1di)__b); }
#define _m_psllq _mm_sll_si64
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sra_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psraw((__v4hi)__a, (__v4hi)__b); }
#define _m_psraw _mm_sra_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sra_pi32(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psrad((__v2si)__a, (__v2si)__b); }
#define _m_psrad _mm_sra_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_srl_pi16(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psrlw((__v4hi)__a, (__v4hi)__b); }
#define _m_psrlw _mm_srl_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_srl_pi32(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psrld((__v2si)__a, (__v2si)__b); }
#define _m_psrld _mm_srl_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_srl_si64(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psrlq((__v1di)__a, (__v1di)__b); }
#define _m_psrlq _mm_srl_si64
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_slli_pi16(__m64 __a, int __b) { return (__m64)__builtin_ia32_psllwi((__v4hi)__a, __b); }
#define _m_psllwi _mm_slli_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_slli_pi32(__m64 __a, int __b) { return (__m64)__builtin_ia32_pslldi((__v2si)__a, __b); }
#define _m_pslldi _mm_slli_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_slli_si64(__m64 __a, int __b) { return (__m64)__builtin_ia32_psllqi((__v1di)__a, __b); }
#define _m_psllqi _mm_slli_si64
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_srai_pi16(__m64 __a, int __b) { return (__m64)__builtin_ia32_psrawi((__v4hi)__a, __b); }
#define _m_psrawi _mm_srai_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_srai_pi32(__m64 __a, int __b) { return (__m64)__builtin_ia32_psradi((__v2si)__a, __b); }
#define _m_psradi _mm_srai_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_srli_pi16(__m64 __a, int __b) { return (__m64)__builtin_ia32_psrlwi((__v4hi)__a, __b); }
#define _m_psrlwi _mm_srli_pi16
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_srli_pi32(__m64 __a, int __b) { return (__m64)__builtin_ia32_psrldi((__v2si)__a, __b); }
#define _m_psrldi _mm_srli_pi32
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_srli_si64(__m64 __a, int __b) { return (__m64)__builtin_ia32_psrlqi((__v1di)__a, __b); }
#define _m_psrlqi _mm_srli_si64
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_setzero_si64(void) { return (__m64)0LL; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_set_pi32(int __a, int __b) { return (__m64)(__v2si){__b, __a}; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_set_pi16(short __a, short __b, short __c, short __d) { return (__m64)(__v4hi){__d, __c, __b, __a}; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_set_pi8(char __a, char __b, char __c, char __d, char __e, char __f, char __g, char __h)
{ return (__m64)(__v8qi){__h, __g, __f, __e, __d, __c, __b, __a}; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_setr_pi32(int __a, int __b) { return (__m64)(__v2si){__a, __b}; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_setr_pi16(short __a, short __b, short __c, short __d) { return (__m64)(__v4hi){__a, __b, __c, __d}; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_setr_pi8(char __a, char __b, char __c, char __d, char __e, char __f, char __g, char __h)
{ return (__m64)(__v8qi){__a, __b, __c, __d, __e, __f, __g, __h}; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_set1_pi32(int __a) { return (__m64)(__v2si){__a, __a}; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_set1_pi16(short __a) { return (__m64)(__v4hi){__a, __a, __a, __a}; }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_set1_pi8(char __a) { return (__m64)(__v8qi){__a, __a, __a, __a, __a, __a, __a, __a}; }
#define _m_empty _mm_empty
#define _m_from_int _mm_cvtsi32_si64
#define _m_from_int64 _mm_cvtsi64_m64
#define _mm_cvtsi64x_si64 _mm_cvtsi64_m64
#define _m_to_int _mm_cvtsi64_si32
#define _m_to_int64 _mm_cvtm64_si64
#define _mm_cvtsi64_si64x _mm_cvtm64_si64

#pragma GCC push_options
#pragma GCC target("sse2,mmx")
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_add_si64(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_paddq((__v1di)__a, (__v1di)__b); }
extern __inline __m64 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sub_si64(__m64 __a, __m64 __b) { return (__m64)__builtin_ia32_psubq((__v1di)__a, (__v1di)__b); }
#pragma GCC pop_options

#pragma GCC pop_options

#endif
