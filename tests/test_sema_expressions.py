"""Diagnostics of expressions and initialisers: the wording, the line and the option of the reference compiler."""

# ruff: noqa: E501 - one case per line

from __future__ import annotations

import pytest

from tests.sema_support import analyse, gcc_messages, messages, needs_gcc

HEAD = r"""
struct s { int x; const int k; int b : 3; }; struct inc; union u { int i; float f; };
int f(int, char *); int g(); void v(void); int vf(const char *, ...);
extern const int ci; extern struct s gs; typedef int T;
"""

BODIES = r"""
void t1(void) { y = 1; y = 2; z; }
void t2(void) { f(1); f(1, 2, 3); f(1, 2); f("a", 0); f(v(), 0); }
void t3(int *p, char *c, const char *cc, unsigned char *u, void *vp) { p = c; c = cc; c = u; p = vp; p = 5; *p = p; cc = c; }
int *t4(char *c, const int *q) { if (c) return c; if (q) return q; return 7; }
void t5(struct s a, struct s *p, struct inc *i) { a->x; p.x; a.nope; i->x; p->nope; a + 1; -a; !a; if (a) ; *a; }
void t6(void) { ci = 1; gs.k = 2; gs = gs; 5 = 6; f = 0; "a" = 0; ci++; &5; &gs.b; sizeof(gs.b); }
void t7(int *p, char *c, long l, short s) { p == c; p == l; p < c; p - c; p + c; p * 2; p == 0; p & 1; (void)(p ? c : 0); (void)(l ? p : c); (void)(l ? p : l); }
void t8(void) { int x = (int *)0; int *q = 3; char *c = "a"; unsigned char *uc = "a"; struct s z = 5; int a[2] = 5; int w = gs; float *ff = &w; }
void t9(long l, int i, short h) { (char *)i; (int)&l; (struct s)i; (int)gs; (float)&l; (char*)1.0; (union u)i; (int[2])i; }
int t10(void) { return v(); }
void t11(void) { int i = 1 << 33; i = i << 33; i = i >> -1; i = 5 / 0; i = 5 % 0; char c = 300; unsigned char u = -1; u = 256; i = 3000000000; c = 200; i = 2147483647 + 1; }
void t12(void) { int a; a(); gs.x(); (*a)(); a[1]; 1[2]; f.x; sizeof(struct inc); sizeof(v()); _Alignof(struct inc); }
void t13(int n) { switch (1.0) { } int *p; p++; v++; ~1.0; n = ~p; n %= 1.5; p += 1.0; p *= 2; p += p; }
void t14(void) { __builtin_clz(); __builtin_choose_expr(ci, 1, 2); _Generic(1, char: 2); _Generic(1, int: 1, int: 2); }
int arr[2] = { 1, 2, 3 }; struct s ss = { 1, 2, 3, 4 }; int sc = { 1, 2 }; int sc2 = { { 1 } }; char cs[2] = "abc"; int ff = f(1, 0); struct s d1 = { .q = 1 }; int d2[2] = { [5] = 1 }; int d3 = { .x = 1 }; int d4[] = { [0 ... -1] = 2 }; struct s d5 = { .x = 1, .x = 2 };
__WCHAR_TYPE__ wc[] = "a"; char ch[] = L"a"; int ia[] = "a"; int *ip = { &arr[1], 0 }; int ee[] = {};
int n1 = 08, n2 = 0x, n3 = 1e, n4 = 12abc, n5 = 1.2.3; int c1 = '', c2 = 'ab', c3 = 'abcde', c4 = '\q', c5 = '\xfff'; unsigned long long big = 18446744073709551616; long nb = 9223372036854775808;
"""


@needs_gcc
@pytest.mark.parametrize("body", BODIES.strip().splitlines())
def test_messages_equal_those_of_gcc(body: str) -> None:
    text = HEAD + body + "\n"
    _, diagnostics = analyse(text)
    assert sorted(set(messages(diagnostics))) == sorted(set(gcc_messages(text)))


@needs_gcc
@pytest.mark.parametrize(
    "text",
    [
        "int f(unsigned char *); char *s; int g(void) { return f(s); }",
        "struct { unsigned a : 3; int b : 3; } s; void f(void) { s.a = 9; s.b = 7; s.b = 8; s.a = -1; }",
        "void f(long *p, int **q, const int **r) { r = q; p = (void *)q; q = (int **)r; *q = *r; }",
        "typedef int v4 __attribute__((vector_size(16))); v4 f(v4 a, int b) { return (a + b) << 1; }",
    ],
)
def test_valid_and_nearly_valid(text: str) -> None:
    _, diagnostics = analyse(text)
    assert messages(diagnostics) == gcc_messages(text)


def test_undeclared_once_per_function() -> None:
    _, diagnostics = analyse("void f(void) { x = 1; x->y = 2; f(x, x); }\nvoid g(void) { x; }")
    shown = [m for m in messages(diagnostics) if "undeclared" in m]
    assert shown == [f"{i}: error: 'x' undeclared (first use in this function)" for i in (1, 2)]
