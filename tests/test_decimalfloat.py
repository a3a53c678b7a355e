"""Decimal floating arithmetic agrees with Python's ``decimal`` in the same formats, exponents included."""

from __future__ import annotations

import decimal
import random
from fractions import Fraction

import pytest

from ccore import decimalfloat, softfloat
from ccore.ir.decimal_library import fold_decimal_call
from ccore.ir.parser import parse_module
from ccore.ir.types import D32, D64, D128, F64, I32, I64, FloatType, IntType
from ccore.ir.values import ConstFloat, ConstInt, Value
from ccore.ir.verifier import VerifyError, verify_module
from tests.sema_support import analyse, image
from tests.test_pass_rewrites import apply

FORMATS = {"d32": (7, 96), "d64": (16, 384), "d128": (34, 6144)}  # digits, largest exponent
EVERY = pytest.mark.parametrize("type_", [D32, D64, D128], ids=str)


def context(type_: FloatType) -> decimal.Context:
    digits, most = FORMATS[type_.name]
    return decimal.Context(
        prec=digits, Emax=most, Emin=1 - most, clamp=1, rounding=decimal.ROUND_HALF_EVEN, traps=[]
    )


def python(type_: FloatType, bits: int) -> decimal.Decimal:
    value = decimalfloat.decode(type_, bits)
    if value is None:
        sign = "-" if decimalfloat.is_negative(type_, bits) else ""
        return decimal.Decimal(sign + ("Infinity" if decimalfloat.is_infinite(type_, bits) else "NaN"))
    digits = tuple(int(c) for c in str(value.coefficient))
    return decimal.Decimal((int(value.negative), digits, value.exponent))


def encoded(type_: FloatType, value: decimal.Decimal) -> int:
    if value.is_infinite():
        return decimalfloat.infinity(type_, value.is_signed())
    if value.is_nan():
        return decimalfloat.quiet_nan(type_)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return decimalfloat.from_fraction(type_, Fraction(value), value.is_signed(), exponent)


def numbers(type_: FloatType, count: int) -> list[int]:
    """Encodings: special ones, near one another, and of any exponent."""
    pick = random.Random(type_.bits)
    digits, most = FORMATS[type_.name]
    texts = ["0", "-0", "0.00", "1", "1.0", "-10", "0.5", "Infinity", "-Infinity", f"1E{most}", f"9.5E{most}"]
    texts += [f"1E{2 - most - digits}", f"-3E{2 - most - digits}", "9" * digits, "1" + "0" * (digits - 1)]
    while len(texts) < count:
        coefficient = pick.randrange(10 ** pick.randint(1, digits))
        exponent = pick.choice([pick.randint(-digits, digits), pick.randint(1 - most - digits, most - digits)])
        texts.append(f"{pick.choice(['', '-'])}{coefficient}E{exponent}")
    return [encoded(type_, context(type_).create_decimal(text)) for text in texts]


@EVERY
def test_encodings_round_trip(type_: FloatType) -> None:
    for bits in numbers(type_, 300):
        assert encoded(type_, python(type_, bits)) == bits
        if not decimalfloat.is_infinite(type_, bits):
            assert decimalfloat.is_zero(type_, bits) == python(type_, bits).is_zero()
            assert decimalfloat.is_normal(type_, bits) == python(type_, bits).is_normal(context(type_))


@EVERY
def test_arithmetic(type_: FloatType) -> None:
    operands = numbers(type_, 32)
    rules = context(type_)
    for operation, work in (
        ("fadd", rules.add), ("fsub", rules.subtract), ("fmul", rules.multiply), ("fdiv", rules.divide),
    ):  # fmt: skip
        for a in operands:
            for b in operands:
                got = decimalfloat.arithmetic(operation, type_, a, b)
                want = work(python(type_, a), python(type_, b))
                if want.is_nan() or (operation == "fdiv" and decimalfloat.is_zero(type_, b)):
                    assert got is None
                else:
                    assert got is not None and str(python(type_, got)) == str(want)


@EVERY
def test_comparisons(type_: FloatType) -> None:
    operands = [*numbers(type_, 26), decimalfloat.quiet_nan(type_)]
    for a in operands:
        for b in operands:
            x, y = python(type_, a), python(type_, b)
            unordered = x.is_nan() or y.is_nan()
            assert decimalfloat.compare("uno", type_, a, b) == unordered
            assert decimalfloat.compare("oeq", type_, a, b) == (x == y)
            assert decimalfloat.compare("une", type_, a, b) == (x != y)
            assert decimalfloat.compare("olt", type_, a, b) == (not unordered and x < y)
            assert decimalfloat.compare("oge", type_, a, b) == (not unordered and x >= y)


@EVERY
def test_rounding_of_ties(type_: FloatType) -> None:
    digits, most = FORMATS[type_.name]
    pick = random.Random(5)
    for _ in range(200):
        text = str(pick.randrange(10**digits, 10 ** (digits + 3))) + pick.choice(["5", "50", "49", "51", "500001"])
        exponent = pick.choice([0, 5 - digits, -most, -most - digits, most - digits - 4])
        want = context(type_).create_decimal(f"{text}E{exponent}")
        got = decimalfloat.from_fraction(type_, Fraction(int(text)) * Fraction(10) ** exponent, ideal=exponent)
        assert python(type_, got) == want


