"""What generated code calls where an operator of Python is not enough.

Integers are held unsigned.  f16, f32 and f64 are Python floats (f64 has more than twice their digits, so
rounding twice is rounding once); f80, f128 and the decimal formats are bit patterns, computed by ``ccore.softfloat``.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from ccore import softfloat
from ccore.ir import fold
from ccore.ir.decimal_library import fold_decimal_call
from ccore.ir.interp.undefined import (
    ANYTHING,
    Partial,
    Undefined,
    UndefinedBehaviour,
    Unsupported,
    partial,
    undetermined,
)
from ccore.ir.types import F16, F32, F64, FloatType, IntType, PointerType, Type, VectorType
from ccore.ir.values import ConstFloat

NATIVE: Final = {F16: struct.Struct("<e"), F32: struct.Struct("<f"), F64: struct.Struct("<d")}
"""The formats held as Python floats."""
_INTEGER: Final = {2: struct.Struct("<H"), 4: struct.Struct("<I"), 8: struct.Struct("<Q")}


def rounder(kind: FloatType) -> Callable[[Any], Any]:
    """Rounds a float of twice the precision to the format."""
    form = NATIVE[kind]
    pack, unpack = form.pack, form.unpack

    def rounded(value: Any) -> Any:
        try:
            return unpack(pack(value))[0]
        except OverflowError:
            return math.copysign(math.inf, value)
        except struct.error:
            return value

    return rounded


def _unchanged(value: Any) -> Any:
    return value


ROUND: Final[dict[FloatType, Callable[[Any], Any]]] = {F16: rounder(F16), F32: rounder(F32), F64: _unchanged}


def bits_of(kind: FloatType, value: Any) -> Any:
    """The bit pattern of a floating value in our form."""
    form = NATIVE.get(kind)
    if form is None or undetermined(value):
        return value
    return _INTEGER[kind.size].unpack(form.pack(value))[0]


def of_bits(kind: FloatType, bits: Any) -> Any:
    form = NATIVE.get(kind)
    if form is None:
        return Undefined(bits.reason) if undetermined(bits) else bits
    if undetermined(bits):
        return Undefined(bits.reason)
    return form.unpack(_INTEGER[kind.size].pack(bits))[0]


def to_bits(kind: Type, value: Any) -> Any:
    """Any scalar or vector as one integer."""
    if isinstance(kind, VectorType):
        element = kind.element
        width = element.bits if isinstance(element, (IntType, FloatType)) else element.size * 8
        total: Any = 0
        for number, each in enumerate(value):
            bits = to_bits(element, each)
            if type(bits) is Undefined:
                bits = Partial(0, (1 << width) - 1)
            total = total | (bits << (width * number))
        return total
    return bits_of(kind, value) if isinstance(kind, FloatType) else value


def from_bits(kind: Type, bits: Any) -> Any:
    if isinstance(kind, VectorType):
        element = kind.element
        width = element.bits if isinstance(element, (IntType, FloatType)) else element.size * 8
        mask = (1 << width) - 1
        return tuple([from_bits(element, (bits >> (width * n)) & mask) for n in range(kind.count)])
    if isinstance(kind, FloatType):
        return of_bits(kind, bits)
    return bits & ((1 << (kind.bits if isinstance(kind, IntType) else kind.size * 8)) - 1)


def float_binary(operation: str, kind: FloatType, a: Any, b: Any) -> Any:
    """fdiv and frem of native formats, and all of the wide ones."""
    if undetermined(a) or undetermined(b):
        return a if undetermined(a) else b
    if kind in NATIVE:
        try:
            return ROUND[kind](a / b if operation == "fdiv" else math.fmod(a, b))
        except ValueError:
            return math.nan
        except ZeroDivisionError:
            if a != a or a == 0:
                return math.nan
            return math.copysign(math.inf, math.copysign(1.0, a) * math.copysign(1.0, b))
    result = softfloat.arithmetic(operation, kind, a, b)
    if result is not None:
        return result
    for operand in (a, b):
        if softfloat.is_nan(kind, operand):
            return softfloat.convert(kind, operand, kind)
    if operation == "fdiv" and softfloat.is_zero(kind, b) and not softfloat.is_zero(kind, a):
        return softfloat.infinity(kind, bool((a ^ b) & softfloat.sign_bit(kind)))
    return softfloat.quiet_nan(kind, 0, True)


def float_compare(predicate: str, kind: FloatType, a: Any, b: Any) -> Any:
    if undetermined(a) or undetermined(b):
        return a if undetermined(a) else b
    return softfloat.compare(predicate, kind, bits_of(kind, a), bits_of(kind, b))


def divide(operation: str, a: Any, b: Any, bits: int) -> Any:
    """sdiv, srem, udiv, urem.  Raises ``UndefinedBehaviour``."""
    if undetermined(b):
        raise UndefinedBehaviour(f"a division by {b.reason}")
    if not b:
        raise UndefinedBehaviour("a division by zero")
    if operation[0] == "u":
        return a // b if operation == "udiv" else a % b
    half = 1 << (bits - 1)
    y = b - 2 * half if b & half else b
    if undetermined(a):
        return a if type(a) is Undefined else ANYTHING & (2 * half - 1)
    x = a - 2 * half if a & half else a
    if y == -1 and x == -half:
        raise UndefinedBehaviour("the quotient of a division overflows")
    quotient = abs(x) // abs(y)
    if (x < 0) != (y < 0):
        quotient = -quotient
    return (quotient if operation == "sdiv" else x - quotient * y) & (2 * half - 1)


def shift(operation: str, a: Any, b: Any, bits: int, flags: tuple[bool, bool, bool], poison: Undefined) -> Any:
    """shl, lshr, ashr by any amount; ``flags``: nsw, nuw, exact."""
    if undetermined(b):
        return b if type(b) is Undefined else ANYTHING & ((1 << bits) - 1)
    if b >= bits:
        return poison
    mask, half = (1 << bits) - 1, 1 << (bits - 1)
    nsw, nuw, exact = flags
    if operation == "shl":
        result = (a << b) & mask
        if not undetermined(a):
            if (nuw and a << b > mask) or (nsw and ((a | -(a & half)) << b) != (result | -(result & half))):
                return poison
        return result
    if exact and not undetermined(a) and a & ((1 << b) - 1):
        return poison
    return a >> b if operation == "lshr" else ((a | -(a & half)) >> b) & mask


def overflowing(operation: str, a: Any, b: Any, bits: int) -> tuple[Any, Any]:
    """WithOverflow: the wrapped result, and whether it was wrapped."""
    mask, half = (1 << bits) - 1, 1 << (bits - 1)
    if operation[0] == "s":
        a, b = a | -(a & half), b | -(b & half)
    exact = a + b if operation[1:] == "add" else a - b if operation[1:] == "sub" else a * b
    result = exact & mask
    if undetermined(exact):
        return result, exact if type(exact) is Undefined else Partial(0, 1)
    low, high = (-half, half - 1) if operation[0] == "s" else (0, mask)
    return result, not low <= exact <= high


def rotation(name: str, a: Any, count: Any, bits: int) -> Any:
    """rotl rotr."""
    for each in (a, count):
        if undetermined(each):
            return each if type(each) is Undefined else ANYTHING & ((1 << bits) - 1)
    return fold.rotated(name, int(a), int(count), bits)


def bit_operation(name: str, a: Any, bits: int, poison: Undefined) -> Any:
    """ctlz cttz ctpop bswap bitreverse abs."""
    if undetermined(a):
        return a if type(a) is Undefined else ANYTHING & ((1 << bits) - 1)
    if name in ("ctlz", "cttz") and not a:
        return poison
    if name == "ctlz":
        return bits - int(a).bit_length()
    if name == "cttz":
        return (a & -a).bit_length() - 1
    if name == "ctpop":
        return int(a).bit_count()
    if name == "bswap":
        return int.from_bytes(int(a).to_bytes(bits // 8, "little"), "big")
    if name == "bitreverse":
        return int(format(a, f"0{bits}b")[::-1], 2)
    return (1 << bits) - a if a >> (bits - 1) and a != 1 << (bits - 1) else a


def float_function(name: str, kind: FloatType, *arguments: Any) -> Any:
    """The floating operations of ``Intrinsic``."""
    for each in arguments:
        if undetermined(each):
            return each
    bits = [bits_of(kind, each) for each in arguments]
    sign = softfloat.sign_bit(kind)
    first = bits[0]
    if name == "fabs":
        return of_bits(kind, first & ~sign)
    if name == "copysign":
        return of_bits(kind, (first & ~sign) | (bits[1] & sign))
    if name == "sqrt":
        root = softfloat.square_root(kind, first)
        return of_bits(kind, softfloat.quiet_nan(kind, 0, True) if root is None else root)
    if name == "fma":
        return _fma(kind, bits)
    if name in ("minnum", "maxnum"):
        return _extreme(name, kind, bits)
    rounded = softfloat.round_integral(name, kind, first)
    if rounded is None and not softfloat.is_nan(kind, first):
        value = softfloat.to_fraction(kind, first)
        assert value is not None
        rounded = softfloat.from_fraction(kind, Fraction(round(value)), softfloat.is_negative(kind, first))
    return of_bits(kind, first if rounded is None else rounded)


def _fma(kind: FloatType, bits: list[int]) -> Any:
    x, y, z = (softfloat.to_fraction(kind, b) for b in bits)
    if x is None or y is None or z is None:
        product = float_binary("fmul", kind, of_bits(kind, bits[0]), of_bits(kind, bits[1]))
        if kind in NATIVE:
            return ROUND[kind](product + of_bits(kind, bits[2]))
        return float_binary("fadd", kind, product, bits[2])
    sign = softfloat.sign_bit(kind)
    return of_bits(kind, softfloat.from_fraction(kind, x * y + z, bool((bits[0] ^ bits[1]) & bits[2] & sign)))


def _extreme(name: str, kind: FloatType, bits: list[int]) -> Any:
    a, b = bits
    if softfloat.is_nan(kind, a):
        return of_bits(kind, b)
    if softfloat.is_nan(kind, b):
        return of_bits(kind, a)
    return of_bits(kind, a if softfloat.compare("olt", kind, a, b) == (name == "minnum") else b)


def convert(operation: str, source: Type, target: Type, value: Any, poison: Undefined) -> Any:
    """Conversions from or to a floating type."""
    if undetermined(value):
        if isinstance(target, FloatType):
            return Undefined(value.reason)
        return value if type(value) is Undefined else ANYTHING & ((1 << target.size * 8) - 1)
    if isinstance(source, FloatType):
        if isinstance(target, FloatType):
            if source in NATIVE and target in NATIVE:
                return ROUND[target](value)
            return of_bits(target, softfloat.convert(source, bits_of(source, value), target))
        assert isinstance(target, IntType)
        if source in NATIVE:
            whole = int(value) if math.isfinite(value) else None
        else:
            whole = softfloat.to_integer(source, value)
        half = 1 << (target.bits - 1)
        low, high = (-half, half - 1) if operation == "fptosi" else (0, target.mask)
        return poison if whole is None or not low <= whole <= high else whole & target.mask
    assert isinstance(source, IntType) and isinstance(target, FloatType)
    whole = value - (1 << source.bits) if operation == "sitofp" and value >> (source.bits - 1) else int(value)
    if target in NATIVE and abs(whole) < 1 << 53:
        return ROUND[target](float(whole))
    return of_bits(target, softfloat.from_fraction(target, Fraction(whole)))


def bitcast(source: Type, target: Type, value: Any) -> Any:
    return from_bits(target, to_bits(source, value))


def decimal_call(name: str, operands: list[Any], kind: Type) -> Any:
    """A call of libgcc's decimal functions: ``operands`` are constants."""
    result = fold_decimal_call(name, operands, kind)
    if result is None:
        raise Unsupported(f"{name} of these values")
    return of_bits(result.type, result.bits) if isinstance(result, ConstFloat) else result.value  # type: ignore


def element(vector: tuple[Any, ...], index: Any, poison: Undefined) -> Any:
    if undetermined(index) or index >= len(vector):
        return poison
    return vector[index]


def with_element(vector: tuple[Any, ...], value: Any, index: Any, poison: Undefined) -> Any:
    if undetermined(index) or index >= len(vector):
        return (poison,) * len(vector)
    return (*vector[:index], value, *vector[index + 1 :])


def any_value(kind: Type) -> Any:
    """What a value of the type is that was never stored."""
    if isinstance(kind, VectorType):
        return (any_value(kind.element),) * kind.count
    if isinstance(kind, IntType):
        return partial(0, kind.mask)
    if isinstance(kind, PointerType):
        return Partial(0, (1 << kind.size * 8) - 1)
    return Undefined("an uninitialised value")
