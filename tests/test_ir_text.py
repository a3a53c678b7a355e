"""Every instruction prints, parses back to the same text, and verifies; broken IR is refused with a place."""

from __future__ import annotations

import pytest

from ccore.ir import instructions
from ccore.ir.instructions import Instruction
from ccore.ir.parser import ParseError, parse_module
from ccore.ir.printer import print_module
from ccore.ir.verifier import VerifyError, verify_module

SAMPLE = r"""module "sample.c" target="x86_64"
asm ".globl x\n\t.set x, 1"
variable @counter: ptr size=4 linkage=internal align=4
variable @table: ptr size=24 linkage=external visibility=hidden section=".data.x" align=8 defined used constant data "0100000000000000" at 20 "ff01" [8 size=8 @counter addend=4, 16 size=4 blockaddress(@jumps, ^one) addend=-8 minus @counter]
variable @tls: ptr(257) size=4 linkage=weak align=4 thread_local="initial-exec"

function @other: i32 (i32 signext, ...) (%p0) linkage=external attributes={call={noreturn, error="no \"way\""}, constructor=101, patchable_entry=(2, 1), target_features=["+sse2", x]}

function @pair: agg(16, 8, [0: i64, 8: f64]) (agg(4, 4, packed, complex, [0: i32])) (%p0) linkage=external

function @jumps: i32 (i32, ptr, ...) (%n, %p) linkage=external defined attributes={always_inline, inline_hint} {
^entry:
  %x: ptr = alloca size=4 align=4 name=x
  %buffer.1: ptr = alloca size=16 align=8 name=buffer.1
  %0: ptr = alloca size=8 align=8
  store %n, %x align=4
  store volatile i32 -1, %x align=4 ordering=seq_cst
  %1: i32 = load %x align=4
  %2: i32 = load volatile %x align=4 ordering=acquire
  %3: ptr = stacksave
  %4: ptr = dynalloca i64 40 align=16
  stackrestore %3
  memcopy volatile overlap %p, %x, i64 4 destination_align=1 source_align=4
  memset %p, i8 0, i64 4 align=1
  %5: i32 = atomicrmw add %p, i32 1 ordering=monotonic
  %6: {i32, i1} = cmpxchg weak %p, i32 0, i32 1 success_ordering=acq_rel failure_ordering=monotonic
  %7: i1 = extract %6 index=1
  fence single_thread ordering=seq_cst
  %8: i32 = add nsw nuw %1, i32 5
  %9: i32 = lshr exact %8, i32 1
  %10: i1 = cmp slt %8, %9
  %11: i64 = sext %8
  %12: f64 = sitofp %8
  %13: f64 = fneg %12
  %14: f64 = fadd %13, f64 0x3ff8000000000000
  %15: f80 = fpext %14
  %16: f80 = fmul %15, f80 0x3fff8000000000000000
  %17: i1 = cmp fult %14, f64 0x0000000000000000
  %18: ptr = ptradd inbounds %p, %11
  %19: ptr = ptradd %18, i64 -8
  %20: i32 = select %10, %8, i32 undef
  %21: {i32, i1} = overflow sadd %8, i32 1
  %22: i32 = intrinsic ctlz %8
  %23: <4 x i32> = insertelement <4 x i32> null, %8, i32 0
  %24: i32 = extractelement %23, i32 0
  %25: i1 = isconstant %24
  %26: i64 = objectsize minimum dynamic %p
  %27: i32 = expect %24, i32 1
  assume %25
  %28: ptr = frameaddress returns level=0
  %29: i64 = readreg register=rsp
  writereg %29 register=rsp
  prefetch %p write=1 locality=3
  target clflush %p effect=w
  vastart %buffer.1
  %30: i32 = vaarg %buffer.1 argument_type=i32
  %31: ptr = vaarg %buffer.1 argument_type=agg(24, 8, [])
  vacopy %0, %buffer.1
  vaend %buffer.1
  %32: i32 = call @other(i32 1: i32, %14: f64, ptr null: ptr) as i32 (i32 signext, ...) {cold, calling_convention=ms_abi}
  call @pair(%x: agg(4, 4, packed, complex, [0: i32])) as agg(16, 8, [0: i64, 8: f64]) (agg(4, 4, packed, complex, [0: i32])) to %buffer.1
  %33: {i32, i64} = asm "add %1, %0\n\t{x|y} \"q\"" [out "=r" i32 name=result output=0 size=4, out "+r" i64 operand=0 output=1 size=8, memory "m" i32 operand=1, in "ri" i32 operand=2] (%11, %p, i32 7) ["memory", "cc"] volatile
  asm "nop" [] () []
  %34: ptr = part %p, i64 8, i64 4
  %35: f64 = rounded fadd %12, %14
  trap
  condbr %7, ^one, ^two weights=(2000, 1)
^one: address_taken
  %36: i32 = phi [%8, ^entry], [i32 0, ^two], [i32 undef, ^two.1]
  indirectbr blockaddress(@jumps, ^one) [^three, ^one.1]
^two:
  switch %n, ^one [1: ^two.1, 4294967295: ^three] likely=(4294967295, 2000, 1)
^two.1:
  %37: {i32} = asmgoto "jmp %l1" [out "=r" i32 output=0, label "" void name=out] () [] to ^one ["out": ^three]
^three: address_taken
  br ^four
^four: unroll=-1 jam=4
  ret i32 3
^one.1: address_taken unroll=4
  unreachable
}
"""  # noqa: E501


