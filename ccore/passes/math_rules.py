"""What is known of the functions of <math.h>, and of floating arithmetic around them: a table of rewrite rows.

A row reads ``pattern -> replacement`` in C's notation, with what it asks for.  ``x y z`` are any values of one floating
type, twice the same name is the same value; ``int(x)`` is C's conversion to an integer, ``real(n)`` that of an integer.

What a row may ask for is one of the words of ``ccore.options.math_rules``, or ``x>=0``: the value has no sign, but for
that of a NaN.  Without a word the row holds for every value (a NaN's sign and payload excepted).  No row holds where
signalling NaNs must be seen to.  As in GCC, who takes the logarithm of a power is taken to have a positive base.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final, final

_ROUNDING: Final = ("ceil", "floor", "nearbyint", "rint", "round", "trunc")

_ROWS: Final = """
-(-x) -> x
-(x - y) -> y - x : no-signed-zeros
x * 1 -> x
x * -1 -> -x
x * 0 -> 0 : finite no-signed-zeros
-x * y -> -(x * y)
x * y / y -> x : unsafe finite
x / 1 -> x
x / -1 -> -x
x / x -> 1 : finite
-x / y -> -(x / y)
x / -y -> -(x / y)
x + -0.0 -> x
x + 0 -> x : no-signed-zeros
x + -y -> x - y
x - 0 -> x
x - -y -> x + y
0 - x -> -x : no-signed-zeros
x - x -> 0 : finite

fabs(-x) -> fabs(x)
fabs(fabs(x)) -> fabs(x)
fabs(x) -> x : x>=0
fabs(x) * fabs(x) -> x * x
copysign(-x, y) -> copysign(x, y)
copysign(fabs(x), y) -> copysign(x, y)
cos(-x) -> cos(x)
cos(fabs(x)) -> cos(x)
cosh(-x) -> cosh(x)
cosh(fabs(x)) -> cosh(x)
floor(x) -> trunc(x) : x>=0
int(trunc(x)) -> int(x)
int(logb(x)) -> ilogb(x) : unsafe finite

hypot(x, 0) -> fabs(x)
hypot(0, x) -> fabs(x)
hypot(x, -0.0) -> fabs(x)
hypot(-0.0, x) -> fabs(x)
hypot(-x, y) -> hypot(x, y)
hypot(x, -y) -> hypot(x, y)
hypot(fabs(x), y) -> hypot(x, y)
hypot(x, fabs(y)) -> hypot(x, y)
hypot(x, x) -> fabs(x) * sqrt(2) : unsafe

