"""The form of loops that passes over loops ask for.

    ^a: condbr %c, ^head, ^x              ^a: condbr %c, ^before, ^x
    ^b: br ^head                    =>    ^b: br ^before
    ^head: ... condbr %d, ^head, ^x       ^before: br ^head
                                          ^head: ... condbr %d, ^head, ^after
                                          ^after: br ^x

A *preheader* is the one block that leads into a loop, and leads nowhere else: what is put there runs once, before it.
An *exit* is dedicated if only the loop leads there: what is put there runs once, after it.
"""

from __future__ import annotations

from ccore.ir.cfg import Analyses, Loop
from ccore.ir.instructions import AsmGoto, Branch, IndirectBranch, Phi
from ccore.ir.module import Block, Function
from ccore.passes.edit import phis_of


def preheader(loop: Loop, analyses: Analyses) -> Block | None:
    """The loop's preheader, if it has one."""
    outside = [b for b in analyses.predecessors[loop.header] if b not in loop.blocks]
    if len(outside) == 1 and type(outside[0].instructions[-1]) is Branch:
        return outside[0]
    return None


def exits(loop: Loop) -> list[Block]:
    """The blocks outside to which the loop's blocks lead."""
    return list(dict.fromkeys(t for b in loop.blocks for t in b.successors if t not in loop.blocks))


def add_preheaders(function: Function, analyses: Analyses) -> bool:
    """Give every loop a preheader, where the jumps into it can be redirected."""
    changed = False
    for loop in analyses.loops:
        outside = [b for b in analyses.predecessors[loop.header] if b not in loop.blocks]
        if len(outside) == 1 and type(outside[0].instructions[-1]) is Branch:
            continue
        changed |= insert_before(function, loop.header, outside, "preheader")
    if changed:
        analyses.invalidate()
    return changed


def dedicate_exits(function: Function, analyses: Analyses) -> bool:
    """Give every loop exits of its own, where the jumps out of it can be redirected."""
    changed = False
    for loop in analyses.loops:
        for target in exits(loop):
            sources = analyses.predecessors[target]
            inside = [b for b in sources if b in loop.blocks]
            if len(inside) < len(sources):
                if insert_before(function, target, inside, "exit"):
                    changed = True
                    analyses.invalidate()
                    return changed
    return changed


def insert_before(function: Function, target: Block, sources: list[Block], name: str) -> bool:
    """Put a block between ``target`` and those of its predecessors; phis are split.  False where a jump cannot be
    redirected: computed ones, and those of assembly."""
    if not sources or target.address_taken:
        return False
    if any(type(s.instructions[-1]) in (AsmGoto, IndirectBranch) for s in sources):
        return False
    block = Block(f"{target.name}.{name}")
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
    function.blocks.insert(function.blocks.index(target), block)
    block.function = function
    return True


__all__ = ["add_preheaders", "dedicate_exits", "exits", "insert_before", "preheader"]
