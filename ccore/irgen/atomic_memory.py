"""Atomic objects that no register holds: structures, complex numbers, long double, wide _BitInt (C17 6.2.6.1p9).

An object of 1, 2, 4 or 8 bytes, aligned to its size, is read and written as an integer; any other by libatomic's
functions, as GCC does it.
"""

from __future__ import annotations

from collections.abc import Callable

from ccore.ir import types as ir
from ccore.ir.values import ConstInt, Value
from ccore.irgen.base import Place
from ccore.irgen.chains import Chains
from ccore.sema import types as c

_SEQ_CST = 5  # __ATOMIC_SEQ_CST


class AtomicMemory(Chains):
    """Whole-object atomic access."""

    def in_register(self, type_: c.CType) -> bool:
        """Whether atomic instructions take a value of the type as it is."""
        if type_.is_aggregate or type_.size not in (1, 2, 4, 8, 16):
            return False
        return self.types.scalar(type_) is not ir.F80

    def _word(self, place: Place) -> ir.IntType | None:
        """The integer type as which an object can be accessed."""
        size = place.type.size
        return ir.int_type(size * 8) if size in (1, 2, 4, 8) and place.align >= size else None

    def _atomic_library(self, name: str, place: Place, operands: list[Value], result: ir.Type) -> Value:
        """``__atomic_NAME(size, address, operands..., order)``."""
        orders: list[Value] = [ConstInt(ir.I32, _SEQ_CST)] * (2 if name == "compare_exchange" else 1)
        arguments = [self.const(place.type.size), place.address, *operands, *orders]
        types = tuple(a.type for a in arguments)
        callee = self.unit.library(f"__atomic_{name}", ir.function_type(result, types))
        return self.builder.call(callee, callee.function_type, arguments, types)

    def atomic_read(self, place: Place) -> Value:
        """The address of a copy of an atomic object."""
        room = self.temporary(place.type.unqualified)
        word = self._word(place)
        if word is None:
            self._atomic_library("load", place, [room], ir.VOID)
        else:
            value = self.builder.load(word, place.address, place.align, place.volatile, "seq_cst")
            self.builder.store(value, room, place.type.unqualified.align)
        return room

    def atomic_write(self, place: Place, source: Value, align: int) -> None:
        """Store what lies at ``source`` (aligned to ``align``) in an atomic object."""
        word = self._word(place)
        if word is None:
            self._atomic_library("store", place, [source], ir.VOID)
        else:
            value = self.builder.load(word, source, align)
            self.builder.store(value, place.address, place.align, place.volatile, "seq_cst")

    def atomic_replace(self, place: Place, update: Callable[[Place, Place], None]) -> tuple[Place, Place]:
        """Let ``update`` compute a new value from the old one until nothing came between; old and new value."""
        builder, plain = self.builder, place.type.unqualified
        old = Place(self.atomic_read(place), plain, plain.align)
        new = Place(self.temporary(plain), plain, plain.align)
        loop, done = builder.new_block("atomic"), builder.new_block()
        builder.start(loop)
        update(old, new)
        word = self._word(place)
        if word is None:
            swapped = self._atomic_library("compare_exchange", place, [old.address, new.address], ir.I8)
            again = builder.compare("eq", swapped, ConstInt(ir.I8, 0))
        else:
            expected = builder.load(word, old.address, plain.align)
            wanted = builder.load(word, new.address, plain.align)
            pair = builder.compare_exchange(
                place.address, expected, wanted, "seq_cst", "seq_cst", volatile=place.volatile
            )
            builder.store(builder.extract(pair, 0), old.address, plain.align)
            again = builder.not_(builder.extract(pair, 1))
        builder.cond_branch(again, loop, done)
        builder.start(done)
        return old, new
