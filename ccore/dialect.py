"""The dialects of C that -std= names: which standard, and whether with GNU's extensions to its letter.

C2X is what GCC 12 calls the draft of C23: ``c2x`` has all that does not change the meaning of a program of C17, with
GCC 12's ``__STDC_VERSION__``; ``c23`` is the standard (ISO/IEC 9899:2024).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

C89: Final = 1989
C94: Final = 1994  # C89 with amendment 1
C99: Final = 1999
C11: Final = 2011
C17: Final = 2017
C2X: Final = 2020
C23: Final = 2023


@dataclass(frozen=True, slots=True)
class Dialect:
    """``year``: one of the above, to be compared; ``gnu``: GNU C rather than strictly ISO's."""

    year: int
    gnu: bool
    version: str  # of __STDC_VERSION__, "" for none


_STANDARDS: Final = (
    (C89, "", "c89 c90 iso9899:1990", "gnu89 gnu90"),
    (C94, "199409L", "iso9899:199409", ""),
    (C99, "199901L", "c99 c9x iso9899:1999 iso9899:199x", "gnu99 gnu9x"),
    (C11, "201112L", "c11 c1x iso9899:2011", "gnu11 gnu1x"),
    (C17, "201710L", "c17 c18 iso9899:2017 iso9899:2018", "gnu17 gnu18"),
    (C2X, "202000L", "c2x", "gnu2x"),
    (C23, "202311L", "c23 iso9899:2024", "gnu23"),
)

DIALECTS: Final[dict[str, Dialect]] = {
    name: Dialect(year, gnu, version)
    for year, version, strict, with_gnu in _STANDARDS
    for gnu, names in ((False, strict), (True, with_gnu))
    for name in names.split()
}
"""By the name that -std= takes."""
