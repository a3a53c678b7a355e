"""The typed tree as IR: what is reached, what is left out, and the shapes that passes rely on."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import partial

import pytest

import ccore
from ccore.ir.instructions import (
    AsmGoto,
    Binary,
    Call,
    Compare,
    CondBranch,
    Convert,
    Instruction,
    Load,
    Phi,
    PointerAdd,
)
from ccore.ir.module import Function
from ccore.ir.values import ConstInt
from ccore.ir.verifier import verify_module
from ccore.irgen import scopes
from ccore.irgen.division import factor
from ccore.options import Options
from ccore.sema import tree


def build(source: str, **options: object) -> ccore.Module:
    """Compiled at -O0, verified after each pass."""
    module = ccore.compile(source, level=0, options=Options(verify_each=True, **options))  # type: ignore[arg-type]
    verify_module(module.ir)
    return module


def calls(function: Function) -> list[str]:
    return [
        i.callee.name
        for block in function.blocks
        for i in block.instructions
        if isinstance(i, Call) and isinstance(i.callee, Function)
    ]


def found(module: ccore.Module, kind: type[Instruction]) -> list[Instruction]:
    """The instructions of a class in function f."""
    return [i for block in module.ir.functions["f"].blocks for i in block.instructions if type(i) is kind]


def test_dead_branches_reach_nothing() -> None:
    """GNU C programs count on it: a call in if (0) must not ask the linker for its function, at any level."""
    module = build(
        """extern void missing(void); static inline void helper(void) { missing(); }
        int f(int x) { if (0) helper(); while (0) missing(); return x && 0 ? (missing(), 1) : 2; }"""
    )
    assert "missing" not in module.ir.functions and "helper" not in module.ir.functions
    assert calls(module.ir.functions["f"]) == []


def test_labels_keep_dead_branches_alive() -> None:
    module = build("int f(int x) { if (x) goto in; if (0) { in: return 7; } return 1; }")
    program = module.jit()
    assert (program.f(1), program.f(0)) == (7, 1)


def test_case_labels_inside_loops() -> None:
    """Duff's device: the switch jumps into the middle of the loop."""
    program = build(
        """int f(int n) { int k = 0, i = (n + 3) / 4;
        switch (n % 4) { case 0: do { k++; case 3: k++; case 2: k++; case 1: k++; } while (--i > 0); } return k; }"""
    ).jit()
    assert [program.f(n) for n in range(1, 10)] == list(range(1, 10))


def test_wide_case_range_is_a_comparison() -> None:
    module = build("int f(unsigned x) { switch (x) { case 5 ... 1000000: return 1; case 1: return 2; } return 3; }")
    program = module.jit()
    assert [program.f(x) for x in (0, 1, 4, 5, 1000000, 1000001)] == [3, 2, 3, 1, 1, 3]


def test_cleanups_run_on_every_way_out() -> None:
    source = """
    static int order[16], n;
    static void note(int *p) { order[n++] = *p; }
    int run(int way) {
        n = 0;
        __attribute__((cleanup(note))) int outer = 1;
        for (int i = 0; i < 2; i++) {
            __attribute__((cleanup(note))) int inner = 2 + i;
            if (way == 1) break;
            if (way == 2) continue;
            if (way == 3) goto out;
            if (way == 4) return n;
            int v = ({ __label__ l; if (way == 5) goto l; l: 0; });
            inner += v;
        }
    out:
        return 100 + n;
    }
    int at(int i) { return order[i]; }
    int count(void) { return n; }
    """
    program = build(source).jit()
    for way, seen in {0: [2, 3, 1], 1: [2, 1], 2: [2, 3, 1], 3: [2, 1], 4: [2, 1], 5: [2, 3, 1]}.items():
        program.run(way)
        assert [program.at(i) for i in range(program.count())] == seen, way


def test_short_circuits_of_a_long_chain() -> None:
    """Three thousand operands: down the left spine without recursion."""
    terms = " && ".join(["x"] * 3_000)
    program = build(f"int f(int x) {{ return {terms}; }}").jit()
    assert (program.f(3), program.f(0)) == (1, 0)


def test_asm_goto_is_a_terminator() -> None:
    module = build(
        """int f(int x) { asm goto("testl %0, %0; jz %l[zero]" : : "r"(x) : "cc" : zero); return 1; zero: return 0; }"""
    )
    last = [b.terminator for b in module.ir.functions["f"].blocks]
    assert any(isinstance(t, AsmGoto) for t in last)
    program = module.jit()
    assert (program.f(5), program.f(0)) == (1, 0)


