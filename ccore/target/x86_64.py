"""x86-64 Linux (System V ABI)."""

from __future__ import annotations

from typing import Final

from ccore.options import Options, x87_registers
from ccore.target.predefined import common, linux
from ccore.target.spec import TargetSpec, TypeLayout
from ccore.target.x86_features import active, macro, processors, resting_on

_NO_VECTORS: Final = frozenset(("xsave", "xsaveopt", "xsavec", "xsaves"))  # left by -mgeneral-regs-only


def instruction_sets(options: Options, words: tuple[str, ...] = ()) -> frozenset[str]:
    """The instruction sets in force after -march and the -m options, by GCC's names; ``words``: attribute target's."""
    found = active(options.cpu, tuple(options.features), words)
    if options.general_regs_only or "general-regs-only" in words:
        found -= resting_on("sse") - _NO_VECTORS
        found -= {"mmx"}
    return found


def feature_macros(options: Options, words: tuple[str, ...] = ()) -> list[str]:
    """The macros that say which instruction sets are in force."""
    sets = instruction_sets(options, words)
    found = {macro(name) for name in sets} - {""}
    if "sse" in sets:
        found.add("__SSE_MATH__")
    if "sse2" in sets:
        found |= {"__SSE2_MATH__", "__MMX_WITH_SSE__"}
    if sets & _FUSED:
        found.update(f"__FP_FAST_FMA{name}" for name in ("", "F", "F32", "F32x", "F64"))
    return sorted(found)


_FUSED: Final = frozenset(("fma", "fma4", "avx512f"))


def _predefined(options: Options, target: TargetSpec) -> dict[str, str]:
    out = common(options, target)
    if options.undef_all:
        return out
    out.update(linux(options))
    if options.bits == 64:
        out["_LP64"] = out["__LP64__"] = "1"
        names: tuple[str, ...] = ("amd64", "x86_64")
    else:  # assembly: the names that its headers ask for
        out["_ILP32"] = out["__ILP32__"] = "1"
        out["__SIZEOF_POINTER__"] = out["__SIZEOF_LONG__"] = out["__SIZEOF_SIZE_T__"] = "4"
        out.pop("__SIZEOF_INT128__", None)
        names = ("i386",)
        if options.dialect.gnu:
            out["i386"] = "1"
    for name in names:
        out[f"__{name}"] = out[f"__{name}__"] = "1"
    table = processors()
    for name in table[options.cpu if options.cpu in table else "x86-64"].names:
        out[f"__{name}"] = out[f"__{name}__"] = "1"
    tuned = table.get(options.tune or options.cpu)
    if tuned is not None:
        for name in tuned.tune:
            out[f"__tune_{name}__"] = "1"
    out[f"__code_model_{options.code_model}__"] = "1"
    sets = instruction_sets(options)
    for name in feature_macros(options):
        out[name] = "1"
    soft = not x87_registers(options)
    if soft:
        out["_SOFT_FLOAT"] = "1"
    if "sse2" not in sets:
        for name in [n for n in out if n.startswith("__FLT16_")]:
            del out[name]
        if not soft:
            method = "-1" if "sse" in sets else "2"
            out["__FLT_EVAL_METHOD__"] = out["__FLT_EVAL_METHOD_TS_18661_3__"] = method
        if soft and "sse" not in sets:
            out["__GCC_IEC_559"] = out["__GCC_IEC_559_COMPLEX"] = "0"
    if "avx" in sets:
        out["__BIGGEST_ALIGNMENT__"] = "64" if "avx512f" in sets else "32"
    if "avx512fp16" in sets:
        out["__FLT_EVAL_METHOD__"] = out["__FLT_EVAL_METHOD_TS_18661_3__"] = "16"
    out["__SIZEOF_FLOAT80__"] = "16"
    out["__SIZEOF_FLOAT128__"] = "16"
    out["__ATOMIC_HLE_ACQUIRE"] = "65536"
    out["__ATOMIC_HLE_RELEASE"] = "131072"
    out["__GCC_ASM_FLAG_OUTPUTS__"] = "1"
    out["__GCC_CONSTRUCTIVE_SIZE"] = out["__GCC_DESTRUCTIVE_SIZE"] = "64"
    out["__DECIMAL_BID_FORMAT__"] = "1"
    out["__SEG_FS"] = out["__SEG_GS"] = "1"
    protection = {"branch": "1", "return": "2", "full": "3"}.get(options.cf_protection)
    if protection is not None:
        out["__CET__"] = protection
    return out


def _registers() -> dict[str, str]:
    """GCC's names of registers, each with the first of those of the same register; numbers are GCC's too."""
    names = [
        *(f"r{x} e{x} {x} {x[0]}l {x[0]}h" for x in ("ax", "dx", "cx", "bx")),
        *(f"r{x} e{x} {x} {x}l" for x in ("si", "di", "bp", "sp")),
        *(f"r{number}" for number in range(8, 16)),
        *(f"xmm{number} ymm{number} zmm{number}" for number in range(32)),
        *(f"mm{number}" for number in range(8)),
        *(f"k{number}" for number in range(8)),
        "st",
        *(f"st({number})" for number in range(1, 8)),
        *("argp", "flags", "fpsr", "frame", "cc", "memory"),
        *(str(number) for number in range(76)),
    ]
    found = {name: line.split()[0] for line in names for name in line.split()}
    for first, called in (
        (0, "rax rdx rcx rbx rsi rdi rbp rsp"), (20, " ".join(f"xmm{n}" for n in range(8))),
        (36, " ".join(f"r{n}" for n in range(8, 16))), (44, " ".join(f"xmm{n}" for n in range(8, 16))),
    ):  # fmt: skip
        found.update((str(first + at), name) for at, name in enumerate(called.split()))
    return found


_CONDITIONS: Final = frozenset(
    no + name for no in ("", "n") for name in ("a", "ae", "b", "be", "c", "e", "g", "ge", "l", "le", "o", "p", "s", "z")
)

X86_64: Final = TargetSpec(
    name="x86_64",
    triple="x86_64-unknown-linux-gnu",
    datalayout="e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128",
    gnu_triple="x86_64-linux-gnu",
    big_endian=False,
    pointer=TypeLayout(8, 8),
    bool_=TypeLayout(1, 1),
    short=TypeLayout(2, 2),
    int_=TypeLayout(4, 4),
    long=TypeLayout(8, 8),
    long_long=TypeLayout(8, 8),
    int128=TypeLayout(16, 16),
    float16=TypeLayout(2, 2),
    float_=TypeLayout(4, 4),
    double=TypeLayout(8, 8),
    long_double=TypeLayout(16, 16),
    float128=TypeLayout(16, 16),
    long_double_format="x87",
    max_align=16,
    biggest_alignment=16,
    array_alignment=16,
    char_signed=True,
    wchar_type="int",
    wint_type="unsigned int",
    size_type="unsigned long",
    ptrdiff_type="long",
    intptr_type="long",
    int64_type="long",
    fast_type="long",
    va_list_kind="x86_64",
    stack_pointer="rsp",
    conditions=_CONDITIONS,
    register_letters={"a": "rax", "b": "rbx", "c": "rcx", "d": "rdx", "S": "rsi", "D": "rdi"},
    registers=_registers(),
    cpu="x86-64",
    predefined_macros=_predefined,
    feature_macros=feature_macros,
    instruction_sets=instruction_sets,
)
