"""What every part of the function generator shares: the builder, variables' places, and the seams between parts.

The generator is one class, cut by topic into a chain of files: base, lvalues, aggregates, expressions,
atomics, builtins, assembly, statements.  The abstract methods here are the calls that go up the chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccore.ir import types as ir
from ccore.ir.builder import Builder
from ccore.ir.instructions import Alloca, Load
from ccore.ir.module import Block, Function
from ccore.ir.values import ConstInt, Value
from ccore.irgen.scopes import Scopes
from ccore.irgen.types import TypeMap
from ccore.options import typed_accesses
from ccore.sema import tree
from ccore.sema import types as c
from ccore.source import Location, Token

if TYPE_CHECKING:
    from ccore.irgen.unit import UnitGenerator


@dataclass(slots=True)
class Place:
    """A designated object: its address, its C type (qualifiers included), the alignment known, and the bit-field."""

    address: Value
    type: c.CType
    align: int
    field: c.Field | None = None  # set for bit-fields; the address is that of the field's unit
    register: str = ""  # a global register variable has a name instead of an address
    trapping: bool = False  # accesses must stay, for they may trap (-fnon-call-exceptions)
    origin: tree.Expression | tree.Variable | None = None  # what designates it, where accesses may get a tag by that

    @property
    def volatile(self) -> bool:
        return self.trapping or bool(self.type.quals & c.VOLATILE)

    @property
    def atomic(self) -> bool:
        return bool(self.type.quals & c.ATOMIC)


def known_align(align: int, offset: int) -> int:
    """The alignment of an address ``offset`` bytes after one aligned to ``align``."""
    return min(align, offset & -offset) if offset else align


def _only_read(variable: tree.Variable) -> bool:
    """Whether a local register variable is but a name for what the register happens to hold."""
    scalar = variable.type.is_integer or variable.type.is_pointer
    return bool(variable.register_name) and scalar and not variable.written


class Base:
    """State of one function's generation."""

    def __init__(self, unit: UnitGenerator, function: Function, definition: tree.FunctionDefinition) -> None:
        self.unit = unit
        self.options = unit.options
        self.types: TypeMap = unit.types
        self.function = function
        self.definition = definition
        self.builder = Builder(function)
        self.builder.rounding = "rounding" in function.attributes.math
        self.word: ir.IntType = unit.types.word
        self.wrap = unit.options.wrapv
        self.typed = typed_accesses(unit.options, definition.function.attributes.get("optimize", ()))
        self.places: dict[tree.Variable, Place] = {}
        self.label_blocks: dict[tree.Label, Block] = {}
        self.indirect_block: Block | None = None  # where every computed goto meets
        self.indirect_phi_values: list[tuple[Value, Block]] = []
        self.line: object = None
        self.loaded: dict[Alloca, Load] = {}  # variables' values that the statement has taken from memory, at -O0
        self.returns_twice = False  # it calls setjmp or the like
        self.scopes = Scopes()
        self.accessed: tree.Expression | None = None  # the address of an array of which an element is about to be used

    # --- Seams --------------------------------------------------------------------------------------------------

    def value(self, expression: tree.Expression) -> Value:
        """The value of a scalar, vector or void expression (void: any value, not to be used)."""
        raise NotImplementedError

    def aggregate(self, expression: tree.Expression, destination: Value | None = None, align: int = 1) -> Value:
        """Evaluate an aggregate value; the address where it lies: ``destination`` if one is given."""
        raise NotImplementedError

    def place(self, expression: tree.Expression) -> Place:
        """The object that an lvalue designates."""
        raise NotImplementedError

    def statement(self, statement: tree.Statement) -> None:
        raise NotImplementedError

    def statements(self, statements: list[tree.Statement]) -> None:
        raise NotImplementedError

    def initialize(self, place: Place, initializer: tree.Initializer) -> None:
        raise NotImplementedError

    def block_scope(self, block: tree.Block, result: tree.Expression | None, destination: Value | None) -> Value | None:
        raise NotImplementedError

    # --- Helpers ------------------------------------------------------------------------------------------------

    def at(self, token: Token) -> None:
        """The source place of what is generated next."""
        if token.line is not self.line:
            line = self.line = token.line
            self.builder.location = token.location if line.call is None else Location(line.call, token.column)

    def const(self, value: int, type_: ir.IntType | None = None) -> ConstInt:
        return ConstInt(type_ or self.word, value)

    def temporary(self, type_: c.CType, name: str = "tmp") -> Value:
        """Room in the frame for an object of a complete type."""
        if type_.size == -2:
            return self.builder.dynamic_alloca(self.size_of(type_), max(type_.align, 16))
        return self.builder.alloca(max(type_.size, 0), type_.align, name)

    def size_of(self, type_: c.CType) -> Value:
        """The size in bytes, at run time where the type is variable."""
        raise NotImplementedError

    def extent(self, type_: c.CType) -> int | Value:
        """The size in bytes, for ``copy``."""
        return self.size_of(type_) if type_.size == -2 else type_.size

    def copy(
        self, destination: Value, source: Value, size: int | Value, align: int, source_align: int, volatile: bool
    ) -> None:
        """Copy an object's bytes; nothing for a size of 0."""
        if isinstance(size, Value):
            self.builder.memcopy(destination, source, size, align, source_align, volatile)
        elif size > 0:
            self.builder.memcopy(destination, source, self.const(size), align, source_align, volatile)

    def label_block(self, label: tree.Label) -> Block:
        block = self.label_blocks.get(label)
        if block is None:
            block = self.label_blocks[label] = self.builder.new_block(label.name)
            if label.address_taken:
                block.address_taken = True
        return block

    def variable_place(self, variable: tree.Variable) -> Place:
        """Where a variable lives; an automatic one gets its room in the frame on first mention."""
        place = self.places.get(variable)
        if place is not None:
            return place
        if variable.storage == "register" and (variable.linkage != "none" or _only_read(variable)):
            register = self.unit.target.registers[variable.register_name]  # the whole one, whatever part is named
            return Place(self.const(0), variable.type, 1, None, register)
        if variable.storage in ("static", "extern") or variable.linkage != "none":
            symbol = self.unit.variable(variable)
            place = Place(symbol, variable.type, max(variable.align, variable.type.align))
            place.origin = variable if self.typed else None
            if variable.thread_local:
                return place
        else:
            size = max(variable.type.size, variable.size, 0)
            align = max(variable.align, variable.type.align)
            if self.unit.aligned_locals:
                align = max(align, self.unit.array_alignment(variable, size))
            room = self.builder.alloca(size, align, variable.name)
            place = Place(room, variable.type, align)
        self.places[variable] = place
        return place
