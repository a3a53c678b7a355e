"""How values change from round to round of a loop: a small scalar evolution.

    ^before: br ^head
    ^head: %i = phi [%s, ^before], [%n, ^latch]      %i is {%s, +, 4}: a *counter* of start %s and step 4
           ...
    ^latch: %n = add nsw %i, 4                       goes on while %n slt %b: tested in each round, after the update
            condbr (cmp slt %n, %b), ^head, ^out

Bachmann, Wang, Zima, "Chains of Recurrences" (1994), of degree one with constant steps.  What is asked of it: the
counters of a loop, the test that ends it, how often it goes round (as a number, or as instructions that compute it),
and whether a relation is known to hold before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

from ccore.ir import fold
from ccore.ir.arithmetic import SWAPPED
from ccore.ir.cfg import Analyses, Loop
from ccore.ir.instructions import (
    Binary,
    Compare,
    CondBranch,
    Convert,
    Instruction,
    Load,
    Phi,
    PointerAdd,
    Select,
    Store,
)
from ccore.ir.module import Block
from ccore.ir.types import I1, I64, IntType
from ccore.ir.values import Constant, ConstInt, Value
from ccore.passes.edit import phis_of
from ccore.passes.loops import preheader

_MOST_GUARDS: Final = 12  # dominators that are asked what they know
_MOST_EVALUATED: Final = 24  # instructions that one exit depends on
INVERTED: Final = {
    "eq": "ne", "ne": "eq", "slt": "sge", "sge": "slt", "sgt": "sle", "sle": "sgt",
    "ult": "uge", "uge": "ult", "ugt": "ule", "ule": "ugt",
}  # fmt: skip


@final
@dataclass(slots=True, eq=False)
class Counter:
    """A header's phi that ``update`` changes by ``step`` (of bytes for a pointer) in each round."""

    phi: Phi
    start: Value
    update: Instruction
    step: int

    @property
    def nsw(self) -> bool:
        """Whether a round in which the signed value would overflow makes it poison."""
        return type(self.update) is Binary and self.update.nsw

    @property
    def nuw(self) -> bool:
        return type(self.update) is Binary and self.update.nuw and self.update.operation == "add"


@final
@dataclass(slots=True, eq=False)
class Test:
    """The test at the end of ``block``: the loop goes on while ``value predicate bound``.  ``value`` is the counter's
    phi, or its update (``updated``); ``bound`` is the same in every round."""

    block: Block
    jump: CondBranch
    compare: Compare
    counter: Counter
    updated: bool
    predicate: str
    bound: Value


@final
@dataclass(slots=True, eq=False)
class Shape:
    """A loop with one way in and one way back."""

    loop: Loop
    before: Block
    latch: Block
    counters: dict[Phi, Counter]


def invariant(value: Value, loop: Loop) -> bool:
    """Whether it is the same in every round."""
    return not isinstance(value, Instruction) or value.block not in loop.blocks


def shape_of(loop: Loop, analyses: Analyses) -> Shape | None:
    """The loop's counters; None where it has no preheader or several latches."""
    if len(loop.latches) != 1:
        return None
    before = preheader(loop, analyses)
    if before is None:
        return None
    shape = Shape(loop, before, loop.latches[0], {})
    for phi in phis_of(loop.header):
        counter = _counter(phi, shape)
        if counter is not None:
            shape.counters[phi] = counter
    return shape


def _counter(phi: Phi, shape: Shape) -> Counter | None:
    update = phi.operands[phi.blocks.index(shape.latch)]
    start = phi.operands[phi.blocks.index(shape.before)]
    kind = type(update)
    if kind is not Binary and kind is not PointerAdd:
        return None
    assert isinstance(update, Instruction)
    distance = update.operands[1]
    if update.operands[0] is not phi or type(distance) is not ConstInt or not distance.value:
        return None
    if type(update) is PointerAdd or (type(update) is Binary and update.operation == "add"):
        return Counter(phi, start, update, distance.signed)
    return None


def test_of(shape: Shape, analyses: Analyses) -> Test | None:
    """The one exit of the loop, if it tests a counter in every round."""
    block = only_exit(shape.loop)
    if block is None or not in_every_round(block, shape, analyses):
        return None
    return test_at(block, shape)


