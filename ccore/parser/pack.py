"""``#pragma pack`` and ``#pragma scalar_storage_order`` (GCC manual, "Structure-Layout Pragmas")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_WORDS = re.compile(r"\w+|\S")


@dataclass(frozen=True, slots=True)
class PackState:
    """The alignment limit in force (bytes, 0: none) and the stack of ``push`` entries: (identifier, limit); and the
    storage order: "big-endian", "little-endian", "": the default."""

    limit: int = 0
    stack: tuple[tuple[str, int], ...] = ()
    order: str = ""

    def after(self, pragma: str) -> PackState:
        """The state after a pragma, given by its text; the same object where it says nothing of layout."""
        words = _WORDS.findall(pragma)
        if words[:1] == ["scalar_storage_order"]:
            order = "".join(words[1:])
            known = order in ("big-endian", "little-endian", "default")
            return replace(self, order="" if order == "default" else order) if known else self
        if words[:2] != ["pack", "("] or words[-1] != ")":
            return self
        arguments = [word for word in words[2:-1] if word != ","]
        limit, stack = self.limit, self.stack
        if arguments[:1] == ["push"]:
            name = ""
            for argument in arguments[1:]:
                if argument[0].isdigit():
                    limit = int(argument, 0)
                else:
                    name = argument
            return replace(self, limit=limit, stack=(*stack, (name, self.limit)))
        if arguments[:1] == ["pop"]:
            names = [argument for argument in arguments[1:] if not argument[0].isdigit()]
            if names:
                if all(name != names[0] for name, _ in stack):
                    return self
                while stack[-1][0] != names[0]:
                    stack = stack[:-1]
            if not stack:
                return self
            limit, stack = stack[-1][1], stack[:-1]
            for argument in arguments[1:]:
                if argument[0].isdigit():
                    limit = int(argument, 0)
            return replace(self, limit=limit, stack=stack)
        if not arguments:
            return replace(self, limit=0)
        if arguments[0].isdigit():
            return replace(self, limit=int(arguments[0], 0))
        return self
