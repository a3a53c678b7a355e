"""Variable arguments as LLVM IR text: ``va_arg`` written out (System V ABI of x86-64, section 3.5.7).

    struct { unsigned gp_offset, fp_offset; void *overflow_arg_area, *reg_save_area; }

Both places that an argument may lie in are valid addresses, so the choice is a ``select``, without branches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.ir.instructions import VaArg, VaCopy, VaEnd, VaStart
from ccore.ir.types import VOID, AggregateType, FloatType, function_type
from ccore.llvm.text import type_text
from ccore.lower_abi import BYVAL, IGNORE, convention

if TYPE_CHECKING:
    from ccore.llvm.functions import FunctionWriter

_GENERAL_END = 48  # six registers of 8 bytes
_VECTOR_END = 176  # then eight of 16 bytes


def emit_va_start(w: FunctionWriter, i: VaStart) -> None:
    symbol = w.module.intrinsic("llvm.va_start.p0", "void", "ptr")
    w.out.append(f"  call void {symbol}({w.typed(i.operands[0])})")


def emit_va_end(w: FunctionWriter, i: VaEnd) -> None:
    symbol = w.module.intrinsic("llvm.va_end.p0", "void", "ptr")
    w.out.append(f"  call void {symbol}({w.typed(i.operands[0])})")


def emit_va_copy(w: FunctionWriter, i: VaCopy) -> None:
    symbol = w.module.intrinsic("llvm.va_copy.p0", "void", "ptr, ptr")
    w.out.append(f"  call void {symbol}({w.typed(i.operands[0])}, {w.typed(i.operands[1])})")


def emit_va_arg(w: FunctionWriter, i: VaArg) -> None:
    if w.function.attributes.call.calling_convention == "ms_abi":
        _pointer_list(w, i)
    else:
        _register_list(w, i)


def _result(w: FunctionWriter, i: VaArg, address: str, align: int) -> None:
    """The instruction's value, from the argument's place: its contents, or for an aggregate its address."""
    type_ = i.argument_type
    if not isinstance(type_, AggregateType):
        w.out.append(f"  {w.names[i]} = load {type_text(type_)}, ptr {address}, align {align}")
    elif type_.align > align:
        copy = w.temporary(type_.size, type_.align)
        w.copy(copy, address, type_.size, type_.align, align)
        w.names[i] = copy
    else:
        w.names[i] = address


def _align_up(w: FunctionWriter, address: str, align: int) -> str:
    symbol = w.module.intrinsic("llvm.ptrmask.p0.i64", "ptr", "ptr, i64")
    raised = w.emit(f"getelementptr i8, ptr {address}, i64 {align - 1}")
    return w.emit(f"call ptr {symbol}(ptr {raised}, i64 {-align})")


def _register_list(w: FunctionWriter, i: VaArg) -> None:
    type_ = i.argument_type
    signature = convention(w.module.target)(function_type(VOID, (), True), (type_,))
    passing = signature.arguments[0]
    if passing.kind == IGNORE:
        w.names[i] = w.temporary(0, type_.align)
        return
    list_ = w.ref(i.operands[0])
    size = (type_.size + 7) // 8 * 8
    overflow_slot = w.offset(list_, 8)
    overflow = w.emit(f"load ptr, ptr {overflow_slot}, align 8")
    in_memory = overflow
    memory_align = 8
    if type_.align > 8:
        memory_align = min(type_.align, 4096)
        in_memory = _align_up(w, overflow, memory_align)
    after = w.emit(f"getelementptr i8, ptr {in_memory}, i64 {size}")
    general, vector = signature.general, signature.vector
    if passing.kind == BYVAL or (isinstance(type_, FloatType) and not vector):
        w.out.append(f"  store ptr {after}, ptr {overflow_slot}, align 8")
        _result(w, i, in_memory, memory_align)
        return
    save_slot = w.offset(list_, 16)
    save = w.emit(f"load ptr, ptr {save_slot}, align 8")
    fits = ""
    places: dict[bool, str] = {}  # by "is a vector register": where the next one was saved
    updates: list[tuple[str, str, int]] = []
    for is_vector, count, slot_offset, width, end in (
        (False, general, 0, 8, _GENERAL_END),
        (True, vector, 4, 16, _VECTOR_END),
    ):
        if not count:
            continue
        slot = w.offset(list_, slot_offset)
        used = w.emit(f"load i32, ptr {slot}, align 4")
        fit = w.emit(f"icmp ule i32 {used}, {end - width * count}")
        fits = w.emit(f"and i1 {fits}, {fit}") if fits else fit
        wide = w.emit(f"zext i32 {used} to i64")
        places[is_vector] = w.emit(f"getelementptr i8, ptr {save}, i64 {wide}")
        updates.append((slot, used, width * count))
    for slot, used, step in updates:
        advance = w.emit(f"select i1 {fits}, i32 {step}, i32 0")
        w.out.append(f"  store i32 {w.emit(f'add i32 {used}, {advance}')}, ptr {slot}, align 4")
    rest = w.emit(f"select i1 {fits}, ptr {overflow}, ptr {after}")
    w.out.append(f"  store ptr {rest}, ptr {overflow_slot}, align 8")
    if not vector or (vector == 1 and not general):
        # All of it lies together in both places.
        place = w.emit(f"select i1 {fits}, ptr {places[bool(vector)]}, ptr {in_memory}")
        _result(w, i, place, 8 if not vector else min(16, memory_align))
        return
    copy = w.temporary(16, 16)
    taken = {False: 0, True: 0}
    for part in passing.parts:
        is_vector = isinstance(part.type, FloatType)
        saved = w.offset(places[is_vector], taken[is_vector])
        taken[is_vector] += 16 if is_vector else 8
        source = w.emit(f"select i1 {fits}, ptr {saved}, ptr {w.offset(in_memory, part.offset)}")
        value = w.emit(f"load i64, ptr {source}, align 8")
        w.out.append(f"  store i64 {value}, ptr {w.offset(copy, part.offset)}, align 8")
    w.names[i] = copy


def _pointer_list(w: FunctionWriter, i: VaArg) -> None:
    """Microsoft's list: one pointer to slots of 8 bytes; larger objects by their address."""
    type_ = i.argument_type
    list_ = w.ref(i.operands[0])
    place = w.emit(f"load ptr, ptr {list_}, align 8")
    after = w.emit(f"getelementptr i8, ptr {place}, i64 8")
    w.out.append(f"  store ptr {after}, ptr {list_}, align 8")
    if type_.size > 8 or (isinstance(type_, AggregateType) and type_.size not in (1, 2, 4, 8)):
        place = w.emit(f"load ptr, ptr {place}, align 8")
    _result(w, i, place, min(8, type_.align))
