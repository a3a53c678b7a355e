"""Straightens control flow.

    ^a: br ^b                       ^a: ...b's instructions...
    ^b: (only from ^a) ...     =>

    condbr %c, ^empty, ^x           condbr %c, ^y, ^x
    ^empty: br ^y              =>

Also: constant branches, unreachable blocks, phis with one possible value.  asm goto keeps its edges as
they are, and a block whose address was taken stays; so does a loop's header that only jumps on to that of a loop in it:
else both would be one loop to other passes, with two ways back.
"""

from __future__ import annotations

from typing import final

from ccore.ir.cfg import Analyses, Watcher, postorder_of, predecessors_of
from ccore.ir.instructions import Branch, Phi, Switch
from ccore.ir.module import Block, Function
from ccore.passes.edit import fold_terminator, phis_of, redirectable, remove_unreachable, trivial_phi


@final
class SimplifyCfg:
    """Repeats its steps while threading makes new straight lines; each round is linear."""

    name = "simplify-cfg"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        changed = False
        watch = analyses.watch
        for _ in range(8):
            again = False
            for block in function.blocks:
                again |= fold_terminator(block, watch)
            again |= remove_unreachable(function)
            again |= remove_trivial_phis(function, watch)
            again |= _merge_lines(function, watch)
            again |= _thread_empty(function, watch)
            if not again:
                break
            changed = True
        return changed


def remove_trivial_phis(function: Function, watch: Watcher | None = None) -> bool:
    """Replace each phi that has one possible value; doing so may make another one trivial."""
    work = [phi for block in function.blocks for phi in phis_of(block)]
    dead: set[Phi] = set()
    while work:
        phi = work.pop()
        if phi in dead:
            continue
        value = trivial_phi(phi)
        if value is None or (watch is not None and not watch.does("phi", phi)):
            continue
        dead.add(phi)
        work.extend(user for user in phi.users if type(user) is Phi and user is not phi)
        phi.replace_uses(value)
        phi.drop_operands()  # at once: else a chain of them would gather users
    for block in {phi.block for phi in dead}:
        assert block is not None
        block.instructions = [i for i in block.instructions if i not in dead]
    for phi in dead:
        phi.block = None
    return bool(dead)


def _merge_lines(function: Function, watch: Watcher | None) -> bool:
    """Append each block that has one predecessor, which goes nowhere else, to that predecessor."""
    predecessors = predecessors_of(function)
    merged: set[Block] = set()
    for block in reversed(postorder_of(function.blocks[0])):
        if block in merged:
            continue
        instructions = block.instructions
        while True:
            last = instructions[-1]
            if type(last) is not Branch:
                break
            follower = last.target
            if follower is block or not mergeable(follower, predecessors[follower]):
                break
            if watch is not None and not watch.does("merge", last):
                break
            instructions.pop()
            last.block = None
            for phi in phis_of(follower):  # one predecessor: one operand
                phi.replace_uses(phi.operands[0])
                phi.drop_operands()
                phi.block = None
            body = [i for i in follower.instructions if i.block is not None]
            for i in body:
                i.block = block
            instructions += body
            follower.instructions = []
            follower.function = None
            merged.add(follower)
            for successor in block.successors:
                incoming = predecessors[successor]
                incoming[incoming.index(follower)] = block
                for phi in phis_of(successor):
                    phi.blocks[phi.blocks.index(follower)] = block
    if merged:
        function.blocks = [b for b in function.blocks if b not in merged]
    return bool(merged)


def mergeable(follower: Block, sources: list[Block]) -> bool:
    """Whether one block alone leads to this one, whose address nothing needs."""
    return len(sources) == 1 and not follower.address_taken


def only_jumps(block: Block) -> bool:
    """Whether the block only jumps on, and its address is not needed."""
    return type(block.instructions[0]) is Branch and not block.address_taken


def _thread_empty(function: Function, watch: Watcher | None) -> bool:
    """Let the predecessors of a block that only jumps go straight to its target.

    In post-order, the end of a chain of such blocks first, so that no edge moves along the chain."""
    entry = function.blocks[0]
    order = postorder_of(entry)
    empty = [block for block in order if only_jumps(block) and block is not entry]
    if not empty:
        return False
    number = {block: n for n, block in enumerate(order)}
    predecessors = {block: dict.fromkeys(found) for block, found in predecessors_of(function).items()}
    places: dict[Phi, dict[Block, int]] = {}
    switches: dict[Switch, dict[Block, Block]] = {}  # all changes of one at once, since it may have many cases
    gone: set[Block] = set()
    for block in empty:
        last = block.instructions[0]
        assert type(last) is Branch
        target = last.target
        sources = predecessors[block]
        if target is block or not sources:
            continue
        incoming = predecessors[target]
        if comes_back(sources, block, number) and comes_back(incoming, target, number):
            continue
        if not all(map(redirectable, sources)):
            continue
        phis = phis_of(target)
        if phis and not threadable(phis, block, sources, incoming, places):
            continue
        if watch is not None and not watch.does("thread", last):
            continue
        if block.unroll and not target.unroll and len(incoming) == 1:
            target.unroll = block.unroll  # the loop that begins with the block begins there now
        for phi in phis:
            value = phi.operands[phi.blocks.index(block)]
            phi.remove(block)
            places.pop(phi, None)
            for source in sources:
                if source not in incoming:
                    phi.add(value, source)
        for source in sources:
            jump = source.instructions[-1]
            if type(jump) is Switch:
                switches.setdefault(jump, {})[block] = target
            else:
                jump.replace_target(block, target)
        del incoming[block]
        incoming.update(sources)
        gone.add(block)
        last.block = None
        block.instructions = []
        block.function = None
    for switch, moved in switches.items():
        switch.default = _final(switch.default, moved)
        switch.cases = [(c, _final(b, moved)) for c, b in switch.cases]
    if gone:
        function.blocks = [b for b in function.blocks if b not in gone]
    return bool(gone)


def comes_back(sources: dict[Block, None], block: Block, number: dict[Block, int]) -> bool:
    """Whether one of the blocks that lead to this one comes after it, so that it may be the header of a loop."""
    place = number[block]
    return any(number.get(source, place + 1) <= place for source in sources)


def _final(block: Block, moved: dict[Block, Block]) -> Block:
    while block in moved:
        block = moved[block]
    return block


def threadable(
    phis: list[Phi],
    block: Block,
    sources: dict[Block, None],
    incoming: dict[Block, None],
    places: dict[Phi, dict[Block, int]],
) -> bool:
    """Whether no source jumps to the target already with another value.  ``places``: operand numbers by block."""
    common = [s for s in sources if s in incoming]
    for source in common:
        for phi in phis:
            place = places.get(phi)
            if place is None:
                place = places[phi] = {b: n for n, b in enumerate(phi.blocks)}
            direct = phi.operands[place[source]]
            through = phi.operands[place[block]]
            if direct is not through and (type(direct) is not type(through) or direct != through):
                return False
    return True
