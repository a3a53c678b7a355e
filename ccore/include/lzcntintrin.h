/* LZCNT. */
#ifndef _LZCNTINTRIN_H_INCLUDED
#define _LZCNTINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("lzcnt")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <lzcntintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline unsigned short __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__lzcnt16(unsigned short __a) { return __builtin_ia32_lzcnt_u16(__a); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__lzcnt32(unsigned int __a) { return __builtin_ia32_lzcnt_u32(__a); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_lzcnt_u32(unsigned int __a) { return __builtin_ia32_lzcnt_u32(__a); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__lzcnt64(unsigned long long __a) { return __builtin_ia32_lzcnt_u64(__a); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_lzcnt_u64(unsigned long long __a) { return __builtin_ia32_lzcnt_u64(__a); }

#pragma GCC pop_options

#endif
