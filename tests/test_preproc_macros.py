# ruff: noqa: E501
"""Macro expansion: the standard's examples (C17 6.10.3.5) and GNU's additions."""

from __future__ import annotations

import pytest
from command_line import ccore, gcc

from ccore.diagnostics import CompileError, Diagnostics
from ccore.options import Options
from ccore.preproc import Preprocessor
from ccore.preproc.scan import mode_of
from ccore.source import PRAGMA
from ccore.target import TARGETS

FINDALL = mode_of(False, False, True, True, True).findall


def words(text: str, options: Options | None = None, diagnostics: Diagnostics | None = None) -> list[str]:
    options = options or Options(standard_includes=False)
    tokens = Preprocessor(options, TARGETS["x86_64"], diagnostics or Diagnostics()).run("t.c", text)
    return [f"#pragma {t.text}" if t.kind == PRAGMA else t.text for t in tokens]


def messages(text: str, options: Options | None = None) -> list[str]:
    diagnostics = Diagnostics()
    try:
        words(text, options, diagnostics)
    except CompileError:
        pass
    return [f"{d.location}: {d.severity}: {d.message}" for d in diagnostics.list]


def split(text: str) -> list[str]:
    return [w for _, w in FINDALL(text.replace("\n", " "))]


EXAMPLE_3 = """\
#define x 3
#define f(a) f(x * (a))
#undef x
#define x 2
#define g f
#define z z[0]
#define h g(~
#define m(a) a(w)
#define w 0,1
#define t(a) a
#define p() int
#define q(x) x
#define r(x,y) x ## y
#define str(x) # x
"""

EXAMPLE_4 = """\
#define str(s) # s
#define xstr(s) str(s)
#define debug(s, t) printf("x" # s "= %d, x" # t "= %s", \\
 x ## s, x ## t)
#define INCFILE(n) vers ## n
#define glue(a, b) a ## b
#define xglue(a, b) glue(a, b)
#define HIGHLOW "hello"
#define LOW LOW ", world"
"""

