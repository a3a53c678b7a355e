"""#pragma (C17 6.10.6) and _Pragma: what concerns preprocessing is done here, the rest is left for later phases."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ccore.diagnostics import Diagnostics
from ccore.options import MATH, Options, follow_math
from ccore.preproc.macro import POISONED, Macro
from ccore.preproc.scan import Directive, Mode, Words
from ccore.preproc.walk import FileWalker
from ccore.source import IDENTIFIER, NUMBER, PRAGMA, Location, Token
from ccore.target.predefined import math_macros
from ccore.target.spec import TargetSpec

_PLAIN: Final = frozenset(
    {"pack", "weak", "redefine_extname", "scalar_storage_order", "message", "push_macro", "pop_macro", "once", "ident"}
)
_NAMESPACES: Final = {
    "GCC": frozenset(
        """
        diagnostic visibility optimize target push_options pop_options reset_options ivdep unroll pch_preprocess
        poison system_header dependency warning error push_macro pop_macro
        """.split()  # noqa: SIM905
    ),
    "STDC": frozenset({"FLOAT_CONST_DECIMAL64"}),
}
_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_JOINED: Final = re.compile(r'(?:"(?:[^"\\]|\\.)*"\s*)+')
_EXPANDED: Final = frozenset(("pack", "redefine_extname", "message"))
_STRING_ARGUMENT: Final = re.compile(r'[ \t\v]*\(?[ \t\v]*"((?:[^"\\]|\\.)*)"')
_STRINGS: Final = re.compile(r'"([^"]*)"')

_Words = tuple[tuple[str, ...], tuple[str, ...]]
"""Of #pragma GCC target, and of #pragma GCC optimize."""


def is_known(words: list[str]) -> bool:
    """Whether a pragma of these words is one that GCC acts on; of others -Wunknown-pragmas speaks."""
    first = words[0].partition("(")[0]
    if first in _PLAIN:
        return True
    second = words[1].partition("(")[0] if len(words) > 1 else ""
    return second in _NAMESPACES.get(first, ())


