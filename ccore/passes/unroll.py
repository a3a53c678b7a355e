"""Loops of few rounds, whose number is known, are written out.

    ^before: br ^head                                        ^before: br ^0
    ^head: %i = phi [0, ^before], [%n, ^head]                ^0: (the body, with 0 for %i) br ^1
           ... %i ...                                   =>   ^1: (the body, with 1 for %i) br ^2
           %n = add %i, 1                                    ^2: (the body, with 2 for %i) br ^out
           condbr (cmp slt %n, 3), ^head, ^out

The number is found by computing what the exit depends on, round by round, so any arithmetic on constants counts
(``i <<= 1``).  There may be other ways out.  GCC does the like at -O1 (cunrolli), where code does not grow by it;
here it may grow a little, since what was an index is a constant afterwards.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Branch, Phi
from ccore.ir.module import Block, Function
from ccore.ir.values import Value
from ccore.passes.edit import phis_of, remove_unreachable, replace_terminator, returns_twice, untouchable
from ccore.passes.evolution import Shape, in_every_round, rounds_by_evaluation
from ccore.passes.loop_copy import LoopCopy, close, closing, copyable, in_order
from ccore.passes.loops import add_preheaders, preheader

_MOST_ROUNDS: Final = 8
_MOST_INSTRUCTIONS: Final = 64  # of all rounds together
_MOST_ASKED: Final = 4096  # of all rounds of a loop for which #pragma GCC unroll asks


@final
class Unroll:
    """Near-linear: innermost loops alone, of a size that is bounded."""

    name = "unroll"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or not analyses.loops or returns_twice(function):
            return False
        loops = analyses.loops
        around = {loop.parent for loop in loops}
        found: dict[Block, tuple[int, Block]] = {}  # by header
        for loop in loops:
            wish = loop.header.unroll
            if loop in around or len(loop.latches) != 1 or wish == 1:
                continue
            outside = [b for b in analyses.predecessors[loop.header] if b not in loop.blocks]
            if len(outside) != 1:
                continue
            size = sum(1 for block in loop.blocks for i in block.instructions if type(i) not in (Phi, Branch))
            room = max(_MOST_INSTRUCTIONS, _MOST_ASKED if wish > 1 else 0)
            if size > room:
                continue
            most = min(max(_MOST_ROUNDS, wish), room // max(size, 1))
            rounds = _rounds(Shape(loop, outside[0], loop.latches[0], {}), analyses, most)
            if rounds is not None and copyable(loop):
                found[loop.header] = rounds
        if not found:
            return False
        changed = add_preheaders(function, analyses, set(found))
        new: dict[Block, list[Block]] = {}  # by the old header
        for loop in analyses.loops:
            before = preheader(loop, analyses) if loop.header in found else None
            if before is None:
                continue
            uses = closing(loop, analyses)
            if uses is None:
                continue
            count, test = found[loop.header]
            if analyses.watch is not None and not analyses.watch.does("unroll", test.instructions[-1]):
                continue
            close(uses, analyses)
            shape = Shape(loop, before, loop.latches[0], {})
            new[loop.header] = _write_out(function, shape, count, test)
        if new:
            function.blocks = [b for block in function.blocks for b in (block, *new.get(block, ()))]
            remove_unreachable(function)
        return changed or bool(new)


def _rounds(shape: Shape, analyses: Analyses, most: int) -> tuple[int, Block] | None:
    """How often the loop goes back at most, and the block that leaves it then."""
    loop = shape.loop
    for block in in_order(loop):
        if any(t not in loop.blocks for t in block.instructions[-1].targets):
            if in_every_round(block, shape, analyses):
                rounds = rounds_by_evaluation(shape, block, most - 1)
                if rounds is not None:
                    return rounds, block
    return None


def _write_out(function: Function, shape: Shape, rounds: int, test: Block) -> list[Block]:
    """Copy the loop's blocks once for each round, and go there instead.  The new blocks."""
    loop = shape.loop
    order = in_order(loop)
    phis = phis_of(loop.header)
    copies = [LoopCopy(function, loop, order) for _ in range(rounds + 1)]
    values: dict[Value, Value] = {phi: phi.operands[phi.blocks.index(shape.before)] for phi in phis}
    for n, copy in enumerate(copies):
        copy.values.update(values)
        copy.fill(copies[n + 1].header if n < rounds else copy.header)
        values = {phi: copy.value(phi.operands[phi.blocks.index(shape.latch)]) for phi in phis}
    for n, copy in enumerate(copies):
        block = copy.blocks[test]
        stays = [t for t in test.instructions[-1].targets if t in loop.blocks]
        leaves = [t for t in test.instructions[-1].targets if t not in loop.blocks]
        if n == rounds:
            target = leaves[0]
        elif stays[0] is loop.header:
            target = copies[n + 1].header
        else:
            target = copy.blocks[stays[0]]
        replace_terminator(block, Branch(target))
    replace_terminator(shape.before, Branch(copies[0].header))
    return [copy.blocks[b] for copy in copies for b in order]


__all__ = ["Unroll"]
