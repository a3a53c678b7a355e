"""The verifier: each of its rules refuses a program, and says where."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ccore.ir import instructions as ir
from ccore.ir import operand_rules, verifier
from ccore.ir.module import Function, Module
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_instruction
from ccore.ir.types import F32, I1, I8, I32, I64, VOID, tuple_type, vector_type
from ccore.ir.values import ConstInt, Undef
from ccore.ir.verifier import VerifyError, verify_module

HEAD = "variable @g: ptr size=8 linkage=external align=8 defined\nfunction @callee: i32 (i32) (%x)\n"


def module_of(body: str) -> Module:
    """A body of @f after the line of its entry block, or a whole module."""
    if "function @f:" not in body:
        body = f"{HEAD}function @f: i32 (i32, ptr, f64, i1, <4 x i32>) (%n, %p, %d, %c, %v) defined {{\n^e:\n{body}\n}}"
    return parse_module(body)


def last(module: Module) -> ir.Instruction:
    """The instruction before the end of @f's first block."""
    return module.functions["f"].blocks[0].instructions[-2]


def change(**fields: Any) -> Callable[[Module], None]:
    def apply(module: Module) -> None:
        for name, value in fields.items():
            setattr(last(module), name, value)

    return apply


def operand(index: int, value: Any) -> Callable[[Module], None]:
    return lambda module: last(module).set_operand(index, value)


def in_function(edit: Callable[[Function], None]) -> Callable[[Module], None]:
    return lambda module: edit(module.functions["f"])


def twice(function: Function) -> None:
    function.blocks.append(function.blocks[0])


def slot(**fields: Any) -> Callable[[Module], None]:
    def apply(module: Module) -> None:
        i = last(module)
        assert isinstance(i, ir.InlineAsm)
        for name, value in fields.items():
            setattr(i.slots[0], name, value)

    return apply


