"""-Wmisleading-indentation: a statement that looks like part of the if, else, while or for before it.

Three places decide: the guard (its keyword), its body and the statement after that, by their visual columns; a tab goes
on to the next multiple of eight, as by -ftabstop's default.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.sema.warnings.places import first_token
from ccore.source import Location

if TYPE_CHECKING:
    from ccore.diagnostics import Diagnostics
    from ccore.source import Token

_TAB = 8
_GUARDS = {nodes.If: "if", nodes.While: "while", nodes.For: "for"}


class Indentation:
    """The hook about blocks, for one translation unit."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics

    def block(self, items: Sequence[nodes.Node]) -> None:
        """The statements of a block; the last has a brace after it, which misleads nobody."""
        before = None
        for item in items:
            if before is not None:
                self._guards(before, item)
            before = item if type(item) in _GUARDS else None

    def _guards(self, guard: nodes.Node, following: nodes.Node) -> None:
        """A guard and those in its body, with the statement after all of them."""
        if type(following) is nodes.Pragma or (
            type(following) is nodes.ExpressionStatement and following.expression is None
        ):
            return
        place = _start(following)
        inner: nodes.Node | None = guard
        while inner is not None:
            guard, inner = inner, None
            token, word = guard.token, _GUARDS[type(guard)]
            if isinstance(guard, nodes.If):
                body: nodes.Node = guard.then
                if guard.otherwise is not None:
                    body, word = guard.otherwise, "else"
                    if guard.else_token is None:
                        return
                    token = guard.else_token
            else:
                assert isinstance(guard, nodes.While | nodes.For)
                body = guard.body
            if type(body) is not nodes.Compound:
                start = _start(body)
                if _misleads(token, word, body, start, following, place):
                    self._say(token, word, place)
                if type(body) in _GUARDS:
                    inner = body

    def _say(self, token: Token, word: str, following: Location) -> None:
        text = f"this '{word}' clause does not guard..."
        if self.diagnostics.warning(text, token.location, "misleading-indentation"):
            rest = "...this statement, but the latter is misleadingly indented as if it were guarded by the"
            self.diagnostics.note(f"{rest} '{word}'", following)


def _start(node: nodes.Node) -> Location:
    """Where a statement begins; the macro's name where an expansion made that."""
    token = node.token
    if type(node) is nodes.ExpressionStatement and node.expression is not None:
        token = first_token(node.expression)
    text = _line(token.location)
    at = token.column - 1
    if not text.startswith(token.text, at):
        return token.location
    while True:  # brackets have no node of their own
        before = text[:at].rstrip()
        if not before.endswith("("):
            return Location(token.line, at + 1)
        at = len(before) - 1


def _line(place: Location) -> str:
    return place.line.file.line_text(place.line.number)


def _column(text: str, end: int) -> int:
    """The visual column of a character."""
    column = 0
    for character in text[:end]:
        column = column + _TAB - column % _TAB if character == "\t" else column + 1
    return column


def _indentation(text: str) -> int:
    """The visual column of a line's first character that is not white space; -1 where there is none."""
    stripped = text.lstrip()
    return _column(text, len(text) - len(stripped)) if stripped else -1


def _same(a: Location, b: Location) -> bool:
    return a.line is b.line and a.column == b.column


def _misleads(
    guard: Token, word: str, body_node: nodes.Node, body: Location, following_node: nodes.Node, following: Location
) -> bool:
    line = guard.line
    if body.line.file is not following.line.file or line.file is not body.line.file:
        return False
    if _same(guard.location, body) or _same(body, following):  # one macro's expansion
        return False
    if line.call or body.line.call or following.line.call:
        return False  # a macro is laid out for its own sake
    numbers = line.number, body.line.number, following.line.number
    guard_text = line.file.line_text(line.number)
    if not guard_text.startswith(guard.text, guard.column - 1):  # so is its body, though it may be an argument
        return False
    guard_column, guard_indentation = _column(guard_text, guard.column - 1), _indentation(guard_text)
    if numbers[1] == numbers[2]:  # body and following statement on one line, below or beside a guard that begins it
        return numbers[0] < numbers[1] or (numbers[0] == numbers[1] and guard_column == guard_indentation)
    if numbers[2] < numbers[1]:
        return False
    text = _line(following)
    column = _column(text, following.column - 1)
    if _indentation(text) < column:
        return False
    body_column = _column(_line(body), body.column - 1)
    empty = type(body_node) is nodes.ExpressionStatement and body_node.expression is None
    if empty:
        if numbers[0] != numbers[1]:
            return False
        brace = type(following_node) is nodes.Compound
        return column > guard_indentation or (brace and column == guard_indentation)
    if column != body_column:
        return False
    if body_column == (guard_indentation if word == "else" else guard_column):
        return False  # no indentation at all: made by a program
    if body_column <= guard_indentation:
        return False
    between = (line.file.line_text(number) for number in range(numbers[1] + 1, numbers[2]))
    return not any(0 <= _indentation(one) < column for one in between)
