"""LLVM IR text of single instructions: one emitter for each class, which adds lines to its function's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ccore.ir import instructions as ir
from ccore.ir.types import I1, IntType, PointerType, TupleType, Type, VectorType
from ccore.ir.values import ConstInt, Undef, Value
from ccore.llvm import calls, variadic
from ccore.llvm.asm import emit_asm
from ccore.llvm.target_calls import emit_target_call
from ccore.llvm.text import quote, type_text

if TYPE_CHECKING:
    from ccore.llvm.functions import FunctionWriter

_STACK_POINTERS: Final = frozenset(("rsp", "esp", "sp"))


# --- Memory -----------------------------------------------------------------------------------------------------


def _alloca(w: FunctionWriter, i: ir.Alloca) -> None:
    w.out.append(f"  {w.names[i]} = alloca [{i.size} x i8], align {i.align}")


def _dynamic_alloca(w: FunctionWriter, i: ir.DynamicAlloca) -> None:
    w.out.append(f"  {w.names[i]} = alloca i8, {w.typed(i.operands[0])}, align {i.align}")


def _stack_save(w: FunctionWriter, i: ir.StackSave) -> None:
    w.out.append(f"  {w.names[i]} = call ptr {w.module.intrinsic('llvm.stacksave.p0', 'ptr', '')}()")


def _stack_restore(w: FunctionWriter, i: ir.StackRestore) -> None:
    symbol = w.module.intrinsic("llvm.stackrestore.p0", "void", "ptr")
    w.out.append(f"  call void {symbol}({w.typed(i.operands[0])})")


def _load(w: FunctionWriter, i: ir.Load) -> None:
    volatile = "volatile " if i.volatile else ""
    if i.ordering:
        text = f"load atomic {volatile}{type_text(i.type)}, {w.typed(i.operands[0])} {i.ordering}, align {i.align}"
    else:
        text = f"load {volatile}{type_text(i.type)}, {w.typed(i.operands[0])}, align {i.align}"
    w.out.append(f"  {w.names[i]} = {text}")


def _store(w: FunctionWriter, i: ir.Store) -> None:
    value, pointer = i.operands
    atomic = "atomic " if i.ordering else ""
    volatile = "volatile " if i.volatile else ""
    ordering = f" {i.ordering}" if i.ordering else ""
    end = f"{ordering}, align {i.align}"
    w.out.append(f"  store {atomic}{volatile}{w.typed(value)}, {w.typed(pointer)}{end}")


def _space_suffix(type_: Type) -> str:
    return f"p{type_.space}" if isinstance(type_, PointerType) else "p0"


def _memcopy(w: FunctionWriter, i: ir.MemCopy) -> None:
    target, source, size = i.operands
    name = "memmove" if i.overlap else "memcpy"
    types = type_text(target.type), type_text(source.type), type_text(size.type)
    symbol = w.module.intrinsic(
        f"llvm.{name}.{_space_suffix(target.type)}.{_space_suffix(source.type)}.{types[2]}",
        "void",
        f"{', '.join(types)}, i1",
    )
    w.out.append(
        f"  call void {symbol}({types[0]} align {i.destination_align} {w.ref(target)}, "
        f"{types[1]} align {i.source_align} {w.ref(source)}, {types[2]} {w.ref(size)}, i1 {_bool(i.volatile)})"
    )


def _memset(w: FunctionWriter, i: ir.MemSet) -> None:
    target, byte, size = i.operands
    pointer, word = type_text(target.type), type_text(size.type)
    symbol = w.module.intrinsic(
        f"llvm.memset.{_space_suffix(target.type)}.{word}", "void", f"{pointer}, i8, {word}, i1"
    )
    w.out.append(
        f"  call void {symbol}({pointer} align {i.align} {w.ref(target)}, i8 {w.ref(byte)}, "
        f"{word} {w.ref(size)}, i1 {_bool(i.volatile)})"
    )


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _atomic_update(w: FunctionWriter, i: ir.AtomicUpdate) -> None:
    pointer, value = i.operands
    volatile = "volatile " if i.volatile else ""
    w.out.append(
        f"  {w.names[i]} = atomicrmw {volatile}{i.operation} {w.typed(pointer)}, {w.typed(value)} {i.ordering}, "
        f"align {value.type.size}"
    )


def _compare_exchange(w: FunctionWriter, i: ir.CompareExchange) -> None:
    pointer, expected, new = i.operands
    words = ("weak " if i.weak else "") + ("volatile " if i.volatile else "")
    w.out.append(
        f"  {w.names[i]} = cmpxchg {words}{w.typed(pointer)}, {w.typed(expected)}, {w.typed(new)} "
        f"{i.success_ordering} {i.failure_ordering}, align {new.type.size}"
    )


def _fence(w: FunctionWriter, i: ir.Fence) -> None:
    scope = 'syncscope("singlethread") ' if i.single_thread else ""
    w.out.append(f"  fence {scope}{i.ordering}")


# --- Arithmetic -------------------------------------------------------------------------------------------------


def _binary(w: FunctionWriter, i: ir.Binary) -> None:
    name = w.names[i]
    if not name:  # part of an address
        return
    a, b = i.operands
    operation = i.operation
    flags = ""
    if operation[0] == "f":
        flags = w.math_flags
    elif i.nuw or i.nsw or i.exact:
        flags = ("nuw " if i.nuw else "") + ("nsw " if i.nsw else "") + ("exact " if i.exact else "")
    name = w.names[i]
    if i in w.deep:  # an empty assembly statement hides the sum
        name = w.fresh()
    w.out.append(f"  {name} = {operation} {flags}{type_text(i.type)} {w.ref(a)}, {w.ref(b)}")
    if i in w.deep:
        w.out.append(f'  {w.names[i]} = call i64 asm "", "=r,0"(i64 {name})')


def _negate(w: FunctionWriter, i: ir.Negate) -> None:
    w.out.append(f"  {w.names[i]} = fneg {w.typed(i.operands[0])}")


_FLOAT_PREDICATES: Final = {"fult": "ult", "fule": "ule", "fugt": "ugt", "fuge": "uge"}


def _decided(w: FunctionWriter, value: Value) -> str:
    """An operand on which a branch may depend.  An uninitialised variable has some value to GNU C; LLVM takes a branch
    on ``undef`` as one that is never reached."""
    return "zeroinitializer" if type(value) is Undef else w.ref(value)


def _compare(w: FunctionWriter, i: ir.Compare) -> None:
    a, b = i.operands
    type_ = a.type.element if isinstance(a.type, VectorType) else a.type
    predicate = i.predicate
    if isinstance(type_, (IntType, PointerType)):
        word = "icmp"
    else:
        word, predicate = f"fcmp {w.compare_flags}".rstrip(), _FLOAT_PREDICATES.get(predicate, predicate)
    text = f"{word} {predicate} {type_text(a.type)} {_decided(w, a)}, {_decided(w, b)}"
    if isinstance(i.type, VectorType) and i.type.element is not I1:
        # GNU C's vector comparisons give 0 or -1 in every element.
        truth = w.emit(text)
        w.out.append(f"  {w.names[i]} = sext <{i.type.count} x i1> {truth} to {type_text(i.type)}")
        return
    w.out.append(f"  {w.names[i]} = {text}")


def _convert(w: FunctionWriter, i: ir.Convert) -> None:
    name = w.names[i]
    if name[0] == "%":
        w.out.append(f"  {name} = {i.operation} {w.typed(i.operands[0])} to {type_text(i.type)}")


_SCALED: Final = {2: "i16", 4: "i32", 8: "i64"}
"""Types of the sizes by which the machine's addressing modes multiply."""


