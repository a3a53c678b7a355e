"""Makes LLVM pass assembly text through verbatim (for targets whose asm parser llvmlite lacks, and for -S).

``MCAsmInfo::UseIntegratedAssembler`` decides whether inline assembly is parsed.  llvmlite cannot reach it, so
it is set from outside: the MCAsmInfo is the word inside the TargetMachine that points to an object whose
first word is the vtable of some MCAsmInfo class.
"""

from __future__ import annotations

import ctypes
import re
from typing import Final

from ccore.llvm.library import Library, MissingSymbol

_SCANNED_WORDS: Final = 256
_VTABLE_HEADER: Final = 16  # an object points past the offset-to-top and the type information

_VTABLE: Final = re.compile(r"_ZTVN4llvm\d+\w*MCAsmInfo\w*E\Z")


def use_text_assembly(library: Library, machine: int) -> None:
    """Switch the TargetMachine at that address to ``setUseIntegratedAssembler(false)``.

    Raises ``MissingSymbol`` if the library is not the one this was written for.
    """
    table = library.table()
    words = ctypes.cast(machine, ctypes.POINTER(ctypes.c_uint64))
    for index in range(_SCANNED_WORDS):
        word = words[index]
        if not _is_object(word):
            continue
        vtable = ctypes.cast(word, ctypes.POINTER(ctypes.c_uint64))[0] - _VTABLE_HEADER - library.base
        if 0 < vtable < 1 << 32 and _VTABLE.match(table.name_at(vtable)):
            setter = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_bool)(
                library.address("_ZN4llvm9MCAsmInfo25setUseIntegratedAssemblerEb")
            )
            setter(word, False)
            return
    raise MissingSymbol("no MCAsmInfo found in LLVM's TargetMachine")


def _is_object(address: int) -> bool:
    """Whether the word may be a pointer to an object: aligned, and of a page that is mapped."""
    if address < 0x10000 or address >= 1 << 47 or address % 8:
        return False
    # mincore fails with ENOMEM for a page that is not mapped.
    vector = ctypes.create_string_buffer(1)
    status: int = ctypes.CDLL(None).mincore(ctypes.c_void_p(address & ~0xFFF), ctypes.c_size_t(1), vector)
    return status == 0
