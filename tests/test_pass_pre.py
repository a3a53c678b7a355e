"""Partial redundancy elimination and code hoisting: rewrites that are right, but not worth it, are not made."""

from __future__ import annotations

import pytest
from test_pass_rewrites import apply, body, same

from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module


def unchanged(text: str, name: str) -> None:
    module = "function @touch: void () ()\n" + body(text)
    assert apply(module, name) == print_module(parse_module(module))


BOTH = "condbr %c, ^x, ^y\n^x:\n {0}\n ret %0\n^y:\n {1}\n ret %1"


def test_inner_branches_first() -> None:
    same(
        "%z: i1 = cmp slt %a, %b\n condbr %c, ^x, ^y\n^x:\n %0: i32 = mul %a, %b\n ret %0\n"
        "^y:\n condbr %z, ^u, ^v\n^u:\n %1: i32 = mul %a, %b\n ret %1\n^v:\n %2: i32 = mul %a, %b\n ret %2",
        "%z: i1 = cmp slt %a, %b\n %0: i32 = mul %a, %b\n condbr %c, ^x, ^y\n^x:\n ret %0\n"
        "^y:\n condbr %z, ^u, ^v\n^u:\n ret %0\n^v:\n ret %0",
        "hoist",
    )


@pytest.mark.parametrize(
    "text",
    [
        # over a call it would need a register of those that calls keep
        BOTH.format("call @touch() as void ()\n %0: i32 = mul %a, %b", "%1: i32 = mul %a, %b"),
        # one of the ways does not need it
        "condbr %c, ^x, ^y\n^x:\n %0: i32 = mul %a, %b\n ret %0\n^y:\n ret %a",
        # a part of addresses, and flags, cost nothing
        BOTH.format("%q: ptr = ptradd %p, i64 8\n %0: i32 = load volatile %q align=4",
                    "%r: ptr = ptradd %p, i64 8\n %1: i32 = load volatile %r align=4"),
        BOTH.format("%q: i1 = cmp slt %a, %b\n %0: i32 = select %q, %a, i32 1",
                    "%r: i1 = cmp slt %a, %b\n %1: i32 = select %r, %b, i32 2"),
    ],
)  # fmt: skip
def test_hoist_leaves(text: str) -> None:
    unchanged(text, "hoist")


def join(x: str, at: str, y: str = "br ^j") -> str:
    return f"condbr %c, ^x, ^y\n^x:\n {x}\n br ^j\n^y:\n {y}\n^j:\n {at}\n ret %v"


def test_pre_where_all_ways_have_the_value() -> None:
    phi = "%2: i32 = phi [%a, ^x], [i32 7, ^y]"
    both = join("%0: i32 = mul %a, %b", "{}", "%1: i32 = mul %b, i32 7\n br ^j")
    same(
        both.format(f"{phi}\n %v: i32 = mul %b, %2"),
        both.format(f"%v: i32 = phi [%0, ^x], [%1, ^y]\n {phi}"),
        "pre",
    )


def test_pre_of_what_a_round_computes_for_the_next() -> None:
    """The copy before the loop stands where the first round's was."""
    loop = (
        "{}br ^l\n^l:\n {} %i: i32 = phi [%a, ^entry], [%n, ^l]\n {} store volatile %s, %p align=4\n"
        " %n: i32 = add %i, i32 3\n %t: i32 = mul %n, %b\n %z: i1 = cmp slt %t, i32 99\n"
        " condbr %z, ^l, ^o\n^o:\n ret %t"
    )
    same(
        loop.format("", "", "%s: i32 = mul %i, %b\n"),
        loop.format("%u: i32 = mul %a, %b\n ", "%s: i32 = phi [%t, ^l], [%u, ^entry]\n", ""),
        "pre",
    )


@pytest.mark.parametrize(
    "text",
    [
        join("%0: i32 = mul %a, %b", "call @touch() as void ()\n %v: i32 = mul %a, %b"),
        # two ways would need it
        "switch %a, ^x [1: ^y, 2: ^w]\n^x:\n %0: i32 = mul %a, %b\n br ^j\n^y:\n br ^j\n^w:\n br ^j\n"
        "^j:\n %1: i32 = mul %a, %b\n ret %1",
        # a loop would compute it as often
        "br ^l\n^l:\n %i: i32 = phi [%a, ^entry], [%n, ^k]\n %s: i32 = mul %i, %b\n store volatile %s, %p align=4\n"
        " %n: i32 = add %i, i32 3\n %z: i1 = cmp slt %n, i32 99\n condbr %z, ^k, ^o\n^k:\n br ^l\n^o:\n ret %s",
        # what is the same in all rounds is for licm
        "br ^l\n^l:\n %s: i32 = mul %a, %b\n store volatile %s, %p align=4\n condbr %c, ^l, ^o\n^o:\n ret %s",
        join("%0: i1 = cmp slt %a, %b", "%1: i1 = cmp slt %a, %b\n %v: i32 = select %1, %a, %b"),
    ],
)
def test_pre_leaves(text: str) -> None:
    unchanged(text, "pre")
