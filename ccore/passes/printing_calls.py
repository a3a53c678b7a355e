"""Rows of ``library_calls``: the printf family, where the format says how little there is to do.

    printf ("hello\\n")            puts ("hello")              (where nobody looks at the result)
    fprintf (f, "%s", s)          fputs (s, f)                   "
    fputs ("abc", f)              fwrite ("abc", 1, 3, f)        "
    sprintf (d, "%s", "abc")      strcpy (d, "abc"), 3

A format is looked at only if its bytes are known, and has no conversion but "%s", "%c" or "%%", in which neither locale
nor flags play a part.  Functions with ``_unlocked`` become others of that kind.  Arguments beyond what the format asks
for have been evaluated, and are ignored (C17 7.21.6.1p2).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ccore.ir.types import I32, PointerType
from ccore.ir.values import ConstInt, Value
from ccore.passes.known_text import length_at, string_at
from ccore.passes.library_site import Handler, Site, constant


class _Printer(NamedTuple):
    """Where the format stands; whether the first argument is a stream; whether a va_list follows the format."""

    format: int
    stream: bool
    list: bool
    suffix: str = ""


_PRINTERS: Final = {
    "printf": _Printer(0, False, False), "__printf_chk": _Printer(1, False, False),
    "vprintf": _Printer(0, False, True), "__vprintf_chk": _Printer(1, False, True),
    "fprintf": _Printer(1, True, False), "__fprintf_chk": _Printer(2, True, False),
    "vfprintf": _Printer(1, True, True), "__vfprintf_chk": _Printer(2, True, True),
    "printf_unlocked": _Printer(0, False, False, "_unlocked"),
    "fprintf_unlocked": _Printer(1, True, False, "_unlocked"),
}  # fmt: skip


class Formatted(NamedTuple):
    """What a format with its arguments makes: a known text, behind the string ``string`` or the character ``character``
    if there is one.  ``whole``: where the text lies as a string; ``line``: where it does but for its last byte."""

    text: bytes
    string: Value | None = None
    character: Value | None = None
    whole: Value | None = None
    line: Value | None = None


def formatted(form: Value, rest: list[Value], is_list: bool = False) -> Formatted | None:
    """What a format makes of the arguments that follow it; None where that is not simple."""
    text = string_at(form)
    if text is None:
        return None
    if b"%" not in text:
        return Formatted(text, whole=form)
    if b"%" not in text.replace(b"%%", b""):
        return Formatted(text.replace(b"%%", b"%"))
    if is_list or not rest:
        return None
    first = rest[0]
    if text == b"%c" and first.type is I32:
        known = constant(first)
        return Formatted(b"", character=first) if known is None else Formatted(bytes([known & 0xFF]))
    if text in (b"%s", b"%s\n") and isinstance(first.type, PointerType) and not first.type.space:
        known_text, end = string_at(first), text[2:]
        if known_text is None:
            return Formatted(end, string=first)
        return Formatted(known_text + end, whole=None if end else first, line=first if end else None)
    return None


def _print(site: Site) -> Value | None:
    """printf and its kin, whose result is not used."""
    printer = _PRINTERS[site.name]
    arguments = site.arguments
    made = formatted(arguments[printer.format], arguments[printer.format + 1 :], printer.list)
    if site.used or made is None:
        return None
    stream = arguments[0] if printer.stream else None
    if made.character is not None:
        return _put_character(site, made.character, stream, printer.suffix)
    if made.string is None:
        return _put_text(site, made, stream, printer.suffix)
    if stream is not None and not made.text:
        return _nothing(site, site.library("fputs" + printer.suffix, made.string, stream))
    if stream is None and made.text:
        return _nothing(site, site.library("puts" + printer.suffix, made.string))
    return None


def _put_text(site: Site, made: Formatted, stream: Value | None, suffix: str) -> Value | None:
    """Print a text."""
    text = made.text
    if not text:
        return site.done
    if len(text) == 1:
        return _put_character(site, ConstInt(I32, text[0]), stream, suffix)
    if stream is not None:
        if made.line is not None or not site.can("fputs" + suffix):
            return None  # a string that is written twice, with and without a line's end, is no gain; GCC leaves it, too
        return _nothing(site, site.library("fputs" + suffix, made.whole or site.literal(text), stream))
    if not text.endswith(b"\n") or not site.can("puts" + suffix):
        return None
    return _nothing(site, site.library("puts" + suffix, made.line or site.literal(text[:-1])))


def _nothing(site: Site, made: object) -> Value | None:
    return None if made is None else site.done


def _put_character(site: Site, character: Value, stream: Value | None, suffix: str) -> Value | None:
    if stream is None:
        return _nothing(site, site.library("putchar" + suffix, character))
    return _nothing(site, site.library("fputc" + suffix, character, stream))


def _fputs(site: Site) -> Value | None:
    text, stream = site.arguments
    suffix = site.name.removeprefix("fputs")
    length = length_at(text)
    if site.used or length is None:
        return None
    if not length:
        return site.done
    if length == 1:
        known = string_at(text)
        return _put_character(site, ConstInt(I32, known[0]) if known else site.byte(text), stream, suffix)
    if site.small:
        return None
    return _nothing(site, site.library("fwrite" + suffix, text, site.size(1), site.size(length), stream))


def _puts(site: Site) -> Value | None:
    if site.used or length_at(site.arguments[0]) != 0:
        return None
    return _put_character(site, ConstInt(I32, 10), None, site.name.removeprefix("puts"))


# --- Into memory ----------------------------------------------------------------------------------------------------


def _sprintf(site: Site) -> Value | None:
    to, form, *rest = site.arguments
    return stored(site, to, formatted(form, rest))


def _vsprintf(site: Site) -> Value | None:
    to, form, _ = site.arguments
    return stored(site, to, formatted(form, [], True))


def _snprintf(site: Site) -> Value | None:
    to, size, form, *rest = site.arguments
    return _bounded(site, to, size, formatted(form, rest))


def _vsnprintf(site: Site) -> Value | None:
    to, size, form, _ = site.arguments
    return _bounded(site, to, size, formatted(form, [], True))


def length_of(made: Formatted | None) -> int | None:
    """How many characters there are."""
    if made is None:
        return None
    if made.character is not None:
        return 1
    length = 0 if made.string is None else length_at(made.string)
    return None if length is None else length + len(made.text)


def stored(site: Site, to: Value, made: Formatted | None) -> Value | None:
    """Put the characters, and a NUL, where they belong."""
    if made is None or made.character is not None:
        return None
    if made.string is None:
        size = len(made.text) + 1
        if not site.creating or site.copy(to, made.whole or site.literal(made.text), size) is None:
            return None
        return site.number(size - 1)
    length = length_at(made.string)
    if made.text or (site.used and length is None):
        return None
    return None if site.library("strcpy", to, made.string) is None else site.number(length or 0)


def _bounded(site: Site, to: Value, size: Value, made: Formatted | None) -> Value | None:
    count, length = constant(size), length_of(made)
    if count is None or length is None:
        return None
    if not count:
        return site.number(length)
    return stored(site, to, made) if length < count else None


ROWS: Final[dict[str, Handler]] = {
    **dict.fromkeys(_PRINTERS, _print), "fputs": _fputs, "fputs_unlocked": _fputs, "puts": _puts,
    "puts_unlocked": _puts,
    "sprintf": _sprintf, "vsprintf": _vsprintf, "snprintf": _snprintf, "vsnprintf": _vsnprintf,
}  # fmt: skip
"""By the function that is called."""

__all__ = ["ROWS", "formatted", "length_of", "stored"]
