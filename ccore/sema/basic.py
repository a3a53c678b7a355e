"""The basic types of one target (C17 6.2.5), and the two rules on integers that everything uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.dialect import C23
from ccore.sema.types import BIT_PRECISE, ComplexType, CType, EnumType, FloatingType, IntegerType, PointerType, VoidType

if TYPE_CHECKING:
    from ccore.options import Options
    from ccore.target import TargetSpec

NARROW_RANK: Final = 100  # of the types that bit-fields wider than int have


class TypeTable:
    """Basic types, interned: ``types.int``, ``types.unsigned_long`` ..., and by C spelling in ``named``."""

    def __init__(self, target: TargetSpec, options: Options) -> None:
        def integer(name: str, size: int, signed: bool, rank: int, bits: int = 0) -> IntegerType:
            return IntegerType(name, size, min(size, 16), bits or size * 8, signed, rank)

        signed_char = target.char_signed if options.signed_char is None else options.signed_char
        long = target.long.size
        self.void = VoidType()
        self.bool = integer("_Bool", 1, False, 0, 1)
        self.char = integer("char", 1, signed_char, 1)
        self.signed_char = integer("signed char", 1, True, 1)
        self.unsigned_char = integer("unsigned char", 1, False, 1)
        self.short = integer("short int", 2, True, 2)
        self.unsigned_short = integer("short unsigned int", 2, False, 2)
        self.int = integer("int", 4, True, 3)
        self.unsigned_int = integer("unsigned int", 4, False, 3)
        self.long = integer("long int", long, True, 4)
        self.unsigned_long = integer("long unsigned int", long, False, 4)
        self.long_long = integer("long long int", 8, True, 5)
        self.unsigned_long_long = integer("long long unsigned int", 8, False, 5)
        self.int128 = integer("__int128", 16, True, 6)
        self.unsigned_int128 = integer("__int128 unsigned", 16, False, 6)
        self.float = FloatingType("float", 4, 4, "f32", 2)
        self.double = FloatingType("double", 8, 8, "f64", 5)
        long_double = {"x87": "f80", "binary64": "f64", "binary128": "f128"}[target.long_double_format]
        size = target.long_double.size
        self.long_double = FloatingType("long double", size, min(size, 16), long_double, 8)
        self.float16 = FloatingType("_Float16", 2, 2, "f16", 1)
        self.float32 = FloatingType("_Float32", 4, 4, "f32", 3)
        self.float64 = FloatingType("_Float64", 8, 8, "f64", 6)
        self.float32x = FloatingType("_Float32x", 8, 8, "f64", 4)
        self.float64x = FloatingType("_Float64x", size, min(size, 16), long_double, 7)
        self.float128 = FloatingType("_Float128", 16, 16, "f128", 9)
        self.decimal32 = FloatingType("_Decimal32", 4, 4, "d32", 10)
        self.decimal64 = FloatingType("_Decimal64", 8, 8, "d64", 11)
        self.decimal128 = FloatingType("_Decimal128", 16, 16, "d128", 12)
        self.pointer_size = target.pointer.size
        self.named: dict[str, CType] = {t.name: t for t in vars(self).values() if isinstance(t, IntegerType)}
        self.named.update({t.name: t for t in vars(self).values() if isinstance(t, FloatingType)})
        self.named["void"] = self.void
        self.error = IntegerType("int", 4, 4, 32, True, 3)
        """An int that stands for what could not be analysed."""
        self.size_t = self._integer(target.size_type)
        self.nullptr_t = PointerType(self.void, self.pointer_size, null=True)
        self.ptrdiff_t = self._integer(target.ptrdiff_type)
        wchar = target.wchar_type
        self.wchar_t = self.unsigned_short if options.short_wchar else self._integer(wchar)
        self.char16_t = self.unsigned_short
        self.char32_t = self.unsigned_int
        self.char8_t = self.unsigned_char if options.dialect.year >= C23 else self.char
        self._pointers: dict[CType, PointerType] = {}
        self._complex: dict[CType, ComplexType] = {}
        self._narrow: dict[tuple[IntegerType, int], IntegerType] = {}
        self._bit_precise: dict[tuple[int, bool], IntegerType] = {}

    def _integer(self, name: str) -> IntegerType:
        """By name: GCC's spelling ("long unsigned int") or the plain one ("unsigned long")."""
        plain = {
            "unsigned long": self.unsigned_long, "long": self.long, "unsigned int": self.unsigned_int, "int": self.int,
            "unsigned long long": self.unsigned_long_long, "long long": self.long_long,
            "unsigned short": self.unsigned_short, "short": self.short,
        }  # fmt: skip
        found = plain.get(name) or self.named[name]
        assert isinstance(found, IntegerType)
        return found

    def pointer(self, target: CType) -> PointerType:
        """The (unqualified) pointer type to ``target``, one object per target type."""
        found = self._pointers.get(target)
        if found is None:
            found = self._pointers[target] = PointerType(target, self.pointer_size)
        return found

    def complex(self, base: CType) -> ComplexType:
        found = self._complex.get(base)
        if found is None:
            found = self._complex[base] = ComplexType(base)
        return found

    def integer(self, type_: CType) -> IntegerType:
        """The integer type behind an integer or enumerated type, unqualified."""
        plain = type_.unqualified
        if isinstance(plain, EnumType):
            return plain.enumeration.underlying or self.unsigned_int
        assert isinstance(plain, IntegerType)
        return plain

    def promote(self, type_: CType, width: int = -1) -> IntegerType:
        """Integer promotion (6.3.1.1p2); ``width``: of the bit-field read, or -1."""
        plain = self.integer(type_)
        if plain.rank == BIT_PRECISE:
            return plain
        if 0 <= width < 32 or (width == 32 and plain.signed):
            return self.int
        if width == 32 and not plain.signed:
            return self.unsigned_int
        if plain.rank < self.int.rank:
            return self.int
        return plain

    def common_integer(self, a: IntegerType, b: IntegerType) -> IntegerType:
        """The usual arithmetic conversions on promoted integer types (6.3.1.8)."""
        if a is b:
            return a
        if a.rank == NARROW_RANK or b.rank == NARROW_RANK:
            if a.bits != b.bits:
                return a if a.bits > b.bits else b
            return b if a.signed else a
        if a.rank == BIT_PRECISE or b.rank == BIT_PRECISE:
            return self._common_bit_precise(a, b)
        if a.signed == b.signed:
            return a if a.rank >= b.rank else b
        unsigned, signed = (b, a) if a.signed else (a, b)
        if unsigned.rank >= signed.rank:
            return unsigned
        if signed.bits > unsigned.bits:
            return signed
        return self.to_unsigned(signed)

    def _common_bit_precise(self, a: IntegerType, b: IntegerType) -> IntegerType:
        """C23 6.3.2.1p1: the wider has the greater rank; of equal width, a standard type has."""
        if a.bits != b.bits:
            return a if a.bits > b.bits else b
        high, low = (b, a) if a.rank == BIT_PRECISE else (a, b)
        return high if high.signed == low.signed or not high.signed else self.to_unsigned(high)

    def bit_precise(self, bits: int, signed: bool) -> IntegerType:
        """``_BitInt(bits)``, laid out by the x86-64 psABI (3.1.2): as int8_t to int64_t, or in words of 8 bytes."""
        found = self._bit_precise.get((bits, signed))
        if found is None:
            size = 1
            while size < 8 and size * 8 < bits:
                size *= 2
            if bits > 64:
                size = (bits + 63) // 64 * 8
            name = f"_BitInt({bits})" if signed else f"unsigned _BitInt({bits})"
            found = IntegerType(name, size, min(size, 8), bits, signed, BIT_PRECISE)
            self._bit_precise[(bits, signed)] = found
        return found

    def narrow(self, plain: IntegerType, width: int) -> IntegerType:
        """The type that GNU C gives the value of a bit-field wider than int: arithmetic on it is modulo its width.

        Values are held in ``plain``'s size, in range of the width."""
        found = self._narrow.get((plain, width))
        if found is None:
            name = f"{plain.name}:{width}"
            found = IntegerType(name, plain.size, plain.align, width, plain.signed, NARROW_RANK)
            self._narrow[(plain, width)] = found
        return found

    def full(self, type_: IntegerType) -> IntegerType:
        """The declared type behind a ``narrow`` one; others are their own."""
        if type_.rank != NARROW_RANK:
            return type_
        found = self.named[type_.name.partition(":")[0]]
        assert isinstance(found, IntegerType)
        return found

    def to_unsigned(self, type_: IntegerType) -> IntegerType:
        """The unsigned type that corresponds to an integer type."""
        if type_.rank == BIT_PRECISE:
            return self.bit_precise(type_.bits, False)
        pairs: dict[str, IntegerType] = {
            "char": self.unsigned_char, "signed char": self.unsigned_char, "short int": self.unsigned_short,
            "int": self.unsigned_int, "long int": self.unsigned_long, "long long int": self.unsigned_long_long,
            "__int128": self.unsigned_int128,
        }  # fmt: skip
        return pairs.get(type_.name, type_)
