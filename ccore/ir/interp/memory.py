"""Memory of objects: each has its own bytes, and an address names the object that it points into.

An address is an integer whose upper half is an object's odd number and whose lower half is the offset in it, so a
pointer keeps its object when its bytes are stored, copied, or held as an integer; numbers are never used again, so
that every access after an object's end is seen.  Offsets below 0 give an even number, which no object has.
A shadow of an object has the bits that were never stored to, a byte for each of its bytes.
"""

from __future__ import annotations

from typing import Any, final

from ccore.ir.interp.undefined import Partial, Undefined, UndefinedBehaviour, partial, undetermined

OFFSET = 0xFFFFFFFF


@final
class Memory:
    """``data`` and ``shadow`` by object number (no shadow: all is initialised).  ``bytes`` are constants."""

    __slots__ = ("data", "shadow", "names", "heap", "_next", "_poison")

    def __init__(self) -> None:
        self.data: dict[int, bytearray | bytes] = {}
        self.shadow: dict[int, bytearray] = {}
        self.names: dict[int, str] = {}
        self.heap: set[int] = set()
        self._next = 0x101
        self._poison: dict[int, Undefined] = {}  # what was stored, by address: it says why

    def new(self, size: int, name: str, initialised: bool = False) -> int:
        """The address of a new object."""
        key = self._next
        self._next = key + 2
        self.data[key] = bytearray(size)
        if name:
            self.names[key] = name
        if not initialised and size:
            self.shadow[key] = bytearray(b"\xff") * size
        return key << 32

    def end(self, key: int) -> None:
        """The object's life ends."""
        self.data.pop(key, None)
        self.shadow.pop(key, None)

    def release(self, keys: list[int]) -> None:
        data, shadow = self.data, self.shadow
        for key in keys:
            del data[key]
            if key in shadow:
                del shadow[key]

    def describe(self, key: int) -> str:
        return f"'{self.names[key]}'" if key in self.names else "an object"

    def refuse(self, address: Any, size: int, verb: str) -> UndefinedBehaviour:
        """Why an access is wrong."""
        if undetermined(address):
            return UndefinedBehaviour(f"{verb} through {address.reason}")
        if address < 1 << 20:
            return UndefinedBehaviour(f"{verb} of {size} bytes through {address or 'a null pointer'}")
        key, offset = address >> 32, address & OFFSET
        if not key & 1:
            key, offset = key + 1, offset - (1 << 32)
        data = self.data.get(key)
        if data is None:
            return UndefinedBehaviour(f"{verb} of {self.describe(key)} after the end of its life")
        if offset < 0 or offset + size > len(data):
            return UndefinedBehaviour(
                f"{verb} of {size} bytes at offset {offset} of {self.describe(key)}, which has {len(data)}"
            )
        return UndefinedBehaviour(f"{verb} of {self.describe(key)}, which is constant")

    def read(self, address: Any, size: int) -> bytes | bytearray:
        """The bytes; those never stored to are whatever they are."""
        try:
            data = self.data[address >> 32]
        except KeyError:
            raise self.refuse(address, size, "a read") from None
        offset = address & OFFSET
        if offset + size > len(data):
            raise self.refuse(address, size, "a read")
        return data[offset : offset + size]

    def unknown(self, address: int, size: int) -> bytes | bytearray | None:
        """The shadow of bytes that may be read; None where all is initialised."""
        shadow = self.shadow.get(address >> 32)
        if shadow is None:
            return None
        part = shadow[address & OFFSET : (address & OFFSET) + size]
        return part if any(part) else None

    def write(self, address: Any, content: bytes | bytearray, shadow: bytes | bytearray | None = None) -> None:
        size = len(content)
        key = None if undetermined(address) else address >> 32
        data = self.data.get(key) if key is not None else None
        if key is None or data is None or (address & OFFSET) + size > len(data) or type(data) is not bytearray:
            raise self.refuse(address, size, "a write")
        offset = address & OFFSET
        data[offset : offset + size] = content
        old = self.shadow.get(key)
        if shadow is None:
            if old is not None:
                old[offset : offset + size] = bytes(size)
                if offset + size == len(old) and not any(old):
                    del self.shadow[key]
        else:
            if old is None:
                old = self.shadow[key] = bytearray(len(data))
            old[offset : offset + size] = shadow

    def load(self, address: Any, size: int) -> Any:
        """An unsigned integer of so many bytes."""
        key = address >> 32
        offset = address & OFFSET
        data = self.data.get(key)
        if data is None or offset + size > len(data):
            raise self.refuse(address, size, "a read")
        value = int.from_bytes(data[offset : offset + size], "little")
        if key in self.shadow:
            unknown = int.from_bytes(self.shadow[key][offset : offset + size], "little")
            if unknown and address in self._poison and unknown == (1 << size * 8) - 1:
                return self._poison[address]
            return partial(value, unknown)
        return value

    def store(self, address: Any, value: Any, size: int) -> None:
        """The low bytes of an integer."""
        key = address >> 32
        data = self.data.get(key)
        if data is None:
            raise self.refuse(address, size, "a write")
        offset = address & OFFSET
        if type(data) is bytearray and offset + size <= len(data) and isinstance(value, int):
            data[offset : offset + size] = value.to_bytes(size, "little")
            if key in self.shadow:
                shadow = self.shadow[key]
                shadow[offset : offset + size] = bytes(size)
                if offset + size == len(shadow) and not any(shadow):
                    del self.shadow[key]
            return
        if type(value) is Partial:
            mask = (1 << size * 8) - 1
            known, unknown = value.value & mask, value.unknown & mask
            self.write(address, known.to_bytes(size, "little"), unknown.to_bytes(size, "little"))
            self._poison.pop(address, None)
        else:
            if type(value) is Undefined:
                self._poison[address] = value
            self.write(address, bytes(size), b"\xff" * size if type(value) is Undefined else None)

    def copy(self, target: Any, source: Any, size: Any, overlap: bool = True) -> None:
        """memmove; with ``overlap`` false memcpy, whose regions must be equal or apart."""
        if not size:
            return
        content = bytes(self.read(source, size))
        if not overlap and target != source and abs(target - source) < size:
            raise UndefinedBehaviour("a copy between objects that overlap")
        self.write(target, content, self.unknown(source, size))

    def fill(self, target: Any, byte: Any, size: Any) -> None:
        if not size:
            return
        if undetermined(byte):
            self.write(target, bytes(size), b"\xff" * size)
        else:
            self.write(target, bytes([byte & 255]) * size)

    def snapshot(self, address: Any, size: int) -> tuple[bytes, bytes | None]:
        """Bytes and shadow, for a result whose object ends."""
        content = bytes(self.read(address, size))
        unknown = self.unknown(address, size)
        return content, None if unknown is None else bytes(unknown)

    def determined(self, address: Any, size: int) -> bytes:
        """The bytes, all of which must be initialised."""
        content = bytes(self.read(address, size))
        if self.unknown(address, size) is not None:
            raise UndefinedBehaviour("a library function reads uninitialised bytes")
        return content

    def string(self, address: Any, limit: int = 1 << 31) -> bytes:
        """The bytes up to a null byte, or ``limit`` of them."""
        if not limit:
            return b""
        self.read(address, 1)
        data = self.data[address >> 32]
        offset = address & OFFSET
        end = data.find(0, offset, offset + limit)
        if end < 0:
            if offset + limit > len(data):
                raise self.refuse(address, len(data) - offset + 1, "a read")
            end = offset + limit
        else:
            self.determined(address, end - offset + 1)
        return self.determined(address, end - offset)
