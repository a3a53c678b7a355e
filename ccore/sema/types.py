"""The types of C (C17 6.2.5).

Types are shared and never changed once complete; a structure, union or enumeration is completed in place
through its ``Record`` or ``Enumeration``.  Qualifiers are bits on the type itself: ``t.qualified(CONST)``
and ``t.unqualified`` give the variants.  Basic types are interned per ``TypeTable`` (one per target).
Compare with ``same_type``/``compatible`` (ccore.sema.compat), not with ``is``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, final

from ccore.source import Location

if TYPE_CHECKING:
    from ccore.sema.marks import Mark
    from ccore.sema.tree import Expression, Variable

CONST: Final = 1
VOLATILE: Final = 2
RESTRICT: Final = 4
ATOMIC: Final = 8
SEG_GS: Final = 16  # __seg_gs: an address space, not a qualifier of the value
SEG_FS: Final = 32
ADDRESS_SPACES: Final = SEG_GS | SEG_FS
REVERSED: Final = 64  # stored in the other byte order (scalar_storage_order): of members alone, lost with their address


@final
@dataclass(slots=True, eq=False)
class TypeName:
    """A typedef as debug information speaks of it: its name, the type it stands for, and its place."""

    name: str
    type: CType
    location: Location


class CType:
    """A type.  ``quals``: the bits above.  ``size``/``align`` in bytes (size -1: incomplete; -2: varies at run
    time)."""

    __slots__ = ("quals", "size", "align", "_plain", "_variants", "own_align", "typedef", "may_alias")
    quals: int
    size: int
    align: int
    own_align: bool  # this variant has another alignment than its type: made by ``aligned``
    typedef: TypeName | None  # this variant was spelled by that name: made by ``called``
    may_alias: bool  # accesses through this variant may be to objects of any type: made by ``aliasing``

    def __init__(self, size: int, align: int) -> None:
        self.quals = 0
        self.size = size
        self.align = align
        self.own_align = False
        self.typedef = None
        self.may_alias = False
        self._plain: CType = self
        self._variants: dict[int, CType] | None = None

    def _copy(self) -> CType:
        new = object.__new__(type(self))
        for cls in type(self).__mro__:
            for slot in getattr(cls, "__slots__", ()):
                if hasattr(self, slot):
                    setattr(new, slot, getattr(self, slot))
        return new

    @property
    def unqualified(self) -> CType:
        return self._plain

    def with_quals(self, quals: int) -> CType:
        """This type with exactly these qualifiers."""
        if self.own_align or self.typedef is not None or self.may_alias:
            if quals == self.quals:
                return self
            new = self._copy()
            new.quals = quals
            return new
        plain = self._plain
        if quals == plain.quals:
            return plain
        if plain._variants is None:
            plain._variants = {}
        found = plain._variants.get(quals)
        if found is None:
            found = plain._copy()
            found.quals = quals
            if quals & ATOMIC:
                found.align_atomic()
            plain._variants[quals] = found
        return found

    def align_atomic(self) -> None:
        """An atomic object of 1, 2, 4, 8 or 16 bytes is aligned to its size, as the machine's instructions want it."""
        if self.size in (1, 2, 4, 8, 16):
            self.align = max(self.align, self.size)

    def qualified(self, quals: int) -> CType:
        """This type with these qualifiers added."""
        return self.with_quals(self.quals | quals)

    def aligned(self, align: int) -> CType:
        """A variant with that alignment (attribute aligned on a typedef); ``unqualified`` drops it again."""
        new = self._copy()
        new.align = align
        new.own_align = True
        return new

    def called(self, name: TypeName) -> CType:
        """A variant that remembers a typedef's name (with -g alone); ``unqualified`` drops it again."""
        new = self._copy()
        new.typedef = name
        return new

    def aliasing(self) -> CType:
        """A variant whose objects may have any other type (attribute may_alias); ``unqualified`` drops it again."""
        if self.may_alias:
            return self
        new = self._copy()
        new.may_alias = True
        return new

    # What it is; each class overrides its own.
    is_integer = False  # integer types, enumerations and _Bool included
    is_floating = False  # real floating types
    is_decimal = False  # those of radix 10
    is_complex = False
    is_pointer = False
    is_array = False
    is_function = False
    is_record = False  # structure or union
    is_void = False
    is_vector = False

    @property
    def is_arithmetic(self) -> bool:
        return self.is_integer or self.is_floating or self.is_complex

    @property
    def is_scalar(self) -> bool:
        """Arithmetic (complex included) or pointer."""
        return self.is_integer or self.is_floating or self.is_complex or self.is_pointer

    @property
    def is_aggregate(self) -> bool:
        """Held in memory by the IR: structures, unions, arrays and complex numbers."""
        return self.is_record or self.is_array or self.is_complex

    @property
    def complete(self) -> bool:
        return self.size != -1


