"""The image of a static object while its initialiser is read: bytes and relocations, written in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from ccore.sema import constants, tree
from ccore.sema.types import REVERSED, ArrayType, ComplexType, CType, Field

if TYPE_CHECKING:
    from ccore.sema.basic import TypeTable

LIMIT: Final = 1 << 30
_GAP: Final = 1 << 20
_PAGE: Final = 4096


class ImageTooLargeError(Exception):
    """An image has more than ``LIMIT`` bytes that are not 0."""


class Image:
    """Bytes grow as they are written; what was never written is zero.  What begins more than ``_GAP`` behind the
    rest is kept in pages, by number.  Raises ``ImageTooLargeError``."""

    def __init__(self, types: TypeTable) -> None:
        self.types = types
        self.data = bytearray()
        self.far: dict[int, bytearray] = {}
        self.relocations: dict[int, tree.StaticRelocation] = {}

    def write(self, offset: int, raw: bytes) -> None:
        data = self.data
        end = offset + len(raw)
        if len(data) < end and not self._grow(offset, end):
            self._write_far(offset, raw)
        else:
            data[offset:end] = raw
        if self.relocations:
            self._forget(offset, len(raw))

    def _grow(self, start: int, end: int) -> bool:
        """Make the dense part reach ``end``; False where ``start`` is too far behind it."""
        data = self.data
        if start > len(data) + _GAP:
            return False
        if end > LIMIT:
            raise ImageTooLargeError
        data.extend(bytes(end - len(data)))
        if self.far:
            for number in sorted(self.far):
                if number * _PAGE < len(data):
                    data.extend(bytes(max((number + 1) * _PAGE - len(data), 0)))
                    data[number * _PAGE : (number + 1) * _PAGE] = self.far.pop(number)
        return True

    def _write_far(self, offset: int, raw: bytes) -> None:
        if len(self.far) * _PAGE + len(raw) > LIMIT:
            raise ImageTooLargeError
        end = offset + len(raw)
        for number in range(offset // _PAGE, (end + _PAGE - 1) // _PAGE):
            base = number * _PAGE
            start, stop = max(offset, base), min(end, base + _PAGE)
            piece = raw[start - offset : stop - offset]
            page = self.far.get(number)
            if page is None and any(piece):
                page = self.far[number] = bytearray(_PAGE)
            if page is not None:
                page[start - base : stop - base] = piece

    def _read(self, offset: int, size: int) -> bytes:
        return self.finish().read(offset, size) if self.far else bytes(self.data[offset : offset + size])

    def _forget(self, offset: int, size: int) -> None:
        relocations = self.relocations
        if size <= 16:
            for at in range(offset, offset + size):
                relocations.pop(at, None)
        else:
            for at in [at for at in relocations if offset <= at < offset + size]:
                del relocations[at]

    def clear(self, offset: int, size: int) -> None:
        """Back to zero."""
        end = min(offset + size, len(self.data))
        if offset < end:
            self.data[offset:end] = bytes(end - offset)
        for number, page in self.far.items():
            first, last = max(offset - number * _PAGE, 0), min(offset + size - number * _PAGE, _PAGE)
            if first < last:
                page[first:last] = bytes(last - first)
        if self.relocations:
            self._forget(offset, size)

    def put(self, offset: int, type_: CType, e: tree.Expression, field: Field | None) -> bool:
        """Write a constant; False if it is none."""
        if field is not None and field.width >= 0:
            return self._put_bits(offset, e, field)
        if type_.quals & REVERSED:
            return self._put_reversed(offset, type_, e)
        size = type_.size
        kind = type(e)
        if kind is tree.IntegerConstant:
            assert isinstance(e, tree.IntegerConstant)
            self.write(offset, (e.value & ((1 << (8 * size)) - 1)).to_bytes(size, "little"))
            return True
        if isinstance(e, tree.StringReference):
            assert isinstance(type_, ArrayType)
            self.write(offset, e.string.data[:size].ljust(size, b"\0"))
            return True
        raw = constants.encode(self.types, e, size)
        if raw is not None:
            self.write(offset, raw)
            return True
        if isinstance(e, tree.Load):
            return self._put_load(offset, type_, e)
        if not (type_.is_pointer or type_.is_integer):
            return False
        place = constants.address(self.types, e)
        if place is None:
            return False
        if place.target is None:
            self.write(offset, (place.addend & ((1 << (8 * size)) - 1)).to_bytes(size, "little"))
            return True
        if size > self.types.pointer_size or (place.minus is None and size != self.types.pointer_size):
            return False
        self.write(offset, bytes(size))
        self.relocations[offset] = tree.StaticRelocation(offset, size, place.target, place.addend, place.minus)
        return True

    def _put_reversed(self, offset: int, type_: CType, e: tree.Expression) -> bool:
        """A constant in the other byte order, each part of a complex one; pointers have but one order."""
        size = type_.size
        part = type_.base.size if isinstance(type_, ComplexType) else size
        written = Image(self.types)
        if not written.put(0, type_.unqualified, e, None) or written.relocations:
            return False
        raw = bytes(written.data).ljust(size, b"\0")
        if not type_.is_pointer:
            raw = b"".join(raw[at : at + part][::-1] for at in range(0, size, part))
        self.write(offset, raw)
        return True

    def _put_load(self, offset: int, type_: CType, e: tree.Load) -> bool:
        """The value of a compound literal, or of a const object of known value."""
        lvalue = e.lvalue
        if isinstance(lvalue, tree.CompoundLiteralReference):
            constant = lvalue.initializer.constant
            return constant is not None and self._copy(offset, type_.size, constant)
        if isinstance(lvalue, tree.VariableReference):
            variable = lvalue.variable
            hidden = variable.storage == "static" and not variable.name
            if variable.initial is not None and variable.defined and (hidden or variable.type.quals & 1):
                if not type_.is_scalar or hidden:
                    return self._copy(offset, type_.size, variable.initial)
        if isinstance(lvalue, tree.StringReference) and isinstance(type_, ArrayType):
            return self.put(offset, type_, lvalue, None)
        known = constants.static_scalar(self.types, e)
        return known is not None and self.put(offset, type_, known, None)

    def _copy(self, offset: int, size: int, data: tree.StaticData) -> bool:
        self.clear(offset, size)
        for at, raw in [(0, bytes(data.data[:size])), *data.runs(0, size)]:
            self.write(offset + at, raw)
        for r in data.relocations:
            at = offset + r.offset
            self.relocations[at] = tree.StaticRelocation(at, r.size, r.target, r.addend, r.minus)
        return True

    def _put_bits(self, offset: int, e: tree.Expression, field: Field) -> bool:
        if not isinstance(e, tree.IntegerConstant):
            place = constants.address(self.types, e)
            if place is None or place.target is not None:
                return False
            value = place.addend
        else:
            value = e.value
        reverse = bool(field.type.quals & REVERSED)
        order: Literal["big", "little"] = "big" if reverse else "little"
        start = offset + field.bit // 8
        shift = field.bit % 8
        count = (shift + field.width + 7) // 8
        if reverse:
            shift = count * 8 - shift - field.width
        mask = ((1 << field.width) - 1) << shift
        old = int.from_bytes(self._read(start, count).ljust(count, b"\0"), order)
        self.write(start, ((old & ~mask) | (value << shift & mask)).to_bytes(count, order))
        return True

    def copy(self, value: tree.InitialValue) -> None:
        """Copy a value that was put to the other places that its ranges name."""
        first, *others = value.places()
        if value.field is None and value.copies[0][1] == value.type.size and len(value.copies) == 1:
            self.repeat(first, value.type.size, value.copies[0][0])
            return
        for offset in others:
            self.put(offset, value.type, value.value, value.field)

    def repeat(self, offset: int, stride: int, count: int) -> None:
        """Copy the ``stride`` bytes at ``offset`` to the ``count - 1`` places after it."""
        end = offset + stride * count
        repeated = [r for at, r in self.relocations.items() if offset <= at < offset + stride]
        if count * len(repeated) > LIMIT // 64:
            raise ImageTooLargeError
        pattern = self._read(offset, stride).ljust(stride, b"\0")
        self._forget(offset + stride, stride * (count - 1))
        if len(self.data) >= end or (any(pattern) and self._grow(offset, end)):
            self.data[offset:end] = pattern * count
        elif any(pattern):
            if stride * count > LIMIT:
                raise ImageTooLargeError
            self._write_far(offset, pattern * count)
        else:
            self.clear(offset + stride, stride * (count - 1))
        for r in repeated:
            for copy in range(1, count):
                at = r.offset + copy * stride
                self.relocations[at] = tree.StaticRelocation(at, r.size, r.target, r.addend, r.minus)

    def finish(self) -> tree.StaticData:
        """The data, trailing zeros off."""
        ordered = [self.relocations[at] for at in sorted(self.relocations)]
        pages = [(number * _PAGE, bytes(self.far[number]).rstrip(b"\0")) for number in sorted(self.far)]
        return tree.StaticData(bytearray(self.data.rstrip(b"\0")), ordered, [(at, raw) for at, raw in pages if raw])
