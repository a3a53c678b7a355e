"""Calls, parameters and returns as LLVM IR text: the copies that a calling convention implies."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from ccore.ir.instructions import Call, Return
from ccore.ir.module import Function
from ccore.ir.types import AggregateType, FloatType, IntType, Type
from ccore.ir.values import APPLY_ARGS, CallAttributes
from ccore.llvm.attributes import CALLING_CONVENTIONS
from ccore.llvm.signatures import memory_parameter
from ccore.llvm.text import type_text
from ccore.lower_abi import BYVAL, DIRECT, IGNORE, PARTS, REFERENCE, SRET, Part, Passing

if TYPE_CHECKING:
    from ccore.llvm.functions import FunctionWriter

_NO_ATTRIBUTES = CallAttributes()
KEPT = "%kept"  # the block of a function that keeps its arguments


# --- Pieces of objects in memory --------------------------------------------------------------------------------


def load_part(w: FunctionWriter, base: str, align: int, part: Part) -> str:
    """Load one part of the object at ``base``; only its own bytes are read."""
    address = w.offset(base, part.offset)
    aligned = gcd(align, part.offset) or align
    text = type_text(part.type)
    if isinstance(part.type, FloatType) and part.size not in (part.type.size, 16):
        # Fewer bytes than any floating type has: half-precision numbers.
        bits = w.emit(f"load i{part.size * 8}, ptr {address}, align {aligned}")
        wide = w.emit(f"zext i{part.size * 8} {bits} to i{part.type.bits}")
        return w.emit(f"bitcast i{part.type.bits} {wide} to {text}")
    return w.emit(f"load {text}, ptr {address}, align {aligned}")


def store_part(w: FunctionWriter, base: str, align: int, part: Part, value: str) -> None:
    """Store one part into the object at ``base``; only its own bytes are written."""
    address = w.offset(base, part.offset)
    aligned = gcd(align, part.offset) or align
    text = type_text(part.type)
    if isinstance(part.type, FloatType) and part.size not in (part.type.size, 16):
        wide = w.emit(f"bitcast {text} {value} to i{part.type.bits}")
        value = w.emit(f"trunc i{part.type.bits} {wide} to i{part.size * 8}")
        text = f"i{part.size * 8}"
    w.out.append(f"  store {text} {value}, ptr {address}, align {aligned}")


def cut_scalar(w: FunctionWriter, type_: Type, value: str, parts: tuple[Part, ...]) -> list[str]:
    """A wide scalar in parts."""
    whole = type_text(type_)
    if not isinstance(type_, IntType):
        return [w.emit(f"bitcast {whole} {value} to {type_text(parts[0].type)}")]
    values: list[str] = []
    for part in parts:
        shifted = w.emit(f"lshr {whole} {value}, {part.offset * 8}") if part.offset else value
        values.append(w.emit(f"trunc {whole} {shifted} to {type_text(part.type)}"))
    return values


def join_scalar(w: FunctionWriter, type_: Type, values: list[str], parts: tuple[Part, ...]) -> str:
    """A wide scalar from its parts."""
    whole = type_text(type_)
    if not isinstance(type_, IntType):
        return w.emit(f"bitcast {type_text(parts[0].type)} {values[0]} to {whole}")
    result = ""
    for part, value in zip(parts, values):
        wide = w.emit(f"zext {type_text(part.type)} {value} to {whole}")
        if part.offset:
            wide = w.emit(f"shl {whole} {wide}, {part.offset * 8}")
        result = w.emit(f"or {whole} {result}, {wide}") if result else wide
    return result


# --- Calls ------------------------------------------------------------------------------------------------------


def emit_call(w: FunctionWriter, i: Call) -> None:
    callee = i.callee
    if isinstance(callee, Function) and callee.name == APPLY_ARGS:
        w.names[i] = KEPT
        return
    known = callee.attributes.call if isinstance(callee, Function) else _NO_ATTRIBUTES
    attributes = i.attributes or known
    convention_name = attributes.calling_convention or known.calling_convention
    function_type = i.function_type
    shape = w.module.signatures.of_call(function_type, i.argument_types, convention_name, w.wide)
    signature = shape.signature
    result = signature.result
    arguments: list[str] = []
    target = ""
    if result.kind == SRET:
        address = i.result_address
        target = w.ref(address) if address is not None else w.temporary(result.type.size, result.align)
        arguments.append(f"{memory_parameter('sret', result)} {target}")
    operands = i.operands
    for index, passing in enumerate(signature.arguments):
        operand = operands[index + 1]
        if passing.kind == DIRECT:
            extension = f" {passing.extension}" if passing.extension else ""
            arguments.append(f"{type_text(passing.type)}{extension} {w.ref(operand)}")
        else:
            _argument(w, passing, w.ref(operand), arguments)
    group = w.module.call_group(attributes, shape.in_memory)
    tail = "musttail " if attributes.must_tail else ""
    word = CALLING_CONVENTIONS.get(convention_name, "")
    type_ = shape.function_type if shape.variadic else shape.result
    if (attributes.malloc or known.malloc) and shape.result == "ptr":
        word += "noalias "
    text = f"{tail}call {word}{type_} {w.callee(callee)}({', '.join(arguments)}){group}{w.strict}"
    if w.strict and isinstance(i.type, FloatType) and not known.no_builtin:
        text += " nobuiltin"  # LLVM computes sqrt(2) even so
    if known.error or known.warning:
        text += w.module.source_place(i.location)
    if shape.result == "void":
        w.out.append("  " + text)
        if result.kind == SRET and i.result_address is None:  # a scalar that comes back in memory
            w.names[i] = w.emit(f"load {type_text(result.type)}, ptr {target}, align {result.align}")
        return
    if result.kind == DIRECT:
        w.out.append(f"  {w.names[i]} = {text}")
        return
    value = w.emit(text)
    _receive(w, i, result, value)


def _argument(w: FunctionWriter, passing: Passing, value: str, arguments: list[str]) -> None:
    """Append LLVM's arguments for one that does not go directly."""
    kind, type_ = passing.kind, passing.type
    if kind == IGNORE:
        return
    aggregate = isinstance(type_, AggregateType)
    if kind == PARTS:
        if aggregate:
            texts = [load_part(w, value, type_.align, part) for part in passing.parts]
        else:
            texts = cut_scalar(w, type_, value, passing.parts)
        arguments.extend([f"{type_text(part.type)} {text}" for part, text in zip(passing.parts, texts)])
        return
    if not aggregate:
        address = w.temporary(type_.size, passing.align)
        w.out.append(f"  store {type_text(type_)} {value}, ptr {address}, align {passing.align}")
        value = address
    elif kind == REFERENCE:
        address = w.temporary(type_.size, passing.align)
        w.copy(address, value, type_.size, passing.align, type_.align)
        value = address
    arguments.append(f"{memory_parameter('byval', passing) if kind == BYVAL else 'ptr'} {value}")


