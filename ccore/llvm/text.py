"""The small words of LLVM IR text: types, symbols, strings, constants (LLVM Language Reference)."""

from __future__ import annotations

import re
from typing import Final

from ccore.ir.types import (
    D32,
    D64,
    D128,
    F16,
    F32,
    F64,
    F80,
    F128,
    VOID,
    FloatType,
    IntType,
    PointerType,
    TupleType,
    Type,
    VectorType,
)

LOCATION_TAG: Final = 0x5CC0DE << 32
"""What the numbers in ``!srcloc`` begin with, so that they are told from anything else in LLVM's messages."""
_FLOAT_TYPES: Final[dict[Type, str]] = {F16: "half", F32: "float", F64: "double", F80: "x86_fp80", F128: "fp128"}
_CARRIERS: Final[dict[Type, Type]] = {D32: F32, D64: F64, D128: F128}  # what a decimal value is moved as
_types: dict[Type, str] = {**_FLOAT_TYPES, VOID: "void", **{d: _FLOAT_TYPES[f] for d, f in _CARRIERS.items()}}
_PLAIN_NAME: Final = re.compile(r"[-a-zA-Z$._][-a-zA-Z$._0-9]*\Z")
_ESCAPES: Final = {
    c: (chr(c) if 32 <= c < 127 and c not in b'"\\' else f"\\{c:02X}") for c in range(256)
}  # by byte, as LLVM writes strings
_NEEDS_ESCAPE: Final = re.compile(rb'[^ !#-\[\]-~]')


def type_text(type_: Type) -> str:
    """A scalar, tuple or void type."""
    text = _types.get(type_)
    if text is None:
        text = _types[type_] = _make_type_text(type_)
    return text


def _make_type_text(type_: Type) -> str:
    if isinstance(type_, IntType):
        return f"i{type_.bits}"
    if isinstance(type_, PointerType):
        return f"ptr addrspace({type_.space})" if type_.space else "ptr"
    if isinstance(type_, VectorType):
        return f"<{type_.count} x {type_text(type_.element)}>"
    if isinstance(type_, TupleType):
        return "{ " + ", ".join(map(type_text, type_.elements)) + " }"
    raise AssertionError(f"no type of a value: {type_}")


def memory_type(size: int) -> str:
    """A type of exactly ``size`` bytes for something in memory: an integer where one is natural."""
    return f"i{size * 8}" if size in (1, 2, 4, 8) else f"[{size} x i8]"


def escape(data: bytes) -> str:
    """Bytes as they stand between the quotes of an LLVM string."""
    if not _NEEDS_ESCAPE.search(data):
        return data.decode("ascii")
    escapes = _ESCAPES
    return "".join([escapes[c] for c in data])


def quote(text: str) -> str:
    """A string constant of an attribute, section or assembly text, with its quotes."""
    return '"' + escape(text.encode("utf-8", "surrogateescape")) + '"'


def symbol_text(name: str) -> str:
    """A global's name, with its ``@``."""
    return "@" + name if _PLAIN_NAME.match(name) else "@" + quote(name)


def float_text(type_: FloatType, bits: int) -> str:
    """A floating constant by its exact bits."""
    if type_ is F64 or type_ is D64:
        return f"0x{bits:016X}"
    if type_ is F32 or type_ is D32:
        return f"0x{_single_as_double(bits):016X}"
    if type_ is F16:
        return f"0xH{bits:04X}"
    if type_ is F80:
        return f"0xK{bits:020X}"
    # The low half stands first.
    return f"0xL{bits & (1 << 64) - 1:016X}{bits >> 64:016X}"


def _single_as_double(bits: int) -> int:
    """The bits of the double with a single's value: LLVM writes float constants so.  NaN payloads survive."""
    sign, exponent, fraction = bits >> 31, bits >> 23 & 0xFF, bits & 0x7FFFFF
    if exponent == 0xFF:
        exponent = 0x7FF
    elif exponent:
        exponent += 1023 - 127
    elif fraction:  # a subnormal single is a normal double
        shift = 24 - fraction.bit_length()
        fraction = fraction << shift & 0x7FFFFF
        exponent = 1023 - 126 - shift
    return sign << 63 | exponent << 52 | fraction << 29
