/* The processor's scalar operations. */
#ifndef _IA32INTRIN_H_INCLUDED
#define _IA32INTRIN_H_INCLUDED

extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__bsfd(int __a) { return __builtin_ctz(__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__bsrd(int __a) { return __builtin_ia32_bsrsi(__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__bswapd(int __a) { return (int)__builtin_bswap32((unsigned int)__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__bsfq(long long __a) { return __builtin_ctzll(__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__bsrq(long long __a) { return (int)__builtin_ia32_bsrdi(__a); }
extern __inline long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__bswapq(long long __a) { return (long long)__builtin_bswap64((unsigned long long)__a); }
extern __inline int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__popcntd(unsigned int __a) { return __builtin_popcount(__a); }
extern __inline long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__popcntq(unsigned long long __a) { return __builtin_popcountll(__a); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rdpmc(int __a) { return __builtin_ia32_rdpmc(__a); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rdtsc(void) { return __builtin_ia32_rdtsc(); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rdtscp(unsigned int *__a) { return __builtin_ia32_rdtscp((unsigned int *)__a); }
extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rolb(unsigned char __a, int __b) { return __builtin_ia32_rolqi(__a, __b); }
extern __inline unsigned short __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rolw(unsigned short __a, int __b) { return __builtin_ia32_rolhi(__a, __b); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rold(unsigned int __a, int __b) { return __a << (__b & 31) | __a >> (-__b & 31); }
extern __inline unsigned char __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rorb(unsigned char __a, int __b) { return __builtin_ia32_rorqi(__a, __b); }
extern __inline unsigned short __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rorw(unsigned short __a, int __b) { return __builtin_ia32_rorhi(__a, __b); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rord(unsigned int __a, int __b) { return __a >> (__b & 31) | __a << (-__b & 31); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rolq(unsigned long long __a, int __b) { return __a << (__b & 63) | __a >> (-__b & 63); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__rorq(unsigned long long __a, int __b) { return __a >> (__b & 63) | __a << (-__b & 63); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__readeflags(void) { return __builtin_ia32_readeflags_u64(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__writeeflags(unsigned long long __a) { __builtin_ia32_writeeflags_u64(__a); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__pause(void) { __builtin_ia32_pause(); }
extern __inline void __attribute__((__gnu_inline__, __always_inline__, __artificial__))
_wbinvd(void) { __builtin_ia32_wbinvd(); }

#pragma GCC push_options
#pragma GCC target("crc32")
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__crc32b(unsigned int __a, unsigned char __b) { return __builtin_ia32_crc32qi(__a, __b); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__crc32w(unsigned int __a, unsigned short __b) { return __builtin_ia32_crc32hi(__a, __b); }
extern __inline unsigned int __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__crc32d(unsigned int __a, unsigned int __b) { return __builtin_ia32_crc32si(__a, __b); }
extern __inline unsigned long long __attribute__((__gnu_inline__, __always_inline__, __artificial__))
__crc32q(unsigned long long __a, unsigned long long __b) { return __builtin_ia32_crc32di(__a, __b); }
#pragma GCC pop_options
#define _bswap __bswapd
#define _bswap64 __bswapq
#define _bit_scan_forward __bsfd
#define _bit_scan_reverse __bsrd
#define _popcnt32 __popcntd
#define _popcnt64 __popcntq
#define _rdpmc __rdpmc
#define _rdtsc __rdtsc
#define _rdtscp __rdtscp
#define _rotl __rold
#define _rotr __rord
#define _rotwl __rolw
#define _rotwr __rorw
#define _lrotl __rolq
#define _lrotr __rorq

#endif
