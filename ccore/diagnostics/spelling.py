"""Guesses at what a misspelt word was meant to be, with GCC's measure of likeness."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_COST: Final = 2  # of an insertion, a deletion, a substitution, a transposition
_CASE_COST: Final = 1  # of a substitution of the same letter in the other case


TYPE_WORDS: Final = (
    "void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "struct", "union", "enum",
    "typeof", "const", "volatile", "restrict", "_Bool", "_Complex", "_Atomic",
)  # fmt: skip
"""The keywords that may be meant where a type's name is unknown."""


def distance(first: str, second: str, limit: int) -> int:
    """The Damerau-Levenshtein distance (optimal string alignment), in half edits; ``limit`` + 1 where it is more."""
    above: list[int] = []
    row = [column * _COST for column in range(len(second) + 1)]
    for index, a in enumerate(first):
        two_above, above, row = above, row, [(index + 1) * _COST]
        for column, b in enumerate(second):
            same = 0 if a == b else _CASE_COST if a.lower() == b.lower() else _COST
            best = min(above[column] + same, above[column + 1] + _COST, row[column] + _COST)
            if index and column and a == second[column - 1] and b == first[index - 1]:
                best = min(best, two_above[column - 1] + _COST)
            row.append(best)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def cutoff(goal: int, candidate: int) -> int:
    """The distance beyond which a word of one length is no help for a word of another."""
    longest, shortest = max(goal, candidate), min(goal, candidate)
    if longest <= 1:
        return 0
    if longest - shortest <= 1:
        return _COST * max(longest // 3, 1)
    return _COST * ((longest + 2) // 3)


def suggestion(goal: str, candidates: Iterable[str]) -> str:
    """The first of the candidates most like a word; "" where none is like enough."""
    best, least, length = "", 1 << 30, len(goal)
    for candidate in candidates:
        lower = abs(len(candidate) - length) * _COST
        if lower >= least:
            continue
        limit = min(cutoff(length, len(candidate)), least - 1)
        if lower <= limit:
            found = distance(goal, candidate, limit)
            if found <= limit:
                best, least = candidate, found
    return "" if best == goal else best
