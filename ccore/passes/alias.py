"""Which memory accesses may touch the same bytes, and what each instruction may write.

    store %a, %x            (%x = alloca, %y = ptradd %x, 8, %p a parameter: three accesses of which no two overlap;
    store %b, %y             a call in between changes none of %x's bytes unless the address of %x was given away)
    %v = load %p

An access is a *place*: an address without its constant offset, that offset, and a size.  Places at one address compare
by offset; others by the objects that their addresses come from (allocas, variables, results of malloc-like calls), and
by whether an object's address ever left the function's sight.  Address arithmetic stays within an object (C17 6.5.6p8).
Where accesses have tags (-fstrict-aliasing), a load does not see a store with another one; ``writes`` and ``reads``
alone can be asked that, since it is no reason to change the order of two stores, or to let a store pass a load.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final, TypeAlias, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import (
    Alloca,
    AsmGoto,
    Assume,
    AtomicUpdate,
    Call,
    Compare,
    CompareExchange,
    DynamicAlloca,
    Expect,
    Fence,
    FrameAddress,
    InlineAsm,
    Instruction,
    IsConstant,
    Load,
    MemCopy,
    MemSet,
    ObjectSize,
    Phi,
    PointerAdd,
    Prefetch,
    ReadRegister,
    Return,
    Select,
    StackRestore,
    StackSave,
    Store,
    TargetCall,
    Trap,
    VaArg,
    VaCopy,
    VaEnd,
    VaStart,
    WriteRegister,
    tags_apart,
)
from ccore.ir.module import Function
from ccore.ir.types import I64, VOID, AggregateType, FloatType, IntType, PointerType
from ccore.ir.values import ANY_MEMORY, CallAttributes, ConstInt, GlobalVariable, Null, Parameter, Undef, Value

Place: TypeAlias = "tuple[Value, int, int]"
"""An address, a constant distance from it, and a size, both in bytes; size -1: unknown, in either direction."""

ANYTHING: Final = Undef(VOID)
"""Stands among objects for "and others": an address with too many ways to be followed."""
_NO_MEMORY: Final[frozenset[str]] = frozenset()
_MOST_STEPS: Final = 24  # values looked through for the objects of one address

_UNTOUCHED: Final = frozenset((Assume, DynamicAlloca, Prefetch, ReadRegister, StackSave, Trap, WriteRegister))
"""Instructions with an effect that is none on memory."""
_BLIND: Final = (_UNTOUCHED - {Trap}) | {FrameAddress, MemSet, StackRestore, VaEnd}
"""Instructions that look at no memory of the program's."""
_FOLLOWED: Final = frozenset((Expect, Phi, PointerAdd, Select))
_HARMLESS: Final = frozenset(
    (Compare, IsConstant, Load, MemCopy, MemSet, ObjectSize, Prefetch, VaArg, VaCopy, VaEnd, VaStart)
)
"""What uses an address and does not pass it on."""


def attributes_of(call: Call) -> tuple[CallAttributes | None, CallAttributes | None]:
    """What is known of the call itself, and of its callee."""
    callee = call.operands[0]
    return call.attributes, callee.attributes.call if type(callee) is Function else None


def effects_of(call: Call) -> tuple[frozenset[str], frozenset[str], bool]:
    """What the callee reads and what it writes of the memory that the caller knows (in the words of
    ``CallAttributes``), and whether it is sure to return."""
    reads, writes, returns = ANY_MEMORY, ANY_MEMORY, False
    for a in attributes_of(call):
        if a is None:
            continue
        if a.const:
            return _NO_MEMORY, _NO_MEMORY, True
        if "any" in reads:
            reads = a.reads
        if a.pure:
            writes, returns = _NO_MEMORY, True
        elif "any" in writes:
            writes = a.writes
        returns |= a.returns
    return reads, writes, returns


def reads_only(call: Call) -> bool:
    """Whether the callee writes no memory, and has no other effect."""
    return not effects_of(call)[1]


