"""Exact constant folding, shared by the builder and the passes.

Every function takes constants and gives a constant, or None where nothing may be said: division by
zero, a shift by the width or more, a conversion that does not fit, a floating operation that raises an
exception, an undefined operand.  (A signed overflow under ``nsw`` is poison; the wrapped value refines it.)
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, final

from ccore import softfloat
from ccore.ir.decimal_library import PREFIX, fold_decimal_call
from ccore.ir.instructions import (
    Binary,
    Call,
    Compare,
    Convert,
    Expect,
    Extract,
    Instruction,
    Intrinsic,
    IsConstant,
    Negate,
    PointerAdd,
    Select,
    WithOverflow,
)
from ccore.ir.module import Function
from ccore.ir.types import F32, F64, I1, PTR, FloatType, IntType, PointerType, TupleType, Type
from ccore.ir.values import Constant, ConstFloat, ConstInt, GlobalValue, GlobalVariable, Null, Undef, Value

TRUE: Final = ConstInt(I1, 1)
FALSE: Final = ConstInt(I1, 0)
_NOTHING: Final[dict[Instruction, int]] = {}


@final
class ConstTuple(Constant):
    """The constant results of an instruction that has several; only ``Extract`` consumes it, the IR never holds it."""

    __slots__ = ("elements",)

    def __init__(self, type_: TupleType, elements: tuple[Constant, ...]) -> None:
        self.type = type_
        self.users = _NOTHING
        self.elements = elements

    def __eq__(self, other: object) -> bool:
        return type(other) is ConstTuple and other.type is self.type and other.elements == self.elements

    def __hash__(self) -> int:
        return hash(self.elements)


def fold_binary(operation: str, a: Value, b: Value) -> Constant | None:
    """``a operation b`` for integers and floats of one type."""
    if type(a) is ConstInt and type(b) is ConstInt:
        kind = a.type
        assert isinstance(kind, IntType)
        value = _integer_binary(operation, a.value, b.value, kind)
        return None if value is None else ConstInt(kind, value)
    if type(a) is ConstFloat and type(b) is ConstFloat:
        float_kind = a.type
        assert isinstance(float_kind, FloatType)
        bits = softfloat.arithmetic(operation, float_kind, a.bits, b.bits)
        return None if bits is None else ConstFloat(float_kind, bits)
    return None


def _signed(value: int, type_: IntType) -> int:
    return value - (1 << type_.bits) if value >> (type_.bits - 1) else value


def _integer_binary(operation: str, a: int, b: int, type_: IntType) -> int | None:
    """The result, not yet cut to the width."""
    function = _INTEGER.get(operation)
    if function is not None:
        return function(a, b)
    bits = type_.bits
    if operation in ("shl", "lshr", "ashr"):
        if b >= bits:
            return None
        if operation == "shl":
            return a << b
        return a >> b if operation == "lshr" else _signed(a, type_) >> b
    if b == 0:
        return None
    if operation == "udiv":
        return a // b
    if operation == "urem":
        return a % b
    x, y = _signed(a, type_), _signed(b, type_)
    if y == -1 and x == -(1 << (bits - 1)):
        return None
    quotient = abs(x) // abs(y)
    if (x < 0) != (y < 0):
        quotient = -quotient
    if operation == "sdiv":
        return quotient
    return x - quotient * y if operation == "srem" else None


_INTEGER: Final[dict[str, Callable[[int, int], int]]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
}


def _never_null(value: Value) -> bool:
    """Whether a symbol's address is surely not null.  A section of its own may be placed at 0 (per-CPU data),
    and a symbol of another file may be absent (weak) or an absolute 0.  So is an address inside of a variable."""
    if type(value) is PointerAdd:
        variable, offset = value.operands
        if type(variable) is not GlobalVariable or type(offset) is not ConstInt or offset.value > variable.size:
            return False
        value = variable
    return isinstance(value, GlobalValue) and value.linkage in ("private", "internal") and not value.section


def fold_compare(predicate: str, a: Value, b: Value) -> Constant | None:
    """An i1, for integers, pointers and floats."""
    if type(a) is ConstInt and type(b) is ConstInt:
        kind = a.type
        assert isinstance(kind, IntType)
        x, y = a.value, b.value
        if predicate[0] == "s":
            x, y = _signed(x, kind), _signed(y, kind)
        return TRUE if _relation(predicate, x, y) else FALSE
    if type(a) is ConstFloat and type(b) is ConstFloat:
        float_kind = a.type
        assert isinstance(float_kind, FloatType)
        return TRUE if softfloat.compare(predicate, float_kind, a.bits, b.bits) else FALSE
    if isinstance(a.type, PointerType):
        if (a is b and isinstance(a, Constant) and type(a) is not Undef) or (type(a) is Null and type(b) is Null):
            return TRUE if predicate in ("eq", "ule", "uge", "sle", "sge") else FALSE
        if predicate in ("eq", "ne"):
            if (_never_null(a) and type(b) is Null) or (_never_null(b) and type(a) is Null):
                return TRUE if predicate == "ne" else FALSE
    return None


_TRUE_OF_NAN: Final = frozenset(("ueq", "une", "fult", "fule", "fugt", "fuge", "uno"))
_NEVER_ABOVE_INFINITY: Final = {"ogt": 0, "olt": 1, "fule": 0, "fuge": 1}


_FINITE_BESIDE_INFINITY: Final = {
    "oeq": (FALSE, FALSE), "ueq": (FALSE, FALSE), "one": (TRUE, TRUE), "une": (TRUE, TRUE),
    "olt": (TRUE, FALSE), "ole": (TRUE, FALSE), "fult": (TRUE, FALSE), "fule": (TRUE, FALSE),
    "ogt": (FALSE, TRUE), "oge": (FALSE, TRUE), "fugt": (FALSE, TRUE), "fuge": (FALSE, TRUE),
    "ord": (TRUE, TRUE), "uno": (FALSE, FALSE),
}  # fmt: skip
"""By predicate, what a finite number compared with infinity gives, and with minus infinity."""


def compare_with_float(predicate: str, a: Value, b: ConstFloat, finite: bool = False) -> Constant | None:
    """What a comparison with a floating constant gives whatever the other operand is: with a NaN, or whether
    something is greater than infinity; and whether an absolute value is negative.  ``finite``: the other one is."""
    kind = b.type
    assert isinstance(kind, FloatType)
    if softfloat.is_nan(kind, b.bits):
        return TRUE if predicate in _TRUE_OF_NAN else FALSE
    if finite:
        if softfloat.is_infinite(kind, b.bits):
            return _FINITE_BESIDE_INFINITY[predicate][softfloat.is_negative(kind, b.bits)]
        if predicate in _WITHOUT_NANS:
            return _WITHOUT_NANS[predicate]
    side = _NEVER_ABOVE_INFINITY.get(predicate)
    if side is not None and b.bits == softfloat.infinity(kind, bool(side)):
        return FALSE if predicate[0] == "o" else TRUE
    if type(a) is Intrinsic and a.name == "fabs" and softfloat.is_zero(kind, b.bits):
        return FALSE if predicate == "olt" else TRUE if predicate == "fuge" else None
    return None


_OF_ITSELF: Final = {"one": FALSE, "olt": FALSE, "ogt": FALSE, "ueq": TRUE, "fule": TRUE, "fuge": TRUE}
_OF_ITSELF_UNLESS_NAN: Final = {"oeq": TRUE, "ole": TRUE, "oge": TRUE, "une": FALSE, "fult": FALSE, "fugt": FALSE}
_WITHOUT_NANS: Final = {"ord": TRUE, "uno": FALSE}


def compare_floats(predicate: str, same: bool, finite: bool) -> Constant | None:
    """What a comparison gives whatever its operands are: ``same``, one value; ``finite``, no NaNs."""
    answer = _WITHOUT_NANS.get(predicate) if finite else None
    if answer is None and same:
        answer = _OF_ITSELF.get(predicate)
        if answer is None and finite:
            answer = _OF_ITSELF_UNLESS_NAN.get(predicate)
    return answer


def _relation(predicate: str, x: int, y: int) -> bool:
    if predicate == "eq":
        return x == y
    if predicate == "ne":
        return x != y
    relation = predicate[1:]
    if relation == "lt":
        return x < y
    if relation == "le":
        return x <= y
    return x > y if relation == "gt" else x >= y


def fold_load(type_: Type, variable: GlobalVariable, offset: int) -> Constant | None:
    """What a constant variable holds at an offset; None where it is not known here."""
    initial = variable.initial
    if initial is None or variable.linkage in ("weak", "common", "extern_weak"):
        return None
    if type_ is F32 or type_ is F64 or (isinstance(type_, IntType) and type_.bits == type_.size * 8):
        size = type_.size
        if offset < 0 or offset + size > variable.size:
            return None
        if any(r.offset < offset + size and offset < r.offset + r.size for r in initial.relocations):
            return None
        bits = int.from_bytes(initial.read(offset, size), "little")
        return ConstInt(type_, bits) if isinstance(type_, IntType) else ConstFloat(type_, bits)
    if type_ is PTR and 0 <= offset <= variable.size - PTR.size:
        covering = [r for r in initial.relocations if r.offset < offset + PTR.size and offset < r.offset + r.size]
        if not covering:
            return Null(PTR) if not any(initial.read(offset, PTR.size)) else None
        r = covering[0]
        if len(covering) == 1 and (r.offset, r.size, r.addend, r.minus) == (offset, PTR.size, 0, None):
            return r.target
    return None


def fold_convert(operation: str, value: Value, target: Type) -> Constant | None:
    """A conversion of a constant to ``target``."""
    source = value.type
    if type(value) is Undef:
        return Undef(target) if operation in ("trunc", "bitcast") else None
    if type(value) is ConstInt:
        assert isinstance(source, IntType)
        if isinstance(target, IntType):
            if operation in ("trunc", "zext", "bitcast"):
                return ConstInt(target, value.value)
            return ConstInt(target, value.signed) if operation == "sext" else None
        if isinstance(target, FloatType):
            if operation == "bitcast":
                return ConstFloat(target, value.value)
            from_integer = value.signed if operation == "sitofp" else value.value
            return ConstFloat(target, softfloat.from_fraction(target, Fraction(from_integer)))
        if isinstance(target, PointerType) and operation == "inttoptr" and not value.value:
            return Null(target)
        return None
    if type(value) is ConstFloat:
        assert isinstance(source, FloatType)
        if isinstance(target, FloatType):
            return ConstFloat(target, softfloat.convert(source, value.bits, target))
        if isinstance(target, IntType):
            if operation == "bitcast":
                return ConstInt(target, value.bits)
            whole = softfloat.to_integer(source, value.bits)
            if whole is None:
                return None
            low, high = (-(1 << (target.bits - 1)), target.mask >> 1) if operation == "fptosi" else (0, target.mask)
            return ConstInt(target, whole) if low <= whole <= high else None
        return None
    if type(value) is Null and operation == "ptrtoint" and isinstance(target, IntType):
        return ConstInt(target, 0)
    return None


def rounds(operation: str, value: Value, result: Constant) -> bool:
    """Whether a conversion of a constant to a floating type has lost something."""
    if type(result) is not ConstFloat or operation not in ("fptrunc", "sitofp", "uitofp"):
        return False
    back = {"fptrunc": "fpext", "sitofp": "fptosi", "uitofp": "fptoui"}[operation]
    again = fold_convert(back, result, value.type)
    return again is None or again != value


def fold_negate(value: Value) -> Constant | None:
    if type(value) is ConstFloat:
        assert isinstance(value.type, FloatType)
        return ConstFloat(value.type, value.bits ^ softfloat.sign_bit(value.type))
    return None


def fold_overflow(operation: str, a: Value, b: Value, type_: TupleType) -> ConstTuple | None:
    """sadd uadd ssub usub smul umul: {wrapped result, whether it overflowed}."""
    if type(a) is not ConstInt or type(b) is not ConstInt:
        return None
    kind = a.type
    assert isinstance(kind, IntType)
    signed = operation[0] == "s"
    x, y = (a.signed, b.signed) if signed else (a.value, b.value)
    exact = _INTEGER[operation[1:]](x, y)
    low, high = (-(1 << (kind.bits - 1)), kind.mask >> 1) if signed else (0, kind.mask)
    return ConstTuple(type_, (ConstInt(kind, exact), FALSE if low <= exact <= high else TRUE))


def fold_intrinsic(name: str, arguments: list[Value]) -> Constant | None:
    """The pure operations of ``Intrinsic``."""
    first = arguments[0]
    if type(first) is ConstInt:
        assert isinstance(first.type, IntType)
        if name in ("rotl", "rotr"):
            count = arguments[1]
            if type(count) is not ConstInt:
                return None
            return ConstInt(first.type, rotated(name, first.value, count.value, first.type.bits))
        whole = _fold_bits(name, first, first.type.bits)
        return None if whole is None else ConstInt(first.type, whole)
    if type(first) is ConstFloat:
        kind = first.type
        assert isinstance(kind, FloatType)
        second = arguments[1] if len(arguments) > 1 else None
        sign = softfloat.sign_bit(kind)
        bits: int | None = None
        if name == "fabs":
            bits = first.bits & ~sign
        elif name == "copysign":
            bits = (first.bits & ~sign) | (second.bits & sign) if type(second) is ConstFloat else None
        elif name == "sqrt":
            bits = softfloat.square_root(kind, first.bits)
        elif name in ("floor", "ceil", "trunc", "rint", "nearbyint", "round"):
            bits = softfloat.round_integral(name, kind, first.bits)
        elif name in ("minnum", "maxnum") and type(second) is ConstFloat:
            if not (softfloat.is_nan(kind, first.bits) or softfloat.is_nan(kind, second.bits)):
                if not softfloat.compare("oeq", kind, first.bits, second.bits):
                    less = softfloat.compare("olt", kind, first.bits, second.bits)
                    bits = first.bits if less == (name == "minnum") else second.bits
                elif first.bits == second.bits:
                    bits = first.bits
        return None if bits is None else ConstFloat(kind, bits)
    return None


def rotated(name: str, value: int, count: int, bits: int) -> int:
    """``rotl`` and ``rotr`` of a value of that many bits."""
    count = (count if name == "rotl" else -count) % bits
    return (value << count | value >> (bits - count)) & ((1 << bits) - 1)


def _fold_bits(name: str, constant: ConstInt, bits: int) -> int | None:
    value = constant.value
    if name == "ctlz":
        return bits - value.bit_length() if value else None
    if name == "cttz":
        return (value & -value).bit_length() - 1 if value else None
    if name == "ctpop":
        return value.bit_count()
    if name == "bswap":
        return int.from_bytes(value.to_bytes(bits // 8, "little"), "big")
    if name == "bitreverse":
        return int(format(value, f"0{bits}b")[::-1], 2)
    return abs(constant.signed) if name == "abs" else None


def fold_select(condition: Value, a: Value, b: Value) -> Value | None:
    """The chosen operand."""
    if type(condition) is ConstInt:
        return a if condition.value else b
    if isinstance(a, Constant) and a == b and type(a) is not Undef:
        return a
    return None


def fold_is_constant(value: Value) -> Constant | None:
    """True for a number, null, or a string literal's address (GCC's rule); None while it is open."""
    if type(value) in (ConstInt, ConstFloat, Null):
        return TRUE
    if type(value) is GlobalVariable and value.linkage == "private" and value.constant:
        return TRUE
    return None


def fold(instruction: Instruction, operands: list[Value]) -> Value | None:
    """The constant (or, for a select, the operand) that ``instruction`` gives with ``operands``; None if not known."""
    folder = _FOLDERS.get(type(instruction))
    return folder(instruction, operands) if folder is not None else None


def _binary(i: Instruction, operands: list[Value]) -> Value | None:
    assert type(i) is Binary
    return fold_binary(i.operation, operands[0], operands[1])


def _compare(i: Instruction, operands: list[Value]) -> Value | None:
    assert type(i) is Compare
    return fold_compare(i.predicate, operands[0], operands[1]) if i.type is I1 else None


def _convert(i: Instruction, operands: list[Value]) -> Value | None:
    assert type(i) is Convert
    return fold_convert(i.operation, operands[0], i.type)


def _overflow(i: Instruction, operands: list[Value]) -> Value | None:
    assert type(i) is WithOverflow and isinstance(i.type, TupleType)
    return fold_overflow(i.operation, operands[0], operands[1], i.type)


def _intrinsic(i: Instruction, operands: list[Value]) -> Value | None:
    assert type(i) is Intrinsic
    return fold_intrinsic(i.name, operands)


def _extract(i: Instruction, operands: list[Value]) -> Value | None:
    assert type(i) is Extract
    first = operands[0]
    return first.elements[i.index] if type(first) is ConstTuple else None


def _pointer_add(i: Instruction, operands: list[Value]) -> Value | None:
    offset = operands[1]
    pointer = operands[0]
    return pointer if type(offset) is ConstInt and not offset.value and isinstance(pointer, Constant) else None


def is_decimal(call: Call) -> bool:
    """Whether a call is of one of libgcc's functions for decimal floating point."""
    callee = call.operands[0]
    return type(callee) is Function and callee.name.startswith(PREFIX)


def _call(i: Instruction, operands: list[Value]) -> Value | None:
    callee = operands[0]
    return fold_decimal_call(callee.name, operands[1:], i.type) if isinstance(callee, Function) else None


def _expect(i: Instruction, operands: list[Value]) -> Value | None:
    return operands[0] if isinstance(operands[0], Constant) else None


_FOLDERS: Final[dict[type[Instruction], Callable[[Instruction, list[Value]], Value | None]]] = {
    Binary: _binary,
    Call: _call,
    Compare: _compare,
    Convert: _convert,
    Expect: _expect,
    Extract: _extract,
    Intrinsic: _intrinsic,
    IsConstant: lambda i, operands: fold_is_constant(operands[0]),
    Negate: lambda i, operands: fold_negate(operands[0]),
    PointerAdd: _pointer_add,
    Select: lambda i, operands: fold_select(operands[0], operands[1], operands[2]),
    WithOverflow: _overflow,
}
