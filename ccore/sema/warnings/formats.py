"""What format strings may hold (C17 7.21.6.1, 7.21.6.2, 7.27.3.5, and GNU's additions), as tables.

A *kind* is "printf", "scanf" or "strftime".  A conversion's argument is one letter per length modifier:
i int, u unsigned, l long, m unsigned long, q long long, Q unsigned long long, j/J intmax_t and unsigned, t/T ptrdiff_t
and unsigned, z/Z ssize_t and size_t, d double, f float, g long double, x y k the decimal types, c char, a signed char,
A unsigned char, h short, H unsigned short, v void, w wchar_t, W wint_t; "-" for none, "*" before it for each pointer.
"""

from __future__ import annotations

from typing import Final

Conversion = tuple[dict[str, str], str, str]
"""By length modifier ("" for none) the argument; the flags allowed; "r" reads through its pointer, "w" writes, ..."""

_SIGNED: Final = {
    "": "i", "hh": "a", "h": "h", "l": "l", "ll": "q", "q": "q", "L": "q", "z": "z", "Z": "z", "t": "t", "j": "j"
}  # fmt: skip
_UNSIGNED: Final = {
    "": "u", "hh": "A", "h": "H", "l": "m", "ll": "Q", "q": "Q", "L": "Q", "z": "Z", "Z": "Z", "t": "T", "j": "J"
}  # fmt: skip
_DECIMAL: Final = {"H": "x", "D": "y", "DD": "k"}
_DOUBLE: Final = {"": "d", "l": "d", "L": "g", **_DECIMAL}
_SCANNED_FLOAT: Final = {"": "*f", "l": "*d", "L": "*g", "H": "*x", "D": "*y", "DD": "*k"}


def _pointed(letters: dict[str, str]) -> dict[str, str]:
    return {length: "*" + letter for length, letter in letters.items()}


PRINTF: Final[dict[str, Conversion]] = {
    "d": (_SIGNED, "-wp0 +'I", "i"), "i": (_SIGNED, "-wp0 +'I", "i"), "u": (_UNSIGNED, "-wp0'I", "i"),
    "o": (_UNSIGNED, "-wp0#", "i"), "x": (_UNSIGNED, "-wp0#", "i"), "X": (_UNSIGNED, "-wp0#", "i"),
    "f": (_DOUBLE, "-wp0 +#'I", ""), "F": (_DOUBLE, "-wp0 +#'I", ""), "g": (_DOUBLE, "-wp0 +#'I", ""),
    "G": (_DOUBLE, "-wp0 +#'I", ""), "e": (_DOUBLE, "-wp0 +#I", ""), "E": (_DOUBLE, "-wp0 +#I", ""),
    "a": (_DOUBLE, "-wp0 +#", ""), "A": (_DOUBLE, "-wp0 +#", ""),
    "c": ({"": "i", "l": "W"}, "-w", ""), "s": ({"": "*c", "l": "*w"}, "-wp", "r"), "C": ({"": "W"}, "-w", ""),
    "S": ({"": "*w"}, "-wp", "r"), "p": ({"": "*v"}, "-w", ""), "n": (_pointed(_SIGNED), "", "w"),
    "m": ({"": "-"}, "-wp", ""),
}  # fmt: skip

SCANF: Final[dict[str, Conversion]] = {
    "d": (_pointed(_SIGNED), "*w'I", "w"), "i": (_pointed(_SIGNED), "*w'I", "w"),
    "u": (_pointed(_UNSIGNED), "*w'I", "w"),
    "o": (_pointed(_UNSIGNED), "*w", "w"), "x": (_pointed(_UNSIGNED), "*w", "w"), "X": (_pointed(_UNSIGNED), "*w", "w"),
    "c": ({"": "*c", "l": "*w"}, "*mw", "w"), "s": ({"": "*c", "l": "*w"}, "*amw", "w"),
    "[": ({"": "*c", "l": "*w"}, "*amw", "w"), "C": ({"": "*w"}, "*mw", "w"), "S": ({"": "*w"}, "*amw", "w"),
    "p": ({"": "**v"}, "*w", "w"), "n": (_pointed(_SIGNED), "", "w"),
    **dict.fromkeys("efgEFGaA", (_SCANNED_FLOAT, "*w'", "w")),
}  # fmt: skip

FLAGS: Final = {"printf": " +#0-'I", "scanf": "*'I", "strftime": "_-0^#"}
LENGTHS: Final = ("hh", "h", "ll", "l", "q", "L", "z", "Z", "t", "j", "H", "DD", "D")
STRFTIME: Final = "ABZabcdeDFgGhHIjklmMnpPrRsStTuUVwWxXyYzC+"
TWO_DIGIT_YEARS: Final = {"D": 0, "g": 0, "y": 0, "c": 1, "x": 1}  # 1: in some locales only

WORDS: Final = {
    "z": "signed size_t", "Z": "size_t", "t": "ptrdiff_t", "T": "unsigned ptrdiff_t", "j": "intmax_t",
    "J": "uintmax_t", "w": "wchar_t", "W": "wint_t",
}  # fmt: skip
"""Argument types that messages call by a name of the library's."""

LIBRARY: Final[dict[str, tuple[str, int, int]]] = {
    "printf": ("printf", 1, 2), "fprintf": ("printf", 2, 3), "sprintf": ("printf", 2, 3), "snprintf": ("printf", 3, 4),
    "vprintf": ("printf", 1, 0), "vfprintf": ("printf", 2, 0), "vsprintf": ("printf", 2, 0),
    "vsnprintf": ("printf", 3, 0), "printf_unlocked": ("printf", 1, 2), "fprintf_unlocked": ("printf", 2, 3),
    "scanf": ("scanf", 1, 2), "fscanf": ("scanf", 2, 3), "sscanf": ("scanf", 2, 3), "vscanf": ("scanf", 1, 0),
    "vfscanf": ("scanf", 2, 0), "vsscanf": ("scanf", 2, 0), "strftime": ("strftime", 3, 0),
    "__printf_chk": ("printf", 2, 3), "__fprintf_chk": ("printf", 3, 4), "__sprintf_chk": ("printf", 4, 5),
    "__snprintf_chk": ("printf", 5, 6), "__vprintf_chk": ("printf", 2, 0), "__vfprintf_chk": ("printf", 3, 0),
    "__vsprintf_chk": ("printf", 4, 0), "__vsnprintf_chk": ("printf", 5, 0),
}  # fmt: skip
"""Formats of the library's functions, where no attribute says so: kind, position of the string, of the arguments."""

FORMAT_ARGUMENT: Final = {"gettext": 1, "dgettext": 2, "dcgettext": 2}
