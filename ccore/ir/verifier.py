"""Checks that a module keeps the rules of the IR; a pass or a front end that breaks one is at fault.

Structure (terminators, phis, allocas), types, def-use lists, and that every definition dominates its uses.
Linear in the function's size.
"""

from __future__ import annotations

from typing import Final

from ccore.ir import instructions as ir
from ccore.ir.cfg import Analyses
from ccore.ir.module import Block, Function, Module
from ccore.ir.operand_rules import broken_rule
from ccore.ir.printer import print_instruction
from ccore.ir.types import PTR, VOID, AggregateType, PointerType
from ccore.ir.values import (
    BlockAddress,
    Constant,
    ConstFloat,
    ConstInt,
    GlobalValue,
    Null,
    Parameter,
    Undef,
    Value,
)


class VerifyError(AssertionError):
    """A broken rule.  ``function``, ``block`` and ``instruction`` say where, as far as it has a place."""

    def __init__(
        self,
        message: str,
        function: Function | None = None,
        block: Block | None = None,
        instruction: ir.Instruction | None = None,
    ) -> None:
        self.function, self.block, self.instruction = function, block, instruction
        where = ""
        if function is not None:
            where += f"@{function.name}: "
        if block is not None:
            where += f"^{block.name}: "
        if instruction is not None:
            where += f"'{_text(instruction)}': "
            if instruction.location is not None:
                where = f"{instruction.location}: {where}"
        super().__init__(where + message)


def _text(i: ir.Instruction) -> str:
    """The instruction, if it is well enough to be printed."""
    try:
        return print_instruction(i)
    except (AttributeError, IndexError, TypeError, ValueError):
        return f"{i.opcode} ..."


_PLAIN_CONSTANTS: Final = frozenset((ConstInt, ConstFloat, Null, Undef, BlockAddress))
def _structure(function: Function) -> None:
    """Blocks, terminators, and the places of phis and allocas."""
    members = set(function.blocks)
    if len(members) != len(function.blocks):
        raise VerifyError("a block stands twice", function)
    entry = function.blocks[0]
    for block in function.blocks:
        if block.function is not function:
            raise VerifyError("the block belongs to another function", function, block)
        if not block.instructions:
            raise VerifyError("an empty block", function, block)
        last = block.instructions[-1]
        if not last.terminator:
            raise VerifyError("the block has no terminator", function, block)
        phis = True
        for i in block.instructions:
            if i.block is not block:
                raise VerifyError("the instruction's block is another one", function, block, i)
            if i.terminator and i is not last:
                raise VerifyError("a terminator inside the block", function, block, i)
            if type(i) is ir.Phi:
                if not phis:
                    raise VerifyError("a phi after another instruction", function, block, i)
            else:
                phis = False
                if type(i) is ir.Alloca and block is not entry:
                    raise VerifyError("an alloca outside the entry block", function, block, i)
        for target in last.targets:
            if target not in members:
                raise VerifyError(f"jumps to ^{target.name}, which is not in the function", function, block, last)
            if target is entry:
                raise VerifyError("jumps to the entry block", function, block, last)


def _returns(function: Function, block: Block, i: ir.Instruction) -> None:
    result = function.function_type.result
    if result is VOID:
        good = not i.operands
    elif isinstance(result, AggregateType):
        good = len(i.operands) == 1 and isinstance(i.operands[0].type, PointerType)
    else:
        good = len(i.operands) == 1 and i.operands[0].type is result
    if not good:
        raise VerifyError(f"does not return {result}", function, block, i)


def _names_a_block(address: Value) -> bool:
    """Whether the block is its function's, and says that its address was taken."""
    assert type(address) is BlockAddress
    return address.block.function is address.function and address.block.address_taken


