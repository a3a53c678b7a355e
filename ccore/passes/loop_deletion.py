"""Loops that only compute are not gone through: what they leave behind is computed without them.

    ^before: br ^head                                          ^before: %n = (the last value, computed) ; br ^out
    ^head: %i = phi [0, ^before], [%n, ^head]
           %n = add nsw %i, 1                            =>
           condbr (cmp slt %n, %m), ^head, ^out
    ^out:  ret %n                                              ^out: ret %n

Such a loop has no effect, leaves nothing but counters, and is sure to end: how often it goes round is known.  A loop
that might not end stays: C allows the assumption that it does of few loops (C17 6.8.5p6), and GCC makes it of none in
C.  As LLVM's LoopDeletion does.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Binary, Branch, CondBranch, Convert, Instruction, Load, Switch
from ccore.ir.module import Block, Function
from ccore.ir.types import I64, IntType
from ccore.ir.values import ConstInt, Value
from ccore.passes.edit import phis_of, remove_unreachable, replace_terminator, returns_twice, untouchable
from ccore.passes.evolution import Computation, Counter, Shape, Test, count_rounds, shape_of, test_of
from ccore.passes.loops import add_preheaders

_JUMPS: Final = frozenset((Branch, CondBranch, Switch))


@final
class LoopDeletion:
    """Near-linear: innermost loops alone, each looked at once."""

    name = "loop-deletion"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or not analyses.loops or returns_twice(function):
            return False
        changed = add_preheaders(function, analyses)
        around = {loop.parent for loop in analyses.loops}
        gone = False
        for loop in analyses.loops:
            shape = None if loop in around else shape_of(loop, analyses)
            if shape is None:
                continue
            left = _left(shape)  # asked now: a loop before it may have gone
            test = None if left is None else test_of(shape, analyses)
            if left is not None and test is not None:
                gone |= _delete(test, shape, left, analyses)
        if gone:
            remove_unreachable(function)
        return changed or gone


def _left(shape: Shape) -> list[Counter] | None:
    """The counters that are used after the loop, if that is all that it leaves: it has no effect.  (A loop within it is
    the caller's affair: that might not end.)"""
    inside = shape.loop.blocks
    left: dict[Counter, None] = {}
    for block in inside:
        for i in block.instructions:
            if not harmless(i):
                return None
            if all(user.block in inside for user in i.users):
                continue
            counter = next((c for c in shape.counters.values() if i is c.phi or i is c.update), None)
            if counter is None or not isinstance(counter.phi.type, IntType) or counter.phi.type.bits > 64:
                return None
            left[counter] = None
    return list(left)


def _delete(test: Test, shape: Shape, left: list[Counter], analyses: Analyses) -> bool:
    """Go around a loop that is sure to end."""
    loop = shape.loop
    out = next(t for t in test.jump.targets if t not in loop.blocks)
    rounds = Computation()
    taken = count_rounds(test, shape, analyses, rounds, False)
    if taken is None:
        return False
    if analyses.watch is not None and not analyses.watch.does("delete", test.jump):
        rounds.discard()
        return False
    for counter in left:
        _replace_last(counter, taken, rounds, loop.blocks)
    rounds.place(shape.before)
    for phi in phis_of(out):
        value = phi.operands[phi.blocks.index(test.block)]
        phi.remove(test.block)
        phi.add(value, shape.before)
    replace_terminator(shape.before, Branch(out))
    loop_jump = test.block.instructions[-1]
    for target in dict.fromkeys(loop_jump.targets):
        if target is out:
            loop_jump.replace_target(out, loop.header)
    return True


def _replace_last(counter: Counter, taken: Value, rounds: Computation, inside: Container[Block]) -> None:
    """What the counter is at the end, for those after the loop."""
    type_ = counter.phi.type
    count = taken if type_ is I64 else rounds.add(Convert("trunc", taken, type_))
    distance = rounds.add(Binary("mul", count, ConstInt(type_, counter.step)))  # type: ignore[arg-type]
    last = rounds.add(Binary("add", distance, counter.start))
    for value in (counter.phi, counter.update):
        users = [u for u in value.users if u.block not in inside]
        if not users:
            continue
        if value is counter.update:
            last = rounds.add(Binary("add", last, ConstInt(type_, counter.step)))  # type: ignore[arg-type]
        for user in users:
            for index, operand in enumerate(user.operands):
                if operand is value:
                    user.set_operand(index, last)


def harmless(i: Instruction) -> bool:
    """Whether nobody sees if it is executed."""
    if type(i) is Load:
        return not i.volatile and not i.ordering
    return i.pure or type(i) in _JUMPS


__all__ = ["LoopDeletion", "harmless"]
