"""Where an expression begins: GCC places some messages there, and the tree's nodes carry their operator's token."""

from __future__ import annotations

from functools import cache

from ccore.ast import nodes
from ccore.records import fields
from ccore.source import Location, Token

_LEFT = {
    nodes.Binary: "left", nodes.Assignment: "target", nodes.Comma: "left", nodes.Member: "object",
    nodes.Subscript: "array", nodes.Call: "callee", nodes.PostfixIncrement: "operand", nodes.Conditional: "condition",
}  # fmt: skip


def first_token(node: nodes.Expression) -> Token:
    """The leftmost token of an expression (parentheses around it aside)."""
    while True:
        name = _LEFT.get(type(node))
        if name is None:
            return node.token
        node = getattr(node, name)


def opening(keyword: Token) -> Location:
    """The bracket after ``if`` and such; the keyword itself where the source has none, as in a macro's expansion."""
    line = keyword.line
    text = line.file.line_text(line.number)
    column = keyword.column - 1 + len(keyword.text)
    if text[keyword.column - 1 : column] == keyword.text:
        found = text.find("(", column)
        if found >= 0 and not text[column:found].strip():
            return Location(line, found + 1)
    return keyword.location


def alike(a: object, b: object) -> bool:
    """Whether two parts of the untyped tree say the same."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    if isinstance(a, nodes.Node):
        return all(alike(getattr(a, name), getattr(b, name)) for name in _parts(type(a)))  # type: ignore[arg-type]
    if isinstance(a, Token) and isinstance(b, Token):
        return a.text == b.text
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b))
    return a == b


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """The fields of a class of nodes that say something: not where it stands."""
    return tuple(name for name in fields(kind) if name not in ("token", "end", "else_token", "item"))


def same_code(a: nodes.Node, b: nodes.Node) -> bool:
    """Whether two branches do the same; what they declare is not the same, nor is nothing."""
    a, b = _only(a), _only(b)
    if isinstance(a, nodes.Compound) and isinstance(b, nodes.Compound):
        if len(a.items) != len(b.items) or not a.items or a.labels or b.labels:
            return False
        return all(same_code(x, y) for x, y in zip(a.items, b.items))
    if not isinstance(a, nodes.Expression | nodes.ExpressionStatement | nodes.Return | nodes.Goto | nodes.Break):
        return False
    if isinstance(a, nodes.ExpressionStatement) and a.expression is None:
        return False
    return alike(a, b)


def _only(node: nodes.Node) -> nodes.Node:
    """The one statement of a block."""
    while isinstance(node, nodes.Compound) and len(node.items) == 1:
        node = node.items[0]
    return node
