"""Where an expression begins: GCC places some messages there, and the tree's nodes carry their operator's token."""

from __future__ import annotations

from ccore.ast import nodes
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
