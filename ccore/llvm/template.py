"""Templates of GNU inline assembly in LLVM's notation (GCC manual 6.47.2, LLVM Language Reference).

    "movl %k1, %[out] {att|intel} $1"   ->   "movl ${1:k}, $0 att $$1"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

_SPECIAL: Final = re.compile(r"[%${}|]")
_OPERAND: Final = re.compile(r"([a-zA-Z]?)(?:(\d+)|\[([^\]]*)\])")
_ALTERNATIVES: Final = re.compile(r"\{((?:[^{}%]|%.)*)\}", re.S)
_BAR: Final = re.compile(r"((?:[^|%]|%.)*)", re.S)
_PUNCTUATION: Final = {
    "%": "%", "{": "{", "}": "}", "|": "|", "=": "${:uid}", "*": "*", ";": ";", "@": "@", "+": "", "~": "",
}  # fmt: skip


class BadTemplate(Exception):
    """The template names an operand that is not there, or is cut off.  The text is GCC's complaint."""


def first_dialect(template: str) -> str:
    """``{att|intel}`` replaced by its first part; ``%{``, ``%|`` and ``%}`` stay as they are."""
    if "{" not in template:
        return template

    def first(match: re.Match[str]) -> str:
        part = _BAR.match(match[1])
        assert part is not None
        return part[1]

    parts: list[str] = []
    position = 0
    while True:
        start = _unescaped(template, "{", position)
        if start < 0:
            parts.append(template[position:])
            return "".join(parts)
        match = _ALTERNATIVES.match(template, start)
        if match is None:
            raise BadTemplate("unterminated assembly dialect alternative")
        parts.append(template[position:start])
        parts.append(first(match))
        position = match.end()


def _unescaped(text: str, character: str, position: int) -> int:
    """Where the character next stands without "%" before it; -1 if nowhere."""
    while position < len(text):
        if text[position] == "%":
            position += 2
        elif text[position] == character:
            return position
        else:
            position += 1
    return -1


def translate(
    template: str,
    operands: Mapping[str, int],
    labels: Mapping[str, int],
    count: int,
    dialects: bool,
    special: Callable[[str, int], str | None],
) -> str:
    """LLVM's form of a template.

    ``operands`` and ``labels``: names to operand numbers.  ``count``: how many operands there are, labels
    included.  ``dialects``: whether ``{a|b}`` is an alternative (x86).  ``special(modifier, number)``: the
    text of an operand that LLVM has no modifier for, or None.  Raises ``BadTemplate``.
    """
    if not _SPECIAL.search(template):
        return template
    if dialects:
        template = first_dialect(template)
    parts: list[str] = []
    position = 0
    length = len(template)
    while True:
        match = _SPECIAL.search(template, position)
        if match is None:
            parts.append(template[position:])
            return "".join(parts)
        at = match.start()
        parts.append(template[position:at])
        character = match[0]
        position = at + 1
        if character == "$":
            parts.append("$$")
            continue
        if character != "%":
            parts.append(character)
            continue
        if position >= length:
            raise BadTemplate("invalid 'asm': missing operand after '%'")
        operand = _OPERAND.match(template, position)
        if operand is None:
            punctuation = _PUNCTUATION.get(template[position])
            if punctuation is None:
                raise BadTemplate(f"invalid 'asm': invalid %-code '%{template[position]}'")
            parts.append(punctuation)
            position += 1
            continue
        position = operand.end()
        modifier, digits, name = operand.groups()
        if digits is not None:
            number = int(digits)
        else:
            table = labels if modifier == "l" and name in labels else operands
            found = table.get(name)
            if found is None:
                raise BadTemplate(f"undefined named operand '{name}'")
            number = found
        if number >= count:
            raise BadTemplate("invalid 'asm': operand number out of range")
        text = special(modifier, number)
        if text is None:
            text = f"${{{number}:{modifier}}}" if modifier else f"${{{number}}}"
        parts.append(text)
