"""Partial redundancy elimination: what is computed again on some of the ways to a join is computed on the others alone.

    ^x: %1 = mul %a, %b ; br ^j               ^x: %1 = mul %a, %b ; br ^j
    ^y: br ^j                          =>     ^y: %3 = mul %a, %d ; br ^j
    ^j: %2 = phi [%b, ^x], [%d, ^y]           ^j: %2 = phi [%b, ^x], [%d, ^y]
        %4 = mul %a, %2                           %4 = phi [%1, ^x], [%3, ^y]

The scheme is that of LLVM's GVN (``performScalarPRE``): an expression of a join is translated through its phis to each
way (``expressions`` says what is the same), and where all ways but one at most have its value, that one computes it.
No way gets longer, since

- the one block that computes it leads to the join alone, and is no latch: a loop would compute it as often as before;
- the join is sure to compute it: no call, and nothing else that may not go on, stands before.  So it may trap.

A value stands for the expression only where it is computed on every way (it dominates the end of the block that leads
to the join), and promises no more than the expression did.  What costs nothing (``folded``) stays where it is.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Branch, Instruction, IsConstant, Phi
from ccore.ir.module import Block, Function
from ccore.ir.types import TupleType
from ccore.ir.values import Value
from ccore.passes.clone import copy_instruction
from ccore.passes.edit import erase_all, returns_twice, untouchable
from ccore.passes.expressions import Key, folded, key_of, promises_no_more, weaken
from ccore.passes.licm import stops

_MOST_LEADERS: Final = 8  # values remembered for one expression
_MOST_WAYS: Final = 16  # ways to a join
_FARTHEST: Final = 64  # instructions of a join that are looked at


@final
class Pre:
    """Near-linear: for each expression a bounded number of ways and of values on them."""

    name = "pre"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or returns_twice(function):
            return False
        return _Elimination(function, analyses).run()


@final
class _Elimination:
    def __init__(self, function: Function, analyses: Analyses) -> None:
        self.function, self.analyses, self.watch = function, analyses, analyses.watch
        self.values: dict[Key, list[Instruction]] = {}
        self.stands_for: dict[Value, Instruction] = {}  # what a value replaced, by which keys know it
        self.replaced: dict[Instruction, Instruction] = {}
        self.phis: dict[Block, list[Phi]] = {}
        self.inserted: dict[Block, list[Instruction]] = {}  # before the terminator

    def run(self) -> bool:
        order = self.analyses.reverse_postorder
        joins: list[Block] = []
        for block in order:
            if 2 <= len(self.analyses.predecessors[block]) <= _MOST_WAYS:
                joins.append(block)
            for i in block.instructions:
                if _movable(i):
                    self.remember(key_of(i), i)
        for join in joins:
            self.visit(join)
        if not self.replaced:
            return False
        for block, phis in self.phis.items():
            block.instructions[:0] = phis
        for block, added in self.inserted.items():
            block.instructions[-1:-1] = added
        erase_all(self.function, set(self.replaced))
        return True

    def visit(self, join: Block) -> None:
        sources = self.analyses.predecessors[join]
        for i in join.instructions[:_FARTHEST]:
            if type(i) is Phi:
                continue
            if stops(i):
                break
            if _movable(i) and not folded(i):
                self.eliminate(i, join, sources)

    def eliminate(self, i: Instruction, join: Block, sources: list[Block]) -> None:
        if any(isinstance(o, Instruction) and o.block is join and type(o) is not Phi for o in i.operands):
            return
        found: list[tuple[Instruction, Block]] = []
        missing: tuple[list[Value], Key, Block] | None = None
        for source in sources:
            operands = [self.incoming(o, join, source) for o in i.operands]
            key = key_of(i, [self.stands_for.get(o, o) for o in operands])
            value = self.leader(i, key, source)
            if value is i:
                return  # a loop that computes nothing else: what licm leaves is not to be moved
            if value is not None:
                found.append((value, source))
            elif missing is None and self.may_insert(join, source):
                missing = operands, key, source
            else:
                return
        if not found or (self.watch is not None and not self.watch.does("phi" if missing is None else "insert", i)):
            return
        for value, _ in found:
            if type(value) is not Phi:
                weaken(value, i)
        if missing is not None:
            operands, key, source = missing
            new = copy_instruction(i, operands)
            new.block = source
            self.inserted.setdefault(source, []).append(new)
            self.remember(key, new)
            found.append((new, source))
        phi = Phi(i.type, list(found))
        phi.block, phi.location = join, i.location
        self.phis.setdefault(join, []).append(phi)
        self.stands_for[phi] = i
        self.replaced[i] = phi
        i.replace_uses(phi)

    def incoming(self, operand: Value, join: Block, source: Block) -> Value:
        """What an operand in the join is at the end of a block that leads there."""
        if type(operand) is Phi and operand.block is join:
            return operand.operands[operand.blocks.index(source)]
        return operand

    def leader(self, i: Instruction, key: Key, source: Block) -> Instruction | None:
        """A value of an expression that is known at the end of a block, and promises no more than ``i``, or can."""
        for value in self.values.get(key, ()):
            phi = self.replaced.get(value)
            if phi is None:
                if self.available(value, source):
                    return value
            elif self.available(phi, source) and promises_no_more(value, i):
                return phi
        return None

    def available(self, value: Instruction, source: Block) -> bool:
        """Whether all that leads to the end of a block computes the value."""
        assert value.block is not None
        return self.analyses.dominates(value.block, source)

    def may_insert(self, join: Block, source: Block) -> bool:
        """Whether a block leads to the join alone, and not round a loop."""
        return type(source.instructions[-1]) is Branch and not self.analyses.dominates(join, source)

    def remember(self, key: Key, i: Instruction) -> None:
        values = self.values.setdefault(key, [])
        if len(values) < _MOST_LEADERS:
            values.append(i)


def _movable(i: Instruction) -> bool:
    """Whether an instruction gives the same value wherever its operands are known."""
    return i.pure and type(i) is not Phi and type(i) is not IsConstant and not isinstance(i.type, TupleType)
