"""-march=native: the processor that the compiler runs on, in GCC's words, from /proc/cpuinfo."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from ccore.target.x86_features import known, processors

# The kernel's names where they are not GCC's.
_KERNEL_NAMES: Final = {
    "pni": "sse3", "sse4_1": "sse4.1", "sse4_2": "sse4.2", "pclmulqdq": "pclmul", "abm": "lzcnt", "bmi1": "bmi",
    "sha_ni": "sha", "rdrand": "rdrnd", "lahf_lm": "sahf", "avx_vnni": "avxvnni", "avx512_vnni": "avx512vnni",
    "avx512_bf16": "avx512bf16", "avx512_vbmi2": "avx512vbmi2", "avx512_bitalg": "avx512bitalg",
    "avx512_vpopcntdq": "avx512vpopcntdq", "avx512_vp2intersect": "avx512vp2intersect", "avx512vbmi": "avx512vbmi",
    "avx512_fp16": "avx512fp16", "amx_tile": "amx-tile", "amx_int8": "amx-int8", "amx_bf16": "amx-bf16",
    "3dnowprefetch": "prfchw", "3dnowext": "3dnowa",
}  # fmt: skip
_UNSEEN: Final = frozenset(("crc32", "fxsr", "abm"))  # cpuinfo has no word of their own for them
_HIDDEN: Final = _UNSEEN | {"sgx", "pku", "mwaitx", "rdseed", "xsaves", "pconfig"}  # off in many virtual machines
_INTEL: Final = """
    nocona core2 nehalem westmere sandybridge ivybridge haswell broadwell skylake skylake-avx512 cannonlake
    icelake-client icelake-server cascadelake cooperlake tigerlake alderlake sapphirerapids
    """.split()  # noqa: SIM905
# What tells AMD's processors apart, the newest first.
_AMD: Final = {
    "vaes": "znver3", "clwb": "znver2", "clzero": "znver1", "avx2": "bdver4", "xsaveopt": "bdver3", "tbm": "bdver2",
    "xop": "bdver1", "movbe": "btver2", "ssse3": "btver1", "sse4a": "amdfam10", "sse3": "k8-sse3", "sse2": "k8",
}  # fmt: skip


@cache
def native() -> tuple[str, tuple[str, ...]]:
    """The value of -march= that comes closest, and what the host has more ("+set") or less ("-set")."""
    vendor, flags = cpuinfo()
    sets = {_KERNEL_NAMES.get(flag, flag) for flag in flags}
    sets = {name for name in sets if known(name)}
    if "sse4.2" in sets:
        sets.add("crc32")
    if {"lzcnt", "popcnt"} <= sets:
        sets.add("abm")
    table = processors()
    best = "x86-64"
    if vendor == "AuthenticAMD":
        best = next((name for key, name in _AMD.items() if key in sets), best)
    elif vendor == "GenuineIntel":
        for name in _INTEL:
            if table[name].sets - _HIDDEN <= sets:
                best = name
    have = table[best].sets
    more = [f"+{name}" for name in sorted(sets - have)]
    less = [f"-{name}" for name in sorted(have - sets - _UNSEEN)]
    return best, (*less, *more)


def cpuinfo() -> tuple[str, frozenset[str]]:
    """The vendor and the flags of the first processor; nothing where the file is not x86's."""
    vendor, flags = "", frozenset[str]()
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        return vendor, flags
    for line in text.split("\n\n", 1)[0].splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "vendor_id":
            vendor = value.strip()
        elif key.strip() == "flags":
            flags = frozenset(value.split())
    return vendor, flags
