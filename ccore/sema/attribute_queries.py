"""The attributes that an entity or a type has: ``__builtin_has_attribute``, and attribute ``copy``.

As in GCC (its manual, 6.33.1 and 6.59), an expression stands for the object, function or member that it names, through
addresses, elements and pointers; whatever else, for its type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ast import nodes
from ccore.sema import tree
from ccore.sema.types import ArrayType, CType, FunctionType, PointerType, RecordType

if TYPE_CHECKING:
    from ccore.sema.context import Context

_NEVER_COPIED: Final = frozenset(
    """
    alias always_inline copy deprecated gnu_inline ifunc noinline unavailable visibility weak weakref
    """.split()  # noqa: SIM905
)


def of_expression(context: Context, node: nodes.Expression) -> dict[str, list[object]]:
    """What the entity that an expression names has, its type's attributes included."""
    e: tree.Expression | None = context.expressions.unevaluated(node)
    while e is not None:
        type_ = e.type
        if isinstance(e, tree.VariableReference):
            return of_type(type_) | e.variable.attributes
        if isinstance(e, tree.FunctionReference):
            return of_type(type_) | e.function.attributes
        if isinstance(e, tree.MemberReference):
            return of_type(type_) | {name: [] for name in e.field.attributes}
        if isinstance(e, tree.AddressOf | tree.Decay | tree.Load):
            e = e.lvalue
        elif isinstance(e, tree.Dereference | tree.PointerOffset):
            e = e.pointer
        elif isinstance(e, tree.Comma):
            e = e.right
        else:
            break
    return of_type(type_)


def of_type(type_: CType) -> dict[str, list[object]]:
    """The attributes of a type, or of what is behind pointers and arrays."""
    while isinstance(type_, PointerType | ArrayType):
        type_ = type_.target if isinstance(type_, PointerType) else type_.element
    plain = type_.unqualified
    if isinstance(plain, FunctionType):
        return {name: [] for name in plain.attributes}
    if isinstance(plain, RecordType):
        return dict(plain.record.attributes)
    return {}


def copied(context: Context, node: nodes.Expression, weakref: bool) -> dict[str, list[object]]:
    """What attribute ``copy`` gives.  ``weakref``: to a weak reference, of which leaf would not be true."""
    found = of_expression(context, node)
    return {k: v for k, v in found.items() if k not in _NEVER_COPIED and not (weakref and k == "leaf")}


def has(context: Context, node: nodes.BuiltinHasAttribute, arguments: list[object]) -> bool:
    """``arguments``: those of the attribute asked for, evaluated."""
    operand = node.operand
    if isinstance(operand, nodes.TypeName):
        found = of_type(context.declarations.type_name(operand))
        found |= {attribute.name: [] for attribute in operand.specifiers.attributes}
    else:
        found = of_expression(context, operand)
    own = found.get(node.attribute.name)
    return own is not None and (not arguments or not own or own[: len(arguments)] == arguments)