@pytest.mark.parametrize(("labels", "phis"), [(20, 0), (120, 1)])
def test_computed_gotos_meet_in_one_block(labels: int, phis: int) -> None:
    """One indirect branch for all where they are many: the edges grow with the labels, not with their square."""
    table = ", ".join(f"&&l{i}" for i in range(labels))
    body = " ".join(f"l{i}: k += {i}; goto *t[code[++p]];" for i in range(labels - 1))
    module = build(
        f"int f(const unsigned char *code) {{ static void *t[] = {{ {table} }}; int k = 0, p = 0; goto *t[code[0]];"
        f" {body} l{labels - 1}: return k; }}"
    )
    function = module.ir.functions["f"]
    edges = sum(len(b.terminator.targets) for b in function.blocks if b.terminator)
    assert edges < 4 * labels if phis else edges == labels * labels
    assert sum(isinstance(i, Phi) for b in function.blocks for i in b.instructions) == phis
    code = (ctypes.c_ubyte * 4)(3, 5, 7, labels - 1)
    assert module.jit().f(ctypes.addressof(code)) == 15


def test_asm_goto_out_of_a_scope_runs_its_cleanups() -> None:
    program = build(
        """static int cleaned; static void note(int *p) { cleaned += *p; }
        int f(int x) {
            cleaned = 0;
            {
                __attribute__((cleanup(note))) int v = 5;
                asm goto("testl %0, %0; jz %l[out]" : : "r"(x) : "cc" : out);
                v = 7;
            }
            return cleaned;
        out: return 100 + cleaned; }"""
    ).jit()
    assert (program.f(1), program.f(0)) == (7, 105)


def test_what_nested_statements_contain_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    def children(statement: tree.Statement, found: Callable[[tree.Statement], list[tree.Statement]]) -> object:
        nonlocal looked_at
        looked_at += 1
        return found(statement)

    monkeypatch.setattr(scopes, "_children", partial(children, found=scopes._children))
    depth = 300
    build(f"int f(int x) {{ goto end; {'if (0) {' * depth} end: x--; {'}' * depth} return x; }}")
    assert 0 < looked_at < 12 * depth


def test_loops_are_tested_last() -> None:
    """Without an optimiser a loop's test comes after its body, so that each round has one jump."""
    for loop in ("while (n > 0 && n != 5) n = g(n);", "for (int i = 0; i < n && n; i++) n = g(n);"):
        module = build(f"int g(int n) {{ return n - 1; }} int f(int n) {{ {loop} return n; }}")
        blocks = module.ir.functions["f"].blocks
        (body,) = (n for n, b in enumerate(blocks) if any(isinstance(i, Call) for i in b.instructions))
        tests = [n for n, b in enumerate(blocks) if isinstance(b.terminator, CondBranch)]
        assert len(tests) == 2 and min(tests) > body
        assert module.jit().f(3) in (0, 1)


@pytest.mark.parametrize(
    ("body", "result", "loads"),
    [
        ("return x + x * x;", 20, 1),
        ("y = x; return x + y;", 8, 3),
        ("return (y = x, y + x);", 8, 2),
        ("return (y = x, *p = 9, y + x);", 13, 3),
        ("return (y = x, x = 9, y + x);", 13, 3),
        ("return (y = x, g(&x), y + x);", 13, 3),
        ("return (y = x, y ? y + x : x);", 8, 5),
        ("return v + v;", 8, 2),
    ],
)
def test_a_statement_loads_a_variable_once(body: str, result: int, loads: int) -> None:
    """At -O0, unless something may have written to it in between; the next statement loads it again, since a debugger
    may have changed it."""
    module = build(
        "void g(int *q) { *q = 9; }"
        f"int f(int x) {{ int *p = &x, y = 0; volatile int v = x; (void)p; (void)y; (void)v; {body} }}"
    )
    assert module.jit().f(4) == result
    variables = [i for i in found(module, Load) if i.operands[0].name in ("x", "y", "v")]  # type: ignore[attr-defined]
    assert len(variables) == loads + 2  # for v


def test_a_comparison_is_made_once() -> None:
    """Whatever its operands are, a condition is no number that is compared with 0."""
    module = build("int f(int a, int b) { if ((a & 2) != 0 && a + b < 3) return 5; return 6; }")
    assert len(found(module, Compare)) == 2 and not found(module, Convert)
    program = module.jit()
    assert [program.f(a, b) for a, b in ((2, 0), (2, 1), (1, 0))] == [5, 6, 6]


