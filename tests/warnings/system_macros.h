#pragma GCC system_header
#define BOOL _Bool
#define LL long long
#define DIV0(x) ((x) / 0)
#define NULLP ((void *)0)
#define ZERO 0
#define FIFTY 5000000000
#define CMP(a, b) ((a) < (b))
#define EXPR(a) ({ int t_ = (a); t_; })
#define ADDR(a) (&(a))
#define CAST(a) ((char)(a))
#define STR "string"
#define FLT 1.5
#define UNUSED(x) int x
#define CALLU(f) f(0)
#define IMPL() implicit_fn()
#define ASSIGN(a, b) a = b
#define RET(x) return x
#define PTR(x) ((int *)(x))
#define EQ(a, b) a == b
#define COND(a) if (a) {}
#define FMT "%d\n"
#define PRINT(x) printf("%d\n", x)
#define SHIFT(a) ((a) << 33)
#define DECL(x) int x; x = 1;
#define OR(a, b, c) a || b && c
#define EMPTYIF(a) if (a);
#define VARARG(ap, t) __builtin_va_arg(ap, t)
#define CHARP(x) x = 'abcd'
#define NEG -1
#define BIG 300
#define VALUE 5;
#define FUNCPTR(x) ((void *)x)
#define ARITH(p) ((p) + 1)
#define INITP int *
