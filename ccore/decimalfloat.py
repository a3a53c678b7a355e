"""Exact decimal floating arithmetic on bit patterns, in the BID encoding (IEEE 754-2019 3.5.2).

The decimal counterpart of ``ccore.softfloat``: functions of the same names have the same meaning.  A finite value is a
sign, an integer coefficient and an exponent of ten; equal values have several such representations (a cohort).  An
operation is done exactly and rounded once, to nearest with ties to even; its result is the member of the cohort whose
exponent is nearest to the ideal one (IEEE 754-2019 5.2), as libgcc's __bid_ functions give it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, final

from ccore import softfloat
from ccore.ir.types import D32, D64, D128, FloatType
from ccore.records import dataclass


@final
@dataclass(slots=True, eq=False)
class Format:
    """``digits``: of the coefficient; ``bias``: of the exponent of the coefficient's last digit; ``limit``: the largest
    biased exponent; ``stored``: bits below the exponent field."""

    digits: int
    bias: int
    limit: int
    stored: int


@final
@dataclass(slots=True, eq=False)
class Finite:
    """(-1)**negative * coefficient * 10**exponent."""

    negative: bool
    coefficient: int
    exponent: int


FORMATS: Final[dict[str, Format]] = {
    "d32": Format(7, 101, 191, 23),
    "d64": Format(16, 398, 767, 53),
    "d128": Format(34, 6176, 12287, 113),
}

TYPES: Final = {t.name: t for t in (D32, D64, D128)}
"""By the name of the format."""

sign_bit = softfloat.sign_bit
is_negative = softfloat.is_negative


def infinity(type_: FloatType, negative: bool = False) -> int:
    """The bits of an infinity."""
    return (0x78 + 0x80 * negative) << (type_.bits - 8)


def quiet_nan(type_: FloatType, payload: int = 0, negative: bool = False) -> int:
    """The bits of a quiet NaN."""
    return (0x7C + 0x80 * negative) << (type_.bits - 8) | payload


def signalling_nan(type_: FloatType) -> int:
    """The bits of a signalling NaN."""
    return 0x7E << (type_.bits - 8)


def is_nan(type_: FloatType, bits: int) -> bool:
    return bits >> (type_.bits - 6) & 31 == 31


def is_infinite(type_: FloatType, bits: int) -> bool:
    return bits >> (type_.bits - 6) & 31 == 30


def is_zero(type_: FloatType, bits: int) -> bool:
    value = decode(type_, bits)
    return value is not None and not value.coefficient


def smallest_normal(type_: FloatType) -> int:
    """The bits of the least positive number of the full precision."""
    form = FORMATS[type_.name]
    return _encode(type_, False, 10 ** (form.digits - 1), -form.bias)


def is_normal(type_: FloatType, bits: int) -> bool:
    """Finite, and of the full precision."""
    value = decode(type_, bits)
    form = FORMATS[type_.name]
    return value is not None and value.coefficient * 10 ** (value.exponent + form.bias) >= 10 ** (form.digits - 1)


def decode(type_: FloatType, bits: int) -> Finite | None:
    """The value and its exponent; None for infinities and NaNs.  A coefficient of too many digits means 0."""
    form = FORMATS[type_.name]
    stored = form.stored
    if bits >> (type_.bits - 5) & 15 == 15:
        return None
    if bits >> (type_.bits - 3) & 3 == 3:  # the coefficient's top bits, 100, are implied
        stored -= 2
        coefficient = 4 << stored | bits & ((1 << stored) - 1)
        biased = bits >> stored & ((1 << (type_.bits - 3 - stored)) - 1)
    else:
        coefficient = bits & ((1 << stored) - 1)
        biased = bits >> stored & ((1 << (type_.bits - 1 - stored)) - 1)
    if coefficient >= 10**form.digits:
        coefficient = 0
    return Finite(is_negative(type_, bits), coefficient, biased - form.bias)


def _encode(type_: FloatType, negative: bool, coefficient: int, exponent: int) -> int:
    """A value that the format holds as it is."""
    bias, stored = FORMATS[type_.name].bias, FORMATS[type_.name].stored
    sign = sign_bit(type_) if negative else 0
    if coefficient >> stored:
        stored -= 2
        return sign | 3 << (type_.bits - 3) | (exponent + bias) << stored | coefficient & ((1 << stored) - 1)
    return sign | (exponent + bias) << stored | coefficient


def from_fraction(type_: FloatType, value: Fraction, negative_zero: bool = False, ideal: int = 0) -> int:
    """Round to nearest, ties to even; overflow gives infinity.  ``ideal``: the exponent to come near to."""
    form = FORMATS[type_.name]
    digits, least, most = form.digits, -form.bias, form.limit - form.bias
    negative = value < 0 or (not value and negative_zero)
    ideal = min(max(ideal, least), most)
    if not value:
        return _encode(type_, negative, 0, ideal)
    numerator, denominator = abs(value.numerator), value.denominator
    exponent = max(_magnitude(numerator, denominator) - digits + 1, least)  # the least that the format has room for
    if exponent >= 0:
        denominator *= 10**exponent
    else:
        numerator *= 10**-exponent
    coefficient, rest = divmod(numerator, denominator)
    if rest:
        rest *= 2
        if rest > denominator or (rest == denominator and coefficient & 1):
            coefficient += 1
            if coefficient == 10**digits:
                coefficient //= 10
                exponent += 1
    else:
        while exponent < ideal and coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
    if exponent > most:
        return infinity(type_, negative)
    if not coefficient:
        exponent = least  # underflow
    return _encode(type_, negative, coefficient, exponent)


def _magnitude(numerator: int, denominator: int) -> int:
    """The exponent of the first decimal digit of a positive ratio."""
    # log10(2) = 0.30103: an estimate that is never too high, and one or two too low.
    guess = (numerator.bit_length() - denominator.bit_length() - 1) * 30103 // 100_000 - 1
    while True:
        more = guess + 1
        scaled = denominator * 10**more if more >= 0 else denominator
        if (numerator if more >= 0 else numerator * 10**-more) < scaled:
            return guess
        guess = more


def from_integer(type_: FloatType, value: int) -> int:
    """An integer, with exponent 0 where there is room."""
    return from_fraction(type_, Fraction(value))


def to_fraction(type_: FloatType, bits: int) -> Fraction | None:
    """The exact value; None for infinities and NaNs."""
    value = decode(type_, bits)
    return None if value is None else _exact(value)


def _exact(value: Finite) -> Fraction:
    signed = -value.coefficient if value.negative else value.coefficient
    if value.exponent >= 0:
        return Fraction(signed * 10**value.exponent)
    return Fraction(signed, 10**-value.exponent)


def to_integer(type_: FloatType, bits: int) -> int | None:
    """Truncate toward zero; None for infinities and NaNs."""
    value = to_fraction(type_, bits)
    return None if value is None else int(value)


def convert(source: FloatType, bits: int, target: FloatType) -> int:
    """Change the format, from or to a decimal one (or both); NaNs become plain quiet ones."""
    negative = is_negative(source, bits)
    if not source.decimal:
        binary = softfloat.to_fraction(source, bits)
        if binary is None:
            nan = softfloat.is_nan(source, bits)
            return quiet_nan(target, 0, negative) if nan else infinity(target, negative)
        # GCC folds by way of the text d.ddd, of two digits at least.
        first = _magnitude(abs(binary.numerator), binary.denominator) if binary else 0
        return from_fraction(target, binary, negative, first - 1)
    value = decode(source, bits)
    if target.decimal:
        if value is None:
            return quiet_nan(target, 0, negative) if is_nan(source, bits) else infinity(target, negative)
        return from_fraction(target, _exact(value), negative, value.exponent)
    if value is None:
        nan = is_nan(source, bits)
        return softfloat.quiet_nan(target, 0, negative) if nan else softfloat.infinity(target, negative)
    return softfloat.from_fraction(target, _exact(value), negative)


def arithmetic(operation: str, type_: FloatType, a: int, b: int) -> int | None:
    """fadd fsub fmul fdiv on bit patterns; None where the result is a NaN or a division by zero."""
    if is_nan(type_, a) or is_nan(type_, b):
        return None
    sign = sign_bit(type_)
    if operation == "fsub":
        operation, b = "fadd", b ^ sign
    x, y = decode(type_, a), decode(type_, b)
    different = bool((a ^ b) & sign)
    if operation == "fadd":
        if x is None:
            return None if y is None and different else infinity(type_, bool(a & sign))
        if y is None:
            return infinity(type_, bool(b & sign))
        return from_fraction(type_, _exact(x) + _exact(y), bool(a & b & sign), min(x.exponent, y.exponent))
    if operation == "fmul":
        if x is None or y is None:
            zero = (x is not None and not x.coefficient) or (y is not None and not y.coefficient)
            return None if zero else infinity(type_, different)
        return from_fraction(type_, _exact(x) * _exact(y), different, x.exponent + y.exponent)
    if (y is not None and not y.coefficient) or (x is None and y is None):
        return None
    if x is None:
        return infinity(type_, different)
    if y is None:
        return _encode(type_, different, 0, -FORMATS[type_.name].bias)
    return from_fraction(type_, _exact(x) / _exact(y), different, x.exponent - y.exponent)


def compare(predicate: str, type_: FloatType, a: int, b: int) -> bool:
    """An IR floating predicate (oeq .. uno) on two bit patterns."""
    if is_nan(type_, a) or is_nan(type_, b):
        return predicate in ("uno", "ueq", "une", "fult", "fule", "fugt", "fuge")
    x, y = _order(type_, a), _order(type_, b)
    relation = predicate[-2:]
    if relation == "eq":
        return x == y
    if relation == "ne":
        return x != y
    if relation == "lt":
        return x < y
    if relation == "le":
        return x <= y
    if relation == "gt":
        return x > y
    if relation == "ge":
        return x >= y
    return predicate == "ord"


def _order(type_: FloatType, bits: int) -> tuple[int, Fraction]:
    """Orders as the values do."""
    value = to_fraction(type_, bits)
    if value is None:
        return (-1 if is_negative(type_, bits) else 1, Fraction(0))
    return (0, value)
