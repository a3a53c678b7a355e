"""``__builtin_object_size`` of what is known while parsing: named objects and their members."""

from __future__ import annotations

from ccore.sema import tree
from ccore.sema.types import ArrayType, RecordType


def object_size(pointer: tree.Expression, mode: int) -> int | None:
    """Bytes from the pointer to the end of the object (modes 0, 2) or of the closest member (1, 3) that it points
    into; None where that is not known from the expression alone."""
    offset = 0
    e = pointer
    while True:
        if isinstance(e, tree.Convert) and e.type.is_pointer and e.operand.type.is_pointer:
            e = e.operand
        elif (
            isinstance(e, tree.PointerOffset)
            and isinstance(e.index, tree.IntegerConstant)
            and isinstance(e.scale, int)
        ):
            step = e.index.value * e.scale
            offset += -step if e.negative else step
            e = e.pointer
        else:
            break
    if not isinstance(e, tree.Decay | tree.AddressOf):
        return None
    lvalue = e.lvalue
    if mode & 1 and isinstance(lvalue, tree.MemberReference):
        size = lvalue.type.size
        trailing = isinstance(lvalue.type, ArrayType) and _is_last(lvalue)
        if size >= 0 and not trailing:
            return max(size - offset, 0) if offset >= 0 else 0
    while isinstance(lvalue, tree.MemberReference):
        if lvalue.field.base is not None:
            return None
        offset += lvalue.field.offset
        lvalue = lvalue.object
    if isinstance(lvalue, tree.VariableReference):
        variable = lvalue.variable
        size = variable.size if variable.size >= 0 else variable.type.size
        if variable.storage == "extern" and isinstance(variable.type, RecordType) and variable.type.record.flexible:
            return None
        if "weak" in variable.attributes:
            return None
    elif isinstance(lvalue, tree.StringReference):
        size = len(lvalue.string.data)
    elif isinstance(lvalue, tree.CompoundLiteralReference):
        size = lvalue.type.size
    else:
        return None
    if size < 0:
        return None
    return max(size - offset, 0) if offset >= 0 else 0


def _is_last(e: tree.Expression) -> bool:
    """Whether a member array ends its object, so that it may be meant as a flexible one."""
    while isinstance(e, tree.MemberReference):
        record = e.object.type
        if not isinstance(record, RecordType):
            return True
        if record.record.kind == "struct" and record.record.fields and record.record.fields[-1] is not e.field:
            return False
        e = e.object
    return not isinstance(e, tree.VariableReference)
