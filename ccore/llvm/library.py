"""Calls into llvmlite's shared library that llvmlite itself has no Python for.

The library holds all of LLVM with its symbol table, though it exports little of it.  A symbol's address is
that of an exported one plus the difference of their values in the ELF symbol table.  A value is found by searching
the string table, which takes 10 ms, and then kept in the cache folder.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import struct
from typing import Final, final

from ccore import cachefolder
from ccore.llvm.text import LOCATION_TAG

_SYMTAB: Final = 2
_SYMBOL_SIZE: Final = 24


class MissingSymbol(Exception):
    """The library has no such symbol: it was stripped, or is of another version."""


@final
class SymbolTable:
    """The symbol table of one ELF64 file (System V ABI, chapter 4)."""

    __slots__ = ("_map", "_symbols", "_strings")

    def __init__(self, path: str) -> None:
        with open(path, "rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        data = self._map
        if data[:5] != b"\x7fELF\x02":
            raise MissingSymbol(f"{path} is not a 64-bit ELF file")
        (section_offset,) = struct.unpack_from("<Q", data, 0x28)
        (count,) = struct.unpack_from("<H", data, 0x3C)
        sections = [struct.unpack_from("<IIQQQQIIQQ", data, section_offset + 64 * i) for i in range(count)]
        for section in sections:
            if section[1] == _SYMTAB:
                strings = sections[section[6]]
                self._symbols = (section[4], section[4] + section[5])
                self._strings = (strings[4], strings[4] + strings[5])
                return
        raise MissingSymbol(f"{path} has no symbol table")

    def value(self, name: str) -> int:
        """The symbol's value (its offset from where the library is loaded)."""
        data = self._map
        first, last = self._symbols
        start, end = self._strings
        wanted = name.encode() + b"\0"
        # The string may also be the tail of a longer one.
        at = data.find(wanted, start, end)
        while at >= 0:
            key = struct.pack("<I", at - start)
            place = data.find(key, first, last)
            while place >= 0:
                if not (place - first) % _SYMBOL_SIZE:
                    value: int
                    section: int
                    _, _, _, section, value = struct.unpack_from("<IBBHQ", data, place)
                    if section:
                        return value
                place = data.find(key, place + 1, last)
            at = data.find(wanted, at + 1, end)
        raise MissingSymbol(f"symbol {name} is not in the LLVM library")

    def name_at(self, value: int) -> str:
        """The name of a symbol with exactly that value, or ""."""
        data = self._map
        first, last = self._symbols
        key = struct.pack("<Q", value)
        place = data.find(key, first, last)
        while place >= 0:
            if (place - first) % _SYMBOL_SIZE == 8:
                (name,) = struct.unpack_from("<I", data, place - 8)
                at = self._strings[0] + name
                return data[at : data.find(b"\0", at)].decode()
            place = data.find(key, place + 1, last)
        return ""


@final
class Library:
    """The loaded library: its symbol table and where it is."""

    __slots__ = ("path", "base", "_values", "_name")

    def __init__(self, path: str, anchor: str, anchor_address: int) -> None:
        """``anchor``: a symbol of the library whose address is known.  Raises ``MissingSymbol``."""
        self.path = path
        found = os.stat(path)
        self._name = f"llvm-symbols-{found.st_ino:x}-{found.st_size:x}-{found.st_mtime_ns:x}"
        words = (cachefolder.read(self._name) or b"").decode("ascii", "replace").split()
        try:
            self._values = {name: int(value, 16) for name, value in zip(words[::2], words[1::2], strict=True)}
        except ValueError:
            self._values = {}  # as if there were none
        self.base = anchor_address - self._value(anchor)

    def address(self, name: str) -> int:
        """Raises ``MissingSymbol``."""
        return self.base + self._value(name)

    def _value(self, name: str) -> int:
        value = self._values.get(name)
        if value is None:
            value = self._values[name] = self.table().value(name)
            text = "".join(f"{known} {number:x}\n" for known, number in self._values.items())
            cachefolder.write(self._name, text.encode("ascii"))
        return value

    def table(self) -> SymbolTable:
        """The file's symbol table.  Raises ``MissingSymbol`` where it has none."""
        return SymbolTable(self.path)


@final
class Messages:
    """LLVM's diagnostics of one context, collected instead of ending the process.

    ``list``: (severity, text, place); severity 0 is an error, 1 a warning, 2 a remark, 3 a note; place is the
    number that ``!srcloc`` gave the instruction, or -1.
    """

    def __init__(self, library: Library) -> None:
        self.list: list[tuple[int, str, int]] = []
        severity = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(library.address("LLVMGetDiagInfoSeverity"))
        description = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(library.address("LLVMGetDiagInfoDescription"))
        dispose = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(library.address("LLVMDisposeMessage"))

        def receive(info: int, _context: int) -> None:
            message, place = description(info), _place(info)
            text = ctypes.string_at(message).decode("utf-8", "replace")
            self.list.append((severity(info), text.removesuffix(f" at line {LOCATION_TAG + place}"), place))
            dispose(message)

        self._handler = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(receive)
        self._set = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(
            library.address("LLVMContextSetDiagnosticHandler")
        )

    def attach(self, context: int) -> None:
        """Hear what happens in the LLVMContext at that address, from now on."""
        self._set(context, ctypes.cast(self._handler, ctypes.c_void_p), None)


def _place(info: int) -> int:
    """The number of the place that a DiagnosticInfo carries: no call tells it, but its tag shows which word it is."""
    words = ctypes.cast(info, ctypes.POINTER(ctypes.c_uint64))
    for index in range(2, 8):
        if words[index] >> 32 == LOCATION_TAG >> 32:
            return int(words[index] - LOCATION_TAG)
    return -1


def set_fatal_handler(library: Library, handler: object) -> None:
    """Call ``handler`` (a ctypes callback of a char pointer) before LLVM ends the process."""
    install = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(library.address("LLVMInstallFatalErrorHandler"))
    install(ctypes.cast(handler, ctypes.c_void_p))  # type: ignore[arg-type]
