"""A small evaluator of IR for the tests of passes: integers, one flat memory, direct calls.

Undefined values are 0 in every byte, which is one of the values that they may be.
"""

from __future__ import annotations

from ccore.ir import fold
from ccore.ir import instructions as ir
from ccore.ir.module import Function, Module
from ccore.ir.types import AggregateType, IntType
from ccore.ir.values import Constant, ConstInt, Null, Undef, Value


class Machine:
    """``memory`` is bytes; address 0 is never given out.  ``steps`` bounds a run."""

    def __init__(self, module: Module, steps: int = 100_000) -> None:
        self.module = module
        self.memory = bytearray(1 << 16)
        self.top = 64
        self.steps = steps
        self.trace: list[int] = []  # arguments of calls to functions without a body

    def allocate(self, size: int) -> int:
        at = (self.top + 15) // 16 * 16
        self.top = at + size
        return at

    def call(self, name: str, *arguments: int) -> int:
        return self.run(self.module.functions[name], list(arguments))

    def run(self, function: Function, arguments: list[int]) -> int:
        if not function.blocks:
            self.trace += arguments
            return sum(arguments) & 0xFF
        values: dict[Value, int] = {}
        for parameter, kind, argument in zip(
            function.parameters, function.function_type.parameters, arguments, strict=True
        ):
            if isinstance(kind, AggregateType):
                own = self.allocate(kind.size)
                self.memory[own : own + kind.size] = self.memory[argument : argument + kind.size]
                argument = own
            values[parameter] = argument
        block, previous = function.blocks[0], None
        while True:
            phis = [i for i in block.instructions if type(i) is ir.Phi]
            incoming = [self.value(i.operands[i.blocks.index(previous)], values) for i in phis]
            values.update(zip(phis, incoming, strict=True))
            for i in block.instructions[len(phis) :]:
                self.steps -= 1
                if self.steps < 0:
                    raise TimeoutError
                if type(i) is ir.Return:
                    return self.value(i.operands[0], values) if i.operands else 0
                if i.terminator:
                    previous, block = block, self.next(i, values)
                    break
                values[i] = self.execute(i, values)

    def next(self, i: ir.Instruction, values: dict[Value, int]):
        if type(i) is ir.Branch:
            return i.target
        chosen = self.value(i.operands[0], values)
        if type(i) is ir.CondBranch:
            return i.then if chosen else i.otherwise
        assert type(i) is ir.Switch
        return dict(i.cases).get(chosen, i.default)

    def value(self, operand: Value, values: dict[Value, int]) -> int:
        if isinstance(operand, ConstInt):
            return operand.value
        if isinstance(operand, (Null, Undef)):
            return 0
        return values[operand]

    def execute(self, i: ir.Instruction, values: dict[Value, int]) -> int:
        operands = [self.value(o, values) for o in i.operands if not isinstance(o, Function)]
        memory = self.memory
        if type(i) is ir.Alloca:
            return self.allocate(i.size)
        if type(i) is ir.Load:
            return int.from_bytes(memory[operands[0] : operands[0] + i.type.size], "little")
        if type(i) is ir.Store:
            size = i.operands[0].type.size
            memory[operands[1] : operands[1] + size] = operands[0].to_bytes(size, "little")
            return 0
        if type(i) is ir.MemCopy:
            target, source, size = operands
            memory[target : target + size] = memory[source : source + size]
            return 0
        if type(i) is ir.MemSet:
            target, byte, size = operands
            memory[target : target + size] = bytes([byte]) * size
            return 0
        if type(i) is ir.PointerAdd:
            return (operands[0] + operands[1]) % (1 << 64)
        if type(i) is ir.Call:
            assert isinstance(i.callee, Function)
            result = self.run(i.callee, operands[: len(i.argument_types)])
            kind = i.function_type.result
            if isinstance(kind, AggregateType):
                memory[operands[-1] : operands[-1] + kind.size] = memory[result : result + kind.size]
            return result
        if type(i) is ir.IsConstant:
            return int(isinstance(i.operands[0], ConstInt))
        constants: list[Value] = [
            ConstInt(o.type if isinstance(o.type, IntType) else IntType(64), v)
            for o, v in zip(i.operands, operands, strict=True)
        ]
        folded = fold.fold(i, constants)
        assert isinstance(folded, Constant) and isinstance(folded, ConstInt), i.opcode
        return folded.value
