"""All hooks in one object, ``Context.warnings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.sema.types import FunctionType
from ccore.sema.warnings.calls import Calls
from ccore.sema.warnings.conversions import ConversionWarnings
from ccore.sema.warnings.declared import Declared
from ccore.sema.warnings.flow import Flow
from ccore.sema.warnings.initializers import InitializerWarnings
from ccore.sema.warnings.memory import Memory
from ccore.sema.warnings.operators import OperatorWarnings
from ccore.sema.warnings.pointers import Pointers
from ccore.sema.warnings.sequence import Sequence
from ccore.sema.warnings.statements import StatementWarnings
from ccore.sema.warnings.unused import Unused

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccore.ast import nodes
    from ccore.sema import tree
    from ccore.sema.context import Context, FunctionState
    from ccore.sema.convert import Conversions
    from ccore.sema.filescope import AnyEntity
    from ccore.source import Token


class Warnings:
    """``unused``, ``operators``, ``statements``, ``calls``, ``flow``, ``declared``, ``initializers``,
    ``sequence``, ``memory``, ``pointers``, ``conversions``: the topics.

    ``parenthesized``: the expressions that stand in parentheses of their own."""

    def __init__(self, context: Context, conversions: Conversions, parenthesized: set[object]) -> None:
        self.unused = Unused(context)
        self.memory = Memory(context)
        self.operators = OperatorWarnings(context, conversions, parenthesized, self.memory)
        self.pointers = Pointers(context, conversions)
        self.statements = StatementWarnings(context, self.unused, parenthesized)
        self.calls = Calls(context, conversions, self.memory)
        self.flow = Flow(context)
        self.declared = Declared(context)
        self.conversions = ConversionWarnings(context, conversions)
        self.initializers = InitializerWarnings(context, self.conversions)
        self.sequence = Sequence(context, conversions)

    def function(self, node: nodes.FunctionDefinition, state: FunctionState, body: tree.Block, end: Token) -> None:
        """A function of the main file was analysed, without errors."""
        self.unused.function(state)
        self.flow.function(node, state, body, end)

    def condition(self, node: nodes.Expression, e: tree.Expression) -> None:
        """The condition of a statement or of ``?:``."""
        self.operators.truth(node, e, True)
        self.sequence.full(e)

    def arguments(self, node: nodes.Call, callee: tree.Expression, arguments: list[tree.Expression]) -> None:
        """A call, its arguments not yet converted."""
        self.calls.call(node, callee, arguments)
        type_ = callee.type
        if self.conversions.enums and isinstance(type_, FunctionType):
            for written, e, parameter in zip(node.arguments, arguments, type_.parameters):
                self.conversions.given(written, e, parameter)

    def returned(self, value: tree.Expression) -> None:
        """The value of a return statement, not yet converted."""
        self.sequence.full(value)
        self.flow.returned(value)

    def expression(self, node: nodes.Expression, e: tree.Expression) -> None:
        """An expression whose value nothing uses."""
        self.statements.expression(node, e)
        self.sequence.full(e)

    def parameters(self, state: FunctionState, lookup: Callable[[str], AnyEntity | None]) -> None:
        """A function's parameters are in scope."""
        if self.unused.shadow:
            for parameter in state.parameters:
                if parameter.name:
                    self.unused.declared(parameter, None, lookup)

    def switch(
        self, node: nodes.Switch, control: tree.Expression, cases: list[tree.CaseLabel], body: tree.Statement
    ) -> None:
        """A switch was analysed."""
        self.sequence.full(control)
        self.statements.switch(node, control, cases)
        self.flow.switch(body)
