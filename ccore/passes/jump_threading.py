"""Jump threading: a way to a branch on which the branch is known goes straight on.

    ^x: br ^b                                              ^x: br ^b.x
    ^y: %1 = cmp slt %u, %v ; condbr %1, ^b, ^z            ^y: ... condbr %1, ^b, ^z
    ^b: %2 = phi [i1 1, ^x], [%d, ^y]                =>    ^b: %2 = phi [%d, ^y] ; ...
        %3 = add %u, 1                                     ^b.x: %3' = add %u, 1 ; br ^t
        condbr %2, ^t, ^f                                  ^t: %4 = phi [%3, ^b], [%3', ^b.x]   (where %3 was used)

On each edge into a block that ends in a branch or switch the condition is evaluated with the phis' operands of that
edge, and with what the branches before it have settled (``correlate``'s facts).  Where that gives a constant, the edge
is led to a copy of what the block computes for others, and on to the target.  ``ssa_repair`` joins the values.

- The head of a cycle is not threaded: a way round it would give the cycle a second entry.  Nor is a jump back, which
  would give a loop a second end.
- Few instructions are copied, and none of which two cannot stand in a program (assembly, locals) or that is a call.
- The edges of asm goto and computed jumps cannot be redirected.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir import fold
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import (
    LIKELY,
    Binary,
    Branch,
    Compare,
    CondBranch,
    Instruction,
    IsConstant,
    Load,
    Phi,
    Store,
    Switch,
)
from ccore.ir.module import Block, Function
from ccore.ir.types import I1, IntType
from ccore.ir.values import Constant, ConstInt, Undef, Value
from ccore.passes.clone import copy_instruction
from ccore.passes.correlate import Facts
from ccore.passes.edit import phis_of, remove_unreachable, untouchable
from ccore.passes.ssa_repair import repair

_ROUNDS: Final = 4  # a way that was threaded to a branch may be known there too
_MOST_COPIED: Final = 6  # instructions of one block
_DEEPEST: Final = 4  # instructions between a condition and what decides it
_CLIMB: Final = 4  # branches before an edge that are asked
_MOST_EDGES: Final = 64  # ways into one block that are looked at


@final
class JumpThreading:
    """Linear for each round: edges are looked at once, and copies are bounded by the function's size."""

    name = "jump-threading"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or len(function.blocks) < 3:
            return False
        budget = 32 + sum(len(block.instructions) for block in function.blocks) // 4
        changed = False
        for _ in range(_ROUNDS):
            threads = _Threads(function, analyses, budget)
            if not threads.run():
                break
            budget = threads.budget
            changed = True
        return changed


def may_have_two_places(i: Instruction) -> bool:
    """Whether a way of its own may have a copy.  What is constant on each of two ways is not where they meet again, so
    ``isconstant`` must not tell them apart: an asm behind it, with a constraint for constants, stands after both."""
    kind = type(i)
    return (i.pure and kind is not IsConstant) or kind is Load or kind is Store