def tests_of(shape: Shape, analyses: Analyses) -> list[Test]:
    """All tests of counters that are made in every round and can end the loop, in the order in which they are made."""
    found: list[Test] = []
    idom = analyses.immediate_dominators
    block = shape.latch
    while True:  # what dominates the latch is come to in every round
        test = test_at(block, shape)
        if test is not None:
            found.append(test)
        if block is shape.loop.header:
            return found[::-1]
        block = idom[block]


def test_at(block: Block, shape: Shape) -> Test | None:
    """The test of a counter with which a block that every round comes to leaves the loop or goes on."""
    loop = shape.loop
    jump = block.instructions[-1]
    if type(jump) is not CondBranch:
        return None
    if (jump.then in loop.blocks) is (jump.otherwise in loop.blocks):
        return None
    compare = jump.operands[0]
    if type(compare) is not Compare or compare.predicate not in INVERTED:
        return None
    predicate = compare.predicate if jump.then in loop.blocks else INVERTED[compare.predicate]
    a, b = compare.operands
    for value, bound, relation in ((a, b, predicate), (b, a, SWAPPED[predicate])):
        if not invariant(bound, loop):
            continue
        for counter in shape.counters.values():
            if value is counter.phi or value is counter.update:
                return Test(block, jump, compare, counter, value is counter.update, relation, bound)
    return None


def in_every_round(block: Block, shape: Shape, analyses: Analyses) -> bool:
    """Whether no round ends without it."""
    return analyses.dominates(block, shape.latch)


def only_exit(loop: Loop) -> Block | None:
    """The block that the only edge out of the loop comes from; None for several, or none."""
    found: Block | None = None
    for block in loop.blocks:
        if any(target not in loop.blocks for target in block.instructions[-1].targets):
            if found is not None:
                return None
            found = block
    return found


# --- How often ------------------------------------------------------------------------------------------------------


def rounds_by_evaluation(shape: Shape, block: Block, most: int) -> int | None:
    """How often the loop goes back before ``block``, which every round comes to, leaves it: found by computing what
    its branch depends on, round by round.  None where that is not constant, or more than ``most``."""
    loop = shape.loop
    jump = block.instructions[-1]
    if type(jump) is not CondBranch:
        return None
    order = _slice(jump.operands[0], shape)
    if order is None:
        return None
    phis = [i for i in order if type(i) is Phi]
    known: dict[Value, Value] = {}
    for phi in phis:
        start = phi.operands[phi.blocks.index(shape.before)]
        if not isinstance(start, Constant):
            return None
        known[phi] = start
    for taken in range(most + 1):
        for i in order:
            if type(i) is not Phi:
                value = fold.fold(i, [known.get(o, o) for o in i.operands])
                if not isinstance(value, Constant):
                    return None
                known[i] = value
        condition = known.get(jump.operands[0], jump.operands[0])
        if type(condition) is not ConstInt:
            return None
        if (jump.then if condition.value else jump.otherwise) not in loop.blocks:
            return taken
        following = [phi.operands[phi.blocks.index(shape.latch)] for phi in phis]
        known.update(zip(phis, [known.get(v, v) for v in following], strict=True))
    return None


def _slice(condition: Value, shape: Shape) -> list[Instruction] | None:
    """What of the loop a value depends on, operands first; None where that is much, or more than arithmetic on the
    header's phis."""
    loop = shape.loop
    if not isinstance(condition, Instruction) or condition.block not in loop.blocks:
        return None
    order: list[Instruction] = []
    entered: set[Value] = set()
    work: list[tuple[Instruction, bool]] = [(condition, False)]
    while work:
        i, done = work.pop()
        if done:
            order.append(i)
            continue
        if i in entered:
            continue
        entered.add(i)
        if len(entered) > _MOST_EVALUATED:
            return None
        sources = i.operands
        if type(i) is Phi:
            if i.block is not loop.header:
                return None
            order.append(i)
            sources = [i.operands[i.blocks.index(shape.latch)]]
        elif not i.pure:
            return None
        else:
            work.append((i, True))
        for source in sources:
            if isinstance(source, Instruction) and source.block in loop.blocks:
                work.append((source, False))
            elif not isinstance(source, Constant):
                return None
    return order


