"""The facts that the pass "effects" finds about functions, what other passes make of them, and what goes wrong when
one of its conditions is left out."""

from __future__ import annotations

import dataclasses

import pytest

from ccore.ir.parser import parse_module
from ccore.ir.printer import print_function
from ccore.ir.values import CallAttributes
from ccore.ir.verifier import verify_module
from ccore.options import Options
from ccore.passes.manager import PassManager

HEAD = """
variable @g: ptr size=8 linkage=internal align=8 defined
variable @h: ptr size=8 linkage=internal align=8 defined
variable @k: ptr size=8 linkage=internal align=8 defined constant data "07"
function @any: void () ()
function @malloc: ptr (i64) (%x) attributes={call={malloc}}
function @sine: f64 (f64) (%x) attributes={call={const}}
"""
NONE: frozenset[str] = frozenset()


def module_after(text: str, *passes: str, **options: object):  # type: ignore[no-untyped-def]
    module = parse_module(HEAD + text)
    verify_module(module)
    manager = PassManager(module, dataclasses.replace(Options(level="1", verify_each=True), **options))
    for name in passes:
        manager.run_over(manager.make(name))
    verify_module(module)
    return module


def facts(text: str, **options: object) -> CallAttributes:
    return module_after(text, "effects", **options).functions["f"].attributes.call


def one(result: str, parameters: str, names: str, body: str, linkage: str = "internal", words: str = "") -> str:
    return f"function @f: {result} ({parameters}) ({names}) linkage={linkage} defined {words} {{\n^entry:\n{body}\n}}\n"


