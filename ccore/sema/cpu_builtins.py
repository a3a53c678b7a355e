"""``__builtin_cpu_init``, ``_supports`` and ``_is``: what libgcc found out about the processor.

    __builtin_cpu_supports ("avx2")        =>     (int) (__cpu_model[3] >> 10 & 1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ccore.ast import nodes
from ccore.sema import tree
from ccore.sema.attributes import string_text
from ccore.sema.builtin_base import BuiltinBase
from ccore.sema.types import ArrayType
from ccore.target.x86_cpu import FEATURE_WORD, FEATURES, MODELS

if TYPE_CHECKING:
    from ccore.sema.expressions import Expressions
    from ccore.source import Token

_T = TypeVar("_T")


class CpuBuiltins(BuiltinBase):
    """The calls, as expressions over libgcc's objects."""

    def __init__(self, expressions: Expressions) -> None:
        super().__init__(expressions)
        self._objects: dict[str, tree.Variable] = {}

    def init(self, node: nodes.Call, name: str) -> tree.Expression:
        if self.arguments(node, name, 0) is None:
            return self.failed(node.token)
        return self.library_call(node, name, [])

    def supports(self, node: nodes.Call, name: str) -> tree.Expression:
        """1 if the processor has a feature, else 0."""
        number = self._named(node, name, FEATURES)
        if number is None:
            return self.failed(node.token)
        if number < 32:
            word = self._word("__cpu_model", 4, FEATURE_WORD, node.token)
        else:
            word = self._word("__cpu_features2", 3, number // 32 - 1, node.token)
        operators, token = self.expressions.operators, node.token
        bit = operators.binary(token, ">>", word, self.int_constant(token, number % 32))
        return self.conversions.to(operators.binary(token, "&", bit, self.int_constant(token, 1)), self.types.int)

    def is_(self, node: nodes.Call, name: str) -> tree.Expression:
        """1 if the processor is of a vendor, family or model."""
        found = self._named(node, name, MODELS)
        if found is None:
            return self.failed(node.token)
        word = self._word("__cpu_model", 4, found[0], node.token)
        value = self.int_constant(node.token, found[1], self.types.unsigned_int)
        return self.expressions.operators.binary(node.token, "==", word, value)

    def _named(self, node: nodes.Call, name: str, table: dict[str, _T]) -> _T | None:
        """What the table has for the string that is the argument; None after an error."""
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return None
        argument = node.arguments[0]
        if not isinstance(argument, nodes.StringLiteral):
            self.error("parameter to builtin must be a string constant or literal", node.token)
            return None
        text = string_text(self.context, argument)
        found = table.get(text)
        if found is None:
            self.error(f"parameter to builtin not valid: {text}", node.token)
        return found

    def _word(self, name: str, count: int, index: int, token: Token) -> tree.Expression:
        """A word of one of libgcc's objects."""
        variable = self._objects.get(name)
        if variable is None:
            type_ = ArrayType(self.types.unsigned_int, count)
            variable = self._objects[name] = tree.Variable(name, type_, token, "external", storage="extern")
            variable.align = type_.align
        reference = tree.VariableReference(token, variable.type, variable)
        lvalue = self.expressions.operators.subscript(token, reference, self.int_constant(token, index))
        return self.conversions.rvalue(lvalue)
