"""Hostile and broken input: a diagnostic, exit status 1 and no output file; never a traceback, a crash or a hang.

Where the input is valid C (an empty file, invalid UTF-8 in a comment), it compiles.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from compilers import Batch, Outcome, ccore_words

from ccore import CompileError, compile_file

SECONDS = 60.0
Write = Callable[[Path], object]


def text(content: str | bytes, name: str = "in.c") -> Write:
    """Puts one file into the test's folder."""
    data = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / name).write_bytes(data)


def cycle(folder: Path) -> None:
    (folder / "a.h").write_text('#include "b.h"\nint a;\n')
    (folder / "b.h").write_text('#include "a.h"\nint b;\n')
    (folder / "in.c").write_text('#include "a.h"\nint main(void) { return 0; }\n')


def nothing(folder: Path) -> None:
    """The file is missing."""


BINARY = bytes(range(256)) * 40
LONG = 10_000_000
GOOD = "int main(void) { int i = 1; if (i) { i = 2; } return i - 2; }\n"

INVALID: dict[str, Write] = {
    "missing-file": nothing,
    "directory": lambda folder: (folder / "in.c").mkdir(),
    "binary": text(BINARY),
    "elf": text(Path("/bin/true").read_bytes()),
    "ten-megabyte-line": text("int x = " + "y" * LONG + ";\n"),
    "ten-megabytes-of-operators": text("int x = 1" + "+" * LONG + ";\n"),
    "unbalanced-open": text("int f(void) { if (1) { return 0; }\n"),
    "unbalanced-close": text("int f(void) { return 0; } }\n"),
    "unbalanced-paren": text("int f(void) { return (0; }\n"),
    "mismatched": text("int a[3}; int f(void) { return a[0); ]\n"),
    "open-braces-only": text("{" * 1000),
    "close-braces-only": text("}" * 1000),
    "include-cycle": cycle,
    "include-itself": text('#include "in.c"\nint x;\n'),
    "missing-include": text('#include "nowhere.h"\n'),
    "truncated-string": text('char *s = "abc'),
    "truncated-comment": text("int x; /* never closed"),
    "truncated-if": text("#if 1\nint x;\n"),
    "truncated-function": text("int f(int a, int b) { while (a) { a = b +"),
    "truncated-macro-call": text("#define F(a) a\nint x = F(1,\n"),
    "unterminated-character": text("int c = 'a;\n"),
    "nul-between-tokens": text(b"int \0\0 x = ; \0\n"),
    "stray-bytes": text(b"int \xff\xfe\x80 = @ ` 1;\n"),
    "undeclared": text("int f(void) { return nope; }\n"),
    "not-a-type": text("foo bar; baz *qux(quux);\n"),
    "bad-type-mix": text("struct s { int a; } x; int f(void) { return x + 1; }\n"),
    "incomplete": text("struct s x; int f(struct t v) { return sizeof(struct u); }\n"),
    "recursive-struct": text("struct s { struct s inner; }; struct s x;\n"),
    "endless-typedef": text("typedef T T; T x;\n"),
    "huge-array": text("int a[1ull << 62][1ull << 62]; int b[-1];\n"),
    "divide-by-zero": text("#if 1 / 0\n#endif\nint a[1 / 0]; enum { E = 1 % 0 };\n"),
    "bad-directives": text("#define\n#if\n#endif\n#elif\n#else 1\n#include\n#line x\n#frob\n#endif\n#undef 1\n"),
    "bad-paste": text("#define C(a, b) a ## b\nint x = C(+, 3 C(;, ;));\n"),
    "bad-case": text("int f(int x) { switch (x) { case 1: case 1: default: default: ; } case 3: break; }\n"),
    "bad-goto": text("int f(void) { goto nowhere; continue; break; again: again: ; }\n"),
    "bad-initialiser": text("int a[2] = { [5] = 1, [-1] = 2 }; struct { int x; } s = { .y = 1 };\n"),
    "bad-call": text("int g(int a); int f(void) { return g() + g(1, 2) + f(3) + 5(1); }\n"),
    "bad-asm": text('int f(int x) { asm("" : "=r"(x + 1) : "?!"(x) : "nowhere"); asm("%9" : : "r"(x)); }\n'),
    "bad-instruction": text('int f(int x) { asm("frobnicate %0" : "+r"(x)); return x; }\n'),
    "bad-top-asm": text('asm(".frobnicate 1, 2");\nint x;\n'),
    "assign-to-constant": text("int f(void) { 1 = 2; const int c = 3; c = 4; f = 0; return &5; }\n"),
    "static-assert": text('_Static_assert(sizeof(int) == 5, "five");\n'),
    "error-directive": text("#error on purpose\n"),
    "attribute-soup": text("int x __attribute__((aligned(3), section(), mode(__XX__), vector_size(7)));\n"),
    "bitfield-soup": text("struct { int a : 40; float b : 3; int c : -1; int d : 0; } s;\n"),
    "redefinition": text("int x = 1; int x = 2; int f(void) { return 1; } int f(void) { return 2; } float x;\n"),
}

