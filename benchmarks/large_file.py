"""Compile time of one very large file, SQLite's amalgamation, by ccore and by gcc at each level.

    python benchmarks/large_file.py [--levels 0,1,2] [--rounds 3]

The two compile in turn, each round starting with the other; a time is the median of processor seconds (user and
system) of the command and all that it started, a cold start each time.  The report ends with the ratios;
``build/bench/large_file.log`` has the seconds that each phase and each of our passes took (``-time-passes``) in a run
more, which is not among those measured.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from workloads import ROOT, Workload, WorkloadError, ccore_words, sqlite

LOG = ROOT / "build" / "bench" / "large_file.log"
LIMIT = 3.0
"""What ccore's time over gcc's at -O2 is to stay under."""


def seconds(words: Sequence[str], log: Path | None = None) -> float:
    """Processor seconds of a command.  Raises ``WorkloadError`` where it fails."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode(errors="replace")
    if process.returncode:
        raise WorkloadError(f"{words[0]}: {(text.strip().splitlines() or [f'status {process.returncode}'])[-1][:200]}")
    if log is not None:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{' '.join(words)}\n{text}\n")
    return usage.ru_utime + usage.ru_stime


def measure(workload: Workload, levels: Sequence[str], rounds: int) -> dict[str, tuple[float, float]]:
    """For each level ccore's and gcc's median seconds."""
    compilers = {"ccore": list(ccore_words()), "gcc": ["gcc"]}
    medians: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory(prefix="large-file-") as directory:
        for level in levels:
            options = ["-w", f"-O{level}", *workload.flags, "-c", str(workload.files[0]), "-o", f"{directory}/out.o"]
            times: dict[str, list[float]] = {name: [] for name in compilers}
            for turn in range(rounds):
                for name in sorted(compilers, reverse=bool(turn % 2)):
                    times[name].append(seconds([*compilers[name], *options]))
            medians[level] = statistics.median(times["ccore"]), statistics.median(times["gcc"])
            seconds([*compilers["ccore"], "-time-passes", *options], LOG)
            ours, theirs = medians[level]
            print(f"-O{level}: ccore {ours:.1f} s, gcc {theirs:.1f} s, ratio {ours / theirs:.2f}", flush=True)
    return medians


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a level; 1 where something cannot be compiled, or -O2 takes too long."""
    parser = argparse.ArgumentParser(description="Compile time of SQLite's amalgamation, beside gcc's.")
    parser.add_argument("--levels", default="0,1,2", help="as 0,1,2,3,s (default: 0,1,2)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each compiles (default: 3)")
    asked = parser.parse_args(arguments)
    levels = asked.levels.split(",")
    if asked.rounds < 1 or not all(level in {"0", "1", "2", "3", "s", "z", "g"} for level in levels):
        parser.error("levels are 0 1 2 3 s z g, joined by commas; rounds are 1 at least")
    LOG.parent.mkdir(parents=True, exist_ok=True)
    LOG.write_text("")
    try:
        workload = sqlite()
        lines = sum(1 for _ in workload.files[0].open(encoding="utf-8", errors="replace"))
        print(f"{workload.files[0].name}: {lines} lines; processor seconds, median of {asked.rounds}")
        medians = measure(workload, levels, asked.rounds)
    except WorkloadError as error:
        print(f"ERROR {error}", file=sys.stderr)
        return 1
    print(f"profiles: {LOG}")
    if "2" not in medians:
        return 0
    ratio = medians["2"][0] / medians["2"][1]
    print(f"-O2: {ratio:.2f} of gcc's time, under {LIMIT:.1f}: {'reached' if ratio < LIMIT else 'NOT reached'}")
    return 0 if ratio < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
