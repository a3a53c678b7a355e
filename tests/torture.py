"""GCC's torture suite (``gcc.c-torture/execute``, its top folder) against any compiler, GCC being the judge.

The suite comes from Debian's package gcc-12-source and is unpacked into ``build/`` on first use.  A case that
GCC itself cannot compile, link and run here is left out and listed.  The case is compiled by the compiler under
test, linked by GCC, and run in a directory of its own; it passes when it exits with 0.

    python tests/torture.py --count 100 --levels 0,1,2            # ccore, in batch mode
    python tests/torture.py --compiler clang --match 'pr2*'
"""

from __future__ import annotations

import argparse
import fnmatch
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from compilers import Compiler, compiler, execute
from dejagnu import unpack

ROOT = Path(__file__).resolve().parent.parent
SUITE = ROOT / "build" / "gcc.c-torture"
FOLDER = "gcc.c-torture/execute"

# DejaGnu's directives, as far as they matter on x86-64 Linux: the options of those whose target selector,
# where there is one, fits this machine.
DIRECTIVE = re.compile(r"\{\s*(dg-[a-z-]+)\s+(.*?)\s*\}\s*(?:\*/|$)", re.M)
OPTIONS = re.compile(r'^[{"]\s*(.*?)\s*[}"](?:\s*\{(.*)\})?$', re.S)
HERE = re.compile(
    r"^(?!.*&& *ia32).*(?:x86_64-\*-|i\?86-\*-\*|\*-\*-\*|\*-\*-linux|\bfpic\b|\bint32plus\b|\blp64\b)", re.S
)


class Case(NamedTuple):
    """One program of the suite, with the options that its directives ask for."""

    path: Path
    options: tuple[str, ...]
    skipped: str  # the reason why it does not apply here, "" where it does


class Result(NamedTuple):
    """What one case did at one level: ``kind`` is "pass", "compile", "link", "exit", "signal" or "timeout"."""

    name: str
    level: str
    kind: str
    reason: str


def fetch(suite: Path = SUITE) -> Path:
    """The unpacked folder; taken out of Debian's archive when it is not there yet."""
    return unpack(FOLDER, suite)


def read_case(path: Path) -> Case:
    """Read a program's directives."""
    options: list[str] = []
    skipped = ""
    for name, rest in DIRECTIVE.findall(path.read_text(encoding="latin-1")):
        if name in ("dg-options", "dg-additional-options") and (match := OPTIONS.match(rest)):
            words, selector = match.groups()
            if selector is None or HERE.search(selector):
                options += words.split()
        elif name == "dg-skip-if":
            parts = re.findall(r"\{\s*([^{}]*)\s*\}", rest)
            if parts and HERE.search(parts[0]) and "!" not in parts[0] and not any(p.strip() for p in parts[1:2]):
                skipped = "dg-skip-if"
        elif name == "dg-require-effective-target" and rest.split()[0] in ("simulator", "ia32"):
            skipped = f"requires {rest.split()[0]}"
    return Case(path, tuple(o for o in options if not o.startswith("-Wl,")), skipped)


