"""``__builtin_tgmath (functions, arguments)``: what <tgmath.h> is made of (GCC manual, "Other Builtins"; C17 7.25).

The functions are alike but for a floating type t, another in each: their result and each parameter is of one type in
all, or of type t, or of the real type that corresponds to t.  The arguments for parameters that vary choose t.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.sema import tree
from ccore.sema.types import ComplexType, CType, FloatingType, FunctionType, PointerType

if TYPE_CHECKING:
    from ccore.ast import nodes
    from ccore.sema.expressions import Expressions
    from ccore.source import Token

_NAME = "'__builtin_tgmath'"


def _real(type_: CType) -> CType:
    return type_.base if isinstance(type_, ComplexType) else type_


def _generic(type_: CType) -> bool:
    """Whether a type can be t, or its real type."""
    return isinstance(_real(type_), FloatingType)


class TypeGeneric:
    """Analyses calls of the builtin."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.types = expressions.types
        self.error = expressions.conversions.error

    def call(self, node: nodes.Call, name: str) -> tree.Expression:
        """The call of the function that the arguments choose."""
        token = node.token
        few = f"too few arguments to {_NAME}"
        if len(node.arguments) < 3:
            return self.error(few, token)
        values = [self.expressions.value(a) for a in node.arguments]
        first = self._function(values[0], 1)
        if first is None:
            return tree.IntegerConstant(token, self.expressions.conversions.error_type, 0)
        count = len(values) - len(first.parameters)
        if count < 2:
            return self.error(few, token)
        functions = [first]
        for number, value in enumerate(values[1:count], 2):
            function = self._function(value, number)
            if function is None:
                return tree.IntegerConstant(token, self.expressions.conversions.error_type, 0)
            if len(function.parameters) != len(first.parameters):
                return self.error(f"argument {number} of {_NAME} has wrong number of arguments", value.token)
            functions.append(function)
        columns = [[f.result.unqualified for f in functions]]  # the results, then each parameter
        columns += [[f.parameters[i].unqualified for f in functions] for i in range(len(first.parameters))]
        varies = [any(type_ is not column[0] for type_ in column) for column in columns]
        complaint = self._related(columns, varies)
        if complaint:
            return self.error(complaint, token)
        chosen = self._choose(token, columns, varies, values[count:])
        if isinstance(chosen, tree.Expression):
            return chosen
        return self.expressions.call(token, values[chosen], values[count:])

    def _function(self, value: tree.Expression, number: int) -> FunctionType | None:
        """The type of one of the functions; None after an error."""
        type_ = value.type.target if isinstance(value.type, PointerType) else None
        complaint = ""
        if not isinstance(type_, FunctionType):
            complaint = "is not a function pointer"
        elif not type_.prototyped:
            complaint = "is unprototyped"
        elif type_.variadic:
            complaint = "has variable arguments"
        elif not type_.parameters:
            complaint = "has no arguments"
        if complaint:
            self.error(f"argument {number} of {_NAME} {complaint}", value.token, value)
            return None
        assert isinstance(type_, FunctionType)
        return type_

    @staticmethod
    def _related(columns: list[list[CType]], varies: list[bool]) -> str:
        """What is wrong with the functions' types as a set; "": nothing."""
        for position, column in enumerate(columns):
            for number, type_ in enumerate(column, 1):
                if varies[position] and not _generic(type_):
                    if position == 0:
                        return f"invalid type-generic return type for argument {number} of {_NAME}"
                    return f"invalid type-generic type for argument {position} of argument {number} of {_NAME}"
        if not any(varies):
            return f"function arguments of {_NAME} all have the same type"
        complex_ = [any(type_.is_complex for type_ in column) for column in columns]
        key = _key(columns, varies)
        if not key or (any(c and v for c, v in zip(complex_, varies)) and not complex_[key]):
            return f"function arguments of {_NAME} lack type-generic parameter"
        for number, t in enumerate(columns[key]):
            if any(t is other for other in columns[key][:number]):
                return f"duplicate type-generic parameter type for function argument {number + 1} of {_NAME}"
            for position, column in enumerate(columns):
                if varies[position] and column[number] is not (t if complex_[position] else _real(t)):
                    what = "return type" if position == 0 else f"type for argument {position}"
                    of = "for" if position == 0 else "of"
                    return f"bad {what} {of} function argument {number + 1} of {_NAME}"
        return ""

    def _choose(
        self, token: Token, columns: list[list[CType]], varies: list[bool], arguments: list[tree.Expression]
    ) -> int | tree.Expression:
        """The number of the function whose t the arguments ask for; what stands for the call after an error."""
        wanted: FloatingType | None = None
        candidates = columns[_key(columns, varies)]
        complex_ = all(type_.is_complex for type_ in candidates)
        result = None if varies[0] else columns[0][0]
        rounds = isinstance(result, FloatingType)  # to a narrower type
        of_integers: CType = self.types.double
        if isinstance(result, FloatingType) and result.name.startswith("_Float"):
            of_integers = self.types.named["_Float64"]
        for position, argument in enumerate(arguments, 1):
            if not varies[position]:
                continue
            type_ = argument.type.unqualified
            if not type_.is_arithmetic:
                text = f"invalid type of argument {position} of type-generic function"
                return self.error(text, argument.token, argument)
            complex_ = complex_ or type_.is_complex
            real = _real(type_)
            if not isinstance(real, FloatingType):
                real = of_integers
            if isinstance(real, FloatingType) and (wanted is None or real.rank > wanted.rank):
                wanted = real
        assert wanted is not None
        t = self.types.complex(wanted) if complex_ else wanted
        for number, candidate in enumerate(candidates):
            if candidate is t:
                return number
        if rounds:
            for number, candidate in enumerate(candidates):
                base = _real(candidate)
                if candidate.is_complex == complex_ and isinstance(base, FloatingType) and base.rank >= wanted.rank:
                    return number
        return self.error("no matching function for type-generic call", token)


def _key(columns: list[list[CType]], varies: list[bool]) -> int:
    """The number of a parameter of type t; 0 where none varies."""
    found = 0
    for position in range(1, len(columns)):
        if varies[position]:
            if any(type_.is_complex for type_ in columns[position]):
                return position
            found = found or position
    return found
