"""Global value numbering: what was computed, loaded or stored on every way here is not computed or loaded again.

    %1 = add %a, %b                            store %v, %p
    condbr %c, ^x, ^y                          store %w, %q              (which does not alias %p)
    ^x: %2 = add %b, %a      =>   %1           %3 = load %p         =>   %v

    ^x: store 1, %p ; br ^j                    ^j: %4 = phi [1, ^x], [%5, ^y]
    ^y: %5 = load %p ; br ^j             =>
    ^j: %4 = load %p

One walk down the dominator tree with a table of values by what they compute (Briggs, Cooper, Simpson, "Value
Numbering", 1997).  A load computes its type, its address and the state of memory that gave it its value
(``memory_ssa``).  Where all but one of the ways to a join have a value, the last one gets the load (partial redundancy
elimination), if the join is sure to load.  A store of what memory holds already goes.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import (
    Branch,
    Call,
    Convert,
    Instruction,
    Load,
    MemSet,
    Phi,
    Store,
    TargetCall,
)
from ccore.ir.module import Block, Function
from ccore.ir.types import VOID, AggregateType
from ccore.ir.values import Constant, ConstInt, Value
from ccore.passes.alias import Aliases, Place, effects_of, offset_address, reads_only
from ccore.passes.edit import erase_all, plain, returns_twice, untouchable
from ccore.passes.expressions import Key, key_of, weaken
from ccore.passes.mem2reg import convertible, reinterpret
from ccore.passes.memory_ssa import MemoryPhi, MemorySsa, State
from ccore.passes.sroa import filled

_MOST_LEADERS: Final = 8  # values remembered for one load
_CLIMB: Final = 4  # blocks between a load and the join that it could be read at


@final
class Gvn:
    """Near-linear: each question about memory looks at a bounded number of writes."""

    name = "gvn"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or returns_twice(function):
            return False
        return _Numbering(function, analyses).run()


@final
class _Numbering:
    def __init__(self, function: Function, analyses: Analyses) -> None:
        self.function, self.analyses, self.watch = function, analyses, analyses.watch
        self.aliases, self.memory = analyses.of(Aliases), analyses.of(MemorySsa)
        self.values: dict[Key, Instruction] = {}
        self.loaded: dict[Key, list[Value]] = {}
        self.dead: set[Instruction] = set()
        self.phis: dict[Block, list[Phi]] = {}
        self.inserted: dict[Block, list[Instruction]] = {}  # before the terminator
        self.converted: dict[Instruction, Convert] = {}  # by the load whose value it is

    def run(self) -> bool:
        children = self.analyses.dominator_children
        work = [self.function.blocks[0]]
        while work:
            block = work.pop()
            for i in block.instructions:
                kind = type(i)
                if kind is Load:
                    self.load(i)
                elif kind is Store:
                    self.store(i)
                elif i.pure or (type(i) is TargetCall and not i.effect and i.type is not VOID):
                    self.compute(i, key_of(i))
                elif type(i) is Call and i.type is not VOID and reads_only(i) and not _never_returns(i):
                    self.compute(i, (*key_of(i), *self.seen(i)))
            # In reverse post-order, so that all forward ways to a join come before it.
            work += reversed(children[block])
        return self.finish()

    def finish(self) -> bool:
        for block, phis in self.phis.items():
            block.instructions[:0] = phis
        for block, loads in self.inserted.items():
            block.instructions[-1:-1] = loads
        for changed in {convert.block for convert in self.converted.values()}:
            assert changed is not None
            kept: list[Instruction] = []
            for i in changed.instructions:
                if i in self.converted:
                    kept.append(self.converted[i])
                kept.append(i)
            changed.instructions = kept
        if self.dead:
            erase_all(self.function, self.dead)
        return bool(self.dead or self.phis)

    def available(self, value: Value, block: Block) -> bool:
        """Whether the value is known at the end of what was walked of the block."""
        if not isinstance(value, Instruction):
            return True
        assert value.block is not None
        return value.block is block or self.analyses.dominates(value.block, block)

    def replace(self, i: Instruction, value: Value) -> None:
        i.replace_uses(value)
        self.dead.add(i)

    # --- Values -------------------------------------------------------------------------------------------------

    def compute(self, i: Instruction, key: Key) -> None:
        """An instruction whose result depends on the key alone."""
        leader = self.values.get(key)
        if leader is None or not self.available(leader, i.block):  # type: ignore[arg-type]
            self.values[key] = i
            return
        if self.watch is not None and not self.watch.does("merge", i):
            return
        weaken(leader, i)
        self.replace(i, leader)

    def seen(self, call: Call) -> Key:
        """The states of what memory a call that writes none reads, arguments that are objects included."""
        reads, _, _ = effects_of(call)
        before = self.memory.before[call]
        if "any" in reads or any(token[0] == "@" for token in reads):
            return (before,)
        places: list[Place] = []
        for number, kind in enumerate(call.argument_types):
            if isinstance(kind, AggregateType) or str(number) in reads:
                size = kind.size if isinstance(kind, AggregateType) else -1
                places.append(self.aliases.place(call.operands[1 + number], size))
        return tuple(part for place in places for part in self.memory.writer(place, before))

    # --- Memory -------------------------------------------------------------------------------------------------

    def load(self, i: Instruction) -> None:
        assert type(i) is Load and i.block is not None
        if not plain(i):
            return
        place = self.aliases.place(i.operands[0], i.type.size)
        state, same_time = self.memory.writer(place, self.memory.before[i], i.tag)
        key = i.type, place, state, same_time
        value = self.leader(key, i.block)
        if value is not None:
            if self.watch is not None and not self.watch.does("forward", i):
                return
        elif same_time:
            value = self.forwarded(i, place, state)
        if value is None:
            value = self.joined(i, place, state, same_time)
        if value is not None:
            self.replace(i, value)
        else:
            self.remember(key, i)

    def store(self, i: Instruction) -> None:
        assert type(i) is Store and i.block is not None
        if not plain(i):
            return
        value = i.operands[0]
        place = self.aliases.place(i.operands[1], value.type.size)
        state, same_time = self.memory.writer(place, self.memory.before[i])
        if same_time:
            present = self.leader((value.type, place, state, True), i.block)
            if present is value or (isinstance(value, Constant) and type(present) is type(value) and present == value):
                if self.watch is None or self.watch.does("dead-store", i):
                    self.dead.add(i)
        self.remember((value.type, place, i, True), value)

    def leader(self, key: Key, block: Block) -> Value | None:
        """A value known at the block that was loaded from, or stored to, the same bytes in the same state."""
        for value in self.loaded.get(key, ()):
            if self.available(value, block):
                return value
        return None

    def remember(self, key: Key, value: Value) -> None:
        leaders = self.loaded.setdefault(key, [])
        leaders.append(value)
        if len(leaders) > _MOST_LEADERS:
            del leaders[0]

    def forwarded(self, i: Load, place: Place, state: State) -> Value | None:
        """What a write of another type put there."""
        if type(state) is Store and plain(state):
            value = state.operands[0]
            if self.aliases.place(state.operands[1], value.type.size) == place and convertible(value.type, i.type):
                if self.watch is not None and not self.watch.does("forward", i):
                    return None
                new = reinterpret(value, i.type)
                if type(new) is Convert and new.block is None:
                    new.block, new.location = i.block, i.location
                    self.converted[i] = new
                self.remember((i.type, place, state, True), new)
                return new
        elif type(state) is MemSet and plain(state):
            size = state.operands[2]
            if type(size) is ConstInt:
                anchor, begin, length = self.aliases.place(state.operands[0], size.value)
                if anchor is place[0] and begin <= place[1] and place[1] + place[2] <= begin + length:
                    return filled(i.type, state.operands[1], i.type.size)
        return None

    def joined(self, i: Load, place: Place, state: State, same_time: bool) -> Value | None:
        """A phi of what each way to a join has in the place of the load."""
        join = self.join_above(i, place, state, same_time)
        if join is None:
            return None
        found: list[tuple[Value | None, Block]] = []
        missing: Block | None = None
        for source in self.analyses.predecessors[join]:
            key = i.type, place, *self.memory.writer(place, self.memory.at_end[source], i.tag)
            value = self.leader(key, source) if key[-1] else None
            if value is None:
                if missing is not None or not self.may_insert(i, join, source):
                    return None
                missing = source
            found.append((value, source))
        if len(found) < 2 or (self.watch is not None and not self.watch.does("pre", i)):
            return None
        phi = Phi(i.type)
        phi.block, phi.location = join, i.location
        for value, source in found:
            phi.add(self.insert(i, place, source) if value is None else value, source)
        self.phis.setdefault(join, []).append(phi)
        self.remember((i.type, place, state, same_time), phi)
        return phi

    def join_above(self, i: Load, place: Place, state: State, same_time: bool) -> Block | None:
        """The join before a load, with no write to the place and no other value of its address in between, and no
        loop that begins there."""
        analyses, memory = self.analyses, self.memory
        block = i.block
        assert block is not None
        for _ in range(_CLIMB):
            sources = analyses.predecessors[block]
            if len(sources) != 1:
                break
            block = sources[0]
        if len(sources) < 2 or block.address_taken or not memory.lasting(place, block):
            return None
        if any(s not in memory.at_end or analyses.dominates(block, s) for s in sources):
            return None
        if isinstance(state, MemoryPhi) and state.block is block:
            return block
        return block if memory.writer(place, memory.at_start[block], i.tag) == (state, same_time) else None

    def may_insert(self, i: Load, join: Block, source: Block) -> bool:
        """Whether control that leaves ``source`` is sure to come to the load."""
        if join is not i.block or type(source.instructions[-1]) is not Branch:
            return False
        for before in join.instructions:
            if before is i:
                return True
            if not (before.pure or (type(before) in (Load, Store) and not before.volatile)):  # type: ignore[attr-defined]
                return False
        return False

    def insert(self, i: Load, place: Place, source: Block) -> Load:
        """The same load at the end of a block."""
        added: list[Instruction] = self.inserted.setdefault(source, [])
        address = place[0]
        if place[1]:
            step = offset_address(place)
            step.block, step.location = source, i.location
            added.append(step)
            address = step
        new = Load(i.type, address, i.align, tag=i.tag)
        new.block, new.location = source, i.location
        added.append(new)
        return new


def _never_returns(call: Call) -> bool:
    callee = call.operands[0]
    noreturn = type(callee) is Function and callee.attributes.call.noreturn
    return noreturn or (call.attributes is not None and call.attributes.noreturn) or call.result_address is not None