class PragmaExecutor(FileWalker):
    """A walk over files that executes their pragmas.

    ``only``: no compilation follows; what is said about pragmas then is not said.
    """

    def __init__(
        self, diagnostics: Diagnostics, mode: Mode, words: Words, options: Options, target: TargetSpec
    ) -> None:
        super().__init__(diagnostics, mode, words, options, target)
        self.only = False
        self._once: set[tuple[int, int]] = set()  # files with #pragma once
        self._pushed: dict[str, list[Macro | None]] = {}
        self._option_words: _Words = (), ()
        self._pushed_options: list[_Words] = []
        self._pragmas: dict[str, Callable[[str, str, Location], bool]] = {
            "once": self._pragma_once, "push_macro": self._push_macro, "pop_macro": self._push_macro,
            "poison": self._poison, "system_header": self._system_header, "dependency": self._dependency,
            "message": self._message,
        }  # fmt: skip
        self._gcc_pragmas: dict[str, Callable[[str, str, Location], bool]] = {
            "poison": self._poison, "system_header": self._system_header, "dependency": self._dependency,
            "diagnostic": self._diagnostic, "warning": self._report, "error": self._report,
            "target": self._change_options, "optimize": self._change_options, "push_options": self._change_options,
            "pop_options": self._change_options, "reset_options": self._change_options,
        }  # fmt: skip

    def _pragma(self, directive: Directive) -> None:
        where = self._place(directive, directive.column)
        text = directive.rest
        if "\v" in text:
            text = text.replace("\v", " ")
        text = text.strip()
        first = text.split("(")[0].split()[:1]
        if first and first[0] in _EXPANDED:
            self.call = Token(IDENTIFIER, "", False, where.line, where.column)
            tokens = self.expand_all(self._scan(directive))
            text = "".join([(" " if t.space and i else "") + t.text for i, t in enumerate(tokens)])
        if self._execute_pragma(text, where) and not self.mode.assembler:
            self._out.append(Token(PRAGMA, text, True, where.line, where.column))

    def pragma_operator(self, text: str, location: Location) -> bool:
        if text.split(None, 2)[:2] == ["GCC", "diagnostic"]:  # followed where its place is known
            self.dynamic = self.diagnostic_pragma = True
            return True
        keep = self._execute_pragma(text, location)
        if not keep:
            self.dynamic = True
        return keep

    def _execute_pragma(self, text: str, where: Location) -> bool:
        """Do what concerns preprocessing; whether the pragma is left for later phases."""
        words = text.split(None, 2)
        if not words:
            return True
        word = words[0].partition("(")[0]
        handler, rest = self._pragmas.get(word), text[len(word) :]
        if word == "GCC" and len(words) > 1:
            word = words[1].partition("(")[0]
            handler, rest = self._gcc_pragmas.get(word), text[text.index(word, 3) + len(word) :]
        if handler is not None:
            return handler(word, rest, where)
        if not self.only and not is_known(words):
            shown = f"{words[0]} {words[1] if len(words) > 1 else ''}"
            self.diagnostics.warning(f"ignoring '#pragma {shown}'", Location(where.line, 0), "unknown-pragmas")
        return True

    # --- Each gets its word, the text behind it and its place; whether it is left for later phases ---

    def _pragma_once(self, _word: str, _rest: str, where: Location) -> bool:
        if len(self._frames) <= 1:
            self.diagnostics.warning("#pragma once in main file", where)
        elif self._file.identity is not None:
            self._once.add(self._file.identity)
        return False

    def _push_macro(self, word: str, rest: str, where: Location) -> bool:
        match = _STRING_ARGUMENT.fullmatch(rest.rstrip(" \t)"))
        if match is None:
            self.diagnostics.error(f"invalid #pragma {word} directive", where)
            return False
        name = match.group(1).strip()
        if word == "push_macro":
            self._pushed.setdefault(name, []).append(self.macros.get(name))
        elif self._pushed.get(name):
            old = self._pushed[name].pop()
            if old is not None:
                self.macros[name] = old
            else:
                self.macros.pop(name, None)
        return False

    def _poison(self, _word: str, rest: str, where: Location) -> bool:
        for name in rest.split():
            if self.is_defined(name):
                self.diagnostics.warning(f'poisoning existing macro "{name}"', where)
            self.macros[name] = Macro(name, None, False, (), where, POISONED)
        return False

    def _system_header(self, _word: str, _rest: str, where: Location) -> bool:
        if len(self._frames) <= 1:
            self.diagnostics.warning("#pragma system_header ignored outside include file", where)
        self._system = True
        return False

    def _dependency(self, _word: str, _rest: str, _where: Location) -> bool:
        return False

    def _diagnostic(self, _word: str, rest: str, where: Location) -> bool:
        self.follow(f"GCC diagnostic{rest}", self._pragma_argument(rest, where))
        return True

    def _report(self, word: str, rest: str, where: Location) -> bool:
        """``#pragma GCC warning "text"`` and ``error``."""
        match = _STRING_ARGUMENT.match(rest)
        if match is None:
            self.diagnostics.error(f'invalid "#pragma GCC {word}" directive', where)
        elif word == "warning":
            self.diagnostics.warning(match.group(1), self._pragma_argument(rest, where))
        else:
            self.diagnostics.error(match.group(1), self._pragma_argument(rest, where))
        return False

    def _message(self, _word: str, rest: str, where: Location) -> bool:
        """``#pragma message "text"``, or with parentheses around the strings."""
        if self.only:
            return True
        text = rest.strip()
        enclosed = text[:1] == "("
        text = text[enclosed:].lstrip()
        match = _JOINED.match(text)
        wrong = ""
        if match is None:
            wrong = "expected a string after '#pragma message'"
            if text[:1] == '"':
                self.diagnostics.error('missing terminating " character', where)
        else:
            after = text[match.end() :]
            if enclosed and after[:1] != ")":
                match, wrong = None, "malformed '#pragma message', ignored"
            elif after[enclosed:].strip():
                wrong = "junk at end of '#pragma message'"
        if wrong:
            self.diagnostics.warning(wrong, where, "pragmas")
        message = "" if match is None else "".join(_LITERAL.findall(match[0]))
        if message:
            self.diagnostics.remark(f"'#pragma message: {message}'", where)
        return True

    def _change_options(self, word: str, rest: str, where: Location) -> bool:
        """``#pragma GCC target`` and its kin define and undefine the macros of what they change."""
        target, optimize = old = self._option_words
        words = tuple(w.strip() for text in _STRINGS.findall(rest) for w in text.split(","))
        if word == "push_options":
            self._pushed_options.append(old)
        elif word == "pop_options":
            self._option_words = self._pushed_options.pop() if self._pushed_options else ((), ())
        elif word == "reset_options":
            self._option_words = (), ()
        elif word == "target":
            self._option_words = (*target, *words), optimize
        else:
            self._option_words = target, (*optimize, *words)
        if self._option_words != old:
            math = bool(optimize or self._option_words[1])
            before, after = self._option_macros(old, math), self._option_macros(self._option_words, math)
            for name in before.keys() - after.keys():
                self.macros.pop(name, None)
            for name, value in after.items():
                if before.get(name) != value:
                    token = Token(NUMBER, value, False, where.line, where.column)
                    self.macros[name] = Macro(name, None, False, (token,), where)
        return True

    def _option_macros(self, words: _Words, math: bool) -> dict[str, str]:
        """The macros that depend on such pragmas, under these; ``math``: those of floating-point arithmetic, too."""
        target, optimize = words
        made: dict[str, str] = {}
        if self.target.feature_macros is not None:
            made = dict.fromkeys(self.target.feature_macros(self.options, target), "1")
        if not math:
            return made
        options = replace(self.options)
        settings = []
        for word in optimize:
            name = "fast-math" if word in ("Ofast", "-Ofast") else word.removeprefix("-f")
            settings.append((name.removeprefix("no-"), not name.startswith("no-")))
        follow_math(options, [(name, on) for name, on in settings if name in MATH])
        return made | math_macros(options)

    @staticmethod
    def _pragma_argument(text: str, where: Location) -> Location:
        """Where the string in a pragma's text stands, or its last word; the pragma's own place if that is not seen."""
        words = text.split()
        mark = text.find('"')
        wanted = text[mark:].split('"')[1] if mark >= 0 else words[-1] if words else ""
        at = where.line.file.line_text(where.line.number).find('"' + wanted if mark >= 0 else wanted)
        return Location(where.line, at + 1) if at >= 0 and wanted else where
