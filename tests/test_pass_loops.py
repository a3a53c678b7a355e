"""The passes over loops: what they leave alone, by target and options, and how often a loop is said to go round."""

from __future__ import annotations

from typing import Any

import pytest
import safety

from ccore.ir.cfg import Analyses
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.options import Options
from ccore.passes import evolution
from ccore.passes.manager import PassManager

HEAD = (
    "function @{0}: void (ptr, i32) (%p, %a) linkage=external defined {{\n"
    "^entry:\n br ^before\n^before:\n br ^head\n"
)
NARROW = HEAD + (
    "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n %w: i64 = sext %i\n %q: ptr = ptradd %p, %w\n"
    " store i8 0, %q align=1\n %n: i32 = add nsw %i, i32 1\n %t: i1 = cmp slt %n, %a\n"
    " condbr %t, ^head, ^out\n^out:\n ret\n}}\n"
)
WIDE = HEAD + (
    "^head:\n %i: i64 = phi [i64 0, ^before], [%n, ^head]\n %o: i64 = mul %i, i64 {1}\n %q: ptr = ptradd %p, %o\n"
    " store volatile i8 0, %q align=1\n %n: i64 = add nsw %i, i64 1\n %t: i1 = cmp slt %n, i64 9\n"
    " condbr %t, ^head, ^out\n^out:\n ret\n}}\n"
)
COUNTING = HEAD + (
    "^head:\n %i: {1} = phi [{1} {2}, ^before], [%n, ^head]\n %n: {1} = add %i, {1} {3}\n %t: i1 = {4}\n"
    " condbr %t, ^head, ^out\n^out:\n ret\n}}\n"
)


def changes(name: str, text: str, **options: Any) -> bool:
    """Whether the pass rewrites anything."""
    module = parse_module(text)
    manager = PassManager(module, Options(level="1", verify_each=True, **options))
    before = print_module(module)
    for function in list(module.functions.values()):
        manager.run_on(manager.make(name), function)
    return print_module(module) != before


def test_counters_are_no_wider_than_registers() -> None:
    assert changes("induction", NARROW.format("f"))
    assert not changes("induction", NARROW.format("f"), bits=32)


@pytest.mark.parametrize(("factor", "reduced"), [(1, False), (2, False), (4, False), (8, False), (3, True), (16, True)])
def test_addresses_that_the_machine_multiplies_for_nothing(factor: int, reduced: bool) -> None:
    assert changes("strength", WIDE.format("f", factor)) is reduced


def test_calls_of_the_library_come_in_only_where_they_may() -> None:
    text = NARROW.format("f").replace("i32", "i64").replace(" %w: i64 = sext %i\n", "").replace("%p, %w", "%p, %i")
    assert changes("loop-idiom", text)
    assert not changes("loop-idiom", text, freestanding=True)
    assert not changes("loop-idiom", text, no_builtin=True)
    assert not changes("loop-idiom", text, no_builtin_functions={"memset"})
    assert not changes("loop-idiom", text.replace("@f", "@memset"))
    assert not changes("loop-idiom", text + WIDE.format("memcpy", 1))  # it could come back to the loop


@pytest.mark.parametrize(("size", "bound", "replaced"), [(40, "%a", False), (40, "i64 10", True), (64, "%a", True)])
def test_few_bytes_are_written_without_a_call(size: int, bound: str, replaced: bool) -> None:
    text = NARROW.format("f").replace("i32", "i64").replace(" %w: i64 = sext %i\n", "").replace("%p, %w", "%x, %i")
    text = text.replace("^entry:\n", f"^entry:\n %x: ptr = alloca size={size} align=4 name=x\n")
    assert changes("loop-idiom", text.replace("%n, %a", f"%n, {bound}")) is replaced


@pytest.mark.parametrize(
    ("bound", "work", "copied"),
    [
        ("i32 64", " store volatile %i, %p align=4\n", True),
        ("i32 9", " store volatile %i, %p align=4\n", True),
        ("i32 8", " store volatile %i, %p align=4\n", False),  # a few tests cost little
        ("%a", " store volatile %i, %p align=4\n", False),  # something would be left over
        ("i32 64", " call @g(%p: ptr, %i: i32) as void (ptr, i32)\n", False),
        ("i32 64", ' asm "nop" [] () [] volatile\n', False),
        ("i32 64", " store volatile %i, %p align=4\n" * 99, False),
        ("i32 64", " %z: i1 = cmp eq %i, %a\n condbr %z, ^other, ^rest\n^other:\n br ^rest\n^rest:\n", False),
    ],
)
def test_short_loops_of_constant_rounds_are_copied_though_nobody_asks(bound: str, work: str, copied: bool) -> None:
    text = COUNTING.format("f", "i32", 0, 1, f"cmp ne %n, {bound}").replace(" %n:", work + " %n:")
    if "^rest" in work:
        text = text.replace("[%n, ^head]", "[%n, ^rest]")
    text += "function @g: void (ptr, i32) (%p, %a)\n"
    assert changes("partial-unroll", text) is copied
    assert not changes("partial-unroll", text, unroll_loops=False)


