"""``__builtin_clear_padding``: the bits of an object that hold no value become zero, the others stay.

    struct s { char a; int b : 3; };    bytes 0 and the low three bits of byte 1 hold values; the rest is cleared
"""

from __future__ import annotations

from ccore.ir import types as ir
from ccore.ir.values import ConstInt, Value
from ccore.irgen.atomics import Atomics
from ccore.sema import tree
from ccore.sema import types as c

_UNROLLED = 8  # elements of an array that are cleared one by one; more in a loop
_F80_VALUE = 10  # bytes of an x87 number that hold it


def value_bits(type_: c.CType) -> bytes:
    """For each byte of an object of a complete type the bits that hold its value; a union's where any member has."""
    mask = bytearray(max(type_.size, 0))
    _add(mask, 0, type_)
    return bytes(mask)


def _add(mask: bytearray, offset: int, type_: c.CType) -> None:
    if isinstance(type_, c.RecordType):
        for field in type_.record.fields:
            if field.width < 0:
                _add(mask, offset + field.offset, field.type)
            elif field.name:
                bits = ((1 << field.width) - 1) << field.shift
                reverse = field.type.quals & c.REVERSED
                for i, byte in enumerate(bits.to_bytes(field.unit, "big" if reverse else "little")):
                    mask[offset + field.offset + i] |= byte
    elif isinstance(type_, c.ArrayType):
        if type_.length > 0 and type_.element.size > 0:
            one = value_bits(type_.element)
            whole = one * type_.length
            for i, byte in enumerate(whole):
                mask[offset + i] |= byte
    elif isinstance(type_, c.ComplexType):
        _add(mask, offset, type_.base)
        _add(mask, offset + type_.base.size, type_.base)
    else:
        size = type_.size
        if isinstance(type_, c.FloatingType) and type_.format == "f80":
            size = _F80_VALUE
        mask[offset : offset + size] = b"\xff" * size


class Padding(Atomics):
    """Code that clears padding."""

    def builtin_clear_padding(self, e: tree.BuiltinCall) -> Value:
        assert isinstance(e.extra, c.CType)
        self._clear_padding(self.value(e.arguments[0]), e.extra)
        return self.const(0)

    def _clear_padding(self, address: Value, type_: c.CType) -> None:
        if isinstance(type_, c.ArrayType) and (type_.size == -2 or type_.length > _UNROLLED):
            self._each_element(address, type_)
            return
        mask = value_bits(type_)
        start = 0
        while start < len(mask):
            end = start + 1
            if mask[start] == 0:
                while end < len(mask) and mask[end] == 0:
                    end += 1
                place = self.builder.ptradd(address, start)
                self.builder.memset(place, ConstInt(ir.I8, 0), self.const(end - start), 1)
            elif mask[start] != 0xFF:
                place = self.builder.ptradd(address, start)
                kept = self.builder.and_(self.builder.load(ir.I8, place, 1), ConstInt(ir.I8, mask[start]))
                self.builder.store(kept, place, 1)
            start = end

    def _each_element(self, address: Value, type_: c.ArrayType) -> None:
        builder = self.builder
        element: c.CType = type_
        while isinstance(element, c.ArrayType):
            element = element.element
        if element.size >= 0 and all(byte == 0xFF for byte in value_bits(element)):
            return
        entry = builder.block
        if entry is None:
            return
        stride = self.size_of(element)
        total = self.size_of(type_)
        head, body, done = builder.new_block("pad"), builder.new_block(), builder.new_block()
        builder.start(head)
        index = builder.phi(self.word, [(self.const(0), entry)])
        builder.cond_branch(builder.compare("ult", index, total), body, done)
        builder.start(body)
        self._clear_padding(builder.ptradd(address, index), element)
        following = builder.add(index, stride)
        last = builder.block
        assert last is not None
        index.add(following, last)
        builder.branch(head)
        builder.start(done)
