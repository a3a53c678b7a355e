"""Questions that a pass or LLVM answers, the machine, and variable arguments."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, final

from ccore.ir.instruction import Instruction
from ccore.ir.types import I1, I64, PTR, VOID, AggregateType, Type
from ccore.ir.values import Value

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
    """``objectsize p``: i64, bytes from p to its object's end as far as known; unknown: -1, or 0 where ``minimum``.

    ``subobject``: to the end of the ``part`` that p points into.  ``dynamic``: the answer may be computed.  (The modes
    of __builtin_object_size: bit 1 is ``minimum``, bit 0 ``subobject``.)"""

    __slots__ = ("minimum", "subobject", "dynamic")
    opcode = "objectsize"
    pure = True

    def __init__(self, pointer: Value, minimum: bool, subobject: bool, dynamic: bool = False) -> None:
        super().__init__(I64, [pointer])
        self.minimum, self.subobject, self.dynamic = minimum, subobject, dynamic


@final
class Part(Instruction):
    """``part p, size:i64, offset:i64``: p, which is ``offset`` bytes into a member or array of ``size`` bytes (-1: of
    as many as the object has).  For ``objectsize subobject`` alone."""

    __slots__ = ()
    opcode = "part"
    pure = True

    def __init__(self, pointer: Value, size: Value, offset: Value) -> None:
        super().__init__(pointer.type, [pointer, size, offset])


def remove_parts(parts: Collection[Part]) -> None:
    """Put the plain addresses in their place."""
    for part in parts:
        part.replace_uses(part.operands[0])
    blocks = {part.block for part in parts if part.block is not None}
    dead = set(parts)
    for block in blocks:
        block.instructions = [i for i in block.instructions if i not in dead]
    for part in parts:
        part.drop_operands()
        part.block = None


LIKELY: Final = (2000, 1)
"""How often an expectation is met, and how often not: LLVM's own weights for __builtin_expect."""


@final
class Expect(Instruction):
    """``expect v, c``: v; it is likely that it equals c (__builtin_expect).  ``weights``: (how often it does, how often
    not)."""

    __slots__ = ("weights",)
    opcode = "expect"
    pure = True

    def __init__(self, value: Value, expected: Value, weights: tuple[int, int] = LIKELY) -> None:
        super().__init__(value.type, [value, expected])
        self.weights = weights


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


@final
class TargetCall(Instruction):
    """``target name args``: an operation of the processor by GNU C's name for it (paddsb128), whose code the target's
    table gives.  ``effect``: "" (pure), "r" (reads memory), "w" (reads, writes, or has an effect of its own)."""

    __slots__ = ("name", "effect")
    opcode = "target"
    reads = True
    writes = True

    def __init__(self, type_: Type, name: str, effect: str, arguments: list[Value]) -> None:
        super().__init__(type_, arguments)
        self.name, self.effect = name, effect

    @property
    def removable(self) -> bool:
        return self.effect != "w"


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
