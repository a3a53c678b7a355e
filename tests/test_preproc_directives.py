# ruff: noqa: E501
"""Directives, conditions, inclusion, items, and the printed forms."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ccore.diagnostics import CompileError, Diagnostics
from ccore.options import Options
from ccore.preproc import HeaderCache, Preprocessor
from ccore.preproc.deps import default_target, quoted, rule
from ccore.preproc.output import definitions, render
from ccore.preproc.scan import mode_of
from ccore.target import TARGETS

TARGET = TARGETS["x86_64"]
FINDALL = mode_of(False, False, True, True, True).findall


def start(**fields: object) -> tuple[Preprocessor, Diagnostics]:
    fields.setdefault("standard_includes", False)
    diagnostics = Diagnostics()
    return Preprocessor(Options(**fields), TARGET, diagnostics), diagnostics  # type: ignore[arg-type]


def words(text: str, **fields: object) -> list[str]:
    return [t.text for t in start(**fields)[0].run("t.c", text)]


def messages(text: str, **fields: object) -> list[str]:
    preprocessor, diagnostics = start(**fields)
    try:
        preprocessor.run("t.c", text)
    except CompileError:
        pass
    return [f"{d.location}: {d.severity}: {d.message}" for d in diagnostics.list]


@pytest.mark.parametrize(
    "expression",
    [
        "1", "defined A", "defined(A) && !defined B", "2 + 3 * 4 == 14", "-1 > 0u", "(2 || 1 / 0)", "!(0 && 1 % 0)",
        "'a' == 97 && '\\377' < 0 && L'\\xff' == 255", "1 ? 2 : 0", "0 ? 0 : 1 ? 1 : 0", "0x7fffffffffffffff > 0",
        "-9223372036854775807 - 1 < 0", "~0u == 18446744073709551615u", "7 / -2 == -3 && 7 % -2 == 1 && -7 % 2 == -1",
        "-8 >> 1 == -4", "1 << 4 == 16", "F(3) == 4", "NOTHING + 1", "0b101 == 5 && 010 == 8", "A == 1",
        "__has_attribute(__packed__) && !__has_attribute(nonsense)", "__has_builtin(__builtin_expect)", "HAS_A",
        "1 ? 1 : 1 / 0", "(1, 2) == 2", "'ab' == 24930", "- - 1 == 1", "(0 ? -1 : 0u) == 0",
    ],
)  # fmt: skip
def test_conditions_that_hold(expression: str) -> None:
    text = f"#define A 1\n#define F(x) x + 1\n#define HAS_A defined(A)\n#if {expression}\nyes\n#else\nno\n#endif\n"
    preprocessor, diagnostics = start()
    assert [t.text for t in preprocessor.run("t.c", text)] == ["yes"]
    assert not [d for d in diagnostics.list if d.severity == "error"]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("", "#if with no expression"),
        ("(1", "missing ')' in expression"),
        ("1 1", 'missing binary operator before token "1"'),
        ("1 / 0", "division by zero in #if"),
        ("1.0", "floating constant in preprocessor expression"),
        ("1 +", "operator '+' has no right operand"),
        ("* 1", "operator '*' has no left operand"),
        ("defined 3", 'operator "defined" requires an identifier'),
        ("1 ? 2", "'?' without following ':'"),
        ('"a"', 'token ""a"" is not valid in preprocessor expressions'),
        ("08", 'invalid digit "8" in octal constant'),
    ],
)
def test_conditions_that_are_wrong(expression: str, message: str) -> None:
    assert [m.split("error: ")[1] for m in messages(f"#if {expression}\n#endif\n")] == [message]


def test_groups() -> None:
    text = "#if 0\na\n#if 1\nb\n#else\nc\n#endif\n#elif 1\nd\n#elif 1\ne\n#else\nf\n#endif\ng\n#ifndef X\nh\n#elifdef Y\n#endif"
    assert words(text) == ["d", "g", "h"]
    assert words("#if 0\nit's \"open\n#endif\nx") == ["x"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#endif", "t.c:1:1: error: #endif without #if"),
        ("#else", "t.c:1:1: error: #else without #if"),
        ("#if 1\n#else\n#else\n#endif", None),
        ("#if 0\n#else\n#else\n#endif", "t.c:3:1: error: #else after #else"),
        ("\n#ifdef A\n", "t.c:2:1: error: unterminated #ifdef"),
        ("#pragma push_macro(_)\n", "t.c:1:8: error: invalid #pragma push_macro directive"),
        ("# #include <x>\n", "t.c:1:3: error: invalid preprocessing directive ##"),
        ("\n#if 1\n#else\nint a;\n", "t.c:2:1: error: unterminated #else"),
        ("#error  not   this", "t.c:1:2: error: #error not this"),
        ("#warning w", "t.c:1:2: warning: #warning w"),
        ("#foo", "t.c:1:2: error: invalid preprocessing directive #foo"),
        ("#line 0x1", 't.c:1:1: error: "0x1" after #line is not a positive integer'),
        ('#line 7 "b.c"\n#error e', "b.c:7:2: error: #error e"),
        ('#include "none.h"', "t.c:1:10: fatal error: none.h: No such file or directory"),
        ("#include none", 't.c:1:10: error: #include expects "FILENAME" or <FILENAME>'),
        ('#pragma GCC error "bad"', "t.c:1:19: error: bad"),
    ],
)
def test_directive_messages(text: str, message: str | None) -> None:
    found = messages(text)
    assert (message in found) if message else not [m for m in found if "error" in m and "after" not in m]


def test_inclusion(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    (one / "a.h").write_text("#ifndef A_H\n#define A_H\none\n#include_next <a.h>\n#include \"b.h\"\n#endif\n")
    (two / "a.h").write_text("two __INCLUDE_LEVEL__\n")
    (one / "b.h").write_text("#pragma once\nb\n")
    text = '#include <a.h>\n#include <a.h>\n#define N <b.h>\n#include N\n#if __has_include(<a.h>) && !__has_include("c.h")\nend\n#endif'
    preprocessor, _ = start(include_dirs=[str(one)], include_system=[str(two)])
    assert [t.text for t in preprocessor.run("t.c", text)] == ["one", "two", "2", "b", "end"]
    assert preprocessor.dependencies == ["t.c", str(one / "a.h"), str(two / "a.h"), str(one / "b.h")]
    assert preprocessor.system_dependencies == {str(two / "a.h")}


def test_include_cycle_is_a_diagnostic(tmp_path: Path) -> None:
    (tmp_path / "c.h").write_text('#include "c.h"\n#include "c.h"\n')
    found = messages('#include "c.h"', include_quote=[str(tmp_path)])
    assert len(found) == 1 and "nested depth" in found[0]


def test_places() -> None:
    tokens = start()[0].run("t.c", "#define M(a) a + 1\nint /* c */ x = M(y);\n\\\nz /*\n*/ w")
    assert [(t.text, t.line.number, t.column) for t in tokens] == [
        ("int", 2, 1), ("x", 2, 13), ("=", 2, 15), ("y", 2, 17), ("+", 2, 17), ("1", 2, 17), (";", 2, 21),
        ("z", 4, 1), ("w", 5, 4),
    ]  # fmt: skip


def test_items(tmp_path: Path) -> None:
    header = "static int s(void) { return 0; }\nint g(void);\nint g(void) { return 1; }\nint tentative;\nstruct t { int a; };\n"
    (tmp_path / "h.h").write_text(header)
    text = """#include <h.h>
