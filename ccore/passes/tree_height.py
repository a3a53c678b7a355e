"""Sums in loops are grouped so that what is known last is added last.

    ^l: %e = phi [%d, ^before], [%4, ^l]           ^l: %e = phi [%d, ^before], [%4, ^l]
        %s = mul %e, %e                                %s = mul %e, %e
        %w = load %p                         =>        %w = load %p
        %3 = add %s, %w                                %1 = add %w, %a
        %4 = add %3, %a                                %4 = add %1, %s

A round of a loop takes as long as the longest way from a value of the round before to that of the next, so what does
not lie on such a way is combined first: Coons, Hunt, Maher, Burger, McKinley, "Optimal Huffman Tree-Height Reduction
for Instruction-Level Parallelism" (2008).  The two operands that are known first become one, until one is left.

A value's height is the number of cycles from the start of a round, about; counters, addresses that count, and what is
computed from them alone have none, since a processor computes them rounds ahead.
The trees are those of ``reassociate``, so the same conditions make the rewrite right.  This comes late: sums that are
grouped alike have been found by then.
"""

from __future__ import annotations

import heapq
from typing import Final, final

from ccore.ir.cfg import Analyses, Loop
from ccore.ir.instructions import Binary, Convert, Instruction, Load, Phi, PointerAdd
from ccore.ir.module import Block, Function
from ccore.ir.types import FloatType
from ccore.ir.values import Constant, Value
from ccore.passes.edit import erase_all, insert_before, untouchable
from ccore.passes.evolution import invariant
from ccore.passes.reassociate import is_inner, regroupable, tree_of

_LATENCIES: Final = {"mul": 3, "sdiv": 12, "udiv": 12, "srem": 12, "urem": 12, "fdiv": 13, "frem": 13}
_FLOAT: Final = 4  # cycles of an operation on floating-point numbers, or of a conversion from or to them
_LOAD: Final = 4


@final
class TreeHeight:
    """Near-linear: each instruction of a loop is part of one tree."""

    name = "tree-height"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or not analyses.loops:
            return False
        watch = analyses.watch
        heights = heights_of(analyses)
        dead: set[Instruction] = set()
        for block in function.blocks:
            added: dict[Instruction, list[Instruction]] = {}
            for i in block.instructions:
                if type(i) is not Binary or heights.get(i, 0) < 3 or not regroupable(i, function) or is_inner(i):
                    continue
                leaves, inner = tree_of(i)
                if len(leaves) < 3 or any(isinstance(leaf, Constant) for leaf in leaves):
                    continue  # sums with constants are addresses, or will be parts of some
                if lowest(leaves, heights, latency(i)) < heights[i] and (watch is None or watch.does("regroup", i)):
                    added[i] = _regroup(i, leaves, heights)
                    dead.update(inner)
            if added:
                insert_before(block, added)
        if dead:
            erase_all(function, dead)
        return bool(dead)


def heights_of(analyses: Analyses) -> dict[Value, int]:
    """Of the values in loops that depend on another round: how many cycles after the start of their round, that of the
    innermost loop, they are known."""
    innermost: dict[Block, Loop] = {}
    for loop in analyses.loops:  # outer loops first
        innermost.update(dict.fromkeys(loop.blocks, loop))
    heights: dict[Value, int] = {}
    for block in analyses.reverse_postorder:
        if block not in innermost:
            continue
        loop = innermost[block]
        for i in block.instructions:
            if type(i) is Phi and block is loop.header:
                if not all(counts(operand, i, loop) for operand in i.operands):
                    heights[i] = 1
                continue
            known = [heights[o] for o in i.operands if o in heights and not invariant(o, loop)]
            if known:
                heights[i] = max(known) + latency(i)
    return heights


def counts(value: Value, phi: Phi, loop: Loop) -> bool:
    """Whether what comes to the phi is from before the loop, or the phi plus what is the same in each round."""
    if invariant(value, loop):
        return True
    adds = type(value) is PointerAdd or (type(value) is Binary and value.operation == "add")
    return adds and isinstance(value, Instruction) and value.operands[0] is phi and invariant(value.operands[1], loop)


def latency(i: Instruction) -> int:
    """Cycles until an instruction's result is known, about as on the processors of these years."""
    kind = type(i)
    if kind is Phi:
        return 0
    if kind is Load:
        return _LOAD
    if type(i) is Binary and i.operation in _LATENCIES:
        return _LATENCIES[i.operation]
    if isinstance(i.type, FloatType) or (kind is Convert and isinstance(i.operands[0].type, FloatType)):
        return _FLOAT
    return 1


def lowest(leaves: list[Value], heights: dict[Value, int], step: int) -> int:
    """The height of the best grouping."""
    heap = [heights.get(leaf, 0) for leaf in leaves]
    heapq.heapify(heap)
    while len(heap) > 1:
        heapq.heappop(heap)
        second = heap[0]
        heapq.heapreplace(heap, second + step if second else 0)
    return heap[0]


def _regroup(root: Binary, leaves: list[Value], heights: dict[Value, int]) -> list[Instruction]:
    """Let the root have the best grouping; the operations to be put before it."""
    step = latency(root)
    heap = [(heights.get(leaf, 0), number, leaf) for number, leaf in enumerate(leaves)]
    heapq.heapify(heap)
    added: list[Instruction] = []
    while len(heap) > 2:
        _, _, a = heapq.heappop(heap)
        second, _, b = heap[0]
        new = Binary(root.operation, a, b)
        new.block, new.location = root.block, root.location
        added.append(new)
        heapq.heapreplace(heap, (second + step if second else 0, len(leaves) + len(added), new))
    for index, (_, _, value) in enumerate(sorted(heap)):
        root.set_operand(index, value)
    return added


__all__ = ["TreeHeight", "heights_of", "latency"]
