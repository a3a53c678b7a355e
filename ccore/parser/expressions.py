"""Tree builders for expressions and initialisers: one method per named production of ``c.lark``.

Each method takes the values of its production's symbols in order (tokens for terminals) and returns the
node.  Operators arrive as one flat list and are nested here by precedence (C17 6.5.5-6.5.16).
"""

from __future__ import annotations

from typing import Final, cast

from ccore.ast.nodes import (
    Assignment,
    Attribute,
    Binary,
    BuiltinChooseExpr,
    BuiltinConvertVector,
    BuiltinHasAttribute,
    BuiltinOffsetof,
    BuiltinTypesCompatible,
    BuiltinVaArg,
    Call,
    Cast,
    CharacterLiteral,
    Comma,
    Compound,
    CompoundLiteral,
    Conditional,
    Designator,
    Expression,
    Extension,
    GenericSelection,
    Identifier,
    InitializerItem,
    InitializerList,
    LabelAddress,
    Member,
    NumberLiteral,
    PostfixIncrement,
    PredefinedConstant,
    PrefixIncrement,
    SizeOf,
    StatementExpression,
    StringLiteral,
    Subscript,
    TypeName,
    Unary,
)
from ccore.diagnostics import Diagnostics
from ccore.parser.terminals import NORMAL
from ccore.source import Token

_LEVELS: Final = ("||", "&&", "|", "^", "&", "== !=", "< > <= >=", "<< >>", "+ -", "* / %")
PRECEDENCE: Final[dict[str, int]] = {
    operator: level for level, operators in enumerate(_LEVELS, 3) for operator in operators.split()
}
CONDITIONAL: Final = 2
for _operator in ["=", "*=", "/=", "%=", "+=", "-=", "<<=", ">>=", "&=", "^=", "|="]:
    PRECEDENCE[_operator] = 1  # right-associative, as ?: is: every other level is left-associative

Operator = Token | Conditional
"""An entry of a flat list between two operands: the operator's token, or a Conditional without its last part."""

FlatList = list[Expression | Operator]


NESTING: Final = frozenset({Binary, Assignment, Conditional, Comma, Unary, StringLiteral})
"""Expressions about which parentheses say something."""


def _apply(operator: Operator, left: Expression, right: Expression) -> Expression:
    if type(operator) is Conditional:
        operator.condition = left
        operator.otherwise = right
        return operator
    token = cast(Token, operator)
    text = token.text
    if PRECEDENCE[text] == 1:
        return Assignment(token, text, left, right)
    return Binary(token, text, left, right)


