"""Proves rewrite rules with z3: reads the rows that the compiler's matcher is made of, and gives each its meaning.

A rule is right when for all operands and constants that its conditions allow, if the pattern's code has no undefined
behaviour then the replacement has none, and if the pattern gives no poison then the replacement gives none and the
same value (refinement, as in Alive: Lopes and others, "Provably Correct Peephole Optimizations with Alive", PLDI 2015).

- Widths: all of ``WIDTHS`` for each type that a row leaves open, so for conversions all pairs and triples.
- Each operand is a value and whether it is poison.  Undefined behaviour: a divisor that is 0 or poison, and the least
  number by -1.  Poison: what ``ccore/ir/README.md`` says.
- Undef is any value, perhaps another at each use.  Where a variable stands once in the replacement, one determined
  value there is one that all uses in the pattern may have had, so a proof for determined values holds for undef too;
  ``check_undef`` demands that of each row.
- Flags that a pattern does not name are absent: with them the pattern gives poison more often, which asks for less.
  Those marked ``?`` are tried present and absent.
- Pointers are numbers; ``inbounds`` asks that the result is within the bounds of the object, which are any.
- Floats: z3's theory of IEEE 754, in half, single and double precision.

    python tests/rewrite_proofs.py [--match add-*]       one line per row: the widths, the time
    python tests/rewrite_proofs.py --write               proves all, and writes the list of proofs, rewrite_proofs.txt

The list has a line per row: a hash of the row and of the prover's code, the widths (``all``: over the integers), the
row.  ``make test`` proves each row for small widths, and that the list is of these rows; ``make test-all`` proves all.
"""

from __future__ import annotations

import argparse
import ast
import fnmatch
import hashlib
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import rewrite_integers
import z3

from ccore.ir.arithmetic import COMMUTATIVE
from ccore.passes.rule_code import context_of, is_width, named
from ccore.passes.rule_tables import RULES
from ccore.passes.rules import CONVERSIONS, Row, Term, parse_rows

LIST = Path(__file__).with_suffix(".txt")
WIDTHS = (1, 8, 16, 32, 64)
FLOATS = (16, 32, 64)
POINTERS = (32, 64)
EFFORT = 20_000_000  # z3's resource units for a query: the same answer on every machine; about 10 s
_PLAIN = 140  # bits of the numbers that widths are compared in


class Refuted(Exception):
    """A row that is wrong, or says nothing: the types and values for which it is."""


@dataclass
class State:
    """What the code of one side gives."""

    value: Any
    poison: Any
    undefined: list[Any] = field(default_factory=list)


