"""Layout of structures and unions: System V ABI 3.1.2 with GCC's rules for bit-fields, packing and alignment.

The algorithm is that of GCC's stor-layout.c: a bit-field starts at the next free bit, unless it would then span more
units of its declared type than that type has; ``packed`` and ``#pragma pack`` let it; a zero-width one moves to
the next boundary of its type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from ccore.sema.types import Field

if TYPE_CHECKING:
    from ccore.sema.tree import Variable
    from ccore.sema.variable_layout import VariableOffsets


@final
class Member:
    """A member to be laid out.  ``size``: -2 where it varies at run time.  ``align``: from its own attribute or
    _Alignas, 0: none; ``packed``: its own or the record's attribute."""

    __slots__ = ("field", "size", "type_align", "align", "packed")

    def __init__(self, field: Field, size: int, type_align: int, align: int, packed: bool) -> None:
        self.field = field
        self.size = size
        self.type_align = type_align
        self.align = align
        self.packed = packed


class Layout:
    """The layout under construction.  ``pack``: the limit of ``#pragma pack``, 0: none.  ``offsets``: set once a
    member has variable size; what follows in a structure is counted from ``_base``, which is aligned to
    ``_base_align``; ``size_variable``: the whole's size then, after ``finish``."""

    __slots__ = (
        "union", "pack", "align", "position", "size", "offsets", "size_variable", "_base", "_base_align",
        "_bit_fields", "_regions", "_open",
    )  # fmt: skip

    def __init__(self, union: bool, pack: int, align: int) -> None:
        self.union = union
        self.pack = pack
        self.align = align
        self.position = 0  # in bits
        self.size = 0  # in bytes, of a union
        self.offsets: VariableOffsets | None = None
        self.size_variable: Variable | None = None
        self._base: Variable | None = None
        self._base_align = 0
        self._bit_fields: list[tuple[Field, int, int]] = []  # field, bit position, number of its region
        self._regions: list[list[int]] = []  # runs of adjacent bit-fields: first bit, first bit after
        self._open = False  # the last member was a bit-field

    def add(self, member: Member) -> None:
        """Place a member: sets its field's offset (a bit-field's access unit is chosen in ``finish``)."""
        if self.union:
            self.position = 0
        field = member.field
        if field.width >= 0:
            self._bit_field(member)
            return
        self._open = False
        self._begin_ordinary()
        pack = self.pack
        align = 1 if member.packed else member.type_align
        if member.align > align:
            align = member.align
        if pack and align > pack:
            align = pack
        if align > self.align:
            self.align = align
        if self._base is not None and self.offsets is not None and align > self._base_align:
            self._base = self.offsets.rounded(self._base, (self.position + 7) // 8, align)
            self._base_align = align
            self.position = 0
        offset = -(-self.position // (align * 8)) * align
        field.offset, field.base, field.align = offset, self._base, align
        if member.size == -2:
            self._variable(field, offset, member.type_align)
            return
        self.position = (offset + member.size) * 8
        if offset + member.size > self.size:
            self.size = offset + member.size

    def _begin_ordinary(self) -> None:
        """What comes before a member that is no bit-field."""

    def _variable(self, field: Field, offset: int, align: int) -> None:
        """A member of variable size was placed."""
        assert self.offsets is not None
        end = self.offsets.behind(self._base, offset, field.type)
        if self.union:
            self.size_variable = end if self.size_variable is None else self.offsets.larger(self.size_variable, end)
            return
        aligned = self._base_align if self._base is not None else align
        self._base, self._base_align = end, min(aligned, align, offset & -offset or align)
        self.position = 0

    def _bit_field(self, member: Member) -> None:
        field, pack = member.field, self.pack
        width, type_bits = field.width, member.type_align * 8
        position = self.position
        if width == 0:
            self._open = False
            boundary = max(type_bits, member.align * 8)
            self.position = -(-position // boundary) * boundary
            return
        if member.align:
            align = min(member.align, pack) if pack else member.align
            position = -(-position // (align * 8)) * align * 8
            if field.name:
                self.align = max(self.align, align)
        field.base = self._base
        if not member.packed and not pack and self._base is None:
            first = position % type_bits
            if (first + width + type_bits - 1) // type_bits > member.size * 8 // type_bits:
                position = -(-position // type_bits) * type_bits
        if field.name:
            align = member.type_align
            # One that is as wide as an integer and lies as one is aligned as one, whatever a typedef says.
            if width in (8, 16, 32, 64, 128) and not position % width:
                align = max(align, width // 8)
            if pack:
                align = min(align, pack)
            elif member.packed:
                align = 1
            self.align = max(self.align, align)
        self._put_bits(field, position)

    def _put_bits(self, field: Field, position: int) -> None:
        """Place a bit-field at that bit."""
        width = field.width
        if self.union or not self._open:
            self._regions.append([position // 8 * 8, 0])
        region = self._regions[-1]
        region[1] = position + width
        self._open = True
        self._bit_fields.append((field, position, len(self._regions) - 1))
        self.position = position + width
        self.size = max(self.size, (position + width + 7) // 8)

    def finish(self) -> tuple[int, int]:
        """Size and alignment in bytes; and the access units of bit-fields are set.  A size that varies is -2."""
        if self.offsets is not None:
            if self.size_variable is not None:
                fixed = self.offsets.rounded(None, self.size, 1)
                self._base, self.position = self.offsets.larger(self.size_variable, fixed), 0
            self.size_variable = self.offsets.rounded(self._base, (self.position + 7) // 8, self.align)
        size = self.size if self.union else (max(self.position, 0) + 7) // 8
        size = -(-size // self.align) * self.align
        for field, position, number in self._bit_fields:
            low, high = self._regions[number]
            field.offset, field.unit = access_unit(position, field.width, low // 8, (high + 7) // 8)
            field.bit = position - field.offset * 8
        return (size if self.size_variable is None else -2), self.align


def access_unit(position: int, width: int, low: int, high: int) -> tuple[int, int]:
    """Offset and bytes of the access to the bit-field at bit ``position``.

    The smallest naturally aligned unit that holds it, if that touches no byte outside low .. high - 1: those of
    the run of bit-fields it belongs to, since other members may be written by other threads (C17 3.14); else
    exactly its own bytes.
    """
    first, last = position // 8, (position + width - 1) // 8
    for unit in (1, 2, 4, 8, 16):
        offset = first // unit * unit
        if last < offset + unit:
            if offset >= low and offset + unit <= high:
                return offset, unit
            break
    return first, last - first + 1
