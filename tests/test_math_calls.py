"""The pass math-calls: every row of its table is true of numbers, fires, and asks for what it needs."""

from __future__ import annotations

import math
import struct
from itertools import product
from pathlib import Path

import pytest
from command_line import ccore
from test_pass_rewrites import apply

from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.options import Options, follow_math, math_rules, optimize_words
from ccore.passes.manager import PassManager
from ccore.passes.math_rules import Row, Term, rows

ROWS = [row for group in rows().values() for row in group]
BY_TEXT = {row.text: row for row in ROWS}
EDGES = (0.0, -0.0, 1.0, -1.0, 0.5, 2.5, -2.5, 3.0, -7.75, 1e-300, 1e300, math.inf, -math.inf, math.nan)
ORDINARY = (0.25, 0.5, 1.0, 1.5, 2.0, 3.25, -0.75, -2.0)

DECLARED = "\n".join(
    [f"function @{name}: f64 (f64) (%x) attributes={{library={name}}}"
     for name in ("sqrt", "cbrt", "exp", "exp2", "exp10", "log", "log2", "log10", "tan", "atan", "sin", "cos", "cosh",
                  "logb", "floor", "ceil", "trunc", "rint", "nearbyint", "round", "fabs")]
    + [f"function @{name}: f64 (f64, f64) (%x, %y) attributes={{library={name}}}"
       for name in ("pow", "hypot", "copysign", "fmin", "fmax")]
    + ["function @powi: f64 (f64, i32) (%x, %n) attributes={library=powi}"]
    + ["function @ilogb: i32 (f64) (%x) attributes={library=ilogb}"]
    + [f"function @{name}: i64 (f64) (%x) attributes={{library={name}}}" for name in ("lround", "llround", "lrint")]
)  # fmt: skip


# --- Rows as numbers ------------------------------------------------------------------------------------------------


def divide(a: float, b: float) -> float:
    if b:
        return a / b
    return math.nan if math.isnan(a) or not a else math.copysign(math.inf, a) * math.copysign(1.0, b)


def away(x: float) -> float:
    return math.copysign(math.floor(abs(x) + 0.5), x)


def integral(function):
    return lambda x: x if not math.isfinite(x) else math.copysign(float(function(x)), x)


FUNCTIONS = {
    "fneg": lambda a: -a, "fadd": lambda a, b: a + b, "fsub": lambda a, b: a - b, "fmul": lambda a, b: a * b,
    "fdiv": divide, "fabs": abs, "copysign": math.copysign, "sqrt": math.sqrt, "cbrt": math.cbrt, "exp": math.exp,
    "exp2": math.exp2, "exp10": lambda x: 10.0**x, "log": math.log, "log2": math.log2, "log10": math.log10,
    "pow": math.pow, "hypot": math.hypot, "sin": math.sin, "cos": math.cos, "tan": math.tan, "atan": math.atan,
    "fmin": min, "fmax": max,
    "cosh": math.cosh, "floor": integral(math.floor), "ceil": integral(math.ceil), "trunc": integral(math.trunc),
    "rint": integral(round), "nearbyint": integral(round), "round": integral(away), "fptosi": int, "sitofp": math.trunc,
    "logb": lambda x: float(math.frexp(x)[1] - 1), "ilogb": lambda x: math.frexp(x)[1] - 1,
}  # fmt: skip


def evaluate(term: Term, values: dict[str, float]) -> float:
    """By IEEE 754: an invalid operation is NaN, an overflow infinite."""
    if not term.operation:
        return values[term.name] if term.name else -0.0 if term.negative_zero else float(term.number)
    arguments = [evaluate(a, values) for a in term.arguments]
    try:
        return float(FUNCTIONS[term.operation](*arguments))
    except ValueError:
        return math.nan
    except OverflowError:
        return math.nan if term.operation == "fptosi" else math.inf


def names(term: Term) -> set[str]:
    return {term.name} - {""} if not term.operation else set().union(*map(names, term.arguments))


def agree(a: float, b: float, row: Row) -> bool:
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    if "unsafe" in row.rules:
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
    return a == b and (bool(a) or "no-signed-zeros" in row.rules or math.copysign(1, a) == math.copysign(1, b))


