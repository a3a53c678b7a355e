"""Loops that test at their end: the test before the first round is a copy.

    ^a:    br ^head                                  ^a:    (a copy of ^head) condbr ..., ^body, ^out
    ^head: %1 = load %i ; condbr ..., ^body, ^out
    ^body: ... br ^head                        =>    ^body: ... br ^head
                                                     ^head: %1 = load %i ; condbr ..., ^body, ^out

A round then costs one jump, and what stands in the body is sure to run once the loop is entered, as ``licm`` asks.
This is done while variables are in memory, so that no value of a test is used outside its block, and no phi needs care.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses, Loop
from ccore.ir.instructions import AsmGoto, Call, CondBranch, InlineAsm, Instruction, IsConstant, Phi
from ccore.ir.module import Block, Function
from ccore.ir.values import Value
from ccore.passes.clone import copy_instruction
from ccore.passes.edit import insert_blocks, phis_of, redirectable, untouchable

_LONGEST: Final = 16  # instructions of a test that is copied


@final
class Rotate:
    """Linear: each loop's test is copied once."""

    name = "rotate"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        copies: dict[Block, Block] = {}
        new: dict[Block, list[Block]] = {}  # copies, by where they lead: the loop after, or the one within
        headers = {loop.header for loop in analyses.loops}
        for loop in analyses.loops:  # outer loops first
            header = loop.header
            jump = header.instructions[-1]
            if type(jump) is not CondBranch or header in loop.latches:
                continue
            if (jump.then in loop.blocks) == (jump.otherwise in loop.blocks) or not copyable(header):
                continue
            if any(map(phis_of, header.successors)):
                continue
            outside = [
                b for b in [*analyses.predecessors[header], *new.get(header, ())]
                if b not in loop.blocks and redirectable(b)
            ]  # fmt: skip
            if outside and (analyses.watch is None or analyses.watch.does("copy", jump)):
                copy = copies[header] = _copy(header, outside)
                _hand_on(loop, headers)
                for target in copy.successors:
                    new.setdefault(target, []).append(copy)
        if copies:
            insert_blocks(function, copies)
        return bool(copies)


def copyable(header: Block) -> bool:
    """Whether a test may stand twice: it is short, and no value of it is used elsewhere."""
    if header.address_taken or len(header.instructions) > _LONGEST:
        return False
    for i in header.instructions:
        if type(i) in (AsmGoto, Call, InlineAsm, IsConstant, Phi) or any(user.block is not header for user in i.users):
            return False
    return True


def _hand_on(loop: Loop, headers: set[Block]) -> None:
    """The loop begins with another block now."""
    header = loop.header
    if header.unroll:
        for target in header.successors:
            if target in loop.blocks and target not in headers:
                target.unroll = header.unroll
        header.unroll = 0


def _copy(header: Block, outside: list[Block]) -> Block:
    """Lead the jumps from outside to a copy of the header, which is returned and is in no function yet."""
    block = Block(f"{header.name}.first")
    copies: dict[Value, Instruction] = {}
    for i in header.instructions:
        copy = copy_instruction(i, [copies.get(o, o) for o in i.operands])
        copies[i] = copy
        block.append(copy)
    for source in outside:
        source.instructions[-1].replace_target(header, block)
    return block
