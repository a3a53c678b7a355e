"""GNU C's ``__builtin_ia32_*``: their types, what they need, and their code, from ``x86_builtins.txt``.

The table is read when the first of them is looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, final

_TYPE: Final = re.compile(r"([\w*^]+)\(([^)]*)\)(\w*)\Z")

SCALE: Final = -1
"""In place of an immediate's width: one of 1, 2, 4, 8."""


@final
@dataclass(frozen=True, slots=True)
class Builtin:
    """``result`` and ``parameters``: types in the table's letters.  ``immediates``: by parameter, the width in bits of
    what must be a constant; ``bytes_``: those that LLVM takes as i8.  ``selector``: they select an element.
    ``effect``: "" none, "r" reads memory, "w" anything.  ``features``: GCC's names of the instruction sets."""

    name: str
    result: str
    parameters: tuple[str, ...]
    immediates: dict[int, int]
    bytes_: frozenset[int]
    selector: bool
    effect: str
    features: tuple[str, ...]
    template: str


@cache
def _table() -> dict[str, tuple[str, str]]:
    """By name: the feature and the rest of the line."""
    table: dict[str, tuple[str, str]] = {}
    feature = ""
    for line in (Path(__file__).parent / "x86_builtins.txt").read_text().splitlines():
        if line[0] == "[":
            feature = line[1:-1]
        elif line[0] != "#":
            name, _, rest = line.partition(" ")
            table[name] = feature, rest
    return table


@cache
def find(name: str) -> Builtin | None:
    """The builtin of that name, without ``__builtin_ia32_``."""
    row = _table().get(name)
    if row is None:
        return None
    feature, rest = row
    type_, _, template = rest.partition(" ")
    match = _TYPE.match(type_)
    assert match is not None, name
    parameters: list[str] = []
    immediates: dict[int, int] = {}
    bytes_: set[int] = set()
    for index, word in enumerate(match[2].split(",") if match[2] else ()):
        letter, _, width = word.partition(":")
        parameters.append(letter)
        if width:
            immediates[index] = SCALE if width == "S" else int(width.rstrip("b"))
            if width[-1] in "bS":
                bytes_.add(index)
    effects = match[3]
    return Builtin(
        name, match[1], tuple(parameters), immediates, frozenset(bytes_), "s" in effects, effects.rstrip("s"),
        tuple(feature.split("+")) if feature else (), template,
    )  # fmt: skip


def names() -> list[str]:
    """All names, in the table's order."""
    return list(_table())
