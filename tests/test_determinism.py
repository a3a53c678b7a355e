"""The same source makes the same code, byte by byte, wherever in memory things happen to lie."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
import test_pass_scaling

import ccore
from ccore.ir.module import Module
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.options import Options
from ccore.passes.manager import PassManager
from ccore.passes.pipeline import REGISTRY

LOOPS = r"""
unsigned counters(unsigned n) {
  unsigned a = 3, b = 5, c = 7, d = 9, i;
  for (i = 0; i < n; i++) { a += 2; b += 3; c += 4; d += 5; }
  return a ^ b * 3 ^ c * 5 ^ d * 7;
}
int choices(const int *p, int n, int u, int v, int w, int *least, int *most) {
  int sum = 0, product = 1, low = p[0], high = p[0];
  for (int i = 0; i < n; i++) {
    if (u) sum += p[i];
    if (v) product *= p[i] | 1;
    if (w) low = p[i] < low ? p[i] : low;
    high ^= p[i];
  }
  *least = low; *most = high;
  return sum ^ product;
}
struct point { int x, y, z; };
int fields(int n, struct point *out) {
  struct point a = {1, 2, 3}, b = a;
  for (int i = 0; i < n; i++) { a.x += b.y; b.y += a.z; if (a.x > 100) a = b; }
  *out = a;
  return __builtin_object_size(out, 0) + b.x;
}
"""


def differing(make: Callable[[], str], times: int) -> int:
    """How many texts there are of one thing, made where the objects of the earlier ones are still in their way."""
    kept: list[object] = []
    texts = set()
    for number in range(times):
        kept.append([object() for _ in range(97 * number)])
        texts.add(make())
    return len(texts)


@pytest.mark.parametrize("name", REGISTRY)
def test_passes_make_the_same_each_time(name: str) -> None:
    for shape, source in test_pass_scaling.SHAPES.items():
        text, kept = source(150), []

        def make(text: str = text, kept: list[Module] = kept) -> str:
            module = parse_module(text)
            kept.append(module)
            manager = PassManager(module, Options(level="1"))
            for before in ("sroa", "mem2reg"):
                for function in module.functions.values():
                    if function.blocks and name not in test_pass_scaling.BEFORE_MEM2REG:
                        manager.run_on(manager.make(before), function)
            manager.run_over(manager.make(name))
            return print_module(module)

        assert differing(make, 3) == 1, f"{name} on {shape}"


@pytest.mark.parametrize("level", ["0", "1", "2", "s"])
def test_sources_make_the_same_each_time(level: str) -> None:
    kept: list[ccore.Module] = []

    def make() -> str:
        kept.append(ccore.compile(LOOPS, level=level))
        return kept[-1].llvm_ir

    assert differing(make, 8) == 1


@pytest.mark.parametrize(
    "words", [["-E", "-dM"], ["-S", "-O1", "-g3"], ["-S", "-O2", "-Wall", "-Wextra"]], ids=" ".join
)
def test_no_order_comes_from_hashes_of_strings(words: list[str]) -> None:
    source = LOOPS + (
        '#pragma GCC target("avx2,bmi2")\n#include <immintrin.h>\n'
        "__attribute__((format(printf, 1, 3), format(scanf, 2, 3), nonnull, noinline, malloc))\n"
        "char *f(char *, char *, ...);\n"
        'char *g(int x) { return f("%d %s", "%d %d", x, x, 1L); }\n'
    )
    made = set()
    for seed in "123":
        command = [
            sys.executable,
            "-c",
            "import sys, ccore.cli; sys.exit(ccore.cli.main())",
            *words,
            "-x",
            "c",
            "-",
            "-o",
            "-",
        ]
        done = subprocess.run(
            command,
            input=source,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        made.add((done.stdout, done.stderr))
    assert len(made) == 1
