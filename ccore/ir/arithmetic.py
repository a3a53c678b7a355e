"""Arithmetic, comparisons, conversions: what computes a value from values."""

from __future__ import annotations

from typing import Final, final

from ccore.ir.instruction import Instruction
from ccore.ir.types import I1, TupleType, Type, VectorType, tuple_type
from ccore.ir.values import Value

INTEGER_OPERATIONS: Final = frozenset(
    ("add", "sub", "mul", "sdiv", "udiv", "srem", "urem", "shl", "lshr", "ashr", "and", "or", "xor")
)
COMMUTATIVE: Final = frozenset(("add", "mul", "and", "or", "xor"))
"""Of the integer operations."""
FLOAT_OPERATIONS: Final = frozenset(("fadd", "fsub", "fmul", "fdiv", "frem"))
_DIVISIONS: Final = frozenset(("sdiv", "udiv", "srem", "urem"))


@final
class Binary(Instruction):
    """``op a, b``: both of the result's type.

    A shift count of the width or more, division by zero, and ``sdiv``/``srem`` overflow are undefined;
    with ``nsw``/``nuw`` signed/unsigned overflow is poison; ``exact``: a shift or division loses nothing.
    """

    __slots__ = ("operation", "nsw", "nuw", "exact")
    opcode = "binary"
    pure = True

    def __init__(
        self, operation: str, a: Value, b: Value, nsw: bool = False, nuw: bool = False, exact: bool = False
    ) -> None:
        super().__init__(a.type, [a, b])
        self.operation, self.nsw, self.nuw, self.exact = operation, nsw, nuw, exact

    @property
    def may_trap(self) -> bool:
        return self.operation in _DIVISIONS


@final
class Negate(Instruction):
    """``fneg a``: flips the sign of a floating value (not 0 - a)."""

    __slots__ = ()
    opcode = "fneg"
    pure = True

    def __init__(self, a: Value) -> None:
        super().__init__(a.type, [a])


INTEGER_PREDICATES: Final = ("eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge")
FLOAT_PREDICATES: Final = (
    "oeq", "one", "olt", "ole", "ogt", "oge", "ueq", "une", "fult", "fule", "fugt", "fuge", "ord", "uno",
)  # fmt: skip

SWAPPED: Final = {
    "eq": "eq", "ne": "ne", "slt": "sgt", "sgt": "slt", "sle": "sge", "sge": "sle",
    "ult": "ugt", "ugt": "ult", "ule": "uge", "uge": "ule",
    "oeq": "oeq", "one": "one", "ueq": "ueq", "une": "une", "ord": "ord", "uno": "uno",
    "olt": "ogt", "ogt": "olt", "ole": "oge", "oge": "ole",
    "fult": "fugt", "fugt": "fult", "fule": "fuge", "fuge": "fule",
}  # fmt: skip
"""By predicate, the one that says the same of exchanged operands."""

INVERSE: Final = {
    "eq": "ne", "ne": "eq", "slt": "sge", "sge": "slt", "sgt": "sle", "sle": "sgt",
    "ult": "uge", "uge": "ult", "ugt": "ule", "ule": "ugt",
    "oeq": "une", "une": "oeq", "one": "ueq", "ueq": "one", "ord": "uno", "uno": "ord",
    "olt": "fuge", "fuge": "olt", "ogt": "fule", "fule": "ogt",
    "ole": "fugt", "fugt": "ole", "oge": "fult", "fult": "oge",
}  # fmt: skip
"""By predicate, the one that says the opposite."""


@final
class Compare(Instruction):
    """``cmp predicate a, b``: i1 (or a vector of them).

    Integers and pointers: eq ne slt sle sgt sge ult ule ugt uge.  Floats: ordered oeq one olt ole ogt oge
    ord; unordered ueq une fult fule fugt fuge uno.
    """

    __slots__ = ("predicate",)
    opcode = "cmp"
    pure = True

    def __init__(self, predicate: str, a: Value, b: Value, type_: Type = I1) -> None:
        super().__init__(type_, [a, b])
        self.predicate = predicate


CONVERSIONS: Final = frozenset(
    (
        "trunc",
        "zext",
        "sext",
        "fptrunc",
        "fpext",
        "fptosi",
        "fptoui",
        "sitofp",
        "uitofp",
        "ptrtoint",
        "inttoptr",
        "bitcast",
        "addrspacecast",
    )  # fmt: skip
)