struct s { int a; } x;
int a[] = { 1, { 2 } }, b;
int f(int a) { if (a) { ; } return ({ 1; }); }
int k(a, b) int a; char *b; { return a; }
struct __attribute__((packed)) q { int z; };
struct q *p(void) __attribute__((used)) { return 0; }
#pragma pack(1)
;
asm("nop");
_Static_assert(1, "x");
enum e { A = (1) };
int tail
"""
    items = start(include_dirs=[str(tmp_path)])[0].items("t.c", text)
    seen = [(" ".join(t.text for t in i.tokens[:3]), i.main, i.body, i.tokens[-1].text) for i in items]
    assert seen == [
        ("static int s", False, 6, "}"), ("int g (", False, -1, ";"), ("int g (", True, 5, "}"),
        ("int tentative ;", True, -1, ";"), ("struct t {", False, -1, ";"),
        ("struct s {", True, -1, ";"), ("int a [", True, -1, ";"), ("int f (", True, 6, "}"),
        ("int k (", True, 14, "}"), ("struct __attribute__ (", True, -1, ";"), ("struct q *", True, 13, "}"),
        ("pack(1)", True, -1, "pack(1)"), (";", True, -1, ";"), ("asm ( \"nop\"", True, -1, ";"),
        ("_Static_assert ( 1", True, -1, ";"), ("enum e {", True, -1, ";"), ("int tail", True, -1, "tail"),
    ]  # fmt: skip


def test_assembler_source_keeps_its_lines() -> None:
    text = "# it's a comment\n#define F(a, b) mov a, b\nF(%eax,\n %ebx) ; nop\n1: jmp 1b # don't\n .byte 'a', $x\\\n+1\n"
    preprocessor, diagnostics = start(assembler_source=True)
    printed = render(preprocessor.run("t.S", text), "t.S", linemarkers=False, assembler=True)
    assert not diagnostics.list
    assert [line.strip() for line in printed.split("\n")] == [
        "# it's a comment", "mov %eax, %ebx ; nop", "1: jmp 1b # don't", ".byte 'a', $x+1", "",
    ]  # fmt: skip


def test_printed_tokens_do_not_paste() -> None:
    text = "#define P +\n#define E\n+P -E- P+ x=E=y\n#define f(x) =x=\nf(=) .E. 1E 2 L E\"a\"\n"
    preprocessor, _ = start()
    tokens = preprocessor.run("t.c", text)
    printed = render(tokens, "t.c", linemarkers=False)
    assert [w for line in printed.split("\n") for _, w in FINDALL(line)] == [t.text for t in tokens]


def test_dependency_rules() -> None:
    assert quoted("a b#$.h") == "a\\ b\\#$$.h"
    assert rule([default_target("d/x.c")], ["d/x.c", "./h.h"], phony=True) == "x.o: d/x.c h.h\nh.h:\n"
    long = rule(["x.o"], [f"include/some/directory/header{i}.h" for i in range(3)])
    assert long == (
        "x.o: include/some/directory/header0.h include/some/directory/header1.h \\\n include/some/directory/header2.h\n"
    )


def test_definitions() -> None:
    preprocessor, _ = start(undef_all=True, macros=[("A", "1"), ("f(x,y)", "x##y"), ("__STDC__", None)])
    preprocessor.run("t.c", "#define G(a...) #a\n#define H(...)\n")
    assert definitions(preprocessor.macros).splitlines()[-4:] == [
        "#define A 1", "#define f(x,y) x ##y", "#define G(a...) #a", "#define H(...) ",
    ]  # fmt: skip


HEADERS = ("stdio.h", "stdlib.h", "string.h", "math.h", "pthread.h", "sys/types.h", "signal.h", "tgmath.h", "limits.h", "complex.h")


@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc as the reference")
def test_headers_of_the_c_library_match_gcc() -> None:
    own = str(Path(__file__).resolve().parent.parent / "ccore" / "include")
    path = ["-nostdinc", "-isystem", own, "-isystem", "/usr/include/x86_64-linux-gnu", "-isystem", "/usr/include"]
    text = "".join(f"#include <{name}>\n" for name in HEADERS)
    run = subprocess.run(["gcc", *path, "-E", "-P", "-"], input=text, capture_output=True, text=True, check=True)
    cache = HeaderCache()
    expected = [w for line in run.stdout.split("\n") for _, w in FINDALL(line)]
    for _ in range(2):  # cold, and then from what was remembered
        preprocessor = Preprocessor(
            Options(pie=2, standard_includes=False, include_system=path[2::2]), TARGET, Diagnostics(), cache
        )
        assert [t.text for t in preprocessor.run("t.c", text)] == expected


@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc as the reference")
@pytest.mark.parametrize(
    ("flags", "fields"),
    [
        (["-fno-pie"], {}),
        (["-O2", "-fPIC", "-std=c99"], {"level": "2", "pic": 2, "standard": "c99"}),
        (["-Os", "-fno-pie", "-mno-sse", "-mno-mmx", "-mno-80387", "-mcmodel=kernel", "-ffreestanding"],
         {"level": "s", "features": ["-sse", "-mmx"], "soft_float": True, "code_model": "kernel", "freestanding": True}),
        (["-fno-pie", "-fshort-wchar", "-funsigned-char", "-fstack-protector-strong", "-fcf-protection=branch", "-mavx2"],
         {"short_wchar": True, "signed_char": False, "stack_protector": "strong", "cf_protection": "branch",
          "features": ["+avx2"]}),
    ],
)  # fmt: skip
def test_predefined_macros_match_gcc(flags: list[str], fields: dict[str, object]) -> None:
    command = ["gcc", "-nostdinc", *flags, "-dM", "-E", "-x", "c", "/dev/null"]
    version = subprocess.run(["gcc", "-dumpfullversion"], capture_output=True, text=True, check=True).stdout
    if not version.startswith("12.2."):
        pytest.skip("the reference is GCC 12.2")
    expected = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    preprocessor, _ = start(**fields)
    preprocessor.run("t.c", "")
    assert sorted(definitions(preprocessor.macros).splitlines()) == sorted(expected)


def test_assertions() -> None:
    """System V's assertions, after macros of their names, and deprecated."""
    text = (
        "#if #machine(x86_64) && #system(linux) && #cpu && !#cpu(m68k) && !#nothing\nyes\n#endif\n"
        "#assert a(b c)\n#if #a(b c)\nsecond\n#endif\n#unassert a\n#if #a\nno\n#endif\n#define empty\n#if empty#cpu(m68k)\nno\n#endif\n"
    )
    assert words(text) == ["yes", "second"]
    assert any("assertions are a deprecated extension" in m for m in messages(text))


def test_pragma_optimize_changes_the_macros_of_arithmetic() -> None:
    """GCC: __NO_MATH_ERRNO__ and its kin follow #pragma GCC optimize, and push_options and pop_options."""
    source = (
        "#pragma GCC push_options\n#pragma GCC optimize \"-fno-math-errno\", \"fast-math\"\n"
        "__NO_MATH_ERRNO__ __FINITE_MATH_ONLY__ __FAST_MATH__\n#pragma GCC pop_options\n"
        "__NO_MATH_ERRNO__ __FINITE_MATH_ONLY__\n"
    )
    assert [word for word in words(source) if not word.startswith("GCC")] == ["1", "1", "1", "__NO_MATH_ERRNO__", "0"]
