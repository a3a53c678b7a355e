"""Deletes instructions whose results nothing needs.

    %a = phi [0, ^entry], [%b, ^loop]
    %b = add %a, 1                        =>     (nothing: they only feed each other)

Optimistic: all are dead until something with an effect needs them, so cycles go too.
"""

from __future__ import annotations

from typing import final

from ccore.ir.cfg import Analyses, Watcher
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
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        live: set[Instruction] = set()
        work: list[Instruction] = []
        stores = dead_stores(function)
        for block in function.blocks:
            for i in block.instructions:
                if needed(i) and i not in stores:
                    live.add(i)
                    work.append(i)
        _follow(work, live)
        if analyses.watch is not None:
            _refuse(function, live, analyses.watch)
        dead = {i for block in function.blocks for i in block.instructions if i not in live}
        if dead:
            erase_all(function, dead)
        return bool(dead)


def needed(i: Instruction) -> bool:
    """Whether it must stay even if nothing uses its result."""
    return i.terminator or not i.removable


def _follow(work: list[Instruction], live: set[Instruction]) -> None:
    """What the instructions of the list need is live, too."""
    while work:
        for operand in work.pop().operands:
            if isinstance(operand, Instruction) and operand not in live:
                live.add(operand)
                work.append(operand)


def _refuse(function: Function, live: set[Instruction], watch: Watcher) -> None:
    """What may not be deleted lives, with all that it needs."""
    for block in function.blocks:
        for i in block.instructions:
            if i not in live and not watch.allows("delete", i):
                live.add(i)
                _follow([i], live)
    for block in function.blocks:
        for i in block.instructions:
            if i not in live:
                watch.done("delete", i)


def dead_stores(function: Function) -> set[Instruction]:
    """Writes to locals that nothing reads and whose address goes nowhere else."""
    found: set[Instruction] = set()
    for i in function.blocks[0].instructions:
        if type(i) is Alloca:
            found.update(_unread(i))
    return found


def _unread(local: Alloca) -> list[Instruction]:
    """All uses of a local, if they only write to it; else none."""
    writes: list[Instruction] = []
    work: list[Instruction] = [local]
    while work:
        address = work.pop()
        for user in address.users:
            if type(user) is PointerAdd:
                work.append(user)
            elif only_writes(user, address):
                writes.append(user)
            else:
                return []
    return writes


def only_writes(user: Instruction, address: Instruction) -> bool:
    """Whether a use of an address writes there, and does nothing else with it."""
    if not plain(user):
        return False
    if type(user) is Store:
        return user.operands[0] is not address
    if type(user) is not MemSet and type(user) is not MemCopy:
        return False
    target, source, size = user.operands
    return target is address and source is not address and type(size) is ConstInt
