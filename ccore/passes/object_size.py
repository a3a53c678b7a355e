"""Answers to ``__builtin_object_size``: how many bytes there are from an address to its object's end.

    %s = objectsize (ptradd (alloca size=16), 4)               =>  i64 12
    %q = phi ptr [%a, ^x], [%b, ^y]     (of 8 and of 16 bytes)
    %s = objectsize %q                                         =>  i64 16         (with ``minimum`` 8)
    %m = call @malloc(%n)
    %s = objectsize dynamic (ptradd %m, 4)                     =>  select (cmp ugt %n, 4), (sub %n, 4), 0

An address is followed to the objects that it may be in: allocas, variables, results of calls with ``allocates``,
through additions, phis, selects, and calls that give an argument back.  The answer is the largest rest (``minimum``:
the smallest) of those; where one of them is not known, there is none.  A dynamic one is computed beside the addresses:
phis of the sizes and of the distances stand beside the phis of addresses.  A ``subobject`` is bounded by the ``part``
instructions on the way, which this pass removes.  The rules are those of GCC 12 (its manual, "Object Size Checking",
says what the modes mean).
"""

from __future__ import annotations

from typing import Final, NamedTuple, final

from ccore.ir import fold
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import (
    Alloca,
    Binary,
    Call,
    Compare,
    Convert,
    DynamicAlloca,
    Instruction,
    ObjectSize,
    Part,
    Phi,
    PointerAdd,
    Select,
)
from ccore.ir.machine import remove_parts
from ccore.ir.module import Function
from ccore.ir.types import I64, IntType
from ccore.ir.values import ConstInt, GlobalVariable, Parameter, Undef, Value
from ccore.passes.alias import attributes_of
from ccore.passes.edit import erase_all

_MOST_ROUNDS: Final = 8  # changes of one address's answer in a loop; then the loop is taken to go on for ever
_MOST_COMPUTED: Final = 400  # addresses followed for one dynamic answer
_LARGEST: Final = 1 << 63

Node = tuple[Value, bool]
"""An address, and whether parts bound it."""


class Origin(NamedTuple):
    """Where an address comes from: an object of ``size`` bytes; or one of ``nodes``, ``distance`` further; ``size``
    with nodes: a part of so many bytes of theirs, ``distance`` into it."""

    nodes: tuple[Node, ...]
    size: Value | None = None
    distance: Value | None = None


@final
class ResolveObjectSize:
    """Answers ``objectsize`` where the objects are known; ``final`` answers the rest with "unknown".

    Linear in the addresses that questions reach, but for loops that move an address backwards (``_MOST_ROUNDS``)."""

    keeps_cfg = True

    def __init__(self, final_answer: bool = False) -> None:
        self.final_answer = final_answer
        self.name = "object-size-final" if final_answer else "object-size"

    def run(self, function: Function, analyses: Analyses) -> bool:
        questions: list[ObjectSize] = []
        parts: list[Part] = []
        for block in function.blocks:
            for i in block.instructions:
                if type(i) is ObjectSize:
                    questions.append(i)
                elif type(i) is Part:
                    parts.append(i)
        answered: set[Instruction] = set()
        sizes = _Sizes(function), _Sizes(function, True)
        computed = _Computed(function)
        for question in questions:
            pointer = question.operands[0]
            answer = computed.answer(question) if question.dynamic else None
            if answer is None:
                size = sizes[question.minimum].rest((pointer, question.subobject))
                if size is None and question.subobject:
                    size = sizes[question.minimum].rest((pointer, False))
                if size is None and self.final_answer:
                    size = 0 if question.minimum else -1
                answer = None if size is None else ConstInt(I64, size)
            if answer is not None:
                question.replace_uses(answer)
                answered.add(question)
        if answered:
            erase_all(function, answered)
        if parts:
            remove_parts(parts)
        return bool(answered or parts)


