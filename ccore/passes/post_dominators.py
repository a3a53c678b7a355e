"""Which branches decide whether a block is executed.

A block *post-dominates* another if every way from that one to an end of the function passes it.  A block is *control
dependent* on a branch if it post-dominates one of its targets, and not the branch's own block (Ferrante, Ottenstein,
Warren, "The Program Dependence Graph and Its Use in Optimization", 1987).
"""

from __future__ import annotations

from typing import final

from ccore.ir.cfg import Analyses, dominators_by_number
from ccore.ir.module import Block


@final
class PostDominators:
    """Of the reachable blocks.  ``after``: the next block that all ways from a block come to; None where they share
    the end of the function alone.  ``endless``: blocks from which no way leads to an end; one in each such region is
    taken for one."""

    __slots__ = ("after", "endless", "_analyses", "_deciding")

    def __init__(self, analyses: Analyses) -> None:
        self._analyses = analyses
        self._deciding: dict[Block, list[Block]] | None = None
        predecessors = analyses.predecessors
        reachable = analyses.postorder
        known = set(reachable)
        ends = [b for b in reachable if not b.instructions[-1].targets]
        postorder: list[Block] = []
        seen: set[Block] = set()
        roots: list[Block] = []
        self.endless: set[Block] = set()
        # Successors come first in ``reachable``: what is left after the ends is entered as deep as possible.
        for number, root in enumerate(ends + reachable):
            if root in seen:
                continue
            roots.append(root)
            before = len(postorder)
            seen.add(root)
            stack = [(root, iter(predecessors[root]))]
            while stack:
                block, sources = stack[-1]
                for source in sources:
                    if source in known and source not in seen:
                        seen.add(source)
                        stack.append((source, iter(predecessors[source])))
                        break
                else:
                    postorder.append(block)
                    stack.pop()
            if number >= len(ends):
                self.endless.update(postorder[before:])
        numbers = {block: n for n, block in enumerate(postorder)}
        root_number = len(postorder)
        incoming = [[numbers[s] for s in block.successors] for block in postorder]
        for root in roots:
            incoming[numbers[root]].append(root_number)
        incoming.append([])
        found = dominators_by_number(incoming)
        self.after = {
            block: None if found[n] == root_number else postorder[found[n]] for block, n in numbers.items()
        }

    def deciding(self, block: Block) -> list[Block]:
        """The blocks whose branches decide whether ``block`` is executed, or executed again."""
        if self._deciding is None:
            after = self.after
            self._deciding = {b: [] for b in after}
            for branching in after:
                targets = branching.successors
                if len(targets) < 2:
                    continue
                end = after[branching]
                for target in targets:
                    runner: Block | None = target
                    while runner is not None and runner is not end:
                        found = self._deciding[runner]
                        if found and found[-1] is branching:
                            break
                        found.append(branching)
                        runner = after[runner]
        return self._deciding.get(block, [])


__all__ = ["PostDominators"]
