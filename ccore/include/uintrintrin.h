/* CLUI, STUI, TESTUI, SENDUIPI, and what a user interrupt's routine finds. */
#ifndef _UINTRNTRIN_H_INCLUDED
#define _UINTRNTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("uintr")

#ifndef _X86GPRINTRIN_H_INCLUDED
#error "Never use <uintrintrin.h> directly; include <x86gprintrin.h> instead."
#endif

struct __uintr_frame {
    unsigned long long rip, rflags, rsp;
};

extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_clui(void) { __builtin_ia32_clui(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_stui(void) { __builtin_ia32_stui(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_senduipi(unsigned long long __r) { __builtin_ia32_senduipi(__r); }
extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_testui(void) { return __builtin_ia32_testui(); }

#pragma GCC pop_options

#endif
