"""libgcc's functions for decimal floating point (GCC Internals, "Decimal float library"), on constants.

    call d64 @__bid_adddd3(d64 1.5, d64 2)      =>     d64 3.5
    call i64 @__bid_ltdd2(d64 1, d64 2)         =>     i64 -1
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from ccore import decimalfloat, softfloat
from ccore.ir.types import D32, D64, D128, F16, F32, F64, F80, F128, FloatType, IntType, Type
from ccore.ir.values import Constant, ConstFloat, ConstInt, Value

PREFIX: Final = "__bid_"
MODES: Final = {F16: "hf", F32: "sf", F64: "df", F80: "xf", F128: "tf", D32: "sd", D64: "dd", D128: "td"}
"""GCC's machine modes, of which the functions' names are made."""
_NAME: Final = (  # compiled when first needed
    PREFIX + r"(?:(?P<operation>add|sub|mul|div)[sdt]d3|(?P<relation>eq|ne|lt|le|gt|ge|unord)[sdt]d2"
    r"|(?P<convert>extend|trunc)\w+|fix(?P<unsigned>uns)?\w+|float(?P<natural>uns)?[sdt]i[sdt]d)\Z"
)
_PREDICATES: Final = {"eq": "une", "ne": "une", "lt": "olt", "le": "ole", "gt": "ogt", "ge": "oge", "unord": "uno"}


def fold_decimal_call(name: str, operands: list[Value], type_: Type) -> Constant | None:
    """The result of a call with these arguments; None where one is not constant, and where the call would raise more
    than the inexact exception."""
    match = re.match(_NAME, name)
    if match is None:
        return None
    first = operands[0]
    if type(first) is ConstInt and isinstance(type_, FloatType):
        value = first.value if match["natural"] else first.signed
        return ConstFloat(type_, decimalfloat.from_fraction(type_, Fraction(value)))
    if type(first) is not ConstFloat or not isinstance(first.type, FloatType):
        return None
    kind, bits = first.type, first.bits
    if match["convert"] and isinstance(type_, FloatType):
        nan = decimalfloat.is_nan(kind, bits) if kind.decimal else softfloat.is_nan(kind, bits)
        return None if nan else ConstFloat(type_, decimalfloat.convert(kind, bits, type_))
    if len(operands) == 1:
        return _integer(kind, bits, type_, not match["unsigned"])
    second = operands[1]
    if type(second) is not ConstFloat:
        return None
    if match["operation"]:
        made = decimalfloat.arithmetic("f" + match["operation"], kind, bits, second.bits)
        return None if made is None else ConstFloat(kind, made)
    assert isinstance(type_, IntType)
    return ConstInt(type_, _compare(match["relation"], kind, bits, second.bits))


def _integer(kind: FloatType, bits: int, type_: Type, signed: bool) -> Constant | None:
    """Out of range the nearest bound, as GCC folds it."""
    value = decimalfloat.to_integer(kind, bits)
    if value is None:
        return None
    assert isinstance(type_, IntType)
    low = -1 << (type_.bits - 1) if signed else 0
    return ConstInt(type_, min(max(value, low), low + type_.mask))


def _compare(relation: str, kind: FloatType, a: int, b: int) -> int:
    """What stands in the relation to 0 just if a stands in it to b (unord: not 0 if they are unordered)."""
    holds = decimalfloat.compare(_PREDICATES[relation], kind, a, b)
    if relation in ("lt", "le"):
        return -1 if holds else 1
    if relation in ("gt", "ge"):
        return 1 if holds else -1
    return int(holds)
