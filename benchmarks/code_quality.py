"""How fast, and how large, is the code that ccore makes, beside gcc's, clang's and tcc's.

    python benchmarks/code_quality.py                    every program and every build, 7 rounds
    python benchmarks/code_quality.py --fast             3 rounds
    python benchmarks/code_quality.py --match nbody,lua --builds ccore-O2,gcc-O2

Each program of ``workloads.py`` is built by each compiler at each level; every build must print the same. In a round
every build runs once, in an order that turns from round to round, so that whatever else the machine does meets all
alike; a build's time is the median of its processor times in user mode. Objects of unchanged sources, compilers and
options are kept in ``build/bench/objects``. The report is ``build/bench/report.txt``, ``report.json`` and
``report.svg``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bars import Group, bar_chart
from workloads import ROOT, WORKLOADS, Workload, WorkloadError, ccore_words, sources

HOME = ROOT / "build" / "bench"
LEVELS = ("0", "1", "2", "3", "s")
TARGETS = {"-O0": 1.00, "-O1": 1.00, "-O2": 0.95, "size -Os": 1.05}
"""What the geometric mean of ccore's times (or sizes) over gcc's is to be at most."""
WORST = 1.3
"""What a single program's ratio of times is to be at most."""
_SECTION = re.compile(r"^\.text\S*\s+(\d+)", re.M)


@dataclass(frozen=True)
class Build:
    """A compiler at a level, as ``ccore-O2``; ``identity``: what its objects depend on besides their sources."""

    compiler: str
    level: str
    words: tuple[str, ...]
    identity: str

    @property
    def name(self) -> str:
        return f"{self.compiler}-O{self.level}"


@dataclass
class Program:
    """One workload through one build: its executable, and what is known of it."""

    executable: Path
    text_bytes: int = 0
    compile_seconds: float = 0.0
    failure: str = ""
    times: list[float] = field(default_factory=list)
    result: str = ""

    @property
    def seconds(self) -> float:
        return statistics.median(self.times)


Results = dict[str, dict[str, Program]]
"""By workload, then by build."""


def builds() -> list[Build]:
    """Every build that this machine can make."""
    ours = tuple(ccore_words())
    found = [Build("ccore", level, ours, _tree_hash(ROOT / "ccore")) for level in LEVELS]
    for name, levels in (("gcc", LEVELS), ("clang", ("2",)), ("tcc", ("0",))):
        path = shutil.which(name)
        if path is not None:
            flag = "-v" if name == "tcc" else "--version"
            version = subprocess.run([path, flag], capture_output=True, text=True, check=False).stdout
            found += [Build(name, level, (path,), version) for level in levels]
    return found


