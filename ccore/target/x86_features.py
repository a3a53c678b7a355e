"""The instruction sets of x86 by GCC's names: what each brings along, its macro, and which a processor has.

Reference: ``gcc -march=X -dM -E`` and GCC's manual, "x86 Options".
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

_IMPLIED: Final[dict[str, tuple[str, ...]]] = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """
    3dnow mmx
    3dnowa 3dnow
    abm lzcnt popcnt
    aes sse2
    amx-tile xsave
    avx sse4.2 xsave
    avx2 avx
    avx5124fmaps avx512f
    avx5124vnniw avx512f
    avx512bf16 avx512bw
    avx512bitalg avx512f
    avx512bw avx512f
    avx512cd avx512f
    avx512dq avx512f
    avx512er avx512f
    avx512f avx2
    avx512fp16 avx512bw
    avx512ifma avx512f
    avx512pf avx512f
    avx512vbmi avx512bw
    avx512vbmi2 avx512f
    avx512vl avx512f
    avx512vnni avx512f
    avx512vp2intersect avx512dq
    avx512vpopcntdq avx512f
    avxvnni avx2
    f16c avx
    fma avx
    fma4 avx sse4a
    gfni sse2
    kl sse2
    pclmul sse2
    sha sse2
    sse2 sse
    sse3 sse2
    sse4.1 ssse3
    sse4.2 crc32 popcnt sse4.1
    sse4a sse3
    ssse3 sse3
    widekl kl
    xop fma4
    xsavec xsave
    xsaveopt xsave
    xsaves xsave
    """.strip().splitlines()
}
"""What each brings along (GCC's -m options)."""

_ODD_MACROS: Final = {
    "3dnow": "__3dNOW__",
    "3dnowa": "__3dNOW_A__",
    "cx16": "__GCC_HAVE_SYNC_COMPARE_AND_SWAP_16",
    "sahf": "__LAHF_SAHF__",
}

_NAMED: Final = frozenset(
    """
    abm adx aes amx-bf16 amx-int8 amx-tile avx avx2 avx5124fmaps avx5124vnniw avx512bf16 avx512bitalg avx512bw
    avx512cd avx512dq avx512er avx512f avx512fp16 avx512ifma avx512pf avx512vbmi avx512vbmi2 avx512vl avx512vnni
    avx512vp2intersect avx512vpopcntdq avxvnni bmi bmi2 cldemote clflushopt clwb clzero crc32 enqcmd f16c fma
    fma4 fsgsbase gfni hreset kl lwp lzcnt movbe movdir64b movdiri mwaitx pclmul pconfig pku popcnt prefetchwt1
    prfchw ptwrite rdpid rdrnd rdseed rtm serialize sgx sha shstk sse3 sse4.1 sse4.2 sse4a ssse3 tbm tsxldtrk
    uintr vaes vpclmulqdq waitpkg wbnoinvd widekl xop xsave xsavec xsaveopt xsaves mmx sse sse2 fxsr
    """.split()  # noqa: SIM905
)
"""Those whose macro is their own name in capitals."""

_NO_MACRO: Final = frozenset(("mwait", "hle", "invpcid"))

LLVM_FEATURES: Final = {
    name: name
    for name in """
    adx aes amx-bf16 amx-int8 amx-tile avx avx2 avx512bf16 avx512bitalg avx512bw avx512cd avx512dq avx512f avx512fp16
    avx512ifma avx512vbmi avx512vbmi2 avx512vl avx512vnni avx512vp2intersect avx512vpopcntdq avxvnni bmi bmi2 cldemote
    clflushopt clwb clzero crc32 cx16 enqcmd f16c fma fma4 fsgsbase fxsr gfni hreset invpcid kl lwp lzcnt mmx movbe
    movdir64b movdiri mwaitx pclmul pconfig pku popcnt prfchw ptwrite rdpid rdrnd rdseed rtm sahf serialize sgx sha
    shstk sse sse2 sse3 sse4.1 sse4.2 sse4a ssse3 tbm tsxldtrk uintr vaes vpclmulqdq waitpkg wbnoinvd widekl xop xsave
    xsavec xsaveopt xsaves
    """.split()  # noqa: SIM905
}
"""Those that LLVM knows, by its name, which is GCC's."""

OTHER_PROCESSORS: Final = frozenset(
    "eden-x2 eden-x4 nano nano-1000 nano-2000 nano-3000 nano-x2 nano-x4 knl knm".split()  # noqa: SIM905
)
"""The values of -march= that LLVM does not know."""

BASE: Final = frozenset(("mmx", "sse", "sse2", "fxsr"))
"""What every x86-64 processor has."""


class Processor(NamedTuple):
    """``sets``: its instruction sets beyond the base ones; ``names``, ``tune``: its own macros, without underscores."""

    sets: frozenset[str]
    names: tuple[str, ...]
    tune: tuple[str, ...]


# Name, the one that it extends, its macros, those of tuning for it, the sets that it adds.
_PROCESSORS: Final = """
    x86-64 - k8 -
    x86-64-v2 x86-64 k8 - cx16 sahf sse4.2
    x86-64-v3 x86-64-v2 k8 - avx2 bmi bmi2 f16c fma lzcnt movbe
    x86-64-v4 x86-64-v3 k8 - avx512bw avx512cd avx512dq avx512vl
    nocona x86-64 nocona nocona cx16 sse3
    core2 nocona core2 core2 sahf ssse3
    nehalem x86-64-v2 corei7,nehalem corei7,nehalem
    corei7 x86-64-v2 corei7,nehalem corei7,nehalem
    westmere x86-64-v2 corei7,nehalem corei7,nehalem pclmul
    sandybridge westmere corei7_avx,sandybridge corei7_avx,sandybridge avx xsaveopt
    corei7-avx sandybridge corei7_avx,sandybridge corei7_avx,sandybridge
    ivybridge sandybridge corei7_avx,sandybridge corei7_avx,sandybridge f16c fsgsbase rdrnd
    core-avx-i ivybridge corei7_avx,sandybridge corei7_avx,sandybridge
    haswell x86-64-v3 core_avx2,haswell haswell,core_avx2 fsgsbase pclmul rdrnd xsaveopt
    core-avx2 haswell core_avx2,haswell haswell,core_avx2
    broadwell haswell core_avx2,haswell haswell,core_avx2 adx prfchw rdseed
    skylake broadwell skylake skylake aes clflushopt sgx xsavec xsaves
    skylake-avx512 skylake skylake_avx512 skylake_avx512 avx512bw avx512cd avx512dq avx512vl clwb pku
    cannonlake skylake cannonlake cannonlake avx512cd avx512dq avx512ifma avx512vbmi avx512vl pku sha
    icelake-client cannonlake icelake_client icelake_client avx512bitalg avx512vbmi2 avx512vnni avx512vpopcntdq gfni
      rdpid vaes vpclmulqdq
    rocketlake broadwell rocketlake rocketlake aes avx512bitalg avx512cd avx512dq avx512ifma avx512vbmi avx512vbmi2
      avx512vl avx512vnni avx512vpopcntdq clflushopt gfni pku rdpid sha vaes vpclmulqdq xsavec xsaves
    icelake-server icelake-client icelake_server icelake_server clwb pconfig wbnoinvd
    cascadelake skylake-avx512 cascadelake cascadelake avx512vnni
    tigerlake icelake-client tigerlake tigerlake avx512vp2intersect clwb movdir64b movdiri widekl
    cooperlake cascadelake cooperlake cooperlake avx512bf16
    sapphirerapids icelake-server sapphirerapids sapphirerapids amx-bf16 amx-int8 amx-tile avx512bf16 avx512fp16
      avx512vp2intersect avxvnni cldemote enqcmd movdir64b movdiri ptwrite serialize tsxldtrk uintr waitpkg
    alderlake skylake alderlake alderlake avxvnni cldemote clwb gfni hreset movdir64b movdiri pconfig pku ptwrite
      rdpid serialize sha vaes vpclmulqdq waitpkg widekl
    bonnell core2 atom,bonnell atom,bonnell movbe
    atom bonnell atom,bonnell atom,bonnell
    silvermont westmere silvermont,slm slm,silvermont movbe prfchw rdrnd
    slm silvermont silvermont,slm slm,silvermont
    goldmont silvermont goldmont goldmont aes clflushopt fsgsbase rdseed sha xsavec xsaveopt xsaves
    goldmont-plus goldmont goldmont_plus goldmont_plus ptwrite rdpid sgx
    tremont goldmont-plus tremont tremont cldemote clwb gfni movdir64b movdiri waitpkg
    knl broadwell knl knl avx512cd avx512er avx512pf prefetchwt1
    knm knl knm knm avx5124fmaps avx5124vnniw avx512vpopcntdq
    eden-x2 x86-64 k8 k8 sahf sse3
    nano eden-x2 k8 k8 ssse3
    nano-1000 nano k8 k8
    nano-2000 nano k8 k8
    nano-3000 nano k8 k8 sse4.1
    nano-x2 nano-3000 k8 k8
    eden-x4 nano-3000 k8 k8
    nano-x4 nano-3000 k8 k8
    k8 x86-64 k8 k8 3dnowa
    k8-sse3 k8 k8 k8 sse3
    opteron k8 k8 k8
    opteron-sse3 k8-sse3 k8 k8
    athlon64 k8 k8 k8
    athlon64-sse3 k8-sse3 k8 k8
    athlon-fx k8 k8 k8
    amdfam10 k8-sse3 amdfam10 amdfam10 abm cx16 prfchw sahf sse4a
    barcelona amdfam10 amdfam10 amdfam10
    bdver1 westmere bdver1 bdver1 abm aes lwp prfchw xop
    bdver2 bdver1 bdver2 bdver2 bmi f16c fma tbm
    bdver3 bdver2 bdver3 bdver3 fsgsbase xsaveopt
    bdver4 bdver3 bdver4 bdver4 avx2 bmi2 movbe mwaitx rdrnd
    znver1 broadwell znver1 znver1 abm aes clflushopt clzero mwaitx sha sse4a xsavec xsaves
    znver2 znver1 znver2 znver2 clwb rdpid wbnoinvd
    znver3 znver2 znver3 znver3 pku vaes vpclmulqdq
    btver1 core2 btver1 btver1 abm prfchw sse4a xsave
    btver2 sandybridge btver2 btver2 abm aes bmi f16c movbe prfchw sse4a
"""


@cache
def processors() -> dict[str, Processor]:
    """By the values of -march=."""
    found: dict[str, Processor] = {}
    for entry in _PROCESSORS.replace("\n      ", " ").strip().splitlines():
        name, parent, names, tune, *sets = entry.split()
        inherited = found[parent].sets if parent != "-" else frozenset()
        own = tuple(names.split(","))
        found[name] = Processor(inherited | closure(sets), own, tuple(tune.split(",")) if tune != "-" else ())
    return found


def closure(names: list[str]) -> frozenset[str]:
    """The sets and all that they bring along."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _IMPLIED.get(name, ())
    return frozenset(found)


@cache
def active(cpu: str, features: tuple[str, ...], words: tuple[str, ...]) -> frozenset[str]:
    """The sets in force after -march, "+set" or "-set" of -m options, and the words of attribute target.

    A set brings along those that it rests on; to turn one off turns off those that rest on it.
    """
    found = set(BASE)
    for word in words:
        if word.startswith("arch="):
            cpu = word[5:]
    processor = processors().get(cpu)
    if processor is not None:
        found |= processor.sets
    for feature in (*features, *map(_signed, words)):
        name = feature[1:]
        if feature[0] == "+":
            found |= closure([name])
        elif feature[0] == "-":
            found -= resting_on(name)
    return frozenset(found)


def _signed(word: str) -> str:
    """A word of attribute target as a feature; one that is none as ""-like."""
    if "=" in word:
        return "="
    name = word[3:] if word.startswith("no-") else word
    if name == "sse4":
        name = "sse4.1" if name != word else "sse4.2"
    return ("-" if word.startswith("no-") else "+") + name


@cache
def resting_on(name: str) -> frozenset[str]:
    """The set and all that bring it along."""
    return frozenset(n for n in (*_IMPLIED, name) if name in closure([n]))


def known(name: str) -> bool:
    """Whether attribute target takes the word as an instruction set."""
    return name in _NAMED or name in _ODD_MACROS or name in _NO_MACRO or name == "sse4"


def macro(name: str) -> str:
    """The macro that says that a set is in force, or ""."""
    if name in _NAMED:
        return f"__{name.upper().replace('.', '_').replace('-', '_')}__"
    return _ODD_MACROS.get(name, "")
