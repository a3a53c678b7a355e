"""Signed arithmetic of -ftrapv: libgcc's functions, which call abort on overflow (GCC Internals, "Integer library").

    a + b (int)     =>      %r = call i32 @__addvsi3(i32 %a, i32 %b)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ir import types as ir
from ccore.ir.values import ConstInt, Value

if TYPE_CHECKING:
    from ccore.irgen.base import Base

_MODES: Final = {32: "si", 64: "di", 128: "ti"}


def trapping(generator: Base, operation: str, operands: list[Value]) -> Value:
    """The result of "add", "sub", "mul" or "neg"; constants, and _BitInt of other widths, wrap."""
    builder, type_ = generator.builder, operands[0].type
    mode = _MODES.get(type_.bits) if isinstance(type_, ir.IntType) else None
    if mode is None or all(isinstance(a, ConstInt) for a in operands):
        return builder.neg(operands[0]) if operation == "neg" else builder.binary(operation, operands[0], operands[1])
    types = tuple(a.type for a in operands)
    callee = generator.unit.library(f"__{operation}v{mode}{len(operands) + 1}", ir.function_type(type_, types))
    return builder.call(callee, callee.function_type, operands, types)
