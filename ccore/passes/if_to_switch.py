"""A chain of tests whether one value equals constants becomes a switch.

    ^a: condbr (cmp eq %x, 32), ^t, ^b
    ^b: condbr (cmp eq %x, 9), ^t, ^c           =>    ^a: switch %x, ^f [32: ^t, 9: ^t, 10: ^t]
    ^c: condbr (cmp eq %x, 10), ^t, ^f

LLVM tests the members of a set at once, by a mask of bits or a range, and ``switch-to-table`` makes values of them.
The last test may also be a value: ``^c: %1 = cmp eq %x, 10 ; br ^t`` with ``phi i1 [1, ^a], [1, ^b], [%1, ^c]`` in ^t.

Only tests are between the branches, so nothing else is left out; each target gets the same values from all of them.
Where the tests lead to different places, and are few, the order in which the program asks is kept: it may know which
is frequent.  So are tests of which the program says what is likely.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir import fold
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Branch, Compare, CondBranch, Instruction, Switch
from ccore.ir.module import Block, Function
from ccore.ir.types import I1, IntType
from ccore.ir.values import ConstInt, Value
from ccore.passes.edit import phis_of, remove_unreachable, replace_terminator, untouchable

_FEWEST: Final = 3  # tests that lead to one place
_FEWEST_MIXED: Final = 8  # that lead to several


@final
class IfToSwitch:
    """Linear: a block is part of one chain."""

    name = "if-to-switch"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or len(function.blocks) < _FEWEST:
            return False
        predecessors, watch = analyses.predecessors, analyses.watch
        done: set[Block] = set()
        changed = False
        for block in analyses.reverse_postorder:
            if block in done or _test(block) is None:
                continue
            chain = _Chain(block, predecessors)
            done.update(chain.blocks)
            if chain.worthwhile() and (watch is None or watch.does("switch", block.instructions[-1])):
                chain.rewrite(function)
                changed = True
        if changed:
            remove_unreachable(function)
        return changed


@final
class _Chain:
    """``blocks``: the tests, in order.  ``cases``: where each constant leads, and the block of its test."""

    __slots__ = ("blocks", "value", "cases", "default", "first", "last")

    def __init__(self, head: Block, predecessors: dict[Block, list[Block]]) -> None:
        self.blocks = [head]
        self.cases: dict[int, tuple[Block, Block]] = {}
        self.last: Compare | None = None  # a test that is a value
        found = _test(head)
        assert found is not None
        self.value = found[0]
        self.first = {found[2]: head}  # the first test that leads to a target
        block = head
        while True:
            _, constant, target, other = found
            self.cases.setdefault(constant, (target, block))
            self.default = other
            if len(predecessors[other]) != 1 or other.address_taken or not only_tests(other):
                return
            found = _test(other)
            if found is None or found[0] is not self.value:
                self._end(other)
                return
            if not self.agrees(found[2], other):
                return
            self.first.setdefault(found[2], other)
            block = other
            self.blocks.append(block)

    def _end(self, block: Block) -> None:
        """Take in a last test that is a value."""
        test, jump = block.instructions[0], block.instructions[-1]
        if type(test) is not Compare or type(jump) is not Branch or test.predicate != "eq":
            return
        value, constant = test.operands
        if value is not self.value or type(constant) is not ConstInt:
            return
        phis = phis_of(jump.target)
        if len(phis) != 1 or phis[0].operands[phis[0].blocks.index(block)] is not test:
            return
        phi = phis[0]
        if any(target is not jump.target for target, _ in self.cases.values()):
            return
        if any(phi.operands[phi.blocks.index(b)] != fold.TRUE for b in self.blocks):
            return
        self.cases.setdefault(constant.value, (jump.target, block))
        self.last = test
        self.blocks.append(block)

    def agrees(self, target: Block, block: Block) -> bool:
        """Whether a target gets from a test what it gets from those before."""
        before = self.first.get(target)
        if before is None:
            return True
        return all(
            phi.operands[phi.blocks.index(before)] is phi.operands[phi.blocks.index(block)]
            or phi.operands[phi.blocks.index(before)] == phi.operands[phi.blocks.index(block)]
            for phi in phis_of(target)
        )

    def worthwhile(self) -> bool:
        """Whether it is a long chain, and its way out leads elsewhere or with the same values."""
        targets = {target for target, _ in self.cases.values()}
        if len(self.cases) < (_FEWEST if len(targets) == 1 else _FEWEST_MIXED):
            return False
        return self.last is not None or self.default not in targets

    def rewrite(self, function: Function) -> None:
        head = self.blocks[0]
        forward: Block | None = None
        if self.last is not None:
            target = self.default = self.cases[next(iter(self.cases))][0]
            forward = Block(f"{target.name}.member")
            forward.function = function
            jump = forward.append(Branch(target))
            jump.location = head.instructions[-1].location
            function.blocks.insert(function.blocks.index(head) + 1, forward)
            (phi,) = phis_of(target)
            phi.add(fold.TRUE, forward)
            phi.set_operand(phi.blocks.index(head), fold.FALSE)
        # The targets get the values of the tests that led there from the head.
        sources = {self.default: self.blocks[-1]} if forward is None else {}
        if forward is None:
            sources.update((target, self.first[target]) for target, _ in self.cases.values())
        for target, source in sources.items():
            if source is head:
                continue
            for phi in phis_of(target):
                phi.add(phi.operands[phi.blocks.index(source)], head)
        cases = [(constant, forward or target) for constant, (target, _) in self.cases.items()]
        replace_terminator(head, Switch(self.value, self.default, cases))


def only_tests(block: Block) -> bool:
    """Whether a block computes one comparison, for its own end alone, and does nothing else."""
    test, jump = block.instructions[0], block.instructions[-1]
    if len(block.instructions) != 2 or type(test) is not Compare or len(test.users) != 1:
        return False
    return jump in test.users or type(jump) is Branch


def _test(block: Block) -> tuple[Value, int, Block, Block] | None:
    """The value that a block's branch compares, the constant, and where it goes if they are equal, and if not."""
    last: Instruction = block.instructions[-1]
    if type(last) is not CondBranch or last.weights is not None or last.then is last.otherwise:
        return None
    test = last.operands[0]
    if type(test) is not Compare or test.type is not I1 or test.predicate not in ("eq", "ne"):
        return None
    value, constant = test.operands
    if type(constant) is not ConstInt or not isinstance(value.type, IntType) or value.type.bits > 64:
        return None
    ways = (last.then, last.otherwise) if test.predicate == "eq" else (last.otherwise, last.then)
    return value, constant.value, *ways