class Model:
    """A row for one choice of widths and of flags."""

    def __init__(self, row: Row, widths: dict[int, int], flags: frozenset[str]) -> None:
        self.row, self.widths, self.flags = row, widths, flags
        self.values: dict[str, Any] = {}
        self.poisons: dict[str, Any] = {}
        self.bounds = z3.BitVec("low", 64), z3.BitVec("high", 64)
        self.side: list[Any] = []

    def width(self, number: int) -> int:
        return self.widths[self.row.types._find(number)]

    # --- Constants ----------------------------------------------------------------------------------------------

    def number(self, node: ast.expr, context: int) -> Any:
        """A computed constant of a type."""
        width = self.width(context)
        if isinstance(node, ast.Constant):
            return z3.BitVecVal(node.value, width)
        if isinstance(node, ast.Name):
            if node.id == "width":
                return z3.BitVecVal(width, width)
            if node.id == "smin":
                return z3.BitVecVal(1 << (width - 1), width)
            return self.values.setdefault(node.id, z3.BitVec(node.id, width))
        if isinstance(node, ast.UnaryOp):
            inner = self.number(node.operand, context)
            return -inner if isinstance(node.op, ast.USub) else ~inner
        if isinstance(node, ast.BinOp):
            a, b = self.number(node.left, context), self.number(node.right, context)
            return {
                ast.Add: lambda: a + b, ast.Sub: lambda: a - b, ast.Mult: lambda: a * b, ast.BitAnd: lambda: a & b,
                ast.BitOr: lambda: a | b, ast.BitXor: lambda: a ^ b, ast.LShift: lambda: a << b,
                ast.RShift: lambda: z3.LShR(a, b), ast.FloorDiv: lambda: z3.UDiv(a, b), ast.Mod: lambda: z3.URem(a, b),
            }[type(node.op)]()  # fmt: skip
        assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        name = node.func.id
        if name in ("cut", "zext", "sext"):
            inner = self.number(node.args[0], context_of(self.row, node.args[0]))
            return resize(inner, width, name == "sext")
        arguments = [self.number(a, context) for a in node.args]
        if name == "ashr":
            return arguments[0] >> arguments[1]
        if name == "sdiv":
            return arguments[0] / arguments[1]
        if name in ("log2", "ctz"):
            found: Any = z3.BitVecVal(width, width)
            for n in range(width) if name == "log2" else reversed(range(width)):
                found = z3.If(z3.Extract(n, n, arguments[0]) == 1, z3.BitVecVal(n, width), found)
            return found
        if name == "bswap":
            return z3.Concat([z3.Extract(n + 7, n, arguments[0]) for n in range(0, width, 8)])
        raise NotImplementedError(name)

    def test(self, node: ast.expr) -> Any:
        """A condition."""
        if isinstance(node, ast.BoolOp):
            parts = [self.test(v) for v in node.values]
            return z3.And(parts) if isinstance(node.op, ast.And) else z3.Or(parts)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return z3.Not(self.test(node.operand))
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
            if any(is_width(n) for n in parts):
                numbers = [self.plain(n) for n in parts]
            else:
                context = context_of(self.row, node)
                numbers = [self.number(n, context) for n in parts]
            relations = {
                ast.Eq: lambda a, b: a == b, ast.NotEq: lambda a, b: a != b, ast.Lt: z3.ULT, ast.LtE: z3.ULE,
                ast.Gt: z3.UGT, ast.GtE: z3.UGE,
            }  # fmt: skip
            return z3.And([relations[type(o)](a, b) for o, a, b in zip(node.ops, numbers, numbers[1:])])
        assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        name = node.func.id
        if name == "varies":
            return z3.BoolVal(True)
        if name in ("zfits", "sfits"):
            assert isinstance(node.args[1], ast.Name)
            narrow = self.width(self.row.types.named(named(self.row, node.args[1].id)))
            value = self.number(node.args[0], context_of(self.row, node.args[0]))
            return resize(resize(value, narrow), value.size(), name == "sfits") == value
        arguments = [self.number(a, context_of(self.row, node)) for a in node.args]
        return {
            "is_pow2": lambda a: z3.And(a != 0, a & (a - 1) == 0),
            "slt": lambda a, b: a < b,
            "sle": lambda a, b: a <= b,
            "adds_s": lambda a, b: wide(a, True) + wide(b, True) == wide(a + b, True),
            "adds_u": lambda a, b: wide(a) + wide(b) == wide(a + b),
            "subs_s": lambda a, b: wide(a, True) - wide(b, True) == wide(a - b, True),
            "muls_s": lambda a, b: wide(a, True) * wide(b, True) == wide(a * b, True),
            "muls_u": lambda a, b: wide(a) * wide(b) == wide(a * b),
            "shls": lambda a, b: z3.And(z3.ULT(b, a.size()), z3.LShR(a << b, b) == a),
            "divs": lambda a, b: z3.And(b != 0, z3.URem(a, b) == 0),
            "divs_s": lambda a, b: z3.And(b != 0, z3.SRem(a, b) == 0),
        }[name](*arguments)

    def plain(self, node: ast.expr) -> Any:
        """A number beside widths."""
        if isinstance(node, ast.Constant):
            return z3.BitVecVal(node.value, _PLAIN)
        if isinstance(node, ast.Name):
            return resize(self.number(node, context_of(self.row, node)), _PLAIN)
        if isinstance(node, ast.BinOp):
            a, b = self.plain(node.left), self.plain(node.right)
            return {
                ast.Add: lambda: a + b, ast.Sub: lambda: a - b, ast.Mult: lambda: a * b, ast.Mod: lambda: z3.URem(a, b),
            }[type(node.op)]()  # fmt: skip
        assert isinstance(node, ast.Call) and isinstance(node.args[0], ast.Name)
        return z3.BitVecVal(self.width(self.row.types.named(named(self.row, node.args[0].id))), _PLAIN)

    # --- Code ---------------------------------------------------------------------------------------------------

    def run(self, term: Term) -> State:
        """The meaning of a side."""
        types = self.row.types
        number = types.number(term)
        width = self.width(number)
        if term.expression is not None:
            return State(self.number(term.expression, number), z3.BoolVal(False))
        if term.name:
            if term.name not in self.values:
                if types.info(number).kinds == {"float"}:
                    sort = {16: z3.FPSort(5, 11), 32: z3.FPSort(8, 24), 64: z3.FPSort(11, 53)}[width]
                    self.values[term.name] = z3.FP(term.name, sort)
                else:
                    self.values[term.name] = z3.BitVec(term.name, width)
                self.poisons[term.name] = z3.Bool(term.name + ".poison")
            return State(self.values[term.name], self.poisons[term.name])
        parts = [self.run(o) for o in term.operands]
        made = State(None, z3.Or([p.poison for p in parts]), [u for p in parts for u in p.undefined])
        a = parts[0].value
        b = parts[-1].value
        operation = term.operation
        bad: list[Any] = []
        if operation == "select":
            condition, yes, no = parts
            chosen = condition.value == 1
            made.value = z3.If(chosen, yes.value, no.value)
            made.poison = z3.Or(condition.poison, z3.If(chosen, yes.poison, no.poison))
        elif operation == "cmp":
            made.value = z3.If(relation(term.predicate, a, b), z3.BitVecVal(1, 1), z3.BitVecVal(0, 1))
        elif operation == "ptradd":
            made.value = a + resize(b, width, True)
            if self.has(term, "inbounds"):
                low, high = (resize(each, width) for each in self.bounds)
                self.side.append(z3.ULE(low, high))
                bad = [z3.Or(z3.ULT(made.value, low), z3.UGT(made.value, high))]
        elif operation in CONVERSIONS:
            made.value = resize(a, width, operation == "sext")
        else:
            if operation in COMMUTATIVE and b.get_id() < a.get_id():  # what is equal by this law looks equal
                a, b = b, a
            made.value, bad = self.arithmetic(term, a, b, width)
            if operation in ("sdiv", "udiv", "srem", "urem"):
                made.undefined += [parts[1].poison, b == 0]
                if operation[0] == "s":
                    least = z3.BitVecVal(1 << (width - 1), width)
                    made.undefined.append(z3.And(a == least, b == -1, z3.Not(parts[0].poison)))
        if bad:
            made.poison = z3.Or(made.poison, *bad)
        return made

    def has(self, term: Term, flag: str) -> bool:
        return flag in term.flags or (flag + "?" in term.flags and flag in self.flags)

    def arithmetic(self, term: Term, a: Any, b: Any, width: int) -> tuple[Any, list[Any]]:
        """The result, and what makes it poison."""
        operation = term.operation
        bad: list[Any] = []
        if operation in ("shl", "lshr", "ashr"):
            bad.append(z3.UGE(b, width) if width > 1 else b != 0)
            value = a << b if operation == "shl" else z3.LShR(a, b) if operation == "lshr" else a >> b
            back = z3.LShR(value, b) if operation == "shl" else value << b
            if operation == "shl":
                if self.has(term, "nuw"):
                    bad.append(back != a)
                if self.has(term, "nsw"):
                    bad.append(value >> b != a)
            elif self.has(term, "exact"):
                bad.append(back != a)
            return value, bad
        if operation in ("ctpop", "bswap", "bitreverse", "abs", "ctlz", "cttz"):
            if operation == "bswap":
                return z3.Concat([z3.Extract(n + 7, n, a) for n in range(0, width, 8)]), bad
            if operation == "bitreverse":
                return z3.Concat([z3.Extract(n, n, a) for n in range(width)]) if width > 1 else a, bad
            if operation == "abs":
                return z3.If(a < 0, -a, a), bad
            if operation == "ctpop":
                return sum((resize(z3.Extract(n, n, a), width) for n in range(width)), z3.BitVecVal(0, width)), bad
            found: Any = z3.BitVecVal(0, width)
            for n in range(width) if operation == "ctlz" else reversed(range(width)):
                count = width - 1 - n if operation == "ctlz" else n
                found = z3.If(z3.Extract(n, n, a) == 1, z3.BitVecVal(count, width), found)
            return found, [a == 0]
        value = {
            "add": lambda: a + b, "sub": lambda: a - b, "mul": lambda: a * b, "and": lambda: a & b, "or": lambda: a | b,
            "xor": lambda: a ^ b, "udiv": lambda: z3.UDiv(a, b), "urem": lambda: z3.URem(a, b), "sdiv": lambda: a / b,
            "srem": lambda: z3.SRem(a, b),
        }[operation]()  # fmt: skip
        if self.has(term, "exact"):
            bad.append((z3.URem if operation == "udiv" else z3.SRem)(a, b) != 0)
        for flag, signed in (("nsw", True), ("nuw", False)):
            if self.has(term, flag):
                bad.append(overflows(operation, a, b, signed))
        return value, bad


