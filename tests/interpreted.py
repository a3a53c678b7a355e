"""GCC's torture programs (``gcc.c-torture/execute``) in the interpreter of the IR, before and after our passes.

    python tests/interpreted.py --count 100 --levels 0,1
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import torture

from ccore import driver
from ccore.arguments import parse
from ccore.diagnostics import CompileError, InternalError
from ccore.ir.interp import UndefinedBehaviour, Unsupported, run_program
from ccore.stack import deep_recursion


class Outcome(NamedTuple):
    """``kind``: "pass", "status", "undefined", "unsupported", "timeout", "compile", "skip"."""

    name: str
    level: str
    kind: str
    reason: str


def interpret(path: Path, level: str, seconds: int) -> Outcome:
    """Compile a program to IR, run our passes as the level asks, and interpret it."""

    def outcome(kind: str, reason: str = "") -> Outcome:
        return Outcome(path.name, level, kind, reason)

    case = torture.read_case("execute", path, level)
    if case.skipped:
        return outcome("skip", case.skipped)
    options = parse(["-w", f"-O{level}", "-verify-each", *case.options, "-c", str(path)]).options
    target = driver.target_of(options)
    try:
        diagnostics = options.diagnostics()
        with driver.guarded("the front end", diagnostics):
            module = driver.front_end(str(path), None, options, target, diagnostics)
        if level != "0":
            with driver.guarded("the passes", diagnostics):
                driver.optimize(module, options)
    except InternalError as error:
        return outcome("fault", str(error))
    except CompileError as error:
        return outcome("compile", str(error).splitlines()[0] if str(error) else "refused")

    def late(*arguments: Any) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        with deep_recursion():
            result = run_program(module)
    except TimeoutError:
        return outcome("timeout", f"no end after {seconds} s")
    except UndefinedBehaviour as error:
        return outcome("undefined", str(error))
    except Unsupported as error:
        return outcome("unsupported", error.message)
    except Exception as error:  # a fault of the interpreter is a result, too
        return outcome("fault", f"{type(error).__name__}: {error}")
    finally:
        signal.alarm(0)
    return outcome("pass") if result.status == 0 else outcome("status", str(result.status))


def main() -> int:
    parser = argparse.ArgumentParser(description="Run GCC's torture programs in the interpreter.")
    parser.add_argument("--count", type=int, default=100, help="programs, by a fixed stride; 0 for all")
    parser.add_argument("--levels", default="0,1")
    parser.add_argument("--match", default="*")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--log", type=Path, default=torture.ROOT / "build" / "interpreted.log")
    options = parser.parse_args()
    paths = [p for p in torture.programs("execute") if p.match(options.match + ".c")]
    results = []
    options.log.parent.mkdir(exist_ok=True)
    with options.log.open("w") as log:
        for path in torture.sample(paths, options.count):
            for level in options.levels.split(","):
                result = interpret(path, level, options.seconds)
                results.append(result)
                log.write(f"{result.name} -O{result.level} {result.kind} {result.reason}\n")
                log.flush()
    for level in options.levels.split(","):
        counts = Counter(r.kind for r in results if r.level == level)
        print(f"-O{level}: {', '.join(f'{kind} {n}' for kind, n in counts.most_common())}; {options.log}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
