"""Library functions whose value is known where their arguments are literals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore import softfloat
from ccore.sema import constants, tree
from ccore.sema.types import CType, FloatingType

if TYPE_CHECKING:
    from ccore.sema.basic import TypeTable
    from ccore.source import Token

_ROUND = {
    name + suffix: name
    for name in ("floor", "ceil", "trunc", "rint", "nearbyint", "round")
    for suffix in ("", "f", "l")
}

COMPLEX_PARTS: Final = {name + suffix: name for name in ("creal", "cimag", "conj") for suffix in ("", "f", "l")}
"""Library functions that are operators of GNU C: __real__, __imag__, ~."""

ROUNDING: Final = frozenset(("floor", "ceil", "trunc", "rint", "nearbyint", "round"))
"""Library functions of double whose float variants give the same for what was a float."""

INLINE: Final = {
    "abs": "abs", "labs": "abs", "llabs": "abs", "imaxabs": "abs", "fabs": "fabs", "fabsf": "fabs", "fabsl": "fabs",
    "copysign": "copysign", "copysignf": "copysign", "copysignl": "copysign",
    "fabsd32": "fabs", "fabsd64": "fabs", "fabsd128": "fabs", "signbit": "signbit", "signbitf": "signbit",
    "finite": "isfinite", "finitef": "isfinite", "finitel": "isfinite",
    "signbitl": "signbit", "signbitd32": "signbit", "signbitd64": "signbit", "signbitd128": "signbit",
}  # fmt: skip
"""Library functions that GCC expands in place at every level, and the builtins that do so."""


def fold_library(
    types: TypeTable, token: Token, name: str, arguments: list[tree.Expression], type_: CType, nearest: bool
) -> tree.Expression | None:
    """The value of a call; None where it stays a call.  It is no integer constant expression.  ``nearest``: rounding is
    to nearest, whatever is set at run time."""
    if not arguments:
        return None
    first = arguments[0]
    if name == "strlen":
        text = string_of(first)
        return None if text is None else tree.IntegerConstant(token, type_, len(text), False)
    if name in ("strcmp", "strncmp", "memcmp"):
        return _compare(token, name, arguments, type_)
    if isinstance(type_, FloatingType):
        if not nearest and name.rstrip("fl") in ("sqrt", "rint", "nearbyint"):
            return None
        bits = _floating(name, type_, first.bits) if isinstance(first, tree.FloatingConstant) else None
        return None if bits is None else tree.FloatingConstant(token, type_, bits)
    if name in ("abs", "labs", "llabs", "imaxabs") and isinstance(first, tree.IntegerConstant):
        return tree.IntegerConstant(token, type_, constants.wrap(types.integer(type_), abs(first.value)), False)
    return None


def _floating(name: str, type_: FloatingType, bits: int) -> int | None:
    format_ = constants.format_of(type_)
    rounding = _ROUND.get(name)
    if rounding is not None:
        return softfloat.round_integral(rounding, format_, bits)
    if name in ("sqrt", "sqrtf", "sqrtl"):
        return softfloat.square_root(format_, bits)
    if name in ("fabs", "fabsf", "fabsl"):
        return bits & ~softfloat.sign_bit(format_)
    return None


def _compare(token: Token, name: str, arguments: list[tree.Expression], type_: CType) -> tree.Expression | None:
    if len(arguments) < 2:
        return None
    whole = name == "memcmp"
    a, b = string_of(arguments[0], whole), string_of(arguments[1], whole)
    if a is None or b is None:
        return None
    if name != "strcmp":
        count = arguments[2] if len(arguments) == 3 else None
        if not isinstance(count, tree.IntegerConstant) or (whole and count.value > min(len(a), len(b))):
            return None
        a, b = a[: count.value], b[: count.value]
    return tree.IntegerConstant(token, type_, (a > b) - (a < b), False)


def string_of(e: tree.Expression, whole: bool = False) -> bytes | None:
    """The narrow string that a pointer value points into, up to its NUL (``whole``: all bytes); None if unknown."""
    offset = 0
    while True:
        if isinstance(e, tree.Convert) and e.type.is_pointer:
            e = e.operand
        elif isinstance(e, tree.PointerOffset) and isinstance(e.index, tree.IntegerConstant) and e.scale == 1:
            offset += -e.index.value if e.negative else e.index.value
            e = e.pointer
        else:
            break
    if not isinstance(e, tree.Decay | tree.AddressOf) or not isinstance(e.lvalue, tree.StringReference):
        return None
    string = e.lvalue.string
    if string.width != 1 or not 0 <= offset < len(string.data):
        return None
    rest = string.data[offset:]
    return rest if whole else rest[: rest.index(0)]
