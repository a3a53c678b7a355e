"""Products and quotients of rewrite rules, proved over the integers, where bit-vectors take too long.

A number of w bits is a pair of integers, without and with a sign, that differ by 2**w where the sign is set.  Of 2**w
only ``2 * half`` with ``half >= 1`` is said, so that what is proved holds for every width.  A product that wraps is any
number: only of those that do not, more is said.  Quotient and rest are defined as usual.
"""

from __future__ import annotations

import ast
from typing import Any, NamedTuple

import z3

from ccore.passes.rules import Row, Term


class Beyond(Exception):
    """The row has what is not modelled here."""


class Number(NamedTuple):
    """Without a sign, and with one."""

    plain: Any
    signed: Any


class State(NamedTuple):
    """What a side gives; of a comparison ``number`` is a truth value twice."""

    number: Number
    poison: Any
    undefined: list[Any]


def _absolute(value: Any) -> Any:
    return z3.If(value < 0, -value, value)


class Integers:
    """A row.  ``facts``: what is true by definition.  ``views``: of results that may wrap, what is said without a sign
    ("u"), with one ("s"), or both; "l": lemmas.  Less is easier."""

    def __init__(self, row: Row, views: str) -> None:
        self.row, self.views = row, views
        self.half = z3.Int("half")
        self.facts: list[Any] = [self.half >= 1]
        self.values: dict[str, Number] = {}
        self.power = z3.Function("power", z3.IntSort(), z3.IntSort())
        self.bits = z3.Int("bits")

    def any(self, name: str = "any") -> Number:
        """Some number."""
        plain = z3.FreshInt(name)
        self.facts += [plain >= 0, plain < 2 * self.half]
        return Number(plain, z3.If(plain < self.half, plain, plain - 2 * self.half))

    def fits(self, value: Any, signed: bool) -> Any:
        low, high = (-self.half, self.half) if signed else (0, 2 * self.half)
        return z3.And(low <= value, value < high)

    def exactly(self, value: Any, signed: bool) -> Number:
        """The number that a value is where it fits."""
        made = self.any()
        self.facts.append(z3.Implies(self.fits(value, signed), (made.signed if signed else made.plain) == value))
        return made

    def wrapped(self, plain: Any, signed: Any) -> Number:
        """Of two values that are equal modulo 2**w, the number, where one of them fits."""
        made = self.any()
        if "s" in self.views:
            self.facts.append(z3.Implies(self.fits(signed, True), made.signed == signed))
        if "u" in self.views:
            self.facts.append(z3.Implies(self.fits(plain, False), made.plain == plain))
        return made

    def quotient(self, a: Any, b: Any) -> tuple[Any, Any]:
        """C17 6.5.5p6; and that a multiple of b, if not 0, is no less than b."""
        quotient, rest = z3.FreshInt("quotient"), z3.FreshInt("rest")
        law = z3.And(
            a == quotient * b + rest, _absolute(rest) < _absolute(b), z3.Or(rest == 0, (rest < 0) == (a < 0))
        )
        self.facts.append(z3.Implies(b != 0, law))
        known = [v.signed if "s" in self.views else v.plain for v in self.values.values()]
        for other in [z3.IntVal(0), *known] if "l" in self.views else []:
            self.facts.append(z3.Implies(quotient != other, _absolute((quotient - other) * b) >= _absolute(b)))
        return quotient, rest

    def scale(self, count: Any) -> Any:
        """2**count."""
        self.facts.append(self.power(count) >= 1)
        return self.power(count)

    # --- Constants ----------------------------------------------------------------------------------------------

    def number(self, node: ast.expr) -> Number:
        if isinstance(node, ast.Constant):
            value = node.value
            if value not in (0, 1):
                raise Beyond
            made = self.any()
            self.facts.append(made.plain == value)
            return made
        if isinstance(node, ast.Name):
            if node.id == "smin":
                return Number(self.half, -self.half)
            if node.id == "width":
                return Number(self.bits, self.bits)
            if node.id not in self.values:
                self.values[node.id] = self.any(node.id)
            return self.values[node.id]
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            if isinstance(node.operand, ast.Constant) and node.operand.value == 1:
                return Number(2 * self.half - 1, z3.IntVal(-1))
            inner = self.number(node.operand)
            return self.wrapped(-inner.plain, -inner.signed)
        if isinstance(node, ast.BinOp):
            a, b = self.number(node.left), self.number(node.right)
            if isinstance(node.op, ast.Mult):
                return self.wrapped(a.plain * b.plain, a.signed * b.signed)
            if isinstance(node.op, (ast.Add, ast.Sub)):
                sign = 1 if isinstance(node.op, ast.Add) else -1
                return self.wrapped(a.plain + sign * b.plain, a.signed + sign * b.signed)
            if isinstance(node.op, ast.FloorDiv):
                return self.exactly(self.quotient(a.plain, b.plain)[0], False)
            if isinstance(node.op, ast.LShift):
                return self.exactly(a.plain * self.scale(b.plain), False)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sdiv":
            a, b = (self.number(x) for x in node.args)
            return self.exactly(self.quotient(a.signed, b.signed)[0], True)
        raise Beyond

    def test(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            a, b = self.number(node.left).plain, self.number(node.comparators[0]).plain
            relation = {
                ast.Eq: a == b, ast.NotEq: a != b, ast.Lt: a < b, ast.LtE: a <= b, ast.Gt: a > b, ast.GtE: a >= b,
            }  # fmt: skip
            return relation[type(node.ops[0])]
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            raise Beyond
        a, b = (self.number(x) for x in node.args) if len(node.args) == 2 else (self.any(), self.any())
        name = node.func.id
        if name in ("muls_s", "muls_u"):
            return self.fits(a.signed * b.signed, True) if name == "muls_s" else self.fits(a.plain * b.plain, False)
        if name == "slt":
            return a.signed < b.signed
        if name in ("divs", "divs_s"):
            times = z3.FreshInt("times")
            return z3.And(b.plain != 0, a.plain == times * b.plain if name == "divs" else a.signed == times * b.signed)
        if name == "shls":
            return self.fits(a.plain * self.scale(b.plain), False)
        raise Beyond

    # --- Code ---------------------------------------------------------------------------------------------------

    def run(self, term: Term) -> State:
        """The meaning of a side."""
        if term.expression is not None:
            return State(self.number(term.expression), z3.BoolVal(False), [])
        if term.name:
            self.values.setdefault(term.name, self.any(term.name))
            return State(self.values[term.name], z3.Bool(term.name + ".poison"), [])
        one, other = (self.run(o) for o in term.operands)
        a, b = one.number, other.number
        undefined = one.undefined + other.undefined
        bad = [one.poison, other.poison]
        operation = term.operation
        if any(f.endswith("?") for f in term.flags):
            raise Beyond
        if operation == "cmp":
            x, y = a if term.predicate[0] != "s" else Number(a.signed, 0), b
            right = y.signed if term.predicate[0] == "s" else y.plain
            relation = {
                "eq": x.plain == right, "ne": x.plain != right, "lt": x.plain < right, "le": x.plain <= right,
                "gt": x.plain > right, "ge": x.plain >= right,
            }  # fmt: skip
            holds = relation[term.predicate[-2:]]
            return State(Number(holds, holds), z3.Or(bad), undefined)
        if operation == "mul":
            made = self.wrapped(a.plain * b.plain, a.signed * b.signed)
            exact = Number(a.plain * b.plain, a.signed * b.signed)
        elif operation == "sub":
            made = self.wrapped(a.plain - b.plain, a.signed - b.signed)
            exact = Number(a.plain - b.plain, a.signed - b.signed)
        elif operation in ("sdiv", "udiv", "srem", "urem"):
            signed = operation[0] == "s"
            divisor = b.signed if signed else b.plain
            quotient, rest = self.quotient(a.signed if signed else a.plain, divisor)
            undefined += [divisor == 0, other.poison]
            if signed:
                undefined.append(z3.And(a.signed == -self.half, divisor == -1, z3.Not(one.poison)))
            made = self.exactly(quotient if operation[1:] == "div" else rest, signed)
            if "exact" in term.flags:
                bad.append(rest != 0)
            return State(made, z3.Or(bad), undefined)
        elif operation == "lshr" and not term.flags:
            bad.append(b.plain >= self.bits)
            made = self.exactly(self.quotient(a.plain, self.scale(b.plain))[0], False)
            return State(made, z3.Or(bad), undefined)
        else:
            raise Beyond
        if "nsw" in term.flags:
            bad.append(z3.Not(self.fits(exact.signed, True)))
        if "nuw" in term.flags:
            bad.append(z3.Not(self.fits(exact.plain, False)))
        return State(made, z3.Or(bad), undefined)


def prove(row: Row, effort: int) -> bool:
    """Whether the row is proved for every width.  ``effort``: z3's resource limit for a query."""
    for views in ("sl", "ul", "su", "s", "u"):
        model = Integers(row, views)
        try:
            source, target = model.run(row.pattern), model.run(row.replacement)
            assumed = [model.test(c) for c in row.conditions]
        except Beyond:
            return False
        assumed += [z3.Not(u) for u in source.undefined]
        different = source.number.plain != target.number.plain
        wrong = z3.Or(*target.undefined, z3.And(z3.Not(source.poison), z3.Or(target.poison, different)))
        solver = z3.Solver()
        solver.set("rlimit", effort)
        solver.add(*model.facts, *assumed, wrong)
        if solver.check() == z3.unsat:
            return True
    return False
