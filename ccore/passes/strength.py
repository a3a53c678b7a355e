"""Products with a loop's counter become sums (operator strength reduction), and loops keep fewer counters.

    ^head: %i = phi i64 [0, ^before], [%n, ^head]       ^before: %e = ptradd %a, 12 * %m
           %o = mul %i, 12                              ^head: %p = phi ptr [%a, ^before], [%q, ^head]
           %p = ptradd %a, %o                     =>           ... %p ...
           ... %p ...                                          %q = ptradd %p, 12
           %n = add %i, 1                                      condbr (cmp ne %q, %e), ^head, ^out
           condbr (cmp slt %n, %m), ^head, ^out

A product by 1, 2, 4 or 8 that addresses memory stays, since the machine computes it with the access.  Where several
addresses have one product, the product itself becomes a counter, which they share.  A counter that only ends the loop
goes: the end is where another counter has its last value (linear-function test replacement), or else where no round is
left: processors compare with 0 what they have just computed, and the bound needs no register.  Cocke and Kennedy, "An
algorithm for reduction of operator strength" (1977).

    ^head: %i = phi i32 [0, ^before], [%n, ^head]       ^head: %k = phi i32 [%m, ^before], [%l, ^head]
           %n = add nsw %i, 1                    =>            %l = add %k, -1
           condbr (cmp slt %n, %m), ^head, ^out                condbr (cmp ne %l, 0), ^head, ^out

Arithmetic that wraps is distributive, so nothing can go wrong with the sums; they promise nothing (no ``nsw``, no
``inbounds``).  The test is replaced only where the other counter cannot have its last value before the end, and is not
poison.
"""

from __future__ import annotations

from typing import Final, TypeAlias, final

from ccore.ir.cfg import Analyses, Watcher
from ccore.ir.instructions import Alloca, Binary, Compare, Convert, Instruction, Phi, PointerAdd
from ccore.ir.module import Function
from ccore.ir.types import I32, I64, IntType
from ccore.ir.values import ConstInt, GlobalVariable, Value
from ccore.passes.edit import returns_twice, untouchable
from ccore.passes.evolution import (
    Computation,
    Counter,
    Shape,
    Test,
    accessed_in_every_round,
    count_rounds,
    in_every_round,
    invariant,
    shape_of,
    test_of,
)
from ccore.passes.licm import orderly
from ccore.passes.loops import add_preheaders

_SCALES: Final = frozenset((0, 1, 2, 4, 8))  # what an address multiplies by for nothing
_MOST_MADE: Final = 4  # counters added to one loop: each is a register
_MOST_MULTIPLES: Final = 32  # values that are looked at for one counter

_Multiple: TypeAlias = "tuple[Value, int, int]"
"""A value that is the counter times a number, plus a number."""


@final
class Strength:
    """Near-linear: from each counter to what is computed from it."""

    name = "strength"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or analyses.word < 64 or not analyses.loops or returns_twice(function):
            return False
        changed = add_preheaders(function, analyses)
        for loop in reversed(analyses.loops):
            shape = shape_of(loop, analyses)
            if shape is None:
                continue
            for counter in list(shape.counters.values()):
                if type(counter.update) is Binary:
                    changed |= _Reduction(counter, shape, analyses).run()
        return changed


