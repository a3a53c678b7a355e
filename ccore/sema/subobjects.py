"""Where in an object its initialiser is: the aggregates under way, and messages that tell the subobject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.sema.types import ArrayType, CType, Field, RecordType, VectorType

if TYPE_CHECKING:
    from ccore.sema import tree
    from ccore.sema.expressions import Expressions
    from ccore.source import Token

UNBOUNDED: Final = 1 << 63
_CONVERSIONS: Final = frozenset(
    ("overflow", "conversion", "sign-conversion", "float-conversion", "address-of-packed-member", "enum-conversion",
     "discarded-qualifiers", "discarded-array-qualifiers")
)  # fmt: skip
"""The groups whose messages do not tell the subobject."""


class Frame:
    """An open aggregate: ``index`` is the next of its ``count`` subobjects.

    For warnings: how many subobjects it was ``given`` in this list, whether all are ``zero``, whether a designator
    led into it or named one of its subobjects.
    """

    __slots__ = ("type", "offset", "index", "count", "fields", "element", "quals", "given", "zero", "designated")

    def __init__(self, type_: CType, offset: int, designated: bool = False) -> None:
        self.given, self.zero, self.designated = 0, True, designated
        self.type = type_
        self.offset = offset
        self.index = 0
        self.fields: list[Field] | None = None
        self.element: CType | None = None
        self.quals = type_.quals
        if isinstance(type_, RecordType):
            self.fields = [f for f in type_.record.fields if f.name or (f.width < 0 and f.type.is_record)]
            self.count = len(self.fields)
            if type_.record.kind == "union":
                self.count = min(self.count, 1)
        elif isinstance(type_, ArrayType):
            self.element = type_.element
            self.count = UNBOUNDED if type_.length == -1 else max(type_.length, 0)
        else:
            assert isinstance(type_, VectorType)
            self.element = type_.element
            self.count = type_.count

    def current(self) -> tuple[CType, int, Field | None]:
        """The next subobject: type, offset, and its field."""
        if self.fields is not None:
            field = self.fields[self.index]
            return field.type, self.offset + field.offset, field
        assert self.element is not None
        return self.element, self.offset + self.index * self.element.size, None


class Place:
    """The subobject under way.  ``name``: the object's; ``open``: the stacks of the brace lists under way."""

    def __init__(self, expressions: Expressions) -> None:
        self.conversions = expressions.conversions
        self.diagnostics = expressions.context.diagnostics
        self.name = ""
        self.open: list[list[Frame]] = []

    def error(self, text: str, token: Token, *operands: tree.Expression) -> None:
        """Report, and tell the subobject (as ``pedwarn``)."""
        before = len(self.diagnostics.list)
        self.conversions.error(text, token, *operands)
        self.tell_since(before)

    def pedwarn(self, text: str, token: Token, group: str = "") -> None:
        before = len(self.diagnostics.list)
        self.conversions.pedwarn(text, token.called(), group)
        self.tell_since(before)

    def tell_since(self, before: int) -> None:
        """As ``tell``, if there are more messages than ``before``; not after those about conversions as such."""
        messages = self.diagnostics.list
        self.tell(len(messages) > before and messages[-1].group not in _CONVERSIONS)

    def tell(self, shown: bool) -> None:
        """After a message about the subobject under way, if it was ``shown``: say which it is."""
        if shown and self.open:
            self._note(self._spelling())

    def positional(self, token: Token, frame: Frame) -> None:
        """A member of the frame's structure, which wants designators, is given without one."""
        text = "positional initialization of field in 'struct' declared with 'designated_init' attribute"
        if self.diagnostics.warning(text, token.location, "designated-init"):
            self._note(self._spelling(frame))

    def _note(self, spelling: str) -> None:
        self.diagnostics.note(f"(near initialization for '{spelling}')", self.diagnostics.list[-1].location)

    def _spelling(self, until: Frame | None = None) -> str:
        """The subobject under way, as ``a.b[2]``; or the aggregate of a frame."""
        text = self.name
        for stack in self.open:
            for frame in stack:
                if frame is until or frame.index >= frame.count:
                    break
                if frame.fields is not None:
                    text += f".{frame.fields[frame.index].name or '<anonymous>'}"
                else:
                    text += f"[{frame.index}]"
        return text
