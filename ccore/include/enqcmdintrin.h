/* ENQCMD. */
#ifndef _ENQCMDINTRIN_H_INCLUDED
#define _ENQCMDINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("enqcmd")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <enqcmdintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_enqcmd(void *__a, void const *__b) { return __builtin_ia32_enqcmd(__a, __b); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_enqcmds(void *__a, void const *__b) { return __builtin_ia32_enqcmds(__a, __b); }

#pragma GCC pop_options

#endif
