"""Each rewrite rule is proved with z3, in the widths of C's types; and the prover refutes rules that are wrong."""

from __future__ import annotations

import random
import re

import pytest
import rewrite_integers
import rewrite_proofs
import z3
from rewrite_proofs import LIST, Refuted, choices, digest, prove, prover

from ccore.ir import fold
from ccore.ir.arithmetic import INTEGER_OPERATIONS, INVERSE
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.ir.types import int_type
from ccore.ir.values import ConstInt
from ccore.options import Options
from ccore.passes import instsimplify, rule_code, rule_matchers
from ccore.passes.manager import PassManager
from ccore.passes.rule_code import class_of, generate
from ccore.passes.rule_matchers import FUNCTIONS
from ccore.passes.rule_tables import RULES
from ccore.passes.rules import RuleError, parse_rows

ROWS = parse_rows(RULES)
PARTS = 20  # of the rows, so that tests share them out


def row(text: str):
    return parse_rows(f"planted: {text}")[0]


@pytest.mark.parametrize("part", range(PARTS))
def test_rules_for_small_widths(part: int) -> None:
    for each in ROWS[part::PARTS]:
        chains, pointers = len(each.types.widening) > 1, "to" in each.pattern.operation
        prove(each, (1, 8, 16) if chains else (8, 32, 64) if pointers else (1, 8))


@pytest.mark.full
@pytest.mark.parametrize("part", range(PARTS))
def test_rules(part: int) -> None:
    for each in ROWS[part::PARTS]:
        prove(each)


def test_the_list_of_proofs_is_of_these_rows() -> None:
    code = prover()
    listed = [re.sub(r" \[.*?\]", "", line) for line in LIST.read_text().splitlines()]
    assert listed == [f"{digest(r, code)} {r.name}: {r.text}" for r in ROWS], "python tests/rewrite_proofs.py --write"
    for line, each in zip(LIST.read_text().splitlines(), ROWS, strict=True):
        widths = re.search(r"\[(.*?)\]", line)
        assert widths is not None
        asked = {"x".join(map(str, dict.fromkeys(c.values()))) for c in choices(each)}
        assert "all" in widths[1] or set(widths[1].split()) == asked, line


WRONG = [
    "add nsw (add nsw %x, C1), C2 -> add nsw %x, C1 + C2",  # C1 + C2 may wrap
    "sub nsw %x, C -> add nsw %x, -C",  # of the least number
    "mul nsw? %x, C -> shl nsw? %x, log2(C) : is_pow2(C)",  # 1 << (width - 1) has a sign
    "sdiv %x, C -> ashr %x, log2(C) : is_pow2(C), C != smin",  # rounds another way
    "srem %x, C -> and %x, C - 1 : is_pow2(C)",
    "sdiv (mul %x, %y), %y -> %x",  # the product may wrap
    "udiv (udiv %x, C1), C2 -> udiv %x, C1 * C2",
    "select %c, %x:i1, 0 -> and %c, %x",  # poison that was not chosen
    "select %c, 1, %x:i1 -> or %c, %x",
    "mul %x, 0 -> %x",
    "add %x, %x -> shl %x, 1",  # of one bit
    "lshr (shl %x, C1), C2 -> shl %x, C1 - C2 : C2 < C1, C1 < width",
    "shl (shl %x, C1), C2 -> shl %x, C1 + C2",  # too far
    "cmp slt (add %x, C), C -> cmp slt %x, 0",  # may wrap
    "cmp ult (sext %x), C -> cmp ult %x, cut(C)",
    "cmp eq (sext %x), C -> cmp eq %x, cut(C) : zfits(C, %x)",
    "cmp eq (mul %x, C), 0 -> cmp eq %x, 0 : C != 0",
    "trunc (lshr (zext %x), %y) -> trunc %y",
    "zext (trunc %x) -> %x",
    "trunc (sext %x) -> zext %x",
    "xor (once cmp olt %x, %y), 1 -> cmp oge %x, %y",  # NaNs
    "cmp ole %x, %y -> cmp oge %x, %y",
    "ptradd (ptradd inbounds %p, C1), C2 -> ptradd inbounds %p, C1 + C2",
    "ptrtoint (inttoptr %x) -> %x",  # of another width
    "and %x, C -> 0 : C & 1 == 0",
    "add %x, 0 -> %x : 1 == 0",  # fits nothing
    "mul %x, 2 -> add %x, %x : width(%x) > 1",  # undef twice
]


@pytest.mark.parametrize("text", WRONG)
def test_wrong_rules_are_refuted(text: str) -> None:
    if text.endswith("1 == 0"):
        text = text.replace("1 == 0", "C != C").replace("%x, 0", "%x, C")
    with pytest.raises(Refuted, match="wrong at|used twice|fits nothing"):
        prove(row(text), (1, 8, 64) if "ptr" in text else (1, 8, 16))


