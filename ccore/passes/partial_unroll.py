"""Loops go round less often: their bodies stand several times in a round.

    ^before: br ^head                                ^before: %r = (how often ^head goes back)
    ^head: %i = phi [%s, ^before], [%n, ^head]                %g = lshr %r, 2 ; condbr (cmp ne %g, 0), ^more, ^rest
           ... %n = add %i, 1                   =>   ^more: (the body four times, without its tests)
           condbr (cmp slt %n, %b), ^head, ^out              condbr (cmp ne %g', 0), ^more, ^rest
                                                     ^rest: %j = phi [%s, ^before], [%n', ^more] ; br ^head
                                                     ^head: %i = phi [%j, ^rest], [%n, ^head] ... (as it was)

That is done where somebody asks for it (``Block.unroll``): by #pragma GCC unroll, or by -funroll-loops; and by its own
choice where a loop of one short block, without calls, goes round a constant number of times, which leaves nothing over.

- Where a test in every round ends the loop after a number of rounds that is computed before it (``count_rounds``), the
  first r tests let the loop go on, whatever they are: of a group of rounds that are all among the first r, no test is
  needed.  What is left, one round at least, is for the loop as it was.  Other ways out stay in each copy.
- Where the number r is a constant, the loop ends by that test in copy r modulo the number of copies, and in no other:
  there it stays, and nothing is left over.
- Else the body is copied with all of its tests, which is right for any loop.

Davidson and Jinturkar, "Aggressive Loop Unrolling in a Retargetable, Optimizing Compiler" (1996).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

from ccore.ir.cfg import Analyses, Loop
from ccore.ir.instructions import Binary, Branch, Call, Compare, CondBranch, InlineAsm, Phi
from ccore.ir.module import ALWAYS, Block, Function
from ccore.ir.types import I64
from ccore.ir.values import ConstInt, Value
from ccore.passes.edit import phis_of, replace_terminator, returns_twice, untouchable
from ccore.passes.evolution import Computation, Shape, Test, count_rounds, shape_of, tests_of
from ccore.passes.loop_copy import LoopCopy, close, closing, copyable, in_order
from ccore.passes.loops import add_preheaders, preheader

_MOST_TIMES: Final = 8  # GCC's max-unroll-times
_MOST_INSTRUCTIONS: Final = 200  # GCC's max-unrolled-insns
_MOST_CHOSEN: Final = 4  # copies of a loop for which nobody asks
_MOST_ASKED: Final = 4096  # instructions of all copies, whatever a pragma says


@final
@dataclass(slots=True, eq=False)
class _Plan:
    """What becomes of a loop.  ``test``: the one that ends it after ``count`` rounds; None: not known."""

    shape: Shape
    times: int
    test: Test | None
    count: Value | None


@final
class PartialUnroll:
    """Near-linear: innermost loops that are asked for, each to a size that is bounded."""

    name = "partial-unroll"
    keeps_cfg = False
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) or not analyses.loops or returns_twice(function):
            return False
        around = {loop.parent for loop in analyses.loops}
        headers = {
            loop.header for loop in analyses.loops
            if loop not in around and len(loop.latches) == 1
            and (wished(loop.header.unroll) or (analyses.unroll and short(loop))) and copyable(loop)
        }  # fmt: skip
        if not headers:
            return False
        changed = add_preheaders(function, analyses, headers)
        # All is asked before anything is changed, since a change makes the answers old.
        plans = [_plan(loop, analyses) for loop in analyses.loops if loop.header in headers]
        new: dict[Block, list[Block]] = {}  # by the latch before them
        for plan in filter(None, plans):
            new[plan.shape.latch] = _follow(function, plan, analyses)
        if new:
            function.blocks = [b for block in function.blocks for b in (block, *new.get(block, ()))]
        return changed or any(plans)


def wished(unroll: int) -> bool:
    """Whether more than one copy of a loop's body is asked for."""
    return unroll not in (0, 1)


def short(loop: Loop) -> bool:
    """Whether copies of the loop's body may pay though nobody asks for them: what ends a round, and the way back, is a
    part of it that counts."""
    instructions = loop.header.instructions
    return (
        not loop.header.unroll and len(loop.blocks) == 1 and 2 * len(instructions) <= _MOST_INSTRUCTIONS
        and not any(type(i) in (Call, InlineAsm) for i in instructions)
    )  # fmt: skip


