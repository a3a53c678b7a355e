"""How values travel between functions: the answer of every calling convention, in one vocabulary.

A ``Signature`` says, for each parameter and the result of a call, whether it goes as it is, in parts (one
register each), through memory, or not at all.  The parts are ordinary IR types, so that whoever writes the
function needs to know nothing about the convention behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

from ccore.ir.types import Type

DIRECT: Final = "direct"
"""A scalar (or nothing, for void), as it is."""
IGNORE: Final = "ignore"
"""An object without contents: nothing is passed."""
PARTS: Final = "parts"
"""An aggregate or wide scalar cut into scalars, each passed as an argument of its own."""
BYVAL: Final = "byval"
"""A copy on the stack, among the arguments."""
REFERENCE: Final = "reference"
"""The address of a copy that the caller makes, as an ordinary pointer argument."""
SRET: Final = "sret"
"""Results only: the caller passes the address that receives the result."""


@final
@dataclass(frozen=True, slots=True)
class Part:
    """One register's worth of a value: ``size`` bytes at ``offset``, passed as a scalar of ``type``.

    ``size`` is the number of bytes that belong to the object; ``type`` may be wider.
    """

    offset: int
    size: int
    type: Type


@final
@dataclass(frozen=True, slots=True)
class Passing:
    """How one value travels: ``kind`` is one of the constants above.

    ``align``: of the copy in memory, in bytes (BYVAL, REFERENCE, SRET).  ``extension``: "signext",
    "zeroext" or "", for a narrow integer that the caller must widen to 32 bits; "nest" for a static chain.
    """

    kind: str
    type: Type
    parts: tuple[Part, ...] = ()
    align: int = 0
    extension: str = ""


@final
@dataclass(slots=True)
class Signature:
    """The passing of the result and of every argument of one call, or of every parameter of one function.

    ``general`` and ``vector``: how many registers of each class the arguments took; ``stack``: how many
    bytes they took on the stack (what ``va_start`` must know).
    """

    result: Passing
    arguments: list[Passing]
    general: int = 0
    vector: int = 0
    stack: int = 0
