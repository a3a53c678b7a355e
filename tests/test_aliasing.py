"""Tags of loads and stores: which accesses have one, what follows from it, and what never does."""

from __future__ import annotations

import random
import re

import pytest

import ccore
from ccore.ir.printer import print_module

TYPES = """
typedef int __attribute__((may_alias)) any; typedef int pair[2];
struct s { int i; float f; struct { short h; } in; unsigned bits : 5; int a[4]; double d; };
struct __attribute__((may_alias)) m { int i; struct s s; };
typedef struct s typedef_s __attribute__((may_alias));
union u { int i; float f; int a[4]; struct s s; };
struct h { int before; union u u; union { int x; float y; }; };
struct __attribute__((scalar_storage_order("big-endian"))) r { int i; };
typedef int vector __attribute__((vector_size(16)));
enum e { A, B }; enum __attribute__((may_alias)) f { C };
"""
TAGS = [
    # Kinds
    ("int *p", "*p", "i32"), ("unsigned *p", "*p", "i32"), ("const int *p", "*p", "i32"), ("short *p", "*p", "i16"),
    ("long *p", "*p", "i64"), ("unsigned long long *p", "*p", "i64"), ("__int128 *p", "*p", "i128"),
    ("float *p", "*p", "f32"), ("double *p", "*p", "f64"), ("long double *p", "*p", "f80"),
    ("__float128 *p", "*p", "f128"), ("void **p", "*p", "ptr"), ("int (**p)(void)", "*p", "ptr"),
    ("enum e *p", "*p", "i32"),
    # Ways to an object
    ("struct s *p", "p->i", "i32"), ("struct s *p", "p->in.h", "i16"), ("struct s *p", "p->a[1]", "i32"),
    ("struct s *p", "(&p->d)[0]", "f64"), ("pair *p", "p[1][1]", "i32"), ("void *p", "*(int *)p", "i32"),
    ("void", "variable", "i32"), ("struct h *p", "p->before", "i32"),
    # None
    ("char *p", "*p", ""), ("signed char *p", "*p", ""), ("_Bool *p", "*p", ""), ("volatile int *p", "*p", ""),
    ("_Atomic int *p", "*p", ""), ("vector *p", "*p", ""), ("vector *p", "(*p)[1]", ""),
    ("struct s *p", "p->bits + 0", ""),
    ("_Complex double *p", "__imag__ *p", ""), ("_Decimal64 *p", "*p", ""), ("struct r *p", "p->i", ""),
    ("int __seg_gs *p", "*p", ""), ("volatile struct s *p", "p->i", ""),
    ("void", "renamed", ""), ("void", "other", ""),
    # Unions
    ("union u *p", "p->i", ""), ("union u *p", "p->a[1]", ""), ("union u *p", "p->s.i", ""),
    ("union u *p", "p->s.a[2]", ""),
    ("struct h *p", "p->u.i", ""), ("struct h *p", "p->x", ""), ("struct h *p", "p[2].u.s.in.h", ""),
    ("union u *p", "*&p->i", ""), ("union u *p", "*(int *)&p->f", ""), ("union u *p", "*(int *)p", ""),
    ("union u *p, int c", "*(c ? &p->i : &p->s.i)", ""), ("union u *p", "(&p->s)->i", ""),
    ("union u (*p)[3]", "(*p)[1].i", ""), ("union u *p", "*(1 + (int *)p->a)", ""), ("union u *p", "*(p, &p->i)", ""),
    # may_alias
    ("any *p", "*p", ""), ("const any *p", "p[2]", ""), ("any (*p)[3]", "(*p)[1]", ""), ("void *p", "*(any *)p", ""),
    ("struct m *p", "p->i", ""), ("struct m *p", "p->s.a[1]", ""), ("typedef_s *p", "p->i", ""),
    ("typedef_s *p", "p->in.h", ""), ("any *p, int *q, int c", "*(c ? p : q)", ""), ("any *p", "*(__typeof__(p))p", ""),
    ("enum f *p", "*p", ""), ("int __attribute__((may_alias)) *p", "*p", ""),
    ("struct { any i; } *p", "p->i", ""), ("struct { int i __attribute__((may_alias)); } *p", "p->i", ""),
    ("void *p", "*(int __attribute__((may_alias)) *)p", ""), ("any *p", "*(any *)(p + 1)", ""),
]  # fmt: skip
DECLARED = """
void take(void *);
extern int variable, other __asm__("variable2"); int base; extern int renamed __attribute__((alias("base")));
"""


STRICT = ccore.Options(level="2", no_warnings=True)


def functions_of(source: str, options: ccore.Options = STRICT) -> dict[str, list[str]]:
    """The tags of the loads and stores of each function, "" for none, in their order."""
    text = print_module(ccore.compile(source, level=options.level, options=options).ir)
    found: dict[str, list[str]] = {}
    for name, body in re.findall(r"(?ms)^function @(\w+):[^\n]*\{$(.*?)^\}", text):
        accesses = re.findall(r"(?m)^  (?:%\S+: .*? = load|store) .*?(?:tag=(\w+))?$", body)
        found[name] = accesses
    return found


@pytest.fixture(scope="module")
def tags() -> dict[str, list[str]]:
    source = [TYPES, DECLARED]
    for number, (parameters, lvalue, _) in enumerate(TAGS):
        source.append(f"void f{number}({parameters}) {{ __auto_type v = {lvalue}; take(&v); }}")
    return functions_of("\n".join(source))


