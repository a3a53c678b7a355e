"""C types to IR types."""

from __future__ import annotations

from collections.abc import Set

from ccore.ir import types as ir
from ccore.ir.values import CallAttributes
from ccore.sema import types as c

_LEAF_LIMIT = 64  # bytes: above this every ABI passes an aggregate in memory, whatever is in it
GS_SPACE = 256  # LLVM's address spaces for the x86 segments
FS_SPACE = 257
_UNTYPED = c.VOLATILE | c.ATOMIC | c.REVERSED | c.ADDRESS_SPACES


class TypeMap:
    """Maps C types to IR types for one module."""

    def __init__(self, pointer_size: int) -> None:
        self.pointer_size = pointer_size
        self.word = ir.int_type(pointer_size * 8)
        self._cache: dict[c.CType, ir.Type] = {}
        self._tags: dict[c.CType, str] = {}
        self.has_padded = False  # a _BitInt with padding has been met: its values must be cut to their width

    def scalar(self, type_: c.CType) -> ir.Type:
        """The IR type of a value of scalar, vector or void type.  _Bool is an i8 that holds 0 or 1."""
        found = self._cache.get(type_)
        if found is None:
            found = self._cache[type_] = self._scalar(type_)
        return found

    def _scalar(self, type_: c.CType) -> ir.Type:
        if isinstance(type_, c.IntegerType):
            self.has_padded |= type_.padded
            return ir.int_type(type_.size * 8)
        if isinstance(type_, c.PointerType):
            quals = pointee_quals(type_.target)
            if quals & c.SEG_GS:
                return ir.pointer_type(GS_SPACE, self.pointer_size)
            if quals & c.SEG_FS:
                return ir.pointer_type(FS_SPACE, self.pointer_size)
            return ir.pointer_type(0, self.pointer_size)
        if isinstance(type_, c.EnumType):
            return ir.int_type(type_.size * 8)
        if isinstance(type_, c.FloatingType):
            return ir.FLOATS[type_.format]
        if isinstance(type_, c.VectorType):
            return ir.vector_type(self.scalar(type_.element), type_.count)
        if isinstance(type_, c.VoidType):
            return ir.VOID
        raise AssertionError(f"not a scalar: {type_!r}")

    def value(self, type_: c.CType) -> ir.Type:
        """The IR type of a parameter, argument or result: aggregates as ``AggregateType``, those of variable size
        by reference."""
        if not type_.is_aggregate:
            return self.scalar(type_)
        if type_.size == -2:
            return ir.PTR
        plain = type_.unqualified
        found = self._cache.get(plain)
        if found is None:
            leaves: list[tuple[int, ir.Type]] = []
            packed = False
            if 0 < plain.size <= _LEAF_LIMIT:
                packed = self._leaves(plain, 0, leaves)
                leaves.sort(key=lambda leaf: leaf[0])
            complex_ = isinstance(plain, c.ComplexType) and self.scalar(plain.base) is ir.F80
            found = ir.aggregate_type("", max(plain.size, 0), plain.align, tuple(leaves), packed, complex_)
            self._cache[plain] = found
        return found

    def _leaves(self, type_: c.CType, offset: int, leaves: list[tuple[int, ir.Type]]) -> bool:
        """Collect the scalar members at their offsets; whether one is not aligned."""
        unaligned = False
        if isinstance(type_, c.RecordType):
            for member in (*type_.record.fields, *type_.record.unnamed):
                if member.width >= 0:
                    if member.width > 0:
                        first = offset + member.offset + member.bit // 8
                        last = offset + member.offset + (member.bit + member.width - 1) // 8
                        leaves.extend((at, ir.I8) for at in range(first, last + 1))
                else:
                    unaligned |= self._leaves(member.type, offset + member.offset, leaves)
        elif isinstance(type_, c.ArrayType):
            for i in range(max(type_.length, 0)):
                if type_.element.size <= 0:
                    break
                unaligned |= self._leaves(type_.element, offset + i * type_.element.size, leaves)
        elif isinstance(type_, c.ComplexType):
            unaligned |= self._leaves(type_.base, offset, leaves)
            unaligned |= self._leaves(type_.base, offset + type_.base.size, leaves)
        else:
            scalar = self.scalar(type_)
            leaves.append((offset, scalar))
            unaligned = offset % min(scalar.align, 16) != 0
        return unaligned

    def tag(self, type_: c.CType) -> str:
        """What kind of object an access by that type is to (C17 6.5p7), "" where it may be to any.

        Types of one representation share a tag, signed or not, enumerations, ``long`` and ``long long``, and all
        pointers: less than C allows.  Those of one byte have none, nor what is no number or pointer of the machine's
        own: vectors, complex numbers (parts of which are objects too), _BitInt, decimals."""
        found = self._tags.get(type_)
        if found is None:
            found = self._tags[type_] = self._tag(type_)
        return found

    def _tag(self, type_: c.CType) -> str:
        if type_.quals & _UNTYPED or type_.may_alias or type_.size == 1:
            return ""
        if isinstance(type_, c.IntegerType):
            return f"i{type_.size * 8}" if type_.rank != c.BIT_PRECISE else ""
        if isinstance(type_, c.EnumType):
            return "" if type_.enumeration.may_alias else f"i{type_.size * 8}"
        if isinstance(type_, c.FloatingType):
            return "" if type_.is_decimal else type_.format
        return "ptr" if isinstance(type_, c.PointerType) else ""

    def function(self, type_: c.FunctionType) -> ir.FunctionType:
        """The signature; ``extensions`` say how callers widen narrow integers, since IR types have no sign.

        A result of variable size goes to the address that the first parameter is."""
        made = ir.function_type(
            self.value(type_.result),
            tuple(self.value(p) for p in type_.parameters),
            type_.variadic,
            type_.prototyped,
            tuple(_extension(p) for p in type_.parameters),
        )
        return with_first(made, "") if type_.result.size == -2 else made


def with_first(type_: ir.FunctionType, extension: str) -> ir.FunctionType:
    """A function's type with a pointer put before its parameters."""
    return ir.function_type(
        type_.result, (ir.PTR, *type_.parameters), type_.variadic, type_.prototyped, (extension, *type_.extensions)
    )


def _extension(type_: c.CType) -> str:
    if not type_.is_integer:
        return ""
    if type_.size < 4:
        return "signext" if is_signed(type_) else "zeroext"
    if type_.size > 8 and isinstance(type_, c.IntegerType) and type_.rank == c.BIT_PRECISE:
        return "words"  # passed as a structure of 64-bit integers (psABI 3.2.3)
    return ""


def pointee_quals(type_: c.CType) -> int:
    """The qualifiers of what a pointer points to; those of an array are its element's."""
    quals = type_.quals
    while isinstance(type_, c.ArrayType):
        type_ = type_.element
        quals |= type_.quals
    return quals


def is_signed(type_: c.CType) -> bool:
    """Whether an integer type is signed (pointers and others: False)."""
    if isinstance(type_, c.IntegerType):
        return type_.signed
    if isinstance(type_, c.EnumType):
        under = type_.enumeration.underlying
        return under is not None and under.signed
    return False


def promise(call: CallAttributes, names: Set[str]) -> None:
    """Enter what attributes of these names, of a function or of its type, say about each call."""
    call.noreturn = "noreturn" in names
    call.nocf_check = "nocf_check" in names
    if "ms_abi" in names:
        call.calling_convention = "ms_abi"
