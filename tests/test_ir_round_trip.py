"""The text form says all of an instruction: each form of each operand, each field, each attribute comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest
from test_ir_text import SAMPLE

from ccore.ir import instructions as ir
from ccore.ir.module import Function, FunctionAttributes, Module
from ccore.ir.parser import parse_module
from ccore.ir.printer import SHAPES, print_module
from ccore.ir.types import FloatType, IntType, PointerType, Type, VectorType
from ccore.ir.values import BlockAddress, CallAttributes, ConstFloat, ConstInt, Null, Undef, Value

OPCODES = sorted(
    {i.opcode for f in parse_module(SAMPLE).functions.values() for b in f.blocks for i in b.instructions}
)
TEXTS = ("seq_cst", "odd \"text\" \\ with\n\t\x01 all", "0")


def forms(kind: Type, function: Function, module: Module) -> Iterator[Value]:
    """Values of all kinds that an operand of that type can be."""
    yield Undef(kind)
    if isinstance(kind, IntType):
        yield from (ConstInt(kind, n) for n in {0, 1, kind.mask, 1 << (kind.bits - 1), (1 << (kind.bits - 1)) - 1})
    elif isinstance(kind, FloatType):
        top = 1 << (kind.bits - 1)
        yield from (ConstFloat(kind, bits) for bits in (0, 1, top, top | 0x123, 2 * top - 1))
    elif isinstance(kind, (PointerType, VectorType)):
        yield Null(kind)
    if isinstance(kind, PointerType) and not kind.space:
        yield from (next(iter(module.functions.values())), next(iter(module.variables.values())))
        yield BlockAddress(function, next(b for b in function.blocks if b.address_taken))
    yield from (p for p in function.parameters if p.type is kind)


def described(value: Value) -> tuple[object, ...]:
    """What a value is, to compare those of two modules."""
    if isinstance(value, BlockAddress):
        return BlockAddress, value.function.name, value.function.blocks.index(value.block)
    if isinstance(value, ir.Instruction):
        assert value.block is not None and value.block.function is not None
        return ir.Instruction, value.block.function.blocks.index(value.block), value.block.instructions.index(value)
    return type(value), str(value.type), getattr(value, "bits", getattr(value, "value", getattr(value, "name", None)))


def places(module: Module, opcode: str) -> Iterator[tuple[Function, int, int]]:
    for function in module.functions.values():
        for b, block in enumerate(function.blocks):
            for n, i in enumerate(block.instructions):
                if i.opcode == opcode:
                    yield function, b, n


def reread(module: Module, function: Function, block: int, number: int) -> ir.Instruction:
    text = print_module(module)
    again = parse_module(text)
    assert print_module(again) == text
    return again.functions[function.name].blocks[block].instructions[number]


@pytest.mark.parametrize("opcode", OPCODES)
def test_operands(opcode: str) -> None:
    module = parse_module(SAMPLE)
    for function, block, number in places(module, opcode):
        i = function.blocks[block].instructions[number]
        for index, old in enumerate(i.operands):
            for form in forms(old.type, function, module):
                i.set_operand(index, form)
                found = reread(module, function, block, number)
                assert [described(o) for o in found.operands] == [described(o) for o in i.operands], (i.opcode, index)
            i.set_operand(index, old)


@pytest.mark.parametrize("opcode", OPCODES)
def test_fields(opcode: str) -> None:
    module = parse_module(SAMPLE)
    for function, block, number in places(module, opcode):
        i = function.blocks[block].instructions[number]
        shape = SHAPES.get(type(i))
        if shape is None:
            continue
        named = {slot for slot in type(i).__slots__ if slot not in ("operands", "block", "location")}
        written = {shape.mnemonic, shape.word, *shape.flags, *shape.numbers, *shape.strings, *shape.types} - {""}
        assert written == named, f"{opcode}: a field that is not printed"
        values = {**dict.fromkeys(shape.flags, (False, True)), **dict.fromkeys(shape.numbers, (0, 1, 1 << 40))}
        texts = [name for name in shape.strings if name != "name"]  # a local's name is that of its value
        for name, choices in {**values, **dict.fromkeys(texts, TEXTS)}.items():
            old = getattr(i, name)
            for choice in choices:
                setattr(i, name, choice)
                assert getattr(reread(module, function, block, number), name) == choice, (opcode, name)
            setattr(i, name, old)


def unlike(value: object, name: str) -> list[object]:
    """Values of a field of attributes that are not its default."""
    if name in ("constructor", "destructor"):
        return [0, 65535]
    if name == "patchable_entry":
        return [(0, 0), (5, 2)]
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, str):
        return ["plain", *TEXTS]
    if isinstance(value, int):
        return [1, 1 << 40]
    if isinstance(value, frozenset):
        return [frozenset({"one", "two"}), frozenset({"odd text"}), frozenset({"0", "@g"}), frozenset()]
    return [["one", "odd text"]]


@pytest.mark.parametrize("name", [f.name for f in fields(FunctionAttributes) if f.name != "call"])
def test_attributes_of_functions(name: str) -> None:
    for value in unlike(getattr(FunctionAttributes(), name), name):
        module = parse_module(SAMPLE)
        setattr(module.functions["jumps"].attributes, name, value)
        again = parse_module(print_module(module))
        assert again.functions["jumps"].attributes == module.functions["jumps"].attributes


@pytest.mark.parametrize("name", [f.name for f in fields(CallAttributes)])
def test_attributes_of_calls(name: str) -> None:
    for value in unlike(getattr(CallAttributes(), name), name):
        module = parse_module(SAMPLE)
        function, block, number = next(places(module, "call"))
        i = function.blocks[block].instructions[number]
        assert isinstance(i, ir.Call)
        i.attributes = CallAttributes(**{name: value})
        function.attributes.call = CallAttributes(**{name: value})
        again = reread(module, function, block, number)
        assert isinstance(again, ir.Call) and again.attributes == i.attributes
        assert again.block is not None and again.block.function is not None
        assert again.block.function.attributes.call == i.attributes


@pytest.mark.parametrize(
    ("name", "value"),
    [("section", ".odd name"), ("asm_name", "$other"), ("alias_of", "there"), ("dll", "import"), ("align", 4096),
     ("linkage", "weak"), ("visibility", "hidden"), ("used", True), ("defined", False), ("constant", True),
     ("unnamed", True), ("thread_local", "initial-exec"), ("size", 1 << 40)],
)  # fmt: skip
def test_fields_of_symbols(name: str, value: object) -> None:
    module = parse_module(SAMPLE)
    for symbol in (*module.functions.values(), *module.variables.values()):
        if hasattr(symbol, name):
            setattr(symbol, name, value)
    again = parse_module(print_module(module))
    for symbol in (*again.functions.values(), *again.variables.values()):
        if hasattr(symbol, name):
            assert getattr(symbol, name) == value, symbol
