"""Algebraic identities, one instruction at a time, until none applies.

    %1 = add %x, i32 0        =>   %x
    %2 = zext i1 %c to i32
    %3 = cmp ne %2, i32 0     =>   %c
    %4 = add %x, i32 3
    %5 = add %4, i32 4        =>   add %x, i32 7

Most are the rows of ``rule_tables.py``; here is what applies them, and what is no row: constants, what constant
variables hold, and sums whose terms cancel.  A rewrite never adds work for the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, final

from ccore.ir import fold
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
from ccore.ir.types import I1, FloatType, IntType, VectorType
from ccore.ir.values import Constant, ConstFloat, ConstInt, GlobalVariable, Null, Undef, Value
from ccore.passes.edit import erase_all, plain, trivial_phi, untouchable
from ccore.passes.linear import constant_sum
from ccore.passes.rule_matchers import Matcher, compile_rules
from ccore.passes.rule_tables import RULES

_SUMS: Final = (Binary, Convert)  # what a sum, or a pointer's base and offset, may be behind


@cache
def _matchers() -> dict[str, Matcher]:
    return compile_rules(RULES)


@final
class InstSimplify:
    """A work list: a change looks again at the users, so the whole is near-linear."""

    name = "instsimplify"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        work = [i for block in reversed(function.blocks) for i in reversed(block.instructions) if type(i) in _CODE]
        waiting = set(work)
        dead: set[Instruction] = set()
        before: dict[Instruction, list[Instruction]] = {}  # by instruction, the new ones that go before it
        gone: list[Value] = []  # operands that a rewrite took away
        changed = False
        watch = analyses.watch
        matchers = _matchers()

        def fresh(i: Instruction, new: Instruction) -> Instruction:
            new.block, new.location = i.block, i.location
            before.setdefault(i, []).append(new)
            waiting.add(new)
            work.append(new)
            return new

        while work:
            i = work.pop()
            waiting.discard(i)
            if i in dead:
                continue
            name, code, key = _CODE[type(i)]
            new: Value | None = None
            if key:
                matcher = matchers.get(getattr(i, key))
                if matcher is not None and type(i.type) is not VectorType:
                    new = matcher(i, watch, fresh, gone)
            if new is None:
                if watch is not None and not watch.allows(name, i):
                    continue
                new = code(i)
                if new is None:
                    continue
                if watch is not None:
                    watch.done(name, i)
            changed = True
            again: list[Instruction] = list(i.users)
            if new is i:
                again.append(i)
            else:
                dead.add(i)
                gone += i.operands
                i.replace_uses(new)
                i.drop_operands()
            for user in again:
                if user not in waiting and type(user) in _CODE:
                    waiting.add(user)
                    work.append(user)
            _bury(gone, dead)
        if before:
            _insert(before)
        if dead:
            erase_all(function, dead)
        return changed


def _bury(unused: list[Value], dead: set[Instruction]) -> None:
    """What nothing uses any more is in nobody's way; empties the list."""
    while unused:
        i = unused.pop()
        if isinstance(i, Instruction) and not i.users and i.pure and i not in dead:
            dead.add(i)
            unused += i.operands
            i.drop_operands()


def _insert(before: dict[Instruction, list[Instruction]]) -> None:
    """Put new instructions, and those before them, into the blocks."""
    for block in {i.block: None for i in before}:
        assert block is not None
        made: list[Instruction] = []
        for i in block.instructions:
            pending = [i]
            while pending:
                each = pending.pop()
                new = before.pop(each, None)
                if new is None:
                    made.append(each)
                else:
                    pending.append(each)
                    pending += reversed(new)
        block.instructions = made


def _binary(i: Instruction) -> Value | None:
    assert type(i) is Binary
    a, b = i.operands
    if isinstance(a, Constant) and isinstance(b, Constant):
        return fold.fold_binary(i.operation, a, b)
    kind, operation = i.type, i.operation
    if isinstance(kind, IntType) and (
        operation == "sub" and (type(a) in _SUMS or type(b) in _SUMS) or operation == "add" and _opposes(b)
    ):
        known = constant_sum([(a, 1), (b, 1 if operation == "add" else -1)], kind)
        return None if known is None else ConstInt(kind, known)
    return None


def _opposes(value: Value) -> bool:
    """Whether something may have been subtracted in a value: ``0 - x``, ``~x``."""
    return type(value) is Binary and value.operation in ("sub", "xor")


def _compare(i: Instruction) -> Value | None:
    assert type(i) is Compare
    if i.type is not I1:
        return None
    a, b = i.operands
    if isinstance(a, Constant) and isinstance(b, Constant):
        return fold.fold_compare(i.predicate, a, b)
    if isinstance(a.type, FloatType):
        function = i.block.function if i.block is not None else None
        finite = function is not None and "finite" in function.attributes.math
        if type(b) is ConstFloat:
            return fold.compare_with_float(i.predicate, a, b, finite)
        return fold.compare_floats(i.predicate, a is b, finite)
    if type(b) is Null:
        return fold.fold_compare(i.predicate, a, b)
    if i.predicate in ("eq", "ne") and isinstance(a.type, IntType) and (type(a) is Binary or type(b) is Binary):
        if type(b) is not ConstInt:
            difference = constant_sum([(a, 1), (b, -1)], a.type)
            return None if difference is None else ConstInt(I1, (difference == 0) == (i.predicate == "eq"))
    return None


def _convert(i: Instruction) -> Value | None:
    assert type(i) is Convert
    a = i.operands[0]
    if isinstance(a, Constant):
        return fold.fold_convert(i.operation, a, i.type)
    if i.operation in ("bitcast", "addrspacecast"):
        if a.type is i.type:
            return a
        if type(a) is Convert and a.operation == i.operation == "bitcast":
            i.set_operand(0, a.operands[0])
            return i
    return None


def unchanging(variable: GlobalVariable) -> bool:
    """Whether a variable always holds what it was given at the start."""
    return variable.constant


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
    condition, a, b = i.operands
    return a if a is b else fold.fold_select(condition, a, b)


def _phi(i: Instruction) -> Value | None:
    assert type(i) is Phi
    value = trivial_phi(i)
    return None if value is i else value


def _cond_branch(i: Instruction) -> Value | None:
    """Branch on the opposite of a negated condition."""
    assert type(i) is CondBranch
    condition = i.operands[0]
    if type(condition) is Binary and condition.operation == "xor" and condition.operands[1] == fold.TRUE:
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


_CODE: Final[dict[type[Instruction], tuple[str, Callable[[Instruction], Value | None], str]]] = {
    Binary: ("binary", _binary, "operation"),
    Compare: ("compare", _compare, "predicate"),
    CondBranch: ("branch", _cond_branch, ""),
    Convert: ("convert", _convert, "operation"),
    Extract: ("extract", _extract, ""),
    Intrinsic: ("intrinsic", _folded, "name"),
    Load: ("load", _load, ""),
    IsConstant: ("isconstant", lambda i: fold.fold_is_constant(i.operands[0]), ""),
    Negate: ("negate", _folded, ""),
    Phi: ("phi", _phi, ""),
    PointerAdd: ("pointer", lambda i: None, "opcode"),
    Select: ("select", _select, "opcode"),
}
"""By class: the name of what ``code`` does, ``code``, and the attribute that the rows are found by."""
