"""Scalar replacement of aggregates: cuts a local structure into the parts that the code touches.

    %s: ptr = alloca size=8               %s.0: ptr = alloca size=4
    %p: ptr = ptradd %s, i64 4            %s.4: ptr = alloca size=4
    store %a, %p                    =>    store %a, %s.4
    memcopy %q, %s, i64 8                 %v: i32 = load %s.0 ; store %v, %q ; ...

A local is cut if every use of its address is a load, a store, or a ``memcopy``/``memset`` of constant size, at
a constant offset.  Scalars that overlap stay together in one part; bytes that only whole copies touch form
parts too.  ``mem2reg`` then puts the parts into registers.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple, final

from ccore.ir.cfg import Analyses, Watcher
from ccore.ir.instructions import Alloca, Instruction, Load, MemCopy, MemSet, PointerAdd, Store
from ccore.ir.module import Function
from ccore.ir.types import I1, I64, FloatType, IntType, PointerType, Type
from ccore.ir.values import ConstFloat, ConstInt, Null, Value
from ccore.passes.edit import plain, untouchable

_MOST_PARTS = 64  # a copy of more parts than this stays a copy


class _Access(NamedTuple):
    offset: int
    size: int
    type: Type | None  # None: a memcopy or memset
    instruction: Instruction
    operand: int  # which operand is the address


class _Part(NamedTuple):
    """Bytes ``offset`` .. ``offset + size`` with an alloca of their own.  ``type``: the one scalar there, or None."""

    offset: int
    size: int
    type: Type | None
    alloca: Alloca


@final
class Sroa:
    name = "sroa"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        work = [i for i in function.blocks[0].instructions if type(i) is Alloca and _candidate(i)]
        if not work:
            return False
        rewriter = _Rewriter(function, analyses.watch)
        work.reverse()
        budget = 4 * len(work) + 64  # parts may be cut again, each time finer
        while work and budget:
            budget -= 1
            alloca = work.pop()
            if alloca.block is not None and alloca not in rewriter.deleted:
                work.extend(rewriter.split(alloca))
        return rewriter.finish()


def _candidate(alloca: Alloca) -> bool:
    """Quick refusal: scalars that mem2reg takes as they are, and addresses that escape at once."""
    plain = True
    for user in alloca.users:
        kind = type(user)
        if kind is PointerAdd or kind is MemCopy or kind is MemSet:
            plain = False
        elif kind is not Load and kind is not Store:
            return False
    return not plain


def _accesses(alloca: Alloca) -> tuple[list[_Access], list[PointerAdd]] | None:
    """All uses of the address, or None where one is of another kind."""
    found: list[_Access] = []
    adds: list[PointerAdd] = []
    work: list[tuple[Instruction, int]] = [(alloca, 0)]
    while work:
        address, base = work.pop()
        for user in address.users:
            if type(user) is PointerAdd:
                distance = user.operands[1]
                if type(distance) is not ConstInt or user.operands[0] is not address:
                    return None
                adds.append(user)
                work.append((user, base + distance.signed))
            elif type(user) is Load:
                if not plain(user):
                    return None
                found.append(_Access(base, user.type.size, user.type, user, 0))
            elif type(user) is Store:
                if user.operands[0] is address or not plain(user):
                    return None
                kind = user.operands[0].type
                found.append(_Access(base, kind.size, kind, user, 1))
            elif type(user) is MemCopy or type(user) is MemSet:
                count = user.operands[2]
                if not plain(user) or type(count) is not ConstInt or user.operands[2] is address:
                    return None
                if type(user) is MemCopy and user.operands[0] is address and user.operands[1] is address:
                    return None
                operand = 0 if user.operands[0] is address else 1
                found.append(_Access(base, count.value, None, user, operand))
            else:
                return None
    for access in found:
        if access.offset < 0 or access.offset + access.size > alloca.size:
            return None
    seen: set[Instruction] = set()
    for access in found:  # a copy within the local stays whole
        if access.instruction in seen:
            return None
        seen.add(access.instruction)
    return found, adds


def _copyable(type_: Type, size: int) -> bool:
    """Whether a load and a store of the type move every bit of its bytes."""
    if isinstance(type_, IntType):
        return type_ is not I1 and type_.bits == size * 8
    if isinstance(type_, FloatType):
        return type_.bits == size * 8
    return isinstance(type_, PointerType)


def overlaps(begin: int, part: tuple[int, int, Type | None]) -> bool:
    """Whether an access that begins there, not before the part, shares bytes with it."""
    return begin < part[1]


def _layout(accesses: list[_Access], size: int) -> list[tuple[int, int, Type | None]]:
    """Cut ``size`` bytes: overlapping scalars together, then what whole copies read in between."""
    parts: list[tuple[int, int, Type | None]] = []
    for access in sorted((a for a in accesses if a.type is not None), key=lambda a: (a.offset, -a.size)):
        begin, end = access.offset, access.offset + access.size
        if parts and overlaps(begin, parts[-1]):
            first, last, kind = parts[-1]
            same = (begin, end) == (first, last)
            if same and kind is not None and access.type is not None and kind is not access.type:
                if isinstance(kind, (FloatType, PointerType)) and isinstance(access.type, IntType):
                    kind = access.type  # any deterministic choice: mem2reg converts
            parts[-1] = (first, max(last, end), kind if same else None)
        else:
            parts.append((begin, end, access.type))
    gaps: list[tuple[int, int, Type | None]] = []
    ranges = sorted(
        (a.offset, a.offset + a.size) for a in accesses if a.type is None and a.operand == 1 and a.size
    )
    if ranges:
        covered: list[tuple[int, int]] = []
        for begin, end in ranges:
            if covered and begin <= covered[-1][1]:
                covered[-1] = (covered[-1][0], max(end, covered[-1][1]))
            else:
                covered.append((begin, end))
        for begin, end in covered:
            at = begin
            for first, last, _ in parts:
                if last <= at:
                    continue
                if first >= end:
                    break
                if first > at:
                    gaps.append((at, first, None))
                at = max(at, last)
            if at < end:
                gaps.append((at, end, None))
    return sorted(parts + gaps, key=lambda p: p[0])


def _low_bit(offset: int, align: int) -> int:
    """The alignment of ``offset`` bytes past something aligned to ``align``."""
    return min(align, offset & -offset) if offset else align


@final
class _Rewriter:
    """Instructions to be put before others are gathered, so that each block's list is rebuilt once."""

    def __init__(self, function: Function, watch: Watcher | None) -> None:
        self.function, self.watch = function, watch
        self.before: dict[Instruction, list[Instruction]] = {}
        self.deleted: set[Instruction] = set()
        self.allocas: list[Alloca] = []

    def split(self, alloca: Alloca) -> list[Alloca]:
        """Cut one local; the new or changed allocas that may be cut again."""
        gathered = _accesses(alloca)
        if gathered is None:
            return []
        accesses, adds = gathered
        layout = _layout(accesses, alloca.size)
        copies = [a for a in accesses if a.type is None]
        if len(layout) > _MOST_PARTS and copies:
            return []
        if len(layout) == 1 and layout[0][:2] == (0, alloca.size):
            kind = layout[0][2]
            if kind is None or not _copyable(kind, alloca.size) or not (copies or adds):
                return []  # no finer than it is
        if self.watch is not None and not self.watch.does("split", alloca):
            return []
        parts = [self.part(alloca, begin, end, kind) for begin, end, kind in layout]
        debug = self.function.debug
        for record in () if debug is None else debug.declares.pop(alloca, ()):
            for part in parts:
                moved = record.part(part.offset, part.size, part.alloca)
                if debug is not None and moved is not None:
                    debug.declares.setdefault(part.alloca, []).append(moved)
        again: list[Alloca] = []
        starts = [part.offset for part in parts]
        for access in accesses:
            if access.type is not None:
                part = parts[bisect_right(starts, access.offset) - 1]
                address = self.address(part.alloca, access.offset - part.offset, access.instruction)
                access.instruction.set_operand(access.operand, address)
                self.lower_alignment(access.instruction, part, access.offset)
            else:
                again.extend(self.split_copy(alloca, access, parts))
        for add in adds:
            self.delete(add)
        self.delete(alloca)
        again.extend(part.alloca for part in parts if part.type is None)
        return again

    def part(self, alloca: Alloca, begin: int, end: int, kind: Type | None) -> _Part:
        align = _low_bit(begin, alloca.align)
        new = Alloca(end - begin, align, f"{alloca.name}.{begin}" if alloca.name else "")
        new.block, new.location = alloca.block, alloca.location
        self.allocas.append(new)
        if kind is not None and not _copyable(kind, end - begin):
            kind = None
        return _Part(begin, end - begin, kind, new)

    def lower_alignment(self, i: Instruction, part: _Part, offset: int) -> None:
        """The new alloca may be aligned less than the whole was."""
        assert isinstance(i, (Load, Store))
        i.align = min(i.align, _low_bit(offset - part.offset, part.alloca.align))

    def address(self, base: Value, offset: int, place: Instruction) -> Value:
        if not offset:
            return base
        add = PointerAdd(base, ConstInt(I64, offset))
        self.insert(add, place)
        return add

    def insert(self, new: Instruction, place: Instruction) -> None:
        new.block, new.location = place.block, place.location
        self.before.setdefault(place, []).append(new)

    def delete(self, i: Instruction) -> None:
        self.deleted.add(i)
        i.drop_operands()

    def split_copy(self, alloca: Alloca, access: _Access, parts: list[_Part]) -> list[Alloca]:
        """One memcopy or memset becomes a scalar access for each scalar part, and copies for the rest."""
        old = access.instruction
        touched: list[Alloca] = []
        begin, end = access.offset, access.offset + access.size
        assert isinstance(old, (MemCopy, MemSet))
        other = old.operands[1 - access.operand]
        for part in parts:
            first, last = max(begin, part.offset), min(end, part.offset + part.size)
            if first >= last:
                continue
            whole = first == part.offset and last == part.offset + part.size
            align = _low_bit(first - part.offset, part.alloca.align)
            count = ConstInt(I64, last - first)
            mine = self.address(part.alloca, first - part.offset, old)
            if type(old) is MemSet:
                value = filled(part.type, old.operands[1], part.size) if whole and part.type is not None else None
                if value is not None:
                    self.insert(Store(value, mine, align), old)
                else:
                    self.insert(MemSet(mine, old.operands[1], count, align), old)
                continue
            assert type(old) is MemCopy
            theirs = self.address(other, first - begin, old)
            to_me = access.operand == 0
            their_align = _low_bit(first - begin, old.source_align if to_me else old.destination_align)
            source, target = (theirs, mine) if to_me else (mine, theirs)
            source_align, target_align = (their_align, align) if to_me else (align, their_align)
            if whole and part.type is not None:
                load = Load(part.type, source, source_align)
                self.insert(load, old)
                self.insert(Store(load, target, target_align), old)
            else:
                self.insert(MemCopy(target, source, count, target_align, source_align, overlap=old.overlap), old)
        base = other
        while type(base) is PointerAdd:
            base = base.operands[0]
        if type(base) is Alloca and type(old) is MemCopy:
            touched.append(base)
        self.delete(old)
        return touched

    def finish(self) -> bool:
        """Rebuild the blocks."""
        if not self.deleted:
            return False
        deleted, before = self.deleted, self.before
        places = {i.block for i in deleted} | {i.block for i in before}
        for block in places:
            assert block is not None
            kept: list[Instruction] = []
            for i in block.instructions:
                if i in before:
                    _flatten(i, before, deleted, kept)
                elif i not in deleted:
                    kept.append(i)
            block.instructions = kept
        entry = self.function.blocks[0]
        entry.instructions[:0] = [a for a in self.allocas if a not in deleted]
        for i in deleted:
            i.block = None
        return True


def _flatten(
    i: Instruction,
    before: dict[Instruction, list[Instruction]],
    deleted: set[Instruction],
    kept: list[Instruction],
) -> None:
    """Append ``i`` and what stands before it (which may have others before it in turn)."""
    stack: list[tuple[Instruction, bool]] = [(i, False)]
    while stack:
        current, ready = stack.pop()
        if not ready and current in before:
            stack.append((current, True))
            stack.extend((b, False) for b in reversed(before[current]))
        elif current not in deleted:
            kept.append(current)


def filled(kind: Type | None, byte: Value, size: int) -> Value | None:
    """The scalar whose bytes are all ``byte``."""
    if type(byte) is not ConstInt:
        return None
    pattern = int.from_bytes(bytes([byte.value]) * size, "little")
    if isinstance(kind, IntType):
        return ConstInt(kind, pattern)
    if isinstance(kind, FloatType):
        return ConstFloat(kind, pattern)
    if isinstance(kind, PointerType) and not pattern:
        return Null(kind)
    return None



