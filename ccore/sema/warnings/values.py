"""What is known of a typed expression's value without running it; for the conditions of warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.sema import tree
from ccore.sema.constants import COMPARISONS
from ccore.sema.types import IntegerType

if TYPE_CHECKING:
    from ccore.sema.basic import TypeTable

_NONNEGATIVE_BUILTINS: Final = frozenset(("abs", "ffs", "clz", "popcount", "parity", "clrsb", "isnan", "isinf"))


def is_boolean(e: tree.Expression) -> bool:
    """Whether it can be 0 or 1 only, by its type or its operator."""
    if isinstance(e.type, IntegerType) and e.type.is_bool:
        return True
    if isinstance(e, tree.Binary):
        return e.operator in COMPARISONS
    return isinstance(e, tree.Logical) or (isinstance(e, tree.Unary) and e.operator == "!")


def written_zero(e: tree.Expression) -> bool:
    """The constant 0."""
    return isinstance(e, tree.IntegerConstant) and not e.value


def stripped(e: tree.Expression) -> tree.Expression:
    """The value before conversions that only widen it."""
    while isinstance(e, tree.Convert) and e.operand.type.is_integer and e.operand.type.size < e.type.size:
        e = e.operand
    return e


def nonnegative(types: TypeTable, e: tree.Expression) -> bool:
    """Whether an integer's value is certainly not negative, as far as GCC's ``tree_expr_nonnegative_p`` sees."""
    if isinstance(e, tree.IntegerConstant):
        return e.value >= 0
    if not e.type.is_integer or not types.integer(e.type).signed:
        return True
    if isinstance(e, tree.Convert):
        inner = e.operand
        if not inner.type.is_integer:
            return False
        source, to = types.integer(inner.type), types.integer(e.type)
        if source.signed:
            return source.bits <= to.bits and nonnegative(types, inner)
        return source.bits < to.bits
    if isinstance(e, tree.Binary):
        operator = e.operator
        if operator in COMPARISONS:
            return True
        if operator == "&":
            return nonnegative(types, e.left) or nonnegative(types, e.right)
        if operator in ("|", "^", "/"):
            return nonnegative(types, e.left) and nonnegative(types, e.right)
        if operator in ("%", ">>"):
            return nonnegative(types, e.left)
        if operator in ("+", "*"):
            return _small(types, e)
        return False
    if isinstance(e, tree.Unary):
        return e.operator == "!"
    if isinstance(e, tree.Logical):
        return True
    if isinstance(e, tree.Conditional):
        then = e.condition if e.then is None else e.then
        return nonnegative(types, then) and nonnegative(types, e.otherwise)
    if isinstance(e, tree.Comma):
        return nonnegative(types, e.right)
    if isinstance(e, tree.Assign):
        return nonnegative(types, e.value)
    if isinstance(e, tree.StatementExpression):
        return e.value is not None and nonnegative(types, e.value)
    if isinstance(e, tree.BuiltinCall):
        return e.name in _NONNEGATIVE_BUILTINS
    if isinstance(e, tree.Load) and isinstance(e.lvalue, tree.MemberReference):
        field = e.lvalue.field
        return field.width >= 0 and not types.integer(field.type).signed
    return False


def _small(types: TypeTable, e: tree.Binary) -> bool:
    """A sum or product of values widened from unsigned types, with room to spare."""
    bits = []
    for operand in (e.left, e.right):
        inner = stripped(operand)
        if isinstance(inner, tree.IntegerConstant):
            if inner.value < 0:
                return False
            bits.append(inner.value.bit_length())
            continue
        if inner is operand or types.integer(inner.type).signed:
            return False
        bits.append(types.integer(inner.type).bits)
    needed = max(bits) + 1 if e.operator == "+" else sum(bits)
    return needed < types.integer(e.type).bits