def sample(cases: Sequence[Path], count: int) -> list[Path]:
    """``count`` cases by a fixed stride over the sorted names; all where there are no more."""
    if count <= 0 or count >= len(cases):
        return list(cases)
    return [cases[i * len(cases) // count] for i in range(count)]


def try_case(subject: Compiler, case: Case, level: str, timeout: float) -> Result:
    """Compile, link and run one case at one level."""
    name = case.path.name
    with tempfile.TemporaryDirectory(prefix="torture-") as directory:
        folder = Path(directory)
        source = str(case.path)
        argv = ["-w", f"-O{level}", *case.options, "-c", source, "-o", "case.o"]
        outcome = subject.run(argv, folder, timeout * 3)
        if outcome.status != 0 or not (folder / "case.o").exists():
            return Result(name, level, "compile", outcome.reason())
        # Without -no-pie the linker would refuse objects from compilers whose default is not -fPIE.
        link = subprocess.run(
            ["gcc", "-no-pie", "-o", "case", "case.o", "-lm"], cwd=folder, capture_output=True, text=True, check=False
        )
        if link.returncode != 0:
            lines = [line for line in link.stderr.splitlines() if "undefined" in line or "error" in line]
            return Result(name, level, "link", (lines or link.stderr.splitlines() or ["no message"])[0][:300])
        run = execute(folder / "case", timeout)
    if run.status is None:
        return Result(name, level, "timeout", f"no end after {timeout:g} s")
    if run.status < 0:
        return Result(name, level, "signal", signal.Signals(-run.status).name)
    if run.status > 0:
        return Result(name, level, "exit", f"status {run.status}")
    return Result(name, level, "pass", "")


def run_suite(
    command: str, paths: Sequence[Path], levels: Sequence[str], *, workers: int = 2, timeout: float = 10.0
) -> tuple[list[Result], list[Result]]:
    """All results of the compiler, and those of GCC for the cases that were left out because GCC fails on them."""
    jobs = iter([(read_case(path), level) for path in paths for level in levels])
    results: list[Result] = []
    excluded: list[Result] = []
    lock = threading.Lock()

    def take() -> Iterator[tuple[Case, str]]:
        while True:
            with lock:
                job = next(jobs, None)
            if job is None:
                return
            yield job

    def work() -> None:
        subject, judge = compiler(command), compiler("gcc")
        try:
            for case, level in take():
                if case.skipped:
                    verdict = Result(case.path.name, level, "skip", case.skipped)
                else:
                    verdict = try_case(judge, case, level, timeout)
                if verdict.kind == "pass":
                    results.append(try_case(subject, case, level, timeout))
                else:
                    excluded.append(verdict)
        finally:
            subject.close()
            judge.close()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results), sorted(excluded)


def table(results: Sequence[Result]) -> str:
    """One line per failure: level, program, what failed, why."""
    return "\n".join(f"-O{r.level:<4} {r.name:<28} {r.kind:<8} {r.reason}" for r in results if r.kind != "pass")


def totals(results: Sequence[Result]) -> str:
    """How many passed, by level, and what the others died of."""
    parts = []
    for level in dict.fromkeys(r.level for r in results):
        here = [r for r in results if r.level == level]
        parts.append(f"-O{level} {sum(r.kind == 'pass' for r in here)}/{len(here)}")
    kinds = Counter(r.kind for r in results if r.kind != "pass")
    return ", ".join(parts) + "".join(f"; {kind}: {n}" for kind, n in kinds.most_common())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Run GCC's torture suite with a compiler.")
    parser.add_argument("--compiler", default="ccore", help="a compiler command (default: ccore, in batch mode)")
    parser.add_argument("--count", type=int, default=100, help="how many programs, by a fixed stride; 0 for all")
    parser.add_argument("--levels", default="0,1,2", help="optimisation levels (default: 0,1,2)")
    parser.add_argument("--match", default="*.c", help="only programs whose name fits the pattern")
    parser.add_argument("--timeout", type=float, default=10.0, help="seconds for one run (compiling: three times that)")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--log", type=Path, default=ROOT / "build" / "torture.log")
    options = parser.parse_args(arguments)

    pattern = options.match if options.match.endswith(".c") else options.match + ".c"
    paths = [p for p in sorted(fetch().glob("*.c")) if fnmatch.fnmatch(p.name, pattern)]
    start = time.monotonic()
    results, excluded = run_suite(
        options.compiler, sample(paths, options.count), options.levels.split(","), workers=options.workers,
        timeout=options.timeout,
    )  # fmt: skip
    options.log.parent.mkdir(parents=True, exist_ok=True)
    options.log.write_text(
        f"{options.compiler}: {totals(results)}\n\nfailed:\n{table(results)}\n\n"
        f"left out, since GCC fails:\n{table(excluded)}\n"
    )
    failed = [r for r in results if r.kind != "pass"]
    for result in failed[:20]:
        print(f"ERROR -O{result.level} {result.name}: {result.kind}: {result.reason}")
    if len(failed) > 20:
        print(f"... and {len(failed) - 20} more")
    print(
        f"{options.compiler}: {len(results) - len(failed)} passed, {len(failed)} failed, {len(excluded)} left out"
        f" in {time.monotonic() - start:.0f} s ({totals(results)}); {options.log}"
    )
    if not results:
        print("ERROR nothing was tested")
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main())