@final
class _Threads:
    """One round.  What branches settle stays true of its new ways, since their conditions were those constants."""

    __slots__ = ("function", "analyses", "budget", "order", "new", "copies")

    def __init__(self, function: Function, analyses: Analyses, budget: int) -> None:
        self.function, self.analyses, self.budget = function, analyses, budget
        self.order = {block: n for n, block in enumerate(analyses.reverse_postorder)}
        self.new: dict[Block, list[Block]] = {}
        self.copies: dict[Instruction, dict[Block, Value]] = {}

    def run(self) -> bool:
        for block in self.order:
            last = block.instructions[-1]
            if type(last) is not CondBranch and type(last) is not Switch:
                continue
            if not isinstance(last.operands[0], Constant) and self.threadable(block):
                self.look(block, last)
        if not self.new:
            return False
        blocks: list[Block] = []
        for block in self.function.blocks:
            blocks += self.new.get(block, ())
            blocks.append(block)
        self.function.blocks = blocks
        self.analyses.invalidate()
        repair(self.analyses, self.copies)
        remove_unreachable(self.function)
        self.analyses.invalidate()
        return True

    def threadable(self, block: Block) -> bool:
        """Whether ways through the block may leave it out."""
        sources = self.analyses.predecessors[block]
        if not 2 <= len(sources) <= _MOST_EDGES:
            return False
        order = self.order
        if any(order.get(source, -1) >= order[block] for source in sources):
            return False
        return all(map(may_have_two_places, block.instructions[:-1]))

    def look(self, block: Block, last: CondBranch | Switch) -> None:
        """Thread the edges into a block on which its last branch is known."""
        needed = _needed(block)
        if len(needed) > _MOST_COPIED or not self.promising(block, last.operands[0]):
            return
        order, watch = self.order, self.analyses.watch
        by_target: dict[Block, list[Block]] = {}
        for source in self.analyses.predecessors[block]:
            if source not in order or not redirectable(source.instructions[-1]):
                continue
            answer = _Edge(self.analyses, source, block).value(last.operands[0], _DEEPEST)
            if type(answer) is ConstInt:
                by_target.setdefault(_chosen(last, answer.value), []).append(source)
        for target, sources in by_target.items():
            if order[target] <= order[block] or self.budget < len(needed):
                continue
            if watch is None or watch.does("thread", last):
                self.budget -= len(needed)
                self.thread(block, sources, target, needed)

    def promising(self, block: Block, condition: Value) -> bool:
        """Whether the condition depends on something that edges can tell, at a glance."""
        if not isinstance(condition, Instruction):
            return True
        work, depth = [condition], 0
        while work and depth < _DEEPEST * 2:
            i = work.pop()
            depth += 1
            if type(i) is Load or type(i) is Store:
                continue
            if i.block is not block or type(i) is Phi or type(i) is Compare:
                return True
            work += [o for o in i.operands if isinstance(o, Instruction)]
        return False

    def thread(self, block: Block, sources: list[Block], target: Block, needed: set[Instruction]) -> None:
        """Lead the edges from ``sources`` to ``block`` to ``target``, over a copy of what the block computes."""
        new = Block(f"{block.name}.{target.name}")
        new.function = self.function
        copies: dict[Value, Value] = {}
        for phi in phis_of(block):
            values = [phi.operands[phi.blocks.index(source)] for source in sources]
            value = values[0]
            # A value that may have copies itself gets a name here, so that ``repair`` sees each of its uses.
            if not isinstance(value, Constant) or any(other is not value for other in values):
                value = new.append(Phi(phi.type, list(zip(values, sources, strict=True))))
                value.location = phi.location
            copies[phi] = value
            self.copies.setdefault(phi, {})[new] = value
            for source in sources:
                phi.remove(source)
        for i in block.instructions[:-1]:
            if i not in needed:
                continue
            operands = [copies.get(o, o) for o in i.operands]
            folded = fold.fold(i, operands) if i.pure else None
            if not isinstance(folded, Constant):
                folded = new.append(copy_instruction(i, operands))
            copies[i] = folded
            self.copies.setdefault(i, {})[new] = folded
        jump = new.append(Branch(target))
        jump.location = block.instructions[-1].location
        for phi in phis_of(target):
            value = phi.operands[phi.blocks.index(block)]
            phi.add(copies.get(value, value), new)
        for source in sources:
            before = source.instructions[-1]
            if unlikely(block.instructions[-1], target) and type(before) is CondBranch and before.weights is None:
                before.weights = LIKELY[::-1] if before.then is block else LIKELY
            before.replace_target(block, new)
        self.new.setdefault(block, []).append(new)


