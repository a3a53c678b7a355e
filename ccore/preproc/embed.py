"""``#embed`` and ``__has_embed`` (C23 6.10.4): a file's bytes as a list of integer constants.

    #embed "logo.bin" limit(4) suffix(, 0)        =>     137, 80, 78, 71, 0
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from ccore.source import IDENTIFIER, NUMBER, PUNCTUATOR, Token

NOT_FOUND: Final = 0  # __STDC_EMBED_NOT_FOUND__
FOUND: Final = 1
EMPTY: Final = 2

_LISTS: Final = frozenset({"prefix", "suffix", "if_empty"})
_COUNTS: Final = frozenset({"limit", "gnu::offset", "clang::offset"})


class EmbedError(Exception):
    """What is wrong with a directive's parameters, and at which token (None: the directive)."""

    def __init__(self, message: str, token: Token | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.token = token


@dataclass(slots=True)
class Parameters:
    """What follows the file's name.  ``limit``: -1 for none; ``unknown``: the first one not known, or None."""

    limit: int = -1
    offset: int = 0
    lists: dict[str, list[Token]] = field(default_factory=dict)
    unknown: Token | None = None


def parse(tokens: list[Token], number: Callable[[list[Token]], int]) -> Parameters:
    """Read ``limit(...) prefix(...) vendor::name(...)``; ``number`` evaluates a constant expression.

    Raises ``EmbedError``.
    """
    result = Parameters()
    seen: set[str] = set()
    position = 0
    while position < len(tokens):
        first = tokens[position]
        if first.kind != IDENTIFIER:
            raise EmbedError("expected parameter name", first)
        name = _plain(first.text)
        position += 1
        if [t.text for t in tokens[position : position + 2]] == [":", ":"] and position + 2 < len(tokens):
            name += "::" + _plain(tokens[position + 2].text)
            position += 3
        elif position + 1 < len(tokens) and tokens[position].text == "::":
            name += "::" + _plain(tokens[position + 1].text)
            position += 2
        argument: list[Token] | None = None
        if position < len(tokens) and tokens[position].text == "(":
            end = _closing(tokens, position)
            argument = tokens[position + 1 : end]
            position = end + 1
        if name in seen:
            raise EmbedError(f"duplicate embed parameter '{name}'", first)
        seen.add(name)
        if name not in _LISTS and name not in _COUNTS:
            result.unknown = result.unknown or first
        elif argument is None:
            raise EmbedError(f"expected '(' after '{name}'", first)
        elif name in _LISTS:
            result.lists[name] = argument
        else:
            value = number(argument)
            if value < 0:
                raise EmbedError(f"negative embed parameter operand in '{name}'", first)
            if name == "limit":
                result.limit = value
            else:
                result.offset = value
    return result


def expand(data: bytes, parameters: Parameters, name: Token) -> list[Token]:
    """The tokens that stand for the bytes; ``name`` gives them their place."""
    data = data[parameters.offset :]
    if parameters.limit >= 0:
        data = data[: parameters.limit]
    if not data:
        return parameters.lists.get("if_empty", [])
    line, column = name.line, name.column
    comma = Token(PUNCTUATOR, ",", False, line, column)
    shared = [Token(NUMBER, str(byte), True, line, column) for byte in range(256)]
    values = [token for byte in data for token in (comma, shared[byte])]
    return [*parameters.lists.get("prefix", []), *values[1:], *parameters.lists.get("suffix", [])]


def status(data: bytes | None, parameters: Parameters) -> int:
    """What ``__has_embed`` gives."""
    if data is None or parameters.unknown is not None:
        return NOT_FOUND
    return FOUND if data[parameters.offset :] and parameters.limit != 0 else EMPTY


def _plain(word: str) -> str:
    return word[2:-2] if len(word) > 4 and word.startswith("__") and word.endswith("__") else word


def _closing(tokens: list[Token], start: int) -> int:
    depth = 0
    for position in range(start, len(tokens)):
        text = tokens[position].text
        if text in ("(", "[", "{"):
            depth += 1
        elif text in (")", "]", "}"):
            depth -= 1
            if not depth:
                return position
    raise EmbedError("unterminated embed parameter", tokens[start])
