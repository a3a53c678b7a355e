"""Messages as text, in GCC's form: context lines, place, severity, message, the source line, carets and fix-its.

    In file included from main.c:1:
    head.h: In function 'f':
    head.h:3:9: error: expected ';' before '}' token
        3 |   return 1
          |           ^
          |           ;
        4 | }
          | ~
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import Final, final

from ccore.diagnostics.message import Diagnostic, FixIt, display_column
from ccore.diagnostics.style import Style
from ccore.source import Line, Location, SourceFile

_TOKEN: Final = re.compile(
    r"""(?:u8|[uUL])?"(?:[^"\\]|\\.)*"|(?:u8|[uUL])?'(?:[^'\\]|\\.)*'|\.?\d(?:[eEpP][+-]|[\w.])*|\w+"""
    r"""|<<=|>>=|\.\.\.|->|\+\+|--|<<|>>|[<>=!+\-*/%&|^]=|&&|\|\||##|."""
)
_QUOTED: Final = re.compile(r"(?<!\w)'([^'\n]+|'|\\'')'(?!\w)")
_COLOURS: Final = {
    "error": "01;31", "warning": "01;35", "note": "01;36", "range1": "32", "range2": "34", "locus": "01",
    "quote": "01", "fixit-insert": "32", "fixit-delete": "31",
}  # fmt: skip
_LONGEST_LINE: Final = 1000  # of a longer one (generated text) the neighbourhood of the caret is shown


def colours() -> dict[str, str]:
    """GCC's colours, as the environment's GCC_COLORS changes them; empty where it is set and empty."""
    setting = os.environ.get("GCC_COLORS")
    if setting is None:
        return _COLOURS
    if not setting:
        return {}
    result = dict(_COLOURS)
    for part in setting.split(":"):
        name, _, value = part.partition("=")
        if re.fullmatch(r"[\d;]*", value):
            result[name] = value
    return result


@final
class TextPrinter:
    """Shows the messages of one translation unit; remembers which context lines it wrote.

    ``includers``: where each header was included; ``function_at``: the name of the function around a place, or "".
    """

    def __init__(
        self,
        style: Style | None = None,
        color: bool = False,
        includers: dict[SourceFile, Line] | None = None,
        function_at: Callable[[Location], str] | None = None,
        program: str = "ccore",
    ) -> None:
        self.style = style or Style()
        self.program = program
        self._colours = colours() if color else {}
        self._includers = includers or {}
        self._function_at = function_at
        self._seen: set[SourceFile] = set()
        self._function = ""
        self._last: tuple[SourceFile, int, int] | None = None  # whose source line is shown already

    def lines(self, diagnostics: Iterable[Diagnostic]) -> Iterable[str]:
        """Every line of text for the messages."""
        for diagnostic in diagnostics:
            yield from self.context(diagnostic)
            yield self.render(diagnostic)

    def context(self, diagnostic: Diagnostic) -> Iterable[str]:
        """The lines "In file included from" and "In function" that go before a message, where they changed."""
        location = diagnostic.location
        if location is None:
            return
        file = location.line.file
        first = True
        while file not in self._seen and file in self._includers:
            self._seen.add(file)
            line = self._includers[file]
            yield self._included(line, first)
            first = False
            file = line.file
        if self._function_at is not None and diagnostic.severity != "note":
            name = self._function_at(location)
            if name != self._function:
                self._function = name
                place = self._paint("locus", location.line.presumed_path + ":")
                where = f"In function '{self._paint('quote', name)}'" if name else "At top level"
                yield f"{place} {where}:"

    def _included(self, line: Line, first: bool) -> str:
        place = self._paint("locus", f"{line.presumed_path}:{line.presumed_number}")
        more = line.file not in self._seen and line.file in self._includers
        return f"{'In file included from' if first else ' ' * 17 + 'from'} {place}{',' if more else ':'}"

    def _paint(self, name: str, text: str) -> str:
        code = self._colours.get(name)
        return f"\33[{code}m\33[K{text}\33[m\33[K" if code and text else text

    def place(self, location: Location) -> str:
        """``file:line:column``, as messages have it."""
        line, style = location.line, self.style
        place = f"{line.presumed_path}:{line.presumed_number}"
        if not style.columns or not location.column:
            return place
        if style.byte_columns:
            text = line.file.line_text(line.number)
            column = len(text[: location.column - 1].encode("utf-8", "surrogateescape")) + 1
            column += max(location.column - 1 - len(text), 0)
        else:
            column = display_column(location, style.tab)
        return f"{place}:{column - 1 + style.origin}"

    def render(self, diagnostic: Diagnostic) -> str:
        """The message itself, with the source and the fix-its below."""
        style, location = self.style, diagnostic.location
        kind = diagnostic.severity.split()[-1]
        suffix = ""
        if style.option and diagnostic.option:
            suffix = f" [{self._paint(kind, diagnostic.option)}]"
        message = diagnostic.message
        if style.width and location is not None:
            message = self._wrapped(message, len(self.place(location)) + len(diagnostic.severity) + 4)
        if "quote" in self._colours:
            message = _QUOTED.sub(lambda m: f"'{self._paint('quote', m[1])}'", message)
        head = self._paint("locus", (self.place(location) if location else self.program) + ":")
        result = f"{head} {self._paint(kind, diagnostic.severity + ': ')}{message}{suffix}"
        if location is None:
            return result
        place = location.line.file, location.line.number, location.column
        if style.caret and location.column and (place != self._last or diagnostic.fixits):
            self._last = place
            result += "".join(["\n" + line for line in self._source(diagnostic, location, kind)])
        if style.parseable_fixits:
            result += "".join(["\n" + _parseable(fixit) for fixit in diagnostic.fixits])
        return result

    def _wrapped(self, message: str, head: int) -> str:
        words, lines, room = message.split(" "), [""], max(self.style.width - head, 1)
        for word in words:
            if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
                lines.append("")
                room = self.style.width
            lines[-1] += (" " if lines[-1] else "") + word
        return "\n".join(lines)

    def _source(self, diagnostic: Diagnostic, location: Location, kind: str) -> Iterable[str]:
        """The source lines that the message is about, each with its annotations."""
        file = location.line.file
        places = [(location, token_length(location))]
        places += [(place, length) for place, length in diagnostic.ranges if place.line.file is file]
        first = location.line.number
        shift = location.line.presumed_number - first
        numbers = sorted({place.line.number for place, _ in places})
        if not file.line_text(first) or location.column > len(file.line_text(first)) + 1:
            return
        width = max(5, len(str(numbers[-1] + shift)))
        blank = " " * width + " | " if self.style.line_numbers else " "
        previous = 0
        for number in numbers:
            if previous and number > previous + 2:
                yield "." * (width + 1) if self.style.line_numbers else file.path + ":" + str(number + shift)
            elif previous and number == previous + 2:
                between = file.line_text(previous + 1).expandtabs(self.style.tab)
                yield self._gutter(previous + 1 + shift, width) + between
            previous = number
            text = file.line_text(number)
            here = [(p.column, n) for p, n in places[1:] if p.line.number == number]
            fixits = [fixit for fixit in diagnostic.fixits if fixit.location.line.number == number]
            caret = location.column if number == first else 0
            picture = _Picture(text, self.style.tab, caret, places[0][1], here, fixits)
            yield self._gutter(number + shift, width) + picture.source(self._paint, kind)
            for shown in picture.below(self._paint, kind):
                yield blank + shown

    def _gutter(self, number: int, width: int) -> str:
        return f"{number:{width}d} | " if self.style.line_numbers else " "


