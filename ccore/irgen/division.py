"""Division by a constant without dividing, for -O0: at other levels LLVM's selection does so.

    x / 8     =>    (x + (x >> 31 >>> 29)) >> 3                  towards 0: negative numbers get 7 first
    x % 8     =>    ((x + t) & 7) - t                            t = x >> 31 >>> 29
    x / 10    =>    int32(int64(x) * 1717986919 >> 34) - (x >> 31)
    p - q     =>    (p - q >> 3) * 0xAAAAAAAAAAAAAAAB            of elements of 24 bytes: no remainder is left

With n = 2**s / d rounded up and e = n * d - 2**s, x * n / 2**s is x / d + x * e / (d * 2**s).  For positive x and
x * e < 2**s what is added is less than 1 / d, and x / d is no nearer to the next whole number.  For negative x and
-x * e <= 2**s the whole number below is one less than the quotient, since what is taken away is not 0.
Source: T. Granlund, P. L. Montgomery, Division by invariant integers using multiplication, PLDI 1994.
"""

from __future__ import annotations

from ccore.ir.builder import Builder
from ccore.ir.types import I32, I64, IntType
from ccore.ir.values import ConstInt, Value


def divide(builder: Builder, operator: str, a: Value, divisor: ConstInt, signed: bool) -> Value | None:
    """``a / divisor`` or ``a % divisor``; None where a division is as good."""
    kind = divisor.type
    assert isinstance(kind, IntType)
    d = divisor.signed if signed else divisor.value
    if d < 2:
        return None
    if d & (d - 1) == 0:
        return _by_power(builder, operator, a, kind, d.bit_length() - 1, signed)
    quotient = _by_product(builder, a, d, signed) if kind is I32 else None
    if quotient is None or operator == "/":
        return quotient
    return builder.sub(a, builder.mul(quotient, divisor))


def _by_power(builder: Builder, operator: str, a: Value, kind: IntType, shift: int, signed: bool) -> Value:
    mask = ConstInt(kind, (1 << shift) - 1)
    if not signed:
        return builder.lshr(a, ConstInt(kind, shift)) if operator == "/" else builder.and_(a, mask)
    negative = builder.ashr(a, ConstInt(kind, kind.bits - 1)) if shift > 1 else a
    bias = builder.lshr(negative, ConstInt(kind, kind.bits - shift))
    biased = builder.add(a, bias)
    if operator == "/":
        return builder.ashr(biased, ConstInt(kind, shift))
    return builder.sub(builder.and_(biased, mask), bias)


def factor(divisor: int, signed: bool) -> tuple[int, int] | None:
    """A number and a shift, by which the product of 64 bits with a number of 32 becomes the quotient."""
    most = 1 << (31 if signed else 32)
    for shift in range(32, 64):
        n = -(-(1 << shift) // divisor)
        if n * most > 1 << (63 if signed else 64):
            return None
        if most * (n * divisor - (1 << shift)) <= 1 << shift:
            return n, shift
    return None


def _by_product(builder: Builder, a: Value, divisor: int, signed: bool) -> Value | None:
    found = factor(divisor, signed)
    if found is None:
        return None
    n, shift = found
    wide = builder.sext(a, I64) if signed else builder.zext(a, I64)
    product = builder.mul(wide, ConstInt(I64, n))
    if not signed:
        return builder.trunc(builder.lshr(product, ConstInt(I64, shift)), I32)
    quotient = builder.trunc(builder.ashr(product, ConstInt(I64, shift)), I32)
    return builder.sub(quotient, builder.ashr(a, ConstInt(I32, 31)))


def divide_exactly(builder: Builder, a: Value, divisor: int) -> Value:
    """``a / divisor``, positive, where no remainder is left: by the inverse of its odd part."""
    kind = a.type
    assert isinstance(kind, IntType)
    shift = (divisor & -divisor).bit_length() - 1
    if shift:
        a = builder.ashr(a, ConstInt(kind, shift), exact=True)
    odd = divisor >> shift
    return a if odd == 1 else builder.mul(a, ConstInt(kind, pow(odd, -1, 1 << kind.bits)))
