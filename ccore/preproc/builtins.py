"""Built-in macros that need more than the macro table: files, the clock, counters, feature tables."""

from __future__ import annotations

import os
import time

from ccore.diagnostics import Diagnostics
from ccore.options import Options
from ccore.preproc import features
from ccore.preproc.expand import Expander
from ccore.preproc.macro import (
    BASE_FILE,
    COUNTER,
    DATE,
    FILE_,
    HAS_ATTRIBUTE,
    HAS_BUILTIN,
    HAS_C_ATTRIBUTE,
    HAS_EMBED,
    HAS_INCLUDE,
    HAS_INCLUDE_NEXT,
    INCLUDE_LEVEL,
    TIME,
    TIMESTAMP,
    Macro,
)
from ccore.preproc.scan import NOWHERE, SYSTEM, Mode, Words
from ccore.source import IDENTIFIER, NUMBER, STRING, SourceFile, Token
from ccore.target.spec import TargetSpec

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class BuiltinMacros(Expander):
    """Expansion with the built-in macros of C17 6.10.8 and GCC's."""

    def __init__(
        self, diagnostics: Diagnostics, mode: Mode, words: Words, options: Options, target: TargetSpec
    ) -> None:
        super().__init__(diagnostics, mode, words)
        self.options = options
        self.tracked = options.track_macro_expansion
        self.target = target
        self.main = SourceFile("", "")
        self.counter = 0
        self._now: time.struct_time | None = None

    @property
    def depth(self) -> int:
        return 0

    def can_include(self, name: str, angled: bool, after: bool) -> bool:
        raise NotImplementedError

    def has_embed(self, tokens: list[Token], place: Token) -> int:
        raise NotImplementedError

    def builtin(self, macro: Macro, token: Token, arguments: list[Token]) -> list[Token]:
        code = macro.builtin
        if code not in (HAS_ATTRIBUTE, HAS_BUILTIN, HAS_C_ATTRIBUTE):
            self.dynamic = True
        kind = NUMBER
        if code == COUNTER:
            text = str(self.counter)
            self.counter += 1
        elif code == INCLUDE_LEVEL:
            text = str(self.depth)
        elif code in (FILE_, BASE_FILE):
            kind = STRING
            line = self.call.line if token.line in (NOWHERE, SYSTEM) else token.line
            text = self._quoted(self.main.path if code == BASE_FILE else line.presumed_path)
        elif code in (DATE, TIME):
            kind = STRING
            now = self._time()
            if code == TIME:
                text = f'"{now.tm_hour:02}:{now.tm_min:02}:{now.tm_sec:02}"'
            else:
                text = f'"{_MONTHS[now.tm_mon - 1]} {now.tm_mday:2} {now.tm_year}"'
        elif code == TIMESTAMP:
            kind = STRING
            text = self._timestamp()
        else:
            text = str(self._question(macro, token, arguments))
        return [Token(kind, text, token.space, token.line, token.column)]

    def _quoted(self, path: str) -> str:
        for old, new in reversed(self.options.path_prefix_map):
            if path.startswith(old):
                path = new + path[len(old) :]
                break
        return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def _time(self) -> time.struct_time:
        """The time of compilation, or what SOURCE_DATE_EPOCH says that it is (then in UTC)."""
        if self._now is None:
            epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
            if epoch.isdigit() and int(epoch) <= 253402300799:
                self._now = time.gmtime(int(epoch))
            else:
                if epoch:
                    self.diagnostics.error(
                        'environment variable "SOURCE_DATE_EPOCH" must expand to a non-negative integer '
                        "less than or equal to 253402300799",
                        self.location(self.call),
                    )
                self._now = time.localtime()
        return self._now

    def _timestamp(self) -> str:
        line = self.call.line
        try:
            t = time.localtime(os.stat(line.file.path).st_mtime)
        except (OSError, ValueError):
            return '"??? ??? ?? ??:??:?? ????"'
        clock = f"{t.tm_hour:02}:{t.tm_min:02}:{t.tm_sec:02}"
        return f'"{_DAYS[t.tm_wday]} {_MONTHS[t.tm_mon - 1]} {t.tm_mday:2} {clock} {t.tm_year}"'

    def header_of(self, tokens: list[Token]) -> tuple[str, bool] | None:
        """The header that "name" or <name> in tokens means, and whether it was <name>."""
        if tokens and tokens[0].kind == STRING:
            return tokens[0].text[tokens[0].text.index('"') + 1 : -1], False
        if tokens and tokens[0].text == "<":
            name = ""
            for t in tokens[1:]:
                if t.text == ">":
                    return name, True
                name += (" " if t.space and name else "") + t.text
        return None

    def _question(self, macro: Macro, token: Token, arguments: list[Token]) -> int:
        code = macro.builtin
        if code in (HAS_INCLUDE, HAS_INCLUDE_NEXT, HAS_EMBED):
            if not self.in_condition:
                self.diagnostics.error(f'"{macro.name}" used outside of preprocessing directive', self.location(token))
                return 0
            if code == HAS_EMBED:
                return self.has_embed(arguments, token)
            found = self.header_of(arguments) or self.header_of(self.expand_all(arguments))
            if found is None:
                self.diagnostics.error(f'operator "{macro.name}" requires a header-name', self.location(token))
                return 0
            return int(self.can_include(found[0], found[1], code == HAS_INCLUDE_NEXT))
        words = [t.text for t in self.expand_all(arguments)]
        if not words or not all(t.kind == IDENTIFIER or t.text == ":" or t.text == "::" for t in arguments):
            what = "an identifier" if code == HAS_BUILTIN else "attribute identifier"
            self.dynamic = True
            self.diagnostics.error(f'macro "{macro.name}" requires {what}', self.location(token))
            return 0
        if code == HAS_BUILTIN:
            return features.has_builtin(words[0])
        if len(words) > 2:
            return features.has_c_attribute(words[0], words[-1], self.options.dialect.year)
        if code == HAS_C_ATTRIBUTE:
            return features.has_c_attribute("", words[0], self.options.dialect.year)
        return features.has_attribute(words[0])
