"""Short ways round a join become selections, which no processor can predict wrongly.

    condbr %c, ^then, ^join                       %1 = xor %x, 40961
    ^then: %1 = xor %x, 40961 ; br ^join     =>   %2 = select %c, %1, %x
    ^join: %2 = phi [%x, ^a], [%1, ^then]         br ^join

Both ways are computed, so they must be free of effects and short; integers and addresses alone are chosen so, since the
machine has no such move for others.  A branch of which the program says what is likely stays.
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir.cfg import Analyses, Watcher
from ccore.ir.instructions import Binary, Branch, Compare, CondBranch, Convert, Instruction, PointerAdd, Select
from ccore.ir.module import Block, Function
from ccore.ir.types import I1, IntType, PointerType, Type
from ccore.passes.edit import phis_of, untouchable

_MOST_COMPUTED: Final = 3  # instructions that both ways may hold together
_MOST_CHOSEN: Final = 2  # values that differ between the ways
_CHEAP: Final = frozenset((Binary, Compare, Convert, PointerAdd, Select))


@final
class IfConvert:
    """Linear.  Inner ways come first, so that what they became can be part of an outer one."""

    name = "if-convert"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or len(function.blocks) < 3:
            return False
        predecessors = {block: len(found) for block, found in analyses.predecessors.items()}
        gone: set[Block] = set()
        for block in analyses.postorder:
            jump = block.instructions[-1]
            if type(jump) is CondBranch and jump.weights is None and jump.then is not jump.otherwise:
                gone |= _convert(block, jump, predecessors, analyses.watch)
        if gone:
            function.blocks = [b for b in function.blocks if b not in gone]
        return bool(gone)


def _convert(block: Block, jump: CondBranch, predecessors: dict[Block, int], watch: Watcher | None) -> set[Block]:
    """Let the block choose and go on to the join; the blocks that this leaves without use."""
    then, otherwise = jump.then, jump.otherwise
    after_then, after_otherwise = _short(then, predecessors), _short(otherwise, predecessors)
    if after_then is otherwise:
        join, ways = otherwise, [then]
    elif after_otherwise is then:
        join, ways = then, [otherwise]
    elif after_then is not None and after_then is after_otherwise:
        join, ways = after_then, [then, otherwise]
    else:
        return set()
    if join is block or join in ways:
        return set()
    computed = [i for way in ways for i in way.instructions[:-1]]
    first = then if then in ways else block
    second = otherwise if otherwise in ways else block
    phis = phis_of(join)
    pairs = [(phi, phi.operands[phi.blocks.index(first)], phi.operands[phi.blocks.index(second)]) for phi in phis]
    chosen = [a.type for _, a, b in pairs if a is not b]
    if not chosen or len(chosen) > _MOST_CHOSEN or len(computed) > _MOST_COMPUTED or not all(map(_movable, chosen)):
        return set()
    if watch is not None and not watch.does("select", jump):
        return set()
    condition = jump.operands[0]
    place = jump.location
    block.instructions.pop()
    for i in computed:
        i.block = block
        block.instructions.append(i)
    for phi, a, b in pairs:
        value = a
        if a is not b:
            select = Select(condition, a, b)
            select.location = place
            value = block.append(select)
        phi.remove(first)
        phi.remove(second)
        phi.add(value, block)
    jump.drop_operands()
    jump.block = None
    last = block.append(Branch(join))
    last.location = place
    for way in ways:
        way.instructions[-1].block = None
        way.instructions = []
        way.function = None
    predecessors[join] -= 1
    return set(ways)


def _short(block: Block, predecessors: dict[Block, int]) -> Block | None:
    """Where a block leads that one jump alone comes to, and that only computes; None for others."""
    last = block.instructions[-1]
    if type(last) is not Branch or predecessors[block] != 1 or block.address_taken:
        return None
    instructions: list[Instruction] = block.instructions
    if len(instructions) > _MOST_COMPUTED + 1:
        return None
    return last.target if all(map(harmless, instructions[:-1])) else None


def harmless(i: Instruction) -> bool:
    """Whether it may be computed where the program does not ask for it."""
    return type(i) in _CHEAP and not i.may_trap


def _movable(type_: Type) -> bool:
    """Whether the machine can choose between two registers of the type."""
    return isinstance(type_, PointerType) or (isinstance(type_, IntType) and type_ is not I1 and type_.bits <= 64)
