"""Sparse conditional constant propagation (Wegman and Zadeck, 1991).

    ^entry: br ^loop                              (%i stays 1 whatever way is taken, so the branch
    ^loop: %i = phi [1, ^entry], [%j, ^loop] =>   is decided and the loop's exit test goes)
           %j = mul %i, 1

Values climb from "not yet known" to a constant to "varies"; only edges that can be taken count.  ``undef``
varies: two uses of it need not agree.  Constant branches are decided at once and dead blocks deleted.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir import fold
from ccore.ir.cfg import Analyses, Watcher
from ccore.ir.instructions import (
    AsmGoto,
    Binary,
    Call,
    CondBranch,
    Instruction,
    Phi,
    Switch,
)
from ccore.ir.module import Block, Function
from ccore.ir.types import VOID, IntType
from ccore.ir.values import Constant, ConstInt, Undef, Value
from ccore.passes.edit import fold_terminator, remove_unreachable, untouchable

VARIES: Final = Undef(VOID)  # a mark that no value of the IR is


@final
class Sccp:
    name = "sccp"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        solver = Solver()
        solver.solve(function)
        return solver.rewrite(function, analyses.watch)


def agree(a: Value, b: Value) -> bool:
    """Whether two constants are one."""
    return type(a) is type(b) and a == b


class Solver:
    """The facts so far.  ``roots``, ``flow`` and ``values``: blocks, edges and values still to be looked at."""

    __slots__ = ("known", "edges", "visited", "roots", "flow", "values")

    def __init__(self) -> None:
        self.known: dict[Value, Constant] = {}  # absent: not yet known
        self.edges: set[tuple[Block, Block]] = set()
        self.visited: set[Block] = set()
        self.flow: list[tuple[Block, Block]] = []
        self.values: list[Value] = []
        self.roots: list[Block] = []

    def solve(self, function: Function) -> None:
        for parameter in function.parameters:
            self.known[parameter] = VARIES
        self.enter(function)
        self.propagate()

    def enter(self, function: Function) -> None:
        """Control can come to the function."""
        self.roots += [function.blocks[0], *(b for b in function.blocks[1:] if b.address_taken)]

    def propagate(self) -> None:
        """Look at what there is until nothing new comes."""
        roots, flow, values, edges, visited = self.roots, self.flow, self.values, self.edges, self.visited
        while roots or flow or values:
            while roots:
                self.visit_block(roots.pop())
            while values:
                changed = values.pop()
                for user in changed.users:
                    if user.block in visited:
                        self.visit(user)
            while flow and not values:
                edge = flow.pop()
                if edge in edges:
                    continue
                edges.add(edge)
                target = edge[1]
                if target in visited:
                    for i in target.instructions:
                        if type(i) is not Phi:
                            break
                        self.visit(i)
                else:
                    self.visit_block(target)

    def visit_block(self, block: Block) -> None:
        if block in self.visited:
            return
        self.visited.add(block)
        for i in block.instructions:
            self.visit(i)

    def value(self, operand: Value) -> Constant | None:
        """None: not yet known."""
        if isinstance(operand, Constant):
            return VARIES if type(operand) is Undef else operand
        return self.known.get(operand)

    def visit(self, i: Instruction) -> None:
        if i.terminator:
            self.visit_terminator(i)
            if i.type is VOID:
                return
        known = self.known
        old = known.get(i)
        if old is VARIES:
            return
        new = self.phi(i) if type(i) is Phi else self.evaluate(i)
        if new is None or new is old:
            return
        if old is not None and new is not VARIES:
            if agree(old, new):
                return
            new = VARIES
        known[i] = new
        self.values.append(i)

    def evaluate(self, i: Instruction) -> Constant | None:
        if not i.pure and not (type(i) is Call and fold.is_decimal(i)):
            return VARIES
        operands: list[Value] = []
        unknown = varying = False
        for operand in i.operands:
            value = self.value(operand)
            if value is None:
                unknown = True
            else:
                varying |= value is VARIES
                operands.append(value)
        if unknown:
            return None
        if varying:
            return self.partial(i, operands)
        folded = fold.fold(i, operands)
        return folded if isinstance(folded, Constant) and type(folded) is not Undef else VARIES

    def partial(self, i: Instruction, operands: list[Value]) -> Constant:
        """Some operand varies; the result may be constant all the same."""
        if type(i) is Binary:
            if i.operation in ("and", "mul") and isinstance(i.type, IntType):
                for operand in operands:
                    if type(operand) is ConstInt and not operand.value:
                        return operand
            elif i.operation == "or" and isinstance(i.type, IntType):
                for operand in operands:
                    if type(operand) is ConstInt and operand.value == i.type.mask:
                        return operand
        elif i.opcode == "select":
            condition, a, b = operands
            if type(condition) is ConstInt:
                chosen = a if condition.value else b
                assert isinstance(chosen, Constant)
                return chosen
            if a is not VARIES and agree(a, b):
                assert isinstance(a, Constant)
                return a
        return VARIES

    def phi(self, phi: Phi) -> Constant | None:
        block = phi.block
        assert block is not None
        edges = self.edges
        result: Constant | None = None
        for operand, source in zip(phi.operands, phi.blocks, strict=True):
            if (source, block) not in edges:
                continue
            value = self.value(operand)
            if value is None:
                continue
            if value is VARIES:
                return VARIES
            if result is None:
                result = value
            elif not agree(result, value):
                return VARIES
        return result

    def visit_terminator(self, i: Instruction) -> None:
        block = i.block
        assert block is not None
        if type(i) is CondBranch:
            condition = self.value(i.operands[0])
            if condition is None:
                return
            if type(condition) is ConstInt:
                self.flow.append((block, i.then if condition.value else i.otherwise))
                return
        elif type(i) is Switch:
            value = self.value(i.operands[0])
            if value is None:
                return
            if type(value) is ConstInt:
                goal = next((b for constant, b in i.cases if constant == value.value), i.default)
                self.flow.append((block, goal))
                return
        for target in i.targets:
            if (block, target) not in self.edges:
                self.flow.append((block, target))

    def rewrite(self, function: Function, watch: Watcher | None) -> bool:
        """Put the constants in the place of their instructions, and let branches on constants go one way."""
        known = self.known
        changed = False
        for block in function.blocks:
            if block not in self.visited:
                continue
            kept: list[Instruction] = []
            for i in block.instructions:
                value = known.get(i)
                if value is None or value is VARIES or type(value) is fold.ConstTuple or type(i) is AsmGoto:
                    kept.append(i)
                    continue
                if watch is not None and not watch.does("constant", i):
                    kept.append(i)
                    continue
                changed = True
                i.replace_uses(value)
                i.drop_operands()
                i.block = None
            if len(kept) != len(block.instructions):
                block.instructions = kept
        folded = False
        for block in function.blocks:
            folded |= fold_terminator(block, watch)
        if folded:
            remove_unreachable(function)
        return changed or folded