# Valid, or beyond what a compiler must take: compiles, or is refused in good order.
EITHER: dict[str, Write] = {
    "parentheses-5000": text("int x = " + "(" * 5000 + "1" + ")" * 5000 + ";\n"),
    "parentheses-in-function": text("int f(int a) { return " + "(" * 5000 + "a" + ")" * 5000 + "; }\n"),
    "braces-5000": text("int f(void) { " + "{" * 5000 + "}" * 5000 + " return 0; }\n"),
    "initialiser-braces-5000": text("int x = " + "{" * 5000 + "1" + "}" * 5000 + ";\n"),
    "sum-100000": text("int x = " + "+".join(["1"] * 100_000) + ";\n"),
    "sum-100000-in-function": text("int f(int a) { return " + "+".join(["a"] * 100_000) + "; }\n"),
    "unary-5000": text("int f(int a) { return " + "-~" * 2500 + "a; }\n"),
    "pointers-5000": text("int " + "*" * 5000 + "p;\n"),
    "declarator-parentheses-5000": text("int " + "(" * 5000 + "x" + ")" * 5000 + ";\n"),
    "arrays-5000": text("extern char a" + "[1]" * 5000 + ";\n"),
    "else-if-3000": text("int f(int a) { " + " else ".join(f"if (a == {i}) return {i};" for i in range(3000)) + "}\n"),
    "conditional-3000": text("int f(int a) { return " + "".join(f"a == {i} ? {i} : " for i in range(3000)) + "0; }\n"),
    "commas-20000": text("int f(int a) { return " + ", ".join(["a++"] * 20_000) + "; }\n"),
    "structs-1000": text("struct {" * 1000 + "int x;" + "".join(f"}} m{i};" for i in range(1000))),
    "loops-500": text("int f(int a) { " + "while (a) " * 500 + "a--; return a; }\n"),
    "calls-2000": text("int f(int); int g(int a) { return " + "f(" * 2000 + "a" + ")" * 2000 + "; }\n"),
    "if-nest-1000": text("#if 1\n" * 1000 + "int x;\n" + "#endif\n" * 1000),
    "macro-chain-5000": text("".join(f"#define M{i} M{i + 1}\n" for i in range(5000)) + "int M5000 = M0;\n"),
    "macro-call-nest-1000": text("#define F(x) x\nint x = " + "F(" * 1000 + "1" + ")" * 1000 + ";\n"),
    "long-string": text('char s[] = "' + "x" * 1_000_000 + '";\n'),
    "long-identifier": text("int " + "a" * 100_000 + ";\n"),
    "nul-in-line": text(b"int x;\0 int y;\n"),
    "ten-megabytes-of-blanks": text("int x;" + " " * LONG + "int y;\n"),
    "backslash-newlines": text("int x" + "\\\n" * 100_000 + ";\n"),
}  # fmt: skip

