"""Copies a function's body into another's, in the place of a call.

    ^a: ... %v = call @f(%x) ; rest      =>      ^a: ... br ^f.entry
                                                 ^f.entry: ... br ^a.rest      (each ret of @f)
                                                 ^a.rest: %v = phi ... ; rest

Constants are folded and known branches taken while copying, so what the arguments rule out is never
copied at all ("pruning" cloning).  Blocks are copied in an order in which every dominator comes first, so
each operand is known by the time it is needed; phis are filled in at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, final

from ccore.ir import fold
from ccore.ir import instructions as ir
from ccore.ir.debug import DebugLocation, Inlining, Record
from ccore.ir.instructions import (
    Alloca,
    AsmGoto,
    Branch,
    Call,
    CondBranch,
    DynamicAlloca,
    IndirectBranch,
    Instruction,
    MemCopy,
    Phi,
    Return,
    StackRestore,
    StackSave,
    Switch,
    Unreachable,
    VaStart,
)
from ccore.ir.mathlibrary import FORBIDDING
from ccore.ir.module import Block, Function
from ccore.ir.types import I32, I64, VOID, AggregateType
from ccore.ir.values import PACK_LENGTH, BlockAddress, Constant, ConstInt, Undef, Value
from ccore.passes.edit import phis_of

_FIELDS: Final[dict[type[Instruction], tuple[str, ...]]] = {}


def fields_of(cls: type[Instruction]) -> tuple[str, ...]:
    """The names of what an instruction of that class has beside its operands."""
    found = _FIELDS.get(cls)
    if found is None:
        found = _FIELDS[cls] = tuple(cls.__dict__.get("__slots__", ()))
    return found


def copy_instruction(i: Instruction, operands: list[Value]) -> Instruction:
    """A copy with other operands; its targets (if it is a terminator) are still the original's."""
    cls = type(i)
    new = cls.__new__(cls)
    Instruction.__init__(new, i.type, operands)
    new.location = i.location
    for name in fields_of(cls):
        setattr(new, name, getattr(i, name))
    return new


def retarget(i: Instruction, block: Callable[[Block], Block]) -> None:
    """Send a copied terminator to the copies of its targets."""
    if type(i) is Branch:
        i.target = block(i.target)
    elif type(i) is CondBranch:
        i.then, i.otherwise = block(i.then), block(i.otherwise)
    elif type(i) is Switch:
        i.default, i.cases = block(i.default), [(c, block(b)) for c, b in i.cases]
    elif type(i) is AsmGoto:
        i.fallthrough, i.labels = block(i.fallthrough), [block(b) for b in i.labels]
    elif type(i) is IndirectBranch:
        i.blocks = [block(b) for b in i.blocks]


def refusal(callee: Function) -> str:
    """Why a body may not be copied, or ""."""
    if not callee.blocks:
        return "it has no body"
    if not callee.function_type.prototyped and callee.parameters:
        return "it has no prototype"
    if callee.attributes.naked:
        return "it is naked"
    for block in callee.blocks:
        for i in block.instructions:
            kind = type(i)
            if kind is IndirectBranch:
                return "it has a computed goto"
            if kind is VaStart:
                return "it reads variable arguments"
            if type(i) is Call:
                target = i.operands[0]
                if i.attributes is not None and i.attributes.returns_twice:
                    return "it calls a function that returns twice"
                if type(target) is Function and target.attributes.call.returns_twice:
                    return "it calls a function that returns twice"
    return ""


def signature_fits(call: Call, callee: Function) -> bool:
    """Whether the call's types are the callee's own (a cast or an old-style declaration may differ)."""
    called, own = call.function_type, callee.function_type
    if forwards(call):  # once its caller is copied itself, its arguments are known
        return False
    if own.variadic:
        return called.result is own.result and call.argument_types[: len(own.parameters)] == own.parameters
    return called.result is own.result and call.argument_types == own.parameters


def forwards(call: Call) -> bool:
    """Whether the variable arguments of the function around follow its own (__builtin_va_arg_pack)."""
    return call.attributes is not None and call.attributes.forwards