@final
class _Picture:
    """One source line and what is drawn below it.  Columns are characters of the text, from 1."""

    def __init__(
        self, text: str, tab: int, caret: int, length: int, ranges: list[tuple[int, int]], fixits: list[FixIt]
    ) -> None:
        start = 0
        if len(text) > _LONGEST_LINE:
            start = max(0, (caret or ranges[0][0]) - 80)
            text = text[start : start + 160]
        self.fixits = fixits
        self.start = start
        self.caret = caret - start if caret else 0
        kinds = [""] * (len(text) + 2)  # by column: "" or "~" or "^", the first for the caret's own range
        self.owner = [""] * (len(text) + 2)
        for number, (column, size) in enumerate(ranges):
            for at in range(max(column - start, 1), min(column - start + size, len(kinds))):
                kinds[at], self.owner[at] = "~", f"range{number % 2 + 1}"
        if caret:
            for at in range(self.caret, min(self.caret + max(length, 1), len(kinds))):
                kinds[at], self.owner[at] = "~", "caret"
            if self.caret < len(kinds):
                kinds[self.caret] = "^"
        self.kinds = kinds
        self.cells: list[str] = [""]  # by column: the character as shown, tabs expanded
        width = 0
        for c in text:
            shown = " " * (tab - width % tab) if c == "\t" else c if c.isprintable() else "?"
            width += len(shown)
            self.cells.append(shown)
        self.cells.append(" ")

    def source(self, paint: Callable[[str, str], str], kind: str) -> str:
        """The line itself; what the annotations are about has their colour."""
        parts: list[str] = []
        at = 1
        while at < len(self.cells) - 1:
            owner, end = self.owner[at], at + 1
            while end < len(self.cells) - 1 and self.owner[end] == owner:
                end += 1
            text = "".join(self.cells[at:end])
            parts.append(paint(kind if owner == "caret" else owner, text))
            at = end
        return "".join(parts)

    def below(self, paint: Callable[[str, str], str], kind: str) -> Iterable[str]:
        """The line of carets, then those of the fix-its."""
        parts: list[str] = []
        last = max([at for at, k in enumerate(self.kinds) if k], default=0)
        at = 1
        while at <= last:
            owner, end = self.owner[at], at + 1
            while end <= last and self.owner[end] == owner:
                end += 1
            drawn = "".join([(self.kinds[i] or " ") * len(self.cells[i]) for i in range(at, end)])
            parts.append(paint(kind if owner == "caret" else owner, drawn))
            at = end
        if last:
            yield "".join(parts)
        line, used = "", 0
        for fixit in sorted(self.fixits, key=lambda f: f.location.column):
            column = fixit.location.column - self.start
            if column < 1 or column >= len(self.cells):
                continue
            place = sum(len(cell) for cell in self.cells[1:column])
            shown = fixit.text.strip("\n") or "-" * fixit.length
            if place < used:
                yield line
                line, used = "", 0
            line += " " * (place - used) + paint("fixit-insert" if fixit.text else "fixit-delete", shown)
            used = place + len(shown)
        if line:
            yield line


def token_length(location: Location) -> int:
    """How many characters of its line the token at a place has."""
    text = location.line.file.line_text(location.line.number)
    match = _TOKEN.match(text, location.column - 1)
    return len(match[0]) if match else 1


def _parseable(fixit: FixIt) -> str:
    """-fdiagnostics-parseable-fixits: columns are bytes."""
    line = fixit.location.line
    text = line.file.line_text(line.number)
    start = len(text[: fixit.location.column - 1].encode("utf-8", "surrogateescape")) + 1
    end = len(text[: fixit.location.column - 1 + fixit.length].encode("utf-8", "surrogateescape")) + 1
    number = line.presumed_number
    said = fixit.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'fix-it:"{line.presumed_path}":{{{number}:{start}-{number}:{end}}}:"{said}"'
