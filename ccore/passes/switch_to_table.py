"""A switch that only chooses between constants becomes arithmetic, a mask of bits, or a table.

    switch %x, ^d [10: ^a, 11: ^b, 12: ^c, 13: ^e]          %0 = sub %x, 10
    ^a: br ^j                                               condbr (cmp ult %0, 4), ^l, ^d
    ^b: br ^j                                          =>   ^l: %1 = (by what the constants are)
    ...                                                         br ^j
    ^j: phi [7, ^a], [3, ^b], [9, ^c], [40, ^e]             ^j: phi [%1, ^l]

    1, 3, 5, 7        1 + 2 * %0
    0, 1, 1, 0        (0b0110 >> %0) & 1, as long as all fit into 64 bits
    others            load from a constant array, of elements as narrow as the constants allow

Addresses lie in an array that the linker fills in (``switch (x) { case 0: return "a"; ...``).  Not so in
position-independent code: there it would ask for relocations at run time, which early code of a kernel must do without
(GCC makes none either).

Cases that return constants at once are chosen between in the same way.  Numbers between the cases give what the default
gives, if that is a constant too; else there may be none.  The range is tested first, unless the default cannot be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, final

from ccore.ir.instructions import (
    Binary,
    Branch,
    Compare,
    CondBranch,
    Convert,
    Instruction,
    Load,
    PointerAdd,
    Return,
    Switch,
    Unreachable,
)
from ccore.ir.module import Block, Module
from ccore.ir.types import I8, I16, I32, I64, PTR, IntType, Type
from ccore.ir.values import (
    APPLY_ARGS,
    PACK_LENGTH,
    Constant,
    ConstFloat,
    ConstInt,
    Data,
    GlobalValue,
    GlobalVariable,
    Null,
    Relocation,
    Value,
)
from ccore.passes.edit import phis_of, remove_unreachable, replace_terminator, untouchable

if TYPE_CHECKING:
    from ccore.passes.manager import PassManager

_FEWEST: Final = 3  # cases
_FEWEST_IN_TABLE: Final = 4
_LARGEST: Final = 1024  # elements of a table
_MOST_VALUES: Final = 3  # that a switch chooses at once


class _Outcome(NamedTuple):
    """What one way gives: constants for the phis of a block, or (None) one that is returned."""

    join: Block | None
    values: tuple[Constant, ...]


@final
class SwitchToTable:
    """Linear in the cases."""

    name = "switch-to-table"
    asks_each = True

    def run_module(self, module: Module, manager: PassManager) -> bool:
        changed = False
        for function in list(module.functions.values()):
            if untouchable(function):
                continue
            if manager.watch is not None and not manager.watch.enter(self.name, function.name, True):
                continue
            done = False
            for block in list(function.blocks):
                if type(block.instructions[-1]) is Switch:
                    done |= _convert(block, module, manager)
            if done:
                remove_unreachable(function)
                manager.invalidate(function)
            changed |= done
        return changed


def _convert(block: Block, module: Module, manager: PassManager) -> bool:
    switch = block.instructions[-1]
    assert type(switch) is Switch
    type_ = switch.operands[0].type
    cases = {constant: goal for constant, goal in switch.cases if goal is not switch.default}
    if len(cases) < _FEWEST or not isinstance(type_, IntType) or type_.bits > 64:
        return False
    found: dict[int, tuple[Constant, ...]] = {}
    join: Block | None = None
    addresses = not manager.options.position_independent
    for constant, goal in cases.items():
        outcome = _outcome(block, goal, addresses)
        if outcome is None or (found and outcome.join is not join):
            return False
        join = outcome.join
        found[constant] = outcome.values
    low, count = _span(list(found), type_)
    if count > _LARGEST:
        return False
    impossible = cannot_be(switch.default)
    other = None if impossible else _outcome(block, switch.default, addresses)
    rest = next(iter(found.values())) if impossible else None
    if other is not None and other.join is join:
        rest = other.values
    if rest is None and len(found) < count:
        return False
    rows = [found.get((low + n) & type_.mask, rest) for n in range(count)]
    columns = [[row[n] for row in rows if row is not None] for n in range(len(rows[0] or ()))]
    plans = [_plan(column) for column in columns]
    if any(plan == "table" for plan in plans) and (len(found) < _FEWEST_IN_TABLE or 5 * len(found) < 2 * count):
        return False
    if manager.watch is not None and not manager.watch.does("-".join(dict.fromkeys(plans)), switch):
        return False
    _Rewrite(block, switch, module).run(join, low, columns, plans, impossible)
    return True


def _outcome(block: Block, goal: Block, addresses: bool) -> _Outcome | None:
    """What comes of going to a case's block; None if that is more than constants (and ``addresses``)."""
    first = goal.instructions[0]
    if type(first) is Return:
        if first.operands and representable(first.operands[0], addresses):
            assert isinstance(first.operands[0], Constant)
            return _Outcome(None, (first.operands[0],))
        return None
    join, source = (first.target, goal) if type(first) is Branch else (goal, block)
    phis = phis_of(join)
    if not 0 < len(phis) <= _MOST_VALUES or join is block:
        return None
    values = tuple(phi.operands[phi.blocks.index(source)] for phi in phis)
    fits = all(representable(value, addresses) for value in values)
    return _Outcome(join, values) if fits else None  # type: ignore[arg-type]


