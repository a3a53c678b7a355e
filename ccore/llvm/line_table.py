"""One correction of LLVM's line tables (DWARF 5, 6.2), in the object file.

In a variadic function LLVM saves the registers of arguments before it stores the named ones, and jumps over a part
of that.  The jump makes it believe that the body begins there, so it marks that address as the prologue's end, with
the function's own line; debuggers that stop at a function's second row would stop before the arguments are where
they should be.  Such a row has column 0, which no place in the source has; it is taken out, by an advance of the
address of the same length.
"""

from __future__ import annotations

import struct
from typing import Final

_COPY, _ADVANCE_PC, _ADVANCE_LINE, _SET_COLUMN, _CONST_ADD_PC, _FIXED_ADVANCE_PC, _SET_PROLOGUE_END = (
    1, 2, 3, 5, 8, 9, 10,
)  # fmt: skip
_SHORT_LENGTH: Final = 0xFFFFFFF0  # from here on the length field stands for something else


def without_false_prologue_ends(image: bytes) -> bytes:
    """The ELF64 object without those rows; as it is where it has no line table."""
    section = _debug_line(image)
    if section is None:
        return image
    result = bytearray(image)
    at, end = section
    while at + 4 < end:
        (length,) = struct.unpack_from("<I", result, at)
        if length >= _SHORT_LENGTH:
            break
        _correct(result, at, at + 4 + length)
        at += 4 + length
    return bytes(result)


def _debug_line(image: bytes) -> tuple[int, int] | None:
    """Where the section begins and ends."""
    (table,) = struct.unpack_from("<Q", image, 0x28)
    count, names = struct.unpack_from("<HH", image, 0x3C)
    headers = [struct.unpack_from("<IIQQQQ", image, table + 64 * i) for i in range(count)]
    strings = headers[names][4]
    for header in headers:
        if image.startswith(b".debug_line\0", strings + header[0]):
            return header[4], header[4] + header[5]
    return None


def _correct(data: bytearray, at: int, end: int) -> None:
    """One unit's program."""
    (version,) = struct.unpack_from("<H", data, at + 4)
    header = at + (8 if version >= 5 else 6)  # of the header's length
    start = header + 4 + int.from_bytes(data[header : header + 4], "little")
    fields = header + (6 if version >= 4 else 5)  # past the lengths of an instruction
    line_base = struct.unpack_from("<b", data, fields + 1)[0]
    line_range, opcode_base = data[fields + 2], data[fields + 3]
    lengths = data[fields + 4 : fields + 3 + opcode_base]
    constant = (255 - opcode_base) // line_range  # what DW_LNS_const_add_pc adds
    position, column = start, 0
    mark, distance, moved = -1, 0, False  # a prologue's end: where it is said, and the way since the last row
    while position < end:
        opcode = data[position]
        position += 1
        if opcode >= opcode_base or opcode == _COPY:
            if opcode >= opcode_base:
                distance += (opcode - opcode_base) // line_range
                moved = moved or line_base + (opcode - opcode_base) % line_range != 0
            if mark >= 0 and not column and not moved and distance:
                data[mark:position] = bytes([_ADVANCE_PC]) + _padded(distance, position - mark - 1)
            mark, distance, moved = -1, 0, False
        elif opcode == 0:
            size, position = _leb(data, position)
            if data[position] == 1:  # the end of a sequence
                column = 0
            position += size
            mark = -1
        elif opcode == _SET_PROLOGUE_END:
            mark, distance, moved = position - 1, 0, False
        elif opcode == _CONST_ADD_PC:
            distance += constant
        elif opcode == _FIXED_ADVANCE_PC:
            position += 2
            mark = -1
        else:
            value = 0
            for _ in range(lengths[opcode - 1]):
                value, position = _leb(data, position)
            if opcode == _ADVANCE_PC:
                distance += value
            elif opcode == _SET_COLUMN:
                column = value
            elif opcode == _ADVANCE_LINE:
                moved = True


def _leb(data: bytearray, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number, and what follows it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def _padded(value: int, length: int) -> bytes:
    """An unsigned LEB128 number of so many bytes."""
    digits = [(value >> 7 * n & 0x7F) | (0x80 if n < length - 1 else 0) for n in range(length)]
    return bytes(digits)