def overflows(operation: str, a: Any, b: Any, signed: bool) -> Any:
    assert operation in ("add", "sub", "mul")
    if operation == "mul":
        fits = [z3.BVMulNoOverflow(a, b, signed)]
        if signed:
            fits.append(z3.BVMulNoUnderflow(a, b))
        if a.size() == 1 and signed:  # z3 gives no answer for one bit: -1 * -1 is 1, which does not fit
            return z3.And(a == 1, b == 1)
        return z3.Not(z3.And(fits))
    exact = wide(a, signed) + wide(b, signed) if operation == "add" else wide(a, signed) - wide(b, signed)
    return exact != wide(a + b if operation == "add" else a - b, signed)


def wide(value: Any, signed: bool = False) -> Any:
    """In twice the width, which any result fits."""
    return resize(value, 2 * value.size() + 1, signed)


def resize(value: Any, width: int, signed: bool = False) -> Any:
    own = value.size()
    if width <= own:
        return value if width == own else z3.Extract(width - 1, 0, value)
    return (z3.SignExt if signed else z3.ZeroExt)(width - own, value)


def relation(predicate: str, a: Any, b: Any) -> Any:
    """A comparison."""
    if z3.is_fp(a):
        unordered = z3.Or(z3.fpIsNaN(a), z3.fpIsNaN(b))
        if predicate in ("ord", "uno"):
            return unordered if predicate == "uno" else z3.Not(unordered)
        if predicate in ("oeq", "one", "ueq", "une"):
            equal = z3.fpEQ(a, b) if predicate.endswith("eq") else z3.Not(z3.fpEQ(a, b))
        else:
            compare = {"lt": z3.fpLT, "le": z3.fpLEQ, "gt": z3.fpGT, "ge": z3.fpGEQ}[predicate[-2:]]
            equal = compare(a, b)
        return z3.And(z3.Not(unordered), equal) if predicate[0] == "o" else z3.Or(unordered, equal)
    return {
        "eq": lambda: a == b, "ne": lambda: a != b, "slt": lambda: a < b, "sle": lambda: a <= b, "sgt": lambda: a > b,
        "sge": lambda: a >= b, "ult": lambda: z3.ULT(a, b), "ule": lambda: z3.ULE(a, b), "ugt": lambda: z3.UGT(a, b),
        "uge": lambda: z3.UGE(a, b),
    }[predicate]()  # fmt: skip


