"""No pass is worse than near-linear, nor recursive: each runs over generated functions of n and of 2n instructions.

Work is counted as calls of functions, Python's and C's, and as lines of Python, never as time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

import pytest

from ccore.ir.module import Module
from ccore.ir.parser import parse_module
from ccore.options import Options
from ccore.passes.manager import PassManager
from ccore.passes.pipeline import REGISTRY

MOST = 2.6  # of twice the work for a function of twice the size: n log n, and what is cheap while things are small
DEEPEST = 200  # frames of Python that a pass may use above its caller
HEAD = "function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) linkage=external defined {\n^entry:\n"


def straight(n: int) -> str:
    """One block of arithmetic in which each value depends on the two before it."""
    lines = ["%v0: i32 = add %a, i32 1", "%v1: i32 = add %b, i32 2"]
    for k in range(2, n):
        lines.append(f"%v{k}: i32 = {('add', 'mul', 'xor', 'sub')[k % 4]} %v{k - 1}, %v{k - 2}")
    return HEAD + "\n".join(lines) + f"\nret %v{n - 1}\n}}\n"


def ifs(n: int) -> str:
    """A chain of short ifs over locals."""
    lines = [f"%x{k}: ptr = alloca size=4 align=4 name=x{k}\nstore %a, %x{k} align=4" for k in range(8)]
    for k in range(n // 9):
        lines.append(
            f"%l{k}: i32 = load %x{k % 8} align=4\n%c{k}: i1 = cmp slt %l{k}, i32 {k}\ncondbr %c{k}, ^t{k}, ^e{k}\n"
            f"^t{k}:\n%s{k}: i32 = add %l{k}, %b\nstore %s{k}, %x{(k + 3) % 8} align=4\nbr ^j{k}\n"
            f"^e{k}:\nbr ^j{k}\n^j{k}:"
        )
    return HEAD + "\n".join(lines) + "\n%r: i32 = load %x0 align=4\nret %r\n}\n"


DEEP = 25


def nest(n: int) -> str:
    """Nests of loops, each ``DEEP`` levels deep."""
    parts = [_nest(DEEP, k) for k in range(n // (9 * DEEP))]
    lines = [line for part in parts for line in part]
    lines.sort(key=lambda line: " alloca " not in line)  # those first, in the entry block
    return HEAD + "\n".join(lines) + "\nret %a\n}\n"


def _nest(deep: int, number: int) -> list[str]:
    lines = [f"%i{k}: ptr = alloca size=4 align=4 name=i{k}" for k in range(deep)]
    for k in range(deep):
        lines.append(
            f"store i32 0, %i{k} align=4\nbr ^h{k}\n^h{k}:\n%l{k}: i32 = load %i{k} align=4\n"
            f"%c{k}: i1 = cmp slt %l{k}, %a\ncondbr %c{k}, ^b{k}, ^o{k}\n^b{k}:"
        )
    lines.append("store %b, %p align=4")
    for k in reversed(range(deep)):
        lines.append(
            f"%m{k}: i32 = load %i{k} align=4\n%n{k}: i32 = add nsw %m{k}, i32 1\nstore %n{k}, %i{k} align=4\n"
            f"br ^h{k}\n^o{k}:"
        )
    return [re.sub(r"([%^][a-z])(\d+)", rf"\g<1>{number}x\g<2>", line) for line in lines]


def loops(n: int) -> str:
    """Loops one after another, each with work that does not change in it."""
    lines = []
    for k in range(n // 10):
        lines.append(
            f"br ^l{k}\n^l{k}: unroll=-1\n"
            f"%i{k}: i32 = phi [i32 0, {'^entry' if not k else f'^o{k - 1}'}], [%n{k}, ^l{k}]\n"
            f"%w{k}: i32 = mul %a, i32 {k + 3}\n%v{k}: i32 = load %p align=4\n%s{k}: i32 = add %w{k}, %v{k}\n"
            f"%q{k}: ptr = ptradd %p, i64 {4 * k + 8}\nstore %s{k}, %q{k} align=4\n"
            f"%n{k}: i32 = add nsw %i{k}, i32 1\n%c{k}: i1 = cmp slt %n{k}, %b\ncondbr %c{k}, ^l{k}, ^o{k}\n^o{k}:"
        )
    return HEAD + "\n".join(lines) + "\nret %a\n}\n"


def latches(n: int) -> str:
    """One loop of as many cases, each of which goes back by itself."""
    count = n // 5
    table = ", ".join(f"{k}: ^k{k}" for k in range(count))
    values = ", ".join(["[i32 0, ^entry]", *(f"[%n{k}, ^k{k}]" for k in range(count))])
    lines = [f"br ^h\n^h:\n%i: i32 = phi {values}\nswitch %i, ^d [{table}]\n^d:\nret %i"]
    lines += [
        f"^k{k}:\n%m{k}: i32 = mul %a, %b\n%l{k}: i32 = load %p align=4\n%w{k}: i32 = add %m{k}, %l{k}\n"
        f"%n{k}: i32 = add %i, i32 {k + 1}\nbr ^h"
        for k in range(count)
    ]
    return HEAD + "\n".join(lines) + "\n}\n"


def cases(n: int) -> str:
    """One switch with as many cases, which all come to one join."""
    count = n // 4
    table = ", ".join(f"{k}: ^k{k}" for k in range(count))
    lines = [f"switch %a, ^d [{table}]\n^d:\nbr ^j"]
    lines += [f"^k{k}:\n%v{k}: i32 = add %b, i32 {k}\n%w{k}: i32 = xor %v{k}, %a\nbr ^j" for k in range(count)]
    values = ", ".join(["[%a, ^d]", *(f"[%w{k}, ^k{k}]" for k in range(count))])
    return HEAD + "\n".join(lines) + f"\n^j:\n%r: i32 = phi {values}\nret %r\n}}\n"


def labels(n: int) -> str:
    """One switch of as many cases, which stand before one statement: each block jumps to the next."""
    count = n // 2
    table = ", ".join(f"{k}: ^k{k}" for k in range(count))
    lines = [f"switch %a, ^d [{table}]", *(f"^k{k}:\nbr ^k{k + 1}" for k in range(count)), f"^k{count}:"]
    return HEAD + "\n".join(lines) + "\nstore %b, %p align=4\nbr ^d\n^d:\nret %a\n}\n"


def phis(n: int) -> str:
    """Blocks of phis that feed the next block's phis, and the first one's again."""
    wide, count = 10, n // 12
    lines = ["br ^h0"]
    for k in range(count):
        before = f"^h{k - 1}"
        lines.append(f"^h{k}:")
        for w in range(wide):
            if k == 0:
                lines.append(f"%p0x{w}: i32 = phi [%a, ^entry], [%p{count - 1}x{(w + 1) % wide}, ^h{count - 1}]")
            else:
                lines.append(f"%p{k}x{w}: i32 = phi [%p{k - 1}x{(w + k) % wide}, {before}]")
        lines.append(f"br ^h{k + 1}" if k + 1 < count else "condbr %c, ^h0, ^out")
    return HEAD + "\n".join(lines) + f"\n^out:\nret %p{count - 1}x0\n}}\n"


def diamonds(n: int) -> str:
    """One value that a phi renews behind each branch."""
    lines, value, block = [], "%a", "^entry"
    for k in range(n // 6):
        lines.append(
            f"%c{k}: i1 = cmp slt {value}, i32 {k}\ncondbr %c{k}, ^t{k}, ^j{k}\n^t{k}:\n%v{k}: i32 = add {value}, %b\n"
            f"br ^j{k}\n^j{k}:\n%p{k}: i32 = phi [{value}, {block}], [%v{k}, ^t{k}]"
        )
        value, block = f"%p{k}", f"^j{k}"
    return HEAD + "\n".join(lines) + f"\nret {value}\n}}\n"


def arms(n: int) -> str:
    """Branches both ways of which compute the same, and joins that compute it again from what was chosen."""
    lines, value = [], "%a"
    for k in range(n // 10):
        lines.append(
            f"%c{k}: i1 = cmp slt {value}, i32 {k}\ncondbr %c{k}, ^t{k}, ^e{k}\n"
            f"^t{k}:\n%x{k}: i32 = mul {value}, %b\n%s{k}: i32 = sub %x{k}, %a\nbr ^j{k}\n"
            f"^e{k}:\n%y{k}: i32 = mul %b, {value}\nbr ^j{k}\n"
            f"^j{k}:\n%p{k}: i32 = phi [%x{k}, ^t{k}], [%a, ^e{k}]\n%v{k}: i32 = sub %p{k}, %a"
        )
        value = f"%v{k}"
    return HEAD + "\n".join(lines) + f"\nret {value}\n}}\n"


def users(n: int) -> str:
    """One value with as many users, and a sum over them."""
    lines = ["%v: i32 = mul %a, %b", "%s0: i32 = add %v, i32 0"]
    lines += [f"%u{k}: i32 = xor %v, i32 {k + 1}\n%s{k + 1}: i32 = add %s{k}, %u{k}" for k in range(n // 2)]
    return HEAD + "\n".join(lines) + f"\nret %s{n // 2}\n}}\n"


def memory(n: int) -> str:
    """As many locals, structures and copies of them, each stored to and loaded from."""
    count = n // 8
    lines = [f"%x{k}: ptr = alloca size=16 align=8 name=x{k}" for k in range(count)]
    for k in range(count):
        other = max(k - 1, 0)
        lines.append(
            f"store %a, %x{k} align=4\n%q{k}: ptr = ptradd inbounds %x{k}, i64 {k % 3 * 4}\nstore %b, %q{k} align=4\n"
            f"%l{k}: i32 = load %x{other} align=4\nstore %l{k}, %p align=4"
        )
        if k % 3 == 1:
            lines.append(f"memcopy %x{k}, %x{other}, i64 16 destination_align=8 source_align=8")
        else:
            lines.append(f"%m{k}: i32 = load %q{k} align=4\nstore %m{k}, @g align=4")
    return VARIABLES + HEAD + "\n".join(lines) + "\nret %a\n}\n"


def places(n: int) -> str:
    """One structure of as many fields, all stored, all loaded, and a loop that writes them."""
    count = n // 6
    lines = [f"%x: ptr = alloca size={4 * count} align=8 name=x"]
    for k in range(count):
        lines.append(f"%q{k}: ptr = ptradd inbounds %x, i64 {4 * k}\nstore %a, %q{k} align=4\n"
                     f"%r{k}: ptr = ptradd %p, i64 {4 * k}\nstore %b, %r{k} align=4")
    lines += [f"%l{k}: i32 = load %q{k} align=4\nstore %l{k}, %r{count - 1 - k} align=4" for k in range(count)]
    return HEAD + "\n".join(lines) + "\nret %a\n}\n"


def calls(n: int) -> str:
    """Calls of functions that are and are not known."""
    lines = ["%s0: i32 = add %a, %b"]
    for k in range(n // 3):
        callee = ("small", "other", "forced")[k % 3]
        lines.append(f"%v{k}: i32 = call @{callee}(%s{k}: i32) as i32 (i32)\n%w{k}: i32 = load @g align=4\n"
                     f"%s{k + 1}: i32 = add %v{k}, %w{k}")
    return CALLEES + HEAD + "\n".join(lines) + f"\nret %s{n // 3}\n}}\n"


def texts(n: int) -> str:
    """Calls of the library on strings that are known, and one of many."""
    declared = (
        'variable @t: ptr size=4 linkage=private align=1 defined constant unnamed data "61626300"\n'
        "function @strlen: i64 (ptr) (%s) attributes={library=strlen call={pure}}\n"
        "function @strcpy: ptr (ptr, ptr) (%d, %s) attributes={library=strcpy}\n"
        "function @printf: i32 (ptr, ...) (%s) attributes={library=printf}\n"
    )
    lines = ["%s0: ptr = select %c, @t, %p"]
    for k in range(n // 4):
        lines.append(f"%s{k + 1}: ptr = select %c, @t, %s{k}\n%l{k}: i64 = call @strlen(%s{k + 1}: ptr) as i64 (ptr)\n"
                     f"%d{k}: ptr = call @strcpy(%p: ptr, @t: ptr) as ptr (ptr, ptr)\n"
                     f"%r{k}: i32 = call @printf(@t: ptr) as i32 (ptr, ...)")
    return declared + HEAD + "\n".join(lines) + "\nret %a\n}\n"


def functions(n: int) -> str:
    """As many small functions, each of which calls the one before."""
    parts = [CALLEES]
    for k in range(n // 5):
        linkage = "internal" if k % 2 else "external"
        called = f"n{k - 1}" if k else "other"
        parts.append(
            f"function @n{k}: i32 (i32) (%x) linkage={linkage} defined {{\n^entry:\n%0: i32 = add %x, i32 {k}\n"
            f"%1: i32 = call @{called}(%0: i32) as i32 (i32)\n%2: i32 = call @forced(%1: i32) as i32 (i32)\n"
            f"%3: i32 = xor %2, %x\nret %3\n}}\n"
        )
    return "".join(parts) + HEAD + f"%0: i32 = call @n{n // 5 - 1}(%a: i32) as i32 (i32)\nret %0\n}}\n"


VARIABLES = "variable @g: ptr size=64 linkage=external align=16 defined\n"
CALLEES = VARIABLES + (
    "function @other: i32 (i32) (%x)\n"
    "function @small: i32 (i32) (%x) linkage=internal defined {\n^entry:\n%0: i32 = mul %x, i32 3\nret %0\n}\n"
    "function @forced: i32 (i32) (%x) linkage=internal attributes={always_inline} defined {\n"
    "^entry:\n%0: i32 = xor %x, i32 9\nret %0\n}\n"
)
SHAPES: dict[str, Callable[[int], str]] = {
    f.__name__: f
    for f in (straight, ifs, nest, loops, latches, cases, labels, phis, diamonds, arms, users, memory,
              places, calls, texts, functions)
}


def counted(work: Callable[[], object]) -> int:
    """How many functions were called and left, Python's and C's, and how many lines were executed.  Raises
    ``RecursionError`` for what goes too deep."""
    count = 0

    def event(*_: object) -> Any:
        nonlocal count
        count += 1
        return event

    depth = 0
    frame = sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back  # type: ignore[assignment]
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + DEEPEST)
    sys.setprofile(event)
    sys.settrace(event)
    try:
        work()
    finally:
        sys.settrace(None)
        sys.setprofile(None)
        sys.setrecursionlimit(limit)
    return count


_unchanged: dict[tuple[str, int, bool], Module] = {}
"""Modules that the last pass left as they were."""


def prepared(name: str, shape: str, n: int) -> Module:
    """The module as the pass meets it: in registers, but for those that come before mem2reg."""
    found = _unchanged.pop((shape, n, name in BEFORE_MEM2REG), None)
    if found is not None:
        return found
    module = parse_module(SHAPES[shape](n))
    if name not in BEFORE_MEM2REG:
        manager = PassManager(module, Options(level="1"))
        for function in list(module.functions.values()):
            if function.blocks:
                for before in ("sroa", "mem2reg"):
                    manager.run_on(manager.make(before), function)
    return module


BEFORE_MEM2REG = ("unreachable", "forwarders", "known-branches", "rotate", "rotations", "sroa", "mem2reg")


def work_of(name: str, shape: str, n: int) -> int:
    """The work of a pass (and of the facts that it asks for) on the shape."""
    module = prepared(name, shape, n)
    manager = PassManager(module, Options(level="1"))
    pass_ = manager.make(name)

    changed = False

    def run() -> None:
        nonlocal changed
        changed = manager.run_over(pass_)

    count = counted(run)
    if not changed:
        _unchanged[shape, n, name in BEFORE_MEM2REG] = module
    return count


def check(name: str, shape: str, n: int) -> None:
    less, more = work_of(name, shape, n), work_of(name, shape, 2 * n)
    assert more <= MOST * less + 200, f"{name} on {shape}: {less} for {n} instructions, {more} for {2 * n}"


@pytest.mark.parametrize("name", REGISTRY)
def test_work_is_near_linear(name: str) -> None:
    for shape in SHAPES:
        check(name, shape, 500)


@pytest.mark.full
@pytest.mark.parametrize("shape", SHAPES)
def test_work_is_near_linear_for_large_functions(shape: str) -> None:
    for name in REGISTRY:
        check(name, shape, 25_000)
    _unchanged.clear()
