"""What an undeclared name was probably meant to be: the names in scope that are spelt most like it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ccore.diagnostics import FixIt
from ccore.diagnostics.spelling import TYPE_WORDS, suggestion
from ccore.sema import tree
from ccore.sema.compat import type_text
from ccore.sema.context import Context, Typedef
from ccore.sema.types import FunctionType, PointerType, RecordType
from ccore.source import Location

if TYPE_CHECKING:
    from ccore.sema.filescope import FileScope
    from ccore.source import Token


def similar_name(context: Context, file: FileScope, name: str, kind: str) -> str:
    """The name in scope most like one that is not; "" if none is like enough.

    ``kind``: "name" for any, "function", or "type" (then keywords that begin a type count too).
    """
    return suggestion(name, _candidates(context, file, kind, name.startswith("_")))


def _candidates(context: Context, file: FileScope, kind: str, reserved: bool) -> Iterator[str]:
    scope = context.scope
    while scope is not None:
        for name, entity in scope.names.items():
            if _fits(entity, kind) and (reserved or not _is_reserved(name)):
                yield name
        scope = scope.parent  # type: ignore[assignment]
    if kind == "type":
        for name in file.unit.index.typedefs:
            if reserved or not _is_reserved(name):
                yield name
        yield from TYPE_WORDS
        return
    known, typedefs, current = file.names, file.unit.index.typedefs, file.current
    for name, numbers in file.unit.index.ordinary.items():
        if name not in known and numbers[0] < current and (reserved or not _is_reserved(name)):
            if kind == "name" or name not in typedefs:
                yield name
    for name in context.diagnostics.macros:
        if reserved or not _is_reserved(name):
            yield name


def _fits(entity: object, kind: str) -> bool:
    if kind == "type":
        return isinstance(entity, Typedef)
    if kind == "function":
        if isinstance(entity, tree.Variable):
            type_ = entity.type
            return isinstance(type_, PointerType) and isinstance(type_.target, FunctionType)
        return isinstance(entity, tree.Function)
    return True


def _is_reserved(name: str) -> bool:
    """Whether a name is the implementation's (7.1.3): nobody means to write one."""
    return not name or (name[0] == "_" and (name[1:2] == "_" or name[1:2].isupper()))


def report_no_member(context: Context, token: Token, type_: RecordType, name: str) -> None:
    """Say that a structure has no such member.  ``token``: the name, or the operator before it."""
    if not name:  # put in for one that is missing
        return
    near = suggestion(name, type_.record.by_name)
    place = _name_after(token, name) if near else token.location
    text = f"'{type_text(type_.unqualified)}' has no member named '{name}'"
    if near:
        text += f"; did you mean '{near}'?"
    context.diagnostics.error(text, place, [FixIt(place, len(name), near)] if near else [])


def report_unknown_type(context: Context, name: str, token: Token) -> None:
    """Say that a name is no type's."""
    near = context.declarations.similar(name, "type")
    message = f"unknown type name '{name}'" + (f"; did you mean '{near}'?" if near else "")
    context.diagnostics.error(message, token.location, [FixIt(token.location, len(name), near)] if near else [])


def _name_after(token: Token, name: str) -> Location:
    """Where a name stands in the source that follows an operator; the operator's place if a macro made it."""
    if token.text == name:
        return token.location
    text = token.line.file.line_text(token.line.number)
    start = token.column - 1 + len(token.text)
    rest = text[start:]
    if text.startswith(token.text, token.column - 1) and rest.lstrip(" \t").startswith(name):
        return Location(token.line, start + len(rest) - len(rest.lstrip(" \t")) + 1)
    return token.location