@pytest.mark.parametrize("number", range(len(TAGS)), ids=[f"{lvalue} of {p}" for p, lvalue, _ in TAGS])
def test_tag(number: int, tags: dict[str, list[str]]) -> None:
    assert tags[f"f{number}"] == [TAGS[number][2], ""]  # the last is the store to the local variable


BOTH = "int f(int *a, float *b) { *a = 1; *b = 2; return *a; }\n"


@pytest.mark.parametrize(
    ("level", "strict", "tagged"),
    [("0", None, False), ("1", None, False), ("g", None, False), ("2", None, True), ("3", None, True),
     ("s", None, True), ("fast", None, True), ("1", True, True), ("2", False, False)],
)  # fmt: skip
def test_levels(level: str, strict: bool | None, tagged: bool) -> None:
    options = ccore.Options(level=level, strict_aliasing=strict, no_warnings=True)
    assert any(functions_of(BOTH, options)["f"]) == tagged


@pytest.mark.parametrize(
    ("before", "tagged"),
    [("__attribute__((optimize(\"no-strict-aliasing\"))) ", False),
     ("__attribute__((optimize(\"O2,-fno-strict-aliasing\"))) ", False),
     ("__attribute__((optimize(1))) ", False), ("__attribute__((optimize(\"O3\"))) ", True),
     ("#pragma GCC optimize (\"no-strict-aliasing\")\n", False),
     ("#pragma GCC push_options\n#pragma GCC optimize (\"no-strict-aliasing\")\n#pragma GCC pop_options\n", True)],
)  # fmt: skip
def test_functions(before: str, tagged: bool) -> None:
    assert any(functions_of(before + BOTH)["f"]) == tagged


def test_inlining_keeps_tags() -> None:
    """What a function without strict aliasing does has no tags in its caller either."""
    inner = "static inline __attribute__((always_inline{})) int {}(int *a, float *b) {{ *a = 1; *b = 2; return *a; }}\n"
    source = inner.format("", "typed") + inner.format(', optimize("no-strict-aliasing")', "free")
    found = functions_of(source + "int f(int *a, float *b) { return typed(a, b) + free(a, b); }")["f"]
    assert found == ["i32", "f32", "i32", "", "", ""]


@pytest.mark.parametrize("strict", [True, False])
def test_a_store_of_another_kind_changes_nothing(strict: bool) -> None:
    module = ccore.compile(BOTH, level="1", options=ccore.Options(level="1", strict_aliasing=strict))
    assert ("ret i32 1" in print_module(module.ir)) == strict


def retyping(chance: random.Random, known: str, depth: int) -> tuple[str, list[str]]:
    """Random statements on one piece of memory that *i, *f and *s name alike; ``known``: by which it can be read before
    them (any, if it is empty: then it is not read).  With them by which it can be read afterwards."""
    lines: list[str] = []
    for _ in range(chance.randint(2, 5)):
        what = chance.random()
        if what < 0.45 or (not known and what < 0.75):
            known = chance.choice("iiffs")
            lines.append(f"*{known} = {chance.choice(['7', 'k', 'sum', '(k * 3)'])};")
        elif what < 0.75:
            lines.append(f"sum += (int)*{known};")
        elif what < 0.9 and depth < 2:
            known, inner = retyping(chance, "", depth + 1)
            lines += [f"for (int j{depth} = 0; j{depth} < n; j{depth}++) {{ k ^= j{depth};", *inner, "}"]
        elif depth < 3:
            (one, then), (other, otherwise) = (retyping(chance, known, depth + 1) for _ in "ab")
            known = one if one == other else ""
            lines += [f"if (k & {chance.choice('124')}) {{", *then, "} else {", *otherwise, "}"]
    return known, lines


def retyping_program(seed: int, count: int) -> str:
    """``run(which)`` calls one of ``count`` random functions on allocated memory and mixes what it gives and leaves."""
    chance = random.Random(seed)
    head = "__attribute__((noinline)) int", "short *s, int n, int k) { int sum = 1;"
    text = ["void *malloc(unsigned long); void free(void *);"]
    for number in range(count):
        body = "\n".join(retyping(chance, "", 0)[1])
        text.append(f"{head[0]} f{number}(int *i, float *f, {head[1]}\n{body}\nreturn sum; }}")
    table = ", ".join(f"f{number}" for number in range(count))
    text.append(f"""int (*const table[])(int *, float *, short *, int, int) = {{ {table} }};
    unsigned run(int which) {{
        unsigned all = 0;
        for (int n = 1; n < 4; n++)
            for (int k = 0; k < 8; k += 3) {{
                unsigned char *p = malloc(4);
                for (int b = 0; b < 4; b++) p[b] = 0;
                all = all * 31 + table[which]((void *)p, (void *)p, (void *)p, n, k);
                for (int b = 0; b < 4; b++) all = all * 31 + p[b];
                free(p);
            }}
        return all;
    }}""")
    return "\n".join(text)


@pytest.mark.parametrize("level", ["1", "2"])
def test_memory_that_changes_its_type(level: str) -> None:
    """What was stored last decides, however often the type changes; were LLVM told, it would not at -O2."""
    count = 30
    source = retyping_program(1, count)
    options = ccore.Options(strict_aliasing=True, no_warnings=True)
    plain, optimised = (ccore.compile(source, level=each, options=options).jit() for each in ("0", level))
    for number in range(count):
        assert optimised.run(number) == plain.run(number), f"f{number}"
