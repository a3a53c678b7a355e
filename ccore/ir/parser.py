"""Reads the text form of the IR (``ccore.ir.printer`` describes it).  For tests, plugins and tools."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from ccore import softfloat
from ccore.ir import instructions as ir
from ccore.ir.module import Block, Function, FunctionAttributes, Module
from ccore.ir.printer import SHAPES
from ccore.ir.types import (
    FLOATS,
    VOID,
    FloatType,
    FunctionType,
    IntType,
    Type,
    aggregate_type,
    function_type,
    int_type,
    pointer_type,
    tuple_type,
    vector_type,
)
from ccore.ir.values import (
    BlockAddress,
    CallAttributes,
    ConstFloat,
    ConstInt,
    Data,
    GlobalValue,
    GlobalVariable,
    Null,
    Relocation,
    Undef,
    Value,
)


class ParseError(ValueError):
    """Text that is not IR; the message starts with the line's number."""


_TOKEN: Final = re.compile(
    r"""\s+|;[^\n]*|(?P<t>"(?:[^"\\]|\\.)*"|[%@^](?:[\w.$-]+|"(?:[^"\\]|\\.)*")|-?[0-9][\w.]*(?:[+-][0-9]+)?"""
    r"""|[A-Za-z_][\w.]*|\.\.\.|[][(){}<>:=,?])"""
)
_ESCAPE: Final = re.compile(r"\\(x[0-9a-f]{2}|.)", re.DOTALL)
_TYPE_WORD: Final = re.compile(r"void\Z|i[0-9]+\Z|f(?:16|32|64|80|128)|d(?:32|64|128)\Z|ptr(?:[0-9]+)?\Z|agg\Z|[<{]\Z")
_OPCODES: Final[dict[str, type[ir.Instruction]]] = {
    cls.opcode: cls for cls, shape in SHAPES.items() if not shape.mnemonic
}
_PENDING: Final = IntType(0)  # the type of a value that is used before its text came


