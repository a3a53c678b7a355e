"""Instructions on memory."""

from __future__ import annotations

from typing import Final, final

from ccore.ir.instruction import Instruction
from ccore.ir.types import I1, PTR, VOID, Type, tuple_type
from ccore.ir.values import Value


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
    names: monotonic acquire seq_cst), then it is atomic.  ``tag``: the kind of object that lies there (``tags_apart``),
    "": any."""

    __slots__ = ("align", "volatile", "ordering", "tag")
    opcode = "load"
    reads = True

    def __init__(
        self, type_: Type, pointer: Value, align: int, volatile: bool = False, ordering: str = "", tag: str = ""
    ) -> None:
        super().__init__(type_, [pointer])
        self.align, self.volatile, self.ordering, self.tag = align, volatile, ordering, tag

    @property
    def removable(self) -> bool:
        return not self.volatile and not self.ordering


@final
class Store(Instruction):
    """``store value, ptr``; ``tag`` as ``Load`` has it."""

    __slots__ = ("align", "volatile", "ordering", "tag")
    opcode = "store"
    writes = True

    def __init__(
        self, value: Value, pointer: Value, align: int, volatile: bool = False, ordering: str = "", tag: str = ""
    ) -> None:
        super().__init__(VOID, [value, pointer])
        self.align, self.volatile, self.ordering, self.tag = align, volatile, ordering, tag


TAGS: Final = ("i16", "i32", "i64", "i128", "f16", "f32", "f64", "f80", "f128", "ptr")
"""The kinds of objects that accesses may say they are to."""


def tags_apart(a: str, b: str) -> bool:
    """Whether a load with one tag never sees what a store with the other has left there.

    An object has one kind at a time; a store may give memory that no declaration made another (C17 6.5p6).  So nothing
    is said of two stores, nor of a store that comes after the load: those keep their order."""
    return a != b and a != "" and b != ""


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


ATOMIC_OPERATIONS: Final = frozenset(("xchg", "add", "sub", "and", "nand", "or", "xor", "max", "min", "umax", "umin"))


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
