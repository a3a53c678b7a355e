"""Phis and terminators."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from ccore.ir.instruction import Instruction
from ccore.ir.types import VOID, Type
from ccore.ir.values import Value

if TYPE_CHECKING:
    from ccore.ir.module import Block


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
    """``switch v, default, [(constant, block)]``: constants are distinct, held as ConstInt holds them.
    ``likely``: (number, weight, weight of all others): how often v is that number, or None."""

    __slots__ = ("default", "cases", "likely")
    opcode = "switch"
    terminator = True

    def __init__(self, value: Value, default: Block, cases: list[tuple[int, Block]]) -> None:
        super().__init__(VOID, [value])
        self.default, self.cases = default, cases
        self.likely: tuple[int, int, int] | None = None

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
