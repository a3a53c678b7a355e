"""Sums of sums that LLVM would not come to an end with.

    a = a + b; b = b + a; a = a + b; ...   p[a] = 1

LLVM's TargetLowering::isGAPlusOffset, which looks for a global in an address, visits both operands of each addition
of a block, and what is used twice is visited twice: the time is exponential in the length of such a chain.
``deep_sums`` names the additions to be hidden from it.
"""

from __future__ import annotations

from typing import Final

from ccore.ir.arithmetic import Binary, Convert, PointerAdd
from ccore.ir.module import Function
from ccore.ir.types import IntType
from ccore.ir.values import Value

_LONG: Final = 64
"""Instructions of a block below which no chain is so long that it matters."""
_VISITS: Final = 4096
"""What one address may cost."""


def deep_sums(function: Function) -> frozenset[Value]:
    """Additions of a function, in addresses, each the last of more than ``_VISITS`` ways through others."""
    if all(len(block.instructions) < _LONG for block in function.blocks):
        return frozenset()
    reached: set[Value] = set()
    work: list[Value] = []
    for block in function.blocks:
        for i in block.instructions:
            if isinstance(i, PointerAdd) or (isinstance(i, Convert) and i.operation == "inttoptr"):
                work.append(i.operands[-1])
    while work:
        value = work.pop()
        if isinstance(value, Binary) and value.operation == "add" and value not in reached:
            if isinstance(value.type, IntType) and value.type.bits == 64:
                reached.add(value)
                work += value.operands
    if len(reached) < 12:  # each can at most double the visits
        return frozenset()
    visits: dict[Value, int] = {}
    deep: set[Value] = set()
    for block in function.blocks:
        for instruction in block.instructions:
            if instruction in reached:
                a, b = instruction.operands
                count = visits.get(a, 1) + visits.get(b, 1)
                if count > _VISITS:
                    deep.add(instruction)
                    count = 1
                visits[instruction] = count
    return frozenset(deep)