def is_scaled(i: ir.PointerAdd) -> bool:
    """Whether the offset is a product that serves this address alone, which LLVM's fast instruction selection puts into
    the access where the address says so."""
    product = i.operands[1]
    if type(product) is not ir.Binary or product.operation != "mul" or product.block is not i.block:
        return False
    scale = product.operands[1]
    if type(scale) is not ConstInt or scale.value not in _SCALED or len(product.users) != 1:
        return False
    return product.nsw or not i.inbounds  # in bounds, the product may not overflow


def _pointer_add(w: FunctionWriter, i: ir.PointerAdd) -> None:
    name = w.names[i]
    if name[0] == "%":
        pointer, offset = i.operands
        inbounds = "inbounds " if i.inbounds else ""
        if type(offset) is ir.Binary and not w.names[offset]:
            index, scale = offset.operands
            element = _SCALED[scale.value]  # type: ignore[attr-defined]
            w.out.append(f"  {name} = getelementptr {inbounds}{element}, {w.typed(pointer)}, i64 {w.ref(index)}")
        elif type(offset) is ConstInt:
            w.out.append(f"  {name} = getelementptr {inbounds}i8, {w.typed(pointer)}, i64 {offset.signed}")
        else:
            w.out.append(f"  {name} = getelementptr {inbounds}i8, {w.typed(pointer)}, {w.typed(offset)}")


def _select(w: FunctionWriter, i: ir.Select) -> None:
    c, a, b = i.operands
    w.out.append(f"  {w.names[i]} = select i1 {w.ref(c)}, {w.typed(a)}, {w.typed(b)}")


