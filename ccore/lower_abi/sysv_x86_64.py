"""The System V calling convention of x86-64 (psABI 1.0, section 3.2.3).

An aggregate of at most 16 bytes is cut into eightbytes; each gets a class from the scalars that lie in it,
and travels in a register of that class.  If not enough registers are left for all of them, the whole
aggregate goes to the stack.  Vectors of 32 and 64 bytes have registers where AVX and AVX-512 are in force:
``widest`` is the size of the widest vector register in bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ccore.ir.types import (
    F32,
    F64,
    F80,
    F128,
    AggregateType,
    FloatType,
    FunctionType,
    IntType,
    PointerType,
    Type,
    VectorType,
    VoidType,
    int_type,
    vector_type,
)
from ccore.lower_abi.signature import BYVAL, DIRECT, IGNORE, PARTS, SRET, Part, Passing, Signature

GENERAL_REGISTERS: Final = 6  # rdi rsi rdx rcx r8 r9
VECTOR_REGISTERS: Final = 8  # xmm0 to xmm7

NO_CLASS: Final = ""
INTEGER: Final = "INTEGER"
SSE: Final = "SSE"
SSEUP: Final = "SSEUP"
X87: Final = "X87"
X87UP: Final = "X87UP"
COMPLEX_X87: Final = "COMPLEX_X87"
MEMORY: Final = "MEMORY"


def scalar_classes(type_: Type, offset: int) -> list[tuple[int, str]]:
    """The eightbytes that a scalar at ``offset`` touches, each with the scalar's class there."""
    first = offset // 8
    if isinstance(type_, (IntType, PointerType)):
        return [(i, INTEGER) for i in range(first, (offset + type_.size + 7) // 8)]
    if isinstance(type_, FloatType):
        if type_ is F80:
            return [(first, X87), (first + 1, X87UP)]
        if type_.size == 16:
            return [(first, SSE), (first + 1, SSEUP)]
        return [(first, SSE)]
    if isinstance(type_, VectorType):
        if not _fits(type_, 64):
            return [(first, MEMORY)]
        if _small(type_):
            return [(first, INTEGER)]
        eightbytes = max(1, type_.size // 8)
        return [(first, SSE), *((first + i, SSEUP) for i in range(1, eightbytes))]
    raise AssertionError(f"no scalar: {type_}")


def _fits(type_: VectorType, widest: int) -> bool:
    """Whether it has a register to itself; vectors of __int128 have none beyond the SSE registers, and those of a
    single floating value or of decimal ones none at all (as in GCC)."""
    if isinstance(type_.element, FloatType) and (type_.count == 1 or type_.element.decimal):
        return False
    return type_.size <= 16 or (type_.size <= widest and type_.element.size <= 8)


def _small(type_: VectorType) -> bool:
    """Whether it travels as an integer: one of integers that fills less than an eightbyte."""
    return type_.size < 8 and isinstance(type_.element, IntType)


def merge(a: str, b: str) -> str:
    """The class of an eightbyte that holds things of both classes (psABI 3.2.3, classification, 4)."""
    if a == b or not b:
        return a
    if not a:
        return b
    if MEMORY in (a, b):
        return MEMORY
    if INTEGER in (a, b):
        return INTEGER
    if a in (X87, X87UP, COMPLEX_X87) or b in (X87, X87UP, COMPLEX_X87):
        return MEMORY
    return SSE


def classify_aggregate(type_: AggregateType, widest: int = 16) -> list[str]:
    """The class of each eightbyte; [MEMORY] if it goes to memory; [] if it has no contents."""
    if not type_.size:
        return []
    if type_.packed or type_.size > 64:
        return [MEMORY]
    classes = [NO_CLASS] * ((type_.size + 7) // 8)
    for offset, leaf in type_.leaves:
        for index, class_ in scalar_classes(leaf, offset):
            if index >= len(classes):
                return [MEMORY]
            classes[index] = merge(classes[index], class_)
    if type_.complex:
        return [COMPLEX_X87]
    # Post-merger clean-up.
    if MEMORY in classes:
        return [MEMORY]
    for index, class_ in enumerate(classes):
        before = classes[index - 1] if index else NO_CLASS
        if class_ == X87UP and before != X87:
            return [MEMORY]
        if class_ == SSEUP and before not in (SSE, SSEUP):
            classes[index] = SSE
    if len(classes) > 2:
        # Only a single vector fills more than two eightbytes.
        whole = classes[0] == SSE and all(class_ == SSEUP for class_ in classes[1:]) and type_.size <= widest
        return classes if whole else [MEMORY]
    return [] if not any(classes) else classes


def _parts(type_: AggregateType, classes: list[str]) -> tuple[Part, ...]:
    """One part for each eightbyte with a class of its own."""
    if classes[0] == SSE and len(classes) > 1 and classes[1] == SSEUP:
        return (_vector_register(type_.size),)
    parts: list[Part] = []
    for index, class_ in enumerate(classes):
        offset = index * 8
        size = min(8, type_.size - offset)
        if class_ == INTEGER:
            parts.append(Part(offset, size, int_type(8 * size)))
        elif class_ == SSE:
            # Which floating type does not matter: moves keep all bits.  A lone float may be narrower.
            parts.append(Part(offset, size, F32 if size == 4 else F64))
    return tuple(parts)


def _vector_register(size: int) -> Part:
    return Part(0, size, F128 if size == 16 else vector_type(F64, size // 8))


def pass_result(type_: Type, widest: int = 16) -> Passing:
    """psABI 3.2.3, returning of values."""
    if isinstance(type_, VoidType):
        return Passing(DIRECT, type_)
    if isinstance(type_, AggregateType):
        classes = classify_aggregate(type_, widest)
        if not classes:
            return Passing(IGNORE, type_)
        if classes[0] == MEMORY:
            return Passing(SRET, type_, (), max(type_.align, 1))
        if classes[0] == COMPLEX_X87:
            return Passing(PARTS, type_, (Part(0, 16, F80), Part(16, 16, F80)))
        if classes[0] == X87:
            return Passing(PARTS, type_, (Part(0, 16, F80),))
        return Passing(PARTS, type_, _parts(type_, classes))
    if isinstance(type_, VectorType) and _fits(type_, widest):
        return _vector(type_)
    if isinstance(type_, VectorType) or (isinstance(type_, IntType) and type_.size > 16):
        return Passing(SRET, type_, (), type_.align)
    return Passing(DIRECT, type_)


def _vector(type_: VectorType) -> Passing:
    """One vector register, of which those of 8 bytes and less take the low part."""
    size = type_.size
    if size == 16 and type_.count > 1:
        return Passing(DIRECT, type_)
    if size >= 16:
        return Passing(PARTS, type_, (_vector_register(size),))
    if _small(type_):
        return Passing(PARTS, type_, (Part(0, size, int_type(8 * size)),))
    return Passing(PARTS, type_, (Part(0, size, F32 if size == 4 else F64),))


class _Registers:
    """The registers and stack bytes that the arguments so far have taken."""

    __slots__ = ("general", "vector", "stack", "widest")

    def __init__(self, widest: int) -> None:
        self.widest = widest
        self.general = 0
        self.vector = 0
        self.stack = 0

    def memory(self, type_: Type, align: int = 0) -> Passing:
        align = max(8, align or type_.align)
        self.stack = (self.stack + align - 1) // align * align + (type_.size + 7) // 8 * 8
        return Passing(BYVAL, type_, (), align)

    def take(self, general: int, vector: int) -> bool:
        """Whether that many of both are left; if so they are taken."""
        if self.general + general > GENERAL_REGISTERS or self.vector + vector > VECTOR_REGISTERS:
            return False
        self.general += general
        self.vector += vector
        return True

    def scalar(self, general: int, vector: int) -> None:
        if not self.take(general, vector):
            self.stack += 8

    def pass_argument(self, type_: Type, extension: str, named: bool) -> Passing:
        if isinstance(type_, (IntType, PointerType)):
            if extension == "nest":
                return Passing(DIRECT, type_, (), 0, extension)  # psABI 3.2.3: the static chain is in r10
            if type_.size <= 8:
                self.scalar(1, 0)
                return Passing(DIRECT, type_, (), 0, extension)
            if type_.size == 16 and self.take(2, 0):
                # LLVM splits i128 by a rule of its own, so it is cut here.
                half = int_type(64)
                return Passing(PARTS, type_, (Part(0, 8, half), Part(8, 8, half)))
            return self.memory(type_, 8 if extension == "words" else type_.align)
        if isinstance(type_, FloatType):
            if type_ is F80:
                self.stack = (self.stack + 15) // 16 * 16 + 16
            elif not self.take(0, 1):
                if type_.size == 16:
                    self.stack = (self.stack + 15) // 16 * 16 + 16
                else:
                    self.stack += 8
            return Passing(DIRECT, type_)
        if isinstance(type_, VectorType):
            # Unnamed arguments of more than 16 bytes go to the stack: va_arg could not find the register's upper part.
            small = _small(type_)
            if not _fits(type_, self.widest if named else 16) or not self.take(int(small), int(not small)):
                return self.memory(type_)
            return _vector(type_)
        assert isinstance(type_, AggregateType)
        classes = classify_aggregate(type_, self.widest if named else 16)
        if not classes:
            return Passing(IGNORE, type_)
        if classes[0] in (MEMORY, X87, COMPLEX_X87):
            return self.memory(type_)
        if not self.take(classes.count(INTEGER), classes.count(SSE)):
            return self.memory(type_)
        return Passing(PARTS, type_, _parts(type_, classes))


def classify(function_type: FunctionType, types: Sequence[Type], widest: int = 16) -> Signature:
    """The signature of a call with arguments of these types (or of the function itself: its parameters)."""
    registers = _Registers(widest)
    result = pass_result(function_type.result, widest)
    fixed = len(function_type.parameters) if function_type.variadic else len(types)
    if result.kind == SRET:
        registers.general = 1
    extensions = function_type.extensions
    arguments = [
        registers.pass_argument(type_, extensions[i] if i < len(extensions) else "", i < fixed)
        for i, type_ in enumerate(types)
    ]
    return Signature(result, arguments, registers.general, registers.vector, registers.stack)
