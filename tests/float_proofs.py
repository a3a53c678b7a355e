"""Proves rewrite rules of floating arithmetic (``ccore/passes/math_rules.py``) with z3.

A row without ``unsafe`` claims what IEEE 754 gives, bit by bit but for a NaN's sign and payload: it is proved in z3's
theory of floating point, in half precision; where that takes long in a format of 8 bits.  ``finite``: neither operands
nor results are NaNs or infinite; ``no-signed-zeros``: zeros count as equal.  Of functions that are not exact is taken
to hold: sin, tan, atan are odd, cos and cosh even, and what C17 F.10.4.3 says of hypot.

An ``unsafe`` row claims what mathematics gives: it is proved over the reals, where the pattern has a value.  Of
functions there is known

    sqrt(a) >= 0, sqrt(a)**2 = a; cbrt(a)**3 = a; hypot(a, b)**2 = a**2 + b**2, hypot >= 0
    E(a) > 0, E(a + b) = E(a) * E(b), E(-a) = 1 / E(a), E(a / 2) = sqrt(E(a))       E: exp, exp2, exp10
    L(E(a)) = a, E(L(a)) = a; L(a * b) = L(a) + L(b), L(sqrt(a)) = L(a) / 2          L: log, log2, log10
    pow(a, b) = E(b * L(a)), for a > 0
    tan(a) = sin(a) / cos(a); tan(atan(a)) = a; logb of a finite number other than 0 is ilogb
"""

from __future__ import annotations

from typing import Any

import z3

from ccore.passes.math_rules import Row, Term

_ODD = ("sin", "tan", "atan")
_EVEN = ("cos", "cosh")
_ROUNDINGS = {
    "floor": z3.RTN(), "ceil": z3.RTP(), "trunc": z3.RTZ(), "rint": z3.RNE(), "nearbyint": z3.RNE(), "round": z3.RNA(),
}  # fmt: skip
_TO_NEAREST = z3.RNE()
_DIFFERENCE = "-(x - y) -> y - x : no-signed-zeros"  # proved first; other rows of two differences rest on it
EFFORT = 5_000_000  # z3's resource units for a query; about 2 s
TINY, HALF = z3.FPSort(3, 5), z3.FPSort(5, 11)


class Exact:
    """A row in IEEE 754's arithmetic."""

    def __init__(self, row: Row, sort: Any) -> None:
        self.row, self.sort = row, sort
        self.values: dict[str, Any] = {}
        self.facts: list[Any] = []
        self.terms: list[Any] = []
        self.functions: dict[str, Any] = {}
        self.differences: dict[tuple[str, str], Any] = {}

    def function(self, name: str, *arguments: Any) -> Any:
        made = self.functions.setdefault(name, z3.Function(name, *[self.sort] * (len(arguments) + 1)))
        result = made(*arguments)
        a = arguments[0]
        if name in _ODD:
            self.facts.append(made(z3.fpNeg(a)) == z3.fpNeg(result))
        elif name in _EVEN:
            self.facts += [made(z3.fpNeg(a)) == result, made(z3.fpAbs(a)) == result]
        elif name == "hypot":
            # C17 F.10.4.3: of the absolute values alone, and equal to the one where the other is zero
            b = arguments[1]
            size = made(z3.fpAbs(a), z3.fpAbs(b))
            self.facts.append(result == size)
            self.facts.append(z3.Implies(z3.fpIsZero(b), result == z3.fpAbs(a)))
            self.facts.append(z3.Implies(z3.fpIsZero(a), result == z3.fpAbs(b)))
        return result

    def run(self, term: Term) -> Any:
        value = self.value(term)
        if z3.is_fp(value):
            self.terms.append(value)
        return value

    def value(self, term: Term) -> Any:
        operation = term.operation
        if not operation:
            if not term.name:
                if term.negative_zero:
                    return z3.fpMinusZero(self.sort)
                return z3.FPVal(float(term.number), self.sort)
            if term.name == "n":
                return self.values.setdefault("n", z3.BitVec("n", 16))
            return self.values.setdefault(term.name, z3.FP(term.name, self.sort))
        parts = [self.run(a) for a in term.arguments]
        a, b = parts[0], parts[-1]
        if operation in ("fadd", "fsub", "fmul", "fdiv"):
            made = {"fadd": z3.fpAdd, "fsub": z3.fpSub, "fmul": z3.fpMul, "fdiv": z3.fpDiv}[operation]
            result = made(_TO_NEAREST, a, b)
            if operation == "fsub" and self.row.text != _DIFFERENCE:
                other = self.differences.get((str(b), str(a)))
                if other is not None:
                    zeros = z3.And(z3.fpIsZero(other), z3.fpIsZero(result))
                    self.facts.append(z3.Or(result == z3.fpNeg(other), zeros))
                self.differences[str(a), str(b)] = result
            return result
        if operation == "fneg":
            return z3.fpNeg(a)
        if operation == "fabs":
            return z3.fpAbs(a)
        if operation == "copysign":
            # z3 has one NaN, so of a NaN's sign nothing is known: any
            sign = self.functions.setdefault("sign", z3.Function("sign", self.sort, z3.BoolSort()))
            negative = z3.If(z3.fpIsNaN(b), sign(b), z3.fpIsNegative(b))
            return z3.If(negative, z3.fpNeg(z3.fpAbs(a)), z3.fpAbs(a))
        if operation in _ROUNDINGS:
            return z3.fpRoundToIntegral(_ROUNDINGS[operation], a)
        if operation == "fptosi":
            limit = z3.FPVal(32767.0, self.sort)
            self.facts.append(z3.fpLEQ(z3.fpAbs(z3.fpRoundToIntegral(z3.RTZ(), a)), limit))  # else it is poison
            return z3.fpToSBV(z3.RTZ(), a, z3.BitVecSort(17))
        if operation == "sitofp":
            return z3.fpSignedToFP(_TO_NEAREST, a, self.sort)
        if operation in ("fmin", "fmax"):
            less = z3.fpLT(a, b) if operation == "fmin" else z3.fpGT(a, b)
            return z3.If(z3.fpIsNaN(a), b, z3.If(z3.fpIsNaN(b), a, z3.If(less, a, b)))
        return self.function(operation, *parts)


