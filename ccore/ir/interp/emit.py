"""The Python text of each instruction but the terminators: one function per class."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ccore.ir import fold
from ccore.ir import instructions as ir
from ccore.ir.interp import arithmetic
from ccore.ir.interp.undefined import ProgramExit, Undefined, UndefinedBehaviour, Unsupported, merge, undetermined
from ccore.ir.module import Function
from ccore.ir.types import F16, F32, I1, VOID, AggregateType, FloatType, IntType, PointerType, Type, VectorType
from ccore.ir.values import ConstInt, GlobalVariable

if TYPE_CHECKING:
    from ccore.ir.interp.codegen import FunctionText
    from ccore.ir.interp.machine import Machine

_OPERATORS: Final = {"add": "+", "sub": "-", "mul": "*", "and": "&", "or": "|", "xor": "^"}
_RELATIONS: Final = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_FLOATS: Final = {
    "oeq": "{a} == {b}", "olt": "{a} < {b}", "ole": "{a} <= {b}", "ogt": "{a} > {b}", "oge": "{a} >= {b}",
    "une": "{a} != {b}",
}  # fmt: skip


def emit(w: FunctionText, i: ir.Instruction) -> None:
    """Append the lines of one instruction."""
    _EMITTERS[type(i)](w, i)


def _bits(kind: Type) -> int:
    return kind.bits if isinstance(kind, IntType) else kind.size * 8


def _signed(text: str, bits: int) -> str:
    half = 1 << (bits - 1)
    if text.isdigit():
        number = int(text)
        return f"({number - 2 * half if number & half else number})"
    return f"({text} | -({text} & {half}))"


def _elementwise(w: FunctionText, i: ir.Instruction, make: Callable[[list[str]], str]) -> None:
    """An assignment of ``make`` of the operands, for vectors of it for each element."""
    name = w.names[i]
    if isinstance(i.operands[0].type, VectorType):
        letters = ["x", "y", "z"][: len(i.operands)]
        operands = [w.ref(o) for o in i.operands]
        over = f"zip({', '.join(operands)})" if len(operands) > 1 else operands[0]
        w.line(f"{name} = tuple([{make(letters)} for {', '.join(letters)} in {over}])")
    else:
        w.line(f"{name} = {make([w.ref(o) for o in i.operands])}")


def _element(kind: Type) -> Type:
    return kind.element if isinstance(kind, VectorType) else kind


def _binary(w: FunctionText, i: ir.Binary) -> None:
    kind = _element(i.type)
    operation = i.operation
    if isinstance(kind, FloatType):
        _float_binary(w, i, kind)
        return
    bits = _bits(kind)
    mask = (1 << bits) - 1
    if operation in _OPERATORS:
        sign = _OPERATORS[operation]
        if (i.nsw or i.nuw) and not isinstance(i.type, VectorType):
            a, b = w.ref(i.operands[0]), w.ref(i.operands[1])
            name = w.names[i]
            poison = w.poison(f"the overflow of '{operation} {'nsw' if i.nsw else 'nuw'}'")
            if i.nuw:
                w.line(f"t = {a} {sign} {b}; u = t >> {bits}; {name} = t & {mask}")
                w.line(f"if u.__class__ is int and u: {name} = {poison}")
                if not i.nsw:
                    return
            w.line(f"t = {_signed(a, bits)} {sign} {_signed(b, bits)}; u = (t + {1 << (bits - 1)}) >> {bits}")
            if not i.nuw:
                w.line(f"{name} = t & {mask}")
            w.line(f"if u.__class__ is int and u: {name} = {poison}")
            return
        cut = "" if operation in ("and", "or", "xor") else f" & {mask}"
        _elementwise(w, i, lambda o: f"({o[0]} {sign} {o[1]}){cut}")
    elif operation in ("shl", "lshr", "ashr"):
        flags = (i.nsw, i.nuw, i.exact)
        count = i.operands[1]
        if type(count) is ConstInt and count.value < bits and not any(flags):
            amount = count.value
            a = w.ref(i.operands[0])
            text = {
                "shl": f"({a} << {amount}) & {mask}",
                "lshr": f"{a} >> {amount}",
                "ashr": f"({_signed(a, bits)} >> {amount}) & {mask}",
            }[operation]
            w.line(f"{w.names[i]} = {text}")
            return
        poison = w.poison(f"'{operation}' that shifts by too much or loses bits")
        _elementwise(w, i, lambda o: f"shift('{operation}', {o[0]}, {o[1]}, {bits}, {flags}, {poison})")
    else:
        _elementwise(w, i, lambda o: f"divide('{operation}', {o[0]}, {o[1]}, {bits})")


def _float_binary(w: FunctionText, i: ir.Binary | ir.Rounded, kind: FloatType) -> None:
    operation = i.operation
    sign = {"fadd": "+", "fsub": "-", "fmul": "*"}.get(operation)
    if sign is None or kind not in arithmetic.NATIVE:
        of = w.constant(kind)
        _elementwise(w, i, lambda o: f"float_binary('{operation}', {of}, {o[0]}, {o[1]})")
    elif kind.bits == 64:
        _elementwise(w, i, lambda o: f"{o[0]} {sign} {o[1]}")
    else:
        _elementwise(w, i, lambda o: f"round{kind.bits}({o[0]} {sign} {o[1]})")


def _negate(w: FunctionText, i: ir.Negate) -> None:
    kind = _element(i.type)
    assert isinstance(kind, FloatType)
    if kind in arithmetic.NATIVE:
        _elementwise(w, i, lambda o: f"-{o[0]}")
    else:
        _elementwise(w, i, lambda o: f"{o[0]} ^ {1 << (kind.bits - 1)}")


def _compare(w: FunctionText, i: ir.Compare) -> None:
    kind = _element(i.operands[0].type)
    predicate = i.predicate
    if isinstance(kind, FloatType):
        form = _FLOATS.get(predicate) if kind in arithmetic.NATIVE else None
        if form is None:
            form = f"float_compare('{predicate}', {w.constant(kind)}, {{a}}, {{b}})"
    elif predicate in ("eq", "ne") or predicate[0] == "u":
        form = f"{{a}} {_RELATIONS[predicate if predicate in ('eq', 'ne') else predicate[1:]]} {{b}}"
    else:
        half = 1 << (_bits(kind) - 1)
        form = f"({{a}} ^ {half}) {_RELATIONS[predicate[1:]]} ({{b}} ^ {half})"
    if isinstance(i.type, VectorType) and i.type.element is not I1:
        form = f"-({form}) & {(1 << _bits(i.type.element)) - 1}"
    _elementwise(w, i, lambda o: form.format(a=o[0], b=o[1]))


def _convert(w: FunctionText, i: ir.Convert | ir.Rounded) -> None:
    operation = i.operation
    source, target = i.operands[0].type, i.type
    if operation == "bitcast":
        a = w.ref(i.operands[0])
        same = isinstance(source, (IntType, PointerType)) and isinstance(target, (IntType, PointerType))
        text = a if same else f"bitcast({w.constant(source)}, {w.constant(target)}, {a})"
        w.line(f"{w.names[i]} = {text}")
        return
    inner, outer = _element(source), _element(target)
    if operation in ("zext", "inttoptr", "addrspacecast"):
        _elementwise(w, i, lambda o: o[0])
    elif operation in ("trunc", "ptrtoint"):
        _elementwise(w, i, lambda o: f"{o[0]} & {(1 << _bits(outer)) - 1}")
    elif operation == "sext":
        _elementwise(w, i, lambda o: f"{_signed(o[0], _bits(inner))} & {(1 << _bits(outer)) - 1}")
    else:
        poison = w.poison(f"'{operation}' of what the type cannot hold")
        kinds = f"{w.constant(inner)}, {w.constant(outer)}"
        _elementwise(w, i, lambda o: f"convert('{operation}', {kinds}, {o[0]}, {poison})")


def _pointer_add(w: FunctionText, i: ir.PointerAdd) -> None:
    pointer, offset = i.operands
    a, name = w.ref(pointer), w.names[i]
    if i.inbounds:
        size = pointer.size if isinstance(pointer, (ir.Alloca, GlobalVariable)) else -1
        if type(offset) is not ConstInt or not 0 <= offset.signed <= size:
            poison = w.poison("'ptradd inbounds' that leaves its object")
            w.line(f"{name} = inside({a}, {w.ref(offset)}, {poison})")
            return
    w.line(f"{name} = ({a} + {w.ref(offset)}) & {(1 << 64) - 1}")


def _select(w: FunctionText, i: ir.Select) -> None:
    c, a, b = (w.ref(o) for o in i.operands)
    w.line(f"try: {w.names[i]} = {a} if {c} else {b}")
    w.line(f"except UB: {w.names[i]} = select({c}, {a}, {b})")


def _choose(condition: Any, a: Any, b: Any) -> Any:
    return condition if type(condition) is Undefined else merge(a, b)


def _extract(w: FunctionText, i: ir.Extract) -> None:
    w.line(f"{w.names[i]} = {w.ref(i.operands[0])}[{i.index}]")


def _overflow(w: FunctionText, i: ir.WithOverflow) -> None:
    a, b = (w.ref(o) for o in i.operands)
    w.line(f"{w.names[i]} = overflowing('{i.operation}', {a}, {b}, {_bits(i.operands[0].type)})")


def _intrinsic(w: FunctionText, i: ir.Intrinsic) -> None:
    kind = _element(i.type)
    if isinstance(kind, FloatType):
        of = w.constant(kind)
        _elementwise(w, i, lambda o: f"float_function('{i.name}', {of}, {', '.join(o)})")
    elif len(i.operands) > 1:
        _elementwise(w, i, lambda o: f"rotation('{i.name}', {o[0]}, {o[1]}, {_bits(kind)})")
    else:
        poison = w.poison(f"'{i.name}' of zero")
        _elementwise(w, i, lambda o: f"bit_operation('{i.name}', {o[0]}, {_bits(kind)}, {poison})")


def _rounded(w: FunctionText, i: ir.Rounded) -> None:
    """To nearest: the interpreter has no other direction."""
    kind = _element(i.type)
    if i.operation in ir.FLOAT_OPERATIONS:
        assert isinstance(kind, FloatType)
        _float_binary(w, i, kind)
    elif i.operation in ("fptrunc", "sitofp", "uitofp"):
        _convert(w, i)
    else:
        of = w.constant(kind)
        _elementwise(w, i, lambda o: f"float_function('{i.operation}', {of}, {', '.join(o)})")


def _extract_element(w: FunctionText, i: ir.ExtractElement) -> None:
    vector, index = (w.ref(o) for o in i.operands)
    w.line(f"{w.names[i]} = element({vector}, {index}, {w.poison('an element that the vector does not have')})")


def _insert_element(w: FunctionText, i: ir.InsertElement) -> None:
    poison = w.poison("an element that the vector does not have")
    w.line(f"{w.names[i]} = with_element({', '.join([w.ref(o) for o in i.operands])}, {poison})")


# --- Memory -----------------------------------------------------------------------------------------------------


def _alloca(w: FunctionText, i: ir.Alloca) -> None:
    w.line(f"{w.names[i]} = new({i.size}, {i.name!r}); frame.append({w.names[i]} >> 32)")


def _dynamic_alloca(w: FunctionText, i: ir.DynamicAlloca) -> None:
    w.line(f"{w.names[i]} = dynamic({w.ref(i.operands[0])}, frame)")


def _stack_save(w: FunctionText, i: ir.StackSave) -> None:
    w.line(f"{w.names[i]} = len(frame)")


def _stack_restore(w: FunctionText, i: ir.StackRestore) -> None:
    saved = w.ref(i.operands[0])
    w.line(f"release(frame[{saved}:]); del frame[{saved}:]")


def _plain(kind: Type) -> bool:
    return isinstance(kind, PointerType) or (isinstance(kind, IntType) and kind.bits == kind.size * 8)


def _aligned(w: FunctionText, address: str, align: int) -> None:
    if align > 1 and not address.isdigit():
        w.line(f"if {address}.__class__ is int and {address} & {align - 1}: raise M.misaligned({address}, {align})")


def _load(w: FunctionText, i: ir.Load) -> None:
    address = w.ref(i.operands[0])
    _aligned(w, address, i.align)
    kind = i.type
    if _plain(kind):
        w.line(f"{w.names[i]} = load({address}, {kind.size})")
    else:
        w.line(f"{w.names[i]} = load_typed({w.constant(kind)}, {address})")


def _store(w: FunctionText, i: ir.Store) -> None:
    value, address = (w.ref(o) for o in i.operands)
    _aligned(w, address, i.align)
    kind = i.operands[0].type
    if isinstance(kind, (IntType, PointerType)):
        w.line(f"store({address}, {value}, {kind.size})")
    else:
        w.line(f"store_typed({w.constant(kind)}, {address}, {value})")


def _memcopy(w: FunctionText, i: ir.MemCopy) -> None:
    w.line(f"copy({', '.join([w.ref(o) for o in i.operands])}, {i.overlap})")


def _memset(w: FunctionText, i: ir.MemSet) -> None:
    w.line(f"fill({', '.join([w.ref(o) for o in i.operands])})")


def _atomic_update(w: FunctionText, i: ir.AtomicUpdate) -> None:
    address, value = (w.ref(o) for o in i.operands)
    kind, name = w.constant(i.type), w.names[i]
    w.line(f"{name} = load_typed({kind}, {address})")
    bits = _bits(i.type)
    mask, operation = (1 << bits) - 1, i.operation
    if operation == "xchg":
        text = value
    elif operation == "nand":
        text = f"({name} & {value}) ^ {mask}"
    elif operation in _OPERATORS:
        text = f"({name} {_OPERATORS[operation]} {value}) & {mask}"
    else:
        function = operation.removeprefix("u")
        shown = (name, value) if operation[0] == "u" else (_signed(name, bits), _signed(value, bits))
        text = f"{function}({shown[0]}, {shown[1]}) & {mask}"
    w.line(f"store_typed({kind}, {address}, {text})")


def _compare_exchange(w: FunctionText, i: ir.CompareExchange) -> None:
    address, expected, new = (w.ref(o) for o in i.operands)
    kind, name = w.constant(i.operands[2].type), w.names[i]
    w.line(f"t = load_typed({kind}, {address}); {name} = (t, t == {expected})")
    w.line(f"if {name}[1]: store_typed({kind}, {address}, {new})")


def _nothing(w: FunctionText, i: ir.Instruction) -> None:
    """Has no effect in a run of one thread."""


# --- Calls ------------------------------------------------------------------------------------------------------


def _call(w: FunctionText, i: ir.Call) -> None:
    callee = i.callee
    arguments = [w.ref(a) for a in i.arguments]
    name = w.names.get(i, "_")
    if w.machine.steps is not None:
        w.line("M.step()")
    if isinstance(callee, Function) and callee.name.startswith("llvm."):
        _own_call(w, callee.name, arguments)
        return
    own = callee.function_type if isinstance(callee, Function) else None
    if own is i.function_type and isinstance(callee, Function) and callee.blocks:
        count = len(own.parameters)
        if own.prototyped and len(arguments) >= count:
            passed = arguments[:count]
            if own.variadic:
                types = i.argument_types[count:]
                rest = [f"({w.constant(t)}, {a})" for t, a in zip(types, arguments[count:], strict=True)]
                passed.append(f"({', '.join(rest)}{',' if rest else ''})")
            text = f"{w.machine.name_of(callee)}({', '.join(passed)})"
            _finish_call(w, i, name, text)
            return
    types_name = w.constant(i.argument_types)
    whole = f"({', '.join(arguments)}{',' if arguments else ''})"
    kind = w.constant(i.function_type)
    if isinstance(callee, Function):
        text = f"M.call({w.constant(callee)}, {kind}, {types_name}, {whole})"
    else:
        text = f"M.call_pointer({w.ref(callee)}, {kind}, {types_name}, {whole})"
    _finish_call(w, i, name, text)


def _finish_call(w: FunctionText, i: ir.Call, name: str, text: str) -> None:
    if isinstance(i.function_type.result, AggregateType):
        assert i.result_address is not None
        w.line(f"write({w.ref(i.result_address)}, *{text})")
    else:
        w.line(f"{name} = {text}")
        if i.attributes is not None and i.attributes.noreturn:
            w.line("raise UB('a function returns that does not')")


def _own_call(w: FunctionText, callee: str, arguments: list[str]) -> None:
    """What the front end asks of LLVM by name: trampolines and jumps."""
    current = w.current
    assert current is not None
    if callee == "llvm.init.trampoline":
        w.line(f"M.give_chain({', '.join(arguments)})")
    elif callee == "llvm.adjust.trampoline":
        w.line(f"{w.names[current]} = {arguments[0]}")
    elif callee == "llvm.eh.sjlj.longjmp":
        w.line(f"long_jump(M, {arguments[0]}, 1)")
    else:
        w.line(f"raise Unsupported({callee!r})")


def long_jump(machine: Machine, buffer: Any, value: Any) -> None:
    """Return once more from the setjmp that filled the buffer."""
    from ccore.ir.interp.machine import LongJump

    found = machine.jumps.get(buffer)
    if found is None:
        raise UndefinedBehaviour("a jump by a buffer that setjmp did not fill")
    raise LongJump(*found, value)


def _va_start(w: FunctionText, i: ir.VaStart) -> None:
    w.line(f"M.start_list({w.ref(i.operands[0])}, rest)")


def _va_copy(w: FunctionText, i: ir.VaCopy) -> None:
    w.line(f"copy({w.ref(i.operands[0])}, {w.ref(i.operands[1])}, 24)")


def _va_arg(w: FunctionText, i: ir.VaArg) -> None:
    w.line(f"{w.names[i]} = M.next_argument({w.ref(i.operands[0])}, {w.constant(i.argument_type)}, frame)")


def assembly(w: FunctionText, i: ir.InlineAsm | ir.AsmGoto) -> None:
    """An empty template alone: its outputs are the inputs that share their registers."""
    if i.template.strip():
        w.line(f"raise Unsupported({'the assembly ' + repr(i.template.strip()[:40])!r})")
        return
    if i.type is VOID:
        return
    outputs: dict[int, str] = {}
    position = 0
    for slot in i.slots:
        if slot.output >= 0:
            value = w.ref(i.operands[slot.operand]) if slot.operand >= 0 else ""
            outputs[slot.output] = value or w.constant(arithmetic.any_value(slot.type))
    for slot in i.slots:
        if slot.output < 0 and slot.operand >= 0 and slot.constraint.isdigit():
            position = i.slots[int(slot.constraint)].output
            outputs[position] = w.ref(i.operands[slot.operand])
    w.line(f"{w.names[i]} = ({', '.join(outputs[n] for n in sorted(outputs))},)")


# --- Questions and the machine ----------------------------------------------------------------------------------


def _is_constant(w: FunctionText, i: ir.IsConstant) -> None:
    known = fold.fold_is_constant(i.operands[0])
    w.line(f"{w.names[i]} = {known.value if isinstance(known, ConstInt) else 0}")


def _object_size(w: FunctionText, i: ir.ObjectSize) -> None:
    w.line(f"{w.names[i]} = {0 if i.minimum else (1 << 64) - 1}")


def _expect(w: FunctionText, i: ir.Expect | ir.Part) -> None:
    w.line(f"{w.names[i]} = {w.ref(i.operands[0])}")


def _assume(w: FunctionText, i: ir.Assume) -> None:
    w.line(f"if not {w.ref(i.operands[0])}: raise UB('an assumption does not hold')")


def _frame_address(w: FunctionText, i: ir.FrameAddress) -> None:
    w.line(f"{w.names[i]} = {1 << 24}")


def _register(w: FunctionText, i: ir.ReadRegister | ir.WriteRegister) -> None:
    w.line(f"raise Unsupported({'the register ' + i.register!r})")


def _target_call(w: FunctionText, i: ir.TargetCall) -> None:
    w.line(f"raise Unsupported({'the operation ' + i.name + ' of the processor'!r})")


def _trap(w: FunctionText, i: ir.Trap) -> None:
    w.line("raise ProgramExit(256 + 132)")


_EMITTERS: Final[dict[type[ir.Instruction], Callable[[FunctionText, Any], None]]] = {
    ir.Alloca: _alloca, ir.DynamicAlloca: _dynamic_alloca, ir.StackSave: _stack_save,
    ir.StackRestore: _stack_restore, ir.Load: _load, ir.Store: _store, ir.MemCopy: _memcopy, ir.MemSet: _memset,
    ir.AtomicUpdate: _atomic_update, ir.CompareExchange: _compare_exchange, ir.Fence: _nothing,
    ir.Binary: _binary, ir.Negate: _negate, ir.Compare: _compare, ir.Convert: _convert,
    ir.PointerAdd: _pointer_add, ir.Select: _select, ir.Extract: _extract, ir.WithOverflow: _overflow,
    ir.Intrinsic: _intrinsic, ir.Rounded: _rounded,
    ir.ExtractElement: _extract_element, ir.InsertElement: _insert_element,
    ir.IsConstant: _is_constant, ir.ObjectSize: _object_size, ir.Expect: _expect, ir.Part: _expect, ir.Assume: _assume,
    ir.FrameAddress: _frame_address, ir.ReadRegister: _register, ir.WriteRegister: _register,
    ir.Prefetch: _nothing, ir.TargetCall: _target_call, ir.VaStart: _va_start, ir.VaEnd: _nothing,
    ir.VaCopy: _va_copy, ir.VaArg: _va_arg, ir.Call: _call, ir.InlineAsm: assembly, ir.Trap: _trap,
}  # fmt: skip


def environment(machine: Machine) -> dict[str, Any]:
    """The names that generated code uses."""
    memory = machine.memory

    def dynamic(size: Any, frame: list[int]) -> int:
        if undetermined(size):
            raise UndefinedBehaviour(f"an allocation of {size.reason}")
        if size > 1 << 31:
            raise Unsupported(f"an object of {size} bytes")
        room = memory.new(size, "a variable array")
        frame.append(room >> 32)
        return room

    return {
        "Unsupported": Unsupported, "ProgramExit": ProgramExit, "dynamic": dynamic, "select": _choose,
        "load": memory.load, "store": memory.store, "load_typed": machine.load, "store_typed": machine.store,
        "copy": memory.copy, "fill": memory.fill, "write": memory.write, "new": memory.new,
        "inside": machine.inside, "long_jump": long_jump, "shift": arithmetic.shift, "divide": arithmetic.divide,
        "float_binary": arithmetic.float_binary, "float_compare": arithmetic.float_compare,
        "convert": arithmetic.convert, "bitcast": arithmetic.bitcast, "overflowing": arithmetic.overflowing,
        "bit_operation": arithmetic.bit_operation, "rotation": arithmetic.rotation,
        "float_function": arithmetic.float_function,
        "element": arithmetic.element, "with_element": arithmetic.with_element,
        "round16": arithmetic.ROUND[F16], "round32": arithmetic.ROUND[F32],
    }  # fmt: skip


__all__ = ["assembly", "emit", "environment", "long_jump"]