def origin(function: Function, node: Node, computing: bool) -> Origin | None:
    """None where nothing is known of the address."""
    value, parts = node
    kind = type(value)
    if kind is Alloca:
        return Origin((), ConstInt(I64, value.size))  # type: ignore[attr-defined]
    if kind is GlobalVariable:
        assert isinstance(value, GlobalVariable)
        return Origin((), ConstInt(I64, value.size)) if definite(value) else None
    if kind is Parameter:
        return sized_parameter(function, value) if computing else None  # type: ignore[arg-type]
    if not isinstance(value, Instruction):
        return None
    operands = value.operands
    if kind is PointerAdd:
        return _moved_from(value, parts)  # type: ignore[arg-type]
    if kind is Phi:
        return Origin(tuple((o, parts) for o in operands))
    if kind is Select:
        return Origin(((operands[1], parts), (operands[2], parts)))
    if kind is Part:
        if not parts or (type(operands[1]) is ConstInt and operands[1].signed < 0):
            return Origin(((operands[0], False),))
        return Origin(((operands[0], False),), operands[1], operands[2])
    if kind is DynamicAlloca:
        return Origin((), operands[0])
    if type(value) is Call:
        return _of_call(value, parts)
    return None


def _moved_from(address: PointerAdd, parts: bool) -> Origin:
    """Constant distances in a row are one: what is before the start of an object may be followed by what is in it."""
    base, distance = address.operands
    if type(distance) is not ConstInt:
        return Origin(((base, parts),), None, distance)
    total = distance.signed
    while type(base) is PointerAdd and type(base.operands[1]) is ConstInt:
        total += base.operands[1].signed
        base = base.operands[0]
    return Origin(((base, parts),), None, ConstInt(I64, total))


def definite(variable: GlobalVariable) -> bool:
    """Whether its size is the one that this file says: one that may replace it may be of another.  (One of another file
    has a size if its type says so and has no flexible array.)"""
    return "weak" not in variable.linkage and (variable.initial is not None or variable.size > 0)


def sized_parameter(function: Function, parameter: Parameter) -> Origin | None:
    """What attribute access says of a pointer: its size is another parameter."""
    for words in function.attributes.sized:
        pointer, count, scale = map(int, words.split(":"))
        if pointer == parameter.index and count < len(function.parameters):
            return Origin((), function.parameters[count], ConstInt(I64, scale))
    return None


def _of_call(call: Call, parts: bool) -> Origin | None:
    for attributes in attributes_of(call):
        if attributes is None:
            continue
        if 0 <= attributes.gives < len(call.arguments):
            return Origin(((call.arguments[attributes.gives], parts),))
        if attributes.allocates and all(int(n) < len(call.arguments) for n in attributes.allocates):
            return Origin((), call)
    return None


def _arguments(call: Call) -> list[Value]:
    """Those whose product is the size of what the call gives."""
    for attributes in attributes_of(call):
        if attributes is not None and attributes.allocates:
            return [call.arguments[int(n)] for n in sorted(attributes.allocates)]
    raise AssertionError("no size")


# --- Constant answers -----------------------------------------------------------------------------------------------


Extent = tuple[int, int]
"""The size of an object, and the bytes from an address in it to its end."""