def only_output(i: ir.Instruction, names: dict[Value, str]) -> str:
    """The name of an asm with a single output, which LLVM gives bare, for the ``Extract`` of it."""
    value = i.operands[0]
    kind = type(value)
    if (kind is ir.InlineAsm or kind is ir.AsmGoto) and isinstance(value.type, TupleType):
        if len(value.type.elements) == 1:
            return names.get(value, "")
    return ""


def _extract(w: FunctionWriter, i: ir.Extract) -> None:
    value = i.operands[0]
    name = w.names[i]
    if name == w.names[value]:
        return
    if isinstance(value, (ir.InlineAsm, ir.AsmGoto)) and len(value.type.elements) == 1:  # type: ignore[attr-defined]
        w.out.append(f"  {name} = freeze {type_text(i.type)} {w.names[value]}")  # the asm stands further down
    else:
        w.out.append(f"  {name} = extractvalue {w.typed(value)}, {i.index}")


def _with_overflow(w: FunctionWriter, i: ir.WithOverflow) -> None:
    a, b = i.operands
    type_ = type_text(a.type)
    symbol = w.module.intrinsic(
        f"llvm.{i.operation}.with.overflow.{type_}", f"{{ {type_}, i1 }}", f"{type_}, {type_}"
    )
    w.out.append(f"  {w.names[i]} = call {{ {type_}, i1 }} {symbol}({w.typed(a)}, {w.typed(b)})")


_INTRINSIC_SUFFIX: Final = {"half": "f16", "float": "f32", "double": "f64", "x86_fp80": "f80", "fp128": "f128"}
_ROTATIONS: Final = {"rotl": "fshl", "rotr": "fshr"}
_EXTRA_ARGUMENT: Final = {"ctlz": ", i1 true", "cttz": ", i1 true", "abs": ", i1 false"}


def type_suffix(type_: Type) -> str:
    """How an overloaded intrinsic's name ends for that type."""
    if isinstance(type_, VectorType):
        return f"v{type_.count}{type_suffix(type_.element)}"
    text = type_text(type_)
    return _INTRINSIC_SUFFIX.get(text, text)


def _intrinsic(w: FunctionWriter, i: ir.Intrinsic) -> None:
    type_ = type_text(i.type)
    if i.name in _ROTATIONS:
        name = f"llvm.{_ROTATIONS[i.name]}.{type_suffix(i.type)}"
        symbol = w.module.intrinsic(name, type_, f"{type_}, {type_}, {type_}")
        value, count = (w.typed(o) for o in i.operands)
        w.out.append(f"  {w.names[i]} = call {type_} {symbol}({value}, {value}, {count})")
        return
    extra = _EXTRA_ARGUMENT.get(i.name, "")
    parameters = ", ".join([type_] * len(i.operands)) + (", i1" if extra else "")
    symbol = w.module.intrinsic(f"llvm.{i.name}.{type_suffix(i.type)}", type_, parameters)
    w.out.append(f"  {w.names[i]} = call {type_} {symbol}({', '.join([w.typed(o) for o in i.operands])}{extra})")


_OVER_BOTH: Final = frozenset(("fptrunc", "sitofp", "uitofp"))
"""Operations whose intrinsic is named after the types of its result and of its operand."""


def _rounded(w: FunctionWriter, i: ir.Rounded) -> None:
    name = f"llvm.experimental.constrained.{i.operation}.{type_suffix(i.type)}"
    if i.operation in _OVER_BOTH:
        name += f".{type_suffix(i.operands[0].type)}"
    parameters = ", ".join([type_text(o.type) for o in i.operands]) + ", metadata, metadata"
    type_ = type_text(i.type)
    symbol = w.module.intrinsic(name, type_, parameters)
    operands = ", ".join([w.typed(o) for o in i.operands])
    modes = 'metadata !"round.dynamic", metadata !"fpexcept.ignore"'
    w.out.append(f"  {w.names[i]} = call {type_} {symbol}({operands}, {modes}) strictfp")


def _extract_element(w: FunctionWriter, i: ir.ExtractElement) -> None:
    vector, index = i.operands
    w.out.append(f"  {w.names[i]} = extractelement {w.typed(vector)}, {w.typed(index)}")


def _insert_element(w: FunctionWriter, i: ir.InsertElement) -> None:
    vector, element, index = i.operands
    w.out.append(f"  {w.names[i]} = insertelement {w.typed(vector)}, {w.typed(element)}, {w.typed(index)}")


# --- Questions and hints ----------------------------------------------------------------------------------------


