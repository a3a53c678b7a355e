"""Signs that do not count: simplifications of floating expressions, complex ones too, by their form alone.

    cos(-x * y)          =>   cos(x * y)               an even function does not see its argument's sign
    -ctan(a - b)         =>   ctan(b - a)              where zeros have no signs
    a - -b               =>   a + b

They are done on the tree, where a complex number is still one value.  A product's or quotient's magnitude does not
depend on its operands' signs unless rounding does (-frounding-math); an odd function's never.  No operand with effects
goes, and none is evaluated twice; what is evaluated stays in its order where effects could tell.
"""

from __future__ import annotations

from copy import copy
from typing import Final, TypeVar

from ccore.irgen.nested import direct_callee
from ccore.sema import tree
from ccore.sema import types as c
from ccore.sema.constants import has_effects

_TYPES: Final = ("", "f", "l")
EVEN: Final = frozenset(name + t for name in ("cos", "cosh", "hypot", "ccos", "ccosh") for t in _TYPES)
"""Library functions whose value does not depend on an argument's sign."""

_ODD: Final = frozenset(
    name + t
    for name in ("asin", "asinh", "atan", "atanh", "cbrt", "erf", "sin", "sinh", "tan", "tanh",
                 "casin", "casinh", "catan", "catanh", "csin", "csinh", "ctan", "ctanh")
    for t in _TYPES
)  # fmt: skip
_E = TypeVar("_E", bound=tree.Expression)
_DEPTH: Final = 40  # of what is looked at: far more than people write


class Signs:
    """What holds in a function.  ``zeros``: zeros have signs; ``rounding``: the direction of rounding can change."""

    def __init__(self, zeros: bool, rounding: bool) -> None:
        self.zeros, self.rounding = zeros, rounding

    def unsigned(self, e: tree.Expression, depth: int = _DEPTH) -> tree.Expression:
        """A value of the same magnitude, perhaps of the other sign: that of ``e`` where nothing is saved."""
        if not depth or not _real_or_complex(e.type):
            return e
        depth -= 1
        if isinstance(e, tree.Unary):
            inner = self.unsigned(e.operand, depth)
            return inner if e.operator == "-" else _with(e, operand=inner)
        if isinstance(e, tree.Binary):
            if e.operator not in ("*", "/") or self.rounding:
                return e
            return _with(e, left=self.unsigned(e.left, depth), right=self.unsigned(e.right, depth))
        if isinstance(e, tree.Comma):
            return _with(e, right=self.unsigned(e.right, depth))
        if isinstance(e, tree.Conditional) and e.then is not None:
            return _with(e, then=self.unsigned(e.then, depth), otherwise=self.unsigned(e.otherwise, depth))
        if isinstance(e, tree.Convert) and not self.rounding:
            return _with(e, operand=self.unsigned(e.operand, depth))
        if isinstance(e, tree.BuiltinCall) and e.name in ("fabs", "copysign"):
            inner = self.unsigned(e.arguments[0], depth)
            if inner.type is not e.type:
                return e
            if e.name == "copysign" and has_effects(e.arguments[1]):
                return tree.Comma(e.token, e.type, e.arguments[1], inner)
            return inner
        if _library(e) in _ODD:
            assert isinstance(e, tree.Call)
            return _with(e, arguments=[self.unsigned(e.arguments[0], depth)])
        return e

    def negated(self, e: tree.Expression, depth: int = _DEPTH) -> tree.Expression | None:
        """``-e`` without an operator more; None where there is none to save."""
        if not depth or not _real_or_complex(e.type):
            return None
        depth -= 1
        if isinstance(e, tree.Unary):
            if e.operator == "-":
                return e.operand
            inner = self.negated(e.operand, depth) if e.operator == "~" else None
            return None if inner is None else _with(e, operand=inner)
        if isinstance(e, tree.Binary):
            if e.operator == "-" and not (self.zeros or self.rounding or has_effects(e)):
                return _with(e, left=e.right, right=e.left)
            if e.operator in ("*", "/") and not self.rounding:
                right = self.negated(e.right, depth)
                if right is not None:
                    return _with(e, right=right)
                left = self.negated(e.left, depth)
                return None if left is None else _with(e, left=left)
        if isinstance(e, tree.Convert) and not self.rounding:
            if e.type.is_complex is not e.operand.type.is_complex and self.zeros:
                return None  # the imaginary zero's sign would change
            inner = self.negated(e.operand, depth)
            return None if inner is None else _with(e, operand=inner)
        if _library(e) in _ODD:
            assert isinstance(e, tree.Call)
            inner = self.negated(e.arguments[0], depth)
            return None if inner is None else _with(e, arguments=[inner])
        return None

    def plain(self, e: tree.Expression, depth: int = _DEPTH) -> tree.Expression:
        """The same value with fewer signs."""
        if not depth or not _real_or_complex(e.type):
            return e
        depth -= 1
        if isinstance(e, tree.Unary) and e.operator == "-":
            inner = self.negated(e.operand, depth)
            return _with(e, operand=self.plain(e.operand, depth)) if inner is None else self.plain(inner, depth)
        if isinstance(e, (tree.Unary, tree.Convert)):
            return _with(e, operand=self.plain(e.operand, depth))
        if isinstance(e, tree.Binary):
            left, right = self.plain(e.left, depth), self.plain(e.right, depth)
            if e.operator == "-" and (negative := self.negated(right, depth)) is not None:
                return tree.Binary(e.token, e.type, "+", left, negative)
            return _with(e, left=left, right=right)
        if isinstance(e, tree.Comma):
            return _with(e, right=self.plain(e.right, depth))
        if isinstance(e, tree.Conditional) and e.then is not None:
            return _with(e, then=self.plain(e.then, depth), otherwise=self.plain(e.otherwise, depth))
        name = _library(e)
        if name in EVEN:
            assert isinstance(e, tree.Call)
            return _with(e, arguments=self.arguments(e.arguments))
        if name in _ODD:
            assert isinstance(e, tree.Call)
            return _with(e, arguments=[self.plain(e.arguments[0], depth)])
        return e

    def arguments(self, given: list[tree.Expression]) -> list[tree.Expression]:
        """Those of an even function, without signs where that saves something."""
        return [self.plain(self.unsigned(argument)) for argument in given]


