"""Loop-invariant code motion: what is the same in every round of a loop is done once, before it or after it.

    ^head: %i = phi ...                        %1 = mul %a, %b
           %1 = mul %a, %b                     %2 = load %p
           %2 = load %p               =>       ^head: %i = phi ...
           store %3, %q                               ... (%t in a local that mem2reg promotes)
           condbr %c, ^head, ^out              ^out:  store %t, %q

A value moves if its operands do not change in the loop and it can be computed where the program did not ask for it: it
cannot trap, or the loop is sure to compute it.  A load also needs memory that the loop does not write to.  What is
stored to one place in every round is kept in a local and stored after the loop, if nothing else in the loop touches the
place; and only where the loop is sure to store, since no other thread may see a store that the program does not make.
"""

from __future__ import annotations

from collections.abc import Collection, Container
from typing import Final, final

from ccore.ir.cfg import Analyses, Loop
from ccore.ir.instructions import (
    Alloca,
    Binary,
    Branch,
    Call,
    CondBranch,
    Instruction,
    IsConstant,
    Load,
    MemCopy,
    MemSet,
    Phi,
    Store,
    Switch,
)
from ccore.ir.module import Block, Function
from ccore.ir.types import VOID, Type
from ccore.ir.values import ConstInt, GlobalVariable, Value
from ccore.passes.alias import Aliases, Place, constant_size, effects_of, offset_address, touches_nothing
from ccore.passes.edit import phis_of, returns_twice, untouchable
from ccore.passes.loops import add_preheaders, exits, preheader
from ccore.passes.memory_ssa import MemorySsa, State

_DEEPEST: Final = 6  # loops nested deeper are left: each level looks at the code of all within it
_MOST_PLACES: Final = 8  # places kept in locals for one loop
_MOST_ACCESSES: Final = 64  # accesses compared with each of them
_ORDERLY: Final = frozenset((Branch, CondBranch, Load, MemCopy, MemSet, Store, Switch))
"""What lets control come to the next instruction, if it is not volatile."""


@final
class Licm:
    name = "licm"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or not analyses.loops or returns_twice(function):
            return False
        changed = add_preheaders(function, analyses)
        motion = _Motion(function, analyses)
        order = {block: n for n, block in enumerate(analyses.reverse_postorder)}
        loops: list[tuple[Loop, Block, list[Block]]] = []
        for loop in analyses.loops:
            if loop.depth <= _DEEPEST:
                before = preheader(loop, analyses)
                if before is not None:
                    loops.append((loop, before, sorted(loop.blocks, key=order.__getitem__)))
        for loop, before, blocks in reversed(loops):
            motion.hoist(loop, before, blocks)
        for loop, before, blocks in loops:  # outer loops first: one place moves as far as it can
            motion.keep_in_locals(loop, before, blocks)
        motion.finish()
        return motion.changed or changed


