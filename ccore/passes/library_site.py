"""A call of a function of the C library that is looked at, and the instructions that take its place.

What may be called instead of it depends on the program: functions that it defines itself in this file are its own
affair, and so are all where options say so (-ffreestanding, -fno-builtin, -fno-builtin-NAME).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import final

from ccore.ir import fold
from ccore.ir.instructions import Binary, Call, Convert, Instruction, Load, MemCopy, MemSet, PointerAdd
from ccore.ir.module import Function, Module
from ccore.ir.textlibrary import SIGNATURES, tell_effects
from ccore.ir.types import I8, I32, I64, VOID, FunctionType, IntType, Type, function_type, pointer_type
from ccore.ir.values import Constant, ConstInt, Data, GlobalVariable, Null, Value
from ccore.options import Options
from ccore.passes.memory_calls import expanded

Handler = Callable[["Site"], "Value | None"]
"""Gives what takes the place of the call's result (anything if that is not used), with the instructions that it has
added to the site; None: the call stays."""


@final
class Site:
    """One call; ``added``: what is put in its place so far."""

    __slots__ = ("call", "module", "options", "function", "creating", "word", "added")

    def __init__(self, call: Call, function: Function, module: Module, options: Options, creating: bool) -> None:
        self.call, self.function, self.module, self.options = call, function, module, options
        self.creating = creating  # whether the program may be given calls that it does not spell
        self.word = word_of(options)
        self.added: list[Instruction] = []

    @property
    def arguments(self) -> list[Value]:
        return self.call.operands[1:]

    @property
    def callee(self) -> Function:
        callee = self.call.operands[0]
        assert type(callee) is Function
        return callee

    @property
    def name(self) -> str:
        """The function of the library that is called."""
        return self.callee.attributes.library

    @property
    def used(self) -> bool:
        """Whether anything looks at the result."""
        return bool(self.call.users)

    @property
    def small(self) -> bool:
        """Whether code must not grow."""
        return self.options.level in ("s", "z")

    @property
    def done(self) -> Value:
        """The result of a call that nothing takes the place of, since nobody looks at it."""
        return ConstInt(I32, 0)

    # --- Values -------------------------------------------------------------------------------------------------

    def number(self, value: int) -> Value:
        """A number as the call's result."""
        type_ = self.call.type
        return ConstInt(type_, value) if isinstance(type_, IntType) else self.done

    def size(self, value: int) -> ConstInt:
        return ConstInt(self.word, value)

    def null(self) -> Value:
        return Null(pointer_of(self.word))

    def add(self, i: Instruction) -> Instruction:
        self.added.append(i)
        return i

    def convert(self, operation: str, value: Value, type_: Type) -> Value:
        if value.type is type_:
            return value
        return fold.fold_convert(operation, value, type_) or self.add(Convert(operation, value, type_))

    def binary(self, operation: str, a: Value, b: Value) -> Value:
        return fold.fold_binary(operation, a, b) or self.add(Binary(operation, a, b))

    def advanced(self, address: Value, distance: Value | int) -> Value:
        """An address so many bytes on."""
        offset = self.convert("zext", self.size(distance) if isinstance(distance, int) else distance, I64)
        if type(offset) is ConstInt and not offset.value:
            return address
        return self.add(PointerAdd(address, offset))

    def byte(self, address: Value) -> Value:
        """The byte at an address as a number from 0 to 255 of the call's type."""
        assert isinstance(self.call.type, IntType)
        return self.convert("zext", self.add(Load(I8, address, 1)), self.call.type)

    def literal(self, text: bytes) -> GlobalVariable:
        """A string literal, with a NUL."""
        variables = self.module.variables
        data = text + b"\0"
        n = len(variables)
        while f".line.{n}" in variables:
            n += 1
        made = variables[f".line.{n}"] = GlobalVariable(f".line.{n}", len(data), 1)
        made.linkage = "private"
        made.constant = made.unnamed = made.defined = True
        made.initial = Data(bytearray(data))
        return made

    # --- Effects ------------------------------------------------------------------------------------------------

    def copy(self, to: Value, source: Value, size: Value | int, overlap: bool = False) -> Value | None:
        """Copy bytes; None where the program may not be given calls of memcpy."""
        name = "memmove" if overlap else "memcpy"
        count = self.size(size) if isinstance(size, int) else size
        if self._renamed(name):
            return self.library(name, to, source, count)
        if not (self.creating or (self.name == name and expanded(self.call))):
            return None
        self.add(MemCopy(to, source, self.convert("zext", count, I64), overlap=overlap))
        return to

    def fill(self, to: Value, byte: Value, size: Value | int) -> Value | None:
        """Set bytes; None where the program may not be given calls of memset."""
        count = self.size(size) if isinstance(size, int) else size
        if self._renamed("memset"):
            return self.library("memset", to, byte, count)
        if not (self.creating or (self.name == "memset" and expanded(self.call))):
            return None
        self.add(MemSet(to, self.convert("trunc", byte, I8), self.convert("zext", count, I64)))
        return to

    def _renamed(self, name: str) -> bool:
        """Whether the program has given the function another symbol, which an instruction would not use."""
        found = self.module.functions.get(name)
        return found is not None and bool(found.asm_name)

    def library(self, name: str, *arguments: Value, spelled: bool = False) -> Value | None:
        """Call another function of the library; None where that cannot be done.  ``spelled``: the program has asked for
        it by another name."""
        callee = self._function(name, spelled)
        if callee is None:
            return None
        types = tuple(argument.type for argument in arguments)
        if types[: len(callee.parameters)] != callee.function_type.parameters:
            return None
        return self.add(Call(callee, callee.function_type, list(arguments), types))

    def can(self, name: str) -> bool:
        """Whether another function can be called."""
        return self._function(name, False) is not None

    def _function(self, name: str, spelled: bool) -> Function | None:
        found = self.module.functions.get(name)
        letters = SIGNATURES[name]
        if found is None:
            if name in self.options.no_builtin_functions or not (self.creating or spelled):
                return None
            found = self.module.functions[name] = Function(name, prototype(letters, self.word))
            found.attributes.library = name
            tell_effects(name, found.attributes.call)
            return found
        if found.attributes.library != name or is_own(found) or comes_back(self.function, found):
            return None
        return found if fits(letters, found.function_type, found.function_type.parameters, self.word) else None


