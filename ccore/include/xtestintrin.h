/* XTEST. */
#ifndef _XTESTINTRIN_H_INCLUDED
#define _XTESTINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("rtm")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <xtestintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xtest(void) { return __builtin_ia32_xtest(); }

#pragma GCC pop_options

#endif
