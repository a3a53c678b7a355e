"""Sums that are constant, comparisons of a value with itself, and branches on them, at -O0 too."""

from __future__ import annotations

import random
from itertools import product

import pytest
from test_pass_rewrites import apply, body, same

from ccore import softfloat
from ccore.ir import fold
from ccore.ir.arithmetic import FLOAT_PREDICATES
from ccore.ir.instructions import Binary
from ccore.ir.types import F32, I8
from ccore.ir.values import ConstFloat, ConstInt, Parameter, Value
from ccore.passes.linear import constant_sum

NUMBERS = (0x00000000, 0x80000000, 0x3F800000, 0xBF800000, 0x7F7FFFFF, 0xFF7FFFFF, 0x00000001)
INFINITE = (0x7F800000, 0xFF800000)
NANS = (0x7FC00000, 0xFFC00001)


@pytest.mark.parametrize("predicate", FLOAT_PREDICATES)
def test_comparisons_known_of_one_side(predicate: str) -> None:
    x = Parameter(F32, "x", 0)
    for finite in (False, True):
        others = NUMBERS if finite else (*NUMBERS, *INFINITE, *NANS)
        for constant in (*NUMBERS, *INFINITE, *NANS):
            if finite and constant in NANS:
                continue
            answer = fold.compare_with_float(predicate, x, ConstFloat(F32, constant), finite)
            if type(answer) is ConstInt:
                for other in others:
                    assert softfloat.compare(predicate, F32, other, constant) == bool(answer.value)
        for one in (False, True):
            answer = fold.compare_floats(predicate, one, finite)
            if type(answer) is ConstInt:
                for a, b in product(others, repeat=2):
                    if a == b or not one:
                        assert softfloat.compare(predicate, F32, a, b) == bool(answer.value)


def test_a_finite_number_is_known_beside_infinity() -> None:
    x, infinity = Parameter(F32, "x", 0), ConstFloat(F32, INFINITE[0])
    assert fold.compare_with_float("olt", x, infinity, True) == fold.TRUE
    assert fold.compare_with_float("oeq", x, infinity, True) == fold.FALSE
    assert fold.compare_with_float("oeq", x, infinity) is None


def evaluate(value: Value, numbers: dict[Value, int]) -> int:
    if type(value) is ConstInt:
        return value.value
    if type(value) is not Binary:
        return numbers[value]
    a, b = (evaluate(o, numbers) for o in value.operands)
    folded = fold.fold_binary(value.operation, ConstInt(I8, a), ConstInt(I8, b))
    assert type(folded) is ConstInt
    return folded.value


def test_sums_that_are_constant_are_so_for_all_values() -> None:
    choose = random.Random(7)
    parameters = [Parameter(I8, name, n) for n, name in enumerate("xy")]

    def expression(depth: int) -> Value:
        if not depth or choose.random() < 0.2:
            return choose.choice(parameters) if choose.random() < 0.8 else ConstInt(I8, choose.randrange(256))
        operation = choose.choice(("add", "sub", "sub", "xor", "xor", "mul", "shl"))
        a = expression(depth - 1)
        if operation in ("add", "sub"):
            return Binary(operation, a, expression(depth - 1))
        number = {"xor": 255, "mul": choose.choice((2, 3, 255)), "shl": choose.choice((1, 7))}[operation]
        if choose.random() < 0.1:
            number = 5
        return Binary(operation, a, ConstInt(I8, number))

    constant = 0
    for _ in range(1500):
        a, b = expression(3), expression(3)
        difference = constant_sum([(a, 1), (b, -1)], I8)
        if difference is not None:
            constant += 1
            for x, y in product((0, 1, 2, 77, 127, 128, 254, 255), repeat=2):
                numbers: dict[Value, int] = dict(zip(parameters, (x, y), strict=True))
                assert (evaluate(a, numbers) - evaluate(b, numbers)) & 255 == difference
    assert constant > 20


def test_instsimplify_knows_sums() -> None:
    same("%0: i32 = sub i32 0, %a\n%1: i32 = xor %0, i32 -1\n%2: i32 = sub %1, %a\nret %2",
         "ret i32 -1", "instsimplify")  # fmt: skip
    same("%0: i32 = add %a, i32 5\n%1: i1 = cmp eq %0, %a\n%2: i32 = zext %1\nret %2",
         "ret i32 0", "instsimplify")  # fmt: skip
    same("%0: i32 = add %b, %a\n%1: i32 = add %a, %b\n%2: i1 = cmp ne %0, %1\n%3: i32 = zext %2\nret %3",
         "ret i32 0", "instsimplify")  # fmt: skip
    addresses = "%0: ptr = ptradd %p, i64 24\n%1: i64 = ptrtoint %0\n%2: i64 = ptrtoint %p\n"
    same(addresses + "%3: i64 = sub %1, %2\n%4: i64 = sdiv exact %3, i64 8\n%5: i32 = trunc %4\nret %5",
         "ret i32 3", "instsimplify")  # fmt: skip
    kept = "%0: i32 = add %a, i32 5\n%1: i1 = cmp slt %0, %a\n%2: i32 = zext %1\nret %2"  # it may wrap
    same(kept, kept, "instsimplify")
    other = "%0: i32 = mul %a, i32 2\n%1: i1 = cmp eq %0, %a\n%2: i32 = zext %1\nret %2"  # at 0
    same(other, other, "instsimplify")


def test_instsimplify_knows_addresses_inside_of_a_variable() -> None:
    def result(offset: int, linkage: str = "private") -> str:
        text = (f'variable @s: ptr size=4 linkage={linkage} align=1 defined constant data "61626300"\n'
                f"function @f: i32 () () defined {{\n^entry:\n%0: ptr = ptradd @s, i64 {offset}\n"
                "%1: i1 = cmp eq %0, ptr null\n%2: i32 = zext %1\nret %2\n}\n")  # fmt: skip
        return apply(text, "instsimplify").split("ret ")[1].split("\n")[0]

    assert result(1) == result(4) == "i32 0"
    assert result(5).startswith("%") and result(-1).startswith("%")  # which may wrap
    assert result(1, "external").startswith("%")


def branch(compared: str, between: str = "", volatile: str = "") -> str:
    return (f"%0: i32 = load {volatile}%p align=4\n%1: i32 = add %0, i32 5\n{between}%2: i32 = load %p align=4\n"
            f"{compared}\ncondbr %3, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b").replace("%p", "%v")  # fmt: skip


def known(lines: str, rules: str = "") -> bool:
    text = body("%v: ptr = alloca size=4 align=4\nstore %a, %v align=4\n" + lines)
    if rules:
        text = text.replace(" defined", f" defined attributes={{math=[{rules}]}}")
    return "condbr" not in apply(text, "known-branches")


def test_branches_on_two_loads_of_one_variable() -> None:
    equal = "%3: i1 = cmp eq %1, %2"
    assert known(branch(equal))
    assert not known(branch("%3: i1 = cmp slt %1, %2"))
    assert not known(branch(equal, between="store %b, %p align=4\n"))
    assert not known(branch(equal, volatile="volatile "))
    assert not known(branch("%3: i1 = cmp eq %1, %b"))


def test_branches_on_a_number_that_is_no_nan() -> None:
    lines = ("%0: f32 = load %v align=4\n%1: f32 = load %v align=4\n%2: i1 = cmp une %0, %1\n%3: i32 = zext %2\n"
             "%4: i1 = cmp ne %3, i32 0\ncondbr %4, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b")  # fmt: skip
    assert known(lines, "finite")
    assert not known(lines)
    assert known(lines.replace("une", "one"))
