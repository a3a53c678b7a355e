"""The instructions of the IR: one final class each.

An instruction is a ``Value``: its result.  ``operands`` are values; branch targets and other facts are
fields.  Passes ask the class-level traits, never names:

- ``pure``: no effect, no memory read; may be moved, merged, deleted when unused, and speculated unless it
  ``may_trap``.
- ``reads`` / ``writes``: may read or write memory (or has another effect, then it ``writes``).
- ``terminator``: ends a block; ``targets`` lists the successor blocks, in order.

All arithmetic wraps unless a flag says that overflow is undefined (``nsw``, ``nuw``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, final

from ccore.ir.types import I1, I64, PTR, VOID, AggregateType, FunctionType, TupleType, Type, VectorType, tuple_type
from ccore.ir.values import CallAttributes, Constant, Value

if TYPE_CHECKING:
    from ccore.ir.module import Block
    from ccore.source import Location


class Instruction(Value):
    """Base of all instructions.  Construction registers the uses; ``erase`` takes them back."""

    __slots__ = ("operands", "block", "location")
    opcode: ClassVar[str] = ""
    pure: ClassVar[bool] = False
    reads: ClassVar[bool] = False
    writes: ClassVar[bool] = False
    terminator: ClassVar[bool] = False

    operands: list[Value]
    block: Block | None
    location: Location | None

    def __init__(self, type_: Type, operands: list[Value]) -> None:
        self.type = type_
        self.users = {}
        self.operands = operands
        self.block = None
        self.location = None
        for operand in operands:
            if not isinstance(operand, Constant):
                users = operand.users
                users[self] = users.get(self, 0) + 1

    @property
    def may_trap(self) -> bool:
        """Whether executing it where the program did not could fault (division)."""
        return False

    @property
    def removable(self) -> bool:
        """Whether it may be deleted when nothing uses its result."""
        return self.pure or (self.reads and not self.writes)

    def set_operand(self, index: int, value: Value) -> None:
        """Replace one operand, keeping def-use true."""
        old = self.operands[index]
        if old is value:
            return
        self._unuse(old)
        self.operands[index] = value
        if not isinstance(value, Constant):
            value.users[self] = value.users.get(self, 0) + 1

    def append_operand(self, value: Value) -> None:
        self.operands.append(value)
        if not isinstance(value, Constant):
            value.users[self] = value.users.get(self, 0) + 1

    def remove_operand(self, index: int) -> None:
        self._unuse(self.operands.pop(index))

    def _unuse(self, value: Value) -> None:
        if isinstance(value, Constant):
            return
        count = value.users[self] - 1
        if count:
            value.users[self] = count
        else:
            del value.users[self]

    def drop_operands(self) -> None:
        """Give up all uses (before deletion)."""
        for operand in self.operands:
            self._unuse(operand)
        self.operands = []

    def replace_uses(self, value: Value) -> None:
        """Make every user of this result use ``value`` instead."""
        for user in list(self.users):
            operands = user.operands
            for i in range(len(operands)):
                if operands[i] is self:
                    user.set_operand(i, value)

    def erase(self) -> None:
        """Take it out of its block and give up its uses.  Its result must have no user left.

        Linear in the block's length: a pass that deletes many filters ``block.instructions`` itself.
        """
        assert not self.users
        if self.block is not None:
            self.block.instructions.remove(self)
            self.block = None
        self.drop_operands()

    @property
    def targets(self) -> list[Block]:
        """Successor blocks of a terminator ([] for anything else); a block may stand in it twice."""
        return []

    def replace_target(self, old: Block, new: Block) -> None:
        """Make every edge to ``old`` go to ``new`` (phis are the caller's affair)."""


# --- Memory -----------------------------------------------------------------------------------------------------


@final
class Alloca(Instruction):
    """Address of ``size`` bytes in the frame, live as long as the function; only in the entry block."""

    __slots__ = ("size", "align", "name")
    opcode = "alloca"

    def __init__(self, size: int, align: int, name: str = "") -> None:
        super().__init__(PTR, [])
        self.size, self.align, self.name = size, align, name

    @property
    def removable(self) -> bool:
        return True


@final
class DynamicAlloca(Instruction):
    """``dynalloca size:i64``: address of that many bytes in the frame (VLA, __builtin_alloca)."""

    __slots__ = ("align",)
    opcode = "dynalloca"
    writes = True

    def __init__(self, size: Value, align: int) -> None:
        super().__init__(PTR, [size])
        self.align = align


@final
class StackSave(Instruction):
    """The stack pointer, for ``StackRestore`` at the end of a VLA's scope."""

    __slots__ = ()
    opcode = "stacksave"
    writes = True

    def __init__(self) -> None:
        super().__init__(PTR, [])


@final
class StackRestore(Instruction):
    """``stackrestore saved``."""

    __slots__ = ()
    opcode = "stackrestore"
    writes = True

    def __init__(self, saved: Value) -> None:
        super().__init__(VOID, [saved])


@final
class Load(Instruction):
    """``load T, ptr``: the value of scalar type T at ptr.  ``ordering``: "" or a C11 memory order (LLVM's
    names: monotonic acquire seq_cst), then it is atomic."""

    __slots__ = ("align", "volatile", "ordering")
    opcode = "load"
    reads = True

    def __init__(self, type_: Type, pointer: Value, align: int, volatile: bool = False, ordering: str = "") -> None:
        super().__init__(type_, [pointer])
        self.align, self.volatile, self.ordering = align, volatile, ordering

    @property
    def removable(self) -> bool:
        return not self.volatile and not self.ordering


@final
class Store(Instruction):
    """``store value, ptr``."""

    __slots__ = ("align", "volatile", "ordering")
    opcode = "store"
    writes = True

    def __init__(self, value: Value, pointer: Value, align: int, volatile: bool = False, ordering: str = "") -> None:
        super().__init__(VOID, [value, pointer])
        self.align, self.volatile, self.ordering = align, volatile, ordering


@final
class MemCopy(Instruction):
    """``memcopy destination, source, size``: the regions are equal or do not overlap (``overlap``: they may)."""

    __slots__ = ("destination_align", "source_align", "volatile", "overlap")
    opcode = "memcopy"
    reads = True
    writes = True

    def __init__(
        self,
        destination: Value,
        source: Value,
        size: Value,
        destination_align: int = 1,
        source_align: int = 1,
        volatile: bool = False,
        overlap: bool = False,
    ) -> None:
        super().__init__(VOID, [destination, source, size])
        self.destination_align, self.source_align = destination_align, source_align
        self.volatile, self.overlap = volatile, overlap


@final
class MemSet(Instruction):
    """``memset destination, byte:i8, size``."""

    __slots__ = ("align", "volatile")
    opcode = "memset"
    writes = True

    def __init__(self, destination: Value, byte: Value, size: Value, align: int = 1, volatile: bool = False) -> None:
        super().__init__(VOID, [destination, byte, size])
        self.align, self.volatile = align, volatile


ATOMIC_OPERATIONS: Final = frozenset(
    ("xchg", "add", "sub", "and", "nand", "or", "xor", "max", "min", "umax", "umin")
)


@final
class AtomicUpdate(Instruction):
    """``atomicrmw op ptr, value``: replace the value at ptr by ``old op value``; the result is ``old``."""

    __slots__ = ("operation", "ordering", "volatile")
    opcode = "atomicrmw"
    reads = True
    writes = True

    def __init__(self, operation: str, pointer: Value, value: Value, ordering: str, volatile: bool = False) -> None:
        super().__init__(value.type, [pointer, value])
        self.operation, self.ordering, self.volatile = operation, ordering, volatile


@final
class CompareExchange(Instruction):
    """``cmpxchg ptr, expected, new``: {old value, i1 success}; take apart with ``Extract``."""

    __slots__ = ("success_ordering", "failure_ordering", "weak", "volatile")
    opcode = "cmpxchg"
    reads = True
    writes = True

    def __init__(
        self,
        pointer: Value,
        expected: Value,
        new: Value,
        success_ordering: str,
        failure_ordering: str,
        weak: bool = False,
        volatile: bool = False,
    ) -> None:
        super().__init__(tuple_type(new.type, I1), [pointer, expected, new])
        self.success_ordering, self.failure_ordering = success_ordering, failure_ordering
        self.weak, self.volatile = weak, volatile


@final
class Fence(Instruction):
    """A memory fence; ``single_thread``: against signal handlers only (a compiler barrier)."""

    __slots__ = ("ordering", "single_thread")
    opcode = "fence"
    reads = True
    writes = True

    def __init__(self, ordering: str, single_thread: bool = False) -> None:
        super().__init__(VOID, [])
        self.ordering, self.single_thread = ordering, single_thread


# --- Arithmetic -------------------------------------------------------------------------------------------------

INTEGER_OPERATIONS: Final = frozenset(
    ("add", "sub", "mul", "sdiv", "udiv", "srem", "urem", "shl", "lshr", "ashr", "and", "or", "xor")
)
FLOAT_OPERATIONS: Final = frozenset(("fadd", "fsub", "fmul", "fdiv", "frem"))
_DIVISIONS: Final = frozenset(("sdiv", "udiv", "srem", "urem"))


@final
class Binary(Instruction):
    """``op a, b``: both of the result's type.

    A shift count of the width or more, division by zero, and ``sdiv``/``srem`` overflow are undefined;
    with ``nsw``/``nuw`` signed/unsigned overflow is poison; ``exact``: a shift or division loses nothing.
    """

    __slots__ = ("operation", "nsw", "nuw", "exact")
    opcode = "binary"
    pure = True

    def __init__(
        self, operation: str, a: Value, b: Value, nsw: bool = False, nuw: bool = False, exact: bool = False
    ) -> None:
        super().__init__(a.type, [a, b])
        self.operation, self.nsw, self.nuw, self.exact = operation, nsw, nuw, exact

    @property
    def may_trap(self) -> bool:
        return self.operation in _DIVISIONS


@final
class Negate(Instruction):
    """``fneg a``: flips the sign of a floating value (not 0 - a)."""

    __slots__ = ()
    opcode = "fneg"
    pure = True

    def __init__(self, a: Value) -> None:
        super().__init__(a.type, [a])


INTEGER_PREDICATES: Final = ("eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge")
FLOAT_PREDICATES: Final = (
    "oeq", "one", "olt", "ole", "ogt", "oge", "ueq", "une", "fult", "fule", "fugt", "fuge", "ord", "uno",
)  # fmt: skip


@final
class Compare(Instruction):
    """``cmp predicate a, b``: i1 (or a vector of them).

    Integers and pointers: eq ne slt sle sgt sge ult ule ugt uge.  Floats: ordered oeq one olt ole ogt oge
    ord; unordered ueq une fult fule fugt fuge uno.
    """

    __slots__ = ("predicate",)
    opcode = "cmp"
    pure = True

    def __init__(self, predicate: str, a: Value, b: Value, type_: Type = I1) -> None:
        super().__init__(type_, [a, b])
        self.predicate = predicate


CONVERSIONS: Final = frozenset(
    (
        "trunc", "zext", "sext", "fptrunc", "fpext", "fptosi", "fptoui", "sitofp", "uitofp",
        "ptrtoint", "inttoptr", "bitcast", "addrspacecast",
    )  # fmt: skip
)


@final
class Convert(Instruction):
    """``op value to T``: LLVM's conversions, with LLVM's rules for the types."""

    __slots__ = ("operation",)
    opcode = "convert"
    pure = True

    def __init__(self, operation: str, value: Value, type_: Type) -> None:
        super().__init__(type_, [value])
        self.operation = operation


@final
class PointerAdd(Instruction):
    """``ptradd p, offset:i64``: the address ``offset`` bytes on.

    ``inbounds``: leaving the object is undefined (C17 6.5.6p8); without it addresses wrap.
    """

    __slots__ = ("inbounds",)
    opcode = "ptradd"
    pure = True

    def __init__(self, pointer: Value, offset: Value, inbounds: bool = True) -> None:
        super().__init__(pointer.type, [pointer, offset])
        self.inbounds = inbounds


@final
class Select(Instruction):
    """``select c:i1, a, b``: a where c is 1, else b; both are evaluated."""

    __slots__ = ()
    opcode = "select"
    pure = True

    def __init__(self, condition: Value, a: Value, b: Value) -> None:
        super().__init__(a.type, [condition, a, b])


@final
class Extract(Instruction):
    """``extract tuple, index``: one result of an instruction that has several."""

    __slots__ = ("index",)
    opcode = "extract"
    pure = True

    def __init__(self, value: Value, index: int) -> None:
        assert isinstance(value.type, TupleType)
        super().__init__(value.type.elements[index], [value])
        self.index = index


@final
class WithOverflow(Instruction):
    """``overflow op a, b``: {wrapped result, i1 overflowed}; op: sadd uadd ssub usub smul umul."""

    __slots__ = ("operation",)
    opcode = "overflow"
    pure = True

    def __init__(self, operation: str, a: Value, b: Value) -> None:
        super().__init__(tuple_type(a.type, I1), [a, b])
        self.operation = operation


BIT_OPERATIONS: Final = frozenset(("ctlz", "cttz", "ctpop", "bswap", "bitreverse", "abs"))
MATH_OPERATIONS: Final = frozenset(
    ("fabs", "sqrt", "copysign", "floor", "ceil", "trunc", "rint", "nearbyint", "round", "fma", "minnum", "maxnum")
)


@final
class Intrinsic(Instruction):
    """``intrinsic name args``: a pure operation that LLVM has an intrinsic for; result of the first argument's type.

    Integers: ctlz, cttz (undefined for 0), ctpop, bswap, bitreverse, abs.  Floats: ``MATH_OPERATIONS``.
    """

    __slots__ = ("name",)
    opcode = "intrinsic"
    pure = True

    def __init__(self, name: str, arguments: list[Value]) -> None:
        super().__init__(arguments[0].type, arguments)
        self.name = name


@final
class ExtractElement(Instruction):
    """``extractelement vector, index:i32``."""

    __slots__ = ()
    opcode = "extractelement"
    pure = True

    def __init__(self, vector: Value, index: Value) -> None:
        assert isinstance(vector.type, VectorType)
        super().__init__(vector.type.element, [vector, index])


@final
class InsertElement(Instruction):
    """``insertelement vector, element, index:i32``."""

    __slots__ = ()
    opcode = "insertelement"
    pure = True

    def __init__(self, vector: Value, element: Value, index: Value) -> None:
        super().__init__(vector.type, [vector, element, index])


# --- Questions that a pass or LLVM answers ----------------------------------------------------------------------


@final
class IsConstant(Instruction):
    """``isconstant v``: i1, whether v is known when code is generated (__builtin_constant_p, late)."""

    __slots__ = ()
    opcode = "isconstant"
    pure = True

    def __init__(self, value: Value) -> None:
        super().__init__(I1, [value])


@final
class ObjectSize(Instruction):
    """``objectsize p``: i64, bytes from p to its object's end as far as known; unknown: -1, or 0 where
    ``minimum`` (__builtin_object_size modes: bit 1 is ``minimum``; bit 0 was settled by the front end
    where it matters: ``subobject``)."""

    __slots__ = ("minimum", "subobject")
    opcode = "objectsize"
    pure = True

    def __init__(self, pointer: Value, minimum: bool, subobject: bool) -> None:
        super().__init__(I64, [pointer])
        self.minimum, self.subobject = minimum, subobject


@final
class Expect(Instruction):
    """``expect v, c``: v; it is likely that it equals c (__builtin_expect)."""

    __slots__ = ()
    opcode = "expect"
    pure = True

    def __init__(self, value: Value, expected: Value) -> None:
        super().__init__(value.type, [value, expected])


@final
class Assume(Instruction):
    """``assume c:i1``: undefined where c is 0."""

    __slots__ = ()
    opcode = "assume"
    writes = True

    def __init__(self, condition: Value) -> None:
        super().__init__(VOID, [condition])


# --- The machine ------------------------------------------------------------------------------------------------


@final
class FrameAddress(Instruction):
    """``frameaddress n`` / ``returnaddress n`` (``returns``): of the n-th frame up."""

    __slots__ = ("level", "returns")
    opcode = "frameaddress"
    reads = True

    def __init__(self, level: int, returns: bool) -> None:
        super().__init__(PTR, [])
        self.level, self.returns = level, returns


@final
class ReadRegister(Instruction):
    """``readreg "rsp"``: the value of a machine register (a global register variable)."""

    __slots__ = ("register",)
    opcode = "readreg"
    reads = True
    writes = True

    def __init__(self, type_: Type, register: str) -> None:
        super().__init__(type_, [])
        self.register = register


@final
class WriteRegister(Instruction):
    """``writereg "rsp", value``."""

    __slots__ = ("register",)
    opcode = "writereg"
    writes = True

    def __init__(self, register: str, value: Value) -> None:
        super().__init__(VOID, [value])
        self.register = register


@final
class Prefetch(Instruction):
    """``prefetch p``: ``write`` 0 or 1, ``locality`` 0 to 3."""

    __slots__ = ("write", "locality")
    opcode = "prefetch"
    writes = True

    def __init__(self, pointer: Value, write: int, locality: int) -> None:
        super().__init__(VOID, [pointer])
        self.write, self.locality = write, locality


# --- Variable arguments -----------------------------------------------------------------------------------------


@final
class VaStart(Instruction):
    """``vastart list``: list is the address of the va_list object."""

    __slots__ = ()
    opcode = "vastart"
    reads = True
    writes = True

    def __init__(self, list_: Value) -> None:
        super().__init__(VOID, [list_])


@final
class VaEnd(Instruction):
    """``vaend list``."""

    __slots__ = ()
    opcode = "vaend"
    reads = True
    writes = True

    def __init__(self, list_: Value) -> None:
        super().__init__(VOID, [list_])


@final
class VaCopy(Instruction):
    """``vacopy destination, source``: both addresses of va_list objects."""

    __slots__ = ()
    opcode = "vacopy"
    reads = True
    writes = True

    def __init__(self, destination: Value, source: Value) -> None:
        super().__init__(VOID, [destination, source])


@final
class VaArg(Instruction):
    """``vaarg T, list``: the next argument.  T scalar: its value.  T aggregate: the address of a copy of it."""

    __slots__ = ("argument_type",)
    opcode = "vaarg"
    reads = True
    writes = True

    def __init__(self, argument_type: Type, list_: Value) -> None:
        super().__init__(PTR if isinstance(argument_type, AggregateType) else argument_type, [list_])
        self.argument_type = argument_type


# --- Calls and assembly -----------------------------------------------------------------------------------------


@final
class Call(Instruction):
    """``call FT callee(args)``.

    ``function_type`` is the callee's type as the call sees it; variadic arguments follow the fixed ones,
    with their types in ``argument_types`` (one per argument, aggregates included).  An argument of
    aggregate type is the address of the object, which the call copies.  If the result is an aggregate,
    the last operand is the address that receives it, and the instruction's type is void.
    ``operands``: [callee, arguments..., result address if the result is an aggregate].
    """

    __slots__ = ("function_type", "argument_types", "attributes")
    opcode = "call"
    reads = True
    writes = True

    def __init__(
        self,
        callee: Value,
        function_type: FunctionType,
        arguments: list[Value],
        argument_types: tuple[Type, ...],
        result_address: Value | None = None,
        attributes: CallAttributes | None = None,
    ) -> None:
        operands = [callee, *arguments]
        result = function_type.result
        if result_address is not None:
            operands.append(result_address)
            result = VOID
        super().__init__(result, operands)
        self.function_type = function_type
        self.argument_types = argument_types
        self.attributes = attributes

    @property
    def callee(self) -> Value:
        return self.operands[0]

    @property
    def arguments(self) -> list[Value]:
        return self.operands[1 : 1 + len(self.argument_types)]

    @property
    def result_address(self) -> Value | None:
        return self.operands[-1] if len(self.operands) > 1 + len(self.argument_types) else None

    @property
    def removable(self) -> bool:
        return self.attributes is not None and (self.attributes.const or self.attributes.pure)


@final
class AsmOperand:
    """One operand of inline assembly.

    ``constraint``: GNU's text for the target, matching digits and modifiers resolved to "=r", "+m", "0", "i",
    "{ax}" for a register variable, "=@ccz" for flags.  ``kind``: "out" (a register result, the n-th of the
    tuple), "in" (a value), "memory" (the value is an address; read, written or both), "label".
    ``type``: the scalar type of a register operand, or of the memory it names.  ``size``: its bytes.
    """

    __slots__ = ("constraint", "kind", "name", "type", "operand", "output", "size")

    def __init__(
        self, constraint: str, kind: str, name: str, type_: Type, operand: int = -1, output: int = -1, size: int = 0
    ) -> None:
        self.constraint, self.kind, self.name, self.type = constraint, kind, name, type_
        self.operand = operand  # index in the instruction's operands; -1: none (a pure output)
        self.output = output  # index in the result tuple; -1: none
        self.size = size


@final
class InlineAsm(Instruction):
    """GNU extended assembly.  ``template`` is GNU's text (%0, %[name], %k1, %%, {a|b}), lowering translates it.

    ``slots``: the operands in GNU's numbering (outputs, inputs); "+r" outputs have both ``output`` and
    ``operand``.  The result is a tuple of the register outputs (void where none, even for one output a
    tuple).  Not a terminator; asm goto is ``AsmGoto``.
    """

    __slots__ = ("template", "slots", "clobbers", "volatile")
    opcode = "asm"
    reads = True
    writes = True

    def __init__(
        self,
        type_: Type,
        template: str,
        slots: list[AsmOperand],
        operands: list[Value],
        clobbers: tuple[str, ...],
        volatile: bool,
    ) -> None:
        super().__init__(type_, operands)
        self.template, self.slots, self.clobbers, self.volatile = template, slots, clobbers, volatile

    @property
    def removable(self) -> bool:
        if self.volatile or "memory" in self.clobbers:
            return False
        return not any(s.kind == "memory" and s.constraint[:1] in "=+" for s in self.slots)


@final
class AsmGoto(Instruction):
    """GNU asm goto (with outputs): as ``InlineAsm``, then control goes to ``targets[0]`` or to a label.

    ``labels`` are the label targets in GNU's order (%l, numbered after the operands), with their names.
    The results are defined on every edge.
    """

    __slots__ = ("template", "slots", "clobbers", "fallthrough", "labels", "label_names")
    opcode = "asmgoto"
    reads = True
    writes = True
    terminator = True
    volatile = True

    def __init__(
        self,
        type_: Type,
        template: str,
        slots: list[AsmOperand],
        operands: list[Value],
        clobbers: tuple[str, ...],
        fallthrough: Block,
        labels: list[Block],
        label_names: list[str],
    ) -> None:
        super().__init__(type_, operands)
        self.template, self.slots, self.clobbers = template, slots, clobbers
        self.fallthrough, self.labels, self.label_names = fallthrough, labels, label_names

    @property
    def targets(self) -> list[Block]:
        return [self.fallthrough, *self.labels]

    def replace_target(self, old: Block, new: Block) -> None:
        if self.fallthrough is old:
            self.fallthrough = new
        self.labels = [new if b is old else b for b in self.labels]


# --- Control ----------------------------------------------------------------------------------------------------


@final
class Phi(Instruction):
    """``phi T [value, block]...``: one operand per predecessor block (once, even if it has two edges here)."""

    __slots__ = ("blocks",)
    opcode = "phi"
    pure = True

    def __init__(self, type_: Type, incoming: list[tuple[Value, Block]] | None = None) -> None:
        pairs = incoming or []
        super().__init__(type_, [v for v, _ in pairs])
        self.blocks = [b for _, b in pairs]

    def add(self, value: Value, block: Block) -> None:
        self.append_operand(value)
        self.blocks.append(block)

    def remove(self, block: Block) -> None:
        """Drop the operand that comes from ``block``."""
        index = self.blocks.index(block)
        del self.blocks[index]
        self.remove_operand(index)


@final
class Branch(Instruction):
    """``br target``."""

    __slots__ = ("target",)
    opcode = "br"
    terminator = True

    def __init__(self, target: Block) -> None:
        super().__init__(VOID, [])
        self.target = target

    @property
    def targets(self) -> list[Block]:
        return [self.target]

    def replace_target(self, old: Block, new: Block) -> None:
        if self.target is old:
            self.target = new


@final
class CondBranch(Instruction):
    """``condbr c:i1, then, else``.  ``weights``: (then, else) likelihoods, or None."""

    __slots__ = ("then", "otherwise", "weights")
    opcode = "condbr"
    terminator = True

    def __init__(self, condition: Value, then: Block, otherwise: Block) -> None:
        super().__init__(VOID, [condition])
        self.then, self.otherwise = then, otherwise
        self.weights: tuple[int, int] | None = None

    @property
    def targets(self) -> list[Block]:
        return [self.then, self.otherwise]

    def replace_target(self, old: Block, new: Block) -> None:
        if self.then is old:
            self.then = new
        if self.otherwise is old:
            self.otherwise = new


@final
class Switch(Instruction):
    """``switch v, default, [(constant, block)]``: constants are distinct, held as ConstInt holds them."""

    __slots__ = ("default", "cases")
    opcode = "switch"
    terminator = True

    def __init__(self, value: Value, default: Block, cases: list[tuple[int, Block]]) -> None:
        super().__init__(VOID, [value])
        self.default, self.cases = default, cases

    @property
    def targets(self) -> list[Block]:
        return [self.default, *(b for _, b in self.cases)]

    def replace_target(self, old: Block, new: Block) -> None:
        if self.default is old:
            self.default = new
        self.cases = [(v, new if b is old else b) for v, b in self.cases]


@final
class IndirectBranch(Instruction):
    """``indirectbr p, [blocks]``: to one of the blocks whose address was taken."""

    __slots__ = ("blocks",)
    opcode = "indirectbr"
    terminator = True

    def __init__(self, pointer: Value, blocks: list[Block]) -> None:
        super().__init__(VOID, [pointer])
        self.blocks = blocks

    @property
    def targets(self) -> list[Block]:
        return self.blocks

    def replace_target(self, old: Block, new: Block) -> None:
        self.blocks = [new if b is old else b for b in self.blocks]


@final
class Return(Instruction):
    """``ret v`` or ``ret``.  A function whose result is an aggregate returns the address of the object to copy."""

    __slots__ = ()
    opcode = "ret"
    terminator = True

    def __init__(self, value: Value | None = None) -> None:
        super().__init__(VOID, [] if value is None else [value])


@final
class Unreachable(Instruction):
    """Control never comes here; reaching it is undefined."""

    __slots__ = ()
    opcode = "unreachable"
    terminator = True

    def __init__(self) -> None:
        super().__init__(VOID, [])


@final
class Trap(Instruction):
    """``trap``: stop the program (__builtin_trap)."""

    __slots__ = ()
    opcode = "trap"
    writes = True

    def __init__(self) -> None:
        super().__init__(VOID, [])


