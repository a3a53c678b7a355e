"""What passes conclude without rewrite rules is right: z3 proves the tables of comparisons and the laws of sums; the
rest is tried with all values of small types."""

from __future__ import annotations

from itertools import product

import pytest
import z3
from rewrite_proofs import relation

from ccore.ir.arithmetic import INTEGER_OPERATIONS
from ccore.ir.fold import fold_compare
from ccore.ir.instructions import Compare
from ccore.ir.types import F64, PTR, IntType
from ccore.ir.values import ConstInt, Parameter
from ccore.passes import correlate, linear
from ccore.passes.correlate import Facts

OUTCOMES = (correlate._LESS, correlate._EQUAL, correlate._GREATER, correlate._UNORDERED)


def holds(mask: int, a: z3.ExprRef, b: z3.ExprRef, signed: bool) -> z3.BoolRef:
    """That the outcome of comparing is one of the mask's."""
    if z3.is_fp(a):
        each = (z3.fpLT(a, b), z3.fpEQ(a, b), z3.fpGT(a, b), z3.Or(z3.fpIsNaN(a), z3.fpIsNaN(b)))
    else:
        each = (a < b if signed else z3.ULT(a, b), a == b, a > b if signed else z3.UGT(a, b), z3.BoolVal(False))
    return z3.Or(*[e for bit, e in zip(OUTCOMES, each) if mask & bit])


def proved(claim: z3.BoolRef) -> bool:
    solver = z3.Solver()
    solver.add(z3.Not(claim))
    return solver.check() == z3.unsat


@pytest.mark.parametrize("predicate", correlate._OUTCOMES)
def test_outcomes_of_comparisons(predicate: str) -> None:
    mask = correlate._OUTCOMES[predicate]
    if correlate._kind(predicate) == "f":
        pairs = [(z3.FP("a", s), z3.FP("b", s)) for s in (z3.Float16(), z3.Float32(), z3.Float64())]
    else:
        pairs = [(z3.BitVec("a", n), z3.BitVec("b", n)) for n in (1, 8, 16, 32, 64)]
    for a, b in pairs:
        for signed in {"s": (True,), "u": (False,), "=": (True, False), "f": (True,)}[correlate._kind(predicate)]:
            assert proved(relation(predicate, a, b) == holds(mask, a, b, signed))
            assert proved(holds(mask, a, b, signed) == holds(correlate._FLIPPED[mask], b, a, signed))


INTEGER = sorted(correlate._INTEGER | {"eq", "ne"})


def known(bits: int, most: int) -> None:
    """All that a value may be after ``most`` comparisons with constants agrees with each answer."""
    kind = IntType(bits)
    x = Parameter(kind, "x", 0)
    constants = [ConstInt(kind, n) for n in range(1 << bits)]
    true = {
        (p, c.value): frozenset(v.value for v in constants if fold_compare(p, v, c).value)  # type: ignore[union-attr]
        for p in INTEGER for c in constants
    }  # fmt: skip
    every = frozenset(range(1 << bits))
    learned = [(p, c, h) for p in INTEGER for c in constants for h in (True, False)]
    compares = {(p, c): Compare(p, x, c) for p in INTEGER for c in constants}
    answers = 0
    for chosen in product(learned, repeat=most):
        facts = Facts()
        possible = every
        for p, c, h in chosen:
            facts.learn(compares[p, c], h)
            possible &= true[p, c.value] if h else every - true[p, c.value]
        if not possible:
            continue
        single = facts.constant(x)
        assert single is None or possible == {single.value}, chosen
        for (p, c), satisfied in zip(compares, true.values()):
            answer = facts.ask(p, x, c)
            if answer is not None:
                answers += 1
                assert (possible <= satisfied) if answer else not possible & satisfied, (chosen, p, c, answer)
    assert answers > 1000


def test_ranges() -> None:
    known(4, 1)
    known(2, 2)


def test_relations_between_two_values() -> None:
    for kind, predicates in ((IntType(8), INTEGER), (PTR, INTEGER),
                             (F64, sorted(set(correlate._OUTCOMES) - correlate._INTEGER - {"eq", "ne"}))):  # fmt: skip
        a, b = Parameter(kind, "a", 0), Parameter(kind, "b", 1)
        if kind is F64:
            x, y = z3.FP("a", z3.Float16()), z3.FP("b", z3.Float16())
        else:
            x, y = z3.BitVec("a", 8), z3.BitVec("b", 8)
        for first, second, turned, held in product(predicates, predicates, (False, True), (False, True)):
            facts = Facts()
            facts.learn(Compare(first, a, b), held)
            answer = facts.ask(second, *((b, a) if turned else (a, b)))
            if answer is not None:
                premise, conclusion = relation(first, x, y), relation(second, *((y, x) if turned else (x, y)))
                assert proved(z3.Implies(premise == held, conclusion == answer)), (first, second, turned, held)


@pytest.mark.parametrize("operation", sorted(linear.OPERATIONS))
def test_laws_of_sums(operation: str) -> None:
    """What ``linear`` makes of ``factor * (a operation b)``: over the integers, and so modulo each power of 2."""
    k, a, b = z3.Ints("k a b")
    laws = {
        "add": k * (a + b) == k * a + k * b,
        "sub": k * (a - b) == k * a + (-k) * b,
        "mul": k * (a * b) == (k * b) * a,
        "shl": z3.And(*[k * (a * 2**n) == (k * 2**n) * a for n in range(64)]),
        "xor": k * (-a - 1) == (-k) * a - k,
    }
    assert proved(laws[operation])
    assert operation in INTEGER_OPERATIONS
    x, y = z3.BitVecs("x y", 64)
    if operation == "xor":
        assert proved((x ^ -1) == -x - 1)
    if operation == "shl":
        assert all(proved((x << n) == x * (1 << n)) for n in range(64))
