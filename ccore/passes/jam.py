"""Asks for several rounds of a loop side by side, where the loop within it is one long chain of sums (unroll and jam).

    ^outer:                                              ^outer: jam=4
      %j = phi [0, ^before], [%j1, ^after]
      condbr (cmp slt %j, %n), ^first, ^out
    ^inner:
      %k = phi [0, ^first], [%k1, ^body]
      %s = phi [0.0, ^first], [%s1, ^body]         =>    the same
      condbr (cmp slt %k, %n), ^body, ^after
    ^body:
      %s1 = fadd %s, (fmul (load a[%i][%k]), (load b[%k][%j]))
    ^after:
      store %s, c[%i][%j]

Sums of floating-point numbers keep their order, so each waits some cycles for the one before it.  Sums of different
rounds of the outer loop do not wait for each other.  LLVM's pass copies the bodies (see ``ccore.llvm.functions``); this
one chooses the loops, and proves that what they do to memory may come in another order: what follows the inner loop
comes after the loads of the next rounds.  Therefore:

- the outer loop has one way out, so that all rounds that are computed are sure to be wanted;
- it reads and writes memory by plain loads and stores alone;
- the stores come after the inner loop, so that their order among themselves stays;
- no load of the outer loop, in any round, can see such a store.

Source: S. Carr, K. Kennedy, Improving the ratio of memory operations to floating-point operations in loops, ACM TOPLAS
16 (6), 1994.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses, Loop
from ccore.ir.instructions import Binary, Compare, Instruction, Load, Phi, Store
from ccore.ir.module import Function
from ccore.ir.types import FloatType
from ccore.ir.values import ConstInt
from ccore.passes.alias import Aliases
from ccore.passes.edit import phis_of, plain, untouchable
from ccore.passes.evolution import only_exit

TOGETHER: Final = 4
"""Rounds side by side: as many sums as keep an adder busy that takes two to four cycles."""
_MOST_INSTRUCTIONS: Final = 64  # of the outer loop
_FEW_ROUNDS: Final = 32  # of the inner loop, which LLVM may write out instead
_SUMS: Final = frozenset(("fadd", "fsub"))


@final
class Jam:
    """Linear: a look at the phis, and at small loops that have such a chain."""

    name = "jam"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or "associative" in function.attributes.math:  # LLVM cuts the chain itself
            return False
        if not any(_is_sum(phi) for block in function.blocks for phi in phis_of(block)):
            return False
        children: dict[Loop, list[Loop]] = {}
        for loop in analyses.loops:
            if loop.parent is not None:
                children.setdefault(loop.parent, []).append(loop)
        changed = False
        for outer, inside in children.items():
            (inner, *more) = inside
            if more or inner in children or outer.header.unroll or inner.header.unroll or outer.header.jam:
                continue
            if sum(len(block.instructions) for block in outer.blocks) > _MOST_INSTRUCTIONS:
                continue
            if not any(_is_chain(phi, inner, outer) for phi in phis_of(inner.header)) or _few_rounds(inner):
                continue
            if only_exit(outer) is None or not may_move(outer, inner, analyses):
                continue
            if analyses.watch is None or analyses.watch.does(self.name, outer.header.instructions[-1]):
                outer.header.jam = TOGETHER
                changed = True
        return changed


def _is_sum(phi: Phi) -> bool:
    return type(phi.type) is FloatType and not phi.type.decimal and phi.type.bits <= 64


def _is_chain(phi: Phi, inner: Loop, outer: Loop) -> bool:
    """Whether a header's phi is a sum of which each round waits for the one before it, and that begins anew in each
    round of the outer loop."""
    if not _is_sum(phi):
        return False
    for start in phi.operands:
        if type(start) is Phi and start.block is outer.header:
            return False
    updates = {value for value, source in zip(phi.operands, phi.blocks, strict=True) if source in inner.blocks}
    update = updates.pop()
    if updates or type(update) is not Binary or update.operation not in _SUMS or update.block not in inner.blocks:
        return False
    if phi is not update.operands[0] and phi is not update.operands[1]:
        return False
    return all(user is update or user.block not in inner.blocks for user in phi.users)


def _few_rounds(inner: Loop) -> bool:
    """Whether that may be: then LLVM had better write the inner loop out."""
    block = only_exit(inner)
    condition = block.instructions[-1].operands[0] if block is not None else None
    if type(condition) is not Compare:
        return True
    return any(type(bound) is ConstInt and bound.value <= _FEW_ROUNDS for bound in condition.operands)


def may_move(outer: Loop, inner: Loop, analyses: Analyses) -> bool:
    """Whether what follows the inner loop may wait for the inner loop of the next rounds."""
    aliases = analyses.of(Aliases)
    loads: list[Load] = []
    stores: list[Store] = []
    for block in outer.blocks:
        for i in block.instructions:
            if type(i) is Load and plain(i):
                loads.append(i)
            elif type(i) is Store and plain(i):
                if not follows(i, inner, analyses):
                    return False
                stores.append(i)
            elif touches_memory(i):
                return False
    return not any(sees(load, store, aliases) for store in stores for load in loads)


def touches_memory(i: Instruction) -> bool:
    return i.reads or i.writes


def follows(store: Store, inner: Loop, analyses: Analyses) -> bool:
    """Whether the inner loop has ended when it is made."""
    assert store.block is not None
    return store.block not in inner.blocks and analyses.dominates(inner.header, store.block)


def sees(load: Load, store: Store, aliases: Aliases) -> bool:
    """Whether a load of any round may be of what a store of any other wrote."""
    return aliases.writes(store, aliases.place(load.operands[0], load.type.size), same_time=False)
