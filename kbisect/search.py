"""The search for the guilty files: pure, with no input or output of its own, over any test of a set of files.

Given a fixed order of n files of which all together fail and none passes, `find` gives a set that fails and of which no
file can be left out. The way there, for k guilty files that fail only together, takes about k * log2(n) tests:

    shortest failing prefix of the order        -> its last file is guilty; it is pinned (always taken)
    shortest failing prefix below it, plus pins -> the next guilty file
    ... until the pinned files alone fail.

    order  a b c d e f g h     guilty together: c and g
    test   a b c d . . . .     passes
           a b c d e f . .     passes
           a b c d e f g .     fails: g is pinned
           a b c . . . g .     fails ...  c is pinned, and {c, g} fails: done

That needs answers that are monotone (a superset of a failing set fails). So the result is checked by tests that leave
out one file each, and where answers contradict each other or cannot be had, delta debugging (Zeller and Hildebrandt,
"Simplifying and Isolating Failure-Inducing Input", IEEE TSE 28(2), 2002) starts from the smallest set that failed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

Set = frozenset[str]


class Outcome(Enum):
    """What a test of a set of files says."""

    PASS = "pass"
    FAIL = "fail"
    """Fails in the way that is searched for."""
    OTHER = "other"
    """Fails in another way: another fault, which must not steer the search."""
    UNRESOLVED = "unresolved"
    """Says nothing, for example since the files do not link."""


Test = Callable[[Set], Outcome]


@dataclass(slots=True)
class Found:
    """The end of a search."""

    files: list[str]
    """The files that fail together, in the order of the search."""
    minimal: bool
    """Each file was seen to be needed: without it, the rest passes."""
    method: str
    """"prefix" or "ddmin"."""
    notes: list[str] = field(default_factory=list)
    """What was odd, in words for a report."""


class BudgetSpent(Exception):
    """The number of tests allowed is used up. `smallest` is the smallest set that is known to fail."""

    def __init__(self, smallest: list[str]) -> None:
        super().__init__("the number of tests allowed is used up")
        self.smallest = smallest


class _Stuck(Exception):
    """The prefix search cannot go on; the text says why."""


_NEIGHBOURS = 6
"""How many other places are tried where a prefix is unresolved."""
_MOST_PINS = 8
"""More files than this failing only together is taken for contradicting answers."""


class Search:
    """One search over `order`. Each set is tested once; `budget` bounds the number of tests."""

    def __init__(self, order: Sequence[str], test: Test, budget: int = 10**9) -> None:
        self.order = list(order)
        self._rank = {name: i for i, name in enumerate(self.order)}
        self._test = test
        self._budget = budget
        self._known: dict[Set, Outcome] = {frozenset(): Outcome.PASS}
        self._smallest: Set = frozenset(order)
        self._any = False
        """Whether any failure counts, since telling crashes apart led astray."""
        self.tests = 0

    def outcome(self, files: Set) -> Outcome:
        """Test a set, or recall it. Raises BudgetSpent."""
        known = self._known.get(files)
        if known is not None:
            return known
        if self.tests >= self._budget:
            raise BudgetSpent(self._sorted(self._smallest))
        self.tests += 1
        result = self._known[files] = self._test(files)
        if result is Outcome.FAIL and len(files) < len(self._smallest):
            self._smallest = files
        return result

    def _counts(self, outcome: Outcome) -> bool:
        """Whether an outcome is a failure that steers."""
        return outcome is Outcome.FAIL or (self._any and outcome is Outcome.OTHER)

    def fails(self, files: Set) -> bool:
        """Whether a set fails in any way."""
        return self.outcome(files) in (Outcome.FAIL, Outcome.OTHER)

    def find(self) -> Found:
        """A minimal failing set. The whole order must fail; ValueError if it is seen not to."""
        whole = frozenset(self.order)
        if self.outcome(whole) is not Outcome.FAIL:
            raise ValueError("all files together do not fail")
        notes: list[str] = []
        method = "prefix"
        try:
            files = self._by_prefixes(notes)
        except _Stuck as stuck:
            notes.append(f"{stuck}: delta debugging took over")
            method = "ddmin"
            files = self._ddmin(self._smallest)
        kept, minimal = self._leave_one_out(files, notes)
        return Found(self._sorted(kept), minimal, method, notes)

    # The prefix search.

    def _by_prefixes(self, notes: list[str]) -> Set:
        pinned: Set = frozenset()
        low, high = 0, len(self.order)  # pinned and order[:low] pass together, pinned and order[:high] fail
        while True:
            guilty = self._shortest(pinned, low, high)
            low = 0
            pinned |= {self.order[guilty - 1]}
            high = guilty - 1
            alone = self.outcome(pinned)
            if alone is Outcome.FAIL:
                return pinned
            if alone is Outcome.OTHER:
                # These files fail, if not as all files do: a set this small is worth more than the likeness.
                return pinned
            if not self._any and Outcome.OTHER in self._known.values():
                # One fault may show in many ways. Then only that a kernel fails can be relied on.
                notes.append("the kernel crashed in different ways, so any failure was searched for")
                self._any = True
                pinned = frozenset()
                low, high = self._known_prefixes()
                continue
            if high == 0:
                raise _Stuck("answers contradict each other")
            if len(pinned) > _MOST_PINS:
                raise _Stuck(f"more than {_MOST_PINS} files seem to fail only together")

    def _known_prefixes(self) -> tuple[int, int]:
        """The longest prefix known to pass below the shortest one known to fail in any way, and that shortest one."""
        passing, failing = 0, len(self.order)
        for length in range(1, len(self.order)):
            known = self._known.get(frozenset(self.order[:length]))
            if known is not None and self._counts(known):
                failing = length
                break
            if known is Outcome.PASS:
                passing = length
        return passing, failing

    def _shortest(self, pinned: Set, low: int, high: int) -> int:
        """The length of the shortest prefix that fails with `pinned`, by bisection between lengths `low` and `high`."""
        while high - low > 1:
            place, fails = self._near(pinned, low, high)
            if fails:
                high = place
            else:
                low = place
        return high

    def _near(self, pinned: Set, low: int, high: int) -> tuple[int, bool]:
        """Test the middle between low and high, or where that is unresolved a place near it."""
        middle = (low + high) // 2
        step = max(1, (high - low) // (_NEIGHBOURS + 2))
        places = [middle]
        for distance in range(1, _NEIGHBOURS // 2 + 1):
            places += [middle - distance * step, middle + distance * step]
        for place in places:
            if low < place < high:
                outcome = self.outcome(pinned.union(self.order[:place]))
                if outcome is not Outcome.UNRESOLVED:
                    # A kernel that dies of something else got no further than that fault: as all files
                    # together die of the one searched for, which so comes first, it is not in this prefix.
                    return place, self._counts(outcome)
        raise _Stuck("too many sets give no answer")

    # Checks and the fallback.

    def _leave_one_out(self, files: Set, notes: list[str]) -> tuple[Set, bool]:
        """Drop each file that is not needed, until each is: (files, whether all of them were seen to be needed)."""
        kept = files
        again = True
        minimal = True
        while again:
            again = False
            minimal = True
            for name in self._sorted(kept):
                rest = kept - {name}
                outcome = self.outcome(rest)
                if outcome is Outcome.UNRESOLVED:
                    minimal = False
                elif outcome is not Outcome.PASS:
                    if outcome is Outcome.OTHER:
                        notes.append(f"without {name} the rest fails too, in another way")
                    kept = rest
                    again = True
                    break
        if not minimal:
            notes.append("some sets gave no answer, so a file here may be innocent")
        return kept, minimal

    def _ddmin(self, files: Set) -> Set:
        """Zeller and Hildebrandt's ddmin; UNRESOLVED counts as not failing."""
        current = self._sorted(files)
        parts = 2
        while len(current) > 1:
            size = len(current)
            bounds = [size * i // parts for i in range(parts + 1)]
            chunks = [current[a:b] for a, b in zip(bounds, bounds[1:])]
            for chunk in chunks:
                if self.fails(frozenset(chunk)):
                    current, parts = chunk, 2
                    break
            else:
                for chunk in chunks if parts > 2 else []:
                    rest = frozenset(current) - frozenset(chunk)
                    if self.fails(rest):
                        current, parts = self._sorted(rest), max(parts - 1, 2)
                        break
                else:
                    if parts >= size:
                        break
                    parts = min(size, 2 * parts)
        return frozenset(current)

    def _sorted(self, files: Set) -> list[str]:
        return sorted(files, key=self._rank.__getitem__)