def word_of(options: Options) -> IntType:
    """size_t."""
    return I64 if options.bits == 64 else I32


def comes_back(caller: Function, callee: Function) -> bool:
    """Whether a call would be of the function that it stands in, whatever symbol that has."""
    return (caller.asm_name or caller.name) == (callee.asm_name or callee.name)


def is_own(function: Function) -> bool:
    """Whether the program defines the function here, and so may mean something else by it."""
    return bool(function.blocks) and function.linkage != "available_externally"


def pointer_of(word: IntType) -> Type:
    """A pointer where size_t is such."""
    return pointer_type(0, word.size)


def _type(letter: str, word: IntType) -> Type:
    return pointer_of(word) if letter == "p" else {"v": VOID, "i": I32, "z": word}[letter]


def prototype(letters: str, word: IntType) -> FunctionType:
    """The type of a function with such a signature, as it is where a va_list is passed as a pointer."""
    result, parameters = letters.split(":")
    types = tuple(_type(letter, word) for letter in parameters.rstrip(".*"))
    return function_type(_type(result, word), types, parameters.endswith("."))


def fits(letters: str, type_: FunctionType, arguments: tuple[Type, ...], word: IntType) -> bool:
    """Whether a call by that type with arguments of these types is as a signature says."""
    result, parameters = letters.split(":")
    fixed = parameters.rstrip(".")
    most = len(arguments) if fixed != parameters else len(fixed)
    if fixed.endswith("*"):
        fixed, most = fixed[:-2], len(fixed) - 1
    return (
        type_.result is _type(result, word) and len(fixed) <= len(arguments) <= most
        and all(argument is _type(letter, word) for argument, letter in zip(arguments, fixed))
    )  # fmt: skip


def constant(value: Value) -> int | None:
    """A number that is known."""
    return value.value if type(value) is ConstInt else None


def same(a: Value, b: Value) -> bool:
    """Whether two operands are one value."""
    return a is b or (isinstance(a, Constant) and type(a) is type(b) and a == b)


__all__ = ["Handler", "Site", "constant", "fits", "is_own", "prototype", "same", "word_of"]