@final
class VoidType(CType):
    __slots__ = ()
    is_void = True

    def __init__(self) -> None:
        super().__init__(-1, 1)


BIT_PRECISE: Final = 50
"""The rank of all _BitInt types: above int's, so that they are not promoted.  Among themselves and beside the
standard types their width decides (``TypeTable.common_integer``)."""


@final
class IntegerType(CType):
    """``name`` as C spells it ("unsigned long").  ``bits``: the width (1 for _Bool); ``rank`` by 6.3.1.1."""

    __slots__ = ("name", "bits", "signed", "rank")
    is_integer = True

    def __init__(self, name: str, size: int, align: int, bits: int, signed: bool, rank: int) -> None:
        super().__init__(size, align)
        self.name, self.bits, self.signed, self.rank = name, bits, signed, rank

    @property
    def is_bool(self) -> bool:
        return self.name == "_Bool"

    @property
    def padded(self) -> bool:
        """A _BitInt whose object has more bits than its value (psABI: of no specified value)."""
        return self.rank == BIT_PRECISE and self.bits < self.size * 8


@final
class FloatingType(CType):
    """``format``: the IR's name of the representation: f16 f32 f64 f80 f128, d32 d64 d128.  ``rank`` orders them."""

    __slots__ = ("name", "format", "rank", "is_decimal")
    is_floating = True

    def __init__(self, name: str, size: int, align: int, format_: str, rank: int) -> None:
        super().__init__(size, align)
        self.name, self.format, self.rank = name, format_, rank
        self.is_decimal = format_[0] == "d"


@final
class ComplexType(CType):
    """``base``: a FloatingType (or, GNU C, an IntegerType).  Laid out as base[2]."""

    __slots__ = ("base",)
    is_complex = True

    def __init__(self, base: CType) -> None:
        super().__init__(base.size * 2, base.align)
        self.base = base


@final
class PointerType(CType):
    """A pointer to ``target`` (whose quals hold the address space, SEG_GS or SEG_FS).

    ``null``: C23's ``nullptr_t``, which is made and passed as ``void *`` is."""

    __slots__ = ("target", "null")
    is_pointer = True

    def __init__(self, target: CType, size: int = 8, null: bool = False) -> None:
        super().__init__(size, size)
        self.target = target
        self.null = null


@final
class ArrayType(CType):
    """``length``: elements; -1 incomplete (``[]``), -2 variable (then ``length_expression`` is the typed expression,
    None for ``[*]``; ``length_variable`` is a hidden variable that holds the length once the declaration was
    reached).  Qualifiers of an array are its element's."""

    __slots__ = ("element", "length", "length_expression", "length_variable")
    is_array = True

    def __init__(self, element: CType, length: int, length_expression: Expression | None = None) -> None:
        if length == -1:
            size = -1
        elif length == -2 or element.size == -2:
            size = -2
        else:
            size = element.size * length
        super().__init__(size, element.align)
        self.element, self.length, self.length_expression = element, length, length_expression
        self.length_variable: Variable | None = None


@final
class VectorType(CType):
    """GNU vector: ``count`` elements.  ``opaque``: a comparison's result, which converts to any vector of its size."""

    __slots__ = ("element", "count", "opaque")
    is_vector = True

    def __init__(self, element: CType, count: int, opaque: bool = False) -> None:
        super().__init__(element.size * count, element.size * count)
        self.element, self.count, self.opaque = element, count, opaque


