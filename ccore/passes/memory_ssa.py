"""Memory as one variable in SSA form: which write may have given a load its value.

    ^a: store 1, %p         (1)
    ^loop:                  (2) = phi (1), (3)
      store 2, %x           (3), after (2)
      %v = load %p          reads (1): (3) does not touch %p, and (2) brings nothing else

Each instruction that may write follows one state of memory and makes the next; joins where several states meet have a
phi.  Novillo, "Memory SSA - A Unified Approach for Sparsely Representing Memory Operations" (2007); with one variable
for all of memory, and the walk that skips writes to other places, as LLVM does it.
"""

from __future__ import annotations

from typing import Final, TypeAlias, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Call, Instruction, Load
from ccore.ir.module import Block
from ccore.passes.alias import Aliases, Place, defines
from ccore.passes.edit import plain

_BUDGET: Final = 48  # writes that one question looks at


@final
class MemoryPhi:
    """States of memory that meet at the start of ``block``, by predecessor."""

    __slots__ = ("block", "states")

    def __init__(self, block: Block) -> None:
        self.block = block
        self.states: dict[Block, State] = {}


State: TypeAlias = "Instruction | MemoryPhi | None"
"""What memory is after an instruction, at a join, or (None) when the function is entered."""


@final
class MemorySsa:
    """The facts of one function (``analyses.of(MemorySsa)``).  ``before``: the state that a load, a call or a writing
    instruction meets.  ``at_start``, ``at_end``: of blocks.  ``steps`` counts the
    writes that were looked at.  True as long as no write is added, moved or deleted."""

    __slots__ = ("analyses", "aliases", "before", "at_start", "at_end", "steps", "_known")

    def __init__(self, analyses: Analyses) -> None:
        self.analyses, self.aliases = analyses, analyses.of(Aliases)
        self.before: dict[Instruction, State] = {}
        self.at_start: dict[Block, State] = {}
        self.at_end: dict[Block, State] = {}
        self.steps = 0
        self._known: dict[tuple[Place, State, str], tuple[State, bool]] = {}
        self._build()

    def _build(self) -> None:
        order = self.analyses.reverse_postorder
        accesses: dict[Block, list[Instruction]] = {}
        work: list[Block] = []
        for block in order:
            found = [i for i in block.instructions if type(i) is Load or type(i) is Call or (i.writes and defines(i))]
            accesses[block] = found
            if any(defines(i) for i in found):
                work.append(block)
        phis: dict[Block, MemoryPhi] = {}
        frontiers = self.analyses.dominance_frontiers if work else {}
        while work:
            for join in frontiers[work.pop()]:
                if join not in phis:
                    phis[join] = MemoryPhi(join)
                    work.append(join)
        idom = self.analyses.immediate_dominators
        before = self.before
        for block in order:
            state: State = phis.get(block)
            if state is None:
                above = idom[block]
                state = None if above is block else self.at_end[above]
            self.at_start[block] = state
            for i in accesses[block]:
                before[i] = state
                if defines(i):
                    state = i
            self.at_end[block] = state
        for block, phi in phis.items():
            for source in self.analyses.predecessors[block]:
                if source in self.at_end:
                    phi.states[source] = self.at_end[source]

    def writer(self, place: Place, state: State, tag: str = "") -> tuple[State, bool]:
        """What last wrote to the place on every way to ``state``: an instruction that may have, a phi where ways differ
        or the search became too long, None where the place is as it was at the function's entry.  With it, whether
        the place's address meant the same there as here: not where a loop gave it another value in between.
        ``tag``: that of a load, which does not see what stores with others write."""
        key = place, state, tag
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._walk(place, state, tag)
        return found

    def _walk(self, place: Place, state: State, tag: str) -> tuple[State, bool]:
        aliases, before = self.aliases, self.before
        budget = _BUDGET
        same_time = True
        while state is not None:
            if type(state) is MemoryPhi:
                through = self._through(place, state, same_time, budget, tag)
                if through is None:
                    return state, same_time
                state, same_time, budget = through
                return state, same_time
            budget -= 1
            self.steps += 1
            assert isinstance(state, Instruction)
            if budget < 0 or aliases.writes(state, place, same_time, tag):
                return state, same_time and budget >= 0
            state = before[state]
        return None, same_time

    def _through(
        self, place: Place, phi: MemoryPhi, same_time: bool, budget: int, tag: str
    ) -> tuple[State, bool, int] | None:
        """The one writer that all ways into a phi lead back to; None where there are several."""
        aliases, before = self.aliases, self.before
        fresh = same_time and self.lasting(place, phi.block)
        seen = {phi}
        work: list[tuple[State, bool]] = [(s, fresh) for s in dict.fromkeys(phi.states.values())]
        found: list[tuple[State, bool]] = []
        while work:
            state, now = work.pop()
            while isinstance(state, Instruction):
                budget -= 1
                self.steps += 1
                if budget < 0:
                    return None
                if aliases.writes(state, place, now, tag):
                    break
                state = before[state]
            if type(state) is MemoryPhi:
                if state not in seen:
                    seen.add(state)
                    now = now and self.lasting(place, state.block)
                    work += [(s, now) for s in dict.fromkeys(state.states.values())]
                continue
            if found and found[0][0] is not state:
                return None
            found.append((state, now))
        if not found:  # a loop that nothing leads into
            return None
        return found[0][0], all(now for _, now in found), budget

    def lasting(self, place: Place, block: Block) -> bool:
        """Whether the place's address has one value on all ways from its definition to the block's start."""
        anchor = place[0]
        if not isinstance(anchor, Instruction):
            return True
        home = anchor.block
        assert home is not None
        return home is self.analyses.function.blocks[0] or (
            home is not block and self.analyses.dominates(home, block)
        )


def load_epochs(block: Block) -> dict[Instruction, int]:
    """For each load of the block, but volatile and atomic ones, how many writes there were before it: those of one
    place and one number have one value.  What passes ask that run before any fact of memory is worth its price."""
    writes = 0
    found: dict[Instruction, int] = {}
    for i in block.instructions:
        if i.writes:
            writes += 1
        elif type(i) is Load and plain(i):
            found[i] = writes
    return found


__all__ = ["MemoryPhi", "MemorySsa", "State", "load_epochs"]