@pytest.mark.parametrize("row", ROWS, ids=BY_TEXT)
def test_a_row_is_true(row: Row) -> None:
    variables = sorted(names(row.pattern))
    tried = 0
    for numbers in product(ORDINARY if "unsafe" in row.rules else EDGES, repeat=len(variables)):
        values = dict(zip(variables, numbers, strict=True))
        if row.text.startswith("log") and "pow" in row.text and numbers[0] <= 0:
            continue  # as in GCC, whoever takes a power's logarithm is taken to have a positive base
        if row.nonnegative and math.copysign(1.0, values[row.nonnegative]) < 0:
            continue
        if "n" in values and not math.isfinite(values["n"]):
            continue
        before = evaluate(row.pattern, values)
        if row.rules & {"finite", "unsafe"} and not all(map(math.isfinite, (before, *numbers))):
            continue
        if row.pattern.operation == "fptosi" and not math.isfinite(before):
            continue  # undefined
        tried += 1
        assert agree(before, evaluate(row.replacement, values), row), (row.text, values)
    assert tried


# --- Rows as code ---------------------------------------------------------------------------------------------------


def function(lines: str, rules: frozenset[str] | set[str], result: str = "f64") -> str:
    words = ", ".join(f'"{word}"' for word in sorted(rules))
    return (f"function @f: {result} (f64, f64, f64, i32) (%x, %y, %z, %n) defined attributes={{math=[{words}]}} "
            f"{{\n^entry:\n{lines}\n}}\n")  # fmt: skip


def code(row: Row, wanted: Term) -> tuple[str, str]:
    """A side of a row as IR, and the type of its value.  What must have no sign is an absolute value."""
    lines: list[str] = []

    def write(term: Term, kind: str = "f64") -> str:
        if not term.operation and term.name:
            if term.name != row.nonnegative:
                return f"%{term.name}"
            if not any(line.startswith("%sign") for line in lines):
                lines.append(f"%sign: f64 = intrinsic fabs %{term.name}")
            return "%sign"
        if not term.operation:
            bits = (1 << 63) if term.negative_zero else int.from_bytes(struct.pack(">d", term.number))
            return f"f64 {bits:#018x}"
        arguments = [write(a) for a in term.arguments]
        name = f"%v{len(lines)}"
        if term.operation[0] == "f" and term.operation[1:] in ("add", "sub", "mul", "div"):
            text = f"{term.operation} {', '.join(arguments)}"
        elif term.operation in ("fneg", "fptosi", "sitofp"):
            text = f"{term.operation} {arguments[0]}"
        else:
            given = ", ".join(f"{a}: f64" for a in arguments)
            text = f"call @{term.operation}({given}) as {kind} ({', '.join(['f64'] * len(arguments))}) {{const}}"
        lines.append(f"{name}: {kind} = {text}")
        return name

    kind = "i32" if row.pattern.operation == "fptosi" else "f64"
    value = write(wanted, kind)
    return "\n".join([*lines, f"ret {value}"]), kind


def rewritten(row: Row, wanted: Term, rules: frozenset[str]) -> str:
    lines, kind = code(row, wanted)
    # A call of <math.h> that has nothing to do with it, for a row of arithmetic alone.
    lines = "%other: f64 = call @tan(%z: f64) as f64 (f64) {const}\n" + lines
    text = apply(DECLARED + "\n" + function(lines, rules, kind), "math-calls", "dce")
    return text[text.index("function @f") :].split("{\n", 1)[1]


@pytest.mark.parametrize("row", ROWS, ids=BY_TEXT)
def test_a_row_fires_and_asks_for_its_conditions(row: Row) -> None:
    replaced = rewritten(row, row.pattern, row.rules)
    assert replaced == rewritten(row, row.replacement, row.rules)
    assert replaced != rewritten(row, row.pattern, frozenset(("signaling-nans",)))
    for word in row.rules:
        assert rewritten(row, row.pattern, row.rules - {word}) != replaced, word


CALL = "as f64 (f64)"
TWO = "as f64 (f64, f64)"