LOOP = (
    " br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^l]\n %n: i32 = add %i, i32 {}\n %c: i1 = cmp {} %n, %a\n"
    " condbr %c, ^l, ^out\n^out:\n ret %n"
)
FACTS = {
    "arithmetic": (one("i32", "i32", "%a", "%0: i32 = mul %a, %a\n ret %0"), (NONE, NONE, True)),
    "reads its argument": (one("i32", "ptr", "%p", "%0: i32 = load %p align=4\n ret %0"), ({"0"}, NONE, True)),
    "writes its argument": (one("void", "ptr", "%p", "store i8 1, %p align=1\n ret"), (NONE, {"0"}, True)),
    "a constant variable": (one("i8", "", "", "%0: i8 = load @k align=1\n ret %0"), (NONE, NONE, True)),
    "variables": (
        one("void", "", "", "%0: i8 = load @g align=1\n store %0, @h align=1\n ret"), ({"@g"}, {"@h"}, True),
    ),
    "a volatile read": (one("i8", "", "", "%0: i8 = load volatile @g align=1\n ret %0"), ({"any"}, {"any"}, False)),
    "an atomic read": (
        one("i8", "", "", '%0: i8 = load @g align=1 ordering="monotonic"\n ret %0'), ({"any"}, {"any"}, False),
    ),
    "a loaded pointer": (
        one("i8", "ptr", "%p", "%0: ptr = load %p align=8\n %1: i8 = load %0 align=1\n ret %1"), ({"any"}, NONE, True),
    ),
    "its own locals": (
        one("i8", "", "", "%x: ptr = alloca size=1 align=1\n store i8 1, %x align=1\n"
            " %0: i8 = load %x align=1\n ret %0"),
        (NONE, NONE, True),
    ),
    "a copy": (one("void", "ptr, ptr", "%p, %q", "memcopy %p, %q, i64 8\n ret"), ({"1"}, {"0"}, True)),
    "an unknown function": (one("void", "", "", "call @any() as void ()\n ret"), ({"any"}, {"any"}, False)),
    "a const function": (
        one("f64", "f64", "%x", "%0: f64 = call @sine(%x: f64) as f64 (f64)\n ret %0"), (NONE, NONE, True),
    ),
    "a trap": (one("void", "i1", "%c", "trap\n ret"), ({"any"}, {"any"}, False)),
    "assembly": (one("void", "", "", 'asm "nop" [] () [] volatile\n ret'), ({"any"}, {"any"}, False)),
    "the address of its frame": (
        one("ptr", "", "", "%0: ptr = frameaddress level=0\n ret %0"), ({"any"}, {"any"}, True),
    ),
    "a loop that ends": (one("i32", "i32", "%a", LOOP.format(1, "slt")), (NONE, NONE, True)),
    "a loop that may go on": (one("i32", "i32", "%a", LOOP.format(1, "sle")), (NONE, NONE, False)),
    "a loop that may step over its end": (one("i32", "i32", "%a", LOOP.format(2, "ne")), (NONE, NONE, False)),
    "a walk through a string": (
        one(
            "ptr", "ptr", "%s", " br ^l\n^l:\n %p: ptr = phi [%s, ^entry], [%q, ^l]\n %v: i8 = load %p align=1\n"
            " %q: ptr = ptradd inbounds %p, i64 1\n %c: i1 = cmp ne %v, i8 0\n condbr %c, ^l, ^out\n^out:\n ret %p",
        ),
        ({"0"}, NONE, True),
    ),
    "a walk that may leave the object": (
        one(
            "ptr", "ptr", "%s", " br ^l\n^l:\n %p: ptr = phi [%s, ^entry], [%q, ^l]\n %v: i8 = load %p align=1\n"
            " %q: ptr = ptradd %p, i64 1\n %c: i1 = cmp ne %v, i8 0\n condbr %c, ^l, ^out\n^out:\n ret %p",
        ),
        ({"0"}, NONE, False),
    ),
    "recursion": (one("i32", "i32", "%a", "%0: i32 = call @f(%a: i32) as i32 (i32)\n ret %0"), (NONE, NONE, False)),
    "a cycle with two ways in": (
        one(
            "i32", "i1, i1", "%c, %d", "condbr %c, ^x, ^y\n^x:\n condbr %d, ^y, ^out\n^y:\n condbr %d, ^x, ^out\n"
            "^out:\n ret i32 0",
        ),
        (NONE, NONE, False),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
def test_facts(name: str) -> None:
    text, expected = FACTS[name]
    found = facts(text)
    assert (found.reads, found.writes, found.returns) == expected


def test_recursive_functions_learn_of_each_other() -> None:
    text = (
        "function @f: void (ptr, i1) (%p, %c) linkage=internal defined {\n^entry:\n condbr %c, ^x, ^out\n^x:\n"
        " call @e(%p: ptr, @h: ptr, %c: i1) as void (ptr, ptr, i1)\n br ^out\n^out:\n ret\n}\n"
        "function @e: void (ptr, ptr, i1) (%p, %q, %c) linkage=internal defined {\n^entry:\n"
        " store i8 1, %q align=1\n call @f(%p: ptr, %c: i1) as void (ptr, i1)\n %0: i8 = load %p align=1\n ret\n}\n"
    )
    module = module_after(text, "effects")
    f, e = (module.functions[name].attributes.call for name in "fe")
    assert (f.reads, f.writes, f.unkept) == ({"0"}, {"@h"}, {"0"})
    assert (e.reads, e.writes, e.unkept) == ({"0"}, {"1", "@h"}, {"0", "1"})
    kept = text.replace("store i8 1, %q align=1", "store %p, %q align=8")
    module = module_after(kept, "effects")
    assert module.functions["f"].attributes.call.unkept == NONE


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("%0: i8 = load %p align=1\n ret null", False),
        ("store %p, @g align=8\n ret null", True),
        ("ret %p", True),
        ("%0: i64 = ptrtoint %p\n store %0, @g align=8\n ret null", True),
        ("%0: ptr = ptradd %p, i64 4\n %1: ptr = call @keep(%0: ptr) as ptr (ptr)\n ret null", True),
        ("%0: ptr = call @malloc(i64 8: i64) as ptr (i64)\n store %p, %0 align=8\n ret null", True),
    ],
)
def test_what_keeps_an_address(text: str, kept: bool) -> None:
    text = "function @keep: ptr (ptr) (%x)\n" + one("ptr", "ptr", "%p", text.replace("null", "ptr null"))
    assert facts(text).unkept == (NONE if kept else {"0"})


