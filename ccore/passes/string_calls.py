"""Rows of ``library_calls``: functions of <string.h> on strings that are known, copies of known length, and what
<ctype.h> has that no locale changes.

    strchr ("abc", 'b')        &"abc"[1]                strlen (s) == 0         *s == 0
    strcmp (s, "")             *s                       strchr (s, 0)           s + strlen (s)
    strcpy (d, "abc")          memcpy (d, "abc", 4)     strncat (d, "abc", 5)   strcat (d, "abc")

Strings compare as unsigned characters; only the sign of the result is promised, and "known" results are -1, 0 and 1.
A known string is a constant, so that nothing which is written overlaps it.
"""

from __future__ import annotations

from typing import Final

from ccore.ir.instructions import Call, Compare, Instruction, PointerAdd, Select
from ccore.ir.types import I32, I64
from ccore.ir.values import ConstInt, GlobalVariable, Value
from ccore.passes.known_text import bytes_at, is_known, length_at, place_of, string_at
from ccore.passes.library_site import Handler, Site, constant, same

_ZERO_TESTS: Final = {("eq", 0), ("ne", 0), ("ugt", 0), ("ule", 0), ("ult", 1), ("uge", 1)}
"""Comparisons of a length that only ask whether it is zero."""
_MOST_PADDING: Final = 1 << 16  # bytes that strncpy is taken to fill in place


# --- Lengths --------------------------------------------------------------------------------------------------------


def _strlen(site: Site) -> Value | None:
    (s,) = site.arguments
    length = length_at(s)
    if length is not None:
        return site.number(length)
    if type(s) is Select:
        a, b = (length_at(o) for o in s.operands[1:])
        if a is not None and b is not None:
            return site.add(Select(s.operands[0], site.number(a), site.number(b)))
    rest = _rest_of(site, s)
    if rest is not None:
        return rest
    return site.byte(s) if site.used and all(asks_for_zero(user, site.call) for user in site.call.users) else None


def asks_for_zero(user: Instruction, length: Call) -> bool:
    """Whether a use of a length only asks whether it is zero."""
    if type(user) is not Compare or user.operands[0] is not length:
        return False
    number = user.operands[1]
    return type(number) is ConstInt and (user.predicate, number.value) in _ZERO_TESTS


def _rest_of(site: Site, s: Value) -> Value | None:
    """The length from an unknown place in an array that is known: one string, and nothing but zeros behind it."""
    if type(s) is not PointerAdd or type(s.operands[1]) is ConstInt:
        return None
    base, offset = place_of(s.operands[0])
    if type(base) is not GlobalVariable or not is_known(base):
        return None
    whole, text = bytes_at(base), string_at(base)
    if whole is None or text is None or base.size != len(whole) or not last_string(whole, text):
        return None
    length = ConstInt(I64, len(text))
    distance = site.binary("add", s.operands[1], ConstInt(I64, offset)) if offset else s.operands[1]
    rest = site.binary("sub", length, distance)
    if base.size > len(text) + 1:  # it may be behind the first NUL
        inside = site.add(Compare("ule", distance, length))
        rest = site.add(Select(inside, rest, ConstInt(I64, 0)))
    return site.convert("trunc", rest, site.word)


def last_string(whole: bytes, text: bytes) -> bool:
    """Whether nothing but zeros follows the text in its array: then any place behind its end is an empty string."""
    return not any(whole[len(text) :])


def _strnlen(site: Site) -> Value | None:
    s, most = site.arguments
    number = constant(most)
    if number == 0:
        return site.size(0)
    whole, length = bytes_at(s), length_at(s)
    if number is not None and whole is not None and len(whole) >= number:
        return site.size(len(whole[:number].split(b"\0")[0]))
    if length is None:
        return None
    if number is not None:
        return site.size(min(number, length))
    less = site.add(Compare("ult", most, site.size(length)))
    return site.add(Select(less, most, site.size(length)))


# --- Searches -------------------------------------------------------------------------------------------------------


def _found(site: Site, s: Value, position: int) -> Value:
    return site.null() if position < 0 else site.advanced(s, position)


def _memchr(site: Site) -> Value | None:
    s, character, count = site.arguments
    number, wanted, known = constant(count), constant(character), bytes_at(s)
    if number == 0:
        return site.null()
    if number is None or wanted is None or known is None:
        return None
    position = known[:number].find(wanted & 0xFF)
    if position < 0 and number > len(known):
        return None
    return _found(site, s, position)


