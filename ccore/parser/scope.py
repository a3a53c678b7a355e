"""Which names are typedef names at a point of the source: all that C's grammar has to know of scopes (6.2.1).

File-scope typedefs come from the item index, with the number of the item that declares them; names declared
within the item under way are kept in one dictionary with an undo log, so that leaving a scope costs as much
as it declared.
"""

from __future__ import annotations

from typing import Final, final

NEVER: Final = 1 << 60


@final
class Scope:
    """The typedef names and the names that hide them.

    ``file``: name -> number of the item that made it a typedef; ``number``: the item under way.
    ``local``: name -> whether it is a typedef, for what was declared since the item began.
    """

    __slots__ = ("file", "number", "local", "_log", "_marks")

    def __init__(self, file: dict[str, int], number: int) -> None:
        self.file = file
        self.number = number
        self.local: dict[str, bool] = {}
        self._log: list[tuple[str, bool | None]] = []
        self._marks: list[int] = []

    def is_typedef(self, name: str) -> bool:
        known = self.local.get(name)
        if known is None:
            return self.file.get(name, NEVER) < self.number
        return known

    def declare(self, name: str, typedef: bool) -> None:
        """Declare a name in the innermost scope."""
        known = self.local.get(name)
        if known is not typedef:
            self._log.append((name, known))
            self.local[name] = typedef

    def push(self) -> None:
        """Enter a scope."""
        self._marks.append(len(self._log))

    def pop(self) -> None:
        """Leave the innermost scope."""
        self.undo(self._marks.pop())

    def merge(self) -> None:
        """Leave what is no scope in the dialect: what it declared belongs to the one around it."""
        self._marks.pop()

    def position(self) -> int:
        """A point to which ``undo`` can go back."""
        return len(self._log)

    def undo(self, position: int) -> None:
        """Forget what was declared since ``position``."""
        log, local = self._log, self.local
        while len(log) > position:
            name, known = log.pop()
            if known is None:
                del local[name]
            else:
                local[name] = known

    def position_before(self, name: str | None) -> int:
        """The point before the declaration of ``name``, if that was the last thing logged."""
        log = self._log
        if name is not None and log and log[-1][0] == name:
            return len(log) - 1
        return len(log)