class ExpressionBuilder:
    """Builders for section "Expressions" and "Initialisers" of the grammar."""

    __slots__ = ()
    in_parentheses: set[object]
    diagnostics: Diagnostics

    # --- Operators ---

    def comma(self, left: Expression, token: Token, right: Expression) -> Expression:
        return Comma(token, left, right)

    def flat_operator(self, left: Expression | FlatList, operator: Token, right: Expression) -> FlatList:
        if type(left) is list:
            left.append(operator)
            left.append(right)
            return left
        return [cast(Expression, left), operator, right]

    def flat_conditional(
        self, left: Expression | FlatList, token: Token, then: Expression | None, _colon: Token, right: Expression
    ) -> FlatList:
        flat: FlatList = left if type(left) is list else [cast(Expression, left)]
        flat.append(Conditional(token, right, then, right))  # its condition is set when precedence is known
        flat.append(right)
        return flat

    def flat_conditional_omitted(
        self, left: Expression | FlatList, token: Token, colon: Token, right: Expression
    ) -> FlatList:
        return self.flat_conditional(left, token, None, colon, right)

    def climb(self, flat: Expression | FlatList) -> Expression:
        """Nest a flat list by precedence, with explicit stacks: a sum may have 100,000 terms."""
        if type(flat) is not list:
            return cast(Expression, flat)
        if len(flat) == 3:
            return _apply(cast(Operator, flat[1]), cast(Expression, flat[0]), cast(Expression, flat[2]))
        operands: list[Expression] = [cast(Expression, flat[0])]
        operators: list[Operator] = []
        levels: list[int] = []
        for position in range(1, len(flat), 2):
            operator = cast(Operator, flat[position])
            level = CONDITIONAL if type(operator) is Conditional else PRECEDENCE[cast(Token, operator).text]
            while levels and (levels[-1] > level or (levels[-1] == level and level > CONDITIONAL)):
                levels.pop()
                right = operands.pop()
                operands[-1] = _apply(operators.pop(), operands[-1], right)
            operators.append(operator)
            levels.append(level)
            operands.append(cast(Expression, flat[position + 1]))
        while operators:
            right = operands.pop()
            operands[-1] = _apply(operators.pop(), operands[-1], right)
        return operands[0]

    def cast(self, token: Token, type_name: TypeName, _close: Token, operand: Expression) -> Expression:
        return Cast(token, type_name, operand)

    def unary(self, operator: Token, operand: Expression) -> Expression:
        text = operator.text
        return Unary(operator, NORMAL.get(text, text), operand)

    def prefix_increment(self, operator: Token, operand: Expression) -> Expression:
        return PrefixIncrement(operator, operator.text, operand)

    def extension(self, token: Token, operand: Expression) -> Expression:
        return Extension(token, operand)

    def label_address(self, token: Token, name: Token) -> Expression:
        return LabelAddress(token, name.text)

    def sizeof_expression(self, operator: Token, operand: Expression) -> Expression:
        text = operator.text
        return SizeOf(operator, NORMAL.get(text, text), operand)

    def sizeof_type(self, operator: Token, _open: Token, type_name: TypeName, _close: Token) -> Expression:
        text = operator.text
        return SizeOf(operator, NORMAL.get(text, text), type_name)

    # --- Primary and postfix expressions ---

    def parenthesized(self, _open: Token, expression: Expression, _close: Token) -> Expression:
        """The expression itself, noted if it is an operator's (no slip of precedence) or a string (not an array's)."""
        if type(expression) in NESTING or type(expression) is StringLiteral:
            self.in_parentheses.add(expression)
        return expression

    def identifier(self, token: Token) -> Expression:
        return Identifier(token, token.text)

    def number(self, token: Token) -> Expression:
        return NumberLiteral(token, token.text)

    def predefined_constant(self, token: Token) -> Expression:
        return PredefinedConstant(token, token.text)

    def character(self, token: Token) -> Expression:
        return CharacterLiteral(token, token.text)

    def string(self, parts: list[Token]) -> StringLiteral:
        return StringLiteral(parts[0], parts)

    def statement_expression(self, token: Token, body: Compound, _close: Token) -> Expression:
        return StatementExpression(token, body)

    def compound_literal(
        self, token: Token, type_name: TypeName, _close: Token, initializer: InitializerList
    ) -> Expression:
        specifiers = type_name.specifiers
        storage, specifiers.storage = specifiers.storage, []
        return CompoundLiteral(token, type_name, initializer, storage)

    def subscript(self, array: Expression, token: Token, index: Expression, _close: Token) -> Expression:
        return Subscript(token, array, index)

    def call_empty(self, callee: Expression, _open: Token, _close: Token) -> Expression:
        return Call(callee.token, callee, [])

    def call(self, callee: Expression, _open: Token, arguments: list[Expression], _close: Token) -> Expression:
        return Call(callee.token, callee, arguments)

    def member_dot(self, operand: Expression, token: Token, name: Token) -> Expression:
        return Member(token, operand, name.text, False)

    def member_arrow(self, operand: Expression, token: Token, name: Token) -> Expression:
        return Member(token, operand, name.text, True)

    def postfix_increment(self, operand: Expression, operator: Token) -> Expression:
        return PostfixIncrement(operator, operator.text, operand)

    def generic(
        self,
        token: Token,
        _open: Token,
        control: Expression | TypeName,
        _comma: Token,
        associations: list[tuple[TypeName | None, Expression]],
        _close: Token,
    ) -> Expression:
        return GenericSelection(token, control, associations)

    def association(
        self, type_name: TypeName, _colon: Token, value: Expression
    ) -> tuple[TypeName | None, Expression]:
        return type_name, value

    def association_default(
        self, _default: Token, _colon: Token, value: Expression
    ) -> tuple[TypeName | None, Expression]:
        return None, value

    def va_arg(
        self, token: Token, _open: Token, operand: Expression, _comma: Token, type_name: TypeName, _close: Token
    ) -> Expression:
        return BuiltinVaArg(token, operand, type_name)

    def offsetof(
        self,
        token: Token,
        _open: Token,
        type_name: TypeName,
        _comma: Token,
        path: list[str | Expression],
        _close: Token,
    ) -> Expression:
        return BuiltinOffsetof(token, type_name, path)

    def offset_path(self, name: Token) -> list[str | Expression]:
        return [name.text]

    def offset_path_member(
        self, path: list[str | Expression], _dot: Token, name: Token
    ) -> list[str | Expression]:
        path.append(name.text)
        return path

    def offset_path_arrow(
        self, path: list[str | Expression], arrow: Token, name: Token
    ) -> list[str | Expression]:
        """``a->b`` is ``a[0].b``."""
        path.append(NumberLiteral(arrow, "0"))
        path.append(name.text)
        return path

    def offset_path_index(
        self, path: list[str | Expression], _open: Token, index: Expression, _close: Token
    ) -> list[str | Expression]:
        path.append(index)
        return path

    def types_compatible(
        self, token: Token, _open: Token, first: TypeName, _comma: Token, second: TypeName, _close: Token
    ) -> Expression:
        return BuiltinTypesCompatible(token, first, second)

    def has_attribute(
        self, token: Token, _open: Token, operand: Expression | TypeName, _comma: Token, given: list[Attribute],
        _close: Token,
    ) -> Expression:  # fmt: skip
        return BuiltinHasAttribute(token, operand, given[0] if given else Attribute(token, "", []))

    def choose_expr(
        self,
        token: Token,
        _open: Token,
        condition: Expression,
        _comma: Token,
        then: Expression,
        _comma_2: Token,
        otherwise: Expression,
        _close: Token,
    ) -> Expression:
        return BuiltinChooseExpr(token, condition, then, otherwise)

    def convert_vector(
        self, token: Token, _open: Token, operand: Expression, _comma: Token, type_name: TypeName, _close: Token
    ) -> Expression:
        return BuiltinConvertVector(token, operand, type_name)

    # --- Initialisers ---

    def initializer_empty(self, token: Token, close: Token) -> InitializerList:
        return InitializerList(token, [], close)

    def initializer_list(self, token: Token, items: list[InitializerItem], *close: Token) -> InitializerList:
        return InitializerList(token, items, close[-1])

    def initializer_item(self, value: Expression | InitializerList) -> InitializerItem:
        return InitializerItem(value.token, [], value)

    def initializer_designated(
        self, designators: list[Designator], _equal: Token, value: Expression | InitializerList
    ) -> InitializerItem:
        return InitializerItem(designators[0].token, designators, value)

    def initializer_designated_old(
        self, designators: list[Designator], value: Expression | InitializerList
    ) -> InitializerItem:
        """GNU's obsolete ``[index] value``."""
        if len(designators) > 1 or designators[0].name is not None:
            self.diagnostics.error("expected '=' before initializer", value.token.location)
        text = "obsolete use of designated initializer without '='"
        self.diagnostics.pedwarn(text, value.token.location, "pedantic")
        return InitializerItem(designators[0].token, designators, value)

    def initializer_field_old(
        self, name: Token, _colon: Token, value: Expression | InitializerList
    ) -> InitializerItem:
        """GNU's obsolete ``name: value``."""
        self.diagnostics.pedwarn("obsolete use of designated initializer with ':'", _colon.location, "pedantic")
        return InitializerItem(name, [Designator(name, name=name.text)], value)

    def designator_member(self, token: Token, name: Token) -> Designator:
        return Designator(token, name=name.text)

    def designator_index(self, token: Token, index: Expression, _close: Token) -> Designator:
        return Designator(token, index=index)

    def designator_range(
        self, token: Token, first: Expression, _dots: Token, last: Expression, _close: Token
    ) -> Designator:
        return Designator(token, index=first, last=last)
