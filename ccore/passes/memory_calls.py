"""Calls of memcpy, memmove and memset become the instructions for that.

    %r = call @memcpy(%x, %p, i64 4)          =>      memcopy %x, %p, i64 4        (%r is %x)

A memmove from one object to another is a memcpy.  Other passes know what the instructions touch, and those of a few
bytes become loads and stores: ``memcpy`` is how programs read a number from unaligned bytes (C17 7.24.2.1).  The
function must be the library's (the front end marks it: it gives its first argument), and one that the program may be
given calls of, as ``loop-idiom`` asks; or it copies a known number of bytes (``__builtin_memcpy`` with -ffreestanding).
"""

from __future__ import annotations

from typing import Final, final

from ccore.ir import fold
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Call, Convert, Instruction, MemCopy, MemSet
from ccore.ir.module import Function
from ccore.ir.types import I8, I64, IntType, PointerType
from ccore.ir.values import ConstInt, Value
from ccore.passes.alias import Aliases
from ccore.passes.edit import untouchable
from ccore.passes.loop_idiom import apart, may_call_library

_NAMES: Final = frozenset(("memcpy", "memmove", "memset"))


@final
class MemoryCalls:
    """Linear."""

    name = "memory-calls"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function):
            return False
        creating = may_call_library(function, analyses)
        watch = analyses.watch
        changed = False
        for block in function.blocks:
            kept: list[Instruction] = []
            found = False
            for i in block.instructions:
                callee = i.operands[0] if type(i) is Call else None
                if (
                    type(i) is not Call or type(callee) is not Function or callee.name not in _NAMES
                    or not of_library(callee) or not fits(i) or not (creating or expanded(i))
                    or (watch is not None and not watch.does(callee.name, i))
                ):  # fmt: skip
                    kept.append(i)
                    continue
                for new in _instructions(callee.name, i.operands[1:], analyses):
                    new.block, new.location = block, i.location
                    kept.append(new)
                i.replace_uses(i.operands[1])
                i.drop_operands()
                i.block = None
                found = True
            if found:
                block.instructions = kept
                changed = True
        return changed


def of_library(callee: Function) -> bool:
    """Whether the function is the library's: another file's, under its own name, and declared as it should be."""
    return not callee.blocks and not callee.asm_name and callee.attributes.call.gives == 0


def expanded(call: Call) -> bool:
    """Whether the instruction calls nothing, or what the program calls by its builtin's name, anyway: so with a known
    number of bytes even where the program may be given no other calls."""
    spelled = call.attributes is None or not call.attributes.no_builtin
    return spelled and type(call.operands[-1]) is ConstInt


def fits(call: Call) -> bool:
    """Whether the call's arguments are such as the instructions take."""
    types = [argument.type for argument in call.operands[1:]]
    size = call.operands[-1]
    return (
        len(types) == 3 and all(isinstance(type_, (PointerType, IntType)) for type_ in types)
        and isinstance(types[0], PointerType) and not types[0].space and call.type is types[0]
        and (not isinstance(types[1], PointerType) or not types[1].space)
        and (types[2] is I64 or type(size) is ConstInt)
    )  # fmt: skip


def _instructions(name: str, arguments: list[Value], analyses: Analyses) -> list[Instruction]:
    to, what, size = arguments
    if type(size) is ConstInt:
        size = ConstInt(I64, size.value)
    if name != "memset":
        overlap = name == "memmove" and not apart(analyses.of(Aliases), to, what)
        return [MemCopy(to, what, size, overlap=overlap)]
    byte = fold.fold_convert("trunc", what, I8)
    if byte is not None:
        return [MemSet(to, byte, size)]
    convert = Convert("trunc", what, I8)
    return [convert, MemSet(to, convert, size)]


__all__ = ["MemoryCalls", "expanded", "fits", "of_library"]