def _receive(w: FunctionWriter, i: Call, result: Passing, value: str) -> None:
    """Store (or put together) a result that came in parts."""
    parts = result.parts
    values = [value]
    if len(parts) > 1:
        aggregate = "{ " + ", ".join([type_text(part.type) for part in parts]) + " }"
        values = [w.emit(f"extractvalue {aggregate} {value}, {n}") for n in range(len(parts))]
    if not isinstance(result.type, AggregateType):
        w.names[i] = join_scalar(w, result.type, values, parts)
        return
    address = i.result_address
    if address is not None:
        base = w.ref(address)
        for part, text in zip(parts, values):
            store_part(w, base, result.type.align, part, text)


# --- Definitions ------------------------------------------------------------------------------------------------


def write_parameters(w: FunctionWriter, arguments: list[Passing], result: Passing) -> tuple[list[str], list[str]]:
    """LLVM's parameters of a definition, and the lines at its entry that put our parameters together."""
    texts: list[str] = []
    outside, w.out = w.out, []
    if result.kind == SRET:
        texts.append(memory_parameter("sret", result) + " %result")
    restricted = w.function.attributes.restrict if w.module.options.level != "0" else ()
    for parameter, passing in zip(w.function.parameters, arguments):
        name = f"%p{parameter.index}"
        type_ = passing.type
        kind = passing.kind
        aggregate = isinstance(type_, AggregateType)
        w.names[parameter] = name
        if kind == DIRECT:
            word = "nest " if passing.extension == "nest" else ""
            if str(parameter.index) in restricted:
                word += "noalias "  # C17 6.7.3.1; of the value that came in, whatever the variable becomes
            texts.append(f"{type_text(type_)} {word}{name}")
        elif kind == PARTS:
            values = [f"{name}.{part.offset}" for part in passing.parts]
            texts += [f"{type_text(part.type)} {value}" for part, value in zip(passing.parts, values)]
            if not aggregate:
                w.names[parameter] = join_scalar(w, type_, values, passing.parts)
                continue
            align = max(type_.align, 8)
            w.out.append(f"  {name} = alloca [{type_.size} x i8], align {align}")
            for part, value in zip(passing.parts, values):
                store_part(w, name, align, part, value)
        elif kind == IGNORE:
            w.out.append(f"  {name} = alloca [{type_.size} x i8], align {type_.align}")
        else:
            texts.append(f"{memory_parameter('byval', passing) if kind == BYVAL else 'ptr'} {name}")
            if not aggregate:
                w.names[parameter] = w.emit(f"load {type_text(type_)}, ptr {name}, align {passing.align}")
    if w.function.attributes.keeps_arguments:
        _keep_arguments(w, texts)
    lines, w.out = w.out, outside
    return texts, lines


