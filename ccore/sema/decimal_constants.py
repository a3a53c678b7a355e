"""``#pragma STDC FLOAT_CONST_DECIMAL64`` (ISO/IEC TR 24732:2009, 7.1): constants without a suffix are of _Decimal64."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ccore.ast import nodes

if TYPE_CHECKING:
    from ccore.diagnostics import Diagnostics
    from ccore.sema.context import Scope
    from ccore.sema.filescope import FileScope
    from ccore.source import Token

PREFIX: Final = "STDC FLOAT_CONST_DECIMAL64"
_STATES: Final = {"ON": True, "OFF": False, "DEFAULT": False}


class DecimalConstants:
    """Where the pragma is in force; empty in a unit without it.

    ``items``: at file scope, the number of its item and what it says, in order; ``blocks``: by a block's scope."""

    __slots__ = ("items", "blocks", "file")

    def __init__(self) -> None:
        self.items: list[tuple[int, bool]] = []
        self.blocks: dict[Scope, bool] = {}
        self.file: FileScope | None = None

    def in_force(self, scope: Scope | None) -> bool:
        """For a constant in the scope and the item that are being analysed."""
        while scope is not None and self.blocks:
            if scope in self.blocks:
                return self.blocks[scope]
            scope = scope.parent
        if self.file is None:
            return False
        place = bisect.bisect(self.items, self.file.current, key=lambda item: item[0])
        return bool(place) and self.items[place - 1][1]

    def find(self, file: FileScope) -> None:
        """Take the pragmas at file scope, in order, before the unit is analysed."""
        for number in file.unit.pragmas:
            words = file.unit.items[number].tokens[0].text.split()
            if words[:2] == PREFIX.split() and len(words) == 3 and words[2] in _STATES:
                self.items.append((number, _STATES[words[2]]))
                self.file = file

    def open_block(self, items: Sequence[nodes.Node], scope: Scope, diagnostics: Diagnostics) -> None:
        """Take the pragmas that a block begins with."""
        for item in items:
            if type(item) is not nodes.Pragma:
                break
            if item.text.startswith(PREFIX):
                state = check(diagnostics, item.token)
                item.text = ""  # seen to
                if state is not None:
                    self.blocks[scope] = state


def check(diagnostics: Diagnostics, token: Token) -> bool | None:
    """Report what is wrong with the pragma; what it says."""
    location = token.location
    diagnostics.pedwarn(f"ISO C does not support '#pragma {PREFIX}'", location, "pedantic")
    words = token.text.split()[2:]
    if not words or words[0] not in _STATES:
        diagnostics.warning(f"malformed '#pragma {PREFIX}', ignored", location, "pragmas")
        return None
    if len(words) > 1:
        diagnostics.warning(f"junk at end of '#pragma {PREFIX}'", location, "pragmas")
        return None
    return _STATES[words[0]]


def misplaced(diagnostics: Diagnostics, token: Token) -> None:
    """Report a pragma that does not come first in its block."""
    diagnostics.pedwarn(f"ISO C does not support '#pragma {PREFIX}'", token.location, "pedantic")
    diagnostics.warning(f"invalid location for 'pragma {PREFIX}', ignored", token.location, "pragmas")
