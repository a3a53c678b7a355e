"""Deletes blocks that control cannot come to, and branches whose way is constant.

    condbr i1 1, ^a, ^b     =>     br ^a          (and ^b goes, if nothing else leads there)

GNU C relies on it at every level: a call in a dead ``if (0)`` must not reach the linker.
"""

from __future__ import annotations

from typing import final

from ccore.ir.cfg import Analyses
from ccore.ir.module import Function
from ccore.passes.edit import fold_terminator, remove_unreachable


@final
class RemoveUnreachable:
    """Linear; looks at terminators alone."""

    name = "unreachable"
    keeps_cfg = False

    def run(self, function: Function, analyses: Analyses) -> bool:
        changed = False
        for block in function.blocks:
            changed |= fold_terminator(block)
        return remove_unreachable(function) or changed
