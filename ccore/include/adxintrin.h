/* Addition with carry. */
#ifndef _ADXINTRIN_H_INCLUDED
#define _ADXINTRIN_H_INCLUDED

#if !defined _IMMINTRIN_H_INCLUDED && !defined _X86INTRIN_H_INCLUDED && !defined _X86GPRINTRIN_H_INCLUDED
#error "Never use <adxintrin.h> directly; include <immintrin.h> instead."
#endif

extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_subborrow_u32(unsigned char __a, unsigned int __b, unsigned int __c, unsigned int *__d)
{ return __builtin_ia32_sbb_u32(__a, __b, __c, (unsigned int *)__d); }
extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_addcarry_u32(unsigned char __a, unsigned int __b, unsigned int __c, unsigned int *__d)
{ return __builtin_ia32_addcarryx_u32(__a, __b, __c, (unsigned int *)__d); }
extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_addcarryx_u32(unsigned char __a, unsigned int __b, unsigned int __c, unsigned int *__d)
{ return __builtin_ia32_addcarryx_u32(__a, __b, __c, (unsigned int *)__d); }
extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_subborrow_u64(unsigned char __a, unsigned long long __b, unsigned long long __c, unsigned long long *__d)
{ return __builtin_ia32_sbb_u64(__a, __b, __c, (unsigned long long *)__d); }
extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_addcarry_u64(unsigned char __a, unsigned long long __b, unsigned long long __c, unsigned long long *__d)
{ return __builtin_ia32_addcarryx_u64(__a, __b, __c, (unsigned long long *)__d); }
extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_addcarryx_u64(unsigned char __a, unsigned long long __b, unsigned long long __c, unsigned long long *__d)
{ return __builtin_ia32_addcarryx_u64(__a, __b, __c, (unsigned long long *)__d); }

#endif
