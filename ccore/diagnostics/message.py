"""A message: what is wrong, where, how bad, and how to mend it; and the exceptions that carry messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

from ccore.diagnostics.groups import option
from ccore.source import Location

TAB: Final = 8
"""Columns from one tab stop to the next."""


def display_column(location: Location, tab: int = TAB) -> int:
    """The column on a screen, from 1: tabs reach to the next tab stop."""
    column = location.column
    before = location.line.file.line_text(location.line.number)[: column - 1]
    return column + len(before.expandtabs(tab)) - len(before) if "\t" in before else column


@final
@dataclass(frozen=True, slots=True)
class FixIt:
    """A change to one source line that would mend it: ``length`` characters from a place on become ``text``."""

    location: Location
    length: int
    text: str


@final
@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message.

    ``severity``: "error", "fatal error", "warning" or "note".  ``group``: the warning's option without "-W" ("" where
    it has none); ``promoted``: a warning that -Werror made an error.  ``ranges``: other places to underline, with their
    lengths in characters.
    """

    severity: str
    message: str
    location: Location | None = None
    group: str = ""
    promoted: bool = False
    fixits: tuple[FixIt, ...] = ()
    ranges: tuple[tuple[Location, int], ...] = ()

    @property
    def file(self) -> str:
        """The file's name as #line has it; "" for a message about no place."""
        return self.location.line.presumed_path if self.location else ""

    @property
    def line(self) -> int:
        """The line's number, from 1; 0 for a message about no place."""
        return self.location.line.presumed_number if self.location else 0

    @property
    def column(self) -> int:
        """The column, from 1, in characters; 0 for a message about no place."""
        return self.location.column if self.location else 0

    @property
    def option(self) -> str:
        """The option that governs it, as shown in brackets: "-Wunused-label", "-Werror=vla"; "" for none."""
        if self.group:
            return f"-W{'error=' if self.promoted else ''}{option(self.group)}"
        return "-Werror" if self.promoted else ""

    def render(self) -> str:
        """The message in one line, as GCC has it: ``file:line:column: severity: message [-Wgroup]``."""
        place = f"{self.file}:{self.line}:{display_column(self.location)}" if self.location else "ccore"
        return f"{place}: {self.severity}: {self.message}" + (f" [{self.option}]" if self.option else "")


class CompileError(Exception):
    """The source is not valid C, or a limit was met.  ``diagnostics`` holds every message so far."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        errors = [d for d in diagnostics if "error" in d.severity]
        super().__init__("\n".join(d.render() for d in errors) or "compilation failed")
        self.diagnostics = diagnostics


class InternalError(Exception):
    """A fault of ccore's own, with the phase and (where known) the function it was working on."""

    def __init__(self, phase: str, function: str, message: str) -> None:
        super().__init__(f"in {phase}" + (f", function '{function}'" if function else "") + f": {message}")
        self.phase = phase
        self.function = function
