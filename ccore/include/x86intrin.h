/* All of the processor's intrinsics. */
#ifndef _X86INTRIN_H_INCLUDED
#define _X86INTRIN_H_INCLUDED

#include <x86gprintrin.h>
#include <immintrin.h>
#include <ammintrin.h>


#endif