@pytest.mark.parametrize(
    ("text", "fresh"),
    [
        ("%0: ptr = call @malloc(i64 8: i64) as ptr (i64)\n ret %0", True),
        ("%0: ptr = call @malloc(i64 8: i64) as ptr (i64)\n store %0, @g align=8\n ret %0", False),
        ("%0: ptr = load @g align=8\n ret %0", False),
        ("ret @g", False),
    ],
)
def test_fresh_objects(text: str, fresh: bool) -> None:
    assert facts(one("ptr", "", "", text)).malloc is fresh


def test_bodies_that_may_be_replaced_tell_nothing() -> None:
    body = "%0: i32 = mul %a, %a\n ret %0"
    plain = CallAttributes()
    assert facts(one("i32", "i32", "%a", body, "external")) != plain
    assert facts(one("i32", "i32", "%a", body, "external"), pic=2) == plain
    assert facts(one("i32", "i32", "%a", body, "external"), pic=2, pie=2) != plain
    assert facts(one("i32", "i32", "%a", body, "external"), pic=2, semantic_interposition=False) != plain
    assert facts(one("i32", "i32", "%a", body, "external visibility=hidden"), pic=2) != plain
    assert facts(one("i32", "i32", "%a", body, "weak")) == plain
    assert facts(one("i32", "i32", "%a", body, "external", "attributes={noipa}")) == plain
    assert facts(one("i32", "i32", "%a", body, "internal"), pic=2) != plain


def test_an_address_may_come_back_in_an_object() -> None:
    text = (
        "function @pair: agg(16, 8, [0: ptr, 8: ptr]) (ptr) (%x) linkage=internal defined {\n^entry:\n"
        " %y: ptr = alloca size=16 align=8\n store %x, %y align=8\n ret %y\n}\n"
        + one("i32", "", "", "%x: ptr = alloca size=4 align=4\n %y: ptr = alloca size=16 align=8\n"
        " store i32 1, %x align=4\n call @pair(%x: ptr) as agg(16, 8, [0: ptr, 8: ptr]) (ptr) to %y\n"
        " %0: ptr = load %y align=8\n store i32 2, %0 align=4\n %1: i32 = load %x align=4\n ret %1")
    )  # fmt: skip
    module = module_after(text, "effects", "gvn")
    assert module.functions["pair"].attributes.call.writes == NONE
    assert "ret i32 1" not in print_function(module.functions["f"])


USE = """
function @get: i32 (ptr) (%x) linkage=internal defined attributes={noinline} {
^entry:
 %0: i32 = load %x align=4
 ret %0
}
function @bump: void () () linkage=internal defined attributes={noinline} {
^entry:
 %0: i32 = load @g align=4
 %1: i32 = add %0, i32 1
 store %1, @g align=4
 ret
}
function @spin: i32 (i32) (%a) linkage=internal defined attributes={noinline} {
^entry:
 br ^l
^l:
 br ^l
}
function @loop: i32 (i32) (%a) linkage=internal defined attributes={noinline} {
^entry:
 br ^l
^l:
 %c: i1 = cmp eq %a, i32 0
 condbr %c, ^l, ^out
^out:
 ret %a
}
"""


def body_of_f(text: str, *passes: str) -> str:
    module = module_after(USE + "function @f: i32 (ptr, i32) (%p, %a) linkage=external defined {\n^entry:\n"
                          + text + "\n}\n", *passes)  # fmt: skip
    return print_function(module.functions["f"])


def test_calls_with_nothing_changed_in_between_are_one() -> None:
    text = "%0: i32 = call @get(%p: ptr) as i32 (ptr)\n {}\n %1: i32 = call @get(%p: ptr) as i32 (ptr)\n" \
        " %2: i32 = sub %0, %1\n ret %2"
    count = [body_of_f(text.format(between), "effects", "gvn").count("@get") for between in (
        "%z: i32 = add %a, %a", "store %a, %p align=4", "call @any() as void ()", "store %a, @h align=4",
        "call @bump() as void ()",
    )]  # fmt: skip
    assert count == [1, 2, 2, 2, 2]
    local = "%x: ptr = alloca size=4 align=4\n store %a, %x align=4\n" + text.replace("%p", "%x")
    assert body_of_f(local.format("call @bump() as void ()"), "effects", "gvn").count("@get") == 1
    assert body_of_f(local.format("store i32 1, %x align=4"), "effects", "gvn").count("@get") == 2


