"""The library: ``ccore.compile`` and what a ``Module`` and a ``Program`` can do."""

from __future__ import annotations

import ctypes
import doctest
import gc
import math
import re
import weakref
from io import BytesIO
from pathlib import Path

import pytest
from elftools.elf.elffile import ELFFile

import ccore
from ccore import api
from ccore.ir.printer import print_module

ROOT = Path(__file__).resolve().parent.parent

PROGRAM = r"""
#include <stdlib.h>
#include <string.h>
#include <stdio.h>

enum colour { RED, GREEN = 7 };
struct point { int x, y; };

int counter = 3;
unsigned char table[4] = { 1, 2, 250, 4 };
double scale = 0.5;
struct point origin = { 1, 2 };
static int hidden = 9;

int add(int a, int b) { return a + b; }
unsigned all_ones(void) { return -1; }
unsigned long big(void) { return 1ul << 63; }
long long negative(short s, signed char c) { return (long long)s * c; }
unsigned char narrow(unsigned char c) { return c + 1; }
_Bool is_even(int n) { return n % 2 == 0; }
enum colour colour(int n) { return n ? GREEN : RED; }
double half(double d) { return d * scale; }
float third(float f) { return f / 3; }
long double twice(long double d) { return d * 2; }
size_t length(const char *s) { return strlen(s); }
char *copy(const char *s) { return strdup(s); }
void *nothing(void) { return 0; }
int sum(const int *values, int n) { int s = 0; while (n--) s += *values++; return s; }
int apply(int (*f)(int), int n) { return f(n); }
int absolute(int n) { return abs(n); }
int text(char *out, int n) { return sprintf(out, "<%d %s>", n, "ok"); }
void bump(void) { counter++; hidden++; }
int secret(void) { return hidden; }
static int local(void) { return 1; }
int uses_local(void) { return local(); }
int by_value(struct point p) { return p.x; }
struct point made(int x) { return (struct point){ x, x }; }
__int128 wide(void) { return 1; }
int by_pointer(struct point *p) { return p->x + p->y; }
int renamed(void) __asm__("another_name");
int renamed(void) { return 77; }
int total(int n, ...) { __builtin_va_list v; __builtin_va_start(v, n); int s = 0;
    while (n--) s += __builtin_va_arg(v, int); return s; }
int old(a, b) int a; char b; { return a * b; }
"""


@pytest.fixture(scope="module", params=[0, 2], ids=["O0", "O2"])
def program(request: pytest.FixtureRequest) -> ccore.Program:
    return ccore.compile(PROGRAM, level=request.param).jit()


def test_numbers(program: ccore.Program) -> None:
    assert program.add(2, 3) == 5
    assert program.add(2**31 - 1, 1) == -(2**31)
    assert program.all_ones() == 2**32 - 1
    assert program.big() == 2**63
    assert program.negative(-300, -2) == 600
    assert program.narrow(255) == 0
    assert program.is_even(4) is True and program.is_even(3) is False
    assert program.colour(1) == 7 and program.colour(0) == 0
    assert program.half(5.0) == 2.5
    assert program.third(1) == pytest.approx(1 / 3, rel=1e-6)
    assert program.twice(1.25) == 2.5
    assert program.old(6, 7) == 42
    assert program.total(3, 1, 2, 3) == 6


def test_pointers_and_libc(program: ccore.Program) -> None:
    assert program.length(b"hello") == 5
    address = program.copy(b"text")
    assert ctypes.string_at(address) == b"text"
    assert program.nothing() is None
    assert program.sum((ctypes.c_int * 4)(1, 2, 3, 4), 4) == 10
    assert program.absolute(-5) == 5
    out = ctypes.create_string_buffer(20)
    assert program.text(out, 42) == 7 and out.value == b"<42 ok>"
    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda n: n * n)
    assert program.apply(callback, 9) == 81
    with pytest.raises(ctypes.ArgumentError, match="bytes"):
        program.length("hello")


def test_variables(program: ccore.Program) -> None:
    counter = program.variable("counter")
    before, secret = counter.value, program.secret()
    program.bump()
    assert counter.value == before + 1 and program.secret() == secret + 1
    program.variable("scale").value = 2.0
    assert program.half(5.0) == 10.0
    program.variable("scale").value = 0.5
    assert list(program.variable("table")) == [1, 2, 250, 4]
    assert bytes(program.variable("origin")) == b"\1\0\0\0\2\0\0\0"
    assert program.by_pointer(program.address("origin")) == 3
    with pytest.raises(AttributeError, match="variable"):
        program.variable("add")
    with pytest.raises(AttributeError, match=r"use variable\('counter'\)"):
        _ = program.counter


