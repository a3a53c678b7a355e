"""Reassociation: sums and products are grouped anew, so that constants meet and what is invariant can leave loops.

    %1 = add %i, 5                                %1 = add %i, %j
    %2 = add %1, %j               =>              %2 = add %1, 12
    %3 = add %2, 7

    ^l: %1 = mul %i, %a                           ^l: %1 = mul %a, %b          (which licm takes out)
        %2 = mul %1, %b           =>                  %2 = mul %1, %i

After Briggs and Cooper, "Effective Partial Redundancy Elimination" (1994): the operands of a tree of one operation are
ordered by how deep in loops they are computed, constants last.  A tree is left alone unless it gains by that, and

- its operations wrap: to regroup what must not overflow would lose that promise, which counters of loops live by;
- floating-point trees only where -fassociative-math allows it: rounding differs;
- its inner results are used once, and computed in the same block, so that none is computed more often.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir import fold
from ccore.ir.arithmetic import COMMUTATIVE
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Binary, Instruction
from ccore.ir.module import Block, Function
from ccore.ir.types import FloatType, IntType
from ccore.ir.values import Constant, ConstFloat, ConstInt, Value
from ccore.passes.edit import erase_all, insert_before, untouchable

_MOST_LEAVES: Final = 24  # operands of one tree


@final
class Reassociate:
    """Linear: each instruction is part of one tree."""

    name = "reassociate"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        depths: dict[Block, int] = {}
        for loop in analyses.loops:  # inner ones after those around them
            depth = loop.depth
            for block in loop.blocks:
                depths[block] = depth
        watch = analyses.watch
        dead: set[Instruction] = set()
        for block in function.blocks:
            added: dict[Instruction, list[Instruction]] = {}
            for i in block.instructions:
                if type(i) is not Binary or not regroupable(i, function) or is_inner(i):
                    continue
                tree = _Tree(i, depths)
                if tree.gains() and (watch is None or watch.does("regroup", i)):
                    added[i] = tree.rewrite()
                    dead.update(tree.inner)
            if added:
                insert_before(block, added)
        if dead:
            erase_all(function, dead)
        return bool(dead)


def regroupable(i: Binary, function: Function) -> bool:
    """Whether the operation gives the same however its operands are grouped."""
    if isinstance(i.type, IntType):
        return i.operation in COMMUTATIVE and not i.nsw and not i.nuw
    if isinstance(i.type, FloatType) and not i.type.decimal:
        return i.operation in ("fadd", "fmul") and "associative" in function.attributes.math
    return False


def joins(i: Binary, operand: Value) -> bool:
    """Whether an operand is a part of the same tree."""
    return (
        type(operand) is Binary
        and operand.operation == i.operation
        and operand.block is i.block
        and len(operand.users) == 1
        and operand.users[i] == 1
        and not operand.nsw
        and not operand.nuw
    )


def is_inner(i: Binary) -> bool:
    """Whether the tree of its only user has the operation as a part."""
    if len(i.users) != 1:
        return False
    user = next(iter(i.users))
    return type(user) is Binary and joins(user, i)


def tree_of(root: Binary) -> tuple[list[Value], list[Binary]]:
    """The operands of the tree below ``root``, from left to right, and its other operations, users first."""
    leaves: list[Value] = []
    inner: list[Binary] = []
    work: list[Value] = root.operands[::-1]
    user = {id(operand): root for operand in root.operands}
    while work:
        value = work.pop()
        owner = user[id(value)]
        if type(value) is Binary and joins(owner, value) and len(inner) < _MOST_LEAVES:
            inner.append(value)
            for operand in value.operands[::-1]:
                user[id(operand)] = value
                work.append(operand)
        else:
            leaves.append(value)
    return leaves, inner


@final
class _Tree:
    """A tree of one operation: ``leaves`` and ``inner`` as ``tree_of`` finds them."""

    __slots__ = ("root", "depths", "leaves", "inner")

    def __init__(self, root: Binary, depths: dict[Block, int]) -> None:
        self.root, self.depths = root, depths
        self.leaves, self.inner = tree_of(root)

    def depth(self, value: Value) -> int:
        """In how many loops the value is computed."""
        if not isinstance(value, Instruction) or value.block is None:
            return 0
        return self.depths.get(value.block, 0)

    def gains(self) -> bool:
        """Whether another grouping has fewer operations, or more that leave a loop."""
        variable = [leaf for leaf in self.leaves if not isinstance(leaf, Constant)]
        if not self.inner or not variable:
            return False
        if sum(type(leaf) in (ConstInt, ConstFloat) for leaf in self.leaves) > 1:
            return True
        here = self.depth(self.root)
        fixed = sum(self.depth(leaf) < here for leaf in variable)
        if fixed == len(variable):
            return False
        own: set[Value] = set()
        for i in reversed(self.inner):  # operands first
            if all(o in own or (o not in self.inner and self.depth(o) < here) for o in i.operands):
                own.add(i)
        return fixed - 1 > len(own)

    def rewrite(self) -> list[Instruction]:
        """Let the root have the new grouping; the operations to be put before it."""
        root = self.root
        constant: Constant | None = None
        others: list[Value] = []
        for leaf in self.leaves:
            folded = None
            if type(leaf) is ConstInt or type(leaf) is ConstFloat:
                folded = leaf if constant is None else fold.fold_binary(root.operation, constant, leaf)
            if folded is None:
                others.append(leaf)
            else:
                constant = folded
        others.sort(key=self.depth)  # stable: what is alike keeps its order
        if constant is not None:
            others.append(constant)
        added: list[Instruction] = []
        value = others[0]
        for other in others[1:-1]:
            step = Binary(root.operation, value, other)
            step.block, step.location = root.block, root.location
            added.append(step)
            value = step
        root.set_operand(0, value)
        root.set_operand(1, others[-1])
        return added