# --- Rows -----------------------------------------------------------------------------------------------------------


def choices(row: Row, widths: tuple[int, ...] = WIDTHS) -> Iterator[dict[int, int]]:
    """All widths that a row's types can have."""
    types = row.types
    numbers = types.numbers()
    options: list[tuple[int, ...]] = []
    for n in numbers:
        info = types.info(n)
        if info.width:
            options.append((info.width,))
        elif info.kinds == {"float"}:
            options.append(FLOATS)
        else:
            options.append(widths if "int" in info.kinds else POINTERS)
    swaps = any(t.operation == "bswap" for t in row.pattern.walk() + row.replacement.walk())
    for choice in product(*options):
        made = dict(zip(numbers, choice, strict=True))
        if all(made[types._find(a)] < made[types._find(b)] for a, b in types.widening):
            if not swaps or made[types.number(row.pattern)] % 16 == 0:
                yield made


def optional_flags(row: Row) -> list[frozenset[str]]:
    """What may be there: all marked so or, since the replacement drops it then, none."""
    names = sorted({f[:-1] for t in row.pattern.walk() for f in t.flags if f.endswith("?")})
    return [frozenset(n for n, on in zip(names, bits) if on) for bits in product((False, True), repeat=len(names))]


def check_undef(row: Row) -> None:
    """Each variable stands at most once in the replacement."""
    names = [t.name for t in row.replacement.walk() if t.name and t.name[0] != "K"]
    if len(names) != len(set(names)):
        raise Refuted(f"{row.name}: {row.text}: a variable is used twice")


