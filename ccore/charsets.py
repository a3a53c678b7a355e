"""Character sets that Python has no codec for, by the C library's iconv: the same that GCC asks.

``lookup`` finds the codec that a name stands for; one of iconv's is then known to Python under its plain name.
"""

from __future__ import annotations

import codecs
import ctypes
import errno
import functools
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing_extensions import Buffer

_INTERNAL: Final = "UTF-32LE"
_FAILED: Final = ctypes.c_void_p(-1).value


class _Converter:
    """iconv from one character set to another.  Raises ``LookupError`` where there is no such conversion."""

    def __init__(self, to: str, source: str) -> None:
        library = ctypes.CDLL(None, use_errno=True)
        try:
            self._open, self._iconv = library.iconv_open, library.iconv
        except AttributeError:
            raise LookupError(to) from None
        self._open.restype = ctypes.c_void_p
        self._iconv.restype = ctypes.c_size_t
        self._iconv.argtypes = [ctypes.c_void_p] + [ctypes.c_void_p] * 4
        self._handle = self._open(to.encode(), source.encode())
        if self._handle == _FAILED:
            raise LookupError(to)

    def convert(self, data: bytes) -> tuple[bytes, int]:
        """The bytes in the other set, and how many of ``data`` were read until the first that has no place there."""
        room = 8 * len(data) + 64
        source, made = ctypes.create_string_buffer(data, len(data)), ctypes.create_string_buffer(room)
        at, left = ctypes.c_void_p(ctypes.addressof(source)), ctypes.c_size_t(len(data))
        to, free = ctypes.c_void_p(ctypes.addressof(made)), ctypes.c_size_t(room)
        self._iconv(self._handle, None, None, None, None)  # the initial shift state
        result = self._iconv(self._handle, *map(ctypes.byref, (at, left, to, free)))
        if result == ctypes.c_size_t(-1).value and ctypes.get_errno() == errno.E2BIG:
            raise UnicodeError("a character set with codes of more than 8 bytes")
        if not left.value:
            self._iconv(self._handle, None, None, ctypes.byref(to), ctypes.byref(free))
        return made.raw[: room - free.value], len(data) - left.value


def _codec(name: str) -> codecs.CodecInfo:
    encoder, decoder = _Converter(name, _INTERNAL), _Converter(_INTERNAL, name)

    def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
        made, used = encoder.convert(text.encode(_INTERNAL, "surrogatepass"))
        if used < 4 * len(text):
            raise UnicodeEncodeError(name, text, used // 4, used // 4 + 1, "not in the character set")
        return made, len(text)

    def decode(data: Buffer, errors: str = "strict") -> tuple[str, int]:
        given = bytes(data)
        made, used = decoder.convert(given)
        if used < len(given):
            raise UnicodeDecodeError(name, given, used, used + 1, "not in the character set")
        return made.decode(_INTERNAL), len(given)

    return codecs.CodecInfo(encode, decode, name=name)


@functools.cache
def lookup(name: str) -> str:
    """Python's name of a character set's codec.  Raises ``LookupError`` where there is no such set."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        if not re.fullmatch(r"[\w.:+-]+", name, re.ASCII):
            raise
    found = _codec(name)
    known = "iconv_" + re.sub("[^a-z0-9]", "_", name.lower())
    codecs.register(lambda asked: found if asked == known else None)
    return known
