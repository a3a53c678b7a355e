"""The interpreter of the IR: undefined behaviour is named with its place, and GCC's torture programs run to the end."""

from __future__ import annotations

import re
from pathlib import Path

import interpreted
import pytest
import torture
from command_line import ccore as command

import ccore
from ccore.ir.interp import UndefinedBehaviour, run_program
from ccore.options import Options


def run(text: str, level: int = 0) -> tuple[int, bytes]:
    options = Options(no_warnings=True, interpreted=True)
    result = run_program(ccore.compile(text, filename="f.c", level=level, options=options).ir)
    return result.status, result.output


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("int a[4] = {0}; return a[n + 3];", "at offset 16 of 'a', which has 16"),
        ("int a[4] = {0}; return a[n + 4];", "leaves its object"),
        ("int *p = 0; return *p;", "a null pointer"),
        ("int *p = malloc(4); *p = 0; free(p); return *p;", "after the end of its life"),
        ("int *p = malloc(4); free(p); free(p); return 0;", "free of what malloc did not give"),
        ("int x; if (x) return 1; return 0;", "an uninitialised value"),
        ("int x = 2147483647; x += n; if (x < 0) return 1; return 0;", "the overflow of 'add nsw'"),
        ("return 5 / (n - 1);", "a division by zero"),
        ("int x = -2147483647 - 1; return x / -n;", "overflows"),
        ("if (1 << (n + 31)) return 1; return 0;", "shifts by too much"),
        ("if (n) __builtin_unreachable(); return 0;", "unreachable"),
        ("return ((int (*)(int)) two)(1);", "is called with 1 arguments, but takes 2"),
        ("char *s = \"abc\"; s[0] = 1; return 0;", "is constant"),
        ("int a[2]; a[0] = a[1] = 1; return *(int *) ((char *) a + n);", "not a multiple of 4"),
        ("int *p; { p = escape(); } return *p;", "after the end of its life"),
    ],
)  # fmt: skip
def test_undefined_behaviour(body: str, message: str) -> None:
    text = (
        "void *malloc(unsigned long); void free(void *);\nint two(int a, int b) { return a + b; }\n"
        f"int *escape(void) {{ int x = 1; int *volatile p = &x; return p; }}\nint main(int n, char **v) {{ {body} }}\n"
    )
    with pytest.raises(UndefinedBehaviour) as caught:
        run(text)
    assert message in str(caught.value)
    assert caught.value.place.startswith("f.c:") and "@main: ^" in caught.value.place


def test_bit_fields_beside_uninitialised_bits() -> None:
    text = "int main(void) { struct { int a : 3, b : 5; unsigned c : 9; } s; s.b = -2; s.c = 300; return s.b + s.c; }"
    assert run(text) == (298 & 255, b"")


def test_program() -> None:
    text = """
    #include <stdio.h>
    #include <stdarg.h>
    #include <setjmp.h>
    static jmp_buf place;
    static double sum(int n, ...) {
        va_list l; double t = 0; va_start(l, n); while (n--) t += va_arg(l, double); va_end(l); return t; }
    struct s { long a[4]; } ; static struct s make(struct s x) { x.a[1] *= 2; return x; }
    static void deep(int n) { if (!n) longjmp(place, 7); deep(n - 1); }
    int main(void) {
        struct s v = {{1, 2, 3, 4}}; v = make(v);
        void *way[] = { &&one, &&two }; int k = 0, r;
        goto *way[v.a[1] == 4]; one: k = 10; two: k += 5;
        long double big = 1; for (int i = 0; i < 70; i++) big = big * 2 + 1;
        if ((r = setjmp(place)) == 0) deep(3);
        printf("%ld %d %g %d %.3f %s %d\\n", v.a[1], k, sum(3, 1.5, 2.0, 4.0), r, 1 / 3.0f, "end", big > 1e21L);
        return 3;
    }"""
    for level in (0, 1):
        assert run(text, level) == (3, b"4 5 7.5 7 0.333 end 1\n")


def test_rotations() -> None:
    text = """
    #include <stdio.h>
    int main(void) { unsigned x = 0x12345678, n = 8; unsigned char c = 0x81;
        printf("%x %x %x\\n", x << n | x >> (32 - n), x >> n | x << (32 - n), x << 4 ^ x >> 28); return c; }"""
    for level in (0, 1):
        assert run(text, level) == (0x81, b"34567812 78123456 23456781\n")


def wrong(count: int, level: str) -> set[str]:
    """The programs that do not run to exit status 0; all of them must be known, with a reason."""
    outcomes = [interpreted.interpret(p, level, 60) for p in torture.sample(torture.programs("execute"), count)]
    failed = [o for o in outcomes if o.kind not in ("pass", "skip")]
    new = [o for o in failed if o.name not in GAPS]
    assert not new, new
    return {o.name for o in failed}


ROWS = (Path(__file__).parent / "interpreted_gaps.txt").read_text().splitlines()
GAPS = {line.split(None, 1)[0]: line for line in ROWS if line and line[0] != "#"}


@pytest.mark.parametrize("level", ["0", "1"])
def test_torture_sample(level: str) -> None:
    wrong(12, level)


@pytest.mark.full
def test_torture() -> None:
    found = wrong(0, "0") | wrong(0, "1")
    closed = [name for name, row in GAPS.items() if name not in found and "takes more than" not in row]
    assert not closed, f"these pass now: take them off interpreted_gaps.txt: {closed}"


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.c").write_text('#include <stdio.h>\nint main(void)\n{\n puts("hi");\n return 3;\n}\n')
    done = command("-run-ir", "good.c")
    assert (done.status, done.stdout, done.stderr) == (3, "hi\n", "")
    command("-O1", "-S", "-emit-ir", "good.c").good()
    assert command("-run-ir", "good.ccir").status == 3
    Path("bad.c").write_text("int main(void)\n{\n int a[3] = {1, 2, 3};\n int i = 3;\n return a[i];\n}\n")
    done = command("-run-ir", "bad.c")
    assert done.status == 1
    message = r"ccore: error: bad.c:5:\d+: @main: .*: a read of 4 bytes at offset 12 of 'a', which has 12$"
    assert re.match(message, done.stderr)
    Path("worse.c").write_text("int main(void) {")
    assert "expected declaration or statement" in command("-run-ir", "worse.c").stderr
    Path("worse.ccir").write_text("function @f")
    assert "worse.ccir: 1: expected ':'" in command("-run-ir", "worse.ccir").stderr
    assert "takes one C or .ccir file" in command("-run-ir", "good.c", "bad.c").stderr