def same(a: tree.Expression, b: tree.Expression, depth: int = _DEPTH) -> bool:
    """Whether two expressions are written alike of operators, plain variables, constants, and functions that only yield
    a value: then they have one value, in which nothing else has a part."""
    if type(a) is not type(b) or a.type is not b.type or not depth:
        return False
    depth -= 1
    if isinstance(a, tree.Load) and isinstance(b, tree.Load):
        x, y = a.lvalue, b.lvalue
        if isinstance(x, tree.VariableReference) and isinstance(y, tree.VariableReference):
            return x.variable is y.variable and not x.type.quals & (c.VOLATILE | c.ATOMIC)
        return False
    if isinstance(a, tree.FloatingConstant) and isinstance(b, tree.FloatingConstant):
        return a.bits == b.bits
    if isinstance(a, tree.IntegerConstant) and isinstance(b, tree.IntegerConstant):
        return a.value == b.value
    if isinstance(a, tree.ComplexValue) and isinstance(b, tree.ComplexValue):
        return same(a.real, b.real, depth) and same(a.imaginary, b.imaginary, depth)
    if isinstance(a, tree.Convert) and isinstance(b, tree.Convert):
        return same(a.operand, b.operand, depth)
    if isinstance(a, tree.Unary) and isinstance(b, tree.Unary):
        return a.operator == b.operator and same(a.operand, b.operand, depth)
    if isinstance(a, tree.Binary) and isinstance(b, tree.Binary):
        return a.operator == b.operator and same(a.left, b.left, depth) and same(a.right, b.right, depth)
    if isinstance(a, tree.Conditional) and isinstance(b, tree.Conditional):
        if a.then is None or b.then is None:
            return False
        arms = same(a.then, b.then, depth) and same(a.otherwise, b.otherwise, depth)
        return arms and same(a.condition, b.condition, depth)
    name = _library(a)
    if name in EVEN | _ODD and name == _library(b):
        assert isinstance(a, tree.Call) and isinstance(b, tree.Call)
        return all(same(x, y, depth) for x, y in zip(a.arguments, b.arguments))
    return False


def _library(e: tree.Expression) -> str:
    """The library function that is called by name, or ""."""
    if not isinstance(e, tree.Call):
        return ""
    function = direct_callee(e)
    return "" if function is None else function.builtin


def _real_or_complex(type_: c.CType) -> bool:
    real = type_.base if isinstance(type_, c.ComplexType) else type_
    return real.is_floating and not real.is_decimal


def _with(e: _E, **parts: object) -> _E:
    """The node with other parts, or itself where they are its own."""
    if all(getattr(e, name) is part for name, part in parts.items()):
        return e
    made = copy(e)
    for name, part in parts.items():
        setattr(made, name, part)
    return made
