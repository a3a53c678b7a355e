"""Types of the IR.

Scalars live in registers (SSA values); aggregates live in memory alone and appear only as the types of
parameters, arguments and results, where the ABI decides how they travel (``ccore.lower_abi``).
All are immutable and interned: compare with ``is``.
"""

from __future__ import annotations

from typing import Final, final


class Type:
    """A type.  ``size`` and ``align`` in bytes."""

    __slots__ = ("size", "align")
    size: int
    align: int


@final
class VoidType(Type):
    """No value."""

    __slots__ = ()

    def __init__(self) -> None:
        self.size, self.align = 0, 1

    def __str__(self) -> str:
        return "void"


@final
class IntType(Type):
    """An integer of ``bits`` bits, without a sign: instructions carry signedness.  i1 is a condition.

    ``size``: the bytes that an access reads or writes, 3 for i24."""

    __slots__ = ("bits", "mask")

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self.mask = (1 << bits) - 1
        self.size = (bits + 7) // 8
        self.align = min(1 << (self.size - 1).bit_length(), 16) if bits <= 128 else 8

    def __str__(self) -> str:
        return f"i{self.bits}"


@final
class FloatType(Type):
    """A floating type; ``name``: f16, f32, f64, f80 (x87), f128.

    Decimal ones (d32, d64, d128: BID) travel as binary ones of their size do, in registers and memory, and their sign
    is the top bit; the machine does no arithmetic on them, so that of C is calls from the start."""

    __slots__ = ("name", "bits", "decimal")

    def __init__(self, name: str, bits: int, size: int) -> None:
        self.name, self.bits = name, bits
        self.decimal = name[0] == "d"
        self.size = self.align = size

    def __str__(self) -> str:
        return self.name


@final
class PointerType(Type):
    """An address.  ``space``: 0, or LLVM's numbers for segments on x86 (256 %gs, 257 %fs)."""

    __slots__ = ("space",)

    def __init__(self, space: int = 0, size: int = 8) -> None:
        self.space = space
        self.size = self.align = size

    def __str__(self) -> str:
        name = "ptr" if self.size == 8 else f"ptr{self.size * 8}"
        return f"{name}({self.space})" if self.space else name


@final
class VectorType(Type):
    """``count`` elements of a scalar type in one register."""

    __slots__ = ("element", "count")

    def __init__(self, element: Type, count: int) -> None:
        self.element, self.count = element, count
        self.size = self.align = element.size * count

    def __str__(self) -> str:
        return f"<{self.count} x {self.element}>"


@final
class TupleType(Type):
    """Several scalar results of one instruction, taken apart by ``Extract``."""

    __slots__ = ("elements",)

    def __init__(self, elements: tuple[Type, ...]) -> None:
        self.elements = elements
        self.size, self.align = 0, 1

    def __str__(self) -> str:
        return "{" + ", ".join(map(str, self.elements)) + "}"


@final
class AggregateType(Type):
    """A structure, union, array or complex number as parameter or result: by value, held in memory.

    ``leaves``: its scalar members in order, flattened, as (byte offset, scalar type); unions give the
    leaves of all members.  Complete for sizes up to 64 bytes, which is all that an ABI looks at; above
    that it is ().  ``packed``: some leaf is not aligned (SysV passes it in memory).  ``complex``: it is a complex
    long double, which is returned in registers as no structure of two is.
    """

    __slots__ = ("name", "leaves", "packed", "complex")

    def __init__(
        self, name: str, size: int, align: int, leaves: tuple[tuple[int, Type], ...], packed: bool, complex_: bool
    ) -> None:
        self.name, self.size, self.align, self.leaves, self.packed = name, size, align, leaves, packed
        self.complex = complex_

    def __str__(self) -> str:
        inner = ", ".join(f"{o}: {t}" for o, t in self.leaves)
        words = f"{'packed, ' if self.packed else ''}{'complex, ' if self.complex else ''}"
        return f"agg({self.size}, {self.align}, {words}[{inner}])"


