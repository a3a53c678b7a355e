"""Static initialisers beyond the standard's constant expressions: what GCC folds all the same (C17 6.6p10).

The values of const objects, of characters of string literals, of library functions of constants, and differences
of one value with itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore import elementary
from ccore.sema import constants, tree
from ccore.sema.library_folding import string_of
from ccore.sema.types import FloatingType

if TYPE_CHECKING:
    from ccore.sema.expressions import Expressions


def known(expressions: Expressions, e: tree.Expression) -> tree.Expression:
    """The expression with what is known in it replaced, and folded again; itself where nothing is."""
    operators = expressions.operators
    if isinstance(e, tree.Load):
        return constants.static_scalar(expressions.types, e) or e
    if isinstance(e, tree.Convert):
        return expressions.conversions.to(known(expressions, e.operand), e.type)
    if isinstance(e, tree.Unary):
        return operators.unary(e.token, e.operator, known(expressions, e.operand))
    if isinstance(e, tree.Binary) and (e.left.type.is_arithmetic or e.operator in constants.COMPARISONS):
        if e.operator == "-" and e.type.is_integer and _same(e.left, e.right):
            return expressions.conversions.to(tree.IntegerConstant(e.token, expressions.types.int, 0, False), e.type)
        left, right = known(expressions, e.left), known(expressions, e.right)
        if e.operator in ("==", "!=") and left.type.is_pointer and _distinct(expressions, left, right):
            return tree.IntegerConstant(e.token, e.type, int(e.operator == "!="), False)
        if e.operator in ("*", "/") and e.type.is_complex:
            folded = constants.complex_product(e.type, e.operator, left, right)
            if folded is not None:
                return folded
        return _above_null(e, left, right) or operators.binary(e.token, e.operator, left, right)
    if isinstance(e, tree.PointerDifference):
        return _difference(expressions, e) or e
    if isinstance(e, tree.Logical):
        return operators.logical(e.token, e.operator, known(expressions, e.left), known(expressions, e.right))
    if isinstance(e, tree.Conditional):
        then = None if e.then is None else known(expressions, e.then)
        return operators.conditional(e.token, known(expressions, e.condition), then, known(expressions, e.otherwise))
    if isinstance(e, tree.Call):
        return _call(expressions, e) or e
    return e


_OTHERS: Final = frozenset({"weak", "alias", "ifunc", "weakref"})
"""Attributes by which a symbol may be another one, or none."""


def _distinct(expressions: Expressions, left: tree.Expression, right: tree.Expression) -> bool:
    """Whether they are the addresses of two objects or functions that cannot be one."""
    a, b = constants.address(expressions.types, left), constants.address(expressions.types, right)
    if a is None or b is None or a.minus is not None or b.minus is not None or a.addend or b.addend:
        return False
    if a.target is b.target:
        return False
    return all(isinstance(t, tree.Symbol) and _OTHERS.isdisjoint(t.attributes) for t in (a.target, b.target))


def _above_null(e: tree.Binary, left: tree.Expression, right: tree.Expression) -> tree.Expression | None:
    """An order of an object's address and the null pointer: no object lies below it, nor there."""
    if e.operator in ("<", ">", "<=", ">=") and left.type.is_pointer and isinstance(right, tree.IntegerConstant):
        if not right.value and isinstance(left, tree.AddressOf | tree.Decay) and _exists(left.lvalue):
            return tree.IntegerConstant(e.token, e.type, int(e.operator[0] == ">"), False)
    return None


def _exists(lvalue: tree.Expression) -> bool:
    return isinstance(lvalue, tree.VariableReference) and "weak" not in lvalue.variable.attributes


def _difference(expressions: Expressions, e: tree.PointerDifference) -> tree.Expression | None:
    """``(p + 2) - (p - 1)``, whatever p is."""
    left, first = _base(e.left)
    right, second = _base(e.right)
    if not isinstance(e.scale, int) or not e.scale or not _same(left, right):
        return None
    value = constants.exact_integer("/", first - second, e.scale)
    return tree.IntegerConstant(e.token, expressions.types.integer(e.type), value or 0, False)


def _base(e: tree.Expression) -> tuple[tree.Expression, int]:
    """A pointer without the constant offsets that are added to it, and those in bytes."""
    offset = 0
    while True:
        if isinstance(e, tree.Convert) and e.type.is_pointer and e.operand.type.is_pointer:
            e = e.operand
        elif isinstance(e, tree.PointerOffset) and isinstance(e.index, tree.IntegerConstant):
            if not isinstance(e.scale, int):
                return e, offset
            offset += (-e.index.value if e.negative else e.index.value) * e.scale
            e = e.pointer
        else:
            return e, offset


def _same(a: tree.Expression, b: tree.Expression) -> bool:
    """Whether both are one value of a named object that is not volatile."""
    if isinstance(a, tree.Convert) and isinstance(b, tree.Convert) and a.type is b.type:
        return _same(a.operand, b.operand)
    if isinstance(a, tree.Load) and isinstance(b, tree.Load) and not a.lvalue.type.quals & 2:
        return _same_place(a.lvalue, b.lvalue)
    if isinstance(a, tree.Decay | tree.AddressOf) and isinstance(b, tree.Decay | tree.AddressOf):
        return _same_place(a.lvalue, b.lvalue)
    return False


def _same_place(a: tree.Expression, b: tree.Expression) -> bool:
    if isinstance(a, tree.MemberReference) and isinstance(b, tree.MemberReference):
        return a.field is b.field and _same_place(a.object, b.object)
    if isinstance(a, tree.Dereference) and isinstance(b, tree.Dereference):
        return _same(a.pointer, b.pointer)
    return isinstance(a, tree.VariableReference) and isinstance(b, tree.VariableReference) and a.variable is b.variable


def _call(expressions: Expressions, e: tree.Call) -> tree.Expression | None:
    """A library function of constants."""
    callee = e.callee
    if not isinstance(callee, tree.Decay) or not isinstance(callee.lvalue, tree.FunctionReference):
        return None
    name = callee.lvalue.function.builtin
    type_ = e.type
    if not name or not isinstance(type_, FloatingType):
        return None
    bits: int | None
    if name in ("nan", "nanf", "nanl"):
        text = string_of(e.arguments[0]) if len(e.arguments) == 1 else None
        bits = None if text is None else constants.nan(type_, text)
    else:
        values = [known(expressions, argument) for argument in e.arguments]
        numbers = [v.bits for v in values if isinstance(v, tree.FloatingConstant)]
        if len(numbers) != len(values):
            return None
        bits = elementary.call(name, constants.format_of(type_), numbers)
    if bits is None:
        return None
    text_ = "initializer element is not a constant expression"
    expressions.conversions.pedwarn(text_, e.token, "pedantic")
    return tree.FloatingConstant(e.token, type_, bits)
