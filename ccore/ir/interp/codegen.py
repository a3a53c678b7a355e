"""A function of the IR as one Python function, compiled when it is first called.

    ^loop: %i = phi [0, ^entry], [%j, ^loop]         while True:
           %j = add %i, 1                      =>        v1 = (v0 + 1) & 0xffffffff
           %c = cmp ult %j, %n                           v2 = v1 < p0
           condbr %c, ^loop, ^out                        if v2: v0 = v1; b = 1; continue

Values are Python's local variables.  A block with one predecessor stands where that one jumps to it; the others are
found by halving over their numbers.  Each line of the text belongs to an instruction, which errors name.
"""

from __future__ import annotations

import math
from typing import Any, Final, final

from ccore.ir import instructions as ir
from ccore.ir.cfg import predecessors_of
from ccore.ir.interp import arithmetic, emit
from ccore.ir.interp.machine import LongJump, Machine
from ccore.ir.interp.undefined import Undefined, UndefinedBehaviour
from ccore.ir.module import Block, Function
from ccore.ir.types import VOID, AggregateType, FloatType, VectorType
from ccore.ir.values import BlockAddress, ConstFloat, ConstInt, GlobalValue, Null, Undef, Value

_NESTING: Final = 12  # blocks inside each other
_RETURNS_TWICE: Final = frozenset(("setjmp", "_setjmp", "sigsetjmp", "__sigsetjmp", "llvm.eh.sjlj.setjmp"))


def compile_function(machine: Machine, function: Function) -> Any:
    """The callable: it takes the parameters, and for a variadic function a tuple of (type, value)."""
    return FunctionText(machine, function).make()


def calls_twice(i: ir.Instruction) -> bool:
    """Whether control can come back to after this call."""
    if type(i) is not ir.Call:
        return False
    callee = i.callee
    return isinstance(callee, Function) and not callee.blocks and callee.name in _RETURNS_TWICE