@final
class _Copy:
    """One body, copied for one call."""

    def __init__(self, caller: Function, callee: Function, call: Call, rest: Block) -> None:
        self.caller, self.callee, self.call, self.rest = caller, callee, call, rest
        self.values: dict[Value, Value] = {}
        self.blocks: dict[Block, Block] = {}
        self.named: dict[Block, Block] = {}  # those and the ones whose addresses are taken
        self.order: list[Block] = []  # of the callee's, as they are reached
        self.allocas: list[Instruction] = []
        self.returns: list[tuple[Value | None, Block]] = []
        self.saved: StackSave | None = None
        self.more: list[Value] = []  # the arguments beyond the parameters
        self.inlining: Inlining | None = None
        self.records: list[tuple[Record, Value]] = []  # of variables' values, with what the callee calls the value
        self.at_returns: dict[Block, list[Record]] = {}
        if caller.debug is not None and callee.debug is not None:
            self.inlining = Inlining(call.location, caller.debug)

    def block(self, original: Block) -> Block:
        """The copy of a block, to be filled when its turn comes."""
        found = self.blocks.get(original)
        if found is None:
            found = self.named.get(original)
            if found is None:
                found = self.named[original] = Block(original.name)
                found.unroll = original.unroll
            found.function = self.caller
            self.blocks[original] = found
            self.order.append(original)
        return found

    def operand(self, value: Value) -> Value:
        if isinstance(value, Constant):
            if type(value) is BlockAddress and value.function is self.callee:
                # Not ``block()``: its turn comes when control reaches it, after its dominators.
                return BlockAddress(self.caller, self.named.setdefault(value.block, Block(value.block.name)))
            return value
        found = self.values.get(value)
        # Only a use that cannot be reached comes before its definition.
        return found if found is not None else Undef(value.type)

    def run(self, before: Block) -> list[Block]:
        """Copy the body; ``before`` ends with the call taken out.  The new blocks."""
        call, callee = self.call, self.callee
        count = len(callee.parameters)
        begin = len(before.instructions)
        for index, (argument, kind) in enumerate(zip(call.arguments, call.argument_types, strict=True)):
            if isinstance(kind, AggregateType):
                own = Alloca(kind.size, kind.align, callee.parameters[index].name if index < count else "")
                own.location = call.location
                self.allocas.append(own)
                self.append(before, MemCopy(own, argument, ConstInt(I64, kind.size), kind.align, kind.align))
                argument = own
            if index < count:
                self.values[callee.parameters[index]] = argument
            else:
                self.more.append(argument)
        if any(type(i) is DynamicAlloca for block in callee.blocks for i in block.instructions):
            self.saved = StackSave()
            self.append(before, self.saved)
        entry = self.block(callee.blocks[0])
        self.append(before, Branch(entry))
        phis: list[tuple[Phi, Phi]] = []
        done = 0
        while done < len(self.order):  # grows as targets are met; breadth first keeps dominators ahead
            original = self.order[done]
            done += 1
            self.copy_block(original, self.blocks[original], phis)
        self.fill(phis)
        self.finish_returns()
        self.finish_records(before.instructions[begin])
        return [self.blocks[b] for b in self.order] + self.stubs()

    def stubs(self) -> list[Block]:
        """Something for each address of a label that control cannot reach here."""
        found: list[Block] = []
        for original, copy in self.named.items():
            copy.address_taken = original.address_taken
            if original not in self.blocks:
                copy.function = self.caller
                copy.append(Unreachable())
                found.append(copy)
        return found

    def append(self, block: Block, i: Instruction) -> None:
        i.block, i.location = block, self.call.location
        block.instructions.append(i)

    def copy_block(self, original: Block, copy: Block, phis: list[tuple[Phi, Phi]]) -> None:
        values, operand = self.values, self.operand
        out = copy.instructions
        inlining = self.inlining
        described = None if inlining is None or self.callee.debug is None else self.callee.debug.values
        waiting: list[Record] = []
        for i in original.instructions:
            kind = type(i)
            if described and i in described:
                waiting += self.copied(described[i])
            if type(i) is Phi:
                phi = Phi(i.type)
                phi.location = i.location
                phis.append((i, phi))
                new: Instruction = phi
            elif i.terminator:
                self.copy_terminator(i, copy)
                if type(i) is not Return:
                    self.located(out[-1], waiting)
                elif waiting:
                    self.at_returns[copy] = waiting
                return
            else:
                operands = [operand(o) for o in i.operands]
                if i.pure and operands and type(i) is not ir.Expect:
                    folded = self.folded(i, operands)
                    if folded is not None:
                        values[i] = folded
                        continue
                if type(i) is Call:
                    if self.is_length(i):
                        values[i] = ConstInt(I32, len(self.more))
                        continue
                    new = self.forwarding(i, operands) if forwards(i) else copy_instruction(i, operands)
                else:
                    new = copy_instruction(i, operands)
                if kind is Alloca:
                    self.allocas.append(new)
                    values[i] = new
                    continue
            new.block = copy
            out.append(new)
            values[i] = new
            if inlining is not None:
                waiting = self.located(new, waiting)

    # --- Debug information --------------------------------------------------------------------------------------

    def located(self, new: Instruction, waiting: list[Record]) -> list[Record]:
        """Give an instruction its place in the copy, and the records that stand before it; what then waits."""
        place = new.location
        if self.inlining is not None and isinstance(place, DebugLocation):
            new.location = self.inlining.place(place)
        if waiting and self.caller.debug is not None and type(new) is not Phi:
            self.caller.debug.add(new, waiting)
            return []
        return waiting

    def copied(self, records: list[Record]) -> list[Record]:
        """Records of the callee, for the copy; their values are known at its end."""
        inlining, debug = self.inlining, self.callee.debug
        assert inlining is not None and debug is not None
        found: list[Record] = []
        for r in records:
            found.append(replace(r, location=inlining.place(r.location)))
            self.records.append((found[-1], debug.value_of(r)))
        return found

    def finish_records(self, first: Instruction) -> None:
        """``first``: what now stands where the call did."""
        debug, own, inlining = self.caller.debug, self.callee.debug, self.inlining
        if debug is None:
            return
        before = debug.values.pop(self.call, None)
        if before is not None:
            debug.values[first] = before + debug.values.get(first, [])
        if own is None or inlining is None:
            return
        for record, value in self.records:
            record.value = self.operand(value)
        for address, declared in own.declares.items():
            moved = self.values.get(address)
            if type(moved) is Alloca:
                debug.declares.setdefault(moved, []).extend(
                    replace(r, location=inlining.place(r.location), value=moved) for r in declared
                )

    def is_length(self, i: Call) -> bool:
        """Whether it asks for the number of variable arguments."""
        callee = i.operands[0]
        return type(callee) is Function and callee.name == PACK_LENGTH

    def forwarding(self, i: Call, operands: list[Value]) -> Call:
        """A call that passes on the variable arguments, with those of the call that is replaced."""
        count = 1 + len(i.argument_types)
        attributes = i.attributes
        assert attributes is not None
        types = i.argument_types + self.call.argument_types[len(self.callee.parameters) :]
        address = operands[count] if len(operands) > count else None
        new = Call(operands[0], i.function_type, operands[1:count] + self.more, types, address)
        new.attributes = replace(attributes, forwards=False)
        new.location = i.location
        return new

    def folded(self, i: Instruction, operands: list[Value]) -> Value | None:
        if type(i) is ir.Select:
            return fold.fold_select(operands[0], operands[1], operands[2])
        for o in operands:
            if not isinstance(o, Constant) or type(o) is Undef:
                return None
        return fold.fold(i, operands)

    def copy_terminator(self, i: Instruction, copy: Block) -> None:
        new: Instruction
        if type(i) is Return:
            value = self.operand(i.operands[0]) if i.operands else None
            self.returns.append((value, copy))
            return  # finish_returns ends the block
        operands = [self.operand(o) for o in i.operands]
        if type(i) is CondBranch and type(operands[0]) is ConstInt:
            new = Branch(self.block(i.then if operands[0].value else i.otherwise))
        elif type(i) is Switch and type(operands[0]) is ConstInt:
            number = operands[0].value
            new = Branch(self.block(next((b for c, b in i.cases if c == number), i.default)))
        else:
            new = copy_instruction(i, operands)
            retarget(new, self.block)
            self.values[i] = new
        new.location = i.location
        new.block = copy
        copy.instructions.append(new)

    def fill(self, phis: list[tuple[Phi, Phi]]) -> None:
        """Give the phis the values of those edges that were copied."""
        for original, phi in phis:
            assert phi.block is not None
            for value, source in zip(original.operands, original.blocks, strict=True):
                copied = self.blocks.get(source)
                if copied is not None and copied.instructions and phi.block in copied.instructions[-1].targets:
                    phi.add(self.operand(value), copied)

    def finish_returns(self) -> None:
        """Each ``ret`` jumps on; the call's users get the value."""
        call, rest = self.call, self.rest
        result = self.callee.function_type.result
        for value, block in self.returns:
            begin = len(block.instructions)
            if isinstance(result, AggregateType) and value is not None:
                target = call.result_address
                assert target is not None
                size = ConstInt(I64, result.size)
                self.append(block, MemCopy(target, value, size, result.align, result.align))
            if self.saved is not None:
                self.append(block, StackRestore(self.saved))
            self.append(block, Branch(rest))
            if block in self.at_returns:
                self.located(block.instructions[begin], self.at_returns[block])
        if call.type is VOID or not call.users:
            return
        values = [(v if v is not None else Undef(call.type), b) for v, b in self.returns]
        if not values:
            call.replace_uses(Undef(call.type))
        elif len(values) == 1:
            call.replace_uses(values[0][0])
        else:
            phi = Phi(call.type, values)
            phi.block, phi.location = rest, call.location
            rest.instructions.insert(0, phi)
            call.replace_uses(phi)


