"""Constraints of GNU C's extensions and of C23's attributes, one small program each, as in test_constraints.py."""

from __future__ import annotations

from pathlib import Path

import dejagnu
import pytest
from compilers import Batch
from test_constraints import C90, PEDANTIC
from test_constraints import test_constraint as check
from test_constraints import test_valid as check_valid

C2X = "-std=c2x -pedantic-errors"
PLAN9 = "-fplan9-extensions"
GENERAL = "-mgeneral-regs-only"
ROUTINE = "__attribute__((interrupt))"
TGMATH = (
    "#define G __builtin_tgmath\n"
    "float f(float); double g(double), h(double, double); int i(int), a; "
)

# Options, program, line, kind, text of the message.
ROWS: list[tuple[str, str, int, str, str]] = [
    # deprecated and unavailable; C23's attributes
    ("", "struct s { int a __attribute__((unavailable)); } b;\nint c = sizeof b.a;", 2, "error", "is unavailable"),
    ("", 'typedef int t __attribute__((unavailable("use u")));\nt a;', 2, "error", "'t' is unavailable: use u"),
    ("", "struct __attribute__((unavailable)) s { int a; };\nint f(struct s *);", 2, "error", "'s' is unavailable"),
    ("", "enum { A __attribute__((unavailable)) };\nint a = A;", 2, "error", "'A' is unavailable"),
    ("", "typedef int t __attribute__((deprecated));\nint a[sizeof(t)];", 2, "warning", "'t' is deprecated"),
    ("", "int f(void) __attribute__((deprecated));\nint (*g)(void) = f;", 2, "warning", "'f' is deprecated"),
    (C2X, "[[nodiscard]] int a;", 1, "error", "can only be applied to functions or to structure, union or enum"),
    (C2X, "struct s { [[nodiscard]] int a; };", 1, "error", "can only be applied to functions"),
    (C2X, "void f(void) {\n[[deprecated]] f(); }", 2, "error", "'deprecated' attribute ignored"),
    (C2X, "void f(void) {\n[[maybe_unused]]; }", 2, "error", "'maybe_unused' attribute ignored"),
    (C2X, "void f(void) {\n[[fallthrough]]; }", 2, "error", "invalid use of attribute 'fallthrough'"),
    (C2X, "void f(int a) { switch (a) { case 1:\n[[fallthrough]]; a = 2; default:; } }", 2, "error", "not preceding a"),
    (C2X, "void f(int a) { switch (a) { case 1:\n[[fallthrough(1)]]; default:; } }", 2, "error", "not take any arg"),
    (C2X, "[[fallthrough]] int a;", 1, "error", "'fallthrough' attribute ignored"),
    (C2X, "struct [[deprecated]] s;\nstruct [[deprecated]] s *a;", 2, "error", "expected ';' before '*'"),
    (C2X, "[[]] struct s { int a; };", 1, "error", "empty declaration"),
    (C2X, "const struct [[]] s;", 1, "error", "invalid use of attributes in empty declaration"),
    (C2X, "int a = sizeof([[]] int);", 1, "error", "expected expression before '['"),
    (C2X, "int f(int a)\n{ if (a) x: [[]]; goto x; }", 2, "error", "expected statement before ';'"),
    (C2X, "__auto_type [[deprecated]] a = 1;", 1, "error", "'__auto_type' followed by '[[]]' attributes"),
    # Other attributes
    ("", "struct __attribute__((mode(SI))) s { int a;\n};", 2, "error", "mode 'SI' applied to inappropriate type"),
    ("", "enum { A = 300 } __attribute__((mode(QI)));", 1, "error", "specified mode too small for enumerated values"),
    ("", "void __attribute__((access(read_only, 1))) (*p)(int);", 1, "error", "references non-pointer argument"),
    ("", 'void f(void) __attribute__((alias("g\\xff")));', 1, "error", "'f' aliased to undefined symbol 'g\\377'"),
    ("", 'void f(void)\n{ extern void g(void) __attribute__((alias("h"))); }', 2, "warning", "attribute ignored"),
    # interrupt and no_caller_saved_registers
    (GENERAL, f"{ROUTINE} int f(void *);", 1, "error", "interrupt service routine must return 'void'"),
    (GENERAL, f"{ROUTINE} void f(int);", 1, "error", "should have a pointer as the first argument"),
    (GENERAL, f"{ROUTINE} void f(void *, int);", 1, "error", "should have 'unsigned long int' as the second argument"),
    (GENERAL, f"{ROUTINE} void f(void *, double);", 1, "error", "should have 'unsigned long int' as the second"),
    (GENERAL, f"{ROUTINE} void f(void *, long, int);", 1, "error", "only have a pointer argument and an optional int"),
    (GENERAL, f"{ROUTINE} void f();", 1, "error", "only have a pointer argument and an optional integer argument"),
    (GENERAL, f"typedef void t(void)\n{ROUTINE};", 1, "error", "can only have a pointer argument and"),
    (GENERAL, f"struct s {{ int (*p)(void *) {ROUTINE}; }};", 1, "error", "must return 'void'"),
    (GENERAL, f"{ROUTINE} __attribute__((naked)) void f(void *p) {{ }}", 1, "error", "naked attributes are not compat"),
    ("", f"{ROUTINE} void f(void *p) {{ }}", 1, "error", "SSE instructions aren't allowed in an interrupt service"),
    ("", f"typedef {ROUTINE} void t(void *, long); t f;\nvoid f(void *p, long a) {{ }}", 2, "error",
     "SSE instructions aren't allowed in an exception service routine"),
    ("-mno-sse", f"{ROUTINE} void f(void *p) {{ }}", 1, "error", "MMX/3Dnow instructions aren't allowed"),
    ("-mno-sse -mno-mmx", f"{ROUTINE} void f(void *p) {{ }}", 1, "error", "80387 instructions aren't allowed"),
    ("", "__attribute__((no_caller_saved_registers)) void f(void) { }", 1, "error",
     "SSE instructions aren't allowed in a function with the 'no_caller_saved_registers' attribute"),
    (GENERAL, "__attribute__((no_caller_saved_registers)) void f(int a, ...) { }", 1, "error", "variable arguments"),
    (GENERAL, "__attribute__((no_caller_saved_registers, ms_abi)) void f(void) { }", 1, "error", "'ms_abi' with"),
    # -fplan9-extensions
    (PLAN9, "struct a { }; struct b { struct a; struct a; }; void f(struct a *); void g(struct b *p)\n{ f(p); }", 2,
     "warning", "incompatible pointer type"),
    (PLAN9, "typedef struct { int x; } t; struct s { t; const t y; } *p; t *q; int f(const struct s *p)\n{ q = p; }", 2,
     "warning", "assignment discards 'const' qualifier"),
    (PLAN9, "struct a { int x; }; struct b { struct a; } *p; int f(void)\n{ return p->a.x; }", 2, "error", "no member"),
    ("-fms-extensions", "typedef struct { int x; } t; struct s { t; } *p; int f(void)\n{ return p->t.x; }", 2, "error",
     "no member named 't'"),
    ("-fms-extensions", "typedef struct { int x; } t; struct s { t; } *p; t *q; void f(void)\n{ q = p; }", 2, "warning",
     "incompatible pointer type"),
    # __auto_type, _Atomic, _Alignas, _Thread_local
    ("", "struct { int b : 1; } a;\nvoid f(void) { __auto_type b = a.b; }", 2, "error", "with a bit-field initializer"),
    ("", "__auto_type a = 1, b = 2;", 1, "error", "'__auto_type' may only be used with a single declarator"),
    ("", "long __auto_type a = 1;", 1, "error", "both 'long' and '__auto_type' in declaration specifiers"),
    ("", "__auto_type int a = 1;", 1, "error", "two or more data types in declaration specifiers"),
    ("", "_Atomic(int [2]) a;", 1, "error", "'_Atomic'-qualified array type"),
    ("", "_Atomic(const int) a;", 1, "error", "'_Atomic' applied to a qualified type"),
    ("", '_Atomic char a[] = "";', 1, "error", "array of inappropriate type initialized from string constant"),
    ("", "_Atomic void *p; int *q; int a(void)\n{ return p == q; }", 2, "warning", "distinct pointer types"),
    ("", "_Atomic void *p; _Atomic int *q; void f(void)\n{ p = q; }", 2, "warning", "incompatible pointer type"),
    ("", "_Atomic void *p; int *q; void *f(int a)\n{ return a ? p : q; }", 2, "warning", "pointer type mismatch"),
    ("", "_Alignas(8) void f(void);", 1, "error", "alignment specified for function 'f'"),
    ("", "int a = sizeof(_Alignas(8) int);", 1, "error", "alignment specified for type name in 'sizeof'"),
    ("", "__typeof__(_Alignas(8) int) a;", 1, "error", "expected specifier-qualifier-list before '_Alignas'"),
    ("", "void f(void)\n{ (_Alignas(1) int) { 1 }; }", 2, "error", "cannot reduce alignment of compound literal"),
    ("", "_Thread_local int a; void f(void) {\nextern int a; }", 2, "error", "non-thread-local declaration of 'a'"),
    ("", "void f(_Atomic int);\nvoid f(int);", 2, "error", "conflicting types for 'f'"),
    ("", "void f(a) _Atomic int a; { }\nvoid f(int);", 2, "error", "declares argument 1 with incompatible type"),
    ("", "void f(int);\nvoid f(a) _Atomic int a; { }", 2, "error", "argument 'a' doesn't match prototype"),
    # Constant expressions and literals
    (PEDANTIC, '_Static_assert((int)(1.0 + 1.0), "");', 1, "error", "is not an integer constant expression"),
    (PEDANTIC, "enum { A = __INT_MAX__ + 1\n};", 2, "error", "overflow in constant expression"),
    (PEDANTIC, "enum e { A = sizeof(enum e *) };", 1, "error", "ISO C forbids forward references to 'enum' types"),
    (C2X, "unsigned char a = u8'ab';", 1, "error", "character constant too long for its type"),
    (C2X, "int a = '\\x100';", 1, "error", "hex escape sequence out of range"),
    (PEDANTIC, "#if 9223372036854775808\nint a;\n#endif", 1, "error", "is so large that it is unsigned"),
    (PEDANTIC, "#define A 9223372036854775808\n#if A\nint a;\n#endif", 2, "error", "is so large that it is unsigned"),
    (PEDANTIC, "void f(int a) {\nstatic int (*b)[9] = (int (*)[a++])0; }", 2, "error", "not a constant expression"),
    (PEDANTIC, "void f(int a) {\nstatic int (*b)[9] = (int (*)[(a, 9)])0; }", 2, "error", "not a constant expression"),
    (C90, "#define A(b) int b\nA();", 2, "error", "invoking macro A argument 1: empty macro arguments are undefined"),
    (C90, "#define A(b) int a ## b\nA();", 2, "error", "invoking macro A argument 1: empty macro arguments are undef"),
    # Structures and initialisers
    (C90, "int a; void f(void)\n{ int b[] = { a++, 1 }; }", 2, "error", "element is not computable at load time"),
    (C90, "void f(void)\n{ struct { int a; } b = { __INT_MAX__ + 1 }; }", 2, "error", "overflow in constant"),
    (PEDANTIC, "int a = (int) { 1 };", 1, "error", "initializer element is not constant"),
    ("", "void f(void)\n{ int a[1] = (int [1]) { 1 }; }", 2, "error", "initialized from non-constant array expression"),
    ("", "extern enum e struct t c;", 1, "error", "two or more data types in declaration specifiers"),
    # Conversions of pointers
    (PEDANTIC, "const int (*a)[1]; int (*b)[1]; void f(void)\n{ a = b; }", 2, "error", "arrays with different"),
    ("", "void f(void);\nvoid (*a)(void) __attribute__((noreturn)) = f;", 2, "warning", "((noreturn))' qualified"),
    ("", "struct { int a[]; } b;", 1, "error", "flexible array member in a struct with no named members"),
    (PEDANTIC, "struct s { int a; struct t { int b; }; };", 1, "error", "declaration does not declare anything"),
    ("", "struct { int a; } b = { .a 1 };", 1, "error", "expected '='"),
    # Assembly and builtins
    ("", 'void f(void)\n{ asm("" : : "m" (1)); }', 2, "error", "memory input 0 is not directly addressable"),
    ("", 'void f(void)\n{ register int a; asm("" : "=m" (a)); }', 2, "error", "address of register variable 'a'"),
    ("", 'register long a asm("rsp");\nregister long b asm("r14");', 2, "error", "global register variable 'b' is not"),
    ("", 'void f(long *p)\n{ asm("" : : "a"(p[0]), "a"(p[1])); }', 2, "error", "'asm' operand has impossible"),
    ("", 'void f(long *p)\n{ asm("" : "=a"(p[0]), "=a"(p[1])); }', 2, "error", "'asm' operand has impossible"),
    ("", 'void f(long *p)\n{ asm("" : "=a"(p[0]) : : "eax"); }', 2, "error", "'asm' operand has impossible"),
    ("", 'void f(long *p)\n{ asm("" : "=&c"(p[0]) : "c"(p[1])); }', 2, "error", "'asm' operand has impossible"),
    ("", 'void f(long *p)\n{ asm("" : "+d"(p[0]) : "d"(1L)); }', 2, "error", "'asm' operand has impossible"),
    ("", 'void f(long *p)\n{ asm("" : "=S"(*p) : "0"(1L), "S"(2L)); }', 2, "error", "'asm' operand has impossible"),
    ("", 'int f(int a)\n{ asm("" : "=@ccq" (a)); return a; }', 2, "error", "unknown 'asm' flag output '=@ccq'"),
    ("", 'void f(void)\n{ asm("" ::::); }', 2, "error", "expected ')' before ':'"),
    ("", 'void f(void)\n{ asm goto(""); }', 2, "error", "expected ':' before ')'"),
    ("", "int a, b; void f(float c)\n{ __atomic_load(&a, &b, c); }", 2, "error", "non-integer memory model argument"),
    ("", "int f(int a)\n{ return __builtin_fpclassify(1, a, 3, 4, 5, 1.0); }", 2, "error", "non-const integer"),
    ("", "struct { int a, b[]; } *a; void f(void)\n{ __builtin_clear_padding(a); }", 2, "error", "flexible array"),
    ("", "void *f(void)\n{ return __builtin_trap; }", 2, "error", "'__builtin_trap' must be directly called"),
    ("", TGMATH + "int c = sizeof(G(f, 1));", 2, "error", "too few arguments to '__builtin_tgmath'"),
    ("", TGMATH + "int c = sizeof(G(f, a, 1));", 2, "error", "argument 2 of '__builtin_tgmath' is not a function"),
    ("", TGMATH + "int c = sizeof(G(f, h, 1));", 2, "error", "argument 2 of '__builtin_tgmath' has wrong number of"),
    ("", TGMATH + "int c = sizeof(G(f, f, 1));", 2, "error", "arguments of '__builtin_tgmath' all have the same type"),
    ("", TGMATH + "int c = sizeof(G(f, i, 1));", 2, "error", "invalid type-generic return type for argument 2"),
    ("", TGMATH + "int c = sizeof(G(f, g, f, 1));", 2, "error", "duplicate type-generic parameter type for function"),
    ("", TGMATH + "int c = sizeof(G(f, g, &a));", 2, "error", "invalid type of argument 1 of type-generic function"),
    ("", TGMATH + "int c = sizeof(G(f, g, 1.0L));", 2, "error", "no matching function for type-generic call"),
]