def _strchr(site: Site) -> Value | None:
    s, character = site.arguments
    wanted, text = constant(character), string_at(s)
    if wanted is None:
        return None
    if text is not None:
        return _found(site, s, (text + b"\0").find(wanted & 0xFF))
    return _end_of(site, s) if not wanted & 0xFF else None


def _strrchr(site: Site) -> Value | None:
    s, character = site.arguments
    wanted, text = constant(character), string_at(s)
    if wanted is None:
        return None
    if text is not None:
        return _found(site, s, (text + b"\0").rfind(wanted & 0xFF))
    return _end_of(site, s) if not wanted & 0xFF else None


def _end_of(site: Site, s: Value) -> Value | None:
    length = site.library("strlen", s)
    return None if length is None else site.advanced(s, length)


def _strstr(site: Site) -> Value | None:
    s, part = site.arguments
    text, wanted = string_at(s), string_at(part)
    if same(s, part):
        return s
    if wanted is None:
        return None
    if not wanted:
        return s
    if text is not None:
        return _found(site, s, text.find(wanted))
    if len(wanted) == 1:
        return site.library("strchr", s, ConstInt(I32, wanted[0]))
    return None


def _strpbrk(site: Site) -> Value | None:
    s, part = site.arguments
    text, wanted = string_at(s), string_at(part)
    if wanted == b"" or text == b"":
        return site.null()
    if wanted is None:
        return None
    if text is not None:
        return _found(site, s, next((n for n, character in enumerate(text) if character in wanted), -1))
    if len(wanted) == 1:
        return site.library("strchr", s, ConstInt(I32, wanted[0]))
    return None


def _strspn(site: Site) -> Value | None:
    text, part = (string_at(argument) for argument in site.arguments)
    if text == b"" or part == b"":
        return site.size(0)
    if text is None or part is None:
        return None
    return site.size(next((n for n, character in enumerate(text) if character not in part), len(text)))


def _strcspn(site: Site) -> Value | None:
    s = site.arguments[0]
    text, part = (string_at(argument) for argument in site.arguments)
    if text == b"":
        return site.size(0)
    if part == b"":
        return site.library("strlen", s)
    if text is None or part is None:
        return None
    return site.size(next((n for n, character in enumerate(text) if character in part), len(text)))


# --- Comparisons ----------------------------------------------------------------------------------------------------


def _order(site: Site, a: bytes, b: bytes) -> Value:
    return site.number((a > b) - (a < b))


def _difference(site: Site, a: Value | None, b: Value | None) -> Value:
    """That of two first bytes; None: of an empty string."""
    zero = ConstInt(I32, 0)
    return site.binary("sub", zero if a is None else site.byte(a), zero if b is None else site.byte(b))


def _strcmp(site: Site) -> Value | None:
    a, b = site.arguments
    x, y = string_at(a), string_at(b)
    if same(a, b):
        return site.number(0)
    if x is not None and y is not None:
        return _order(site, x, y)
    if x == b"" or y == b"":
        return _difference(site, None if x == b"" else a, None if y == b"" else b)
    return None


def _strncmp(site: Site) -> Value | None:
    a, b, count = site.arguments
    number, x, y = constant(count), string_at(a), string_at(b)
    if number == 0 or same(a, b):
        return site.number(0)
    if number is None:
        return None
    if x is not None and y is not None:
        return _order(site, x[:number], y[:number])
    if number == 1 or x == b"" or y == b"":
        return _difference(site, None if x == b"" else a, None if y == b"" else b)
    return None


def _memcmp(site: Site) -> Value | None:
    a, b, count = site.arguments
    number, x, y = constant(count), bytes_at(a), bytes_at(b)
    if number == 0 or same(a, b):
        return site.number(0)
    if number is None:
        return None
    if x is not None and y is not None and number <= min(len(x), len(y)):
        return _order(site, x[:number], y[:number])
    return _difference(site, a, b) if number == 1 else None


# --- Copies ---------------------------------------------------------------------------------------------------------


def _memcpy(site: Site) -> Value | None:
    to, source, size = site.arguments
    if constant(size) == 0 or same(to, source):
        return to
    return None if site.callee.asm_name else site.copy(to, source, size)


def _memmove(site: Site) -> Value | None:
    to, source, size = site.arguments
    if constant(size) == 0 or same(to, source):
        return to
    if site.callee.asm_name:
        return None
    base, _ = place_of(source)  # where it is a constant, nothing that may be written to overlaps it
    return site.copy(to, source, size, not (type(base) is GlobalVariable and base.constant))


def _memset(site: Site) -> Value | None:
    to, byte, size = site.arguments
    if constant(size) == 0:
        return to
    return None if site.callee.asm_name else site.fill(to, byte, size)


