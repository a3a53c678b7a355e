"""Values of the IR: constants, globals, parameters, and the base of instructions.

Def-use: ``value.users`` maps each instruction that uses the value to the number of its operands that
are it.  Only ``Instruction`` keeps it up to date; constants keep none (``users`` is shared and empty).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, final

from ccore.ir.types import PTR, FloatType, FunctionType, IntType, Type
from ccore.sparse import SparseBytes

if TYPE_CHECKING:
    from ccore.ir.debug import GlobalDebug
    from ccore.ir.instructions import Instruction
    from ccore.ir.module import Block, Function


class Value:
    """Something an instruction can use.  ``type`` is its type."""

    __slots__ = ("type", "users")
    type: Type
    users: dict[Instruction, int]


_NO_USERS: dict[Instruction, int] = {}  # never written: constants are shared between functions


class Constant(Value):
    """A value known when the module is written.  Equality of plain constants is by ``==``."""

    __slots__ = ()


@final
class ConstInt(Constant):
    """An integer; ``value`` is held unsigned: 0 <= value < 2**bits."""

    __slots__ = ("value",)

    def __init__(self, type_: IntType, value: int) -> None:
        self.type = type_
        self.users = _NO_USERS
        self.value = value & type_.mask

    @property
    def signed(self) -> int:
        assert isinstance(self.type, IntType)
        return self.value - (1 << self.type.bits) if self.value >> (self.type.bits - 1) else self.value

    def __eq__(self, other: object) -> bool:
        return type(other) is ConstInt and other.value == self.value and other.type is self.type

    def __hash__(self) -> int:
        return hash(self.value)


@final
class ConstFloat(Constant):
    """A floating constant as its exact encoding: ``bits`` is the IEEE (or x87) bit pattern."""

    __slots__ = ("bits",)

    def __init__(self, type_: FloatType, bits: int) -> None:
        self.type = type_
        self.users = _NO_USERS
        self.bits = bits

    def __eq__(self, other: object) -> bool:
        return type(other) is ConstFloat and other.bits == self.bits and other.type is self.type

    def __hash__(self) -> int:
        return hash(self.bits)


@final
class Null(Constant):
    """The null pointer of a pointer type, or the zero of a vector type."""

    __slots__ = ()

    def __init__(self, type_: Type = PTR) -> None:
        self.type = type_
        self.users = _NO_USERS

    def __eq__(self, other: object) -> bool:
        return type(other) is Null and other.type is self.type

    def __hash__(self) -> int:
        return hash((Null, self.type))


@final
class Undef(Constant):
    """Any bit pattern, possibly another one at each use (an uninitialised read)."""

    __slots__ = ()

    def __init__(self, type_: Type) -> None:
        self.type = type_
        self.users = _NO_USERS

    def __eq__(self, other: object) -> bool:
        return type(other) is Undef and other.type is self.type

    def __hash__(self) -> int:
        return hash((Undef, self.type))


@final
class BlockAddress(Constant):
    """The address of a block (GNU C ``&&label``); its function may not be inlined or copied."""

    __slots__ = ("function", "block")

    def __init__(self, function: Function, block: Block) -> None:
        self.type = PTR
        self.users = _NO_USERS
        self.function = function
        self.block = block


@final
class Parameter(Value):
    """A function's parameter.  Of an aggregate type it is a pointer (``type`` PTR) to the callee's own copy;
    the function's type says that it is an aggregate."""

    __slots__ = ("name", "index")

    def __init__(self, type_: Type, name: str, index: int) -> None:
        self.type = type_
        self.users = {}
        self.name = name
        self.index = index


class GlobalValue(Constant):
    """A symbol; as a value, its address (``type`` is a pointer).

    ``linkage``: "external", "internal", "weak", "common", "extern_weak", "available_externally" (a C99 or
    gnu_inline body that emits no symbol), "private" (no symbol table entry: string literals).
    ``asm_name``: the assembler's name where it differs (asm labels), used verbatim.
    """

    __slots__ = (
        "name", "linkage", "visibility", "section", "asm_name", "defined", "align", "alias_of", "used", "dll",
        "location",
    )  # fmt: skip

    def __init__(self, name: str, type_: Type) -> None:
        self.type = type_
        self.users = {}  # unused: globals are constants shared by functions
        self.name = name
        self.linkage = "external"
        self.visibility = "default"  # default hidden protected internal
        self.section = ""
        self.asm_name = ""
        self.defined = False
        self.align = 0  # 0: the type's own
        self.alias_of: str = ""  # attribute alias: the target's name
        self.used = False  # attribute used: kept although nothing names it
        self.dll = ""
        self.location: object = None


