"""Inline assembly on its way to LLVM: templates, constraints, and what the processor then does."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pytest

from ccore.diagnostics import CompileError
from ccore.ir.builder import Builder
from ccore.ir.instructions import AsmOperand
from ccore.ir.module import Block, Function, Module
from ccore.ir.types import I8, I32, I64, PTR, VOID, Type, function_type, tuple_type
from ccore.ir.values import ConstInt, GlobalVariable, Value
from ccore.llvm.asm import DIALECTS, constraint_text
from ccore.llvm.object import Jit, emit
from ccore.llvm.template import BadTemplate, translate
from ccore.llvm.writer import write_module
from ccore.options import Options
from ccore.source import Line, Location, SourceFile
from ccore.target import TARGETS

TARGET = TARGETS["x86_64"]
X86 = DIALECTS["x86_64"]
NAMES = {"out": 0, "in": 1}


def no_special(modifier: str, number: int) -> str | None:
    return None


@pytest.mark.parametrize(
    "gnu, llvm",
    [
        ("nop", "nop"),
        ("mov %1, %0", "mov ${1}, ${0}"),
        ("movl $5, %%eax", "movl $$5, %eax"),
        ("mov %k[in], %b[out]", "mov ${1:k}, ${0:b}"),
        ("add %[in]0", "add ${1}0"),
        ("{movl|mov} {%1, %0|%0, %1}", "movl ${1}, ${0}"),
        ("vmov %%zmm0%{%%k1%}", "vmov %zmm0{%k1}"),
        ("{a %| b|c}", "a | b"),
        ("x%=: jmp x%=", "x${:uid}: jmp x${:uid}"),
        ("jmp %l[done]; jmp %l2", "jmp ${3:l}; jmp ${2:l}"),
        ("call %P1", "call ${1:P}"),
        ("call *%1 %*", "call *${1} *"),
    ],
)
def test_template(gnu: str, llvm: str) -> None:
    assert translate(gnu, NAMES, {"again": 2, "done": 3}, 4, True, no_special) == llvm


@pytest.mark.parametrize("gnu", ["%4", "%[nobody]", "%", "{a|b", "%!"])
def test_template_that_means_nothing(gnu: str) -> None:
    with pytest.raises(BadTemplate):
        translate(gnu, NAMES, {}, 4, True, no_special)


def test_braces_are_plain_where_there_are_no_dialects() -> None:
    assert translate("ld1 {v0.16b}, [%0]", NAMES, {}, 2, False, no_special) == "ld1 {v0.16b}, [${0}]"


@pytest.mark.parametrize(
    "gnu, llvm",
    [
        ("=a", "{ax}"), ("+&S", "{si}"), ("=@ccnz", "{@ccnz}"), ("{r10}", "{r10}"), ("rm", "rm"), ("g", "imr"),
        ("=r,m", "r"), ("er", "er"), ("Yz", "^Yz"), ("%0", "0"), ("*?r", "r"), ("Nd", "N{dx}"),
    ],
)  # fmt: skip
def test_constraint(gnu: str, llvm: str) -> None:
    assert constraint_text(gnu, X86) == llvm


class Code:
    """One function under construction, then run."""

    def __init__(self, *parameters: Type, result: Type = I64) -> None:
        self.module = Module("asm.c", "x86_64")
        self.function = Function("f", function_type(result, parameters))
        self.function.defined = True
        self.module.functions["f"] = self.function
        self.b = Builder(self.function)
        self.b.position(self.function.add_block(Block("entry")))

    def argument(self, index: int) -> Value:
        return self.function.parameters[index]

    def run(self, *arguments: int, level: str = "2") -> int:
        options = Options(level=level)
        jit = Jit(write_module(self.module, TARGET, options), options, TARGET)
        kind: Callable[..., int] = ctypes.CFUNCTYPE(ctypes.c_int64, *[ctypes.c_int64] * len(arguments))(
            jit.address("f")
        )
        result = kind(*arguments)
        jit.close()
        return result

    def object(self, level: str = "2") -> bytes:
        options = Options(level=level)
        return emit(write_module(self.module, TARGET, options), options, TARGET)

    def assembly(self, level: str = "2") -> str:
        options = Options(level=level)
        return emit(write_module(self.module, TARGET, options), options, TARGET, "assembly").decode()


LEVELS = pytest.mark.parametrize("level", ["0", "2"])


@LEVELS
def test_registers_and_tied_operands(level: str) -> None:
    c = Code(I64, I64)
    slots = [
        AsmOperand("+r", "out", "sum", I64, operand=0, output=0, size=8),
        AsmOperand("=&{r10}", "out", "twice", I64, output=1, size=8),
        AsmOperand("r", "in", "b", I64, operand=1, size=8),
    ]
    result = c.b.inline_asm(
        tuple_type(I64, I64), "lea (%[b],%[b]), %[twice]\n\taddq %2, %0", slots, [c.argument(0), c.argument(1)], ("cc",)
    )
    c.b.ret(c.b.sub(c.b.mul(c.b.extract(result, 0), ConstInt(I64, 100)), c.b.extract(result, 1)))
    assert c.run(3, 4, level=level) == 700 - 8


@LEVELS
def test_memory_operands(level: str) -> None:
    c = Code(I64)
    place, copy = c.b.alloca(8, 8, "x"), c.b.alloca(4, 4, "y")
    c.b.store(c.argument(0), place)
    slots = [
        AsmOperand("+m", "memory", "x", I64, operand=0, size=8),
        AsmOperand("=m", "memory", "y", I32, operand=1, size=4),
        AsmOperand("i", "in", "n", I32, operand=2, size=4),
    ]
    c.b.inline_asm(VOID, "addq %2, %0; movl %2, %1", slots, [place, copy, ConstInt(I32, 5)], ("memory",), True)
    c.b.ret(c.b.add(c.b.load(I64, place), c.b.convert("zext", c.b.load(I32, copy), I64)))
    assert c.run(37, level=level) == 47


@LEVELS
def test_flag_output_alone_and_beside_others(level: str) -> None:
    c = Code(I64)
    one = c.b.inline_asm(
        tuple_type(I8),
        "cmpq $5, %1",
        [AsmOperand("=@ccz", "out", "", I8, output=0, size=1), AsmOperand("r", "in", "", I64, operand=0, size=8)],
        [c.argument(0)],
    )
    two = c.b.inline_asm(
        tuple_type(I8, I64),
        "leaq 1(%2), %1; cmpq $7, %2",
        [
            AsmOperand("=@ccb", "out", "", I8, output=0, size=1),
            AsmOperand("=r", "out", "", I64, output=1, size=8),
            AsmOperand("r", "in", "", I64, operand=0, size=8),
        ],
        [c.argument(0)],
    )
    flags = c.b.add(c.b.mul(c.b.extract(one, 0), ConstInt(I8, 2)), c.b.extract(two, 0))
    c.b.ret(c.b.add(c.b.mul(c.b.convert("zext", flags, I64), ConstInt(I64, 100)), c.b.extract(two, 1)))
    assert [c.run(n, level=level) for n in (5, 6, 7)] == [306, 107, 8]


@LEVELS
def test_goto_with_output_on_every_edge(level: str) -> None:
    c = Code(I64)
    f, b = c.function, c.b
    through, zero, big = f.add_block(Block("through")), f.add_block(Block("zero")), f.add_block(Block("big"))
    slots = [
        AsmOperand("=r", "out", "r", I64, output=0, size=8),
        AsmOperand("r", "in", "x", I64, operand=0, size=8),
    ]
    result = b.asm_goto(
        tuple_type(I64),
        "movq $9, %[r]; testq %[x], %[x]; jz %l[zero]; cmpq $50, %1; ja %l3",
        slots, [c.argument(0)], ("cc",), through, [zero, big], ["zero", "big"],
    )  # fmt: skip
    for block, addend in ((through, 10), (zero, 20), (big, 30)):
        b.position(block)
        b.ret(b.add(b.extract(result, 0), ConstInt(I64, addend)))
    assert [c.run(n, level=level) for n in (1, 0, 51)] == [19, 29, 39]


@LEVELS
def test_goto_to_one_block_by_several_edges(level: str) -> None:
    c = Code(I64)
    f, b = c.function, c.b
    other, end = f.add_block(Block("other")), f.add_block(Block("end"))
    entry = b.block
    assert entry is not None
    b.asm_goto(
        VOID,
        "testq %0, %0; jz %l[a]; cmpq $50, %0; ja %l[b]; cmpq $90, %0; je %l[c]",
        [AsmOperand("r", "in", "x", I64, operand=0, size=8)],
        [c.argument(0)], ("cc",), end, [end, other, other], ["a", "b", "c"],
    )  # fmt: skip
    b.position(other)
    b.branch(end)
    b.position(end)
    b.ret(b.phi(I64, [(ConstInt(I64, 1), entry), (ConstInt(I64, 2), other)]))
    assert [c.run(n, level=level) for n in (0, 5, 60)] == [1, 1, 2]


def test_symbols_and_numbers_as_immediates() -> None:
    c = Code(result=VOID)
    variable = c.module.variables["table"] = GlobalVariable("table", 64, 8)
    address = c.b.ptradd(variable, 24)
    c.b.inline_asm(
        VOID,
        ".pushsection .note, \"\"; .quad %c0, %P1, %c2; .ascii \"%=\"; .popsection; # size %z2",
        [
            AsmOperand("i", "in", "", PTR, operand=0, size=8),
            AsmOperand("i", "in", "", PTR, operand=1, size=8),
            AsmOperand("n", "in", "", I32, operand=2, size=4),
        ],
        [address, c.function, ConstInt(I32, 77)], (), True,
    )  # fmt: skip
    c.b.ret(None)
    for level in ("0", "2"):
        text = c.assembly(level)
        assert "table+24" in text and "77" in text and "size l" in text
        assert c.object(level)[:4] == b"\x7fELF"


def test_rejected_by_the_assembler() -> None:
    c = Code(result=VOID)
    c.b.inline_asm(VOID, "frobnicate %%eax", [], [], (), True)
    c.b.ret(None)
    with pytest.raises(CompileError, match="invalid instruction mnemonic 'frobnicate'"):
        c.object()
    assert "frobnicate" in c.assembly()  # -S does not read it


def test_messages_name_the_place() -> None:
    c = Code(result=VOID)
    line = Line(SourceFile("place.c", "int x;\n"), 42)
    c.b.location = Location(line, 7)
    c.b.inline_asm(VOID, "frobnicate %%eax", [], [], (), True)
    c.b.ret(None)
    locations: list[Location] = []
    text = write_module(c.module, TARGET, Options(), locations)
    with pytest.raises(CompileError, match="place.c:42:7: error: .*frobnicate"):
        emit(text, Options(), TARGET, locations=locations)


def test_immediate_that_is_none() -> None:
    c = Code(I64)
    c.b.inline_asm(VOID, "# %0", [AsmOperand("i", "in", "", I64, operand=0, size=8)], [c.argument(0)], (), True)
    c.b.ret(c.argument(0))
    with pytest.raises(CompileError, match="impossible constraint in 'asm'"):
        c.object()


def test_file_scope_assembly() -> None:
    c = Code()
    c.module.assembly = [".globl seven\nseven: movl $7, %eax\n\tret"]
    seven = c.module.functions["seven"] = Function("seven", function_type(I64, ()))
    c.b.ret(c.b.call(seven, seven.function_type, []))
    assert c.run() == 7
