"""Compile time per kernel file: ccore in a process that has already seen the headers, and GCC on the same files.

    python benchmarks/kernel_files.py --build DIR [--files 40]

DIR is a configured and built kernel (any O= directory with its ``.*.o.cmd`` files): the commands come from there,
only the compiler, the output and the dependency file are ours.  A few files, not among those measured, are
compiled first, so that the process knows the headers; then each file is compiled once.  GCC's time is that of its
driver and all that it starts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from compilers import Command, Compiler, compiler  # noqa: E402 - found through the line above

COMMAND = re.compile(r"^(?:saved)?cmd_\S+ := (.*)$", re.M)
WARM_UP = 6


@dataclass(slots=True)
class Job:
    """One compilation: source file, and the arguments without compiler, output and dependency options."""

    source: str
    arguments: list[str]


@dataclass(slots=True)
class Timing:
    """One file's seconds: wall for both, and GCC's processor time; status 0 where ccore compiled it."""

    source: str
    status: int | None
    reason: str
    ccore_wall: float
    gcc_wall: float
    gcc_cpu: float


def kernel_jobs(build: Path) -> list[Job]:
    """Every C file that the kernel's build compiled for the target, by name.

    Left out are host tools, and the 16-bit and 32-bit code of the boot loader, for which ccore has no target yet.
    """
    jobs: dict[str, Job] = {}
    for path in sorted(build.rglob(".*.o.cmd")):
        found = COMMAND.search(path.read_text(encoding="utf-8", errors="replace"))
        if found is None or path.relative_to(build).parts[0] in ("scripts", "tools", "usr"):
            continue
        command = found[1].replace("$(pound)", "#").replace("$$", "$").split(" ; ")[0]
        try:
            words = shlex.split(command)
        except ValueError:
            continue
        if "-c" not in words or not words[-1].endswith(".c") or "-D__KERNEL__" not in words:
            continue
        if "-m16" in words or "-m32" in words:
            continue
        arguments: list[str] = []
        skip = False
        for word in words[1:-1]:
            if skip or word == "-o":
                skip = not skip
            elif not word.startswith(("-Wp,-M", "-MD", "-MMD")):
                arguments.append(word)
        jobs[words[-1]] = Job(words[-1], arguments)
    return [jobs[name] for name in sorted(jobs)]


def pick(jobs: Sequence[Job], count: int) -> tuple[list[Job], list[Job]]:
    """The files to measure, by a fixed stride, and the few to warm up with."""
    count = min(count, len(jobs)) if count > 0 else len(jobs)
    places = [i * len(jobs) // count for i in range(count)]
    chosen = set(places)
    rest = [job for i, job in enumerate(jobs) if i not in chosen] or list(jobs)
    warm = [rest[i * len(rest) // WARM_UP] for i in range(min(WARM_UP, len(rest)))]
    return [jobs[i] for i in places], warm


def children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def compile_once(subject: Compiler, job: Job, build: Path, scratch: Path) -> tuple[float, int | None, str]:
    """Wall seconds, status and, on failure, the reason."""
    out = scratch / "out.o"
    outcome = subject.run([*job.arguments, "-o", str(out), job.source], build, timeout=300)
    made = out.exists()
    out.unlink(missing_ok=True)
    if outcome.status == 0 and not made:
        return outcome.seconds, -1, "no output file"
    return outcome.seconds, outcome.status, "" if outcome.status == 0 else outcome.reason()


def measure(subject: Compiler, build: Path, jobs: Sequence[Job], warm: Sequence[Job]) -> tuple[list[Timing], float]:
    """Each file's timing, and the seconds that the first file took, headers and all."""
    gcc = Command(["gcc"])
    timings: list[Timing] = []
    with tempfile.TemporaryDirectory(prefix="kernel-files-") as directory:
        scratch = Path(directory)
        first = 0.0
        for job in warm:
            seconds = compile_once(subject, job, build, scratch)[0]
            first = first or seconds
        for number, job in enumerate(jobs, 1):
            wall, status, reason = compile_once(subject, job, build, scratch)
            cpu = children_cpu()
            gcc_wall = compile_once(gcc, job, build, scratch)[0]
            # The subject is a child as well, but one that is waited for only when it ends.
            timings.append(Timing(job.source, status, reason, wall, gcc_wall, children_cpu() - cpu))
            if sys.stderr.isatty():
                print(f"\r{number}/{len(jobs)}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)
    return timings, first


def summary(timings: Sequence[Timing], first: float) -> dict[str, float | int]:
    """Means over the files that ccore compiled, in seconds."""
    good = [t for t in timings if t.status == 0]
    if not good:
        return {"files": len(timings), "compiled": 0}
    ours = statistics.mean(t.ccore_wall for t in good)
    wall, cpu = statistics.mean(t.gcc_wall for t in good), statistics.mean(t.gcc_cpu for t in good)
    return {
        "files": len(timings),
        "compiled": len(good),
        "mean": round(ours, 4),
        "median": round(statistics.median(t.ccore_wall for t in good), 4),
        "slowest": round(max(t.ccore_wall for t in good), 4),
        "first_file": round(first, 4),
        "gcc_mean_wall": round(wall, 4),
        "gcc_mean_cpu": round(cpu, 4),
        "ratio_to_gcc_cpu": round(ours / cpu, 3),
    }


def default_build() -> Path | None:
    """The newest built kernel among the places where kbisect and ``make demo`` put one."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "kbisect"
    found = [*cache.glob("**/vmlinux.o"), *(ROOT / "build").glob("**/vmlinux.o")]
    return max(found, key=lambda p: p.stat().st_mtime).parent if found else None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Mean compile time per kernel file, warm, beside GCC's.")
    parser.add_argument("--build", type=Path, default=None, help="a built kernel's O= directory")
    parser.add_argument("--files", type=int, default=40, help="how many files, by a fixed stride; 0 for all")
    parser.add_argument("--compiler", default="ccore", help="what to measure (default: ccore, in batch mode)")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "kernel_files.json")
    options = parser.parse_args(arguments)
    build = options.build or default_build()
    if build is None or not build.is_dir():
        print("ERROR: no built kernel: name one with --build, or run make demo first", file=sys.stderr)
        return 1
    jobs, warm = pick(kernel_jobs(build.resolve()), options.files)
    if not jobs:
        print(f"ERROR: {build} holds no .cmd files of a kernel build", file=sys.stderr)
        return 1
    subject = compiler(options.compiler)
    start = time.monotonic()
    try:
        timings, first = measure(subject, build.resolve(), jobs, warm)
    finally:
        subject.close()
    result = summary(timings, first)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    report = {"compiler": options.compiler, "build": str(build), **result, "timings": [asdict(t) for t in timings]}
    options.json.write_text(json.dumps(report, indent=1) + "\n")
    failed = [t for t in timings if t.status != 0]
    for timing in failed[:10]:
        print(f"ERROR {timing.source}: {timing.reason}")
    seconds = time.monotonic() - start
    print(f"{result['compiled']} of {result['files']} files compiled, in {seconds:.0f} s; {options.json}")
    if "mean" in result:
        print("| compiler | mean s/file | median | slowest | first file | GCC cpu s/file | GCC wall | ratio to cpu |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        print(
            "| {0} | {mean:.3f} | {median:.3f} | {slowest:.3f} | {first_file:.2f} | {gcc_mean_cpu:.3f}"
            " | {gcc_mean_wall:.3f} | {ratio_to_gcc_cpu:.2f} |".format(options.compiler, **result)
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
