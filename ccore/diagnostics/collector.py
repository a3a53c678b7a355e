"""Messages, and the collector of one translation unit's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn

from ccore.diagnostics.groups import Settings, option, resolve
from ccore.source import Location


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message.  ``severity`` is "error", "fatal error", "warning" or "note"; ``group`` is the
    warning's option without "-W" ("" where it has none); ``promoted``: a warning that -Werror made an error."""

    severity: str
    message: str
    location: Location | None = None
    group: str = ""
    promoted: bool = False

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
        """The column, from 1; 0 for a message about no place."""
        return self.location.column if self.location else 0

    def render(self, program: str = "ccore") -> str:
        """GCC's text form: ``file:line:column: severity: message [-Wgroup]``, the line and a caret."""
        place = str(self.location) if self.location else program
        suffix = ""
        if self.group:
            suffix = f" [-W{'error=' if self.promoted else ''}{option(self.group)}]"
        elif self.promoted:
            suffix = " [-Werror]"
        head = f"{place}: {self.severity}: {self.message}{suffix}"
        if self.location is None:
            return head
        line = self.location.line
        text = line.file.line_text(line.number)
        column = self.location.column
        if not text or column > len(text) + 1:
            return head
        if len(text) > 200:  # a generated line of megabytes: show the neighbourhood of the caret
            start = max(0, column - 80)
            text, column = text[start : start + 160], column - start
        blank = "".join("\t" if c == "\t" else " " for c in text[: column - 1])
        shown = "".join(c if c.isprintable() or c == "\t" else "?" for c in text)
        return f"{head}\n{line.presumed_number:5d} | {shown}\n      | {blank}^"


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


@dataclass(slots=True)
class Diagnostics:
    """The collector that every phase of one compilation reports to.

    ``settings``: which warnings are on, as ``groups.resolve`` made it of -W options.  ``error_limit`` 0:
    none.
    """

    settings: Settings = field(default_factory=lambda: resolve(()))
    warnings_as_errors: bool = False
    no_warnings: bool = False
    list: list[Diagnostic] = field(default_factory=list)
    error_limit: int = 50
    errors: int = 0
    pedantic_errors: bool = False

    def enabled(self, group: str) -> bool:
        """Whether any warning of a group could be shown: what finds out about it may be skipped if not."""
        return not self.no_warnings and self.settings.levels.get(group, 1) > 0

    def level(self, group: str) -> int:
        """The level of a group, as in -Wformat=2 (0: off, 1: on); of -Wlarger-than= and such the limit in bytes."""
        return 0 if self.no_warnings else self.settings.levels.get(group, 1)

    def error(self, message: str, location: Location | None = None) -> None:
        """Report an error and go on (the caller recovers)."""
        self.list.append(Diagnostic("error", message, location))
        self.errors += 1
        if self.error_limit and self.errors >= self.error_limit:
            self.fatal(f"too many errors ({self.errors}); stopping", None)

    def fatal(self, message: str, location: Location | None = None) -> NoReturn:
        """Report an error after which nothing sensible can follow, and raise ``CompileError``."""
        self.list.append(Diagnostic("fatal error", message, location))
        self.errors += 1
        raise CompileError(self.list)

    def warning(self, message: str, location: Location | None, group: str = "", default: bool = True) -> None:
        """Report a warning of a group (a row of ``ccore.diagnostics.groups``; "": always on), if it is on."""
        if self.no_warnings or (location is not None and location.line.system):
            return
        settings = self.settings
        if group and settings.levels.get(group, 1) <= 0:
            return
        kind = settings.kinds.get(group)
        as_error = kind == "error" or (self.warnings_as_errors and kind != "warning")
        self.list.append(Diagnostic("error" if as_error else "warning", message, location, group, as_error))
        if as_error:
            self.errors += 1

    def pedwarn(self, message: str, location: Location | None, group: str = "") -> None:
        """A broken constraint of the standard that GCC answers with a warning, and with -pedantic-errors an error."""
        if not self.pedantic_errors or self.settings.kinds.get(group):
            self.warning(message, location, group)
        elif not self.no_warnings and not (location is not None and location.line.system):
            if not group or self.settings.levels.get(group, 1) > 0:
                self.list.append(Diagnostic("error", message, location, group))
                self.errors += 1

    def note(self, message: str, location: Location | None) -> None:
        """More about the message before it; dropped where that one was."""
        if self.list:
            self.list.append(Diagnostic("note", message, location))

    def check(self) -> None:
        """Raise ``CompileError`` if an error was reported."""
        if self.errors:
            raise CompileError(self.list)
