"""csmith's programs in the interpreter of the IR: they print the same before the passes and after each of them.

    python tests/csmith_passes.py --seeds 1-200 [--level 1]

Each row of the pipeline runs by itself, in its order, on the whole module; after each that changed something, the
program runs again.  A program that takes long in the interpreter, or has what that does not know, is left out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from csmith import INCLUDE

from ccore import driver
from ccore.arguments import parse
from ccore.ir.interp import InterpreterError, UndefinedBehaviour, run_program
from ccore.ir.module import Module
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.options import Options
from ccore.passes.manager import PassManager
from ccore.passes.pipeline import steps_for
from ccore.stack import deep_recursion

STEPS = 60_000  # jumps and calls of a run; some two seconds
_SMALL = ("--max-funcs", "4", "--max-block-depth", "3", "--max-block-size", "3", "--max-expr-complexity", "6")


class Result(NamedTuple):
    """``kind``: "pass", "differs", "left out".  ``rows``: of the pipeline that changed something."""

    seed: int
    kind: str
    reason: str
    rows: int = 0


def program(seed: int, level: str) -> tuple[Module, Options]:
    """csmith's program of that seed, as IR without passes."""
    with tempfile.TemporaryDirectory(prefix="csmith-") as directory:
        path = Path(directory) / "program.c"
        words = ["csmith", "--seed", str(seed), *_SMALL]
        path.write_text(subprocess.run(words, cwd=directory, capture_output=True, text=True, check=True).stdout)
        options = parse(["-w", f"-O{level}", f"-I{INCLUDE}", "-c", str(path)]).options
        module = driver.front_end(str(path), None, options, driver.target_of(options), options.diagnostics())
    return module, options


def outcome(module: Module) -> str:
    """What it prints and returns; of undefined behaviour what it is.  Raises ``InterpreterError`` for other ends."""
    try:
        with deep_recursion():
            result = run_program(module, steps=STEPS)
    except UndefinedBehaviour as error:
        return f"undefined behaviour: {error}"
    return f"{result.output!r} (status {result.status})"


def check(seed: int, level: str = "1") -> Result:
    """Run the rows of a level one by one."""
    module, options = program(seed, level)
    try:
        expected = outcome(module)
    except InterpreterError as error:
        return Result(seed, "left out", str(error))
    if expected.startswith("undefined"):  # csmith's programs have none
        return Result(seed, "differs", f"before the passes: {expected}")
    manager = PassManager(module, options)
    rows = 0
    for step in steps_for(level):
        if not manager.run_over(manager.make(step.name)):
            continue
        rows += 1
        try:
            got = outcome(parse_module(print_module(module)))
        except InterpreterError as error:
            got = str(error)
        if got != expected:
            return Result(seed, "differs", f"after {step.name}: {got}, not {expected}", rows)
    return Result(seed, "pass", "", rows)


def run_seeds(seeds: Iterable[int], programs: int, level: str = "1") -> list[Result]:
    """The first so many that are not left out."""
    results: list[Result] = []
    for seed in seeds:
        if len(results) == programs:
            break
        result = check(seed, level)
        if result.kind != "left out":
            results.append(result)
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare csmith's programs before and after each pass.")
    parser.add_argument("--seeds", default="1-50", help="first and last seed")
    parser.add_argument("--level", default="1")
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    wrong = 0
    for seed in range(int(first), int(last or first) + 1):
        result = check(seed, options.level)
        wrong += result.kind == "differs"
        print(result.seed, result.kind, f"{result.rows} rows" if result.kind == "pass" else result.reason, flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
