/* CLDEMOTE. */
#ifndef _CLDEMOTEINTRIN_H_INCLUDED
#define _CLDEMOTEINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("cldemote")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <cldemoteintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_cldemote(void *__a) { __builtin_ia32_cldemote(__a); }

#pragma GCC pop_options

#endif
