"""Dead stores: IR in, IR out.  Each case that must stay guards one of the conditions that the pass states."""

from __future__ import annotations

import pytest
from test_pass_memory import DECLARED, changed, unchanged
from test_pass_rewrites import apply, body, same

LOCAL = "%x: ptr = alloca size=16 align=8\n"
READ = " %r: i32 = load %x align=4\n ret %r"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # overwritten at once, on all ways, by several, by a region
        ("store %a, %p align=4\n store %b, %p align=4\n ret %a", "store %b, %p align=4\n ret %a"),
        ("store %a, %p align=4\n condbr %c, ^x, ^y\n^x:\n store %b, %p align=4\n br ^j\n^y:\n store i32 0, %p align=4\n"
         " br ^j\n^j:\n ret %a",
         "condbr %c, ^x, ^y\n^x:\n store %b, %p align=4\n br ^j\n^y:\n store i32 0, %p align=4\n br ^j\n^j:\n ret %a"),
        ("memset %p, i8 0, i64 8 align=4\n store %a, %p align=4\n %0: ptr = ptradd %p, i64 4\n store %b, %0 align=4\n"
         " ret %a",
         "store %a, %p align=4\n %0: ptr = ptradd %p, i64 4\n store %b, %0 align=4\n ret %a"),
        ("%0: ptr = ptradd %p, i64 4\n store %a, %0 align=4\n memset %p, i8 0, i64 8 align=4\n ret %a",
         "%0: ptr = ptradd %p, i64 4\n memset %p, i8 0, i64 8 align=4\n ret %a"),
        # what is read in between are other bytes
        ("store %a, %p align=4\n %0: ptr = ptradd %p, i64 4\n %1: i32 = load %0 align=4\n store %b, %p align=4\n"
         " ret %1",
         "%0: ptr = ptradd %p, i64 4\n %1: i32 = load %0 align=4\n store %b, %p align=4\n ret %1"),
        # locals end with the function, even in a loop
        (LOCAL + "store %a, %x align=4\n %0: i32 = load %x align=4\n store %b, %x align=4\n ret %0",
         LOCAL + "store %a, %x align=4\n %0: i32 = load %x align=4\n ret %0"),
        (LOCAL + "%0: i32 = load %x align=4\n br ^l\n^l:\n %1: i64 = phi [i64 0, ^entry], [%4, ^l]\n"
         " %2: ptr = ptradd %x, %1\n store %a, %2 align=4\n %4: i64 = add %1, i64 4\n %3: i1 = cmp eq %1, i64 12\n"
         " condbr %3, ^o, ^l\n^o:\n ret %0",
         LOCAL + "%0: i32 = load %x align=4\n br ^l\n^l:\n %1: i64 = phi [i64 0, ^entry], [%4, ^l]\n"
         " %2: ptr = ptradd %x, %1\n %4: i64 = add %1, i64 4\n %3: i1 = cmp eq %1, i64 12\n"
         " condbr %3, ^o, ^l\n^o:\n ret %0"),
        ("condbr %c, ^x, ^y\n^x:\n store %a, %p align=4\n unreachable\n^y:\n ret %b",
         "condbr %c, ^x, ^y\n^x:\n unreachable\n^y:\n ret %b"),
    ],
)  # fmt: skip
def test_dse(before: str, after: str) -> None:
    same(before, after, "dse")


def test_dse_calls_that_cannot_know_the_place() -> None:
    text = LOCAL + "store %a, %x align=4\n {}\n store %b, %x align=4\n" + READ
    assert changed(text.format("call @any(%p: ptr) as void (ptr)"), "dse").count("store") == 1
    text = "store %a, @g align=4\n {}\n store %b, @g align=4\n ret %a"
    assert changed(text.format("%0: f64 = call @sine(f64 0x0: f64) as f64 (f64)"), "dse").count("store") == 1
    # once nothing can come back, what the address was given to reads no more
    text = LOCAL + "call @any(%x: ptr) as void (ptr)\n store %a, %x align=4\n ret %b"
    assert "store" not in changed(text, "dse")


