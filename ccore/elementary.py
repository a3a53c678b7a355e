"""Elementary functions of constants (C17 7.12.4 to 7.12.7), rounded once from some 400 bits.

A value is computed in fixed point, as an integer scaled by 2**PRECISION, from its Taylor series after the argument
is reduced (Muller, Elementary Functions, chapters 5 and 11).  Results are therefore those of the correctly
rounded functions but for the rare value that lies within 2**-100 of the middle of two neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from math import isqrt
from typing import Final

from ccore import softfloat
from ccore.ir.types import FloatType

PRECISION: Final = 512
ONE: Final = 1 << PRECISION
_LARGEST: Final = 20000  # exponents of e beyond which every format overflows, or is 0


def _fixed(x: Fraction) -> int:
    return (x.numerator << PRECISION) // x.denominator


def _multiply(a: int, b: int) -> int:
    return a * b >> PRECISION


def _series(first: int, ratio: Callable[[int], int]) -> int:
    """The sum of ``first`` and its successors: term ``n`` times what ``ratio(n, ...)`` says gives the next."""
    total = term = first
    n = 0
    while term not in (0, -1):
        n += 1
        term = _multiply(term, ratio(n))
        total += term
    return total


def _atan_small(x: int) -> int:
    """Of |x| < 1/8."""
    square, power, total, n = _multiply(x, x), x, 0, 1
    while power not in (0, -1):
        total += power // n if n % 4 == 1 else -(power // n)
        power = _multiply(power, square)
        n += 2
    return total


def _root(x: int) -> int:
    return isqrt(x << PRECISION)


def _atan(x: int) -> int:
    """atan x = 2 atan (x / (1 + sqrt (1 + x^2))), until the series converges."""
    halvings = 0
    while abs(x) >= ONE >> 3:
        x = (x << PRECISION) // (ONE + _root(ONE + _multiply(x, x)))
        halvings += 1
    return _atan_small(x) << halvings


@cache
def _pi() -> int:
    return 16 * _atan_small(ONE // 5) - 4 * _atan_small(ONE // 239)  # Machin


def _exp_small(x: int) -> int:
    """Of |x| < 1: from x / 2**8, squared eight times."""
    reduced = x >> 8
    value = _series(ONE, lambda n: reduced // n)
    for _ in range(8):
        value = _multiply(value, value)
    return value


@cache
def _ln2() -> int:
    return 2 * _atanh_small(ONE // 3)


def _atanh_small(x: int) -> int:
    square, power, total, n = _multiply(x, x), x, 0, 1
    while power not in (0, -1):
        total += power // n
        power = _multiply(power, square)
        n += 2
    return total


def _exp(x: Fraction) -> Fraction | None:
    if abs(x) > _LARGEST:
        return None
    count = _fixed(x) // _ln2()
    value = Fraction(_exp_small(_fixed(x) - count * _ln2()), ONE)
    return value * (1 << count) if count >= 0 else value / (1 << -count)


def _log(x: Fraction) -> Fraction | None:
    """ln (m 2^e) = e ln 2 + 2 atanh ((m - 1) / (m + 1)), m near 1."""
    if x <= 0:
        return None
    exponent = x.numerator.bit_length() - x.denominator.bit_length()
    mantissa = x / 2**exponent if exponent >= 0 else x * 2**-exponent
    near = 2 * _atanh_small(_fixed((mantissa - 1) / (mantissa + 1)))
    return Fraction(exponent * _ln2() + near, ONE)


def _sine_cosine(x: Fraction) -> tuple[Fraction, Fraction] | None:
    if abs(x) >= 1 << 128:  # pi is not known well enough
        return None
    quarter = _pi() >> 1
    fixed = _fixed(x)
    turns, rest = divmod(fixed, quarter)
    square = _multiply(rest, rest)
    sine = _series(rest, lambda n: -square // (2 * n * (2 * n + 1)))
    cosine = _series(ONE, lambda n: -square // (2 * n * (2 * n - 1)))
    s, c = ((sine, cosine), (cosine, -sine), (-sine, -cosine), (-cosine, sine))[turns % 4]
    return Fraction(s, ONE), Fraction(c, ONE)


def _ratio(value: int) -> Fraction:
    return Fraction(value, ONE)


def _sin(x: Fraction) -> Fraction | None:
    pair = _sine_cosine(x)
    return pair and pair[0]


def _cos(x: Fraction) -> Fraction | None:
    pair = _sine_cosine(x)
    return pair and pair[1]


def _tan(x: Fraction) -> Fraction | None:
    pair = _sine_cosine(x)
    return pair and (pair[0] / pair[1] if pair[1] else None)


def _arc_tangent(x: Fraction) -> Fraction | None:
    return _ratio(_atan(_fixed(x))) if abs(x) < 1 << 128 else None


def _asin(x: Fraction) -> Fraction | None:
    if abs(x) > 1:
        return None
    if abs(x) == 1:
        return _ratio(_pi() >> 1) * x
    return _arc_tangent(x / _ratio(_root(_fixed(1 - x * x))))


def _acos(x: Fraction) -> Fraction | None:
    sine = _asin(x)
    return None if sine is None else _ratio(_pi() >> 1) - sine


def _hyperbolic(x: Fraction) -> tuple[Fraction, Fraction] | None:
    up, down = _exp(x), _exp(-x)
    return ((up - down) / 2, (up + down) / 2) if up is not None and down is not None else None


def _sinh(x: Fraction) -> Fraction | None:
    pair = _hyperbolic(x)
    return pair and pair[0]


def _cosh(x: Fraction) -> Fraction | None:
    pair = _hyperbolic(x)
    return pair and pair[1]


def _tanh(x: Fraction) -> Fraction | None:
    pair = _hyperbolic(x)
    return pair and pair[0] / pair[1]


def _asinh(x: Fraction) -> Fraction | None:
    value = _log(abs(x) + _ratio(_root(_fixed(x * x + 1))))
    return -value if value is not None and x < 0 else value


def _acosh(x: Fraction) -> Fraction | None:
    return _log(x + _ratio(_root(_fixed(x * x - 1)))) if x >= 1 else None


def _atanh(x: Fraction) -> Fraction | None:
    value = _log((1 + x) / (1 - x)) if abs(x) < 1 else None
    return value and value / 2


def _scaled_log(base: int) -> Callable[[Fraction], Fraction | None]:
    def logarithm(x: Fraction) -> Fraction | None:
        value, unit = _log(x), _log(Fraction(base))
        return value / unit if value is not None and unit else None

    return logarithm


def _power_of(base: int) -> Callable[[Fraction], Fraction | None]:
    return lambda x: _power(Fraction(base), x)


def _power(x: Fraction, y: Fraction) -> Fraction | None:
    if y.denominator == 1 and abs(y) <= 1024:
        return Fraction(x ** int(y)) if x or y >= 0 else None
    logarithm = _log(x)
    return None if logarithm is None else _exp(logarithm * y)


def _cbrt(x: Fraction) -> Fraction | None:
    if not x:
        return x
    logarithm = _log(abs(x))
    value = logarithm and _exp(logarithm / 3)
    return Fraction(1 if x > 0 else -1) if not logarithm else value and (value if x > 0 else -value)


def _hypot(x: Fraction, y: Fraction) -> Fraction | None:
    return _ratio(_root(_fixed(x * x + y * y)))


def _atan2(y: Fraction, x: Fraction) -> Fraction | None:
    if not x:
        return _ratio(_pi() >> 1) * ((y > 0) - (y < 0))
    value = _arc_tangent(y / x)
    if value is None or x > 0:
        return value
    return value + _ratio(_pi()) * (1 if y >= 0 else -1)


def _near(function: Callable[[Fraction], Fraction | None]) -> Callable[[Fraction], Fraction | None]:
    """exp x - 1."""

    def less_one(x: Fraction) -> Fraction | None:
        value = function(x)
        return None if value is None else value - 1

    return less_one


_ONE_ARGUMENT: Final[dict[str, Callable[[Fraction], Fraction | None]]] = {
    "sin": _sin, "cos": _cos, "tan": _tan, "asin": _asin, "acos": _acos, "atan": _arc_tangent,
    "sinh": _sinh, "cosh": _cosh, "tanh": _tanh, "asinh": _asinh, "acosh": _acosh, "atanh": _atanh,
    "exp": _exp, "exp2": _power_of(2), "exp10": _power_of(10), "expm1": _near(_exp),
    "log": _log, "log2": _scaled_log(2), "log10": _scaled_log(10), "log1p": lambda x: _log(1 + x), "cbrt": _cbrt,
}  # fmt: skip
_TWO_ARGUMENTS: Final[dict[str, Callable[[Fraction, Fraction], Fraction | None]]] = {
    "pow": _power, "hypot": _hypot, "atan2": _atan2,
}  # fmt: skip
_ODD: Final = frozenset(("sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "expm1", "log1p", "cbrt"))

NAMES: Final = {
    name + suffix: name for name in (*_ONE_ARGUMENT, *_TWO_ARGUMENTS) for suffix in ("", "f", "l")
}
"""By the library's name, the function."""