@final
class FunctionType(Type):
    """Parameter types, result type; ``variadic``: more arguments may follow.

    ``prototyped`` is false for ``f()``: every argument is passed by its own type, and the call is made as
    a variadic one (System V ABI: %al set).

    ``extensions``: for each parameter (the tuple may be shorter) "signext" or "zeroext" if it is an integer
    narrower than int, which every caller widens to 32 bits (by the sign of its C type), else "".  A callee
    relies on it nowhere, as GCC's do not; callees that other compilers made may.  "nest" marks the static chain of
    a nested function, a first parameter that travels in a register of its own.
    """

    __slots__ = ("result", "parameters", "variadic", "prototyped", "extensions")

    def __init__(
        self,
        result: Type,
        parameters: tuple[Type, ...],
        variadic: bool = False,
        prototyped: bool = True,
        extensions: tuple[str, ...] = (),
    ) -> None:
        self.result, self.parameters, self.variadic, self.prototyped = result, parameters, variadic, prototyped
        self.extensions = extensions
        self.size, self.align = 0, 1

    def __str__(self) -> str:
        inner = [str(p) for p in self.parameters]
        for i, extension in enumerate(self.extensions):
            if extension:
                inner[i] += " " + extension
        if self.variadic:
            inner.append("...")
        if not self.prototyped:
            inner.append("?")
        return f"{self.result} ({', '.join(inner)})"


VOID: Final = VoidType()
I1: Final = IntType(1)
I8: Final = IntType(8)
I16: Final = IntType(16)
I32: Final = IntType(32)
I64: Final = IntType(64)
I128: Final = IntType(128)
F16: Final = FloatType("f16", 16, 2)
F32: Final = FloatType("f32", 32, 4)
F64: Final = FloatType("f64", 64, 8)
F80: Final = FloatType("f80", 80, 16)
F128: Final = FloatType("f128", 128, 16)
D32: Final = FloatType("d32", 32, 4)
D64: Final = FloatType("d64", 64, 8)
D128: Final = FloatType("d128", 128, 16)
FLOATS: Final = {t.name: t for t in (F16, F32, F64, F80, F128, D32, D64, D128)}
"""By name."""
PTR: Final = PointerType()

_ints: dict[int, IntType] = {t.bits: t for t in (I1, I8, I16, I32, I64, I128)}
_pointers: dict[tuple[int, int], PointerType] = {(0, 8): PTR}
_vectors: dict[tuple[Type, int], VectorType] = {}
_tuples: dict[tuple[Type, ...], TupleType] = {}
_aggregates: dict[tuple[object, ...], AggregateType] = {}
_functions: dict[tuple[object, ...], FunctionType] = {}


def int_type(bits: int) -> IntType:
    """The interned integer type of that width."""
    found = _ints.get(bits)
    if found is None:
        found = _ints[bits] = IntType(bits)
    return found


def pointer_type(space: int = 0, size: int = 8) -> PointerType:
    found = _pointers.get((space, size))
    if found is None:
        found = _pointers[space, size] = PointerType(space, size)
    return found


def vector_type(element: Type, count: int) -> VectorType:
    found = _vectors.get((element, count))
    if found is None:
        found = _vectors[element, count] = VectorType(element, count)
    return found


def tuple_type(*elements: Type) -> TupleType:
    found = _tuples.get(elements)
    if found is None:
        found = _tuples[elements] = TupleType(elements)
    return found


def aggregate_type(
    name: str,
    size: int,
    align: int,
    leaves: tuple[tuple[int, Type], ...],
    packed: bool = False,
    complex_: bool = False,
) -> AggregateType:
    key = (size, align, leaves, packed, complex_)
    found = _aggregates.get(key)
    if found is None:
        found = _aggregates[key] = AggregateType(name, size, align, leaves, packed, complex_)
    return found


def function_type(
    result: Type,
    parameters: tuple[Type, ...],
    variadic: bool = False,
    prototyped: bool = True,
    extensions: tuple[str, ...] = (),
) -> FunctionType:
    key = (result, parameters, variadic, prototyped, extensions)
    found = _functions.get(key)
    if found is None:
        found = _functions[key] = FunctionType(result, parameters, variadic, prototyped, extensions)
    return found
