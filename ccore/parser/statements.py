"""Tree builders for statements: one method per named production of ``c.lark``.

In a block, a label is an item of its own, with the null statement: ``L: x = 1;`` becomes ``L: ;`` and
``x = 1;``.  That means the same, allows labels before declarations and at a block's end (C23), and keeps a
switch of a thousand consecutive cases from nesting a thousand deep.
"""

from __future__ import annotations

from typing import Any, Final

from ccore.ast.nodes import (
    Asm,
    AsmOperand,
    Attribute,
    Break,
    Case,
    Compound,
    ComputedGoto,
    Continue,
    Declaration,
    Declarator,
    Default,
    DoWhile,
    Expression,
    ExpressionStatement,
    For,
    FunctionDefinition,
    FunctionSuffix,
    Goto,
    If,
    InitDeclarator,
    Label,
    Return,
    Specifiers,
    Statement,
    StaticAssert,
    StringLiteral,
    Switch,
    While,
    declares,
)
from ccore.parser.declarations import DeclarationBuilder
from ccore.parser.terminals import NORMAL
from ccore.source import Token

ASM_SECTIONS: Final = ("outputs", "inputs", "clobbers", "labels")


class LocalLabels:
    """``__label__ a, b;``"""

    __slots__ = ("token", "names")

    def __init__(self, token: Token, names: list[Token]) -> None:
        self.token = token
        self.names = names


