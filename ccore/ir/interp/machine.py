"""One run of a module: its objects in memory, its functions compiled when first called, calls, and the end."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, final

from ccore.ir.interp import arithmetic
from ccore.ir.interp.memory import OFFSET, Memory
from ccore.ir.interp.undefined import (
    InterpreterError,
    ProgramExit,
    Undefined,
    UndefinedBehaviour,
    Unsupported,
    undetermined,
)
from ccore.ir.module import Block, Function, Module
from ccore.ir.printer import print_instruction
from ccore.ir.types import (
    AggregateType,
    FloatType,
    FunctionType,
    IntType,
    PointerType,
    Type,
    VectorType,
    VoidType,
)
from ccore.ir.values import BlockAddress, ConstFloat, ConstInt, GlobalValue, GlobalVariable

Host = Callable[["Machine", tuple[Any, ...], tuple[Type, ...]], Any]
"""A library function: its arguments (aggregates by address) and their types."""


@final
class LongJump(Exception):
    """Control returns to a setjmp of the frame ``token``."""

    def __init__(self, token: object, resume: int, value: Any) -> None:
        super().__init__()
        self.token, self.resume, self.value = token, resume, value


@final
class Machine:
    """``output``: what the program has written to standard output.  Raises ``Unsupported`` for what cannot be had.

    ``steps``: how many jumps and calls a run may make; None: any number.
    """

    def __init__(self, module: Module, library: dict[str, Host], steps: int | None = None) -> None:
        self.module, self.library = module, library
        self.memory = Memory()
        self.output = bytearray()
        self.errors = bytearray()
        self.steps = steps
        self.at_exit: list[int] = []
        self.jumps: dict[int, tuple[object, int]] = {}
        self.lists: list[list[tuple[Type, Any]]] = []  # variable arguments, by the number in a va_list
        self.state: dict[str, Any] = {}  # of the library
        self.globals: dict[str, Any] = {}  # of generated code
        self.places: dict[str, list[Any]] = {}  # for a generated file, the instruction of each line
        self._addresses: dict[str, int] = {}
        self._at: dict[int, Function] = {}
        self._chains: dict[int, tuple[int, int]] = {}  # trampolines: function and static chain
        self._names: dict[Function, str] = {}
        self._load()

    # --- Symbols ------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        for variable in self.module.variables.values():
            if variable.initial is not None or (variable.defined and not variable.alias_of):
                address = self.memory.new(variable.size, variable.name, initialised=True)
                self._addresses[variable.name] = address
        for variable in self.module.variables.values():
            initial = variable.initial
            if initial is None or variable.alias_of:
                continue
            address = self._addresses[variable.name]
            if initial.data:
                self.memory.write(address, bytes(initial.data))
            for r in initial.relocations:
                value = self.address_of(r.target) + r.addend - (0 if r.minus is None else self.address_of(r.minus))
                self.memory.store(address + r.offset, value & ((1 << r.size * 8) - 1), r.size)
            if variable.constant:
                key = address >> 32
                self.memory.data[key] = bytes(self.memory.data[key])

    def address_of(self, symbol: GlobalValue | BlockAddress) -> int:
        """The address of a function, variable or label."""
        if isinstance(symbol, BlockAddress):
            return self.address_of(symbol.function) + self.block_number(symbol.function, symbol.block)
        address = self._addresses.get(symbol.name)
        if address is None:
            address = self._addresses[symbol.name] = self._place(symbol)
        return address

    def block_number(self, function: Function, block: Block) -> int:
        return 1 + function.blocks.index(block)

    def _place(self, symbol: GlobalValue) -> int:
        if symbol.alias_of:
            target = self.module.functions.get(symbol.alias_of) or self.module.variables.get(symbol.alias_of)
            if target is None:
                raise Unsupported(f"an alias of '{symbol.alias_of}', which is in another file")
            return self.address_of(target)
        if isinstance(symbol, Function):
            if not symbol.blocks:
                for other in self.module.functions.values():  # a definition under the same assembler's name
                    if other.blocks and (other.asm_name or other.name) == (symbol.asm_name or symbol.name):
                        return self.address_of(other)
                if symbol.linkage == "extern_weak" and symbol.name not in self.library:
                    return 0
            address = self.memory.new(len(symbol.blocks) + 1, symbol.name)
            self.memory.data[address >> 32] = bytes(len(symbol.blocks) + 1)
            self._at[address] = symbol
            return address
        assert isinstance(symbol, GlobalVariable)
        if symbol.linkage == "extern_weak":
            return 0
        if symbol.linkage == "common":
            return self.memory.new(symbol.size, symbol.name, initialised=True)
        if symbol.name in ("stdout", "stderr", "stdin"):
            address = self.memory.new(8, symbol.name, initialised=True)
            self.memory.store(address, self.memory.new(8, f"*{symbol.name}", initialised=True), 8)
            return address
        raise Unsupported(f"the variable '{symbol.name}' of another file")

    # --- Calls --------------------------------------------------------------------------------------------------

    def name_of(self, function: Function) -> str:
        """The name of a function in generated code; it is compiled when it is first called."""
        name = self._names.get(function)
        if name is None:
            name = self._names[function] = f"f{len(self._names)}"

            def first(*arguments: Any) -> Any:
                from ccore.ir.interp.codegen import compile_function

                made = self.globals[name] = compile_function(self, function)
                return made(*arguments)

            self.globals[name] = first
        return name

    def host_of(self, function: Function) -> Host:
        name = function.asm_name or function.name
        host = self.library.get(name) or self.library.get(name.removeprefix("__builtin_"))
        if host is None:
            raise Unsupported(f"the function '{name}' of another file")
        return host

    def call_pointer(
        self, address: Any, kind: FunctionType, types: tuple[Type, ...], arguments: tuple[Any, ...]
    ) -> Any:
        """A call through an address, of the type that the call sees."""
        if undetermined(address):
            raise UndefinedBehaviour(f"a call through {address.reason}")
        chain = self._chains.get(address)
        if chain is not None:
            address = chain[0]
            kind = self._at[address].function_type if kind is not None else kind
            arguments, types = (chain[1], *arguments), (kind.parameters[0], *types)
        function = self._at.get(address)
        if function is None:
            raise UndefinedBehaviour("a call of what is not a function")
        return self.call(function, kind, types, arguments)

    def call(
        self, function: Function, kind: FunctionType, types: tuple[Type, ...], arguments: tuple[Any, ...]
    ) -> Any:
        """A call whose type is compared with the callee's.  A variadic callee gets the rest as one tuple."""
        if function.alias_of:
            function = self._at[self.address_of(function)]
        if not function.blocks:
            other = self._at[self.address_of(function)]
            if other is function:
                if function.name.startswith("__bid_"):
                    return self._decimal(function, types, arguments)
                return self.host_of(function)(self, arguments, types)
            function = other
        own = function.function_type
        count = len(own.parameters)
        if len(types) < count or (len(types) > count and not own.variadic and own.prototyped):
            raise UndefinedBehaviour(f"'{function.name}' is called with {len(types)} arguments, but takes {count}")
        for wanted, given in zip(own.parameters, types, strict=False):
            if wanted is not given and not _interchangeable(wanted, given):
                raise UndefinedBehaviour(f"'{function.name}' is called with an argument of type {given} for {wanted}")
        fixed = arguments[:count]
        if own.variadic:
            rest = tuple(zip(types[count:], arguments[count:], strict=True))
            result = self.globals[self.name_of(function)](*fixed, rest)
        else:
            result = self.globals[self.name_of(function)](*fixed)
        if own.result is not kind.result and not _interchangeable(own.result, kind.result):
            if type(kind.result) is VoidType:
                return None
            return Undefined("the result of a function of another type")
        return result

    def _decimal(self, function: Function, types: tuple[Type, ...], arguments: tuple[Any, ...]) -> Any:
        operands = [
            ConstFloat(t, arithmetic.bits_of(t, a)) if isinstance(t, FloatType) else ConstInt(t, a)  # type: ignore
            for t, a in zip(types, arguments, strict=True)
        ]
        return arithmetic.decimal_call(function.name, operands, function.function_type.result)

    def give_chain(self, room: int, function: int, chain: int) -> None:
        """Make a trampoline."""
        self._chains[room] = (function, chain)

    # --- Memory of typed values ---------------------------------------------------------------------------------

    def load(self, kind: Type, address: Any) -> Any:
        if undetermined(address):
            raise self.memory.refuse(address, kind.size, "a read")
        if isinstance(kind, FloatType):
            bits = self.memory.load(address, (kind.bits + 7) // 8)
            return arithmetic.of_bits(kind, bits)
        size = kind.size
        if isinstance(kind, IntType):
            bits = self.memory.load(address, size)
            return bits if kind.bits == size * 8 else bits & kind.mask
        bits = self.memory.load(address, size)
        return arithmetic.from_bits(kind, bits) if isinstance(kind, VectorType) else bits

    def store(self, kind: Type, address: Any, value: Any) -> None:
        if undetermined(address):
            raise self.memory.refuse(address, kind.size, "a write")
        if isinstance(kind, (FloatType, VectorType)):
            bits = arithmetic.to_bits(kind, value)
            size = (kind.bits + 7) // 8 if isinstance(kind, FloatType) else kind.size
            self.memory.store(address, bits, size)
        else:
            self.memory.store(address, value, kind.size)

    def misaligned(self, address: Any, align: int) -> UndefinedBehaviour:
        return UndefinedBehaviour(f"an access at offset {address & OFFSET}, which is not a multiple of {align}")

    def inside(self, address: Any, offset: Any, poison: Undefined) -> Any:
        """ptradd inbounds: poison outside the object that the address points into."""
        if undetermined(address) or undetermined(offset):
            return address + offset
        result = (address + (offset | -(offset & (1 << 63)))) & 0xFFFFFFFFFFFFFFFF
        data = self.memory.data.get(address >> 32)
        if data is None:
            return result
        return result if 0 <= result - (address & ~OFFSET) <= len(data) else poison

    # --- Variable arguments -------------------------------------------------------------------------------------

    def start_list(self, place: Any, rest: tuple[tuple[Type, Any], ...]) -> None:
        self.lists.append(list(rest))
        self.memory.store(place, len(self.lists), 8)
        self.memory.store(place + 8, 0, 8)
        if len(self.memory.read(place, 8)) and self.memory.unknown(place, 24) is not None:
            self.memory.fill(place + 16, 0, 8)

    def next_argument(self, place: Any, kind: Type, frame: list[int]) -> Any:
        number, index = self.memory.load(place, 8), self.memory.load(place + 8, 8)
        if undetermined(number) or not 0 < number <= len(self.lists):
            raise UndefinedBehaviour("va_arg of a list that was not started")
        items = self.lists[number - 1]
        if index >= len(items):
            raise UndefinedBehaviour("va_arg after the last argument")
        self.memory.store(place + 8, index + 1, 8)
        given, value = items[index]
        if given is not kind and not _interchangeable(given, kind):
            raise UndefinedBehaviour(f"va_arg of type {kind} for an argument of type {given}")
        if isinstance(kind, AggregateType):
            return self.own_copy(value, kind.size, frame)
        return value

    def own_copy(self, address: Any, size: int, frame: list[int]) -> int:
        """A copy of an argument that is an aggregate, in the frame."""
        room = self.memory.new(size, "an argument")
        frame.append(room >> 32)
        self.memory.copy(room, address, size)
        return room

    # --- The whole ----------------------------------------------------------------------------------------------

    def step(self) -> None:
        """Count a jump or call of a run that is bounded."""
        assert self.steps is not None
        self.steps -= 1
        if self.steps < 0:
            raise Unsupported("a run of so many steps")

    def run(self, name: str, *arguments: Any) -> Any:
        """Call a function by its name.  Raises ``InterpreterError`` with its place, and ``ProgramExit``."""
        function = self.module.functions[name]
        try:
            return self.call(function, function.function_type, function.function_type.parameters, arguments)
        except InterpreterError as error:
            error.place = self.place_of(error.__traceback__)
            raise
        except RecursionError as error:
            raise Unsupported("recursion so deep") from error
        except MemoryError as error:
            raise Unsupported("so much memory") from error

    def place_of(self, trace: TracebackType | None) -> str:
        """Function, block and instruction of the innermost frame of the program."""
        found = None
        while trace is not None:
            lines = self.places.get(trace.tb_frame.f_code.co_filename)
            if lines is not None and trace.tb_lineno <= len(lines):
                found = lines[trace.tb_lineno - 1] or found
            trace = trace.tb_next
        if found is None or found.block is None or found.block.function is None:
            return ""
        where = f"@{found.block.function.name}: ^{found.block.name}: '{print_instruction(found)}'"
        return f"{found.location}: {where}" if found.location is not None else where

    def main(self, arguments: list[str]) -> int:
        """Run the program as the system would; its exit status."""
        main = self.module.functions.get("main")
        if main is None or not main.blocks:
            raise Unsupported("a program without a function 'main'")
        try:
            starts = [(f.attributes.constructor, f.name) for f in self.module.functions.values() if f.blocks]
            for _, name in sorted((p, n) for p, n in starts if p is not None):
                self.run(name)
            values = (len(arguments), self._vector(arguments), self._vector([]))
            status = self.run("main", *values[: len(main.parameters)])
            if undetermined(status):
                raise UndefinedBehaviour(f"main returns {status.reason}")
            status = int(status or 0) & 255
        except ProgramExit as end:
            if end.status > 255:
                return end.status - 256
            status = end.status
        try:
            self.finish()
        except ProgramExit as end:
            status = end.status
        return status & 255

    def finish(self) -> None:
        """What atexit and attribute destructor asked for."""
        while self.at_exit:
            function = self._at[self.at_exit.pop()]
            self.run(function.name)
        ends = [(f.attributes.destructor, f.name) for f in self.module.functions.values() if f.blocks]
        for _, name in sorted(((p, n) for p, n in ends if p is not None), reverse=True):
            self.run(name)

    def _vector(self, words: list[str]) -> int:
        table = self.memory.new(8 * len(words) + 8, "argv", initialised=True)
        for number, word in enumerate(words):
            content = word.encode("utf-8", "surrogateescape") + b"\0"
            place = self.memory.new(len(content), "an argument")
            self.memory.write(place, content)
            self.memory.store(table + 8 * number, place, 8)
        return table


def _interchangeable(a: Type, b: Type) -> bool:
    """Types of one size and kind, which a call may confuse: C17 6.5.2.2p6 and what every ABI gives beyond it."""
    whole = (IntType, PointerType)
    if isinstance(a, whole) and isinstance(b, whole):
        return a.size == b.size
    if isinstance(a, AggregateType) and isinstance(b, AggregateType):
        return a.size == b.size
    return False

