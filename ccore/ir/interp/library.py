"""The functions of the C library that the interpreter has: one table."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cmp_to_key
from typing import Any, Final

from ccore import softfloat
from ccore.ir.interp import arithmetic
from ccore.ir.interp.emit import long_jump
from ccore.ir.interp.machine import Host, Machine
from ccore.ir.interp.undefined import ProgramExit, UndefinedBehaviour, Unsupported, undetermined
from ccore.ir.types import F32, F64, I32, PTR, FloatType, Type, function_type

_MASK: Final = (1 << 64) - 1
_FORMAT: Final = re.compile(rb"%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?(hh|h|ll|l|L|j|z|t)?([diouxXcspfFeEgGaAn%])")
_WIDTHS: Final = {b"hh": 8, b"h": 16, b"l": 64, b"ll": 64, b"j": 64, b"z": 64, b"t": 64}


def _signed(value: int, bits: int) -> int:
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def formatted(m: Machine, form: bytes, items: list[tuple[Type, Any]]) -> bytes:
    """What printf makes.  Raises ``UndefinedBehaviour`` for an argument that is missing or undetermined."""
    rest = iter(items)

    def take() -> tuple[Type, Any]:
        found = next(rest, None)
        if found is None:
            raise UndefinedBehaviour("printf has fewer arguments than its format asks for")
        if undetermined(found[1]):
            raise UndefinedBehaviour(f"printf of {found[1].reason}")
        return found

    def one(match: re.Match[bytes]) -> bytes:
        flags, width, precision, length, letter = match.groups()
        if letter == b"%":
            return b"%"
        if width == b"*":
            number = _signed(take()[1], 32)
            flags, width = (flags + b"-", str(-number).encode()) if number < 0 else (flags, str(number).encode())
        if precision == b"*":
            number = _signed(take()[1], 32)
            precision = None if number < 0 else str(number).encode()
        kind, value = take()
        if letter == b"n":
            raise Unsupported("printf's %n")
        if letter == b"s":
            text = m.memory.string(value, int(precision or b"0")) if precision is not None else m.memory.string(value)
            return _padded(text, flags, width)
        if letter == b"c":
            return _padded(bytes([value & 255]), flags, width)
        if letter == b"p":
            return _padded(hex(value).encode() if value else b"(nil)", flags, width)
        options = "%" + flags.decode() + (width or b"").decode()
        options += "" if precision is None else "." + precision.decode()
        if letter in b"fFeEgGaA":
            if not isinstance(kind, FloatType):
                raise UndefinedBehaviour(f"printf of an argument of type {kind} as a floating one")
            real = value if kind in arithmetic.NATIVE else softfloat.to_float(kind, value)
            if letter in b"aA":
                raise Unsupported("printf's %a")
            return ((options + letter.decode()) % real).encode()
        bits = _WIDTHS.get(length, 32)
        number = _signed(value, bits) if letter in b"di" else value & ((1 << bits) - 1)
        if precision in (b"", b"0") and not number:
            return _padded(b"", flags, width)
        if letter == b"o" or letter in b"xX":
            digits = format(number, letter.decode()).rjust(int(precision or b"0"), "0")
            if b"#" in flags and number:
                digits = ("0" if letter == b"o" else "0" + letter.decode()) + digits
            zero = b"0" in flags and b"-" not in flags and precision is None
            return digits.rjust(int(width or b"0"), "0").encode() if zero else _padded(digits.encode(), flags, width)
        if precision is not None:
            options = options.replace("0", "", 1) if flags.startswith(b"0") else options
        return ((options + "d") % number).encode()

    return _FORMAT.sub(one, form)


def _padded(text: bytes, flags: bytes, width: bytes | None) -> bytes:
    size = int(width or b"0")
    return text.ljust(size) if b"-" in flags else text.rjust(size)


def _print(m: Machine, stream: Any, content: bytes) -> int:
    """Write to a stream, or (None) to standard output."""
    name = "stdout" if stream is None else m.memory.names.get(stream >> 32, "").lstrip("*")
    if name not in ("stdout", "stderr"):
        raise Unsupported("files")
    (m.output if name == "stdout" else m.errors).extend(content)
    return len(content)


def _rest(a: tuple[Any, ...], t: tuple[Type, ...], first: int) -> list[tuple[Type, Any]]:
    return list(zip(t[first:], a[first:], strict=True))


def _listed(m: Machine, place: Any) -> list[tuple[Type, Any]]:
    """The arguments that are left of a va_list."""
    number, index = m.memory.load(place, 8), m.memory.load(place + 8, 8)
    if undetermined(number) or not 0 < number <= len(m.lists):
        raise UndefinedBehaviour("a list of arguments that was not started")
    return m.lists[number - 1][index:]


def _bounded(m: Machine, room: Any, size: int, content: bytes) -> int:
    if size:
        m.memory.write(room, content[: size - 1] + b"\0")
    return len(content)


def _allocate(m: Machine, size: Any, zeroed: bool = False) -> int:
    if undetermined(size):
        raise UndefinedBehaviour(f"an allocation of {size.reason}")
    if size > 1 << 30:
        return 0
    address = m.memory.new(size, "malloc", zeroed)
    m.memory.heap.add(address >> 32)
    return address


def _free(m: Machine, address: Any) -> None:
    if undetermined(address):
        raise UndefinedBehaviour(f"free of {address.reason}")
    if address:
        if address & 0xFFFFFFFF or address >> 32 not in m.memory.heap:
            raise UndefinedBehaviour("free of what malloc did not give, or twice")
        m.memory.heap.discard(address >> 32)
        m.memory.end(address >> 32)


def _reallocate(m: Machine, address: Any, size: Any) -> int:
    if not address:
        return _allocate(m, size)
    new = _allocate(m, size)
    m.memory.copy(new, address, min(size, len(m.memory.data[address >> 32])))
    _free(m, address)
    return new


def _exit(m: Machine, status: Any, now: bool) -> None:
    if undetermined(status):
        raise UndefinedBehaviour(f"exit with {status.reason}")
    raise ProgramExit((status & 255) + 256 * now)


def _abort(m: Machine, a: tuple[Any, ...], t: tuple[Type, ...]) -> Any:
    raise ProgramExit(256 + 134)


def _copy(m: Machine, a: tuple[Any, ...], overlap: bool) -> Any:
    m.memory.copy(a[0], a[1], a[2], overlap)
    return a[0]


def _fill(m: Machine, a: tuple[Any, ...], t: tuple[Type, ...]) -> Any:
    m.memory.fill(a[0], a[1], a[2])
    return a[0]


def _order(a: bytes, b: bytes) -> int:
    return ((a > b) - (a < b)) & 0xFFFFFFFF


def _put(m: Machine, target: Any, content: bytes) -> Any:
    m.memory.write(target, content)
    return target


def _find(m: Machine, text: Any, byte: int, last: bool) -> int:
    content = m.memory.string(text) + b"\0"
    wanted = bytes([byte & 255])
    index = content.rfind(wanted) if last else content.find(wanted)
    return 0 if index < 0 else text + index


def _memchr(m: Machine, place: Any, byte: int, size: int) -> int:
    index = m.memory.determined(place, size).find(bytes([byte & 255])) if size else -1
    return 0 if index < 0 else place + index


def _strstr(m: Machine, text: Any, part: Any) -> int:
    index = m.memory.string(text).find(m.memory.string(part))
    return 0 if index < 0 else text + index


def _number(m: Machine, text: Any, bits: int) -> int:
    match = re.match(rb"\s*([-+]?\d+)", m.memory.string(text))
    return (int(match[1]) if match else 0) & ((1 << bits) - 1)


def _strncpy(m: Machine, a: Any, b: Any, n: int) -> Any:
    return _put(m, a, m.memory.string(b, n).ljust(n, b"\0")) if n else a


def _strcat(m: Machine, a: Any, b: Any, limit: int) -> Any:
    m.memory.write(a + len(m.memory.string(a)), m.memory.string(b, limit) + b"\0")
    return a


def _magnitude(bits: int) -> Host:
    return lambda m, a, t: abs(_signed(a[0], bits)) & ((1 << bits) - 1)


def _math(function: Callable[..., float]) -> Host:
    def host(m: Machine, a: tuple[Any, ...], t: tuple[Type, ...]) -> Any:
        kind = t[0]
        assert isinstance(kind, FloatType)
        for each in a:
            if undetermined(each):
                return each
        if kind not in (F32, F64):
            raise Unsupported("a mathematical function of this format")
        try:
            return arithmetic.ROUND[kind](function(*a))
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return host


def _intrinsic(name: str) -> Host:
    def host(m: Machine, a: tuple[Any, ...], t: tuple[Type, ...]) -> Any:
        assert isinstance(t[0], FloatType)
        return arithmetic.float_function(name, t[0], *a)

    return host


def _character(test: Callable[[str], bool]) -> Host:
    return lambda m, a, t: int(a[0] < 128 and test(chr(a[0])))


def _sort(m: Machine, a: tuple[Any, ...], t: tuple[Type, ...]) -> Any:
    """qsort, of a copy, so that the program's comparison sees the elements where they stay."""
    base, count, size, compare = a
    copy = m.memory.new(count * size, "what qsort sorts")
    m.memory.copy(copy, base, count * size)
    kind = function_type(I32, (PTR, PTR))

    def order(x: int, y: int) -> int:
        return _signed(m.call_pointer(compare, kind, kind.parameters, (copy + x * size, copy + y * size)), 32)

    for place, element in enumerate(sorted(range(count), key=cmp_to_key(order))):
        m.memory.copy(base + place * size, copy + element * size, size)
    m.memory.end(copy >> 32)