CASES = {
    "example 3": (
        EXAMPLE_3 + "f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);\ng(x+(3,4)-w) | h 5) & m\n(f)^m(m);\n"
        "p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };\n"
        "char c[2][6] = { str(hello), str() };\n",
        "f(2 * (y+1)) + f(2 * (f(2 * (z[0])))) % f(2 * (0)) + t(1);"
        "f(2 * (2+(3,4)-0,1)) | f(2 * (~ 5)) & f(2 * (0,1))^m(0,1);"
        "int i[] = { 1, 23, 4, 5, };"
        'char c[2][6] = { "hello", "" };',
    ),
    "example 4": (
        EXAMPLE_4 + 'debug(1, 2);\nfputs(str(strncmp("abc\\0d", "abc", \'\\4\') // this goes away\n== 0) str(: @\\n), s);\n'
        "xstr(INCFILE(2).h)\nglue(HIGH, LOW);\nxglue(HIGH, LOW)\n",
        'printf("x" "1" "= %d, x" "2" "= %s", x1, x2);'
        'fputs("strncmp(\\"abc\\\\0d\\", \\"abc\\", \'\\\\4\') == 0" ": @\\n", s);'
        '"vers2.h" "hello"; "hello" ", world"',
    ),
    "example 5": (
        "#define t(x,y,z) x ## y ## z\nint j[] = { t(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), t(,11,), t(,,12), t(,,) };",
        "int j[] = { 123, 45, 67, 89, 10, 11, 12, };",
    ),
    "example 7": (
        "#define debug(...) fprintf(stderr, __VA_ARGS__)\n#define showlist(...) puts(#__VA_ARGS__)\n"
        "#define report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))\n"
        'debug("Flag"); debug("X = %d\\n", x); showlist(The first, second, and third items.);\n'
        'report(x>y, "x is %d but y is %d", x, y);',
        'fprintf(stderr, "Flag"); fprintf(stderr, "X = %d\\n", x); puts("The first, second, and third items.");'
        '((x>y)?puts("x>y"): printf("x is %d but y is %d", x, y));',
    ),
    "hash hash from an argument": (
        "#define hash_hash # ## #\n#define mkstr(a) # a\n#define in_between(a) mkstr(a)\n"
        "#define join(c, d) in_between(c hash_hash d)\nchar p[] = join(x, y);",
        'char p[] = "x ## y";',
    ),
    "nested replacement ends with the context (6.10.3.4p4)": ("#define f(a) a*g\n#define g(a) f(a)\nf(2)(9)", "2*9*g"),
    "self reference": ("#define foo (4 + foo)\n#define a b\n#define b a\nfoo a b", "(4 + foo) a b"),
    "a name that met itself stays": ("#define f(x) x f\n#define g(x) f(x)(x)\nf(f)(1) g(2)", "f f(1) 2 f(2)"),
    "comma elision": (
        "#define e(x, ...) p(x, ## __VA_ARGS__)\n#define n(a, r...) p(a, ## r)\n#define s(...) p(x, ## __VA_ARGS__)\n"
        "e(1) e(1,) e(1,2) e(1,2,3) n(1) n(1,2) s() s(1)",
        "p(1) p(1,) p(1,2) p(1,2,3) p(1) p(1,2) p(x) p(x,1)",
    ),
    "va_opt": (
        "#define F(a, ...) f(a __VA_OPT__(,) __VA_ARGS__)\n#define G(X, ...) f(0, X __VA_OPT__(,) __VA_ARGS__)\n"
        "#define SDEF(sname, ...) S sname __VA_OPT__(= { __VA_ARGS__ })\n#define EMP\n#define H(x, ...) x ## __VA_OPT__(a ## x) z\n"
        "F(1) F(1, 2) G(a,) G(a, b, c) SDEF(foo); SDEF(bar, 1, 2); F(a, EMP) H(q) H(q, 1)",
        "f(1) f(1, 2) f(0, a) f(0, a, b, c) S foo; S bar = {1, 2}; f(a) q z qaq z",
    ),
    "call over lines and directives": (
        "#define f(a, b) a - b\n#define X 7\nf(1\n#undef X\n#define X 8\n, X\n) X f\n(1, 2) f\n#define Y\n(1, 2)",
        "1 - 8 8 1 - 2 f (1, 2)",
    ),
    "line of a call and of its arguments": (
        "#define g(x) x __LINE__\ng(\n__LINE__\n + __LINE__) __LINE__",
        "3 + 4 2 4",
    ),
    "counter in a twice used argument": ("#define d(x) x x\nd(__COUNTER__) d(__COUNTER__) __COUNTER__", "0 0 1 1 2"),
    "stringify spaces": (
        "#define s(x) #x\n#define x(a) s(a)\n#define e\ns(  a   +  b ) s(a\n  b) x(a e b) x(a e) s(\"\\n\" '\"') x(-e-)",
        '"a + b" "a b" "a b" "a" "\\"\\\\n\\" \'\\"\'" "--"',
    ),
    "digraphs, ucn and pp-numbers": ("%:define c(a) %:a\nc(<:) 0x1.p-3e+x .5.6e-a\\u00e9b", '"<:" 0x1.p-3e+x .5.6e-a éb'),
    "pragma operator": (
        '#define P(x) _Pragma(#x) x\nP(omp foo) _Pragma("GCC \\"a\\"") b',
        None,
    ),
    "push and pop": (
        '#define A 1\n#pragma push_macro("A")\n#undef A\n#define A 2\nA\n#pragma pop_macro("A")\nA',
        "2 1",
    ),
    "macro whose call is made by two others": ("#define LP (\n#define RP )\n#define F(x) x\n#define G F LP 1 RP\nG F LP", "F ( 1 ) F ("),
    "argument left open by an inner name": ("#define f(x) [x]\n#define id(x) x\nid(f)(1) id(id)(f)(2)", "[1] id(f)(2)"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_expansion(name: str) -> None:
    source, expected = CASES[name]
    if name == "pragma operator":
        assert words(source) == ["#pragma omp foo", "omp", "foo", '#pragma GCC "a"', "b"]
        return
    assert expected is not None
    assert words(source) == split(expected)


def test_iso_mode_keeps_the_comma() -> None:
    source = "#define s(...) p(x, ## __VA_ARGS__)\ns()"
    assert words(source, Options(standard="c99", standard_includes=False)) == split("p(x,)")


def test_line_of_arguments_without_tracking() -> None:
    source = "#define g(x) x __LINE__\ng(\n__LINE__\n + __LINE__) __LINE__\n#if __LINE__ == 5\nyes\n#endif\n"
    for level, expected in (("0", "2 + 2 2 4 yes"), ("1", "3 + 4 2 4 yes")):
        words = ["-E", "-P", f"-ftrack-macro-expansion={level}", "-"]
        assert gcc(*words, stdin=source.encode()).stdout.split() == expected.split(), level
        assert ccore(*words, stdin=source.encode()).good().stdout.split() == expected.split(), level


def test_trigraphs_only_in_iso_modes() -> None:
    source = '??=define A 1\nA "??/"'
    assert words(source.replace('"??/"', ""), Options(standard="c11", standard_includes=False)) == ["1"]
    assert words(source)[0] == "?"


MESSAGES = {
    "#define f(a) a\nf(1, 2)": 't.c:2:1: error: macro "f" passed 2 arguments, but takes just 1',
    "#define f(a, b) a\nf(1)": 't.c:2:1: error: macro "f" requires 2 arguments, but only 1 given',
    "#define f(a) a\nf(1": 't.c:2:1: error: unterminated argument list invoking macro "f"',
    "#define A 1\n#define A 2": 't.c:2:9: warning: "A" redefined',
    "#define c(a, b) a ## b\nc(+, x)": 't.c:2:3: error: pasting "+" and "x" does not give a valid preprocessing token',
    "#define f(x) #y": "t.c:1:14: error: '#' is not followed by a macro parameter",
    "#define x ## y": "t.c:1:11: error: '##' cannot appear at either end of a macro expansion",
    "#define f(a, a)": 't.c:1:14: error: duplicate macro parameter "a"',
    "#define 3": "t.c:1:9: error: macro names must be identifiers",
    "#define": "t.c:1:2: error: no macro name given in #define directive",
    "#define defined": 't.c:1:9: error: cannot use "defined" as a macro name',
    "#pragma GCC poison foo\nfoo": 't.c:2:1: error: attempt to use poisoned "foo"',
    "/* open": "t.c:1:1: error: unterminated comment",
}


@pytest.mark.parametrize("source", MESSAGES)
def test_messages(source: str) -> None:
    assert MESSAGES[source] in messages(source)


def test_deep_nesting_is_no_traceback() -> None:
    source = "#define f(x) x\n" + "f(" * 500 + "1" + ")" * 500
    assert words(source) == ["1"]
    deeper = source.replace("1", "f(" * 3000 + "1" + ")" * 3000)
    assert messages(deeper) == ["t.c:2:1: fatal error: macro arguments nested too deeply"]


def test_remembered_expansions_follow_the_macros(tmp_path: object) -> None:
    """A header read again under other macros expands anew, with the same cache."""
    from pathlib import Path

    from ccore.preproc import HeaderCache

    assert isinstance(tmp_path, Path)
    (tmp_path / "h.h").write_text("A(B) __COUNTER__ C\n#if B > 1\nbig\n#endif\n")
    cache = HeaderCache()
    options = Options(standard_includes=False, include_dirs=[str(tmp_path)])

    def run(defines: str) -> str:
        source = defines + "\n#include <h.h>\n"
        tokens = Preprocessor(options, TARGETS["x86_64"], Diagnostics(), cache).run("t.c", source)
        return " ".join(t.text for t in tokens)

    assert run("#define A(x) x x\n#define B 1") == "1 1 0 C"
    assert run("#define A(x) x x\n#define B 1") == "1 1 0 C"
    assert run("#define A(x) x x\n#define B 2\n__COUNTER__") == "0 2 2 1 C big"
    assert run("#define B 3\n#define C D") == "A ( 3 ) 0 D big"


def test_tokens_of_c90() -> None:
    """Digraphs came with amendment 1, binary exponents with C99."""
    lines = "%:define a b\n#define glue(x, y) x %:%: y\n<: a 0x1p+a glue(1, 2)\n"
    found = {s: words(lines, Options(standard=s, standard_includes=False)) for s in ("c90", "iso9899:199409", "c99")}
    assert " ".join(found["c90"]) == "% : define a b < : a 0x1p + a 1 % : % : 2"
    assert " ".join(found["iso9899:199409"]) == "<: b 0x1p + b 12"
    assert " ".join(found["c99"]) == "<: b 0x1p+a 12"