ASM_OUT = '%0: {i32} = asm "" [out "=r" i32 output=0] () []\n ret %n'
ASM_IN = 'asm "" [in "r" i32 operand=0] (%n) [] volatile\n ret %n'
ASM_MEMORY = 'asm "" [memory "m" i32 operand=0] (%p) [] volatile\n ret %n'
TAKEN = "store blockaddress(@f, ^x), %p align=8\n ret %n\n^x: address_taken\n ret %n"
JUMP = "br ^x\n^x:\n ret %n"
AGGREGATE = "agg(8, 4, [0: i32, 4: i32])"
OF_AGGREGATE = (
    f"function @callee: {AGGREGATE} () ()\nfunction @f: i32 (ptr, i32) (%p, %n) defined {{\n^e:\n"
    f" call @callee() as {AGGREGATE} () to %p\n ret %n\n}}"
)
nothing = None
ROWS: list[tuple[str, str, Callable[[Module], None] | None]] = [
    # Structure
    ("a block stands twice", JUMP, in_function(twice)),
    ("the block belongs to another function", JUMP, in_function(lambda f: setattr(f.blocks[1], "function", None))),
    ("an empty block", JUMP, in_function(lambda f: setattr(f.blocks[1], "instructions", []))),
    ("the block has no terminator", "trap", nothing),
    ("the instruction's block is another one", "trap\n ret %n", change(block=None)),
    ("a terminator inside the block", "ret %n\n unreachable", nothing),
    ("a phi after another instruction", "br ^x\n^x:\n trap\n %0: i32 = phi [%n, ^e]\n ret %0", nothing),
    ("an alloca outside the entry block", "br ^x\n^x:\n %0: ptr = alloca size=4 align=4\n ret %n", nothing),
    ("jumps to ^, which is not in the function", JUMP, in_function(lambda f: f.blocks.pop())),
    ("jumps to the entry block", "br ^e", nothing),
    ("does not return i32", "ret i64 1", nothing),
    ("a function without variable arguments", "vastart %p\n ret %n", nothing),
    ("the phi's blocks are not the predecessors", "br ^x\n^x:\n %0: i32 = phi [%n, ^x]\n ret %0", nothing),
    ("the phi's values and blocks differ in number", "br ^x\n^x:\n %0: i32 = phi [%n, ^e]\n ret %0",
     in_function(lambda f: f.blocks[1].instructions[0].append_operand(f.parameters[0]))),
    ("the address of a block that is gone", TAKEN, in_function(lambda f: setattr(f.blocks[1], "address_taken", False))),
    ("uses another function's parameter", "%0: i32 = add %n, %n\n ret %0",
     lambda m: last(m).set_operand(0, m.functions["callee"].parameters[0])),
    ("uses a value that is not in the function", "%0: i32 = add %n, %n\n ret %0",
     operand(0, ir.Binary("add", ConstInt(I32, 1), ConstInt(I32, 1)))),
    ("uses a value before it is defined", "%1: i32 = add %0, %n\n %0: i32 = add %n, %n\n ret %0", nothing),
    ("uses a value that does not dominate it",
     "condbr %c, ^a, ^b\n^a:\n %0: i32 = add %n, %n\n br ^b\n^b:\n ret %0", nothing),
    ("a phi's value does not dominate its edge",
     "condbr %c, ^a, ^b\n^a:\n %0: i32 = add %n, %n\n br ^b\n^b:\n %1: i32 = phi [%n, ^a], [%0, ^e]\n ret %1", nothing),
    ("the list of users is wrong", "%0: i32 = add %n, %n\n ret %0", lambda m: last(m).users.clear()),
    ("the parameters are not those of the type", "ret %n", in_function(lambda f: f.parameters.pop())),
    # The module
    ("is filed as f", "ret %n", in_function(lambda f: setattr(f, "name", "h"))),
    ("is filed as g", "ret %n", lambda m: setattr(m.variables["g"], "name", "h")),
    ("is not in the module", "%0: i32 = call @callee(%n: i32) as i32 (i32)\n ret %0",
     lambda m: m.functions.pop("callee")),
    ("variable t: @f is not in the module",
     'variable @t: ptr size=8 align=8 defined data "" [0 size=8 @f addend=0]\n'
     "function @f: void () () defined {\n^e:\n ret\n}", lambda m: m.functions.pop("f")),
    ("bytes for a size of 1", 'variable @t: ptr size=1 align=1 defined data "0102"\n'
     "function @f: void () () defined {\n^e:\n ret\n}", nothing),
    ("are out of place", 'variable @t: ptr size=4 align=1 defined data "01"\n'
     "function @f: void () () defined {\n^e:\n ret\n}",
     lambda m: setattr(m.variables["t"].initial, "far", ((0, b"x"),))),
    ("a relocation at 4 leaves it", 'variable @t: ptr size=8 align=8 defined data "" [4 size=8 @f addend=0]\n'
     "function @f: void () () defined {\n^e:\n ret\n}", nothing),
    # Traits
    ("a pure instruction neither reads nor writes memory, nor jumps", "%0: i32 = add %n, %n\n ret %0", "impure"),
    ("a pure instruction without a result", "%0: i32 = add %n, %n\n ret %n", change(type=VOID)),
    ("a jump neither touches memory nor gives a value", "ret %n", "writing jump"),
    # Memory
    ("the alignment is not a power of two", "%0: ptr = alloca size=4 align=3\n ret %n", nothing),
    ("the size is negative", "%0: ptr = alloca size=4 align=4\n ret %n", change(size=-1)),
    ("the size is not an i64", "%0: ptr = dynalloca %n align=8\n ret %n", nothing),
    ("a load gives a scalar", "%0: i32 = load %p align=4\n ret %n", change(type=VOID)),
    ("a store takes a scalar", "%9: {i32, i1} = overflow sadd %n, %n\n store %n, %p align=4\n ret %n",
     lambda m: last(m).set_operand(0, m.functions["f"].blocks[0].instructions[0])),
    ("the address is not a pointer", "store %n, %n align=4\n ret %n", nothing),
    ("no such memory order here", "%0: i32 = load %p align=4 ordering=release\n ret %0", nothing),
    ("there is no tag int", "%0: i32 = load %p align=4 tag=int\n ret %0", nothing),
    ("a volatile or atomic access has a tag", "store volatile %n, %p align=4 tag=i32\n ret %n", nothing),
    ("the addresses are not pointers", "memcopy %p, %n, i64 4\n ret %n", nothing),
    ("the size is not an integer", "memset %p, i8 0, %p\n ret %n", nothing),
    ("the byte is not an i8", "memset %p, %n, i64 4\n ret %n", nothing),
    # Values
    ("the types differ", "%0: i32 = add %n, i64 1\n ret %0", nothing),
    ("not an integer", "%0: f64 = add %d, %d\n ret %n", nothing),
    ("not a binary floating value", "%0: i32 = fneg %n\n ret %n", nothing),
    ("unknown operation", "%0: i32 = add %n, %n\n ret %0", change(operation="frob")),
    ("the result is not an i1", "%0: i1 = isconstant %n\n ret %n", change(type=I32)),
    ("decimal values", "%0: i1 = cmp oeq d64 undef, d64 undef\n ret %n", nothing),
    ("the predicate does not fit the type", "%0: i1 = cmp olt %n, %n\n ret %n", nothing),
    ("a bitcast between a pointer and another type", "%0: i64 = bitcast %p\n ret %n", nothing),
    ("a bitcast changes the width", "%0: i64 = bitcast %n\n ret %n", nothing),
    ("unknown conversion", "%0: i64 = zext %n\n ret %n", change(operation="frob")),
    ("the element counts differ", "%0: i64 = zext %v\n ret %n", nothing),
    ("the types do not fit the conversion", "%0: i64 = fptosi %n\n ret %n", nothing),
    ("a decimal value", "%0: i32 = fptosi d64 undef\n ret %0", nothing),
    ("the width does not fit the conversion", "%0: i16 = zext %n\n ret %n", nothing),
    ("the offset is not an i64", "%0: ptr = ptradd %p, %n\n ret %n", nothing),
    ("the condition is not an i1", "%0: i32 = select %n, %n, %n\n ret %0", nothing),
    ("the operation is not one of the type", "%0: i32 = intrinsic sqrt %n\n ret %0", nothing),
    ("wrong number of arguments", "%0: i32 = intrinsic rotl %n\n ret %0", nothing),
    ("a phi is of scalars", "br ^x\n^x:\n %0: i32 = phi [%n, ^e]\n ret %n",
     in_function(lambda f: setattr(f.blocks[1].instructions[0], "type", tuple_type(I32, I1)))),
    ("not a vector", "%0: i32 = extractelement %v, i32 0\n ret %0", lambda m: last(m).set_operand(0, Undef(I32))),
    ("the element's number is not an integer", "%0: i32 = extractelement %v, %p\n ret %0", nothing),
    ("the type is not the element's", "%0: i32 = extractelement %v, i32 0\n ret %n", change(type=F32)),
    ("the type is not the vector's", "%0: <4 x i32> = insertelement %v, %n, i32 0\n ret %n",
     change(type=vector_type(I8, 4))),
    ("the new element is of another type", "%0: <4 x i32> = insertelement %v, %d, i32 0\n ret %n", nothing),
    ("no such element", "%0: {i32, i1} = overflow sadd %n, %n\n %1: i32 = extract %0 index=0\n ret %1",
     change(index=2)),
    ("the operands are not integers of one type", "%0: {f64, i1} = overflow sadd %d, %d\n ret %n", nothing),
    ("unknown operation", "%0: f64 = rounded fadd %d, %d\n ret %n", change(operation="frem")),
    ("the operands are not of the result's type", "%0: f32 = rounded fadd %d, %d\n ret %n", nothing),
    ("the types do not fit the conversion", "%0: f64 = rounded sitofp %d\n ret %n", nothing),
    # The machine
    ("the type is not the address's", "%0: ptr = part %p, i64 4, i64 0\n ret %n", change(type=I64)),
    ("the size is not an i64", "%0: ptr = part %p, %n, i64 0\n ret %n", nothing),
    ("the result is not an i64", "%0: i64 = objectsize %p\n ret %n", change(type=I32)),
    ("the level is negative", "%0: ptr = frameaddress level=0\n ret %n", change(level=-1)),
    ("a register holds a scalar", "%0: i64 = readreg register=rsp\n ret %n", change(type=VOID)),
    ("no such kind of prefetch", "prefetch %p write=2 locality=0\n ret %n", nothing),
    ("no such effect", "target clflush %p effect=w\n ret %n", change(effect="x")),
    ("neither a result nor an effect", "target clflush %p effect=r\n ret %n", nothing),
    ("an argument that no register holds",
     "%0: {i32, i1} = overflow sadd %n, %n\n target clflush %0 effect=w\n ret %n", nothing),
    ("the result is not the argument", "%0: i32 = vaarg %p argument_type=i32\n ret %0", change(argument_type=I64)),
    # Jumps
    ("the value is not an integer", "switch %p, ^x []\n^x:\n ret %n", nothing),
    ("two cases have one constant", "switch %n, ^x [1: ^x, 1: ^x]\n^x:\n ret %n", nothing),
    ("a case does not fit the value's width", "switch i8 0, ^x [256: ^x]\n^x:\n ret %n", nothing),
    ("a likelihood is negative", "condbr %c, ^x, ^y weights=(1, 2)\n^x:\n ret %n\n^y:\n ret %n",
     in_function(lambda f: setattr(f.blocks[0].instructions[-1], "weights", (-1, 2)))),
    ("a likelihood is negative", "switch %n, ^x [1: ^x] likely=(1, 2, 1)\n^x:\n ret %n",
     in_function(lambda f: setattr(f.blocks[0].instructions[-1], "likely", (1, 2, -1)))),
    ("a likelihood is negative", "%0: i32 = expect %n, i32 1\n ret %0",
     in_function(lambda f: setattr(f.blocks[0].instructions[0], "weights", (-1, 2)))),
    ("jumps to a block whose address was not taken", "indirectbr %p [^x]\n^x:\n ret %n", nothing),
    # Calls
    ("the callee is not a pointer", "%0: i32 = call @callee(%n: i32) as i32 (i32)\n ret %0",
     operand(0, ConstInt(I32, 0))),
    ("operands and argument types differ in number", "%0: i32 = call @callee(%n: i32) as i32 (i32)\n ret %0",
     change(argument_types=(I32, I32, I32))),
    ("an aggregate result, and it alone, needs an address", OF_AGGREGATE, lambda m: last(m).remove_operand(1)),
    ("the result's type is not the callee's", "%0: i32 = call @callee(%n: i32) as i32 (i32)\n ret %n",
     change(type=I64)),
    ("for a parameter of type i64", "%0: i32 = call %p(%n: i32) as i32 (i64)\n ret %0", nothing),
    ("an argument of type i64 passed as i32", "%0: i32 = call @callee(%n: i32) as i32 (i32)\n ret %0",
     operand(1, ConstInt(I64, 0))),
    ("the result's address is not a pointer", OF_AGGREGATE, operand(1, ConstInt(I64, 0))),
    ("an operand's index is too large", ASM_IN, slot(operand=5)),
    ("an operand of no such kind", ASM_IN, slot(kind="frob")),
    ("an input without a value", ASM_IN, slot(operand=-1)),
    ("an output's index is too large", ASM_OUT, slot(output=5)),
    ("outputs and results differ in number", ASM_OUT, slot(output=-1)),
    ("the result is not a tuple", ASM_IN, change(type=I32)),
]  # fmt: skip


