"""Calls between GCC's code and ours, both ways, over a table of signatures (System V ABI 3.2.3).

GCC compiles a C program made from the table; our half is IR made from the same table.  For each signature
GCC calls our function, and our function calls GCC's; each side checks every byte of every argument.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ccore.ir.builder import Builder
from ccore.ir.instructions import VaArg, VaEnd, VaStart
from ccore.ir.module import Block, Function, Module
from ccore.ir.types import (
    D32,
    D64,
    D128,
    F32,
    F64,
    F80,
    F128,
    I8,
    I16,
    I32,
    I64,
    I128,
    PTR,
    VOID,
    AggregateType,
    Type,
    aggregate_type,
    function_type,
    vector_type,
)
from ccore.ir.values import ConstInt, GlobalVariable, Value
from ccore.llvm.object import emit
from ccore.llvm.writer import write_module
from ccore.options import Options
from ccore.target import TARGETS
from ccore.target.x86_host import cpuinfo

TARGET = TARGETS["x86_64"]


@dataclass
class Kind:
    """A C type: its spelling, its IR type, and the bytes of it that carry its value."""

    c: str
    type: Type
    meaningful: list[tuple[int, int]]  # (offset, size)
    f80: list[int] = field(default_factory=list)  # offsets of long doubles: not every bit pattern survives


DECLARATIONS: list[str] = []
KINDS: dict[str, Kind] = {}


def scalar(name: str, c: str, type_: Type) -> None:
    size = 10 if type_ is F80 else type_.size
    KINDS[name] = Kind(c, type_, [(0, size)], [0] if type_ is F80 else [])


def aggregate(
    name: str, body: str, leaves: list[tuple[int, Type]], size: int, align: int, packed: bool = False
) -> None:
    """An aggregate declared as ``body`` with {} for its tag."""
    spelling = body.split("{", 1)[0].strip() if "{" in body else body
    if "{" in body:
        DECLARATIONS.append(body + ";")
    meaningful = [(o, 10 if t is F80 else t.size) for o, t in leaves]
    kept = tuple(leaves) if size <= 64 else ()
    type_ = aggregate_type(name, size, align, kept, packed, body == "long double _Complex")
    KINDS[name] = Kind(spelling, type_, meaningful, [o for o, t in leaves if t is F80])


C_NAMES = {
    I8: "signed char", I16: "short", I32: "int", I64: "long", I128: "__int128", F32: "float", F64: "double",
    F80: "long double", F128: "_Float128", PTR: "void *", D32: "_Decimal32", D64: "_Decimal64", D128: "_Decimal128",
}  # fmt: skip


def struct(name: str, *members: Type) -> None:
    """A plain structure with those members, laid out naturally."""
    offset, align = 0, 1
    leaves: list[tuple[int, Type]] = []
    for member in members:
        offset = (offset + member.align - 1) // member.align * member.align
        leaves.append((offset, member))
        offset += member.size
        align = max(align, member.align)
    size = (offset + align - 1) // align * align
    fields = " ".join(f"{C_NAMES[m]} m{i};" for i, m in enumerate(members))
    aggregate(name, f"struct {name} {{ {fields} }}", leaves, size, align)


for _name, _c, _type in (
    ("i8", "signed char", I8), ("i16", "short", I16), ("i32", "int", I32), ("i64", "long", I64),
    ("i128", "__int128", I128), ("ptr", "void *", PTR), ("f32", "float", F32), ("f64", "double", F64),
    ("d32", "_Decimal32", D32), ("d64", "_Decimal64", D64), ("d128", "_Decimal128", D128),
    ("f80", "long double", F80), ("f128", "_Float128", F128), ("v4f", "v4f", vector_type(F32, 4)),
    ("v2c", "v2c", vector_type(I8, 2)), ("v2s", "v2s", vector_type(I16, 2)), ("v1i", "v1i", vector_type(I32, 1)),
    ("v1f", "v1f", vector_type(F32, 1)), ("v1d", "v1d", vector_type(F64, 1)), ("v1x", "v1x", vector_type(I128, 1)),
    ("v2f", "v2f", vector_type(F32, 2)), ("v2l", "v2l", vector_type(I64, 2)), ("v4d", "v4d", vector_type(F64, 4)),
    ("v8i", "v8i", vector_type(I32, 8)), ("v8d", "v8d", vector_type(F64, 8)), ("v2x", "v2x", vector_type(I128, 2)),
    ("v2dd", "v2dd", vector_type(D64, 2)), ("v2sd", "v2sd", vector_type(D32, 2)),
):  # fmt: skip
    scalar(_name, _c, _type)
DECLARATIONS += [
    "typedef float v4f __attribute__((vector_size(16)));",
    "typedef float v2f __attribute__((vector_size(8)));",
    "typedef signed char v2c __attribute__((vector_size(2)));",
    "typedef short v2s __attribute__((vector_size(4)));",
    "typedef int v1i __attribute__((vector_size(4)));",
    "typedef float v1f __attribute__((vector_size(4)));",
    "typedef double v1d __attribute__((vector_size(8)));",
    "typedef __int128 v1x __attribute__((vector_size(16)));",
    "typedef long v2l __attribute__((vector_size(16)));",
    "typedef double v4d __attribute__((vector_size(32)));",
    "typedef int v8i __attribute__((vector_size(32)));",
    "typedef double v8d __attribute__((vector_size(64)));",
    "typedef __int128 v2x __attribute__((vector_size(32)));",
    "typedef _Decimal64 v2dd __attribute__((vector_size(16)));",
    "typedef _Decimal32 v2sd __attribute__((vector_size(8)));",
]
struct("c1", I8)
struct("c3", I8, I8, I8)
struct("s5", I16, I16, I8)
struct("i1c", I32, I8)
struct("c5", I8, I8, I8, I8, I8)
struct("c7", *[I8] * 7)
struct("c9", *[I8] * 9)
struct("c13", *[I8] * 13)
struct("c17", *[I8] * 17)
struct("ii", I32, I32)
struct("dec32", D32, D32, D32)
struct("dec64", D64, D32)
struct("dec128", D128)
struct("decmix", I32, D32, D64)
struct("iii", I32, I32, I32)
struct("l", I64)
struct("ll", I64, I64)
struct("lll", I64, I64, I64)
struct("lc", I64, I8)
struct("f", F32)
struct("ff", F32, F32)
struct("fff", F32, F32, F32)
struct("ffff", F32, F32, F32, F32)
struct("fffff", *[F32] * 5)
struct("d", F64)
struct("dd", F64, F64)
struct("ddd", F64, F64, F64)
struct("df", F64, F32)
struct("fi", F32, I32)
struct("ffi", F32, F32, I32)
struct("iff", I32, F32, F32)
struct("dl", F64, I64)
struct("ld", I64, F64)
struct("pf", PTR, F32)
struct("e", F80)
struct("ei", F80, I32)
struct("ee", F80, F80)
struct("q", F128)
struct("ix", I128)
struct("lx", I64, I128)
struct("big", *[I64] * 9)
aggregate("cf", "float _Complex", [(0, F32), (4, F32)], 8, 4)
aggregate("cd", "double _Complex", [(0, F64), (8, F64)], 16, 8)
aggregate("ce", "long double _Complex", [(0, F80), (16, F80)], 32, 16)
aggregate("sce", "struct sce { long double _Complex m; }", [(0, F80), (16, F80)], 32, 16)
aggregate("pad", "struct pad { double d; long : 33; }", [(0, F64), *((8 + i, I8) for i in range(5))], 16, 8)
KINDS["pad"].meaningful[1:] = []
aggregate("uid", "union uid { int i; double d; }", [(0, I32), (0, F64)], 8, 8)
aggregate("ufd", "union ufd { float f; double d; }", [(0, F32), (0, F64)], 8, 8)
aggregate("uel", "union uel { long double e; long l[2]; }", [(0, F80), (0, I64), (8, I64)], 16, 16)
aggregate("ueld", "union ueld { long double e; int i; }", [(0, F80), (0, I32)], 16, 16)
aggregate("pk", "struct __attribute__((packed)) pk { char c; int i; }", [(0, I8), (1, I32)], 5, 1, True)
aggregate("al", "struct __attribute__((aligned(16))) al { long l; }", [(0, I64)], 16, 16)
aggregate("al32", "struct __attribute__((aligned(32))) al32 { int i; }", [(0, I32)], 32, 32)
aggregate("v4", "struct v4 { v4f v; }", [(0, vector_type(F32, 4))], 16, 16)
aggregate("wv", "struct wv { v4d v; }", [(0, vector_type(F64, 4))], 32, 32)
aggregate("wz", "struct wz { v8d v; }", [(0, vector_type(F64, 8))], 64, 64)
aggregate("wvd", "struct wvd { v4d v; double d; }", [(0, vector_type(F64, 4)), (32, F64)], 64, 32)
aggregate("wvv", "struct wvv { v4f v, w; }", [(0, vector_type(F32, 4)), (16, vector_type(F32, 4))], 32, 16)
aggregate("none", "struct none { }", [], 0, 1)
aggregate("fa3", "struct fa3 { struct ff a; float b; }", [(0, F32), (4, F32), (8, F32)], 12, 4)
KINDS["pk"].c, KINDS["al"].c, KINDS["al32"].c = "struct pk", "struct al", "struct al32"

# Result, named parameters, variable arguments.
NARROW = ("i128", "v4f", "v2f", "v2l", "i8")
WIDE = ("v4d", "v8i", "v8d", "v2x", "wv", "wz", "wvd", "wvv")
SIGNATURES: list[tuple[str, str, str]] = [
    ("i32", "i8 i16 i32 i64 ptr f32 f64", ""),
    ("i8", "i8 i8 i8 i8 i8 i8 i8 i16", ""),
    ("f32", "f32 f64 f32 f64 f32 f64 f32 f64 f32 f64", ""),
    ("f80", "f80 i32 f80 f64", ""),
    ("i128", "i128 i64 i128 i32 i128 i32 i128", ""),
    ("i128", "i64 i64 i64 i64 i64 i128 i64 i128", ""),
    ("f128", "f128 f64 f128", ""),
    ("d128", "d128 d64 d32 i32 f64 d128 d64 d128 d32 d64 d128 d32", ""),
    ("d32", "dec32 dec64 dec128 decmix d32", "d64 d32 d128 dec64"),
    ("decmix", "d64", ""),
    ("dec32", "d32", ""),
    ("v2dd", "i32 v2dd v2sd d64", ""),
    ("v2sd", "v2sd i32", ""),
    ("dec128", "d128", ""),
    ("f128", "f64 f64 f64 f64 f64 f64 f64 f64 i32 f128", ""),
    ("v4f", "v4f v2f v2l", ""),
    ("v2f", "f64 f64 f64 f64 f64 f64 v4f v2f v2f v4f i32 v2f", ""),
    ("v4", "v4 f64 v4", ""),
    ("v4", "f64 f64 f64 f64 f64 f64 f64 f64 i32 v4 v2l", ""),
    *((name, f"i32 {name} f64 {name} i64", "") for name in KINDS if name not in NARROW + WIDE),
    ("v4d", "v4d i32 v8i v2x wv f64 wvd wvv", ""),
    ("wv", "v8i v8i v8i v8i v8i v8i v8i v4d wv v8i i32", ""),
    ("v8d", "v8d i64 v4d wz f32 v8d v8d", ""),
    ("wz", "i32", "v4d i32 wv v8d wz f64"),
    ("i64", "ll ll ll ll ll", ""),
    ("i64", "i64 ll ll ll l i64", ""),
    ("i64", "i64 i64 i64 i64 i64 ll i64 ll i64", ""),
    ("i64", "i64 i64 i64 i64 i64 i64 l lc c3", ""),
    ("dd", "dd dd dd dd dd f64", ""),
    ("dd", "f64 dd dd dd dd f64 f64 dd", ""),
    ("ld", "ld dl ld dl ld dl ld dl", ""),
    ("dl", "i64 i64 i64 i64 i64 i64 dl f64 ld", ""),
    ("dl", "f64 f64 f64 f64 f64 f64 f64 f64 dl i64 ld", ""),
    ("lll", "i64 i64 i64 i64 i64 i64 i64", ""),
    ("big", "i64 ll ll ll i64", ""),
    ("ll", "big lll i64 c17 i64", ""),
    ("ce", "ce i64 ce f80", ""),
    ("none", "none i64 none f64 none", ""),
    ("i64", "i32 al i32 al32 i32 al i64 i64 i64 al i64 al32", ""),
    ("i64", "i32 i32 i32 i32 i32 i32 i32 lx i32 i128 i32 ix", ""),
    ("cf", "cf cf cf cf cf cf cf cf cf", ""),
    ("i32", "i32", "i32 i64 f64 ptr i32 i64 f64 i32 i64 i32"),
    ("i32", "ptr", "f64 f64 f64 f64 f64 f64 f64 f64 f64 f64 i32"),
    ("f64", "f64 i32", "f80 i32 f80 f64 i128 i32 i128 i64 i128 i32"),
    ("i64", "i32", "ll ll ll ll i64"),
    ("i64", "i32", "dl ld dl ld dl ld dl f64 i64"),
    ("lll", "i32", "dd f64 dd dd dd dd f64 dd"),
    ("ll", "i32", "c1 c3 s5 c5 c7 c9 c13 c17 i1c iii"),
    ("ll", "i32", "f ff fff ffff fffff d ddd df fi ffi iff"),
    ("ld", "i32", "cf cd ce uid ufd uel ueld pk al al32 none e ei ix q"),
    ("i32", "i32", "al i64 al i64 al i64 al"),
    ("i32", "lll dd ll f64", "lll dd ll f64 ll"),
    ("i32", "i32", "v4f f128 v4 q v4f f128 v4 q v4f"),
    ("i32", "i64 i64 i64 i64 i64 i64 i64 al32 f80", "i64 al i32 f80 ll"),
    ("i32", "i32", "big pf big pf pf pf pf"),
]
# Those from here on are functions with attribute ms_abi (Microsoft's convention).
FIRST_MS = len(SIGNATURES)
SIGNATURES += [
    ("i32", "i8 i16 i32 i64 ptr f32 f64", ""),
    ("f64", "f64 i32 f32 i64 f64 i32 f32", ""),
    ("c1", "c1 c3 ii l ll lll", ""),
    ("c3", "i64 c3 f ff d dd i64", ""),
    ("ii", "ii c5 c7 c9 i32", ""),
    ("l", "l big l", ""),
    ("ll", "ll i32 ll", ""),
    ("big", "i32 i32 i32 i32 big i32", ""),
    ("d", "d cf d f64", ""),
    ("cf", "cf pk i32", ""),
    ("dd", "dd al i32", ""),
    ("lll", "i32", "i32 i64 i64 i32"),
]


def storage(k: int, which: object) -> str:
    return f"obj_{k}_{which}"


def c_program() -> str:
    """GCC's half."""
    out = ["#include <stdarg.h>", "#include <stdio.h>", "#include <string.h>", *DECLARATIONS]
    out.append("static int failures;")
    out.append(
        "static void check(int k, const char *what, const void *a, const void *b, int n) {"
        ' if (memcmp(a, b, n)) { failures++; printf("%d %s\\n", k, what); } }'
    )
    out.append(
        "static void fill(void *p, int n, int seed) { unsigned char *c = p;"
        " for (int i = 0; i < n; i++) c[i] = (seed * 37 + i * 11 + 1) & 0x7f; }"
    )
    for k, (result, named, variable) in enumerate(SIGNATURES):
        fixed, rest = named.split(), variable.split()
        names = fixed + rest
        lines: list[str] = []
        ellipsis = ", ..." if rest else ""
        ms = k >= FIRST_MS
        attribute, list_kind = ("__attribute__((ms_abi)) ", "ms_") if ms else ("", "")
        parameters = ", ".join(f"{KINDS[n].c} a{i}" for i, n in enumerate(fixed)) + ellipsis
        r = KINDS[result]
        for i, n in [*enumerate(names), ("r", result)]:
            c = KINDS[n].c
            out.append(f"{c} {storage(k, i)}; {c} got_{k}_{i};")
        checks = [(i, n, f"a{i}" if i < len(fixed) else f"v{i}") for i, n in enumerate(names)]
        body = []
        if rest:
            body.append(f"__builtin_{list_kind}va_list ap; __builtin_{list_kind}va_start(ap, a{len(fixed) - 1});")
            body += [f"{KINDS[n].c} v{i} = va_arg(ap, {KINDS[n].c});" for i, n in enumerate(names) if i >= len(fixed)]
            body.append(f"__builtin_{list_kind}va_end(ap);")
        for i, n, variable_name in checks:
            for offset, size in KINDS[n].meaningful:
                body.append(
                    f'check({k}, "GCC callee, argument {i} ({n})", (char *)&{variable_name} + {offset}, '
                    f"(char *)&{storage(k, i)} + {offset}, {size});"
                )
        out.append(f"{attribute}{r.c} gcc_{k}({parameters}) {{ {' '.join(body)} return {storage(k, 'r')}; }}")
        out.append(f"extern {attribute}{r.c} our_{k}({parameters}); extern void call_{k}(void);")
        for i, n in [*enumerate(names), ("r", result)]:
            kind = KINDS[n]
            index = 99 if i == "r" else int(i)
            lines.append(f"fill(&{storage(k, i)}, sizeof {storage(k, i)}, {k + index});")
            for offset in kind.f80:
                lines.append(f"*(long double *)((char *)&{storage(k, i)} + {offset}) = {k}.5L + {index};")
        arguments = ", ".join(storage(k, i) for i in range(len(names)))
        lines.append(f"got_{k}_r = our_{k}({arguments});")
        for i, n in [*enumerate(names), ("r", result)]:
            for offset, size in KINDS[n].meaningful:
                lines.append(
                    f'check({k}, "our callee, {i} ({n})", (char *)&got_{k}_{i} + {offset}, '
                    f"(char *)&{storage(k, i)} + {offset}, {size});"
                )
        lines.append(f"memset(&got_{k}_r, 0xa5, sizeof got_{k}_r); call_{k}();")
        for offset, size in r.meaningful:
            lines.append(
                f'check({k}, "our caller, result ({result})", (char *)&got_{k}_r + {offset}, '
                f"(char *)&{storage(k, 'r')} + {offset}, {size});"
            )
        text = "\n  ".join(lines)
        out.append(f"static void try_{k}(void) {{\n  {text} }}")
    calls = " ".join([f"try_{k}();" for k in range(len(SIGNATURES))])
    out.append(f"int main(void) {{ {calls} return failures != 0; }}")
    return "\n".join(out)