@pytest.mark.parametrize(
    ("type_", "start", "step", "test", "rounds"),
    [
        ("i32", 0, 1, "cmp slt %n, i32 5", 4),
        ("i32", 0, 1, "cmp slt %i, i32 5", 5),
        ("i32", 0, 3, "cmp slt %n, i32 10", 3),
        ("i32", 7, 1, "cmp slt %n, i32 5", 0),
        ("i32", 5, -1, "cmp sgt %n, i32 0", 4),
        ("i32", 5, -1, "cmp sge %n, i32 0", 5),
        ("i32", 5, -2, "cmp ne %n, i32 1", 1),
        ("i32", 5, -2, "cmp ne %n, i32 0", None),  # never
        ("i8", 250, 1, "cmp ne %n, i8 2", 7),  # past the greatest number
        ("i8", 0, 1, "cmp ule %n, i8 255", None),  # forever
        ("i8", 0, 4, "cmp ult %n, i8 254", None),  # the number that would end it is none
        ("i8", 0, 3, "cmp ult %n, i8 253", 84),
        ("i32", 0, 1, "cmp eq %n, i32 1", None),
        ("i32", 0, 1, "cmp sgt i32 5, %n", 4),
    ],
)
def test_rounds(type_: str, start: int, step: int, test: str, rounds: int | None) -> None:
    text = COUNTING.format("f", type_, start, step, test)
    function = parse_module(text).functions["f"]
    analyses = Analyses(function)
    shape = evolution.shape_of(analyses.loops[0], analyses)
    assert shape is not None
    found = evolution.test_of(shape, analyses)
    assert found is not None and evolution.rounds_of_test(found) == rounds
    computed = evolution.rounds_by_evaluation(shape, found.block, 100)
    assert computed == rounds or (rounds is None and test in ("cmp ult %n, i8 254", "cmp eq %n, i32 1"))


COUNTED = (
    "{0}^before:\n br ^head\n^head:\n %i: {1} = phi [{1} {2}, ^before], [%n, ^head]\n store volatile %b, %p align=4\n"
    " %n: {1} = add {6} %i, {1} {3}\n %t: i1 = {4}\n condbr %t, ^{5}\n^out:\n ret %b"
)
GUARD = "%z: i1 = {}\n condbr %z, ^before, ^none\n^none:\n ret i32 77\n"


@pytest.mark.parametrize(
    ("guard", "type_", "start", "step", "test", "flags"),
    [
        ("", "i32", 0, 1, "cmp slt %n, i32 5", ""),
        ("", "i32", 0, 1, "cmp slt %i, i32 5", ""),
        ("", "i32", 0, 3, "cmp slt %n, i32 10", ""),
        ("", "i32", 7, 1, "cmp slt %n, i32 5", ""),
        ("", "i32", 5, -1, "cmp sge %n, i32 0", ""),
        ("", "i8", 250, 1, "cmp ne %n, i8 2", ""),
        ("", "i8", 1, 1, "cmp ne %n, i8 1", ""),  # all 256
        ("", "i64", 9, -3, "cmp sgt %n, i64 -9", ""),
        ("cmp slt i32 0, %a", "i32", 0, 1, "cmp slt %n, %a", ""),
        ("cmp slt i32 2, %a", "i32", 2, 1, "cmp sle %n, %a", "nsw"),
        ("cmp ult i32 0, %a", "i32", 0, 1, "cmp ult %n, %a", ""),
        ("cmp slt i32 0, %a", "i32", 0, 1, "cmp ne %n, %a", ""),
        ("cmp sgt i32 4, %a", "i32", 4, -1, "cmp sgt %n, %a", "nsw"),
    ],
)
@pytest.mark.parametrize("ways", ["head, ^out", "out, ^head"])
def test_rounds_are_counted_down(
    guard: str, type_: str, start: int, step: int, test: str, flags: str, ways: str
) -> None:
    if ways.startswith("out"):
        predicate = test.split()[1]
        test = test.replace(predicate, evolution.INVERTED[predicate], 1)
    text = COUNTED.format(GUARD.format(guard) if guard else "br ^before\n", type_, start, step, test, ways, flags)
    runs = safety.Hazard("", "", None, text, tuple((a, 5, 1) for a in (0, 1, 2, 3, 4, 9)))
    module = safety.module_of(text)
    before = safety.outcome(module, runs)
    assert safety.has_meaning(before) and safety.apply("strength", module)
    assert "i32 -1\n" in print_module(module) or "i64 -1\n" in print_module(module)
    assert safety.outcome(module, runs) == before
    assert safety.apply("dce", module), "the other counter goes"
    assert not safety.apply("strength", module), "it counts down already"


@pytest.mark.parametrize(
    "change",
    [
        ("store volatile %b", "store volatile %i"),  # the counter is wanted
        ("i32 0, ^before", "%b, ^before"),  # how many rounds there are would have to be computed
    ],
)
def test_counters_that_stay(change: tuple[str, str]) -> None:
    text = COUNTED.format("br ^before\n", "i32", 0, 1, "cmp slt %n, i32 5", "head, ^out", "")
    assert safety.apply("strength", safety.module_of(text))
    assert not safety.apply("strength", safety.module_of(text.replace(*change)))
