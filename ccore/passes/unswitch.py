"""A branch that goes the same way in every round is taken once, before the loop, of which there are two then.

    ^before: br ^head                             ^before: condbr %c, ^head, ^head2
    ^head: %i = phi ...                           ^head: %i = phi ... ; (the way of %c) ; condbr ..., ^head, ^out
           condbr %c, ^a, ^b               =>
    ^a: ... br ^latch                             ^head2: %j = phi ... ; (the other way) ; condbr ..., ^head2, ^out
    ^b: ... br ^latch

Only where the loop is sure to come to the branch, since one on poison is undefined behaviour; and in small loops, since
the code grows.  GCC does it from -O3 on; as LLVM's SimpleLoopUnswitch does it.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses, Loop
from ccore.ir.instructions import Branch, CondBranch
from ccore.ir.module import Block, Function
from ccore.ir.values import Constant
from ccore.passes.edit import remove_unreachable, replace_terminator, returns_twice, untouchable
from ccore.passes.evolution import invariant
from ccore.passes.licm import sure_blocks
from ccore.passes.loop_copy import LoopCopy, close, closing, copyable, in_order
from ccore.passes.loops import add_preheaders, preheader

_MOST_INSTRUCTIONS: Final = 40


@final
class Unswitch:
    """Near-linear: innermost loops alone, of a size that is bounded, each once."""

    name = "unswitch"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or not analyses.loops or returns_twice(function):
            return False
        changed = add_preheaders(function, analyses)
        around = {loop.parent for loop in analyses.loops}
        new: dict[Block, list[Block]] = {}
        for loop in analyses.loops:
            if loop in around or sum(len(b.instructions) for b in loop.blocks) > _MOST_INSTRUCTIONS:
                continue
            before = preheader(loop, analyses)
            branch = None if before is None else _choice(loop, analyses)
            if before is None or branch is None or not copyable(loop):
                continue
            uses = closing(loop, analyses)
            if uses is None or (analyses.watch is not None and not analyses.watch.does("unswitch", branch)):
                continue
            close(uses, analyses)
            new[loop.header] = _split(function, loop, before, branch, analyses)
        if new:
            function.blocks = [b for block in function.blocks for b in (block, *new.get(block, ()))]
            remove_unreachable(function)
        return changed or bool(new)


def _choice(loop: Loop, analyses: Analyses) -> CondBranch | None:
    """A branch within the loop whose condition does not change."""
    for block in reversed(list(sure_blocks(loop, analyses))):  # the outermost choice first
        last = block.instructions[-1]
        if type(last) is not CondBranch or last.then is last.otherwise:
            continue
        condition = last.operands[0]
        if isinstance(condition, Constant) or not invariant(condition, loop):
            continue
        if last.then in loop.blocks and last.otherwise in loop.blocks:
            return last
    return None


def _split(function: Function, loop: Loop, before: Block, branch: CondBranch, analyses: Analyses) -> list[Block]:
    """Copy the loop, and let each of the two go one way.  The new blocks."""
    order = in_order(loop)
    copy = LoopCopy(function, loop, order)
    copy.fill()
    block = branch.block
    assert block is not None
    choice = CondBranch(branch.operands[0], loop.header, copy.header)
    choice.weights = branch.weights
    then, otherwise = branch.then, branch.otherwise
    replace_terminator(copy.blocks[block], Branch(copy.blocks[otherwise]))
    replace_terminator(block, Branch(then))
    old = before.instructions[-1]
    choice.location, choice.block = old.location, before
    before.instructions[-1] = choice
    old.drop_operands()
    old.block = None
    return [copy.blocks[b] for b in order]


__all__ = ["Unswitch"]
