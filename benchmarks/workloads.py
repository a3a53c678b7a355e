"""The programs whose speed ``code_quality.py`` measures: our own in ``programs/``, and three from Debian's sources."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "benchmarks" / "programs"
sys.path.insert(0, str(ROOT / "tests"))

import sources  # noqa: E402 - found through the line above
from compilers import ccore_words  # noqa: E402

OWN = (
    "nbody", "spectral_norm", "fannkuch", "mandelbrot", "sha256", "quicksort", "matrix_multiply", "binary_trees",
    "interpreter", "lists_and_states",
)  # fmt: skip
_ZLIB = "adler32 compress crc32 deflate infback inffast inflate inftrees trees uncompr zutil"
_SQLITE_FLAGS = ("-DSQLITE_THREADSAFE=0", "-DSQLITE_OMIT_LOAD_EXTENSION")


@dataclass(frozen=True)
class Workload:
    """One program: its C files, what they need of options, and how it is run.

    ``result``: a regular expression for the lines of its output that every build must print alike.
    """

    name: str
    files: tuple[Path, ...]
    flags: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    result: str = ".*"


class WorkloadError(Exception):
    """A program cannot be had here; the message says why."""


def own(name: str) -> Workload:
    return Workload(name, (PROGRAMS / f"{name}.c",))


def zlib() -> Workload:
    folder = sources.fetch("zlib")
    files = [folder / f"{name}.c" for name in _ZLIB.split()]
    return Workload("zlib", (PROGRAMS / "zlib_deflate.c", *files), (f"-I{folder}", "-DHAVE_UNISTD_H"))


def lua() -> Workload:
    folder = sources.fetch("lua5.4") / "src"
    files = sorted(path for path in folder.glob("*.c") if path.name != "luac.c")
    return Workload("lua", tuple(files), ("-DLUA_USE_POSIX",), (str(PROGRAMS / "work.lua"),))


def sqlite() -> Workload:
    """SQLite as the one file that its makefile joins together, with its own benchmark."""
    made = sources.HOME / "work" / "sqlite-bench"
    if not (made / "sqlite3.c").exists():
        folder = sources.copy("sqlite3", made.name)
        for words in (["./configure", "--disable-tcl", "--disable-readline"], ["make", "sqlite3.c"]):
            done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
            if done.returncode:
                last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
                raise WorkloadError(f"sqlite: {' '.join(words)}: {last}")
    files = (made / "sqlite3.c", made / "test" / "speedtest1.c")
    arguments = ("--verify", "--size", "25")
    return Workload("sqlite", files, (f"-I{made}", *_SQLITE_FLAGS), arguments, "Verification Hash: .*")


def _maker(name: str) -> Callable[[], Workload]:
    return lambda: own(name)


WORKLOADS: dict[str, Callable[[], Workload]] = {
    **{name: _maker(name) for name in OWN},
    "zlib": zlib,
    "lua": lua,
    "sqlite": sqlite,
}

__all__ = ["ROOT", "WORKLOADS", "Workload", "WorkloadError", "ccore_words", "sources"]
