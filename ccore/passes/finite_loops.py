"""Whether a function's loops all end, as far as that is easily seen.

    ^l: %i = phi [0, ^before], [%n, ^l]          it ends: %n takes all values of its type, %m among them
        %n = add %i, 1
        condbr (cmp slt %n, %m), ^l, ^out

    ^l: %p = phi [%s, ^before], [%q, ^l]         it ends, or leaves the object that %s points into, and then the
        %c = load i8, %p                         behaviour is undefined (C17 6.5.6p8)
        %q = ptradd inbounds %p, 1
        condbr (cmp ne %c, 0), ^l, ^out

C lets a compiler assume that of few loops (C17 6.8.5p6), and GCC assumes it of none in C.
"""

from __future__ import annotations

from typing import Final

from ccore.ir.arithmetic import INVERSE
from ccore.ir.cfg import Analyses, Loop
from ccore.ir.instructions import Binary, Compare, CondBranch, Convert, Instruction, Load, Phi, PointerAdd, Store
from ccore.ir.module import Block
from ccore.ir.values import ConstInt, Value

_MEETING: Final = frozenset(("slt", "sgt", "ult", "ugt", "ne"))
"""Under which a loop goes on while two values have not met."""
_MOST_USES: Final = 16  # uses of a counter that are followed
_CARRYING: Final = frozenset(("add", "sub", "mul", "shl", "xor"))


def all_end(analyses: Analyses) -> bool:
    """Whether control that stays within the function comes to one of its ends."""
    if not analyses.loops and len(analyses.function.blocks) < 2:
        return True
    number = {block: n for n, block in enumerate(analyses.reverse_postorder)}
    for block, n in number.items():
        for target in block.successors:
            if number[target] <= n and not analyses.dominates(target, block):
                return False  # a cycle with two ways in
    return all(ends(loop, analyses) for loop in analyses.loops)


def ends(loop: Loop, analyses: Analyses) -> bool:
    """Whether the loop is left at some time, if those within it are."""
    always = {b for b in loop.blocks if all(analyses.dominates(b, latch) for latch in loop.latches)}
    for phi in loop.header.instructions:
        if type(phi) is not Phi:
            return False
        steps = _steps(phi, loop)
        if steps and (_meets(phi, steps, loop, always) or _leaves(phi, steps, loop, always)):
            return True
    return False


def _steps(phi: Phi, loop: Loop) -> list[Instruction]:
    """What gives the phi its next value, if that always counts in the same direction."""
    found: dict[Instruction, int] = {}
    for value, source in zip(phi.operands, phi.blocks, strict=True):
        if source not in loop.blocks:
            continue
        counts = type(value) is PointerAdd or (type(value) is Binary and value.operation == "add")
        if not counts or not isinstance(value, Instruction) or value.operands[0] is not phi:
            return []
        distance = value.operands[1]
        if type(distance) is not ConstInt or not distance.value:
            return []
        found[value] = distance.signed
    return list(found) if all(d > 0 for d in found.values()) or all(d < 0 for d in found.values()) else []


def _meets(phi: Phi, steps: list[Instruction], loop: Loop, always: set[Block]) -> bool:
    """Whether the loop is left when the counter, which takes every value of its type, equals some value."""
    for step in steps:
        distance = step.operands[1]
        if type(step) is not Binary or type(distance) is not ConstInt or abs(distance.signed) != 1:
            return False
    for block in always:
        last = block.instructions[-1]
        if type(last) is not CondBranch or (last.then in loop.blocks) is (last.otherwise in loop.blocks):
            continue
        test = last.operands[0]
        if type(test) is not Compare:
            continue
        predicate = test.predicate if last.then in loop.blocks else INVERSE.get(test.predicate, "")
        if predicate not in _MEETING:
            continue
        a, b = test.operands
        # One step for all: a value that only some rounds compare could pass the other by.
        counters: tuple[Value, ...] = (phi, steps[0]) if len(steps) == 1 else (phi,)
        if any(x in counters and _invariant(y, loop) for x, y in ((a, b), (b, a))):
            return True
    return False


def _invariant(value: Value, loop: Loop) -> bool:
    return not isinstance(value, Instruction) or value.block not in loop.blocks


def _leaves(phi: Phi, steps: list[Instruction], loop: Loop, always: set[Block]) -> bool:
    """Whether the counter becomes poison in the end, and each round does what poison makes undefined."""
    for step in steps:
        if not (step.inbounds if type(step) is PointerAdd else type(step) is Binary and (step.nsw or step.nuw)):
            return False
    if len({type(step) is Binary and step.nsw for step in steps}) > 1:
        return False
    work: list[Value] = [phi, *steps]
    seen = 0
    while work and seen < _MOST_USES:
        value = work.pop()
        for user in value.users:
            seen += 1
            kind = type(user)
            if user.block not in loop.blocks:
                continue
            if kind is Load or kind is Store:
                if user.operands[-1] is value and user.block in always:
                    return True
            elif kind is CondBranch:
                if user.block in always:
                    return True
            elif kind in (Convert, Compare, PointerAdd) or (type(user) is Binary and user.operation in _CARRYING):
                if user not in steps:
                    work.append(user)
    return False


__all__ = ["all_end", "ends"]
