"""Calls: format strings beside their arguments, null where a function wants an object, sizes of pointers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.sema import tree
from ccore.sema.compat import type_text
from ccore.sema.warnings.format_check import FormatCall, FormatCheck
from ccore.sema.warnings.formats import LIBRARY
from ccore.sema.warnings.memory import MEMORY

if TYPE_CHECKING:
    from ccore.ast import nodes
    from ccore.sema.context import Context
    from ccore.sema.convert import Conversions
    from ccore.sema.types import CType
    from ccore.sema.warnings.memory import Memory

_KINDS: Final = {
    "printf": "printf", "gnu_printf": "printf", "scanf": "scanf", "gnu_scanf": "scanf", "strftime": "strftime",
    "gnu_strftime": "strftime",
}  # fmt: skip

_ABSOLUTE: Final = {
    "abs": "integer", "labs": "integer", "llabs": "integer", "imaxabs": "integer", "fabs": "floating-point",
    "fabsf": "floating-point", "fabsl": "floating-point", "cabs": "complex", "cabsf": "complex", "cabsl": "complex",
}  # fmt: skip


class Calls:
    """The hooks about calls, for one translation unit."""

    def __init__(self, context: Context, conversions: Conversions, memory: Memory) -> None:
        self.context = context
        self.memory = memory
        self.conversions = conversions
        self.diagnostics = context.diagnostics
        enabled = context.diagnostics.enabled
        self.formats = FormatCheck(context, conversions) if enabled("format") else None
        self.absolute = enabled("absolute-value")
        self.nonnull = enabled("nonnull")

    def call(self, node: nodes.Call, callee: tree.Expression, arguments: list[tree.Expression]) -> None:
        """A call, its arguments not yet converted."""
        name = ""
        words: frozenset[str] = frozenset()
        attributes: dict[str, list[object]] = {}
        if isinstance(callee, tree.FunctionReference):
            name, attributes = callee.function.builtin, callee.function.attributes
            if not attributes and not name:
                return
            if self.absolute and name in _ABSOLUTE and arguments:
                self._absolute(node, name, callee.function, arguments[0].type)
            if name in MEMORY and self.memory.enabled:
                self.memory.call(node, name, callee.function.name, arguments)
        else:
            type_: CType = callee.type
            while type_.is_pointer:
                type_ = type_.target  # type: ignore[attr-defined]
            if not type_.is_function:
                return
            words = type_.attributes  # type: ignore[attr-defined]
            if not words:
                return
        if self.formats is not None:
            for kind, position, first in self._formats(name, attributes, words):
                self.formats.check(FormatCall(node, arguments, kind, position, first))
        if self.nonnull and "nonnull" in attributes:
            self._null(node, callee, arguments, attributes["nonnull"])

    def _absolute(self, node: nodes.Call, name: str, function: tree.Function, type_: CType) -> None:
        """The absolute value of something for which another function is made."""
        if not type_.is_arithmetic:
            return
        types = self.context.types
        wanted, place, group = _ABSOLUTE[name], node.token.location, "absolute-value"
        given = "integer" if type_.is_integer else "complex" if type_.is_complex else "floating-point"
        shown = type_text(type_.unqualified)
        if wanted != given:
            text = f"using {wanted} absolute value function '{function.name}' when argument is of {given} type"
            text = f"{text} '{shown}'"
            self.diagnostics.warning(text, place, group)
            return
        if given == "integer" and not types.integer(type_).signed:
            text = f"taking the absolute value of unsigned type '{shown}' has no effect"
            self.diagnostics.warning(text, place, group)
        parameters: tuple[CType, ...] = function.type.parameters  # type: ignore[attr-defined]
        if parameters and parameters[0].size < type_.size:
            text = f"absolute value function '{function.name}' given an argument of type '{shown}' but has parameter of"
            text = f"{text} type '{type_text(parameters[0])}' which may cause truncation of value"
            self.diagnostics.warning(text, place, group)

    @staticmethod
    def _formats(
        name: str, attributes: dict[str, list[object]], words: frozenset[str]
    ) -> list[tuple[str, int, int]]:
        found: list[tuple[str, int, int]] = []
        given = attributes.get("format")
        if given:
            for at in range(0, len(given) - 2, 3):
                kind, position, first = given[at : at + 3]
                if str(kind) in _KINDS and isinstance(position, int) and isinstance(first, int):
                    found.append((_KINDS[str(kind)], position, first))
        elif name in LIBRARY:
            found.append(LIBRARY[name])
        for word in sorted(words):
            if word.startswith("format "):
                _, kind, position, first = word.split()
                if kind in _KINDS:
                    found.append((_KINDS[kind], int(position), int(first)))
        return found

    def _null(
        self, node: nodes.Call, callee: tree.Expression, arguments: list[tree.Expression], positions: list[object]
    ) -> None:
        """Null for a parameter that attribute nonnull names (all pointers where it names none)."""
        assert isinstance(callee, tree.FunctionReference)
        type_ = callee.function.type
        parameters: tuple[CType, ...] = type_.parameters  # type: ignore[attr-defined]
        for number, argument in enumerate(arguments, 1):
            if positions and number not in positions:
                continue
            if not positions and not (number <= len(parameters) and parameters[number - 1].is_pointer):
                continue
            if isinstance(argument, tree.IntegerConstant) and not argument.value:
                if self.conversions.inhibit:
                    return
                text = f"argument {number} null where non-null expected"
                before = len(self.diagnostics.list)
                self.diagnostics.warning(text, node.arguments[number - 1].token.location, "nonnull")
                if len(self.diagnostics.list) > before:
                    note = f"in a call to function '{callee.function.name}' declared 'nonnull'"
                    self.diagnostics.note(note, callee.function.token.location)
