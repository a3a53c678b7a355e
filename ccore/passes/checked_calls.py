"""Rows of ``library_calls``: the variants that check for room, where there is no need (GCC manual, 6.57 "Object Size
Checking").

    __memcpy_chk (d, s, 4, 8)          memcpy (d, s, 4)              (as for room that is not known, -1)
    __strcpy_chk (d, "abc", 4)         strcpy (d, "abc")
    __sprintf_chk (d, 1, 4, "abc")     sprintf (d, "abc")

The plain function does the same if the bytes that are written fit into the object; where they do not, or it is not
known, the call stays.  A flag other than 0 asks that "%n" be looked for, so that only formats which have none, as far
as they are known, go to the plain function.  Each room is asked for once all that can tell it has been inlined; as long
as an ``objectsize`` stands there, the call waits.
"""

from __future__ import annotations

from typing import Final

from ccore.ir.instructions import ObjectSize
from ccore.ir.values import Value
from ccore.passes.known_text import lengths_at, most, string_at
from ccore.passes.library_site import Handler, Site, constant, same
from ccore.passes.printing_calls import formatted, length_of


def _room(site: Site, position: int) -> int | None:
    """The bytes there are in the object, more than can be where that is not known; None: not known yet."""
    size = site.arguments[position]
    if type(size) is ObjectSize and not site.creating:
        return site.word.mask  # a program without a library has no checking functions
    return constant(size)


def enough(site: Site, position: int, needed: int | None) -> bool:
    room = _room(site, position)
    return room is not None and (room == site.word.mask or (needed is not None and needed <= room))


def _plain(site: Site, *arguments: Value) -> Value | None:
    """The function without the check."""
    return site.library(site.name[2:-4], *arguments, spelled=True)


def _counted(site: Site) -> Value | None:
    """memcpy and others that are told how many bytes they write."""
    to, what, count, _ = site.arguments
    if site.name in ("__memcpy_chk", "__memmove_chk") and (same(to, what) or constant(count) == 0):
        return to
    if enough(site, 3, most(count)):
        return _plain(site, to, what, count)
    if site.name == "__mempcpy_chk" and not site.used:
        return _unused(site, site.library("__memcpy_chk", *site.arguments, spelled=True))
    if site.name == "__stpncpy_chk" and not site.used:
        return _unused(site, site.library("__strncpy_chk", *site.arguments, spelled=True))
    return None


def _unused(site: Site, made: Value | None) -> Value | None:
    return None if made is None else site.done


def _strcpy(site: Site) -> Value | None:
    to, source, _ = site.arguments
    lengths = lengths_at(source)
    if site.name == "__strcpy_chk" and same(to, source):
        return to
    if enough(site, 2, None if lengths is None else lengths[1] + 1):
        return _plain(site, to, source)
    if site.name == "__stpcpy_chk" and not site.used:
        return _unused(site, site.library("__strcpy_chk", *site.arguments, spelled=True))
    return None


def _strcat(site: Site) -> Value | None:
    to, source, _ = site.arguments
    if string_at(source) == b"":
        return to
    return _plain(site, to, source) if enough(site, 2, None) else None


def _strncat(site: Site) -> Value | None:
    to, source, count, room = site.arguments
    number, lengths = constant(count), lengths_at(source)
    if number == 0 or string_at(source) == b"":
        return to
    if enough(site, 3, None):
        return _plain(site, to, source, count)
    if number is not None and lengths is not None and number >= lengths[1]:
        return site.library("__strcat_chk", to, source, room, spelled=True)
    return None


def harmless(flag: Value, form: Value) -> bool:
    """Whether it does not matter that nobody looks for "%n"."""
    text = string_at(form)
    return constant(flag) == 0 or (text is not None and (b"%" not in text or text == b"%s"))


def _sprintf(site: Site) -> Value | None:
    to, flag, _, form, *rest = site.arguments
    length = length_of(formatted(form, rest, site.name == "__vsprintf_chk"))
    if not harmless(flag, form) or not enough(site, 2, None if length is None else length + 1):
        return None
    return _plain(site, to, form, *rest)


def _snprintf(site: Site) -> Value | None:
    to, count, flag, _, form, *rest = site.arguments
    if not harmless(flag, form) or not enough(site, 3, most(count)):
        return None
    return _plain(site, to, count, form, *rest)


ROWS: Final[dict[str, Handler]] = {
    **{f"__{name}_chk": _counted for name in ("memcpy", "memmove", "mempcpy", "memset", "strncpy", "stpncpy")},
    "__strcpy_chk": _strcpy, "__stpcpy_chk": _strcpy, "__strcat_chk": _strcat, "__strncat_chk": _strncat,
    "__sprintf_chk": _sprintf, "__vsprintf_chk": _sprintf, "__snprintf_chk": _snprintf, "__vsnprintf_chk": _snprintf,
}  # fmt: skip
"""By the function that is called."""

__all__ = ["ROWS"]
