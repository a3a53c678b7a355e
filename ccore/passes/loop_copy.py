"""Loops copied: what unrolling and unswitching share.

    ^head: %x = load %p                      ^head: %x = load %p
           condbr %c, ^head, ^out      =>           condbr %c, ^head, ^out
    ^out:  ret %x                            ^out:  %y = phi [%x, ^head] ; ret %y

A loop is *closed* when what it computes is used after it by phis of its exits alone (loop-closed SSA).  Then a copy
needs no more than operands for these phis.  A loop can be closed where each use comes after one exit that nothing else
leads to.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, final

from ccore.ir import fold
from ccore.ir.cfg import Analyses, Loop, postorder_of
from ccore.ir.debug import Record
from ccore.ir.instructions import AsmGoto, Call, IndirectBranch, InlineAsm, Instruction, Phi
from ccore.ir.module import Block, Function
from ccore.ir.types import TupleType
from ccore.ir.values import Constant, Undef, Value
from ccore.passes.clone import copy_instruction, retarget
from ccore.passes.edit import phis_of
from ccore.passes.loops import exits

_FIXED: Final = frozenset((AsmGoto, IndirectBranch, InlineAsm))
"""What there must be one of: its labels, or the addresses of its targets, are known elsewhere."""

_Use = tuple[Instruction, int]


def copyable(loop: Loop) -> bool:
    """Whether nothing in the loop must be there only once."""
    for block in loop.blocks:
        if block.address_taken:
            return False
        for i in block.instructions:
            if type(i) in _FIXED or (type(i) is Call and i.attributes is not None and i.attributes.must_tail):
                return False
    return not any(way.address_taken for way in exits(loop))


def in_order(loop: Loop) -> list[Block]:
    """The loop's blocks in reverse post-order, from its header."""
    return postorder_of(loop.header, loop.blocks)[::-1]


def closing(loop: Loop, analyses: Analyses) -> dict[tuple[Instruction, Block], list[_Use]] | None:
    """What closes the loop: by value and exit, the uses that a phi there must stand in for.  None where it cannot."""
    inside = loop.blocks
    ways = exits(loop)
    own = [way for way in ways if all(source in inside for source in analyses.predecessors[way])]
    found: dict[tuple[Instruction, Block], list[_Use]] = {}
    for block in inside:
        for i in block.instructions:
            for user in i.users:
                if user.block in inside:
                    continue
                for index, operand in enumerate(user.operands):
                    if operand is not i:
                        continue
                    place = user.blocks[index] if type(user) is Phi else user.block
                    assert place is not None
                    if type(user) is Phi and place in inside:
                        continue
                    way = next((w for w in own if analyses.dominates(w, place)), None)
                    if way is None or isinstance(i.type, TupleType):
                        return None
                    found.setdefault((i, way), []).append((user, index))
    return found


def close(found: dict[tuple[Instruction, Block], list[_Use]], analyses: Analyses) -> None:
    """Put the phis of ``closing`` in."""
    for (value, way), uses in found.items():
        phi = Phi(value.type, [(value, source) for source in analyses.predecessors[way]])
        phi.block, phi.location = way, way.instructions[0].location
        way.instructions.insert(0, phi)
        for user, index in uses:
            user.set_operand(index, phi)


@final
class LoopCopy:
    """One copy of a closed loop's blocks, given in reverse post-order.  ``values``: what stands for the header's phis
    (all of them, or none: then they are copied).  ``again``: where the jumps back lead; None: to the copy itself."""

    def __init__(self, function: Function, loop: Loop, blocks: list[Block]) -> None:
        self.function, self.loop, self.order = function, loop, blocks
        self.blocks = {block: Block(block.name) for block in blocks}
        self.header.unroll = loop.header.unroll
        self.values: dict[Value, Value] = {}
        self.records: list[tuple[Record, Value]] = []

    @property
    def header(self) -> Block:
        return self.blocks[self.loop.header]

    def value(self, original: Value) -> Value:
        """What the copy calls a value."""
        return self.values.get(original, original)

    def fill(self, again: Block | None = None) -> None:
        """Copy what is in the blocks."""
        header = self.loop.header
        given = bool(self.values)
        phis: list[tuple[Phi, Phi]] = []
        targets = dict(self.blocks)
        if again is not None:
            targets[header] = again
        described = self.function.debug.values if self.function.debug is not None else {}
        for block in self.order:
            new = self.blocks[block]
            new.function = self.function
            waiting: list[Record] = []
            for i in block.instructions:
                if type(i) is Phi:
                    if not (given and block is header):
                        copy = Phi(i.type)
                        phis.append((i, copy))
                        self._append(new, i, copy)
                    continue
                if i in described:
                    waiting += self._copied(described[i])
                operands = [self.value(o) for o in i.operands]
                folded = None
                if i.pure and operands and all(isinstance(o, Constant) and type(o) is not Undef for o in operands):
                    folded = fold.fold(i, operands)
                if folded is not None:
                    self.values[i] = folded
                    continue
                made = copy_instruction(i, operands)
                if i.terminator:
                    retarget(made, lambda target: targets.get(target, target))
                self._append(new, i, made)
                if waiting and self.function.debug is not None:
                    self.function.debug.add(made, waiting)
                    waiting = []
        for original, copy in phis:
            for value, source in zip(original.operands, original.blocks, strict=True):
                copy.add(self.value(value), self.blocks.get(source, source))
        for block in self.order:
            for target in block.successors:
                if target not in self.blocks:
                    for phi in phis_of(target):
                        phi.add(self.value(phi.operands[phi.blocks.index(block)]), self.blocks[block])
        for record, value in self.records:
            record.value = self.value(value)

    def _append(self, block: Block, original: Instruction, copy: Instruction) -> None:
        copy.block, copy.location = block, original.location
        block.instructions.append(copy)
        self.values[original] = copy

    def _copied(self, records: list[Record]) -> list[Record]:
        debug = self.function.debug
        assert debug is not None
        found: list[Record] = []
        for r in records:
            found.append(replace(r))
            self.records.append((found[-1], debug.value_of(r)))
        return found


__all__ = ["LoopCopy", "close", "closing", "copyable", "in_order"]
