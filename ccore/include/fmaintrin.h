/* FMA: fused multiplication and addition. */
#ifndef _FMAINTRIN_H_INCLUDED
#define _FMAINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("fma")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <fmaintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmadd_pd(__m128d __a, __m128d __b, __m128d __c) { return __builtin_ia32_vfmaddpd(__a, __b, __c); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fmadd_pd(__m256d __a, __m256d __b, __m256d __c) { return __builtin_ia32_vfmaddpd256(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmadd_ps(__m128 __a, __m128 __b, __m128 __c) { return __builtin_ia32_vfmaddps(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fmadd_ps(__m256 __a, __m256 __b, __m256 __c) { return __builtin_ia32_vfmaddps256(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmadd_sd(__m128d __a, __m128d __b, __m128d __c) { return __builtin_ia32_vfmaddsd3(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmadd_ss(__m128 __a, __m128 __b, __m128 __c) { return __builtin_ia32_vfmaddss3(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmsub_pd(__m128d __a, __m128d __b, __m128d __c) { return __builtin_ia32_vfmsubpd(__a, __b, __c); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fmsub_pd(__m256d __a, __m256d __b, __m256d __c) { return __builtin_ia32_vfmsubpd256(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmsub_ps(__m128 __a, __m128 __b, __m128 __c) { return __builtin_ia32_vfmsubps(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fmsub_ps(__m256 __a, __m256 __b, __m256 __c) { return __builtin_ia32_vfmsubps256(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmsub_sd(__m128d __a, __m128d __b, __m128d __c) { return __builtin_ia32_vfmsubsd3(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmsub_ss(__m128 __a, __m128 __b, __m128 __c) { return __builtin_ia32_vfmsubss3(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fnmadd_pd(__m128d __a, __m128d __b, __m128d __c) { return __builtin_ia32_vfnmaddpd(__a, __b, __c); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fnmadd_pd(__m256d __a, __m256d __b, __m256d __c) { return __builtin_ia32_vfnmaddpd256(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fnmadd_ps(__m128 __a, __m128 __b, __m128 __c) { return __builtin_ia32_vfnmaddps(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fnmadd_ps(__m256 __a, __m256 __b, __m256 __c) { return __builtin_ia32_vfnmaddps256(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fnmadd_sd(__m128d __a, __m128d __b, __m128d __c) { return __builtin_ia32_vfnmaddsd3(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fnmadd_ss(__m128 __a, __m128 __b, __m128 __c) { return __builtin_ia32_vfnmaddss3(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fnmsub_pd(__m128d __a, __m128d __b, __m128d __c) { return __builtin_ia32_vfnmsubpd(__a, __b, __c); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fnmsub_pd(__m256d __a, __m256d __b, __m256d __c) { return __builtin_ia32_vfnmsubpd256(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fnmsub_ps(__m128 __a, __m128 __b, __m128 __c) { return __builtin_ia32_vfnmsubps(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fnmsub_ps(__m256 __a, __m256 __b, __m256 __c) { return __builtin_ia32_vfnmsubps256(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fnmsub_sd(__m128d __a, __m128d __b, __m128d __c) { return __builtin_ia32_vfnmsubsd3(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fnmsub_ss(__m128 __a, __m128 __b, __m128 __c) { return __builtin_ia32_vfnmsubss3(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmaddsub_pd(__m128d __a, __m128d __b, __m128d __c) { return __builtin_ia32_vfmaddsubpd(__a, __b, __c); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fmaddsub_pd(__m256d __a, __m256d __b, __m256d __c) { return __builtin_ia32_vfmaddsubpd256(__a, __b, __c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmaddsub_ps(__m128 __a, __m128 __b, __m128 __c) { return __builtin_ia32_vfmaddsubps(__a, __b, __c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fmaddsub_ps(__m256 __a, __m256 __b, __m256 __c) { return __builtin_ia32_vfmaddsubps256(__a, __b, __c); }
extern __inline __m128d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmsubadd_pd(__m128d __a, __m128d __b, __m128d __c)
{ return (__m128d)__builtin_ia32_vfmaddsubpd((__v2df)__a, (__v2df)__b, -(__v2df)__c); }
extern __inline __m128 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_fmsubadd_ps(__m128 __a, __m128 __b, __m128 __c)
{ return (__m128)__builtin_ia32_vfmaddsubps((__v4sf)__a, (__v4sf)__b, -(__v4sf)__c); }
extern __inline __m256d __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fmsubadd_pd(__m256d __a, __m256d __b, __m256d __c)
{ return (__m256d)__builtin_ia32_vfmaddsubpd256((__v4df)__a, (__v4df)__b, -(__v4df)__c); }
extern __inline __m256 __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm256_fmsubadd_ps(__m256 __a, __m256 __b, __m256 __c)
{ return (__m256)__builtin_ia32_vfmaddsubps256((__v8sf)__a, (__v8sf)__b, -(__v8sf)__c); }

#pragma GCC pop_options

#endif
