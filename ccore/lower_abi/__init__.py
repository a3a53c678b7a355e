"""Calling conventions: which registers and stack slots the values of a call travel in.

``classify`` is a pure function of types.  The LLVM writer asks it for each call and definition, and
emits the copies that it implies.  A calling convention is one file here and one entry in ``CONVENTIONS``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from ccore.ir.types import FunctionType, Type
from ccore.lower_abi import sysv_x86_64, win64
from ccore.lower_abi.signature import (
    BYVAL,
    DIRECT,
    IGNORE,
    PARTS,
    REFERENCE,
    SRET,
    Part,
    Passing,
    Signature,
)
from ccore.target import TargetSpec

Convention = Callable[[FunctionType, Sequence[Type]], Signature]

CONVENTIONS: Final[dict[tuple[str, str], Convention]] = {
    ("x86_64", ""): sysv_x86_64.classify,
    ("x86_64", "avx"): partial(sysv_x86_64.classify, widest=32),
    ("x86_64", "avx512f"): partial(sysv_x86_64.classify, widest=64),
    ("x86_64", "ms_abi"): win64.classify,
}
"""By the target's name and the convention that an attribute asks for ("" is the target's own), or the instruction set
in force that widens the target's own."""


def convention(target: TargetSpec, name: str = "", instructions: str = "") -> Convention:
    """The convention of that name on that target; names that change no passing give the target's own, with those
    instructions in force."""
    found = CONVENTIONS.get((target.name, name)) if name else None
    found = found or CONVENTIONS.get((target.name, instructions))
    if found is None:
        raise NotImplementedError(f"no calling convention for target {target.name}")
    return found


__all__ = [
    "BYVAL", "DIRECT", "IGNORE", "PARTS", "REFERENCE", "SRET", "Convention", "Part", "Passing", "Signature",
    "convention",
]  # fmt: skip
