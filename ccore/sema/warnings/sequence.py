"""Objects modified and used without a sequence point between (C17 6.5p2): -Wsequence-point.

A walk over a full expression keeps two lists of lvalues, each with the node that writes it (None: read only): those
before the last sequence point, and those since.  The rules of combination are GCC's, so that both warn alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.sema import tree

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.convert import Conversions

Access = tuple[object, tree.Expression, tree.Expression | None]
"""An lvalue's key (equal for the same object, as far as is plain), the lvalue, and the node that writes it."""

_WRITES: Final = (tree.Assign, tree.CompoundAssign, tree.Increment)


def _key(e: tree.Expression) -> object:
    """What is equal for expressions that denote or give the same; unique for what may change between evaluations."""
    kind = type(e)
    if kind is tree.VariableReference:
        return e.variable  # type: ignore[attr-defined]
    if kind is tree.IntegerConstant:
        return e.value  # type: ignore[attr-defined]
    if kind is tree.Load:
        return "load", _key(e.lvalue)  # type: ignore[attr-defined]
    if kind is tree.MemberReference:
        return _key(e.object), e.field.name, e.field.offset  # type: ignore[attr-defined]
    if kind is tree.Dereference:
        return "*", _key(e.pointer)  # type: ignore[attr-defined]
    if kind is tree.Convert:
        return _key(e.operand)  # type: ignore[attr-defined]
    if kind is tree.Decay or kind is tree.AddressOf:
        return "&", _key(e.lvalue)  # type: ignore[attr-defined]
    if kind is tree.PointerOffset:
        return "+", _key(e.pointer), _key(e.index)  # type: ignore[attr-defined]
    if kind is tree.Binary:
        return e.operator, _key(e.left), _key(e.right)  # type: ignore[attr-defined]
    return id(e)


def _text(e: tree.Expression) -> str:
    """An lvalue as a message shows it."""
    if isinstance(e, tree.VariableReference):
        return e.variable.name
    if isinstance(e, tree.IntegerConstant):
        return str(e.value)
    if isinstance(e, tree.Load | tree.Decay):
        return _text(e.lvalue)
    if isinstance(e, tree.Convert):
        return _text(e.operand)
    if isinstance(e, tree.AddressOf):
        return f"&{_text(e.lvalue)}"
    if isinstance(e, tree.MemberReference):
        name = e.field.name or "<anonymous>"
        if isinstance(e.object, tree.Dereference):
            return f"{_text(e.object.pointer)}->{name}"
        return f"{_text(e.object)}.{name}"
    if isinstance(e, tree.Dereference):
        if isinstance(e.pointer, tree.PointerOffset):
            return f"{_text(e.pointer.pointer)}[{_text(e.pointer.index)}]"
        return f"*{_text(e.pointer)}"
    if isinstance(e, tree.Binary):
        return f"{_text(e.left)} {e.operator} {_text(e.right)}"
    return e.token.text


