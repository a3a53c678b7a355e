"""What instructions compute, as keys: two with one key give one value, where both can be computed.

    %1 = add nsw %a, %b          (Binary, i32, "add", %a, %b)
    %2 = add %b, %a              the same, since the order of the operands does not matter
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from ccore.ir.arithmetic import COMMUTATIVE, SWAPPED
from ccore.ir.instructions import (
    Binary,
    Call,
    Compare,
    Convert,
    Instruction,
    Load,
    Phi,
    PointerAdd,
    Select,
    Store,
)
from ccore.ir.values import Constant
from ccore.passes.clone import fields_of

Key: TypeAlias = "tuple[object, ...]"
_FLAGS: Final = ("nsw", "nuw", "exact", "inbounds")
"""Promises about a result: what stands for several instructions may promise only what all do."""
_FREE: Final = frozenset(("bitcast", "inttoptr", "ptrtoint", "trunc"))
_extras: dict[type[Instruction], tuple[tuple[str, ...], tuple[str, ...]]] = {}


def key_of(i: Instruction, operands: Sequence[object] | None = None) -> Key:
    """What a pure instruction or a call computes; ``operands``: what stands in the key for the values that it uses."""
    kind = type(i)
    if operands is None:
        operands = i.operands
    if kind is Binary or kind is Compare:
        assert type(i) is Binary or type(i) is Compare
        a, b = operands
        operation = i.operation if type(i) is Binary else i.predicate
        if not isinstance(b, Constant) and id(a) > id(b):
            if type(i) is Binary:
                if operation in COMMUTATIVE or operation in ("fadd", "fmul"):
                    a, b = b, a
            elif operation in SWAPPED:
                operation, a, b = SWAPPED[operation], b, a
        return kind, i.type, operation, a, b
    if type(i) is Phi:
        pairs = sorted(zip(map(id, i.blocks), operands, strict=True), key=lambda pair: pair[0])
        return kind, i.type, i.block, *(value for _, value in pairs)
    if type(i) is Call:
        return kind, i.function_type, i.argument_types, *operands
    return kind, i.type, *[getattr(i, name) for name in _fields(kind)[0]], *operands


def weaken(leader: Instruction, i: Instruction) -> None:
    """Let what stands for both promise only what both do."""
    for flag in _fields(type(i))[1]:
        if not getattr(i, flag):
            setattr(leader, flag, False)


def promises_no_more(i: Instruction, other: Instruction) -> bool:
    """Whether the other one, of the same operation, promises all that ``i`` does."""
    return all(getattr(other, flag) or not getattr(i, flag) for flag in _fields(type(i))[1])


def _fields(kind: type[Instruction]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of what such an instruction has beside its operands: what it is, and what it promises."""
    found = _extras.get(kind)
    if found is None:
        names = fields_of(kind)
        found = tuple(n for n in names if n not in _FLAGS), tuple(n for n in names if n in _FLAGS)
        _extras[kind] = found
    return found


def folded(i: Instruction) -> bool:
    """Whether the instructions that use a value compute it on the way, on every target: part of an address, flags
    that a branch looks at, a register taken for a narrower one.  Then it costs nothing where it is, and a register
    where it is not."""
    kind = type(i)
    if kind is PointerAdd:
        return isinstance(i.operands[1], Constant) or all(_addresses(user, i) for user in i.users)
    if kind is Compare:
        return any(user.terminator or type(user) is Select for user in i.users)
    if kind is Convert:
        assert type(i) is Convert
        return i.operation in _FREE or (type(i.operands[0]) is Load and len(i.operands[0].users) == 1) or _scales(i)
    return kind is Binary and _scales(i)


def _addresses(user: Instruction, value: Instruction) -> bool:
    """Whether that is an access at the address ``value``."""
    kind = type(user)
    return kind is Load or (kind is Store and user.operands[0] is not value)


def _scales(i: Instruction) -> bool:
    """Whether it is used as an offset alone, in addresses that are computed by the accesses."""
    for user in i.users:
        if type(user) is not PointerAdd or user.operands[0] is i:
            return False
        if not all(_addresses(access, user) for access in user.users):
            return False
    return bool(i.users)
