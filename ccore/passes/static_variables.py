"""Static variables of which all uses are seen: those never written are constants, what is only written goes.

    static int limit = 8;  ... limit ...              @limit is constant, so that loads of it are 8
    static int seen;       ... seen = 1 ...    =>     the store goes, and with it the variable
    static int list[9];    ... list[i] = *p ...       @list is ``unaddressed``: *p is none of its elements

A variable's address is followed from where it is named through address arithmetic and choices between addresses.  If it
only ever serves loads, stores and copies, no pointer that is loaded, passed or returned can be to the variable.

- Nothing else may name it: no other file, no initialiser, no assembly, no attribute ``used``, alias or section of its
  own.
- Volatile and atomic accesses count as uses of which nothing is known.
- What is written through an address that may be another object's is left; so is what a call leaves its result in.
- Zeros without end are not made constant: they would take room in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, final

from ccore.ir.instructions import (
    Call,
    Compare,
    Expect,
    Instruction,
    IsConstant,
    Load,
    MemCopy,
    MemSet,
    ObjectSize,
    Phi,
    PointerAdd,
    Prefetch,
    Select,
    Store,
)
from ccore.ir.module import Function, Module
from ccore.ir.types import AggregateType
from ccore.ir.values import GlobalVariable, Value
from ccore.passes.edit import erase_all, plain, untouchable
from ccore.passes.module_uses import ModuleUses

if TYPE_CHECKING:
    from ccore.passes.manager import PassManager

_LARGEST_ZERO: Final = 4096  # bytes
_CHOICES: Final = frozenset((Expect, Phi, Select))
_HARMLESS: Final = frozenset((Compare, IsConstant, ObjectSize, Prefetch))


@final
class StaticVariables:
    """Linear in the uses of variables."""

    name = "static-variables"
    asks_each = True
    tells_each = True

    def run_module(self, module: Module, manager: PassManager) -> bool:
        uses = ModuleUses(module)
        dead: dict[Function, set[Instruction]] = {}
        watch = manager.watch
        changed = False
        for variable in module.variables.values():
            users = uses.all_uses(variable)
            if users is None or variable.section or variable.thread_local:
                continue
            found = accesses_of(variable, users)
            if found.addressed:
                continue
            if not variable.unaddressed and (
                watch is None or (watch.enter(self.name, variable.name, True) and watch.does("unaddressed", None))
            ):
                variable.unaddressed = changed = True
            if not found.read and found.stores and not variable.constant:
                for i in found.stores:
                    assert i.block is not None and i.block.function is not None
                    function = i.block.function
                    if not untouchable(function) and (
                        watch is None
                        or (watch.enter(self.name, function.name, True) and watch.does("unread", i))
                    ):
                        dead.setdefault(function, set()).add(i)
            elif not found.written and not variable.constant:
                assert variable.initial is not None
                if variable.initial.zero and not variable.initial.relocations and variable.size > _LARGEST_ZERO:
                    continue
                if watch is None or (watch.enter(self.name, variable.name, True) and watch.does("constant", None)):
                    variable.constant = changed = True
                    for i in users:
                        assert i.block is not None and i.block.function is not None
                        manager.invalidate(i.block.function)
        for function, stores in dead.items():
            erase_all(function, stores)
            manager.invalidate(function)
            manager.clean(function)
        return changed or bool(dead)


@final
@dataclass(slots=True)
class Accesses:
    """``stores``: writes to the variable and to nothing else."""

    addressed: bool = False
    read: bool = False
    written: bool = False
    stores: list[Instruction] = field(default_factory=list)


def accesses_of(variable: GlobalVariable, users: list[Instruction]) -> Accesses:
    """What is done with a variable's address."""
    found = Accesses()
    work: list[tuple[Instruction, Value, bool]] = [(i, variable, True) for i in users]
    seen: set[tuple[Instruction, bool]] = set()
    while work and not found.addressed:
        i, address, sure = work.pop()
        kind = type(i)
        if kind in _HARMLESS:
            continue
        if kind in _CHOICES or (kind is PointerAdd and i.operands[0] is address and i.operands[1] is not address):
            sure = sure and kind is PointerAdd
            if (i, sure) not in seen:
                seen.add((i, sure))
                work += [(user, i, sure) for user in i.users]
        else:
            _access(i, address, sure, found)
    return found


def _access(i: Instruction, address: Value, sure: bool, found: Accesses) -> None:
    kind = type(i)
    if kind is Load and plain(i):
        found.read = True
    elif plain(i) and ((kind is Store and i.operands[0] is not address) or kind is MemSet):
        _write(i, sure, found)
    elif kind is MemCopy and plain(i) and i.operands[2] is not address:
        if i.operands[1] is address:
            found.read = True
        if i.operands[0] is address:
            _write(i, sure, found)
    elif type(i) is Call and i.operands[0] is not address:
        for argument, type_ in zip(i.arguments, i.argument_types, strict=True):
            if argument is address:
                found.read = True
                found.addressed |= not isinstance(type_, AggregateType)
        if i.result_address is address:
            found.written = found.read = True  # the call must have somewhere to put it
    else:
        found.addressed = True


def _write(i: Instruction, sure: bool, found: Accesses) -> None:
    found.written = True
    if sure:
        found.stores.append(i)
    else:
        found.read = True  # it must stay, and needs the variable


__all__ = ["StaticVariables"]