def broken(message: str, text: str, edit: Any, monkeypatch: pytest.MonkeyPatch) -> Module:
    module = module_of(text)
    if edit == "impure":
        monkeypatch.setattr(ir.Binary, "writes", True)
    elif edit == "writing jump":
        monkeypatch.setattr(ir.Return, "writes", True)
    elif edit is not None:
        verify_module(module)
        edit(module)
    return module


@pytest.mark.parametrize(("message", "text", "edit"), ROWS, ids=[message for message, _, _ in ROWS])
def test_rule(message: str, text: str, edit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    module = broken(message, text, edit, monkeypatch)
    with pytest.raises(VerifyError) as caught:
        verify_module(module)
    said = re.sub(r"\^\w+, which", "^, which", str(caught.value))
    assert message in said


def test_every_rule_has_a_row() -> None:
    """The words of the rules, as they stand in the source, are those of the rows."""
    rows = "\n".join(message for message, _, _ in ROWS)
    for source in (operand_rules, verifier):
        tree = ast.parse(Path(str(source.__file__)).read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                for statement in ast.walk(node):
                    for word in _words(statement, source is operand_rules):
                        assert word in rows, f"no row for '{word}'"


def _words(node: ast.AST, rules: bool) -> list[str]:
    """The longest literal part of each message of a statement."""
    if rules and isinstance(node, ast.Return) and node.value is not None:
        found = [n for n in ast.walk(node.value) if isinstance(n, (ast.Constant, ast.JoinedStr))]
        found = [n for n in found if not _compared(n, node.value)]  # nor what a rule hands on
    elif not rules and isinstance(node, ast.Call) and getattr(node.func, "id", "") == "VerifyError":
        found = [node.args[0]]
    else:
        return []
    words = []
    for n in found:
        parts = [n] if isinstance(n, ast.Constant) else [p for p in ast.walk(n) if isinstance(p, ast.Constant)]
        texts = [str(p.value) for p in parts if isinstance(p.value, str)]
        longest = max(texts, key=len, default="")
        if len(longest) > 6:
            words.append(longest.strip(" :'@^"))
    return words


def _compared(node: ast.AST, root: ast.AST) -> bool:
    """Whether a text is what a rule compares with, or hands on, and no message."""
    return any(isinstance(n, (ast.Call, ast.Compare)) and any(m is node for m in ast.walk(n)) for n in ast.walk(root))


class Place:
    def __str__(self) -> str:
        return "file.c:7:3"


def test_an_error_says_where() -> None:
    module = module_of("br ^inner\n^inner:\n %sum: i32 = add %n, i64 1\n ret %n")
    wrong = module.functions["f"].blocks[1].instructions[0]
    wrong.location = Place()  # type: ignore[assignment]
    with pytest.raises(VerifyError) as caught:
        verify_module(module)
    assert str(caught.value) == f"file.c:7:3: @f: ^inner: '{print_instruction(wrong)}': the types differ"
    error = caught.value
    assert (error.function, error.block, error.instruction) == (module.functions["f"], wrong.block, wrong)

