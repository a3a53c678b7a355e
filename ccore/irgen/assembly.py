"""GNU inline assembly: operands become values, addresses and results of an ``InlineAsm`` or ``AsmGoto``.

Where a constraint allows both a register and memory, a scalar goes to a register.
"""

from __future__ import annotations

from ccore.ir import types as ir
from ccore.ir.instructions import AsmOperand
from ccore.ir.module import Block
from ccore.ir.values import ConstInt, GlobalValue, Null, Value
from ccore.irgen.base import Place
from ccore.irgen.builtins import Builtins
from ccore.irgen.types import is_signed
from ccore.sema import tree
from ccore.sema import types as c
from ccore.source import Token

_MEMORY = frozenset("moV<>")
_SOMEWHERE = _MEMORY | frozenset("gXp0123456789")
_IMMEDIATE = frozenset("insEFGHIJKLMNOPeZ")
_MODIFIERS = "=+&%*#?!^$@"
_VERBATIM = str.maketrans({"%": "%%", "{": "%{", "|": "%|", "}": "%}"})  # basic asm: no character is special


def first_alternative(constraint: str) -> str:
    """The first of the alternatives that commas separate."""
    return constraint.split(",")[0]


def allows_register(constraint: str) -> bool:
    """Whether a register (or, for inputs, an immediate) may serve: anything but pure memory."""
    if "@cc" in constraint:
        return True
    letters = [ch for ch in constraint if ch not in _MODIFIERS]
    return any(ch not in _MEMORY and not ch.isspace() for ch in letters)


def only_immediate(constraint: str) -> bool:
    letters = [ch for ch in constraint if ch not in _MODIFIERS]
    return bool(letters) and all(ch in _IMMEDIATE for ch in letters)


def without_memory(constraint: str) -> str:
    """The constraint with its memory letters taken out; "g" and "X" become what is left of them."""
    if "@cc" in constraint:  # a condition's name follows
        return constraint
    text = "".join(ch for ch in constraint if ch not in "moV<>")
    return text.replace("g", "ri").replace("X", "ri")


