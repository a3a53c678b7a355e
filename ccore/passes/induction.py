"""Counters of loops as wide as the addresses that they are used in.

    ^head: %i = phi [0, ^before], [%n, ^head]     ^before: %b = sext %m
           %w = sext %i to i64                    ^head: %i = phi i64 [0, ^before], [%n, ^head]
           ... %w ...                        =>          ... %i ...
           %n = add nsw %i, 1                            %n = add nsw %i, 1
           condbr (cmp slt %n, %m), ^head, ^out          condbr (cmp slt %n, %b), ^head, ^out

A counter that does not overflow (``nsw``; ``nuw`` for ``zext``) is the same number in a wider type; what would be
poison may be any value.  The flags that are missing are found from the tests that end the loop: where a round follows
only if ``%n ult %m``, the counter is below the greatest number.  One that goes down to 0, where the loop ends, is the
same number in a wider type too, whatever comes after it (``while (n--)``).  Uses of the narrow value become
truncations, so that one counter stays.
As LLVM's IndVarSimplify does.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir import fold
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Binary, Convert, Instruction, Phi
from ccore.ir.module import Function
from ccore.ir.types import I64, IntType
from ccore.ir.values import ConstInt, Value
from ccore.passes.edit import returns_twice, untouchable
from ccore.passes.evolution import Counter, Shape, Test, holds_before, invariant, shape_of, tests_of
from ccore.passes.loops import add_preheaders

_EXTENDED: Final = frozenset(("add", "sub", "mul"))  # what extension distributes over, if it does not overflow
_MOST_MEMBERS: Final = 16  # narrow values of one counter that become wide
_SIGNED: Final = frozenset(("slt", "sle", "sgt", "sge"))


@final
class Induction:
    """Near-linear: a loop is looked at from its counters."""

    name = "induction"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or not analyses.loops or returns_twice(function):
            return False
        changed = add_preheaders(function, analyses)
        for loop in analyses.loops:
            shape = shape_of(loop, analyses)
            if shape is None or not shape.counters:
                continue
            tests = tests_of(shape, analyses)
            for test in tests:
                changed |= _infer(test, shape, analyses)
            if analyses.word >= 64:
                for counter in list(shape.counters.values()):
                    own = [test for test in tests if test.counter is counter]
                    changed |= _Widening(counter, shape, own, function).run(analyses)
        return changed


# --- Flags ----------------------------------------------------------------------------------------------------------


def _infer(test: Test, shape: Shape, analyses: Analyses) -> bool:
    """Say of the tested counter that it does not overflow, where that is sure."""
    counter = test.counter
    update = counter.update
    if type(update) is not Binary or not test.updated:
        return False
    changed = False
    for flag, signed in (("nuw", False), ("nsw", True)):
        if counter.step < 0 and not signed:
            continue  # the number that is added is large, as unsigned ones are
        if not getattr(update, flag) and stays_within(test, signed, shape, analyses):
            watch = analyses.watch
            if watch is not None and not watch.does(flag, update):
                continue
            setattr(update, flag, True)
            changed = True
    return changed


def stays_within(test: Test, signed: bool, shape: Shape, analyses: Analyses) -> bool:
    """Whether no round's update overflows: the first does not, and a round follows only if its value was below what the
    bound's type can hold (or above, for steps down).  Of the first it is known from the constant that it begins with,
    or since the loop is come to only if that has passed the same test."""
    counter = test.counter
    start, step, type_ = counter.start, counter.step, counter.phi.type
    if not isinstance(type_, IntType):
        return False
    predicate = test.predicate
    if predicate[0] != ("s" if signed else "u") or predicate[1] != ("l" if step > 0 else "g"):
        return False
    low, high = (-(type_.mask >> 1) - 1, type_.mask >> 1) if signed else (0, type_.mask)
    if type(start) is ConstInt:
        if not low <= (start.signed if signed else start.value) + step <= high:
            return False
    elif not holds_before(predicate, start, test.bound, shape, analyses):
        return False
    bound = test.bound
    limit = high if step > 0 else low  # of the bound
    if type(bound) is ConstInt:
        limit = bound.signed if signed else bound.value
    last = limit - (predicate[2] == "t") if step > 0 else limit + (predicate[2] == "t")  # that another round follows
    return low <= last + step <= high


# --- Widening -------------------------------------------------------------------------------------------------------


@final
class _Widening:
    """One counter's."""

    def __init__(self, counter: Counter, shape: Shape, tests: list[Test], function: Function) -> None:
        self.counter, self.shape, self.tests, self.function = counter, shape, tests, function
        self.members: dict[Value, None] = {counter.phi: None, counter.update: None}
        self.extensions: list[Convert] = []
        self.wide: dict[Value, Value] = {}
        self.after: dict[Instruction, list[Instruction]] = {}
        self.before: list[Instruction] = []
        self.operation = ""

    def run(self, analyses: Analyses) -> bool:
        counter, watch = self.counter, analyses.watch
        type_ = counter.phi.type
        if type(counter.update) is not Binary or not isinstance(type_, IntType) or type_.bits >= 64:
            return False
        for operation in ("sext", "zext"):
            self.operation = operation
            if grows_alike(counter, operation, self.tests, self.shape, analyses):
                if self._collect([counter.phi, counter.update]):
                    break
            elif operation == "zext" and any(map(ends_in_time, self.tests)) and self._collect([counter.phi]):
                break
        else:
            return False
        if watch is not None and not watch.does("widen", counter.phi):
            return False
        self._build()
        return True

    def _collect(self, values: list[Value]) -> bool:
        """Find the extensions of the counter's values and of sums and products with them in the loop."""
        self.members = dict.fromkeys(values)
        self.extensions = []
        work = values
        while work:
            value = work.pop()
            for user in value.users:
                if user.block not in self.shape.loop.blocks:
                    continue
                if type(user) is Convert:
                    if user.type is I64 and self._extends(user, value):
                        self.extensions.append(user)
                elif (
                    type(user) is Binary and user not in self.members and len(self.members) < _MOST_MEMBERS
                    and user.operation in _EXTENDED and exact(user, self.operation) and self._combines(user)
                ):  # fmt: skip
                    self.members[user] = None
                    work.append(user)
        return bool(self.extensions)

    def _extends(self, i: Convert, value: Value) -> bool:
        if i.operation == self.operation:
            return True
        counter = self.counter  # a number that is not negative is extended either way
        return (
            i.operation == "zext" and self.operation == "sext" and value in (counter.phi, counter.update)
            and type(counter.start) is ConstInt and counter.start.signed >= 0 and counter.step > 0
        )  # fmt: skip

    def _combines(self, i: Binary) -> bool:
        return all(o in self.members or type(o) is ConstInt or invariant(o, self.shape.loop) for o in i.operands)

    def _build(self) -> None:
        counter, shape = self.counter, self.shape
        phi, update = counter.phi, counter.update
        assert phi.block is not None and type(update) is Binary
        new = Phi(I64, [(self._outside(counter.start), shape.before)])
        new.block, new.location = phi.block, phi.location
        self.wide[phi] = new
        step = ConstInt(I64, counter.step)
        self._follow(update, Binary("add", new, step, True, self.operation == "zext" and counter.step > 0))
        new.add(self.wide[update], shape.latch)
        for member in self._needed():
            assert type(member) is Binary
            a, b = (self.wide.get(o) or self._outside(o) for o in member.operands)
            self._follow(member, Binary(member.operation, a, b, True))
        for extension in self.extensions:
            extension.replace_uses(self.wide[extension.operands[0]])
        self._compare()
        phi.block.instructions.insert(0, new)
        for narrow in (phi, update):
            self._truncate(narrow)
        self._place()

    def _needed(self) -> list[Instruction]:
        """The members, but the counter itself, that extensions depend on; operands first, as they were found."""
        needed: set[Value] = set()
        work: list[Value] = [e.operands[0] for e in self.extensions]
        while work:
            value = work.pop()
            if value in self.members and value not in needed:
                needed.add(value)
                if value is not self.counter.phi and value is not self.counter.update:
                    assert isinstance(value, Instruction)
                    work += value.operands
        return [
            m for m in self._ordered() if m in needed and m is not self.counter.phi and m is not self.counter.update
        ]

    def _ordered(self) -> list[Instruction]:
        """The members, each after those that it uses."""
        order: list[Instruction] = []
        done: set[Value] = {self.counter.phi, self.counter.update}
        waiting = [m for m in self.members if m not in done]
        while waiting:
            rest: list[Value] = []
            for member in waiting:
                assert isinstance(member, Instruction)
                if all(o in done or o not in self.members for o in member.operands):
                    done.add(member)
                    order.append(member)
                else:
                    rest.append(member)
            waiting = rest
        return order

    def _follow(self, narrow: Instruction, wide: Instruction) -> None:
        """``wide`` comes after ``narrow`` in its block."""
        wide.block, wide.location = narrow.block, narrow.location
        self.wide[narrow] = wide
        self.after.setdefault(narrow, []).append(wide)

    def _outside(self, value: Value) -> Value:
        """What does not change in the loop, extended before it."""
        found = self.wide.get(value)
        if found is None:
            found = fold.fold_convert(self.operation, value, I64)
            if found is None:
                new = Convert(self.operation, value, I64)
                new.block, new.location = self.shape.before, self.shape.before.instructions[-1].location
                self.before.append(new)
                found = new
            self.wide[value] = found
        return found

    def _compare(self) -> None:
        """Let the tests that end the loop compare wide values."""
        for test in self.tests:
            tested = self.counter.update if test.updated else self.counter.phi
            if tested not in self.members or (self.operation == "zext" and test.predicate in _SIGNED):
                continue
            if tested not in test.compare.operands:
                continue  # it was done with another test that asks the same
            for index in (0, 1):
                operand = test.compare.operands[index]
                test.compare.set_operand(index, self.wide[operand] if operand is tested else self._outside(operand))

    def _truncate(self, narrow: Instruction) -> None:
        """What still uses the narrow counter gets the wide one's lower bits."""
        others = [u for u in narrow.users if u is not self.counter.phi and u is not self.counter.update]
        others = [u for u in others if u not in self.extensions]
        if not others:
            return
        new = Convert("trunc", self.wide[narrow], narrow.type)
        new.location = narrow.location
        if type(narrow) is Phi:
            assert narrow.block is not None
            new.block = narrow.block
            position = next(n for n, i in enumerate(narrow.block.instructions) if type(i) is not Phi)
            narrow.block.instructions.insert(position, new)
        else:
            new.block = narrow.block
            self.after[narrow].append(new)
        narrow.replace_uses(new)

    def _place(self) -> None:
        """Put the new instructions into their blocks, and take the narrow counter out."""
        self.shape.before.instructions[-1:-1] = self.before
        phi, update = self.counter.phi, self.counter.update
        gone: set[Instruction] = {phi, update, *self.extensions}
        blocks = dict.fromkeys(i.block for i in (*self.after, *gone))
        for block in blocks:
            assert block is not None
            kept: list[Instruction] = []
            for i in block.instructions:
                if i not in gone:
                    kept.append(i)
                kept += self.after.get(i, ())
            block.instructions = kept
        debug = self.function.debug
        if debug is not None:
            for narrow in (phi, update):
                debug.replaced.setdefault(narrow, self.wide[narrow])
        for i in gone:
            i.drop_operands()
            i.block = None


def grows_alike(counter: Counter, operation: str, tests: list[Test], shape: Shape, analyses: Analyses) -> bool:
    """Whether the counter, extended, counts by the same step."""
    if operation == "sext":
        return counter.nsw
    if counter.step > 0:
        return counter.nuw
    return any(test.updated and stays_within(test, False, shape, analyses) for test in tests)


def ends_in_time(test: Test) -> bool:
    """Whether the loop ends in the round in which the counter, without a sign, has come to the last number before it
    would begin anew: the value that would be wrong is that after it alone."""
    step, bound, type_ = test.counter.step, test.bound, test.counter.phi.type
    assert isinstance(type_, IntType)
    if test.updated or test.predicate != "ne" or type(bound) is not ConstInt:
        return False
    return (step == -1 and bound.value == 0) or (step == 1 and bound.value == type_.mask)


def exact(i: Binary, operation: str) -> bool:
    """Whether the result of extended operands is the extended result."""
    return i.nsw if operation == "sext" else i.nuw and i.operation != "sub"


__all__ = ["Induction", "ends_in_time", "exact", "grows_alike", "stays_within"]