@final
class _Reduction:
    """Of the products of one counter."""

    def __init__(self, counter: Counter, shape: Shape, analyses: Analyses) -> None:
        self.counter, self.shape, self.analyses = counter, shape, analyses
        self.watch: Watcher | None = analyses.watch
        self.changed = False
        self.made: list[Counter] = []

    def run(self) -> bool:
        by_factor: dict[int, list[_Multiple]] = {}
        for multiple in self._multiples() if self.counter.phi.type is I64 else ():
            if multiple[1] not in _SCALES and -multiple[1] not in _SCALES:
                by_factor.setdefault(multiple[1], []).append(multiple)
        for factor, multiples in by_factor.items():
            self._reduce(factor, multiples)
        self._replace_test()
        return self.changed

    def _multiples(self) -> list[_Multiple]:
        """What each round computes as a multiple of the counter."""
        counter, loop = self.counter, self.shape.loop
        found: list[_Multiple] = []
        work: list[_Multiple] = [(counter.phi, 1, 0), (counter.update, 1, counter.step)]
        for value, factor, more in work:  # grows
            if len(work) > _MOST_MULTIPLES:
                break
            for user in value.users:
                if type(user) is not Binary or user.block not in loop.blocks or user is counter.update:
                    continue
                number = user.operands[1]
                if user.operands[0] is not value or type(number) is not ConstInt:
                    continue
                n = number.signed
                new: _Multiple
                if user.operation == "add":
                    new = user, factor, more + n
                elif user.operation == "mul":
                    new = user, factor * n, more * n
                elif user.operation == "shl" and number.value < 32:
                    new = user, factor << n, more << n
                else:
                    continue
                if abs(new[1]) < 1 << 31 and abs(new[2]) < 1 << 62:
                    work.append(new)
                    if in_every_round(user.block, self.shape, self.analyses):
                        found.append(new)
        return found

    def _reduce(self, factor: int, multiples: list[_Multiple]) -> None:
        """Give the addresses a counter of their own: one for them all if they have one base, else one to add to."""
        loop = self.shape.loop
        known = {value for value, _, _ in multiples}
        addresses: list[tuple[PointerAdd, int]] = []
        for value, _, more in multiples:
            for user in value.users:
                if type(user) is PointerAdd and user.block in loop.blocks and invariant(user.operands[0], loop):
                    addresses.append((user, more))
                elif user not in known:
                    return  # it is wanted as a number
        bases = {a.operands[0] for a, _ in addresses}
        if len(self.made) >= _MOST_MADE or not bases:
            return
        if self.watch is not None and not self.watch.does("reduce", addresses[0][0]):
            return
        self.changed = True
        if len(bases) == 1:
            counter = self._make(bases.pop(), factor)
            for address, more in addresses:
                self._stand_in(address, counter.phi, more)
        else:
            counter = self._make(None, factor)
            for address, more in addresses:
                new: Value = counter.phi
                if more:
                    new = self._before(address, Binary("add", new, ConstInt(I64, more)))
                address.set_operand(1, new)
        self.made.append(counter)

    def _stand_in(self, address: PointerAdd, pointer: Value, more: int) -> None:
        if more:
            address.set_operand(0, pointer)
            address.set_operand(1, ConstInt(I64, more))
            address.inbounds = False
        else:
            address.replace_uses(pointer)

    def _before(self, place: Instruction, new: Binary) -> Binary:
        """A new instruction before another."""
        block = place.block
        assert block is not None
        new.block, new.location = block, place.location
        block.instructions.insert(block.instructions.index(place), new)
        return new

    def _make(self, base: Value | None, factor: int) -> Counter:
        """A counter that begins at the base, or 0, plus the first product."""
        counter, shape = self.counter, self.shape
        before = Computation()
        start = before.add(Binary("mul", counter.start, ConstInt(I64, factor)))
        if base is not None:
            start = base if type(start) is ConstInt and not start.value else before.add(PointerAdd(base, start, False))
        before.place(shape.before)
        phi = Phi(start.type, [(start, shape.before)])
        phi.block, phi.location = shape.loop.header, counter.phi.location
        shape.loop.header.instructions.insert(0, phi)
        step = ConstInt(I64, counter.step * factor)
        update: Instruction = Binary("add", phi, step) if base is None else PointerAdd(phi, step, False)
        old = counter.update
        assert old.block is not None
        update.block, update.location = old.block, old.location
        old.block.instructions.insert(old.block.instructions.index(old) + 1, update)
        phi.add(update, shape.latch)
        return Counter(phi, start, update, counter.step * factor)

    # --- The test -----------------------------------------------------------------------------------------------

    def _replace_test(self) -> None:
        """Let another counter end the loop, if nothing else needs this one."""
        test = test_of(self.shape, self.analyses)
        if test is None or test.counter is not self.counter or not self._only_tested(test):
            return
        others = [c for c in self.shape.counters.values() if c.phi.users]
        for counter in (*self.made, *others):
            if counter is self.counter or (counter.phi.type is not I64 and type(counter.update) is not PointerAdd):
                continue
            if not is_determined(counter, test, self.shape, self.analyses):
                continue
            if not takes_each_value_once(counter, test, self.shape, self.analyses):
                continue
            rounds = Computation()
            taken = count_rounds(test, self.shape, self.analyses, rounds, True)
            if taken is None:
                return
            if self.watch is not None and not self.watch.does("end", test.compare):
                rounds.discard()
                return
            distance = rounds.add(Binary("mul", taken, ConstInt(I64, counter.step)))
            assert counter.update.block is not None
            updated = test.updated and self.analyses.dominates(counter.update.block, test.block)
            if updated:
                distance = rounds.add(Binary("add", distance, ConstInt(I64, counter.step)))
            add = Binary("add", counter.start, distance) if counter.phi.type is I64 else None
            end = rounds.add(add or PointerAdd(counter.start, distance, False))
            rounds.place(self.shape.before)
            value = counter.update if updated else counter.phi  # the next value, if it is there by then
            _promise_nothing(counter.update)
            self._end_at(test, value, end)
            return
        self._count_down(test)

    def _end_at(self, test: Test, value: Value, end: Value) -> None:
        """Leave the loop where the value is ``end``."""
        goes_on = test.jump.then in self.shape.loop.blocks
        compare = Compare("ne" if goes_on else "eq", value, end)
        compare.block, compare.location = test.block, test.compare.location
        test.block.instructions.insert(-1, compare)
        test.jump.set_operand(0, compare)
        self.changed = True

    def _count_down(self, test: Test) -> None:
        """Count the rounds that are left, where their number costs next to nothing to compute."""
        counter, shape = self.counter, self.shape
        if type(counter.start) is not ConstInt or (counter.step == -1 and test.updated and test.predicate == "ne"):
            return
        rounds = Computation()
        taken = count_rounds(test, shape, self.analyses, rounds, True)
        if taken is None:
            return
        if self.watch is not None and not self.watch.does("count-down", test.compare):
            rounds.discard()
            return
        kind = I32 if type(counter.start.type) is IntType and counter.start.type.bits <= 32 else I64
        if kind is I32:
            taken = rounds.add(Convert("trunc", taken, kind))
        start = rounds.add(Binary("add", taken, ConstInt(kind, 1)))  # all 2**32 rounds are 0, and end at 0 again
        rounds.place(shape.before)
        phi = Phi(kind, [(start, shape.before)])
        phi.block, phi.location = shape.loop.header, counter.phi.location
        shape.loop.header.instructions.insert(0, phi)
        left = Binary("add", phi, ConstInt(kind, -1))
        left.block, left.location = test.block, test.compare.location
        test.block.instructions.insert(-1, left)
        phi.add(left, shape.latch)
        self._end_at(test, left, ConstInt(kind, 0))

    def _only_tested(self, test: Test) -> bool:
        """Whether all that the counter is computed for is the test (and what is dead)."""
        counter = self.counter
        work: list[Instruction] = [counter.phi, counter.update]
        seen: set[Instruction] = set(work)
        while work:
            for user in work.pop().users:
                if user in seen or user is test.compare:
                    continue
                if type(user) not in (Binary, Convert, PointerAdd) or len(seen) > _MOST_MULTIPLES:
                    return False
                seen.add(user)
                work.append(user)
        return list(test.compare.users) == [test.jump]


