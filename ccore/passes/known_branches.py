"""Branches that one way only is ever taken of, where no value is in a register yet (-O0).

    %0 = load %x.1
    %1 = add nsw %0, 5
    %2 = load %x.1
    %3 = cmp eq %1, %2             =>     br ^b       (and ^a goes with what is unreachable)
    condbr %3, ^a, ^b

As in GNU C, what stands behind such a condition is not there, so it need not link.  Two loads of a variable are one
value where nothing is written between them.
"""

from __future__ import annotations

from typing import final

from ccore.ir import fold
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Alloca, Binary, Branch, Compare, CondBranch, Convert, Instruction, Load
from ccore.ir.module import Block, Function
from ccore.ir.types import I1, FloatType, IntType
from ccore.ir.values import ConstFloat, ConstInt, GlobalVariable, Value
from ccore.passes.edit import replace_terminator, untouchable
from ccore.passes.linear import constant_sum
from ccore.passes.memory_ssa import load_epochs

_ORDERS = frozenset(("slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"))  # of integers
_DEPTH = 4  # comparisons of comparisons


@final
class KnownBranches:
    """Looks at what branches depend on alone."""

    name = "known-branches"
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        changed = False
        for block in function.blocks:
            last = block.instructions[-1]
            if type(last) is CondBranch:
                condition = last.operands[0]
                if type(condition) is Compare and condition.type is I1 and _promising(condition):
                    answer = _Block(block, "finite" in function.attributes.math).answer(condition, _DEPTH)
                    if answer is not None and (analyses.watch is None or analyses.watch.does("branch", last)):
                        replace_terminator(block, Branch(last.then if answer else last.otherwise))
                        changed = True
        return changed


def _promising(i: Compare) -> bool:
    """Whether it is worth a look: most conditions compare what was just loaded with a number, or what is in order."""
    if i.predicate in _ORDERS:
        return False
    a, b = i.operands
    kind = type(a)
    return kind is Binary or kind is Convert or type(b) is Binary or (kind is Load) == (type(b) is Load) or (
        type(b) is ConstFloat
    )


@final
class _Block:
    """What is known of comparisons in a block."""

    def __init__(self, block: Block, finite: bool) -> None:
        self.block, self.finite = block, finite
        self.epochs: dict[Instruction, int] | None = None

    def answer(self, i: Compare, depth: int) -> bool | None:
        a, b = i.operands
        if isinstance(a.type, FloatType):
            return None if a.type.decimal else self._floats(i, a, b)
        if not isinstance(a.type, IntType):
            return None
        if type(b) is ConstInt and type(a) is Convert and a.operation == "zext" and depth:
            inner = a.operands[0]
            if type(inner) is Compare and inner.type is I1:
                known = self.answer(inner, depth - 1)
                if known is None:
                    return None
                folded = fold.fold_compare(i.predicate, ConstInt(a.type, known), b)
                return type(folded) is ConstInt and bool(folded.value)
        if i.predicate not in ("eq", "ne") or (type(b) is ConstInt and type(a) is Load):
            return None
        difference = constant_sum([(a, 1), (b, -1)], a.type, self._name)
        return None if difference is None else (difference == 0) == (i.predicate == "eq")

    def _floats(self, i: Compare, a: Value, b: Value) -> bool | None:
        folded = None
        if type(b) is ConstFloat:
            folded = fold.compare_with_float(i.predicate, a, b, self.finite)
        else:
            folded = fold.compare_floats(i.predicate, self._name(a) == self._name(b), self.finite)
        return bool(folded.value) if type(folded) is ConstInt else None

    def _name(self, value: Value) -> object:
        """One name for all loads of a variable between which nothing is written."""
        if type(value) is Load and type(value.operands[0]) in (Alloca, GlobalVariable):
            if self.epochs is None:
                self.epochs = load_epochs(self.block)
            if value in self.epochs:
                return value.operands[0], value.type, self.epochs[value]
        return value
