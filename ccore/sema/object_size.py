"""``__builtin_object_size`` of what is known while parsing: named objects and their members, as GCC finds it.

The *part* that an address points into (modes 1 and 3) is the member that was named last, or the array whose element
was: ``a.b`` for ``&a.b``, ``&a.b[2]`` and ``a.b + 2``.
"""

from __future__ import annotations

from typing import Final

from ccore.sema import tree
from ccore.sema.types import ArrayType, RecordType

WHOLE: Final = -1
"""The size of a part that is as large as the object allows: of variable size, or an array at the end of what a pointer
points to."""


def object_size(pointer: tree.Expression, mode: int, optimizing: bool) -> int | None:
    """Bytes from the pointer to the end of the object (modes 0, 2) or of the part (1, 3) that it points into; None
    where that is not known from the expression alone.  GCC looks at less when it is not ``optimizing``."""
    added = 0  # by operators, not by subscripts
    plain = True
    e = pointer
    while True:
        if isinstance(e, tree.Convert) and e.type.is_pointer and e.operand.type.is_pointer:
            e = e.operand
        elif isinstance(e, tree.PointerOffset) and not (is_subscript(e) and isinstance(e.pointer, tree.Decay)):
            step = _distance(e)
            if step is None:
                return None
            added += step
            plain &= not step
            e = e.pointer
        else:
            break
    inner = 0
    if isinstance(e, tree.PointerOffset):
        step = _distance(e)
        if step is None:
            return None
        inner, e = step, e.pointer
        assert isinstance(e, tree.Decay)
        lvalue: tree.Expression = e.lvalue
    elif isinstance(e, tree.Decay | tree.AddressOf):
        lvalue = e.lvalue
        array = array_of(lvalue)
        if array is not None:
            assert isinstance(lvalue, tree.Dereference)
            step = _distance(lvalue.pointer)
            if step is None:
                return None
            plain &= _is_written_out(lvalue)
            inner, lvalue = step, array
    else:
        return None
    part = -1 if isinstance(lvalue, tree.VariableReference) else lvalue.type.size
    offset = inner
    while True:
        if isinstance(lvalue, tree.MemberReference):
            if lvalue.field.base is not None:
                return None
            offset += lvalue.field.offset
            lvalue = lvalue.object
        elif isinstance(lvalue, tree.ComplexPart):
            offset += lvalue.type.size if lvalue.imaginary else 0
            lvalue = lvalue.operand
        else:
            array = array_of(lvalue)
            if array is None:
                break
            assert isinstance(lvalue, tree.Dereference)
            step = _distance(lvalue.pointer)
            if step is None:
                return None
            plain &= _is_written_out(lvalue)
            offset += step
            lvalue = array
    if not optimizing and not plain and (added < 0 or mode & 1):
        return None
    size = _whole(lvalue, mode)
    if size is None:
        return None
    rest = _rest(size, offset + added)
    if not mode & 1 or not 0 <= part <= size:
        return rest
    of_part = _rest(part, inner + added) if added >= 0 else part
    return max(of_part, rest) if mode == 3 and not plain else of_part


def _rest(size: int, offset: int) -> int:
    return max(size - offset, 0) if offset >= 0 else 0


def _whole(lvalue: tree.Expression, mode: int) -> int | None:
    """The size of a named object; None for others, and where another file may say otherwise."""
    if isinstance(lvalue, tree.VariableReference):
        variable = lvalue.variable
        size = variable.size if variable.size >= 0 else variable.type.size
        if _may_be_longer(variable):
            return size if mode & 2 else None
        if "weak" in variable.attributes:
            return None
    elif isinstance(lvalue, tree.StringReference):
        size = len(lvalue.string.data)
    elif isinstance(lvalue, tree.CompoundLiteralReference):
        size = lvalue.type.size
    else:
        return None
    return size if size >= 0 else None


def _may_be_longer(variable: tree.Variable) -> bool:
    """Whether it is another file's, and ends in a flexible array."""
    return variable.storage == "extern" and isinstance(variable.type, RecordType) and variable.type.record.flexible


def is_subscript(e: tree.PointerOffset) -> bool:
    """Whether ``&a[i]`` was written, and not ``a + i``."""
    return e.token.text == "["


def _is_written_out(element: tree.Dereference) -> bool:
    """Whether an element was written as one, and not as ``*(a + i)``."""
    return not isinstance(element.pointer, tree.PointerOffset) or is_subscript(element.pointer)


def _distance(e: tree.Expression) -> int | None:
    """How many bytes a pointer is from the start of the array that it was computed from."""
    if isinstance(e, tree.PointerOffset):
        if not isinstance(e.index, tree.IntegerConstant) or not isinstance(e.scale, int):
            return None
        step = e.index.value * e.scale
        return -step if e.negative else step
    return 0


def array_of(lvalue: tree.Expression) -> tree.Expression | None:
    """The array whose element an lvalue is; None where a pointer leads to it."""
    if isinstance(lvalue, tree.Dereference):
        pointer = lvalue.pointer
        if isinstance(pointer, tree.PointerOffset):
            pointer = pointer.pointer
        if isinstance(pointer, tree.Decay) and pointer.lvalue.type.is_array:
            return pointer.lvalue
    return None


def part_of(pointer: tree.Decay | tree.AddressOf, subscripted: bool) -> tree.Expression | None:
    """The part that an address points into: an lvalue; None where it is a whole object.  ``subscripted``: the address
    is that of an array of which an element is meant."""
    part = pointer.lvalue
    if not subscripted:
        part = array_of(part) or part
    root: tree.Expression | None = part
    while root is not None:
        e = root
        if isinstance(e, tree.MemberReference):
            root = e.object
        else:
            root = e.operand if isinstance(e, tree.ComplexPart) else array_of(e)
    if isinstance(e, tree.VariableReference) and (e.type.size == -1 or _may_be_longer(e.variable)):
        return None
    return None if e is part else part


def part_size(part: tree.Expression) -> int:
    """The size of a part that ``part_of`` gave, or ``WHOLE``."""
    size = part.type.size
    if size < 0 or (isinstance(part, tree.MemberReference) and _is_trailing(part)):
        return WHOLE
    return size


def _is_trailing(member: tree.MemberReference) -> bool:
    """Whether a member is an array at the end of what a pointer points to, but for unions in between directly: it may
    be meant as a flexible one."""
    if not isinstance(member.type, ArrayType):
        return False
    structures = 0
    e: tree.Expression = member
    while isinstance(e, tree.MemberReference):
        record = e.object.type
        if not isinstance(record, RecordType):
            return False
        if record.record.kind == "struct":
            structures += 1
            if structures > 1 or (record.record.fields and record.record.fields[-1] is not e.field):
                return False
        e = e.object
    return isinstance(e, tree.Dereference) and array_of(e) is None


__all__ = ["WHOLE", "array_of", "is_subscript", "object_size", "part_of", "part_size"]