@pytest.mark.parametrize("text", [
    "udiv (mul %x, %y), %y -> %x", "udiv (udiv %x, C1), C2 -> udiv %x, C1 * C2", "sdiv (mul nsw %x, %y), %y -> %y",
    "cmp slt (mul nsw %x, C), 0 -> cmp slt %x, 0", "mul (sdiv %x, %y), %y -> %x",
])  # fmt: skip
def test_wrong_rules_are_not_proved_over_the_integers(text: str) -> None:
    assert not rewrite_integers.prove(row(text), 200_000)


def test_no_rule_adds_work() -> None:
    """Instructions that a replacement makes are paid for by those that go: the root, and what is used once."""
    for each in ROWS:
        made = sum(bool(t.operation) for t in each.replacement.walk())
        gone = 1 + sum(t.once for t in each.pattern.walk())
        assert made <= gone, each.text
        root = each.replacement.operation
        if made > 1 or (root and class_of(root) is not class_of(each.pattern.operation)):
            assert root not in ("mul", "sdiv", "udiv", "srem", "urem") or each.pattern.operation != "shl", each.text


def test_computed_constants_mean_the_same_to_matcher_and_prover() -> None:
    """Conditions and constants of all rows, on numbers."""
    chosen = random.Random(1)
    for each in ROWS:
        if not each.conditions:
            continue
        choice = next(c for c in choices(each, (8, 16)) if c)
        names = sorted(set(re.findall(r"\bC\d?\b", each.text)))
        for _ in range(4):
            numbers = {n: chosen.choice((0, 1, 2, 7, 8, 127, 128, 255, chosen.randrange(256))) for n in names}
            assert condition(each, choice, numbers) == matches(each, choice, numbers), (each.text, numbers)


def condition(each, choice: dict[int, int], numbers: dict[str, int]) -> bool:
    model = rewrite_proofs.Model(each, choice, frozenset())
    model.run(each.pattern)
    values = [(model.values[n], z3.BitVecVal(v, model.values[n].size())) for n, v in numbers.items()]
    tests = [z3.simplify(z3.substitute(model.test(c), *values)) for c in each.conditions]
    return all(z3.is_true(t) for t in tests)


def matches(each, choice: dict[int, int], numbers: dict[str, int]) -> bool:
    """The same by the Python that the matcher has."""
    writer = rule_code._Writer(each, each.pattern)
    last = [s for s in writer.steps if s.startswith("if ")][-1]
    space: dict[str, object] = {f"_{n}": f for n, f in FUNCTIONS.items()}
    space |= {n: getattr(rule_matchers, n) for n in ("_fits", "_signed", "_shl")} | {"isinstance": lambda *a: False}

    class Place:
        def __init__(self, number: int) -> None:
            self.type = int_type(choice[writer.types._find(number)])
            self.operands: list[object] = []

    places = {p: Place(writer.types.number(t)) for t, p in writer.place.items()}
    for name, place in writer.places.items():
        if name in numbers:
            setattr(places[place], "value", numbers[name])  # noqa: B010
    text = last[3:-1].replace("Constant", "0")
    return bool(eval(text, {**space, **places}))


def test_constants_fold_as_the_prover_computes() -> None:
    """The meaning of instructions is one, to the folder and to the prover."""
    chosen = random.Random(2)
    for bits in (1, 8, 32):
        kind = int_type(bits)
        for operation in sorted(INTEGER_OPERATIONS):
            each = row(f"{operation} C1, C2 -> 0")
            for _ in range(30):
                a, b = (chosen.choice((0, 1, kind.mask, kind.mask >> 1, chosen.getrandbits(bits))) for _ in "ab")
                model = rewrite_proofs.Model(each, dict.fromkeys(each.types.numbers(), bits), frozenset())
                state = model.run(each.pattern)
                values = [(model.values[n], z3.BitVecVal(v, bits)) for n, v in (("C1", a), ("C2", b))]
                bad = z3.simplify(z3.substitute(z3.Or(state.poison, *state.undefined), *values))
                folded = fold.fold_binary(operation, ConstInt(kind, a), ConstInt(kind, b))
                if z3.is_true(bad):
                    assert folded is None
                else:
                    result = z3.simplify(z3.substitute(state.value, *values))
                    assert isinstance(folded, ConstInt) and folded.value == result.as_long()