def test_an_address_that_is_not_kept_stays_private() -> None:
    text = (
        "%x: ptr = alloca size=4 align=4\n store %a, %x align=4\n %0: i32 = call @get(%x: ptr) as i32 (ptr)\n"
        " call @any() as void ()\n %1: i32 = load %x align=4\n ret %1"
    )
    assert "ret %a" in body_of_f(text, "effects", "gvn")
    assert "ret %a" not in body_of_f(text, "gvn")


def test_a_call_writes_what_its_callee_writes() -> None:
    text = "%0: i32 = load {0} align=4\n call @bump() as void ()\n %1: i32 = load {0} align=4\n ret %1"
    assert body_of_f(text.format("@h"), "effects", "gvn").count("load") == 1
    assert body_of_f(text.format("@g"), "effects", "gvn").count("load") == 2
    assert body_of_f(text.format("%p"), "effects", "gvn").count("load") == 2


def test_calls_without_effect_go(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "%0: i32 = call @{}({}) as i32 ({})\n ret %a"
    assert "@get" not in body_of_f(text.format("get", "%p: ptr", "ptr"), "effects", "dce")
    assert "@get" in body_of_f(text.format("get", "%p: ptr", "ptr"), "dce")
    loop = text.format("loop", "%a: i32", "i32")
    assert "@loop" in body_of_f(loop, "effects", "dce")
    monkeypatch.setattr("ccore.passes.effects.all_end", lambda analyses: True)
    assert "@loop" not in body_of_f(loop, "effects", "dce")  # what the condition is for


def test_nothing_follows_a_call_that_never_returns() -> None:
    text = "%0: i32 = call @spin(%a: i32) as i32 (i32)\n store %0, %p align=4\n ret %0"
    assert body_of_f(text, "effects").rstrip().endswith("as i32 (i32)\n  unreachable\n}")


def test_an_argument_that_comes_back_is_used_itself() -> None:
    same = one("ptr", "i32, ptr", "%a, %p", "store %a, %p align=4\n ret %p").replace("@f", "@same")
    user = one("ptr", "ptr, ptr", "%p, %q", "%0: ptr = call @same(i32 1: i32, %q: ptr) as ptr (i32, ptr)\n ret %0")
    assert "ret %q" in print_function(module_after(same + user, "effects").functions["f"])
    other = same.replace(" ret %p", "%0: ptr = ptradd %p, i64 1\n ret %0")
    assert "ret %0" in print_function(module_after(other + user, "effects").functions["f"])
    assert "ret %0" in print_function(module_after(same.replace("internal", "weak") + user, "effects").functions["f"])


def test_calls_leave_loops() -> None:
    text = (
        "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^l]\n %v: i32 = call @{}(%a: i32) as i32 (i32)\n"
        " %n: i32 = add %i, %v\n %c: i1 = cmp slt %n, %a\n condbr %c, ^l, ^out\n^out:\n ret %n"
    )
    square = one("i32", "i32", "%a", "%0: i32 = mul %a, %a\n ret %0").replace("@f", "@square")
    user = "function @f: i32 (i32) (%a) linkage=external defined {\n^entry:\n" + text.format("square") + "\n}\n"
    module = module_after(square + user, "effects", "licm")
    assert [i.opcode for i in module.functions["f"].blocks[0].instructions] == ["call", "br"]
    assert "^l:" in body_of_f(text.format("loop"), "effects", "licm").partition("@loop")[0]  # might never return


def test_the_cost_is_near_linear() -> None:
    def steps(count: int) -> int:
        looked = 0
        lines = "".join(
            f"function @c{n}: void (ptr, i1) (%p, %c) linkage=internal defined {{\n^entry:\n store i8 1, %p align=1\n"
            f" call @c{(n + 1) % count}(%p: ptr, %c: i1) as void (ptr, i1)\n ret\n}}\n" for n in range(count)
        )
        from ccore.passes import effects
        original = effects._Summary.put_in

        def counted(*arguments: object) -> None:
            nonlocal looked
            looked += 1
            original(*arguments)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(effects._Summary, "put_in", counted)
            module_after(lines, "effects")
        return looked

    assert steps(400) < 2.5 * steps(200)
