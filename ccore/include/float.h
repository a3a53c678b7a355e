/* <float.h> (C17 5.2.4.2.2).  */

#ifndef _FLOAT_H
#define _FLOAT_H 1

#define FLT_RADIX __FLT_RADIX__
#define FLT_ROUNDS 1

#define FLT_MANT_DIG __FLT_MANT_DIG__
#define FLT_DIG __FLT_DIG__
#define FLT_MIN_EXP __FLT_MIN_EXP__
#define FLT_MIN_10_EXP __FLT_MIN_10_EXP__
#define FLT_MAX_EXP __FLT_MAX_EXP__
#define FLT_MAX_10_EXP __FLT_MAX_10_EXP__
#define FLT_MAX __FLT_MAX__
#define FLT_MIN __FLT_MIN__
#define FLT_EPSILON __FLT_EPSILON__
#define DBL_MANT_DIG __DBL_MANT_DIG__
#define DBL_DIG __DBL_DIG__
#define DBL_MIN_EXP __DBL_MIN_EXP__
#define DBL_MIN_10_EXP __DBL_MIN_10_EXP__
#define DBL_MAX_EXP __DBL_MAX_EXP__
#define DBL_MAX_10_EXP __DBL_MAX_10_EXP__
#define DBL_MAX __DBL_MAX__
#define DBL_MIN __DBL_MIN__
#define DBL_EPSILON __DBL_EPSILON__
#define LDBL_MANT_DIG __LDBL_MANT_DIG__
#define LDBL_DIG __LDBL_DIG__
#define LDBL_MIN_EXP __LDBL_MIN_EXP__
#define LDBL_MIN_10_EXP __LDBL_MIN_10_EXP__
#define LDBL_MAX_EXP __LDBL_MAX_EXP__
#define LDBL_MAX_10_EXP __LDBL_MAX_10_EXP__
#define LDBL_MAX __LDBL_MAX__
#define LDBL_MIN __LDBL_MIN__
#define LDBL_EPSILON __LDBL_EPSILON__

#if __STDC_VERSION__ >= 199901L || !defined(__STRICT_ANSI__)
#define FLT_EVAL_METHOD __FLT_EVAL_METHOD__
#define DECIMAL_DIG __DECIMAL_DIG__
#endif

#if __STDC_VERSION__ >= 201112L || !defined(__STRICT_ANSI__)
#define FLT_DECIMAL_DIG __FLT_DECIMAL_DIG__
#define FLT_HAS_SUBNORM __FLT_HAS_DENORM__
#define FLT_TRUE_MIN __FLT_DENORM_MIN__
#define DBL_DECIMAL_DIG __DBL_DECIMAL_DIG__
#define DBL_HAS_SUBNORM __DBL_HAS_DENORM__
#define DBL_TRUE_MIN __DBL_DENORM_MIN__
#define LDBL_DECIMAL_DIG __LDBL_DECIMAL_DIG__
#define LDBL_HAS_SUBNORM __LDBL_HAS_DENORM__
#define LDBL_TRUE_MIN __LDBL_DENORM_MIN__
#endif

#if __STDC_VERSION__ > 201710L
#define FLT_NORM_MAX __FLT_NORM_MAX__
#define DBL_NORM_MAX __DBL_NORM_MAX__
#define LDBL_NORM_MAX __LDBL_NORM_MAX__
#define FLT_IS_IEC_60559 __FLT_IS_IEC_60559__
#define DBL_IS_IEC_60559 __DBL_IS_IEC_60559__
#define LDBL_IS_IEC_60559 __LDBL_IS_IEC_60559__
#undef INFINITY
#define INFINITY (__builtin_inff())
#undef NAN
#define NAN (__builtin_nanf(""))
#define FLT_SNAN (__builtin_nansf(""))
#define DBL_SNAN (__builtin_nans(""))
#define LDBL_SNAN (__builtin_nansl(""))
#endif

#if __STDC_VERSION__ > 201710L || defined(__STDC_WANT_DEC_FP__) || defined(__STDC_WANT_IEC_60559_DFP_EXT__)
#define DEC_EVAL_METHOD __DEC_EVAL_METHOD__
#define DEC32_MANT_DIG __DEC32_MANT_DIG__
#define DEC32_MIN_EXP __DEC32_MIN_EXP__
#define DEC32_MAX_EXP __DEC32_MAX_EXP__
#define DEC32_MAX __DEC32_MAX__
#define DEC32_MIN __DEC32_MIN__
#define DEC32_EPSILON __DEC32_EPSILON__
#define DEC64_MANT_DIG __DEC64_MANT_DIG__
#define DEC64_MIN_EXP __DEC64_MIN_EXP__
#define DEC64_MAX_EXP __DEC64_MAX_EXP__
#define DEC64_MAX __DEC64_MAX__
#define DEC64_MIN __DEC64_MIN__
#define DEC64_EPSILON __DEC64_EPSILON__
#define DEC128_MANT_DIG __DEC128_MANT_DIG__
#define DEC128_MIN_EXP __DEC128_MIN_EXP__
#define DEC128_MAX_EXP __DEC128_MAX_EXP__
#define DEC128_MAX __DEC128_MAX__
#define DEC128_MIN __DEC128_MIN__
#define DEC128_EPSILON __DEC128_EPSILON__
#ifdef __STDC_WANT_DEC_FP__
#define DEC32_SUBNORMAL_MIN __DEC32_SUBNORMAL_MIN__
#define DEC64_SUBNORMAL_MIN __DEC64_SUBNORMAL_MIN__
#define DEC128_SUBNORMAL_MIN __DEC128_SUBNORMAL_MIN__
#endif
#if __STDC_VERSION__ > 201710L || defined(__STDC_WANT_IEC_60559_DFP_EXT__)
#define DEC32_TRUE_MIN __DEC32_SUBNORMAL_MIN__
#define DEC64_TRUE_MIN __DEC64_SUBNORMAL_MIN__
#define DEC128_TRUE_MIN __DEC128_SUBNORMAL_MIN__
#endif
#endif

#if __STDC_VERSION__ > 201710L
#define DEC_INFINITY (__builtin_infd32 ())
#define DEC_NAN (__builtin_nand32 (""))
#define DEC32_SNAN (__builtin_nansd32 (""))
#define DEC64_SNAN (__builtin_nansd64 (""))
#define DEC128_SNAN (__builtin_nansd128 (""))
#endif

#endif
