"""What the parser's tests share: text to tree, and expressions in fully parenthesised form."""

from __future__ import annotations

from ccore.ast import nodes
from ccore.ast.dump import dump
from ccore.diagnostics import CompileError, Diagnostics
from ccore.options import Options
from ccore.parser import Unit
from ccore.preproc import Preprocessor
from ccore.target import TARGETS


class Parsed:
    """A parsed translation unit: every item and every body."""

    def __init__(self, text: str, standard: str = "gnu17") -> None:
        self.diagnostics = Diagnostics()
        options = Options(standard=standard)
        target = TARGETS["x86_64"]
        items = Preprocessor(options, target, self.diagnostics).items("t.c", text)
        self.unit = Unit(items, options, target, self.diagnostics)
        self.declarations: list[nodes.ExternalDeclaration] = []
        self.bodies: dict[str, nodes.Compound | None] = {}
        try:
            for number in range(len(items)):
                for declaration in self.unit.parse(number):
                    self.declarations.append(declaration)
                    if isinstance(declaration, nodes.FunctionDefinition):
                        self.bodies[declaration.declarator.name or ""] = self.unit.body(declaration)
        except CompileError:
            pass

    @property
    def errors(self) -> list[str]:
        """``line:column: message`` of each error."""
        return [
            f"{d.location.line.number}:{d.location.column}: {d.message}" if d.location else d.message
            for d in self.diagnostics.list
            if "error" in d.severity
        ]

    def kinds(self, function: str = "f") -> str:
        """The class names of the items of a function's body."""
        body = self.bodies[function]
        assert body is not None, self.errors
        return " ".join(type(item).__name__ for item in body.items)

    def dump(self) -> str:
        return "\n".join(dump(declaration) for declaration in self.declarations)


def show(node: object) -> str:
    """An expression with all its parentheses."""
    match node:
        case nodes.Identifier(name=text) | nodes.NumberLiteral(text=text) | nodes.CharacterLiteral(text=text):
            return text
        case nodes.Binary() | nodes.Comma():
            operator = node.operator if isinstance(node, nodes.Binary) else ","
            return f"({show(node.left)} {operator} {show(node.right)})"
        case nodes.Assignment():
            return f"({show(node.target)} {node.operator} {show(node.value)})"
        case nodes.Conditional():
            return f"({show(node.condition)} ? {show(node.then) if node.then else ''} : {show(node.otherwise)})"
        case nodes.Unary() | nodes.PrefixIncrement():
            return f"({node.operator} {show(node.operand)})"
        case nodes.PostfixIncrement():
            return f"({show(node.operand)} {node.operator})"
        case nodes.Cast():
            return f"(cast {show(node.type_name)} {show(node.operand)})"
        case nodes.SizeOf():
            return f"({node.operator} {show(node.operand)})"
        case nodes.TypeName():
            words = [*node.specifiers.qualifiers, *node.specifiers.basic, node.specifiers.typedef_name or ""]
            chain = [type(part).__name__ for part in node.declarator.chain] if node.declarator else []
            return "<" + " ".join([*filter(None, words), *chain]) + ">"
        case nodes.Subscript():
            return f"{show(node.array)}[{show(node.index)}]"
        case nodes.Member():
            return f"{show(node.object)}{'->' if node.arrow else '.'}{node.name}"
        case nodes.Call():
            return f"{show(node.callee)}({', '.join(map(show, node.arguments))})"
        case nodes.CompoundLiteral():
            return f"(literal {show(node.type_name)} {len(node.initializer.items)})"
        case nodes.LabelAddress():
            return f"(&& {node.name})"
        case _:
            return type(node).__name__


def expression(text: str, before: str = "typedef int T;") -> str:
    """One expression's tree."""
    parsed = Parsed(f"{before} void f(void) {{ {text}; }}")
    assert not parsed.errors, parsed.errors
    body = parsed.bodies["f"]
    assert body is not None
    statement = body.items[-1]
    assert isinstance(statement, nodes.ExpressionStatement)
    return show(statement.expression)
