"""Whether control can come to a read of a variable without passing a store to it: a walk over the ways there.

The walk follows the ways from the entry one by one and computes with symbols: what a way does not fix is a name of its
own.  Each branch taken adds a fact about a symbol, and a way whose facts contradict each other is left.  So

    if (p) x = *p;
    if (!p) return 0;
    return x;

has no way to the read without the store.  The walk is cut off at a number of steps; then nothing is known.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from ccore.ir.fold import fold_binary, fold_compare, fold_convert
from ccore.ir.instructions import (
    Alloca,
    Binary,
    Branch,
    Compare,
    CondBranch,
    Convert,
    Expect,
    Load,
    Part,
    Phi,
    PointerAdd,
    Select,
    Store,
    Switch,
)
from ccore.ir.types import IntType
from ccore.ir.values import Constant, ConstInt, Null

if TYPE_CHECKING:
    from ccore.ir.module import Block
    from ccore.ir.values import Value

_STEPS: Final = 3000  # blocks walked, over all ways
_VISITS: Final = 2  # of a block on one way

_COMPLEMENT: Final = {
    "eq": "ne", "ne": "eq", "slt": "sge", "sge": "slt", "sle": "sgt", "sgt": "sle", "ult": "uge", "uge": "ult",
    "ule": "ugt", "ugt": "ule",
}  # fmt: skip
_MIRRORED: Final = {
    "eq": "eq", "ne": "ne", "slt": "sgt", "sgt": "slt", "sle": "sge", "sge": "sle", "ult": "ugt", "ugt": "ult",
    "ule": "uge", "uge": "ule",
}  # fmt: skip

Symbol = object
"""A Constant, or a tuple or number that stands for a value that is not known."""

Bounds = tuple[int, int, int, int, frozenset[int]]
"""Least and greatest value, signed and unsigned, and values that it is not (unsigned)."""


class _Way:
    """One way: the values of instructions and of variables on it, and what its branches say."""

    __slots__ = ("values", "memory", "bounds", "truths", "visits", "epoch")

    def __init__(self) -> None:
        self.epoch = 0  # changes with each instruction that may write to memory
        self.values: dict[Value, Symbol] = {}
        self.memory: dict[Value, Symbol] = {}
        self.bounds: dict[Symbol, Bounds] = {}
        self.truths: dict[Symbol, bool] = {}
        self.visits: dict[Block, int] = {}

    def copy(self) -> _Way:
        other = _Way()
        other.epoch = self.epoch
        other.values, other.memory = dict(self.values), dict(self.memory)
        other.bounds, other.truths, other.visits = dict(self.bounds), dict(self.truths), dict(self.visits)
        return other

    def value(self, value: Value) -> Symbol:
        if isinstance(value, Constant):
            return value
        found = self.values.get(value, value)
        bounds = self.bounds.get(found)
        if bounds is not None and bounds[0] == bounds[1] and isinstance(value.type, IntType):
            return ConstInt(value.type, bounds[0])  # its branches leave it one value
        return found

    # --- Facts ---

    def assume(self, condition: Symbol, truth: bool) -> bool:
        """Add a fact about an i1; False if it contradicts the others."""
        if isinstance(condition, ConstInt):
            return bool(condition.value) == truth
        if isinstance(condition, tuple) and condition[0] == "not":
            return self.assume(condition[1], not truth)
        if isinstance(condition, tuple) and condition[0] == "cmp":
            _, predicate, left, right = condition
            if not truth and predicate in _COMPLEMENT:
                return self.assume(("cmp", _COMPLEMENT[predicate], left, right), True)
            if isinstance(right, ConstInt | Null) and predicate in _COMPLEMENT:
                bits = right.type.bits if isinstance(right, ConstInt) and isinstance(right.type, IntType) else 64
                return self._bound(predicate, left, right.value if isinstance(right, ConstInt) else 0, bits)
            if predicate in _COMPLEMENT:
                if self.truths.get(("cmp", _COMPLEMENT[predicate], left, right)):
                    return False
        known = self.truths.get(condition)
        if known is not None:
            return known == truth
        self.truths[condition] = truth
        return True

    def _bound(self, predicate: str, symbol: Symbol, constant: int, bits: int) -> bool:
        half, full = 1 << (bits - 1), 1 << bits
        signed = constant - full if constant >= half else constant
        known = self.bounds.get(symbol)
        low, high, least, most, excluded = known if known is not None else _bounds_of(symbol, half)
        if predicate == "eq":
            if not (low <= signed <= high and least <= constant <= most) or constant in excluded:
                return False
            low, high, least, most = signed, signed, constant, constant
        elif predicate == "ne":
            excluded |= {constant}
        elif predicate[0] == "s":
            edge = predicate[1:]
            if edge in ("lt", "le"):
                high = min(high, signed - (edge == "lt"))
            else:
                low = max(low, signed + (edge == "gt"))
        else:
            edge = predicate[1:]
            if edge in ("lt", "le"):
                most = min(most, constant - (edge == "lt"))
            else:
                least = max(least, constant + (edge == "gt"))
        if low >= 0:
            least, most = max(least, low), min(most, high)
        if most < half:
            low, high = max(low, least), min(high, most)
        while low <= high and low % full in excluded:
            low += 1
        while low <= high and high % full in excluded:
            high -= 1
        while least <= most and least in excluded:
            least += 1
        while least <= most and most in excluded:
            most -= 1
        self.bounds[symbol] = (low, high, least, most, excluded)
        return low <= high and least <= most


def _bounds_of(symbol: Symbol, half: int) -> Bounds:
    """What an operation alone says of its result; ``half``: 2**(bits-1)."""
    most = 2 * half - 1
    if isinstance(symbol, tuple):
        if symbol[0] == "binary" and isinstance(symbol[3], ConstInt):
            if symbol[1] == "and":
                most = symbol[3].value
            elif symbol[1] == "urem" and symbol[3].value:
                most = symbol[3].value - 1
        elif symbol[0] == "zext":
            most = (1 << symbol[1]) - 1
    return (0 if most < half else -half), min(most, half - 1), 0, most, frozenset()


class Ways:
    """The walk for one variable, ``room``; ``plain``: the variables that only loads and stores of this function touch;
    ``toward``: the blocks from which a read of ``room`` can come."""

    def __init__(self, room: Alloca, plain: set[Alloca], toward: set[Block]) -> None:
        self.room = room
        self.plain = plain
        self.toward = toward
        self.found: set[Load] = set()
        self.complete = True
        self._fresh = count(1)

    def walk(self, entry: Block) -> set[Load]:
        """The reads to which some way leads without a store to the variable."""
        stack: list[tuple[Block, Block | None, _Way]] = [(entry, None, _Way())]
        steps = 0
        while stack:
            steps += 1
            if steps > _STEPS:
                self.complete = False
                break
            block, before, way = stack.pop()
            if not self._block(block, before, way):
                continue
            for successor, kept in self._successors(block, way):
                visits = kept.visits.get(successor, 0)
                if successor in self.toward and visits < _VISITS:
                    kept.visits[successor] = visits + 1
                    stack.append((successor, block, kept))
        return self.found

    def _block(self, block: Block, before: Block | None, way: _Way) -> bool:
        """Walk through a block; False where the way need not be followed further."""
        values, memory = way.values, way.memory
        if before is not None:
            phis = [i for i in block.instructions if type(i) is Phi]
            values.update(zip(phis, [way.value(i.operands[i.blocks.index(before)]) for i in phis], strict=True))
        for i in block.instructions:
            kind = type(i)
            if kind is Phi:
                continue
            if kind is Store:
                address = i.operands[1]
                if address is self.room:
                    return False
                if address in self.plain:
                    memory[address] = way.value(i.operands[0])
                else:
                    way.epoch = next(self._fresh)
            elif kind is Load:
                address = i.operands[0]
                if address is self.room:
                    if i.users:
                        self.found.add(i)  # type: ignore[arg-type]
                        return False
                elif address in self.plain:
                    known = memory.get(address)
                    if known is None:
                        known = memory[address] = next(self._fresh)
                    values[i] = known
                elif i.removable:
                    values[i] = ("load", i.type, way.value(address), way.epoch)
                else:
                    values[i] = next(self._fresh)
            elif kind is PointerAdd:
                values[i] = ("address", way.value(i.operands[0]), way.value(i.operands[1]))
            elif kind is Compare:
                values[i] = self._compare(i.predicate, way.value(i.operands[0]), way.value(i.operands[1]))  # type: ignore[attr-defined]
            elif kind is Binary:
                values[i] = self._binary(i, way.value(i.operands[0]), way.value(i.operands[1]))  # type: ignore[arg-type]
            elif kind is Convert:
                operand = way.value(i.operands[0])
                made = fold_convert(i.operation, operand, i.type) if isinstance(operand, Constant) else None  # type: ignore[attr-defined]
                source = i.operands[0].type
                bits = source.bits if isinstance(source, IntType) else source
                values[i] = (i.operation, bits, i.type, operand) if made is None else made  # type: ignore[attr-defined]
            elif kind is Select:
                condition = way.value(i.operands[0])
                if isinstance(condition, ConstInt):
                    values[i] = way.value(i.operands[1 if condition.value else 2])
                else:
                    values[i] = next(self._fresh)
            elif kind is Expect or kind is Part:
                values[i] = way.value(i.operands[0])
            else:
                if i.writes:
                    way.epoch = next(self._fresh)
                if i.users:
                    values[i] = next(self._fresh)
        return True

    @staticmethod
    def _compare(predicate: str, left: Symbol, right: Symbol) -> Symbol:
        if isinstance(left, Constant) and not isinstance(right, Constant):
            left, right = right, left
            predicate = _MIRRORED.get(predicate, f"{predicate} mirrored")
        if isinstance(left, Constant) and isinstance(right, Constant):
            made = fold_compare(predicate, left, right)
            if made is not None:
                return made
        zero = (isinstance(right, ConstInt) and not right.value) or isinstance(right, Null)
        if zero and isinstance(left, tuple) and left[0] == "zext" and predicate in ("eq", "ne"):
            inner = left[3]
            if isinstance(inner, tuple) and inner[0] in ("cmp", "not"):
                return inner if predicate == "ne" else ("not", inner)
        return "cmp", predicate, left, right

    @staticmethod
    def _binary(i: Binary, left: Symbol, right: Symbol) -> Symbol:
        if isinstance(left, Constant) and isinstance(right, Constant):
            made = fold_binary(i.operation, left, right)
            if made is not None:
                return made
        if i.operation == "xor" and isinstance(right, ConstInt) and isinstance(right.type, IntType):
            if right.type.bits == 1 and right.value:
                return "not", left
        return "binary", i.operation, left, right

    def _successors(self, block: Block, way: _Way) -> list[tuple[Block, _Way]]:
        """Where control can go, each with a way of its own."""
        end = block.instructions[-1]
        if isinstance(end, Branch):
            return [(end.target, way)]
        result: list[tuple[Block, _Way]] = []
        if isinstance(end, CondBranch):
            condition = way.value(end.operands[0])
            other = way.copy()
            if other.assume(condition, False):
                result.append((end.otherwise, other))
            if way.assume(condition, True):
                result.append((end.then, way))
            return result
        if isinstance(end, Switch):
            control, type_ = way.value(end.operands[0]), end.operands[0].type
            assert isinstance(type_, IntType)
            for constant, target in end.cases:
                other = way.copy()
                if other.assume(self._compare("eq", control, ConstInt(type_, constant)), True):
                    result.append((target, other))
            if all(way.assume(self._compare("ne", control, ConstInt(type_, c)), True) for c, _ in end.cases):
                result.append((end.default, way))
            return result
        return [(successor, way.copy()) for successor in block.successors]
