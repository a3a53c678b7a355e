"""What ``#pragma GCC diagnostic`` says, and where.

A translation unit is a walk through files.  For each file the history keeps from which line on which overrides are in
force, so that a warning issued late still asks for the state at its own place.  A file that pragmas do not touch has
no entry.  Within a macro's expansion, where all tokens have the macro's place, lines of their own tell them apart.
"""

from __future__ import annotations

import bisect
import re
from typing import Final, final

from ccore.diagnostics.groups import UnknownWarning, implied, read, spelled
from ccore.diagnostics.spelling import suggestion
from ccore.source import Line, Location, SourceFile

_KINDS: Final = ("error", "warning", "ignored", "push", "pop", "ignored_attributes")
_WORDS: Final = re.compile(r'\s*GCC\s+diagnostic\b\s*(\S*)\s*("(?:[^"\\]|\\.)*"|\S*)')


@final
class PragmaHistory:
    """``active``: whether there is any such pragma; ``enabled``: the groups that one turns on, with their level."""

    def __init__(self) -> None:
        self.active = False
        self.enabled: dict[str, int] = {}
        self._current: dict[str, str] = {}
        self._stack: list[dict[str, str]] = []
        self._named: set[str] = set()
        self._numbers: dict[SourceFile, list[int]] = {}
        self._states: dict[SourceFile, list[dict[str, str]]] = {}
        self._lines: dict[Line, dict[str, str]] = {}

    def apply(self, text: str, location: Location) -> tuple[str, str]:
        """Follow ``GCC diagnostic ...``: what is wrong with it, and a hint ("" for nothing)."""
        match = _WORDS.match(text)
        word, argument = (match[1], match[2]) if match else ("", "")
        if not word:
            listed = ", ".join(f"'{kind}'" for kind in _KINDS[:-1])
            return f"missing {listed}, or 'ignored_attributes' after '#pragma GCC diagnostic'", ""
        if word not in _KINDS:
            return f"expected {', '.join(repr(kind) for kind in _KINDS)} after '#pragma GCC diagnostic'", ""
        if word == "push":
            self._stack.append(self._current)
        elif word == "pop":
            self._change(location, self._stack.pop() if self._stack else {})
        elif word != "ignored_attributes":
            if not argument.startswith('"'):
                return "missing option after '#pragma GCC diagnostic' kind", ""
            return self._set(word, argument[1:-1], location)
        return "", ""

    def _set(self, kind: str, name: str, location: Location) -> tuple[str, str]:
        try:
            if not name.startswith("-W") or name.startswith("-Wno-"):
                raise UnknownWarning
            group, level = read(name[2:])
        except UnknownWarning:
            near = suggestion(name.removeprefix("-W"), spelled()) if name.startswith("-W") else ""
            hint = f"did you mean '-W{near}'?" if near else ""
            return "unknown option after '#pragma GCC diagnostic' kind", hint
        state = dict(self._current)
        state[group] = kind
        self._named.add(group)
        if kind != "ignored":
            self.enabled[group] = max(level, 1)
            for child, on in implied(group, level):
                if child not in self._named:
                    state[child] = kind
                    self.enabled[child] = on
        self._change(location, state)
        return "", ""

    def _change(self, location: Location, state: dict[str, str]) -> None:
        self._current = state
        self.active = True
        self.reach(location.line.file, location.line.number)

    def reach(self, file: SourceFile, number: int) -> None:
        """The walk goes on in a file, from a line on: after a pragma, an #include or its end."""
        numbers = self._numbers.setdefault(file, [])
        states = self._states.setdefault(file, [])
        while numbers and numbers[-1] >= number:  # read again: the last reading counts
            numbers.pop()
            states.pop()
        numbers.append(number)
        states.append(self._current)

    def mark(self, line: Line) -> Line:
        """A line like the one given, of which the current state holds: for tokens after a pragma in an expansion."""
        made = line.again()
        self._lines[made] = self._current
        return made

    def at(self, location: Location, group: str) -> str:
        """What pragmas make of a group at a place: "ignored", "warning", "error", or "" where they say nothing."""
        line = location.line
        state = self._lines.get(line)
        if state is None:
            numbers = self._numbers.get(line.file)
            if not numbers:
                return ""
            place = bisect.bisect_right(numbers, line.number)
            if not place:
                return ""
            state = self._states[line.file][place - 1]
        return state.get(group, "")
