"""The text form of the IR, which ``ccore.ir.parser`` reads back.

    function @max: i32 (i32, i32) (%a, %b) linkage=internal {
    ^entry:
      %0: i1 = cmp slt %a, %b
      %1: i32 = select %0, %b, %a
      ret %1
    }

``%`` values, ``@`` symbols, ``^`` blocks; constants carry their type (``i32 5``, ``ptr null``, floats by
their bits: ``f64 0x3ff0000000000000``); fields follow as ``name=value``, true flags as bare words.
Debug information (``ccore.ir.debug``) is left out: no pass may depend on it.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields
from io import StringIO
from typing import Final

from ccore.ir import instructions as ir
from ccore.ir.module import Block, Function, Module
from ccore.ir.types import VOID, FloatType
from ccore.ir.values import (
    BlockAddress,
    ConstFloat,
    ConstInt,
    GlobalValue,
    GlobalVariable,
    Null,
    Undef,
    Value,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How an instruction's fields are written.

    ``mnemonic``: a field that stands in the opcode's place (``add``); ``word``: a field right after it.
    """

    mnemonic: str = ""
    word: str = ""
    flags: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


_PLAIN: Final = Shape()
SHAPES: Final[dict[type[ir.Instruction], Shape]] = {
    ir.Alloca: Shape(numbers=("size", "align"), strings=("name",)),
    ir.DynamicAlloca: Shape(numbers=("align",)),
    ir.StackSave: _PLAIN,
    ir.StackRestore: _PLAIN,
    ir.Load: Shape(flags=("volatile",), numbers=("align",), strings=("ordering", "tag")),
    ir.Store: Shape(flags=("volatile",), numbers=("align",), strings=("ordering", "tag")),
    ir.MemCopy: Shape(flags=("volatile", "overlap"), numbers=("destination_align", "source_align")),
    ir.MemSet: Shape(flags=("volatile",), numbers=("align",)),
    ir.AtomicUpdate: Shape(word="operation", flags=("volatile",), strings=("ordering",)),
    ir.CompareExchange: Shape(flags=("weak", "volatile"), strings=("success_ordering", "failure_ordering")),
    ir.Fence: Shape(flags=("single_thread",), strings=("ordering",)),
    ir.Binary: Shape(mnemonic="operation", flags=("nsw", "nuw", "exact")),
    ir.Negate: _PLAIN,
    ir.Compare: Shape(word="predicate"),
    ir.Convert: Shape(mnemonic="operation"),
    ir.PointerAdd: Shape(flags=("inbounds",)),
    ir.Select: _PLAIN,
    ir.Extract: Shape(numbers=("index",)),
    ir.WithOverflow: Shape(word="operation"),
    ir.Intrinsic: Shape(word="name"),
    ir.Rounded: Shape(word="operation"),
    ir.ExtractElement: _PLAIN,
    ir.InsertElement: _PLAIN,
    ir.IsConstant: _PLAIN,
    ir.ObjectSize: Shape(flags=("minimum", "subobject", "dynamic")),
    ir.Part: _PLAIN,
    ir.Assume: _PLAIN,
    ir.FrameAddress: Shape(flags=("returns",), numbers=("level",)),
    ir.ReadRegister: Shape(strings=("register",)),
    ir.WriteRegister: Shape(strings=("register",)),
    ir.Prefetch: Shape(numbers=("write", "locality")),
    ir.TargetCall: Shape(word="name", strings=("effect",)),
    ir.VaStart: _PLAIN,
    ir.VaEnd: _PLAIN,
    ir.VaCopy: _PLAIN,
    ir.VaArg: Shape(types=("argument_type",)),
    ir.Return: _PLAIN,
    ir.Unreachable: _PLAIN,
    ir.Trap: _PLAIN,
}
"""Instructions that are operands and simple fields; the others have a syntax of their own."""

