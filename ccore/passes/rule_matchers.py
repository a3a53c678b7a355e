"""The functions that try rewrite rules on instructions: made by ``rule_code.py`` from a table, and kept.

The code is kept in the user's cache folder by a hash of the rules and of what makes it, since to make it takes longer
than a small file's compilation.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable
from importlib.util import source_hash
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ccore import cachefolder
from ccore.ir.instructions import Binary, Compare, Convert, Instruction, Intrinsic, PointerAdd, Select
from ccore.ir.types import I1, I64, IntType
from ccore.ir.values import Constant, ConstInt, Value

if TYPE_CHECKING:
    from ccore.ir.cfg import Watcher

Matcher = Callable[
    [Any, "Watcher | None", Callable[[Instruction, Instruction], Instruction], list[Value]], "Value | None"
]

_GENERATOR: Final = ("rule_matchers.py", "rule_code.py", "rules.py")

# --- Computed constants: unsigned numbers below 2**bits; what is given in is so already -----------------------------


def _signed(value: int, bits: int) -> int:
    return value - (1 << bits) if value >> (bits - 1) else value


def _shl(a: int, b: int, bits: int) -> int:
    return a << b if b < bits else 0


def _ashr(a: int, b: int, bits: int) -> int:
    return _signed(a, bits) >> min(b, bits)


def _fits(value: int, bits: int) -> bool:
    return -(1 << (bits - 1)) <= value < 1 << (bits - 1)


FUNCTIONS: Final[dict[str, Callable[..., int]]] = {
    "ashr": _ashr,
    "log2": lambda a, bits: a.bit_length() - 1 if a else bits,  # of the highest bit
    "ctz": lambda a, bits: (a & -a).bit_length() - 1 if a else bits,
    "is_pow2": lambda a, bits: a != 0 and not a & (a - 1),
    "slt": lambda a, b, bits: _signed(a, bits) < _signed(b, bits),
    "sle": lambda a, b, bits: _signed(a, bits) <= _signed(b, bits),
    "adds_s": lambda a, b, bits: _fits(_signed(a, bits) + _signed(b, bits), bits),  # without overflow, signed
    "adds_u": lambda a, b, bits: a + b < 1 << bits,
    "subs_s": lambda a, b, bits: _fits(_signed(a, bits) - _signed(b, bits), bits),
    "muls_s": lambda a, b, bits: _fits(_signed(a, bits) * _signed(b, bits), bits),
    "muls_u": lambda a, b, bits: a * b < 1 << bits,
    "shls": lambda a, b, bits: b < bits and a << b < 1 << bits,
    "divs": lambda a, b, bits: b != 0 and a % b == 0,  # leaves no rest, unsigned
    "divs_s": lambda a, b, bits: b != 0 and _signed(a, bits) % _signed(b, bits) == 0,
    "sdiv": lambda a, b, bits: abs(_signed(a, bits)) // abs(_signed(b, bits)) * (1 if (a ^ b) >> bits - 1 == 0 else -1),
    "bswap": lambda a, bits: int.from_bytes(a.to_bytes(bits // 8, "little"), "big"),
}  # fmt: skip
"""By name, what conditions and replacements may call: the arguments, then the width."""


def compile_rules(table: str) -> dict[str, Matcher]:
    """The matchers of a table, by ``rule_code.key_of`` the pattern's root.

    A matcher gets an instruction, whose type is no vector, the switch of rewrites or None, ``fresh(i, new)``, which
    puts a new instruction before ``i``, and a list that it adds operands to that ``i`` may lose.  It gives the value
    that ``i`` is to be replaced by, ``i`` where it was changed in place, or None.
    """
    own = b"".join(Path(__file__).with_name(name).read_bytes() for name in _GENERATOR)
    digest = source_hash(own + table.encode()).hex()
    name = f"rules-{sys.implementation.cache_tag}-{digest}"
    cached = cachefolder.read(name)
    code: Any = None
    if cached is not None:
        try:
            code = marshal.loads(cached)
        except (ValueError, EOFError, TypeError):
            code = None
    if code is None:
        from ccore.passes import rule_code, rules  # here, since they take longer to load than what they made

        code = compile(rule_code.generate(rules.parse_rows(table)), "<rewrite rules>", "exec")
        cachefolder.write(name, marshal.dumps(code))
    space: dict[str, Any] = {
        "Binary": Binary, "Compare": Compare, "ConstInt": ConstInt, "Constant": Constant, "Convert": Convert,
        "I1": I1, "I64": I64, "IntType": IntType, "Intrinsic": Intrinsic, "PointerAdd": PointerAdd, "Select": Select,
        "_fits": _fits, "_shl": _shl, "_signed": _signed, **{f"_{n}": f for n, f in FUNCTIONS.items()},
    }  # fmt: skip
    exec(code, space)
    matchers: dict[str, Matcher] = space["MATCHERS"]
    return matchers


__all__ = ["FUNCTIONS", "Matcher", "compile_rules"]
