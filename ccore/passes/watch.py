"""Which runs and rewrites of the optional passes may happen, and how many did: how a search names the one at fault.

Two switches.  ``-opt-bisect=N`` lets the first N runs of passes happen (LLVM has the like); the numbers mean something
for one file at one version.  ``-fbisect=PATTERN`` chooses by hash, so that a choice stays the same when others change:
each rewrite is hashed by its pass, its function, its rule and its place in the source, never by its number.  The
patterns and the lines that answer them are those of Go's compiler (``-d=bisect=PATTERN``), so its ``bisect`` tool
understands them too:

    y, n                everything, nothing
    101, x3f            what has these lowest bits, binary or hexadecimal
    A+B-C               of A and B what is not of C: a later part has the last word
    !PATTERN            all but those are done
    vPATTERN, qPATTERN  all are told, done or not; none is told

    [bisect-match 0x5d3a...] instsimplify f.c:3:12 in f (add)
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Final, TextIO, final

from ccore.ir.instructions import Alloca

if TYPE_CHECKING:
    from ccore.ir.instructions import Instruction

_HEXADECIMAL: Final = "0123456789abcdef"


class PatternError(ValueError):
    """A pattern of -fbisect that cannot be read; the message is for the user."""


@final
class Pattern:
    """A choice among 64-bit hashes.  Raises ``PatternError``."""

    __slots__ = ("enabling", "telling", "_parts")

    def __init__(self, text: str) -> None:
        rest = text
        self.enabling = True
        self.telling = "matches"
        while rest[:1] in ("!", "v", "q") and rest:
            if rest[0] == "!":
                self.enabling = not self.enabling
            else:
                self.telling = {"v": "all", "q": "nothing"}[rest[0]]
            rest = rest[1:]
        self._parts: list[tuple[bool, int, int]] = []
        sign = True
        if rest[:1] in ("+", "-") and rest:
            # What begins with an exclusion begins from everything.
            if rest[0] == "-":
                self._parts.append((True, 0, 0))
                sign = False
            rest = rest[1:]
        while True:
            end = next((n for n, c in enumerate(rest) if c in "+-"), len(rest))
            self._parts.append((sign, *_suffix(rest[:end], text)))
            if end == len(rest):
                break
            sign = rest[end] == "+"
            rest = rest[end + 1 :]

    def matches(self, number: int) -> bool:
        """Whether the pattern speaks of that hash."""
        found = False
        for sign, mask, bits in self._parts:
            if number & mask == bits:
                found = sign
        return found


def _suffix(word: str, text: str) -> tuple[int, int]:
    """The mask and the bits of one part."""
    if word == "y":
        return 0, 0
    if word == "n":
        return 0, 1  # matches nothing
    digits, base = (word[1:].lower(), 16) if word.startswith("x") else (word, 2)
    if not digits or any(d not in _HEXADECIMAL[:base] for d in digits):
        expected = "expected y, n, binary digits, or x and hexadecimal ones"
        raise PatternError(f"cannot read '{word}' in -fbisect={text}: {expected}")
    width = len(digits) * (4 if base == 16 else 1)
    if width > 64:
        raise PatternError(f"'{word}' in -fbisect={text} has more than 64 bits")
    return (1 << width) - 1, int(digits, base)


def hash_of(*words: str) -> int:
    """64 bits that are the same on every machine and in every run."""
    return int.from_bytes(hashlib.blake2b("\0".join(words).encode("utf-8", "surrogateescape"), digest_size=8).digest())


@final
class Watch:
    """Asked by the pass manager before each run of an optional pass, and by passes with ``asks_each`` before each
    rewrite; told of those that were done.  ``counts``: these, by pass and rule."""

    __slots__ = ("counts", "runs", "_limit", "_pattern", "_out", "_pass", "_function", "_told")

    def __init__(self, limit: int | None, pattern: Pattern | None, out: TextIO) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.runs = 0
        self._limit = limit
        self._pattern = pattern
        self._out = out
        self._pass = self._function = ""
        self._told: set[int] = set()

    def enter(self, pass_name: str, function: str, asks_each: bool) -> bool:
        """Whether the pass may run on that function ("": on the module) at all."""
        self._pass, self._function = pass_name, function
        if self._limit is not None:
            self.runs += 1
            going = self._limit < 0 or self.runs <= self._limit
            verb = "running" if going else "NOT running"
            self._out.write(f"BISECT: {verb} pass ({self.runs}) {pass_name} on {function or 'the module'}\n")
            if not going:
                return False
        return asks_each or self.allows("", None)

    def changed(self, pass_name: str) -> None:
        """A pass over the whole module that does not ask for each rewrite changed something."""
        self._pass, self._function = pass_name, ""  # it may have run others in between
        self.done("", None)

    def allows(self, rule: str, instruction: Instruction | None) -> bool:
        """Whether the pass that was entered may rewrite that instruction by that rule."""
        if self._pattern is None:
            return True
        place = _place(instruction)
        number = hash_of(self._pass, self._function, rule, place)
        if self._pattern.matches(number) == self._pattern.enabling:
            return True
        self._tell(rule, place, False)
        return False

    def does(self, rule: str, instruction: Instruction | None) -> bool:
        """``allows``, where what is allowed is then done in any case; so ``done`` as well."""
        if not self.allows(rule, instruction):
            return False
        self.done(rule, instruction)
        return True

    def done(self, rule: str, instruction: Instruction | None) -> None:
        """It was allowed, and happened.  Without rule and instruction: a run changed something."""
        if rule:
            self.counts[self._pass, rule] += 1
        if self._pattern is not None:
            self._tell(rule, _place(instruction), True)

    def _tell(self, rule: str, place: str, done: bool) -> None:
        """Answer the pattern, once for each hash."""
        pattern = self._pattern
        assert pattern is not None
        number = hash_of(self._pass, self._function, rule, place)
        if number in self._told or pattern.telling == "nothing":
            return
        if pattern.telling == "all" or done == pattern.enabling:
            self._told.add(number)
            words = [self._pass, place, f"in {self._function}" if self._function else "", rule and f"({rule})"]
            self._out.write(f"[bisect-match {number:#018x}] {' '.join(filter(None, words))}\n")


def _place(instruction: Instruction | None) -> str:
    """Where it is in the source; a local that has no place is told by its name."""
    if instruction is None:
        return ""
    if instruction.location is not None:
        return str(instruction.location)
    return f"%{instruction.name}" if type(instruction) is Alloca and instruction.name else ""