def our_module() -> Module:
    """Our half: for each signature a callee that stores what it got, and a caller of GCC's function."""
    module = Module("ours.c", "x86_64")

    def variable(name: str, kind: Kind) -> GlobalVariable:
        v = module.variables[name] = GlobalVariable(name, kind.type.size, kind.type.align)
        return v

    def keep(b: Builder, kind: Kind, value: Value, place: Value) -> None:
        if isinstance(kind.type, AggregateType):
            b.memcopy(place, value, ConstInt(I64, kind.type.size), 1, 1)
        else:
            b.store(value, place, kind.type.align)

    for k, (result, named, variable_arguments) in enumerate(SIGNATURES):
        fixed, rest = named.split(), variable_arguments.split()
        names = fixed + rest
        types = tuple(KINDS[n].type for n in names)
        r = KINDS[result]
        type_ = function_type(r.type, types[: len(fixed)], bool(rest))
        objects = [variable(storage(k, i), KINDS[n]) for i, n in enumerate(names)]
        got = [variable(f"got_{k}_{i}", KINDS[n]) for i, n in enumerate(names)]
        object_r, got_r = variable(storage(k, "r"), r), variable(f"got_{k}_r", r)

        ours = module.functions[f"our_{k}"] = Function(f"our_{k}", type_)
        ours.defined = True
        if k >= FIRST_MS:
            ours.attributes.call.calling_convention = "ms_abi"
        b = Builder(ours)
        b.position(ours.add_block(Block("entry")))
        for i, parameter in enumerate(ours.parameters):
            keep(b, KINDS[names[i]], parameter, got[i])
        if rest:
            list_ = b.alloca(24, 16, "list")
            b.insert(VaStart(list_))
            for i in range(len(fixed), len(names)):
                keep(b, KINDS[names[i]], b.insert(VaArg(types[i], list_)), got[i])
            b.insert(VaEnd(list_))
        b.ret(object_r if isinstance(r.type, AggregateType) else b.load(r.type, object_r, r.type.align))

        theirs = module.functions[f"gcc_{k}"] = Function(f"gcc_{k}", type_)
        theirs.attributes.call.calling_convention = ours.attributes.call.calling_convention
        caller = module.functions[f"call_{k}"] = Function(f"call_{k}", function_type(VOID, ()))
        caller.defined = True
        b = Builder(caller)
        b.position(caller.add_block(Block("entry")))
        arguments: list[Value] = [
            o if isinstance(t, AggregateType) else b.load(t, o, t.align) for o, t in zip(objects, types)
        ]
        if isinstance(r.type, AggregateType):
            b.call(theirs, type_, arguments, types, got_r)
        else:
            b.store(b.call(theirs, type_, arguments, types), got_r, r.type.align)
        b.ret(None)
    return module