@final
class Convert(Instruction):
    """``op value to T``: LLVM's conversions, with LLVM's rules for the types."""

    __slots__ = ("operation",)
    opcode = "convert"
    pure = True

    def __init__(self, operation: str, value: Value, type_: Type) -> None:
        super().__init__(type_, [value])
        self.operation = operation


@final
class PointerAdd(Instruction):
    """``ptradd p, offset:i64``: the address ``offset`` bytes on.

    ``inbounds``: leaving the object is undefined (C17 6.5.6p8); without it addresses wrap.
    """

    __slots__ = ("inbounds",)
    opcode = "ptradd"
    pure = True

    def __init__(self, pointer: Value, offset: Value, inbounds: bool = True) -> None:
        super().__init__(pointer.type, [pointer, offset])
        self.inbounds = inbounds


@final
class Select(Instruction):
    """``select c:i1, a, b``: a where c is 1, else b; both are evaluated."""

    __slots__ = ()
    opcode = "select"
    pure = True

    def __init__(self, condition: Value, a: Value, b: Value) -> None:
        super().__init__(a.type, [condition, a, b])


@final
class Extract(Instruction):
    """``extract tuple, index``: one result of an instruction that has several."""

    __slots__ = ("index",)
    opcode = "extract"
    pure = True

    def __init__(self, value: Value, index: int) -> None:
        assert isinstance(value.type, TupleType)
        super().__init__(value.type.elements[index], [value])
        self.index = index


@final
class WithOverflow(Instruction):
    """``overflow op a, b``: {wrapped result, i1 overflowed}; op: sadd uadd ssub usub smul umul."""

    __slots__ = ("operation",)
    opcode = "overflow"
    pure = True

    def __init__(self, operation: str, a: Value, b: Value) -> None:
        super().__init__(tuple_type(a.type, I1), [a, b])
        self.operation = operation


BIT_OPERATIONS: Final = frozenset(("ctlz", "cttz", "ctpop", "bswap", "bitreverse", "abs", "rotl", "rotr"))
MATH_OPERATIONS: Final = frozenset(
    ("fabs", "sqrt", "copysign", "floor", "ceil", "trunc", "rint", "nearbyint", "round", "fma", "minnum", "maxnum")
)


ROUNDED: Final[dict[str, int]] = {
    "fadd": 2, "fsub": 2, "fmul": 2, "fdiv": 2, "fptrunc": 1, "sitofp": 1, "uitofp": 1, "sqrt": 1, "fma": 3, "rint": 1,
    "nearbyint": 1,
}  # fmt: skip
"""The operations of ``Rounded``, and how many operands each has."""


@final
class Rounded(Instruction):
    """``rounded op operands``: floating arithmetic in the direction of rounding that is set when it is executed
    (-frounding-math), which is read as memory is: calls may change it. The operations are those of ``ROUNDED``."""

    __slots__ = ("operation",)
    opcode = "rounded"
    reads = True

    def __init__(self, operation: str, type_: Type, operands: list[Value]) -> None:
        super().__init__(type_, operands)
        self.operation = operation


@final
class Intrinsic(Instruction):
    """``intrinsic name args``: a pure operation that LLVM has an intrinsic for; result of the first argument's type.

    Integers: ctlz, cttz (undefined for 0), ctpop, bswap, bitreverse, abs; rotl, rotr by a count
    modulo the width.  Floats: ``MATH_OPERATIONS``.
    """

    __slots__ = ("name",)
    opcode = "intrinsic"
    pure = True

    def __init__(self, name: str, arguments: list[Value]) -> None:
        super().__init__(arguments[0].type, arguments)
        self.name = name


@final
class ExtractElement(Instruction):
    """``extractelement vector, index:i32``."""

    __slots__ = ()
    opcode = "extractelement"
    pure = True

    def __init__(self, vector: Value, index: Value) -> None:
        assert isinstance(vector.type, VectorType)
        super().__init__(vector.type.element, [vector, index])


@final
class InsertElement(Instruction):
    """``insertelement vector, element, index:i32``."""

    __slots__ = ()
    opcode = "insertelement"
    pure = True

    def __init__(self, vector: Value, element: Value, index: Value) -> None:
        super().__init__(vector.type, [vector, element, index])
