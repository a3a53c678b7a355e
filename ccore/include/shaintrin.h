/* SHA-1 and SHA-256. */
#ifndef _SHAINTRIN_H_INCLUDED
#define _SHAINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("sha")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <shaintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sha1msg1_epu32(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_sha1msg1((__v4si)__a, (__v4si)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sha1msg2_epu32(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_sha1msg2((__v4si)__a, (__v4si)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sha1nexte_epu32(__m128i __a, __m128i __b) { return (__m128i)__builtin_ia32_sha1nexte((__v4si)__a, (__v4si)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sha1rnds4_epu32(__m128i __a, __m128i __b, const int __c)
{ return (__m128i)__builtin_ia32_sha1rnds4((__v4si)__a, (__v4si)__b, __c); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sha256msg1_epu32(__m128i __a, __m128i __b)
{ return (__m128i)__builtin_ia32_sha256msg1((__v4si)__a, (__v4si)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sha256msg2_epu32(__m128i __a, __m128i __b)
{ return (__m128i)__builtin_ia32_sha256msg2((__v4si)__a, (__v4si)__b); }
extern __inline __m128i __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_sha256rnds2_epu32(__m128i __a, __m128i __b, __m128i __c)
{ return (__m128i)__builtin_ia32_sha256rnds2((__v4si)__a, (__v4si)__b, (__v4si)__c); }

#pragma GCC pop_options

#endif
