"""Damaged programs: tokens of GCC's torture files deleted, doubled and swapped.  Each must compile or be diagnosed.

What fails: a traceback or internal error, a death, a hang, exit 1 without an error that has a place, an object file
left by a failed compilation.  With ``--compare`` GCC judges each mutant too, and what only one of the two takes is
listed in the log (that fails nothing: the two differ on purpose in places).

    python tests/mutation.py --count 20000
    python tests/mutation.py --only 4711 --show          # one mutant again, with its text
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import torture
from compilers import Compiler, Outcome, share_out

ROOT = Path(__file__).resolve().parent.parent

_TOKEN = re.compile(
    r"""(/\*.*?\*/|//[^\n]*|\s+)|([A-Za-z_]\w*|\.?\d(?:[eEpP][+-]|[\w.])*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
    r"""|\.\.\.|<<=|>>=|->|\+\+|--|&&|\|\||[-+*/%&|^<>=!]=|<<|>>|\#\#|.)""",
    re.S,
)
_PLACE = re.compile(r"^[^\n:]+:\d+:(?:\d+:)? (?:fatal )?error: ", re.M)
LEVELS = ("0", "1", "2")


class Result(NamedTuple):
    """What became of one mutant: ``kind`` is "compiled", "refused" or what is wrong."""

    number: int
    source: str
    kind: str
    reason: str
    gcc: str  # "compiled" or "refused"; "" where GCC was not asked


def _shape(token: str) -> str:
    """Word, constant or punctuator."""
    first = token[:1]
    return "word" if first.isalpha() or first == "_" else "constant" if first in "\"'0123456789" else "other"


def mutate(text: str, numbers: random.Random) -> str:
    """The text with one to four tokens deleted, doubled, or swapped with another."""
    pieces = [match.group() for match in _TOKEN.finditer(text)]
    places = [i for i, piece in enumerate(pieces) if not piece.isspace() and not piece.startswith(("/*", "//"))]
    if len(places) < 2:
        return text
    for _ in range(numbers.choice((1, 1, 1, 2, 4))):
        place = numbers.choice(places)
        match numbers.randrange(6):
            case 0:
                pieces[place] = ""
            case 1:
                pieces[place] += " " + pieces[place]
            case 2:  # with a neighbour
                other = places[(places.index(place) + 1) % len(places)]
                pieces[place], pieces[other] = pieces[other], pieces[place]
            case _:  # with one of its kind, so that more of the mutants get past the parser
                shape = _shape(pieces[place])
                other = numbers.choice([i for i in places if _shape(pieces[i]) == shape])
                pieces[place], pieces[other] = pieces[other], pieces[place]
    return "".join(pieces)


def mutant(number: int, sources: Sequence[Path]) -> tuple[Path, str]:
    """The mutant of that number, always the same: its source and its text."""
    numbers = random.Random(number)
    path = sources[number * 7919 % len(sources)]
    return path, mutate(path.read_text(encoding="latin-1"), numbers)


def judge(outcome: Outcome, made: bool) -> tuple[str, str]:
    """(kind, reason) of a compilation; ``made``: there is an object file."""
    text = outcome.stderr
    if outcome.status is None:
        return "died or hung", outcome.reason()
    if "Traceback" in text or "internal error" in text or outcome.status not in (0, 1):
        return "internal error", outcome.reason()
    if outcome.status == 0:
        return ("compiled", "") if made else ("no object", outcome.reason())
    if made:
        return "object left", outcome.reason()
    if not _PLACE.search(text):
        return "no place", outcome.reason()
    return "refused", ""


def try_mutant(subject: Compiler, number: int, sources: Sequence[Path], compare: bool, timeout: float) -> Result:
    """Compile one mutant, at a level that its number chooses."""
    path, text = mutant(number, sources)
    with tempfile.TemporaryDirectory(prefix="mutant-") as directory:
        folder = Path(directory)
        (folder / path.name).write_text(text, encoding="latin-1")
        words = ["-w", f"-O{LEVELS[number % len(LEVELS)]}", "-c", path.name, "-o", "case.o"]
        outcome = subject.run(words, folder, timeout)
        kind, reason = judge(outcome, (folder / "case.o").exists())
        gcc = ""
        if compare:
            words = ["gcc", "-w", words[1], "-S", path.name, "-o", "/dev/null"]
            done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
            gcc = "refused" if done.returncode else "compiled"
            if not reason and gcc != kind:
                said = outcome.stderr if kind == "refused" else done.stderr.decode(errors="replace")
                reason = next((line for line in said.splitlines() if "error:" in line), "")[:200]
    return Result(number, path.name, kind, reason, gcc)


def run(
    command: str, numbers: Iterable[int], *, workers: int = 2, compare: bool = False, timeout: float = 60.0
) -> list[Result]:
    """The results of the mutants of those numbers, made of the torture suite's execute and compile folders."""
    sources = torture.programs("execute")
    results: list[Result] = []

    def work(subject: Compiler, number: int) -> None:
        results.append(try_mutant(subject, number, sources, compare, timeout))

    share_out(command, numbers, work, workers)
    return sorted(results)


def faults(results: Sequence[Result]) -> list[Result]:
    """Those that neither compiled nor were refused as they should be."""
    return [r for r in results if r.kind not in ("compiled", "refused")]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Feed a compiler damaged programs.")
    parser.add_argument("--compiler", default="ccore", help="a compiler command (default: ccore, in batch mode)")
    parser.add_argument("--count", type=int, default=500, help="how many mutants")
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--only", type=int, help="just the mutant of that number")
    parser.add_argument("--show", action="store_true", help="print the text of --only's mutant")
    parser.add_argument("--compare", action="store_true", help="ask GCC too, and list the disagreements in the log")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--log", type=Path, default=ROOT / "build" / "mutation.log")
    options = parser.parse_args(arguments)
    numbers = range(options.first, options.first + options.count) if options.only is None else [options.only]
    if options.show and options.only is not None:
        print(mutant(options.only, torture.programs("execute"))[1])
    start = time.monotonic()
    results = run(options.compiler, numbers, workers=options.workers, compare=options.compare)
    failed = faults(results)
    different = [r for r in results if r.gcc and r.gcc != r.kind and r not in failed]
    options.log.parent.mkdir(parents=True, exist_ok=True)
    with options.log.open("w") as log:
        for title, rows in ("faults", failed), ("GCC disagrees", different):
            log.write(f"{title}: {len(rows)}\n")
            log.writelines(f"{r.number} {r.source} {r.kind}: {r.reason}\n" for r in rows)
    for result in failed[:20]:
        print(f"ERROR mutant {result.number} of {result.source}: {result.kind}: {result.reason[:200]}")
    if len(failed) > 20:
        print(f"... and {len(failed) - 20} more")
    kinds = ", ".join(f"{kind} {n}" for kind, n in Counter(r.kind for r in results).most_common())
    asked = f"; GCC disagrees on {len(different)}" if options.compare else ""
    print(
        f"{options.compiler}: {len(results) - len(failed)} passed, {len(failed)} failed ({kinds}{asked})"
        f" in {time.monotonic() - start:.0f} s; {options.log}"
    )
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main())
