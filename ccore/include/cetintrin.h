/* Shadow stacks. */
#ifndef _CETINTRIN_H_INCLUDED
#define _CETINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("shstk")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <cetintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_get_ssp_32(void) { return __builtin_ia32_rdsspd(); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_get_ssp(void) { return __builtin_ia32_rdsspq(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_inc_ssp(unsigned int __a) { __builtin_ia32_incsspd(__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_saveprevssp(void) { __builtin_ia32_saveprevssp(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_rstorssp(void *__a) { __builtin_ia32_rstorssp(__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_wrssd(unsigned int __a, void *__b) { __builtin_ia32_wrssd(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_wrssq(unsigned long long __a, void *__b) { __builtin_ia32_wrssq(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_wrussd(unsigned int __a, void *__b) { __builtin_ia32_wrussd(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_wrussq(unsigned long long __a, void *__b) { __builtin_ia32_wrussq(__a, __b); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_setssbsy(void) { __builtin_ia32_setssbsy(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_clrssbsy(void *__a) { __builtin_ia32_clrssbsy(__a); }

#pragma GCC pop_options

#endif
