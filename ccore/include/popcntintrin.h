/* POPCNT. */
#ifndef _POPCNTINTRIN_H_INCLUDED
#define _POPCNTINTRIN_H_INCLUDED

#pragma GCC push_options
#pragma GCC target("popcnt")

extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_popcnt_u32(unsigned int __a) { return __builtin_popcount(__a); }
extern __inline long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_mm_popcnt_u64(unsigned long long __a) { return __builtin_popcountll(__a); }

#pragma GCC pop_options

#endif