VALID: dict[str, Write] = {
    "empty": text(""),
    "one-newline": text("\n"),
    "comment-only": text("// nothing"),
    "no-final-newline": text(GOOD.rstrip()),
    "carriage-returns": text(GOOD.replace("\n", "\r\n").replace("{", "{\r\n")),
    "byte-order-mark": text(b"\xef\xbb\xbf" + GOOD.encode()),
    "invalid-utf8-in-comment": text(b"/* \xff\xfe\x80 */ // \xc3\n" + GOOD.encode()),
    "invalid-utf8-in-string": text(b'char s[] = "\xff\xfe\x80"; _Static_assert(sizeof s == 4, "bytes kept");\n'),
    "nul-in-comment": text(b"/* \0 */\n" + GOOD.encode()),
    "excess-of-nothing": text("int a[][1][0] = {1, 2}; struct {} b[][2][3] = {1, 2}; int c[][0] = {{}, 3};\n"),
    "sum-1000": text("int f(int a) { return " + "+".join(["a"] * 1000) + "; }\n"),
    "parentheses-9000": text("int f(int a) { return " + "(" * 9000 + "a" + ")" * 9000 + "; }\n"),
    "blocks-5000": text("int f(int a) { " + "{ int b = a; " * 5000 + "a++;" + "}" * 5000 + " return a; }\n"),
    "structs-5000": text("struct {" * 5000 + "int x;" + "".join(f"}} m{i};" for i in range(5000))),
    "parentheses-200": text("int f(int a) { return " + "(" * 200 + "a" + ")" * 200 + "; }\n"),
    "include-50-deep": lambda folder: [
        (folder / f"h{i}.h").write_text(f'#include "h{i + 1}.h"\n' if i < 50 else "int deep;\n") for i in range(51)
    ] and text('#include "h0.h"\nint *p = &deep;\n')(folder),
}  # fmt: skip


def files(folder: Path) -> dict[str, int]:
    """Every file with its size."""
    return {str(p.relative_to(folder)): p.stat().st_size for p in folder.rglob("*")}


def check_refused(outcome: Outcome, folder: Path, before: dict[str, int]) -> None:
    said = outcome.stderr
    print(said[:2000])
    assert outcome.status is not None, outcome.reason()
    assert "Traceback" not in said, "a traceback: " + said.strip().splitlines()[-1][:200]
    assert "internal error" not in said, outcome.reason()
    assert outcome.status == 1, f"exit status {outcome.status}: {outcome.reason()}"
    assert "error" in said, f"refused without an error: {said[:200]!r}"
    assert len(said) < LONG + 100_000, f"{len(said)} characters of messages"
    assert files(folder) == before, f"left behind: {sorted(set(files(folder)) - set(before))}"


def check_accepted(outcome: Outcome, folder: Path, before: dict[str, int]) -> None:
    assert outcome.status == 0, outcome.reason()
    after = files(folder)
    assert sorted(set(after) - set(before)) == ["out.o"] and after["out.o"] > 0


def run(ccore: Batch, write: Write, folder: Path, *options: str) -> tuple[Outcome, dict[str, int]]:
    write(folder)
    before = files(folder)
    return ccore.run(["-c", "in.c", "-o", "out.o", *options], folder, SECONDS), before


@pytest.mark.parametrize("name", INVALID)
def test_invalid_is_refused(name: str, ccore: Batch, tmp_path: Path) -> None:
    outcome, before = run(ccore, INVALID[name], tmp_path, "-O1")
    check_refused(outcome, tmp_path, before)


@pytest.mark.parametrize("name", EITHER)
def test_extreme_is_taken_or_refused(name: str, ccore: Batch, tmp_path: Path) -> None:
    outcome, before = run(ccore, EITHER[name], tmp_path)
    if outcome.status == 0:
        check_accepted(outcome, tmp_path, before)
    else:
        check_refused(outcome, tmp_path, before)


@pytest.mark.parametrize("name", VALID)
def test_valid_compiles(name: str, ccore: Batch, tmp_path: Path) -> None:
    outcome, before = run(ccore, VALID[name], tmp_path)
    check_accepted(outcome, tmp_path, before)