class _Sizes:
    """The largest (``minimum``: the smallest) extents of addresses: the least solution of one equation for each.  None
    in ``found``: not known."""

    def __init__(self, function: Function, minimum: bool = False) -> None:
        self.function, self.minimum = function, minimum
        self.found: dict[Node, Extent | None] = {}

    def rest(self, node: Node) -> int | None:
        if node not in self.found:
            self._solve(node)
        extent = self.found.get(node)
        return None if extent is None else extent[1]

    def _solve(self, wanted: Node) -> None:
        origins: dict[Node, Origin | None] = {}
        users: dict[Node, list[Node]] = {}
        work = [wanted]
        while work:
            node = work.pop()
            if node in origins or node in self.found:
                continue
            known = origins[node] = origin(self.function, node, False)
            for source in known.nodes if known is not None else ():
                users.setdefault(source, []).append(node)
                work.append(source)
        changes: dict[Node, int] = {}
        pending = dict.fromkeys(reversed(origins))  # sources first, as far as they can be
        while pending:
            node = next(iter(pending))
            del pending[node]
            before = self.found.get(node, ())
            after = self._extent(node, origins[node])
            if after == () or after == before or before is None:
                continue
            if after and before:
                changes[node] = changes.get(node, 0) + 1
                after = self._join(before, after)
                if changes[node] > _MOST_ROUNDS:
                    after = (after[0], 0 if self.minimum else after[0])
                if after == before:
                    continue
            self.found[node] = after  # type: ignore[assignment]
            pending.update(dict.fromkeys(users.get(node, ())))
        for node in origins:
            self.found.setdefault(node, None)

    def _join(self, a: Extent, b: Extent) -> Extent:
        choose = min if self.minimum else max
        return choose(a[0], b[0]), choose(a[1], b[1])

    def _extent(self, node: Node, known: Origin | None) -> Extent | None | tuple[()]:
        """() as long as nothing is known that it may be."""
        if known is None:
            return () if type(node[0]) is Undef else None
        if not known.nodes:
            size = _constant_size(known.size)
            return None if size is None else (size, size)
        joined: Extent | None | tuple[()] = ()
        for source in known.nodes:
            extent = self.found.get(source, ())
            if known.size is not None:
                return self._part(extent, known)
            if extent is None:
                return None
            if extent:
                joined = self._join(joined, extent) if joined else extent
        if joined and known.distance is not None:
            start = type(known.nodes[0][0]) in (Alloca, GlobalVariable)
            return self._moved(joined, known.distance, start)
        return joined

    def _moved(self, extent: Extent, distance: Value, start: bool) -> Extent | None:
        """``start``: from an object's start, and not from one of several places in it."""
        if type(distance) is not ConstInt:
            return None
        whole, rest = extent
        if distance.signed < 0:
            return whole, 0 if start or self.minimum else whole
        return whole, max(rest - distance.signed, 0)

    def _part(self, extent: Extent | None | tuple[()], known: Origin) -> Extent | None | tuple[()]:
        size, distance = known.size, known.distance
        if extent == ():
            return ()
        if type(size) is not ConstInt or type(distance) is not ConstInt:
            return None
        rest = max(size.signed - distance.signed, 0) if distance.signed >= 0 else 0
        return size.signed, min(rest, extent[1]) if extent else rest


def _is_end(known: Origin | None) -> bool:
    """Whether an address is the end of a known object: GCC does not tell the least size 0 from "unknown"."""
    if known is None or len(known.nodes) != 1 or type(known.distance) is not ConstInt:
        return False
    value = known.nodes[0][0]
    return type(value) in (Alloca, GlobalVariable) and known.distance.value == value.size  # type: ignore[attr-defined]


def _constant_size(size: Value | None) -> int | None:
    if type(size) is Call:
        product = 1
        for argument in _arguments(size):
            if type(argument) is not ConstInt:
                return None
            product *= argument.value
    elif type(size) is ConstInt:
        product = size.value
    else:
        return None
    return product if product < _LARGEST else None


# --- Computed answers -----------------------------------------------------------------------------------------------


Pair = tuple[Value, Value]
"""The size of an object, and how far into it an address is."""