class Sequence:
    """The hook about full expressions, for one translation unit."""

    def __init__(self, context: Context, conversions: Conversions) -> None:
        self.diagnostics = context.diagnostics
        self.enabled = context.diagnostics.enabled("sequence-point")
        self.conversions = conversions
        self._seen = 0  # conversions.writes at the last full expression: those with one write at most are not walked
        self._warned: set[tree.Expression] = set()

    def full(self, e: tree.Expression) -> None:
        """A full expression was analysed."""
        if not self.enabled:
            return
        total = self.conversions.writes
        made = total - self._seen
        self._seen = total
        if made > 1 or (made and type(e) not in _WRITES):
            self._warned.clear()
            before: list[Access] = []
            now: list[Access] = []
            self._walk(e, before, now, None)
            self._collisions(before)
            self._collisions(now)

    # --- Lists ---

    @staticmethod
    def _merge(into: list[Access], added: list[Access]) -> None:
        """Add; what is there already is there once, as written if it is in either."""
        for access in added:
            same = [index for index, old in enumerate(into) if old[0] == access[0]]
            for index in same:
                if into[index][2] is None:
                    into[index] = (*into[index][:2], access[2])
            if not same:
                into.append(access)

    def _collision(self, key: object, writer: tree.Expression, others: list[Access], writes: bool) -> None:
        if writer in self._warned:
            return
        for other, lvalue, other_writer in others:
            if other == key and other_writer is not writer and (not writes or other_writer is not None):
                self._warned.add(writer)
                text = f"operation on '{_text(lvalue)}' may be undefined"
                self.diagnostics.warning(text, writer.token.location, "sequence-point")
                return

    def _collisions(self, accesses: list[Access]) -> None:
        for key, _, writer in accesses:
            if writer is not None:
                self._collision(key, writer, accesses, False)

    # --- The walk ---

    def _walk(
        self, e: tree.Expression, before: list[Access], now: list[Access], writer: tree.Expression | None
    ) -> None:
        """Add what ``e`` accesses; it is written by ``writer``, if any."""
        kind = type(e)
        if kind is tree.Load:
            return self._walk(e.lvalue, before, now, None)  # type: ignore[attr-defined]
        if kind is tree.IntegerConstant:
            return None
        if isinstance(e, tree.VariableReference | tree.MemberReference | tree.Dereference):
            now.append((_key(e), e, writer))
            if isinstance(e, tree.Dereference):
                self._walk(e.pointer, before, now, None)
            elif isinstance(e, tree.MemberReference):
                self._walk(e.object, before, now, None)
        elif isinstance(e, tree.Comma | tree.Logical):
            self._sequenced(e.left, before, before)
            self._sequenced(e.right, before, now)
        elif isinstance(e, tree.Conditional):
            self._sequenced(e.condition, before, before)
            if e.then is not None:
                self._sequenced(e.then, before, now)
            self._sequenced(e.otherwise, before, now)
        elif isinstance(e, tree.Increment):
            self._walk(e.target, now, now, e)
        elif isinstance(e, tree.Assign | tree.CompoundAssign):
            self._assignment(e, before, now)
        elif isinstance(e, tree.Call | tree.BuiltinCall):
            every: list[Access] = []
            for argument in e.arguments:
                inside: list[Access] = []
                own: list[Access] = []
                self._walk(argument, inside, own, None)
                self._merge(own, inside)
                every += own
            if isinstance(e, tree.Call):
                self._walk(e.callee, every, every, None)
            self._collisions(every)
            before += every
        elif isinstance(e, tree.StatementExpression):
            if e.value is not None:
                self._walk(e.value, before, now, None)
        else:
            for operand in self._operands(e):
                operands: list[Access] = []
                self._walk(operand, before, operands, None)
                now += operands
        return None

    def _sequenced(self, e: tree.Expression, before: list[Access], into: list[Access]) -> None:
        """An operand before or after a sequence point."""
        inside: list[Access] = []
        earlier: list[Access] = []
        self._walk(e, earlier, inside, None)
        self._collisions(inside)
        self._merge(before, earlier)
        self._merge(into, inside)

    def _assignment(self, e: tree.Assign | tree.CompoundAssign, before: list[Access], now: list[Access]) -> None:
        earlier: list[Access] = []
        value: list[Access] = []
        target: list[Access] = []
        if isinstance(e, tree.CompoundAssign):
            self._walk(e.target, earlier, value, None)
        self._walk(e.value, earlier, value, None)
        self._walk(e.target, target, target, e)
        # What the target's subexpressions do is not ordered with what precedes a sequence point in the value.
        inside = [access for access in target if access[2] is not e]
        earlier += inside
        self._collisions(earlier)
        now += inside
        self._collision(_key(e.target), e, value, True)
        self._merge(value, [access for access in target if access[2] is e])
        now += value

    @staticmethod
    def _operands(e: tree.Expression) -> list[tree.Expression]:
        if isinstance(e, tree.Binary | tree.PointerDifference):
            return [e.left, e.right]
        if isinstance(e, tree.Unary | tree.Convert | tree.ComplexPart):
            return [e.operand]
        if isinstance(e, tree.PointerOffset):
            return [e.pointer, e.index]
        if isinstance(e, tree.ComplexValue):
            return [e.real, e.imaginary]
        if isinstance(e, tree.AddressOf | tree.Decay):  # of an lvalue: its subexpressions alone are evaluated
            lvalue = e.lvalue
            while isinstance(lvalue, tree.MemberReference):
                lvalue = lvalue.object
            return [lvalue.pointer] if isinstance(lvalue, tree.Dereference) else []
        return []