@final
class FunctionType(CType):
    """``parameters``: adjusted types (6.7.6.3p7); ``prototyped`` False: ``f()`` or K&R, then parameters are () or
    those of the K&R definition.  ``noreturn`` and other attributes that go with the type are in ``attributes``."""

    __slots__ = ("result", "parameters", "variadic", "prototyped", "attributes")
    is_function = True

    def __init__(
        self, result: CType, parameters: tuple[CType, ...], variadic: bool = False, prototyped: bool = True
    ) -> None:
        super().__init__(1, 1)  # GNU C: sizeof a function is 1
        self.result, self.parameters, self.variadic, self.prototyped = result, parameters, variadic, prototyped
        self.attributes: frozenset[str] = frozenset()


@final
@dataclass(slots=True, eq=False)
class Field:
    """A member.  ``offset`` in bytes from the record's start.

    A bit-field (``width`` >= 0) lives in bits ``bit`` .. ``bit + width - 1`` counted from the least significant bit
    of the storage at ``offset`` (little-endian), of ``unit`` bytes: the access unit that stays inside the record
    and is aligned where possible.  One whose type is REVERSED is counted from the most significant bit of the unit's
    first byte.  ``name`` is "" for anonymous records (then lookups go through them).
    """

    name: str
    type: CType
    offset: int = 0
    width: int = -1
    bit: int = 0
    unit: int = 0
    location: Location | None = None
    attributes: frozenset[str] = frozenset()  # names of its GNU attributes
    base: Variable | None = None  # holds what ``offset`` counts from, behind a member of variable size
    mark: Mark | None = None
    align: int = 0  # as laid out, 0: its type's
    typedef: str = ""  # the typedef's name that an anonymous one was declared by (-fplan9-extensions)

    @property
    def shift(self) -> int:
        """How far the value of a bit-field lies above the least significant bit of its unit's, read in its order."""
        return self.unit * 8 - self.bit - self.width if self.type.quals & REVERSED else self.bit


@final
class Record:
    """What all variants of one structure or union type share; empty until its definition completes it.

    ``completer``: set while a header may hold the definition but nobody asked yet; the first look at ``size``,
    ``align``, ``fields`` or ``by_name`` calls it, and it completes the record if it can.
    ``by_name``: member lookup: the path of fields, outermost first, through anonymous records.
    ``size_variable``: a hidden variable that holds a size which varies at run time (then ``size`` is -2).
    ``unnamed``: its bit-fields without a name, of use to the calling convention alone.
    ``attributes``: those of the definition. ``packed``: attribute packed;
    ``transparent``: transparent_union; ``flexible``: ends in a flexible array member.
    """

    __slots__ = (
        "kind", "tag", "structural", "packed", "transparent", "unused", "flexible", "location", "types", "completer",
        "constant", "reverse", "size_variable", "mark", "attributes", "unnamed", "_fields", "_size", "_align",
        "_by_name",
    )  # fmt: skip

    def __init__(
        self,
        kind: str,  # struct or union
        tag: str | None,
        fields: list[Field] | None = None,
        size: int = -1,
        align: int = 1,
        location: Location | None = None,
    ) -> None:
        self.kind = kind
        self.tag = tag
        self.structural = False
        self.packed = False
        self.transparent = False
        self.unused = False  # attribute unused: so are objects of the type, maybe
        self.flexible = False
        self.reverse = False  # scalar members are stored in the other byte order
        self.constant = False  # some member is const: no assignment to the whole
        self.location = location
        self.size_variable: Variable | None = None
        self.attributes: dict[str, list[object]] = {}
        self.unnamed: list[Field] = []
        self.mark: Mark | None = None
        self.types: list[RecordType] = []
        self.completer: Callable[[Record], None] | None = None
        self._fields: list[Field] = fields if fields is not None else []
        self._size = size
        self._align = align
        self._by_name: dict[str, tuple[Field, ...]] = {}

    @property
    def fields(self) -> list[Field]:
        if self.completer is not None:
            self.completer(self)
        return self._fields

    @fields.setter
    def fields(self, value: list[Field]) -> None:
        self._fields = value

    @property
    def size(self) -> int:
        if self.completer is not None:
            self.completer(self)
        return self._size

    @size.setter
    def size(self, value: int) -> None:
        self._size = value

    @property
    def align(self) -> int:
        if self.completer is not None:
            self.completer(self)
        return self._align

    @align.setter
    def align(self, value: int) -> None:
        self._align = value

    @property
    def by_name(self) -> dict[str, tuple[Field, ...]]:
        if self.completer is not None:
            self.completer(self)
        return self._by_name

    @by_name.setter
    def by_name(self, value: dict[str, tuple[Field, ...]]) -> None:
        self._by_name = value

    def path(self, name: str) -> tuple[Field, ...] | None:
        """Member lookup with Plan 9's rule: a typedef's name is that of the anonymous member that it declared."""
        found = self.by_name.get(name)
        for member in () if found is not None else self.fields:
            if not member.name and isinstance(member.type, RecordType):
                below = () if member.typedef == name else member.type.record.path(name)
                if below is not None:
                    return (member, *below)
        return found


