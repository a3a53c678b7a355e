"""Two shifts that make up a rotation, where no value is in a register yet (-O0).

    %0 = load %x.1
    %1 = load %n.1
    %2 = lshr %0, %1                      %0 = load %x.1
    %3 = load %x.1                  =>    %1 = load %n.1
    %4 = load %n.1                        %7 = intrinsic rotr %0, %1
    %5 = sub nsw i32 32, %4
    %6 = shl %3, %5
    %7 = or %2, %6

At the levels above, LLVM's selection sees it.  The counts must add up to the width, as numbers or as ``n`` and
``width - n``: then neither is 0 (else the other were as wide as the value: poison), the two halves have no bit in
common, and ``or``, ``xor`` and ``add`` are one.  Where the second is ``-n & (width - 1)`` both may be 0, and ``or``
alone is right.  Both must shift one value: loads of one place are, where nothing is written between them.
Source: H. S. Warren, Hacker's Delight, 2nd edition, 2-15.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Binary, Convert, Instruction, Intrinsic, Load
from ccore.ir.module import Function
from ccore.ir.types import IntType
from ccore.ir.values import ConstInt, Value
from ccore.passes.edit import erase_all, untouchable
from ccore.passes.memory_ssa import load_epochs

_JOINS: Final = frozenset(("or", "xor", "add"))
_SHIFTS: Final = frozenset(("shl", "lshr"))
_NODES: Final = 24  # of an expression that is compared with another


@final
class Rotations:
    """One walk; what may be a rotation is compared within its block."""

    name = "rotations"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        watch = analyses.watch
        dead: set[Instruction] = set()
        for block in function.blocks:
            epochs: dict[Instruction, int] | None = None
            at: dict[Instruction, Instruction] = {}
            for i in block.instructions:
                if type(i) is Binary and i.operation in _JOINS and _halves(i):
                    if epochs is None:
                        epochs = load_epochs(block)
                    new = _rotation(i, epochs)
                    if new is None:
                        continue
                    if watch is None or watch.does(self.name, i):
                        at[i] = new
                    else:
                        new.drop_operands()
            for old, rotation in at.items():
                rotation.block, rotation.location = block, old.location
                old.replace_uses(rotation)
            if at:
                block.instructions = [at.get(i, i) for i in block.instructions]
                for old in at:
                    _drop(old, dead)
        if dead:
            erase_all(function, dead)
        return bool(dead)


def _halves(i: Binary) -> bool:
    """Whether it joins a shift to the left and one to the right."""
    a, b = i.operands
    return (
        type(a) is Binary and type(b) is Binary and isinstance(i.type, IntType)
        and a.operation != b.operation and a.operation in _SHIFTS and b.operation in _SHIFTS
    )  # fmt: skip


def _rotation(i: Binary, epochs: dict[Instruction, int]) -> Intrinsic | None:
    kind = i.type
    a, b = i.operands
    assert isinstance(a, Binary) and isinstance(b, Binary) and isinstance(kind, IntType)
    if not _same(a.operands[0], b.operands[0], epochs):
        return None
    for one, other in ((a, b), (b, a)):
        if _complements(one.operands[1], other.operands[1], kind.bits, _idempotent(i.operation), epochs):
            return Intrinsic("rotl" if one.operation == "shl" else "rotr", [one.operands[0], one.operands[1]])
    return None


def _idempotent(join: str) -> bool:
    """Whether a value joined with itself is that value."""
    return join == "or"


def _complements(count: Value, other: Value, width: int, masked: bool, epochs: dict[Instruction, int]) -> bool:
    """Whether ``other`` is ``width - count`` (or that modulo the width, where ``masked``)."""
    if type(other) is ConstInt:
        return type(count) is ConstInt and 0 < count.value < width and count.value + other.value == width
    while type(count) is Convert and type(other) is Convert and count.operation == other.operation == "zext":
        if count.operands[0].type is not other.operands[0].type:
            return False
        count, other = count.operands[0], other.operands[0]
    if type(other) is not Binary or not isinstance(other.type, IntType):
        return False
    whole = width
    if masked and other.operation == "and" and _number(other.operands[1], width - 1) and width & (width - 1) == 0:
        inner = other.operands[0]
        if type(inner) is not Binary:
            return False
        other, whole = inner, 0
    if other.operation != "sub" or not _number(other.operands[0], whole):
        return False
    return _same(count, other.operands[1], epochs)


def _number(value: Value, number: int) -> bool:
    return type(value) is ConstInt and value.value == number


def _same(a: Value, b: Value, epochs: dict[Instruction, int]) -> bool:
    """Whether two expressions of the block have one value."""
    work = [(a, b)]
    for _ in range(_NODES):
        if not work:
            return True
        a, b = work.pop()
        if a is b or (type(a) is ConstInt and a == b):
            continue
        if not isinstance(a, Instruction) or type(a) is not type(b) or a.type is not b.type:
            return False
        assert isinstance(b, Instruction)
        if type(a) is Load and type(b) is Load:
            if a not in epochs or epochs[a] != epochs.get(b):
                return False
        elif type(a) is Binary or type(a) is Convert:
            assert isinstance(b, (Binary, Convert))
            if a.operation != b.operation:
                return False
        else:
            return False
        work.extend(zip(a.operands, b.operands, strict=True))
    return not work


def _drop(root: Instruction, dead: set[Instruction]) -> None:
    """Give up an instruction, and what it alone used."""
    work = [root]
    while work:
        i = work.pop()
        operands = list(i.operands)
        dead.add(i)
        i.drop_operands()
        work += [o for o in operands if isinstance(o, Instruction) and not o.users and o not in dead and o.removable]
