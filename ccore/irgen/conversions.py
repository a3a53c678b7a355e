"""Conversions between C's scalar types (C17 6.3), truth values, and complex parts."""

from __future__ import annotations

from ccore.ir import types as ir
from ccore.ir.instructions import Convert
from ccore.ir.values import ConstInt, Value
from ccore.irgen.base import Place
from ccore.irgen.decimals import Decimals
from ccore.irgen.types import is_signed
from ccore.sema import types as c


class Conversions(Decimals):
    """Value conversions."""

    def truth(self, value: Value, type_: c.CType) -> Value:
        """i1: whether a scalar value compares unequal to 0."""
        builder = self.builder
        kind = value.type
        if kind is ir.I1:
            return value
        if type(value) is Convert and value.operation == "zext" and value.operands[0].type is ir.I1:
            return value.operands[0]  # (a < b) != 0
        if isinstance(kind, ir.FloatType):
            if kind.decimal:
                return self.decimal_compare("!=", value, self.decimal_integer(kind, 0))
            return builder.compare("une", value, builder.zero(kind))
        return builder.compare("ne", value, builder.zero(kind))

    def fit(self, value: Value, type_: c.CType) -> Value:
        """A value computed in, or read from, a _BitInt's whole object: extended from its width."""
        plain = type_.unqualified
        kind = value.type
        if not isinstance(plain, c.IntegerType) or not plain.padded or not isinstance(kind, ir.IntType):
            return value
        builder, spare = self.builder, kind.bits - plain.bits
        if plain.signed:
            count = ConstInt(kind, spare)
            return builder.ashr(builder.shl(value, count), count)
        return builder.and_(value, ConstInt(kind, (1 << plain.bits) - 1))

    def convert(self, value: Value, source: c.CType, target: c.CType) -> Value:
        """A scalar or vector value of C type ``source`` as ``target``."""
        builder = self.builder
        to = self.types.scalar(target)
        if isinstance(target, c.IntegerType) and target.is_bool:
            if isinstance(source, c.IntegerType) and source.is_bool:
                return value
            return builder.zext(self.truth(value, source), ir.I8)
        from_ = value.type
        if self.types.has_padded and isinstance(target.unqualified, c.IntegerType) and target.unqualified.padded:
            if isinstance(from_, ir.IntType):
                return self.fit(builder.resize(value, to, is_signed(source)), target)  # type: ignore[arg-type]
        if from_ is to:
            return value
        if isinstance(to, ir.IntType):
            if isinstance(from_, ir.IntType):
                return builder.resize(value, to, is_signed(source))
            if isinstance(from_, ir.FloatType):
                if from_.decimal:
                    return self.decimal_convert(value, to, is_signed(target))
                return builder.fptosi(value, to) if is_signed(target) else builder.fptoui(value, to)
            if isinstance(from_, ir.PointerType):
                return builder.ptrtoint(value, to)
            return builder.bitcast(value, to)
        if isinstance(to, ir.FloatType):
            if to.decimal or (isinstance(from_, ir.FloatType) and from_.decimal):
                return self.decimal_convert(value, to, is_signed(source))
            if isinstance(from_, ir.IntType):
                return builder.sitofp(value, to) if is_signed(source) else builder.uitofp(value, to)
            if isinstance(from_, ir.FloatType):
                return builder.fpext(value, to) if to.bits > from_.bits else builder.fptrunc(value, to)
            return builder.bitcast(value, to)
        if isinstance(to, ir.PointerType):
            if isinstance(from_, ir.IntType):
                word = builder.resize(value, self.word, is_signed(source))
                return builder.inttoptr(word, to)
            return builder.addrspacecast(value, to)
        return builder.bitcast(value, to)

    def load_parts(self, place: Place) -> tuple[Value, Value]:
        """The two parts of a complex object."""
        type_ = place.type
        assert isinstance(type_, c.ComplexType)
        if place.atomic:
            place = Place(self.atomic_read(place), type_.unqualified, type_.base.align)
        part = self.types.scalar(type_.base)
        align = min(place.align, part.align)
        second = self.builder.ptradd(place.address, type_.base.size)
        if type_.quals & c.REVERSED:
            real = self.load_reversed(part, place.address, align, place.volatile)
            return real, self.load_reversed(part, second, align, place.volatile)
        real = self.builder.load(part, place.address, align, place.volatile)
        return real, self.builder.load(part, second, align, place.volatile)

    def store_parts(self, place: Place, parts: tuple[Value, Value]) -> None:
        type_ = place.type
        assert isinstance(type_, c.ComplexType)
        if place.atomic:
            plain = type_.unqualified
            room = Place(self.temporary(plain), plain, plain.align)
            self.store_parts(room, parts)
            self.atomic_write(place, room.address, room.align)
            return
        align = min(place.align, type_.base.align)
        second = self.builder.ptradd(place.address, type_.base.size)
        if type_.quals & c.REVERSED:
            self.store_reversed(parts[0], place.address, align, place.volatile)
            self.store_reversed(parts[1], second, align, place.volatile)
            return
        self.builder.store(parts[0], place.address, align, place.volatile)
        self.builder.store(parts[1], second, align, place.volatile)

    def constant_truth(self, value: Value) -> bool | None:
        """The truth of an i1 that is known already."""
        return bool(value.value) if type(value) is ConstInt else None
