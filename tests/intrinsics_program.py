"""Writes C programs that call every function of an intrinsics header with many inputs, and print a hash for each.

The headers themselves say what there is: a name, parameter types, and in the body the builtins, whose table knows
which arguments must be constants and of how many bits.
"""

from __future__ import annotations

import re
from pathlib import Path

from ccore.target import x86_builtins

INCLUDE = Path(__file__).parent.parent / "ccore" / "include"

# By header: GCC's -m options that it takes, and the flags of /proc/cpuinfo.
HEADERS = {
    "mmintrin.h": ("mmx", "mmx"),
    "xmmintrin.h": ("sse", "sse"),
    "emmintrin.h": ("sse2", "sse2"),
    "pmmintrin.h": ("sse3", "pni"),
    "tmmintrin.h": ("ssse3", "ssse3"),
    "smmintrin.h": ("sse4.2 crc32", "sse4_2"),
    "ammintrin.h": ("sse4a", "sse4a"),
    "wmmintrin.h": ("aes pclmul", "aes pclmulqdq"),
    "avxintrin.h": ("avx", "avx"),
    "avx2intrin.h": ("avx2", "avx2"),
    "avxvnniintrin.h": ("avxvnni avx2", "avx_vnni"),
    "fmaintrin.h": ("fma", "fma"),
    "f16cintrin.h": ("f16c", "f16c"),
    "shaintrin.h": ("sha", "sha_ni"),
    "gfniintrin.h": ("gfni avx", "gfni"),
    "vaesintrin.h": ("vaes avx2", "vaes"),
    "vpclmulqdqintrin.h": ("vpclmulqdq avx2", "vpclmulqdq"),
    "bmiintrin.h": ("bmi", "bmi1"),
    "bmi2intrin.h": ("bmi2", "bmi2"),
    "lzcntintrin.h": ("lzcnt", "abm"),
    "tbmintrin.h": ("tbm", "tbm"),
    "adxintrin.h": ("adx", "adx"),
    "popcntintrin.h": ("popcnt", "popcnt"),
    "ia32intrin.h": ("crc32", "sse4_2"),
}

_FUNCTION = re.compile(
    r"^extern __inline ([^\n]+?) ?__attribute__\(\(__gnu_inline__[^\n]*\n(\w+)\(([^)]*)\)\s*(\{.*?\})$", re.M | re.S
)
_BUILTIN = re.compile(r"__builtin_ia32_(\w+)\(")
_SKIPPED = re.compile(
    r"undefined|cast\w*128_|rdtsc|rdpmc|eflags|wbinvd|monitor|mwait|fence|pause|clflush|_mm_[gs]etcsr|_MM_[SG]ET|empty"
    r"|zeroall|zeroupper|wbnoinvd|bextri"
)

_PRELUDE = r"""
#include <immintrin.h>
#include <x86intrin.h>
#include <stdio.h>
#include <string.h>
static unsigned long long state = 88172645463325252ull, hash;
static unsigned long long next(void) { state ^= state << 13; state ^= state >> 7; return state ^= state << 17; }
static unsigned char memory[512] __attribute__((aligned(64)));
static void fill(void *p, int size, int kind) {
    static const double special[8] = {0.0, -0.0, 1.0, -1.5, 2147483648.0, -3e9, 1e18, 0.5};
    unsigned char *bytes = p;
    for (int i = 0; i < size; i++) bytes[i] = next() >> 24;
    if (kind == 'i') { if (!(next() & 3)) for (int i = 0; i < size; i++) bytes[i] = next() & 64 ? 255 : next() & 128; }
    else if (kind == 'x') for (int i = 0; i < size; i++) bytes[i] = i & 3 ? 0 : next() >> 20 & 7;
    else if (kind == 'q') for (int i = 0; i < size; i++) bytes[i] = i & 7 ? 0 : next() >> 20 & 7;
    else if (kind == 'd') for (int i = 0; i < size; i += 8) {
        double x = next() & 7 ? (double)(long long)next() / (1ll << (next() & 63)) : special[next() & 7];
        memcpy(bytes + i, &x, 8);
    } else if (kind == 'f') for (int i = 0; i < size; i += 4) {
        float x = next() & 7 ? (float)(int)next() / (1u << (next() & 31)) : (float)special[next() & 7];
        memcpy(bytes + i, &x, 4);
    }
}
static void mix(const void *p, int size, int kind) {
    unsigned char bytes[64];
    memcpy(bytes, p, size);
    if (kind == 'f') for (int i = 0; i < size; i += 4) {
        float x; memcpy(&x, bytes + i, 4); if (x != x) memset(bytes + i, 0x7f, 4);
    } else if (kind == 'd') for (int i = 0; i < size; i += 8) {
        double x; memcpy(&x, bytes + i, 8); if (x != x) memset(bytes + i, 0x7f, 8);
    }
    for (int i = 0; i < size; i++) hash = (hash ^ bytes[i]) * 1099511628211ull;
}
"""


