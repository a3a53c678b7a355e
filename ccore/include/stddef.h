/* <stddef.h> (C17 7.19), freestanding.

   C libraries ask for single names by defining __need_NAME before they include this header; then only
   those names appear, and the header can be included again.  */

#if (defined(__need_size_t) || defined(__need_ptrdiff_t) || defined(__need_wchar_t) || defined(__need_NULL) \
     || defined(__need_wint_t))
#define __ccore_stddef_part 1
#elif !defined(_STDDEF_H)
#define _STDDEF_H 1
#define __need_size_t
#define __need_ptrdiff_t
#define __need_wchar_t
#define __need_NULL
#define __ccore_stddef_whole 1
#endif

#ifdef __need_size_t
#undef __need_size_t
#ifndef __ccore_size_t_defined
#define __ccore_size_t_defined 1
typedef __SIZE_TYPE__ size_t;
#endif
#endif

#ifdef __need_ptrdiff_t
#undef __need_ptrdiff_t
#ifndef __ccore_ptrdiff_t_defined
#define __ccore_ptrdiff_t_defined 1
typedef __PTRDIFF_TYPE__ ptrdiff_t;
#endif
#endif

#ifdef __need_wchar_t
#undef __need_wchar_t
#ifndef __ccore_wchar_t_defined
#define __ccore_wchar_t_defined 1
typedef __WCHAR_TYPE__ wchar_t;
#endif
#endif

#ifdef __need_wint_t
#undef __need_wint_t
#ifndef __ccore_wint_t_defined
#define __ccore_wint_t_defined 1
typedef __WINT_TYPE__ wint_t;
#endif
#endif

#ifdef __need_NULL
#undef __need_NULL
#undef NULL
#define NULL ((void *)0)
#endif

#ifdef __ccore_stddef_whole
#undef __ccore_stddef_whole
#define offsetof(type, member) __builtin_offsetof(type, member)
#if __STDC_VERSION__ > 202000L
typedef __typeof__(nullptr) nullptr_t;
#define unreachable() __builtin_unreachable()
#define __STDC_VERSION_STDDEF_H__ 202311L
#endif
#if __STDC_VERSION__ >= 201112L
typedef struct {
  long long __ccore_integer __attribute__((__aligned__(__alignof__(long long))));
  long double __ccore_floating __attribute__((__aligned__(__alignof__(long double))));
} max_align_t;
#endif
#endif

#undef __ccore_stddef_part
