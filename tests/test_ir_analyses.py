"""The CFG's facts against networkx on random graphs; exact folding against the machine and by definition."""

from __future__ import annotations

import random
import struct

import networkx
import pytest

from ccore import softfloat
from ccore.ir import cfg, fold
from ccore.ir.builder import Builder
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Binary, CondBranch, PointerAdd, Return
from ccore.ir.module import Block, Function
from ccore.ir.types import F32, F64, F80, F128, I1, I8, I16, I32, I64, PTR, VOID, function_type, int_type
from ccore.ir.values import ConstFloat, ConstInt, Null, Undef
from ccore.ir.verifier import verify_function


def random_function(seed: int, count: int) -> Function:
    chance = random.Random(seed)
    function = Function("f", function_type(VOID, (I1,)))
    blocks = [function.add_block(Block(str(n))) for n in range(count)]
    for block in blocks:
        if chance.random() < 0.15:
            block.append(Return())
        else:
            one, two = chance.choice(blocks[1:]), chance.choice(blocks[1:])
            block.append(CondBranch(function.parameters[0], one, two))
    return function


@pytest.mark.parametrize("many", [1, cfg._MANY])
def test_dominators_frontiers_and_loops(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """``many``: from how many predecessors on the other walk finds their meeting point."""
    monkeypatch.setattr(cfg, "_MANY", many)
    for seed in range(60):
        function = random_function(seed, 3 + seed % 25)
        analyses = Analyses(function)
        entry = function.blocks[0]
        graph = analyses.cfg.subgraph(analyses.postorder)
        expected = dict(networkx.immediate_dominators(graph, entry))
        expected[entry] = entry
        assert analyses.immediate_dominators == expected
        assert set(analyses.postorder) == {entry, *networkx.descendants(analyses.cfg, entry)}
        frontiers = networkx.dominance_frontiers(graph, entry)
        for block, found in analyses.dominance_frontiers.items():
            assert set(found) == set(frontiers.get(block, ()))
        for block in graph:
            above = {block}
            walk = block
            while walk is not entry:
                walk = expected[walk]
                above.add(walk)
            for other in graph:
                assert analyses.dominates(other, block) == (other in above)
        for loop in analyses.loops:
            assert all(analyses.dominates(loop.header, b) for b in loop.blocks)
            assert all(loop.header in latch.successors for latch in loop.latches)
            assert networkx.is_strongly_connected(graph.subgraph(loop.blocks))
            assert loop.parent is None or loop.header in loop.parent.blocks


def test_deep_graphs_need_no_recursion() -> None:
    function = Function("f", function_type(VOID, ()))
    builder = Builder(function)
    builder.position(builder.add_block("entry"))
    for n in range(20_000):
        builder.start(builder.new_block(str(n)))
    builder.ret()
    verify_function(function)
    analyses = Analyses(function)
    assert len(analyses.postorder) == 20_001 and analyses.dominates(function.blocks[0], function.blocks[-1])


def reference(operation: str, a: int, b: int, bits: int) -> int | None:
    """C's meaning, by way of signed Python integers."""
    mask = (1 << bits) - 1
    x = a - (1 << bits) if a >> (bits - 1) else a
    y = b - (1 << bits) if b >> (bits - 1) else b
    if operation in ("udiv", "urem"):
        return None if b == 0 else (a // b if operation == "udiv" else a % b)
    if operation in ("sdiv", "srem"):
        if y == 0 or (y == -1 and x == -(1 << (bits - 1))):
            return None
        quotient = int(abs(x) // abs(y)) * (-1 if (x < 0) != (y < 0) else 1)
        return (quotient if operation == "sdiv" else x - quotient * y) & mask
    if operation in ("shl", "lshr", "ashr"):
        if b >= bits:
            return None
        return {"shl": a << b, "lshr": a >> b, "ashr": x >> b}[operation] & mask
    return {"add": x + y, "sub": x - y, "mul": x * y, "and": a & b, "or": a | b, "xor": a ^ b}[operation] & mask


def test_integer_folding() -> None:
    chance = random.Random(1)
    for bits in (1, 8, 16, 32, 64, 128):
        kind = int_type(bits)
        edges = [0, 1, kind.mask, kind.mask >> 1, 1 << (bits - 1)]
        for _ in range(40):
            a, b = (chance.choice([*edges, chance.getrandbits(bits), 3 & kind.mask]) for _ in "ab")
            for operation in sorted(("add", "sub", "mul", "and", "or", "xor", "udiv", "urem", "sdiv", "srem",
                                     "shl", "lshr", "ashr")):  # fmt: skip
                folded = fold.fold_binary(operation, ConstInt(kind, a), ConstInt(kind, b))
                want = reference(operation, a, b, bits)
                assert (None if folded is None else folded.value) == want  # type: ignore[attr-defined]


def test_conversions_and_bits() -> None:
    assert fold.fold_convert("sext", ConstInt(I8, 0x80), I32) == ConstInt(I32, 0xFFFFFF80)
    assert fold.fold_convert("zext", ConstInt(I8, 0x80), I32) == ConstInt(I32, 0x80)
    assert fold.fold_convert("trunc", ConstInt(I32, 0x1FF), I8) == ConstInt(I8, 0xFF)
    assert fold.fold_convert("fptosi", Builder.const_float(F64, -1.9), I32) == ConstInt(I32, -1)
    assert fold.fold_convert("fptosi", Builder.const_float(F64, 2.0**31), I32) is None
    assert fold.fold_convert("fptoui", Builder.const_float(F64, 2.0**31), I32) == ConstInt(I32, 1 << 31)
    assert fold.fold_convert("sitofp", ConstInt(I64, -1), F32) == Builder.const_float(F32, -1.0)
    assert fold.fold_convert("uitofp", ConstInt(I64, -1), F32) == Builder.const_float(F32, 2.0**64)
    assert fold.fold_convert("inttoptr", ConstInt(I64, 0), PTR) == Null()
    assert fold.fold_convert("zext", Undef(I8), I32) is None
    assert fold.fold_intrinsic("ctlz", [ConstInt(I16, 1)]) == ConstInt(I16, 15)
    assert fold.fold_intrinsic("cttz", [ConstInt(I16, 8)]) == ConstInt(I16, 3)
    assert fold.fold_intrinsic("ctlz", [ConstInt(I16, 0)]) is None
    assert fold.fold_intrinsic("bswap", [ConstInt(I32, 0x01020304)]) == ConstInt(I32, 0x04030201)
    assert fold.fold_intrinsic("bitreverse", [ConstInt(I8, 0b00010011)]) == ConstInt(I8, 0b11001000)


def test_floats_equal_the_machine() -> None:
    chance = random.Random(2)
    for _ in range(3000):
        a, b = (struct.unpack("<d", chance.randbytes(8))[0] for _ in "ab")
        if chance.random() < 0.5:
            a, b = chance.uniform(-9, 9), float(chance.randrange(-9, 9))
        x, y = softfloat.from_float(F64, a), softfloat.from_float(F64, b)
        if a != a or b != b:
            continue
        assert struct.unpack("<d", x.to_bytes(8, "little"))[0] == a
        for operation, machine in (("fadd", a + b), ("fsub", a - b), ("fmul", a * b), ("fdiv", a / b if b else None)):
            bits = softfloat.arithmetic(operation, F64, x, y)
            if machine is None or machine != machine:
                assert bits is None
            else:
                assert bits == struct.unpack("<Q", struct.pack("<d", machine))[0], (operation, a, b)
        try:
            narrow = struct.unpack("<I", struct.pack("<f", a))[0]
        except OverflowError:
            continue
        assert softfloat.convert(F64, x, F32) == narrow


def test_wide_floats() -> None:
    assert softfloat.from_float(F80, 1.0) == 0x3FFF8000000000000000
    assert softfloat.from_float(F128, -2.0) == 0xC000 << 112
    third = softfloat.arithmetic("fdiv", F80, softfloat.from_float(F80, 1.0), softfloat.from_float(F80, 3.0))
    assert third == 0x3FFDAAAAAAAAAAAAAAAB
    assert softfloat.square_root(F64, softfloat.from_float(F64, 2.0)) == softfloat.from_float(F64, 2.0**0.5)
    tiny = 1  # the least subnormal x87 value survives f128 and back
    assert softfloat.convert(F128, softfloat.convert(F80, tiny, F128), F80) == tiny


@pytest.mark.parametrize("weak", [False, True])
def test_pointers(weak: bool) -> None:
    symbol = Function("f", function_type(VOID, ()))
    symbol.linkage = "weak" if weak else "internal"
    assert fold.fold_compare("eq", symbol, symbol) == fold.TRUE
    assert fold.fold_compare("ult", symbol, symbol) == fold.FALSE
    assert fold.fold_compare("ne", symbol, Null()) == (None if weak else fold.TRUE)


def test_builder_folds_and_survives_dead_code() -> None:
    function = Function("f", function_type(I32, (I32, PTR)))
    a, p = function.parameters
    builder = Builder(function)
    builder.position(builder.add_block("entry"))
    assert builder.add(ConstInt(I32, 2), ConstInt(I32, 3)) == ConstInt(I32, 5)
    pointer = builder.ptradd(builder.ptradd(p, 8), 8)
    assert type(pointer) is PointerAdd and pointer.operands == [p, ConstInt(I64, 16)]
    assert builder.ptradd(pointer, -16) is p
    assert builder.extract(builder.overflow("uadd", ConstInt(I8, 255), ConstInt(I8, 1)), 1) == fold.TRUE
    after = builder.new_block("after")
    builder.cond_branch(fold.TRUE, after, builder.add_block("never"))
    assert builder.block is None
    assert type(builder.add(a, a)) is Binary  # dead, but it must go somewhere
    builder.start(after)
    slot = builder.alloca(4, 4, "late")
    assert function.blocks[0].instructions[0] is slot
    builder.store(a, slot)
    builder.ret(builder.load(I32, slot))
    function.blocks[1].append(Return(ConstInt(I32, 0)))
    verify_function(function)


def test_constants_are_values() -> None:
    assert ConstFloat(F64, 0) != ConstFloat(F64, 1 << 63)
    assert {ConstInt(I8, 255), ConstInt(I8, -1)} == {ConstInt(I8, 255)}
