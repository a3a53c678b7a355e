"""What each instruction asks of its operands' types and of its own fields: one function per class.

A rule gives the words of what is wrong, or "".  ``ccore/ir/README.md`` says what the instructions mean.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ccore.ir import instructions as ir
from ccore.ir.types import (
    I1,
    I8,
    I64,
    PTR,
    VOID,
    AggregateType,
    FloatType,
    IntType,
    PointerType,
    TupleType,
    Type,
    VectorType,
    tuple_type,
)
from ccore.ir.values import Value

_Check = Callable[[ir.Instruction], str]


_OVERFLOWING: Final = frozenset(f"{sign}{operation}" for sign in "su" for operation in ("add", "sub", "mul"))


def _scalar(type_: Type) -> Type:
    return type_.element if type(type_) is VectorType else type_


def _is_pointer(value: Value) -> bool:
    return isinstance(value.type, PointerType)


def _is_integer(value: Value) -> bool:
    return isinstance(value.type, IntType)


def _is_value(type_: Type) -> bool:
    """Whether a register can hold it: a scalar or a vector."""
    return isinstance(type_, (IntType, FloatType, PointerType, VectorType))


def _first_pointer(i: ir.Instruction) -> str:
    return "" if _is_pointer(i.operands[0]) else "the address is not a pointer"


def _alignment(*alignments: int) -> str:
    return "" if all(a > 0 and a & (a - 1) == 0 for a in alignments) else "the alignment is not a power of two"


_READING: Final = frozenset(("monotonic", "acquire", "seq_cst"))
_WRITING: Final = frozenset(("monotonic", "release", "seq_cst"))
_BOTH: Final = _READING | _WRITING | {"acq_rel"}


def _order(ordering: str, allowed: frozenset[str]) -> str:
    return "" if ordering in allowed else "no such memory order here"


def _alloca(i: ir.Instruction) -> str:
    assert type(i) is ir.Alloca
    return _alignment(i.align) or ("" if i.size >= 0 else "the size is negative")


def _dynamic_alloca(i: ir.Instruction) -> str:
    assert type(i) is ir.DynamicAlloca
    return _alignment(i.align) or ("" if i.operands[0].type is I64 else "the size is not an i64")


def _load(i: ir.Instruction) -> str:
    assert type(i) is ir.Load
    if not _is_value(i.type):
        return "a load gives a scalar"
    return _first_pointer(i) or _alignment(i.align) or _order(i.ordering, _READING | {""}) or _tag(i)


def _store(i: ir.Instruction) -> str:
    assert type(i) is ir.Store
    if not _is_value(i.operands[0].type):
        return "a store takes a scalar"
    if not _is_pointer(i.operands[1]):
        return "the address is not a pointer"
    return _alignment(i.align) or _order(i.ordering, _WRITING | {""}) or _tag(i)


def _tag(i: ir.Load | ir.Store) -> str:
    """A tag lets accesses be reordered, which those may not be."""
    if not i.tag:
        return ""
    if i.tag not in ir.TAGS:
        return f"there is no tag {i.tag}"
    return "a volatile or atomic access has a tag" if i.volatile or i.ordering else ""


def _memcopy(i: ir.Instruction) -> str:
    assert type(i) is ir.MemCopy
    if not (_is_pointer(i.operands[0]) and _is_pointer(i.operands[1])):
        return "the addresses are not pointers"
    if not _is_integer(i.operands[2]):
        return "the size is not an integer"
    return _alignment(i.destination_align, i.source_align)


def _memset(i: ir.Instruction) -> str:
    assert type(i) is ir.MemSet
    if not _is_pointer(i.operands[0]):
        return "the address is not a pointer"
    if i.operands[1].type is not I8:
        return "the byte is not an i8"
    return _alignment(i.align) if _is_integer(i.operands[2]) else "the size is not an integer"


def _binary(i: ir.Instruction) -> str:
    assert type(i) is ir.Binary
    if not i.operands[0].type is i.operands[1].type is i.type:
        return "the types differ"
    kind = _scalar(i.type)
    if i.operation in ir.INTEGER_OPERATIONS:
        return "" if isinstance(kind, IntType) else "not an integer"
    if i.operation in ir.FLOAT_OPERATIONS:
        return "" if isinstance(kind, FloatType) and not kind.decimal else "not a binary floating value"
    return "unknown operation"


def _compare(i: ir.Instruction) -> str:
    assert type(i) is ir.Compare
    if i.operands[0].type is not i.operands[1].type:
        return "the types differ"
    if _scalar(i.type) is not I1 or isinstance(i.type, VectorType) != isinstance(i.operands[0].type, VectorType):
        return "the result is not an i1"
    kind = _scalar(i.operands[0].type)
    floating = isinstance(kind, FloatType)
    if isinstance(kind, FloatType) and kind.decimal:
        return "decimal values"
    known = ir.FLOAT_PREDICATES if floating else ir.INTEGER_PREDICATES
    return "" if i.predicate in known else "the predicate does not fit the type"


_CONVERSION: Final[dict[str, tuple[type[Type], type[Type], int]]] = {
    # operation: source, target, and whether the width must fall (-1), grow (1) or neither matters (0)
    "trunc": (IntType, IntType, -1),
    "zext": (IntType, IntType, 1),
    "sext": (IntType, IntType, 1),
    "fptrunc": (FloatType, FloatType, -1),
    "fpext": (FloatType, FloatType, 1),
    "fptosi": (FloatType, IntType, 0),
    "fptoui": (FloatType, IntType, 0),
    "sitofp": (IntType, FloatType, 0),
    "uitofp": (IntType, FloatType, 0),
    "ptrtoint": (PointerType, IntType, 0),
    "inttoptr": (IntType, PointerType, 0),
    "addrspacecast": (PointerType, PointerType, 0),
}


def _bits(type_: Type) -> int:
    if isinstance(type_, (IntType, FloatType)):
        return type_.bits
    if isinstance(type_, VectorType):
        return _bits(type_.element) * type_.count
    return type_.size * 8


def _convert(i: ir.Instruction) -> str:
    assert type(i) is ir.Convert
    source, target = i.operands[0].type, i.type
    if i.operation == "bitcast":
        if isinstance(source, PointerType) != isinstance(target, PointerType):
            return "a bitcast between a pointer and another type"
        return "" if _bits(source) == _bits(target) else "a bitcast changes the width"
    rule = _CONVERSION.get(i.operation)
    if rule is None:
        return "unknown conversion"
    if isinstance(source, VectorType) or isinstance(target, VectorType):
        if type(source) is not type(target) or source.count != target.count:  # type: ignore[attr-defined]
            return "the element counts differ"
    source, target = _scalar(source), _scalar(target)
    if not (isinstance(source, rule[0]) and isinstance(target, rule[1])):
        return "the types do not fit the conversion"
    if any(isinstance(kind, FloatType) and kind.decimal for kind in (source, target)):
        return "a decimal value"
    growth = _bits(target) - _bits(source)
    return "the width does not fit the conversion" if growth * rule[2] <= 0 and rule[2] else ""


def _pointer_add(i: ir.Instruction) -> str:
    if i.operands[1].type is not I64:
        return "the offset is not an i64"
    return _first_pointer(i)


def _select(i: ir.Instruction) -> str:
    if i.operands[0].type is not I1:
        return "the condition is not an i1"
    return "" if i.operands[1].type is i.operands[2].type is i.type else "the types differ"


def _same_types(i: ir.Instruction) -> str:
    return "" if all(o.type is i.type for o in i.operands) else "the types differ"


def _negate(i: ir.Instruction) -> str:
    kind = _scalar(i.type)
    if not isinstance(kind, FloatType) or kind.decimal:
        return "not a binary floating value"
    return _same_types(i)


_COUNTS: Final = {"rotl": 2, "rotr": 2, "copysign": 2, "minnum": 2, "maxnum": 2, "fma": 3}


def _intrinsic(i: ir.Instruction) -> str:
    assert type(i) is ir.Intrinsic
    kind = _scalar(i.type)
    if i.name in ir.BIT_OPERATIONS:
        fits = isinstance(kind, IntType)
    elif i.name in ir.MATH_OPERATIONS:
        fits = isinstance(kind, FloatType) and not kind.decimal
    else:
        return "unknown operation"
    if not fits:
        return "the operation is not one of the type"
    return _same_types(i) if len(i.operands) == _COUNTS.get(i.name, 1) else "wrong number of arguments"


def _rounded(i: ir.Instruction) -> str:
    assert type(i) is ir.Rounded
    count = ir.ROUNDED.get(i.operation)
    if count is None:
        return "unknown operation"
    if len(i.operands) != count:
        return "wrong number of arguments"
    kind = _scalar(i.type)
    if not isinstance(kind, FloatType) or kind.decimal:
        return "the operation is not one of the type"
    if i.operation not in _CONVERSION:
        return "" if all(o.type is i.type for o in i.operands) else "the operands are not of the result's type"
    rule = _CONVERSION[i.operation]
    return "" if isinstance(_scalar(i.operands[0].type), rule[0]) else "the types do not fit the conversion"


def _phi(i: ir.Instruction) -> str:
    return _same_types(i) if _is_value(i.type) else "a phi is of scalars"


def _expect(i: ir.Instruction) -> str:
    assert type(i) is ir.Expect
    if min(i.weights) < 0:
        return "a likelihood is negative"
    return _same_types(i) if _is_integer(i.operands[0]) else "not an integer"


def _element(i: ir.Instruction) -> str:
    kind = i.operands[0].type
    if not isinstance(kind, VectorType):
        return "not a vector"
    if not _is_integer(i.operands[-1]):
        return "the element's number is not an integer"
    if type(i) is ir.ExtractElement:
        return "" if i.type is kind.element else "the type is not the element's"
    if i.type is not kind:
        return "the type is not the vector's"
    return "" if i.operands[1].type is kind.element else "the new element is of another type"


def _is_constant(i: ir.Instruction) -> str:
    return "" if i.type is I1 else "the result is not an i1"


def _object_size(i: ir.Instruction) -> str:
    return _first_pointer(i) or ("" if i.type is I64 else "the result is not an i64")


def _part(i: ir.Instruction) -> str:
    if i.type is not i.operands[0].type:
        return "the type is not the address's"
    return _first_pointer(i) or ("" if all(o.type is I64 for o in i.operands[1:]) else "the size is not an i64")


def _frame_address(i: ir.Instruction) -> str:
    assert type(i) is ir.FrameAddress
    return "" if i.level >= 0 else "the level is negative"


def _read_register(i: ir.Instruction) -> str:
    return "" if _is_value(i.type) else "a register holds a scalar"


def _write_register(i: ir.Instruction) -> str:
    return "" if _is_value(i.operands[0].type) else "a register holds a scalar"


def _prefetch(i: ir.Instruction) -> str:
    assert type(i) is ir.Prefetch
    if i.write not in (0, 1) or i.locality not in (0, 1, 2, 3):
        return "no such kind of prefetch"
    return _first_pointer(i)


def _target_call(i: ir.Instruction) -> str:
    assert type(i) is ir.TargetCall
    if i.effect not in ("", "r", "w"):
        return "no such effect"
    if i.type is VOID and i.effect != "w":
        return "neither a result nor an effect"
    return "" if all(_is_value(o.type) for o in i.operands) else "an argument that no register holds"


def _va_copy(i: ir.Instruction) -> str:
    return "" if all(map(_is_pointer, i.operands)) else "the addresses are not pointers"


def _va_arg(i: ir.Instruction) -> str:
    assert type(i) is ir.VaArg
    wanted = PTR if isinstance(i.argument_type, AggregateType) else i.argument_type
    return _first_pointer(i) or ("" if i.type is wanted and _is_value(wanted) else "the result is not the argument")


def _fence(i: ir.Instruction) -> str:
    assert type(i) is ir.Fence
    return _order(i.ordering, _BOTH - {"monotonic"})


def _overflow(i: ir.Instruction) -> str:
    assert type(i) is ir.WithOverflow
    if i.operation not in _OVERFLOWING:
        return "unknown operation"
    same = i.operands[0].type is i.operands[1].type and _is_integer(i.operands[0])
    return "" if same else "the operands are not integers of one type"


def _extract(i: ir.Instruction) -> str:
    assert type(i) is ir.Extract
    kind = i.operands[0].type
    if not isinstance(kind, TupleType) or not 0 <= i.index < len(kind.elements):
        return "no such element"
    return "" if kind.elements[i.index] is i.type else "the type is not the element's"


def _atomic(i: ir.Instruction) -> str:
    assert type(i) is ir.AtomicUpdate
    if i.operation not in ir.ATOMIC_OPERATIONS:
        return "unknown operation"
    if i.operation != "xchg" and not isinstance(i.type, IntType):
        return "not an integer"
    if i.operands[1].type is not i.type:
        return "the types differ"
    return _first_pointer(i) or _order(i.ordering, _BOTH)


def _compare_exchange(i: ir.Instruction) -> str:
    assert type(i) is ir.CompareExchange
    same = i.operands[1].type is i.operands[2].type and i.type is tuple_type(i.operands[2].type, I1)
    return (
        _first_pointer(i) or ("" if same else "the types differ") or _order(i.success_ordering, _BOTH)
        or _order(i.failure_ordering, _READING)
    )  # fmt: skip


def _branch_on(i: ir.Instruction) -> str:
    assert type(i) is ir.CondBranch
    if i.weights is not None and min(i.weights) < 0:
        return "a likelihood is negative"
    return _condition(i)


def _indirect(i: ir.Instruction) -> str:
    assert type(i) is ir.IndirectBranch
    if not all(block.address_taken for block in i.blocks):
        return "jumps to a block whose address was not taken"
    return _first_pointer(i)


def _condition(i: ir.Instruction) -> str:
    return "" if i.operands[0].type is I1 else "the condition is not an i1"


def _switch(i: ir.Instruction) -> str:
    assert type(i) is ir.Switch
    kind = i.operands[0].type
    if not isinstance(kind, IntType):
        return "the value is not an integer"
    constants = [c for c, _ in i.cases]
    if len(set(constants)) != len(constants):
        return "two cases have one constant"
    if i.likely is not None and min(i.likely[1:]) < 0:
        return "a likelihood is negative"
    return "" if all(0 <= c <= kind.mask for c in constants) else "a case does not fit the value's width"


def _call(i: ir.Instruction) -> str:
    assert type(i) is ir.Call
    kind = i.function_type
    if not _is_pointer(i.callee):
        return "the callee is not a pointer"
    count = len(i.argument_types)
    if len(i.operands) not in (1 + count, 2 + count):
        return "operands and argument types differ in number"
    if isinstance(kind.result, AggregateType) != (i.result_address is not None):
        return "an aggregate result, and it alone, needs an address"
    if i.type is not (VOID if isinstance(kind.result, AggregateType) else kind.result):
        return "the result's type is not the callee's"
    known = len(kind.parameters)
    if kind.prototyped and (count < known or (count > known and not kind.variadic)):
        return "wrong number of arguments"
    for wanted, given in zip(kind.parameters if kind.prototyped else (), i.argument_types, strict=False):
        if wanted is not given:
            return f"an argument of type {given} for a parameter of type {wanted}"
    for value, given in zip(i.arguments, i.argument_types, strict=True):
        if not (_is_pointer(value) if isinstance(given, AggregateType) else value.type is given):
            return f"an argument of type {value.type} passed as {given}"
    if i.result_address is not None and not _is_pointer(i.result_address):
        return "the result's address is not a pointer"
    return ""


def _assembly(i: ir.Instruction) -> str:
    assert isinstance(i, (ir.InlineAsm, ir.AsmGoto))
    outputs = 0
    for slot in i.slots:
        if slot.operand >= len(i.operands):
            return "an operand's index is too large"
        if slot.kind not in ("out", "in", "memory", "label"):
            return "an operand of no such kind"
        if slot.operand < 0 and slot.kind in ("in", "memory"):
            return "an input without a value"
        if slot.kind == "memory" and not _is_pointer(i.operands[slot.operand]):
            return "the address is not a pointer"
        if slot.output >= 0:
            outputs += 1
            if not isinstance(i.type, TupleType) or slot.output >= len(i.type.elements):
                return "an output's index is too large"
    expected = len(i.type.elements) if isinstance(i.type, TupleType) else 0
    if i.type is not VOID and not isinstance(i.type, TupleType):
        return "the result is not a tuple"
    return "" if outputs == expected else "outputs and results differ in number"


_RULES: Final[dict[type[ir.Instruction], _Check]] = {
    ir.Alloca: _alloca,
    ir.DynamicAlloca: _dynamic_alloca,
    ir.Load: _load,
    ir.Store: _store,
    ir.MemCopy: _memcopy,
    ir.MemSet: _memset,
    ir.AtomicUpdate: _atomic,
    ir.CompareExchange: _compare_exchange,
    ir.Binary: _binary,
    ir.Negate: _negate,
    ir.Compare: _compare,
    ir.Convert: _convert,
    ir.PointerAdd: _pointer_add,
    ir.Select: _select,
    ir.Extract: _extract,
    ir.WithOverflow: _overflow,
    ir.Intrinsic: _intrinsic,
    ir.Rounded: _rounded,
    ir.ExtractElement: _element,
    ir.InsertElement: _element,
    ir.IsConstant: _is_constant,
    ir.Expect: _expect,
    ir.Assume: _condition,
    ir.ObjectSize: _object_size,
    ir.Part: _part,
    ir.FrameAddress: _frame_address,
    ir.ReadRegister: _read_register,
    ir.WriteRegister: _write_register,
    ir.Prefetch: _prefetch,
    ir.TargetCall: _target_call,
    ir.Fence: _fence,
    ir.VaStart: _first_pointer,
    ir.VaEnd: _first_pointer,
    ir.VaCopy: _va_copy,
    ir.VaArg: _va_arg,
    ir.StackRestore: _first_pointer,
    ir.Phi: _phi,
    ir.CondBranch: _branch_on,
    ir.Switch: _switch,
    ir.IndirectBranch: _indirect,
    ir.Call: _call,
    ir.InlineAsm: _assembly,
    ir.AsmGoto: _assembly,
}


def broken_rule(i: ir.Instruction) -> str:
    """What is wrong with an instruction's operands, fields or traits; "" for nothing."""
    if i.pure and (i.reads or i.writes or i.terminator):
        return "a pure instruction neither reads nor writes memory, nor jumps"
    if i.terminator and type(i) is not ir.AsmGoto and (i.reads or i.writes or i.type is not VOID):
        return "a jump neither touches memory nor gives a value"
    if i.pure and i.type is VOID:
        return "a pure instruction without a result"
    rule = _RULES.get(type(i))
    return "" if rule is None else rule(i)


__all__ = ["broken_rule"]