_WORD: Final = re.compile(r"[A-Za-z_][\w.]*\Z")
_NAME: Final = re.compile(r"[\w.$-]+\Z")
_ODD: Final = re.compile(r"[^\w.$]")


def quote(text: str) -> str:
    """A string literal: backslash escapes for quotes, backslashes and control characters."""
    out = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(c if c >= " " else f"\\x{ord(c):02x}" for c in out) + '"'


def _string(text: str) -> str:
    return text if _WORD.match(text) else quote(text)


def _symbol(value: GlobalValue) -> str:
    return "@" + (value.name if _NAME.match(value.name) else quote(value.name))


def _record(record: object) -> str:
    """The fields of a dataclass that differ from their defaults, as ``{a, b=1}``."""
    return "{" + ", ".join(_fields(record)) + "}"


def _fields(record: object) -> list[str]:
    out: list[str] = []
    for each in fields(record):  # type: ignore[arg-type]
        value = getattr(record, each.name)
        if each.default is not MISSING:
            default = each.default
        else:
            assert each.default_factory is not MISSING
            default = each.default_factory()
        if value == default and type(value) is type(default):
            continue
        out.append(_field(each.name, value))
    return out


def _field(name: str, value: object) -> str:
    if value is True:
        return name
    if value is False:
        return f"{name}=false"
    if isinstance(value, str):
        return f"{name}={_string(value)}"
    if isinstance(value, int):
        return f"{name}={value}"
    if isinstance(value, frozenset):
        value = sorted(value)
    if isinstance(value, (tuple, list)):
        inner = ", ".join(_string(v) if isinstance(v, str) else str(v) for v in value)
        return f"{name}=({inner})" if isinstance(value, tuple) else f"{name}=[{inner}]"
    return f"{name}={_record(value)}"


class _Names:
    """Unique names for the blocks of every function and the values of one; block addresses need the former."""

    def __init__(self) -> None:
        self.blocks: dict[Function, dict[Block, str]] = {}

    def of_blocks(self, function: Function) -> dict[Block, str]:
        found = self.blocks.get(function)
        if found is None:
            found = self.blocks[function] = {}
            taken: dict[str, int] = {}
            for block in function.blocks:
                found[block] = _unique(block.name or "b", taken)
        return found

    def block(self, function: Function, block: Block) -> str:
        return "^" + self.of_blocks(function).get(block, "<missing>")


def _unique(wanted: str, taken: dict[str, int]) -> str:
    wanted = _ODD.sub("_", wanted)
    name = wanted
    while name in taken:
        taken[wanted] += 1
        name = f"{wanted}.{taken[wanted]}"
    taken[name] = 0
    return name


