"""What libgcc knows of the processor at run time: ``__cpu_model`` and ``__cpu_features2``, by the names of GCC's manual
(6.59.34, ``__builtin_cpu_is`` and ``__builtin_cpu_supports``)."""

from __future__ import annotations

from typing import Final

FEATURES: Final = {
    name: number
    for number, name in enumerate(
        """
        cmov mmx popcnt sse sse2 sse3 ssse3 sse4.1 sse4.2 avx avx2 sse4a fma4 xop fma avx512f bmi bmi2 aes pclmul
        avx512vl avx512bw avx512dq avx512cd avx512er avx512pf avx512vbmi avx512ifma avx5124vnniw avx5124fmaps
        avx512vpopcntdq avx512vbmi2 gfni vpclmulqdq avx512vnni avx512bitalg avx512bf16 avx512vp2intersect 3dnow 3dnowp
        adx abm cldemote clflushopt clwb clzero cmpxchg16b cmpxchg8b enqcmd f16c fsgsbase fxsave hle ibt lahf_lm lm lwp
        lzcnt movbe movdir64b movdiri mwaitx osxsave pconfig pku prefetchwt1 prfchw ptwrite rdpid rdrnd rdseed rtm
        serialize sgx sha shstk tbm tsxldtrk vaes waitpkg wbnoinvd xsave xsavec xsaveopt xsaves amx-tile amx-int8
        amx-bf16 uintr hreset kl aeskle widekl avxvnni avx512fp16 x86-64 x86-64-v2 x86-64-v3 x86-64-v4
        """.split()  # noqa: SIM905
    )
}
"""Bits: the first 32 are in ``__cpu_model``'s last word, the others in the words of ``__cpu_features2``."""

VENDOR, TYPE, SUBTYPE, FEATURE_WORD = range(4)
"""The words of ``__cpu_model``."""

MODELS: Final[dict[str, tuple[int, int]]] = {
    "intel": (VENDOR, 1), "amd": (VENDOR, 2), "atom": (TYPE, 1), "bonnell": (TYPE, 1), "core2": (TYPE, 2),
    "corei7": (TYPE, 3), "amdfam10h": (TYPE, 4), "amdfam15h": (TYPE, 5), "silvermont": (TYPE, 6), "slm": (TYPE, 6),
    "knl": (TYPE, 7), "knm": (TYPE, 11), "goldmont": (TYPE, 12), "goldmont-plus": (TYPE, 13), "tremont": (TYPE, 14),
    "btver1": (TYPE, 8), "btver2": (TYPE, 9), "nehalem": (SUBTYPE, 1), "westmere": (SUBTYPE, 2),
    "sandybridge": (SUBTYPE, 3), "barcelona": (SUBTYPE, 4), "shanghai": (SUBTYPE, 5), "istanbul": (SUBTYPE, 6),
    "bdver1": (SUBTYPE, 7), "bdver2": (SUBTYPE, 8), "bdver3": (SUBTYPE, 9), "bdver4": (SUBTYPE, 10),
    "ivybridge": (SUBTYPE, 12), "haswell": (SUBTYPE, 13), "broadwell": (SUBTYPE, 14), "znver1": (SUBTYPE, 11),
    "znver2": (SUBTYPE, 20), "znver3": (SUBTYPE, 26), "skylake": (SUBTYPE, 15), "skylake-avx512": (SUBTYPE, 16),
    "cannonlake": (SUBTYPE, 17), "icelake-client": (SUBTYPE, 18), "icelake-server": (SUBTYPE, 19),
    "cascadelake": (SUBTYPE, 21), "tigerlake": (SUBTYPE, 22), "cooperlake": (SUBTYPE, 23),
    "sapphirerapids": (SUBTYPE, 24), "alderlake": (SUBTYPE, 25), "rocketlake": (SUBTYPE, 27),
    "amdfam17h": (TYPE, 10), "amdfam19h": (TYPE, 15),
}  # fmt: skip
"""The word of ``__cpu_model`` that tells of a processor, and its value there."""