def verify_function(function: Function) -> None:
    """Raise ``VerifyError`` where a definition breaks a rule; declarations have none."""
    if not function.blocks:
        return
    _structure(function)
    kinds = [PTR if isinstance(kind, AggregateType) else kind for kind in function.function_type.parameters]
    if [p.type for p in function.parameters] != kinds:
        raise VerifyError("the parameters are not those of the type", function)
    analyses = Analyses(function)
    predecessors = analyses.predecessors
    order: dict[ir.Instruction, int] = {}
    uses: dict[Value, dict[ir.Instruction, int]] = {}
    for block in function.blocks:
        for number, i in enumerate(block.instructions):
            order[i] = number
            for operand in i.operands:
                if not isinstance(operand, Constant):
                    counts = uses.setdefault(operand, {})
                    counts[i] = counts.get(i, 0) + 1
    reachable = set(analyses.postorder)
    own = set(function.parameters)
    for block in function.blocks:
        for i in block.instructions:
            message = broken_rule(i)
            if message:
                raise VerifyError(message, function, block, i)
            if type(i) is ir.Phi:
                if set(i.blocks) != set(predecessors[block]) or len(i.blocks) != len(predecessors[block]):
                    raise VerifyError("the phi's blocks are not the predecessors", function, block, i)
                if len(i.operands) != len(i.blocks):
                    raise VerifyError("the phi's values and blocks differ in number", function, block, i)
            elif type(i) is ir.Return:
                _returns(function, block, i)
            elif type(i) is ir.VaStart and not function.function_type.variadic:
                raise VerifyError("a function without variable arguments", function, block, i)
            for index, operand in enumerate(i.operands):
                kind = type(operand)
                if kind in _PLAIN_CONSTANTS or isinstance(operand, GlobalValue):
                    if kind is BlockAddress and not _names_a_block(operand):
                        raise VerifyError("the address of a block that is gone", function, block, i)
                    continue
                if kind is Parameter:
                    if operand not in own:
                        raise VerifyError("uses another function's parameter", function, block, i)
                    continue
                if not isinstance(operand, ir.Instruction) or operand not in order:
                    raise VerifyError("uses a value that is not in the function", function, block, i)
                assert operand.block is not None
                if block not in reachable:
                    continue
                if type(i) is ir.Phi:
                    source = i.blocks[index]
                    # an asm goto's results live on its edges, as any terminator's would
                    if not analyses.dominates(operand.block, source):
                        raise VerifyError("a phi's value does not dominate its edge", function, block, i)
                elif operand.block is block:
                    if order[operand] >= order[i]:
                        raise VerifyError("uses a value before it is defined", function, block, i)
                elif not analyses.dominates(operand.block, block):
                    raise VerifyError("uses a value that does not dominate it", function, block, i)
    nothing: dict[ir.Instruction, int] = {}
    for value in (*function.parameters, *order):
        if value.users != uses.get(value, nothing):
            instruction = value if isinstance(value, ir.Instruction) else None
            raise VerifyError("the list of users is wrong", function, None, instruction)


def verify_module(module: Module) -> None:
    """Verify every function and that names and tables agree."""
    for name, variable in module.variables.items():
        if variable.name != name:
            raise VerifyError(f"variable {variable.name} is filed as {name}")
        initial = variable.initial
        if initial is not None:
            if len(initial.data) > variable.size:
                raise VerifyError(f"variable {name}: {len(initial.data)} bytes for a size of {variable.size}")
            for at, raw in initial.far:
                if at < len(initial.data) or at + len(raw) > variable.size:
                    raise VerifyError(f"variable {name}: {len(raw)} bytes at {at} are out of place")
            for relocation in initial.relocations:
                if relocation.offset < 0 or relocation.offset + relocation.size > variable.size:
                    raise VerifyError(f"variable {name}: a relocation at {relocation.offset} leaves it")
    for name, function in module.functions.items():
        if function.name != name:
            raise VerifyError(f"function {function.name} is filed as {name}")
        verify_function(function)
        for block in function.blocks:
            for i in block.instructions:
                for operand in i.operands:
                    if isinstance(operand, GlobalValue) and not _is_member(operand, module):
                        raise VerifyError(f"@{operand.name} is not in the module", function, block, i)
    for variable in module.variables.values():
        for relocation in () if variable.initial is None else variable.initial.relocations:
            for target in (relocation.target, relocation.minus):
                if isinstance(target, GlobalValue) and not _is_member(target, module):
                    raise VerifyError(f"variable {variable.name}: @{target.name} is not in the module")


def _is_member(value: GlobalValue, module: Module) -> bool:
    """Whether the module has it under its name."""
    return (module.functions if isinstance(value, Function) else module.variables).get(value.name) is value