class Assembly(Builtins):
    """Assembly statements."""

    def left_by(self, label: tree.Label) -> list[tuple[tree.Declare, Value | None]]:
        raise NotImplementedError

    def leave_scopes(self, entries: list[tuple[tree.Declare, Value | None]]) -> None:
        raise NotImplementedError

    def assembly(self, s: tree.Asm) -> None:
        """Generate an assembly statement."""
        builder = self.builder
        if s.basic:
            builder.inline_asm(ir.VOID, s.template.translate(_VERBATIM), [], [], tuple(s.clobbers), True)
            return
        slots: list[AsmOperand] = []
        operands: list[Value] = []
        results: list[ir.Type] = []
        stores: list[tuple[Place, ir.Type]] = []
        widths = self._tied_widths(s)
        for number, output in enumerate(s.outputs):
            self._output(s, output, number, widths, slots, operands, results, stores)
        for operand in s.inputs:
            self._input(s, operand, slots, operands)
        # Without outputs, or with labels, assembly is volatile by itself (GCC manual 6.47.2.1).
        volatile = s.volatile or not s.outputs or bool(s.labels)
        type_: ir.Type = ir.tuple_type(*results) if results else ir.VOID
        clobbers = tuple(s.clobbers)
        if s.labels:
            following = builder.new_block("asm.fallthrough")
            names = [label.name for label in s.labels]
            # A block of its own between the asm and a label, where results are stored or scopes left on that way.
            landings = [
                builder.new_block("asm.label") if stores or self.left_by(label) else self.label_block(label)
                for label in s.labels
            ]
            result: Value = builder.asm_goto(type_, s.template, slots, operands, clobbers, following, landings, names)
            for landing, label in zip(landings, s.labels):
                if landing is not self.label_block(label):
                    builder.start(landing)
                    self._store_results(result, stores)
                    self.leave_scopes(self.left_by(label))
                    builder.branch(self.label_block(label))
            builder.start(following)
            self._store_results(result, stores)
        else:
            result = builder.inline_asm(type_, s.template, slots, operands, clobbers, volatile)
            self._store_results(result, stores)

    def _store_results(self, result: Value, stores: list[tuple[Place, ir.Type]]) -> None:
        for index, (place, type_) in enumerate(stores):
            value = self.builder.extract(result, index)
            self._store_result(place, value, type_)

    def _store_result(self, place: Place, value: Value, type_: ir.Type) -> None:
        if place.type.is_aggregate:
            self.builder.store(value, place.address, place.align, place.volatile)
            return
        wanted = self.types.scalar(place.type)
        if isinstance(type_, ir.IntType) and isinstance(wanted, ir.IntType) and type_ is not wanted:
            value = self.builder.resize(value, wanted, False)
        elif isinstance(type_, ir.IntType) and isinstance(wanted, ir.PointerType):
            value = self.builder.inttoptr(value, wanted)
        self.store(place, value)

    def _tied_widths(self, s: tree.Asm) -> dict[int, int]:
        """For outputs that an input is tied to: the input's width in bits, if it is the wider integer."""
        widths: dict[int, int] = {}
        for operand in s.inputs:
            constraint = first_alternative(operand.constraint).lstrip(_MODIFIERS)
            if constraint.isdigit() and operand.expression.type.is_scalar:
                widths[int(constraint)] = operand.expression.type.size * 8
        return widths

    def _register_type(self, type_: c.CType) -> ir.Type | None:
        """The IR type in which an operand travels in a register; None where it does not fit one."""
        if type_.is_aggregate:
            if type_.size in (1, 2, 4, 8, 16):
                return ir.int_type(type_.size * 8)
            return None
        return self.types.scalar(type_)

    def _output(
        self,
        s: tree.Asm,
        output: tree.AsmOperand,
        number: int,
        widths: dict[int, int],
        slots: list[AsmOperand],
        operands: list[Value],
        results: list[ir.Type],
        stores: list[tuple[Place, ir.Type]],
    ) -> None:
        builder = self.builder
        constraint = first_alternative(output.constraint)
        expression = output.expression
        while isinstance(expression, tree.Load):
            expression = expression.lvalue
        place = self.place(expression)
        type_ = self._register_type(place.type)
        register = self._named_register(expression)
        if type_ is None or not (allows_register(constraint) or register):
            if type_ is None:
                self._check_memory(output.constraint, expression, s.token)
            memory = ir.int_type(8 * max(place.type.size, 1)) if type_ is None else type_
            operands.append(place.address)
            sign = "+" if "+" in constraint else "="
            slots.append(
                AsmOperand(sign + "m", "memory", output.name, memory, len(operands) - 1, -1, max(place.type.size, 1))
            )
            return
        sign = "+" if "+" in constraint else "="
        early = "&" if "&" in constraint else ""
        if register:
            body = "{" + register + "}"
        else:
            body = without_memory(constraint.lstrip("=+&%"))
            body = body.replace("&", "").replace("+", "").replace("=", "")
        width = widths.get(number, 0)
        if isinstance(type_, ir.IntType) and width > type_.bits:
            type_ = ir.int_type(width)
        slot = AsmOperand(sign + early + body, "out", output.name, type_, -1, len(results), type_.size)
        if sign == "+":
            value: Value
            if place.type.is_aggregate:
                value = builder.load(type_, place.address, place.align, place.volatile)
            else:
                value = self.load(place)
                if isinstance(type_, ir.IntType) and isinstance(value.type, ir.IntType):
                    value = builder.resize(value, type_, is_signed(place.type))
            operands.append(value)
            slot.operand = len(operands) - 1
        slots.append(slot)
        results.append(type_)
        stores.append((place, type_))

    def _check_memory(self, constraint: str, expression: tree.Expression, token: Token) -> None:
        """An operand that fits no register may be in memory."""
        if not _SOMEWHERE.intersection(constraint) and expression.type.size > 0:
            self.unit.diagnostics.error("impossible constraint in 'asm'", token.location)

    def _named_register(self, expression: tree.Expression) -> str:
        """The register of ``register T x asm("name")``."""
        while isinstance(expression, (tree.Load, tree.Convert)):
            expression = expression.lvalue if isinstance(expression, tree.Load) else expression.operand
        if isinstance(expression, tree.VariableReference):
            return expression.variable.register_name
        return ""

    def _input(self, s: tree.Asm, operand: tree.AsmOperand, slots: list[AsmOperand], operands: list[Value]) -> None:
        builder = self.builder
        constraint = first_alternative(operand.constraint)
        expression = operand.expression
        type_ = self._register_type(expression.type)
        bare = constraint.lstrip(_MODIFIERS)
        if bare.isdigit():
            tied = slots[int(bare)]
            if type_ is None or tied.kind == "memory":
                self._memory_input(operand, "m", slots, operands)
                return
            value = self._register_value(expression, type_)
            wanted = tied.type
            if isinstance(wanted, ir.IntType):
                if isinstance(value.type, ir.PointerType):
                    value = builder.ptrtoint(value, self.word)
                if isinstance(value.type, ir.IntType):
                    value = builder.resize(value, wanted, is_signed(expression.type))
            elif isinstance(wanted, ir.PointerType) and isinstance(value.type, ir.IntType):
                value = builder.inttoptr(builder.resize(value, self.word, is_signed(expression.type)), wanted)
            operands.append(value)
            slots.append(AsmOperand(bare, "in", operand.name, value.type, len(operands) - 1, -1, value.type.size))
            return
        if type_ is None or not allows_register(constraint):
            if type_ is None:
                self._check_memory(operand.constraint, expression, s.token)
            self._memory_input(operand, "m", slots, operands)
            return
        value = self._register_value(expression, type_)
        register = "" if only_immediate(constraint) else self._named_register(expression)
        named = "{" + register + "}"
        if register and any(slot.constraint[:1] == "+" and slot.constraint.endswith(named) for slot in slots):
            text = "r"  # the register is taken by an operand of the same value; LLVM wants another one
        elif register:
            text = named
        else:
            text = without_memory(bare)
            if isinstance(value, (ConstInt, Null, GlobalValue)) and "i" in text and not only_immediate(text):
                text = "i" if isinstance(value, (ConstInt, Null)) else text
            if not text:
                text = "r"
        operands.append(value)
        slots.append(AsmOperand(text, "in", operand.name, value.type, len(operands) - 1, -1, value.type.size))

    def _register_value(self, expression: tree.Expression, type_: ir.Type) -> Value:
        if expression.type.is_aggregate:
            return self.builder.load(type_, self.aggregate(expression), 1)
        if expression.is_lvalue:
            return self.load(self.place(expression))
        return self.value(expression)

    def _memory_input(
        self, operand: tree.AsmOperand, constraint: str, slots: list[AsmOperand], operands: list[Value]
    ) -> None:
        expression = operand.expression
        address = self._in_memory(expression)
        size = max(expression.type.size, 1)
        scalar = self._register_type(expression.type)
        type_ = scalar if scalar is not None and scalar.size > 0 else ir.int_type(8 * size)
        operands.append(address)
        slots.append(AsmOperand(constraint, "memory", operand.name, type_, len(operands) - 1, -1, size))

    def _in_memory(self, e: tree.Expression) -> Value:
        """Where a value is: its object's address if it is one's, else that of a temporary."""
        builder = self.builder
        if isinstance(e, tree.Load):
            return self.place(e.lvalue).address
        if e.is_lvalue:
            return self.place(e).address
        if isinstance(e, tree.Comma):
            self.discard_spine(e)
            return self._in_memory(e.right)
        if isinstance(e, tree.StatementExpression) and not e.body.statements and e.value is not None:
            return self._in_memory(e.value)
        if isinstance(e, tree.Convert) and tree.same_bits(e):
            return self._in_memory(e.operand)
        if isinstance(e, tree.Conditional) and e.then is not None:
            then, otherwise, done = builder.new_block(), builder.new_block(), builder.new_block()
            self.branch(e.condition, then, otherwise)
            incoming: list[tuple[Value, Block]] = []
            for block, arm in ((then, e.then), (otherwise, e.otherwise)):
                self.enter(block)
                if builder.block is not None:
                    address = self._in_memory(arm)
                    if address.type is not ir.PTR:  # of another address space
                        room = self.temporary(e.type)
                        self.copy(room, address, self.extent(e.type), 1, 1, False)
                        address = room
                    if builder.block is not None:
                        incoming.append((address, builder.block))
                        builder.branch(done)
            self.enter(done)
            return builder.phi(ir.PTR, incoming) if incoming else builder.undef(ir.PTR)
        if e.type.is_aggregate:
            return self.aggregate(e)
        value = self.value(e)
        address = builder.alloca(value.type.size, value.type.align, "asm")
        builder.store(value, address, value.type.align)
        return address
