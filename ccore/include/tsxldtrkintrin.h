/* Suspended load tracking. */
#ifndef _TSXLDTRKINTRIN_H_INCLUDED
#define _TSXLDTRKINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("tsxldtrk")

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <tsxldtrkintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xsusldtrk(void) { __builtin_ia32_xsusldtrk(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_xresldtrk(void) { __builtin_ia32_xresldtrk(); }

#pragma GCC pop_options

#endif
