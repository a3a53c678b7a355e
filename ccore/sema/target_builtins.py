"""Calls of the processor's own builtins (``__builtin_ia32_...``), by the target's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.sema import tree
from ccore.sema.types import CONST, CType, FunctionType, VectorType
from ccore.target.x86_builtins import Builtin, find

if TYPE_CHECKING:
    from ccore.sema.expressions import Expressions

PREFIX = "ia32_"


class TargetBuiltins:
    """Makes function types of the table's letters, and checks calls by them."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        types = expressions.types
        self.pointer = types.pointer
        self._letters: dict[str, CType] = {
            "v": types.void, "c": types.char, "b": types.unsigned_char, "s": types.short, "h": types.unsigned_short,
            "i": types.int, "u": types.unsigned_int, "l": types.long_long, "m": types.unsigned_long_long,
            "f": types.float, "d": types.double,
        }  # fmt: skip
        self._functions: dict[str, FunctionType] = {}

    def call(self, node: nodes.Call, name: str) -> tree.Expression | None:
        """``name`` without ``__builtin_``; None where the table does not have it."""
        builtin = find(name[len(PREFIX) :])
        if builtin is None:
            return None
        type_ = self.function_type(builtin)
        arguments = [self.expressions.value(a) for a in node.arguments]
        converted = self.expressions.calls.converted_arguments(node.token, type_, arguments, "__builtin_" + name)
        if converted is None:
            return tree.IntegerConstant(node.token, self.expressions.conversions.error_type, 0)
        return tree.BuiltinCall(node.token, type_.result, name, converted, builtin)

    def function_type(self, builtin: Builtin) -> FunctionType:
        found = self._functions.get(builtin.name)
        if found is None:
            parameters = tuple(self._type(word) for word in builtin.parameters)
            found = self._functions[builtin.name] = FunctionType(self._type(builtin.result), parameters)
        return found

    def _type(self, word: str) -> CType:
        found = self._letters.get(word)
        if found is None:
            if word[0] == "*":
                found = self.pointer(self._type(word[1:]))
            elif word[0] == "^":
                found = self.pointer(self._type(word[1:]).qualified(CONST))
            else:
                found = VectorType(self._letters[word[-1]], int(word[:-1]))
            self._letters[word] = found
        return found
