"""What the handlers of builtins share: arguments whose number is checked, constants, errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.sema import tree
from ccore.sema.part import Part
from ccore.sema.types import CType

if TYPE_CHECKING:
    from ccore.source import Token


def spell(name: str) -> str:
    """The name as the source has it."""
    return name if name.startswith(("__sync", "__atomic")) else "__builtin_" + name


def argument_text(index: int, name: str) -> str:
    """How messages name an argument."""
    return f"passing argument {index + 1} of '{spell(name)}'"


class BuiltinBase(Part):
    """The services that handlers use."""

    def arguments(self, node: nodes.Call, name: str, least: int, most: int = -1) -> list[tree.Expression] | None:
        """The argument values, their number checked."""
        most = least if most == -1 else most
        if len(node.arguments) < least or len(node.arguments) > most:
            which = "few" if len(node.arguments) < least else "many"
            self.error(f"too {which} arguments to function '{spell(name)}'", node.token)
            return None
        return [self.expressions.value(a) for a in node.arguments]

    def failed(self, token: Token) -> tree.Expression:
        """What stands for a call that was reported."""
        return tree.IntegerConstant(token, self.conversions.error_type, 0)

    def int_constant(self, token: Token, value: int, type_: CType | None = None) -> tree.IntegerConstant:
        return tree.IntegerConstant(token, type_ or self.types.int, value)

    def unsupported(self, node: nodes.Call, name: str) -> tree.Expression:
        return self.error(f"'{spell(name)}' is not supported", node.token)

    def library_call(self, node: nodes.Call, name: str, arguments: list[tree.Expression]) -> tree.Expression:
        """A plain call of a library function."""
        function = self.context.declarations.library_function(name, node.callee.token)
        if function is None:
            return self.unsupported(node, name)
        function.used = True
        reference = tree.FunctionReference(node.callee.token, function.type, function)
        return self.expressions.call(node.token, reference, arguments)