def applied(text: str, lines: str) -> str:
    """What the matcher of one row makes of code."""
    module = parse_module(f"function @f: i32 (i32, i32, i1) (%a, %b, %c) defined {{\n^entry:\n{lines}\n}}")
    matchers = rule_matchers.compile_rules(f"planted: {text}")
    old, instsimplify._matchers = instsimplify._matchers, lambda: matchers  # type: ignore[assignment]
    try:
        manager = PassManager(module, Options(verify_each=True))
        manager.run_on(manager.make("instsimplify"), module.functions["f"])
    finally:
        instsimplify._matchers = old
    return print_module(module).split("^entry:\n")[1].rsplit("}", 1)[0].replace("\n  ", "\n").strip()


@pytest.mark.parametrize(("text", "lines", "after"), [
    ("and (or %x, %y), %x -> %x", "%0: i32 = or %b, %a\n%1: i32 = and %a, %0\nret %1", "ret %a"),  # both orders
    ("add (once mul %x, 3), %y -> mul (add %x, %y), 3",
     "%0: i32 = mul %a, i32 3\n%1: i32 = add %b, %0\nret %1",
     "%0: i32 = add %a, %b\n%1: i32 = mul %0, i32 3\nret %1"),
    ("add (once mul %x, 3), %y -> mul (add %x, %y), 3",  # used twice
     "%0: i32 = mul %a, i32 3\n%1: i32 = add %0, %b\n%2: i32 = xor %1, %0\nret %2", ""),
    ("add nsw %x, 1 -> sub %x, -1", "%0: i32 = add nsw %a, i32 1\nret %0", "%0: i32 = sub %a, i32 -1\nret %0"),
    ("add nsw %x, 1 -> sub %x, -1", "%0: i32 = add %a, i32 1\nret %0", ""),
    ("add nsw? (add nsw? %x, C1), C2 -> add nsw? %x, C1 + C2",
     "%0: i32 = add nsw %a, i32 1\n%1: i32 = add nsw %0, i32 2\nret %1", "%0: i32 = add nsw %a, i32 3\nret %0"),
    ("add nsw? (add nsw? %x, C1), C2 -> add nsw? %x, C1 + C2",
     "%0: i32 = add nsw %a, i32 1\n%1: i32 = add %0, i32 2\nret %1", "%0: i32 = add %a, i32 3\nret %0"),
    ("select %c, C, 0 -> zext %c : C == 1", "%0: i32 = select %c, i32 1, i32 0\nret %0", "%0: i32 = zext %c\nret %0"),
    ("select %c, C, 0 -> zext %c : C == 1", "%0: i32 = select %c, i32 2, i32 0\nret %0", ""),
    ("trunc (zext %x) -> %x", "%0: i64 = zext %a\n%1: i32 = trunc %0\nret %1", "ret %a"),
    ("trunc (zext %x) -> %x", "%0: i64 = zext %c\n%1: i32 = trunc %0\nret %1", ""),
    ("trunc (zext %x) -> zext %x", "%0: i64 = zext %c\n%1: i32 = trunc %0\nret %1", "%0: i32 = zext %c\nret %0"),
    ("add %x, -2 -> xor %x, 7", "%0: i32 = add %a, i32 -2\nret %0", "%0: i32 = xor %a, i32 7\nret %0"),
    ("xor (cmp slt %x, %y), 1 -> cmp sge %x, %y",
     "%0: i1 = cmp slt %a, %b\n%1: i1 = xor %0, i1 1\n%2: i32 = zext %1\nret %2",
     "%0: i1 = cmp sge %a, %b\n%1: i32 = zext %0\nret %1"),
])  # fmt: skip
def test_notation(text: str, lines: str, after: str) -> None:
    same = print_module(parse_module(f"function @f: i32 (i32, i32, i1) (%a, %b, %c) defined {{\n^entry:\n{lines}\n}}"))
    unchanged = same.split("^entry:\n")[1].rsplit("}", 1)[0].replace("\n  ", "\n").strip()
    assert applied(text, lines) == (after or unchanged)


@pytest.mark.parametrize("text", [
    "add %x, 0", "add %x -> %x", "add %x, 0 -> %y", "add %x, C -> sub %x, C1", "plus %x, 0 -> %x",
    "cmp less %x, 0 -> 0", "add %x, {1|2} -> add %x, {1|2|3}", "cmp olt %x, 0 -> 0", "zext %x -> add %x, %c:i1",
    "add %x, C -> trunc (zext %x)",
])  # fmt: skip
def test_what_is_no_rule(text: str) -> None:
    with pytest.raises(RuleError):
        generate(parse_rows(f"planted: {text}"))


def test_opposite_predicates_are_those_that_are_proved() -> None:
    pairs = {(t.pattern.operands[0].predicate, t.replacement.predicate) for t in ROWS if t.name == "opposite"}
    assert pairs == set(INVERSE.items())
