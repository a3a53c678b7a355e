"""Turns local scalars in memory into SSA values.

    %x: ptr = alloca size=4
    store %a, %x                   =>     (uses of %v are uses of %a)
    %v: i32 = load %x

Cytron, Ferrante, Rosen, Wegman, Zadeck, "Efficiently Computing Static Single Assignment Form and the
Control Dependence Graph" (1991), pruned by liveness.  A variable is promoted if all its uses are plain loads
and stores of the whole of it in types of one width; volatile and atomic ones keep it in memory.
A read before any write gives ``undef``.
"""

from __future__ import annotations

from typing import final

from ccore.ir.cfg import Analyses
from ccore.ir.debug import FunctionDebug
from ccore.ir.fold import fold_convert
from ccore.ir.instructions import Alloca, Convert, Instruction, Load, Phi, Store
from ccore.ir.module import Block, Function
from ccore.ir.types import I8, FloatType, IntType, PointerType, Type, VectorType
from ccore.ir.values import Constant, Undef, Value
from ccore.passes.edit import plain, remove_unreachable, returns_twice, untouchable


@final
class Mem2Reg:
    name = "mem2reg"
    keeps_cfg = True
    asks_each = True

    def run(self, function: Function, analyses: Analyses) -> bool:
        if untouchable(function) and not (function.blocks and function.attributes.naked):
            return False  # (a naked function makes no room on the stack, so its variables are better in registers)
        types: dict[Alloca, Type] = {}
        watch = analyses.watch
        for i in function.blocks[0].instructions:
            if type(i) is Alloca:
                type_ = promotable(i)
                if type_ is not None and (watch is None or watch.allows("promote", i)):
                    types[i] = type_
        if not types or returns_twice(function):
            return False
        if remove_unreachable(function):
            analyses.invalidate()
            types = {a: t for a, t in types.items() if a.block is not None}
        if watch is not None:
            for local in types:
                watch.done("promote", local)
        _Promotion(function, analyses, types).run()
        return True


def promotable(alloca: Alloca) -> Type | None:
    """The type of the value that an alloca holds, if it can live in a register."""
    kind: Type | None = None
    for user in alloca.users:
        if type(user) is Load:
            accessed = user.type
        elif type(user) is Store and user.operands[0] is not alloca:
            accessed = user.operands[0].type
        else:
            return None
        if not plain(user):
            return None
        if kind is None:
            if accessed.size > alloca.size:
                return None
            kind = accessed
        elif kind is not accessed and not convertible(accessed, kind):
            return None
    if kind is None:
        return None if alloca.users else I8
    return kind


def _bits(type_: Type) -> int:
    if isinstance(type_, (IntType, FloatType)):
        return type_.bits
    if isinstance(type_, PointerType):
        return type_.size * 8
    if isinstance(type_, VectorType) and not isinstance(type_.element, PointerType):
        return _bits(type_.element) * type_.count
    return -1


def convertible(source: Type, target: Type) -> bool:
    """Whether ``convert`` can give the bits of one type as the other."""
    bits = _bits(source)
    if bits < 0 or bits != _bits(target):
        return False
    if isinstance(source, PointerType):
        return isinstance(target, IntType)
    if isinstance(target, PointerType):
        return isinstance(source, IntType)
    return True


def reinterpret(value: Value, target: Type) -> Value | Convert:
    """The same bits in another type; a new ``Convert`` has no block yet."""
    if value.type is target:
        return value
    if type(value) is Undef:
        return Undef(target)
    if isinstance(value.type, PointerType):
        operation = "ptrtoint"
    else:
        operation = "inttoptr" if isinstance(target, PointerType) else "bitcast"
    folded = fold_convert(operation, value, target) if isinstance(value, Constant) else None
    return folded if folded is not None else Convert(operation, value, target)


