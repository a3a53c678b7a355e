"""Small valid programs, one for each idea, that GCC compiles without an error under the same options, and so do we."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import ccore, gcc

C90 = "-std=c90 -pedantic-errors"
C11 = "-std=c11 -pedantic-errors"

# Options and program.
ROWS: list[tuple[str, str]] = [
    # Pedantry about newer standards that -Wno- keeps away
    ("-std=gnu90 -pedantic-errors -Wno-c90-c99-compat", "_Bool b; struct { int n; char a[]; } s; const const int c;"),
    ("-std=gnu90 -pedantic-errors -Wno-c90-c99-compat", "void f(int n) { n++; int a[n]; a[0] = 1; }"),
    ("-std=gnu90 -pedantic-errors -Wno-c90-c99-compat", "long long a = 1LL;"),
    ("-std=gnu99 -pedantic-errors -Wno-c99-c11-compat", "_Static_assert(1, \"\"); typedef int t; typedef int t;"),
    ("-std=gnu99 -pedantic-errors -Wno-c99-c11-compat", "struct { int a; struct { int b; }; } s; _Atomic int i;"),
    # What is never evaluated
    (C90, "extern int a, f(void); int t[] = {__builtin_constant_p(f()) ? (f()) : -1};"),
    (C90, "extern int f(void); int t[] = {__builtin_constant_p(0 && f()) ? 0 && f() : -1};"),
    (C90, "extern int a, f(void); int t = __builtin_constant_p(a) ? 0 * a : 1 || f();"),
    (C90, "extern int f(void); int t = __builtin_choose_expr(1, __builtin_constant_p(f()), 1) ? f() : -1;"),
    ("-std=c99", "struct s *p; char *q; void *g(int c) { return c ? (void *)(1 ? 0 : (0, 0)) : q; }\n"
     "_Static_assert(sizeof(*(1 ? (void *)(1 ? 0 : (0, 0)) : (int *)0)) == 4, \"\");"),
    # Qualifiers of an array's elements meet void before C23
    ("-std=c11", "const int (*u)[1]; void *v; _Static_assert(_Generic(1 ? u : v, const void *: 0, void *: 1), \"\");"),
    ("-std=gnu2x", "const int (*u)[1]; void *v; _Static_assert(_Generic(1 ? v : u, const void *: 1), \"\");"),
    (C11, "int f(void) { int i = 0; for (_Static_assert(1, \"\"); i < 9; i++) ; return i; }"),
    # Attributes: asked for, and copied
    ("", "void f(void) __attribute__((noreturn, cold)); __attribute__((copy(f))) void g(void);\n"
     "_Static_assert(__builtin_has_attribute(g, noreturn) && __builtin_has_attribute(g, cold), \"\");"),
    ("", "void *f(void) __attribute__((leaf, returns_nonnull));\n"
     "static __attribute__((copy(f), weakref(\"f\"))) void *g(void);\n"
     "_Static_assert(!__builtin_has_attribute(g, leaf) && __builtin_has_attribute(g, returns_nonnull), \"\");"),
    ("", "struct __attribute__((packed)) A { int i; char c; };\n"
     "struct __attribute__((copy((struct A *)0))) B { long i; char c; };\n"
     "_Static_assert(_Alignof(struct B) == 1 && sizeof(struct B) == 9, \"\");"),
    ("", "struct __attribute__((aligned(64))) A { int i; } a, *p;\n"
     "struct __attribute__((copy(&p[1]))) B { char c; };\n_Static_assert(sizeof(struct B) == 64, \"\");"),
    ("", "_Static_assert(!__builtin_has_attribute(struct A { int i; }, aligned), \"\");\n"
     "_Static_assert(__builtin_has_attribute(struct __attribute__((aligned)) B { int i; }, aligned), \"\");\n"
     "int f(int n) { return __builtin_has_attribute(__attribute__((aligned)) int[n++], aligned); }"),
    ("", "int v __attribute__((aligned(8)));\n"
     "_Static_assert(__builtin_has_attribute(v, aligned(8)) && !__builtin_has_attribute(v, aligned(16)), \"\");"),
    # Elements of vectors have addresses
    ("", "typedef int v __attribute__((vector_size(16))); int *f(v *p, int i) { return &(*p)[i]; }"),
    ("-pedantic", "int f(int n; int m; int a[n][m], int n, int m) { return a[1][2]; } int g(int a; int a);"),
    ("-O2", "void f(void) { const int m = 1; (void)sizeof(struct { int i : !!m; }); }"),
    ("", "#define __STDC_WANT_IEC_60559_BFP_EXT__\n#include <float.h>\n_Static_assert(CR_DECIMAL_DIG > 99, \"\");"),
    ("-std=c99", "#define __STDC_WANT_IEC_60559_TYPES_EXT__\n#include <float.h>\n"
     "_Static_assert(FLT128_DIG == 33 && FLT32X_DIG == 15, \"\");"),
    (C90, "struct s { __extension__ char a : 6; __extension__ long long b; __extension__ struct { int x; };\n"
     "__extension__ char c[0]; };"),
    (C90, "__extension__ typedef __typeof__(9223372036854775808) t; unsigned long a, *p = (t *)&a;"),
    (C90, "extern int a, b, f(void); int c = &a == &a, d = &a != &b, e = (void *)&a == (void *)f;"),
    ("", "void f(int *p) { __asm__ volatile(\"# %a0 %a[q]\" : : \"p\"(p), [q] \"p\"(p + 1)); }"),
    ("", "void f(void) { extern void g() __attribute__((alias(\"G\"))); g(); }"),
    # A declaration without a prototype beside an old-style definition: their composite tells of no parameters
    ("", "void f(); void f() { void f(struct s); }"),
    ("", "void f(); void f(a) int a; { f(a); void f(int, int); f(a, a); } void f(int, int); void f(int, int);"),
    ("", "void f(a) int a; { } void g(void) { void f(); f(1); } void f(struct s *);"),
    # Qualified function types: volatile is noreturn, const is const
    ("", "typedef int t(int); extern int a(int); volatile extern t a; volatile t a; int a(int);\n"
     "const t b; t b; const t b; _Static_assert(_Generic(&b, t *: 1, default: 0), \"\");\n"
     "_Static_assert(__builtin_has_attribute(a, noreturn) && __builtin_has_attribute(b, const), \"\");"),
    # What is rounded at run time is no constant, but in a static initialiser
    ("-frounding-math", "void f(void) { int a[(int)(-5.0 / 3.0)]; static double b = 1.0 / 3.0, c = 0.1 + 0.2; }\n"
     "_Static_assert((int)(6.0 / 3.0) == 2 && (int)(1.5 * 4.0 + 1.0) == 7, \"\");"),
    # Differences of addresses with one base
    ("", "void f(char a[2][3][4]) { __asm__(\"\" : : \"i\"(&a[1][0][0] - &a[0][0][0])); }"),
    ("", "typedef enum { A } __attribute__((mode(word))) w; typedef enum { B = -1 } __attribute__((mode(QI))) q;\n"
     "_Static_assert(sizeof(w) == sizeof(long) && sizeof(q) == 1 && (q)255 < 0, \"\");"),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_accepted(number: int, tmp_path: Path) -> None:
    options, program = ROWS[number]
    file = tmp_path / "file.c"
    file.write_text(program + "\n")
    words = ["-w", *options.split(), "-c", str(file), "-o", str(tmp_path / "file.o")]
    assert gcc(*words).status == 0, "GCC refuses it"
    result = ccore(*words)
    assert result.status == 0, result.stderr
