"""Dead store elimination: a store that nothing can read any more goes.

    store 1, %p                                            store %a, %x    (%x = alloca)
    condbr %c, ^x, ^y                                      ret %b
    ^x: store 2, %p ; br ^j         =>   (without the      =>   (without the store)
    ^y: store 3, %p ; br ^j               first store)

From each store all ways forward are walked, with the set of those bytes that still hold what was stored, until none is
left.  A later store, memset or memcopy to the same address takes out the bytes that it covers, so that several small
ones can cover a large one; a return takes out all where the object ends with the function.  What may read one of the
bytes makes the store needed: a load that may alias, a call or assembly that may know the address, an atomic operation.

- Volatile and atomic stores stay, and take no bytes out of others.
- An address that is computed in a loop means another place in the next round: once a way comes to the start of the
  block that computes it, stores to "the same" address cover nothing, and any access that may alias may read.
- What others can see (all but locals whose address nobody got) is not carried round a loop, which may never end.
- After setjmp a jump may bring the program back to where the locals are read: such functions are left alone.

The walk is that of LLVM's DeadStoreElimination, by blocks in place of the accesses of memory in SSA form.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Instruction, MemCopy, MemSet, Return, Store
from ccore.ir.module import Block, Function
from ccore.ir.values import ConstInt, Value
from ccore.passes.alias import ANYTHING, Aliases, Place, is_allocated
from ccore.passes.edit import erase_all, plain, returns_twice, untouchable

_MOST_ACCESSES: Final = 48  # accesses that the walk from one store looks at
_MOST_BLOCKS: Final = 24  # blocks that it enters
_LARGEST: Final = 1024  # bytes of a region that is looked at: each is a bit of a number


@final
class Dse:
    """Near-linear: the walk from each store is bounded."""

    name = "dse"
    keeps_cfg = True
    keeps = (Aliases,)  # it only deletes
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or returns_twice(function) or function.attributes.keeps_arguments:
            return False
        walk = _Walk(function, analyses)
        dead: set[Instruction] = set()
        watch = analyses.watch
        for i, place in walk.stores:
            if walk.is_dead(i, place) and (watch is None or watch.does("dead-store", i)):
                dead.add(i)
        if dead:
            erase_all(function, dead)
        return bool(dead)


@final
class _Walk:
    """``accesses``: what each reachable block does to memory, and its return.  ``stores``: the candidates."""

    __slots__ = ("aliases", "accesses", "stores", "_order", "_entry", "_positions")

    def __init__(self, function: Function, analyses: Analyses) -> None:
        self.aliases = aliases = analyses.of(Aliases)
        self.accesses: dict[Block, list[Instruction]] = {}
        self.stores: list[tuple[Instruction, Place]] = []
        self._entry = function.blocks[0]
        self._order: dict[Block, int] = {}
        self._positions: dict[Instruction, int] = {}
        for number, block in enumerate(analyses.reverse_postorder):
            self._order[block] = number
            found = [i for i in block.instructions if i.writes or i.reads or type(i) is Return]
            self.accesses[block] = found
            for position, i in enumerate(found):
                place = stored(i, aliases)
                if place is not None and 0 < place[2] <= _LARGEST:
                    self.stores.append((i, place))
                    self._positions[i] = position

    def is_dead(self, store: Instruction, place: Place) -> bool:
        """Whether nothing can read what it stored at the place."""
        anchor = place[0]
        tag = store.tag if type(store) is Store else ""
        visible = self.aliases.known_outside(place)
        start = store.block
        assert start is not None
        home = anchor.block if isinstance(anchor, Instruction) and anchor.block is not self._entry else None
        everything = (1 << place[2]) - 1
        seen: dict[tuple[Block, bool], int] = {}
        work = [(start, self._positions[store] + 1, everything, True)]
        accesses, blocks = _MOST_ACCESSES, _MOST_BLOCKS
        while work:
            block, position, left, same_time = work.pop()
            found = self.accesses[block]
            for i in found[position : position + accesses]:
                left = self.after(i, place, left, same_time, tag)
                if left <= 0:
                    break
            if left < 0:
                return False
            accesses -= len(found) - position
            if not left:
                continue
            if accesses <= 0:
                return False
            for target in block.successors:
                if visible and self.returns_to(target, block):
                    return False
                known = same_time and not renewed(target, home)
                before = seen.get((target, known), 0)
                if left & ~before:
                    seen[target, known] = left | before
                    work.append((target, 0, left | before, known))
                    blocks -= 1
            if blocks < 0:
                return False
        return True

    def returns_to(self, target: Block, block: Block) -> bool:
        """Whether a jump closes a cycle."""
        return self._order[target] <= self._order[block]

    def after(self, i: Instruction, place: Place, left: int, same_time: bool, tag: str) -> int:
        """Of the bytes that still hold what was stored, those that do so after ``i``; -1 where it may read one."""
        aliases = self.aliases
        covered = stored(i, aliases)
        if type(i) is Store and covered is not None:
            if same_time and covered[0] is place[0]:
                left &= ~shared(covered, place)
            return left
        if aliases.reads(i, place, same_time, tag):
            if not same_time or (looked := aliases.loaded(i)) is None or looked[0] is not place[0]:
                return -1
            if looked[2] < 0 or shared(looked, place) & left:
                return -1
        if type(i) is Return:
            return 0 if all(map(self.ends, aliases.objects(place[0]))) else -1
        if covered is not None and covered[2] > 0 and same_time and covered[0] is place[0]:
            left &= ~shared(covered, place)
        return left

    def ends(self, value: Value) -> bool:
        """Whether the object of that address is gone, or out of everybody's reach, once the function has returned."""
        if value is ANYTHING or not self.aliases.local(value):
            return False
        return not is_allocated(value) or not self.aliases.escapes(value)


def renewed(block: Block, home: Block | None) -> bool:
    """Whether an address that ``home`` computes has another value from the start of ``block`` on."""
    return block is home


def stored(i: Instruction, aliases: Aliases) -> Place | None:
    """The bytes that an instruction writes and does no more (but for reading, as memcopy does); None for others."""
    if type(i) is Store:
        return aliases.place(i.operands[1], i.operands[0].type.size) if plain(i) else None
    if type(i) is MemSet or type(i) is MemCopy:
        size = i.operands[2]
        if plain(i) and type(size) is ConstInt:
            return aliases.place(i.operands[0], size.value)
    return None


def shared(part: Place, place: Place) -> int:
    """Which bytes of a place are those of another one at the same address, a bit for each."""
    begin = max(part[1] - place[1], 0)
    end = min(part[1] + part[2] - place[1], place[2])
    return (1 << end) - (1 << begin) if begin < end else 0
