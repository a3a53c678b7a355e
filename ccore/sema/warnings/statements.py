"""Statements without effect, empty bodies, dangling else, and the cases of switches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ast import nodes
from ccore.sema import tree
from ccore.sema.compat import type_text
from ccore.sema.constants import has_effects
from ccore.sema.types import EnumType, IntegerType
from ccore.sema.warnings.indentation import Indentation
from ccore.sema.warnings.places import alike, opening, same_code
from ccore.sema.warnings.values import is_boolean

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.types import Enumeration
    from ccore.sema.warnings.unused import Unused
    from ccore.source import Location, Token

_COMPUTED: Final = (
    tree.Binary, tree.Unary, tree.Load, tree.PointerOffset, tree.PointerDifference, tree.AddressOf, tree.Decay,
    tree.IntegerConstant, tree.FloatingConstant,
)  # fmt: skip


class StatementWarnings:
    """The hooks about statements, for one translation unit."""

    def __init__(self, context: Context, unused: Unused, parenthesized: set[object]) -> None:
        self.context = context
        self.diagnostics = context.diagnostics
        self.unused = unused
        self.parenthesized = parenthesized
        self.results: set[nodes.Expression] = set()
        """Expression statements that give a statement expression its value."""
        enabled = context.diagnostics.enabled
        self.unused_value = enabled("unused-value")
        self.unused_result = enabled("unused-result")
        self.empty_body = enabled("empty-body")
        self.dangling_else = enabled("dangling-else")
        self.duplicated_condition = enabled("duplicated-cond")
        self.duplicated_branches = enabled("duplicated-branches")
        self._duplicates: set[nodes.Expression] = set()  # conditions that were reported
        self.indentation = Indentation(context.diagnostics) if enabled("misleading-indentation") else None
        self.sets = enabled("unused-but-set-variable") or enabled("unused-but-set-parameter")

    def _say(self, text: str, location: Location, group: str) -> bool:
        before = len(self.diagnostics.list)
        self.diagnostics.warning(text, location, group)
        return len(self.diagnostics.list) > before

    # --- Expression statements --------------------------------------------------------------------------------

    def expression(self, node: nodes.Expression, e: tree.Expression) -> None:
        """An expression whose value nothing uses."""
        if node in self.results:
            self.results.discard(node)
            return
        if self.sets:
            self.unused.stored(node, e)
        if self.unused_value:
            self._value(node, e)
        if self.unused_result:
            self._result(e)

    def _value(self, node: nodes.Expression, e: tree.Expression) -> None:
        if type(node) is nodes.Comma:
            self._comma(e)
            return
        if e.type.is_void or e.type is self.context.types.error or type(e) is tree.Assign or type(e) is tree.Call:
            return
        if isinstance(e, tree.IntegerConstant) and not e.ice and type(node) is nodes.StatementExpression:
            return
        if not has_effects(e):
            if not isinstance(e, tree.IntegerConstant) or getattr(e.type, "name", "") != "int" or self._written(node):
                self._say("statement with no effect", node.token.location, "unused-value")
            return
        if isinstance(e, tree.Logical):
            while isinstance(e, tree.Logical):
                e = e.right
            plain = isinstance(e.type, IntegerType) and e.type.is_bool
            if not (plain or isinstance(e, tree.Comma)):  # it is compared with 0, and then?
                self._say("value computed is not used", node.token.location, "unused-value")
            return
        if isinstance(e, tree.Convert):
            if type(node) is not nodes.Cast:
                return
            inner: tree.Expression = e
            while isinstance(inner, tree.Convert):
                inner = inner.operand
            if isinstance(inner, tree.Assign | tree.BuiltinCall | tree.CompoundAssign | tree.Increment):
                return
        elif not isinstance(e, _COMPUTED):
            return
        if isinstance(e, tree.Load) and e.lvalue.type.quals & 2:
            return
        self._say("value computed is not used", node.token.location, "unused-value")

    @staticmethod
    def _written(node: nodes.Expression) -> bool:
        """Whether a constant stands as such in the source, not as what an undeclared name became."""
        return type(node) is not nodes.Identifier

    def _comma(self, e: tree.Expression) -> None:
        """``..., e`` as a statement."""
        while isinstance(e, tree.Comma):
            e = e.right
        if not (e.type.is_void or isinstance(e, tree.Convert) or has_effects(e)):
            text = "right-hand operand of comma expression has no effect"
            self._say(text, e.token.location, "unused-value")

    def left_operand(self, node: nodes.Comma, written: nodes.Expression, e: tree.Expression) -> None:
        """``e`` of ``e, ...``."""
        if self.sets:
            self.unused.stored(node, e)
        if not self.unused_value or e.type.is_void or type(written) is nodes.Comma:
            return
        if not has_effects(e):
            text = "left-hand operand of comma expression has no effect"
            self._say(text, node.token.location, "unused-value")
        else:
            self._value(written, e)

    def _result(self, e: tree.Expression) -> None:
        """Calls of functions with attribute warn_unused_result."""
        if type(e) is tree.Assign:
            return
        while type(e) is not tree.Call:
            if isinstance(e, tree.Convert) and e.type.is_void:
                e = e.operand
            elif isinstance(e, tree.Comma):
                self._result(e.left)
                e = e.right
            elif isinstance(e, tree.Conditional):
                if e.then is not None:
                    self._result(e.then)
                e = e.otherwise
            elif isinstance(e, tree.StatementExpression) and e.value is not None:
                e = e.value
            else:
                return
        if e.type.is_void:
            return
        callee = e.callee
        if isinstance(callee, tree.Decay) and isinstance(callee.lvalue, tree.FunctionReference):
            function = callee.lvalue.function
            if "warn_unused_result" in function.attributes:
                what = f"'{function.name}'"
                self._ignored(what, e.token)
                return
        if "warn_unused_result" in e.function_type.attributes:
            self._ignored("function", e.token)

    def _ignored(self, what: str, token: Token) -> None:
        text = f"ignoring return value of {what} declared with attribute 'warn_unused_result'"
        self._say(text, token.location, "unused-result")

    # --- Blocks, selection, iteration -------------------------------------------------------------------------

    def block(self, node: nodes.Compound) -> None:
        """-Wmisleading-indentation."""
        if self.indentation is not None:
            self.indentation.block(node.items)

    def selection(self, node: nodes.If, condition: tree.Expression) -> None:
        """The condition and the bodies of an if."""
        then, otherwise = node.then, node.otherwise
        if otherwise is not None:
            if self.duplicated_condition and type(otherwise) is nodes.If and not has_effects(condition):
                self._same_conditions(node, otherwise)
            if self.duplicated_branches and same_code(then, otherwise):
                self._say("this condition has identical branches", node.token.location, "duplicated-branches")
        if self.empty_body:
            if otherwise is None:
                self._empty(then, "an 'if'")
            else:
                self._empty(otherwise, "an 'else'")
        if self.dangling_else and otherwise is None:
            inner: nodes.Node = then
            while isinstance(inner, (nodes.While, nodes.For, nodes.Label)):  # (a union would be made each time)
                inner = inner.statement if isinstance(inner, nodes.Label) else inner.body
            if isinstance(inner, nodes.If) and inner.otherwise is not None:
                text = "suggest explicit braces to avoid ambiguous 'else'"
                self._say(text, opening(node.token), "dangling-else")

    def _same_conditions(self, first: nodes.If, other: nodes.If | None) -> None:
        """The conditions of ``else if`` that are the same as one before."""
        while other is not None:
            condition = other.condition
            if condition not in self._duplicates and alike(first.condition, condition):
                self._duplicates.add(condition)
                if self._say("duplicated 'if' condition", condition.token.location, "duplicated-cond"):
                    self.diagnostics.note("previously used here", first.condition.token.location)
            other = other.otherwise if isinstance(other.otherwise, nodes.If) else None

    def _empty(self, body: nodes.Node, what: str) -> None:
        if type(body) is nodes.ExpressionStatement and body.expression is None and not body.attributes:
            text = f"suggest braces around empty body in {what} statement"
            self._say(text, body.token.location, "empty-body")

    def loop(self, node: nodes.While | nodes.For | nodes.DoWhile) -> None:
        """The body of a loop."""
        if type(node) is nodes.DoWhile and self.empty_body:
            self._empty(node.body, "'do'")

    def switch(self, node: nodes.Switch, control: tree.Expression, cases: list[tree.CaseLabel]) -> None:
        """The cases of a switch, beside the values that its control can have."""
        location = node.token.location
        enabled = self.diagnostics.enabled
        default = any(case.default for case in cases)
        if not default and enabled("switch-default"):
            self._say("switch missing default case", location, "switch-default")
        type_ = control.type
        if isinstance(type_, EnumType):
            if enabled("switch") or enabled("switch-enum"):
                self._enumeration(location, type_.enumeration, type_, cases, default)
        elif is_boolean(control) and type(node.control) is not nodes.Cast:
            if enabled("switch-bool") and any(not (0 <= case.low <= case.high <= 1) for case in cases):
                self._say("switch condition has boolean value", node.control.token.location, "switch-bool")

    def _enumeration(
        self, location: Location, enumeration: Enumeration, type_: EnumType, cases: list[tree.CaseLabel], default: bool
    ) -> None:
        values = set(enumeration.enumerators.values())
        covered = {case.low for case in cases if not case.default}
        ranges = [case for case in cases if not case.default and case.low != case.high]
        plain = "switch" if self.diagnostics.enabled("switch") else "switch-enum"
        group = plain if not default else "switch-enum"
        if group == "switch" or self.diagnostics.enabled("switch-enum"):
            for name, value in enumeration.enumerators.items():
                if value not in covered and not any(one.low <= value <= one.high for one in ranges):
                    covered.add(value)
                    self._say(f"enumeration value '{name}' not handled in switch", location, group)
        if enumeration.flags:
            return
        shown = f"'{type_text(type_.unqualified)}'" if enumeration.tag else ""
        for case in cases:
            if case.default:
                continue
            for value in (case.low,) if case.low == case.high else (case.low, case.high):
                if value not in values:
                    text = f"case value '{value}' not in enumerated type {shown}".rstrip()
                    self._say(text, case.token.location, plain)