class _Printer:
    def __init__(self, locations: bool) -> None:
        self.out = StringIO()
        self.names = _Names()
        self.values: dict[Value, str] = {}
        self.blocks: dict[Block, str] = {}
        self.locations = locations

    def operand(self, value: Value) -> str:
        kind = type(value)
        if kind is ConstInt:
            assert isinstance(value, ConstInt)
            return f"{value.type} {value.signed if value.type.size > 1 or value.value > 1 else value.value}"
        if isinstance(value, GlobalValue):
            return _symbol(value)
        if kind is ConstFloat:
            assert isinstance(value, ConstFloat) and isinstance(value.type, FloatType)
            return f"{value.type} 0x{value.bits:0{value.type.bits // 4}x}"
        if kind is Null:
            return f"{value.type} null"
        if kind is Undef:
            return f"{value.type} undef"
        if kind is BlockAddress:
            assert isinstance(value, BlockAddress)
            return f"blockaddress({_symbol(value.function)}, {self.names.block(value.function, value.block)})"
        return "%" + self.values.get(value, "<missing>")

    def target(self, block: Block) -> str:
        return "^" + self.blocks.get(block, "<missing>")

    def name_values(self, function: Function) -> None:
        values = self.values = {}
        taken: dict[str, int] = {}
        for parameter in function.parameters:
            values[parameter] = _unique(parameter.name or f"p{parameter.index}", taken)
        number = 0
        for block in function.blocks:
            for i in block.instructions:
                if i.type is VOID:
                    continue
                if type(i) is ir.Alloca and i.name:
                    name = i.name if not i.name[0].isdigit() else "_" + i.name
                    values[i] = _unique(name, taken)
                else:
                    values[i] = str(number)
                    number += 1

    def instruction(self, i: ir.Instruction) -> str:
        """One instruction without its line's indent."""
        head = "" if i.type is VOID else f"%{self.values.get(i, '<missing>')}: {i.type} = "
        shape = SHAPES.get(type(i))
        if shape is None:
            return head + self.special(i)
        parts = [getattr(i, shape.mnemonic) if shape.mnemonic else i.opcode]
        if shape.word:
            parts.append(getattr(i, shape.word))
        parts += [name for name in shape.flags if getattr(i, name)]
        if i.operands:
            parts.append(", ".join(map(self.operand, i.operands)))
        parts += [f"{name}={getattr(i, name)}" for name in shape.numbers]
        parts += [f"{name}={getattr(i, name)}" for name in shape.types]
        for name in shape.strings:
            text = getattr(i, name)
            if text:
                parts.append(f"{name}={_string(text)}")
        return head + " ".join(parts)

    def special(self, i: ir.Instruction) -> str:
        if type(i) is ir.Branch:
            return f"br {self.target(i.target)}"
        if type(i) is ir.CondBranch:
            text = f"condbr {self.operand(i.operands[0])}, {self.target(i.then)}, {self.target(i.otherwise)}"
            return text + (f" weights={i.weights}" if i.weights is not None else "")
        if type(i) is ir.Switch:
            cases = ", ".join(f"{value}: {self.target(block)}" for value, block in i.cases)
            text = f"switch {self.operand(i.operands[0])}, {self.target(i.default)} [{cases}]"
            return text + (f" likely={i.likely}" if i.likely is not None else "")
        if type(i) is ir.Expect:
            text = f"expect {self.operand(i.operands[0])}, {self.operand(i.operands[1])}"
            return text + (f" weights={i.weights}" if i.weights != ir.LIKELY else "")
        if type(i) is ir.IndirectBranch:
            return f"indirectbr {self.operand(i.operands[0])} [{', '.join(map(self.target, i.blocks))}]"
        if type(i) is ir.Phi:
            pairs = (f"[{self.operand(v)}, {self.target(b)}]" for v, b in zip(i.operands, i.blocks, strict=True))
            return f"phi {', '.join(pairs)}"
        if type(i) is ir.Call:
            return self.call(i)
        if type(i) is ir.InlineAsm:
            return f"asm {self.assembly(i)}{' volatile' if i.volatile else ''}"
        if type(i) is ir.AsmGoto:
            labels = ", ".join(
                f"{quote(name)}: {self.target(b)}" for name, b in zip(i.label_names, i.labels, strict=True)
            )
            return f"asmgoto {self.assembly(i)} to {self.target(i.fallthrough)} [{labels}]"
        return f"{i.opcode} {', '.join(map(self.operand, i.operands))}"

    def call(self, i: ir.Call) -> str:
        arguments = ", ".join(f"{self.operand(a)}: {t}" for a, t in zip(i.arguments, i.argument_types, strict=True))
        text = f"call {self.operand(i.callee)}({arguments}) as {i.function_type}"
        if i.result_address is not None:
            text += f" to {self.operand(i.result_address)}"
        return text + (f" {_record(i.attributes)}" if i.attributes is not None else "")

    def assembly(self, i: ir.InlineAsm | ir.AsmGoto) -> str:
        slots: list[str] = []
        for s in i.slots:
            text = f"{s.kind} {quote(s.constraint)} {s.type}"
            if s.name:
                text += f" name={_string(s.name)}"
            if s.operand >= 0:
                text += f" operand={s.operand}"
            if s.output >= 0:
                text += f" output={s.output}"
            if s.size:
                text += f" size={s.size}"
            slots.append(text)
        operands = ", ".join(map(self.operand, i.operands))
        clobbers = ", ".join(map(quote, i.clobbers))
        return f"{quote(i.template)} [{', '.join(slots)}] ({operands}) [{clobbers}]"

    def symbol_fields(self, value: GlobalValue, plain_align: bool) -> str:
        parts = [f"linkage={value.linkage}"]
        if value.visibility != "default":
            parts.append(f"visibility={value.visibility}")
        for name in ("section", "asm_name", "alias_of", "dll"):
            text = getattr(value, name)
            if text:
                parts.append(f"{name}={quote(text)}")
        if value.align or not plain_align:
            parts.append(f"align={value.align}")
        parts += [name for name in ("defined", "used") if getattr(value, name)]
        return " ".join(parts)

    def variable(self, v: GlobalVariable) -> None:
        text = f"variable {_symbol(v)}: {v.type} size={v.size} {self.symbol_fields(v, False)}"
        for name in ("constant", "unnamed", "unaddressed"):
            if getattr(v, name):
                text += f" {name}"
        if v.thread_local:
            text += f" thread_local={quote(v.thread_local)}"
        if v.initial is not None:
            text += f' data "{v.initial.data.hex()}"'
            for at, raw in v.initial.far:
                text += f' at {at} "{raw.hex()}"'
            relocations: list[str] = []
            for r in v.initial.relocations:
                word = f"{r.offset} size={r.size} {self.operand(r.target)} addend={r.addend}"
                relocations.append(word if r.minus is None else f"{word} minus {self.operand(r.minus)}")
            if relocations:
                text += f" [{', '.join(relocations)}]"
        self.out.write(text + "\n")

    def function(self, f: Function) -> None:
        self.name_values(f)
        parameters = ", ".join("%" + self.values[p] for p in f.parameters)
        text = f"function {_symbol(f)}: {f.function_type} ({parameters}) {self.symbol_fields(f, True)}"
        attributes = _fields(f.attributes)
        if attributes:
            text += f" attributes={{{', '.join(attributes)}}}"
        write = self.out.write
        if not f.blocks:
            write(text + "\n")
            return
        write(text + " {\n")
        self.blocks = self.names.of_blocks(f)
        for block in f.blocks:
            marks = " address_taken" if block.address_taken else ""
            marks += f" unroll={block.unroll}" if block.unroll else ""
            marks += f" jam={block.jam}" if block.jam else ""
            write(f"{self.target(block)}:{marks}\n")
            for i in block.instructions:
                line = self.instruction(i)
                if self.locations and i.location is not None:
                    line += f"  ; {i.location}"
                write(f"  {line}\n")
        write("}\n")


def print_instruction(instruction: ir.Instruction) -> str:
    """One instruction, named as in its whole function; for messages."""
    printer = _Printer(False)
    if instruction.block is not None and instruction.block.function is not None:
        printer.name_values(instruction.block.function)
        printer.blocks = printer.names.of_blocks(instruction.block.function)
    return printer.instruction(instruction)


def print_function(function: Function, locations: bool = False) -> str:
    """A function's text; ``locations`` adds the source place of each instruction as a comment."""
    printer = _Printer(locations)
    printer.function(function)
    return printer.out.getvalue()


def print_module(module: Module, locations: bool = False) -> str:
    """The whole module."""
    printer = _Printer(locations)
    write = printer.out.write
    write(f"module {quote(module.name)} target={quote(module.target)}\n")
    for text in module.assembly:
        write(f"asm {quote(text)}\n")
    for variable in module.variables.values():
        printer.variable(variable)
    for function in module.functions.values():
        write("\n")
        printer.function(function)
    return printer.out.getvalue()
