"""Comparisons that a branch on every way to them has settled.

    %1 = cmp slt %x, %y
    condbr %1, ^then, ^done
    ^then: %2 = cmp sgt %x, %y            =>   i1 0
    ^then: %3 = cmp ne %x, %y             =>   i1 1

Of two values exactly one of less, equal, greater and, for floats, unordered holds; a comparison asks for a set of these
outcomes, and a branch leaves a set.  Against constants the sets are intervals.  Facts hold in what the branch's target
dominates, if no other edge leads there.
"""

from __future__ import annotations

from typing import Final, NamedTuple, final

from ccore.ir import fold
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Compare, CondBranch
from ccore.ir.module import Block, Function
from ccore.ir.types import I1, IntType
from ccore.ir.values import ConstInt, Value
from ccore.passes.edit import untouchable

_LESS, _EQUAL, _GREATER, _UNORDERED = 1, 2, 4, 8
_RELATIONS: Final = {"lt": _LESS, "le": _LESS | _EQUAL, "gt": _GREATER, "ge": _GREATER | _EQUAL}
_OUTCOMES: Final = {
    "eq": _EQUAL, "ne": _LESS | _GREATER,
    **{f"{sign}{name}": mask for sign in "suo" for name, mask in _RELATIONS.items()},
    **{f"fu{name}": mask | _UNORDERED for name, mask in _RELATIONS.items()},
    "oeq": _EQUAL, "one": _LESS | _GREATER, "ueq": _EQUAL | _UNORDERED, "une": _LESS | _GREATER | _UNORDERED,
    "ord": _LESS | _EQUAL | _GREATER, "uno": _UNORDERED,
}  # fmt: skip
_ALL: Final = _LESS | _EQUAL | _GREATER | _UNORDERED
_FLIPPED: Final = [
    (m & ~(_LESS | _GREATER)) | (_GREATER if m & _LESS else 0) | (_LESS if m & _GREATER else 0) for m in range(16)
]


class _Range(NamedTuple):
    """What values an integer can have: both its signed and its unsigned value lie in an interval."""

    low: int  # signed
    high: int
    least: int  # unsigned
    most: int


_Key = tuple[Value, Value, str]


@final
class Correlate:
    name = "correlate"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or len(function.blocks) < 3:
            return False
        predecessors = analyses.predecessors
        children = analyses.dominator_children
        facts = Facts()
        changed = False
        watch = analyses.watch
        pending: list[tuple[Block, bool]] = [(function.blocks[0], True)]
        while pending:
            block, entering = pending.pop()
            if not entering:
                facts.leave()
                continue
            facts.enter()
            pending.append((block, False))
            branch = only_way(block, predecessors[block])
            if branch is not None:
                condition = branch.operands[0]
                if type(condition) is Compare and condition.type is I1:
                    facts.learn(condition, branch.then is block)
            if facts.any:
                for i in block.instructions:
                    if type(i) is Compare and i.type is I1 and i.users:
                        answer = facts.ask(i.predicate, *i.operands)
                        if answer is not None and (watch is None or watch.does("known", i)):
                            i.replace_uses(fold.TRUE if answer else fold.FALSE)
                            changed = True
            pending += [(child, True) for child in children.get(block, ())]
        return changed


def only_way(block: Block, sources: list[Block]) -> CondBranch | None:
    """The branch of which one side alone leads to the block."""
    if len(sources) != 1 or block.address_taken:
        return None
    branch = sources[0].terminator
    return branch if type(branch) is CondBranch and branch.then is not branch.otherwise else None


