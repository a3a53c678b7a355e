"""Constant expressions fold to the values and types that the reference compiler gives them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.sema_support import analyse, gcc_images, image, needs_gcc

INTEGERS = [
    "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long", "unsigned long",
    "long long", "unsigned long long", "_Bool", "__int128", "unsigned __int128",
]  # fmt: skip
FLOATS = ["float", "double", "long double"]
LITERALS = [
    "0", "1", "2", "7", "-1", "127", "128", "255", "32767", "65536", "2147483647", "2147483648", "0x80000000",
    "0xffffffff", "4294967296", "0x7fffffffffffffff", "0x8000000000000000", "1u", "3ul", "5ll",
    "0xFFFFFFFFFFFFFFFFull", "'a'", "'\\377'", "L'x'", "0777", "0b1011", "(-2147483647-1)",
]  # fmt: skip
FLOATING_LITERALS = ["1.5", "0.1f", "1e10", "3.25L", "1e-3", "2.0", "0x1.8p3", "1e30", "16777217.0f", "0.1L"]


class Generator:
    """Random constant expressions without undefined behaviour that gcc would refuse."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def expression(self, depth: int, floating: bool) -> str:
        pick = self.random
        choice = pick.random()

        def inner(allowed: bool = floating) -> str:
            return self.expression(depth - 1, allowed)

        if depth == 0 or choice < 0.12:
            return pick.choice(FLOATING_LITERALS if floating and pick.random() < 0.2 else LITERALS)
        if choice < 0.2:
            return f"({pick.choice(INTEGERS + (FLOATS if floating else []))})({inner()})"
        if choice < 0.28:
            return f"{pick.choice('-+')}({inner()})"
        if choice < 0.36:
            return f"~({inner(False)})" if choice < 0.32 else f"!({inner()})"
        if choice < 0.44:
            return f"(({inner()}) {pick.choice(['==', '!=', '<', '>', '<=', '>='])} ({inner()}))"
        if choice < 0.5:
            return f"(({inner()}) {pick.choice(['&&', '||'])} ({inner()}))"
        if choice < 0.58:
            return f"(({inner()}) ? ({inner()}) : ({inner()}))"
        if choice < 0.66:
            return f"(({inner(False)}) {pick.choice(['<<', '>>'])} {pick.choice(['0', '1', '5', '13', '31', '130'])})"
        if choice < 0.74:
            return f"(({inner(False)}) {pick.choice('&|^')} ({inner(False)}))"
        if choice < 0.8:
            return f"(({inner(False)}) {pick.choice('/%')} {pick.choice(['3', '7u', '-5', '1000l', '17ull'])})"
        if choice < 0.83:
            return f"sizeof({inner()})"
        return f"(({inner()}) {pick.choice('+-*')} ({inner()}))"


@needs_gcc
@pytest.mark.parametrize("seed", [11, 12])
def test_random_expressions(seed: int, tmp_path: Path) -> None:
    generator = Generator(seed)
    expressions = [generator.expression(1 + i % 4, i % 3 == 0) for i in range(250)]
    selection = ", ".join(f"{t}: {i}" for i, t in enumerate([*INTEGERS, *FLOATS]))
    text = "".join(
        f"double d{i} = {e};\nunsigned __int128 v{i} = (unsigned __int128)({e});\n"
        f"int t{i} = _Generic(({e}), {selection});\n"
        for i, e in enumerate(expressions)
    )
    expected = gcc_images(text, tmp_path)
    analyzer, diagnostics = analyse(text)
    assert [d.message for d in diagnostics.list if "error" in d.severity] == []
    wrong = [(n, expressions[int(n[1:])]) for n, data in expected.items() if image(analyzer, n) != data]
    assert wrong == []


def test_integer_constant_status() -> None:
    """What is a null pointer constant, and what only folds to 0, decides the type of a conditional (6.5.15p6)."""
    macro = "#define C(x) (sizeof(int) == sizeof(*(8 ? ((void *)((long)(x) * 0l)) : (int *)8)))\n"
    analyzer, diagnostics = analyse(
        macro + "int v; int a = C(3), b = C(v), c = C(1 ? 2 : 3), d = C((1, 2)), e = C((long)(void *)0);\n"
        "int f = C(sizeof(int)), g = C(__builtin_constant_p(3)), h = C(0 && v);\n"
        "enum { E }; int i = C(E), j = C((int)1.5), k = C(__builtin_strlen(\"ab\"));\n"
    )
    assert [d.message for d in diagnostics.list] == []
    got = "".join(str(image(analyzer, n)[0]) for n in "abcdefghijk")
    assert got == "10100110111"


def test_long_chains_do_not_exhaust_the_stack() -> None:
    for operator in ("+", "||", ","):
        text = "long v = (" + f" {operator} ".join(["1"] * 20_000) + ");"
        analyzer, diagnostics = analyse(text)
        if operator == "+":
            assert int.from_bytes(image(analyzer, "v"), "little") == 20_000
        assert not diagnostics.errors