def becomes(before: str, after: str, *rules: str, result: str = "f64") -> None:
    text = apply(DECLARED + "\n" + function(before, set(rules), result), "math-calls")
    expected = print_module(parse_module(DECLARED + "\n" + function(after, set(rules), result)))
    assert text == expected


def test_a_square_is_a_product_at_any_precision() -> None:
    two = "f64 0x4000000000000000: f64"
    becomes(f"%0: f64 = call @pow(%x: f64, {two}) {TWO}\nret %0", "%0: f64 = fmul %x, %x\nret %0")


def test_a_cube_needs_unsafe_maths_and_no_errno() -> None:
    three = "f64 0x4008000000000000: f64"
    before = f"%0: f64 = call @pow(%x: f64, {three}) {TWO} {{const}}\nret %0"
    becomes(before, before, "finite")
    becomes(before, "%0: f64 = fmul %x, %x\n%1: f64 = fmul %0, %x\nret %1", "unsafe")
    with_errno = before.replace(" {const}", "")
    becomes(with_errno, with_errno, "unsafe")


def test_powers_with_halves_and_signs() -> None:
    before = f"%0: f64 = call @pow(%x: f64, f64 0xbff8000000000000: f64) {TWO} {{const}}\nret %0"
    after = "%0: f64 = intrinsic sqrt %x\n%1: f64 = fmul %x, %0\n%2: f64 = fdiv f64 0x3ff0000000000000, %1\nret %2"
    becomes(before, after, "unsafe")


def test_small_code_multiplies_little() -> None:
    lines = f"%0: f64 = call @pow(%x: f64, f64 0x401c000000000000: f64) {TWO} {{const}}\nret %0"
    for level, calls in (("s", 1), ("2", 0)):
        module = parse_module(DECLARED + "\n" + function(lines, {"unsafe"}))
        manager = PassManager(module, Options(level=level, verify_each=True))
        manager.run_module_pass(manager.make("math-calls"))
        assert print_module(module).count("call @pow") == calls


def test_whole_powers() -> None:
    for power, text in (("-1", "%0: f64 = fdiv f64 0x3ff0000000000000, %x\nret %0"), ("1", "ret %x"),
                        ("0", "ret f64 0x3ff0000000000000")):  # fmt: skip
        before = f"%0: f64 = call @powi(%x: f64, i32 {power}: i32) as f64 (f64, i32) {{const}}\nret %0"
        becomes(before, text)
    cube = "%0: f64 = call @powi(%x: f64, i32 3: i32) as f64 (f64, i32) {const}\nret %0"
    becomes(cube, cube)


def test_constants_are_computed_even_where_errno_could_be_set() -> None:
    two, three = "f64 0x4000000000000000: f64", "f64 0x4008000000000000: f64"
    becomes(f"%0: f64 = call @pow({two}, {three}) {TWO}\nret %0", "ret f64 0x4020000000000000")
    minus = f"%0: f64 = call @log(f64 0xbff0000000000000: f64) {CALL}\nret %0"
    becomes(minus, minus)  # it sets errno, and gives NaN


def test_a_root_stays_a_call_where_errno_is_wanted() -> None:
    before = f"%0: f64 = call @sqrt(%x: f64) {CALL}\nret %0"
    becomes(before, before, "unsafe", "finite")
    becomes(before.replace("\nret", " {const}\nret"), "%0: f64 = intrinsic sqrt %x\nret %0")


def test_equal_calls_are_one_where_the_first_is_passed() -> None:
    call = f"call @exp(%x: f64) {CALL} {{const}}"
    becomes(f"%0: f64 = {call}\n%1: f64 = {call}\n%2: f64 = fsub %0, %1\nret %2",
            f"%0: f64 = {call}\n%1: f64 = fsub %0, %0\nret %1")  # fmt: skip
    impure = call.replace(" {const}", "")
    text = f"%0: f64 = {impure}\n%1: f64 = {impure}\n%2: f64 = fsub %0, %1\nret %2"
    becomes(text, text)
    branches = (f"%c: i1 = cmp olt %x, %y\ncondbr %c, ^a, ^b\n^a:\n%0: f64 = {call}\nret %0\n"
                f"^b:\n%1: f64 = {call}\n%2: f64 = fneg %1\nret %2")  # fmt: skip
    becomes(branches, branches)