_VECTOR_WORDS = ("<", "float", "double", "half", "bfloat", "fp128")


def _keep_arguments(w: FunctionWriter, texts: list[str]) -> None:
    """Store all registers in which arguments can arrive (System V on x86-64) into the block ``KEPT``.

    The registers that the function's own parameters leave over become further parameters of LLVM's function.
    """
    out = w.out
    general, vector = 0, 0
    out.append(f"  {KEPT} = alloca [192 x i8], align 16")
    stack = w.emit(f"call ptr {w.module.intrinsic('llvm.addressofreturnaddress.p0', 'ptr', '')}()")
    out.append(f"  store ptr {w.offset(stack, 8)}, ptr {KEPT}, align 16")
    for text in list(texts):
        type_, _, rest = text.partition(" ") if text[0] != "<" else text.partition("> ")
        name = rest.rpartition(" ")[2] or rest
        type_ += ">" if type_[0] == "<" else ""
        if " nest " in text:
            continue
        in_memory = "byval" in text or type_ == "x86_fp80"
        if type_.startswith(_VECTOR_WORDS) and vector < 8 and not in_memory:
            out.append(f"  store {type_} {name}, ptr {w.offset(KEPT, 64 + 16 * vector)}, align 16")
            vector += 1
        elif not type_.startswith(_VECTOR_WORDS) and general < 6 and not in_memory:
            out.append(f"  store {type_} {name}, ptr {w.offset(KEPT, 8 + 8 * general)}, align 8")
            general += 1
        else:  # it lies on the stack, where LLVM must think that it is wanted
            out.append(f"  store volatile {type_} {name}, ptr {w.temporary(32, 16)}, align 16")
    for number in range(general, 6):
        texts.append(f"i64 %general{number}")
        out.append(f"  store i64 %general{number}, ptr {w.offset(KEPT, 8 + 8 * number)}, align 8")
    for number in range(vector, 8):
        texts.append(f"<2 x double> %vector{number}")
        out.append(f"  store <2 x double> %vector{number}, ptr {w.offset(KEPT, 64 + 16 * number)}, align 16")


def emit_return(w: FunctionWriter, i: Return) -> None:
    result = w.shape.signature.result
    if not i.operands or w.shape.result == "void":
        if i.operands and result.kind == SRET and not isinstance(result.type, AggregateType):
            w.out.append(f"  store {w.typed(i.operands[0])}, ptr %result, align {result.align}")
        elif i.operands and result.kind == SRET:
            w.copy("%result", w.ref(i.operands[0]), result.type.size, result.align, result.type.align)
        # Falling off the end of a function with a result: what it returns does not matter (C17 6.9.1p12).
        w.out.append("  ret void" if w.shape.result == "void" else f"  ret {w.shape.result} undef")
        return
    operand = w.ref(i.operands[0])
    if result.kind == DIRECT:
        w.out.append(f"  ret {w.shape.result} {operand}")
        return
    type_ = result.type
    if isinstance(type_, AggregateType):
        values = [load_part(w, operand, type_.align, part) for part in result.parts]
    else:
        values = cut_scalar(w, type_, operand, result.parts)
    value = values[0]
    if len(values) > 1:
        value = "undef"
        for index, (part, text) in enumerate(zip(result.parts, values)):
            value = w.emit(f"insertvalue {w.shape.result} {value}, {type_text(part.type)} {text}, {index}")
    w.out.append(f"  ret {w.shape.result} {value}")

