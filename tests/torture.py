"""GCC's torture suites (``gcc.c-torture``) against any compiler, GCC being the judge.

``execute`` and its folders ``ieee`` and ``builtins`` are compiled by the compiler under test, linked by GCC, and run
in a directory of their own: a case passes when it exits with 0.  A case that GCC itself cannot compile, link and run
here is left out and listed.  ``compile`` holds programs that a compiler must take: a case passes when the compiler
takes what GCC takes and refuses, by a diagnostic, what GCC refuses.  What GCC did is remembered in ``build/``.

    python tests/torture.py --count 100 --levels 0,1,2                   # ccore, in batch mode
    python tests/torture.py --suite all --count 0 --levels 0,1,2,3,s     # everything
    python tests/torture.py --compiler clang --match 'pr2*'
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import dejagnu
from compilers import Compiler, compiler, execute, fill_stack, share_out

ROOT = Path(__file__).resolve().parent.parent
SUITES = ("execute", "ieee", "builtins", "compile")

# What ieee.exp and builtins.exp add to the options of every program.
SUITE_OPTIONS = {
    "ieee": ["-fno-inline"],
    "builtins": [
        "-fno-tree-dse", "-fno-tree-loop-distribute-patterns", "-fno-tracer", "-fno-ipa-ra", "-fno-inline-functions",
    ],
}  # fmt: skip
# NAME.x is a Tcl program beside NAME.c; those that matter on x86-64 only set or add options.
X_OPTIONS = re.compile(r"^(?:lappend|(set)) additional_flags (.*)$", re.M)


class Case(NamedTuple):
    """One program of a suite at one level, with its options."""

    suite: str
    path: Path
    level: str
    sources: tuple[Path, ...]
    options: tuple[str, ...]
    skipped: str  # the reason why it does not apply here, "" where it does


class Result(NamedTuple):
    """What one case did: ``kind`` is "pass", "compile", "accepted", "link", "exit", "signal", "timeout" or "skip"."""

    suite: str
    name: str
    level: str
    kind: str
    reason: str


def programs(suite: str) -> list[Path]:
    """The programs of a suite, sorted by name."""
    top = dejagnu.unpack("gcc.c-torture", ROOT / "build" / "torture")
    folder = top / suite if suite in ("execute", "compile") else top / "execute" / suite
    return sorted(p for p in folder.glob("*.c") if suite != "builtins" or not p.stem.endswith("-lib"))


def read_case(suite: str, path: Path, level: str) -> Case:
    """Read a program's directives, or for ieee and builtins its file of options."""
    if suite in ("execute", "compile"):
        program = dejagnu.read(path, always=[f"-O{level}"])
        own = tuple(o for o in program.options if not o.startswith("-Wl,"))
        return Case(suite, path, level, (path,), own, program.skipped)
    options = list(SUITE_OPTIONS[suite])
    extra = path.with_suffix(".x")
    if extra.exists():
        for replace, words in X_OPTIONS.findall(extra.read_text()):
            options = ([] if replace else options) + dejagnu.words(words)
    sources = [path]
    if suite == "builtins":
        sources += [path.with_name(f"{path.stem}-lib.c"), path.parent / "lib" / "main.c"]
    return Case(suite, path, level, tuple(sources), tuple(options), "")


