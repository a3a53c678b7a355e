"""Syntax errors: wording and place as GCC 12 has them; what can be read after them; limits; never a traceback."""

from __future__ import annotations

import pytest
from parser_support import Parsed

ERRORS = {
    "int f(void) { return 1\n}": "1:23: expected ';' before '}' token",
    "int f(void) { int x = 1 int y; }": "1:25: expected ',' or ';' before 'int'",
    "int f(void) { f(1,); }": "1:19: expected expression before ')' token",
    "int f(void) { f(1 2); }": "1:18: expected ')' before numeric constant",
    "int f(void) { ) }": "1:15: expected statement before ')' token",
    "int f(void) { if x) ; }": "1:18: expected '(' before 'x'",
    "int f(void) { if (1) }": "1:22: expected expression before '}' token",
    "int f(void) { else ; }": "1:15: 'else' without a previous 'if'",
    "int f(void) { do ; while (1) }": "1:29: expected ';' before '}' token",
    "int f(void) { goto 1; }": "1:20: expected identifier or '*' before numeric constant",
    "int f(void) { foo x; }": "1:15: unknown type name 'foo'",
    "foo x;": "1:1: unknown type name 'foo'",
    "foo *x;": "1:1: unknown type name 'foo'",
    "static foo x;": "1:8: unknown type name 'foo'",
    "void f(foo x);": "1:8: unknown type name 'foo'",
    "void f(int a, foo b);": "1:15: unknown type name 'foo'",
    "void f(int a b);": "1:14: expected ';', ',' or ')' before 'b'",
    "void f(1);": "1:8: expected declaration specifiers or '...' before numeric constant",
    "struct { foo x; };": "1:10: unknown type name 'foo'",
    "struct { int x y; };": "1:16: expected ':', ',', ';', '}' or '__attribute__' before 'y'",
    "struct ;": "1:8: expected '{' before ';' token",
    "enum { A B };": "1:10: expected ',' or '}' before 'B'",
    "int a[3 4];": "1:8: expected ']' before numeric constant",
    "int a[] = { 1 2 };": "1:15: expected '}' before numeric constant",
    "int x y;": "1:7: expected '=', ',', ';', 'asm' or '__attribute__' before 'y'",
    "int x int y;": "1:6: expected ';' before 'int'",
    "int = 3;": "1:5: expected identifier or '(' before '=' token",
    "}": "1:1: expected identifier or '(' before '}' token",
    "int f(void) {": "1:1: expected declaration or statement at end of input",
    "int f(void) { return (1; }": "1:24: expected ')' before ';' token",
    "typedef int T; int f(void) { return T + 1; }": "1:37: expected expression before 'T'",
    "typedef int T; int f(void) { T T; T x; }": "1:36: expected ';' before 'x'",
    "int f(void) { asm(x); }": "1:19: expected string literal before 'x'",
    "int f(void) { x = 1 @ 3; }": "1:21: stray '@' in program",
    "unsigned foo x;": "1:14: expected '=', ',', ';', 'asm' or '__attribute__' before 'x'",
}


@pytest.mark.parametrize("text", ERRORS)
def test_wording(text: str) -> None:
    assert Parsed(text + "\n").errors[:1] == [ERRORS[text]]


def test_recovery() -> None:
    parsed = Parsed("int a = ; int b; int f(void) { ) ; return 1 } int c; int 3; void g(void) { return; }")
    assert sorted(e.split(": ")[1] for e in parsed.errors) == [
        "expected ';' before '}' token",
        "expected expression before ';' token",
        "expected identifier or '(' before numeric constant",
        "expected statement before ')' token",
    ]
    names = [d.declarators[0].declarator.name for d in parsed.declarations if hasattr(d, "declarators")]
    assert names == ["a", "b", "c"]
    assert parsed.kinds("g") == "Return"


@pytest.mark.parametrize(
    "text",
    [
        "int x = " + "(" * 12000 + "1" + ")" * 12000 + ";",
        "void f(void) " + "{" * 12000 + "}" * 12000,
        "int x[1] = " + "{" * 12000 + "}" * 12000 + ";",
        "int " + "(" * 11000 + "x" + ")" * 11000 + ";",
    ],
)  # fmt: skip
def test_deep_nesting_is_an_error(text: str) -> None:
    assert [e.split(": ")[1] for e in Parsed(text).errors] == ["bracket nesting level exceeded maximum of 10000"]


@pytest.mark.parametrize(
    "text",
    [
        "int x = " + "1+" * 100_000 + "1;",
        "int x = " + "(" * 200 + "1" + ")" * 200 + ";",
        "int x = " + "1?2:" * 20_000 + "3;",
        "int x = " + "-" * 2 + " - " * 20_000 + "3;",
        "void f(int a) { switch (a) {" + "".join(f"case {i}: " for i in range(20_000)) + "; } }",
        "void f(int a) { " + "if (a) ; else " * 5000 + "; }",
        "int " + "*" * 5000 + "x;",
    ],
    ids=["sum", "parentheses", "conditional", "unary", "cases", "else", "pointers"],
)
def test_long_but_not_deep(text: str) -> None:
    assert Parsed(text).errors == []


@pytest.mark.parametrize("seed", range(40))
def test_no_traceback_on_cut_source(seed: int) -> None:
    """A program cut short, or with one token taken out, gives diagnostics."""
    source = """
    typedef struct s { int a : 3, b; struct { T x; } c[2]; } S; enum { A = 1, B, };
    static inline S *f(const S *p, int (*g)(int, ...), ...) __attribute__((unused));
    int f(a) int a; { for (int i = 0; i < 3; i++) if (a) { S T = { .a = 1, [2] = { 3 } }; goto l; } else do ; while (0);
      l: asm volatile ("x" : "=r" (a) : "0" (1) : "cc"); return sizeof (S) + ({ a ? 1 : 2; }) + (int) { 3 }; }
    _Static_assert(1, "x");
    """
    text = source.split()
    cut = [word for index, word in enumerate(text) if index != seed * 2 + 1]
    Parsed(" ".join(cut))
    Parsed(" ".join(text[: seed * 2 + 2]))
