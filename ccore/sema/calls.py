"""Function calls (C17 6.5.2.2): callee, arguments by the prototype, library functions folded or made inline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ast import nodes
from ccore.sema import tree
from ccore.sema.builtins import library_type
from ccore.sema.compat import type_text
from ccore.sema.library_folding import COMPLEX_PARTS, INLINE, ROUNDING, fold_library
from ccore.sema.operators import expression_text
from ccore.sema.part import Part
from ccore.sema.types import CType, FunctionType

if TYPE_CHECKING:
    from ccore.source import Token

_ADDRESSES: Final = (tree.AddressOf, tree.PointerOffset)  # which may be those of packed members
_BUILTIN_PREFIXES: Final = ("__builtin_", "__sync_", "__atomic_")
FUNCTION_NAMES: Final = frozenset(("__func__", "__FUNCTION__", "__PRETTY_FUNCTION__"))


class Calls(Part):
    """The calls of one translation unit."""

    def node(self, node: nodes.Call) -> tree.Expression:
        """6.5.2.2, builtins included."""
        callee_node = node.callee
        name = ""
        if isinstance(callee_node, nodes.Identifier):
            name = callee_node.name
            if name.startswith(_BUILTIN_PREFIXES):
                made = self.expressions.builtins.call(node, name)
                if made is not None:
                    return made
            if self.context.declarations.lookup(name) is None and name not in FUNCTION_NAMES:
                found = self.context.declarations.implicit_function(name, callee_node.token)
                found.used = True
                reference: tree.Expression
                if isinstance(found, tree.Function):
                    reference = tree.FunctionReference(callee_node.token, found.type, found)
                else:
                    reference = tree.VariableReference(callee_node.token, found.type, found)
                return self.call(node.token, reference, [self.expressions.value(a) for a in node.arguments])
        callee = self.expressions.expression(callee_node)
        arguments = [self.expressions.value(a) for a in node.arguments]
        if self.context.warnings is not None:
            self.context.warnings.arguments(node, callee, arguments)
        return self.call(node.token, callee, arguments)

    def call(self, token: Token, callee: tree.Expression, arguments: list[tree.Expression]) -> tree.Expression:
        """A call of a function designator or pointer with argument values, checked and converted."""
        name = callee.function.name if isinstance(callee, tree.FunctionReference) else ""
        builtin = callee.function.builtin if isinstance(callee, tree.FunctionReference) else ""
        pointer = self.conversions.rvalue(callee)
        type_ = self.conversions.function_of(pointer.type)
        if type_ is None:
            shown = expression_text(callee)
            what = f" '{shown}'" if shown else ""
            return self.error(f"called object{what} is not a function or function pointer", token, callee)
        converted = self._arguments(token, type_, arguments, name, callee)
        if converted is None:
            return tree.IntegerConstant(token, self.conversions.error_type, 0)
        result = type_.result.unqualified
        if type_.result.is_void and type_.result.quals:
            self.conversions.pedwarn("function with qualified void return type called", token, "pedantic")
        if result.size == -1 and not result.is_void:
            return self.error(f"invalid use of undefined type '{type_text(result)}'", token)
        if builtin and not type_.prototyped and not self._fits_builtin(token, callee, builtin, len(converted)):
            builtin = ""
        if builtin:
            folded = fold_library(
                self.types, token, builtin, converted, result, not self.context.options.rounding_math
            )
            if folded is not None:
                return folded
            if builtin == "alloca" and len(converted) == 1:
                natural = tree.IntegerConstant(token, self.types.int, 0)
                return tree.BuiltinCall(token, result, "alloca", [converted[0], natural])
            part = COMPLEX_PARTS.get(builtin)
            if part is not None and converted[0].type.is_complex:
                if part == "conj":
                    return self.expressions.operators.unary(token, "~", converted[0])
                return self.expressions.operators.part(token, converted[0], part == "cimag")
            if builtin in ROUNDING and self.context.options.optimizing:
                narrow = self._narrowed(token, builtin, converted)
                if narrow is not None:
                    return narrow
            inline = INLINE.get(builtin)
            if inline is not None and (inline in ("isfinite", "signbit") or all(a.type is result for a in converted)):
                return tree.BuiltinCall(token, result, inline, converted)
        return tree.Call(token, result, pointer, converted, type_)

    def _fits_builtin(self, token: Token, callee: tree.Expression, name: str, count: int) -> bool:
        """Whether a call of a library function that is declared without a prototype has its number of arguments."""
        wanted = library_type(name, self.types)
        if wanted is None:
            return False
        number = len(wanted.parameters)
        if count == number or (wanted.variadic and count > number):
            return True
        few = "few" if count < number else "many"
        text = f"too {few} arguments to built-in function '{name}' expecting {number}"
        self.context.diagnostics.warning(text, callee.token.location, "builtin-declaration-mismatch")
        self._declared_here(callee)
        return False

    def _narrowed(self, token: Token, name: str, arguments: list[tree.Expression]) -> tree.Expression | None:
        """``floor ((double) x)`` of a float is ``(double) floorf (x)``: both are exact."""
        value = arguments[0]
        if not isinstance(value, tree.Convert) or value.operand.type.unqualified is not self.types.float:
            return None
        function = self.context.declarations.library_function(f"{name}f", token)
        if function is None or not isinstance(function.type, FunctionType):
            return None
        function.used = True
        pointer = self.conversions.rvalue(tree.FunctionReference(token, function.type, function))
        call = tree.Call(token, self.types.float, pointer, [value.operand], function.type)
        return tree.Convert(token, self.types.double, call)

    def _arguments(
        self, token: Token, type_: FunctionType, arguments: list[tree.Expression], name: str, callee: tree.Expression
    ) -> list[tree.Expression] | None:
        conversions = self.conversions
        shown = f"function '{name}'" if name else self._callee_text(callee)
        for argument in arguments:
            if argument.type.is_void:
                self.error("invalid use of void expression", argument.token)
                return None
        if conversions.promotion and self.context.warnings is not None:
            for argument in arguments[len(type_.parameters) if type_.prototyped else 0 :]:
                self.context.warnings.conversions.variadic(argument)
        if not type_.prototyped:
            return [conversions.default_promote(a) for a in arguments]
        parameters = type_.parameters
        if len(arguments) < len(parameters):
            self.error(f"too few arguments to {shown}", token, *arguments)
            self._declared_here(callee)
            return None
        if len(arguments) > len(parameters) and not type_.variadic:
            self.error(f"too many arguments to {shown}", token, *arguments)
            self._declared_here(callee)
            return None
        out = []
        for position, argument in enumerate(arguments):
            if position < len(parameters):
                wanted = parameters[position].unqualified
                if argument.type is not wanted or type(argument) in _ADDRESSES:
                    of = f" of '{name}'" if name else self._argument_of(callee)
                    what = f"passing argument {position + 1}{of}"
                    given, before = argument.type, len(self.context.diagnostics.list)
                    argument = conversions.assign(argument, wanted, argument.token, what)
                    if len(self.context.diagnostics.list) > before:
                        self._expected(callee, parameters[position], given, argument.token)
                    if argument.type is conversions.error_type and not wanted.is_integer:
                        return None
            else:
                argument = conversions.default_promote(argument)
            out.append(argument)
        return out

    def converted_arguments(
        self, token: Token, type_: FunctionType, arguments: list[tree.Expression], name: str
    ) -> list[tree.Expression] | None:
        """The arguments of a call of a builtin by its type; None after an error."""
        return self._arguments(token, type_, arguments, name, tree.IntegerConstant(token, self.types.int, 0))

    @staticmethod
    def _callee_text(callee: tree.Expression) -> str:
        shown = expression_text(callee)
        return f"function '{shown}'" if shown else "function"

    @staticmethod
    def _argument_of(callee: tree.Expression) -> str:
        shown = expression_text(callee)
        return f" of '{shown}'" if shown else " of function"

    def _expected(self, callee: tree.Expression, wanted: CType, given: CType, token: Token) -> None:
        """After a message that an argument does not suit its parameter."""
        diagnostics = self.context.diagnostics
        if diagnostics.list[-1].message.startswith(("passing argument", "incompatible type for argument")):
            known = isinstance(callee, tree.FunctionReference) and not callee.function.builtin
            where = callee.function.token if known else token  # type: ignore[attr-defined]
            text = f"expected '{type_text(wanted)}' but argument is of type '{type_text(given)}'"
            diagnostics.note(text, where.location)

    def _declared_here(self, callee: tree.Expression) -> None:
        if isinstance(callee, tree.FunctionReference):
            self.context.diagnostics.note("declared here", callee.function.token.location)
