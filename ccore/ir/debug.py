"""What a debugger is told about code: scopes, variables, types (DWARF 5's terms), and where variables are.

A front end that is asked for debug information gives instructions a ``DebugLocation``, functions a
``FunctionDebug`` and global variables a ``GlobalDebug``; without -g none of this exists.  It never counts as a use
of a value, and no pass decides by it, so code is the same with it and without it.  The text form of the IR leaves
it out.

Passes keep it true by three rules, which ``Instruction.replace_uses``, the pass manager (``FunctionDebug.follow``)
and the passes that move variables see to:

- a record of a value that was replaced speaks of the replacement;
- a record stands before an instruction; when that goes, it stands before the next that stays;
- ``sroa`` gives each part of a variable its own record, ``mem2reg`` turns stores into records of values, and
  inlining copies the records, with the call as the place they were inlined at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, final

from ccore.source import Location

if TYPE_CHECKING:
    from ccore.ir.instruction import Instruction
    from ccore.ir.module import Block, Function
    from ccore.ir.values import Value

# --- Types (DWARF 5, section 5) -------------------------------------------------------------------------------------


@final
@dataclass(slots=True, eq=False)
class BaseType:
    """``encoding``: DWARF's number (7.8).  ``size`` in bytes."""

    name: str
    size: int
    encoding: int


@final
@dataclass(slots=True, eq=False)
class DerivedType:
    """``kind``: pointer const volatile restrict atomic typedef.  ``target`` None: void.  Only typedefs have a place."""

    kind: str
    target: DebugType | None
    size: int = 0
    name: str = ""
    location: Location | None = None


@final
@dataclass(slots=True, eq=False)
class ArrayType:
    """``counts``: elements by dimension; -1 unknown, or the variable that holds the number.  ``size`` in bytes, 0
    where it is not known."""

    element: DebugType | None
    counts: list[int | LocalVariable]
    size: int
    vector: bool = False


@final
@dataclass(slots=True, eq=False)
class Member:
    """``offset`` and ``size`` in bits.  ``storage``: of a bit-field, the offset of the unit it lies in; else -1."""

    name: str
    type: DebugType | None
    offset: int
    size: int
    storage: int = -1
    location: Location | None = None


@final
@dataclass(slots=True, eq=False)
class RecordType:
    """A structure or union; ``members`` is filled later, since types go round in circles.  ``size`` -1: declared
    only."""

    kind: str
    name: str
    size: int
    location: Location | None
    members: list[Member] = field(default_factory=list)


@final
@dataclass(slots=True, eq=False)
class EnumerationType:
    """``base`` None: declared only."""

    name: str
    base: BaseType | None
    enumerators: dict[str, int]
    location: Location | None


@final
@dataclass(slots=True, eq=False)
class SubroutineType:
    """``result`` None: void."""

    result: DebugType | None
    parameters: list[DebugType | None]
    variadic: bool
    prototyped: bool


DebugType = BaseType | DerivedType | ArrayType | RecordType | EnumerationType | SubroutineType

# --- Scopes and variables -------------------------------------------------------------------------------------------


@final
@dataclass(slots=True, eq=False)
class Subprogram:
    """A function's definition.  ``opening``: its body's brace, where its code begins.  ``parent``: the scope that a
    nested function stands in."""

    name: str
    linkage_name: str  # where it differs
    location: Location
    opening: Location
    type: SubroutineType
    external: bool
    noreturn: bool
    parent: Scope | None = None


@final
@dataclass(slots=True, eq=False)
class LexicalBlock:
    """A block that declares something."""

    parent: Scope
    location: Location


Scope = Subprogram | LexicalBlock


@final
@dataclass(slots=True, eq=False)
class LocalVariable:
    """``size`` in bytes.  ``argument``: its number among the parameters, from 1; 0 for others.  ``artificial``: not in
    the source."""

    name: str
    type: DebugType | None
    size: int
    location: Location
    scope: Scope
    argument: int = 0
    artificial: bool = False


@final
@dataclass(slots=True, eq=False)
class GlobalDebug:
    """Of a global variable.  ``scope``: of one that a function declares."""

    name: str
    linkage_name: str
    type: DebugType | None
    location: Location
    external: bool
    defined: bool
    scope: Scope | None = None


@final
@dataclass(slots=True, eq=False)
class Macro:
    """A definition, or what ends one (``body`` None).  ``name``: with the parameters.  ``line``: 0 for what is defined
    before any file."""

    line: int
    name: str
    body: str | None


@final
@dataclass(slots=True, eq=False)
class MacroFile:
    """A file that was read; ``line``: of the directive that included it, 0 for none."""

    line: int
    path: str
    nodes: list[Macro | MacroFile] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class UnitDebug:
    """Of a module.  ``level`` and ``version`` are those of -g and -gdwarf; ``language`` is DWARF's name."""

    path: str
    directory: str
    producer: str
    language: str
    level: int
    version: int
    optimized: bool
    prefixes: list[tuple[str, str]]  # -fdebug-prefix-map: (old, new)
    columns: bool = True
    kept: list[DebugType] = field(default_factory=list)  # types that nothing else names
    macros: list[Macro | MacroFile] = field(default_factory=list)  # -g3


# --- Places ---------------------------------------------------------------------------------------------------------


@final
@dataclass(slots=True, eq=False)
class InlinedAt:
    """One copy of a body: where its call stood."""

    call: DebugLocation