def takes_each_value_once(counter: Counter, test: Test, shape: Shape, analyses: Analyses) -> bool:
    """Whether the counter cannot come round to its last value before the end: the rounds are too few, or each is sure
    to access memory there, in one object, which is less than half of all there is."""
    if abs(counter.step) < 1 << 30 and _small(test.counter.start) and _small(test.bound):
        return True
    if abs(counter.step) >= 1 << 61 or not all(orderly(i) for b in shape.loop.blocks for i in b.instructions):
        return False
    return _accessed(counter, shape, analyses)


def is_determined(counter: Counter, test: Test, shape: Shape, analyses: Analyses) -> bool:
    """Whether a branch may depend on the counter: it cannot be poison, or each round accesses memory there before it
    comes to the test."""
    start = counter.start
    if type(start) is ConstInt or type(start) is GlobalVariable or type(start) is Alloca:
        return True
    return test.block is shape.latch and _accessed(counter, shape, analyses)


def _accessed(counter: Counter, shape: Shape, analyses: Analyses) -> bool:
    addresses: list[Value] = [counter.phi]
    if type(counter.update) is Binary:
        addresses = [u for u in counter.phi.users if type(u) is PointerAdd and u.operands[1] is counter.phi]
    return any(accessed_in_every_round(a, shape, analyses) for a in addresses)


def _promise_nothing(update: Instruction) -> None:
    """It is computed once more than it was used."""
    if type(update) is Binary:
        update.nsw = update.nuw = False
    elif type(update) is PointerAdd:
        update.inbounds = False


def _small(value: Value) -> bool:
    """Whether it is a number of 32 bits, or one that was extended."""
    if isinstance(value.type, IntType) and value.type.bits <= 32:
        return True
    if type(value) is ConstInt:
        return abs(value.signed) < 1 << 32
    if type(value) is not Convert or value.operation not in ("sext", "zext"):
        return False
    inner = value.operands[0].type
    return isinstance(inner, IntType) and inner.bits <= 32


__all__ = ["Strength", "is_determined", "takes_each_value_once"]
