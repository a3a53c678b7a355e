"""The untyped tree as text, for people and tests: one node a line, children indented.

``Binary '+'`` and the like show a node's plain fields; an empty field is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccore.ast.nodes import Node
from ccore.records import fields
from ccore.source import Token

_SHOWN_EMPTY = frozenset({"identifiers", "members", "enumerators"})  # [] is not None there
_HIDDEN = frozenset({"token", "item", "end"})


def _plain(value: object) -> str | None:
    """A field's value where it fits on the node's own line; None for nodes and lists of them."""
    if isinstance(value, Token):
        return value.text
    if isinstance(value, (str, int)):
        return str(value)
    if isinstance(value, list) and not any(isinstance(part, (Node, list, tuple)) for part in value):
        return "[" + " ".join(str(_plain(part)) for part in value) + "]"
    return None


def _lines(value: object, label: str, depth: int, places: bool) -> Iterator[str]:
    """The lines of a node, or of a list or tuple of nodes; walked with a stack, since trees may be deep."""
    stack: list[tuple[object, str, int]] = [(value, label, depth)]
    while stack:
        value, label, depth = stack.pop()
        prefix = "  " * depth + (f"{label}: " if label else "")
        children: list[tuple[object, str, int]] = []
        if isinstance(value, Node):
            line = prefix + type(value).__name__
            for name in fields(type(value)):
                part = getattr(value, name)
                if name in _HIDDEN or part is None or part is False or (name in ("pack", "order") and not part):
                    continue
                if part == [] and name not in _SHOWN_EMPTY:
                    continue
                plain = _plain(part)
                if plain is not None:
                    line += f" {name}" if part is True else f" {name}={plain}"
                else:
                    children.append((part, name, depth + 1))
            if places:
                line += f" @{value.token.line.presumed_number}:{value.token.column}"
            yield line
        elif isinstance(value, (list, tuple)):
            yield prefix.rstrip(" ") if label else prefix + "-"
            children = [(part, "", depth + 1) for part in value]
        else:
            yield prefix + str(value if value is not None else "default")
        stack.extend(reversed(children))


def dump(node: Node | list[Node], places: bool = False) -> str:
    """The text of a tree; ``places`` adds each node's line and column."""
    if isinstance(node, list):
        return "\n".join(line for part in node for line in _lines(part, "", 0, places))
    return "\n".join(_lines(node, "", 0, places))
