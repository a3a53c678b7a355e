"""Initialisers that leave members out, elide braces, or initialise a subobject twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.sema.compat import type_text
from ccore.sema.constants import has_effects
from ccore.sema.types import RecordType
from ccore.source import Location

if TYPE_CHECKING:
    from ccore.ast import nodes
    from ccore.sema import tree
    from ccore.sema.context import Context
    from ccore.sema.types import CType, Field
    from ccore.sema.warnings.conversions import ConversionWarnings
    from ccore.source import Token


class InitializerWarnings:
    """The hooks about initialisers, for one translation unit."""

    def __init__(self, context: Context, conversions: ConversionWarnings) -> None:
        self.given = conversions.given
        self.diagnostics = context.diagnostics
        enabled = context.diagnostics.enabled
        self.fields = enabled("missing-field-initializers")
        self.braces = enabled("missing-braces")
        self.override = enabled("override-init")
        self.effects = enabled("override-init-side-effects")

    def begin(self) -> InitializerHooks:
        """Those of one initialiser."""
        return InitializerHooks(self)


class InitializerHooks:
    """What one object's initialiser has given so far.  ``elided``: some aggregate in it has no braces of its own."""

    def __init__(self, options: InitializerWarnings) -> None:
        self.options = options
        self.given = options.given
        self.diagnostics = options.diagnostics
        self.elided = False
        self._given: dict[tuple[int, int], bool] = {}  # (offset, bit or -1) -> whether the value has side effects
        self._ranges: list[tuple[int, int]] = []  # bytes that ranges of elements filled
        self._high = 0  # all that was given lies before
        self._group = "override-init"

    def missing(self, type_: CType, rest: list[Field], node: nodes.InitializerList) -> None:
        """A list leaves a structure, by position, before its last members ``rest``."""
        if not self.options.fields or not isinstance(type_, RecordType) or type_.record.kind == "union":
            return
        field = next((one for one in rest if one.width >= 0 or one.type.size > 0), None)
        if field is None:
            return
        end = node.end.location
        location = node.token.location if end.line is node.token.line else Location(end.line, 1)
        text = f"missing initializer for field '{field.name or '<anonymous>'}' of '{type_text(type_.unqualified)}'"
        if self.diagnostics.warning(text, location, "missing-field-initializers"):
            self.diagnostics.note(f"'{field.name}' declared here", field.location)

    def end(self, node: nodes.InitializerList, zero: bool) -> None:
        """The outermost list ends; ``zero``: it is ``{ 0 }``, which goes for any type."""
        if self.elided and self.options.braces and not zero:
            self.diagnostics.warning("missing braces around initializer", node.token.location, "missing-braces")

    # --- Subobjects initialised twice ---

    def initialized(self, offset: int, size: int, field: Field | None, value: tree.Expression | None) -> bool:
        """Note a value, None for a number; whether there was one before."""
        if not self.options.override and not self.options.effects:
            return False
        key = (offset, field.bit if field is not None and field.width >= 0 else -1)
        before = self._given.get(key)
        twice = before is not None
        if not twice and offset < self._high:
            twice = any(start <= offset < end for start, end in self._ranges)
        self._given[key] = value is not None and has_effects(value)
        self._high = max(self._high, offset + size)
        self._group = "override-init-side-effects" if before else "override-init"
        return twice

    def overwrites(self, offset: int, size: int) -> bool:
        """A braced list initialises this part; whether there were values in it before, which are void then."""
        if offset >= self._high or size <= 0:
            return False
        inside = [key for key in self._given if offset <= key[0] < offset + size]
        effects = [self._given.pop(key) for key in inside]
        self._group = "override-init-side-effects" if any(effects) else "override-init"
        return bool(inside)

    def repeated(self, start: int, stride: int, count: int) -> None:
        """The subobject just initialised is the first of ``count`` alike."""
        self._ranges.append((start, start + stride * count))
        self._high = max(self._high, start + stride * count)

    def overwritten(self, token: Token) -> bool:
        """Say that the value at ``token`` replaces another; whether that was shown."""
        what = "field with side-effects" if self._group == "override-init-side-effects" else "field"
        return self.diagnostics.warning(f"initialized {what} overwritten", token.location, self._group)