sqrt(x) * sqrt(x) -> x : unsafe finite
sqrt(x) * sqrt(y) -> sqrt(x * y) : unsafe
sqrt(x * x) -> fabs(x) : unsafe
sqrt(pow(x, y)) -> pow(fabs(x), y * 0.5) : unsafe
x / sqrt(y / z) -> x * sqrt(z / y) : unsafe
cbrt(x) * cbrt(y) -> cbrt(x * y) : unsafe
x / cbrt(y / z) -> x * cbrt(z / y) : unsafe
pow(x, y) * pow(z, y) -> pow(x * z, y) : unsafe
pow(x, y) * pow(x, z) -> pow(x, y + z) : unsafe
x / pow(y, z) -> x * pow(y, -z) : unsafe
pow(sqrt(x), y) -> pow(x, y * 0.5) : unsafe
pow(pow(x, y), z) -> pow(x, y * z) : unsafe x>=0
tan(atan(x)) -> x : unsafe
sin(x) / cos(x) -> tan(x) : unsafe
cos(x) / sin(x) -> 1 / tan(x) : unsafe
tan(x) * cos(x) -> sin(x) : unsafe finite
sin(x) / tan(x) -> cos(x) : unsafe finite
tan(x) / sin(x) -> 1 / cos(x) : unsafe finite
"""

_LEAST_AND_GREATEST: Final = """
MIN(MAX(x, y), y) -> y : finite no-signed-zeros
MIN(MAX(y, x), y) -> y : finite no-signed-zeros
MIN(x, MAX(x, y)) -> x : finite no-signed-zeros
MIN(x, MAX(y, x)) -> x : finite no-signed-zeros
"""

_EXPONENTIALS: Final = """
EXP(x) * EXP(y) -> EXP(x + y) : unsafe
x / EXP(y) -> x * EXP(-y) : unsafe
sqrt(EXP(x)) -> EXP(x * 0.5) : unsafe
pow(EXP(x), y) -> EXP(x * y) : unsafe
LOG(EXP(x)) -> x : unsafe
EXP(LOG(x)) -> x : unsafe finite
LOG(pow(x, y)) -> y * LOG(x) : unsafe
LOG(sqrt(x)) -> LOG(x) * 0.5 : unsafe
"""

COMMUTATIVE: Final = frozenset(("fadd", "fmul"))
_OPERATORS: Final[dict[type, str]] = {ast.Add: "fadd", ast.Sub: "fsub", ast.Mult: "fmul", ast.Div: "fdiv"}
_CONVERSIONS: Final = {"int": "fptosi", "real": "sitofp"}


@final
@dataclass(frozen=True, slots=True)
class Term:
    """An operation of terms.  ``operation``: an instruction's, an intrinsic's or a library function's name;
    "": the variable ``name``, or where that is empty the number ``number``."""

    operation: str
    arguments: tuple[Term, ...] = ()
    name: str = ""
    number: Fraction = Fraction(0)
    negative_zero: bool = False


@final
@dataclass(frozen=True, slots=True)
class Row:
    """``text`` as it stands in the table.  ``rules``: words that must all be given.  ``nonnegative``: the variable that
    must have no sign, or "".  ``calls``: whether the replacement calls functions in place of operators, so that what it
    replaces must not be wanted elsewhere, unless their values are there already."""

    text: str
    pattern: Term
    replacement: Term
    rules: frozenset[str]
    nonnegative: str
    calls: bool


@cache
def rows() -> dict[str, tuple[Row, ...]]:
    """The table, by the operation at the root of the pattern."""
    found: dict[str, list[Row]] = {}
    for line in _lines():
        row = _row(line)
        found.setdefault(row.pattern.operation, []).append(row)
    return {operation: tuple(rows) for operation, rows in found.items()}


def _lines() -> list[str]:
    lines = [line for line in _ROWS.splitlines() if line]
    for exponential, logarithm in (("exp", "log"), ("exp2", "log2"), ("exp10", "log10")):
        lines += _EXPONENTIALS.strip().replace("EXP", exponential).replace("LOG", logarithm).splitlines()
    for least, greatest in (("fmin", "fmax"), ("fmax", "fmin")):
        lines += _LEAST_AND_GREATEST.strip().replace("MIN", least).replace("MAX", greatest).splitlines()
    for odd in ("sin", "tan", "atan"):
        lines += [f"{odd}(-x) -> -{odd}(x)", f"-{odd}(x - y) -> {odd}(y - x) : no-signed-zeros"]
    for outer in _ROUNDING:
        lines += [f"{outer}({inner}(x)) -> {inner}(x)" for inner in _ROUNDING]
        lines.append(f"{outer}(real(n)) -> real(n)")
    return lines


def _row(line: str) -> Row:
    text, _, conditions = line.partition(" : ")
    pattern, _, replacement = text.partition(" -> ")
    words = conditions.split()
    nonnegative = [word[0] for word in words if word.endswith(">=0")]
    rules = frozenset(word for word in words if not word.endswith(">=0"))
    matched, made = (_term(ast.parse(side, mode="eval").body) for side in (pattern, replacement))
    calls = _calls(made) > is_call(matched)
    return Row(line, matched, made, rules, "".join(nonnegative), calls)


def _term(node: ast.expr) -> Term:
    if isinstance(node, ast.Name):
        return Term("", name=node.id)
    if isinstance(node, ast.Constant):
        return Term("", number=Fraction(str(node.value)))
    if isinstance(node, ast.UnaryOp):
        if isinstance(node.operand, ast.Constant):
            number = Fraction(str(node.operand.value))
            return Term("", number=-number, negative_zero=not number)
        return Term("fneg", (_term(node.operand),))
    if isinstance(node, ast.BinOp):
        return Term(_OPERATORS[type(node.op)], (_term(node.left), _term(node.right)))
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    name = node.func.id
    return Term(_CONVERSIONS.get(name, name), tuple(_term(argument) for argument in node.args))


def is_call(term: Term) -> bool:
    """Whether the operation is a call of a function, and no instruction."""
    return bool(term.operation) and term.operation not in _INSTRUCTIONS


def _calls(term: Term) -> int:
    return is_call(term) + sum(_calls(argument) for argument in term.arguments)


_INSTRUCTIONS: Final = frozenset(("fneg", "fabs", "trunc", "fptosi", "sitofp", *_OPERATORS.values()))
