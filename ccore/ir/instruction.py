"""The base of all instructions: operands, def-use, and the traits that passes ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ccore.ir.types import Type
from ccore.ir.values import Constant, Value

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
        if self.block is not None:
            function = self.block.function
            if function is not None and function.debug is not None:
                function.debug.replaced[self] = value
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
