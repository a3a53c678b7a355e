"""Checks that a module keeps the rules of the IR; a pass or a front end that breaks one is at fault.

Structure (terminators, phis, allocas), types, def-use lists, and that every definition dominates its uses.
Linear in the function's size.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ccore.ir import instructions as ir
from ccore.ir.cfg import Analyses
from ccore.ir.module import Block, Function, Module
from ccore.ir.printer import print_instruction
from ccore.ir.types import (
    I1,
    I8,
    I64,
    VOID,
    AggregateType,
    FloatType,
    IntType,
    PointerType,
    TupleType,
    Type,
    VectorType,
)
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
            where += f"'{print_instruction(instruction)}': "
            if instruction.location is not None:
                where = f"{instruction.location}: {where}"
        super().__init__(where + message)


_PLAIN_CONSTANTS: Final = frozenset((ConstInt, ConstFloat, Null, Undef, BlockAddress))
_Check = Callable[[ir.Instruction], str]


def _scalar(type_: Type) -> Type:
    return type_.element if type(type_) is VectorType else type_


def _is_pointer(value: Value) -> bool:
    return isinstance(value.type, PointerType)


def _is_integer(value: Value) -> bool:
    return isinstance(value.type, IntType)


def _first_pointer(i: ir.Instruction) -> str:
    return "" if _is_pointer(i.operands[0]) else "the address is not a pointer"


def _load(i: ir.Instruction) -> str:
    if isinstance(i.type, (TupleType, AggregateType)) or i.type is VOID:
        return "a load gives a scalar"
    return _first_pointer(i)


def _store(i: ir.Instruction) -> str:
    if isinstance(i.operands[0].type, (TupleType, AggregateType)) or i.operands[0].type is VOID:
        return "a store takes a scalar"
    return "" if _is_pointer(i.operands[1]) else "the address is not a pointer"


def _memcopy(i: ir.Instruction) -> str:
    if not (_is_pointer(i.operands[0]) and _is_pointer(i.operands[1])):
        return "the addresses are not pointers"
    return "" if _is_integer(i.operands[2]) else "the size is not an integer"


def _memset(i: ir.Instruction) -> str:
    if not _is_pointer(i.operands[0]):
        return "the address is not a pointer"
    if i.operands[1].type is not I8:
        return "the byte is not an i8"
    return "" if _is_integer(i.operands[2]) else "the size is not an integer"


def _binary(i: ir.Instruction) -> str:
    assert type(i) is ir.Binary
    if not i.operands[0].type is i.operands[1].type is i.type:
        return "the types differ"
    kind = _scalar(i.type)
    if i.operation in ir.INTEGER_OPERATIONS:
        return "" if isinstance(kind, IntType) else "not an integer"
    if i.operation in ir.FLOAT_OPERATIONS:
        return "" if isinstance(kind, FloatType) and not kind.decimal else "not a binary floating value"
    return "unknown operation"


def _compare(i: ir.Instruction) -> str:
    assert type(i) is ir.Compare
    if i.operands[0].type is not i.operands[1].type:
        return "the types differ"
    if _scalar(i.type) is not I1 or isinstance(i.type, VectorType) != isinstance(i.operands[0].type, VectorType):
        return "the result is not an i1"
    kind = _scalar(i.operands[0].type)
    floating = isinstance(kind, FloatType)
    if isinstance(kind, FloatType) and kind.decimal:
        return "decimal values"
    known = ir.FLOAT_PREDICATES if floating else ir.INTEGER_PREDICATES
    return "" if i.predicate in known else "the predicate does not fit the type"


_CONVERSION: Final[dict[str, tuple[type[Type], type[Type], int]]] = {
    # operation: source, target, and whether the width must fall (-1), grow (1) or neither matters (0)
    "trunc": (IntType, IntType, -1),
    "zext": (IntType, IntType, 1),
    "sext": (IntType, IntType, 1),
    "fptrunc": (FloatType, FloatType, -1),
    "fpext": (FloatType, FloatType, 1),
    "fptosi": (FloatType, IntType, 0),
    "fptoui": (FloatType, IntType, 0),
    "sitofp": (IntType, FloatType, 0),
    "uitofp": (IntType, FloatType, 0),
    "ptrtoint": (PointerType, IntType, 0),
    "inttoptr": (IntType, PointerType, 0),
    "addrspacecast": (PointerType, PointerType, 0),
}


def _bits(type_: Type) -> int:
    if isinstance(type_, (IntType, FloatType)):
        return type_.bits
    if isinstance(type_, VectorType):
        return _bits(type_.element) * type_.count
    return type_.size * 8


def _convert(i: ir.Instruction) -> str:
    assert type(i) is ir.Convert
    source, target = i.operands[0].type, i.type
    if i.operation == "bitcast":
        if isinstance(source, PointerType) != isinstance(target, PointerType):
            return "a bitcast between a pointer and another type"
        return "" if _bits(source) == _bits(target) else "a bitcast changes the width"
    rule = _CONVERSION.get(i.operation)
    if rule is None:
        return "unknown conversion"
    if isinstance(source, VectorType) or isinstance(target, VectorType):
        if type(source) is not type(target) or source.count != target.count:  # type: ignore[attr-defined]
            return "the element counts differ"
    source, target = _scalar(source), _scalar(target)
    if not (isinstance(source, rule[0]) and isinstance(target, rule[1])):
        return "the types do not fit the conversion"
    if any(isinstance(kind, FloatType) and kind.decimal for kind in (source, target)):
        return "a decimal value"
    growth = _bits(target) - _bits(source)
    return "the width does not fit the conversion" if growth * rule[2] <= 0 and rule[2] else ""


def _pointer_add(i: ir.Instruction) -> str:
    if i.operands[1].type is not I64:
        return "the offset is not an i64"
    return _first_pointer(i)


def _select(i: ir.Instruction) -> str:
    if i.operands[0].type is not I1:
        return "the condition is not an i1"
    return "" if i.operands[1].type is i.operands[2].type is i.type else "the types differ"


def _same_types(i: ir.Instruction) -> str:
    return "" if all(o.type is i.type for o in i.operands) else "the types differ"


def _overflow(i: ir.Instruction) -> str:
    same = i.operands[0].type is i.operands[1].type and _is_integer(i.operands[0])
    return "" if same else "the operands are not integers of one type"


def _extract(i: ir.Instruction) -> str:
    assert type(i) is ir.Extract
    kind = i.operands[0].type
    if not isinstance(kind, TupleType) or i.index >= len(kind.elements):
        return "no such element"
    return "" if kind.elements[i.index] is i.type else "the type is not the element's"


def _atomic(i: ir.Instruction) -> str:
    assert type(i) is ir.AtomicUpdate
    if i.operation not in ir.ATOMIC_OPERATIONS:
        return "unknown operation"
    return _first_pointer(i) or ("" if i.operands[1].type is i.type else "the types differ")


def _compare_exchange(i: ir.Instruction) -> str:
    return _first_pointer(i) or ("" if i.operands[1].type is i.operands[2].type else "the types differ")


def _condition(i: ir.Instruction) -> str:
    return "" if i.operands[0].type is I1 else "the condition is not an i1"


def _switch(i: ir.Instruction) -> str:
    assert type(i) is ir.Switch
    kind = i.operands[0].type
    if not isinstance(kind, IntType):
        return "the value is not an integer"
    constants = [c for c, _ in i.cases]
    if len(set(constants)) != len(constants):
        return "two cases have one constant"
    return "" if all(0 <= c <= kind.mask for c in constants) else "a case does not fit the value's width"


def _call(i: ir.Instruction) -> str:
    assert type(i) is ir.Call
    kind = i.function_type
    if not _is_pointer(i.callee):
        return "the callee is not a pointer"
    count = len(i.argument_types)
    if len(i.operands) not in (1 + count, 2 + count):
        return "operands and argument types differ in number"
    if isinstance(kind.result, AggregateType) != (i.result_address is not None):
        return "an aggregate result, and it alone, needs an address"
    if i.type is not (VOID if isinstance(kind.result, AggregateType) else kind.result):
        return "the result's type is not the callee's"
    if count < len(kind.parameters) or (count > len(kind.parameters) and not kind.variadic and kind.prototyped):
        return "wrong number of arguments"
    for wanted, given in zip(kind.parameters if kind.prototyped else (), i.argument_types, strict=False):
        if wanted is not given:
            return f"an argument of type {given} for a parameter of type {wanted}"
    for value, given in zip(i.arguments, i.argument_types, strict=True):
        if not (_is_pointer(value) if isinstance(given, AggregateType) else value.type is given):
            return f"an argument of type {value.type} passed as {given}"
    return ""


def _assembly(i: ir.Instruction) -> str:
    assert isinstance(i, (ir.InlineAsm, ir.AsmGoto))
    outputs = 0
    for slot in i.slots:
        if slot.operand >= len(i.operands):
            return "an operand's index is too large"
        if slot.output >= 0:
            outputs += 1
            if not isinstance(i.type, TupleType) or slot.output >= len(i.type.elements):
                return "an output's index is too large"
    expected = len(i.type.elements) if isinstance(i.type, TupleType) else 0
    if i.type is not VOID and not isinstance(i.type, TupleType):
        return "the result is not a tuple"
    return "" if outputs == expected else "outputs and results differ in number"


_CHECKS: Final[dict[type[ir.Instruction], _Check]] = {
    ir.Load: _load,
    ir.Store: _store,
    ir.MemCopy: _memcopy,
    ir.MemSet: _memset,
    ir.AtomicUpdate: _atomic,
    ir.CompareExchange: _compare_exchange,
    ir.Binary: _binary,
    ir.Negate: _same_types,
    ir.Compare: _compare,
    ir.Convert: _convert,
    ir.PointerAdd: _pointer_add,
    ir.Select: _select,
    ir.Extract: _extract,
    ir.WithOverflow: _overflow,
    ir.Intrinsic: _same_types,
    ir.Expect: _same_types,
    ir.Assume: _condition,
    ir.ObjectSize: _first_pointer,
    ir.Prefetch: _first_pointer,
    ir.VaStart: _first_pointer,
    ir.VaEnd: _first_pointer,
    ir.VaCopy: _first_pointer,
    ir.VaArg: _first_pointer,
    ir.StackRestore: _first_pointer,
    ir.Phi: _same_types,
    ir.CondBranch: _condition,
    ir.Switch: _switch,
    ir.IndirectBranch: _first_pointer,
    ir.Call: _call,
    ir.InlineAsm: _assembly,
    ir.AsmGoto: _assembly,
}


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
        good = len(i.operands) == 1 and _is_pointer(i.operands[0])
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
            check = _CHECKS.get(type(i))
            message = check(i) if check is not None else ""
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
