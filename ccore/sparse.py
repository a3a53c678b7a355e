"""Bytes of an object that is large and nearly all zero: a dense beginning, and runs far behind it."""

from __future__ import annotations


class SparseBytes:
    """What records have in common that hold such bytes.  ``data``: the first bytes; ``far``: offset and bytes of runs
    behind them, in order, apart from each other; all else is zero."""

    __slots__ = ()
    data: bytearray
    far: list[tuple[int, bytes]]

    def read(self, offset: int, size: int) -> bytes:
        """Some of the bytes."""
        found = bytes(self.data[offset : offset + size]).ljust(size, b"\0")
        for at, raw in self.runs(offset, offset + size):
            found = found[: at - offset] + raw + found[at - offset + len(raw) :]
        return found

    def runs(self, start: int, end: int) -> list[tuple[int, bytes]]:
        """What lies of the far runs between two offsets."""
        return [
            (max(at, start), raw[max(start - at, 0) : end - at])
            for at, raw in self.far
            if at < end and at + len(raw) > start
        ]

    @property
    def zero(self) -> bool:
        """Whether no byte is set."""
        return not self.far and not any(self.data)