def prove_exact(row: Row, sort: Any = HALF, effort: int = EFFORT) -> str:
    """"" where the row is proved, else why not."""
    model = Exact(row, sort)
    source, target = model.run(row.pattern), model.run(row.replacement)
    assumed = list(model.facts)
    if "finite" in row.rules:
        assumed += [z3.Not(z3.Or(z3.fpIsNaN(t), z3.fpIsInf(t))) for t in model.terms]
    if row.nonnegative:
        value = model.values[row.nonnegative]
        assumed.append(z3.Or(z3.fpIsNaN(value), z3.Not(z3.fpIsNegative(value))))
    same = source == target
    if "no-signed-zeros" in row.rules:
        same = z3.Or(same, z3.And(z3.fpIsZero(source), z3.fpIsZero(target)))
        # An argument of a function may be a zero of the other sign: what it gives then counts as the same.
        for name, made in model.functions.items():
            if name in _ODD:
                assumed.append(z3.fpIsZero(made(z3.fpPlusZero(sort))))
                assumed.append(z3.fpIsZero(made(z3.fpMinusZero(sort))))
    return _answer([*assumed, z3.Not(same)], effort)


def _answer(claim: list[Any], effort: int) -> str:
    solver = z3.Solver()
    solver.set("rlimit", effort)
    solver.add(*claim)
    answer = solver.check()
    if answer == z3.unsat:
        return ""
    return f"wrong: {solver.model()}" if answer == z3.sat else f"not proved: {solver.reason_unknown()}"


# --- Over the reals -------------------------------------------------------------------------------------------------

_INVERSE = {"log": "exp", "log2": "exp2", "log10": "exp10"}