def test_round_trip() -> None:
    module = parse_module(SAMPLE)
    text = print_module(module)
    assert text == SAMPLE
    assert print_module(parse_module(text)) == text
    verify_module(module)


def test_every_instruction_has_a_sample() -> None:
    seen = {type(i) for f in parse_module(SAMPLE).functions.values() for b in f.blocks for i in b.instructions}
    known = {c for c in vars(instructions).values() if isinstance(c, type) and issubclass(c, Instruction)}
    missing = {c.__name__ for c in known - seen - {Instruction}}
    assert not missing


def test_numbers_symbols_and_strings() -> None:
    text = """module "a" target="x86_64"

function @"odd name!": i1 () () linkage=external {
^entry:
  %0: i8 = add i8 -128, i8 255
  %1: f32 = fadd f32 1.5, f32 -0.0
  ret i1 1
}
"""
    printed = print_module(parse_module(text))
    assert "i8 -128, i8 -1" in printed
    assert "f32 0x3fc00000, f32 0x80000000" in printed
    assert "ret i1 1" in printed
    assert print_module(parse_module(printed)) == printed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("function @f: void () () {\n^e:\n  frob\n}", "3: unknown instruction"),
        ("function @f: void () () {\n^e:\n  br ^x\n}", "block ^x of @f is missing"),
        ("function @f: i32 () () {\n^e:\n  ret %x\n}", "used and not defined"),
        ("function @f: i32 () () {\n^e:\n  ret i32 1.5\n}", "expected a constant"),
        ("variable @v: ptr size=4 frob=1", "unknown field"),
        ("function @f: void () () {\n^e:\n  ret $\n}", "3: unexpected '$'"),
    ],
)
def test_parse_errors(text: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_module(text)
    assert message in str(caught.value)


def function(body: str, head: str = "i32 (i32, ptr) (%n, %p)") -> str:
    return f"function @f: {head} {{\n{body}\n}}"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("^e:\n %0: i32 = add %n, i64 1\n ret %0", "'%0: i32 = add %n, i64 1': the types differ"),
        ("^e:\n %0: i64 = zext i64 1\n ret %n", "the width does not fit"),
        ("^e:\n ret", "does not return i32"),
        ("^e:\n ret i64 1", "does not return i32"),
        ("^e:\n br ^e", "jumps to the entry block"),
        ("^e:\n condbr %n, ^a, ^b\n^a:\n ret i32 0\n^b:\n ret i32 0", "the condition is not an i1"),
        ("^e:\n ret %n\n unreachable", "a terminator inside"),
        ("^e:\n trap", "no terminator"),
        ("^e:\n br ^a\n^a:\n %0: ptr = alloca size=4 align=4\n ret %n", "an alloca outside the entry"),
        ("^e:\n br ^a\n^a:\n %0: i32 = phi [%n, ^a]\n ret %0", "the phi's blocks are not the predecessors"),
        ("^e:\n %1: i32 = add %0, %n\n %0: i32 = add %n, %n\n ret %0", "before it is defined"),
        (
            "^e:\n condbr i1 1, ^a, ^b\n^a:\n %0: i32 = add %n, %n\n br ^b\n^b:\n ret %0",
            "does not dominate it",
        ),
        ("^e:\n %0: i1 = cmp olt %n, %n\n ret %n", "predicate does not fit"),
        ("^e:\n store %n, %n align=4\n ret %n", "the address is not a pointer"),
        ("^e:\n %0: i32 = call %p(%n: i32) as i32 (i64)\n ret %0", "an argument of type i32 for a parameter"),
        ("^e:\n switch %n, ^a [1: ^a, 1: ^a]\n^a:\n ret %n", "two cases have one constant"),
    ],
)
def test_verifier_refuses(body: str, message: str) -> None:
    module = parse_module(function(body))
    with pytest.raises(VerifyError) as caught:
        verify_module(module)
    assert message in str(caught.value)
    assert str(caught.value).startswith("@f: ")


def test_verifier_sees_broken_def_use() -> None:
    module = parse_module(function("^e:\n %0: i32 = add %n, i32 1\n ret %0"))
    verify_module(module)
    f = module.functions["f"]
    f.blocks[0].instructions[0].users.clear()
    with pytest.raises(VerifyError, match="list of users"):
        verify_module(module)