@final
class _Motion:
    def __init__(self, function: Function, analyses: Analyses) -> None:
        self.function, self.analyses, self.watch = function, analyses, analyses.watch
        self.aliases, self.memory = analyses.of(Aliases), analyses.of(MemorySsa)
        self.made: dict[Alloca, None] = {}  # locals that stand for places
        self.changed = False

    def finish(self) -> None:
        """Put the new locals into the function."""
        entry = self.function.blocks[0]
        for local in self.made:
            local.block = entry
        entry.instructions[:0] = self.made

    # --- Values to before the loop ------------------------------------------------------------------------------

    def hoist(self, loop: Loop, before: Block, blocks: list[Block]) -> None:
        inside = loop.blocks
        sure = sure_blocks(loop, self.analyses)
        regular = _before_some_latch(loop, self.analyses)
        hoisted: list[Instruction] = []
        for block in blocks:
            if block not in regular:
                continue  # not in every round: before the loop it might only keep a register from others
            always = block in sure
            kept: list[Instruction] = []
            for i in block.instructions:
                if always and block is loop.header and not orderly(i):
                    always = False
                if (
                    self.invariant(i, inside) and self.movable(i, inside, always)
                    and (self.watch is None or self.watch.does("hoist", i))
                ):  # fmt: skip
                    i.block = before
                    i.location = before.instructions[-1].location
                    hoisted.append(i)
                else:
                    kept.append(i)
            if len(kept) < len(block.instructions):
                block.instructions = kept
        if hoisted:
            before.instructions[-1:-1] = hoisted
            self.changed = True

    def invariant(self, i: Instruction, inside: Container[Block]) -> bool:
        return all(not isinstance(o, Instruction) or o.block not in inside for o in i.operands)

    def movable(self, i: Instruction, inside: Container[Block], always: bool) -> bool:
        kind = type(i)
        if i.pure:
            if kind is Phi or kind is IsConstant:
                return False
            return always or not i.may_trap or _safe_division(i)
        if type(i) is Load and not i.volatile and not i.ordering:
            place = self.aliases.place(i.operands[0], i.type.size)
            if not always and not dereferenceable(place, i.align):
                return False
            state, _ = self.memory.writer(place, self.memory.before[i], i.tag)
            return not _within(state, inside)
        return type(i) is Call and always and i.type is not VOID and orderly(i) and touches_nothing(i)

    # --- Stores to after the loop -------------------------------------------------------------------------------

    def keep_in_locals(self, loop: Loop, before: Block, blocks: list[Block]) -> None:
        accesses = self.accesses(blocks)
        if accesses is None:
            return
        ways = exits(loop)
        if not ways:
            return
        for way in ways:
            if way.address_taken or any(b not in loop.blocks for b in self.analyses.predecessors[way]):
                return
        sure = sure_blocks(loop, self.analyses)
        stores: dict[Place, Type] = {}
        for i, place in accesses:
            if type(i) is Store and place not in stores and i.block in sure and len(stores) < _MOST_PLACES:
                anchor = place[0]
                if anchor not in self.made and (
                    not isinstance(anchor, Instruction) or anchor.block not in loop.blocks
                ):
                    stores[place] = i.operands[0].type
        for place, kind in stores.items():
            own = [i for i, other in accesses if other == place and _accessed(i) is kind]
            own_set = set(own)
            if any(i not in own_set and self.aliases.may_alias(other, place) for i, other in accesses):
                continue
            if self.watch is not None and not self.watch.does("keep", own[0]):
                continue
            self.replace(place, kind, own, before, ways)
            accesses = [(i, other) for i, other in accesses if i not in own_set]

    def accesses(self, blocks: list[Block]) -> list[tuple[Instruction, Place]] | None:
        """All that the loop does to memory; None where that is too much, or not known."""
        found: list[tuple[Instruction, Place]] = []
        storing = False
        for block in blocks:
            for i in block.instructions:
                if i.pure or i.terminator and orderly(i):
                    continue
                if type(i) is Call and orderly(i) and touches_nothing(i):
                    continue
                if type(i) is Call or not orderly(i) or len(found) >= _MOST_ACCESSES:
                    return None
                if type(i) is Load:
                    found.append((i, self.aliases.place(i.operands[0], i.type.size)))
                elif type(i) is Store:
                    storing = True
                    found.append((i, self.aliases.place(i.operands[1], i.operands[0].type.size)))
                else:
                    size = constant_size(i.operands[2])
                    found.append((i, self.aliases.place(i.operands[0], size)))
                    if type(i) is MemCopy:
                        found.append((i, self.aliases.place(i.operands[1], size)))
        return found if storing else None

    def replace(self, place: Place, kind: Type, own: list[Instruction], before: Block, ways: list[Block]) -> None:
        """Let the accesses go to a new local, which is filled before the loop and stored after it."""
        align = min(i.align for i in own)  # type: ignore[attr-defined]
        local = Alloca(kind.size, kind.align, "kept")
        self.made[local] = None
        for i in own:
            i.set_operand(0 if type(i) is Load else 1, local)
            i.align = kind.align  # type: ignore[attr-defined]
        end = before.instructions[-1]
        address = self.address(place, before, len(before.instructions) - 1)
        first = Load(kind, address, align)
        for i in (first, Store(first, local, kind.align)):
            i.block, i.location = before, end.location
            before.instructions.insert(-1, i)
        for way in ways:
            position = len(phis_of(way))
            value = Load(kind, local, kind.align)
            for i in (value, Store(value, address, align)):
                i.block, i.location = way, way.instructions[position].location
                way.instructions.insert(position, i)
                position += 1
        self.changed = True

    def address(self, place: Place, before: Block, position: int) -> Value:
        """The place's address, computed before the loop."""
        if not place[1]:
            return place[0]
        new = offset_address(place)
        new.block, new.location = before, before.instructions[-1].location
        before.instructions.insert(position, new)
        return new


def sure_blocks(loop: Loop, analyses: Analyses) -> Collection[Block]:
    """Blocks all of which runs, up to what may not return, if the loop is entered: the last of them first."""
    header = loop.header
    if not all(orderly(i) for block in loop.blocks for i in block.instructions):
        return (header,)
    ends = [b for b in loop.blocks if any(t not in loop.blocks for t in b.successors)] or loop.latches
    idom = analyses.immediate_dominators
    common = ends[0]
    for end in ends[1:]:
        while not analyses.dominates(common, end):
            common = idom[common]
    found = {common: None}
    while common is not header:
        common = idom[common]
        found[common] = None
    return found


def _before_some_latch(loop: Loop, analyses: Analyses) -> set[Block]:
    """The blocks that dominate one of the latches: no round that ends there leaves them out."""
    idom = analyses.immediate_dominators
    found = {loop.header}
    for block in loop.latches:
        while block not in found:
            found.add(block)
            block = idom[block]
    return found


def _accessed(i: Instruction) -> Type | None:
    """The type that a load or store moves."""
    return i.type if type(i) is Load else i.operands[0].type if type(i) is Store else None


def _within(state: State, blocks: Container[Block]) -> bool:
    if state is None:
        return False
    return state.block in blocks


def _safe_division(i: Instruction) -> bool:
    """Whether it divides by a constant by which anything can be divided."""
    divisor = i.operands[1] if type(i) is Binary else None
    return type(divisor) is ConstInt and divisor.value != 0 and divisor.signed != -1


def orderly(i: Instruction) -> bool:
    """Whether control is sure to come to what follows: it cannot stop, leave the function, or wait for something."""
    if type(i) is Call:
        return effects_of(i)[2]
    return i.pure or (type(i) in _ORDERLY and not getattr(i, "volatile", False) and not getattr(i, "ordering", ""))


def stops(i: Instruction) -> bool:
    """Whether what follows is not sure to run, or would keep a register over a call."""
    return type(i) is Call or not orderly(i)


def dereferenceable(place: Place, align: int) -> bool:
    """Whether the place is within an object that is known to exist, and aligned so."""
    anchor, offset, size = place
    if type(anchor) is GlobalVariable:
        if "weak" in anchor.linkage or anchor.alias_of:
            return False
    elif type(anchor) is not Alloca:
        return False
    return offset >= 0 and offset + size <= anchor.size and align <= anchor.align and offset % align == 0
