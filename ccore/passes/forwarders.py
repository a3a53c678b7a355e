"""Lets jumps pass by blocks that only jump on, where no statement of the source asked for that jump.

    ^a: br ^empty
    ^empty: br ^b        =>     ^a: br ^b

For -O0, where the larger passes do not run: the front end joins control in such blocks (after the arms of an
``if``), and a debugger that steps would stop at a jump there.  One that stands for ``break`` or ``return``
(it has a place in the source) stays, as GCC's does.
"""

from __future__ import annotations

from typing import final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Branch, Phi, Switch
from ccore.ir.module import Block, Function
from ccore.passes.edit import redirectable


@final
class Forwarders:
    """Linear."""

    name = "forwarders"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        onward: dict[Block, Block] = {}
        for block in function.blocks[1:]:
            jump = block.instructions[0]
            if type(jump) is Branch and jump.location is None and passable(block, jump.target):
                onward[block] = jump.target
        if not onward:
            return False
        for block in function.blocks:
            if not redirectable(block):
                for target in block.successors:
                    onward.pop(target, None)
        if analyses.watch is not None:
            for block in list(onward):
                if not analyses.watch.does("forward", onward[block].instructions[0]):
                    del onward[block]
        final_ = _ends(onward)
        gone = {block for block, end in final_.items() if end is not block}
        for block in function.blocks:
            last = block.instructions[-1]
            if block in gone or not any(target in gone for target in last.targets):
                continue
            if type(last) is Switch:
                last.default = final_.get(last.default, last.default)
                last.cases = [(c, final_.get(b, b)) for c, b in last.cases]
            else:
                for target in dict.fromkeys(last.targets):
                    if target in gone:
                        last.replace_target(target, final_[target])
        for block in gone:
            block.instructions[0].block = None
            block.instructions = []
            block.function = None
        function.blocks = [b for b in function.blocks if b not in gone]
        return bool(gone)


def passable(block: Block, target: Block) -> bool:
    """Whether nothing asks which way control came to the target, or for the block's address."""
    return not block.address_taken and type(target.instructions[0]) is not Phi


def _ends(onward: dict[Block, Block]) -> dict[Block, Block]:
    """Where the chain of jumps from each block ends; the block itself if it goes round in a circle."""
    ends: dict[Block, Block] = {}
    for block in onward:
        chain: dict[Block, None] = {}
        at = block
        while at in onward and at not in ends and at not in chain:
            chain[at] = None
            at = onward[at]
        end = ends.get(at, at)
        circle = at in chain or end in onward
        for each in chain:
            ends[each] = each if circle else end
    return ends
