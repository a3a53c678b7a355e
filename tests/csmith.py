"""Random programs without undefined behaviour (Debian's csmith): ccore's output must equal GCC's at every level.

    python tests/csmith.py --seeds 1-1000                  # fixed seeds
    python tests/csmith.py --fresh 50 --levels 0,1,2,3,s   # new seeds, printed so that a find can be repeated

A program that runs for too long with GCC is left out, and another seed takes its place.  The sources of those that
differ stay in ``build/csmith/``.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from compilers import Command, Compiler, execute, fill_stack, share_out

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "csmith"
INCLUDE = next(Path("/usr/include").glob("csmith*"), Path("/usr/include/csmith"))


class Result(NamedTuple):
    """What one program did at one level: ``kind`` is "pass", "differs", "compile" or "timeout"."""

    seed: int
    level: str
    kind: str
    reason: str


def generate(seed: int, folder: Path) -> str:
    """csmith's program of that seed; csmith leaves a file in the folder."""
    try:
        words = ["csmith", "--seed", str(seed)]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    except FileNotFoundError:
        raise SystemExit("ERROR: csmith is missing: apt-get install csmith libcsmith-dev") from None
    return done.stdout


def output_of(subject: Compiler, options: Sequence[str], folder: Path, timeout: float) -> tuple[str, str]:
    """(kind, what it printed or why not) of ``program.c`` in the folder."""
    words = ["-w", *options, f"-I{INCLUDE}", "program.c", fill_stack(), "-o", "program"]
    outcome = subject.run(words, folder, timeout * 30)
    if outcome.status != 0:
        return "compile", outcome.reason()
    run = execute(folder / "program", timeout)
    if run.status is None:
        return "timeout", f"no end after {timeout:g} s"
    return "pass", f"{run.output.strip()} (status {run.status})"


def try_seed(subject: Compiler, judge: Compiler, seed: int, levels: Sequence[str], timeout: float) -> list[Result]:
    """All levels of one seed; [] where the judge's program does not end in time."""
    with tempfile.TemporaryDirectory(prefix="csmith-") as directory:
        folder = Path(directory)
        text = generate(seed, folder)
        (folder / "program.c").write_text(text)
        kind, expected = output_of(judge, ["-O0"], folder, timeout)
        if kind != "pass":
            return []
        results = []
        for level in levels:
            # The judge's program was not optimised, so ours has time enough.
            kind, got = output_of(subject, [f"-O{level}"], folder, timeout * 4)
            if kind == "pass" and got != expected:
                kind, got = "differs", f"{expected} with gcc, {got}"
            results.append(Result(seed, level, kind, "" if kind == "pass" else got))
    if any(result.kind != "pass" for result in results):
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / f"{seed}.c").write_text(text)
    return results


def run_seeds(
    command: str,
    seeds: Iterable[int],
    levels: Sequence[str],
    *,
    programs: int = 0,
    workers: int = 2,
    timeout: float = 5.0,
    log: Path | None = None,
) -> list[Result]:
    """The results of the first ``programs`` seeds (0: all) whose program ends with GCC; logged as they come."""
    judge = Command(["gcc"])
    results: list[Result] = []
    ended: list[int] = []  # the programs that end with GCC, those at work being counted among them

    def take() -> Iterator[int]:
        for seed in seeds:
            if programs and len(ended) >= programs:
                return
            ended.append(seed)
            yield seed

    def work(subject: Compiler, seed: int) -> None:
        found = try_seed(subject, judge, seed, levels, timeout)
        if not found:
            ended.remove(seed)
        results.extend(found)
        if log is not None:
            with log.open("a") as file:
                file.write("".join(f"{r.seed} -O{r.level} {r.kind} {r.reason}".rstrip() + "\n" for r in found))

    share_out(command, take(), work, workers)
    return sorted(results)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Compare a compiler with GCC over csmith's random programs.")
    parser.add_argument("--compiler", default="ccore", help="a compiler command (default: ccore, in batch mode)")
    parser.add_argument("--seeds", default="", help="first and last seed, as 1-1000")
    parser.add_argument("--programs", type=int, default=0, help="stop after so many programs that end; 0: all")
    parser.add_argument("--fresh", type=int, default=0, metavar="N", help="N programs of new seeds")
    parser.add_argument("--levels", default="0,1,2", help="optimisation levels (default: 0,1,2)")
    parser.add_argument("--timeout", type=float, default=5.0, help="seconds for a run of GCC's program")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--log", type=Path, default=ROOT / "build" / "csmith.log")
    options = parser.parse_args(arguments)
    if options.fresh:
        first = random.SystemRandom().randrange(1, 1 << 31)
        seeds = range(first, first + 10 * options.fresh)
        programs = options.fresh
        print(f"seeds from {first}")
    else:
        low, _, high = (options.seeds or "1-100").partition("-")
        seeds, programs = range(int(low), int(high or low) + 1), options.programs
    options.log.parent.mkdir(parents=True, exist_ok=True)
    options.log.write_text("")
    start = time.monotonic()
    results = run_seeds(
        options.compiler, seeds, options.levels.split(","), programs=programs, workers=options.workers,
        timeout=options.timeout, log=options.log,
    )  # fmt: skip
    failed = [r for r in results if r.kind != "pass"]
    for result in failed[:20]:
        print(f"ERROR seed {result.seed} -O{result.level}: {result.kind}: {result.reason[:200]}")
    if len(failed) > 20:
        print(f"... and {len(failed) - 20} more")
    count = len({r.seed for r in results})
    print(
        f"{options.compiler}: {count} programs, {len(results) - len(failed)} runs passed, {len(failed)} failed"
        f" in {time.monotonic() - start:.0f} s; {options.log}"
    )
    if not results:
        print("ERROR nothing was tested")
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main())