def touches_nothing(call: Call) -> bool:
    """Whether the callee looks at its arguments alone, and none of them is an object in memory."""
    if any(isinstance(kind, AggregateType) for kind in call.argument_types):
        return False
    reads, writes, _ = effects_of(call)
    return not reads and not writes


def overlapping(a: Place, b: Place) -> bool:
    """Whether two places at one address share a byte."""
    if a[2] < 0 or b[2] < 0:
        return True
    return a[1] < b[1] + b[2] and b[1] < a[1] + a[2]


def is_local(value: Value) -> bool:
    """Whether it is the address of an object that did not exist when the function was entered."""
    kind = type(value)
    if kind is Alloca or kind is DynamicAlloca:
        return True
    if type(value) is Parameter:
        return False  # the caller of ``Aliases`` knows which are copies
    return is_allocated(value)


def is_allocated(value: Value) -> bool:
    """Whether it is the address of an object that a call made, and that may live on."""
    return type(value) is Call and any(a is not None and a.malloc for a in attributes_of(value))


@final
class Aliases:
    """The facts of one function (``analyses.of(Aliases)``), found when asked for.  They stay true when instructions
    are only deleted: what was said to escape still may, and what was said of an address is said of it alone."""

    __slots__ = ("function", "_objects", "_escaping", "_places", "_copies")

    def __init__(self, analyses: Analyses) -> None:
        function = self.function = analyses.function
        self._objects: dict[Value, tuple[Value, ...]] = {}
        self._escaping: dict[Value, bool] = {}
        self._places: dict[Value, tuple[Value, int]] = {}
        kinds = function.function_type.parameters
        self._copies = {
            p for p, kind in zip(function.parameters, kinds, strict=False) if isinstance(kind, AggregateType)
        }

    # --- Addresses ----------------------------------------------------------------------------------------------

    def place(self, pointer: Value, size: int) -> Place:
        """The place of ``size`` bytes at an address."""
        found = self._places.get(pointer)
        if found is None:
            offset, anchor = 0, pointer
            while type(anchor) is PointerAdd:
                distance = anchor.operands[1]
                if type(distance) is not ConstInt:
                    break
                offset += distance.signed
                anchor = anchor.operands[0]
            found = self._places[pointer] = anchor, offset
        return found[0], found[1], size

    def objects(self, address: Value) -> tuple[Value, ...]:
        """What the address may point into: addresses of objects, or values of which no more is known (parameters,
        loaded pointers); ``ANYTHING`` where there are too many."""
        found = self._objects.get(address)
        if found is None:
            found = self._objects[address] = self._trace(address)
        return found

    def _trace(self, address: Value) -> tuple[Value, ...]:
        roots: dict[Value, None] = {}
        seen = {address}
        work = [address]
        while work:
            value = work.pop()
            kind = type(value)
            if kind not in _FOLLOWED:
                if kind is not Null and kind is not Undef:  # nothing lies there
                    roots[value] = None
                continue
            assert isinstance(value, Instruction)
            if kind is Phi:
                sources = value.operands
            elif kind is Select:
                sources = value.operands[1:]
            else:
                sources = value.operands[:1]
            for source in sources:
                if source not in seen:
                    seen.add(source)
                    work.append(source)
            if len(seen) > _MOST_STEPS:
                return (ANYTHING,)
        return tuple(roots) or (ANYTHING,)

    def local(self, value: Value) -> bool:
        """Whether it is the address of an object of this call of the function alone."""
        return value in self._copies or is_local(value)

    def restricted(self, value: Value) -> bool:
        """Whether it is what a restrict-qualified parameter was given: what the function changes through addresses
        computed from it, it touches through such alone (C17 6.7.3.1p4)."""
        return type(value) is Parameter and str(value.index) in self.function.attributes.restrict

    def identified(self, value: Value) -> bool:
        """Whether it is the address of an object that no other such value is the address of."""
        if type(value) is GlobalVariable:
            if value.alias_of or value.asm_name:
                return False  # another name of what may have several
            assert isinstance(value.type, PointerType)
            return not value.type.space
        return self.local(value)

    def escapes(self, value: Value) -> bool:
        """Whether a local object's address becomes known to anything but this function's own address arithmetic."""
        found = self._escaping.get(value)
        if found is None:
            found = self._escaping[value] = escapes(value)
        return found

    # --- Pairs --------------------------------------------------------------------------------------------------

    def distinct(self, a: Value, b: Value) -> bool:
        """Whether two values among ``objects`` never name the same object."""
        if a is b or a is ANYTHING or b is ANYTHING:
            return False
        if self.identified(a):
            if self.identified(b):
                return True
        elif self.identified(b):
            a, b = b, a
        else:
            if not self.restricted(a):
                a, b = b, a
            return self.restricted(a) and (type(b) is Parameter or not self.escapes(a))
        if type(a) is GlobalVariable:
            return a.unaddressed or self.restricted(b)
        return type(b) is Parameter or not self.escapes(a)

    def may_alias(self, a: Place, b: Place, same_time: bool = True) -> bool:
        """Whether two places may share a byte.  ``same_time`` false: a value that both name may be that of different
        rounds of a loop."""
        if a[0] is b[0]:
            if same_time or not isinstance(a[0], Instruction) or type(a[0]) is Alloca:
                return overlapping(a, b)
            return True
        ours, theirs = self.objects(a[0]), self.objects(b[0])
        return not all(self.distinct(x, y) for x in ours for y in theirs)

    def known_outside(self, place: Place) -> bool:
        """Whether code that was not handed the address could touch the place."""
        return any(
            value is ANYTHING or not self.local(value) or self.escapes(value) for value in self.objects(place[0])
        )

    def constant(self, place: Place) -> bool:
        """Whether nothing ever writes there."""
        return all(type(value) is GlobalVariable and value.constant for value in self.objects(place[0]))

    def loaded(self, i: Instruction) -> Place | None:
        """The one place that an instruction reads; None where there are others, or none."""
        if type(i) is Load and not i.ordering:
            return self.place(i.operands[0], i.type.size)
        return self.place(i.operands[1], constant_size(i.operands[2])) if type(i) is MemCopy else None

    # --- Instructions -------------------------------------------------------------------------------------------

    def reads(self, i: Instruction, place: Place, same_time: bool = True, tag: str = "") -> bool:
        """Whether ``i`` may look at what the place holds, or let others look at it.  ``tag``: that of the store which
        put it there."""
        kind = type(i)
        if kind in _BLIND or not (i.reads or i.writes or kind is Return):
            return False
        if type(i) is Load or type(i) is Store:
            address = i.operands[-1]
            size = i.type.size if kind is Load else i.operands[0].type.size
            if i.ordering not in ("", "monotonic") and self.known_outside(place):
                return True
            if type(i) is Store and not i.volatile and not i.ordering:
                return False
            other = self.place(address, size)
            if tag and tags_apart(i.tag, tag) and other[0] is not place[0]:
                return False
            return self.may_alias(other, place, same_time)
        if kind is MemCopy:
            return self.may_alias(self.place(i.operands[1], constant_size(i.operands[2])), place, same_time)
        if type(i) is Return:
            result = self.function.function_type.result
            if not isinstance(result, AggregateType) or not i.operands:
                return False
            return self.may_alias(self.place(i.operands[0], result.size), place, same_time)
        if type(i) is Call:
            return self._call_reads(i, place, same_time)
        if isinstance(i, (InlineAsm, AsmGoto)):
            if ("memory" in i.clobbers or not i.slots) and self.known_outside(place):
                return True
            return any(
                slot.kind == "memory"
                and self.may_alias(self.place(i.operands[slot.operand], slot.size or -1), place, same_time)
                for slot in i.slots
            )
        return self.known_outside(place) or any(
            isinstance(operand.type, PointerType) and self.may_alias(self.place(operand, -1), place, same_time)
            for operand in i.operands
        )

    def _call_reads(self, i: Call, place: Place, same_time: bool) -> bool:
        reads, _, returns = effects_of(i)
        if not returns and self.known_outside(place):
            return True  # it stays as it is, for others to see
        return self._touched(i, reads, place, same_time) or any(
            isinstance(kind, AggregateType) and self.may_alias(self.place(value, kind.size), place, same_time)
            for value, kind in zip(i.arguments, i.argument_types, strict=True)
        )

    def writes(self, i: Instruction, place: Place, same_time: bool = True, tag: str = "") -> bool:
        """Whether ``i``, for which ``defines`` holds, may change what the place holds (or make a change visible).
        ``tag``: that of a load after it, for which alone the answer then is.  What visibly is at one address is not
        denied because of tags: so programs that break C's rule openly get what they mean."""
        if tag and type(i) is Store and tags_apart(i.tag, tag):
            if self.place(i.operands[1], 0)[0] is not place[0]:
                return False
        ask = _WRITERS.get(type(i))
        if self.constant(place):
            return False
        return True if ask is None else ask(self, i, place, same_time)

    def _store(self, i: Instruction, place: Place, same_time: bool) -> bool:
        return self.may_alias(self.place(i.operands[1], i.operands[0].type.size), place, same_time)

    def _region(self, i: Instruction, place: Place, same_time: bool) -> bool:
        """What memcopy and memset write."""
        return self.may_alias(self.place(i.operands[0], constant_size(i.operands[2])), place, same_time)

    def _call(self, i: Instruction, place: Place, same_time: bool) -> bool:
        assert type(i) is Call
        result = i.result_address
        if result is not None:
            if self.may_alias(self.place(result, i.function_type.result.size), place, same_time):
                return True
        return self._touched(i, effects_of(i)[1], place, same_time)

    def _touched(self, i: Call, touched: frozenset[str], place: Place, same_time: bool) -> bool:
        """Whether what the callee reads, or writes, may be of the place."""
        if not touched:
            return False
        if "any" not in touched:
            return any(self._named(i, token, place, same_time) for token in touched)
        if self.known_outside(place):
            return True
        return any(
            isinstance(kind, PointerType) and self.may_alias(self.place(value, -1), place, same_time)
            for value, kind in zip(i.arguments, i.argument_types, strict=True)
        )

    def _named(self, i: Call, token: str, place: Place, same_time: bool) -> bool:
        """Whether the place may be of what one of the words of ``CallAttributes`` names."""
        if token.isdigit():
            number = int(token)
            if number >= len(i.argument_types):
                return True
            return self.may_alias(self.place(i.operands[1 + number], -1), place, same_time)
        for value in self.objects(place[0]):
            if type(value) is GlobalVariable and self.identified(value):
                if token == "@" + value.name:
                    return True
            elif not self.local(value) or self.escapes(value):
                return True
        return False

    def _assembly(self, i: Instruction, place: Place, same_time: bool) -> bool:
        assert isinstance(i, (InlineAsm, AsmGoto))
        if ("memory" in i.clobbers or not i.slots) and self.known_outside(place):
            return True
        return any(
            slot.kind == "memory"
            and slot.constraint[:1] in ("=", "+")
            and self.may_alias(self.place(i.operands[slot.operand], slot.size or -1), place, same_time)
            for slot in i.slots
        )

    def _atomic(self, i: Instruction, place: Place, same_time: bool) -> bool:
        """Other threads' changes become visible with it."""
        return self.known_outside(place) or self.may_alias(self.place(i.operands[0], -1), place, same_time)

    def _barrier(self, i: Instruction, place: Place, same_time: bool) -> bool:
        return self.known_outside(place)

    def _restore(self, i: Instruction, place: Place, same_time: bool) -> bool:
        """Objects on the stack end."""
        return any(value is ANYTHING or type(value) is DynamicAlloca for value in self.objects(place[0]))


