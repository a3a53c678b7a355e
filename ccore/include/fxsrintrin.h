/* FXSAVE and FXRSTOR. */
#ifndef _FXSRINTRIN_H_INCLUDED
#define _FXSRINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("fxsr")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <fxsrintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_fxsave(void *__a) { __builtin_ia32_fxsave(__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_fxrstor(void *__a) { __builtin_ia32_fxrstor(__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_fxsave64(void *__a) { __builtin_ia32_fxsave64(__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_fxrstor64(void *__a) { __builtin_ia32_fxrstor64(__a); }

#pragma GCC pop_options

#endif