def _mempcpy(site: Site) -> Value | None:
    to, source, size = site.arguments
    if constant(size) == 0 or site.copy(to, source, size) is not None:
        return site.advanced(to, size)
    return None


def _bcopy(site: Site) -> Value | None:
    source, to, size = site.arguments
    if site.callee.asm_name:
        return None
    return site.copy(to, source, size, True)


def _bzero(site: Site) -> Value | None:
    to, size = site.arguments
    if site.callee.asm_name:
        return None
    return site.fill(to, ConstInt(I32, 0), size)


def _strcpy(site: Site) -> Value | None:
    to, source = site.arguments
    if same(to, source):
        return to
    length = length_at(source)
    return None if length is None else site.copy(to, source, length + 1)


def _stpcpy(site: Site) -> Value | None:
    to, source = site.arguments
    length = length_at(source)
    if length is not None:
        return None if site.copy(to, source, length + 1) is None else site.advanced(to, length)
    if not site.used and site.library("strcpy", to, source) is not None:
        return site.done
    return None


def _strncpy(site: Site) -> Value | None:
    to, source, size = site.arguments
    return to if _padded(site, to, source, size) else None


def _padded(site: Site, to: Value, source: Value, size: Value) -> bool:
    """Copy a string of known length, and zeros to the end of a known number of bytes."""
    count, length = constant(size), length_at(source)
    if count == 0:
        return True
    if count is None or length is None:
        return length == 0 and site.fill(to, ConstInt(I32, 0), size) is not None
    if count <= length + 1:
        return site.copy(to, source, count) is not None
    if site.small or count > _MOST_PADDING:
        return False
    rest = site.advanced(to, length)
    if site.fill(rest, ConstInt(I32, 0), count - length) is None:
        return False
    return not length or site.copy(to, source, length) is not None


def _stpncpy(site: Site) -> Value | None:
    to, source, size = site.arguments
    count, length = constant(size), length_at(source)
    if count is not None and (length is not None or not count):
        if _padded(site, to, source, size):
            return site.advanced(to, min(count, length or 0))
        return None
    if not site.used and site.library("strncpy", to, source, size) is not None:
        return site.done
    return None


def _strcat(site: Site) -> Value | None:
    to, source = site.arguments
    length = length_at(source)
    if length == 0:
        return to
    if length is None or site.small or not site.creating:
        return None
    end = _end_of(site, to)
    return None if end is None or site.copy(end, source, length + 1) is None else to


def _strncat(site: Site) -> Value | None:
    to, source, size = site.arguments
    count, length = constant(size), length_at(source)
    if count == 0 or length == 0:
        return to
    if count is not None and length is not None and count >= length:
        return to if site.library("strcat", to, source) is not None else None
    return None


# --- Characters -----------------------------------------------------------------------------------------------------


def _isascii(site: Site) -> Value | None:
    high = site.binary("and", site.arguments[0], ConstInt(I32, ~0x7F))
    return site.convert("zext", site.add(Compare("eq", high, ConstInt(I32, 0))), I32)


def _isdigit(site: Site) -> Value | None:
    """The same in every locale (C17 7.4.1.5)."""
    place = site.binary("sub", site.arguments[0], ConstInt(I32, ord("0")))
    return site.convert("zext", site.add(Compare("ule", place, ConstInt(I32, 9))), I32)


def _toascii(site: Site) -> Value | None:
    return site.binary("and", site.arguments[0], ConstInt(I32, 0x7F))


ROWS: Final[dict[str, Handler]] = {
    "strlen": _strlen, "strnlen": _strnlen, "memchr": _memchr, "strchr": _strchr, "index": _strchr,
    "strrchr": _strrchr, "rindex": _strrchr, "strstr": _strstr, "strpbrk": _strpbrk, "strspn": _strspn,
    "strcspn": _strcspn, "strcmp": _strcmp, "strncmp": _strncmp, "memcmp": _memcmp, "bcmp": _memcmp,
    "memcpy": _memcpy, "memmove": _memmove, "memset": _memset, "mempcpy": _mempcpy, "bcopy": _bcopy, "bzero": _bzero,
    "strcpy": _strcpy, "stpcpy": _stpcpy, "strncpy": _strncpy, "stpncpy": _stpncpy, "strcat": _strcat,
    "strncat": _strncat, "isascii": _isascii, "isdigit": _isdigit, "toascii": _toascii,
}  # fmt: skip
"""By the function that is called."""

__all__ = ["ROWS"]
