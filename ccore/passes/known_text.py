"""What is known of the bytes at an address: those of constant variables, string literals above all.

A constant variable keeps its contents for the whole run (C17 6.7.3p7), unless another file's definition may take its
place, as with attribute weak.  An address is followed through constant distances, and for lengths through phis and
selects to all the strings that it may be of.
"""

from __future__ import annotations

from typing import Final

from ccore.ir.instructions import Convert, Phi, PointerAdd, Select
from ccore.ir.values import ConstInt, GlobalVariable, Value

_MOST_BYTES: Final = 1 << 12  # that are looked at behind an address
_MOST_VALUES: Final = 16  # phis, selects and their operands, of one question
_MOST_STEPS: Final = 8  # distances in a row


def place_of(address: Value) -> tuple[Value, int]:
    """What an address is a constant distance from, and that distance."""
    offset = 0
    for _ in range(_MOST_STEPS):
        if type(address) is not PointerAdd or type(address.operands[1]) is not ConstInt:
            break
        offset += address.operands[1].signed
        address = address.operands[0]
    return address, offset


def is_known(variable: GlobalVariable) -> bool:
    """Whether it holds at run time what this file says, in all its bytes."""
    initial = variable.initial
    return (
        variable.constant and initial is not None and not initial.relocations
        and variable.linkage not in ("weak", "common", "extern_weak")
    )  # fmt: skip


def bytes_at(address: Value, offset: int = 0) -> bytes | None:
    """The bytes from an address to the end of its object, as many as are looked at; None if they are not known."""
    base, more = place_of(address)
    offset += more
    if type(base) is not GlobalVariable or not is_known(base) or not 0 <= offset <= base.size:
        return None
    assert base.initial is not None
    return base.initial.read(offset, min(base.size - offset, _MOST_BYTES))


def string_at(address: Value, offset: int = 0) -> bytes | None:
    """The string at an address, without its NUL; None if it is not known, or has none."""
    known = bytes_at(address, offset)
    end = -1 if known is None else known.find(0)
    return None if known is None or end < 0 else known[:end]


def lengths_at(address: Value) -> tuple[int, int] | None:
    """The least and the greatest length of the string at an address, whichever of several known ones it is."""
    least, greatest = -1, -1
    pending = [place_of(address)]
    seen = set(pending)
    for node in pending:  # grows
        value, offset = node
        if type(value) is Phi or type(value) is Select:
            for source in value.operands[1 if type(value) is Select else 0 :]:
                base, more = place_of(source)
                if (base, offset + more) not in seen:
                    seen.add((base, offset + more))
                    pending.append((base, offset + more))
            if len(pending) > _MOST_VALUES:
                return None
            continue
        text = string_at(value, offset)
        if text is None:
            return None
        least = len(text) if least < 0 else min(least, len(text))
        greatest = max(greatest, len(text))
    return None if least < 0 else (least, greatest)


def length_at(address: Value) -> int | None:
    """The length of the string at an address, if it is known and one."""
    found = lengths_at(address)
    return found[0] if found is not None and found[0] == found[1] else None


def most(number: Value) -> int | None:
    """A bound that a number, taken without a sign, does not exceed; None where there is none but its type's."""
    greatest = -1
    pending = [number]
    seen = {number}
    for value in pending:  # grows
        if type(value) is ConstInt:
            greatest = max(greatest, value.value)
        elif type(value) is Phi or type(value) is Select:
            for source in value.operands[1 if type(value) is Select else 0 :]:
                if source not in seen:
                    seen.add(source)
                    pending.append(source)
        elif type(value) is Convert and value.operation == "zext":
            if value.operands[0] not in seen:
                seen.add(value.operands[0])
                pending.append(value.operands[0])
        else:
            return None
        if len(pending) > _MOST_VALUES:
            return None
    return None if greatest < 0 else greatest


__all__ = ["bytes_at", "is_known", "length_at", "lengths_at", "most", "place_of", "string_at"]
