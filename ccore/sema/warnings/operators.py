"""Operators that likely mean something else: -Wparentheses, -Wsign-compare, -Wtype-limits, -Waddress and their kin.

The hooks get a node of the untyped tree, which says how it was written, and the typed operands before conversion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ast import nodes
from ccore.sema import constants, tree
from ccore.sema.compat import type_text
from ccore.sema.types import EnumType, IntegerType
from ccore.sema.warnings.places import alike, first_token, same_code
from ccore.sema.warnings.values import is_boolean, nonnegative, stripped, written_zero

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.convert import Conversions
    from ccore.sema.warnings.memory import Memory
    from ccore.source import Location

_EQUALITY: Final = frozenset(("==", "!="))
_RELATIONAL: Final = frozenset(("<", ">", "<=", ">="))
_COMPARISONS: Final = _EQUALITY | _RELATIONAL
_BITWISE: Final = frozenset(("|", "^", "&"))
_LOGICAL: Final = frozenset(("!", "&&", "||"))
_SHIFTS: Final = frozenset(("<<", ">>"))
_MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


class OperatorWarnings:
    """The hooks about operators, for one translation unit."""

    def __init__(
        self, context: Context, conversions: Conversions, parenthesized: set[object], memory: Memory
    ) -> None:
        self.context = context
        self.types = context.types
        self.conversions = conversions
        self.memory = memory
        self.diagnostics = context.diagnostics
        self.parenthesized = parenthesized
        enabled = context.diagnostics.enabled
        self.parentheses = enabled("parentheses")
        self.sign_compare = enabled("sign-compare")
        self.type_limits = enabled("type-limits")
        self.address = enabled("address")
        self.bool_compare = enabled("bool-compare")
        self.logical_not = enabled("logical-not-parentheses")
        self.float_equal = enabled("float-equal")
        self.enum_compare = enabled("enum-compare")
        self.tautological = enabled("tautological-compare")
        self.int_in_bool = enabled("int-in-bool-context")
        self.negative_shift = enabled("shift-negative-value")
        self.bool_operation = enabled("bool-operation")
        self.logical_op = enabled("logical-op")
        self.duplicated = enabled("duplicated-branches")
        self.char_subscripts = enabled("char-subscripts")

    def _say(self, text: str, location: Location, group: str) -> None:
        self.diagnostics.warning(text, location, group)

    # --- How it was written -----------------------------------------------------------------------------------

    def _operator(self, node: nodes.Expression) -> str:
        """The binary operator (or "!", "=") of an expression that has no parentheses of its own; "" for others."""
        kind = type(node)
        if kind is nodes.Binary:
            return "" if node in self.parenthesized else node.operator  # type: ignore[attr-defined]
        if kind is nodes.Unary:
            return "!" if node.operator == "!" and node not in self.parenthesized else ""  # type: ignore[attr-defined]
        return ""

    def _precedence(
        self, operator: str, node: nodes.Binary, left: tree.Expression, right: tree.Expression
    ) -> None:
        """Operators whose precedence is often taken for another (GCC manual, -Wparentheses)."""
        a, b = self._operator(node.left), self._operator(node.right)
        if not a and not b:
            return
        text, inside = "", node.left
        if operator in _SHIFTS:
            for sign in ("+", "-"):
                if sign in (a, b) and not text:
                    text = f"suggest parentheses around '{sign}' inside '{operator}'"
                    inside = node.left if a == sign else node.right
        elif operator == "||":
            if "&&" in (a, b):
                text = "suggest parentheses around '&&' within '||'"
                inside = node.left if a == "&&" else node.right
        elif operator in _BITWISE:
            text, inside = self._bitwise(operator, node, a, b, right)
        elif operator in _EQUALITY:
            if a in _COMPARISONS or b in _COMPARISONS:
                text = f"suggest parentheses around comparison in operand of '{operator}'"
                inside = node.left if a in _COMPARISONS else node.right
        elif operator in _RELATIONAL and (a in _RELATIONAL or b in _RELATIONAL):
            operand = left if a in _RELATIONAL else right
            if operand.type.is_integer:
                text = "comparisons like 'X<=Y<=Z' do not have their mathematical meaning"
                inside = node
        if text:  # a constant has no place of its own
            operand = left if inside is node.left else right
            place = node if inside is not node and isinstance(operand, tree.IntegerConstant) else inside
            self._say(text, place.token.location, "parentheses")

    def _bitwise(
        self, operator: str, node: nodes.Binary, a: str, b: str, right: tree.Expression
    ) -> tuple[str, nodes.Expression]:
        tighter = {"|": ("&", "^", "+", "-"), "^": ("&", "+", "-"), "&": ("+", "-")}[operator]
        if operator == "&":
            for sign in tighter:
                if sign in (a, b):
                    inside = node.left if a == sign else node.right
                    return f"suggest parentheses around '{sign}' in operand of '&'", inside
        elif a in tighter or b in tighter:
            inside = node.left if a in tighter else node.right
            return f"suggest parentheses around arithmetic in operand of '{operator}'", inside
        if a in _COMPARISONS or b in _COMPARISONS:
            inside = node.left if a in _COMPARISONS else node.right
            return f"suggest parentheses around comparison in operand of '{operator}'", inside
        written = node.right.operator if isinstance(node.right, nodes.Binary | nodes.Unary) else ""
        if a == "!" and operator != "^" and not (is_boolean(right) or written in _COMPARISONS or written in _LOGICAL):
            return (
                f"suggest parentheses around operand of '!' or change '{operator}' to '{operator * 2}' or '!' to '~'",
                node.left,
            )
        return "", node

    # --- Binary -----------------------------------------------------------------------------------------------

    def binary(self, node: nodes.Binary, left: tree.Expression, right: tree.Expression) -> None:
        """A binary operator but && and ||."""
        operator = node.operator
        kinds = (nodes.Binary, nodes.Unary)
        if self.parentheses and (type(node.left) in kinds or type(node.right) in kinds):
            self._precedence(operator, node, left, right)
        if operator in _COMPARISONS:
            self._comparison(operator, node, left, right)
        elif operator == "/":
            if self.memory.division and type(node.left) is nodes.SizeOf is type(node.right):
                self.memory.divide(node, self.parenthesized)
        elif operator == "<<" and self.negative_shift and not self.conversions.inhibit:
            if isinstance(left, tree.IntegerConstant) and left.value < 0:
                self._say("left shift of negative value", node.token.location, "shift-negative-value")

    def _comparison(self, operator: str, node: nodes.Binary, left: tree.Expression, right: tree.Expression) -> None:
        location = node.token.location
        x, y = left.type, right.type
        if self.logical_not and type(node.left) is nodes.Unary and node.left.operator == "!":
            self._not_applied(operator, node, left, right)
        if x.is_integer and y.is_integer:
            if self.conversions.inhibit:
                return
            if isinstance(x, EnumType) and isinstance(y, EnumType) and x.enumeration is not y.enumeration:
                if self.enum_compare:
                    text = f"comparison between '{type_text(x)}' and '{type_text(y)}'"
                    self._say(text, location, "enum-compare")
            if self.sign_compare and x is not y:
                self._signedness(operator, location, left, right)
            constant_left, constant_right = type(left) is tree.IntegerConstant, type(right) is tree.IntegerConstant
            if constant_right and not constant_left:
                self._against_constant(operator, location, left, right)
            elif constant_left and not constant_right:
                self._against_constant(_MIRRORED[operator], location, right, left)
        elif x.is_pointer or y.is_pointer:
            if self.address:
                self._pointers(operator, node, left, right)
        elif self.float_equal and operator in _EQUALITY and (x.is_floating or y.is_floating):
            text = "comparing floating-point with '==' or '!=' is unsafe"
            self._say(text, location, "float-equal")

    def _not_applied(
        self, operator: str, node: nodes.Binary, left: tree.Expression, right: tree.Expression
    ) -> None:
        """``!x == y``."""
        if node.left in self.parenthesized or self._operator(node.right) == "!":
            return
        inner = node.left.operand  # type: ignore[attr-defined]
        if isinstance(inner, nodes.Unary) and inner.operator == "!":
            return
        operand = left.operand if isinstance(left, tree.Unary) else left
        if is_boolean(operand) and isinstance(operand.type, IntegerType) and operand.type.is_bool:
            return
        if is_boolean(right) or (operator in _EQUALITY and written_zero(right)):
            return
        text = "logical not is only applied to the left hand side of comparison"
        self._say(text, node.token.location, "logical-not-parentheses")

    def _signedness(
        self, operator: str, location: Location, left: tree.Expression, right: tree.Expression
    ) -> None:
        types, conversions = self.types, self.conversions
        a, b = types.integer(left.type), types.integer(right.type)
        if a.signed == b.signed:
            return
        common = types.common_integer(conversions.promoted_type(left), conversions.promoted_type(right))
        if common.signed:
            return
        signed, unsigned = (left, right) if a.signed else (right, left)
        if nonnegative(types, signed):
            return
        if isinstance(unsigned, tree.IntegerConstant) and operator in _EQUALITY:
            if unsigned.value < 1 << (common.bits - 1):
                return
        first, second = type_text(left.type), type_text(right.type)
        text = f"comparison of integer expressions of different signedness: '{first}' and '{second}'"
        self._say(text, location, "sign-compare")

    def _against_constant(
        self, operator: str, location: Location, e: tree.Expression, constant: tree.Expression
    ) -> None:
        """``e operator constant`` whose result is always the same."""
        assert isinstance(constant, tree.IntegerConstant)
        value = constant.value
        if is_boolean(e):
            if self.bool_compare:
                known = _always(operator, 0, 1, value)
                if known is not None:
                    truth = "true" if known else "false"
                    text = f"comparison of constant '{value}' with boolean expression is always {truth}"
                    self._say(text, location, "bool-compare")
            return
        if not self.type_limits:
            return
        narrow = stripped(e)
        type_ = narrow.type
        if not type_.is_integer:
            return
        integer = self.types.integer(type_)
        common = self.types.common_integer(self.conversions.promoted_type(e), self.conversions.promoted_type(constant))
        if integer.bits < common.bits:
            low = -(1 << (integer.bits - 1)) if integer.signed else 0
            high = (1 << (integer.bits - integer.signed)) - 1
            if integer.signed and not common.signed:
                return
            known = _always(operator, low, high, constants.wrap(common, value))
            if known is not None:
                truth = "true" if known else "false"
                text = f"comparison is always {truth} due to limited range of data type"
                self._say(text, location, "type-limits")
        elif not common.signed and not value and operator in ("<", ">=") and not isinstance(type_, EnumType):
            truth = "true" if operator == ">=" else "false"
            text = f"comparison of unsigned expression in '{operator} 0' is always {truth}"
            self._say(text, location, "type-limits")

    def _pointers(self, operator: str, node: nodes.Binary, left: tree.Expression, right: tree.Expression) -> None:
        """Addresses compared with null or with strings."""
        location = node.token.location
        for one, other, written in ((left, right, node.left), (right, left, node.right)):
            if type(written) is nodes.StringLiteral and written not in self.parenthesized:
                if operator in _EQUALITY and isinstance(other, tree.IntegerConstant) and not other.value:
                    continue
                text = "comparison with string literal results in unspecified behavior"
                self._say(text, location, "address")
                return
            if operator in _EQUALITY and isinstance(other, tree.IntegerConstant) and not other.value:
                shown, symbol = self.named_address(one)
                if shown and node.token.text == self.text_at(location, len(operator)):
                    truth = "false" if operator == "==" else "true"
                    text = f"the comparison will always evaluate as '{truth}' for the address of '{shown}'"
                    if self.diagnostics.enabled("address"):
                        self._say(f"{text} will never be NULL", location, "address")
                        if symbol is not None:
                            self.diagnostics.note(f"'{shown}' declared here", symbol.token.location)

    @staticmethod
    def text_at(location: Location, length: int) -> str:
        """What the source has at a place: not the token itself where a macro's expansion made that."""
        line = location.line
        return line.file.line_text(line.number)[location.column - 1 : location.column - 1 + length]

    @staticmethod
    def named_address(e: tree.Expression) -> tuple[str, tree.Symbol | None]:
        """The object or function whose address a value is, if it cannot be null."""
        while isinstance(e, tree.Convert) and e.type.is_pointer:
            e = e.operand
        if not isinstance(e, tree.AddressOf | tree.Decay):
            return "", None
        lvalue = e.lvalue
        symbol: tree.Symbol
        if isinstance(lvalue, tree.VariableReference):
            symbol = lvalue.variable
        elif isinstance(lvalue, tree.FunctionReference):
            symbol = lvalue.function
        else:
            return "", None
        if "weak" in symbol.attributes or "weakref" in symbol.attributes or "alias" in symbol.attributes:
            return "", None
        return symbol.name, symbol

    def subscript(self, node: nodes.Subscript, array: tree.Expression, index: tree.Expression) -> None:
        """``array[index]``."""
        if self.char_subscripts:
            if index.type.is_pointer or index.type.is_array:
                index = array
            if index.type.unqualified is self.types.char and not self.conversions.inhibit:
                self._say("array subscript has type 'char'", node.token.location, "char-subscripts")

    # --- Logical ----------------------------------------------------------------------------------------------

    def logical(self, node: nodes.Binary, left: tree.Expression, right: tree.Expression) -> None:
        """``&&`` or ``||``."""
        operator = node.operator
        if self.parentheses and (type(node.left) is nodes.Binary or type(node.right) is nodes.Binary):
            self._precedence(operator, node, left, right)
        self.truth(node.left, left)
        self.truth(node.right, right)
        if self.logical_op and not self.conversions.inhibit:
            self._logical(node, left, right)

    def _logical(self, node: nodes.Binary, left: tree.Expression, right: tree.Expression) -> None:
        """-Wlogical-op, but for tests of ranges."""
        word = "and" if node.operator == "&&" else "or"
        if not (left.type.is_integer or is_boolean(left)) or isinstance(left, tree.IntegerConstant):
            return
        if isinstance(right, tree.IntegerConstant):
            if right.value not in (0, 1) and not is_boolean(left):
                text = f"logical '{word}' applied to non-boolean constant"
                self._say(text, node.token.location, "logical-op")
        elif alike(node.left, node.right) and right.type.is_integer and not constants.has_effects(left):
            self._say(f"logical '{word}' of equal expressions", node.token.location, "logical-op")

    def unary(self, node: nodes.Unary, e: tree.Expression) -> None:
        """``!`` and others."""
        if node.operator == "!":
            self.truth(node.operand, e)
        elif node.operator == "~" and self.bool_operation and is_boolean(e):
            self._say("'~' on a boolean expression", node.token.location, "bool-operation")
            self.diagnostics.note("did you mean to use logical not?", node.token.location)

    def truth(self, node: nodes.Expression, e: tree.Expression, controls: bool = False) -> None:
        """A value is compared with 0; ``controls``: by a statement."""
        kind = type(node)
        if kind is nodes.Assignment:
            if self.parentheses and node not in self.parenthesized and node.operator == "=":  # type: ignore[attr-defined]
                text = "suggest parentheses around assignment used as truth value"
                place = first_token(node) if controls else node.token
                self._say(text, place.location, "parentheses")
        elif self.int_in_bool and not self.conversions.inhibit:
            if kind is nodes.Conditional:
                self._chosen_truth(node)  # type: ignore[arg-type]
            elif kind is nodes.Binary and node.operator in ("<<", "*"):  # type: ignore[attr-defined]
                self._computed_truth(node, e)  # type: ignore[arg-type]
        if self.address and (type(e) is tree.AddressOf or type(e) is tree.Decay):
            shown, _ = self.named_address(e)
            if shown:
                text = f"the address of '{shown}' will always evaluate as 'true'"
                self._say(text, node.token.location, "address")

    def _computed_truth(self, node: nodes.Binary, e: tree.Expression) -> None:
        if not e.type.is_integer or isinstance(e, tree.IntegerConstant):
            return
        if node.operator == "*":
            text = "'*' in boolean context, suggest '&&' instead"
        elif self.types.integer(e.type).signed:
            text = "'<<' in boolean context, did you mean '<'?"
        else:
            return
        self._say(text, node.token.location, "int-in-bool-context")

    def _chosen_truth(self, node: nodes.Conditional) -> None:
        """``x ? 1 : 2`` as a condition."""
        values: list[int] = []
        for arm in (node.then, node.otherwise):
            if not isinstance(arm, nodes.NumberLiteral) or not arm.text.isdecimal():
                return
            values.append(int(arm.text))
        if all(values) and values != [1, 1]:
            text = "'?:' using integer constants in boolean context, the expression will always evaluate to 'true'"
            self._say(text, node.token.location, "int-in-bool-context")
        elif any(v > 1 for v in values):
            text = "'?:' using integer constants in boolean context"
            self._say(text, node.token.location, "int-in-bool-context")

    def conditional(self, node: nodes.Conditional, then: tree.Expression, otherwise: tree.Expression) -> None:
        """``condition ? then : otherwise``."""
        if self.duplicated and node.then is not None and same_code(node.then, node.otherwise):
            self._say("this condition has identical branches", node.token.location, "duplicated-branches")
        if not self.sign_compare or self.conversions.inhibit:
            return
        x, y = then.type, otherwise.type
        if x is y or not (x.is_integer and y.is_integer):
            return
        types, conversions = self.types, self.conversions
        a, b = types.integer(x), types.integer(y)
        if a.signed == b.signed:
            return
        if types.common_integer(conversions.promoted_type(then), conversions.promoted_type(otherwise)).signed:
            return
        signed, unsigned = (then, otherwise) if a.signed else (otherwise, then)
        if nonnegative(types, signed):
            return
        place = node.otherwise if signed is otherwise else (node.then or node.condition)
        text = (
            f"operand of '?:' changes signedness from '{type_text(signed.type)}' to '{type_text(unsigned.type)}' "
            "due to unsignedness of other operand"
        )
        self._say(text, place.token.location, "sign-compare")


def _always(operator: str, low: int, high: int, value: int) -> bool | None:
    """What ``x operator value`` is for every x from low to high, if one thing."""
    if operator in _EQUALITY:
        return None if low <= value <= high else operator == "!="
    if operator == "<":
        return True if high < value else False if low >= value else None
    if operator == "<=":
        return True if high <= value else False if low > value else None
    if operator == ">":
        return True if low > value else False if high <= value else None
    return True if low >= value else False if high < value else None
