"""Calls and inline assembly."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from ccore.ir.instruction import Instruction
from ccore.ir.module import Function
from ccore.ir.types import VOID, FunctionType, Type
from ccore.ir.values import CallAttributes, Value

if TYPE_CHECKING:
    from ccore.ir.module import Block


@final
class Call(Instruction):
    """``call FT callee(args)``.

    ``function_type`` is the callee's type as the call sees it; variadic arguments follow the fixed ones,
    with their types in ``argument_types`` (one per argument, aggregates included).  An argument of
    aggregate type is the address of the object, which the call copies.  If the result is an aggregate,
    the last operand is the address that receives it, and the instruction's type is void.
    ``operands``: [callee, arguments..., result address if the result is an aggregate].
    """

    __slots__ = ("function_type", "argument_types", "attributes")
    opcode = "call"
    reads = True
    writes = True

    def __init__(
        self,
        callee: Value,
        function_type: FunctionType,
        arguments: list[Value],
        argument_types: tuple[Type, ...],
        result_address: Value | None = None,
        attributes: CallAttributes | None = None,
    ) -> None:
        operands = [callee, *arguments]
        result = function_type.result
        if result_address is not None:
            operands.append(result_address)
            result = VOID
        super().__init__(result, operands)
        self.function_type = function_type
        self.argument_types = argument_types
        self.attributes = attributes

    @property
    def callee(self) -> Value:
        return self.operands[0]

    @property
    def arguments(self) -> list[Value]:
        return self.operands[1 : 1 + len(self.argument_types)]

    @property
    def result_address(self) -> Value | None:
        return self.operands[-1] if len(self.operands) > 1 + len(self.argument_types) else None

    @property
    def removable(self) -> bool:
        callee, a = self.operands[0], self.attributes
        if a is not None and (a.const or a.pure):
            return self.result_address is None
        if type(callee) is Function:
            a = callee.attributes.call
            if a.const or a.pure or (a.returns and not a.writes):
                return self.result_address is None and not a.noreturn
        return False


@final
class AsmOperand:
    """One operand of inline assembly.

    ``constraint``: GNU's text for the target, matching digits and modifiers resolved to "=r", "+m", "0", "i",
    "{ax}" for a register variable, "=@ccz" for flags.  ``kind``: "out" (a register result, the n-th of the
    tuple), "in" (a value), "memory" (the value is an address; read, written or both), "label".
    ``type``: the scalar type of a register operand, or of the memory it names.  ``size``: its bytes.
    """

    __slots__ = ("constraint", "kind", "name", "type", "operand", "output", "size")

    def __init__(
        self, constraint: str, kind: str, name: str, type_: Type, operand: int = -1, output: int = -1, size: int = 0
    ) -> None:
        self.constraint, self.kind, self.name, self.type = constraint, kind, name, type_
        self.operand = operand  # index in the instruction's operands; -1: none (a pure output)
        self.output = output  # index in the result tuple; -1: none
        self.size = size


@final
class InlineAsm(Instruction):
    """GNU extended assembly.  ``template`` is GNU's text (%0, %[name], %k1, %%, {a|b}), lowering translates it.

    ``slots``: the operands in GNU's numbering (outputs, inputs); "+r" outputs have both ``output`` and
    ``operand``.  The result is a tuple of the register outputs (void where none, even for one output a
    tuple).  Not a terminator; asm goto is ``AsmGoto``.
    """

    __slots__ = ("template", "slots", "clobbers", "volatile")
    opcode = "asm"
    reads = True
    writes = True

    def __init__(
        self,
        type_: Type,
        template: str,
        slots: list[AsmOperand],
        operands: list[Value],
        clobbers: tuple[str, ...],
        volatile: bool,
    ) -> None:
        super().__init__(type_, operands)
        self.template, self.slots, self.clobbers, self.volatile = template, slots, clobbers, volatile

    @property
    def removable(self) -> bool:
        if self.volatile or "memory" in self.clobbers:
            return False
        return not any(s.kind == "memory" and s.constraint[:1] in "=+" for s in self.slots)


@final
class AsmGoto(Instruction):
    """GNU asm goto (with outputs): as ``InlineAsm``, then control goes to ``targets[0]`` or to a label.

    ``labels`` are the label targets in GNU's order (%l, numbered after the operands), with their names.
    The results are defined on every edge.
    """

    __slots__ = ("template", "slots", "clobbers", "fallthrough", "labels", "label_names")
    opcode = "asmgoto"
    reads = True
    writes = True
    terminator = True
    volatile = True

    def __init__(
        self,
        type_: Type,
        template: str,
        slots: list[AsmOperand],
        operands: list[Value],
        clobbers: tuple[str, ...],
        fallthrough: Block,
        labels: list[Block],
        label_names: list[str],
    ) -> None:
        super().__init__(type_, operands)
        self.template, self.slots, self.clobbers = template, slots, clobbers
        self.fallthrough, self.labels, self.label_names = fallthrough, labels, label_names

    @property
    def targets(self) -> list[Block]:
        return [self.fallthrough, *self.labels]

    def replace_target(self, old: Block, new: Block) -> None:
        if self.fallthrough is old:
            self.fallthrough = new
        self.labels = [new if b is old else b for b in self.labels]
