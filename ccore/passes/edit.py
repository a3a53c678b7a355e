"""Edits of the CFG that several passes share; each keeps phis and def-use true."""

from __future__ import annotations

from ccore.ir.cfg import Watcher, reachable_blocks
from ccore.ir.instructions import (
    AsmGoto,
    Branch,
    Call,
    CondBranch,
    IndirectBranch,
    Instruction,
    Phi,
    Switch,
    Unreachable,
)
from ccore.ir.module import Block, Function
from ccore.ir.values import ConstInt, Undef, Value


def phis_of(block: Block) -> list[Phi]:
    """The phis at the head of a block."""
    found: list[Phi] = []
    for i in block.instructions:
        if type(i) is not Phi:
            break
        found.append(i)
    return found


def replace_terminator(block: Block, new: Instruction) -> None:
    """Put ``new`` in the terminator's place; successors that are lost forget the block in their phis."""
    old = block.instructions[-1]
    kept = new.targets
    for target in dict.fromkeys(old.targets):
        if target not in kept:
            remove_edge(block, target)
    new.location = old.location
    new.block = block
    block.instructions[-1] = new
    old.drop_operands()
    old.block = None


def redirectable(source: Block) -> bool:
    """Whether a block's jumps can be sent elsewhere: computed ones cannot, nor can those of assembly."""
    return type(source.instructions[-1]) not in (AsmGoto, IndirectBranch)


def remove_edge(source: Block, target: Block) -> None:
    """The phis of ``target`` forget ``source``."""
    for phi in phis_of(target):
        phi.remove(source)


def fold_terminator(block: Block, watch: Watcher | None = None) -> bool:
    """Turn a branch or switch whose way is known into ``br``; ``watch`` may forbid it."""
    last = block.instructions[-1]
    if type(last) is CondBranch:
        condition = last.operands[0]
        if last.then is last.otherwise:
            target = last.then
        elif type(condition) is ConstInt:
            target = last.then if condition.value else last.otherwise
        else:
            return False
    elif type(last) is Switch:
        value = last.operands[0]
        if type(value) is ConstInt:
            target = last.default
            for constant, goal in last.cases:
                if constant == value.value:
                    target = goal
                    break
        elif all(goal is last.default for _, goal in last.cases):
            target = last.default
        else:
            return False
    else:
        return False
    if watch is not None and not watch.does("branch", last):
        return False
    replace_terminator(block, Branch(target))
    return True


def has_address(block: Block) -> bool:
    """Whether the block must stay, since its address is a value somewhere."""
    return block.address_taken


def remove_unreachable(function: Function) -> bool:
    """Delete the blocks that control cannot come to.  One whose address was taken stays, empty, since the
    address must name something."""
    alive = reachable_blocks(function)
    if len(alive) == len(function.blocks):
        return False
    kept: list[Block] = []
    dead: list[Block] = []
    for block in function.blocks:
        if block in alive:
            kept.append(block)
        elif has_address(block):
            kept.append(block)
            if len(block.instructions) > 1 or type(block.instructions[0]) is not Unreachable:
                dead.append(block)
        else:
            dead.append(block)
    for block in dead:
        for target in block.successors:
            if target in alive:
                remove_edge(block, target)
    gone = [i for block in dead for i in block.instructions]
    for i in gone:
        i.drop_operands()
        i.block = None
    for i in gone:
        if i.users:  # only by stubs that stay, which have no operands, or by phis that forgot the edge
            i.replace_uses(Undef(i.type))
    for block in dead:
        block.instructions = []
        if has_address(block):
            block.append(Unreachable())
        else:
            block.function = None
    function.blocks = kept
    return bool(dead)


def insert_before(block: Block, added: dict[Instruction, list[Instruction]]) -> None:
    """Put new instructions, whose ``block`` is this one already, each list before its instruction."""
    kept: list[Instruction] = []
    for i in block.instructions:
        kept += added.get(i, ())
        kept.append(i)
    block.instructions = kept


def erase_all(function: Function, dead: set[Instruction]) -> None:
    """Delete instructions whose results are unused or used only by each other."""
    blocks = {i.block: None for i in dead}
    for block in blocks:
        assert block is not None
        block.instructions = [i for i in block.instructions if i not in dead]
    for i in dead:
        i.drop_operands()
        i.block = None


def trivial_phi(phi: Phi) -> Value | None:
    """The one value that a phi can have, besides itself; None where there are several."""
    only: Value | None = None
    for operand in phi.operands:
        if operand is phi or operand is only:
            continue
        if only is not None and (type(only) is not type(operand) or only != operand):
            return None
        only = operand
    return only


def returns_twice(function: Function) -> bool:
    """Whether it calls setjmp or the like: its locals must stay in memory."""
    for block in function.blocks:
        for i in block.instructions:
            if type(i) is Call:
                callee = i.operands[0]
                if i.attributes is not None and i.attributes.returns_twice:
                    return True
                if type(callee) is Function and callee.attributes.call.returns_twice:
                    return True
    return False


def plain(access: Instruction) -> bool:
    """Whether a load, store or copy is neither volatile nor atomic: it may be moved, merged and left out."""
    return not (getattr(access, "volatile", False) or getattr(access, "ordering", ""))


def insert_blocks(function: Function, before: dict[Block, Block]) -> None:
    """Put new blocks into the function, each before the one that it is found by."""
    blocks: list[Block] = []
    for block in function.blocks:
        new = before.get(block)
        if new is not None:
            new.function = function
            blocks.append(new)
        blocks.append(block)
    function.blocks = blocks


def untouchable(function: Function) -> bool:
    """Functions that no optional rewrite may change."""
    return not function.blocks or function.attributes.naked or function.attributes.optnone


__all__ = [
    "erase_all", "fold_terminator", "insert_before", "insert_blocks", "phis_of", "plain", "redirectable", "remove_edge",
    "remove_unreachable", "replace_terminator", "returns_twice", "trivial_phi", "untouchable",
]  # fmt: skip