_WRITERS: Final[dict[type[Instruction], Callable[[Aliases, Instruction, Place, bool], bool]]] = {
    AsmGoto: Aliases._assembly,
    AtomicUpdate: Aliases._atomic,
    Call: Aliases._call,
    CompareExchange: Aliases._atomic,
    Fence: Aliases._barrier,
    InlineAsm: Aliases._assembly,
    Load: Aliases._atomic,
    MemCopy: Aliases._region,
    MemSet: Aliases._region,
    StackRestore: Aliases._restore,
    Store: Aliases._store,
    VaArg: Aliases._atomic,
    VaCopy: Aliases._atomic,
    VaEnd: Aliases._atomic,
    VaStart: Aliases._atomic,
}


def offset_address(place: Place) -> PointerAdd:
    """A new instruction that computes the place's address, for a place with an offset."""
    return PointerAdd(place[0], ConstInt(I64, place[1]), False)


def constant_size(size: Value) -> int:
    """A region's size in bytes, -1 where it is not constant."""
    return size.value if type(size) is ConstInt else -1


def defines(i: Instruction) -> bool:
    """Whether an instruction may change memory, or order it against other threads."""
    if not i.writes:
        return type(i) is Load and i.ordering not in ("", "monotonic")
    kind = type(i)
    if kind is Store or kind in _UNTOUCHED:
        return kind is Store
    if type(i) is Call:
        return not (reads_only(i) and i.result_address is None)
    if type(i) is TargetCall:
        return i.effect == "w"
    if isinstance(i, (InlineAsm, AsmGoto)):
        return "memory" in i.clobbers or not i.slots or any(s.kind == "memory" for s in i.slots)
    return True