def test_names(program: ccore.Program) -> None:
    assert program.renamed() == 77
    assert program.uses_local() == 1
    for name in ("local", "nowhere", "strlen"):
        with pytest.raises(AttributeError, match=name):
            getattr(program, name)
    assert {"add", "renamed"} <= set(dir(program)) and "local" not in dir(program)
    assert not hasattr(program, "__wrapped__")


@pytest.mark.parametrize("name", ["by_value", "made", "wide"])
def test_what_python_cannot_pass_is_refused(name: str, program: ccore.Program) -> None:
    with pytest.raises(TypeError, match=f"'{name}'.*(struct point|__int128).*pointer"):
        getattr(program, name)


def test_types_of_the_callers_choice(program: ccore.Program) -> None:
    assert program.function("all_ones", ctypes.c_int)() == -1
    with pytest.raises(AttributeError):
        program.function("nowhere", ctypes.c_int)


def test_a_function_keeps_its_code_alive() -> None:
    add = ccore.compile("int f(int a) { return a + 1; }").jit().f
    gc.collect()
    others = [ccore.compile(f"int f(int a) {{ return a * {n}; }}").jit() for n in range(4)]
    assert add(1) == 2
    assert [program.f(10) for program in others] == [0, 10, 20, 30]


def test_modules_and_programs_are_freed() -> None:
    class Holder:
        def __init__(self) -> None:
            self.module = ccore.compile("int f(void) { return 1; }")
            self.program = self.module.jit()

    holder = Holder()
    assert holder.program.f() == 1
    seen = [weakref.ref(holder.program), weakref.ref(holder.module)]
    del holder
    gc.collect()
    assert [reference() for reference in seen] == [None, None]


def test_a_program_can_be_closed() -> None:
    source = "int done; int *where; void set(int *p) { where = p; }" + (
        "__attribute__((constructor)) static void begin(void) { done = 5; }"
        "__attribute__((destructor)) static void end(void) { if (where) *where = 6; }"
    )
    program = ccore.compile(source).jit()
    assert program.variable("done").value == 5
    place = ctypes.c_int(0)
    program.set(ctypes.byref(place))
    program.close()
    assert place.value == 6


def test_stages() -> None:
    module = ccore.compile("int f(int a) { return a * 2 + g; } ".replace("g", "1"))
    assert "f" in module.ir.functions and "@f" in print_module(module.ir)
    assert re.search(r"define .*i32 @f\(i32", module.llvm_ir)
    assert module.llvm_ir == module.llvm_ir
    assert re.search(r"^f:", module.assembly(), re.M)
    elf = ELFFile(BytesIO(module.object()))
    symbols = elf.get_section_by_name(".symtab")
    assert elf["e_machine"] == "EM_X86_64" and symbols.get_symbol_by_name("f")
    assert module.diagnostics == [] and "ccore.Module" in repr(module)


def test_the_ir_may_be_changed() -> None:
    module = ccore.compile("int f(void) { return 1; } int g(void) { return 2; }")
    del module.ir.functions["g"]
    assert "@g" not in module.llvm_ir and module.jit().f() == 1


@pytest.mark.parametrize("level", [0, 1, 2, 3, "0", "2", "s", "z", "g", "fast"])
def test_levels(level: str | int) -> None:
    program = ccore.compile("int f(int n) { int s = 0; while (n) s += n--; return s; }", level=level).jit()
    assert program.f(10) == 55


@pytest.mark.parametrize("wrong", [{"level": 7}, {"level": ""}, {"target": "pdp11"}])
def test_wrong_choices(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no (level|target)"):
        ccore.compile("", **wrong)  # type: ignore[arg-type]


def test_errors_say_where() -> None:
    with pytest.raises(ccore.CompileError) as raised:
        ccore.compile("int a;\nint f(void) { return nope; }\nint g(void) { return nada; }\n", filename="some.c")
    errors = [d for d in raised.value.diagnostics if d.severity == "error"]
    assert [(d.file, d.line, d.column) for d in errors] == [("some.c", 2, 22), ("some.c", 3, 22)]
    assert "nope" in errors[0].message
    assert errors[0].render().startswith("some.c:2:22: error: ")
    assert "some.c:2:22" in str(raised.value) and "some.c:3:22" in str(raised.value)


def test_warnings_are_kept() -> None:
    module = ccore.compile("#warning look here\nint x;\n")
    assert [(d.severity, d.group) for d in module.diagnostics] == [("warning", "cpp")]
    quiet = ccore.compile("#warning look here\n", options=ccore.Options(no_warnings=True))
    assert quiet.diagnostics == []
    with pytest.raises(ccore.CompileError):
        ccore.compile("#warning look here\n", options=ccore.Options(warnings_as_errors=True))


def test_what_only_the_assembler_finds_is_an_error_too() -> None:
    module = ccore.compile('void f(void) {\n  __asm__("frobnicate");\n}')
    for emit in (module.object, module.jit):
        with pytest.raises(ccore.CompileError, match="frobnicate|mnemonic"):
            emit()


def test_options() -> None:
    options = ccore.Options(macros=[("N", "7"), ("SQUARE(x)", "((x) * (x))")], signed_char=False)
    program = ccore.compile("int n = SQUARE(N); int s(void) { return (char)-1 > 0; }", options=options).jit()
    assert program.variable("n").value == 49 and program.s() == 1
    assert options.level == "0", "the caller's options were changed"


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "near.h").write_text("#define NEAR 5\n")
    (tmp_path / "some.c").write_text('#include "near.h"\nint near(void) { return NEAR; }\n')
    assert ccore.compile_file(tmp_path / "some.c").jit().near() == 5
    with pytest.raises(OSError):
        ccore.compile_file(tmp_path / "none.c")


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    ccore.compile("int x;")
    with pytest.raises(ccore.CompileError):
        ccore.compile("int x")
    assert gc.isenabled()
    gc.disable()
    try:
        ccore.compile("int x;")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_faults_of_ccore_have_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("ccore.driver.optimize", broken)
    with pytest.raises(ccore.InternalError, match="in the passes: KeyError: 'lost'"):
        ccore.compile("int x;")


