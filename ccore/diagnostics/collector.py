"""The collector of one translation unit's messages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Final, NoReturn

from ccore.diagnostics.groups import Settings, resolve
from ccore.diagnostics.message import CompileError, Diagnostic, FixIt
from ccore.diagnostics.pragmas import PragmaHistory
from ccore.source import Line, Location, SourceFile

Ranges = Sequence[tuple[Location, int]]
_LEVELS = {"ignored": 0, "warning": 1, "error": 1}


_EXTENSIONS: Final = frozenset(
    {
        "pedantic", "pointer-arith", "traditional", "long-long", "overlength-strings", "c90-c99-compat",
        "c99-c11-compat", "c11-c2x-compat", "c++-compat",
    }
)  # fmt: skip
"""The groups that ``__extension__`` turns off."""

_COMPATIBILITY: Final = {1999: "c90-c99-compat", 2011: "c99-c11-compat", 2020: "c11-c2x-compat"}


@dataclass(slots=True)
class Diagnostics:
    """The collector that every phase of one compilation reports to.

    ``settings``: which warnings are on, as ``groups.resolve`` made it of -W options.  ``error_limit`` 0: none.
    ``includers``: the line of the #include that last led to each header; ``function_at``: the name of the function
    around a place, or "" (None before the functions are known).  ``pragmas``: what #pragma GCC diagnostic said.
    """

    settings: Settings = field(default_factory=lambda: resolve(()))
    warnings_as_errors: bool = False
    no_warnings: bool = False
    list: list[Diagnostic] = field(default_factory=list)
    error_limit: int = 0
    errors: int = 0
    pedantic_errors: bool = False
    fatal_errors: bool = False
    includers: dict[SourceFile, Line] = field(default_factory=dict)
    function_at: Callable[[Location], str] | None = None
    ending: str = ""  # the last line, where something stopped the compilation
    macros: Collection[str] = ()  # the names of the macros, for suggestions
    pragmas: PragmaHistory = field(default_factory=PragmaHistory)
    _dropped: bool = False  # whether the last message was not shown: then its notes are not either
    year: int = 2017  # of the standard in force
    extension: int = 0  # > 0 inside of what follows __extension__: no pedantry

    def enabled(self, group: str) -> bool:
        """Whether any warning of a group could be shown: what finds out about it may be skipped if not."""
        if self.no_warnings:
            return False
        return self.settings.levels.get(group, 1) > 0 or group in self.pragmas.enabled

    def level(self, group: str) -> int:
        """The level of a group, as in -Wformat=2 (0: off, 1: on); of -Wlarger-than= and such the limit in bytes."""
        if self.no_warnings:
            return 0
        level = self.settings.levels.get(group, 1)
        return max(level, self.pragmas.enabled[group]) if group in self.pragmas.enabled else level

    def error(
        self, message: str, location: Location | None = None, fixits: Sequence[FixIt] = (), ranges: Ranges = ()
    ) -> None:
        """Report an error and go on (the caller recovers).  ``fixits``, ``ranges``: see ``Diagnostic``."""
        self._add(Diagnostic("error", message, location, "", False, tuple(fixits), tuple(ranges)))

    def fatal(self, message: str, location: Location | None = None) -> NoReturn:
        """Report an error after which nothing sensible can follow, and raise ``CompileError``."""
        self.list.append(Diagnostic("fatal error", message, location))
        self.errors += 1
        self.ending = "compilation terminated."
        raise CompileError(self.list)

    def warning(
        self,
        message: str,
        location: Location | None,
        group: str = "",
        default: bool = True,
        fixits: Sequence[FixIt] = (),
        ranges: Ranges = (),
    ) -> bool:
        """Report a warning of a group (a row of ``ccore.diagnostics.groups``; "": always on), if it is on there.

        Whether it was shown; if not, notes that follow are not either.
        """
        kind = self._kind(location, group)
        if not kind:
            self._dropped = True
            return False
        self._add(Diagnostic(kind, message, location, group, kind == "error", tuple(fixits), tuple(ranges)))
        return True

    def pedwarn(
        self,
        message: str,
        location: Location | None,
        group: str = "",
        fixits: Sequence[FixIt] = (),
        ranges: Ranges = (),
    ) -> bool:
        """A broken constraint of the standard that GCC answers with a warning, and with -pedantic-errors an error.

        Whether it was shown.
        """
        if self.extension and group in _EXTENSIONS:
            self._dropped = True
            return False
        kind = self._kind(location, group)
        if kind != "warning" or not self.pedantic_errors or self._said(location, group):
            return self.warning(message, location, group, True, fixits, ranges)
        self._add(Diagnostic("error", message, location, group, False, tuple(fixits), tuple(ranges)))
        return True

    def _said(self, location: Location | None, group: str) -> bool:
        """Whether an option or a pragma says by name what a group's messages are."""
        if group in self.settings.kinds:
            return True
        return bool(self.pragmas.active and location is not None and self.pragmas.at(location, group))

    def _kind(self, location: Location | None, group: str) -> str:
        """What a warning of a group is at a place: "error", "warning", or "" for nothing."""
        if self.no_warnings:
            return ""
        settings = self.settings
        if location is not None:
            if location.line.system and not settings.levels["system-headers"]:
                return ""
            if group and self.pragmas.active:
                said = self.pragmas.at(location, group)
                if said:
                    return "" if said == "ignored" else said
        if group and settings.levels.get(group, 1) <= 0:
            return ""
        kind = settings.kinds.get(group)
        return "error" if kind == "error" or (self.warnings_as_errors and kind != "warning") else "warning"

    @property
    def pedantic(self) -> bool:
        """Whether what ISO C forbids and GNU C allows is reported: -Wpedantic, outside of ``__extension__``."""
        return not self.extension and self.enabled("pedantic")

    def since(self, year: int, message: str, location: Location | None, group: str = "pedantic") -> None:
        """Something that C has since the standard of that year: pedantry of the group in an older dialect, a warning
        in any where -Wc90-c99-compat and its like ask for that."""
        compatibility = _COMPATIBILITY[year]
        old = self.year < year
        level = self.settings.levels.get(compatibility, -1)
        if level > 0 and not self.extension:
            if old and self.enabled("pedantic"):
                self.pedwarn(message, location, compatibility)
            else:
                self.warning(message, location, compatibility)
        elif old and level < 0:
            self.pedwarn(message, location, group)

    def _add(self, diagnostic: Diagnostic) -> None:
        if self.error_limit and self.errors >= self.error_limit:
            self.ending = f"compilation terminated due to -fmax-errors={self.error_limit}."
            raise CompileError(self.list)
        self._dropped = False
        self.list.append(diagnostic)
        if diagnostic.severity == "warning":
            return
        self.errors += 1
        if self.fatal_errors:
            self.ending = "compilation terminated due to -Wfatal-errors."
            raise CompileError(self.list)

    def note(self, message: str, location: Location | None, fixits: Sequence[FixIt] = ()) -> None:
        """More about the message before it; dropped where that one was."""
        if self.list and not self._dropped:
            self.list.append(Diagnostic("note", message, location, "", False, tuple(fixits)))

    def drop(self) -> None:
        """A message was not worth reporting: nor are the notes that follow."""
        self._dropped = True

    def remark(self, message: str, location: Location | None) -> None:
        """A note of its own."""
        self._dropped = False
        self.list.append(Diagnostic("note", message, location))

    def ordered(self) -> Sequence[Diagnostic]:
        """The messages in the order of their places in the translation unit, each with its notes; others last.

        They came in the order in which what they are about was reached, which for headers is on demand.
        """
        paths: dict[SourceFile, tuple[int, ...]] = {}
        keyed: list[tuple[tuple[float, ...], Diagnostic]] = []
        key: tuple[float, ...] = ()
        for diagnostic in self.list:
            if diagnostic.severity != "note" or not keyed:
                location = diagnostic.location
                key = (float("inf"),)
                if location is not None:
                    file = location.line.file
                    if file not in paths:
                        paths[file] = self._path(file)
                    key = (*paths[file], location.line.number)
            keyed.append((key, diagnostic))
        keyed.sort(key=lambda pair: pair[0])
        return [diagnostic for _, diagnostic in keyed]

    def _path(self, file: SourceFile) -> tuple[int, ...]:
        """Where the #include directives stand that lead to a file: line, column, line, column, ..."""
        path: list[int] = []
        seen = {file}
        while (line := self.includers.get(file)) is not None:
            path[:0] = (line.number, 0)
            file = line.file
            if file in seen:  # it includes itself
                break
            seen.add(file)
        return tuple(path)

    def check(self) -> None:
        """Raise ``CompileError`` if an error was reported."""
        if self.errors:
            raise CompileError(self.list)
