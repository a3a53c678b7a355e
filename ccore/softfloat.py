"""Exact binary floating arithmetic on bit patterns, for every format of the IR.

A finite value is a sign and an integer ratio (``fractions.Fraction``); an operation is done exactly and
rounded once, to nearest with ties to even (IEEE 754-2019 4.3.1), so results equal the machine's.
Operations whose result would be a NaN, or that divide by zero, give None: folding them would lose the
exception that C lets a program see (C17 F.8.4) and the sign that the machine gives its NaN.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import Final, NamedTuple

from ccore.ir.types import F16, F32, F64, F80, F128, FloatType


class Format(NamedTuple):
    """``exponent``: bits of the biased exponent; ``fraction``: bits below the integer bit;
    ``explicit``: the integer bit is stored (x87)."""

    exponent: int
    fraction: int
    explicit: bool


FORMATS: Final[dict[str, Format]] = {
    "f16": Format(5, 10, False),
    "f32": Format(8, 23, False),
    "f64": Format(11, 52, False),
    "f80": Format(15, 63, True),
    "f128": Format(15, 112, False),
}


TYPES: Final = {t.name: t for t in (F16, F32, F64, F80, F128)}
"""By the name of the format."""


def sign_bit(type_: FloatType) -> int:
    return 1 << (type_.bits - 1)


def infinity(type_: FloatType, negative: bool = False) -> int:
    """The bits of an infinity."""
    exponent, fraction, explicit = FORMATS[type_.name]
    bits = ((1 << exponent) - 1) << (fraction + explicit)
    if explicit:
        bits |= 1 << fraction
    return bits | (sign_bit(type_) if negative else 0)


def quiet_nan(type_: FloatType, payload: int = 0, negative: bool = False) -> int:
    """The bits of a quiet NaN."""
    fraction = FORMATS[type_.name].fraction
    top = 1 << (fraction - 1)
    return infinity(type_, negative) | top | (payload & (top - 1))


def is_nan(type_: FloatType, bits: int) -> bool:
    return (bits & (sign_bit(type_) - 1)) > infinity(type_)


def is_infinite(type_: FloatType, bits: int) -> bool:
    return (bits & (sign_bit(type_) - 1)) == infinity(type_)


def is_zero(type_: FloatType, bits: int) -> bool:
    return not bits & (sign_bit(type_) - 1)


def is_normal(type_: FloatType, bits: int) -> bool:
    """Finite, not zero, and of the full precision."""
    exponent, fraction, explicit = FORMATS[type_.name]
    most = (1 << exponent) - 1
    return 0 < bits >> (fraction + explicit) & most < most


def is_negative(type_: FloatType, bits: int) -> bool:
    """Whether the sign bit is set (of a zero or NaN too)."""
    return bool(bits & sign_bit(type_))


def to_fraction(type_: FloatType, bits: int) -> Fraction | None:
    """The exact value; None for infinities and NaNs."""
    exponent_bits, fraction_bits, explicit = FORMATS[type_.name]
    stored = fraction_bits + explicit
    exponent = (bits >> stored) & ((1 << exponent_bits) - 1)
    if exponent == (1 << exponent_bits) - 1:
        return None
    mantissa = bits & ((1 << stored) - 1)
    if not explicit and exponent:
        mantissa |= 1 << fraction_bits
    scale = max(exponent, 1) - ((1 << (exponent_bits - 1)) - 1) - fraction_bits
    if bits & sign_bit(type_):
        mantissa = -mantissa
    return Fraction(mantissa << scale) if scale >= 0 else Fraction(mantissa, 1 << -scale)


def from_fraction(type_: FloatType, value: Fraction, negative_zero: bool = False) -> int:
    """Round ``value`` to nearest, ties to even; overflow gives infinity.  A zero gets the sign asked for."""
    exponent_bits, fraction_bits, explicit = FORMATS[type_.name]
    numerator, denominator = value.numerator, value.denominator
    negative = numerator < 0 or (numerator == 0 and negative_zero)
    sign = sign_bit(type_) if negative else 0
    numerator = abs(numerator)
    if not numerator:
        return sign
    bias = (1 << (exponent_bits - 1)) - 1
    exponent = numerator.bit_length() - denominator.bit_length()  # the value is in [2**(e-1), 2**(e+1))
    below = numerator < denominator << exponent if exponent >= 0 else numerator << -exponent < denominator
    if below:
        exponent -= 1
    exponent = max(exponent, 1 - bias)  # subnormals share the least exponent
    shift = fraction_bits - exponent
    if shift >= 0:
        numerator <<= shift
    else:
        denominator <<= -shift
    mantissa, rest = divmod(numerator, denominator)
    rest *= 2
    if rest > denominator or (rest == denominator and mantissa & 1):
        mantissa += 1
    if mantissa >> (fraction_bits + 1):
        mantissa >>= 1
        exponent += 1
    if exponent > bias:
        return infinity(type_, negative)
    normal = mantissa >> fraction_bits
    biased = exponent + bias if normal else 0
    if not explicit:
        mantissa &= (1 << fraction_bits) - 1
    return sign | biased << (fraction_bits + explicit) | mantissa


def from_float(type_: FloatType, value: float) -> int:
    """The bits of a Python float, rounded to the format."""
    if value != value:
        return quiet_nan(type_)
    if value in (float("inf"), float("-inf")):
        return infinity(type_, value < 0)
    numerator, denominator = value.as_integer_ratio()
    negative_zero = not numerator and str(value)[0] == "-"
    return from_fraction(type_, Fraction(numerator, denominator), negative_zero)


def to_float(type_: FloatType, bits: int) -> float:
    """The nearest Python float (its own precision is f64)."""
    value = to_fraction(type_, bits)
    if value is None:
        if is_nan(type_, bits):
            return float("nan")
        return float("-inf") if is_negative(type_, bits) else float("inf")
    if not value:
        return -0.0 if is_negative(type_, bits) else 0.0
    try:
        return float(value)
    except OverflowError:
        return float("-inf") if value < 0 else float("inf")


def convert(source: FloatType, bits: int, target: FloatType) -> int:
    """Change the format; a NaN keeps the top of its payload and becomes quiet."""
    if is_nan(source, bits):
        move = FORMATS[target.name].fraction - FORMATS[source.name].fraction
        payload = bits & ((1 << FORMATS[source.name].fraction) - 1)
        payload = payload << move if move >= 0 else payload >> -move
        return quiet_nan(target, payload, is_negative(source, bits))
    value = to_fraction(source, bits)
    if value is None:
        return infinity(target, is_negative(source, bits))
    return from_fraction(target, value, is_negative(source, bits))


def arithmetic(operation: str, type_: FloatType, a: int, b: int) -> int | None:
    """fadd fsub fmul fdiv frem on bit patterns; None where the result is a NaN or a division by zero."""
    if is_nan(type_, a) or is_nan(type_, b):
        return None
    sign = sign_bit(type_)
    if operation == "fsub":
        operation, b = "fadd", b ^ sign
    x, y = to_fraction(type_, a), to_fraction(type_, b)
    different = bool((a ^ b) & sign)
    if operation == "fadd":
        if x is None:
            return None if y is None and different else a
        if y is None:
            return b
        total = x + y
        # IEEE 754-2019 6.3: an exact zero sum is +0, but -0 + -0 is -0
        return from_fraction(type_, total, bool(a & b & sign))
    if operation == "fmul":
        if x is None or y is None:
            return None if x == 0 or y == 0 else infinity(type_, different)
        return from_fraction(type_, x * y, different)
    if operation == "fdiv":
        if y == 0 or (x is None and y is None):
            return None
        if x is None:
            return infinity(type_, different)
        if y is None:
            return sign if different else 0
        return from_fraction(type_, x / y, different)
    if operation == "frem":
        if x is None or y == 0:
            return None
        if y is None:
            return a
        quotient = abs(x) // abs(y)
        rest = abs(x) - quotient * abs(y)
        return from_fraction(type_, -rest if a & sign else rest, bool(a & sign))
    return None


def compare(predicate: str, type_: FloatType, a: int, b: int) -> bool:
    """An IR floating predicate (oeq .. uno) on two bit patterns."""
    if is_nan(type_, a) or is_nan(type_, b):
        return predicate in ("uno", "ueq", "une", "fult", "fule", "fugt", "fuge")
    order = _order(type_, a, b)
    if predicate in ("ord", "uno"):
        return predicate == "ord"
    relation = predicate[-2:]
    if relation == "eq":
        return order == 0
    if relation == "ne":
        return order != 0
    if relation == "lt":
        return order < 0
    if relation == "le":
        return order <= 0
    if relation == "gt":
        return order > 0
    return order >= 0


def _order(type_: FloatType, a: int, b: int) -> int:
    """-1, 0 or 1 as a is below, equal to or above b; neither is a NaN."""
    sign = sign_bit(type_)
    x = -(a ^ sign) if a & sign else a  # finite values and infinities order as their sign-magnitude bits
    y = -(b ^ sign) if b & sign else b
    return (x > y) - (x < y)


def to_integer(type_: FloatType, bits: int) -> int | None:
    """Truncate toward zero (C17 6.3.1.4); None for infinities and NaNs."""
    value = to_fraction(type_, bits)
    return None if value is None else int(value)


def round_integral(name: str, type_: FloatType, bits: int) -> int | None:
    """floor ceil trunc rint nearbyint round; None for a NaN, and where an inexact ``rint`` would raise a flag."""
    value = to_fraction(type_, bits)
    if value is None:
        return None if is_nan(type_, bits) else bits
    if name == "floor":
        whole = value.__floor__()
    elif name == "ceil":
        whole = value.__ceil__()
    elif name == "trunc":
        whole = int(value)
    elif name == "round":  # halfway cases away from zero (C17 7.12.9.6)
        whole = int(value + Fraction(1, 2)) if value >= 0 else int(value - Fraction(1, 2))
    elif value.denominator == 1:
        return bits
    else:
        return None
    return from_fraction(type_, Fraction(whole), is_negative(type_, bits))


def square_root(type_: FloatType, bits: int) -> int | None:
    """The correctly rounded square root; None for NaNs and negative values."""
    if is_nan(type_, bits):
        return None
    if is_zero(type_, bits):
        return bits
    if is_negative(type_, bits):
        return None
    value = to_fraction(type_, bits)
    if value is None:
        return bits
    # Scale to an integer with twice the digits wanted and two to spare; a sticky bit keeps the rounding right.
    digits = FORMATS[type_.name].fraction + 4
    exponent = value.numerator.bit_length() - value.denominator.bit_length()
    shift = max(0, 2 * digits - exponent)
    shift += shift & 1
    scaled = (value.numerator << shift) // value.denominator
    exact = scaled * value.denominator == value.numerator << shift
    root = isqrt(scaled)
    sticky = 0 if exact and root * root == scaled else 1
    return from_fraction(type_, Fraction(root * 2 + sticky, 2 << (shift // 2)))