def test_an_old_output_is_not_left_half_written(ccore: Batch, tmp_path: Path) -> None:
    """After an error there is either the old object whole or none."""
    (tmp_path / "out.o").write_bytes(b"old object")
    outcome, _ = run(ccore, text("int x = ;\n"), tmp_path)
    assert outcome.status == 1
    assert not (tmp_path / "out.o").exists() or (tmp_path / "out.o").read_bytes() == b"old object"


def test_an_unwritable_output_is_an_error(ccore: Batch, tmp_path: Path) -> None:
    text(GOOD)(tmp_path)
    before = files(tmp_path)
    outcome = ccore.run(["-c", "in.c", "-o", "no/such/folder/out.o"], tmp_path, SECONDS)
    check_refused(outcome, tmp_path, before)


@pytest.mark.parametrize(
    "options", [["-E"], ["-S", "-o", "out.s"], ["-fsyntax-only"], ["-M"], ["-c", "-MMD", "-MF", "in.d", "-o", "out.o"]]
)
def test_every_kind_of_output_is_withheld(options: list[str], ccore: Batch, tmp_path: Path) -> None:
    text('#include "nowhere.h"\nint x;\n')(tmp_path)
    before = files(tmp_path)
    check_refused(ccore.run(["in.c", *options], tmp_path, SECONDS), tmp_path, before)


def test_the_process_lives_on(ccore: Batch, tmp_path: Path) -> None:
    """After bad input the same batch process compiles good input, and nothing leaks from one to the other."""
    for bad in ("#define int @\nint x;", "typedef int T; T T T;", "#pragma pack(1)\nint f( {"):
        outcome, _ = run(ccore, text(bad), tmp_path)
        assert outcome.status == 1
    outcome, before = run(
        ccore, text('struct { char c; int i; } s; _Static_assert(sizeof s == 8, "");\nint T;\n'), tmp_path
    )
    check_accepted(outcome, tmp_path, before)


def command(folder: Path, *arguments: str, stdin: bytes = b"") -> Outcome:
    """The command itself, in a process of its own."""
    done = subprocess.run(
        [*ccore_words(), *arguments], cwd=folder, input=stdin, capture_output=True, timeout=SECONDS, check=False
    )
    return Outcome(done.returncode, done.stderr.decode(errors="replace"), 0.0)


def test_no_arguments(tmp_path: Path) -> None:
    outcome = command(tmp_path)
    check_refused(outcome, tmp_path, {})
    assert "no input files" in outcome.stderr


@pytest.mark.parametrize("name", ["missing-file", "binary", "unbalanced-open"])
def test_as_a_command(name: str, tmp_path: Path) -> None:
    INVALID[name](tmp_path)
    before = files(tmp_path)
    check_refused(command(tmp_path, "-c", "in.c", "-o", "out.o"), tmp_path, before)


def test_standard_input(tmp_path: Path) -> None:
    check_refused(command(tmp_path, "-x", "c", "-c", "-", "-o", "out.o", stdin=b"int x = {;"), tmp_path, {})
    check_accepted(command(tmp_path, "-x", "c", "-c", "-", "-o", "out.o", stdin=GOOD.encode()), tmp_path, {})


@pytest.mark.parametrize(
    "source", ["int x = ;", "int f(void) { return y; }", "#error no", "{" * 200, "int x = " + "(" * 5000]
)
def test_the_library_raises_compile_error(source: str) -> None:
    import ccore

    with pytest.raises(ccore.CompileError) as raised:
        ccore.compile(source)
    assert any("error" in d.severity for d in raised.value.diagnostics)


def test_an_image_beyond_all_memory_is_an_error(tmp_path: Path) -> None:
    """``[0x80000000] = x`` is one value after 16 GiB of zeros, ``[0 ... 0x7fffffff] = 1`` are 8 GiB of values."""
    source = tmp_path / "large.c"
    source.write_text('static char *names[] = { [0x80000000] = "last" };\nint a[] = { [0 ... 0x7fffffff] = 1 };\n')
    with pytest.raises(CompileError) as caught:
        compile_file(source)
    assert [(d.line, "1073741824 bytes" in d.message) for d in caught.value.diagnostics if d.severity == "error"] == [
        (2, True)
    ]