# Programs that the same options accept.
GOOD: list[tuple[str, str]] = [
    (C2X, "int f(int a) { switch (a) { case 1: if (a) { [[fallthrough]]; } else { [[fallthrough]]; } x: case 2:; }"
          " goto x; }"),
    (PEDANTIC, "int a[9]; void f(int b) { static int (*c)[9] = (int (*)[sizeof(int [b])])a; }"),
    (PEDANTIC, "void f(_Atomic int); void f(a) _Atomic int a; { } void g(const int); void g(int a) { }"),
    ("-std=gnu90", "#define A(b) int a ## b\nA();"),
    ("", "void f(void) { __builtin_trap; (void) __builtin_trap; typeof(__builtin_trap) *p; }"),
    (PEDANTIC, "char *c = (\"d\"), *a = (char []) { 'b' }; int *b = &(int) { 1 };"),
    (PEDANTIC, "int a = (int) 1.5; struct s { struct { int b; }; };"),
    (C2X, "typedef int t __attribute__((unavailable)); extern t a __attribute__((unavailable)); struct [[]] s;"),
    ("-mno-sse -mno-mmx -mno-80387", f"{ROUTINE} void f(void *p) {{ }} void {ROUTINE} g(int *, unsigned long);"),
    ("", f'{ROUTINE} __attribute__((target("general-regs-only"))) void f(void *p, long e) {{ }}'),
]