def _is_constant(w: FunctionWriter, i: ir.IsConstant) -> None:
    operand = i.operands[0]
    symbol = w.module.intrinsic(f"llvm.is.constant.{_any_suffix(operand.type)}", "i1", type_text(operand.type))
    w.out.append(f"  {w.names[i]} = call i1 {symbol}({w.typed(operand)})")


def _any_suffix(type_: Type) -> str:
    return _space_suffix(type_) if isinstance(type_, PointerType) else type_suffix(type_)


def _object_size(w: FunctionWriter, i: ir.ObjectSize) -> None:
    pointer = i.operands[0]
    symbol = w.module.intrinsic(
        f"llvm.objectsize.i64.{_space_suffix(pointer.type)}", "i64", f"{type_text(pointer.type)}, i1, i1, i1"
    )
    w.out.append(
        f"  {w.names[i]} = call i64 {symbol}({w.typed(pointer)}, i1 {_bool(i.minimum)}, i1 true, i1 {_bool(i.dynamic)})"
    )


def _part(w: FunctionWriter, i: ir.Part) -> None:
    w.out.append(f"  {w.names[i]} = getelementptr i8, {w.typed(i.operands[0])}, i64 0")


def _expect(w: FunctionWriter, i: ir.Expect) -> None:
    value, expected = i.operands
    type_ = type_text(value.type)
    symbol = w.module.intrinsic(f"llvm.expect.{type_suffix(value.type)}", type_, f"{type_}, {type_}")
    w.out.append(f"  {w.names[i]} = call {type_} {symbol}({w.typed(value)}, {w.typed(expected)})")


def _assume(w: FunctionWriter, i: ir.Assume) -> None:
    symbol = w.module.intrinsic("llvm.assume", "void", "i1")
    w.out.append(f"  call void {symbol}({w.typed(i.operands[0])})")


# --- The machine ------------------------------------------------------------------------------------------------


def _frame_address(w: FunctionWriter, i: ir.FrameAddress) -> None:
    if i.returns:
        symbol = w.module.intrinsic("llvm.returnaddress", "ptr", "i32")
    else:
        symbol = w.module.intrinsic("llvm.frameaddress.p0", "ptr", "i32")
    w.out.append(f"  {w.names[i]} = call ptr {symbol}(i32 {i.level})")


def _register_word(type_: Type) -> str:
    """The integer type through which a register is read or written."""
    return f"i{type_.size * 8}" if isinstance(type_, PointerType) else type_text(type_)


def _read_register(w: FunctionWriter, i: ir.ReadRegister) -> None:
    word = _register_word(i.type)
    if i.register in _STACK_POINTERS:
        symbol = w.module.intrinsic(f"llvm.read_volatile_register.{word}", word, "metadata")
        call = f"call {word} {symbol}(metadata {_register_name(w, i.register)})"
    else:  # LLVM's intrinsic knows registers alone that it never allocates
        call = f'call {word} asm sideeffect "", "={{{i.register}}}"()'
    if isinstance(i.type, PointerType):
        call = f"inttoptr {word} {w.emit(call)} to {type_text(i.type)}"
    w.out.append(f"  {w.names[i]} = {call}")


def _register_name(w: FunctionWriter, name: str) -> str:
    return w.module.metadata(f"!{{!{quote(name)}}}")


def _write_register(w: FunctionWriter, i: ir.WriteRegister) -> None:
    value = i.operands[0]
    word, ref = _register_word(value.type), w.ref(value)
    if isinstance(value.type, PointerType):
        ref = w.emit(f"ptrtoint {type_text(value.type)} {ref} to {word}")
    if i.register in _STACK_POINTERS:
        symbol = w.module.intrinsic(f"llvm.write_register.{word}", "void", f"metadata, {word}")
        w.out.append(f"  call void {symbol}(metadata {_register_name(w, i.register)}, {word} {ref})")
    else:
        w.out.append(f'  call void asm sideeffect "", "{{{i.register}}}"({word} {ref})')


def _prefetch(w: FunctionWriter, i: ir.Prefetch) -> None:
    pointer = i.operands[0]
    symbol = w.module.intrinsic(
        f"llvm.prefetch.{_space_suffix(pointer.type)}", "void", f"{type_text(pointer.type)}, i32, i32, i32"
    )
    w.out.append(f"  call void {symbol}({w.typed(pointer)}, i32 {i.write}, i32 {i.locality}, i32 1)")


def _trap(w: FunctionWriter, i: ir.Trap) -> None:
    w.out.append(f"  call void {w.module.intrinsic('llvm.trap', 'void', '')}()")


# --- Control ----------------------------------------------------------------------------------------------------


