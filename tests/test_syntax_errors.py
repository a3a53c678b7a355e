"""Programs with several mistakes: errors on the same lines as GCC's, and on no others.

Where GCC 12 loses the thread (it leaves out the rest of the file, or reports what follows from its own repair), the
programs' table has the lines that are right.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ccore.cli import Session, run

PROGRAMS = Path(__file__).with_name("broken_programs.txt")
pytestmark = pytest.mark.skipif(shutil.which("gcc") is None, reason="compares with gcc")


def programs() -> list[tuple[str, list[int], str]]:
    """Name, lines where GCC is not followed, and text of each; they begin with ``=== name`` or ``=== name: lines``."""
    parts = re.split(r"^=== ([\w-]+):?(.*)\n", PROGRAMS.read_text(encoding="utf-8"), flags=re.M)[1:]
    return [(name, [int(n) for n in lines.split()], text) for name, lines, text in zip(*[iter(parts)] * 3)]


def error_lines(said: str) -> list[int]:
    """The lines with errors."""
    return sorted({int(line) for line in re.findall(r"^[^\s:]+:(\d+):(?:\d+:)? (?:fatal )?error: ", said, re.M)})


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What GCC says about each program: one run over all files."""
    folder = tmp_path_factory.mktemp("broken")
    names = []
    for name, _, text in programs():
        (folder / f"{name}.c").write_text(text)
        names.append(f"{name}.c")
    command = ["gcc", "-fsyntax-only", "-fdiagnostics-plain-output", *names]
    said = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=os.environ | {"LC_ALL": "C"}).stderr
    result = {name: "" for name, _, _ in programs()}
    for line in said.splitlines(keepends=True):
        result[line.split(".c:", 1)[0]] = result.get(line.split(".c:", 1)[0], "") + line
    return result


@pytest.mark.parametrize(("name", "own", "text"), programs(), ids=[name for name, _, _ in programs()])
def test_errors_are_on_the_lines_of_gcc(
    name: str, own: list[int], text: str, verdicts: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / f"{name}.c"
    file.write_text(text)
    err = io.StringIO()
    status = run(["-fsyntax-only", "-fdiagnostics-plain-output", str(file)], Session(stderr=err))
    theirs = error_lines(verdicts[name])
    assert theirs, "a program without an error"
    assert status == 1
    assert own != theirs, "the lines are GCC's: they need not be given"
    assert error_lines(err.getvalue()) == (own or theirs), f"{err.getvalue()}\nGCC:\n{verdicts[name]}"
