/* UMONITOR, UMWAIT, TPAUSE. */
#ifndef _WAITPKGINTRIN_H_INCLUDED
#define _WAITPKGINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("waitpkg")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <waitpkgintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_umonitor(void *__a) { __builtin_ia32_umonitor(__a); }
extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_umwait(unsigned int __a, unsigned long long __b) { return __builtin_ia32_umwait(__a, __b); }
extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_tpause(unsigned int __a, unsigned long long __b) { return __builtin_ia32_tpause(__a, __b); }

#pragma GCC pop_options

#endif