@final
class _Edge:
    """What values are when control goes from ``source`` to ``block``."""

    __slots__ = ("analyses", "source", "block", "facts", "truths")

    def __init__(self, analyses: Analyses, source: Block, block: Block) -> None:
        self.analyses, self.source, self.block = analyses, source, block
        self.facts: Facts | None = None
        self.truths: dict[Value, Constant] = {}

    def value(self, value: Value, depth: int) -> Value | None:
        """The value on this edge, a constant if that is known; None where it is computed in the block."""
        if isinstance(value, Constant):
            return value
        if not isinstance(value, Instruction) or value.block is not self.block:
            return self.outside(value)
        if type(value) is Phi:
            value = value.operands[value.blocks.index(self.source)]
            return value if isinstance(value, Constant) else self.outside(value)
        if not depth or not value.pure:
            return None
        operands = [self.value(operand, depth - 1) for operand in value.operands]
        if value.type is I1 and type(value) is Binary and value.operation in ("and", "or"):
            for operand in operands:
                if type(operand) is ConstInt and operand.value == (value.operation == "or"):
                    return operand
        known = [operand for operand in operands if operand is not None and type(operand) is not Undef]
        if len(known) < len(operands):
            return None
        if type(value) is Compare and value.type is I1 and not isinstance(known[0], Constant):
            answer = self.asked().ask(value.predicate, *known)
            return None if answer is None else fold.TRUE if answer else fold.FALSE
        folded = fold.fold(value, known)
        return folded if isinstance(folded, Constant) else None

    def outside(self, value: Value) -> Value:
        """A value that was computed before the block."""
        facts = self.asked()
        return self.truths.get(value) or facts.constant(value) or value

    def asked(self) -> Facts:
        """What the branches before the edge have settled."""
        facts = self.facts
        if facts is None:
            facts = self.facts = Facts()
            source, target = self.source, self.block
            for _ in range(_CLIMB):
                self.learn(facts, source.instructions[-1], target)
                above = self.analyses.predecessors[source]
                if len(above) != 1:
                    break
                source, target = above[0], source
        return facts

    def learn(self, facts: Facts, jump: Instruction, target: Block) -> None:
        """What is so when a jump goes to that target."""
        if type(jump) is CondBranch and jump.then is not jump.otherwise:
            condition = jump.operands[0]
            holds = jump.then is target
            self.truths.setdefault(condition, fold.TRUE if holds else fold.FALSE)
            if type(condition) is Compare and condition.type is I1:
                facts.learn(condition, holds)
        elif type(jump) is Switch:
            leading = leading_to(jump, target)
            if len(leading) == 1:
                value = jump.operands[0]
                assert isinstance(value.type, IntType)
                self.truths.setdefault(value, ConstInt(value.type, leading[0]))


def redirectable(jump: Instruction) -> bool:
    """Whether the jump can go to a copy of its target: a computed one, or that of assembly, cannot."""
    return type(jump) in (Branch, CondBranch, Switch)


def unlikely(jump: Instruction, target: Block) -> bool:
    """Whether the program says that a branch seldom goes there; then neither do the ways that always do."""
    if type(jump) is not CondBranch or jump.weights is None:
        return False
    return (jump.weights[0] < jump.weights[1]) is (jump.then is target)


def leading_to(jump: Switch, target: Block) -> list[int]:
    """The values for which a switch goes to the target; none where others do too."""
    return [] if jump.default is target else [constant for constant, goal in jump.cases if goal is target]


def _needed(block: Block) -> set[Instruction]:
    """What a block computes for others than its own branch, but for phis."""
    needed: set[Instruction] = set()
    for i in reversed(block.instructions[:-1]):
        if type(i) is Phi:
            break
        if not i.removable or any(
            user in needed or user.block is not block or type(user) is Phi for user in i.users
        ):  # fmt: skip
            needed.add(i)
    return needed


def _chosen(jump: CondBranch | Switch, value: int) -> Block:
    """Where a jump goes for a value of its condition."""
    if type(jump) is CondBranch:
        return jump.then if value else jump.otherwise
    assert type(jump) is Switch
    return next((goal for constant, goal in jump.cases if constant == value), jump.default)
