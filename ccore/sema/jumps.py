"""Jumps into scopes that may not be entered (C17 6.8.6.1p1, 6.8.4.2p2; GNU C's statement expressions).

Every place in a function's body lies in a chain of *barriers*: the variably modified identifiers whose scope it is
in, and the statement expressions around it.  A jump is good when the chain of its target is part of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from ccore.diagnostics import Diagnostics
    from ccore.sema import tree
    from ccore.source import Token

_EXPRESSION = "statement expression"
_VARIABLE = "scope of identifier with variably modified type"


@final
class Barrier:
    """One barrier; ``outer``: the one around it.  ``name``: of the identifier, "" of a statement expression."""

    __slots__ = ("outer", "token", "name")

    def __init__(self, outer: Barrier | None, token: Token, name: str) -> None:
        self.outer = outer
        self.token = token
        self.name = name


@final
class Jumps:
    """The labels and jumps of one function."""

    __slots__ = ("labels", "gotos")

    def __init__(self) -> None:
        self.labels: dict[tree.Label, Barrier | None] = {}
        self.gotos: list[tuple[tree.Label, Token, Barrier | None]] = []

    def check(self, diagnostics: Diagnostics) -> None:
        """Report the gotos that enter what they may not."""
        for label, token, place in self.gotos:
            target = self.labels.get(label)
            barrier = entered(place, target)
            if barrier is not None:
                diagnostics.error(f"jump into {kind(barrier)}", token.location)
                diagnostics.note(f"label '{label.name}' defined here", label.token.location)
                if barrier.name:
                    diagnostics.note(f"'{barrier.name}' declared here", barrier.token.location)


def entered(place: Barrier | None, target: Barrier | None) -> Barrier | None:
    """A barrier around ``target`` and not around ``place``, statement expressions first; None where there is none."""
    if target is None or target is place:
        return None
    around = set()
    while place is not None:
        around.add(place)
        place = place.outer
    found = None
    while target is not None and target not in around:
        if not target.name:
            return target
        found = target
        target = target.outer
    return found


def kind(barrier: Barrier) -> str:
    """What it is, as messages say it."""
    return _VARIABLE if barrier.name else _EXPRESSION


def check_case(
    diagnostics: Diagnostics, start: Token, place: Barrier | None, token: Token, target: Barrier | None
) -> None:
    """Report a case label that its switch, begun at ``place``, could not reach without entering something."""
    barrier = entered(place, target)
    if barrier is not None:
        diagnostics.error(f"switch jumps into {kind(barrier)}", token.location)
        diagnostics.note("switch starts here", start.location)
        if barrier.name:
            diagnostics.note(f"'{barrier.name}' declared here", barrier.token.location)