class _Computed:
    """Instructions that compute the extents of addresses, each beside its address."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.pairs: dict[Node, Pair] = {}

    def answer(self, question: ObjectSize) -> Value | None:
        """None where an address is not known, or all would take too much."""
        wanted = (question.operands[0], question.subobject)
        origins: dict[Node, Origin | None] = {}
        users: dict[Node, list[Node]] = {}
        order: list[Node] = []
        work = [wanted]
        while work:
            node = work.pop()
            if node in origins:
                continue
            known = origins[node] = origin(self.function, node, True)
            order.append(node)
            for source in known.nodes if known is not None else ():
                users.setdefault(source, []).append(node)
                work.append(source)
            if len(order) > _MOST_COMPUTED:
                return None
        unknown = {node for node in order if origins[node] is None}
        if question.minimum:
            unknown.update(node for node in order if _is_end(origins[node]))
        pending = list(unknown)
        while pending:
            for user in users.get(pending.pop(), ()):
                known = origins[user]
                if user not in unknown and known is not None and known.size is None:  # a part bounds what is unknown
                    unknown.add(user)
                    pending.append(user)
        if wanted in unknown:
            return None
        after: dict[Instruction | None, list[Instruction]] = {}
        self._make([node for node in order if node not in unknown], origins, unknown, after)
        answer = _rest(self.pairs[wanted], after.setdefault(question, []))
        self._place(after)
        return answer

    def _make(
        self, nodes: list[Node], origins: dict[Node, Origin | None], unknown: set[Node],
        after: dict[Instruction | None, list[Instruction]],
    ) -> None:  # fmt: skip
        """The pairs of nodes: phis first, which may need each other; then each after what it is made of."""
        phis: list[tuple[Node, Phi, Phi]] = []
        for node in nodes:
            if type(node[0]) is Phi and node not in self.pairs:
                size, offset = Phi(I64), Phi(I64)
                after.setdefault(node[0], []).extend((size, offset))
                self.pairs[node] = size, offset
                phis.append((node, size, offset))
        for root in nodes:
            stack = [root]
            while stack:
                node = stack[-1]
                known = origins[node]
                assert known is not None
                missing = [s for s in known.nodes if s not in self.pairs and s not in unknown]
                if node in self.pairs or not missing:
                    stack.pop()
                    if node not in self.pairs:
                        self.pairs[node] = self._pair(node, known, unknown, after)
                else:
                    stack.extend(missing)
        for (value, parts), size, offset in phis:
            assert type(value) is Phi
            for operand, block in zip(value.operands, value.blocks, strict=True):
                pair = self.pairs[(operand, parts)]
                size.add(pair[0], block)
                offset.add(pair[1], block)

    def _pair(
        self, node: Node, known: Origin, unknown: set[Node], after: dict[Instruction | None, list[Instruction]]
    ) -> Pair:
        value = node[0]
        place = after.setdefault(value if isinstance(value, Instruction) else None, [])
        if not known.nodes:
            assert known.size is not None
            return _size_of(known, place), _ZERO
        pairs = [self.pairs[source] for source in known.nodes if source not in unknown]
        if known.size is not None:
            assert known.distance is not None
            if not pairs:
                return known.size, known.distance
            end = _add(Binary("add", known.distance, _rest(pairs[0], place)), place)
            shorter = _add(Compare("ult", end, known.size), place)
            return _add(Select(shorter, end, known.size), place), known.distance
        if type(value) is Select:
            condition = value.operands[0]
            size, offset = (_add(Select(condition, a, b), place) for a, b in zip(pairs[0], pairs[1], strict=True))
            return size, offset
        size, offset = pairs[0]
        if known.distance is not None:
            offset = known.distance if offset is _ZERO else _add(Binary("add", offset, known.distance), place)
        return size, offset

    def _place(self, after: dict[Instruction | None, list[Instruction]]) -> None:
        """Put the new instructions into their blocks, each list after its instruction (None: at the entry)."""
        blocks = {i.block for i in after if i is not None and after[i]}
        entry = self.function.blocks[0]
        first = after.get(None)
        if first:
            blocks.add(entry)
        for block in blocks:
            assert block is not None
            out: list[Instruction] = []
            waiting = first if block is entry else None
            for i in block.instructions:
                if waiting and type(i) is not Alloca:
                    out += waiting
                    waiting = None
                new = after.get(i, ())
                if type(i) is ObjectSize:
                    out += new  # it is about to go
                out.append(i)
                if type(i) is not ObjectSize:
                    out += new
            for i in out:
                if i.block is None:
                    i.block, i.location = block, out[-1].location
            block.instructions = out


_ZERO: Final = ConstInt(I64, 0)


def _add(i: Instruction, place: list[Instruction]) -> Value:
    """The instruction, or what it folds to."""
    folded = fold.fold(i, i.operands)
    if folded is not None:
        i.drop_operands()
        return folded
    place.append(i)
    return i


def _size_of(known: Origin, place: list[Instruction]) -> Value:
    """The size of an object, as an i64."""
    size = known.size
    assert size is not None
    if type(size) is Call:
        product: Value | None = None
        for argument in _arguments(size):
            wide = _widened(argument, place)
            product = wide if product is None else _add(Binary("mul", product, wide), place)
        assert product is not None
        return product
    wide = _widened(size, place)
    return wide if known.distance is None else _add(Binary("mul", wide, known.distance), place)


def _widened(value: Value, place: list[Instruction]) -> Value:
    assert isinstance(value.type, IntType)
    if value.type.bits == 64:
        return value
    return _add(Convert("zext" if value.type.bits < 64 else "trunc", value, I64), place)


def _rest(pair: Pair, place: list[Instruction]) -> Value:
    """The bytes from an address to its object's end: none where it is outside."""
    size, offset = pair
    inside = _add(Compare("ult", offset, size), place)
    return _add(Select(inside, _add(Binary("sub", size, offset), place), _ZERO), place)


__all__ = ["ResolveObjectSize", "definite", "origin", "sized_parameter"]