def _plan(loop: Loop, analyses: Analyses) -> _Plan | None:
    """What to do with a loop that is asked for; the number of its rounds is computed at once."""
    wish = loop.header.unroll
    size = max(sum(1 for block in loop.blocks for i in block.instructions if type(i) not in (Phi, Branch)), 1)
    most = _MOST_TIMES if wish else _MOST_CHOSEN
    times = min(wish, _MOST_ASKED // size) if wish > 1 else min(most, _MOST_INSTRUCTIONS // size)
    shape = shape_of(loop, analyses) if preheader(loop, analyses) is not None else None
    if times < 2 or shape is None or closing(loop, analyses) is None:
        return None
    for test in tests_of(shape, analyses):
        if wish <= 0:
            times = 1 << times.bit_length() - 1  # a group is counted by a shift
        into = Computation()
        count = count_rounds(test, shape, analyses, into, guarded=False)
        if count is None or (not wish and type(count) is not ConstInt):
            into.discard()
            continue
        if type(count) is ConstInt and count.value < times * (1 if wish else 2):
            return None  # there is no second round, or so few that they cost little
        if not _allowed("constant" if type(count) is ConstInt else "groups", loop, analyses):
            into.discard()
            return None
        into.place(shape.before)
        return _Plan(shape, times, test, count)
    if (wish > 1 or wish == ALWAYS) and _allowed("copies", loop, analyses):
        return _Plan(shape, times, None, None)
    return None


def _allowed(rule: str, loop: Loop, analyses: Analyses) -> bool:
    watch = analyses.watch
    return watch is None or watch.does(rule, loop.header.instructions[-1])


def _follow(function: Function, plan: _Plan, analyses: Analyses) -> list[Block]:
    """Do what is planned.  The new blocks."""
    shape, test = plan.shape, plan.test
    loop = shape.loop
    uses = closing(loop, analyses)
    assert uses is not None, "as it was when it was planned"
    close(uses, analyses)
    loop.header.unroll = 0
    order = in_order(loop)
    if test is None or plan.count is None:
        new = _extend(function, shape, plan.times, order, None, 0)
    elif type(plan.count) is ConstInt:
        new = _extend(function, shape, plan.times, order, test, plan.count.value % plan.times)
    else:
        new = _group(function, shape, plan.times, order, test, plan.count)
    loop.header.unroll = 1
    return new


def _extend(
    function: Function, shape: Shape, times: int, order: list[Block], test: Test | None, ending: int
) -> list[Block]:
    """Let copies follow the loop's body, in one loop.  Of the copies (the body is number 0) only ``ending`` keeps the
    test, if there is one."""
    loop = shape.loop
    phis = phis_of(loop.header)
    copies = [LoopCopy(function, loop, order) for _ in range(times - 1)]
    values: dict[Value, Value] = {phi: phi.operands[phi.blocks.index(shape.latch)] for phi in phis}
    values = _chain(copies, phis, shape, values, loop.header)
    last = copies[-1].blocks[shape.latch]
    for phi in phis:
        phi.remove(shape.latch)
        phi.add(values[phi], last)
    shape.latch.instructions[-1].replace_target(loop.header, copies[0].header)
    if test is not None:
        for number in range(times):
            if number != ending:
                _goes_on(test.block if not number else copies[number - 1].blocks[test.block], {*order, *_all(copies)})
    return _all(copies)


def _group(
    function: Function, shape: Shape, times: int, order: list[Block], test: Test, count: Value
) -> list[Block]:
    """Put a loop over groups of rounds before the loop."""
    loop, before = shape.loop, shape.before
    phis = phis_of(loop.header)
    copies = [LoopCopy(function, loop, order) for _ in range(times)]
    first = copies[0].header
    first.unroll = 1
    new = {phi: Phi(phi.type, [(phi.operands[phi.blocks.index(before)], before)]) for phi in phis}
    again = Block(f"{loop.header.name}.again")
    values: dict[Value, Value] = {phi: new[phi] for phi in phis}
    values = _chain(copies, phis, shape, values, again)
    for copy in copies:
        _goes_on(copy.blocks[test.block], {again, *_all(copies)})
    location = before.instructions[-1].location
    rest = Block(f"{loop.header.name}.rest")
    again.function = rest.function = function
    for phi in phis:
        start = Phi(phi.type, [(phi.operands[phi.blocks.index(before)], before), (values[phi], again)])
        start.location = phi.location
        rest.append(start)
        phi.add(start, rest)
        new[phi].add(values[phi], again)
    rest.append(Branch(loop.header)).location = location
    power = times & (times - 1) == 0
    operation, by = ("lshr", times.bit_length() - 1) if power else ("udiv", times)
    groups = Binary(operation, count, ConstInt(I64, by))
    some = Compare("ne", groups, ConstInt(I64, 0))
    for i in (groups, some):
        i.block, i.location = before, location
    before.instructions[-1:-1] = [groups, some]
    replace_terminator(before, CondBranch(some, first, rest))
    left = Phi(I64, [(groups, before)])
    fewer = Binary("add", left, ConstInt(I64, -1))
    left.add(fewer, again)
    more = Compare("ne", fewer, ConstInt(I64, 0))
    place = shape.latch.instructions[-1].location
    for phi in (left, *new.values()):
        phi.block, phi.location = first, place
    first.instructions[:0] = [left, *new.values()]
    back = CondBranch(more, first, rest)
    for each in (fewer, more, back):
        again.append(each).location = place
    return [*_all(copies), again, rest]


def _chain(
    copies: list[LoopCopy], phis: list[Phi], shape: Shape, values: dict[Value, Value], after: Block
) -> dict[Value, Value]:
    """Fill copies of the loop one after another, the last of which goes on to ``after``.  ``values``: of the header's
    phis, in the first; the result: those after the last."""
    for n, copy in enumerate(copies, 1):
        copy.values.update(values)
        copy.fill(copies[n].header if n < len(copies) else after)
        values = {phi: copy.value(phi.operands[phi.blocks.index(shape.latch)]) for phi in phis}
    return values


def _goes_on(block: Block, inside: set[Block]) -> None:
    """The test at the block's end is not needed: it does not leave the loop."""
    stays = next(target for target in block.instructions[-1].targets if target in inside)
    replace_terminator(block, Branch(stays))


def _all(copies: list[LoopCopy]) -> list[Block]:
    return [block for copy in copies for block in copy.blocks.values()]


__all__ = ["PartialUnroll", "wished"]