@pytest.mark.parametrize(
    ("condition", "compares", "converts"),
    [
        ("__builtin_expect(a != 0, 1)", 1, 0),
        ("__builtin_expect(!!(a && b < 3), 0)", 2, 0),
        ("__builtin_expect_with_probability((_Bool)(a || !b), 1, 0.9)", 2, 0),
        ("(a && b) != 0", 3, 1),
        ("!(a && b) == 0", 3, 1),
        ("c = !a", 1, 1),
        ("c = !!a", 1, 1),
        ("c = !(a < b)", 1, 1),
        ("!(x < 1.5)", 1, 0),
        ("c = !(x < 1.5)", 1, 1),
        ("__builtin_expect(a, b)", 1, 1),
        ("(short)(a + 65536)", 1, 0),
    ],
)
def test_conditions(condition: str, compares: int, converts: int) -> None:
    """At -O0 a truth value stays one, and its negation is another comparison."""
    text = f"int f(int a, int b, double x) {{ int c; (void)c; if ({condition}) return 5; return 6; }}"
    module = build(text)
    made = [i for i in found(module, Convert) if i.users and i.operation != "trunc"]  # type: ignore[attr-defined]
    assert (len(found(module, Compare)), len(made)) == (compares, converts)
    expected = ccore.compile(text, level=2).jit()
    program = module.jit()
    for arguments in ((0, 0, 1.0), (1, 0, 2.0), (0, 1, 1.5), (4, 2, 0.0), (2, 5, float("nan"))):
        assert program.f(*arguments) == expected.f(*arguments), arguments


@pytest.mark.parametrize(
    ("declaration", "index", "constant"),
    [
        ("int i", "i + 2", 8),
        ("long i", "i - 1", -4),
        ("int i", "(long)(i + 1)", 4),
        ("unsigned i", "i + 2u", None),
        ("int i", "(unsigned)(i - 1)", None),
        ("short i", "(short)(i + 1)", None),
        ("int i", "i + i", None),
    ],
)
def test_constants_of_indexes_are_offsets(declaration: str, index: str, constant: int | None) -> None:
    """What an addressing mode adds for nothing; unless the sum may wrap round."""
    module = build(f"int f(int *p, {declaration}) {{ return p[{index}]; }}")
    offsets = [i.operands[1] for i in found(module, PointerAdd)]
    assert [o.signed for o in offsets if isinstance(o, ConstInt)] == ([] if constant is None else [constant])
    row = (ctypes.c_int * 8)(*range(10, 18))
    expected = 10 + {"i + i": 6, "i + 2": 5, "i + 2u": 5, "i - 1": 2, "(unsigned)(i - 1)": 2}.get(index, 4)
    assert module.jit().f(ctypes.addressof(row), 3) == expected
    module = build(f"int f(int *p, {declaration}) {{ return p[{index}]; }}", wrapv=True)
    assert not [i for i in found(module, PointerAdd) if isinstance(i.operands[1], ConstInt)]


@pytest.mark.parametrize("signed", [True, False])
def test_products_that_are_quotients(signed: bool) -> None:
    """For divisors of all sizes, numbers around the multiples next to the ends of the range."""
    low, high = (-(1 << 31), (1 << 31) - 1) if signed else (0, (1 << 32) - 1)
    divisors = [*range(3, 300), *((1 << k) + o for k in range(9, 31) for o in (-1, 1, 5)), high // 3, high - 1, high]
    divisors = [d for d in divisors if d & (d - 1)]
    known = 0
    for d in divisors:
        product_of = factor(d, signed)
        if product_of is None:
            continue
        known += 1
        number, shift = product_of
        multiples = [q * d for q in (0, 1, 2, high // d - 1, high // d, -1, -2, -(high // d), low // d)]
        for x in {low, high, *(m + o for m in multiples for o in (-1, 0, 1))}:
            if low <= x <= high:
                product = x * number
                assert product.bit_length() <= (63 if signed else 64)
                assert (product >> shift) + (x < 0) == (x // d if x >= 0 else -(-x // d)), (x, d)
    assert known == len(divisors) if signed else len(divisors) / 2 < known < len(divisors)


def test_division_by_a_constant_does_not_divide() -> None:
    """At -O0 too; but what is the same for all divisors stays for LLVM to see at other levels."""
    text = "int f(int x, int *p, int *q) { return x / 10 + x % 8 + (unsigned)x / 5u + (int)(p - q); }"
    divisions = {"sdiv", "udiv", "srem", "urem"}
    assert not [i for i in found(build(text), Binary) if i.operation in divisions]  # type: ignore[attr-defined]
    module = ccore.compile(text, level=2)
    assert [i for i in found(module, Binary) if i.operation in divisions]  # type: ignore[attr-defined]
    assert [i for i in found(build("int f(int x) { return x / -3 + x / 1; }"), Binary) if i.operation == "sdiv"]  # type: ignore[attr-defined]
