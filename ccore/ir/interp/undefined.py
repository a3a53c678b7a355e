"""Values that are not determined: poison, uninitialised bits, and the errors of using them.

Generated code computes on plain Python numbers; an undetermined value is an object whose operators take over, so that
nothing is paid for them where all is determined.
"""

from __future__ import annotations

from typing import Any, final


class InterpreterError(Exception):
    """The run cannot go on.  ``place``: function, block and instruction, as text; "" where there is none."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.place = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class UndefinedBehaviour(InterpreterError):
    """The program did what has no meaning."""


class Unsupported(InterpreterError):
    """The program asks for what the interpreter does not have."""


@final
class ProgramExit(Exception):
    """exit, abort or a trap; ``status`` as a shell gives it (128 and the signal's number for the latter two)."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _Undetermined:
    __slots__ = ()

    def __hash__(self) -> int:
        return -(1 << 60) - 7  # no address and no constant of a switch


@final
class Undefined(_Undetermined):
    """Poison, or a floating value that was never stored: whatever is computed of it is that again."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def __bool__(self) -> bool:
        raise UndefinedBehaviour(f"a decision depends on {self.reason}")

    def _same(self, *others: object) -> Undefined:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __and__ = __rand__ = __or__ = __ror__ = _same
    __xor__ = __rxor__ = __lshift__ = __rlshift__ = __rshift__ = __rrshift__ = __floordiv__ = __mod__ = _same
    __truediv__ = __rtruediv__ = __neg__ = __abs__ = __lt__ = __le__ = __gt__ = __ge__ = _same
    __eq__ = _same  # type: ignore[assignment]
    __ne__ = _same  # type: ignore[assignment]
    __hash__ = _Undetermined.__hash__

    def _divide(self, other: object) -> Undefined:
        raise UndefinedBehaviour(f"a division by {self.reason}")

    __rfloordiv__ = __rmod__ = _divide


def _low(mask: int) -> int:
    return mask & -mask


@final
class Partial(_Undetermined):
    """An integer of which the bits in ``unknown`` may be anything (they are 0 in ``value``)."""

    __slots__ = ("value", "unknown")

    def __init__(self, value: int, unknown: int) -> None:
        self.value, self.unknown = value & ~unknown, unknown

    reason = "an uninitialised value"

    def __bool__(self) -> bool:
        if self.value:
            return True
        raise UndefinedBehaviour("a decision depends on an uninitialised value")

    def __add__(self, other: Any) -> Any:
        return _spread(self, other, self.value + value_of(other))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return _spread(self, other, self.value - value_of(other))

    def __rsub__(self, other: Any) -> Any:
        return _spread(self, other, value_of(other) - self.value)

    def __neg__(self) -> Any:
        return _spread(self, 0, -self.value)

    def __mul__(self, other: Any) -> Any:
        if type(other) is int and not other:
            return 0
        return _spread(self, other, self.value * value_of(other))

    __rmul__ = __mul__

    def __and__(self, other: Any) -> Any:
        if type(other) is Undefined:
            return other
        a, b, u, w = self.value, value_of(other), self.unknown, unknown_of(other)
        return partial(a & b, (u & w) | (u & b) | (w & a))

    __rand__ = __and__

    def __or__(self, other: Any) -> Any:
        if type(other) is Undefined:
            return other
        a, b, u, w = self.value, value_of(other), self.unknown, unknown_of(other)
        return partial(a | b, (u | w) & ~(a | b))

    __ror__ = __or__

    def __xor__(self, other: Any) -> Any:
        if type(other) is Undefined:
            return other
        return partial(self.value ^ value_of(other), self.unknown | unknown_of(other))

    __rxor__ = __xor__

    def __lshift__(self, other: Any) -> Any:
        return partial(self.value << other, self.unknown << other) if isinstance(other, int) else ANYTHING

    def __rshift__(self, other: Any) -> Any:
        return partial(self.value >> other, self.unknown >> other) if isinstance(other, int) else ANYTHING

    def __floordiv__(self, other: Any) -> Any:
        return ANYTHING if other else ANYTHING

    __mod__ = __floordiv__

    def _divide(self, other: object) -> Any:
        raise UndefinedBehaviour("a division by an uninitialised value")

    __rfloordiv__ = __rmod__ = _divide

    def _bounds(self) -> tuple[int, int] | None:
        return (self.value, self.value | self.unknown) if self.unknown >= 0 else None

    def __eq__(self, other: Any) -> Any:
        if type(other) is Undefined:
            return other
        known = ~(self.unknown | unknown_of(other))
        return False if (self.value ^ value_of(other)) & known else BIT

    def __ne__(self, other: Any) -> Any:
        return (self == other) ^ True

    def _order(self, other: Any, least: bool) -> Any:
        """Whether self < other (<= where ``least`` is false)."""
        if type(other) is Undefined:
            return other
        mine = self._bounds()
        theirs = other._bounds() if type(other) is Partial else (other, other)
        if mine is None or theirs is None:
            return BIT
        if mine[1] < theirs[0] or (not least and mine[1] == theirs[0]):
            return True
        if mine[0] > theirs[1] or (least and mine[0] == theirs[1]):
            return False
        return BIT

    def __lt__(self, other: Any) -> Any:
        return self._order(other, True)

    def __le__(self, other: Any) -> Any:
        return self._order(other, False)

    def __gt__(self, other: Any) -> Any:
        return self._order(other, False) ^ True

    def __ge__(self, other: Any) -> Any:
        return self._order(other, True) ^ True

    __hash__ = _Undetermined.__hash__


def partial(value: int, unknown: int) -> int | Partial:
    """A plain integer where nothing is unknown."""
    return Partial(value, unknown) if unknown else value


def value_of(value: Any) -> int:
    """The known bits."""
    return value.value if type(value) is Partial else value if isinstance(value, int) else 0


def unknown_of(value: Any) -> int:
    return value.unknown if type(value) is Partial else 0


def _spread(a: Any, b: Any, result: int) -> Any:
    """Of a sum or product every bit from the lowest unknown one on is unknown."""
    if type(b) is Undefined:
        return b
    return Partial(result, -_low(unknown_of(a) | unknown_of(b)))


BIT = Partial(0, 1)
ANYTHING = Partial(0, -1)


def undetermined(value: object) -> bool:
    return isinstance(value, _Undetermined)


def merge(a: Any, b: Any) -> Any:
    """What either of two values may be."""
    if a is b or (type(a) is type(b) and not undetermined(a) and a == b):
        return a
    if isinstance(a, (int, Partial)) and isinstance(b, (int, Partial)):
        return partial(value_of(a), unknown_of(a) | unknown_of(b) | (value_of(a) ^ value_of(b)))
    return a if type(a) is Undefined else b if type(b) is Undefined else Undefined("one value or another")