def call(name: str, type_: FloatType, arguments: Sequence[int]) -> int | None:
    """The bits of a library function's result for arguments' bits.

    None where GCC leaves the call to run time too: arguments out of the domain, infinite or NaN, results that
    overflow or vanish, or whose sign of zero would have to be thought about.
    """
    function = NAMES.get(name)
    values = [softfloat.to_fraction(type_, bits) for bits in arguments]
    found = [v for v in values if v is not None]
    if function is None or len(found) != len(arguments):
        return None
    if any(v and not -1024 < v.numerator.bit_length() - v.denominator.bit_length() < 1024 for v in found):
        return None  # long double's extremes would take more digits than are kept
    result: Fraction | None = None
    if function in _ONE_ARGUMENT and len(found) == 1:
        if not found[0] and function in _ODD:
            return arguments[0]  # zero, of its sign
        if abs(found[0]) < Fraction(1, 1 << 100) and found[0] and function in _ODD:
            return None  # fixed point has not enough digits
        result = _ONE_ARGUMENT[function](found[0])
    elif function in _TWO_ARGUMENTS and len(found) == 2:
        if function != "pow" and not all(found):
            return None
        result = _TWO_ARGUMENTS[function](*found)
    if result is None:
        return None
    bits = softfloat.from_fraction(type_, result)
    if softfloat.is_infinite(type_, bits) or (softfloat.is_zero(type_, bits) and result):
        return None
    return bits
