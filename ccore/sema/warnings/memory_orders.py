"""-Winvalid-memory-model: orders that an atomic operation cannot have (C17 7.17.7)."""

from __future__ import annotations

from typing import Final

from ccore.diagnostics import Diagnostics
from ccore.sema import tree
from ccore.sema.types import PointerType
from ccore.source import Token

_NAMES: Final = ("relaxed", "consume", "acquire", "release", "acq_rel", "seq_cst")
_CONSUME, _ACQUIRE, _RELEASE, _BOTH = 1, 2, 3, 4
_FORBIDDEN: Final = {
    "atomic_load": (_RELEASE, _BOTH),
    "atomic_store": (_CONSUME, _ACQUIRE, _BOTH),
    "atomic_clear": (_CONSUME, _ACQUIRE, _BOTH),
}
_UNCHECKED: Final = ("atomic_exchange", "atomic_test_and_set", "atomic_thread_fence", "atomic_signal_fence")
_ELISION: Final = 0x30000  # x86: __ATOMIC_HLE_ACQUIRE and __ATOMIC_HLE_RELEASE


def check(diagnostics: Diagnostics, call: tree.BuiltinCall, token: Token) -> None:
    """Judge the orders of an ``atomic_`` builtin, the last operands, where they are constant."""
    name = call.name
    if name in _UNCHECKED:
        return
    orders = [_order(e) for e in call.arguments[-2 if name == "atomic_compare_exchange" else -1 :]]
    shown = f"__{name}"
    if name != "atomic_clear":
        pointer = call.arguments[0].type
        assert isinstance(pointer, PointerType)
        shown += f"_{pointer.target.size}"

    def warn(text: str) -> None:
        diagnostics.warning(f"{text} for '{shown}'", token.location.call, "invalid-memory-model")

    for order in orders:
        if order >= len(_NAMES):
            warn(f"invalid memory model {order}")
            return
    success, failure = orders[0], orders[-1]
    if success in _FORBIDDEN.get(name, ()):
        warn(f"invalid memory model 'memory_order_{_NAMES[success]}'")
    elif len(orders) == 2 and failure in (_RELEASE, _BOTH):
        warn(f"invalid failure memory model 'memory_order_{_NAMES[failure]}'")
    elif len(orders) == 2 and 0 <= success < failure:
        warn(
            f"failure memory model 'memory_order_{_NAMES[failure]}' cannot be stronger than "
            f"success memory model 'memory_order_{_NAMES[success]}'"
        )


def _order(e: tree.Expression) -> int:
    """The order that an operand names; -1 where it is not known, or is none."""
    return e.value & ~_ELISION if isinstance(e, tree.IntegerConstant) and e.value >= 0 else -1


__all__ = ["check"]
