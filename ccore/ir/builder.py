"""Appends instructions to a block: one method per instruction, with constants folded on the way.

    b = Builder(function)
    b.position(function.add_block(Block("entry")))
    b.ret(b.add(function.parameters[0], ConstInt(I32, 1), nsw=True))

After a terminator the builder has no block (``block is None``): code that follows is unreachable, and
goes into a fresh block without predecessors, so that a front end need not care.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, final

from ccore import softfloat
from ccore.ir import fold
from ccore.ir.arithmetic import ROUNDED, SWAPPED
from ccore.ir.instructions import (
    LIKELY,
    Alloca,
    AsmGoto,
    AsmOperand,
    Assume,
    AtomicUpdate,
    Binary,
    Branch,
    Call,
    Compare,
    CompareExchange,
    CondBranch,
    Convert,
    DynamicAlloca,
    Expect,
    Extract,
    ExtractElement,
    Fence,
    FrameAddress,
    IndirectBranch,
    InlineAsm,
    InsertElement,
    Instruction,
    Intrinsic,
    IsConstant,
    Load,
    MemCopy,
    MemSet,
    Negate,
    ObjectSize,
    Part,
    Phi,
    PointerAdd,
    Prefetch,
    ReadRegister,
    Return,
    Rounded,
    Select,
    StackRestore,
    StackSave,
    Store,
    Switch,
    TargetCall,
    Trap,
    Unreachable,
    VaArg,
    VaCopy,
    VaEnd,
    VaStart,
    WithOverflow,
    WriteRegister,
)
from ccore.ir.module import Block, Function
from ccore.ir.types import (
    I1,
    I8,
    I64,
    PTR,
    FloatType,
    FunctionType,
    IntType,
    PointerType,
    Type,
    VectorType,
    int_type,
    tuple_type,
    vector_type,
)
from ccore.ir.values import CallAttributes, Constant, ConstFloat, ConstInt, Null, Undef, Value

if TYPE_CHECKING:
    from ccore.source import Location

_I = TypeVar("_I", bound=Instruction)


@final
class Builder:
    """``block``: where instructions go, None where control cannot come.  ``location``: set on each of them."""

    __slots__ = ("function", "block", "location", "targeted", "rounding", "_allocas")

    def __init__(self, function: Function) -> None:
        self.function = function
        self.block: Block | None = None
        self.location: Location | None = None
        self.rounding = False  # whether the direction of rounding may be another at run time
        self.targeted: set[Block] = set()  # blocks that some terminator inserted here jumps to
        # Allocas stand together at the head of the entry block, whatever it holds already.
        self._allocas = 0
        if function.blocks:
            for instruction in function.blocks[0].instructions:
                if type(instruction) is not Alloca:
                    break
                self._allocas += 1

    # --- Places -------------------------------------------------------------------------------------------------

    def new_block(self, name: str = "") -> Block:
        """A block that is not yet in the function: ``start`` or ``position`` after ``add_block`` puts it there."""
        block = Block(name)
        block.function = self.function
        return block

    def add_block(self, name: str = "") -> Block:
        """A new block at the function's end.  The builder stays where it is."""
        return self.function.add_block(Block(name))

    def position(self, block: Block | None) -> None:
        """Append to ``block`` from now on."""
        self.block = block

    def start(self, block: Block) -> None:
        """Add ``block`` (of ``new_block``) to the function's end, falling into it where control comes; go on there."""
        if self.block is not None:
            self.branch(block)
        self.function.add_block(block)
        self.block = block

    @property
    def reachable(self) -> bool:
        """Whether there is a block (it may still have no predecessor)."""
        return self.block is not None

    def insert(self, instruction: _I) -> _I:
        """Append an instruction made elsewhere; after a terminator there is no block."""
        block = self.block
        if block is None:
            block = self.block = self.function.add_block(Block("dead"))
        instruction.block = block
        instruction.location = self.location
        block.instructions.append(instruction)
        if instruction.terminator:
            self.targeted.update(instruction.targets)
            self.block = None
        return instruction

    # --- Constants ----------------------------------------------------------------------------------------------

    @staticmethod
    def const(type_: IntType, value: int) -> ConstInt:
        """An integer, cut to the type's width."""
        return ConstInt(type_, value)

    @staticmethod
    def const_float(type_: FloatType, value: float) -> ConstFloat:
        """A Python float, rounded to the type."""
        return ConstFloat(type_, softfloat.from_float(type_, value))

    @staticmethod
    def zero(type_: Type) -> Constant:
        """The value whose bytes are all zero."""
        if isinstance(type_, IntType):
            return ConstInt(type_, 0)
        if isinstance(type_, FloatType):
            return ConstFloat(type_, 0)
        assert isinstance(type_, (PointerType, VectorType))
        return Null(type_)

    @staticmethod
    def undef(type_: Type) -> Undef:
        return Undef(type_)

    # --- Memory -------------------------------------------------------------------------------------------------

    def alloca(self, size: int, align: int, name: str = "") -> Alloca:
        """Room in the frame; it goes to the head of the entry block, wherever the builder is."""
        instruction = Alloca(size, align, name)
        entry = self.function.blocks[0]
        instruction.block = entry
        instruction.location = self.location
        entry.instructions.insert(self._allocas, instruction)
        self._allocas += 1
        return instruction

    def dynamic_alloca(self, size: Value, align: int) -> DynamicAlloca:
        return self.insert(DynamicAlloca(size, align))

    def stack_save(self) -> StackSave:
        return self.insert(StackSave())

    def stack_restore(self, saved: Value) -> StackRestore:
        return self.insert(StackRestore(saved))

    def load(
        self, type_: Type, pointer: Value, align: int = 0, volatile: bool = False, ordering: str = "", tag: str = ""
    ) -> Load:
        """``align`` 0: the type's own."""
        return self.insert(Load(type_, pointer, align or type_.align, volatile, ordering, tag))

    def store(
        self, value: Value, pointer: Value, align: int = 0, volatile: bool = False, ordering: str = "", tag: str = ""
    ) -> Store:
        """``align`` 0: the type's own."""
        return self.insert(Store(value, pointer, align or value.type.align, volatile, ordering, tag))

    def memcopy(
        self,
        destination: Value,
        source: Value,
        size: Value | int,
        destination_align: int = 1,
        source_align: int = 1,
        volatile: bool = False,
        overlap: bool = False,
    ) -> MemCopy:
        count = ConstInt(I64, size) if isinstance(size, int) else size
        return self.insert(MemCopy(destination, source, count, destination_align, source_align, volatile, overlap))

    def memset(
        self, destination: Value, byte: Value | int, size: Value | int, align: int = 1, volatile: bool = False
    ) -> MemSet:
        count = ConstInt(I64, size) if isinstance(size, int) else size
        fill = ConstInt(I8, byte) if isinstance(byte, int) else byte
        return self.insert(MemSet(destination, fill, count, align, volatile))

    def atomic_update(
        self, operation: str, pointer: Value, value: Value, ordering: str, volatile: bool = False
    ) -> AtomicUpdate:
        return self.insert(AtomicUpdate(operation, pointer, value, ordering, volatile))

    def compare_exchange(
        self,
        pointer: Value,
        expected: Value,
        new: Value,
        success_ordering: str,
        failure_ordering: str,
        weak: bool = False,
        volatile: bool = False,
    ) -> CompareExchange:
        return self.insert(
            CompareExchange(pointer, expected, new, success_ordering, failure_ordering, weak, volatile)
        )

    def fence(self, ordering: str, single_thread: bool = False) -> Fence:
        return self.insert(Fence(ordering, single_thread))

    # --- Arithmetic ---------------------------------------------------------------------------------------------

    def binary(
        self, operation: str, a: Value, b: Value, nsw: bool = False, nuw: bool = False, exact: bool = False
    ) -> Value:
        """Any operation of ``Binary``, by its name."""
        if self.rounding and operation in ROUNDED:
            return self.insert(Rounded(operation, a.type, [a, b]))
        if isinstance(a, Constant) and isinstance(b, Constant):
            folded = fold.fold_binary(operation, a, b)
            if folded is not None:
                return folded
        return self.insert(Binary(operation, a, b, nsw, nuw, exact))

    def add(self, a: Value, b: Value, nsw: bool = False, nuw: bool = False) -> Value:
        return self.binary("add", a, b, nsw, nuw)

    def sub(self, a: Value, b: Value, nsw: bool = False, nuw: bool = False) -> Value:
        return self.binary("sub", a, b, nsw, nuw)

    def mul(self, a: Value, b: Value, nsw: bool = False, nuw: bool = False) -> Value:
        return self.binary("mul", a, b, nsw, nuw)

    def sdiv(self, a: Value, b: Value, exact: bool = False) -> Value:
        return self.binary("sdiv", a, b, exact=exact)

    def udiv(self, a: Value, b: Value, exact: bool = False) -> Value:
        return self.binary("udiv", a, b, exact=exact)

    def srem(self, a: Value, b: Value) -> Value:
        return self.binary("srem", a, b)

    def urem(self, a: Value, b: Value) -> Value:
        return self.binary("urem", a, b)

    def shl(self, a: Value, b: Value, nsw: bool = False, nuw: bool = False) -> Value:
        return self.binary("shl", a, b, nsw, nuw)

    def lshr(self, a: Value, b: Value, exact: bool = False) -> Value:
        return self.binary("lshr", a, b, exact=exact)

    def ashr(self, a: Value, b: Value, exact: bool = False) -> Value:
        return self.binary("ashr", a, b, exact=exact)

    def and_(self, a: Value, b: Value) -> Value:
        return self.binary("and", a, b)

    def or_(self, a: Value, b: Value) -> Value:
        return self.binary("or", a, b)

    def xor(self, a: Value, b: Value) -> Value:
        return self.binary("xor", a, b)

    def not_(self, a: Value) -> Value:
        """The complement of an integer."""
        assert isinstance(a.type, IntType)
        return self.binary("xor", a, ConstInt(a.type, a.type.mask))

    def neg(self, a: Value, nsw: bool = False) -> Value:
        """0 - a, of an integer or a vector of them."""
        return self.binary("sub", self.zero(a.type), a, nsw)

    def fadd(self, a: Value, b: Value) -> Value:
        return self.binary("fadd", a, b)

    def fsub(self, a: Value, b: Value) -> Value:
        return self.binary("fsub", a, b)

    def fmul(self, a: Value, b: Value) -> Value:
        return self.binary("fmul", a, b)

    def fdiv(self, a: Value, b: Value) -> Value:
        return self.binary("fdiv", a, b)

    def frem(self, a: Value, b: Value) -> Value:
        return self.binary("frem", a, b)

    def fneg(self, a: Value) -> Value:
        folded = fold.fold_negate(a)
        return folded if folded is not None else self.insert(Negate(a))

    def compare(self, predicate: str, a: Value, b: Value) -> Value:
        """An i1, or a vector of them for vectors."""
        if isinstance(a.type, VectorType):
            return self.insert(Compare(predicate, a, b, vector_type(I1, a.type.count)))
        if isinstance(a, Constant) and isinstance(b, Constant):
            folded = fold.fold_compare(predicate, a, b)
            if folded is not None:
                return folded
        elif type(b) is ConstFloat:
            folded = fold.compare_with_float(predicate, a, b)
            if folded is not None:
                return folded
        elif type(a) is ConstFloat:
            folded = fold.compare_with_float(SWAPPED[predicate], b, a)
            if folded is not None:
                return folded
        return self.insert(Compare(predicate, a, b))

    def convert(self, operation: str, value: Value, type_: Type) -> Value:
        """Any conversion of ``Convert``; none at all where the type is right already."""
        if value.type is type_:
            return value
        if isinstance(value, Constant):
            folded = fold.fold_convert(operation, value, type_)
            if folded is not None and not (self.rounding and fold.rounds(operation, value, folded)):
                return folded
        if self.rounding and operation in ROUNDED:
            return self.insert(Rounded(operation, type_, [value]))
        return self.insert(Convert(operation, value, type_))

    def trunc(self, value: Value, type_: Type) -> Value:
        return self.convert("trunc", value, type_)

    def zext(self, value: Value, type_: Type) -> Value:
        return self.convert("zext", value, type_)

    def sext(self, value: Value, type_: Type) -> Value:
        return self.convert("sext", value, type_)

    def resize(self, value: Value, type_: IntType, signed: bool) -> Value:
        """An integer of another width: cut, or extended by its sign or by zeros."""
        assert isinstance(value.type, IntType)
        if value.type.bits >= type_.bits:
            return self.convert("trunc", value, type_)
        return self.convert("sext" if signed else "zext", value, type_)

    def fptrunc(self, value: Value, type_: Type) -> Value:
        return self.convert("fptrunc", value, type_)

    def fpext(self, value: Value, type_: Type) -> Value:
        return self.convert("fpext", value, type_)

    def fptosi(self, value: Value, type_: Type) -> Value:
        return self.convert("fptosi", value, type_)

    def fptoui(self, value: Value, type_: Type) -> Value:
        return self.convert("fptoui", value, type_)

    def sitofp(self, value: Value, type_: Type) -> Value:
        return self.convert("sitofp", value, type_)

    def uitofp(self, value: Value, type_: Type) -> Value:
        return self.convert("uitofp", value, type_)

    def ptrtoint(self, value: Value, type_: Type) -> Value:
        return self.convert("ptrtoint", value, type_)

    def inttoptr(self, value: Value, type_: Type = PTR) -> Value:
        return self.convert("inttoptr", value, type_)

    def bitcast(self, value: Value, type_: Type) -> Value:
        return self.convert("bitcast", value, type_)

    def addrspacecast(self, value: Value, type_: Type) -> Value:
        return self.convert("addrspacecast", value, type_)

    def ptradd(self, pointer: Value, offset: Value | int, inbounds: bool = True) -> Value:
        """``offset`` bytes on; nothing for 0, and one instruction for a chain of constants."""
        distance = ConstInt(I64, offset) if isinstance(offset, int) else offset
        if type(distance) is ConstInt:
            if not distance.value:
                return pointer
            if type(pointer) is PointerAdd and type(pointer.operands[1]) is ConstInt:
                first = pointer.operands[1]
                # In bounds on the way and at the end: the sum is so too.
                inbounds = inbounds and pointer.inbounds
                pointer, distance = pointer.operands[0], ConstInt(I64, first.value + distance.value)
                if not distance.value:
                    return pointer
        return self.insert(PointerAdd(pointer, distance, inbounds))

    def select(self, condition: Value, a: Value, b: Value) -> Value:
        folded = fold.fold_select(condition, a, b)
        return folded if folded is not None else self.insert(Select(condition, a, b))

    def overflow(self, operation: str, a: Value, b: Value) -> Value:
        """A tuple for ``extract``: {wrapped result, i1 overflowed}."""
        instruction_type = tuple_type(a.type, I1)
        folded = fold.fold_overflow(operation, a, b, instruction_type)
        return folded if folded is not None else self.insert(WithOverflow(operation, a, b))

    def extract(self, value: Value, index: int) -> Value:
        if type(value) is fold.ConstTuple:
            return value.elements[index]
        return self.insert(Extract(value, index))

    def intrinsic(self, name: str, arguments: list[Value]) -> Value:
        if self.rounding and name in ROUNDED:
            return self.insert(Rounded(name, arguments[0].type, arguments))
        if isinstance(arguments[0], Constant):
            folded = fold.fold_intrinsic(name, arguments)
            if folded is not None:
                return folded
        return self.insert(Intrinsic(name, arguments))

    def target_call(self, type_: Type, name: str, effect: str, arguments: list[Value]) -> TargetCall:
        return self.insert(TargetCall(type_, name, effect, arguments))

    def extract_element(self, vector: Value, index: Value | int) -> ExtractElement:
        position = ConstInt(int_type(32), index) if isinstance(index, int) else index
        return self.insert(ExtractElement(vector, position))

    def insert_element(self, vector: Value, element: Value, index: Value | int) -> InsertElement:
        position = ConstInt(int_type(32), index) if isinstance(index, int) else index
        return self.insert(InsertElement(vector, element, position))

    # --- Questions ----------------------------------------------------------------------------------------------

    def is_constant(self, value: Value) -> Value:
        folded = fold.fold_is_constant(value)
        return folded if folded is not None else self.insert(IsConstant(value))

    def object_size(self, pointer: Value, minimum: bool, subobject: bool, dynamic: bool = False) -> ObjectSize:
        return self.insert(ObjectSize(pointer, minimum, subobject, dynamic))

    def part(self, pointer: Value, size: Value, offset: Value) -> Part:
        return self.insert(Part(pointer, size, offset))

    def expect(self, value: Value, expected: Value, weights: tuple[int, int] = LIKELY) -> Value:
        return value if isinstance(value, Constant) else self.insert(Expect(value, expected, weights))

    def assume(self, condition: Value) -> Assume | None:
        """Nothing where the condition is the constant 1."""
        if type(condition) is ConstInt and condition.value:
            return None
        return self.insert(Assume(condition))

    # --- The machine --------------------------------------------------------------------------------------------

    def frame_address(self, level: int) -> FrameAddress:
        return self.insert(FrameAddress(level, False))

    def return_address(self, level: int) -> FrameAddress:
        return self.insert(FrameAddress(level, True))

    def read_register(self, type_: Type, register: str) -> ReadRegister:
        return self.insert(ReadRegister(type_, register))

    def write_register(self, register: str, value: Value) -> WriteRegister:
        return self.insert(WriteRegister(register, value))

    def prefetch(self, pointer: Value, write: int = 0, locality: int = 3) -> Prefetch:
        return self.insert(Prefetch(pointer, write, locality))

    def va_start(self, list_: Value) -> VaStart:
        return self.insert(VaStart(list_))

    def va_end(self, list_: Value) -> VaEnd:
        return self.insert(VaEnd(list_))

    def va_copy(self, destination: Value, source: Value) -> VaCopy:
        return self.insert(VaCopy(destination, source))

    def va_arg(self, argument_type: Type, list_: Value) -> VaArg:
        return self.insert(VaArg(argument_type, list_))

    def call(
        self,
        callee: Value,
        function_type: FunctionType,
        arguments: list[Value],
        argument_types: tuple[Type, ...] | None = None,
        result_address: Value | None = None,
        attributes: CallAttributes | None = None,
    ) -> Call:
        """``argument_types`` None: the types of the values (no aggregate is passed)."""
        types = tuple(a.type for a in arguments) if argument_types is None else argument_types
        return self.insert(Call(callee, function_type, arguments, types, result_address, attributes))

    def inline_asm(
        self,
        type_: Type,
        template: str,
        slots: list[AsmOperand],
        operands: list[Value],
        clobbers: tuple[str, ...] = (),
        volatile: bool = False,
    ) -> InlineAsm:
        return self.insert(InlineAsm(type_, template, slots, operands, clobbers, volatile))

    def asm_goto(
        self,
        type_: Type,
        template: str,
        slots: list[AsmOperand],
        operands: list[Value],
        clobbers: tuple[str, ...],
        fallthrough: Block,
        labels: list[Block],
        label_names: list[str],
    ) -> AsmGoto:
        return self.insert(AsmGoto(type_, template, slots, operands, clobbers, fallthrough, labels, label_names))

    # --- Control ------------------------------------------------------------------------------------------------

    def phi(self, type_: Type, incoming: list[tuple[Value, Block]] | None = None) -> Phi:
        """Appended like any other: the caller sees that phis stand first."""
        return self.insert(Phi(type_, incoming))

    def branch(self, target: Block) -> Branch | None:
        """``br``, to join control; nothing where it does not come here anyway.

        One alone in its block belongs to no place in the source (see the pass ``forwarders``)."""
        block = self.block
        if block is None:
            return None
        made = self.insert(Branch(target))
        if len(block.instructions) == 1:
            made.location = None
        return made

    def jump(self, target: Block) -> Branch | None:
        """``branch`` for a statement of the source that says so."""
        return None if self.block is None else self.insert(Branch(target))

    def cond_branch(
        self, condition: Value, then: Block, otherwise: Block, weights: tuple[int, int] | None = None
    ) -> Branch | CondBranch | None:
        """``condbr``, or ``br`` where the condition is constant; nothing where control does not come here."""
        if self.block is None:
            return None
        if type(condition) is ConstInt:
            return self.insert(Branch(then if condition.value else otherwise))
        if then is otherwise:
            return self.insert(Branch(then))
        instruction = CondBranch(condition, then, otherwise)
        instruction.weights = weights
        return self.insert(instruction)

    def switch(self, value: Value, default: Block, cases: list[tuple[int, Block]]) -> Branch | Switch | None:
        """``cases``: constants in any signedness; they are cut to the value's width."""
        if self.block is None:
            return None
        assert isinstance(value.type, IntType)
        mask = value.type.mask
        cut = [(constant & mask, block) for constant, block in cases]
        if type(value) is ConstInt:
            return self.insert(Branch(dict(reversed(cut)).get(value.value, default)))
        return self.insert(Switch(value, default, cut))

    def indirect_branch(self, pointer: Value, blocks: list[Block]) -> IndirectBranch:
        return self.insert(IndirectBranch(pointer, blocks))

    def ret(self, value: Value | None = None) -> Return | None:
        """Nothing where control does not come here."""
        return None if self.block is None else self.insert(Return(value))

    def unreachable(self) -> Unreachable | None:
        """Nothing where control does not come here."""
        return None if self.block is None else self.insert(Unreachable())

    def trap(self) -> Trap:
        return self.insert(Trap())
