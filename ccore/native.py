"""Compiled code in this process: C functions and variables as ctypes objects."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final, final

from ccore.sema import types as c

if TYPE_CHECKING:
    from ccore.llvm.object import Jit

_SIGNED: Final = {1: ctypes.c_int8, 2: ctypes.c_int16, 4: ctypes.c_int32, 8: ctypes.c_int64}
_UNSIGNED: Final = {1: ctypes.c_uint8, 2: ctypes.c_uint16, 4: ctypes.c_uint32, 8: ctypes.c_uint64}
_FLOATING: Final = {"f32": ctypes.c_float, "f64": ctypes.c_double, "f80": ctypes.c_longdouble}


class Pointer(ctypes.c_void_p):
    """A parameter that is a pointer: takes None, an address, bytes, or what ctypes has (arrays, byref, callbacks)."""

    @classmethod
    def from_param(cls, value: Any) -> Any:
        """Raises ``TypeError`` for a str, whose form in memory C does not share."""
        if isinstance(value, str):
            raise TypeError("a C string is passed as bytes: encode the str")
        return ctypes.c_void_p.from_param(value)


def scalar(type_: c.CType) -> Any:
    """The ctypes type of a scalar C type; None where ctypes has none."""
    if isinstance(type_, c.EnumType):
        return scalar(type_.enumeration.underlying) if type_.enumeration.underlying else None
    if isinstance(type_, c.IntegerType):
        if type_.is_bool:
            return ctypes.c_bool
        return (_SIGNED if type_.signed else _UNSIGNED).get(type_.size)
    if isinstance(type_, c.FloatingType):
        return _FLOATING.get(type_.format)
    return ctypes.c_void_p if type_.is_pointer else None


def _in_memory(type_: c.CType) -> Any:
    """The ctypes type of a variable: scalars and arrays of them; the rest is bytes."""
    if isinstance(type_, c.ArrayType) and type_.length >= 0:
        return _in_memory(type_.element) * type_.length
    return scalar(type_) or ctypes.c_char * max(type_.size, 0)


def _name(type_: c.CType) -> str:
    if isinstance(type_, c.RecordType):
        return f"{type_.record.kind} {type_.record.tag or ''}".strip()
    return getattr(type_, "name", "") or type(type_).__name__.removesuffix("Type").lower()


@final
class Program:
    """Compiled code in this process: C functions as attributes, called with Python values.

    ``program.f(1, 2.5, b"text")`` converts as the C prototype says.  Integers and enumerations are Python's int (what
    does not fit is cut to its low bits), floating types float, _Bool bool.  A pointer parameter takes an address (int),
    None, bytes (which C must not change) or a ctypes object; a pointer result is an address, None for a null pointer.
    Structures, complex numbers and 128-bit numbers by value are refused with ``TypeError``.

    The code lives as long as the program or a function taken from it.
    """

    def __init__(self, jit: Jit, symbols: dict[str, tuple[c.CType, str]]) -> None:
        self._jit = jit
        self._symbols = symbols
        self._functions: dict[str, Any] = {}

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(name for name, (type_, _) in self._symbols.items() if type_.is_function)]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = self._functions.get(name)
        if found is None:
            type_, _symbol = self._symbols.get(name, (None, ""))
            if type_ is None:
                raise AttributeError(f"the module defines no function '{name}' that other files could call")
            if not isinstance(type_, c.FunctionType):
                raise AttributeError(f"'{name}' is a variable: use variable('{name}')")
            result = None if type_.result.is_void else self._passed(type_.result, name)
            parameters = [Pointer if p.is_pointer else self._passed(p, name) for p in type_.parameters]
            found = self._functions[name] = self.function(name, result, *parameters)
        return found

    @staticmethod
    def _passed(type_: c.CType, function: str) -> Any:
        made = scalar(type_)
        if made is None:
            raise TypeError(
                f"function '{function}' has a parameter or result of type '{_name(type_)}', which Python cannot pass "
                "by value; give C a function that takes a pointer"
            )
        return made

    def function(self, name: str, result: Any, *parameters: Any) -> Any:
        """A ctypes function with types of the caller's choice.  Raises ``AttributeError`` where there is none."""
        made: Any = ctypes.CFUNCTYPE(result, *parameters)(self.address(name))
        made.code = self._jit  # which must outlive the function
        return made

    def address(self, name: str) -> int:
        """Where a function or variable lies in memory.  Raises ``AttributeError`` where there is none."""
        _type, symbol = self._symbols.get(name, (None, name))
        address = self._jit.address(symbol)
        if not address:
            raise AttributeError(f"the module defines no '{name}'")
        return address

    def variable(self, name: str) -> Any:
        """A global variable, as a ctypes object in its place: ``.value`` of a scalar, ``[i]`` of an array of scalars,
        the bytes of anything else.  Raises ``AttributeError`` where there is none."""
        type_, _symbol = self._symbols.get(name, (None, ""))
        if type_ is None or type_.is_function:
            raise AttributeError(f"the module defines no variable '{name}'")
        made = _in_memory(type_).from_address(self.address(name))
        made.code = self._jit
        return made

    def close(self) -> None:
        """Run the destructors and free the code; nothing taken from the program may be used any more."""
        self._functions.clear()
        self._jit.close()
