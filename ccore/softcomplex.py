"""Products and quotients of complex numbers, on bit patterns: of finite ones exact, rounded once, as GCC folds them;
with infinities and NaNs as C17 G.5.1 has them."""

from __future__ import annotations

from fractions import Fraction

from ccore.ir.types import FloatType
from ccore.softfloat import (
    arithmetic,
    from_float,
    from_fraction,
    infinity,
    is_infinite,
    is_nan,
    is_zero,
    quiet_nan,
    sign_bit,
    to_fraction,
)

Pair = tuple[int, int]


class _Reals:
    """Real arithmetic of one format with all that IEEE 754 gives (``softfloat.arithmetic`` leaves NaNs out)."""

    def __init__(self, type_: FloatType) -> None:
        self.type = type_
        self.sign = sign_bit(type_)
        self.infinity = infinity(type_)
        self.one = from_float(type_, 1.0)

    def do(self, operation: str, a: int, b: int) -> int:
        made = arithmetic(operation, self.type, a, b)
        if made is not None:
            return made
        if operation == "fdiv" and is_zero(self.type, b) and not is_zero(self.type, a) and not self.nan(a):
            return self.infinity | ((a ^ b) & self.sign)
        return quiet_nan(self.type)

    def sum(self, a: int, b: int, operation: str, c: int, d: int) -> int:
        """a b + c d, or with - between."""
        return self.do(operation, self.do("fmul", a, b), self.do("fmul", c, d))

    def nan(self, value: int) -> bool:
        return is_nan(self.type, value)

    def infinite(self, *values: int) -> bool:
        return any(is_infinite(self.type, value) for value in values)

    def finite(self, *values: int) -> bool:
        return not any(is_infinite(self.type, value) or is_nan(self.type, value) for value in values)

    def unit(self, value: int) -> int:
        """1 for an infinity, else 0, with its sign."""
        return (self.one if self.infinite(value) else 0) | (value & self.sign)

    def number(self, value: int) -> int:
        """A NaN as a zero of its sign."""
        return value & self.sign if self.nan(value) else value

    def rounded(self, exact: Fraction, near: int) -> int:
        """An exact value rounded; a zero takes its sign from the value that steps rounded one by one give."""
        if exact:
            return from_fraction(self.type, exact)
        return near if is_zero(self.type, near) else 0


def product(type_: FloatType, left: Pair, right: Pair) -> Pair:
    """(a + ib) (c + id)."""
    reals = _Reals(type_)
    (a, b), (c, d) = left, right
    x, y = reals.sum(a, c, "fsub", b, d), reals.sum(a, d, "fadd", b, c)
    if reals.finite(a, b, c, d):
        p, q, r, s = (to_fraction(type_, value) or Fraction() for value in (a, b, c, d))
        return reals.rounded(p * r - q * s, x), reals.rounded(p * s + q * r, y)
    if not (reals.nan(x) and reals.nan(y)):
        return x, y
    again = False
    if reals.infinite(a, b):
        a, b, c, d = reals.unit(a), reals.unit(b), reals.number(c), reals.number(d)
        again = True
    if reals.infinite(c, d):
        a, b, c, d = reals.number(a), reals.number(b), reals.unit(c), reals.unit(d)
        again = True
    products = (reals.do("fmul", p, q) for p, q in ((a, c), (b, d), (a, d), (b, c)))
    if not again and reals.infinite(*products):
        a, b, c, d = (reals.number(value) for value in (a, b, c, d))
        again = True
    if not again:
        return x, y
    x, y = reals.sum(a, c, "fsub", b, d), reals.sum(a, d, "fadd", b, c)
    return reals.do("fmul", reals.infinity, x), reals.do("fmul", reals.infinity, y)


def quotient(type_: FloatType, left: Pair, right: Pair) -> Pair:
    """(a + ib) / (c + id)."""
    reals = _Reals(type_)
    (a, b), (c, d) = left, right
    norm = reals.sum(c, c, "fadd", d, d)
    x = reals.do("fdiv", reals.sum(a, c, "fadd", b, d), norm)
    y = reals.do("fdiv", reals.sum(b, c, "fsub", a, d), norm)
    if reals.finite(a, b, c, d) and not (is_zero(type_, c) and is_zero(type_, d)):
        p, q, r, s = (to_fraction(type_, value) or Fraction() for value in (a, b, c, d))
        exact = r * r + s * s
        return reals.rounded((p * r + q * s) / exact, x), reals.rounded((q * r - p * s) / exact, y)
    if not (reals.nan(x) and reals.nan(y)):
        return x, y
    if is_zero(type_, norm) and not (reals.nan(a) and reals.nan(b)):
        huge = reals.infinity | (c & reals.sign)
        return reals.do("fmul", huge, a), reals.do("fmul", huge, b)
    if reals.infinite(a, b) and reals.finite(c, d):
        a, b, scale = reals.unit(a), reals.unit(b), reals.infinity
    elif reals.infinite(c, d) and reals.finite(a, b):
        c, d, scale = reals.unit(c), reals.unit(d), 0
    else:
        return x, y
    x, y = reals.sum(a, c, "fadd", b, d), reals.sum(b, c, "fsub", a, d)
    return reals.do("fmul", scale, x), reals.do("fmul", scale, y)
