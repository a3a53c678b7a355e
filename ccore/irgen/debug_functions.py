"""A function generator that also says where everything comes from: with -g it takes the place of the plain one.

Instructions get a ``DebugLocation`` of the expression that GCC names for them, variables a record of where they
lie, blocks that declare something a scope.  What is generated is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ccore.ir.debug import DebugLocation, FunctionDebug, LexicalBlock, LocalVariable, Record, Scope
from ccore.ir.instructions import Alloca, DynamicAlloca, PointerAdd
from ccore.ir.module import Block, Function
from ccore.ir.values import ConstInt, Parameter, Value
from ccore.irgen.base import Place
from ccore.irgen.debug import DebugBuilder
from ccore.irgen.statements import FunctionGenerator
from ccore.sema import tree
from ccore.sema.types import PointerType
from ccore.source import Token

if TYPE_CHECKING:
    from ccore.irgen.unit import UnitGenerator

_OPERATIONS = frozenset((
    tree.Binary, tree.Assign, tree.CompoundAssign, tree.Increment, tree.Call, tree.BuiltinCall, tree.Conditional,
    tree.Logical, tree.Unary,
))  # fmt: skip
"""Expressions with a place of their own; what they are made of belongs to the expression around it."""


class DebugFunctionGenerator(FunctionGenerator):
    """Generates one function, and what debuggers are told of it."""

    def __init__(
        self, unit: UnitGenerator, function: Function, definition: tree.FunctionDefinition, debug: DebugBuilder
    ) -> None:
        super().__init__(unit, function, definition)
        self.debug = debug
        symbol = definition.function
        parent = debug.subprograms.get(symbol.outer) if symbol.outer is not None else None
        self.subprogram = debug.subprogram(definition, function.name, parent)
        self.records = function.debug = FunctionDebug(self.subprogram)
        self.scope: Scope = self.subprogram
        self.variable_scopes: dict[tree.Variable, Scope] = {}
        self._token: Token | None = None
        self._prologue = True
        self._arguments = {variable: n for n, variable in enumerate(definition.parameters, 1)}

    # --- Places -------------------------------------------------------------------------------------------------

    def at(self, token: Token) -> None:
        if token is not self._token and not self._prologue:
            self._token = token
            self.builder.location = DebugLocation(token.location, self.scope)

    def _inside(self, scope: Scope) -> None:
        """Go on in another scope."""
        self.scope = scope
        self._token = None

    def value(self, expression: tree.Expression) -> Value:
        kind = type(expression)
        if kind not in _OPERATIONS and not (
            type(expression) is tree.Load and type(expression.lvalue) is not tree.VariableReference
        ):
            if kind is tree.Convert and isinstance(expression.type, PointerType):
                self.debug.keep(expression.type.target)
            return self.dispatch[kind](self, expression)
        builder = self.builder
        around = builder.location, self._token
        self.at(expression.token)
        result = self.dispatch[kind](self, expression)
        builder.location, self._token = around
        return result

    def condition(self, e: tree.Expression) -> Value:
        if type(e) not in _OPERATIONS:
            return super().condition(e)
        builder = self.builder
        around = builder.location, self._token
        self.at(e.token)
        result = super().condition(e)
        builder.location, self._token = around
        return result

    def branch_on(self, e: tree.Expression, then: Block, otherwise: Block) -> None:
        if type(e) in _OPERATIONS:
            self.at(e.token)
        super().branch_on(e, then, otherwise)

    # --- Scopes -------------------------------------------------------------------------------------------------

    def generate(self) -> None:
        for variable in self.definition.parameters:
            self.variable_scopes[variable] = self.subprogram
        super().generate()

    def statement(self, statement: tree.Statement) -> None:
        if self._prologue:  # the body: what came before is the prologue, which a breakpoint skips
            self._prologue = False
            self._token = None
            assert isinstance(statement, tree.Block)
            self._enter_block(statement.statements, statement.statics, self.subprogram)
            super().block_scope(statement, None, None)
            return
        super().statement(statement)

    def _enter_block(
        self, statements: Sequence[tree.Statement], statics: Sequence[tree.Variable], scope: Scope
    ) -> None:
        for statement in statements:
            if isinstance(statement, tree.Declare):
                self.variable_scopes[statement.variable] = scope
            elif isinstance(statement, tree.EvaluateSizes):
                self.variable_scopes.update((variable, scope) for variable, _ in statement.sizes)
        for static in statics:  # the function's: LLVM has no block to put them in once all its code is gone
            self.debug.scopes[static] = self.subprogram

    def _scoped(self, token: Token, statements: Sequence[tree.Statement], statics: Sequence[tree.Variable]) -> Scope:
        """Open the scope of a block that declares something; the one around it."""
        outer = self.scope
        if statics or any(isinstance(s, tree.Declare) for s in statements):
            inner = LexicalBlock(outer, token.location)
            self._enter_block(statements, statics, inner)
            self._inside(inner)
        return outer

    def block_scope(self, block: tree.Block, result: tree.Expression | None, destination: Value | None) -> Value | None:
        around = self.builder.location, self._token
        outer = self._scoped(block.token, block.statements, block.statics)
        value = super().block_scope(block, result, destination)
        if outer is not self.scope:
            self._inside(outer)
        if result is not None:  # a statement expression: on with what is around it
            self.builder.location, self._token = around
        return value

    def _for_scope(self, s: tree.For) -> None:
        outer = self._scoped(s.token, s.initial, ())
        if s.initial:
            self.at(s.initial[0].token)
        FunctionGenerator.statement_dispatch[tree.For](self, s)
        if outer is not self.scope:
            self._inside(outer)

    # --- Variables ----------------------------------------------------------------------------------------------

    def variable_place(self, variable: tree.Variable) -> Place:
        found = self.places.get(variable)
        if found is not None:
            return found
        place = super().variable_place(variable)
        if type(place.address) is Alloca:
            self._describe(variable, place.address)
        return place

    def _describe(self, variable: tree.Variable, address: Value, indirect: bool = False) -> None:
        """Record where an automatic variable lies."""
        if not self.debug.full:
            return
        scope = self.variable_scopes.get(variable)
        if scope is None:
            return  # a temporary, or a compound literal
        token = variable.token
        measure = not variable.name
        described = LocalVariable(
            variable.name, self.debug.type(variable.type), max(variable.type.size, 0), token.location, scope,
            self._arguments.get(variable, 0), measure,
        )  # fmt: skip
        if measure:
            self.debug.lengths[variable] = described
        offset = 0
        while type(address) is PointerAdd and type(address.operands[1]) is ConstInt:
            offset += address.operands[1].signed
            address = address.operands[0]
        if isinstance(address, (Alloca, Parameter)):
            record = Record(described, DebugLocation(token.location, scope), address, offset, None, indirect)
            self.records.declares.setdefault(address, []).append(record)

    def _parameter(self, variable: tree.Variable, value: Value) -> None:
        known = variable in self.places
        super()._parameter(variable, value)
        if known or variable.type.is_aggregate:
            self._describe(variable, self.places[variable].address)

    def _declare_variable(self, s: tree.Declare) -> None:
        known = s.variable in self.places
        FunctionGenerator.statement_dispatch[tree.Declare](self, s)
        place = self.places.get(s.variable)
        if place is None:
            return
        if known:
            self._describe(s.variable, place.address)
        elif type(place.address) is DynamicAlloca:
            self._describe(s.variable, self.array_slots[s.variable], True)


DebugFunctionGenerator.statement_dispatch = {
    **FunctionGenerator.statement_dispatch,
    tree.For: DebugFunctionGenerator._for_scope,
    tree.Declare: DebugFunctionGenerator._declare_variable,
}
