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
from ccore.ir.instructions import AsmGoto, Branch, IndirectBranch, Phi, Switch
from ccore.ir.module import Block, Function


@final
class Forwarders:
    """Linear."""

    name = "forwarders"
    keeps_cfg = False

    def run(self, function: Function, analyses: Analyses) -> bool:
        onward: dict[Block, Block] = {}
        for block in function.blocks[1:]:
            jump = block.instructions[0]
            if type(jump) is Branch and jump.location is None and not block.address_taken:
                if type(jump.target.instructions[0]) is not Phi:
                    onward[block] = jump.target
        if not onward:
            return False
        for block in function.blocks:
            last = block.instructions[-1]
            if type(last) is AsmGoto or type(last) is IndirectBranch:
                for target in last.targets:
                    onward.pop(target, None)
        final_ = {block: _end(block, onward) for block in onward}
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


def _end(block: Block, onward: dict[Block, Block]) -> Block:
    """Where a chain of jumps ends; the block itself if it goes round in a circle."""
    seen = {block}
    at = onward[block]
    while at in onward:
        if at in seen:
            return block
        seen.add(at)
        at = onward[at]
    return at