def representable(value: Value, addresses: bool) -> bool:
    """Whether a table can hold the value: as bytes, or if it may have ``addresses``, as a word for the linker."""
    if type(value) is ConstFloat:
        return value.type.size in (4, 8)
    if value.type is PTR:
        return addresses and (type(value) is Null or (isinstance(value, GlobalValue) and linkable(value)))
    return type(value) is ConstInt and isinstance(value.type, IntType) and value.type.bits <= 64


def linkable(value: GlobalValue) -> bool:
    """Whether the linker knows the address, and nobody minds that a table of constants has it: what is in a section
    of its own may be gone when others still read tables (a kernel's ``__init``)."""
    if isinstance(value, GlobalVariable) and value.thread_local:
        return False
    return not value.section and not value.dll and value.name not in (APPLY_ARGS, PACK_LENGTH)


def cannot_be(default: Block) -> bool:
    """Whether the value is sure to be one of the cases."""
    return type(default.instructions[0]) is Unreachable


def _span(constants: list[int], type_: IntType) -> tuple[int, int]:
    """The least of the constants, signed or not as they lie closer together, and how many numbers they span."""
    low, high = min(constants), max(constants)
    signed = [ConstInt(type_, c).signed for c in constants]
    if max(signed) - min(signed) < high - low:
        low, high = min(signed), max(signed)
    return low, high - low + 1


def _plan(values: list[Constant]) -> str:
    """How to get one of the constants from its number."""
    first = values[0]
    if all(v == first for v in values):
        return "constant"
    if type(first) is ConstInt and isinstance(first.type, IntType):
        numbers = [v.value for v in values if type(v) is ConstInt]
        step = numbers[1] - numbers[0]
        if all((b - a - step) & first.type.mask == 0 for a, b in zip(numbers, numbers[1:], strict=False)):
            return "linear"
        if len(numbers) * width_of(max(numbers)) <= 64:
            return "mask"
    return "table"


def width_of(number: int) -> int:
    """Bits for a number, of those that are easily multiplied with."""
    return next((w for w in (1, 2, 4, 8, 16, 32) if number >> w == 0), 64)