@final
class FunctionText:
    """The state of one function's text.  ``lines``: indent, text, instruction."""

    def __init__(self, machine: Machine, function: Function) -> None:
        self.machine, self.function = machine, function
        self.lines: list[tuple[int, str, ir.Instruction | None]] = []
        self.names: dict[Value, str] = {}
        self.indent = 0
        self.current: ir.Instruction | None = None
        self.depth = 0
        self.predecessors = predecessors_of(function)
        self.heads: dict[tuple[Block, int], int] = {}
        self.waiting: list[tuple[Block, int]] = []
        self.resumes: dict[int, ir.Instruction] = {}
        self.constants = 0
        self.prefix = machine.name_of(function)
        for p in function.parameters:
            self.names[p] = f"p{p.index}"
        number = 0
        for block in function.blocks:
            for i in block.instructions:
                if i.type is not VOID:
                    self.names[i] = f"v{number}"
                    number += 1
                elif type(i) is ir.Call and i.result_address is None:
                    self.names[i] = "_"

    # --- For emitters -------------------------------------------------------------------------------------------

    def line(self, text: str) -> None:
        self.lines.append((self.indent, text, self.current))

    def constant(self, value: Any) -> str:
        """A name of generated code for an object."""
        self.constants += 1
        name = f"{self.prefix}k{self.constants}"
        self.machine.globals[name] = value
        return name

    def poison(self, why: str) -> str:
        return self.constant(Undefined(why))

    def ref(self, value: Value) -> str:
        """An expression for a value."""
        name = self.names.get(value)
        if name is not None:
            return name
        if type(value) is ConstInt:
            return str(value.value)
        if isinstance(value, (GlobalValue, BlockAddress)):
            return str(self.machine.address_of(value))
        if type(value) is Null:
            return self.constant(arithmetic.from_bits(value.type, 0)) if isinstance(value.type, VectorType) else "0"
        if type(value) is ConstFloat:
            assert isinstance(value.type, FloatType)
            native = arithmetic.of_bits(value.type, value.bits)
            if isinstance(native, float) and math.isfinite(native):
                return f"({native!r})"
            return self.constant(native)
        if type(value) is Undef:
            return self.constant(arithmetic.any_value(value.type))
        raise UndefinedBehaviour("a value of another function")

    # --- Control ------------------------------------------------------------------------------------------------

    def head(self, block: Block, start: int = 0) -> int:
        """The number under which jumps find a block."""
        key = (block, start)
        number = self.heads.get(key)
        if number is None:
            number = self.heads[key] = len(self.heads)
            self.waiting.append(key)
        return number

    def jump(self, source: Block, target: Block, single: bool) -> None:
        """Go along an edge; ``single``: the only one between the two."""
        names: list[str] = []
        values: list[str] = []
        for i in target.instructions:
            if type(i) is not ir.Phi:
                break
            name, value = self.names[i], self.ref(i.operands[i.blocks.index(source)])
            if name != value:
                names.append(name)
                values.append(value)
        if names:
            self.line(f"{', '.join(names)} = {', '.join(values)}")
        inside = single and len(self.predecessors[target]) == 1 and not target.address_taken
        if inside and self.depth < _NESTING and target is not self.function.blocks[0]:
            self.depth += 1
            self.block(target, 0)
            self.depth -= 1
        else:
            self.line(f"b = {self.head(target)}")
            self.line("continue")

    def block(self, block: Block, start: int) -> None:
        instructions = block.instructions
        for position in range(start, len(instructions)):
            i = instructions[position]
            self.current = i
            if type(i) is ir.Phi:
                continue
            if i.terminator:
                self.terminator(block, i)
                return
            if calls_twice(i):
                number = self.head(block, position + 1)
                self.resumes[number] = i
                self.line(f"M.jumps[{self.ref(i.operands[1])}] = (token, {number})")
                self.line(f"{self.names.get(i, '_')} = 0")
                self.line(f"b = {number}")
                self.line("continue")
                return
            emit.emit(self, i)

    def terminator(self, block: Block, i: ir.Instruction) -> None:
        kind = type(i)
        if self.machine.steps is not None:
            self.line("M.step()")
        if kind is ir.Branch:
            self.jump(block, i.target, True)  # type: ignore[attr-defined]
        elif isinstance(i, ir.CondBranch):
            single = i.then is not i.otherwise
            self.line(f"if {self.ref(i.operands[0])}:")
            self.indent += 1
            self.jump(block, i.then, single)
            self.indent -= 1
            self.current = i
            self.line("else:")
            self.indent += 1
            self.jump(block, i.otherwise, single)
            self.indent -= 1
        elif isinstance(i, ir.Switch):
            self.switch(block, i)
        elif isinstance(i, ir.IndirectBranch):
            address = self.ref(i.operands[0])
            for target in dict.fromkeys(i.blocks):
                base = self.machine.address_of(self.function) + self.machine.block_number(self.function, target)
                self.line(f"if {address} == {base}:")
                self.indent += 1
                self.jump(block, target, False)
                self.indent -= 1
                self.current = i
            self.line("raise UB('a jump to what is none of the labels')")
        elif isinstance(i, ir.Return):
            self.result(i)
        elif isinstance(i, ir.AsmGoto):
            emit.assembly(self, i)
            self.jump(block, i.fallthrough, False)
        else:
            self.line("raise UB('control comes to what is unreachable')")

    def result(self, i: ir.Return) -> None:
        result = self.function.function_type.result
        if not i.operands:
            self.line("return None")
        elif isinstance(result, AggregateType):
            self.line(f"return snapshot({self.ref(i.operands[0])}, {result.size})")
        else:
            self.line(f"return {self.ref(i.operands[0])}")

    def switch(self, block: Block, i: ir.Switch) -> None:
        """A dictionary gives the number of the way; the ways that move values for phis have a small block each."""
        value = self.ref(i.operands[0])
        ways: dict[Block, int] = {i.default: 0}
        for _, target in i.cases:
            ways.setdefault(target, len(ways))
        table = self.constant({constant: ways[target] for constant, target in i.cases})
        self.line(f"s = {table}.get({value}, -1)")
        self.line(f"if s < 0: s = default({value})")
        self.choose(block, list(ways), 0)

    def choose(self, block: Block, targets: list[Block], first: int) -> None:
        switch = self.current
        if len(targets) == 1:
            self.jump(block, targets[0], False)
            return
        half = len(targets) // 2
        self.line(f"if s < {first + half}:")
        self.indent += 1
        self.choose(block, targets[:half], first)
        self.indent -= 1
        self.current = switch
        self.line("else:")
        self.indent += 1
        self.choose(block, targets[half:], first + half)
        self.indent -= 1

    # --- The whole ----------------------------------------------------------------------------------------------

    def make(self) -> Any:
        function = self.function
        bodies: list[list[tuple[int, str, ir.Instruction | None]]] = []
        self.head(function.blocks[0])
        while self.waiting:
            block, start = self.waiting.pop(0)
            self.lines, self.indent, self.depth = [], 0, 0
            self.current = block.instructions[start] if start < len(block.instructions) else None
            number = self.heads[block, start]
            if number in self.resumes:
                name = self.names.get(self.resumes[number], "_")
                self.line("if back is not None:")
                self.line(f"    {name} = back; back = None")
            self.block(block, start)
            bodies.append(self.lines)
        self.lines, self.indent, self.current = [], 0, None
        parameters = [self.names[p] for p in function.parameters]
        if function.function_type.variadic:
            parameters.append("rest")
        self.line(f"def made({', '.join(parameters)}):")
        self.indent = 1
        self.line("frame = []")
        self.line("try:")
        self.indent = 2
        for p, kind in zip(function.parameters, function.function_type.parameters, strict=True):
            if isinstance(kind, AggregateType):
                self.line(f"{self.names[p]} = M.own_copy({self.names[p]}, {kind.size}, frame)")
        self.line("b = 0")
        if self.resumes:
            self.line("token = object(); back = None")
        self.line("while True:")
        self.indent = 3
        if self.resumes:
            self.line("try:")
            self.indent = 4
        self.dispatch(bodies, 0, len(bodies))
        if self.resumes:
            self.indent = 3
            self.line("except LongJump as jump:")
            self.line("    if jump.token is not token: raise")
            self.line("    b, back = jump.resume, jump.value")
        self.indent = 1
        self.line("finally:")
        self.line("    if frame: release(frame)")
        text = "\n".join([" " * indent + line for indent, line, _ in self.lines])
        name = f"<ir {len(self.machine.places)} {function.name}>"
        self.machine.places[name] = [i for _, _, i in self.lines]
        scope = self.machine.globals
        if "M" not in scope:
            scope |= _environment(self.machine)
        exec(compile(text, name, "exec"), scope)
        return scope["made"]

    def dispatch(
        self, bodies: list[list[tuple[int, str, ir.Instruction | None]]], first: int, last: int
    ) -> None:
        if last - first == 1:
            self.lines += [(indent + self.indent, text, i) for indent, text, i in bodies[first]]
            return
        middle = (first + last) // 2
        self.line(f"if b < {middle}:")
        self.indent += 1
        self.dispatch(bodies, first, middle)
        self.indent -= 1
        self.line("else:")
        self.indent += 1
        self.dispatch(bodies, middle, last)
        self.indent -= 1


def _default(value: Any) -> int:
    """The default way of a switch: sure for a number alone."""
    if isinstance(value, int):
        return 0
    if value.reason:
        raise UndefinedBehaviour(f"a decision depends on {value.reason}")
    return 0


def _environment(machine: Machine) -> dict[str, Any]:
    return emit.environment(machine) | {
        "M": machine,
        "UB": UndefinedBehaviour,
        "LongJump": LongJump,
        "default": _default,
        "release": machine.memory.release,
        "snapshot": machine.memory.snapshot,
    }


__all__ = ["FunctionText", "compile_function"]
