"""Expressions (C17 6.5 and GNU C): from the parser's nodes to typed trees.

One method per node class, found through a dict by class.  Left-deep chains of binary operators and of commas are
walked in a loop, so their length is not bounded by Python's stack; other nesting is bounded by the parser.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ccore.ast import nodes
from ccore.diagnostics import FixIt
from ccore.dialect import C2X
from ccore.sema import attribute_queries, constants, known_values, tree
from ccore.sema.attributes import evaluate
from ccore.sema.builtin_calls import BuiltinCalls
from ccore.sema.calls import FUNCTION_NAMES, Calls
from ccore.sema.compat import compatible, compatible_unqualified, qualify, strip, type_text
from ccore.sema.context import Context, EnumConstant, FunctionState, Scope, Typedef
from ccore.sema.convert import Conversions, designates
from ccore.sema.literals import Literals
from ccore.sema.marks import MARKS, Mark, mark_of, report
from ccore.sema.operators import Operators
from ccore.sema.sizes import Sizes
from ccore.sema.types import (
    CONST,
    ArrayType,
    CType,
    FunctionType,
    PointerType,
    VectorType,
    is_variably_modified,
)
from ccore.source import Token


class Expressions:
    """The ``ExpressionService`` of one translation unit."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.types = context.types
        self.conversions = Conversions(context)
        self.operators = Operators(context, self.conversions)
        self.literals = Literals(context)
        self.error = self.conversions.error
        self.builtins = BuiltinCalls(self)
        self.calls = Calls(self)
        self.sizes = Sizes(self)
        self.static_depth = 0  # > 0 inside a static initialiser: __builtin_constant_p is settled at once
        self.forced = 0  # > 0 where only a constant will do: likewise
        self._undeclared: set[str] = set()
        self._explained = False  # that they are reported once
        self._function_names: dict[tuple[tree.Function | None, str], tree.StringObject] = {}  # __func__ and its kin
        self._undeclared_in: FunctionState | Scope | None = None
        self._dispatch: dict[type, Callable[[Any], tree.Expression]] = {
            nodes.Identifier: self._identifier,
            nodes.FunctionName: self._function_name,
            nodes.NumberLiteral: self._number,
            nodes.PredefinedConstant: self._predefined,
            nodes.CharacterLiteral: self._character,
            nodes.StringLiteral: self._string,
            nodes.GenericSelection: self._generic,
            nodes.Subscript: self._subscript,
            nodes.Call: self.calls.node,
            nodes.Member: self._member,
            nodes.PostfixIncrement: self._postfix,
            nodes.PrefixIncrement: self._prefix,
            nodes.CompoundLiteral: self._compound_literal,
            nodes.Unary: self._unary,
            nodes.LabelAddress: self._label_address,
            nodes.SizeOf: self.sizes.sizeof,
            nodes.Cast: self._cast,
            nodes.Binary: self._binary,
            nodes.Conditional: self._conditional,
            nodes.Assignment: self._assignment,
            nodes.Comma: self._comma,
            nodes.StatementExpression: self._statement_expression,
            nodes.Extension: self._extension,
            nodes.BuiltinOffsetof: self.sizes.offsetof,
            nodes.BuiltinVaArg: self._va_arg,
            nodes.BuiltinTypesCompatible: self._types_compatible,
            nodes.BuiltinHasAttribute: self._has_attribute,
            nodes.BuiltinChooseExpr: self._choose_expr,
            nodes.BuiltinConvertVector: self._convert_vector,
        }

    # --- The service ------------------------------------------------------------------------------------------

    def expression(self, node: nodes.Expression) -> tree.Expression:
        """Analyse; an lvalue stays an lvalue."""
        return self._dispatch[type(node)](node)

    def value(self, node: nodes.Expression) -> tree.Expression:
        """Analyse, then lvalue conversion and decay."""
        e = self._dispatch[type(node)](node)
        return self.conversions.rvalue(e) if e.is_lvalue else e

    def unevaluated(self, node: nodes.Expression) -> tree.Expression:
        """As ``expression``, for sizeof and typeof: nothing in it counts as used."""
        context, conversions = self.context, self.conversions
        context.unevaluated += 1
        conversions.inhibit += 1
        try:
            return self._dispatch[type(node)](node)
        finally:
            context.unevaluated -= 1
            conversions.inhibit -= 1

    def condition(self, node: nodes.Expression) -> tree.Expression:
        """A scalar value to be compared with 0."""
        e = self.value(node)
        warnings = self.context.warnings
        if warnings is not None:
            warnings.condition(node, e)
        return e if e.type.is_scalar else self.conversions.scalar(e, node.token)

    def promoted(self, e: tree.Expression) -> tree.Expression:
        """Integer promotion of a value (6.3.1.1p2)."""
        return self.conversions.to(e, self.types.full(self.conversions.promoted_type(e))) if e.type.is_integer else e

    def integer_constant(self, node: nodes.Expression, what: str, objects: bool = False) -> int | None:
        """The value of an integer constant expression; folded ones pass, as in GNU C.  ``objects``: const ones with a
        known value, too."""
        self.forced += 1
        try:
            e = self.value(node)
        finally:
            self.forced -= 1
        joint = "" if what.startswith("bit-field") else " is"
        if isinstance(e, tree.IntegerConstant) and e.type.is_integer:
            if not e.ice:
                self.conversions.pedwarn(f"{what}{joint} not an integer constant expression", node.token, "pedantic")
            self.check_overflow(e, node.token)
            return None if e.type is self.conversions.error_type else e.value
        if e.type.is_integer:
            if objects:
                e = known_values.known(self, e)
            known = constants.address(self.types, e)
            if known is not None and known.target is None and known.minus is None:
                self.conversions.pedwarn(f"{what}{joint} not an integer constant expression", node.token, "pedantic")
                return known.addend
        if what == "case label":
            text = "case label does not reduce to an integer constant"
        elif what.startswith("bit-field"):
            text = f"{what} not an integer constant"
        else:
            text = f"{what} is not an integer constant"
        self.error(text, node.token, e)
        return None

    def check_overflow(self, e: tree.Expression, token: Token) -> None:
        """6.6p4: each constant expression is in the range of its type."""
        if isinstance(e, tree.IntegerConstant) and e.flaw & tree.OVERFLOW and self.context.diagnostics.pedantic:
            self.conversions.pedwarn("overflow in constant expression", token, "overflow")

    def assignable(self, value: tree.Expression, type_: CType, token: Token, what: str) -> tree.Expression:
        """Convert as if by assignment."""
        return self.conversions.assign(self.conversions.rvalue(value), type_, token, what)

    def call(self, token: Token, callee: tree.Expression, arguments: list[tree.Expression]) -> tree.Expression:
        """A call of a function designator or pointer with argument values, checked and converted."""
        return self.calls.call(token, callee, arguments)

    # --- Primary expressions ----------------------------------------------------------------------------------

    def _identifier(self, node: nodes.Identifier) -> tree.Expression:
        name, token = node.name, node.token
        entity = self.context.declarations.lookup(name)
        if isinstance(entity, tree.Variable):
            if not self.context.unevaluated:
                entity.used = True
            entity.mentions += 1
            if entity.attributes and not MARKS.isdisjoint(entity.attributes):
                self._use(mark_of(entity.attributes, name, entity.token.location), token)
            if entity.linkage == "internal":
                self._static_in_inline(entity, token)
            return tree.VariableReference(token, entity.type, entity)
        if isinstance(entity, tree.Function):
            if not self.context.unevaluated:
                entity.used = True
            state = self.context.function
            if state is None or state.function is not entity:
                entity.mentions += 1
            if entity.attributes and not MARKS.isdisjoint(entity.attributes):
                self._use(mark_of(entity.attributes, name, entity.token.location), token)
            return tree.FunctionReference(token, entity.type, entity)
        if isinstance(entity, EnumConstant):
            if entity.mark is not None:
                self._use(entity.mark, token)
            return tree.IntegerConstant(token, entity.type, entity.value)
        if isinstance(entity, Typedef):
            return self.error(f"expected expression before '{name}'", token)
        if name in FUNCTION_NAMES:
            return self.function_name(token, name)
        if name.startswith("__builtin_"):
            function = self.context.declarations.library_function(name[10:], token)
            if function is not None:
                function.used = True
                return tree.FunctionReference(token, function.type, function)
            if self.builtins.has(name):
                return self._builtin_name(name, token)
        return self._undeclared_name(name, token)

    def _builtin_name(self, name: str, token: Token) -> tree.Expression:
        """A builtin that is not called: it has a type, but no address."""
        if not self.context.unevaluated:
            return self.error(f"built-in function '{name}' must be directly called", token)
        type_ = FunctionType(self.types.int, (), False, False)
        return tree.FunctionReference(token, type_, tree.Function(name, type_, token, "external"))

    def discards_builtin(self, node: nodes.Expression) -> bool:
        """Whether an operand whose value is not used is the mere name of a builtin."""
        if not isinstance(node, nodes.Identifier) or self.context.declarations.lookup(node.name) is not None:
            return False
        return self.builtins.has(node.name)

    def _static_in_inline(self, entity: tree.Variable, token: Token) -> None:
        """An inline definition refers to nothing with internal linkage (6.7.4p3)."""
        state = self.context.function
        if state is not None and state.function.is_inline and not self.context.unevaluated:
            if state.function.linkage == "external" and entity.name:
                self.context.declarations.inline_static(state.function, entity, token)

    def _use(self, mark: Mark | None, token: Token) -> None:
        """Report the use of what is deprecated or unavailable."""
        if mark is not None:
            report(self.context.diagnostics, mark, token.location)

    def forgive(self, name: str) -> None:
        """Do not report a name that is undeclared because its declaration is wrong, in this function."""
        place = self.context.function or self.context.scope
        if place is not self._undeclared_in:
            self._undeclared.clear()
            self._undeclared_in = place
        self._undeclared.add(name)

    def _undeclared_name(self, name: str, token: Token) -> tree.Expression:
        """Report an undeclared identifier, once per function, or prototype outside of them."""
        function = self.context.function
        place = function or self.context.scope
        if place is not self._undeclared_in:
            self._undeclared.clear()
            self._undeclared_in = place
        if name not in self._undeclared and name:  # none: put in where an operand is missing
            self._undeclared.add(name)
            where = "(first use in this function)" if function is not None else "here (not in a function)"
            text = f"'{name}' undeclared {where}"
            near = self.context.declarations.similar(name, "name")
            fixits = [FixIt(token.location, len(name), near)] if near else []
            if near:
                text += f"; did you mean '{near}'?"
            diagnostics = self.context.diagnostics
            diagnostics.error(text, token.location, fixits)
            if function is not None and not self._explained:
                self._explained = True
                about = "each undeclared identifier is reported only once for each function it appears in"
                diagnostics.note(about, token.location)
        return tree.IntegerConstant(token, self.conversions.error_type, 0)

    def _function_name(self, node: nodes.FunctionName) -> tree.Expression:
        return self.function_name(node.token, node.name)

    def function_name(self, token: Token, name: str) -> tree.Expression:
        """``__func__`` and its GNU kin (6.4.2.2)."""
        function = self.context.function
        if function is None:
            if name == "__func__":
                self.conversions.pedwarn(f"'{name}' is not defined outside of function scope", token)
            text = "top level" if name == "__PRETTY_FUNCTION__" else ""
        else:
            text = function.function.name
        key = (None if function is None else function.function, name)
        made = self._function_names.get(key)
        if made is None:
            data = self.literals.narrow(token, text) + b"\0"
            type_ = qualify(ArrayType(self.types.char, len(data)), CONST)
            made = self._function_names[key] = tree.StringObject(data, 1, type_, own=True)
        return tree.StringReference(token, made.type, made)

    def _number(self, node: nodes.NumberLiteral) -> tree.Expression:
        return self.literals.number(node.token, node.text)

    def _predefined(self, node: nodes.PredefinedConstant) -> tree.Expression:
        """C23 6.4.4.5."""
        if node.name == "nullptr":
            return tree.IntegerConstant(node.token, self.types.nullptr_t, 0)
        return tree.IntegerConstant(node.token, self.types.bool, int(node.name == "true"))

    def _character(self, node: nodes.CharacterLiteral) -> tree.Expression:
        return self.literals.character(node.token, node.text)

    def _string(self, node: nodes.StringLiteral) -> tree.Expression:
        return self.literals.string(node.token, node.parts)

    def _generic(self, node: nodes.GenericSelection) -> tree.Expression:
        """6.5.1.1: only the chosen expression is analysed."""
        control = node.control
        diagnostics = self.context.diagnostics
        dialect = "C90" if diagnostics.year < 1999 else "C99"
        diagnostics.since(2011, f"ISO {dialect} does not support '_Generic'", node.token.location)
        if isinstance(control, nodes.TypeName):
            type_ = self.context.declarations.type_name(control)
        else:
            type_ = self.conversions.own_type(self.conversions.rvalue(self.unevaluated(control)))
        chosen = default = None
        seen: list[CType] = []
        for type_name, value in node.associations:
            if type_name is None:
                if default is not None:
                    self.context.diagnostics.error("duplicate 'default' case in '_Generic'", node.token.location)
                default = value
                continue
            candidate = self.context.declarations.type_name(type_name)
            if candidate.is_function:
                self.error("'_Generic' association has function type", type_name.token)
            elif candidate.size == -1:
                self.error("'_Generic' association has incomplete type", type_name.token)
            elif is_variably_modified(candidate):
                self.error("'_Generic' association has variable length type", type_name.token)
            if any(compatible(candidate, other) for other in seen):
                self.error("'_Generic' specifies two compatible types", type_name.token)
            seen.append(candidate)
            if compatible(candidate, type_):
                if chosen is not None:
                    self.error("'_Generic' selector matches multiple associations", node.token)
                chosen = chosen or value
        chosen = chosen or default
        if chosen is None:
            return self.error(
                f"'_Generic' selector of type '{type_text(type_)}' is not compatible with any association", node.token
            )
        return self.expression(chosen)

    def _statement_expression(self, node: nodes.StatementExpression) -> tree.Expression:
        if self.context.function is None:
            return self.error("braced-group within expression allowed only inside a function", node.token)
        self.conversions.pedwarn("ISO C forbids braced-groups within expressions", node.token, "pedantic")
        return self.context.declarations.statement_expression(node)

    def _extension(self, node: nodes.Extension) -> tree.Expression:
        diagnostics = self.context.diagnostics
        diagnostics.extension += 1
        try:
            return self.expression(node.operand)
        finally:
            diagnostics.extension -= 1

    def _label_address(self, node: nodes.LabelAddress) -> tree.Expression:
        if self.context.function is None:
            return self.error("label referenced outside of any function", node.token)
        self.conversions.pedwarn("taking the address of a label is non-standard", node.token, "pedantic")
        label = self.context.declarations.label(node.name, node.token)
        label.address_taken = True
        return tree.LabelAddress(node.token, self.types.pointer(self.types.void), label)

    # --- Postfix expressions ----------------------------------------------------------------------------------

    def _subscript(self, node: nodes.Subscript) -> tree.Expression:
        array, index = self.expression(node.array), self.expression(node.index)
        if self.context.warnings is not None:
            self.context.warnings.operators.subscript(node, array, index)
        return self.operators.subscript(node.token, array, index)

    def _member(self, node: nodes.Member) -> tree.Expression:
        e = self.value(node.object) if node.arrow else self.expression(node.object)
        return self.operators.member(node.token, e, node.name, node.arrow)

    def _postfix(self, node: nodes.PostfixIncrement) -> tree.Expression:
        return self.operators.increment(node.token, node.operator, self.expression(node.operand), True)

    def _prefix(self, node: nodes.PrefixIncrement) -> tree.Expression:
        return self.operators.increment(node.token, node.operator, self.expression(node.operand), False)

    def _compound_literal(self, node: nodes.CompoundLiteral) -> tree.Expression:
        """6.5.2.5."""
        context, token = self.context, node.token
        context.diagnostics.since(1999, "ISO C90 forbids compound literals", token.location)
        type_, sizes = self.type_name(node.type_name, "compound literal")
        align = context.declarations.requested_alignment()
        if 0 < align < type_.align:
            self.error("'_Alignas' specifiers cannot reduce alignment of compound literal", token)
        storage = node.storage
        if storage:
            self._check_storage(node)
            if "constexpr" in storage:
                type_ = qualify(type_, CONST)
        varies = type_.size == -2 or (isinstance(type_, ArrayType) and type_.element.size == -2)
        if type_.is_function or type_.is_void or varies:
            if varies:
                return self.error("compound literal has variable size", token)
            return self.error(f"compound literal has invalid type '{type_text(type_)}'", token)
        static = context.function is None or "static" in storage
        if static:
            variable = context.declarations.hidden_static(type_, token)
            complete, data, size = context.initializers.static(type_, node.initializer, token)
            variable.type, variable.initial, variable.defined = complete, data, True
            variable.align = max(align, complete.align)
            variable.constexpr = "constexpr" in storage
            variable.thread_local = "_Thread_local" in storage
            if size > complete.size:
                variable.size = size
            return tree.VariableReference(token, complete, variable)
        complete, initializer = context.initializers.automatic(type_, node.initializer, token)
        if sizes and initializer.values:
            first = initializer.values[0]
            first.value = self.after_sizes(sizes, first.value)
        variable = tree.Variable("", complete, token, storage="auto", align=max(align, complete.align))
        assert context.function is not None
        if not context.unevaluated:
            context.function.variables.append(variable)
        if "constexpr" in storage:
            context.declarations.make_constexpr(variable, initializer, token)
        return tree.CompoundLiteralReference(token, complete, variable, initializer)

    def _check_storage(self, node: nodes.CompoundLiteral) -> None:
        """Storage classes of a compound literal (C23 6.5.3.6)."""
        word = node.storage[0]
        if self.context.options.dialect.year < C2X:
            self.error(f"expected expression before '{word}'", node.type_name.token)
        for word in node.storage:
            if word not in ("static", "register", "constexpr", "_Thread_local"):
                self.error(f"expected specifier-qualifier-list before '{word}'", node.type_name.token)

    # --- Unary expressions ------------------------------------------------------------------------------------

    def _unary(self, node: nodes.Unary) -> tree.Expression:
        operator, token = node.operator, node.token
        if operator == "&":
            return self.operators.address_of(token, self.expression(node.operand))
        if operator == "*":
            return self.operators.dereference(token, self.value(node.operand))
        if operator == "__real__" or operator == "__imag__":
            return self.operators.part(token, self.expression(node.operand), operator == "__imag__")
        e = self.value(node.operand)
        if self.context.warnings is not None:
            self.context.warnings.operators.unary(node, e)
        return self.operators.unary(token, operator, e)

    def _cast(self, node: nodes.Cast) -> tree.Expression:
        type_, sizes = self.type_name(node.type_name, "cast")
        if type_.is_void and self.discards_builtin(node.operand):
            return tree.Convert(node.token, type_, tree.IntegerConstant(node.token, self.types.int, 0))
        e = self.value(node.operand)
        if self.context.warnings is not None and self.context.warnings.pointers.casts:
            self.context.warnings.pointers.cast(node, type_, e)
        made = self.operators.cast(node.token, type_, e)
        if type(e) is tree.FloatingConstant and type(made) is tree.IntegerConstant:
            operand = node.operand
            while isinstance(operand, nodes.Extension):
                operand = operand.operand
            if not isinstance(operand, nodes.NumberLiteral):  # 6.6p6
                made.ice = False
        return self.after_sizes(sizes, made) if sizes else made

    def type_name(self, node: nodes.TypeName, place: str = "") -> tuple[CType, Sequence[tree.HiddenSize]]:
        """A type name in an expression, and the variable lengths in it: their evaluation is part of the expression."""
        declarations, state = self.context.declarations, self.context.function
        if state is None:
            return declarations.type_name(node, place), ()
        pending = state.pending_sizes
        before = len(pending)
        type_ = declarations.type_name(node, place)
        if len(pending) == before:
            return type_, ()
        sizes = pending[before:]
        del pending[before:]
        return type_, sizes

    def after_sizes(self, sizes: Sequence[tree.HiddenSize], e: tree.Expression) -> tree.Expression:
        """The expression, preceded by the evaluation of variable lengths; in a static initialiser there is none."""
        if not sizes:
            return e
        if self.static_depth and not self.context.unevaluated:
            if any(constants.changes(size) for _, size in sizes):
                self.conversions.pedwarn("initializer element is not a constant expression", e.token, "pedantic")
            return e
        block = tree.Block(e.token, [tree.EvaluateSizes(e.token, list(sizes))])
        return tree.StatementExpression(e.token, e.type, block, e)

    # --- Binary expressions -----------------------------------------------------------------------------------

    def _binary(self, node: nodes.Binary) -> tree.Expression:
        """A chain of left operands is walked down, then folded upwards."""
        chain = [node]
        left_node = node.left
        while type(left_node) is nodes.Binary:
            chain.append(left_node)
            left_node = left_node.left
        left = self.value(left_node)
        conversions, binary = self.conversions, self.operators.binary
        warnings = self.context.warnings
        for link in reversed(chain):
            operator = link.operator
            if operator == "&&" or operator == "||":
                known = constants.truth(left)
                if known is not None and known == (operator == "||"):
                    conversions.inhibit += 1
                    right = self.value(link.right)
                    conversions.inhibit -= 1
                else:
                    right = self.value(link.right)
                if warnings is not None:
                    warnings.operators.logical(link, left, right)
                left = self.operators.logical(link.token, operator, left, right)
            else:
                right = self.value(link.right)
                made = binary(link.token, operator, left, right)
                if warnings is not None:
                    warnings.operators.binary(link, left, right)
                    if warnings.conversions.arithmetic:
                        warnings.conversions.operands(link.token, operator, left, right)
                left = made
        return left

    def _comma(self, node: nodes.Comma) -> tree.Expression:
        chain = [node]
        left_node = node.left
        while type(left_node) is nodes.Comma:
            chain.append(left_node)
            left_node = left_node.left
        left = self.value(left_node)
        warnings = self.context.warnings
        modern = self.context.diagnostics.year >= 1999
        for link in reversed(chain):
            if warnings is not None:
                warnings.statements.left_operand(link, link.left, left)
            right = self.expression(link.right)
            if right.is_lvalue and (modern or not right.type.is_array or designates(right)):
                right = self.conversions.rvalue(right)
            left = self.operators.comma(link.token, left, right)
        return left

    def _conditional(self, node: nodes.Conditional) -> tree.Expression:
        condition = self.value(node.condition)
        if self.context.warnings is not None:
            self.context.warnings.operators.truth(node.condition, condition)
        condition = self.conversions.scalar(condition, node.condition.token)
        known = constants.truth(condition)
        then = None
        if node.then is not None:
            then = self._arm(node.then, known is False)
        else:
            text = "ISO C forbids omitting the middle term of a '?:' expression"
            self.conversions.pedwarn(text, node.token, "pedantic")
        otherwise = self._arm(node.otherwise, known is True)
        if self.context.warnings is not None:
            self.context.warnings.operators.conditional(node, then or condition, otherwise)
            if self.context.warnings.conversions.arithmetic:
                self.context.warnings.conversions.arms(node, then or condition, otherwise)
        made = self.operators.conditional(node.token, condition, then, otherwise)
        if known is not None and isinstance(made, tree.IntegerConstant) and made.flaw & tree.OPERATOR:
            if self.context.diagnostics.year < 1999 and _asks_constant(node.condition):
                # What the answer rules out is no part of the program, and what it chooses may be any that folds.
                made = tree.IntegerConstant(made.token, made.type, made.value, made.ice, made.flaw & ~tree.OPERATOR)
        return made

    def _arm(self, node: nodes.Expression, dead: bool) -> tree.Expression:
        if not dead:
            return self.value(node)
        self.conversions.inhibit += 1
        try:
            return self.value(node)
        finally:
            self.conversions.inhibit -= 1

    def _assignment(self, node: nodes.Assignment) -> tree.Expression:
        target = self.expression(node.target)
        value = self.value(node.value)
        if node.operator == "=":
            if self.context.warnings is not None:
                self.context.warnings.conversions.given(node.value, value, target.type)
            return self.operators.assign(node.token, target, value)
        return self.operators.compound_assign(node.token, node.operator[:-1], target, value)

    # --- GNU builtins with syntax of their own ----------------------------------------------------------------

    def va_list_pointer(self, e: tree.Expression) -> tree.Expression:
        """A pointer to the va_list object that an expression designates (or, as a parameter, points to)."""
        type_ = e.type
        if type_.is_array:
            return self.conversions.rvalue(e)
        if isinstance(type_, PointerType) and self.context.target.va_list_kind == "x86_64":
            return self.conversions.rvalue(e)
        return self.operators.address_of(e.token, e)

    def _va_arg(self, node: nodes.BuiltinVaArg) -> tree.Expression:
        pointer = self.va_list_pointer(self.expression(node.list))
        type_, sizes = self.type_name(node.type_name)
        if not pointer.type.is_pointer:
            return self.error("first argument to 'va_arg' not of type 'va_list'", node.token, pointer)
        if type_.size == -1:
            return self.error(
                f"second argument to 'va_arg' is of incomplete type '{type_text(type_)}'", node.token
            )
        if type_.is_array:
            return self.error("second argument to 'va_arg' is of array type", node.token)
        plain = type_.unqualified
        if plain.is_integer and self.types.promote(plain) is not self.types.integer(plain):
            shown, to = type_text(plain), type_text(self.types.promote(plain))
            self.conversions.warning(f"'{shown}' is promoted to '{to}' when passed through '...'", node.token.called())
        return self.after_sizes(sizes, tree.VaArg(node.token, plain, pointer))

    def _types_compatible(self, node: nodes.BuiltinTypesCompatible) -> tree.Expression:
        first = self.context.declarations.type_name(node.first)
        second = self.context.declarations.type_name(node.second)
        same = compatible_unqualified(strip(first), strip(second))
        return tree.IntegerConstant(node.token, self.types.int, int(same))

    def _has_attribute(self, node: nodes.BuiltinHasAttribute) -> tree.Expression:
        """``__builtin_has_attribute (expression or type, attribute)``."""
        if not node.attribute.name:
            return self.error("expected identifier", node.token)
        arguments = evaluate(self.context, [node.attribute]).get(node.attribute.name, [])
        known = attribute_queries.has(self.context, node, arguments if node.attribute.arguments else [])
        return tree.IntegerConstant(node.token, self.types.int, int(known))

    def _choose_expr(self, node: nodes.BuiltinChooseExpr) -> tree.Expression:
        self.forced += 1
        try:
            condition = self.value(node.condition)
        finally:
            self.forced -= 1
        if not isinstance(condition, tree.IntegerConstant) or not condition.type.is_integer:
            return self.error("first argument to '__builtin_choose_expr' not a constant", node.token, condition)
        if not condition.ice:
            text = "first argument to '__builtin_choose_expr' is not an integer constant expression"
            self.conversions.pedwarn(text, node.token, "pedantic")
        self.check_overflow(condition, node.token)
        chosen, other = (node.then, node.otherwise) if condition.value else (node.otherwise, node.then)
        if type(other) is nodes.Identifier:  # its variable is not unused
            entity = self.context.declarations.lookup(other.name)
            if isinstance(entity, tree.Symbol):
                entity.mentions += 1
        return self.expression(chosen)

    def _convert_vector(self, node: nodes.BuiltinConvertVector) -> tree.Expression:
        operand = self.value(node.operand)
        type_ = self.context.declarations.type_name(node.type_name).unqualified
        source = operand.type
        if not (isinstance(type_, VectorType) and isinstance(source, VectorType) and type_.count == source.count):
            return self.error("invalid arguments to '__builtin_convertvector'", node.token, operand)
        return tree.BuiltinCall(node.token, type_, "convertvector", [operand])


def _asks_constant(node: nodes.Expression) -> bool:
    """Whether an expression is a call of __builtin_constant_p, maybe one that __builtin_choose_expr chooses."""
    while isinstance(node, nodes.Extension):
        node = node.operand
    if isinstance(node, nodes.BuiltinChooseExpr):
        return _asks_constant(node.then) or _asks_constant(node.otherwise)
    if isinstance(node, nodes.Call) and isinstance(node.callee, nodes.Identifier):
        return node.callee.name == "__builtin_constant_p"
    return False
