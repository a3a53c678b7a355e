"""Makes LLVM pass assembly text through verbatim (for targets whose asm parser llvmlite lacks, and for -S).

``MCAsmInfo::UseIntegratedAssembler`` decides whether inline assembly is parsed.  llvmlite cannot reach it, so
it is set from outside: the MCAsmInfo is the word inside the TargetMachine that points to an object whose
first word is the vtable of some MCAsmInfo class.

The search looks at words that need not be pointers, and a word that looks like one may lead to memory that cannot be
read.  So the kernel does the reading: write(2) into a pipe fails where an access would end the process.
"""

from __future__ import annotations

import ctypes
import os
import re
from typing import Final

from ccore.llvm.library import Library, MissingSymbol

_SCANNED_WORDS: Final = 256
_WORD: Final = 8
_VTABLE_HEADER: Final = 16  # an object points past the offset-to-top and the type information

_VTABLE: Final = re.compile(r"_ZTVN4llvm\d+\w*MCAsmInfo\w*E\Z")


class _Memory:
    """Words of this process's memory, at addresses that may be none."""

    def __init__(self) -> None:
        self._write = ctypes.CDLL(None).write
        self._write.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)
        self._write.restype = ctypes.c_ssize_t
        self._out, self._in = os.pipe()

    def word(self, address: int) -> int | None:
        """The word there; None if it cannot be read."""
        if not 0x10000 <= address < 1 << 47 or address % _WORD:
            return None
        count = self._write(self._in, address, _WORD)
        if count <= 0:
            return None
        read = os.read(self._out, count)
        return int.from_bytes(read, "little") if count == _WORD else None

    def close(self) -> None:
        os.close(self._out)
        os.close(self._in)


def use_text_assembly(library: Library, machine: int) -> None:
    """Switch the TargetMachine at that address to ``setUseIntegratedAssembler(false)``.

    Raises ``MissingSymbol`` if the library is not the one this was written for.
    """
    memory = _Memory()
    try:
        info = _find(library, machine, memory)
    finally:
        memory.close()
    if info is None:
        raise MissingSymbol("no MCAsmInfo found in LLVM's TargetMachine")
    setter = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_bool)(
        library.address("_ZN4llvm9MCAsmInfo25setUseIntegratedAssemblerEb")
    )
    setter(info, False)


def _find(library: Library, machine: int, memory: _Memory) -> int | None:
    """The address of the MCAsmInfo that a TargetMachine owns."""
    table = library.table()
    for index in range(_SCANNED_WORDS):
        word = memory.word(machine + index * _WORD)
        if word is None:
            continue
        first = memory.word(word)
        if first is None:
            continue
        vtable = first - _VTABLE_HEADER - library.base
        if 0 < vtable < 1 << 32 and _VTABLE.match(table.name_at(vtable)):
            return word
    return None