@dataclass(slots=True)
class Relocation:
    """A word in initialised data whose value the linker finds: ``target`` + ``addend`` at ``offset``.

    ``minus``: a BlockAddress or GlobalValue subtracted from it (label differences).  ``size`` in bytes.
    """

    offset: int
    size: int
    target: GlobalValue | BlockAddress
    addend: int = 0
    minus: GlobalValue | BlockAddress | None = None


@dataclass(slots=True)
class Data(SparseBytes):
    """The initial contents of a global variable: bytes, and the relocations laid over them.

    ``data`` may be shorter than the variable: the rest is zero.
    """

    data: bytearray = field(default_factory=bytearray)
    relocations: list[Relocation] = field(default_factory=list)
    far: list[tuple[int, bytes]] = field(default_factory=list)


@final
class GlobalVariable(GlobalValue):
    """A variable with static storage.  ``size`` in bytes; ``initial`` None: declared only, or common.

    ``thread_local``: "" or a TLS model (general-dynamic, local-dynamic, initial-exec, local-exec).
    ``constant``: nothing writes to it (goes to a read-only section).
    ``unnamed``: its address carries no meaning, so equal ones may be merged (string literals).
    ``unaddressed``: its address only ever serves accesses; no pointer that comes from memory, a parameter or a call is
    to it.  Who puts the address elsewhere must take that back.
    """

    __slots__ = ("size", "initial", "constant", "thread_local", "unnamed", "unaddressed", "debug")

    def __init__(self, name: str, size: int, align: int, type_: Type = PTR) -> None:
        super().__init__(name, type_)
        self.size = size
        self.align = align
        self.initial: Data | None = None
        self.constant = False
        self.thread_local = ""
        self.unnamed = False
        self.unaddressed = False
        self.debug: GlobalDebug | None = None  # with -g


PACK_LENGTH = "__builtin_va_arg_pack_len"
"""A function of this name stands for the number of variable arguments of the function that calls it."""


APPLY_ARGS = "__builtin_apply_args"
"""A function of this name stands for the block in which its caller keeps the arguments that it was called with."""


ANY_MEMORY: Final = frozenset(("any",))


@dataclass(slots=True)
class CallAttributes:
    """What is known of a call or a callee beyond its type.

    The last fields are found out by a pass (``ccore.passes.effects``).  ``reads`` and ``writes`` say which memory of
    the caller's: "0" what the first argument points into, "@g" the variable g, "any"; without "any" there is no effect
    but on memory.  ``unkept``: arguments whose address is neither kept nor returned, by number.  ``gives``: the number
    of the argument that is the result.  ``allocates``: the result points to a new object whose size is the product of
    the arguments of these numbers."""

    noreturn: bool = False
    returns_twice: bool = False
    pure: bool = False  # reads memory, writes none, returns (GNU pure)
    const: bool = False  # neither reads nor writes memory (GNU const)
    cold: bool = False
    malloc: bool = False
    error: str = ""  # attribute error: the message if the call survives
    warning: str = ""
    nounwind: bool = True
    no_builtin: bool = False
    calling_convention: str = ""  # "", "ms_abi" or "preserve_most"
    nocf_check: bool = False
    must_tail: bool = False
    forwards: bool = False  # the variable arguments of the function it stands in follow (__builtin_va_arg_pack)
    returns: bool = False  # always, to where it was called
    reads: frozenset[str] = ANY_MEMORY
    writes: frozenset[str] = ANY_MEMORY
    unkept: frozenset[str] = frozenset()
    gives: int = -1
    allocates: frozenset[str] = frozenset()


__all__ = [
    "ANY_MEMORY", "BlockAddress", "CallAttributes", "ConstFloat", "ConstInt", "Constant", "Data", "FunctionType",
    "GlobalValue", "GlobalVariable", "Null", "Parameter", "Relocation", "Undef", "Value",
]  # fmt: skip
