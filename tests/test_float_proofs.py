"""What is known of floating arithmetic is proved with z3: the rows of math_rules.py, and the tables of ir/fold.py."""

from __future__ import annotations

import pytest
import z3
from float_proofs import HALF, TINY, prove_exact, prove_real
from rewrite_proofs import relation

from ccore import softfloat
from ccore.ir import fold
from ccore.ir.arithmetic import FLOAT_PREDICATES
from ccore.ir.instructions import Intrinsic
from ccore.ir.types import F16, F32, F64
from ccore.ir.values import ConstFloat, ConstInt, Parameter
from ccore.passes.math_rules import _row, rows

ROWS = sorted({row.text: row for found in rows().values() for row in found}.items())
DEFINITIONS = {"int(logb(x)) -> ilogb(x) : unsafe finite"}
"""C17 7.12.6.5: what ilogb is."""


def proof(text: str) -> str:
    row = _row(text)
    if "unsafe" in row.rules:
        return prove_real(row)
    answer = prove_exact(row, HALF)
    return prove_exact(row, TINY) if answer.startswith("not proved") else answer


@pytest.mark.parametrize("part", range(8))
def test_rows(part: int) -> None:
    for text, _ in ROWS[part::8]:
        if text not in DEFINITIONS:
            assert proof(text) == "", text


@pytest.mark.parametrize("text", [
    "x + 0 -> x",  # of -0
    "x - x -> 0",  # of infinity
    "0 - x -> -x",
    "x / x -> 1 : no-signed-zeros",
    "x * 0 -> 0 : finite",
    "fabs(x) -> x",
    "fmin(fmax(x, y), y) -> y",
    "floor(x) -> trunc(x)",
    "round(x) -> rint(x)",
    "(x + y) + z -> x + (y + z)",
    "-(x - y) -> y - x",
    "x / y -> x * (1 / y)",
    "sin(-x) -> sin(x)",
    "copysign(x, -y) -> copysign(x, y)",
    "exp(x) * exp(y) -> exp(x * y) : unsafe",
    "sqrt(x * x) -> x : unsafe",
    "sqrt(x) * sqrt(y) -> sqrt(x + y) : unsafe",
    "log(sqrt(x)) -> log(x) * 2 : unsafe",
    "pow(x, y) * pow(x, z) -> pow(x, y * z) : unsafe",
    "x / sqrt(y / z) -> x * sqrt(y / z) : unsafe",
    "tan(x) -> cos(x) / sin(x) : unsafe",
])  # fmt: skip
def test_wrong_rows_are_refuted(text: str) -> None:
    assert proof(text).startswith("wrong: ")


@pytest.mark.parametrize("finite", [False, True])
def test_comparisons_with_constants(finite: bool) -> None:
    """fold.compare_with_float and compare_floats say what z3 proves for every operand."""
    known = 0
    for kind, sort in ((F16, z3.FPSort(5, 11)), (F32, z3.FPSort(8, 24)), (F64, z3.FPSort(11, 53))):
        x = z3.FP("x", sort)
        same = z3.FP("y", sort)
        assumed = [z3.Not(z3.fpIsNaN(v)) for v in (x, same)] + [z3.Not(z3.fpIsInf(v)) for v in (x, same)]
        sign = softfloat.sign_bit(kind)
        plus = softfloat.infinity(kind, False)
        numbers = {
            plus: z3.fpPlusInfinity(sort), plus | sign: z3.fpMinusInfinity(sort), 0: z3.fpPlusZero(sort),
            sign: z3.fpMinusZero(sort), softfloat.quiet_nan(kind, 0, False): z3.fpNaN(sort),
        }  # fmt: skip
        parameter = Parameter(kind, "x", 0)
        for predicate in FLOAT_PREDICATES:
            questions = []
            for operand, value in ((parameter, x), (Intrinsic("fabs", [parameter]), z3.fpAbs(x))):
                for bits, number in numbers.items():
                    answer = fold.compare_with_float(predicate, operand, ConstFloat(kind, bits), finite)
                    questions.append((answer, relation(predicate, value, number)))
            questions.append((fold.compare_floats(predicate, True, finite), relation(predicate, x, x)))
            questions.append((fold.compare_floats(predicate, False, finite), relation(predicate, x, same)))
            for answer, claim in questions:
                if answer is not None:
                    assert isinstance(answer, ConstInt)
                    known += 1
                    solver = z3.Solver()
                    solver.add(*(assumed if finite else []), claim != bool(answer.value))
                    assert solver.check() == z3.unsat, (predicate, str(claim), answer.value)
    assert known > 100