@pytest.mark.parametrize(("options", "text", "line", "kind", "message"), ROWS)
def test_extension(
    ccore: Batch, tmp_path: Path, options: str, text: str, line: int, kind: str, message: str
) -> None:
    check(ccore, tmp_path, options, text, line, kind, message)


@pytest.mark.parametrize(("options", "text"), GOOD)
def test_accepted(ccore: Batch, tmp_path: Path, options: str, text: str) -> None:
    check_valid(ccore, tmp_path, options, text)


# Options, program, line, text of the message: what is found out where code is made.
LATE: list[tuple[str, str, int, str]] = [
    ("-O2", "inline __attribute__((always_inline)) int f(void);\nint g(void) { return f(); }", 1, "body not available"),
    ("-O0", "static inline __attribute__((always_inline)) int f(int a)\n{ return a ? f(a - 1) : 0; }\n"
            "int g(void) { return f(9); }", 1, "inlining failed in call to 'always_inline' 'f': recursive inlining"),
    ("-O2", "int f(int n) __attribute__((always_inline, weak)); int f(int n) { return n; }\n"
            "int g(int n) { return f(n); }", 1,
            "inlining failed in call to 'always_inline' 'f': function body can be overwritten at link time"),
    (GENERAL, f"{ROUTINE} void f(void *);\nvoid g(void *p) {{ (&f)(p); }}",
     2, "interrupt service routine cannot be called directly"),
    (GENERAL, "__attribute__((no_caller_saved_registers)) void *f(void)\n{ return __builtin_return_address(0); }",
     2, "sorry, unimplemented: '__builtin_return_address' with attribute 'no_caller_saved_registers'"),
    ("-O0", "inline __attribute__((always_inline)) void f(int a, ...)\n"
            "{ __builtin_va_list b; __builtin_va_start(b, a); }\nvoid (*g)(int, ...) = f;",
     1, "function 'f' can never be inlined because it uses variable argument lists"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "text", "line", "message"), LATE)
def test_late(ccore: Batch, tmp_path: Path, options: str, text: str, line: int, message: str) -> None:
    (tmp_path / "t.c").write_text(text + "\n")
    outcome = ccore.run([*options.split(), "-S", "t.c"], tmp_path)
    said = [m for m in dejagnu.messages(outcome.stderr) if m.is_error]
    assert outcome.status == 1 and any(m.line == line and message in m.text for m in said), outcome.stderr


def test_unreached_call_needs_no_body(ccore: Batch, tmp_path: Path) -> None:
    text = "inline __attribute__((always_inline)) int f(void); int g(void) { if (0) return f(); return 1; }"
    (tmp_path / "t.c").write_text(text + "\n")
    assert ccore.run(["-O0", "-S", "t.c"], tmp_path).status == 0
