"""Answers to ``__builtin_expect`` and ``__builtin_constant_p``.

    %e = expect %v, i64 0                           condbr (cmp ne %v, 0), ^a, ^b weights=(1, 2000)
    condbr (cmp ne %e, 0), ^a, ^b             =>    (and ``likely`` on a switch)
    %k = isconstant %x                            =>  i1 0     (late, when no pass can learn more)
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir import fold
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import (
    Compare,
    CondBranch,
    Convert,
    Expect,
    Instruction,
    IsConstant,
    Switch,
)
from ccore.ir.module import Function
from ccore.ir.values import Constant, ConstInt, Value
from ccore.passes.edit import erase_all

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
                _spread(i, expected, i.weights, _DEPTH)
        for i in found:
            i.replace_uses(i.operands[0])
        if found:
            erase_all(function, set(found))
        return bool(found)


def _spread(value: Instruction, expected: Constant, weights: tuple[int, int], depth: int) -> None:
    """``value`` is likely ``expected``: so are, folded, what is computed from it alone, and branches on it."""
    for user in value.users:
        if type(user) is CondBranch:
            if type(expected) is ConstInt:
                user.weights = weights if expected.value else (weights[1], weights[0])
        elif type(user) is Switch:
            if type(expected) is ConstInt:
                user.likely = expected.value, *weights
        elif depth and type(user) in (Compare, Convert, Expect):
            operands: list[Value] = [expected if o is value else o for o in user.operands]
            folded = fold.fold(user, operands)
            if isinstance(folded, Constant):
                _spread(user, folded, weights, depth - 1)


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
