"""Calling conventions as LLVM IR text: one ``Shape`` for each type of call, made once."""

from __future__ import annotations

from typing import final

from ccore.ir.module import Function
from ccore.ir.types import FunctionType, Type
from ccore.llvm.text import type_text
from ccore.lower_abi import BYVAL, DIRECT, IGNORE, PARTS, REFERENCE, SRET, Passing, Signature, convention
from ccore.target import TargetSpec


@final
class Shape:
    """What LLVM sees of one kind of call.

    ``result``: LLVM's result type.  ``parameters``: LLVM's parameters in order, with the attributes that
    decide where they travel.  ``function_type``: the whole type, for calls that need it and for aliases.
    ``in_memory``: something travels in memory, so a call that C sees read and write nothing does.
    """

    __slots__ = ("signature", "result", "parameters", "function_type", "variadic", "in_memory")

    def __init__(self, signature: Signature, fixed: int, variadic: bool) -> None:
        """``fixed``: how many of the signature's arguments are named parameters of the function's type."""
        self.signature = signature
        self.result = result_text(signature.result)
        self.variadic = variadic
        self.in_memory = signature.result.kind == SRET or any(
            passing.kind in (BYVAL, REFERENCE) for passing in signature.arguments
        )
        parameters: list[str] = []
        types: list[str] = []
        if signature.result.kind == SRET:
            parameters.append(memory_parameter("sret", signature.result))
            types.append("ptr")
        for index, passing in enumerate(signature.arguments):
            texts = parameter_texts(passing)
            parameters += texts
            if index < fixed:
                types += ["ptr" if text.startswith("ptr") else text for text in texts]
        self.parameters = parameters
        if variadic:
            types.append("...")
        self.function_type = f"{self.result} ({', '.join(types)})"

    def declaration(self, convention_word: str, symbol: str) -> str:
        parameters = [*self.parameters, "..."] if self.variadic else self.parameters
        return f"{convention_word}{self.result} {symbol}({', '.join(parameters)})"


def result_text(passing: Passing) -> str:
    """LLVM's result type."""
    if passing.kind == DIRECT:
        return type_text(passing.type)
    if passing.kind != PARTS:
        return "void"
    if len(passing.parts) == 1:
        return type_text(passing.parts[0].type)
    return "{ " + ", ".join([type_text(part.type) for part in passing.parts]) + " }"


def memory_parameter(attribute: str, passing: Passing) -> str:
    return f"ptr {attribute}([{passing.type.size} x i8]) align {passing.align}"


def parameter_texts(passing: Passing) -> list[str]:
    """LLVM's parameters (types with attributes) for one C parameter."""
    kind = passing.kind
    if kind == DIRECT:
        return [type_text(passing.type) + (" nest" if passing.extension == "nest" else "")]
    if kind == PARTS:
        return [type_text(part.type) for part in passing.parts]
    if kind == IGNORE:
        return []
    if kind == BYVAL:
        return [memory_parameter("byval", passing)]
    return ["ptr"]


@final
class SignatureTexts:
    """The shapes of one module, by function type, argument types, convention and ``attributes.wide_vectors``."""

    __slots__ = ("target", "_shapes")

    def __init__(self, target: TargetSpec) -> None:
        self.target = target
        self._shapes: dict[tuple[FunctionType, tuple[Type, ...], str, str], Shape] = {}

    def of_call(self, function_type: FunctionType, types: tuple[Type, ...], convention_name: str, wide: str) -> Shape:
        """The shape of a call with arguments of these types."""
        key = (function_type, types, convention_name, wide)
        shape = self._shapes.get(key)
        if shape is None:
            signature = convention(self.target, convention_name, wide)(function_type, types)
            if function_type.prototyped:
                shape = Shape(signature, len(function_type.parameters), function_type.variadic)
            else:
                # System V: %al must tell the vector registers, for the callee might be variadic.
                shape = Shape(signature, 0, True)
            self._shapes[key] = shape
        return shape

    def of_function(self, function: Function, wide: str) -> Shape:
        """The shape of a definition or declaration."""
        type_ = function.function_type
        name = function.attributes.call.calling_convention
        key = (type_, type_.parameters, name + " definition", wide)
        shape = self._shapes.get(key)
        if shape is None:
            signature = convention(self.target, name, wide)(type_, type_.parameters)
            # A declaration without prototype is variadic to LLVM; a definition is what its parameters are.
            variadic = type_.variadic or (not type_.prototyped and not function.blocks)
            shape = Shape(signature, len(type_.parameters), variadic)
            if type_.prototyped or type_.variadic:  # else it depends on more than the type
                self._shapes[key] = shape
        return shape
