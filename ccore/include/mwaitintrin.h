/* MONITOR and MWAIT: see <pmmintrin.h>. */
#ifndef _MWAITINTRIN_H_INCLUDED
#define _MWAITINTRIN_H_INCLUDED

#include <pmmintrin.h>

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <mwaitintrin.h> directly; include <immintrin.h> instead."
#endif


#endif