@final
class _Rewrite:
    """Puts the code for one switch into a new block, ``lookup``."""

    def __init__(self, block: Block, switch: Switch, module: Module) -> None:
        self.block, self.switch, self.module = block, switch, module
        self.lookup = Block(f"{block.name}.lookup")
        self.location = switch.location

    def run(
        self, join: Block | None, low: int, columns: list[list[Constant]], plans: list[str], impossible: bool
    ) -> None:
        block, switch, lookup = self.block, self.switch, self.lookup
        value, function = switch.operands[0], block.function
        type_, count = value.type, len(columns[0])
        assert function is not None and isinstance(type_, IntType)
        lookup.function = function
        function.blocks.insert(function.blocks.index(block) + 1, lookup)
        index = self.put(block, Binary("sub", value, ConstInt(type_, low))) if low else value
        results = [self.result(column, plan, index) for column, plan in zip(columns, plans, strict=True)]
        lookup.append(Return(results[0]) if join is None else Branch(join)).location = self.location
        if join is not None:
            for phi, result in zip(phis_of(join), results, strict=True):
                phi.add(result, lookup)
        if impossible or count > type_.mask:
            replace_terminator(block, Branch(lookup))
        else:
            inside = self.put(block, Compare("ult", index, ConstInt(type_, count)))
            replace_terminator(block, CondBranch(inside, lookup, switch.default))

    def put(self, block: Block, i: Instruction) -> Instruction:
        """Append to a block, before its terminator if that is the switch."""
        i.location = self.location
        i.block = block
        block.instructions.insert(len(block.instructions) - (block is self.block), i)
        return i

    def convert(self, value: Value, type_: IntType) -> Value:
        """The value, without a sign, in another width."""
        assert isinstance(value.type, IntType)
        if value.type is type_:
            return value
        operation = "zext" if value.type.bits < type_.bits else "trunc"
        return self.put(self.lookup, Convert(operation, value, type_))

    def result(self, values: list[Constant], plan: str, index: Value) -> Value:
        first = values[0]
        if plan == "constant":
            return first
        if plan == "table":
            return self.load(values, index)
        assert type(first) is ConstInt and type(values[1]) is ConstInt and isinstance(first.type, IntType)
        if plan == "linear":
            step = ConstInt(first.type, values[1].value - first.value)
            product = self.put(self.lookup, Binary("mul", self.convert(index, first.type), step))
            return self.put(self.lookup, Binary("add", product, first))
        numbers = [v.value for v in values if type(v) is ConstInt]
        width = width_of(max(numbers))
        kind = I32 if width * len(numbers) <= 32 else I64
        mask = sum(number << (n * width) for n, number in enumerate(numbers))
        count = self.convert(index, kind)
        if width > 1:
            count = self.put(self.lookup, Binary("shl", count, ConstInt(kind, width.bit_length() - 1)))
        shifted: Value = self.put(self.lookup, Binary("lshr", ConstInt(kind, mask), count))
        if width < min(first.type.bits, kind.bits):
            shifted = self.put(self.lookup, Binary("and", shifted, ConstInt(kind, (1 << width) - 1)))
        return self.convert(shifted, first.type)

    def load(self, values: list[Constant], index: Value) -> Value:
        """The element of a new constant array."""
        type_: Type = values[0].type
        element, extension = type_, ""
        if isinstance(type_, IntType):
            element, extension = narrowed([v for v in values if type(v) is ConstInt], type_)
        size = element.size
        number = len(self.module.variables)
        while (name := f".switch.{number}") in self.module.variables:
            number += 1
        table = self.module.variables[name] = GlobalVariable(name, size * len(values), size)
        table.linkage, table.constant, table.unnamed, table.defined = "private", True, True, True
        table.initial = data = Data(bytearray())
        for n, value in enumerate(values):
            bits = 0
            if isinstance(value, GlobalValue):
                data.relocations.append(Relocation(n * size, size, value))
                if isinstance(value, GlobalVariable):
                    value.unaddressed = False  # its address is in memory now
            elif type(value) is ConstFloat:
                bits = value.bits
            elif type(value) is ConstInt:
                bits = value.value
            data.data += (bits & ((1 << 8 * size) - 1)).to_bytes(size, "little")
        offset = self.convert(index, I64)
        if size > 1:
            offset = self.put(self.lookup, Binary("mul", offset, ConstInt(I64, size)))
        address = self.put(self.lookup, PointerAdd(table, offset))
        loaded = self.put(self.lookup, Load(element, address, size))
        return self.put(self.lookup, Convert(extension, loaded, type_)) if extension else loaded


def narrowed(values: list[ConstInt], type_: IntType) -> tuple[IntType, str]:
    """The narrowest type that a table can have, and how its elements are extended."""
    for narrow in (I8, I16, I32):
        if narrow.bits < type_.bits:
            if all(v.value <= narrow.mask for v in values):
                return narrow, "zext"
            if all(-(1 << narrow.bits - 1) <= v.signed < 1 << narrow.bits - 1 for v in values):
                return narrow, "sext"
    whole = next(t for t in (I8, I16, I32, I64) if t.bits >= type_.bits)
    return whole, "" if whole is type_ else "trunc"