def _tree_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def run_timed(words: Sequence[str], folder: Path) -> tuple[int, str, float]:
    """Exit status, output and the seconds in user mode of a command and all that it waited for."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return process.returncode, said.read().decode(errors="replace"), usage.ru_utime


def compile_object(build: Build, workload: Workload, source: Path) -> tuple[Path, float]:
    """The object of one file, and the seconds that it took once.  Raises ``WorkloadError``."""
    flags = ["-w", f"-O{build.level}", *workload.flags]
    key = hashlib.sha256("\0".join([build.identity, build.name, *flags, str(source)]).encode())
    key.update(source.read_bytes())
    for header in sorted(source.parent.glob("*.h")):
        key.update(header.read_bytes())
    stem = f"{workload.name}-{source.stem}-{build.name}-"
    target = HOME / "objects" / f"{stem}{key.hexdigest()[:16]}.o"
    note = target.with_suffix(".seconds")
    if not note.exists():
        for old in target.parent.glob(f"{stem}*"):
            old.unlink()
        words = [*build.words, *flags, "-c", str(source), "-o", str(target)]
        status, said, seconds = run_timed(words, ROOT)
        if status or not target.exists():
            raise WorkloadError(f"{source.name}: {(said.strip().splitlines() or [f'status {status}'])[-1][:200]}")
        note.write_text(f"{seconds:.3f}\n")
    return target, float(note.read_text())


def make_program(build: Build, workload: Workload) -> Program:
    """Compile and link; gcc links for all but tcc, whose objects want its own library."""
    program = Program(HOME / "programs" / f"{workload.name}-{build.name}")
    try:
        made = [compile_object(build, workload, source) for source in workload.files]
    except WorkloadError as error:
        program.failure = str(error)
        return program
    objects = [str(path) for path, _ in made]
    program.compile_seconds = sum(seconds for _, seconds in made)
    sizes = subprocess.run(["size", "-A", *objects], capture_output=True, text=True, check=False).stdout
    program.text_bytes = sum(map(int, _SECTION.findall(sizes)))
    linker = build.words if build.compiler == "tcc" else ("gcc",)
    status, said, _ = run_timed([*linker, *objects, "-o", str(program.executable), "-lm"], ROOT)
    if status:
        program.failure = f"link: {(said.strip().splitlines() or [''])[-1][:200]}"
    return program


def run_program(program: Program, workload: Workload, measured: bool) -> None:
    """Run once; a program that fails or prints something else than before is a failure."""
    status, output, seconds = run_timed([str(program.executable), *workload.arguments], HOME)
    result = "\n".join(re.findall(f"(?m)^.*{workload.result}$", output))
    if status or not result:
        program.failure = f"status {status}: {(output.strip().splitlines() or ['no output'])[-1][:120]}"
    elif program.result and result != program.result:
        program.failure = "prints something else each time"
    program.result = result
    if measured:
        program.times.append(seconds)


def measure(workloads: Sequence[Workload], chosen: Sequence[Build], rounds: int) -> Results:
    """Build everything, two at a time, and run it in rounds."""
    for name in ("objects", "programs"):
        (HOME / name).mkdir(parents=True, exist_ok=True)
    pairs = [(workload, build) for workload in workloads for build in chosen]
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda pair: make_program(pair[1], pair[0]), reversed(pairs)))  # the longest first
    results: Results = {workload.name: {} for workload in workloads}
    for (workload, build), program in zip(pairs, reversed(made)):
        results[workload.name][build.name] = program
    for number in range(rounds + 1):  # the first one fills the caches
        for workload in workloads:
            programs = [program for program in results[workload.name].values() if not program.failure]
            for i in range(len(programs)):
                run_program(programs[(i + number) % len(programs)], workload, measured=number > 0)
            if not number:
                compare_results(results[workload.name])
    return results


def compare_results(programs: dict[str, Program]) -> None:
    """All builds of a program print what most of them print."""
    printed = [program.result for program in programs.values() if not program.failure]
    if printed:
        wanted = max(printed, key=printed.count)
        for program in programs.values():
            if not program.failure and program.result != wanted:
                program.failure = f"prints {program.result[:60]!r}, others {wanted[:60]!r}"


def geometric_mean(values: Iterable[float]) -> float:
    logs = [math.log(value) for value in values]
    return math.exp(sum(logs) / len(logs)) if logs else math.nan


def ratios(results: Results, one: str, other: str, size: bool = False) -> dict[str, float]:
    """By workload, the time (or size) of one build over that of another, where both are known."""
    found: dict[str, float] = {}
    for name, programs in results.items():
        a, b = programs.get(one), programs.get(other)
        if a is not None and b is not None and not a.failure and not b.failure:
            top, bottom = (a.text_bytes, b.text_bytes) if size else (a.seconds, b.seconds)
            found[name] = max(top, 1e-3) / max(bottom, 1e-3)
    return found


def report(results: Results, chosen: Sequence[Build]) -> tuple[str, str]:
    """The tables of figures, and what they come to beside gcc."""
    names = [build.name for build in chosen]
    lines = _table("seconds in user mode, median", results, names, lambda p: f"{p.seconds:.3f}")
    lines += _table("bytes of code (.text)", results, names, lambda p: str(p.text_bytes))
    lines += _table("seconds to compile", results, names, lambda p: f"{p.compile_seconds:.2f}")
    columns = {f"-O{level}": ratios(results, f"ccore-O{level}", f"gcc-O{level}") for level in LEVELS}
    columns["size -Os"] = ratios(results, "ccore-Os", "gcc-Os", size=True)
    columns = {title: found for title, found in columns.items() if found}
    verdicts: list[str] = []
    means = {title: geometric_mean(found.values()) for title, found in columns.items()}
    if columns:
        verdicts += ["ccore's over gcc's", " " * 18 + "".join(f"{title:>10}" for title in columns)]
        for name in results:
            cells = [f"{found[name]:.2f}" if name in found else "-" for found in columns.values()]
            verdicts.append(f"{name:18}" + "".join(f"{cell:>10}" for cell in cells))
        verdicts.append(f"{'geometric mean':18}" + "".join(f"{mean:10.3f}" for mean in means.values()))
        verdicts.append("")
    for title, found in columns.items():
        if title in TARGETS:
            what = "size at -Os" if title == "size -Os" else f"time at {title}"
            verdicts.append(_verdict(f"{what}, geometric mean", means[title], TARGETS[title]))
            if title != "size -Os":
                worst = max(found, key=lambda name: found[name])
                verdicts.append(_verdict(f"{what}, worst program ({worst})", found[worst], WORST))
    for rival in ("clang-O2", "tcc-O0"):
        base = f"gcc-{rival[-2:]}"
        found = ratios(results, rival, base)
        if found:
            verdicts.append(f"{rival} over {base}, geometric mean: {geometric_mean(found.values()):.3f}")
    return "\n".join(lines) + "\n", "\n".join(verdicts) + "\n"


def _verdict(what: str, value: float, limit: float) -> str:
    return f"{what}: {value:.3f}, at most {limit:.2f}: {'reached' if value <= limit else 'NOT reached'}"


def _table(title: str, results: Results, names: list[str], cell: object) -> list[str]:
    assert callable(cell)
    lines = [title, " " * 18 + "".join(f"{name:>10}" for name in names)]
    for workload, programs in results.items():
        cells = ["-" if programs[name].failure else cell(programs[name]) for name in names]
        lines.append(f"{workload:18}" + "".join(f"{text:>10}" for text in cells))
    return [*lines, ""]


def plot(results: Results, chosen: Sequence[Build]) -> str:
    """Each program's time relative to gcc -O2's, a bar per build, as SVG."""
    groups = []
    for workload, programs in results.items():
        base = programs.get("gcc-O2")
        if base is not None and not base.failure:
            good = {name: p.seconds / base.seconds for name, p in programs.items() if not p.failure}
            groups.append(Group(workload, good))
    if groups:
        common = [b.name for b in chosen if all(b.name in group.values for group in groups)]
        means = {name: geometric_mean(group.values[name] for group in groups) for name in common}
        groups.append(Group("geometric mean", means))
    return bar_chart("Time relative to gcc -O2 (shorter is faster)", groups, [build.name for build in chosen])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Speed and size of the code of ccore and other compilers.")
    parser.add_argument("--match", default="", help="only programs whose name has one of these parts, as nbody,lua")
    parser.add_argument("--builds", default="", help="only these builds, as ccore-O2,gcc-O2")
    parser.add_argument("--rounds", type=int, default=7, help="how often each program runs (default: 7)")
    parser.add_argument("--fast", action="store_true", help="3 rounds")
    options = parser.parse_args(arguments)
    parts = options.match.split(",")
    wanted = options.builds.split(",") if options.builds else []
    chosen = [build for build in builds() if not wanted or build.name in wanted]
    start = time.monotonic()
    workloads: list[Workload] = []
    failed = 0
    for name, make in WORKLOADS.items():
        if any(part in name for part in parts):
            try:
                workloads.append(make())
            except (WorkloadError, sources.FetchError) as error:
                print(f"ERROR {name}: {error}")
                failed += 1
    if not workloads or not chosen:
        print("ERROR: nothing to measure")
        return 1
    results = measure(workloads, chosen, 3 if options.fast else max(options.rounds, 1))
    for name, programs in results.items():
        for build, program in programs.items():
            if program.failure:
                print(f"ERROR {name} {build}: {program.failure}")
                failed += 1
    tables, verdicts = report(results, chosen)
    figures = {
        name: {
            build: {"times": p.times, "text": p.text_bytes, "compile": p.compile_seconds, "failure": p.failure}
            for build, p in programs.items()
        }
        for name, programs in results.items()
    }
    (HOME / "report.txt").write_text(tables + verdicts)
    (HOME / "report.json").write_text(json.dumps(figures, indent=1) + "\n")
    (HOME / "report.svg").write_text(plot(results, chosen))
    print(verdicts, end="")
    print(f"{len(workloads)} programs, {len(chosen)} builds, {time.monotonic() - start:.0f} s; {HOME}/report.txt, .svg")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