@final
class RecordType(CType):
    """A structure or union type; identity is its ``record``'s, and so are ``size`` and ``align`` (so completion
    reaches every variant)."""

    __slots__ = ("record", "_aligned")
    is_record = True

    def __init__(self, record: Record) -> None:
        self.record = record
        self.quals = 0
        self.own_align = False
        self.typedef = None
        self.may_alias = False
        self._aligned = 0
        self._plain = self
        self._variants = None
        record.types.append(self)

    @property
    def size(self) -> int:  # type: ignore[override]
        return self.record.size

    @property
    def align(self) -> int:  # type: ignore[override]
        align = self._aligned or self.record.align
        if self.quals & ATOMIC and self.record.size in (1, 2, 4, 8, 16):
            return max(align, self.record.size)
        return align

    def align_atomic(self) -> None:
        """``align`` sees to it, since the record may be completed later."""

    def _copy(self) -> CType:
        new = RecordType(self.record)
        new._plain = self._plain
        new._aligned = self._aligned
        new.own_align = self.own_align
        new.typedef = self.typedef
        new.may_alias = self.may_alias
        new.quals = self.quals
        return new

    def aligned(self, align: int) -> CType:
        new = RecordType(self.record)
        new._plain = self._plain
        new._aligned = align
        new.own_align = True
        new.may_alias = self.may_alias
        new.quals = self.quals
        return new


@final
@dataclass(slots=True, eq=False)
class Enumeration:
    tag: str | None
    underlying: IntegerType | None = None  # None: incomplete
    fixed: bool = False  # C23: given by the declaration
    location: Location | None = None
    unused: bool = False  # attribute unused
    flags: bool = False  # attribute flag_enum: or-ed enumerators are values too
    may_alias: bool = False  # attribute may_alias
    enumerators: dict[str, int] = field(default_factory=dict)
    structural: bool = False  # as ``Record.structural``
    mark: Mark | None = None
    type: EnumType | None = None  # the unqualified type


@final
class EnumType(CType):
    """An enumerated type; arithmetic on it is on ``enumeration.underlying``."""

    __slots__ = ("enumeration",)
    is_integer = True

    def __init__(self, enumeration: Enumeration) -> None:
        under = enumeration.underlying
        super().__init__(under.size if under else -1, under.align if under else 1)
        self.enumeration = enumeration
        enumeration.type = self

    def complete_as(self, underlying: IntegerType) -> None:
        """Give the enumeration its underlying type, and every variant its size."""
        self.enumeration.underlying = underlying
        for variant in (self, *(self._variants or {}).values()):
            variant.size, variant.align = underlying.size, underlying.align


def element_of(type_: CType) -> CType:
    """The type of an array's innermost elements; another type is its own."""
    while isinstance(type_, ArrayType):
        type_ = type_.element
    return type_


def is_variably_modified(type_: CType) -> bool:
    """6.7.6p3: somewhere among its declarators is a variable length array's."""
    while True:
        kind = type(type_)
        if kind is PointerType:
            type_ = type_.target  # type: ignore[attr-defined]
        elif kind is FunctionType:
            type_ = type_.result  # type: ignore[attr-defined]
        elif kind is ArrayType:
            if type_.length == -2:  # type: ignore[attr-defined]
                return True
            type_ = type_.element  # type: ignore[attr-defined]
        else:  # a record that a header completes later has a constant size
            return kind is RecordType and type_.record.size_variable is not None  # type: ignore[attr-defined]