def test_floating_results_are_exact() -> None:
    program = ccore.compile("double root(double d) { return __builtin_sqrt(d); }").jit()
    assert program.root(2.0) == math.sqrt(2.0)


def test_the_documentation_is_true() -> None:
    for module in (ccore, api):
        assert doctest.testmod(module).failed == 0
    text = (ROOT / "README.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    assert blocks, "README.md shows no use of the library"
    for block in blocks:
        test = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
        assert test.examples, "an example without >>> cannot be checked"
        assert doctest.DocTestRunner().run(test).failed == 0


def test_the_pass_in_the_documentation_works(tmp_path: Path) -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    how = text[text.index("## How to add a pass") :]
    found = re.search(r"```python\n(.*?)```", how, re.S)
    assert found
    plugin = tmp_path / "twice.py"
    plugin.write_text(found[1])
    source = "int f(int a) { return a * 2; }"
    options = ccore.Options(plugins=[str(plugin)], verify_each=True)
    plain, changed = ccore.compile(source, level=1), ccore.compile(source, level=1, options=options)
    assert "add" not in print_module(plain.ir) and "add" in print_module(changed.ir)
    assert changed.jit().f(21) == 42


def test_the_remarks_in_the_documentation_are_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    found = re.findall(r"```python\n(.*?)```", text[text.index("## How to add a pass") :], re.S)
    plugin = tmp_path / "again.py"
    plugin.write_text(found[1])
    assert len([line for line in found[1].splitlines() if line]) <= 24
    options = ccore.Options(plugins=[str(plugin)], verify_each=True)
    loop = "void f(int *a, int *n) {{\n{}for (int i = 0;\n      i < {}; i++)\n  a[i] = 0;\n}}\n"
    ccore.compile(loop.format("", "*n"), filename="file.c", level=1, options=options)
    said = capsys.readouterr().err
    assert re.fullmatch(r"file\.c:3:\d+: is read in each round, since file\.c:4:\d+ may write to it\n", said)
    ccore.compile(loop.format("int m = *n; ", "m"), filename="file.c", level=1, options=options)
    assert capsys.readouterr().err == ""


def test_weakref_is_weak_unless_the_symbol_is_named_otherwise() -> None:
    """Of functions and variables alike, declared or not (GCC manual, attribute weakref)."""
    source = """
    extern int v1, v2, v3; extern void g1(void), g2(void), g3(void);
    static int a1 __attribute__((weakref("v1"))), a2 __attribute__((weakref("v2")));
    static int a3 __attribute__((weakref("v3"))), a4 __attribute__((weakref("v4")));
    static void b1(void) __attribute__((weakref("g1"))), b2(void) __attribute__((weakref("g2")));
    static void b3(void) __attribute__((weakref("g3"))), b4(void) __attribute__((weakref("g4")));
    static void b5(void) __attribute__((weakref)); extern void b5(void) __attribute__((alias("g5")));
    void *all[] = { &a1, &a2, &v2, &v3, &a3, &a4, b1, b2, g2, g3, b3, b4, b5 };
    """
    symbols = ELFFile(BytesIO(ccore.compile(source).object())).get_section_by_name(".symtab")
    binding = {symbol.name: symbol["st_info"]["bind"] for symbol in symbols.iter_symbols()}
    weak = {name for name, kind in binding.items() if kind == "STB_WEAK"}
    assert weak == {"v1", "v4", "g1", "g4", "g5"}
    assert {"v2", "v3", "g2", "g3"} <= {name for name, kind in binding.items() if kind == "STB_GLOBAL"}
    assert "a1" not in binding
