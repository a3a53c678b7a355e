"""Our own programs, each dense in one area of C, print the same through ccore as through GCC at every level.

The programs in ``programs/`` have no undefined behaviour and depend on nothing unspecified: GCC's output is the
same at -O0, -O1, -O2 and under its sanitizers.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from compilers import Batch, Command, Compiler, Run, execute, fill_stack

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.c"))
GCC = Command(["gcc"])


def own_options(program: Path) -> list[str]:
    """What a program asks for in its first line: ``/* options: -std=gnu89 */``."""
    first = program.read_text(encoding="utf-8").partition("\n")[0]
    return first[len("/* options: ") :].removesuffix("*/").split() if first.startswith("/* options: ") else []


def output(subject: Compiler, program: Path, level: str, folder: Path) -> Run:
    """Compile, link and run; a failure on the way is the test's."""
    name = type(subject).__name__.lower()
    options = ["-w", *own_options(program), f"-O{level}", "-c", program.name, "-o", str(folder / f"{name}.o")]
    outcome = subject.run(options, program.parent)
    if outcome.status != 0:
        print(outcome.stderr)
        pytest.fail(outcome.reason(), pytrace=False)
    link = subprocess.run(
        ["gcc", "-no-pie", "-pthread", "-o", name, f"{name}.o", fill_stack(), "-lm", "-latomic"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if link.returncode != 0:
        print(link.stderr)
        pytest.fail("link: " + next((x for x in link.stderr.splitlines() if "undefined" in x), "failed"), pytrace=False)
    return execute(folder / name)


def difference(ours: Run, theirs: Run) -> str:
    """The first line in which two runs differ, shortened to the neighbourhood of the difference; "" for none."""
    for number, (got, want) in enumerate(zip(ours.output.split("\n"), theirs.output.split("\n")), 1):
        if got != want:
            at = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
            start = max(0, at - 20)
            return f"line {number}: got {got[start : at + 40]!r}, GCC says {want[start : at + 40]!r}"
    if ours.output != theirs.output:
        return f"{ours.output.count(chr(10))} lines, GCC's program prints {theirs.output.count(chr(10))}"
    if ours.status != theirs.status:
        return f"exit status {ours.status}, GCC's program exits with {theirs.status}"
    return ""


@pytest.mark.parametrize("level", ["0", "1", "2"])
@pytest.mark.parametrize("program", PROGRAMS, ids=[p.stem for p in PROGRAMS])
def test_same_output(program: Path, level: str, ccore: Batch, tmp_path: Path) -> None:
    theirs = output(GCC, program, level, tmp_path)
    assert theirs.status == 0 and theirs.output, f"{program.name} is no good test: GCC's own status {theirs.status}"
    found = difference(output(ccore, program, level, tmp_path), theirs)
    assert not found, found


def test_a_difference_is_seen() -> None:
    assert difference(Run(0, "a\nbc\n"), Run(0, "a\nbd\n")) == "line 2: got 'bc', GCC says 'bd'"
    assert difference(Run(1, "a\n"), Run(0, "a\n")) and difference(Run(0, "a\n"), Run(0, "a\nb\n"))
    assert not difference(Run(0, "a\n"), Run(0, "a\n"))