def _phi(w: FunctionWriter, i: ir.Phi) -> None:
    block, edges, labels = i.block, w.edges, w.labels
    assert block is not None
    pairs: list[str] = []
    for value, source in zip(i.operands, i.blocks):
        text = w.ref(value)
        several = edges.get((source, block)) if edges else None
        if several is None:
            pairs.append(f"[ {text}, %{labels[source]} ]")
        else:
            pairs += [f"[ {text}, %{label} ]" for label in several]
    w.out.append(f"  {w.names[i]} = phi {type_text(i.type)} {', '.join(pairs)}")


def _branch(w: FunctionWriter, i: ir.Branch) -> None:
    w.out.append(f"  br label %{w.labels[i.target]}")


def _cond_branch(w: FunctionWriter, i: ir.CondBranch) -> None:
    weights = ""
    if i.weights is not None:
        node = w.module.metadata(f'!{{!"branch_weights", i32 {i.weights[0]}, i32 {i.weights[1]}}}')
        weights = f", !prof {node}"
    labels = w.labels
    w.out.append(
        f"  br i1 {_decided(w, i.operands[0])}, label %{labels[i.then]}, label %{labels[i.otherwise]}{weights}"
    )


def _switch(w: FunctionWriter, i: ir.Switch) -> None:
    value = i.operands[0]
    type_ = type_text(value.type)
    labels = w.labels
    cases = " ".join([f"{type_} {constant}, label %{labels[block]}" for constant, block in i.cases])
    weights = ""
    if i.likely is not None:
        number, often, seldom = i.likely
        often = min(often * len(i.cases), 0xFFFFFFFF)  # the others share what is left
        chosen = [n for n, (constant, _) in enumerate(i.cases, 1) if constant == number] or [0]
        each = ", ".join([f"i32 {often if n == chosen[0] else seldom}" for n in range(len(i.cases) + 1)])
        node = w.module.metadata(f'!{{!"branch_weights", {each}}}')
        weights = f", !prof {node}"
    w.out.append(f"  switch {type_} {_decided(w, value)}, label %{labels[i.default]} [ {cases} ]{weights}")


def _indirect_branch(w: FunctionWriter, i: ir.IndirectBranch) -> None:
    labels = ", ".join([f"label %{w.labels[block]}" for block in i.blocks])
    w.out.append(f"  indirectbr {w.typed(i.operands[0])}, [ {labels} ]")


def _unreachable(w: FunctionWriter, i: ir.Unreachable) -> None:
    w.out.append("  unreachable")


EMITTERS: Final[dict[type[ir.Instruction], Callable[[FunctionWriter, Any], None]]] = {
    ir.Alloca: _alloca,
    ir.DynamicAlloca: _dynamic_alloca,
    ir.StackSave: _stack_save,
    ir.StackRestore: _stack_restore,
    ir.Load: _load,
    ir.Store: _store,
    ir.MemCopy: _memcopy,
    ir.MemSet: _memset,
    ir.AtomicUpdate: _atomic_update,
    ir.CompareExchange: _compare_exchange,
    ir.Fence: _fence,
    ir.Binary: _binary,
    ir.Negate: _negate,
    ir.Compare: _compare,
    ir.Convert: _convert,
    ir.PointerAdd: _pointer_add,
    ir.Select: _select,
    ir.Extract: _extract,
    ir.WithOverflow: _with_overflow,
    ir.Intrinsic: _intrinsic,
    ir.Rounded: _rounded,
    ir.ExtractElement: _extract_element,
    ir.InsertElement: _insert_element,
    ir.IsConstant: _is_constant,
    ir.ObjectSize: _object_size,
    ir.Part: _part,
    ir.Expect: _expect,
    ir.Assume: _assume,
    ir.FrameAddress: _frame_address,
    ir.ReadRegister: _read_register,
    ir.WriteRegister: _write_register,
    ir.Prefetch: _prefetch,
    ir.TargetCall: emit_target_call,
    ir.VaStart: variadic.emit_va_start,
    ir.VaEnd: variadic.emit_va_end,
    ir.VaCopy: variadic.emit_va_copy,
    ir.VaArg: variadic.emit_va_arg,
    ir.Call: calls.emit_call,
    ir.InlineAsm: emit_asm,
    ir.AsmGoto: emit_asm,
    ir.Phi: _phi,
    ir.Branch: _branch,
    ir.CondBranch: _cond_branch,
    ir.Switch: _switch,
    ir.IndirectBranch: _indirect_branch,
    ir.Return: calls.emit_return,
    ir.Unreachable: _unreachable,
    ir.Trap: _trap,
}