@pytest.mark.parametrize(
    "text",
    [
        "store %a, %p align=4\n ret %a",
        "store %a, @g align=4\n ret %a",
        "store volatile %a, %p align=4\n store %b, %p align=4\n ret %a",
        "store %a, %p align=4\n store volatile %b, %p align=4\n ret %a",
        "store %a, %p align=4 ordering=monotonic\n store %b, %p align=4\n ret %a",
        # one way does not overwrite it, or not all of it, or not the same place
        "store %a, %p align=4\n condbr %c, ^x, ^y\n^x:\n store %b, %p align=4\n br ^y\n^y:\n ret %a",
        "store %a, %p align=4\n store i16 0, %p align=2\n ret %a",
        "store %a, %p align=4\n %0: ptr = ptradd %p, i64 1\n store %b, %0 align=1\n ret %a",
        "%q: ptr = load @g align=8\n store %a, %q align=4\n store %b, %p align=4\n ret %a",
        "memset %p, i8 0, i64 14 align=1\n store i104 1, %p align=1\n ret %a",
        "memset %p, i8 0, i64 4 align=1\n store i24 1, %p align=1\n ret %a",
        # something may read it
        "store %a, %p align=4\n %0: i32 = load %p align=4\n store %b, %p align=4\n ret %0",
        "store %a, %p align=4\n %q: ptr = load @g align=8\n %0: i32 = load %q align=4\n store %b, %p align=4\n ret %0",
        "memset %p, i8 0, i64 8 align=4\n store %a, %p align=4\n %0: ptr = ptradd %p, i64 4\n"
        " %1: i32 = load %0 align=4\n store %b, %0 align=4\n ret %1",
        "store %a, %p align=4\n memcopy @g, %p, i64 4\n store %b, %p align=4\n ret %a",
        "store %a, @g align=4\n %0: i32 = call @look(@h: ptr) as i32 (ptr)\n store %b, @g align=4\n ret %0",
        "store %a, @g align=4\n fence ordering=seq_cst\n store %b, @g align=4\n ret %a",
        "store %a, @g align=4\n store i32 1, @h align=4 ordering=release\n store %b, @g align=4\n ret %a",
        "store %a, @g align=4\n %0: i32 = load @h align=4 ordering=acquire\n store %b, @g align=4\n ret %0",
        'store %a, @g align=4\n asm "" [] () ["memory"] volatile\n store %b, @g align=4\n ret %a',
        "store %a, @g align=4\n condbr %c, ^x, ^y\n^x:\n trap\n unreachable\n^y:\n store %b, @g align=4\n ret %a",
        # the address was given away, or belongs to what a call made
        LOCAL + "call @any(%x: ptr) as void (ptr)\n store %a, %x align=4\n call @any(%p: ptr) as void (ptr)\n ret %b",
        LOCAL + "store %a, %x align=4\n %0: i32 = call @look(%x: ptr) as i32 (ptr)\n ret %0",
        "%0: ptr = call @fresh() as ptr ()\n store %a, %0 align=4\n store %0, @g align=8\n ret %b",
        # a loop that may never end shows it to others, and the next round is at another address
        "store %a, @g align=4\n br ^l\n^l:\n %0: i1 = cmp eq %a, %b\n condbr %0, ^l, ^o\n"
        "^o:\n store %b, @g align=4\n ret %a",
        LOCAL + "br ^l\n^l:\n %1: i64 = phi [i64 0, ^entry], [%4, ^l]\n %2: ptr = ptradd %x, %1\n"
        " store %a, %2 align=4\n %4: i64 = add %1, i64 4\n %3: i1 = cmp eq %1, i64 12\n condbr %3, ^o, ^l\n^o:\n"
        + READ,
        LOCAL + "br ^h\n^h:\n %1: ptr = phi [%x, ^entry], [%2, ^l]\n store %b, %1 align=4\n"
        " %2: ptr = ptradd %1, i64 4\n %3: i32 = call @look(@g: ptr) as i32 (ptr)\n %4: i1 = cmp eq %3, i32 0\n"
        " condbr %4, ^o, ^l\n^l:\n store %a, %1 align=4\n br ^h\n^o:\n" + READ,
        LOCAL + "br ^h\n^h:\n %1: ptr = phi [%x, ^entry], [%2, ^l]\n %0: ptr = ptradd %1, i64 -4\n"
        " %5: i32 = load %0 align=4\n %2: ptr = ptradd %1, i64 4\n %4: i1 = cmp eq %5, i32 0\n"
        " condbr %4, ^o, ^l\n^l:\n store %a, %1 align=4\n br ^h\n^o:\n ret %b",
        # another jump brings the program back
        LOCAL + "store %a, %x align=4\n %0: i32 = call @setjmp(@g: ptr) as i32 (ptr)\n store %b, %x align=4\n"
        " ret %0",
    ],
)
def test_dse_refuses(text: str) -> None:
    unchanged(text, "dse")


def test_dse_results_and_arguments_by_value() -> None:
    """What is returned by value is read by the return; what is passed so, by the call."""
    pair = "agg(8, 4, [0: i32, 4: i32])"
    text = (
        f"function @f: {pair} (i32) (%a) defined {{\n^entry:\n %x: ptr = alloca size=8 align=4\n"
        " %y: ptr = alloca size=8 align=4\n store %a, %x align=4\n store %a, %y align=4\n ret %x\n}"
    )
    assert apply(text, "dse").count("store") == 1
    text = LOCAL + f"store %a, %x align=4\n %0: i32 = call @of(%x: {pair}) as i32 ({pair})\n ret %0"
    declared = f"function @of: i32 ({pair}) (%x)\n"
    assert "store" in apply(declared + DECLARED + body(text), "dse")


def test_dse_a_way_that_is_known_with_fewer_bytes_is_walked_again() -> None:
    """Both halves are overwritten on one way or the other, never both on one."""
    text = (
        "store i64 0, %p align=8\n %0: ptr = ptradd %p, i64 4\n condbr %c, ^x, ^y\n^x:\n store %a, %p align=4\n br ^j\n"
        "^y:\n store %b, %0 align=4\n br ^j\n^j:\n {}ret %a"
    )
    unchanged(text.format(""), "dse")
    for address in ("%p", "%0"):
        out = changed(text.format(f"%1: i32 = load {address} align=4\n store i64 1, %p align=8\n "), "dse")
        assert "store i64 0" in out
    assert changed(text.format("store i64 1, %p align=8\n "), "dse").count("store") == 1