@final
class Facts:
    """What holds here, with a log to undo what an inner block learned."""

    def __init__(self) -> None:
        self.outcomes: dict[_Key, int] = {}
        self.ranges: dict[Value, _Range] = {}
        self.log: list[tuple[_Key, int | None] | tuple[Value, _Range | None] | None] = []

    @property
    def any(self) -> bool:
        return bool(self.outcomes or self.ranges)

    def enter(self) -> None:
        self.log.append(None)

    def leave(self) -> None:
        while (entry := self.log.pop()) is not None:
            key, old = entry
            if isinstance(key, tuple):
                if old is None:
                    del self.outcomes[key]
                else:
                    assert isinstance(old, int)
                    self.outcomes[key] = old
            elif old is None:
                del self.ranges[key]
            else:
                assert isinstance(old, _Range)
                self.ranges[key] = old

    def learn(self, compare: Compare, holds: bool) -> None:
        """The comparison came out so."""
        a, b = compare.operands
        mask = _OUTCOMES[compare.predicate]
        if not holds:
            mask = _ALL & ~mask
        if type(b) is ConstInt:
            self._learn_range(a, b, compare.predicate, mask)
            return
        kind = _kind(compare.predicate)
        for sign in ("s", "u") if kind == "=" else (kind,):
            key = a, b, sign
            old = self.outcomes.get(key)
            self.log.append((key, old))
            self.outcomes[key] = mask if old is None else mask & old

    def _learn_range(self, value: Value, constant: ConstInt, predicate: str, mask: int) -> None:
        type_ = constant.type
        assert isinstance(type_, IntType)
        half = 1 << (type_.bits - 1)
        old = self.ranges.get(value)
        low, high, least, most = old or _Range(-half, half - 1, 0, type_.mask)
        if predicate in ("eq", "ne"):
            if mask & _EQUAL:
                low = high = constant.signed
                least = most = constant.value
            else:
                low, high = low + (low == constant.signed), high - (high == constant.signed)
                least, most = least + (least == constant.value), most - (most == constant.value)
        elif predicate[0] == "s":
            low, high = _clip(low, high, constant.signed, mask)
        else:
            least, most = _clip(least, most, constant.value, mask)
        # Where a sign is known each interval says something of the other.
        if low >= 0 or high < 0:
            least, most = max(least, low & type_.mask), min(most, high & type_.mask)
        if most < half or least >= half:
            shift = 0 if most < half else 2 * half
            low, high = max(low, least - shift), min(high, most - shift)
        self.log.append((value, old))
        self.ranges[value] = _Range(low, high, least, most)

    def ask(self, predicate: str, a: Value, b: Value) -> bool | None:
        """What a comparison must give; None where that is open."""
        wanted = _OUTCOMES[predicate]
        if type(b) is ConstInt:
            range_ = self.ranges.get(a)
            if range_ is None:
                return None
            if predicate in ("eq", "ne"):
                possible = _possible(range_.low, range_.high, b.signed)
                if possible & _EQUAL:
                    possible = _possible(range_.least, range_.most, b.value)
            elif predicate[0] == "s":
                possible = _possible(range_.low, range_.high, b.signed)
            else:
                possible = _possible(range_.least, range_.most, b.value)
        else:
            kind = _kind(predicate)
            possible = _ALL if kind == "f" else _ALL & ~_UNORDERED
            for sign in ("s", "u") if kind == "=" else (kind,):
                possible &= self.outcomes.get((a, b, sign), _ALL)
                possible &= _FLIPPED[self.outcomes.get((b, a, sign), _ALL)]
        if not possible:
            return None  # a contradiction: control cannot come here, which others will find
        if not possible & ~wanted:
            return True
        return None if possible & wanted else False

    def constant(self, value: Value) -> ConstInt | None:
        """What the value must be; None where it can be several."""
        range_ = self.ranges.get(value)
        if range_ is None or range_.low != range_.high:
            return None
        assert isinstance(value.type, IntType)
        return ConstInt(value.type, range_.low)


def _kind(predicate: str) -> str:
    """ "s", "u", "=" for integers and pointers, "f" for floats."""
    if predicate in ("eq", "ne"):
        return "="
    return predicate[0] if predicate in _INTEGER else "f"


_INTEGER: Final = frozenset(f"{sign}{name}" for sign in "su" for name in _RELATIONS)


def _clip(low: int, high: int, bound: int, mask: int) -> tuple[int, int]:
    """The part of an interval whose comparison with the bound has an outcome in the mask."""
    if not mask & _LESS:
        low = max(low, bound if mask & _EQUAL else bound + 1)
    if not mask & _GREATER:
        high = min(high, bound if mask & _EQUAL else bound - 1)
    return low, high


def _possible(low: int, high: int, bound: int) -> int:
    """The outcomes that comparing a value of an interval with the bound can have."""
    return (_LESS if low < bound else 0) | (_EQUAL if low <= bound <= high else 0) | (_GREATER if high > bound else 0)