@pytest.fixture(scope="module")
def gcc_half(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("gcc") is None:
        pytest.skip("needs gcc")
    folder = tmp_path_factory.mktemp("abi")
    (folder / "theirs.c").write_text(c_program())
    return folder


@pytest.mark.parametrize(
    ("level", "instructions"), [("0", ""), ("1", ""), ("2", ""), ("0", "avx"), ("2", "avx"), ("1", "avx512f")]
)
def test_calls_between_gcc_and_us(gcc_half: Path, level: str, instructions: str) -> None:
    if not {instructions} - {""} <= cpuinfo()[1]:
        pytest.skip(f"this processor has no {instructions}")
    options = Options(level=level, features=[f"+{instructions}"] if instructions else [])
    text = write_module(our_module(), TARGET, options)
    name = f"{level}{instructions}"
    (gcc_half / f"ours{name}.o").write_bytes(emit(text, options, TARGET))
    program = gcc_half / f"program{name}"
    words = ["gcc", "-w", "-O1", "-no-pie", "-o", program, "theirs.c", f"ours{name}.o"]
    subprocess.run(words + [f"-m{instructions}"] * bool(instructions), cwd=gcc_half, check=True)
    done = subprocess.run([program], capture_output=True, text=True, timeout=60, check=False)
    failed = [f"{line}: {SIGNATURES[int(line.split()[0])]}" for line in done.stdout.splitlines()]
    assert not failed, "\n".join(failed)
    assert done.returncode == 0
