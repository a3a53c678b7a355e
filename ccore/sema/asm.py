"""GNU assembly statements (GCC manual, "Extended Asm")."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ccore.ast import nodes
from ccore.sema import tree
from ccore.sema.attributes import string_text
from ccore.sema.types import CONST

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.source import Token

_NAMED: Final = re.compile(r"\[([^\]]*)\]")
_REFERENCE: Final = re.compile(r"(?<!%)(?:%%)*%[a-zA-Z]?\[([^\]]*)\]")
_MEMORY: Final = {"x86_64": "moV<>", "aarch64": "moV<>Q", "riscv64": "moV<>A"}
_MODIFIERS: Final = frozenset("=+&%*#?!^$, \t")

_PUNCTUATION: Final = re.compile(r"[^\w=+&%<>?!*#$^,@ ]")
"""What no input constraint has."""


def _variable(operand: tree.AsmOperand) -> tree.Variable | None:
    """The register variable that an operand is, if it is one."""
    value = operand.expression
    while isinstance(value, (tree.Load, tree.Convert)):
        value = value.lvalue if isinstance(value, tree.Load) else value.operand
    if isinstance(value, tree.VariableReference) and value.variable.register_name:
        return value.variable
    return None


def _same_variable(one: tree.AsmOperand, other: tree.AsmOperand) -> bool:
    """Whether two inputs are the value of one variable: then one register serves both."""
    a, b = one.expression, other.expression
    if not isinstance(a, tree.Load) or not isinstance(b, tree.Load):
        return False
    a, b = a.lvalue, b.lvalue
    return isinstance(a, tree.VariableReference) and isinstance(b, tree.VariableReference) and a.variable is b.variable


class AsmAnalyzer:
    """Analyses ``nodes.Asm``."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._memory = frozenset(_MEMORY.get(context.target.name, "moV<>"))

    def memory_only(self, constraint: str) -> bool:
        """Whether only memory satisfies a constraint: then the operand is an lvalue."""
        letters = [c for c in constraint if c not in _MODIFIERS]
        return bool(letters) and all(c in self._memory for c in letters)

    def statement(self, node: nodes.Asm, out: list[tree.Statement], label: Callable[[str, Token], tree.Label]) -> None:
        """Append the statement; nothing after an error."""
        context = self.context
        template = string_text(context, node.template)
        both = sum("+" in operand.constraint.parts[0].text for operand in node.outputs)
        if len(node.outputs) + both + len(node.inputs) + len(node.labels) > 30:
            context.diagnostics.error("more than 30 operands in 'asm'", node.token.location)
            return
        names = [operand.symbol for operand in (*node.outputs, *node.inputs)]
        seen: set[str] = set()
        for name, operand in zip(names, (*node.outputs, *node.inputs)):
            if name is not None and name in seen:
                context.diagnostics.error(f"duplicate 'asm' operand name '{name}'", operand.token.location)
            seen.add(name or "")
        outputs = [self._output(operand, number) for number, operand in enumerate(node.outputs)]
        inputs = [self._input(operand, number, names, outputs) for number, operand in enumerate(node.inputs)]
        volatile = "volatile" in node.qualifiers or not node.outputs or "goto" in node.qualifiers
        labels = [token.text for token in node.labels]
        if not node.basic:
            for match in _REFERENCE.finditer(template):
                if match[1] not in names and match[1] not in labels:
                    context.diagnostics.error(f"undefined named operand '{match[1]}'", node.token.location)
        clobbers = [string_text(context, clobber) for clobber in node.clobbers]
        if clobbers:
            self._check_clobbers(node.token, [*outputs, *inputs], clobbers)
        self._check_registers(node.token, outputs, inputs)
        self._check_letters(node.token, outputs, inputs, clobbers)
        made = tree.Asm(
            node.token,
            template,
            volatile,
            [o for o in outputs if o is not None],
            [i for i in inputs if i is not None],
            clobbers,
            [label(token.text, token) for token in node.labels],
            node.basic,
        )
        state = context.function
        if state is not None and state.pending_sizes:
            out.append(tree.EvaluateSizes(node.token, list(state.pending_sizes)))
            state.pending_sizes.clear()
        if None not in outputs and None not in inputs:
            out.append(made)

    def _check_clobbers(self, token: Token, operands: list[tree.AsmOperand | None], clobbers: list[str]) -> None:
        """Clobbers are registers, and none of them is an operand's."""
        diagnostics, registers = self.context.diagnostics, self.context.target.registers
        names = set()
        for clobber in clobbers:
            name = clobber[1:] if clobber[:1] in ("%", "#") else clobber
            if name and name not in registers:  # none: a wide string, which was reported
                diagnostics.error(f"unknown register name '{clobber}' in 'asm'", token.location)
            names.add(registers.get(name))
        for operand in operands:
            if operand is not None and registers.get(self._register(operand), "") in names:
                variable = _variable(operand)
                assert variable is not None
                text = f"'asm' specifier for variable '{variable.name}' conflicts with 'asm' clobber list"
                diagnostics.error(text, token.location)

    def _register(self, operand: tree.AsmOperand | None) -> str:
        """The register's own name where an operand is a register variable, else ""."""
        variable = None if operand is None else _variable(operand)
        if variable is None:
            return ""
        return self.context.target.registers.get(variable.register_name, variable.register_name)

    def _check_registers(
        self, token: Token, outputs: list[tree.AsmOperand | None], inputs: list[tree.AsmOperand | None]
    ) -> None:
        """Register variables as operands do not contradict one another."""
        diagnostics = self.context.diagnostics
        taken = [self._register(output) for output in outputs]
        wrong = "invalid hard register usage between"
        named = [register for register in taken if register]
        if len(named) > len(set(named)):
            diagnostics.error(f"{wrong} output operands", token.location)
        for operand in inputs:
            register = self._register(operand)
            if not register or operand is None:
                continue
            digits = operand.constraint.lstrip("%")
            tied = int(digits) if digits.isdigit() else -1
            if tied >= 0 and taken[tied] not in ("", register):
                diagnostics.error(f"{wrong} output operand and matching constraint operand", token.location)
            for number, output in enumerate(outputs):
                if number != tied and output is not None and "&" in output.constraint and taken[number] == register:
                    diagnostics.error(f"{wrong} earlyclobber operand and input operand", token.location)

    def _check_letters(
        self, token: Token, outputs: list[tree.AsmOperand | None], inputs: list[tree.AsmOperand | None],
        clobbers: list[str],
    ) -> None:  # fmt: skip
        """No two values stand in one register that constraints name ("a"), nor one in a register that is clobbered."""
        target = self.context.target
        registers = target.registers

        def named(operand: tree.AsmOperand | None) -> str:
            return "" if operand is None else target.register_letters.get(operand.constraint.strip("=+&% "), "")

        clobbered = {registers.get(clobber.lstrip("%#"), "") for clobber in clobbers}
        written = [register for register in map(named, outputs) if register]
        read: dict[str, tree.AsmOperand] = {}  # before the last input is consumed
        for output in outputs:
            if output is not None and named(output) and ("&" in output.constraint or "+" in output.constraint):
                read[named(output)] = output
        possible = len(set(written)) == len(written) and clobbered.isdisjoint(written)
        for operand in inputs:
            if operand is None:
                continue
            digits = operand.constraint.lstrip("%")
            tied = outputs[int(digits)] if digits.isdigit() else None
            register = named(tied or operand)
            other = read.get(register)
            if register and other is not None and other is not tied and not _same_variable(operand, other):
                possible = False
            if register:
                read[register] = operand
                possible = possible and register not in clobbered
        if not possible:
            self.context.diagnostics.error("'asm' operand has impossible constraints", token.location)

    def _output(self, node: nodes.AsmOperand, number: int) -> tree.AsmOperand | None:
        context = self.context
        constraint = string_text(context, node.constraint).replace(" ", "")
        expression = context.expressions.expression(node.expression)
        location = node.expression.token.location
        if constraint[:1] not in ("=", "+") and not ("=" in constraint or "+" in constraint):
            context.diagnostics.error("output operand constraint lacks '='", location)
            return None
        if not expression.is_lvalue or expression.type.is_function:
            context.diagnostics.error("lvalue required in 'asm' statement", location)
            return None
        if expression.type.quals & CONST:
            name = expression.variable.name if isinstance(expression, tree.VariableReference) else ""
            what = f"read-only variable '{name}'" if name else "read-only location"
            context.diagnostics.error(f"{what} used as 'asm' output", location)
            return None
        if expression.type.size == -1:
            context.diagnostics.error(f"invalid use of incomplete type in output operand {number}", location)
            return None
        if "@cc" in constraint and constraint.partition("@cc")[2] not in context.target.conditions:
            context.diagnostics.error(f"unknown 'asm' flag output '{constraint}'", location)
        if self.memory_only(constraint):
            self._check_addressable(expression)
        if isinstance(expression, tree.VariableReference):
            expression.variable.written = True
        return tree.AsmOperand(node.symbol or "", constraint, expression)

    def _check_addressable(self, expression: tree.Expression) -> None:
        """An object declared register is not in memory (6.7.1p6), a bit-field not at an address."""
        if isinstance(expression, tree.MemberReference) and expression.field.width >= 0:
            text = f"cannot take address of bit-field '{expression.field.name}'"
            self.context.diagnostics.error(text, expression.token.location)
        while isinstance(expression, tree.MemberReference):
            expression = expression.object
        if isinstance(expression, tree.VariableReference) and "register" in expression.variable.attributes:
            text = f"address of register variable '{expression.variable.name}' requested"
            self.context.diagnostics.error(text, expression.token.location)

    def _input(
        self, node: nodes.AsmOperand, number: int, names: list[str | None], outputs: list[tree.AsmOperand | None]
    ) -> tree.AsmOperand | None:
        context = self.context
        location = node.expression.token.location
        constraint = string_text(context, node.constraint).replace(" ", "")

        def digit(match: re.Match[str]) -> str:
            if match[1] in names:
                return str(names.index(match[1]))
            context.diagnostics.error(f"undefined named operand '{match[1]}'", node.token.location)
            return "r"

        if "[" in constraint:
            constraint = _NAMED.sub(digit, constraint)
        wrong = _PUNCTUATION.search(constraint)
        if wrong is not None:
            shown = wrong[0] if wrong[0].isprintable() else f"\\x{ord(wrong[0]):02x}"
            context.diagnostics.error(f"invalid punctuation '{shown}' in constraint", node.token.location)
            return None
        if "=" in constraint or "+" in constraint:
            sign = "=" if "=" in constraint else "+"
            context.diagnostics.error(f"input operand constraint contains '{sign}'", location)
            return None
        memory = self.memory_only(constraint)
        matches = False
        digits = constraint.lstrip("%")
        if digits.isdigit():
            if int(digits) >= len(outputs):
                context.diagnostics.error("matching constraint references invalid operand number", location)
                return None
            output = outputs[int(digits)]
            memory = matches = output is not None and self.memory_only(output.constraint)
        if memory:
            expression = context.expressions.expression(node.expression)
            if matches and isinstance(expression, (tree.IntegerConstant, tree.FloatingConstant)):
                expression = self._constant(expression)
            if not self._in_memory(expression, node.token, number + len(outputs)):
                return None
        else:
            expression = context.expressions.value(node.expression)
            if expression.type.is_void:
                context.diagnostics.error("invalid use of void expression", location)
                return None
        return tree.AsmOperand(node.symbol or "", constraint, expression)

    def _in_memory(self, e: tree.Expression, token: Token, number: int) -> bool:
        """Whether a value is in memory, or GNU C puts it there: so those of ``?:`` and of blocks with declarations."""
        location = e.token.location
        while True:
            if isinstance(e, tree.Load):
                e = e.lvalue
            elif isinstance(e, tree.Comma):
                e = e.right
            elif isinstance(e, tree.StatementExpression) and not e.body.statements and e.value is not None:
                e = e.value
            elif isinstance(e, tree.Convert) and tree.same_bits(e):
                e = e.operand
            else:
                break
        text = f"memory input {number} is not directly addressable"
        if e.is_lvalue:
            self._check_addressable(e)
        elif not isinstance(e, (tree.Conditional, tree.StatementExpression)) or e.type.is_void:
            self.context.diagnostics.error(text, location)
            return False
        elif isinstance(e, tree.StatementExpression) and e.type.is_scalar:
            self.context.diagnostics.warning(text, token.location)
        return True

    def _constant(self, value: tree.Expression) -> tree.Expression:
        """A constant put into an unnamed object, for a memory operand."""
        state = self.context.function
        variable = tree.Variable("", value.type, value.token, align=value.type.align)
        if state is not None:
            state.variables.append(variable)
        initializer = tree.Initializer([tree.InitialValue(0, value.type, value)], False)
        return tree.CompoundLiteralReference(value.token, value.type, variable, initializer)