@final
class _Promotion:
    def __init__(self, function: Function, analyses: Analyses, types: dict[Alloca, Type]) -> None:
        self.function, self.analyses, self.types = function, analyses, types
        self.phis: dict[Block, list[tuple[Alloca, Phi]]] = {}
        self.touched: set[Block] = set()
        self.dead: set[Instruction] = set(types)
        self.upward: set[tuple[Value, Block]] = set()
        self.debug = function.debug

    def describe_phis(self, debug: FunctionDebug) -> None:
        """Where several stores meet, a variable is what the phi is."""
        for block, pairs in self.phis.items():
            first = next(i for i in block.instructions if type(i) is not Phi)
            later = debug.values.pop(first, [])
            for alloca, phi in pairs:
                debug.stored(alloca, phi, first)
            debug.add(first, later)

    def run(self) -> None:
        self.find_first()
        for alloca in self.types:
            self.place(alloca)
        if self.debug is not None:
            self.describe_phis(self.debug)
        self.rename()
        entry = self.function.blocks[0]
        self.touched.add(entry)
        dead = self.dead
        for i in dead:
            i.drop_operands()
            i.block = None
        entry.instructions = [i for i in entry.instructions if i not in dead]
        if self.debug is not None:
            for alloca in self.types:
                self.debug.declares.pop(alloca, None)
        for block, pairs in self.phis.items():
            block.instructions[:0] = [phi for _, phi in pairs]

    def place(self, alloca: Alloca) -> None:
        """Put phis where several stores meet and a load may follow."""
        defining: dict[Block, None] = {}
        loading: dict[Block, None] = {}
        for user in alloca.users:
            block = user.block
            assert block is not None
            self.touched.add(block)
            (loading if type(user) is Load else defining)[block] = None
        upward = self.upward
        if not loading or not defining:
            return
        # Blocks where the variable is live at the start: walk up from loads that no store precedes.
        predecessors = self.analyses.predecessors
        live: set[Block] = set()
        work = [b for b in loading if (alloca, b) in upward]
        while work:
            block = work.pop()
            if block in live:
                continue
            live.add(block)
            for before in predecessors[block]:
                if before not in defining and before not in live:
                    work.append(before)
        if not live:
            return
        frontiers = self.analyses.dominance_frontiers
        placed: set[Block] = set()
        queue = list(defining)
        while queue:
            for join in frontiers.get(queue.pop(), ()):
                if join not in placed and join in live:
                    placed.add(join)
                    phi = Phi(self.types[alloca])
                    phi.block = join
                    self.phis.setdefault(join, []).append((alloca, phi))
                    queue.append(join)

    def find_first(self) -> None:
        """Note the blocks where a variable's first access is a load."""
        types, upward = self.types, self.upward
        seen: set[tuple[Value, Block]] = set()
        for block in self.function.blocks:
            for i in block.instructions:
                kind = type(i)
                if kind is Load:
                    key = (i.operands[0], block)
                    if key[0] in types and key not in seen:
                        seen.add(key)
                        upward.add(key)
                elif kind is Store and i.operands[1] in types:
                    seen.add((i.operands[1], block))

    def rename(self) -> None:
        """Walk the dominator tree with the variables' current values, undoing on the way back."""
        current: dict[Alloca, Value] = {}
        children = self.analyses.dominator_children
        entry = self.function.blocks[0]
        stack: list[tuple[Block | None, list[tuple[Alloca, Value | None]]]] = [(entry, [])]
        while stack:
            block, undo = stack.pop()
            if block is None:
                for alloca, old in reversed(undo):
                    if old is None:
                        del current[alloca]
                    else:
                        current[alloca] = old
                continue
            undo = []
            for alloca, phi in self.phis.get(block, ()):
                undo.append((alloca, current.get(alloca)))
                current[alloca] = phi
            if block in self.touched:
                self.rewrite(block, current, undo)
            for successor in block.successors:
                for alloca, phi in self.phis.get(successor, ()):
                    value = current.get(alloca)
                    phi.add(Undef(phi.type) if value is None else value, block)
            below = children[block]
            if below:
                if undo:
                    stack.append((None, undo))
                for child in below:
                    stack.append((child, undo))
            elif undo:
                for alloca, old in reversed(undo):
                    if old is None:
                        del current[alloca]
                    else:
                        current[alloca] = old

    def rewrite(
        self, block: Block, current: dict[Alloca, Value], undo: list[tuple[Alloca, Value | None]]
    ) -> None:
        """Replace one block's loads and stores."""
        types = self.types
        dead = self.dead
        kept: list[Instruction] = []
        for i in block.instructions:
            kind = type(i)
            if kind is Load:
                alloca = i.operands[0]
                if type(alloca) is Alloca and alloca in types:
                    value = current.get(alloca)
                    if value is None:
                        value = Undef(i.type)
                    elif value.type is not i.type:
                        value = self.converted(value, i.type, i, kept)
                    i.replace_uses(value)
                    dead.add(i)
                    continue
            elif kind is Store:
                alloca = i.operands[1]
                if type(alloca) is Alloca and alloca in types:
                    value = i.operands[0]
                    if value.type is not types[alloca]:
                        value = self.converted(value, types[alloca], i, kept)
                    undo.append((alloca, current.get(alloca)))
                    current[alloca] = value
                    dead.add(i)
                    if self.debug is not None:
                        self.debug.stored(alloca, value, i)
                    continue
            kept.append(i)
        block.instructions = kept

    def converted(self, value: Value, target: Type, place: Instruction, kept: list[Instruction]) -> Value:
        new = reinterpret(value, target)
        if type(new) is Convert and new.block is None:
            new.block, new.location = place.block, place.location
            kept.append(new)
        return new


__all__ = ["Mem2Reg", "convertible", "promotable", "reinterpret"]
