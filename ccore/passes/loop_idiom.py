"""Loops that fill or copy memory become the instructions for that.

    ^head: %i = phi i64 [0, ^before], [%n, ^head]
           %q = ptradd %p, %i                              ^before: memset %p, 0, %m
           store i8 0, %q                           =>     ^head: (what is left of the loop)
           %n = add nsw %i, 1
           condbr (cmp slt %n, %m), ^head, ^out

The loop stores one value, whose bytes are all alike, or what it loads, to places that follow each other without a gap,
in every round, and touches no other memory; and unless the number of rounds is known, the object has room for so many
that a call costs less.  What is copied must come from another object, or from the same one so
that each byte is read before it is written (then it is a memmove).  Volatile and atomic accesses stay, and so does all
where the program may not be given calls of the library (-ffreestanding, -fno-builtin), or is itself memset.  GCC does
the like from -O2 on (-ftree-loop-distribute-patterns); as LLVM's LoopIdiomRecognize does it.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import (
    Alloca,
    Binary,
    CondBranch,
    Instruction,
    Load,
    MemCopy,
    MemSet,
    PointerAdd,
    Store,
)
from ccore.ir.module import Function
from ccore.ir.types import I8, I64, FloatType, IntType, PointerType, Type
from ccore.ir.values import ConstFloat, ConstInt, GlobalVariable, Null, Value
from ccore.passes.alias import Aliases
from ccore.passes.edit import returns_twice, untouchable
from ccore.passes.evolution import Computation, Counter, Shape, Test, count_rounds, invariant, shape_of, test_of
from ccore.passes.loops import add_preheaders

_LIBRARY: Final = frozenset(("memset", "memcpy", "memmove", "bzero", "bcopy", "mempcpy", "__memset", "__memcpy"))
"""Functions that calls of the library could come back to."""
_MOST_STEPS: Final = 8  # of the arithmetic of one address
_WORTH_A_CALL: Final = 64  # bytes of an object, of which an unknown part is written


@final
class LoopIdiom:
    """Linear: loops of one block alone."""

    name = "loop-idiom"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or not analyses.loops or not may_call_library(function, analyses):
            return False
        if returns_twice(function) or keeps_loops(function):
            return False
        changed = add_preheaders(function, analyses)
        for loop in analyses.loops:
            if len(loop.blocks) == 1:
                shape = shape_of(loop, analyses)
                test = None if shape is None else test_of(shape, analyses)
                if shape is not None and test is not None:
                    changed |= _Idiom(shape, test, analyses).run()
        return changed


def may_call_library(function: Function, analyses: Analyses) -> bool:
    """Whether calls of memset and memcpy may come into the function."""
    own = function.asm_name or function.name
    return analyses.library and own not in _LIBRARY and not function.attributes.call.no_builtin


def keeps_loops(function: Function) -> bool:
    """Whether it is to have loops where others have calls (-fno-tree-loop-distribute-patterns): it may be what memset
    itself calls, in another file."""
    return function.attributes.no_patterns


class _Line:
    """An address that counts: ``base`` plus ``counter`` times ``factor``, plus ``more``.  Without a factor the counter
    is the address."""

    __slots__ = ("base", "counter", "factor", "more")

    def __init__(self, base: Value, counter: Counter, factor: int, more: int) -> None:
        self.base, self.counter, self.factor, self.more = base, counter, factor, more

    @property
    def stride(self) -> int:
        return self.counter.step * self.factor

    def at(self, rounds: Value | None, into: Computation) -> Value:
        """The address in the first round, or so many rounds later."""
        offset: Value = ConstInt(I64, self.more)
        if self.base is not self.counter.start:
            first = into.add(Binary("mul", self.counter.start, ConstInt(I64, self.factor)))
            offset = into.add(Binary("add", first, offset))
        if rounds is not None:
            offset = into.add(Binary("add", into.add(Binary("mul", rounds, ConstInt(I64, self.stride))), offset))
        if type(offset) is ConstInt and not offset.value:
            return self.base
        return into.add(PointerAdd(self.base, offset, False))


@final
class _Idiom:
    def __init__(self, shape: Shape, test: Test, analyses: Analyses) -> None:
        self.shape, self.test, self.analyses = shape, test, analyses
        self.block = shape.loop.header

    def run(self) -> bool:
        store: Store | None = None
        load: Load | None = None
        for i in self.block.instructions:
            if type(i) is Store and store is None:
                store = i
            elif type(i) is Load and load is None:
                load = i
            elif not i.pure and type(i) is not CondBranch:
                return False
        if store is None or not plain(store) or (load is not None and not plain(load)):
            return False
        value, kind = store.operands[0], store.operands[0].type
        to = self._line(store.operands[1])
        if to is None or not fills(kind) or abs(to.stride) != kind.size:
            return False
        if load is None:
            byte = byte_of(value) if invariant(value, self.shape.loop) else None
            return byte is not None and self._replace(store, to, byte, None, False)
        source = self._line(load.operands[0])
        if value is not load or source is None or source.stride != to.stride:
            return False
        overlap = self._order(to, source, kind.size)
        return overlap is not None and self._replace(store, to, load, source, overlap)

    def _line(self, address: Value) -> _Line | None:
        """How an address counts; None where it does not, or in no way that is known."""
        if isinstance(address.type, PointerType) and address.type.space:
            return None
        counters = self.shape.counters
        more = 0
        for _ in range(_MOST_STEPS):
            if type(address) is not PointerAdd or type(address.operands[1]) is not ConstInt:
                break
            if address.block is not self.block or any(address is c.update for c in counters.values()):
                break
            more += address.operands[1].signed
            address = address.operands[0]
        for counter in counters.values():
            if address is counter.phi:
                return _Line(counter.start, counter, 1, more)
            if address is counter.update:
                return _Line(counter.start, counter, 1, more + counter.step)
        if type(address) is not PointerAdd or not invariant(address.operands[0], self.shape.loop):
            return None
        offset, factor = address.operands[1], 1
        for _ in range(_MOST_STEPS):
            for counter in counters.values():
                if offset is counter.phi or offset is counter.update:
                    extra = counter.step * factor if offset is counter.update else 0
                    return _Line(address.operands[0], counter, factor, more + extra)
            if type(offset) is not Binary or type(offset.operands[1]) is not ConstInt:
                return None
            number = offset.operands[1]
            if offset.operation == "mul":
                factor *= number.signed
            elif offset.operation == "shl" and number.value < 32:
                factor <<= number.value
            elif offset.operation == "add":
                more += number.signed * factor
            else:
                return None
            offset = offset.operands[0]
        return None

    def _order(self, to: _Line, source: _Line, size: int) -> bool | None:
        """Whether the copy must allow for an overlap; None where it would be another one than the loop's."""
        if to.base is source.base and to.counter is source.counter and to.factor == source.factor:
            distance = to.more - source.more
            if distance and (distance < 0) is (to.stride > 0):
                return True
            return None
        return False if self.apart(to.base, source.base) else None

    def apart(self, a: Value, b: Value) -> bool:
        """Whether two addresses are sure to be in different objects."""
        return apart(self.analyses.of(Aliases), a, b)

    def _small(self, line: _Line) -> bool:
        """Whether few bytes can lie there."""
        objects = self.analyses.of(Aliases).objects(line.base)
        return all(isinstance(o, (Alloca, GlobalVariable)) and 0 < o.size < _WORTH_A_CALL for o in objects)

    def _replace(self, store: Store, to: _Line, value: Value, source: _Line | None, overlap: bool) -> bool:
        before = Computation()
        taken = count_rounds(self.test, self.shape, self.analyses, before, False)
        if taken is None or (type(taken) is not ConstInt and self._small(to)):
            before.discard()
            return False
        watch = self.analyses.watch
        if watch is not None and not watch.does("memset" if source is None else "memcopy", store):
            before.discard()
            return False
        kind = store.operands[0].type
        down = to.stride < 0
        begin = to.at(taken if down else None, before)
        count = before.add(Binary("add", taken, ConstInt(I64, 1)))
        size = before.add(Binary("mul", count, ConstInt(I64, kind.size)))
        new: Instruction
        if source is None:
            new = MemSet(begin, value, size, store.align)
        else:
            assert type(value) is Load
            first = source.at(taken if down else None, before)
            new = MemCopy(begin, first, size, store.align, value.align, False, overlap)
        before.added.append(new)
        before.place(self.shape.before)
        self.block.instructions.remove(store)
        store.drop_operands()
        store.block = None
        return True


def apart(aliases: Aliases, a: Value, b: Value) -> bool:
    return not aliases.may_alias(aliases.place(a, -1), aliases.place(b, -1))


def plain(i: Load | Store) -> bool:
    """Whether it does not matter how often, and how, memory is accessed."""
    return not i.volatile and not i.ordering


def fills(kind: Type) -> bool:
    """Whether a value of the type fills as many bytes of memory as it takes."""
    if isinstance(kind, IntType):
        return kind.bits == kind.size * 8
    return isinstance(kind, PointerType) or (isinstance(kind, FloatType) and kind.size in (4, 8))


def byte_of(value: Value) -> Value | None:
    """The byte that all bytes of a value are."""
    if value.type is I8:
        return value
    if type(value) is Null:
        return ConstInt(I8, 0)
    bits = value.value if type(value) is ConstInt else value.bits if type(value) is ConstFloat else None
    if bits is None:
        return None
    size = value.type.size
    return ConstInt(I8, bits & 0xFF) if bits == int.from_bytes(bytes([bits & 0xFF]) * size, "little") else None


__all__ = ["LoopIdiom", "apart", "byte_of", "fills", "keeps_loops", "may_call_library", "plain"]