def query(
    row: Row, widths: dict[int, int], flags: frozenset[str], fixed: dict[str, int]
) -> tuple[list[Any], list[Any]]:
    """What must be unsatisfiable, and what must not be: the code of the pattern runs, with a result.  ``fixed``:
    constants of which one value is tried."""
    model = Model(row, widths, flags)
    for name, value in fixed.items():
        model.values[name] = z3.BitVecVal(value, model.width(context_of(row, ast.Name(name))))
    source, target = model.run(row.pattern), model.run(row.replacement)
    assumed = [model.test(c) for c in row.conditions] + model.side
    assumed += [z3.Not(u) for u in source.undefined]
    different = source.value != target.value if not z3.is_fp(source.value) else z3.Not(source.value == target.value)
    wrong = z3.Or(*target.undefined, z3.And(z3.Not(source.poison), z3.Or(target.poison, different)))
    return [*assumed, wrong], [*assumed, z3.Not(source.poison)]


def few(row: Row, width: int) -> list[dict[str, int]]:
    """All values of a constant that the conditions allow few of: powers of two, counts of shifts."""
    for condition in row.conditions:
        text = ast.unparse(condition)
        if text.startswith("is_pow2(C"):
            return [{text[8:-1]: 1 << n} for n in range(width)]
        name, _, rest = text.partition(" < ")
        if rest == "width" and name[0] == "C":
            return [{name: n} for n in range(width)]
    return []


def decide(claim: list[Any], effort: int) -> tuple[Any, Any]:
    """z3's answer, and its example."""
    solver = z3.Solver()
    solver.set("rlimit", effort)
    solver.add(*claim)
    answer = solver.check()
    return answer, solver.model() if answer == z3.sat else solver.reason_unknown() if answer == z3.unknown else None


def prove(row: Row, widths: tuple[int, ...] = WIDTHS, effort: int = EFFORT) -> str:
    """Raise ``Refuted`` with an example, unless the row is right.  How it was proved: the choices of widths.

    Where bit-vectors take too long (products of two unknowns) the integers are tried, and each value of a constant.
    """
    check_undef(row)
    proved = []
    useful = everywhere = False
    for choice in choices(row, widths):
        where = "x".join(map(str, dict.fromkeys(choice.values())))
        for flags in optional_flags(row):
            claim, example = query(row, choice, flags, {})
            useful = useful or decide(example, effort)[0] == z3.sat
            large = max(choice.values()) > 8
            if large and everywhere:
                continue
            answer, found = decide(claim, EFFORT // 10 if large else effort)
            if answer == z3.unknown and large:
                everywhere = rewrite_integers.prove(row, effort)
                if everywhere:
                    continue
                for fixed in few(row, max(choice.values())):
                    answer, found = decide(query(row, choice, flags, fixed)[0], effort)
                    if answer != z3.unsat:
                        break
                else:
                    answer, found = (answer, found) if few(row, 1) else decide(claim, effort)
            if answer == z3.sat:
                raise Refuted(f"{row.name}: {row.text}: wrong at {where} {sorted(flags)}: {found}")
            if answer != z3.unsat:
                raise Refuted(f"{row.name}: {row.text}: not proved at {where}: {found}")
        proved.append(where if not (everywhere and large) else "all")
    if not useful:
        raise Refuted(f"{row.name}: {row.text}: fits nothing")
    return " ".join(dict.fromkeys(proved))


def prover() -> str:
    """The code that proves, without its comments."""
    sources = [Path(__file__), Path(rewrite_integers.__file__)]
    trees = [ast.parse(path.read_text()) for path in sources]
    kept = [n for tree in trees for n in tree.body if isinstance(n, (ast.ClassDef, ast.FunctionDef, ast.Assign))]
    return "".join(ast.dump(n) for n in kept if getattr(n, "name", "") not in ("main", "prover", "digest"))


def digest(row: Row, code: str) -> str:
    return hashlib.blake2b(f"{row.text}\0{code}".encode(), digest_size=6).hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description="Prove the rewrite rules.")
    parser.add_argument("--match", default="*")
    parser.add_argument("--effort", type=int, default=EFFORT, help="z3's resource limit for a query")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    wrong = 0
    code = prover()
    old = {line.split()[0]: line for line in LIST.read_text().splitlines()} if LIST.exists() else {}
    lines = []
    for row in parse_rows(RULES):
        if not fnmatch.fnmatch(row.name, options.match):
            continue
        start = time.perf_counter()
        key = digest(row, code)
        line = old.get(key) if options.write else None
        if line is None:
            try:
                line = f"{key} [{prove(row, effort=options.effort)}] {row.name}: {row.text}"
            except Refuted as error:
                wrong += 1
                line = f"REFUTED {error}".replace("\n", " ")
            print(f"{line}  {time.perf_counter() - start:.2f} s", flush=True)
        lines.append(line)
    if options.write and not wrong:
        LIST.write_text("\n".join(lines) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