def test_coefficients_with_too_many_digits_are_zero() -> None:
    assert decimalfloat.is_zero(D32, 0x6CFFFFFF) and decimalfloat.decode(D32, 0x6CFFFFFF) is not None
    assert decimalfloat.is_zero(D128, 0x6000 << 112 | 5)


CALLS: list[tuple[str, FloatType, list[str], FloatType | IntType, str | int | None]] = [
    ("adddd3", D64, ["1.50", "2"], D64, "3.50"), ("divsd3", D32, ["1", "3"], D32, "0.3333333"),
    ("divdd3", D64, ["1", "0"], D64, None), ("subtd3", D128, ["Infinity", "Infinity"], D128, None),
    ("ltdd2", D64, ["1", "2"], I64, -1), ("gtdd2", D64, ["1", "NaN"], I64, -1), ("letd2", D128, ["2", "1"], I64, 1),
    ("eqdd2", D64, ["1.0", "1"], I64, 0), ("nedd2", D64, ["NaN", "NaN"], I64, 1),
    ("unordsd2", D32, ["1", "NaN"], I64, 1), ("fixdddi", D64, ["-1.9"], I64, -1), ("fixsdsi", D32, ["NaN"], I32, None),
    ("fixunsddsi", D64, ["1E+30"], I32, (1 << 32) - 1), ("truncddsd2", D64, ["1.23456785"], D32, "1.234568"),
    ("extendsdtd2", D32, ["1.0"], D128, "1.0"), ("adddd4", D64, ["1", "1"], D64, None),
]


@pytest.mark.parametrize(("name", "source", "operands", "type_", "result"), CALLS, ids=[call[0] for call in CALLS])
def test_library_calls_fold(
    name: str, source: FloatType, operands: list[str], type_: FloatType | IntType, result: str | int | None
) -> None:
    values: list[Value] = [ConstFloat(source, encoded(source, decimal.Decimal(text))) for text in operands]
    folded = fold_decimal_call("__bid_" + name, values, type_)
    if isinstance(result, str):
        assert isinstance(folded, ConstFloat) and folded.type is type_
        assert str(python(type_, folded.bits)) == result
    else:
        assert folded == (None if result is None else ConstInt(type_, result))


def test_conversions_from_and_to_binary_fold() -> None:
    half = ConstFloat(F64, softfloat.from_float(F64, 0.5))
    made = fold_decimal_call("__bid_extenddfdd", [half], D64)
    assert isinstance(made, ConstFloat)
    assert str(python(D64, made.bits)) == "0.50"  # by way of the text 5.0e-1, as GCC folds it
    assert fold_decimal_call("__bid_truncdddf", [made], F64) == half
    assert fold_decimal_call("__bid_floatunssidd", [ConstInt(I32, 0xFFFFFFFF)], D64) == ConstFloat(
        D64, decimalfloat.from_integer(D64, 0xFFFFFFFF)
    )
    assert fold_decimal_call("__bid_floatsidd", [ConstInt(I32, 0xFFFFFFFF)], D64) == ConstFloat(
        D64, decimalfloat.from_integer(D64, -1)
    )


def test_sccp_folds_calls() -> None:
    head = "function @__bid_ltdd2: i64 (d64, d64) (%x, %y)\n"
    one, two = (f"d64 0x{decimalfloat.from_integer(D64, n):016x}" for n in (1, 2))
    text = head + (
        "function @f: i1 () () defined {\n^e:\n"
        f" %0: i64 = call @__bid_ltdd2({one}: d64, {two}: d64) as i64 (d64, d64)\n"
        " %1: i1 = cmp slt %0, i64 0\n ret %1\n}"
    )
    assert "ret i1 1" in apply(text, "sccp") and "call" not in apply(text, "sccp")
    assert "call" in apply(text.replace("ltdd2", "ltdd9"), "sccp")


@pytest.mark.parametrize("instruction", [
    "d64 = fadd %a, %a", "i1 = cmp oeq %a, %a", "i64 = fptosi %a", "f128 = fpext %a", "f32 = fptrunc %a",
])  # fmt: skip
def test_verifier_refuses_binary_arithmetic(instruction: str) -> None:
    module = parse_module(f"function @f: void (d64) (%a) {{\n^e:\n %0: {instruction}\n ret\n}}")
    with pytest.raises(VerifyError, match="decimal|binary"):
        verify_module(module)


def test_constants_without_suffix_keep_their_digits() -> None:
    analyzer, diagnostics = analyse(
        "#pragma STDC FLOAT_CONST_DECIMAL64 ON\n_Decimal64 a = 0.10;\n"
        "#pragma STDC FLOAT_CONST_DECIMAL64 OFF\nint b = _Generic(0.10, double: 1, _Decimal64: 2);\n"
        "#pragma STDC FLOAT_CONST_DECIMAL64 ON\n_Decimal64 c = 0x1p3 + 2;\n"
    )
    assert [d.message for d in diagnostics.list] == []
    assert str(python(D64, int.from_bytes(image(analyzer, "a"), "little"))) == "0.10"
    assert image(analyzer, "b")[0] == 1
    assert python(D64, int.from_bytes(image(analyzer, "c"), "little")) == 10
