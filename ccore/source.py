"""Source files, places in them, and preprocessing tokens.

A file is read and cut into tokens once per content; every translation unit that includes it shares the
same ``Token`` objects.  So all three classes here are immutable by convention: nothing may write to a
token, a line or a file after it was made.
"""

from __future__ import annotations

from typing import Final, NamedTuple, final

# Kinds of preprocessing tokens (C17 6.4).
IDENTIFIER: Final = 1
NUMBER: Final = 2  # pp-number (C17 6.4.8): integers, floating constants, and much else
CHARACTER: Final = 3  # character constant, its prefix included: L'a'
STRING: Final = 4  # string literal, its prefix included: u8"a"
PUNCTUATOR: Final = 5
OTHER: Final = 6  # a character that is no token by itself, such as @ or a lone quote
PLACEMARKER: Final = 7  # only inside macro expansion (C17 6.10.3.3)
PRAGMA: Final = 8  # a whole pragma line, its text without "#pragma"; may appear between any two tokens
END: Final = 9  # end of input
DIRECTIVE: Final = 10  # a directive that -dD and its like keep, its text without "#"; for output alone


@final
class SourceFile:
    """One file's content.  ``path`` is the name under which diagnostics speak of it."""

    __slots__ = ("path", "text", "_lines")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._lines: list[str] | None = None

    def line_text(self, number: int) -> str:
        """The physical line with that 1-based number, without its newline ('' where there is none)."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r})"


@final
class Line:
    """The place of one logical line: its file, and the number of its first physical line.

    ``presumed_path`` and ``presumed_number`` differ from the real ones only after ``#line``
    (C17 6.10.4); diagnostics and ``__LINE__`` use the presumed ones, carets the real ones.
    ``system`` is true for a header found in a system directory (warnings in it are not shown), and for
    what the macros of one make elsewhere.  ``call``: the line of the macro's call, for what such a macro
    makes, and for arguments that stand on later lines than the macro's name.
    """

    __slots__ = ("file", "number", "presumed_path", "presumed_number", "system", "call")

    def __init__(
        self,
        file: SourceFile,
        number: int,
        presumed_path: str | None = None,
        presumed_number: int | None = None,
        system: bool = False,
        call: Line | None = None,
    ) -> None:
        self.file = file
        self.number = number
        self.presumed_path = file.path if presumed_path is None else presumed_path
        self.presumed_number = number if presumed_number is None else presumed_number
        self.system = system
        self.call = call

    def again(self, system: bool = False, call: Line | None = None) -> Line:
        """Another line of the same place; what is given is added."""
        path, number = self.presumed_path, self.presumed_number
        return Line(self.file, self.number, path, number, self.system or system, call or self.call)

    def __repr__(self) -> str:
        return f"{self.presumed_path}:{self.presumed_number}"


@final
class Token:
    """A preprocessing token.

    ``space``: white space (or a line start) stood before it.  ``line`` and ``column`` (1-based): its
    place; for a token that a macro's expansion made, the place of the macro's name in the source, so
    that diagnostics and line tables point where the user wrote the call.
    ``no_expand``: an identifier that met its own macro's expansion and is never again replaced
    (C17 6.10.3.4p2).
    """

    __slots__ = ("kind", "text", "space", "line", "column", "no_expand")

    def __init__(
        self, kind: int, text: str, space: bool, line: Line, column: int, no_expand: bool = False
    ) -> None:
        self.kind = kind
        self.text = text
        self.space = space
        self.line = line
        self.column = column
        self.no_expand = no_expand

    @property
    def location(self) -> Location:
        return Location(self.line, self.column)

    def called(self) -> Token:
        """The token where the system header's macro that it is from was called; else itself."""
        line = self.line
        if line.call is None or not line.system:
            return self
        return Token(self.kind, self.text, self.space, line.call, self.column, self.no_expand)

    def __repr__(self) -> str:
        return f"Token({self.kind}, {self.text!r}, {self.line!r}:{self.column})"


class Location:
    """A place in the source: what diagnostics and debug information point at."""

    __slots__ = ("line", "column")

    def __init__(self, line: Line, column: int) -> None:
        self.line = line
        self.column = column

    @property
    def called_line(self) -> Line:
        """The line of the call of the macro that the place is in, as ``__LINE__`` and debug information have it."""
        return self.line.call or self.line

    @property
    def call(self) -> Location:
        """The call of the system header's macro that the place is in; else the place itself."""
        line = self.line
        return Location(line.call, self.column) if line.call is not None and line.system else self

    def __str__(self) -> str:
        return f"{self.line.presumed_path}:{self.line.presumed_number}:{self.column}"

    __repr__ = __str__


@final
class Event(NamedTuple):
    """What one directive did.  ``kind``: "define" (``text``: the name with its parameters, ``body``: the replacement
    list), "undef" (the name), "include" (the directive), "enter" (a file was entered: its path) or "leave".

    ``line``: of the directive; None where the compiler itself includes a file.  ``position``: how many tokens were
    put out before it.
    """

    kind: str
    line: Line | None
    text: str
    body: str
    position: int