class Reals:
    """An unsafe row.  ``domain``: where the pattern has a value."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.domain: list[Any] = []
        self.facts: list[Any] = []
        self.memory: dict[tuple[str, str], Any] = {}
        self.powers: dict[str, list[tuple[Any, Any]]] = {}
        self.logarithms: dict[Any, tuple[str, Any]] = {}
        self.roots: dict[Any, Any] = {}

    def named(self, kind: str, argument: Any) -> tuple[Any, bool]:
        """The value of a function, one for what is one argument; whether it is new."""
        argument = z3.simplify(argument, som=True)
        key = kind, argument.sexpr()
        new = key not in self.memory
        if new:
            self.memory[key] = z3.Real(f"{kind}({argument})")
        return self.memory[key], new

    def power(self, base: str, exponent: Any) -> Any:
        """E(a), with what connects it to the others of its base."""
        exponent = z3.simplify(exponent, som=True)
        value, new = self.named(base, exponent)
        if new:
            self.facts.append(value > 0)
            known = self.powers.setdefault(base, [])
            for a, at_a in known:
                for factor, of in ((z3.RealVal(-1), lambda x, y: x * y == 1), (z3.RealVal(2), lambda x, y: x == y * y)):
                    self.facts.append(z3.Implies(exponent == factor * a, of(value, at_a)))
                self.facts.append(z3.Implies(a == 2 * exponent, at_a == value * value))
            for n, (a, at_a) in enumerate(known):
                for b, at_b in known[n:]:
                    self.facts.append(z3.Implies(exponent == a + b, value == at_a * at_b))
            known.append((exponent, value))
        return value

    def logarithm(self, name: str, term: Term) -> Any:
        """L of a term, by its form; of a positive number."""
        base = _INVERSE[name]
        if term.operation == base:
            return self.run(term.arguments[0])
        if term.operation in ("fmul", "fdiv"):
            one, other = (self.logarithm(name, a) for a in term.arguments)
            return one + other if term.operation == "fmul" else one - other
        if term.operation == "sqrt":
            return self.logarithm(name, term.arguments[0]) / 2
        if term.operation == "fabs":
            return self.logarithm(name, term.arguments[0])
        if term.operation == "pow":
            return self.run(term.arguments[1]) * self.logarithm(name, term.arguments[0])
        argument = self.run(term)
        self.domain.append(argument > 0)
        value, _ = self.named(name, argument)
        self.facts.append(self.power(base, value) == argument)
        return value

    def run(self, term: Term) -> Any:
        operation = term.operation
        if not operation:
            return z3.Real(term.name) if term.name else z3.RealVal(str(term.number))
        if operation == "pow":
            inner = term.arguments[0].operation
            name = next((log for log, base in _INVERSE.items() if base == inner), "log")
            exponent = self.run(term.arguments[1]) * self.logarithm(name, term.arguments[0])
            return self.power(_INVERSE[name], exponent)
        if operation in _INVERSE:
            return self.logarithm(operation, term.arguments[0])
        parts = [self.run(a) for a in term.arguments]
        a, b = parts[0], parts[-1]
        if operation == "fdiv":
            self.domain.append(b != 0)
            quotient = z3.FreshReal("quotient")
            self.facts.append(z3.Implies(b != 0, quotient * b == a))
            return quotient
        if operation in ("fadd", "fsub", "fmul"):
            return a + b if operation == "fadd" else a - b if operation == "fsub" else a * b
        if operation == "fneg":
            return -a
        if operation == "fabs":
            return z3.If(a < 0, -a, a)
        if operation in _INVERSE.values():
            return self.power(operation, a)
        if operation == "sqrt":
            root, _ = self.named("sqrt", a)
            self.domain.append(a >= 0)
            self.facts.append(z3.Implies(a >= 0, z3.And(root >= 0, root * root == a)))
            return root
        if operation == "cbrt":
            root, _ = self.named("cbrt", a)
            self.facts.append(root * root * root == a)
            return root
        if operation == "hypot":
            root, _ = self.named("hypot", a * a + b * b)
            self.facts += [root >= 0, root * root == a * a + b * b]
            return root
        if operation == "tan" and term.arguments[0].operation == "atan":
            return self.run(term.arguments[0].arguments[0])
        if operation == "tan":
            sine, cosine = self.named("sin", a)[0], self.named("cos", a)[0]
            self.domain.append(cosine != 0)
            tangent, _ = self.named("tan", a)
            self.facts.append(z3.Implies(cosine != 0, tangent * cosine == sine))
            return tangent
        return self.named({"ilogb": "logb"}.get(operation, operation), a)[0]


def prove_real(row: Row, effort: int = EFFORT) -> str:
    """"" where the row is proved, else why not."""
    model = Reals(row)
    source = model.run(row.pattern)
    assumed = list(model.domain)
    if row.nonnegative:
        assumed.append(z3.Real(row.nonnegative) > 0)
    target = model.run(row.replacement)
    return _answer([*assumed, *model.domain, *model.facts, source != target], effort)