def test_what_is_wanted_elsewhere_is_not_computed_twice() -> None:
    call = f"call @exp(%x: f64) {CALL} {{const}}"
    text = (f"%0: f64 = {call}\n%1: f64 = {call.replace('%x', '%y')}\n%2: f64 = fmul %0, %1\n"
            "%3: f64 = fadd %2, %0\n%4: f64 = fadd %3, %1\nret %4")  # fmt: skip
    becomes(text, text, "unsafe")


def test_what_is_there_already_is_not_wanted_elsewhere() -> None:
    """sin(x) / cos(x) is tan(x), although both go on being used, where tan(x) has been computed."""
    sine, cosine, tangent = (f"call @{name}(%x: f64) {CALL} {{const}}" for name in ("sin", "cos", "tan"))
    rest = "%5: f64 = fadd %4, %0\n%6: f64 = fadd %5, %1\n%7: f64 = fadd %6, %2\nret %7"
    text = f"%0: f64 = {sine}\n%1: f64 = {cosine}\n%2: f64 = {tangent}\n%4: f64 = fdiv %0, %1\n{rest}"
    becomes(text, text.replace("%4: f64 = fdiv %0, %1\n", "").replace("%4", "%2"), "unsafe")
    late = f"%0: f64 = {sine}\n%1: f64 = {cosine}\n%4: f64 = fdiv %0, %1\n%2: f64 = {tangent}\n{rest}"
    becomes(late, late, "unsafe")


def test_calls_that_read_memory_are_equal_until_something_writes_it() -> None:
    pure = f"call @g(%x: f64) {CALL} {{pure}}"
    declared = "\nfunction @g: f64 (f64) (%x)\n"
    between = "store %y, %p align=8"
    text = f"%p: ptr = alloca size=8 align=8\n%t: f64 = call @tan(%z: f64) {CALL} {{const}}\n%0: f64 = {pure}\n"
    text += f"BETWEEN\n%1: f64 = {pure}\n%2: f64 = fsub %0, %1\n%3: f64 = fadd %2, %t\nret %3"
    counts = [
        apply(DECLARED + declared + function(text.replace("BETWEEN", line), set()), "math-calls").count("call @g")
        for line in ("%9: f64 = load %p align=8", between)
    ]
    assert counts == [1, 2]


SIGNS = """\
#include <complex.h>
#include <math.h>
void gone(void);
double w(void);
void f(double x, double y, double _Complex z, long double _Complex v, long double _Complex u, int i)
{
    if (%s)
        gone();
}
"""


@pytest.mark.parametrize(("condition", "options", "goes"), [
    ("cos(x * -y) != cos(-x * y)", "", False),
    ("cos(x * -y) != cos(-x * y)", "-ffinite-math-only", True),
    ("cos(i ? -x : fabs(y)) != cos(i ? x : y)", "-ffinite-math-only", True),
    ("cos(tan(-fabs(x))) != cos(copysign(tan(x), y))", "-ffinite-math-only", True),
    ("ccosl(v / -u) != ccosl(-v / u)", "-ffinite-math-only", True),
    ("ccosl(v / -u) != ccosl(-v / u)", "-ffinite-math-only -frounding-math", False),
    ("ccosl(v / -u) != ccosl(-v / u)", "", False),
    ("ccosl(v) != ccosl(u)", "-ffast-math", False),
    ("ccosl(i ? v : ctanl(u)) != ccosl(i ? -v : -ctanl(-u))", "-ffinite-math-only", True),
    ("ctanl(v - u) != -ctanl(u - v)", "-ffinite-math-only", False),
    ("ctanl(v - u) != -ctanl(u - v)", "-ffinite-math-only -fno-signed-zeros", True),
    ("ccos(w() * z) != ccos(-w() * z)", "-ffinite-math-only", False),
    ("carg(z) != atan2(cimag(z), creal(z))", "-ffast-math", True),
    ("carg(z) != atan2(cimag(z), creal(z))", "-ffinite-math-only", False),
])  # fmt: skip
def test_signs_that_do_not_count(condition: str, options: str, goes: bool, tmp_path: Path) -> None:
    (tmp_path / "x.c").write_text(SIGNS % condition)
    out = str(tmp_path / "x.s")
    assert not ccore("-O2", "-S", *options.split(), str(tmp_path / "x.c"), "-o", out).status
    assert ("gone" not in Path(out).read_text()) is goes


