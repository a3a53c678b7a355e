/* RDSEED. */
#ifndef _RDSEEDINTRIN_H_INCLUDED
#define _RDSEEDINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("rdseed")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <rdseedintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_rdseed16_step(unsigned short *__a) { return __builtin_ia32_rdseed_hi_step((unsigned short *)__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_rdseed32_step(unsigned int *__a) { return __builtin_ia32_rdseed_si_step((unsigned int *)__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_rdseed64_step(unsigned long long *__a) { return __builtin_ia32_rdseed_di_step((unsigned long long *)__a); }

#pragma GCC pop_options

#endif
