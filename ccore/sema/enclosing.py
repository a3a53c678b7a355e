"""What encloses the statement under way: loops, switches with their cases so far, scopes of labels (C17 6.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from ccore.sema import tree
from ccore.sema.jumps import Barrier, Jumps

if TYPE_CHECKING:
    from ccore.sema.types import IntegerType
    from ccore.source import Token


@final
class SwitchState:
    """A switch under way: its cases so far, to find duplicates."""

    __slots__ = ("type", "low", "high", "cases", "single", "ranges", "default", "token", "place")

    def __init__(self, type_: IntegerType, low: int, high: int, token: Token, place: Barrier | None) -> None:
        self.type = type_
        self.low, self.high = low, high  # what the control can be, by its type before promotion
        self.token = token
        self.place = place
        self.cases: list[tree.CaseLabel] = []
        self.single: dict[int, tree.CaseLabel] = {}
        self.ranges: list[tree.CaseLabel] = []
        self.default: tree.CaseLabel | None = None


@final
class Flow:
    """What encloses the statement under way."""

    __slots__ = ("outer", "loops", "breaks", "switches", "local_labels", "has_vla", "place", "jumps", "labelled")

    def __init__(self, outer: Flow | None = None) -> None:
        self.outer = outer  # of a nested function: where it is defined
        self.loops = 0
        self.breaks = 0
        self.switches: list[SwitchState] = []
        self.local_labels: list[dict[str, tree.Label]] = []
        self.has_vla = False
        self.place: Barrier | None = None
        self.jumps = Jumps()
        self.labelled = False  # the block under way has labels
