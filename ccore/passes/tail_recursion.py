"""Self-recursive tail calls become jumps back to the function's start.

    function @f: i32 (i32) (%n) {               function @f: i32 (i32) (%n) {
    ^entry:                                     ^start: br ^entry
      condbr (cmp eq %n, 0), ^out, ^more        ^entry: %m = phi [%n, ^start], [%1, ^more]
    ^more:                                              %t = phi [1, ^start], [%2, ^more]
      %1 = sub %n, 1                      =>            condbr (cmp eq %m, 0), ^out, ^more
      %2 = call @f(%1)                          ^more:  %1 = sub %m, 1
      %3 = mul %n, %2                                   %2 = mul %t, %m
      ret %3                                            br ^entry
    ^out: ret 1                                 ^out:   %3 = mul %t, 1
                                                        ret %3

A call is one if nothing is left to be done after it but to return its result, or that of an operation on it which can
be done beforehand, on an *accumulator*: integer ``add``, ``mul``, ``and``, ``or`` or ``xor``, one of them for the
function (as in LLVM's TailRecursionElimination and GCC's tree-tailcall.cc).  They wrap: another order of operations can
overflow where the program's does not.

- The callee is this body: not one that the linker may replace, and called with its own types.
- No local of one round is seen by the next: none whose address gets out or is handed to the call, none of variable
  size; no aggregate parameter or result, which have an object each; no variable arguments.
- Nothing knows the function's frame: no setjmp, no look at return addresses.

At -O1, where GCC waits for -O2; from there on LLVM does it.  Not at -Og: backtraces are to show every call.
-fno-optimize-sibling-calls forbids it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, final

from ccore.ir.cfg import Analyses, predecessors_of
from ccore.ir.instructions import (
    Alloca,
    Binary,
    Branch,
    Call,
    DynamicAlloca,
    FrameAddress,
    Instruction,
    Phi,
    Return,
    VaStart,
)
from ccore.ir.module import Block, Function, Module
from ccore.ir.types import VOID, AggregateType, IntType, PointerType
from ccore.ir.values import ConstInt, Value
from ccore.passes.alias import ANYTHING, Aliases
from ccore.passes.clone import signature_fits
from ccore.passes.edit import erase_all, remove_unreachable, replace_terminator, returns_twice, untouchable
from ccore.passes.inline import replaceable

if TYPE_CHECKING:
    from ccore.passes.manager import PassManager

_NEUTRAL: Final = {"add": 0, "mul": 1, "and": -1, "or": 0, "xor": 0}
"""Operations whose order does not matter, with the operand that changes nothing."""


@final
@dataclass(slots=True, eq=False)
class _Tail:
    """A call at the end of ``block``, and what is done to its result before it is returned, the first first."""

    block: Block
    call: Call
    then: list[Binary]

    @property
    def operation(self) -> str:
        return self.then[0].operation if self.then else ""


@final
class TailRecursion:
    name = "tail-recursion"
    asks_each = True
    tells_each = True

    def run_module(self, module: Module, manager: PassManager) -> bool:
        if not manager.options.optimize_sibling_calls or manager.options.profile:
            return False
        changed = False
        watch = manager.watch
        for function in module.functions.values():
            if not calls_itself(function) or untouchable(function) or replaceable(function, manager.options):
                continue
            if not reusable_frame(function, manager.analyses(function)):
                continue
            if watch is not None and not watch.enter(self.name, function.name, True):
                continue
            tails = _tails(function, manager.analyses(function))
            tails = [t for t in tails if watch is None or watch.does("loop", t.call)]
            if tails:
                debug = function.debug
                before = None if debug is None else debug.snapshot(function)
                _make_loop(function, tails)
                if debug is not None and before is not None:
                    debug.follow(before)
                manager.invalidate(function)
                changed = True
        return changed


def calls_itself(function: Function) -> bool:
    """Whether the body has a call of the function, with its own types."""
    return any(
        type(i) is Call and i.operands[0] is function and signature_fits(i, function)
        for block in function.blocks for i in block.instructions
    )  # fmt: skip


def reusable_frame(function: Function, analyses: Analyses) -> bool:
    """Whether one frame can serve all rounds, one after the other."""
    type_, attributes = function.function_type, function.attributes
    if type_.variadic or not type_.prototyped and function.parameters:
        return False
    if attributes.no_tail_calls or attributes.keeps_arguments or attributes.interrupt or attributes.ifunc:
        return False
    if any(isinstance(kind, AggregateType) for kind in (type_.result, *type_.parameters)) or returns_twice(function):
        return False
    aliases = analyses.of(Aliases)
    for block in function.blocks:
        for i in block.instructions:
            kind = type(i)
            if kind is DynamicAlloca or kind is VaStart or kind is FrameAddress:
                return False
            if kind is Alloca and aliases.escapes(i):
                return False
    return True


def _tails(function: Function, analyses: Analyses) -> list[_Tail]:
    """The calls that can go, all with the same operation or none."""
    found: list[_Tail] = []
    operation = ""
    for block in function.blocks:
        tail = _tail(function, block)
        if tail is None or not keeps_locals(tail.call, analyses.of(Aliases)):
            continue
        if tail.operation:
            if operation and tail.operation != operation:
                continue
            operation = tail.operation
        found.append(tail)
    return found


def _tail(function: Function, block: Block) -> _Tail | None:
    returned = _returned(block)
    if returned is None:
        return None
    value, user = returned
    after: set[Value] = set()
    for call in reversed(block.instructions[:-1]):
        if type(call) is Call:
            break
        if not call.pure or type(call) is Phi:
            return None
        after.add(call)
    else:
        return None
    if call.operands[0] is not function or not signature_fits(call, function):
        return None
    if call.type is VOID:
        return _Tail(block, call, []) if value is None else None
    then: list[Binary] = []
    while value is not call:
        if type(value) is not Binary or value not in after or value.users != {user: 1}:
            return None
        if not isinstance(value.type, IntType) or value.operation not in _NEUTRAL:
            return None
        if then and value.operation != then[0].operation:
            return None
        then.append(value)
        user = value
        value = next((o for o in value.operands if o is call or (o in after and type(o) is Binary)), None)
    return _Tail(block, call, then[::-1]) if call.users == {user: 1} else None


def _returned(block: Block) -> tuple[Value | None, Instruction] | None:
    """What a block returns, itself or through one that does nothing else, and the instruction that uses it for that;
    None where it does not return."""
    last = block.instructions[-1]
    if type(last) is Return:
        return (last.operands[0] if last.operands else None), last
    if type(last) is not Branch or last.target is block.function.blocks[0]:  # type: ignore[union-attr]
        return None
    join = last.target
    end = join.instructions[-1]
    if type(end) is not Return or any(type(i) is not Phi for i in join.instructions[:-1]):
        return None
    if not end.operands:
        return None, end
    value = end.operands[0]
    if type(value) is Phi and value.block is join:
        return value.operands[value.blocks.index(block)], value
    return None


def keeps_locals(call: Call, aliases: Aliases) -> bool:
    """Whether no argument of a call can be the address of a local."""
    return not any(
        root is ANYTHING or type(root) is Alloca
        for argument in call.arguments if isinstance(argument.type, PointerType)
        for root in aliases.objects(argument)
    )  # fmt: skip


def _make_loop(function: Function, tails: list[_Tail]) -> None:
    head = function.blocks[0]
    before = predecessors_of(function)[head]
    start = _new_start(function, head)
    phis: list[Phi] = []
    for parameter in function.parameters:
        if all(t.call.operands[1 + parameter.index] is parameter for t in tails):
            continue
        phi = Phi(parameter.type)
        for user in list(parameter.users):
            for n, operand in enumerate(user.operands):
                if operand is parameter:
                    user.set_operand(n, phi)
        phi.add(parameter, start)
        phis.append(phi)
        if function.debug is not None:
            function.debug.replaced[parameter] = phi
    total: Phi | None = None
    operation = next((t.operation for t in tails if t.then), "")
    if operation:
        kind = function.function_type.result
        assert isinstance(kind, IntType)
        total = Phi(kind, [(ConstInt(kind, _NEUTRAL[operation]), start)])
    for phi in (*phis, total) if total is not None else phis:
        phi.block, phi.location = head, head.instructions[0].location
        for source in before:  # jumps to the start of the body that were there
            phi.add(phi, source)
    numbers = [p.index for p in function.parameters if any(phi.operands[0] is p for phi in phis)]
    for tail in tails:
        block, call = tail.block, tail.call
        for phi, number in zip(phis, numbers, strict=True):
            phi.add(call.operands[1 + number], block)
        if total is not None:
            total.add(_accumulated(tail, total), block)
        replace_terminator(block, Branch(head))
        erase_all(function, {call, *tail.then})
    head.instructions[:0] = phis if total is None else [*phis, total]
    remove_unreachable(function)
    if total is not None:
        for block in function.blocks:
            last = block.instructions[-1]
            if type(last) is Return and last.operands:
                result = Binary(operation, total, last.operands[0])
                result.block, result.location = block, last.location
                block.instructions.insert(-1, result)
                last.set_operand(0, result)


def _accumulated(tail: _Tail, total: Phi) -> Value:
    """The accumulator after a round, computed where the call stands."""
    value: Value = total
    before: Value = tail.call
    for step in tail.then:
        other = next((o for o in step.operands if o is not before), None)
        assert other is not None
        new = Binary(step.operation, value, other)
        new.block, new.location = tail.block, step.location
        tail.block.instructions.insert(-1, new)
        value, before = new, step
    return value


def _new_start(function: Function, head: Block) -> Block:
    """A block before the first one, with the locals."""
    start = Block(head.name)
    start.function = function
    start.instructions = [i for i in head.instructions if type(i) is Alloca]
    head.instructions = [i for i in head.instructions if type(i) is not Alloca]
    for i in start.instructions:
        i.block = start
    debug = function.debug
    if debug is not None:
        waiting = [record for i in start.instructions for record in debug.values.pop(i, ())]
        first = head.instructions[0]
        debug.values[first] = waiting + debug.values.get(first, [])
    jump = start.append(Branch(head))
    jump.location = head.instructions[0].location
    function.blocks.insert(0, start)
    return start


__all__ = ["TailRecursion"]
