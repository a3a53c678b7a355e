"""Dead branches and loops: what must stay although nothing shows it when the program ends."""

from __future__ import annotations

import pytest
from test_pass_memory import changed, unchanged

from ccore.ir.cfg import Analyses
from ccore.ir.parser import parse_module
from ccore.passes.post_dominators import PostDominators

LOOP = (
    "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^l]\n %n: i32 = add {step}\n"
    " %more: i1 = cmp {test}\n condbr %more, ^l, ^o\n^o:\n ret %b"
)


@pytest.mark.parametrize(
    "text",
    [
        "condbr %c, ^l, ^o\n^l:\n br ^l\n^o:\n ret %b",
        "br ^l\n^l:\n condbr %c, ^l, ^o\n^o:\n ret %b",
        LOOP.format(step="%i, i32 2", test="ne %n, %a"),
        # two ways into a cycle
        "condbr %c, ^x, ^y\n^x:\n %i: i32 = phi [i32 0, ^entry], [%j, ^y]\n br ^y\n"
        "^y:\n %j: i32 = phi [i32 9, ^entry], [%i, ^x]\n %0: i1 = cmp eq %j, %a\n condbr %0, ^x, ^o\n^o:\n ret %b",
        # an endless loop within one that ends
        "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^m]\n condbr %c, ^w, ^m\n^w:\n br ^w\n"
        "^m:\n %n: i32 = add %i, i32 1\n %more: i1 = cmp slt %n, %a\n condbr %more, ^l, ^o\n^o:\n ret %b",
        # what happens as often as the loop goes round, or as long as it does
        LOOP.format(step="%i, i32 1", test="slt %n, %a").replace("^o:", "^o:\n store %n, %p align=4\n"),
        LOOP.format(step="%i, i32 1", test="slt %n, %a").replace("%n: i32", "store volatile %a, %p align=4\n %n: i32"),
    ],
)
def test_adce_keeps(text: str) -> None:
    unchanged(text, "adce")


def test_adce_loops_that_end() -> None:
    assert "cmp" not in changed(LOOP.format(step="%i, i32 1", test="ne %n, %a"), "adce")
    assert "cmp" not in changed(LOOP.format(step="nsw %i, i32 2", test="slt %n, %a"), "adce")
    inner = (
        "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^m]\n br ^k\n"
        "^k:\n %j: i32 = phi [i32 0, ^l], [%h, ^k]\n %h: i32 = add %j, i32 1\n %0: i1 = cmp slt %h, %b\n"
        " condbr %0, ^k, ^m\n^m:\n store %i, %p align=4\n %n: i32 = add %i, i32 1\n"
        " %more: i1 = cmp slt %n, %a\n condbr %more, ^l, ^o\n^o:\n ret %b"
    )
    out = changed(inner, "adce")
    assert out.count("cmp") == 1 and "store" in out


def test_post_dominators() -> None:
    module = parse_module(
        "function @f: void (i1) (%c) defined {\n^entry:\n condbr %c, ^a, ^b\n^a:\n condbr %c, ^x, ^j\n"
        "^b:\n br ^j\n^j:\n br ^l\n^l:\n condbr %c, ^l, ^o\n^o:\n ret\n^x:\n br ^x\n}"
    )
    function = module.functions["f"]
    named = {block.name: block for block in function.blocks}
    found = PostDominators(Analyses(function))
    after = {name: other.name if (other := found.after[block]) else None for name, block in named.items()}
    assert after == {"entry": None, "a": None, "b": "j", "j": "l", "l": "o", "o": None, "x": None}
    assert found.endless == {named["x"]}
    deciding = {name: [d.name for d in found.deciding(block)] for name, block in named.items()}
    assert deciding == {
        "entry": [], "a": ["entry"], "b": ["entry"], "j": ["entry", "a"], "l": ["entry", "a", "l"],
        "o": ["entry", "a"], "x": ["a"],
    }  # fmt: skip
