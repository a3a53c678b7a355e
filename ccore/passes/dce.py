"""Deletes instructions whose results nothing needs.

    %a = phi [0, ^entry], [%b, ^loop]
    %b = add %a, 1                        =>     (nothing: they only feed each other)

Optimistic: all are dead until something with an effect needs them, so cycles go too.
"""

from __future__ import annotations

from typing import final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Alloca, Instruction, MemCopy, MemSet, PointerAdd, Store
from ccore.ir.module import Function
from ccore.ir.values import ConstInt
from ccore.passes.alias import Aliases
from ccore.passes.edit import erase_all, plain, untouchable


@final
class Dce:
    """Linear in the number of operands."""

    name = "dce"
    keeps_cfg = True
    keeps = (Aliases,)  # it only deletes

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        live: set[Instruction] = set()
        work: list[Instruction] = []
        stores = _dead_stores(function)
        for block in function.blocks:
            for i in block.instructions:
                if (i.terminator or not i.removable) and i not in stores:
                    live.add(i)
                    work.append(i)
        while work:
            for operand in work.pop().operands:
                if isinstance(operand, Instruction) and operand not in live:
                    live.add(operand)
                    work.append(operand)
        dead = {i for block in function.blocks for i in block.instructions if i not in live}
        if dead:
            erase_all(function, dead)
        return bool(dead)


def _dead_stores(function: Function) -> set[Instruction]:
    """Writes to locals that nothing reads and whose address goes nowhere else."""
    found: set[Instruction] = set()
    for i in function.blocks[0].instructions:
        if type(i) is not Alloca:
            continue
        writes: list[Instruction] = []
        work: list[Instruction] = [i]
        while work:
            address = work.pop()
            for user in address.users:
                kind = type(user)
                if kind is PointerAdd and user.operands[0] is address:
                    work.append(user)
                elif isinstance(user, Store) and user.operands[0] is not address:
                    if not plain(user):
                        break
                    writes.append(user)
                elif (
                    isinstance(user, (MemSet, MemCopy))
                    and user.operands[0] is address
                    and user.operands.count(address) == 1
                    and plain(user)
                    and type(user.operands[2]) is ConstInt
                ):
                    writes.append(user)
                else:
                    break
            else:
                continue
            break
        else:
            found.update(writes)
    return found
