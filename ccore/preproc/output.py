"""Preprocessed tokens as text: -E with linemarkers, -P without, and -dM.

Lines are kept where they were, since assembly is made of lines and people read the output; a space is put
between tokens that would otherwise read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ccore.preproc.macro import HIDDEN, Macro
from ccore.preproc.scan import source_spelling
from ccore.source import CHARACTER, DIRECTIVE, IDENTIFIER, NUMBER, PRAGMA, STRING, Line, Token

_MAX_BLANK_LINES: Final = 8  # a greater distance is told by a linemarker
_WHOLE_LINES: Final = (PRAGMA, DIRECTIVE)
_EXTENDED: Final = re.compile("[\xa0-\ud7ff\ue000-\U0010ffff]")
_JOINED: Final = frozenset(
    ("++", "--", "&&", "||", "<<", ">>", "##", "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<=", ">=", "==",
     "!=", "<:", ":>", "<%", "%>", "%:", "//", "/*", "<<=", ">>=", "..", "::", "%:%")
)  # fmt: skip


def pastes(left: Token, right: Token) -> bool:
    """Whether the two would read as another token, or as the beginning of a comment, side by side."""
    a, b = left.text, right.text
    kind = left.kind
    if kind == IDENTIFIER:
        if right.kind == NUMBER:
            return b[0].isalnum()
        return right.kind == IDENTIFIER or (right.kind in (STRING, CHARACTER) and a in ("L", "u", "U", "u8", "R"))
    if kind == NUMBER:
        return right.kind in (IDENTIFIER, NUMBER) or b[0] == "." or (b[0] in "+-" and a[-1] in "eEpP")
    if a == ".":
        return right.kind == NUMBER or b[0] == "."
    return a[-1] + b[0] in _JOINED or a + b[0] in _JOINED


def render(
    tokens: Iterable[Token], main: str, linemarkers: bool = True, assembler: bool = False, preamble: bool = True
) -> str:
    """The text that -E prints (-P: without ``linemarkers``).  ``main`` is the path of the main file."""
    parts: list[str] = []
    write = parts.append
    path = main
    number = 1  # the presumed line that is being written
    if linemarkers and preamble:
        write(f'# 0 "{_escaped(main)}"\n# 0 "<built-in>"\n# 0 "<command-line>"\n# 1 "{_escaped(main)}"\n')
    stack = [main]
    line: Line | None = None
    previous: Token | None = None
    fresh = True  # nothing is written on this output line yet
    for token in tokens:
        if token.line is not line:
            place = token.line.call or token.line
            moved = line is None or place.presumed_path != path or place.presumed_number != number
            if moved and (not assembler or line is None or place.file is not line.file or token.column == 1):
                if not fresh:
                    write("\n")
                    number += 1
                    fresh = True
                previous = None
                distance = place.presumed_number - number
                if place.presumed_path == path and 0 <= distance <= _MAX_BLANK_LINES:
                    if linemarkers:
                        write("\n" * distance)
                elif linemarkers:
                    flags = ""
                    if place.presumed_path != path:
                        if place.presumed_path in stack:
                            while stack[-1] != place.presumed_path:
                                stack.pop()
                            flags = " 2"
                        else:
                            stack.append(place.presumed_path)
                            flags = " 1"
                    if place.system:
                        flags += " 3 4"
                    write(f'# {place.presumed_number} "{_escaped(place.presumed_path)}"{flags}\n')
                path = place.presumed_path
                number = place.presumed_number
                if token.column > 1 and token.kind not in _WHOLE_LINES:
                    write(" " * min(token.column - 1, 40))
            line = place
        if token.kind in _WHOLE_LINES:
            if not fresh:
                write("\n")
                number += 1
            bare = token.kind == DIRECTIVE or token.text.startswith("ident ")
            write(f"#{token.text}\n" if bare else f"#pragma {token.text}\n")
            number += 1
            fresh = True
            previous = None
            continue
        if previous is not None and (
            token.space
            or (pastes(previous, token) and not _adjacent(previous, token) and not (assembler and previous.text == "$"))
        ):
            write(" ")
        elif fresh and token.text == "#" and not assembler:
            write(" ")  # not a directive
        text = token.text
        if token.kind == IDENTIFIER and not text.isascii():
            text = source_spelling(text) if assembler else _EXTENDED.sub(lambda c: f"\\U{ord(c[0]):08x}", text)
        write(text)
        fresh = False
        previous = token
    if not fresh:
        write("\n")
    return "".join(parts)


def _adjacent(left: Token, right: Token) -> bool:
    """Whether the two stand side by side in the source."""
    if left.line is not right.line or left.column + len(left.text) != right.column:
        return False
    text = left.line.file.line_text(left.line.number)
    return text.startswith(left.text + right.text, left.column - 1)


def _escaped(path: str) -> str:
    return path.replace("\\", "\\\\").replace('"', '\\"')


def definitions(macros: dict[str, Macro]) -> str:
    """What -dM prints: a #define line per macro, those that are computed left out."""
    shown = [m for m in macros.values() if not m.builtin and m.name not in HIDDEN]
    return "".join([f"#define {m.head} {m.body_text}\n" for m in shown])