def rounds_of_test(test: Test) -> int | None:
    """How often the loop goes back, of a test between constants; None where it might do so forever, or is open."""
    first, bound, step = test.counter.start, test.bound, test.counter.step
    type_ = first.type
    if type(first) is not ConstInt or type(bound) is not ConstInt or not isinstance(type_, IntType):
        return None
    if test.predicate == "ne":
        distance = bound.value - first.value - (step if test.updated else 0)
        distance = (distance if step > 0 else -distance) & type_.mask
        return None if distance % abs(step) else distance // abs(step)
    signed = test.predicate[0] == "s"
    if test.predicate == "eq" or (test.predicate[1] == "l") is not (step > 0):
        return None
    value, limit = (first.signed, bound.signed) if signed else (first.value, bound.value)
    value += step if test.updated else 0
    distance = limit - value if step > 0 else value - limit
    if test.predicate[2] == "t":
        distance -= 1
    rounds = max(distance // abs(step) + 1, 0)
    last = value + rounds * step  # the value that ends it, which must be one
    low, high = (-(type_.mask >> 1) - 1, type_.mask >> 1) if signed else (0, type_.mask)
    if not low <= last <= high or not low <= value <= high:
        return None
    return rounds


@final
class Computation:
    """New instructions for the end of a block; what is constant is folded."""

    __slots__ = ("added",)

    def __init__(self) -> None:
        self.added: list[Instruction] = []

    def add(self, i: Instruction) -> Value:
        """The instruction, or the constant that it gives."""
        folded = fold.fold(i, i.operands)
        if folded is not None:
            i.drop_operands()
            return folded
        self.added.append(i)
        return i

    def place(self, block: Block) -> None:
        """Put the instructions before the block's end."""
        location = block.instructions[-1].location
        for i in self.added:
            i.block, i.location = block, location
        block.instructions[-1:-1] = self.added

    def discard(self) -> None:
        """They are not wanted."""
        for i in reversed(self.added):
            i.drop_operands()


def count_rounds(test: Test, shape: Shape, analyses: Analyses, into: Computation, guarded: bool) -> Value | None:
    """How often the loop goes back, as an i64; None where that is not known.  ``guarded``: only where it takes no
    selection."""
    constant = rounds_of_test(test)
    if constant is not None:
        return ConstInt(I64, constant) if constant < 1 << 63 else None
    counter, predicate = test.counter, test.predicate
    type_ = counter.phi.type
    if not isinstance(type_, IntType) or type_.bits > 64 or abs(counter.step) != 1:
        return None
    up = counter.step > 0
    inclusive = predicate in ("sle", "sge", "ule", "uge")
    if predicate != "ne" and (predicate == "eq" or (predicate[1] == "l") is not up):
        return None
    if inclusive and (not poison_at_the_end(counter, predicate) or (type_ is I64 and not test.updated)):
        return None
    sure = predicate == "ne" or (
        test.updated and holds_before(predicate, counter.start, test.bound, shape, analyses)
    )
    if guarded and not sure:
        return None
    first = counter.start
    if test.updated:
        first = into.add(Binary("add", first, ConstInt(type_, counter.step)))
    low, high = (first, test.bound) if up else (test.bound, first)
    count = into.add(Binary("sub", high, low))
    if inclusive and test.updated:  # before it is extended, since the difference can be -1
        count = into.add(Binary("add", count, ConstInt(type_, 1)))
    if type_ is not I64:
        count = into.add(Convert("zext", count, I64))
    if inclusive and not test.updated:  # after it, since all values of the type can come before the end
        count = into.add(Binary("add", count, ConstInt(I64, 1)))
    if not sure:
        goes_on = into.add(Compare(predicate, first, test.bound))
        count = into.add(Select(goes_on, count, ConstInt(I64, 0)))
    return count


def poison_at_the_end(counter: Counter, predicate: str) -> bool:
    """Whether a bound that no value exceeds still ends the loop, since what comes after it is poison."""
    return counter.nsw if predicate[0] == "s" else counter.nuw and counter.step > 0


# --- What holds before a loop ---------------------------------------------------------------------------------------


def holds_before(predicate: str, a: Value, b: Value, shape: Shape, analyses: Analyses) -> bool:
    """Whether a branch on the way to the loop has made sure of ``a predicate b``."""
    if type(a) is ConstInt and type(b) is ConstInt:
        answer = fold.fold_compare(predicate, a, b)
        return type(answer) is ConstInt and bool(answer.value)
    block = shape.before
    predecessors = analyses.predecessors
    idom = analyses.immediate_dominators
    for _ in range(_MOST_GUARDS):
        above = idom[block]
        jump = above.instructions[-1]
        if type(jump) is CondBranch and jump.then is not jump.otherwise and len(predecessors[block]) == 1:
            condition = jump.operands[0]
            if type(condition) is Compare and condition.predicate in INVERTED and condition.type is I1:
                known = condition.predicate if jump.then is block else INVERTED[condition.predicate]
                x, y = condition.operands
                if block in (jump.then, jump.otherwise) and implies(known, x, y, predicate, a, b):
                    return True
        if above is block:
            return False
        block = above
    return False


def implies(known: str, x: Value, y: Value, predicate: str, a: Value, b: Value) -> bool:
    """Whether ``x known y`` makes ``a predicate b`` true, both being integers of one sort of comparison."""
    if predicate[0] in "su" and (narrow := _narrowed(predicate, a, b)) is not None:
        a, b = narrow
    for relation, left, right in ((known, x, y), (SWAPPED[known], y, x)):
        if left.type is not a.type:
            return False
        if right is b or (type(right) is ConstInt and right == b):
            if type(left) is ConstInt and type(a) is ConstInt and left != a:
                continue
            if left is a or (type(left) is ConstInt and left == a):
                if relation == predicate or (predicate[1:] in ("le", "ge") and relation == predicate[:2] + "t"):
                    return True
        if left is b and type(right) is ConstInt and type(a) is ConstInt:
            return _reaches(relation, right, predicate, a)
        if left is a and type(right) is ConstInt and type(b) is ConstInt:
            return _reaches(relation, right, SWAPPED[predicate], b)
    return False


def _narrowed(predicate: str, a: Value, b: Value) -> tuple[Value, Value] | None:
    """The same comparison before both sides were extended, if they were."""
    operation = "sext" if predicate[0] == "s" else "zext"
    type_ = next((v.operands[0].type for v in (a, b) if type(v) is Convert and v.operation == operation), None)
    if not isinstance(type_, IntType):
        return None
    found: list[Value] = []
    for value in (a, b):
        if type(value) is ConstInt:
            constant = ConstInt(type_, value.value)
            if (constant.signed != value.signed) if operation == "sext" else (constant.value != value.value):
                return None
            found.append(constant)
        elif type(value) is Convert and value.operation == operation and value.operands[0].type is type_:
            found.append(value.operands[0])
        else:
            return None
    return found[0], found[1]


def _reaches(relation: str, known: ConstInt, predicate: str, a: ConstInt) -> bool:
    """Whether ``b relation known`` makes ``a predicate b`` true for every b."""
    if predicate[0] not in "su":
        return False
    least = {"gt": 1, "ge": 0, "eq": 0}
    if relation == "ne" and predicate[0] == "u" and not known.value:
        relation = "ugt"
    sign, order = (predicate[0], "eq") if relation == "eq" else (relation[0], relation[1:])
    if sign != predicate[0]:
        return False
    limit, value = (known.signed, a.signed) if sign == "s" else (known.value, a.value)
    if predicate[1] == "l" and order in least:
        smallest = limit + least[order]
        return value < smallest or (value == smallest and predicate[2] == "e")
    if predicate[1] == "g" and order in ("lt", "le", "eq"):
        largest = limit - (order == "lt")
        return value > largest or (value == largest and predicate[2] == "e")
    return False


def accessed_in_every_round(address: Value, shape: Shape, analyses: Analyses) -> bool:
    """Whether each round reads or writes at the address, or a constant distance from it."""
    work = [address]
    while work:
        current = work.pop()
        for user in current.users:
            if type(user) is PointerAdd and type(user.operands[1]) is ConstInt:
                work.append(user)
            elif (type(user) is Load or type(user) is Store) and user.operands[-1] is current:
                block = user.block
                if block is not None and block in shape.loop.blocks and in_every_round(block, shape, analyses):
                    return True
    return False


__all__ = [
    "Computation", "Counter", "INVERTED", "Shape", "Test", "accessed_in_every_round", "count_rounds", "holds_before",
    "implies", "in_every_round", "invariant", "only_exit", "poison_at_the_end", "rounds_by_evaluation",
    "rounds_of_test", "shape_of", "test_at", "test_of", "tests_of",
]  # fmt: skip
