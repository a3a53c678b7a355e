"""x86-64 Linux (System V ABI)."""

from __future__ import annotations

from functools import cache
from typing import Final

from ccore.options import Options
from ccore.target.predefined import common, linux
from ccore.target.spec import TargetSpec, TypeLayout

# What each instruction set brings along (GCC's -m options), from small to large.
_IMPLIED: Final = {
    "sse": (),
    "sse2": ("sse",),
    "sse3": ("sse2",),
    "ssse3": ("sse3",),
    "sse4.1": ("ssse3",),
    "sse4.2": ("sse4.1", "crc32", "popcnt"),
    "sse4a": ("sse3",),
    "avx": ("sse4.2", "xsave"),
    "avx2": ("avx",),
    "fma": ("avx",),
    "f16c": ("avx",),
    "aes": ("sse2",),
    "pclmul": ("sse2",),
    "xsaveopt": ("xsave",),
    "xsavec": ("xsave",),
    "xsaves": ("xsave",),
}

_MACROS: Final = {
    "mmx": "__MMX__", "3dnow": "__3dNOW__", "3dnowa": "__3dNOW_A__", "sse": "__SSE__",
    "sse2": "__SSE2__", "sse3": "__SSE3__", "ssse3": "__SSSE3__",
    "sse4.1": "__SSE4_1__", "sse4.2": "__SSE4_2__", "sse4a": "__SSE4A__", "avx": "__AVX__", "avx2": "__AVX2__",
    "fma": "__FMA__", "f16c": "__F16C__", "aes": "__AES__", "pclmul": "__PCLMUL__", "popcnt": "__POPCNT__",
    "crc32": "__CRC32__", "xsave": "__XSAVE__", "xsaveopt": "__XSAVEOPT__", "xsavec": "__XSAVEC__",
    "xsaves": "__XSAVES__", "bmi": "__BMI__", "bmi2": "__BMI2__", "lzcnt": "__LZCNT__", "movbe": "__MOVBE__",
    "rdrnd": "__RDRND__", "rdseed": "__RDSEED__", "adx": "__ADX__", "sha": "__SHA__", "fsgsbase": "__FSGSBASE__",
    "prfchw": "__PRFCHW__", "cx16": "__GCC_HAVE_SYNC_COMPARE_AND_SWAP_16", "fxsr": "__FXSR__",
    "clflushopt": "__CLFLUSHOPT__", "sahf": "__LAHF_SAHF__", "sgx": "__SGX__",
}  # fmt: skip

_V2: Final = ("sse4.2", "cx16", "sahf")
_V3: Final = (*_V2, "avx2", "bmi", "bmi2", "f16c", "fma", "lzcnt", "movbe")
_SKYLAKE: Final = (
    *_V3, "adx", "aes", "clflushopt", "fsgsbase", "pclmul", "prfchw", "rdrnd", "rdseed", "sgx", "xsavec",
    "xsaveopt", "xsaves",
)  # fmt: skip

# Per -march: the instruction sets beyond the base ones, and the names that the CPU defines.
_CPUS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "x86-64": ((), ("k8",)),
    "x86-64-v2": (_V2, ("k8",)),
    "x86-64-v3": (_V3, ("k8",)),
    "k8": (("3dnow", "3dnowa"), ("k8",)),
    "nocona": (("sse3", "cx16"), ("nocona",)),
    "core2": (("ssse3", "cx16", "sahf"), ("core2",)),
    "atom": (("ssse3", "cx16", "sahf", "movbe"), ("atom", "bonnell")),
    "skylake": (_SKYLAKE, ("skylake",)),
}


def instruction_sets(options: Options, words: tuple[str, ...] = ()) -> frozenset[str]:
    """The instruction sets in force after -march and the -m options, by GCC's names, and ``words`` of attribute target.

    A set brings along those that it rests on; to turn one off turns off those that rest on it.
    """
    key = (options.cpu, tuple(options.features), options.general_regs_only, words)
    return _instruction_sets(*key)


@cache
def _instruction_sets(
    cpu: str, features: tuple[str, ...], general_regs_only: bool, words: tuple[str, ...]
) -> frozenset[str]:
    active = {"mmx", "sse", "sse2", "fxsr"}

    def enable(name: str) -> None:
        if name not in active:
            active.add(name)
            for needed in _IMPLIED.get(name, ()):
                enable(needed)

    for name in _CPUS.get(cpu, ((), ()))[0]:
        enable(name)
    for feature in features + tuple("-" + w[3:] if w.startswith("no-") else "+" + w for w in words):
        name = feature[1:]
        if feature[0] == "+":
            enable(name)
            continue
        removed = {name}
        while True:
            more = {n for n in active if n not in removed and removed & set(_IMPLIED.get(n, ()))}
            if not more:
                break
            removed |= more
        active -= removed
    if general_regs_only:
        active -= {n for n in _IMPLIED if n not in ("xsave", "xsaveopt", "xsavec", "xsaves")}
        active.discard("mmx")
    return frozenset(active)


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
    for name in _CPUS.get(options.cpu, ((), ("k8",)))[1]:
        out[f"__{name}"] = out[f"__{name}__"] = "1"
    tune = options.tune or (options.cpu if not options.cpu.startswith("x86-64") else "")
    if tune and tune != "generic":
        for name in _CPUS.get(tune, ((), (tune.replace("-", "_"),)))[1]:
            out[f"__tune_{name}__"] = "1"
    out[f"__code_model_{options.code_model}__"] = "1"
    sets = instruction_sets(options)
    for name in sets:
        macro = _MACROS.get(name)
        if macro is not None:
            out[macro] = "1"
    soft = options.soft_float or options.general_regs_only or "-x87" in options.features or "-80387" in options.features
    if soft:
        out["_SOFT_FLOAT"] = "1"
    if "sse" in sets:
        out["__SSE_MATH__"] = "1"
    if "sse2" in sets:
        out["__SSE2_MATH__"] = out["__MMX_WITH_SSE__"] = "1"
    else:
        for name in [n for n in out if n.startswith("__FLT16_")]:
            del out[name]
        if not soft:
            method = "-1" if "sse" in sets else "2"
            out["__FLT_EVAL_METHOD__"] = out["__FLT_EVAL_METHOD_TS_18661_3__"] = method
        if soft and "sse" not in sets:
            out["__GCC_IEC_559"] = out["__GCC_IEC_559_COMPLEX"] = "0"
    if "avx" in sets:
        out["__BIGGEST_ALIGNMENT__"] = "32"
    if "fma" in sets:
        for name in ("", "F", "F32", "F32x", "F64"):
            out[f"__FP_FAST_FMA{name}"] = "1"
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


_GENERAL: Final = [
    name
    for base in ("ax", "bx", "cx", "dx", "si", "di", "bp", "sp")
    for name in (f"r{base}", f"e{base}", base)
] + ["al", "ah", "bl", "bh", "cl", "ch", "dl", "dh", "sil", "dil", "bpl", "spl"]  # fmt: skip

_REGISTERS: Final = frozenset(
    _GENERAL
    + [f"r{number}{suffix}" for number in range(8, 16) for suffix in ("", "d", "w", "b")]
    + [f"{bank}mm{number}" for bank in "xyz" for number in range(32)]
    + [f"mm{number}" for number in range(8)]
    + [f"k{number}" for number in range(8)]
    + ["st"]
    + [f"st({number})" for number in range(8)]
    + ["flags", "fpsr", "fpcr", "dirflag", "cc", "memory", "rip", "mxcsr"]
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
    registers=_REGISTERS,
    cpu="x86-64",
    predefined_macros=_predefined,
)