def escapes(root: Value, trusted: Collection[Value] = (), harmless: Collection[type[Instruction]] = ()) -> bool:
    """Whether an address gets out of the function: calls of ``trusted`` functions and ``harmless`` instructions do not
    count."""
    seen = {root}
    work = [root]
    while work:
        value = work.pop()
        for user in value.users:
            kind = type(user)
            if kind in _FOLLOWED:
                if user not in seen:
                    seen.add(user)
                    work.append(user)
            elif kind in _HARMLESS or kind in harmless:
                continue
            elif kind is Store:
                if user.operands[0] is value:
                    return True
            elif kind is AtomicUpdate or kind is CompareExchange:
                if any(operand is value for operand in user.operands[1:]):
                    return True
            elif type(user) is Call:
                if _captures(user, value) and (user.operands[0] is value or user.operands[0] not in trusted):
                    return True
            elif isinstance(user, (InlineAsm, AsmGoto)):
                if any(
                    slot.kind != "memory" and slot.operand >= 0 and user.operands[slot.operand] is value
                    for slot in user.slots
                ):
                    return True
            else:
                return True
    return False


def _captures(call: Call, value: Value) -> bool:
    """Whether the callee gets to know the address as such: not that of what is copied in or out."""
    if call.operands[0] is value:
        return True
    given = [
        number for number, kind in enumerate(call.argument_types)
        if call.operands[1 + number] is value and not isinstance(kind, AggregateType)
    ]  # fmt: skip
    if not given or all(any(a is not None and str(n) in a.unkept for a in attributes_of(call)) for n in given):
        return False
    if not reads_only(call) or call.result_address is not None:
        return True
    result = call.type  # it can only give it back
    narrow = isinstance(result, IntType) and result.bits <= 32
    return not (result is VOID or narrow or isinstance(result, FloatType))


__all__ = [
    "ANYTHING", "Aliases", "Place", "attributes_of", "constant_size", "defines", "effects_of", "escapes",
    "is_allocated", "is_local", "offset_address", "overlapping", "reads_only", "touches_nothing",
]  # fmt: skip