def unquote(text: str) -> str:
    """The text of a string literal as ``printer.quote`` wrote it."""

    def replace(match: re.Match[str]) -> str:
        code = match.group(1)
        if code[0] == "x" and len(code) == 3:
            return chr(int(code[1:], 16))
        return {"n": "\n", "t": "\t"}.get(code, code)

    return _ESCAPE.sub(replace, text[1:-1])


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = []
        self.starts: list[int] = []
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise ParseError(f"{self.line_at(position)}: unexpected {text[position]!r}")
            if match.group("t") is not None:
                self.tokens.append(match.group("t"))
                self.starts.append(position)
            position = match.end()
        self.index = 0
        self.tokens.append("")
        self.starts.append(len(text))
        self.module = Module("", "x86_64")
        self.blocks: dict[Function, dict[str, Block]] = {}
        self.function: Function | None = None
        self.values: dict[str, Value] = {}

    # --- Tokens -------------------------------------------------------------------------------------------------

    def line_at(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1

    def error(self, message: str) -> ParseError:
        return ParseError(f"{self.line_at(self.starts[self.index])}: {message}, found {self.tokens[self.index]!r}")

    def fail(self, message: str) -> NoReturn:
        raise self.error(message)

    @property
    def peek(self) -> str:
        return self.tokens[self.index]

    def next(self) -> str:
        token = self.tokens[self.index]
        if not token:
            self.fail("unexpected end")
        self.index += 1
        return token

    def accept(self, token: str) -> bool:
        if self.tokens[self.index] == token:
            self.index += 1
            return True
        return False

    def expect(self, token: str) -> None:
        if not self.accept(token):
            self.fail(f"expected {token!r}")

    def number(self) -> int:
        try:
            return int(self.next(), 0)
        except ValueError:
            self.index -= 1
            self.fail("expected a number")

    def string(self) -> str:
        token = self.next()
        return unquote(token) if token[0] == '"' else token

    def name(self, sigil: str) -> str:
        token = self.next()
        if token[0] != sigil:
            self.index -= 1
            self.fail(f"expected a name with {sigil!r}")
        return unquote(token[1:]) if token[1] == '"' else token[1:]

    # --- Types --------------------------------------------------------------------------------------------------

    def parse_type(self) -> Type:
        word = self.next()
        if word == "void":
            return VOID
        if word in FLOATS:
            return FLOATS[word]
        if word == "<":
            count = self.number()
            self.expect("x")
            element = self.parse_type()
            self.expect(">")
            return vector_type(element, count)
        if word == "{":
            elements: list[Type] = []
            while not self.accept("}"):
                elements.append(self.parse_type())
                self.accept(",")
            return tuple_type(*elements)
        if word == "agg":
            return self.aggregate()
        if word[:3] == "ptr" and (word == "ptr" or word[3:].isdigit()):
            space = 0
            if self.peek == "(" and self.tokens[self.index + 1].isdigit():
                self.next()
                space = self.number()
                self.expect(")")
            return pointer_type(space, int(word[3:] or "64") // 8)
        if word[0] == "i" and word[1:].isdigit():
            return int_type(int(word[1:]))
        self.index -= 1
        raise self.error("expected a type")

    def aggregate(self) -> Type:
        self.expect("(")
        size = self.number()
        self.expect(",")
        align = self.number()
        self.expect(",")
        packed = self.accept("packed")
        if packed:
            self.expect(",")
        complex_ = self.accept("complex")
        if complex_:
            self.expect(",")
        self.expect("[")
        leaves: list[tuple[int, Type]] = []
        while not self.accept("]"):
            offset = self.number()
            self.expect(":")
            leaves.append((offset, self.parse_type()))
            self.accept(",")
        self.expect(")")
        return aggregate_type("", size, align, tuple(leaves), packed, complex_)

    def function_type(self) -> FunctionType:
        result = self.parse_type()
        self.expect("(")
        parameters: list[Type] = []
        extensions: list[str] = []
        variadic, prototyped = False, True
        while not self.accept(")"):
            if self.accept("..."):
                variadic = True
            elif self.accept("?"):
                prototyped = False
            else:
                parameters.append(self.parse_type())
                extensions.append(next((word for word in ("signext", "zeroext", "nest") if self.accept(word)), ""))
            self.accept(",")
        return function_type(
            result, tuple(parameters), variadic, prototyped, tuple(extensions) if any(extensions) else ()
        )

    # --- Values -------------------------------------------------------------------------------------------------

    def symbol(self, name: str) -> GlobalValue:
        found = self.module.functions.get(name) or self.module.variables.get(name)
        if found is None:
            self.index -= 1
            self.fail("unknown symbol")
        return found

    def block_in(self, function: Function, name: str) -> Block:
        blocks = self.blocks.setdefault(function, {})
        block = blocks.get(name)
        if block is None:
            block = blocks[name] = Block(name)
        return block

    def target(self) -> Block:
        assert self.function is not None
        return self.block_in(self.function, self.name("^"))

    def operand(self) -> Value:
        token = self.peek
        if token[:1] == "%":
            name = self.name("%")
            value = self.values.get(name)
            if value is None:
                value = self.values[name] = ir.Instruction(_PENDING, [])
            return value
        if token[:1] == "@":
            return self.symbol(self.name("@"))
        if token == "blockaddress":
            self.next()
            self.expect("(")
            function = self.symbol(self.name("@"))
            assert isinstance(function, Function)
            self.expect(",")
            block = self.block_in(function, self.name("^"))
            block.address_taken = True
            self.expect(")")
            return BlockAddress(function, block)
        kind = self.parse_type()
        word = self.next()
        if word == "null":
            return Null(kind)
        if word == "undef":
            return Undef(kind)
        try:
            if isinstance(kind, IntType):
                return ConstInt(kind, int(word, 0))
            if isinstance(kind, FloatType):
                bits = int(word, 16) if word[:2] == "0x" else softfloat.from_float(kind, float(word))
                return ConstFloat(kind, bits)
        except ValueError:
            pass
        self.index -= 1
        raise self.error("expected a constant")

    # --- Fields -------------------------------------------------------------------------------------------------

    def record(self, record: object) -> None:
        """``{flag, name=value, ...}``, the brace already read."""
        while not self.accept("}"):
            name = self.next()
            if not hasattr(record, name):
                self.index -= 1
                self.fail("unknown field")
            value: object = True
            if self.accept("="):
                value = self.field_value(getattr(record, name))
            setattr(record, name, value)
            self.accept(",")

    def field_value(self, default: object) -> object:
        if self.accept("{"):
            inner = CallAttributes()
            self.record(inner)
            return inner
        if self.accept("("):
            numbers: list[int] = []
            while not self.accept(")"):
                numbers.append(self.number())
                self.accept(",")
            return tuple(numbers)
        if self.accept("["):
            strings: list[str] = []
            while not self.accept("]"):
                strings.append(self.string())
                self.accept(",")
            return frozenset(strings) if isinstance(default, frozenset) else strings
        if isinstance(default, bool):
            return self.next() == "true"
        if isinstance(default, str):
            return self.string()
        return self.number()

    # --- Instructions -------------------------------------------------------------------------------------------

    def instruction(self) -> ir.Instruction:
        name = ""
        kind: Type = VOID
        if self.peek[:1] == "%":
            name = self.name("%")
            self.expect(":")
            kind = self.parse_type()
            self.expect("=")
        opcode = self.next()
        special = _SPECIAL.get(opcode)
        i = special(self, kind) if special is not None else self.plain(opcode, kind)
        if name:
            pending = self.values.get(name)
            if pending is not None:
                if type(pending) is not ir.Instruction:
                    self.fail(f"%{name} is defined twice")
                pending.replace_uses(i)
            self.values[name] = i
        return i

    def make(self, cls: type[ir.Instruction], kind: Type, operands: list[Value]) -> ir.Instruction:
        i = cls.__new__(cls)
        ir.Instruction.__init__(i, kind, operands)
        return i

    def plain(self, opcode: str, kind: Type) -> ir.Instruction:
        cls = _OPCODES.get(opcode)
        values: dict[str, object] = {}
        if cls is None:
            if opcode in ir.INTEGER_OPERATIONS or opcode in ir.FLOAT_OPERATIONS:
                cls = ir.Binary
            elif opcode in ir.CONVERSIONS:
                cls = ir.Convert
            else:
                self.index -= 1
                self.fail("unknown instruction")
            values["operation"] = opcode
        shape = SHAPES[cls]
        if shape.word:
            values[shape.word] = self.next()
        while self.peek in shape.flags:
            values[self.next()] = True
        operands: list[Value] = []
        token = self.peek
        # A word that a type could be is an operand unless "=" follows it (then it is a field).
        if token[:1] in "%@" or token == "blockaddress" or _TYPE_WORD.match(token):
            if token and self.tokens[self.index + 1] not in ("=", ":"):
                operands.append(self.operand())
                while self.accept(","):
                    operands.append(self.operand())
        while self.tokens[self.index + 1] == "=":
            field = self.next()
            self.next()
            if field in shape.numbers:
                values[field] = self.number()
            elif field in shape.types:
                values[field] = self.parse_type()
            elif field in shape.strings:
                values[field] = self.string()
            else:
                self.index -= 2
                self.fail("unknown field")
        i = self.make(cls, kind, operands)
        for flag in shape.flags:
            setattr(i, flag, values.get(flag, False))
        for number in shape.numbers:
            setattr(i, number, values.get(number, 1 if "align" in number else 0))
        for text in shape.strings:
            setattr(i, text, values.get(text, ""))
        for other in (shape.mnemonic, shape.word, *shape.types):
            if other:
                setattr(i, other, values[other])
        return i

    def branch(self, kind: Type) -> ir.Instruction:
        return ir.Branch(self.target())

    def cond_branch(self, kind: Type) -> ir.Instruction:
        condition = self.operand()
        self.expect(",")
        then = self.target()
        self.expect(",")
        i = ir.CondBranch(condition, then, self.target())
        weights = self.numbers("weights", 2)
        i.weights = None if weights is None else (weights[0], weights[1])
        return i

    def numbers(self, name: str, count: int) -> tuple[int, ...] | None:
        """``name=(1, 2)``, so many of them; None where the name does not stand there."""
        if not self.accept(name):
            return None
        self.expect("=")
        found = self.field_value(())
        if not isinstance(found, tuple) or len(found) != count:
            self.fail(f"expected {count} numbers")
        return found

    def expectation(self, kind: Type) -> ir.Instruction:
        value = self.operand()
        self.expect(",")
        i = ir.Expect(value, self.operand())
        weights = self.numbers("weights", 2)
        if weights is not None:
            i.weights = weights[0], weights[1]
        return i

    def switch(self, kind: Type) -> ir.Instruction:
        value = self.operand()
        self.expect(",")
        default = self.target()
        self.expect("[")
        cases: list[tuple[int, Block]] = []
        while not self.accept("]"):
            constant = self.number()
            self.expect(":")
            cases.append((constant, self.target()))
            self.accept(",")
        i = ir.Switch(value, default, cases)
        likely = self.numbers("likely", 3)
        i.likely = None if likely is None else (likely[0], likely[1], likely[2])
        return i

    def indirect_branch(self, kind: Type) -> ir.Instruction:
        pointer = self.operand()
        self.expect("[")
        blocks: list[Block] = []
        while not self.accept("]"):
            blocks.append(self.target())
            self.accept(",")
        return ir.IndirectBranch(pointer, blocks)

    def phi(self, kind: Type) -> ir.Instruction:
        pairs: list[tuple[Value, Block]] = []
        while self.accept("["):
            value = self.operand()
            self.expect(",")
            pairs.append((value, self.target()))
            self.expect("]")
            self.accept(",")
        return ir.Phi(kind, pairs)

    def call(self, kind: Type) -> ir.Instruction:
        operands = [self.operand()]
        types: list[Type] = []
        self.expect("(")
        while not self.accept(")"):
            operands.append(self.operand())
            self.expect(":")
            types.append(self.parse_type())
            self.accept(",")
        self.expect("as")
        callee_type = self.function_type()
        if self.accept("to"):
            operands.append(self.operand())
        i = self.make(ir.Call, kind, operands)
        assert type(i) is ir.Call
        i.function_type, i.argument_types, i.attributes = callee_type, tuple(types), None
        if self.accept("{"):
            i.attributes = CallAttributes()
            self.record(i.attributes)
        return i

    def assembly(self) -> tuple[str, list[ir.AsmOperand], list[Value], tuple[str, ...]]:
        template = self.string()
        self.expect("[")
        slots: list[ir.AsmOperand] = []
        while not self.accept("]"):
            kind = self.next()
            constraint = self.string()
            slot = ir.AsmOperand(constraint, kind, "", self.parse_type())
            while self.tokens[self.index + 1] == "=":
                field = self.next()
                self.next()
                setattr(slot, field, self.string() if field == "name" else self.number())
            slots.append(slot)
            self.accept(",")
        self.expect("(")
        operands: list[Value] = []
        while not self.accept(")"):
            operands.append(self.operand())
            self.accept(",")
        self.expect("[")
        clobbers: list[str] = []
        while not self.accept("]"):
            clobbers.append(self.string())
            self.accept(",")
        return template, slots, operands, tuple(clobbers)

    def inline_asm(self, kind: Type) -> ir.Instruction:
        template, slots, operands, clobbers = self.assembly()
        return ir.InlineAsm(kind, template, slots, operands, clobbers, self.accept("volatile"))

    def asm_goto(self, kind: Type) -> ir.Instruction:
        template, slots, operands, clobbers = self.assembly()
        self.expect("to")
        fallthrough = self.target()
        labels: list[Block] = []
        names: list[str] = []
        self.expect("[")
        while not self.accept("]"):
            names.append(self.string())
            self.expect(":")
            labels.append(self.target())
            self.accept(",")
        return ir.AsmGoto(kind, template, slots, operands, clobbers, fallthrough, labels, names)

    # --- Symbols and modules ------------------------------------------------------------------------------------

    def declare(self) -> None:
        """First look: make every symbol, so that bodies and data may name any."""
        for index, token in enumerate(self.tokens):
            if token == "variable" and self.tokens[index + 1][:1] == "@":
                self.index = index + 1
                name = self.name("@")
                self.expect(":")
                self.module.variables[name] = GlobalVariable(name, 0, 0, self.parse_type())
            elif token == "function" and self.tokens[index + 1][:1] == "@":
                self.index = index + 1
                name = self.name("@")
                self.expect(":")
                self.module.functions[name] = Function(name, self.function_type())
        self.index = 0

    def symbol_fields(self, value: GlobalValue) -> None:
        while (self.peek not in ("function", "variable", "asm", "data", "") and self.peek[0] not in '"{=') or (
            self.peek == "attributes"
        ):
            name = self.next()
            if name == "attributes":
                self.expect("=")
                self.expect("{")
                assert isinstance(value, Function)
                value.attributes = FunctionAttributes()
                self.record(value.attributes)
                continue
            if not hasattr(value, name):
                self.index -= 1
                self.fail("unknown field")
            setattr(value, name, self.field_value(getattr(value, name)) if self.accept("=") else True)

    def variable(self) -> None:
        variable = self.module.variables[self.name("@")]
        self.expect(":")
        self.parse_type()
        self.symbol_fields(variable)
        if self.accept("data"):
            variable.initial = Data(bytearray.fromhex(self.string()))
            while self.accept("at"):
                at = self.number()
                variable.initial.far.append((at, bytes.fromhex(self.string())))
            if self.accept("["):
                while not self.accept("]"):
                    variable.initial.relocations.append(self.relocation())
                    self.accept(",")

    def relocation(self) -> Relocation:
        offset = self.number()
        self.expect("size")
        self.expect("=")
        size = self.number()
        target = self.operand()
        self.expect("addend")
        self.expect("=")
        addend = self.number()
        minus = self.operand() if self.accept("minus") else None
        assert isinstance(target, (GlobalValue, BlockAddress))
        assert minus is None or isinstance(minus, (GlobalValue, BlockAddress))
        return Relocation(offset, size, target, addend, minus)

    def function_text(self) -> None:
        function = self.module.functions[self.name("@")]
        self.expect(":")
        self.function_type()
        self.values = {}
        self.function = function
        self.expect("(")
        for parameter in function.parameters:
            parameter.name = self.name("%")
            self.values[parameter.name] = parameter
            self.accept(",")
        self.expect(")")
        self.symbol_fields(function)
        if not self.accept("{"):
            return
        while not self.accept("}"):
            if self.peek[:1] == "^":
                block = self.target()
                if block.function is not None:
                    self.fail("a block stands twice")
                function.add_block(block)
                self.expect(":")
                if self.accept("address_taken"):
                    block.address_taken = True
                if self.accept("unroll"):
                    self.expect("=")
                    block.unroll = self.number()
                if self.accept("jam"):
                    self.expect("=")
                    block.jam = self.number()
            elif not function.blocks:
                self.fail("expected a block")
            else:
                function.blocks[-1].append(self.instruction())
        for name, value in self.values.items():
            if type(value) is ir.Instruction:
                self.fail(f"%{name} is used and not defined")

    def parse(self) -> Module:
        self.declare()
        module = self.module
        while self.peek:
            word = self.next()
            if word == "module":
                module.name = self.string()
                if self.accept("target"):
                    self.expect("=")
                    module.target = self.string()
            elif word == "asm":
                module.assembly.append(self.string())
            elif word == "variable":
                self.variable()
            elif word == "function":
                self.function_text()
            else:
                self.index -= 1
                self.fail("expected a variable or function")
        for function, blocks in self.blocks.items():
            for block in blocks.values():
                if block.function is None:
                    self.fail(f"block ^{block.name} of @{function.name} is missing")
        return module


_SPECIAL: Final = {
    "br": _Parser.branch,
    "condbr": _Parser.cond_branch,
    "switch": _Parser.switch,
    "expect": _Parser.expectation,
    "indirectbr": _Parser.indirect_branch,
    "phi": _Parser.phi,
    "call": _Parser.call,
    "asm": _Parser.inline_asm,
    "asmgoto": _Parser.asm_goto,
}


def parse_module(text: str) -> Module:
    """The module that ``text`` describes; raises ``ParseError``."""
    return _Parser(text).parse()
