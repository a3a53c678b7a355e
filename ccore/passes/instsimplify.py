"""Algebraic identities, one instruction at a time, until none applies.

    %1 = add %x, i32 0        =>   %x
    %2 = zext i1 %c to i32
    %3 = cmp ne %2, i32 0     =>   %c
    %4 = add %x, i32 3
    %5 = add %4, i32 4        =>   add %x, i32 7

A rule gives an existing value, or changes the instruction in place; it never adds work for the machine.
Combining two additions drops ``nsw`` and ``nuw``: what did not overflow in two steps may in one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, final

from ccore.ir import fold
from ccore.ir.arithmetic import SWAPPED
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import (
    Binary,
    Compare,
    CondBranch,
    Convert,
    Extract,
    Instruction,
    Intrinsic,
    IsConstant,
    Load,
    Negate,
    Phi,
    PointerAdd,
    Select,
)
from ccore.ir.module import Function
from ccore.ir.types import I1, I64, FloatType, IntType
from ccore.ir.values import Constant, ConstFloat, ConstInt, GlobalVariable, Null, Undef, Value
from ccore.passes.edit import erase_all, plain, trivial_phi, untouchable
from ccore.passes.linear import constant_sum

_SUMS: Final = (Binary, Convert)  # what a sum, or a pointer's base and offset, may be behind
COMMUTATIVE: Final = frozenset(("add", "mul", "and", "or", "xor"))
INVERSE: Final = {
    "eq": "ne", "ne": "eq", "slt": "sge", "sge": "slt", "sgt": "sle", "sle": "sgt",
    "ult": "uge", "uge": "ult", "ugt": "ule", "ule": "ugt",
    "oeq": "une", "une": "oeq", "one": "ueq", "ueq": "one", "ord": "uno", "uno": "ord",
    "olt": "fuge", "fuge": "olt", "ogt": "fule", "fule": "ogt",
    "ole": "fugt", "fugt": "ole", "oge": "fult", "fult": "oge",
}  # fmt: skip


@final
class InstSimplify:
    """A work list: a change looks again at the users, so the whole is near-linear."""

    name = "instsimplify"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        work = [i for block in reversed(function.blocks) for i in reversed(block.instructions) if type(i) in _RULES]
        waiting = set(work)
        dead: set[Instruction] = set()
        changed = False
        watch = analyses.watch
        while work:
            i = work.pop()
            waiting.discard(i)
            if i in dead:
                continue
            rule = _RULES[type(i)]
            if watch is not None and not watch.allows(rule.__name__.strip("_"), i):
                continue
            new = rule(i)
            if new is None:
                continue
            changed = True
            if watch is not None:
                watch.done(rule.__name__.strip("_"), i)
            again: list[Instruction] = list(i.users)
            if new is i:
                again.append(i)
            else:
                dead.add(i)
                i.replace_uses(new)
                i.drop_operands()
            for user in again:
                if user not in waiting and type(user) in _RULES:
                    waiting.add(user)
                    work.append(user)
        if dead:
            erase_all(function, dead)
        return changed


def one_use(i: Instruction) -> bool:
    """Whether nothing but the instruction that is rewritten would see it change."""
    return len(i.users) == 1


def unchanging(variable: GlobalVariable) -> bool:
    """Whether a variable always holds what it was given at the start."""
    return variable.constant


def _constant(value: Value, number: int) -> bool:
    return type(value) is ConstInt and value.value == number


def _binary(i: Instruction) -> Value | None:
    assert type(i) is Binary
    kind = i.type
    if not isinstance(kind, IntType):
        return fold.fold_binary(i.operation, i.operands[0], i.operands[1])
    a, b = i.operands
    operation = i.operation
    if isinstance(a, Constant):
        if isinstance(b, Constant):
            return fold.fold_binary(operation, a, b)
        if operation in COMMUTATIVE:
            i.set_operand(0, b)
            i.set_operand(1, a)
            return i
        if type(a) is ConstInt and not a.value and operation in ("shl", "lshr", "ashr", "sdiv", "udiv", "srem", "urem"):
            return a  # 0 shifted, divided: 0 (or undefined)
        if type(a) is ConstInt and a.value == kind.mask and operation == "ashr":
            return a
        return None
    if type(b) is ConstInt:
        return _with_constant(i, a, b, kind)
    if a is b:
        if operation in ("and", "or"):
            return a
        if operation in ("sub", "xor"):
            return ConstInt(kind, 0)
    elif operation == "sub" and (type(a) in _SUMS or type(b) in _SUMS) or operation == "add" and _opposes(b):
        known = constant_sum([(a, 1), (b, 1 if operation == "add" else -1)], kind)
        return None if known is None else ConstInt(kind, known)
    return None


def _opposes(value: Value) -> bool:
    """Whether something may have been subtracted in a value: ``0 - x``, ``~x``."""
    return type(value) is Binary and value.operation in ("sub", "xor")


def _with_constant(i: Binary, a: Value, b: ConstInt, kind: IntType) -> Value | None:
    """``a operation constant``."""
    operation, number = i.operation, b.value
    if number == 0:
        if operation in ("add", "sub", "or", "xor", "shl", "lshr", "ashr"):
            return a
        if operation in ("and", "mul"):
            return b
        return None
    if number == 1 and operation in ("mul", "sdiv", "udiv") and kind is not I1:
        return a
    if number == 1 and operation == "urem" and kind is not I1:
        return ConstInt(kind, 0)
    if number == kind.mask:
        if operation == "and":
            return a
        if operation == "or":
            return b
    if operation == "sub":  # one shape for sums; nsw would not hold for the most negative constant
        i.nsw = i.nsw and number != 1 << (kind.bits - 1)
        i.operation, i.nuw = "add", False
        i.set_operand(1, ConstInt(kind, -number))
        return i
    if type(a) is Binary and a.operation == operation and operation in COMMUTATIVE:
        inner = a.operands[1]
        if type(inner) is ConstInt:
            folded = fold.fold_binary(operation, inner, b)
            assert folded is not None
            i.nsw = i.nuw = False
            i.set_operand(0, a.operands[0])
            i.set_operand(1, folded)
            return i
    if operation == "xor" and kind is I1 and type(a) is Compare and one_use(a):
        inverse = INVERSE.get(a.predicate)
        if inverse is not None:  # the only user: turn the comparison itself round
            a.predicate = inverse
            return a
    return None


def _compare(i: Instruction) -> Value | None:
    assert type(i) is Compare
    if i.type is not I1:
        return None
    a, b = i.operands
    if isinstance(a, Constant):
        if isinstance(b, Constant):
            return fold.fold_compare(i.predicate, a, b)
        swapped = SWAPPED.get(i.predicate)
        if swapped is not None:
            i.set_operand(0, b)
            i.set_operand(1, a)
            i.predicate = swapped
            return i
        return None
    if isinstance(a.type, FloatType):
        function = i.block.function if i.block is not None else None
        finite = function is not None and "finite" in function.attributes.math
        if type(b) is ConstFloat:
            return fold.compare_with_float(i.predicate, a, b, finite)
        return fold.compare_floats(i.predicate, a is b, finite)
    if a is b:
        return fold.TRUE if i.predicate in ("eq", "sle", "sge", "ule", "uge") else fold.FALSE
    if type(b) is not ConstInt or not isinstance(b.type, IntType):
        if i.predicate in ("eq", "ne") and isinstance(a.type, IntType) and (type(a) is Binary or type(b) is Binary):
            difference = constant_sum([(a, 1), (b, -1)], a.type)
            return None if difference is None else ConstInt(I1, (difference == 0) == (i.predicate == "eq"))
        return fold.fold_compare(i.predicate, a, b) if type(b) is Null else None
    predicate, number = i.predicate, b.value
    if predicate == "ult" and number == 0:
        return fold.FALSE
    if predicate == "uge" and number == 0:
        return fold.TRUE
    if predicate == "ule" and number == b.type.mask:
        return fold.TRUE
    if predicate == "ugt" and number == b.type.mask:
        return fold.FALSE
    if predicate == "ult" and number == b.type.mask:
        i.predicate = "ne"
        return i
    if type(a) is Convert:
        if predicate in ("eq", "ne") and a.operation in ("zext", "sext"):
            return _compare_extended(i, a, b)
        if predicate[0] == "u" and a.operation == "zext":
            narrow = a.operands[0].type
            assert isinstance(narrow, IntType)
            if number > narrow.mask:
                return fold.TRUE if predicate in ("ult", "ule") else fold.FALSE
            i.set_operand(0, a.operands[0])
            i.set_operand(1, ConstInt(narrow, number))
            return i
    if predicate in ("eq", "ne") and type(a) is Binary and a.operation == "add":
        amount = a.operands[1]
        if type(amount) is ConstInt:
            i.set_operand(0, a.operands[0])
            i.set_operand(1, ConstInt(b.type, number - amount.value))
            return i
    if b.type is I1 and predicate in ("eq", "ne"):
        if (predicate == "ne") == (number == 0):
            return a
    return None


def _compare_extended(i: Compare, a: Convert, b: ConstInt) -> Value | None:
    """An extension equals a constant: compare before extending."""
    source = a.operands[0]
    narrow = source.type
    if not isinstance(narrow, IntType) or not isinstance(a.type, IntType):
        return None
    cut = ConstInt(narrow, b.value)
    back = cut.value if a.operation == "zext" else cut.signed & a.type.mask
    if back != b.value:
        return fold.TRUE if i.predicate == "ne" else fold.FALSE
    if narrow is I1 and (i.predicate == "ne") == (cut.value == 0):
        return source
    i.set_operand(0, source)
    i.set_operand(1, cut)
    return i


def _convert(i: Instruction) -> Value | None:
    assert type(i) is Convert
    a = i.operands[0]
    if isinstance(a, Constant):
        return fold.fold_convert(i.operation, a, i.type)
    operation = i.operation
    if a.type is i.type and operation in ("bitcast", "addrspacecast"):
        return a
    if type(a) is not Convert:
        return None
    before, inner = a.operation, a.operands[0]
    if operation == before and operation in ("zext", "sext", "trunc"):
        i.set_operand(0, inner)
        return i
    if operation == "sext" and before == "zext":
        i.operation = "zext"
        i.set_operand(0, inner)
        return i
    if operation == "trunc" and before in ("zext", "sext"):
        if inner.type is i.type:
            return inner
        assert isinstance(inner.type, IntType) and isinstance(i.type, IntType)
        if inner.type.bits < i.type.bits:
            i.operation = before
        i.set_operand(0, inner)
        return i
    if operation == "bitcast" and before == "bitcast":
        if inner.type is i.type:
            return inner
        i.set_operand(0, inner)
        return i
    if operation == "ptrtoint" and before == "inttoptr" and inner.type is i.type and i.type.size == a.type.size:
        return inner
    if operation == "inttoptr" and before == "ptrtoint" and inner.type is i.type and a.type.size == i.type.size:
        return inner
    return None


def _pointer_add(i: Instruction) -> Value | None:
    assert type(i) is PointerAdd
    pointer, offset = i.operands
    if type(offset) is not ConstInt:
        return None
    if not offset.value:
        return pointer
    if type(pointer) is PointerAdd and type(pointer.operands[1]) is ConstInt:
        i.inbounds = i.inbounds and pointer.inbounds
        total = ConstInt(I64, pointer.operands[1].value + offset.value)
        i.set_operand(1, total)
        i.set_operand(0, pointer.operands[0])
        return i
    return None


def _load(i: Instruction) -> Value | None:
    """What a constant of this module holds."""
    assert type(i) is Load
    pointer = i.operands[0]
    offset = 0
    if type(pointer) is PointerAdd and type(pointer.operands[1]) is ConstInt:
        offset = pointer.operands[1].signed
        pointer = pointer.operands[0]
    if type(pointer) is not GlobalVariable or not unchanging(pointer) or not plain(i):
        return None
    return fold.fold_load(i.type, pointer, offset)


def _select(i: Instruction) -> Value | None:
    assert type(i) is Select
    condition, a, b = i.operands
    if a is b:
        return a
    folded = fold.fold_select(condition, a, b)
    if folded is not None:
        return folded
    if i.type is I1 and _constant(a, 1) and _constant(b, 0):
        return condition
    return None


def _phi(i: Instruction) -> Value | None:
    assert type(i) is Phi
    value = trivial_phi(i)
    return None if value is i else value


def _cond_branch(i: Instruction) -> Value | None:
    """Branch on the opposite of a negated condition."""
    assert type(i) is CondBranch
    condition = i.operands[0]
    if type(condition) is Binary and condition.operation == "xor" and _constant(condition.operands[1], 1):
        i.set_operand(0, condition.operands[0])
        i.then, i.otherwise = i.otherwise, i.then
        if i.weights is not None:
            i.weights = (i.weights[1], i.weights[0])
        return i
    return None


def _folded(i: Instruction) -> Value | None:
    if all(isinstance(o, Constant) and type(o) is not Undef for o in i.operands):
        value = fold.fold(i, i.operands)
        return None if type(value) is fold.ConstTuple else value
    return None


def _extract(i: Instruction) -> Value | None:
    source = i.operands[0]
    if isinstance(source, Instruction) and all(isinstance(o, Constant) for o in source.operands):
        value = fold.fold(source, source.operands)
        if type(value) is fold.ConstTuple:
            return fold.fold(i, [value])
    return None


_RULES: Final[dict[type[Instruction], Callable[[Instruction], Value | None]]] = {
    Binary: _binary,
    Compare: _compare,
    CondBranch: _cond_branch,
    Convert: _convert,
    Extract: _extract,
    Intrinsic: _folded,
    Load: _load,
    IsConstant: lambda i: fold.fold_is_constant(i.operands[0]),
    Negate: _folded,
    Phi: _phi,
    PointerAdd: _pointer_add,
    Select: _select,
}
