"""The form of loops that passes over loops ask for.

    ^a: condbr %c, ^head, ^x              ^a: condbr %c, ^before, ^x
    ^b: br ^head                    =>    ^b: br ^before
    ^head: ... condbr %d, ^head, ^x       ^before: br ^head
                                          ^head: ... condbr %d, ^head, ^x

A *preheader* is the one block that leads into a loop, and leads nowhere else: what is put there runs once, before it.
"""

from __future__ import annotations

from ccore.ir.cfg import Analyses, Loop
from ccore.ir.instructions import Branch, Phi
from ccore.ir.module import Block, Function
from ccore.passes.edit import insert_blocks, phis_of, redirectable


def preheader(loop: Loop, analyses: Analyses) -> Block | None:
    """The loop's preheader, if it has one."""
    outside = [b for b in analyses.predecessors[loop.header] if b not in loop.blocks]
    if len(outside) == 1 and type(outside[0].instructions[-1]) is Branch:
        return outside[0]
    return None


def exits(loop: Loop) -> list[Block]:
    """The blocks outside to which the loop's blocks lead."""
    return list(dict.fromkeys(t for b in loop.blocks for t in b.successors if t not in loop.blocks))


def add_preheaders(function: Function, analyses: Analyses, headers: set[Block] | None = None) -> bool:
    """Give every loop (or those of the headers) a preheader, where the jumps into it can be redirected."""
    watch = analyses.watch
    added: dict[Block, Block] = {}
    for loop in analyses.loops:
        if headers is not None and loop.header not in headers:
            continue
        outside = [b for b in analyses.predecessors[loop.header] if b not in loop.blocks]
        if len(outside) == 1 and type(outside[0].instructions[-1]) is Branch:
            continue
        if not _can_lead_through(outside, loop.header):
            continue
        if watch is None or watch.does("preheader", loop.header.instructions[-1]):
            added[loop.header] = _lead_through(outside, loop.header)
    if added:
        insert_blocks(function, added)
        analyses.invalidate()
    return bool(added)


def _can_lead_through(sources: list[Block], target: Block) -> bool:
    """Whether the jumps from those blocks can be redirected: computed ones cannot, nor can those of assembly."""
    if not sources or target.address_taken:
        return False
    return all(map(redirectable, sources))


def _lead_through(sources: list[Block], target: Block) -> Block:
    """A new block between ``target`` and those of its predecessors, in no function yet; phis are split."""
    block = Block(f"{target.name}.preheader")
    for phi in phis_of(target):
        values = [phi.operands[phi.blocks.index(source)] for source in sources]
        value = values[0]
        if any(other is not value for other in values):
            joined = Phi(phi.type, list(zip(values, sources, strict=True)))
            joined.location = phi.location
            block.append(joined)
            value = joined
        for source in sources:
            phi.remove(source)
        phi.add(value, block)
    jump = block.append(Branch(target))
    jump.location = target.instructions[0].location
    for source in sources:
        source.instructions[-1].replace_target(target, block)
    return block


__all__ = ["add_preheaders", "exits", "preheader"]