class StatementBuilder(DeclarationBuilder):
    """Builders for section "Statements" of the grammar."""

    __slots__ = ("changed", "declares_labels", "unrolled")

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.declares_labels = False  # some block had __label__
        self.changed = False  # a scope ended after the next token was looked at: look again
        self.unrolled: dict[Token, Expression] = {}  # by a loop's first token, the operand of #pragma GCC unroll

    # --- Blocks ---

    def block_open(self, token: Token) -> Token:
        self.scope.push()
        return token

    def block_more(self, items: list[Any], item: Any) -> list[Any]:
        """[[attributes]] between a label and a declaration are the declaration's."""
        if type(item) is Declaration and items and type(items[-1]) is Label and items[-1].attributes:
            label = items[-1]
            item.specifiers.attributes[:0] = [a for a in label.attributes if a.standard]
            label.attributes = [a for a in label.attributes if not a.standard]
        items.append(item)
        return items

    def block_declaration(self, declaration: Declaration) -> Declaration | ExpressionStatement:
        """``__attribute__((fallthrough));`` looks like an empty declaration."""
        specifiers = declaration.specifiers
        if not declaration.declarators and specifiers.attributes and not declares(specifiers):
            return ExpressionStatement(declaration.token, None, specifiers.attributes)
        return declaration

    def compound(self, token: Token, items: list[Any], end: Token) -> Compound:
        self.scope.pop()
        labels: list[Token] = []
        if self.declares_labels:
            declared = [item for item in items if type(item) is LocalLabels]
            for item in declared:
                labels += item.names
            for item in items[len(declared) :]:  # they stand before all else
                if type(item) is LocalLabels:
                    self.diagnostics.error("expected expression before '__label__'", item.token.location)
            items = [item for item in items if type(item) is not LocalLabels]
        return Compound(token, items, end, labels)

    def local_labels(self, token: Token, names: list[Token], _semicolon: Token) -> LocalLabels:
        self.declares_labels = True
        return LocalLabels(token, names)

    def nested_head(self, specifiers: Specifiers, declared: InitDeclarator) -> FunctionDefinition:
        return self._nested(self.function_definition(specifiers, declared, declared.token))

    def nested_head_old(
        self, specifiers: Specifiers, declarator: Declarator, old_style: list[Declaration]
    ) -> FunctionDefinition:
        return self._nested(self.function_definition_old(specifiers, declarator, old_style, declarator.token))

    def _nested(self, definition: FunctionDefinition) -> FunctionDefinition:
        self.scope.push()
        self.declare_parameters(definition)
        return definition

    def declare_parameters(self, definition: FunctionDefinition) -> None:
        """The parameters' names hide typedefs in the body."""
        for suffix in definition.declarator.chain:
            if type(suffix) is FunctionSuffix:
                for parameter in suffix.parameters:
                    if parameter.declarator is not None and parameter.declarator.name is not None:
                        self.scope.declare(parameter.declarator.name, False)
                for name in suffix.identifiers or ():
                    self.scope.declare(name.text, False)
                break

    def nested_function(self, definition: FunctionDefinition, body: Compound) -> FunctionDefinition:
        self.scope.pop()
        definition.body = body
        return definition

    # --- Labels ---

    def label(self, name: Token, _colon: Token) -> Label:
        return Label(name, name.text, ExpressionStatement(name, None))

    def label_attributes(self, name: Token, _colon: Token, attributes: list[Attribute]) -> Label:
        null = ExpressionStatement(name, None)
        if not attributes[0].standard:
            return Label(name, name.text, null, attributes)
        return Label(name, name.text, self.attributed(attributes, null))  # C23's belong to what follows

    def case(self, token: Token, value: Expression, _colon: Token) -> Case:
        return Case(token, value, None, ExpressionStatement(token, None))

    def case_range(
        self, token: Token, value: Expression, _dots: Token, last: Expression, _colon: Token
    ) -> Case:
        return Case(token, value, last, ExpressionStatement(token, None))

    def default(self, token: Token, _colon: Token) -> Default:
        return Default(token, ExpressionStatement(token, None))

    def labelled(self, label: Label | Case | Default, statement: Statement) -> Statement:
        if type(label.statement) is Declaration and _is_null(statement):
            self.diagnostics.error("expected statement before ';' token", statement.token.location)
        label.statement = statement
        return label

    # --- Statements ---

    def attributed(self, attributes: list[Attribute], statement: Any) -> Any:
        """A statement with C23's attributes: a label keeps them (unused), a null statement fallthrough alone; without
        that it is an attribute declaration."""
        if type(statement) is Label:
            statement.attributes[:0] = attributes
            return statement
        if _is_null(statement):
            if not any(attribute.name == "fallthrough" for attribute in attributes):
                return Declaration(statement.token, Specifiers(attributes[0].token, attributes=attributes), [])
            statement.attributes.extend(a for a in attributes if a.name == "fallthrough")
            attributes = [a for a in attributes if a.name != "fallthrough"]
        for attribute in attributes:
            if attribute.standard and attribute.name and type(statement) not in (Case, Default):
                text = f"'{attribute.name}' attribute ignored"
                if attribute.prefix:
                    self.diagnostics.warning(text, attribute.token.location, "attributes")
                else:
                    self.diagnostics.pedwarn(text, attribute.token.location, "attributes")
        return statement

    def attributed_label(
        self, attributes: list[Attribute], label: Label | Case | Default, statement: Statement
    ) -> Statement:
        return self.labelled(self.attributed(attributes, label), statement)

    def null_statement(self, token: Token) -> Statement:
        return ExpressionStatement(token, None)

    def expression_statement(self, expression: Expression, _semicolon: Token) -> Statement:
        return ExpressionStatement(expression.token, expression)

    def statement_open(self, token: Token) -> Token:
        """Statements with bodies are scopes since C99 (6.8.4p3, 6.8.5p5)."""
        self.scope.push()
        return token

    def body_open(self, token: Token) -> Token:
        self.scope.push()
        return token

    def next_body(self, token: Token) -> Token:
        """One part is over, a scope of its own, and the next begins."""
        self._leave()
        self.scope.push()
        return token

    def _leave(self) -> None:
        if self.diagnostics.year >= 1999:
            self.scope.pop()
        else:
            self.scope.merge()

    def _statement_close(self) -> None:
        """The end of a body and of its statement."""
        self._leave()
        self._leave()
        self.changed = True

    def if_then(
        self, token: Token, _open: Token, condition: Expression, _close: Token, then: Statement
    ) -> Statement:
        self._statement_close()
        return If(token, condition, then, None)

    def if_else(
        self,
        token: Token,
        _open: Token,
        condition: Expression,
        _close: Token,
        then: Statement,
        else_token: Token,
        otherwise: Statement,
    ) -> Statement:
        self._statement_close()
        return If(token, condition, then, otherwise, else_token)

    def switch(
        self, token: Token, _open: Token, control: Expression, _close: Token, body: Statement
    ) -> Statement:
        self._statement_close()
        return Switch(token, control, body)

    def while_(
        self, token: Token, _open: Token, condition: Expression, _close: Token, body: Statement
    ) -> Statement:
        self._statement_close()
        return While(token, condition, body, self.unrolled.pop(token, None))

    def do_while(
        self, token: Token, body: Statement, _while: Token, _open: Token, condition: Expression, *_end: Token
    ) -> Statement:
        self._leave()
        return DoWhile(token, body, condition, self.unrolled.pop(token, None))

    def for_open(self, token: Token, _open: Token) -> Token:
        self.scope.push()
        return token

    def for_(
        self,
        token: Token,
        initial: Expression | Declaration | StaticAssert | None,
        condition: Expression | None,
        _semicolon: Token,
        step: Expression | None,
        _close: Token,
        body: Statement,
    ) -> Statement:
        self._statement_close()
        return For(token, initial, condition, step, body, self.unrolled.pop(token, None))

    def nothing(self) -> None:
        return None

    def goto(self, token: Token, name: Token, _semicolon: Token) -> Statement:
        return Goto(token, name.text)

    def computed_goto(self, token: Token, _star: Token, target: Expression, _semicolon: Token) -> Statement:
        return ComputedGoto(token, target)

    def continue_(self, token: Token, _semicolon: Token) -> Statement:
        return Continue(token)

    def break_(self, token: Token, _semicolon: Token) -> Statement:
        return Break(token)

    def return_(self, token: Token, _semicolon: Token) -> Statement:
        return Return(token, None)

    def return_value(self, token: Token, value: Expression, _semicolon: Token) -> Statement:
        return Return(token, value)

    # --- Assembly ---

    def asm(self, token: Token, _open: Token, body: list[Any], _close: Token, _semicolon: Token) -> Statement:
        return self._asm(token, [], body)

    def asm_qualified(
        self, token: Token, qualifiers: list[Token], _open: Token, body: list[Any], _close: Token, _semicolon: Token
    ) -> Statement:
        seen: list[str] = []
        for word in qualifiers:
            name = NORMAL.get(word.text, word.text)
            if name not in ("volatile", "inline", "goto"):
                self.diagnostics.error(f"'{name}' is not a valid 'asm' qualifier", word.location)
            elif name in seen:
                self.diagnostics.error(f"duplicate 'asm' qualifier '{name}'", word.location)
            seen.append(name)
        return self._asm(token, seen, body)

    def _asm(self, token: Token, qualifiers: list[str], body: list[Any]) -> Asm:
        parts = body[0]
        asm = Asm(token, StringLiteral(parts[0], parts), qualifiers, basic=len(body) == 1)
        if len(body) > (5 if "goto" in qualifiers else 4):
            self.diagnostics.error("expected ')' before ':' token", token.location)
            return asm
        if "goto" in qualifiers and (len(body) < 5 or not body[4]):
            text = "expected identifier before ')' token" if len(body) == 5 else "expected ':' before ')' token"
            self.diagnostics.error(text, token.location)
            return asm
        expected: tuple[type, ...] = (AsmOperand, AsmOperand, StringLiteral, Token)
        for number, section in enumerate(body[1:]):
            for entry in section:
                if type(entry) is expected[number]:
                    continue
                place = entry if type(entry) is Token else entry.token
                if expected[number] is Token:
                    message = "expected identifier before string constant"
                elif type(entry) is Token:
                    message = f"expected string literal before '{entry.text}'"
                elif expected[number] is StringLiteral:
                    message = "expected ':' or ')' before '(' token"
                else:
                    message = "expected '(' before ':' or ')' token"
                self.diagnostics.error(message, place.location)
                return asm
            setattr(asm, ASM_SECTIONS[number], section)
        return asm

    def asm_string(self, parts: list[Token]) -> StringLiteral:
        return StringLiteral(parts[0], parts)

    def asm_operand(
        self, parts: list[Token], _open: Token, expression: Expression, _close: Token
    ) -> AsmOperand:
        return AsmOperand(parts[0], None, StringLiteral(parts[0], parts), expression)

    def asm_operand_named(
        self,
        token: Token,
        symbol: Token,
        _bracket: Token,
        parts: list[Token],
        _open: Token,
        expression: Expression,
        _close: Token,
    ) -> AsmOperand:
        return AsmOperand(token, symbol.text, StringLiteral(parts[0], parts), expression)


def _is_null(statement: Statement) -> bool:
    return type(statement) is ExpressionStatement and statement.expression is None
