"""Structures and unions with members of variable size (GNU C): offsets and sizes that are computed at run time.

A member behind one of variable size lies at the value of a hidden variable, its *base*, plus a constant.  The
variables are computed where the definition is reached, in order, as the lengths of arrays are (C17 6.7.6.2p5):

    struct s { int a[n]; short b; long c; };    base1 = 4 * n;  base2 = round up (base1 + 2, 8);  size = base2 + 8
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from ccore.sema import tree

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.types import CType
    from ccore.source import Token


@final
class VariableOffsets:
    """Makes the hidden variables of one definition, and appends how they are computed to ``sizes``."""

    def __init__(self, context: Context, sizes: list[tree.HiddenSize], token: Token) -> None:
        self.context = context
        self.sizes = sizes
        self.token = token
        self.size_t = context.types.size_t

    def _constant(self, value: int) -> tree.Expression:
        return tree.IntegerConstant(self.token, self.size_t, value)

    def _binary(self, operator: str, left: tree.Expression, right: tree.Expression) -> tree.Expression:
        return tree.Binary(self.token, self.size_t, operator, left, right)

    def value(self, base: tree.Variable | None, offset: int) -> tree.Expression:
        """The expression ``base + offset``; no base: the offset alone."""
        if base is None:
            return self._constant(offset)
        lvalue = tree.VariableReference(self.token, self.size_t, base)
        load: tree.Expression = tree.Load(self.token, self.size_t, lvalue)
        return self._binary("+", load, self._constant(offset)) if offset else load

    def _variable(self, value: tree.Expression) -> tree.Variable:
        variable = tree.Variable("", self.size_t, self.token, align=self.size_t.align)
        self.sizes.append((variable, value))
        if self.context.function is not None:
            self.context.function.variables.append(variable)
        return variable

    def rounded(self, base: tree.Variable | None, offset: int, align: int) -> tree.Variable:
        """A variable that holds ``base + offset``, rounded up to a multiple of ``align``."""
        up = self.value(base, offset + align - 1)
        if align == 1:
            return self._variable(up)
        return self._variable(self._binary("&", up, self._constant((1 << self.size_t.bits) - align)))

    def behind(self, base: tree.Variable | None, offset: int, type_: CType) -> tree.Variable:
        """A variable that holds the offset just behind an object of variable size at ``base + offset``."""
        size = tree.VariableSize(self.token, self.size_t, type_)
        return self._variable(self._binary("+", self.value(base, offset), size))

    def larger(self, a: tree.Variable, b: tree.Variable) -> tree.Variable:
        """A variable that holds the larger of two."""
        first, second = self.value(a, 0), self.value(b, 0)
        less = tree.Binary(self.token, self.context.types.int, "<", first, second)
        return self._variable(tree.Conditional(self.token, self.size_t, less, second, first))