def functions(header: str) -> list[tuple[str, str, list[str], str]]:
    """(result, name, parameter types, body) of each function that a program may call."""
    found = []
    for result, name, parameters, body in _FUNCTION.findall((INCLUDE / header).read_text()):
        types = [] if parameters == "void" else [p.rpartition("__")[0].strip() for p in parameters.split(",")]
        if not _SKIPPED.search(name):
            found.append((result.strip(), name, types, body))
    return found


def _kind(type_: str) -> str:
    if type_ in ("__m128", "__m256", "float"):
        return "f"
    return "d" if type_ in ("__m128d", "__m256d", "double") else "i"


def _immediates(types: list[str], body: str) -> list[list[int]]:
    """For each immediate parameter, the values to try."""
    bits = 8
    for name in _BUILTIN.findall(body):
        builtin = x86_builtins.find(name)
        assert builtin is not None, name
        if builtin.immediates:
            bits = min(bits, *builtin.immediates.values())
            if x86_builtins.SCALE in builtin.immediates.values():
                return [[1, 2, 4, 8]]
    element = re.search(r"vextractf128.*vec_(?:ext|set)_v(\d+)", body, re.S)  # one of the elements of 32 bytes
    if element is not None:
        bits = int(element[1]).bit_length()
    if "* 8" in body:
        bits = 5
    if "palignr" in body:  # takes more bytes than there are
        return [[*range(34), 40, 64, 255]]
    if "extrqi" in body or "insertqi" in body:  # a length and a position within 64 bits
        values = [1, 7, 0x1B, 31]
    elif bits == 8:
        values = [0, 1, 7, 0x1B, 0x40, 0x4E, 0x72, 0x93, 0xA5, 0xD8, 0xFF]
    else:
        values = list(range(1 << bits))
    return [values for t in types if t == "const int"]


def program(header: str, rounds: int) -> str:
    """The text of the program for one header."""
    out, calls = [_PRELUDE], []
    for result, name, types, body in functions(header):
        lines = []
        arguments: list[str] = []
        for number, type_ in enumerate(types):
            if type_ == "const int":
                arguments.append("IMM")
            elif "*" in type_:
                arguments.append(f"({type_})memory")
            else:
                kind = _kind(type_)
                if "gather" in name and number and "*" in types[number - 1]:
                    kind = "q" if "i64gather" in name else "x"
                lines.append(f"{type_} v{number}; fill(&v{number}, sizeof v{number}, '{kind}');")
                arguments.append(f"v{number}")
        pointer = next((t for t in types if "*" in t), "")
        if pointer:
            kind = "d" if "double" in pointer or "m128d" in pointer else "f" if "float" in pointer else "i"
            lines.append(f"fill(memory, sizeof memory, '{kind}');")
        choices = _immediates(types, body)
        values = choices[0] if choices else [0]
        for value in values:
            call = f"{name}({', '.join(str(value) if a == 'IMM' else a for a in arguments)})"
            if result == "void":
                lines.append(f"{call};")
            else:
                lines.append(f"{{ {result} r = {call}; mix(&r, sizeof r, '{_kind(result)}'); }}")
            if pointer and "const" not in pointer:
                lines += [f"mix(memory + {i}, 64, 0);" for i in range(0, 128, 64)]
        text = "\n        ".join(lines)
        out.append(f"__attribute__((noinline)) static void t_{name}(void) {{")
        out.append(f"    for (int i = 0; i < {rounds}; i++) {{")
        out.append(f"        {text}\n    }}\n}}")
        calls.append(f'    hash = 0; t_{name}(); printf("{name} %llx\\n", hash);')
    return "\n".join([*out, "int main(void) {", *calls, "    return 0;", "}", ""])
