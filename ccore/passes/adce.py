"""Aggressive dead code elimination: branches and loops that only decide about what nothing needs go, too.

    ^a: condbr %c, ^x, ^y                         ^a: br ^j
    ^x: %1 = mul %a, %b ; br ^j          =>       ^j: ret %b
    ^y: br ^j
    ^j: %2 = phi [%1, ^x], [%a, ^y]  (unused)
        ret %b

Everything is dead until something with an effect needs it: a value by its use, a branch by what it decides about
(Cytron et al., "Efficiently Computing Static Single Assignment Form", 1991, section 7.1).  A branch that stays dead has
nothing live between itself and the next block that all its ways come to, so it becomes a jump to that block.

A loop that does nothing may only go if it is known to end (``finite_loops``): C17 6.8.5p6 would let an optimiser take
that for granted of most loops, but GCC does so in C++ alone.
"""

from __future__ import annotations

from typing import final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Branch, CondBranch, Instruction, Phi, Switch
from ccore.ir.module import Block, Function
from ccore.passes.dce import dead_stores
from ccore.passes.edit import erase_all, remove_edge, remove_unreachable, untouchable
from ccore.passes.finite_loops import ends
from ccore.passes.post_dominators import PostDominators


@final
class Adce:
    """Linear but for the control dependence, of which deep nests have more."""

    name = "adce"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or len(function.blocks) < 2:
            return False
        if not any(type(b.instructions[-1]) in (CondBranch, Switch) for b in function.blocks):
            return False  # ``dce`` does as much
        return _Marking(function, analyses).run()


@final
class _Marking:
    __slots__ = ("function", "analyses", "dominators", "live", "blocks", "work")

    def __init__(self, function: Function, analyses: Analyses) -> None:
        self.function, self.analyses = function, analyses
        self.dominators = PostDominators(analyses)
        self.live: set[Instruction] = set()
        self.blocks: set[Block] = set()  # of which something is live
        self.work: list[Instruction] = []

    def run(self) -> bool:
        reachable = self.analyses.postorder
        unread = dead_stores(self.function)
        for block in reachable:
            for i in block.instructions:
                if needed(i) and i not in unread:
                    self.mark(i)
        for latch in endless(self.analyses):
            self.mark(latch.instructions[-1])
        for block in self.dominators.endless:
            self.mark(block.instructions[-1])
        known = set(reachable)
        for block in self.function.blocks:  # what cannot be reached may use what can
            if block not in known:
                for i in block.instructions:
                    self.mark(i)
        self.follow()
        dead = self.refuse([b for b in reachable if b.instructions[-1] not in self.live])
        if not dead:
            return False
        self.rewrite(dead)
        return True

    def mark(self, i: Instruction) -> None:
        if i not in self.live:
            self.live.add(i)
            self.work.append(i)

    def follow(self) -> None:
        """What the live instructions need is live, too."""
        while self.work:
            i = self.work.pop()
            for operand in i.operands:
                if isinstance(operand, Instruction):
                    self.mark(operand)
            assert i.block is not None
            self.enter(i.block)
            if type(i) is Phi:
                for source in i.blocks:
                    self.enter(source)

    def enter(self, block: Block) -> None:
        """It matters whether control comes to the block."""
        if block not in self.blocks:
            self.blocks.add(block)
            for branching in self.dominators.deciding(block):
                self.mark(branching.instructions[-1])

    def refuse(self, dead: list[Block]) -> list[Block]:
        """The blocks whose branches are dead and may be replaced; what may not be is live, with all that it needs."""
        watch = self.analyses.watch
        dead = [b for b in dead if type(b.instructions[-1]) is not Branch]
        if watch is None:
            return dead
        for block in dead:
            last = block.instructions[-1]
            if last not in self.live and not watch.allows("branch", last):
                self.mark(last)
                self.follow()
        dead = [b for b in dead if b.instructions[-1] not in self.live]
        for block in dead:
            watch.done("branch", block.instructions[-1])
        return dead

    def rewrite(self, dead: list[Block]) -> None:
        """Replace dead branches by jumps, and delete what is not live in the blocks between."""
        for block in self.analyses.postorder:
            if type(block.instructions[-1]) is Branch:
                self.live.add(block.instructions[-1])
        gone = {
            i for block in self.analyses.postorder for i in block.instructions if i not in self.live
        } - {block.instructions[-1] for block in dead}  # fmt: skip
        erase_all(self.function, gone)
        for block in dead:
            last = block.instructions[-1]
            target = self.dominators.after[block]
            assert target is not None
            for left in block.successors:
                if left is not target:
                    remove_edge(block, left)
            jump = Branch(target)
            jump.block, jump.location = block, last.location
            last.drop_operands()
            last.block = None
            block.instructions[-1] = jump
        remove_unreachable(self.function)


def needed(i: Instruction) -> bool:
    """Whether the instruction has an effect: all but branches and what only gives a value."""
    return type(i) not in (Branch, CondBranch, Switch) and (i.terminator or not i.removable)


def endless(analyses: Analyses) -> list[Block]:
    """The blocks that jump back in cycles of which it is not known that they end."""
    found = [latch for loop in analyses.loops if not ends(loop, analyses) for latch in loop.latches]
    number = {block: n for n, block in enumerate(analyses.reverse_postorder)}
    for block, n in number.items():
        if any(number[t] <= n and not analyses.dominates(t, block) for t in block.successors):
            found.append(block)
    return found
