"""Microsoft's x64 calling convention (``__attribute__((ms_abi))``), which UEFI services use.

Every argument takes one slot of 8 bytes: an aggregate of 1, 2, 4 or 8 bytes goes as an integer, any other
by the address of a copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ccore.ir.types import AggregateType, FunctionType, IntType, Type, VectorType, int_type
from ccore.lower_abi.signature import DIRECT, PARTS, REFERENCE, SRET, Part, Passing, Signature

_WHOLE_SIZES: Final = (1, 2, 4, 8)


def _pass(type_: Type, memory: str, extension: str) -> Passing:
    if isinstance(type_, AggregateType):
        if type_.size in _WHOLE_SIZES:
            return Passing(PARTS, type_, (Part(0, type_.size, int_type(8 * type_.size)),))
        return Passing(memory, type_, (), max(type_.align, 8 if memory == REFERENCE else 1))
    if memory == REFERENCE and (
        (isinstance(type_, IntType) and type_.size > 8) or (isinstance(type_, VectorType) and type_.size > 8)
    ):
        return Passing(REFERENCE, type_, (), 16)
    return Passing(DIRECT, type_, (), 0, extension)


def classify(function_type: FunctionType, types: Sequence[Type]) -> Signature:
    """The signature of a call with arguments of these types."""
    extensions = function_type.extensions
    return Signature(
        _pass(function_type.result, SRET, ""),
        [_pass(t, REFERENCE, extensions[i] if i < len(extensions) else "") for i, t in enumerate(types)],
    )
