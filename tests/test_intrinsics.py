"""x86's intrinsics headers, builtins and instruction-set options, beside GCC's on this processor."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from compilers import Batch, execute
from intrinsics_program import HEADERS, functions, program

from ccore.options import Options
from ccore.target import TARGETS
from ccore.target.x86_features import known, processors
from ccore.target.x86_host import cpuinfo, native

SMALL = ("pmmintrin.h", "tmmintrin.h", "wmmintrin.h", "f16cintrin.h", "shaintrin.h", "bmiintrin.h", "ia32intrin.h")


def same(header: str, ccore: Batch, folder: Path, level: str) -> None:
    """The header's program prints the same through both compilers."""
    sets, flags = HEADERS[header]
    if not set(flags.split()) <= cpuinfo()[1]:
        pytest.skip(f"this processor has no {flags}")
    (folder / "all.c").write_text(program(header, 12))
    options = ["-w", "-mmmx", *(f"-m{name}" for name in sets.split())]
    subprocess.run(["gcc", "-O1", *options, "all.c", "-o", "theirs"], cwd=folder, check=True)
    outcome = ccore.run([*options, f"-O{level}", "all.c", "-o", "ours"], folder, 120)
    assert outcome.status == 0, outcome.reason()
    ours, theirs = (execute(folder / name).output.splitlines() for name in ("ours", "theirs"))
    assert len(theirs) == len(functions(header)) > 0
    assert [line.split()[0] for line, other in zip(ours, theirs, strict=True) if line != other] == []


@pytest.mark.parametrize("header", SMALL)
def test_small_headers(header: str, ccore: Batch, tmp_path: Path) -> None:
    same(header, ccore, tmp_path, "1")


@pytest.mark.full
@pytest.mark.parametrize("level", ["0", "2"])
@pytest.mark.parametrize("header", HEADERS)
def test_every_header(header: str, level: str, ccore: Batch, tmp_path: Path) -> None:
    same(header, ccore, tmp_path, level)


def test_functions_of_target_attributes(ccore: Batch, tmp_path: Path) -> None:
    """Headers serve without -m options, in functions that say what they need."""
    (tmp_path / "a.c").write_text(
        """#include <immintrin.h>
        __attribute__((target("avx2,fma"))) void f(int *p) {
            __m256i a = _mm256_loadu_si256((__m256i *)p);
            _mm256_storeu_si256((__m256i *)p, _mm256_add_epi32(a, _mm256_set1_epi32(3)));
        }
        #pragma GCC push_options
        #pragma GCC target("bmi2")
        #ifndef __BMI2__
        #error pragma target defines no macro
        #endif
        unsigned g(unsigned x) { return _pext_u32(x, 0xf0f0); }
        #pragma GCC pop_options
        #ifdef __BMI2__
        #error pop_options leaves the macro
        #endif
        """
    )
    assert ccore.run(["-O0", "-S", "a.c"], tmp_path).status == 0
    text = (tmp_path / "a.s").read_text()
    assert "vpaddd" in text
    assert "pextl" in text


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("V f(V x, int n) { return __builtin_ia32_pshufd(x, n); }", "the last argument must be an 8-bit immediate"),
        ("int f(V x, int n) { return __builtin_ia32_vec_ext_v4si(x, 4); }",
         "selector must be an integer constant in the range [0, 3]"),
        ("V f(V x) { return __builtin_ia32_psravd_none(x); }", "implicit declaration of function"),
        ("V f(V x) { return __builtin_ia32_psrav4si(x, x); }",
         "'__builtin_ia32_psrav4si' needs isa option -mavx2"),
        ("V f(V x) { return __builtin_ia32_pshufd(x); }", "too few arguments to function '__builtin_ia32_pshufd'"),
        ("typedef float F __attribute__((vector_size(16))); V f(F x) { return __builtin_ia32_pshufd(x, 1); }",
         "incompatible type for argument 1 of '__builtin_ia32_pshufd'"),
        ("#include <immintrin.h>\n__m256i f(__m256i x) { return _mm256_add_epi32(x, x); }",
         "inlining failed in call to 'always_inline' '_mm256_add_epi32': target specific option mismatch"),
    ],
)  # fmt: skip
def test_messages(source: str, message: str, ccore: Batch, tmp_path: Path) -> None:
    (tmp_path / "a.c").write_text(f"typedef int V __attribute__((vector_size(16)));\n{source}\n")
    outcome = ccore.run(["-O1", "-w" if "implicit" not in message else "-Wall", "-c", "a.c"], tmp_path)
    assert message in outcome.stderr
    assert outcome.status == 1 or "implicit" in message


def gcc_macros(*options: str) -> dict[str, str]:
    text = subprocess.run(
        ["gcc", "-dM", "-E", "-x", "c", "/dev/null", *options], capture_output=True, text=True, check=True
    ).stdout
    return dict(re.findall(r"^#define (\S+) (.*)$", text, re.M))


def our_macros(cpu: str = "", features: tuple[str, ...] = ()) -> dict[str, str]:
    target = TARGETS["x86_64"]
    return target.predefined_macros(Options(cpu=cpu, features=list(features)), target)


def differing(ours: dict[str, str], theirs: dict[str, str]) -> set[str]:
    """The macros that differ, beside those of the library and of -fPIE."""
    names = {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)}
    return {name for name in names if not re.match(r"__STDC_I|_STDC_PREDEF|__(pie|PIE|pic|PIC)__", name)}


@pytest.mark.parametrize("cpu", ["x86-64-v3", "haswell", "skylake-avx512", "znver3", "bdver4", "tremont", "core2"])
def test_macros_of_processors(cpu: str) -> None:
    assert differing(our_macros(cpu), gcc_macros(f"-march={cpu}")) == set()


@pytest.mark.full
def test_macros_of_every_processor_and_set() -> None:
    assert {cpu for cpu in processors() if differing(our_macros(cpu), gcc_macros(f"-march={cpu}"))} == set()
    sets = [name for name in ("avx", "avx2", "sse4.2", "aes", "fma", "f16c", "xop", "sha", "vaes") if known(name)]
    assert {name for name in sets if differing(our_macros("", (f"+{name}",)), gcc_macros(f"-m{name}"))} == set()


def test_macros_of_the_host() -> None:
    """GCC may know the processor itself by another name than its features say."""
    cpu, features = native()
    ours, theirs = our_macros(cpu, features), gcc_macros("-march=native")
    assert not {n for n in differing(ours, theirs) if re.match(r"__(SSE|AVX2?_|BMI|FMA|POPCNT|LZCNT|SHA|AES)", n)}
