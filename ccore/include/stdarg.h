/* <stdarg.h> (C17 7.16).  With __need___va_list only the type that C libraries build upon.  */

#ifndef __GNUC_VA_LIST
#define __GNUC_VA_LIST 1
typedef __builtin_va_list __gnuc_va_list;
#endif

#ifdef __need___va_list
#undef __need___va_list
#elif !defined(_STDARG_H)
#define _STDARG_H 1
#if __STDC_VERSION__ > 202000L
#define va_start(list, ...) __builtin_va_start(list, 0)
#define __STDC_VERSION_STDARG_H__ 202311L
#else
#define va_start(list, last) __builtin_va_start(list, last)
#endif
#define va_arg(list, type) __builtin_va_arg(list, type)
#define va_end(list) __builtin_va_end(list)
#if !defined(__STRICT_ANSI__) || __STDC_VERSION__ >= 199901L
#define va_copy(to, from) __builtin_va_copy(to, from)
#endif
#define __va_copy(to, from) __builtin_va_copy(to, from)
#ifndef _VA_LIST_DEFINED
#define _VA_LIST_DEFINED 1
typedef __gnuc_va_list va_list;
#endif
#endif
