/* BMI. */
#ifndef _BMIINTRIN_H_INCLUDED
#define _BMIINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("bmi")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <bmiintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline unsigned short __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__tzcnt_u16(unsigned short __a) { return __builtin_ia32_tzcnt_u16(__a); }
extern __inline unsigned short __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_tzcnt_u16(unsigned short __a) { return __builtin_ia32_tzcnt_u16(__a); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__andn_u32(unsigned int __a, unsigned int __b) { return ~__a & __b; }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_andn_u32(unsigned int __a, unsigned int __b) { return ~__a & __b; }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__bextr_u32(unsigned int __a, unsigned int __b) { return __builtin_ia32_bextr_u32(__a, __b); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_bextr_u32(unsigned int __a, unsigned int __b, unsigned int __c)
{ return __builtin_ia32_bextr_u32(__a, (__b & 0xff) | (__c & 0xff) << 8); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blsi_u32(unsigned int __a) { return __a & -__a; }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_blsi_u32(unsigned int __a) { return __a & -__a; }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blsmsk_u32(unsigned int __a) { return __a ^ (__a - 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_blsmsk_u32(unsigned int __a) { return __a ^ (__a - 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blsr_u32(unsigned int __a) { return __a & (__a - 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_blsr_u32(unsigned int __a) { return __a & (__a - 1); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__tzcnt_u32(unsigned int __a) { return __builtin_ia32_tzcnt_u32(__a); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_tzcnt_u32(unsigned int __a) { return __builtin_ia32_tzcnt_u32(__a); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__andn_u64(unsigned long long __a, unsigned long long __b) { return ~__a & __b; }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_andn_u64(unsigned long long __a, unsigned long long __b) { return ~__a & __b; }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__bextr_u64(unsigned long long __a, unsigned long long __b) { return __builtin_ia32_bextr_u64(__a, __b); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_bextr_u64(unsigned long long __a, unsigned int __b, unsigned int __c)
{ return __builtin_ia32_bextr_u64(__a, (__b & 0xff) | (__c & 0xff) << 8); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blsi_u64(unsigned long long __a) { return __a & -__a; }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_blsi_u64(unsigned long long __a) { return __a & -__a; }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blsmsk_u64(unsigned long long __a) { return __a ^ (__a - 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_blsmsk_u64(unsigned long long __a) { return __a ^ (__a - 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__blsr_u64(unsigned long long __a) { return __a & (__a - 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_blsr_u64(unsigned long long __a) { return __a & (__a - 1); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__tzcnt_u64(unsigned long long __a) { return __builtin_ia32_tzcnt_u64(__a); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_tzcnt_u64(unsigned long long __a) { return __builtin_ia32_tzcnt_u64(__a); }

#pragma GCC pop_options

#endif