def test_integers_need_no_rounding() -> None:
    before = "%0: f64 = sitofp %n\n%1: i64 = call @lround(%0: f64) as i64 (f64) {const}\nret %1"
    becomes(before, "%0: i64 = sext %n\nret %0", result="i64")
    other = "%0: i64 = call @llround(%x: f64) as i64 (f64) {const}\nret %0"
    becomes(other, other.replace("llround", "lround"), result="i64")
    becomes(other.replace(" {const}", ""), other.replace(" {const}", ""), result="i64")


def test_a_function_of_that_name_that_is_not_the_librarys_is_let_alone() -> None:
    own = DECLARED.replace("function @pow: f64 (f64, f64) (%x, %y) attributes={library=pow}",
                           "function @pow: f64 (f64, f64) (%x, %y)")  # fmt: skip
    lines = f"%0: f64 = call @pow(%x: f64, f64 0x4000000000000000: f64) {TWO}\nret %0"
    text = apply(own + "\n" + function(lines, {"unsafe"}), "math-calls")
    assert "call @pow" in text


def test_signaling_nans_forbid_all() -> None:
    before = f"%0: f64 = call @floor(%x: f64) {CALL} {{const}}\nret %0"
    becomes(before, before, "signaling-nans")


# --- Options --------------------------------------------------------------------------------------------------------


def test_comparisons_of_a_value_with_itself() -> None:
    def settled(predicate: str, *rules: str, other: str = "%x") -> str:
        lines = f"%0: i1 = cmp {predicate} %x, {other}\n%1: i32 = zext %0\nret %1"
        text = apply(function(lines, set(rules), "i32"), "instsimplify")
        return text.split("ret ")[1].split("\n")[0]

    for predicate, answer in (("olt", "i32 0"), ("one", "i32 0"), ("ueq", "i32 1"), ("fuge", "i32 1")):
        assert settled(predicate) == answer
    for predicate, answer in (("oeq", "i32 1"), ("une", "i32 0"), ("uno", "i32 0"), ("ord", "i32 1")):
        assert settled(predicate, "finite") == answer
        assert settled(predicate).startswith("%")
    assert settled("uno", "finite", other="%y") == "i32 0"
    assert settled("uno", other="%y").startswith("%")
    assert settled("olt", "finite", other="%y").startswith("%")


def test_attribute_optimize_changes_the_rules_of_its_function() -> None:
    options = Options()
    assert math_rules(options) == frozenset()
    follow_math(options, optimize_words(["O2,fast-math", "-fno-finite-math-only", 3]))
    assert math_rules(options) == {"unsafe", "associative", "reciprocal", "no-signed-zeros", "no-errno"}
    follow_math(options, optimize_words(["finite-math-only", "no-associative-math"]))
    assert math_rules(options) == {"unsafe", "finite", "reciprocal", "no-signed-zeros", "no-errno"}


def test_a_body_copied_in_brings_its_care_along() -> None:
    text = ("function @g: f64 (f64) (%x) defined attributes={always_inline} {\n^entry:\nret %x\n}\n"
            "function @f: f64 (f64) (%x) defined attributes={math=[finite, unsafe]} {\n^entry:\n"
            "%0: f64 = call @g(%x: f64) as f64 (f64)\nret %0\n}\n")  # fmt: skip
    assert "math=" not in apply(text, "always-inline")
    hinted = text.replace("always_inline", "inline_hint")
    assert "call @g" in apply(hinted, "inline") and "call @g" not in apply(
        hinted.replace("inline_hint", "inline_hint, math=[finite, unsafe]"), "inline"
    )
