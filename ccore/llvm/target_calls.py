"""A ``TargetCall`` as LLVM IR text, by the template that the target's table has for it.

    call <4 x float> @llvm.x86.sse.cmp.ss($0, $1, i8 1)      $0: an operand with its type, %0: without
    a = shufflevector ...; sitofp <2 x i32> %a to $r         several lines, the last is the result; $r: its type

An operand of the table's kind "immediate" must have become a constant by now; GCC's words where it has not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ccore.diagnostics import CompileError, Diagnostic
from ccore.ir.instructions import TargetCall
from ccore.ir.types import VOID
from ccore.ir.values import ConstInt
from ccore.llvm.target_templates import TEMPLATES, Call
from ccore.llvm.text import type_text
from ccore.target.x86_builtins import SCALE, Builtin, find

if TYPE_CHECKING:
    from ccore.llvm.functions import FunctionWriter

_PIECE: Final = re.compile(r"\$r|[$%](?:\d+|[a-z]\w*)|\$h")
_CALL: Final = re.compile(r"call (.+?) @(llvm\.[\w.]+)\((.*)\)\Z")
_ARGUMENT: Final = re.compile(r"\s*(<[^>]*>|\w+)[^,]*(?:,|\Z)")
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")


def emit_target_call(w: FunctionWriter, i: TargetCall) -> None:
    """Raises ``CompileError`` where an immediate is not a constant of its range."""
    builtin = find(i.name)
    assert builtin is not None
    names: dict[str, str] = {"$r": type_text(i.type)}
    values: dict[int, int] = {}
    for index, operand in enumerate(i.operands):
        bits = builtin.immediates.get(index, 0)
        if bits:
            value = _immediate(i, builtin, index, bits)
            values[index] = value
            word = "i8" if index in builtin.bytes_ else type_text(operand.type)
            names[f"${index}"], names[f"%{index}"] = f"{word} {value}", str(value)
        else:
            names[f"${index}"], names[f"%{index}"] = w.typed(operand), w.ref(operand)
    if "$h" in builtin.template:
        names["$h"] = w.module.metadata("!{i32 1}")
    if "$s" in builtin.template:
        names["$s"] = "ptr " + w.temporary(4, 4)
    kind, _, words = builtin.template.partition(" ")
    lines = TEMPLATES[kind](Call(i.type, [operand.type for operand in i.operands], values), words)
    for line in lines[:-1]:
        name, _, text = line.partition(" = ")
        if text:
            text = _PIECE.sub(lambda m: names[m[0]], text)
            _declare(w, text)
            names["%" + name] = w.emit(text)
        else:
            text = _PIECE.sub(lambda m: names[m[0]], line)
            _declare(w, text)
            w.out.append("  " + text)
    text = _PIECE.sub(lambda m: names[m[0]], lines[-1])
    _declare(w, text)
    w.out.append("  " + text if i.type is VOID else f"  {w.names[i]} = {text}")


def _declare(w: FunctionWriter, text: str) -> None:
    """Declare the intrinsic that a line calls."""
    call = _CALL.match(text)
    if call is not None:
        w.module.intrinsic(call[2], call[1], ", ".join(_ARGUMENT.findall(call[3])) if call[3] else "")


def _immediate(i: TargetCall, builtin: Builtin, index: int, bits: int) -> int:
    """The value of an immediate; of 8 bits all that GCC cuts a constant to."""
    operand = i.operands[index]
    if type(operand) is ConstInt:
        value = operand.value
        if builtin.template.startswith("align") and not value & 7:
            return value  # 8 for each byte, so that it may be more than 255
        if bits == 8 and not (value & 7 and builtin.template.startswith(("shiftbytes", "align"))):
            return value & 0xFF
        if value in (1, 2, 4, 8) if bits == SCALE else value < 1 << bits:
            return value
    if bits == SCALE:
        message = "the last argument must be scale 1, 2, 4, 8"
    elif builtin.selector:
        message = f"selector must be an integer constant in the range [0, {(1 << bits) - 1}]"
    else:
        position = _ORDINALS[index] if builtin.name.startswith("pcmp") else "last"
        message = f"the {position} argument must be {'an' if bits == 8 else 'a'} {bits}-bit immediate"
    raise CompileError([Diagnostic("error", message, i.location)])
