"""Statements (C17 6.8 and GNU C): one method per node class, each appending to the list under way.

A label or case is a statement of its own in that list; what it labels follows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from ccore.ast import nodes
from ccore.parser.loop_pragmas import REQUIRED
from ccore.sema import attributes as gnu
from ccore.sema import decimal_constants, tree
from ccore.sema.asm import AsmAnalyzer
from ccore.sema.attribute_checks import check
from ccore.sema.constants import fits, wrap
from ccore.sema.context import FunctionState, Scope
from ccore.sema.convert import Conversions
from ccore.sema.enclosing import Flow, SwitchState
from ccore.sema.jumps import Barrier, check_case
from ccore.sema.suggestions import report_unknown_type
from ccore.sema.types import Record

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.source import Token

Out = list[tree.Statement]

_LABELS = (nodes.Label, nodes.Case, nodes.Default)


class Statements:
    """Analyses the statements of function bodies."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.asm = AsmAnalyzer(context)
        self._conversions = Conversions(context)
        self.flow = Flow()
        self._dispatch: dict[type, Callable[[Any, Out], None]] = {
            nodes.Compound: self._compound,
            nodes.ExpressionStatement: self._expression,
            nodes.Label: self._labelled,
            nodes.Case: self._labelled,
            nodes.Default: self._labelled,
            nodes.If: self._if,
            nodes.Switch: self._switch,
            nodes.While: self._while,
            nodes.DoWhile: self._do_while,
            nodes.For: self._for,
            nodes.Goto: self._goto,
            nodes.ComputedGoto: self._computed_goto,
            nodes.Continue: self._continue,
            nodes.Break: self._break,
            nodes.Return: self._return,
            nodes.Asm: self._asm,
            nodes.Declaration: self._declaration,
            nodes.StaticAssert: self._static_assert,
            nodes.FunctionDefinition: self._nested_function,
            nodes.Pragma: self._pragma,
        }
        self._blocks = context.diagnostics.year >= 1999
        if self._blocks:
            for kind in (nodes.If, nodes.Switch, nodes.While, nodes.DoWhile):
                self._dispatch[kind] = self._scoped(self._dispatch[kind])

    def _scoped(self, analyze: Callable[[Any, Out], None]) -> Callable[[Any, Out], None]:
        """A statement that is a block of its own since C99 (6.8.4p3, 6.8.5p5)."""
        context = self.context

        def run(node: nodes.Node, out: Out) -> None:
            scope = context.scope
            context.scope = Scope(scope)
            analyze(node, out)
            context.leave()

        return run

    # --- Bodies and blocks ------------------------------------------------------------------------------------

    def body(self, node: nodes.Compound, prologue: Out) -> tree.Block:
        """A function's body, in a scope of its own inside the parameters'; labels are checked at its end."""
        context = self.context
        state = context.function
        assert state is not None
        saved = self.flow
        self.flow = Flow(saved if state.function.outer is not None else None)
        try:
            block = self.block(node)
            if self.flow.jumps.gotos:
                self.flow.jumps.check(context.diagnostics)
        finally:
            self.flow = saved
        for label in state.labels.values():
            self._check_label(label)
        if prologue:
            block.statements[:0] = prologue
        return block

    def _check_label(self, label: tree.Label) -> None:
        if label.defined or not label.name:  # none: put in where a name is missing
            return
        diagnostics, location = self.context.diagnostics, label.token.location
        if label.used:
            diagnostics.error(f"label '{label.name}' used but not defined", location)
        else:  # by __label__
            diagnostics.warning(f"label '{label.name}' declared but not defined", location, "unused-label")

    def block(self, node: nodes.Compound) -> tree.Block:
        """A block with a scope of its own."""
        context, flow = self.context, self.flow
        scope = context.scope
        context.scope = Scope(scope)
        labels = self._declared_labels(node) if node.labels else {}
        if labels:
            flow.local_labels.append(labels)
        outer_vla, flow.has_vla = flow.has_vla, False
        place = flow.place
        out: Out = []
        dispatch = self._dispatch
        if node.labels:
            location = node.labels[0].location
            context.diagnostics.pedwarn("ISO C forbids label declarations", location, "pedantic")
        if context.diagnostics.settings.levels.get("declaration-after-statement", 0) > 0:
            self._check_order(node)
        items = node.items
        if items and type(items[0]) is nodes.Pragma and not node.labels:
            context.decimal_constants.open_block(items, context.scope, context.diagnostics)
        for item in items:
            dispatch[type(item)](item, out)
        if flow.labelled:
            flow.labelled = False
            self._check_labels(node)
        has_vla, flow.has_vla = flow.has_vla, outer_vla
        flow.place = place
        if labels:
            flow.local_labels.pop()
            for label in labels.values():
                self._check_label(label)
                if context.warnings is not None:
                    context.warnings.unused.label(label)
        if context.warnings is not None:
            context.warnings.unused.leave(context.scope)
            context.warnings.statements.block(node)
        statics: tuple[tree.Variable, ...] = ()
        if context.options.debug:
            names = context.scope.names.values()
            statics = tuple(v for v in names if isinstance(v, tree.Variable) and v.storage == "static")
        context.leave()
        return tree.Block(node.token, out, has_vla, node.end, statics)

    def _declared_labels(self, node: nodes.Compound) -> dict[str, tree.Label]:
        """The labels that ``__label__`` declares."""
        labels: dict[str, tree.Label] = {}
        for token in node.labels:
            name = token.text
            if name in labels:
                self.context.diagnostics.error(f"duplicate label declaration '{name}'", token.location)
                self.context.diagnostics.note(f"previous declaration of '{name}'", labels[name].token.location)
            else:
                labels[name] = tree.Label(name, token)
        return labels

    def _check_labels(self, node: nodes.Compound) -> None:
        """Before C23 a label stands before a statement (6.8.1)."""
        diagnostics = self.context.diagnostics
        label: nodes.Node | None = None
        for item in node.items:
            if label is not None and isinstance(item, nodes.Declaration):
                text = "a label can only be part of a statement and a declaration is not a statement"
                diagnostics.since(2020, text, item.token.location)
            label = item if type(item) in _LABELS else None
        if label is not None:
            diagnostics.since(2020, "label at end of compound statement", label.token.location)

    def _check_order(self, node: nodes.Compound) -> None:
        """C90 wants all declarations of a block before its statements."""
        diagnostics = self.context.diagnostics
        text, group = "ISO C90 forbids mixed declarations and code", "declaration-after-statement"
        statement = False
        for item in node.items:
            if not isinstance(item, nodes.Declaration | nodes.FunctionDefinition | nodes.StaticAssert | nodes.Pragma):
                statement = True
            elif statement and isinstance(item, nodes.Declaration):
                if diagnostics.year < 1999 and diagnostics.pedantic:
                    diagnostics.pedwarn(text, item.token.location.call, group)
                else:
                    diagnostics.warning(text, item.token.location.call, group)
                statement = False

    def statement(self, node: nodes.Node) -> tree.Statement:
        """One statement as a tree of its own (the arm of an if, the body of a loop)."""
        if type(node) is nodes.Compound:
            return self.block(node)
        out: Out = []
        if not self._blocks:
            self._dispatch[type(node)](node, out)
        else:
            context = self.context
            scope = context.scope
            context.scope = Scope(scope)
            self._dispatch[type(node)](node, out)
            context.leave()
        if len(out) == 1:
            return out[0]
        return tree.Block(node.token, out)

    def _compound(self, node: nodes.Compound, out: Out) -> None:
        out.append(self.block(node))

    def _declaration(self, node: nodes.Declaration, out: Out) -> None:
        self.context.declarations.declaration(node, out)

    def _static_assert(self, node: nodes.StaticAssert, out: Out) -> None:
        self.context.declarations.static_assert(node)

    def _nested_function(self, node: nodes.FunctionDefinition, out: Out) -> None:
        self.flush_sizes(out, node.token)
        self.context.declarations.nested(node)

    def _pragma(self, node: nodes.Pragma, out: Out) -> None:
        if node.text.startswith(decimal_constants.PREFIX):
            decimal_constants.misplaced(self.context.diagnostics, node.token)

    def statement_expression(self, node: nodes.StatementExpression) -> tree.Expression:
        """GNU ``({ ... })``: the value of its last statement, if that is an expression."""
        body = node.body
        types = self.context.types
        flow = self.flow
        place, flow.place = flow.place, Barrier(flow.place, node.token, "")
        last: nodes.Node | None = body.items[-1] if body.items else None
        while isinstance(last, (nodes.Label, nodes.Case, nodes.Default)):
            last = last.statement
        warnings = self.context.warnings
        if warnings is not None and isinstance(last, nodes.ExpressionStatement) and last.expression is not None:
            warnings.statements.results.add(last.expression)
        block = self.block(body)
        flow.place = place
        value: tree.Expression | None = None
        statements = block.statements
        if isinstance(last, nodes.ExpressionStatement) and last.expression is not None and statements:
            final_statement = statements[-1]
            if isinstance(final_statement, tree.ExpressionStatement) and not final_statement.expression.type.is_void:
                value = final_statement.expression
                statements.pop()
        type_ = value.type.unqualified if value is not None else types.void
        return tree.StatementExpression(node.token, type_, block, value)

    def variably_modified(self, name: str, token: Token) -> None:
        """The scope of an identifier begins that no jump may enter."""
        self.flow.place = Barrier(self.flow.place, token, name)

    # --- Expressions ------------------------------------------------------------------------------------------

    def flush_sizes(self, out: Out, token: Token) -> None:
        """Evaluate the variable lengths that were mentioned since the last call."""
        state = self.context.function
        if state is not None and state.pending_sizes:
            out.append(tree.EvaluateSizes(token, list(state.pending_sizes)))
            state.pending_sizes.clear()

    def with_sizes(self, expression: tree.Expression) -> tree.Expression:
        """The expression, preceded by the evaluation of variable lengths in it (for a loop's condition)."""
        state = self.context.function
        if state is None or not state.pending_sizes:
            return expression
        out: Out = []
        self.flush_sizes(out, expression.token)
        block = tree.Block(expression.token, out)
        return tree.StatementExpression(expression.token, expression.type, block, expression)

    def condition(self, node: nodes.Expression) -> tree.Expression:
        """A controlling expression."""
        return self.with_sizes(self.context.expressions.condition(node))

    def _is_declaration(self, product: nodes.Binary) -> bool:
        """Report ``wrod *p;``: it reads as a product, but neither name is declared."""
        left, right = product.left, product.right
        if product.operator != "*" or type(left) is not nodes.Identifier or type(right) is not nodes.Identifier:
            return False
        declarations = self.context.declarations
        if declarations.lookup(left.name) is not None or declarations.lookup(right.name) is not None:
            return False
        report_unknown_type(self.context, left.name, left.token)
        self.context.expressions.forgive(right.name)
        return True

    def _expression(self, node: nodes.ExpressionStatement, out: Out) -> None:
        if node.expression is None:
            if node.attributes:
                self._attributes(node, out)
            return
        if type(node.expression) is nodes.Binary and self._is_declaration(node.expression):
            return
        if type(node.expression) is nodes.Identifier and self.context.expressions.discards_builtin(node.expression):
            return
        expression = self.context.expressions.value(node.expression)
        if self.context.warnings is not None:
            self.context.warnings.expression(node.expression, expression)
        state = self.context.function
        if state is not None and state.pending_sizes:
            self.flush_sizes(out, node.token)
        out.append(tree.ExpressionStatement(node.token, expression))

    def _attributes(self, node: nodes.ExpressionStatement, out: Out) -> None:
        """``__attribute__((fallthrough));``, in a switch."""
        context, warnings = self.context, self.context.warnings
        for attribute in node.attributes:
            if attribute.standard:
                gnu.check_arguments(context, attribute)
            else:
                check(context, "fallthrough", attribute)
        if not self.flow.switches:
            context.diagnostics.error("invalid use of attribute 'fallthrough'", node.attributes[0].token.location)
        elif warnings is not None:
            marker = tree.Block(node.attributes[0].token, [])
            warnings.flow.markers.add(marker)
            out.append(marker)

    # --- Labels -----------------------------------------------------------------------------------------------

    def label(self, name: str, token: Token, definition: bool = False) -> tree.Label:
        """The label of that name, made on first mention.

        A nested function sees the ``__label__`` ones around it, and may not define them."""
        for labels in reversed(self.flow.local_labels):
            found = labels.get(name)
            if found is not None:
                found.used = found.used or not definition
                if not found.defined:
                    found.token = token  # an undefined label is reported where it is used
                return found
        state = self.context.function
        assert state is not None
        found = state.labels.get(name)
        outer = None if found is not None else self.flow.outer
        while outer is not None:
            for labels in reversed(outer.local_labels):
                if name in labels and not definition:
                    labels[name].used = True
                    return labels[name]
                if name in labels:
                    self.context.diagnostics.error(f"duplicate label '{name}'", token.location)
                    text = f"previous declaration of '{name}' with type 'void'"
                    self.context.diagnostics.note(text, labels[name].token.location)
                    return tree.Label(name, token)
            outer = outer.outer
        if found is None:
            found = state.labels[name] = tree.Label(name, token)
        if not definition:
            found.used = True
        return found

    def _labelled(self, node: nodes.Statement, out: Out) -> None:
        """A chain of labels and the statement that they label."""
        self.flow.labelled = True
        inner: nodes.Node = node
        while True:
            if isinstance(inner, nodes.Label):
                label = self.label(inner.name, inner.token, True)
                if label.defined:
                    self.context.diagnostics.error(f"duplicate label '{inner.name}'", inner.token.location)
                    self.context.diagnostics.note(
                        f"previous definition of '{inner.name}' with type 'void'", label.token.location
                    )
                else:
                    label.defined = True
                    label.token = inner.token
                    self.flow.jumps.labels[label] = self.flow.place
                    out.append(tree.LabelStatement(inner.token, label))
                if inner.attributes:
                    label.unused = "unused" in gnu.evaluate(self.context, inner.attributes)
                inner = inner.statement
            elif isinstance(inner, nodes.Case):
                self._case(inner, out)
                inner = inner.statement
            elif isinstance(inner, nodes.Default):
                self._default(inner, out)
                inner = inner.statement
            else:
                break
        self._dispatch[type(inner)](inner, out)

    def _case(self, node: nodes.Case, out: Out) -> None:
        context = self.context
        diagnostics, location = context.diagnostics, node.token.location
        if node.last is not None:
            diagnostics.pedwarn("range expressions in switch statements are non-standard", location, "pedantic")
        low = context.expressions.integer_constant(node.value, "case label")
        high = low if node.last is None else context.expressions.integer_constant(node.last, "case label")
        if not self.flow.switches:
            diagnostics.error("case label not within a switch statement", location)
            return
        switch = self.flow.switches[-1]
        check_case(diagnostics, switch.token, switch.place, node.token, self.flow.place)
        if low is None or high is None:
            return
        type_ = switch.type
        if not fits(type_, low):
            low = wrap(type_, low)
        if not fits(type_, high):
            high = wrap(type_, high)
        if low > high:
            diagnostics.warning("empty range specified", location)
            return
        if low < switch.low or high > switch.high:
            self._outside(switch, low, high, node.token)
        case = tree.CaseLabel(node.token, low, high)
        other = switch.single.get(low) if low == high else None
        if other is None:
            for one in switch.ranges:
                if one.low <= high and low <= one.high:
                    other = one
            if other is None and low != high:
                other = next((one for value, one in switch.single.items() if low <= value <= high), None)
        if other is not None:
            diagnostics.error(
                "duplicate case value" if low == high else "duplicate (or overlapping) case value", location
            )
            diagnostics.note("previously used here", other.token.location)
            return
        if low == high:
            switch.single[low] = case
        else:
            switch.ranges.append(case)
        switch.cases.append(case)
        out.append(case)

    def _outside(self, switch: SwitchState, low: int, high: int, token: Token) -> None:
        """A case that the control cannot be."""
        text = ""
        if high < switch.low:
            text = "case label value is less than minimum value for type"
        elif low > switch.high:
            text = "case label value exceeds maximum value for type"
        elif low < switch.low:
            text = "lower value in case label range less than minimum value for type"
        if text:
            self.context.diagnostics.warning(text, token.location, "switch-outside-range")
        if low <= switch.high < high:
            text = "upper value in case label range exceeds maximum value for type"
            self.context.diagnostics.warning(text, token.location, "switch-outside-range")

    def _default(self, node: nodes.Default, out: Out) -> None:
        diagnostics = self.context.diagnostics
        if not self.flow.switches:
            diagnostics.error("'default' label not within a switch statement", node.token.location)
            return
        switch = self.flow.switches[-1]
        if switch.default is not None:
            diagnostics.error("multiple default labels in one switch", node.token.location)
            diagnostics.note("this is the first default label", switch.default.token.location)
            return
        check_case(diagnostics, switch.token, switch.place, node.token, self.flow.place)
        case = switch.default = tree.CaseLabel(node.token, 0, 0, True)
        switch.cases.append(case)
        out.append(case)

    # --- Selection and iteration ------------------------------------------------------------------------------

    def _if(self, node: nodes.If, out: Out) -> None:
        chain: list[tree.If] = []
        while True:
            condition = self.condition(node.condition)
            if self.context.warnings is not None:
                self.context.warnings.statements.selection(node, condition)
            made = tree.If(node.token, condition, self.statement(node.then), None)
            if chain:
                chain[-1].otherwise = made
            chain.append(made)
            following = node.otherwise
            if type(following) is nodes.If:
                node = following
                continue
            if following is not None:
                made.otherwise = self.statement(following)
            break
        out.append(chain[0])

    def _switch(self, node: nodes.Switch, out: Out) -> None:
        context, flow = self.context, self.flow
        control = context.expressions.value(node.control)
        types = context.types
        if not control.type.is_integer:
            context.diagnostics.error("switch quantity not an integer", node.control.token.location)
            control = tree.IntegerConstant(node.token, types.int, 0)
        promoted = self._conversions.promote(control)
        integer = types.integer(control.type)
        width = self._conversions.bit_width(control)
        bits = integer.bits if width < 0 else width
        low, high = (-1 << (bits - 1), (1 << (bits - 1)) - 1) if integer.signed else (0, (1 << bits) - 1)
        switch = SwitchState(types.integer(promoted.type), low, high, node.token, flow.place)
        flow.switches.append(switch)
        flow.breaks += 1
        self.flush_sizes(out, node.token)
        body = self.statement(node.body)
        flow.breaks -= 1
        flow.switches.pop()
        if context.warnings is not None:
            context.warnings.switch(node, control, switch.cases, body)
        out.append(tree.Switch(node.token, promoted, body, switch.cases))

    def _loop_body(self, node: nodes.Node) -> tree.Statement:
        flow = self.flow
        flow.loops += 1
        flow.breaks += 1
        body = self.statement(node)
        flow.loops -= 1
        flow.breaks -= 1
        return body

    def _while(self, node: nodes.While, out: Out) -> None:
        condition = self._loop_condition(node.condition)
        if self.context.warnings is not None:
            self.context.warnings.statements.loop(node)
        out.append(tree.While(node.token, condition, self._loop_body(node.body), self._unroll(node.unroll)))

    def _unroll(self, operand: nodes.Expression | None) -> int:
        """What #pragma GCC unroll asks for: how many rounds are to be written out, 1 for none to be; 0: nothing."""
        if operand is None:
            return 0
        count = self.context.expressions.value(operand)
        if not isinstance(count, tree.IntegerConstant) or not count.type.is_integer or not 0 <= count.value < 0xFFFF:
            self.context.diagnostics.error(REQUIRED, operand.token.location)
            return 0
        return max(count.value, 1)

    def _loop_condition(self, node: nodes.Expression) -> tree.Expression:
        """Statement expressions in it may break out of the loop."""
        flow = self.flow
        flow.loops += 1
        flow.breaks += 1
        condition = self.condition(node)
        flow.loops -= 1
        flow.breaks -= 1
        return condition

    def _do_while(self, node: nodes.DoWhile, out: Out) -> None:
        body = self._loop_body(node.body)
        if self.context.warnings is not None:
            self.context.warnings.statements.loop(node)
        condition = self._loop_condition(node.condition)
        out.append(tree.DoWhile(node.token, body, condition, self._unroll(node.unroll)))

    def _for(self, node: nodes.For, out: Out) -> None:
        context = self.context
        scope = context.scope
        scoped = self._blocks or isinstance(node.initial, nodes.Declaration)
        if scoped:
            context.scope = Scope(scope)
        initial: Out = []
        outer_vla, self.flow.has_vla = self.flow.has_vla, False
        place = self.flow.place
        if isinstance(node.initial, nodes.StaticAssert):
            context.declarations.static_assert(node.initial)
        elif isinstance(node.initial, nodes.Declaration):
            self._for_declaration(node.initial)
            self._declaration(node.initial, initial)
            self._check_for_scope(node.initial)
        elif node.initial is not None:
            expression = self.with_sizes(context.expressions.value(node.initial))
            if context.warnings is not None:
                context.warnings.expression(node.initial, expression)
            initial.append(tree.ExpressionStatement(node.initial.token, expression))
        condition = None if node.condition is None else self._loop_condition(node.condition)
        step = None if node.step is None else self.with_sizes(context.expressions.value(node.step))
        warnings = context.warnings
        if warnings is not None and node.step is not None and step is not None:
            warnings.expression(node.step, step)
        body = self._loop_body(node.body)
        if warnings is not None:
            if scoped:
                warnings.unused.leave(context.scope)
            warnings.statements.loop(node)
        has_vla, self.flow.has_vla = self.flow.has_vla, outer_vla
        self.flow.place = place
        if scoped:
            context.leave()
        loop = tree.For(node.token, initial, condition, step, body, self._unroll(node.unroll))
        out.append(tree.Block(node.token, [loop], True) if has_vla else loop)

    def _for_declaration(self, node: nodes.Declaration) -> None:
        diagnostics, location = self.context.diagnostics, node.token.location
        if diagnostics.year < 1999:
            diagnostics.error("'for' loop initial declarations are only allowed in C99 or C11 mode", location)
            options = "'-std=c99', '-std=gnu99', '-std=c11' or '-std=gnu11'"
            diagnostics.note(f"use option {options} to compile your code", location)

    def _check_for_scope(self, node: nodes.Declaration) -> None:
        """6.8.5p3: only objects of storage class auto or register are declared there."""
        context, text = self.context, "'for' loop initial declaration"
        diagnostics, location = context.diagnostics, node.token.location
        for name, entity in context.scope.names.items():
            if isinstance(entity, tree.Variable):
                if entity.storage == "static":
                    diagnostics.error(f"declaration of static variable '{name}' in {text}", location)
                elif entity.linkage != "none":
                    diagnostics.error(f"declaration of 'extern' variable '{name}' in {text}", location)
            else:
                diagnostics.error(f"declaration of non-variable '{name}' in {text}", location)
        for tag, found in context.scope.tags.items():
            kind = found.kind if isinstance(found, Record) else "enum"
            diagnostics.error(f"'{kind} {tag}' declared in {text}", location)

    # --- Jumps ------------------------------------------------------------------------------------------------

    def _goto(self, node: nodes.Goto, out: Out) -> None:
        label = self.label(node.name, node.token)
        self.flow.jumps.gotos.append((label, node.token, self.flow.place))
        out.append(tree.Goto(node.token, label))

    def _computed_goto(self, node: nodes.ComputedGoto, out: Out) -> None:
        context = self.context
        target = context.expressions.value(node.target)
        context.diagnostics.pedwarn("ISO C forbids 'goto *expr;'", node.token.location, "pedantic")
        if not target.type.is_pointer:
            context.diagnostics.error("computed goto must be pointer type", node.target.token.location)
            return
        self.flush_sizes(out, node.token)
        out.append(tree.ComputedGoto(node.token, target))

    def _continue(self, node: nodes.Continue, out: Out) -> None:
        if not self.flow.loops:
            self.context.diagnostics.error("continue statement not within a loop", node.token.location)
            return
        out.append(tree.Continue(node.token))

    def _break(self, node: nodes.Break, out: Out) -> None:
        if not self.flow.breaks:
            self.context.diagnostics.error("break statement not within loop or switch", node.token.location)
            return
        out.append(tree.Break(node.token))

    def _return(self, node: nodes.Return, out: Out) -> None:
        context = self.context
        state = cast(FunctionState, context.function)
        diagnostics, token = context.diagnostics, node.token
        result = state.result
        group = "return-type" if diagnostics.level("return-type") >= 0 else ""  # not asked about: always on, as in GCC
        if "noreturn" in state.function.attributes:
            diagnostics.warning("function declared 'noreturn' has a 'return' statement", token.location)
        if node.value is None:
            if not result.is_void and (diagnostics.year >= 1999 or diagnostics.level("return-type") > 0):
                diagnostics.pedwarn(
                    "'return' with no value, in function returning non-void", token.location, group
                )
            out.append(tree.Return(token, None))
            return
        value = context.expressions.value(node.value)
        self.flush_sizes(out, token)
        if context.warnings is not None:
            context.warnings.returned(value)
            context.warnings.conversions.given(node.value, value, result)
        if result.is_void:
            if not value.type.is_void:
                diagnostics.pedwarn("'return' with a value, in function returning void", token.location, group)
                diagnostics.note("declared here", state.function.token.location)
            else:
                text = "ISO C forbids 'return' with expression, in function returning void"
                diagnostics.pedwarn(text, token.location, "pedantic")
            out.append(tree.ExpressionStatement(token, value))
            out.append(tree.Return(token, None))
            return
        out.append(tree.Return(token, context.expressions.assignable(value, result, node.value.token, "return")))

    def _asm(self, node: nodes.Asm, out: Out) -> None:
        self.asm.statement(node, out, self.label)
