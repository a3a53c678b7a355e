"""``sizeof``, ``_Alignof`` and ``offsetof`` (C17 6.5.3.4, 7.19), constant or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.sema import constants, tree
from ccore.sema.attributes import alignment
from ccore.sema.compat import type_text
from ccore.sema.part import Part
from ccore.sema.types import ArrayType, CType, RecordType, element_of

if TYPE_CHECKING:
    from ccore.source import Token


class Sizes(Part):
    """These operators in one translation unit."""

    def sizeof(self, node: nodes.SizeOf) -> tree.Expression:
        """``sizeof``, ``_Alignof`` and ``__alignof__`` (6.5.3.4)."""
        operand, token = node.operand, node.token
        size_t = self.types.size_t
        e: tree.Expression | None = None
        sizes: Sequence[tree.HiddenSize] = ()
        if isinstance(operand, nodes.TypeName):
            type_, sizes = self.expressions.type_name(operand, f"'{node.operator}'")
        else:
            e = self.expressions.unevaluated(operand)
            type_ = e.type
            if type_ is self.conversions.error_type:
                return tree.IntegerConstant(token, size_t, 4)
        word = node.operator
        if word == "_Alignof":
            diagnostics = self.context.diagnostics
            name = "C90" if diagnostics.year < 1999 else "C99"
            diagnostics.since(2011, f"ISO {name} does not support '_Alignof'", token.location)
        if self.context.warnings is not None:
            self.context.warnings.memory.sizeof(node, e, type_)
        if isinstance(e, tree.MemberReference) and e.field.width >= 0:
            return self.error(f"'{'__alignof' if word == '__alignof__' else word}' applied to a bit-field", token)
        if node.operator != "sizeof":
            return self._alignof(token, type_, e, word)
        size = type_.size
        if size >= 0 and not type_.is_function:
            return tree.IntegerConstant(token, size_t, size)
        if size == -2:
            if e is not None and constants.has_effects(e):
                assert not isinstance(operand, nodes.TypeName)
                again = self.expressions.expression(operand)
                made = tree.VariableSize(token, size_t, again.type)
                done = self.conversions.to(self.conversions.rvalue(again), self.types.void)
                return tree.Comma(token, size_t, done, made)
            return self.expressions.after_sizes(sizes, tree.VariableSize(token, size_t, type_))
        if type_.is_void or type_.is_function:
            kind = "void" if type_.is_void else "function"
            text = f"invalid application of 'sizeof' to a {kind} type"
            self.conversions.pedwarn(text, token, "pointer-arith")
            return tree.IntegerConstant(token, size_t, 1)
        return self.error(f"invalid application of 'sizeof' to incomplete type '{type_text(type_)}'", token)

    def _alignof(self, token: Token, type_: CType, e: tree.Expression | None, word: str) -> tree.Expression:
        if type_.is_void or type_.is_function:
            kind = "void" if type_.is_void else "function"
            self.conversions.pedwarn(f"invalid application of '{word}' to a {kind} type", token, "pedantic")
        elif type_.size == -1 and e is None and not (type_.is_array and element_of(type_).size != -1):
            return self.error(f"invalid application of '__alignof__' to incomplete type '{type_text(type_)}'", token)
        if e is not None and word == "_Alignof":
            self.conversions.pedwarn("ISO C does not allow '_Alignof (expression)'", token, "pedantic")
        align = type_.align
        if isinstance(e, tree.VariableReference):
            own = e.variable.align
            if own and (own > align or alignment(e.variable.attributes)):  # a type completed since may ask for more
                align = own
        elif isinstance(e, tree.FunctionReference):
            align = max(align, alignment(e.function.attributes))
        elif isinstance(e, tree.MemberReference):
            align = e.field.align or align
        return tree.IntegerConstant(token, self.types.size_t, align)

    def offsetof(self, node: nodes.BuiltinOffsetof) -> tree.Expression:
        """``__builtin_offsetof``: a constant, or a sum where an index varies."""
        type_ = self.context.declarations.type_name(node.type_name)
        token, size_t = node.token, self.types.size_t
        offset = 0
        variable: tree.Expression | None = None
        for step in node.path:
            if isinstance(step, str):
                if not isinstance(type_, RecordType):
                    return self.error(f"request for member '{step}' in something not a structure or union", token)
                path = type_.record.path(step)
                if path is None:
                    if type_.size == -1:
                        return self.error(f"invalid use of undefined type '{type_text(type_.unqualified)}'", token)
                    return self.conversions.no_member(token, type_, step)
                for field in path:
                    offset += field.offset
                    if field.base is not None:
                        base = tree.VariableReference(token, size_t, field.base)
                        variable = self._sum(token, variable, tree.Load(token, size_t, base))
                if path[-1].width >= 0:
                    return self.error(f"attempt to take address of bit-field structure member '{step}'", token)
                type_ = path[-1].type
                continue
            index = self.expressions.value(step)
            if not isinstance(type_, ArrayType):
                return self.error("subscripted value is neither array nor pointer nor vector", token, index)
            if not index.type.is_integer:
                return self.error("array subscript is not an integer", token, index)
            type_ = type_.element
            if isinstance(index, tree.IntegerConstant) and type_.size >= 0:
                offset += index.value * type_.size
            else:
                size: tree.Expression = tree.IntegerConstant(token, size_t, type_.size)
                if type_.size == -2:
                    size = tree.VariableSize(token, size_t, type_)
                scaled = self.expressions.operators.binary(token, "*", self.conversions.to(index, size_t), size)
                variable = self._sum(token, variable, scaled)
        made = tree.IntegerConstant(token, size_t, constants.wrap(size_t, offset))
        return made if variable is None else self.expressions.operators.binary(token, "+", variable, made)

    def _sum(self, token: Token, a: tree.Expression | None, b: tree.Expression) -> tree.Expression:
        return b if a is None else self.expressions.operators.binary(token, "+", a, b)