def sample(cases: Sequence[Path], count: int) -> list[Path]:
    """``count`` cases by a fixed stride over the sorted names; all where there are no more."""
    if count <= 0 or count >= len(cases):
        return list(cases)
    return [cases[i * len(cases) // count] for i in range(count)]


def try_case(subject: Compiler, case: Case, timeout: float) -> Result:
    """Compile one case, and link and run it where its suite is one of programs to run."""

    def result(kind: str, reason: str = "") -> Result:
        return Result(case.suite, case.path.name, case.level, kind, reason)

    with tempfile.TemporaryDirectory(prefix="torture-") as directory:
        folder = Path(directory)
        objects = []
        for i, source in enumerate(case.sources):
            output = f"{i}.o"
            argv = ["-w", f"-O{case.level}", *case.options, "-c", str(source), "-o", output]
            outcome = subject.run(argv, folder, timeout * 12)  # as DejaGnu, which allows minutes
            if outcome.status != 0 or not (folder / output).exists():
                # A crash or a time-out is no refusal: only a diagnostic is.
                return result("compile" if outcome.status == 1 else "signal", outcome.reason())
            objects.append(output)
        if case.suite == "compile":
            return result("pass")
        # Without -no-pie the linker would refuse objects from compilers whose default is not -fPIE.
        link = subprocess.run(
            ["gcc", "-no-pie", "-o", "case", *objects, fill_stack(), "-lm"],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if link.returncode != 0:
            lines = [line for line in link.stderr.splitlines() if "undefined" in line or "error" in line]
            return result("link", (lines or link.stderr.splitlines() or ["no message"])[0][:300])
        run = execute(folder / "case", timeout)
    if run.status is None:
        return result("timeout", f"no end after {timeout:g} s")
    if run.status < 0:
        return result("signal", signal.Signals(-run.status).name)
    if run.status > 0:
        return result("exit", f"status {run.status}")
    return result("pass")


class Judge:
    """What GCC does with each case, remembered in a file that belongs to one version of GCC."""

    def __init__(self, timeout: float) -> None:
        version = subprocess.run(["gcc", "-v"], capture_output=True, text=True, check=True).stderr.splitlines()[-1]
        self.file = ROOT / "build" / f"torture-{re.sub('[^A-Za-z0-9.]+', '-', version)}.json"
        self.timeout = timeout
        self.known: dict[str, list[str]] = {}
        self.before = 0
        if self.file.exists():
            self.known = json.loads(self.file.read_text())
            self.before = len(self.known)

    def verdict(self, gcc: Compiler, case: Case) -> Result:
        key = " ".join([case.suite, case.path.name, case.level, *case.options])
        if case.skipped:
            return Result(case.suite, case.path.name, case.level, "skip", case.skipped)
        if key not in self.known:
            verdict = try_case(gcc, case, self.timeout)
            if verdict.kind == "timeout":
                return verdict  # perhaps the machine was busy
            self.known[key] = [verdict.kind, verdict.reason]
        return Result(case.suite, case.path.name, case.level, *self.known[key])

    def save(self) -> None:
        if len(self.known) != self.before:
            self.file.parent.mkdir(exist_ok=True)
            draft = self.file.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps(self.known, indent=0))
            draft.replace(self.file)


def run_suites(
    command: str, cases: Sequence[tuple[str, Path]], levels: Sequence[str], *, words: Sequence[str] = (),
    workers: int = 2, timeout: float = 10.0,
) -> tuple[list[Result], list[Result]]:
    """All results of the compiler for (suite, program), and those of GCC for the cases that it leaves out.  ``words``
    go to the compiler alone."""
    results: list[Result] = []
    excluded: list[Result] = []
    judge = Judge(timeout)
    gcc = compiler("gcc")

    def work(subject: Compiler, case: Case) -> None:
        verdict = judge.verdict(gcc, case)
        if verdict.kind == "pass":
            results.append(try_case(subject, case._replace(options=(*words, *case.options)), timeout))
        elif verdict.kind == "compile" and case.suite == "compile":
            results.append(refusal(try_case(subject, case, timeout), verdict))
        else:
            excluded.append(verdict)

    jobs = (read_case(suite, path, level) for suite, path in cases for level in levels)
    share_out(command, jobs, work, workers)
    judge.save()
    return sorted(results), sorted(excluded)


def refusal(result: Result, verdict: Result) -> Result:
    """The result for a program that GCC refuses."""
    if result.kind == "compile":
        return result._replace(kind="pass", reason="")
    return result._replace(kind="accepted", reason=verdict.reason) if result.kind == "pass" else result


def table(results: Sequence[Result]) -> str:
    """One line per failure: suite, level, program, what failed, why."""
    return "\n".join(
        f"{r.suite:<8} -O{r.level:<2} {r.name:<28} {r.kind:<8} {r.reason}" for r in results if r.kind != "pass"
    )


def totals(results: Sequence[Result]) -> str:
    """How many passed, by suite and level."""
    groups: dict[str, dict[str, list[bool]]] = {}
    for r in results:
        groups.setdefault(r.suite, {}).setdefault(f"-O{r.level}", []).append(r.kind == "pass")
    return "; ".join(
        f"{suite} " + ", ".join(f"{level} {sum(passed)}/{len(passed)}" for level, passed in sorted(levels.items()))
        for suite, levels in sorted(groups.items())
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Run GCC's torture suites with a compiler.")
    parser.add_argument("--compiler", default="ccore", help="a compiler command (default: ccore, in batch mode)")
    parser.add_argument("--suite", default="execute", help=f"{', '.join(SUITES)}, several by commas, or all")
    parser.add_argument("--count", type=int, default=100, help="programs of a suite, by a fixed stride; 0 for all")
    parser.add_argument("--levels", default="0,1,2", help="optimisation levels (default: 0,1,2)")
    parser.add_argument("--match", default="*.c", help="only programs whose name fits one of these patterns (commas)")
    parser.add_argument("--timeout", type=float, default=10.0, help="seconds for a run (compiling: twelve times that)")
    parser.add_argument("--words", default="", help="more options for the compiler (=-verify-each)")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--log", type=Path, default=ROOT / "build" / "torture.log")
    options = parser.parse_args(arguments)

    suites = SUITES if options.suite == "all" else options.suite.split(",")
    if unknown := set(suites) - set(SUITES):
        parser.error(f"no such suite: {', '.join(sorted(unknown))}")
    patterns = [p if p.endswith(".c") else f"{p}.c" for p in options.match.split(",")]
    cases = []
    for suite in suites:
        paths = [p for p in programs(suite) if any(fnmatch.fnmatch(p.name, pattern) for pattern in patterns)]
        cases += [(suite, path) for path in sample(paths, options.count)]
    start = time.monotonic()
    results, excluded = run_suites(
        options.compiler, cases, options.levels.split(","), words=options.words.split(), workers=options.workers,
        timeout=options.timeout,
    )
    failed = [r for r in results if r.kind != "pass"]
    kinds = "".join(f"; {kind}: {n}" for kind, n in Counter(r.kind for r in failed).most_common())
    options.log.parent.mkdir(parents=True, exist_ok=True)
    options.log.write_text(
        f"{options.compiler}: {totals(results)}{kinds}\n\nfailed:\n{table(results)}\n\n"
        f"left out, since GCC fails:\n{table(excluded)}\n"
    )
    for line in table(failed[:20]).splitlines():
        print(f"ERROR {line}")
    if len(failed) > 20:
        print(f"... and {len(failed) - 20} more")
    print(
        f"{options.compiler}: {len(results) - len(failed)} passed, {len(failed)} failed{kinds},"
        f" {len(excluded)} left out in {time.monotonic() - start:.0f} s ({totals(results)}); {options.log}"
    )
    if not results:
        print("ERROR nothing was tested")
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main())
