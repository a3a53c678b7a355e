"""Integer expressions as sums of multiples: ``~(x - 1) + 2 * x`` is ``1 * x + 0``, in arithmetic that wraps.

A pointer that an integer is made of counts as its base and its offset: what has one base differs by a constant.

What does not overflow is the same in arithmetic that wraps, so a sum that is constant there is constant.
"""

from __future__ import annotations

from collections.abc import Callable

from ccore.ir.instructions import Binary, Convert, PointerAdd
from ccore.ir.types import IntType
from ccore.ir.values import ConstInt, Value

_TERMS = 16  # operations that are looked through
OPERATIONS = frozenset(("add", "sub", "mul", "shl", "xor"))


def _itself(value: Value) -> object:
    return value


def constant_sum(
    terms: list[tuple[Value, int]], type_: IntType, name: Callable[[Value], object] = _itself
) -> int | None:
    """The sum of values times factors, modulo 2**bits, where it is the same whatever they are; else None.

    ``name`` gives equal objects for what is one value."""
    factors: dict[object, int] = {}
    total = 0
    work = list(terms)
    seen = 0
    while work:
        value, factor = work.pop()
        if type(value) is ConstInt:
            total += factor * value.value
            continue
        if type(value) is Binary and value.operation in OPERATIONS and seen < _TERMS:
            seen += 1
            a, b = value.operands
            operation = value.operation
            if operation in ("add", "sub"):
                work.append((a, factor))
                work.append((b, factor if operation == "add" else -factor))
                continue
            if type(b) is ConstInt:
                if operation == "mul":
                    work.append((a, factor * b.value))
                    continue
                if operation == "shl" and b.value < type_.bits:
                    work.append((a, factor << b.value))
                    continue
                if operation == "xor" and b.value == type_.mask:  # ~a is -a - 1
                    work.append((a, -factor))
                    total -= factor
                    continue
        elif type(value) is Convert and value.operation == "ptrtoint" and type_.bits <= value.operands[0].type.size * 8:
            work.append((value.operands[0], factor))
            continue
        elif type(value) is PointerAdd and seen < _TERMS:
            seen += 1
            work.extend((operand, factor) for operand in value.operands)
            continue
        key = name(value)
        factors[key] = factors.get(key, 0) + factor
    if any(factor & type_.mask for factor in factors.values()):
        return None
    return total & type_.mask
