"""Code hoisting: what every way from a branch computes is computed once, before the branch.

    condbr %c, ^x, ^j                    %1 = mul %a, %b
    ^x: %1 = mul %a, %b ; br ^j          condbr %c, ^x, ^j
    ^j: %2 = mul %a, %b             =>   ^x: br ^j
                                         ^j:                          (%1 for %2)

These are the very busy expressions of the literature (Muchnick, "Advanced Compiler Design and Implementation", 13.5)
that stand in the successors themselves; inner branches come first, so that what was moved out of both of their ways
can move on.  A value moves only if

- the branch's block is the immediate dominator of each successor, so that it reaches all uses there;
- each successor is sure to compute it: no call, and nothing else that may not go on, stands before.  So it may trap,
  and no way gets longer;
- its operands are known before the branch, or move with it;
- a load is plain, nothing before it in a successor writes to memory, and the branch alone leads to the successor.

What its users compute on the way (``folded``) moves only with something that needs it.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import CondBranch, Instruction, IsConstant, Load, Phi, Switch
from ccore.ir.module import Block, Function
from ccore.ir.types import TupleType
from ccore.ir.values import Value
from ccore.passes.edit import erase_all, returns_twice, untouchable
from ccore.passes.expressions import Key, folded, key_of, weaken
from ccore.passes.licm import stops

_MOST_WAYS: Final = 8  # successors of a branch
_FARTHEST: Final = 64  # instructions of a successor that are looked at


@final
class _Number:
    """Stands for a value that several successors compute."""

    __slots__ = ()


@final
class Hoist:
    """Linear: each block is looked at as the successor of one other."""

    name = "hoist"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or returns_twice(function):
            return False
        dead: set[Instruction] = set()
        changed = False
        for block in analyses.postorder:
            last = block.instructions[-1]
            if type(last) is not CondBranch and type(last) is not Switch:
                continue
            ways = list(dict.fromkeys(last.targets))
            if 2 <= len(ways) <= _MOST_WAYS and all(_dominates(block, way, analyses) for way in ways):
                changed |= _hoist(block, ways, dead, analyses)
        if dead:
            erase_all(function, dead)
        return changed


def _hoist(block: Block, ways: list[Block], dead: set[Instruction], analyses: Analyses) -> bool:
    """Move what all the ways from a block compute to its end; what is not needed any more becomes ``dead``."""
    numbers: dict[Key, _Number] = {}
    computed = [_computed(way, _has_same_memory(way, analyses), numbers, dead) for way in ways]
    common = [(n, i) for n, i in computed[0].items() if all(n in other for other in computed[1:])]
    if not common:
        return False
    number = {i: n for n, i in common}
    wanted: set[Instruction] = set()
    for n, i in reversed(common):  # users before what they use
        if i in wanted or not any(folded(other[n]) for other in computed):
            wanted.add(i)
            wanted.update(o for o in i.operands if isinstance(o, Instruction) and o in number)
    watch = analyses.watch
    moved: dict[Instruction, None] = {}
    for n, i in common:
        if i not in wanted or any(_within(o, ways[0]) and o not in moved for o in i.operands):
            continue
        if watch is not None and not watch.does("hoist", i):
            continue
        moved[i] = None
        for other in computed[1:]:
            twin = other[n]
            _join(i, twin)
            twin.replace_uses(i)
            dead.add(twin)
    if moved:
        ways[0].instructions = [i for i in ways[0].instructions if i not in moved]
        end = block.instructions[-1]
        for i in moved:
            i.block, i.location = block, end.location
        block.instructions[-1:-1] = moved
    return bool(moved)


def _dominates(block: Block, way: Block, analyses: Analyses) -> bool:
    """Whether no way leads to a successor but through the branch."""
    return way is not block and analyses.dominates(block, way)


def _has_same_memory(way: Block, analyses: Analyses) -> bool:
    """Whether memory is at the begin of a successor what it is at the branch."""
    return len(analyses.predecessors[way]) == 1


def _writes(i: Instruction) -> bool:
    return i.writes


def _computed(
    way: Block, same_memory: bool, numbers: dict[Key, _Number], dead: set[Instruction]
) -> dict[_Number, Instruction]:
    """What a block is sure to compute from what is known before it, by value; ``same_memory``: it begins with the
    branch's memory."""
    found: dict[_Number, Instruction] = {}
    number: dict[object, _Number] = {}
    for i in way.instructions[:_FARTHEST]:
        if type(i) is Phi or i in dead:
            continue
        if stops(i):
            break
        if type(i) is Load:
            if not same_memory:
                continue
        elif not i.pure or type(i) is IsConstant or isinstance(i.type, TupleType):
            same_memory = same_memory and not _writes(i)
            continue
        if all(not _within(o, way) or o in number for o in i.operands):
            operands = [number.get(o, o) for o in i.operands]
            key = (Load, i.type, *operands) if type(i) is Load else key_of(i, operands)
            n = number[i] = numbers.setdefault(key, _Number())
            found.setdefault(n, i)
    return found


def _within(value: Value, block: Block) -> bool:
    """Whether a value is computed in that block."""
    return isinstance(value, Instruction) and value.block is block


def _join(i: Instruction, twin: Instruction) -> None:
    """Let ``i`` promise only what both do."""
    if type(i) is Load and type(twin) is Load:
        i.align = min(i.align, twin.align)
        if i.tag != twin.tag:
            i.tag = ""  # it stands for an access to any kind of object
    else:
        weaken(i, twin)
