"""A look at struct layouts before any boot: Kbuild's asm-offsets and bounds, by both compilers.

Kbuild compiles two files to assembly of which each line of interest reads `.ascii "->NAME $VALUE ..."`, and makes
headers for assembly code of them. A compiler that lays out a struct in another way shows here, with the field's name.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Final

from kbisect.compilers import Command, Worker
from kbisect.kernel import Build, cmd_file, parse_cmd
from kbisect.objects import split_command

_LINE: Final = re.compile(r'^\s*\.ascii\s+"->(\w+) [$#]*(-?\w+)', re.MULTILINE)


def offsets(assembly: str) -> dict[str, str]:
    """The names and values in such a file."""
    return dict(_LINE.findall(assembly))


def compare(good: dict[str, str], bad: dict[str, str]) -> list[str]:
    """A line for each name whose value differs."""
    return [
        f"{name} is {value}, and {bad.get(name, 'missing')} with the bad compiler"
        for name, value in good.items()
        if bad.get(name) != value
    ]


def check(build: Build, bad: Command, timeout: float, logs: Path) -> tuple[list[str], str]:
    """Compile both files with the bad compiler: (differences, what kept a file from being compared, or "")."""
    differences: list[str] = []
    trouble = ""
    worker = Worker(bad, logs / "layout.log")
    try:
        for target in (f"arch/{build.arch.source}/kernel/asm-offsets.s", "kernel/bounds.s"):
            try:
                commands, _ = parse_cmd((build.folder / cmd_file(target)).read_text(errors="surrogateescape"))
                good = offsets((build.folder / target).read_text(errors="replace"))
            except OSError:
                continue
            if not commands or not good:
                continue
            with tempfile.TemporaryDirectory(prefix="kbisect-cc-") as scratch:
                output = Path(scratch) / "offsets.s"
                argv = [word for word in split_command(commands[0][1:], output)[0] if word not in ("-c", "-S")]
                done = worker.compile(["-S", *argv], build.folder, timeout)
                if done.status != 0 or not output.exists():
                    trouble = f"{target} could not be made with it"
                    continue
                differences += compare(good, offsets(output.read_text(errors="replace")))
    finally:
        worker.close()
    return differences, trouble