@final
class DebugLocation(Location):
    """A place within a scope; ``inlined``: the copy of the body that it belongs to, None in the function itself."""

    __slots__ = ("scope", "inlined")

    def __init__(self, location: Location, scope: Scope, inlined: InlinedAt | None = None) -> None:
        super().__init__(location.line, location.column)
        self.scope, self.inlined = scope, inlined


@final
class Inlining:
    """Where the instructions of one copy of a body are: at their own places, inlined at the call's."""

    __slots__ = ("_call", "_places", "_copies")

    def __init__(self, call: Location | None, caller: FunctionDebug) -> None:
        if not isinstance(call, DebugLocation):
            call = DebugLocation(caller.subprogram.opening, caller.subprogram)
        self._call = call
        self._places: dict[DebugLocation, DebugLocation] = {}
        self._copies: dict[InlinedAt | None, InlinedAt] = {}

    def place(self, location: DebugLocation) -> DebugLocation:
        """A place of the body, in the copy."""
        found = self._places.get(location)
        if found is None:
            found = DebugLocation(location, location.scope, self._copy(location.inlined))
            self._places[location] = found
        return found

    def _copy(self, copy: InlinedAt | None) -> InlinedAt:
        found = self._copies.get(copy)
        if found is None:
            found = self._copies[copy] = InlinedAt(self._call if copy is None else self.place(copy.call))
        return found


@final
@dataclass(slots=True, eq=False)
class Record:
    """Where a variable is.  ``offset``: bytes of its first byte after the address; ``fragment``: the (offset, size)
    in bits of the variable that this speaks of, None for all of it; ``indirect``: the value is an address where the
    variable's address (``declares``) or the variable itself (``values``) lies."""

    variable: LocalVariable
    location: DebugLocation
    value: Value
    offset: int = 0
    fragment: tuple[int, int] | None = None
    indirect: bool = False

    def part(self, begin: int, size: int, address: Value) -> Record | None:
        """The record of those bytes of what lies at the address, when they move to another; None where no byte of
        the variable is among them."""
        first, whole = self.fragment or (0, self.variable.size * 8)
        begin, size = (begin - self.offset) * 8, size * 8
        if begin < 0 or begin >= whole or self.indirect:
            return None
        fragment = (first + begin, min(size, whole - begin))
        return Record(
            self.variable, self.location, address, 0, None if fragment == (0, self.variable.size * 8) else fragment
        )


@final
class FunctionDebug:
    """``declares``: by the address that holds it for the whole of the function, records of a variable's place.
    ``values``: by the instruction that they stand before, records of what a variable's value is from there on.
    ``replaced``: what stands for a value that a pass replaced."""

    __slots__ = ("subprogram", "declares", "values", "replaced")

    def __init__(self, subprogram: Subprogram) -> None:
        self.subprogram = subprogram
        self.declares: dict[Value, list[Record]] = {}
        self.values: dict[Instruction, list[Record]] = {}
        self.replaced: dict[Value, Value] = {}

    def value_of(self, record: Record) -> Value:
        """What a record's value is called now."""
        value = record.value
        replaced = self.replaced
        while value in replaced:
            value = replaced[value]
        return value

    def add(self, before: Instruction, records: list[Record]) -> None:
        """Put records of values before an instruction, after those that stand there."""
        self.values.setdefault(before, []).extend(records)

    def stored(self, address: Value, value: Value, store: Instruction) -> None:
        """``store`` puts a value into what was a variable in memory, and goes away with it."""
        for r in self.declares.get(address, ()):
            if not r.offset:
                self.add(store, [Record(r.variable, r.location, value, 0, r.fragment, r.indirect)])

    def snapshot(self, function: Function) -> list[tuple[Block, list[Instruction]]]:
        """What ``follow`` wants to know from before a pass."""
        return [(block, list(block.instructions)) for block in function.blocks]

    def follow(self, before: list[tuple[Block, list[Instruction]]]) -> None:
        """Move the records of instructions that a pass took away to what then comes next."""
        values = self.values
        if all(i.block is not None for i in values):
            return
        old = dict(before)
        for block, instructions in before:
            waiting: list[Record] = []
            last: Instruction | None = None  # the last that stayed
            for i in instructions:
                if i.block is None:
                    waiting += values.pop(i, ())
                    continue
                if waiting:
                    self._put(i, waiting)
                    waiting = []
                last = i
            if waiting:
                next_ = self._next(block, last, instructions[-1], old)
                if next_ is not None:
                    self._put(next_, waiting)
        for gone in [i for i in values if i.block is None]:
            del values[gone]

    def _put(self, before: Instruction, records: list[Record]) -> None:
        """Records before an instruction, and before those that stand there."""
        self.values[before] = records + self.values.get(before, [])

    def _next(
        self, block: Block, last: Instruction | None, end: Instruction, old: dict[Block, list[Instruction]]
    ) -> Instruction | None:
        """What control comes to after ``last`` (None: after the block's start), now that the block's ``end`` is gone:
        another end, or the block that was appended.  None where that block has other ways to it."""
        if last is not None:
            assert last.block is not None
            instructions = last.block.instructions
            return instructions[instructions.index(last) + 1]
        following: list[Instruction] = []
        if block.function is not None:
            following = block.instructions
        else:
            target: Block | None = getattr(end, "target", None)
            if target is not None and target.function is None:
                following = [i for i in old.get(target, ()) if i.block is not None]
        return next((i for i in following if i.opcode != "phi"), None)