def _at_exit(m: Machine, a: tuple[Any, ...], t: tuple[Type, ...]) -> Any:
    m.at_exit.append(a[0])
    return 0


LIBRARY: Final[dict[str, Host]] = {
    "abort": _abort,
    "exit": lambda m, a, t: _exit(m, a[0], False),
    "_exit": lambda m, a, t: _exit(m, a[0], True),
    "_Exit": lambda m, a, t: _exit(m, a[0], True),
    "atexit": _at_exit,
    "malloc": lambda m, a, t: _allocate(m, a[0]),
    "calloc": lambda m, a, t: _allocate(m, a[0] * a[1], True),
    "realloc": lambda m, a, t: _reallocate(m, a[0], a[1]),
    "free": lambda m, a, t: _free(m, a[0]),
    "memcpy": lambda m, a, t: _copy(m, a, False),
    "memmove": lambda m, a, t: _copy(m, a, True),
    "mempcpy": lambda m, a, t: _copy(m, a, False) + a[2],
    "memset": _fill,
    "bzero": lambda m, a, t: m.memory.fill(a[0], 0, a[1]),
    "bcopy": lambda m, a, t: m.memory.copy(a[1], a[0], a[2]),
    "memcmp": lambda m, a, t: (
        _order(m.memory.determined(a[0], a[2]), m.memory.determined(a[1], a[2])) if a[2] else 0
    ),
    "memchr": lambda m, a, t: _memchr(m, *a),
    "strlen": lambda m, a, t: len(m.memory.string(a[0])),
    "strnlen": lambda m, a, t: len(m.memory.string(a[0], a[1])),
    "strcmp": lambda m, a, t: _order(m.memory.string(a[0]), m.memory.string(a[1])),
    "strncmp": lambda m, a, t: _order(m.memory.string(a[0], a[2]), m.memory.string(a[1], a[2])),
    "strcpy": lambda m, a, t: _put(m, a[0], m.memory.string(a[1]) + b"\0"),
    "stpcpy": lambda m, a, t: _put(m, a[0], m.memory.string(a[1]) + b"\0") + len(m.memory.string(a[1])),
    "strncpy": lambda m, a, t: _strncpy(m, *a),
    "strcat": lambda m, a, t: _strcat(m, a[0], a[1], 1 << 31),
    "strncat": lambda m, a, t: _strcat(m, a[0], a[1], a[2]),
    "strchr": lambda m, a, t: _find(m, a[0], a[1], False),
    "index": lambda m, a, t: _find(m, a[0], a[1], False),
    "strrchr": lambda m, a, t: _find(m, a[0], a[1], True),
    "rindex": lambda m, a, t: _find(m, a[0], a[1], True),
    "strstr": lambda m, a, t: _strstr(m, a[0], a[1]),
    "strdup": lambda m, a, t: _put(m, _allocate(m, len(m.memory.string(a[0])) + 1), m.memory.string(a[0]) + b"\0"),
    "atoi": lambda m, a, t: _number(m, a[0], 32),
    "atol": lambda m, a, t: _number(m, a[0], 64),
    "abs": _magnitude(32),
    "labs": _magnitude(64),
    "llabs": _magnitude(64),
    "puts": lambda m, a, t: _print(m, None, m.memory.string(a[0]) + b"\n"),
    "putchar": lambda m, a, t: (_print(m, None, bytes([a[0] & 255])), a[0] & 255)[1],
    "fputs": lambda m, a, t: _print(m, a[1], m.memory.string(a[0])),
    "fputc": lambda m, a, t: (_print(m, a[1], bytes([a[0] & 255])), a[0] & 255)[1],
    "putc": lambda m, a, t: (_print(m, a[1], bytes([a[0] & 255])), a[0] & 255)[1],
    "fwrite": lambda m, a, t: (_print(m, a[3], m.memory.determined(a[0], a[1] * a[2])), a[2])[1],
    "fflush": lambda m, a, t: 0,
    "printf": lambda m, a, t: _print(m, None, formatted(m, m.memory.string(a[0]), _rest(a, t, 1))),
    "vprintf": lambda m, a, t: _print(m, None, formatted(m, m.memory.string(a[0]), _listed(m, a[1]))),
    "fprintf": lambda m, a, t: _print(m, a[0], formatted(m, m.memory.string(a[1]), _rest(a, t, 2))),
    "vfprintf": lambda m, a, t: _print(m, a[0], formatted(m, m.memory.string(a[1]), _listed(m, a[2]))),
    "sprintf": lambda m, a, t: _bounded(m, a[0], 1 << 31, formatted(m, m.memory.string(a[1]), _rest(a, t, 2))),
    "vsprintf": lambda m, a, t: _bounded(m, a[0], 1 << 31, formatted(m, m.memory.string(a[1]), _listed(m, a[2]))),
    "snprintf": lambda m, a, t: _bounded(m, a[0], a[1], formatted(m, m.memory.string(a[2]), _rest(a, t, 3))),
    "vsnprintf": lambda m, a, t: _bounded(m, a[0], a[1], formatted(m, m.memory.string(a[2]), _listed(m, a[3]))),
    "qsort": _sort,
    "longjmp": lambda m, a, t: long_jump(m, a[0], a[1] or 1),
    "_longjmp": lambda m, a, t: long_jump(m, a[0], a[1] or 1),
    "isdigit": _character(str.isdigit),
    "isalpha": _character(str.isalpha),
    "isalnum": _character(str.isalnum),
    "isspace": _character(str.isspace),
    "isprint": _character(str.isprintable),
    "isupper": _character(str.isupper),
    "islower": _character(str.islower),
    "ffs": lambda m, a, t: (a[0] & -a[0]).bit_length(),
    "ffsl": lambda m, a, t: (a[0] & -a[0]).bit_length(),
    "ffsll": lambda m, a, t: (a[0] & -a[0]).bit_length(),
}
for _name, _function in (
    ("sin", math.sin), ("cos", math.cos), ("tan", math.tan), ("exp", math.exp), ("log", math.log), ("pow", math.pow),
    ("atan", math.atan), ("atan2", math.atan2), ("asin", math.asin), ("acos", math.acos), ("fmod", math.fmod),
    ("log10", math.log10), ("log2", math.log2), ("sinh", math.sinh), ("cosh", math.cosh), ("tanh", math.tanh),
):  # fmt: skip
    for _suffix in ("", "f"):
        LIBRARY[_name + _suffix] = _math(_function)
for _name in ("fabs", "copysign", "sqrt", "floor", "ceil", "trunc", "rint", "nearbyint", "round", "fma"):
    for _suffix in ("", "f", "l"):
        LIBRARY[_name + _suffix] = _intrinsic(_name)
del _name, _suffix, _function
