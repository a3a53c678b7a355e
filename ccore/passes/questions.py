"""Answers to ``__builtin_expect``, ``__builtin_constant_p`` and ``__builtin_object_size``.

    %e = expect %v, i64 0                           condbr (cmp ne %v, 0), ^a, ^b weights=(1, 2000)
    condbr (cmp ne %e, 0), ^a, ^b             =>
    %s = objectsize (ptradd (alloca size=16), 4)  =>  i64 12
    %k = isconstant %x                            =>  i1 0     (late, when no pass can learn more)
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir import fold
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import (
    Alloca,
    Compare,
    CondBranch,
    Convert,
    Expect,
    Instruction,
    IsConstant,
    ObjectSize,
    PointerAdd,
)
from ccore.ir.module import Function
from ccore.ir.types import I64
from ccore.ir.values import Constant, ConstInt, GlobalVariable, Value
from ccore.passes.edit import erase_all

LIKELY: Final = (2000, 1)  # LLVM's own weights for __builtin_expect
_DEPTH: Final = 4  # how far an expectation is followed


@final
class LowerExpect:
    """Puts expectations on the branches that depend on them and removes ``expect``."""

    name = "lower-expect"
    keeps_cfg = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        found = [i for block in function.blocks for i in block.instructions if type(i) is Expect]
        for i in found:
            expected = i.operands[1]
            if isinstance(expected, Constant):
                _spread(i, expected, _DEPTH)
        for i in found:
            i.replace_uses(i.operands[0])
        if found:
            erase_all(function, set(found))
        return bool(found)


def _spread(value: Instruction, expected: Constant, depth: int) -> None:
    """``value`` is likely ``expected``: so are, folded, what is computed from it alone, and branches on it."""
    for user in value.users:
        if type(user) is CondBranch:
            if type(expected) is ConstInt:
                user.weights = LIKELY if expected.value else (LIKELY[1], LIKELY[0])
        elif depth and type(user) in (Compare, Convert, Expect):
            operands: list[Value] = [expected if o is value else o for o in user.operands]
            folded = fold.fold(user, operands)
            if isinstance(folded, Constant):
                _spread(user, folded, depth - 1)


def known_size(pointer: Value) -> int | None:
    """Bytes from ``pointer`` to the end of its object, where both are known."""
    offset = 0
    while type(pointer) is PointerAdd:
        distance = pointer.operands[1]
        if type(distance) is not ConstInt:
            return None
        offset += distance.signed
        pointer = pointer.operands[0]
    if type(pointer) is GlobalVariable:
        if not definite(pointer):
            return None
    elif type(pointer) is not Alloca:
        return None
    size = pointer.size
    return max(size - offset, 0) if offset >= 0 else None


def definite(variable: GlobalVariable) -> bool:
    """Whether its size is the one that this file says: another file's, or one that replaces it, may be of another."""
    return variable.initial is not None and "weak" not in variable.linkage


@final
class ResolveObjectSize:
    """Answers ``objectsize`` where the object is known; ``final`` answers the rest with "unknown"."""

    keeps_cfg = True

    def __init__(self, final_answer: bool = False) -> None:
        self.final_answer = final_answer
        self.name = "object-size-final" if final_answer else "object-size"

    def run(self, function: Function, analyses: Analyses) -> bool:
        dead: set[Instruction] = set()
        for block in function.blocks:
            for i in block.instructions:
                if type(i) is not ObjectSize:
                    continue
                size = known_size(i.operands[0])
                if size is None:
                    if not self.final_answer:
                        continue
                    size = 0 if i.minimum else -1
                i.replace_uses(ConstInt(I64, size))
                dead.add(i)
        if dead:
            erase_all(function, dead)
        return bool(dead)


@final
class ResolveIsConstant:
    """No more is learnt after this: what is not known by now is not constant."""

    name = "is-constant"
    keeps_cfg = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        dead: set[Instruction] = set()
        for block in function.blocks:
            for i in block.instructions:
                if type(i) is IsConstant:
                    answer = fold.fold_is_constant(i.operands[0])
                    i.replace_uses(fold.FALSE if answer is None else answer)
                    dead.add(i)
        if dead:
            erase_all(function, dead)
        return bool(dead)
