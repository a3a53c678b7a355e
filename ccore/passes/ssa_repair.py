"""Brings values back into SSA form after their blocks were copied.

    ^b: %1 = ... ; br ^use                         ^b:  %1 = ... ; br ^use
    ^b2: %2 = ... (a copy) ; br ^use       =>      ^b2: %2 = ... ; br ^use
    ^use: ret %1                                   ^use: %3 = phi [%1, ^b], [%2, ^b2] ; ret %3

Phis stand where definitions meet (Cytron et al., "Efficiently Computing Static Single Assignment Form", 1991), but only
those that a use asks for.
"""

from __future__ import annotations

from typing import final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Instruction, Phi
from ccore.ir.module import Block
from ccore.ir.values import Undef, Value


def repair(analyses: Analyses, copies: dict[Instruction, dict[Block, Value]]) -> None:
    """Give each use of the instructions, outside their own blocks, the definition that reaches it.

    ``copies``: for each instruction the blocks at whose end another value stands for it.  ``analyses`` must know the
    CFG as it is now.  No use may stand in one of those blocks, and no value may be another's original.  Linear in the
    uses and in the blocks between."""
    made: dict[Block, list[Phi]] = {}
    for original, others in copies.items():
        home = original.block
        assert home is not None
        uses = [
            (user, n) for user in original.users for n, operand in enumerate(user.operands)
            if operand is original and (user.block is not home or type(user) is Phi)
        ]  # fmt: skip
        if uses:
            variable = _Variable(analyses, original, {home: original, **others}, made)
            for user, n in uses:
                if type(user) is Phi:
                    user.set_operand(n, variable.at_end(user.blocks[n]))
                else:
                    assert user.block is not None
                    user.set_operand(n, variable.at_start(user.block))
            variable.fill()
    for block, phis in made.items():
        block.instructions[:0] = phis


@final
class _Variable:
    """The values that one name has in the blocks."""

    __slots__ = ("analyses", "original", "ends", "starts", "joins", "phis", "made")

    def __init__(
        self, analyses: Analyses, original: Instruction, ends: dict[Block, Value], made: dict[Block, list[Phi]]
    ) -> None:
        self.analyses, self.original, self.ends, self.made = analyses, original, ends, made
        self.starts: dict[Block, Value] = {}
        self.phis: list[Phi] = []
        frontiers = analyses.dominance_frontiers
        self.joins: set[Block] = set()
        work = list(ends)
        while work:
            for join in frontiers.get(work.pop(), ()):
                if join not in self.joins:
                    self.joins.add(join)
                    work.append(join)

    def at_end(self, block: Block) -> Value:
        found = self.ends.get(block)
        return self.at_start(block) if found is None else found

    def at_start(self, block: Block) -> Value:
        """The value that comes into a block: up the dominator tree to where it is defined, or definitions meet."""
        idom = self.analyses.immediate_dominators
        way: list[Block] = []
        while True:
            value = self.starts.get(block)
            if value is not None:
                break
            way.append(block)
            if block in self.joins:
                value = Phi(self.original.type)
                value.block, value.location = block, self.original.location
                self.made.setdefault(block, []).append(value)
                self.phis.append(value)
                break
            above = idom.get(block, block)
            if above is block:  # nothing defines it on this way
                value = Undef(self.original.type)
                break
            value = self.ends.get(above)
            if value is not None:
                break
            block = above
        for passed in way:
            self.starts[passed] = value
        return value

    def fill(self) -> None:
        """Give the new phis their operands, which may ask for more phis."""
        predecessors = self.analyses.predecessors
        while self.phis:
            phi = self.phis.pop()
            assert phi.block is not None
            for source in predecessors[phi.block]:
                phi.add(self.at_end(source), source)


__all__ = ["repair"]