def inline_calls(caller: Function, choose: Callable[[Call], Function | None]) -> bool:
    """Copy in the bodies of the calls for which ``choose`` names one.  Linear in what is there and what comes.

    ``choose`` sees each call of the caller once, in block order, not those in copied bodies.
    """
    allocas: list[Instruction] = []
    blocks: list[Block] = []
    changed = False
    for block in caller.blocks:
        blocks.append(block)
        pieces = [(n, callee) for n, i in enumerate(block.instructions)
                  if type(i) is Call and (callee := choose(i)) is not None]
        if not pieces:
            continue
        changed = True
        for _, callee in pieces:  # what both bodies may take for granted
            rules = caller.attributes.math, callee.attributes.math
            caller.attributes.math = (rules[0] & rules[1]) | ((rules[0] | rules[1]) & FORBIDDING)
        instructions = block.instructions
        successors = block.successors
        block.instructions = instructions[: pieces[0][0]]
        current = block
        for index, (at, callee) in enumerate(pieces):
            call = instructions[at]
            assert type(call) is Call
            end = pieces[index + 1][0] if index + 1 < len(pieces) else len(instructions)
            rest = Block(block.name)
            rest.function = caller
            copy = _Copy(caller, callee, call, rest)
            blocks += copy.run(current)
            allocas += copy.allocas
            for i in instructions[at + 1 : end]:
                i.block = rest
                rest.instructions.append(i)
            call.drop_operands()
            call.block = None
            blocks.append(rest)
            current = rest
        for successor in successors:  # the last piece is the one that jumps there now
            for phi in phis_of(successor):
                phi.blocks[phi.blocks.index(block)] = current
    if changed:
        entry = caller.blocks[0]
        for i in allocas:
            i.block = entry
        entry.instructions[:0] = allocas
        caller.blocks = blocks
    return changed


def size_of(function: Function) -> int:
    """Instructions that cost something, for an inliner's budget."""
    return sum(
        1
        for block in function.blocks
        for i in block.instructions
        if type(i) not in (Alloca, Phi, Branch, Unreachable)
    )
