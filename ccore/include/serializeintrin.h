/* SERIALIZE. */
#ifndef _SERIALIZEINTRIN_H_INCLUDED
#define _SERIALIZEINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("serialize")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <serializeintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_serialize(void) { __builtin_ia32_serialize(); }

#pragma GCC pop_options

#endif
