"""The passes that know which memory accesses are the same bytes: numbering of values, motion out of loops, rotation.

A pass made a no-op fails its cases; the refusals guard its conditions.
"""

from __future__ import annotations

import pytest
from test_pass_rewrites import apply, body, same

from ccore.ir.cfg import Analyses
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.options import Options
from ccore.passes.alias import Aliases
from ccore.passes.manager import PassManager
from ccore.passes.memory_ssa import MemorySsa

DECLARED = (
    "variable @g: ptr size=8 linkage=external align=8 defined\n"
    "variable @h: ptr size=8 linkage=external align=8 defined\n"
    "variable @w: ptr size=8 linkage=weak align=8 defined\n"
    "function @any: void (ptr) (%x)\n"
    "function @look: i32 (ptr) (%x) attributes={call={pure}}\n"
    "function @pick: ptr (ptr) (%x) attributes={call={pure}}\n"
    "function @sine: f64 (f64) (%x) attributes={call={const}}\n"
    "function @setjmp: i32 (ptr) (%x) attributes={call={returns_twice}}\n"
    "function @fresh: ptr () () attributes={call={malloc}}\nfunction @other: ptr () ()\n"
)


def changed(text: str, *names: str) -> str:
    """The function's body after the passes."""
    out = apply(DECLARED + body(text), *names)
    return out[out.index("^entry:") :]


def unchanged(text: str, *names: str) -> None:
    assert apply(DECLARED + body(text), *names) == print_module(parse_module(DECLARED + body(text)))


# --- gvn ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("%0: i32 = add nsw %a, %b\n %1: i32 = add %b, %a\n %2: i32 = mul %0, %1\n ret %2",
         "%0: i32 = add %a, %b\n %1: i32 = mul %0, %0\n ret %1"),
        ("%0: i1 = cmp slt %a, %b\n %1: i1 = cmp sgt %b, %a\n %2: i1 = and %0, %1\n %3: i32 = zext %2\n ret %3",
         "%0: i1 = cmp slt %a, %b\n %1: i1 = and %0, %0\n %2: i32 = zext %1\n ret %2"),
        ("%0: i32 = sub %a, %b\n condbr %c, ^x, ^y\n^x:\n %1: i32 = sub %a, %b\n ret %1\n^y:\n ret %b",
         "%0: i32 = sub %a, %b\n condbr %c, ^x, ^y\n^x:\n ret %0\n^y:\n ret %b"),
        ("store %a, %p align=4\n %0: ptr = ptradd %p, i64 4\n store %b, %0 align=4\n"
         " %1: i32 = load %p align=4\n ret %1",
         "store %a, %p align=4\n %0: ptr = ptradd %p, i64 4\n store %b, %0 align=4\n ret %a"),
        ("%0: f32 = sitofp %a\n store %0, %p align=4\n %1: i32 = load %p align=4\n ret %1",
         "%0: f32 = sitofp %a\n store %0, %p align=4\n %1: i32 = bitcast %0\n ret %1"),
        ("memset %p, i8 1, i64 8\n %0: ptr = ptradd %p, i64 4\n %1: i32 = load %0 align=4\n ret %1",
         "memset %p, i8 1, i64 8\n %0: ptr = ptradd %p, i64 4\n ret i32 16843009"),
        ("%0: i32 = load %p align=4\n store %0, %p align=4\n ret %0", "%0: i32 = load %p align=4\n ret %0"),
        ("%x: ptr = alloca size=8 align=4\n store %a, %x align=4\n store %b, %p align=4\n"
         " %0: i32 = load %x align=4\n ret %0",
         "%x: ptr = alloca size=8 align=4\n store %a, %x align=4\n store %b, %p align=4\n ret %a"),
        ("condbr %c, ^x, ^y\n^x:\n store %a, %p align=4\n br ^j\n^y:\n store %b, %p align=4\n br ^j\n"
         "^j:\n %0: i32 = load %p align=4\n ret %0",
         "condbr %c, ^x, ^y\n^x:\n store %a, %p align=4\n br ^j\n^y:\n store %b, %p align=4\n br ^j\n"
         "^j:\n %0: i32 = phi [%a, ^x], [%b, ^y]\n ret %0"),
        ("condbr %c, ^x, ^y\n^x:\n store %a, %p align=4\n br ^j\n^y:\n br ^j\n"
         "^j:\n %0: i32 = load %p align=4\n ret %0",
         "condbr %c, ^x, ^y\n^x:\n store %a, %p align=4\n br ^j\n^y:\n %0: i32 = load %p align=4\n br ^j\n"
         "^j:\n %1: i32 = phi [%a, ^x], [%0, ^y]\n ret %1"),
    ],
)  # fmt: skip
def test_gvn(before: str, after: str) -> None:
    same(before, after, "gvn")


@pytest.mark.parametrize(
    "text",
    [
        "%0: i32 = sub %a, %b\n %1: i32 = sub %b, %a\n %2: i32 = mul %0, %1\n ret %2",
        "condbr %c, ^x, ^y\n^x:\n %0: i32 = sub %a, %b\n ret %0\n^y:\n %1: i32 = sub %a, %b\n ret %1",
        "%0: i32 = load volatile %p align=4\n %1: i32 = load volatile %p align=4\n %2: i32 = add %0, %1\n ret %2",
        # another access may be to the same bytes
        "store %a, %p align=4\n %q: ptr = load @g align=8\n store %b, %q align=4\n %0: i32 = load %p align=4\n ret %0",
        "store %a, %p align=4\n %0: ptr = ptradd %p, i64 3\n store %b, %0 align=1\n %1: i32 = load %p align=4\n ret %1",
        "store %a, @g align=4\n call @any(%p: ptr) as void (ptr)\n %0: i32 = load @g align=4\n ret %0",
        "%x: ptr = alloca size=4 align=4\n call @any(%x: ptr) as void (ptr)\n store %a, %x align=4\n"
        " call @any(%p: ptr) as void (ptr)\n %0: i32 = load %x align=4\n ret %0",
        'store %a, @g align=4\n asm "" [] () ["memory"] volatile\n %0: i32 = load @g align=4\n ret %0',
        "store %a, @g align=4\n fence ordering=seq_cst\n %0: i32 = load @g align=4\n ret %0",
        # a pointer that may be either
        "%x: ptr = alloca size=4 align=4\n %y: ptr = select %c, %x, %p\n store %a, %x align=4\n store %b, %y align=4\n"
        " %0: i32 = load %x align=4\n ret %0",
        # the address is another one in each round
        "%q: ptr = load @g align=8\n br ^l\n^l:\n %0: ptr = phi [%q, ^entry], [%3, ^l]\n %1: i32 = load %0 align=4\n"
        " %2: i1 = cmp eq %1, %a\n %3: ptr = ptradd %0, i64 4\n store %b, %3 align=4\n condbr %2, ^o, ^l\n^o:\n ret %1",
        # one way may write, and a jump that is no plain one cannot take the load
        "condbr %c, ^x, ^j\n^x:\n store %a, %p align=4\n br ^j\n^j:\n %0: i32 = load %p align=4\n ret %0",
        # the load may not come to be done
        "condbr %c, ^x, ^y\n^x:\n store %a, %p align=4\n br ^j\n^y:\n br ^j\n"
        "^j:\n call @any(@h: ptr) as void (ptr)\n %0: i32 = load %p align=4\n ret %0",
        "%0: i32 = call @setjmp(@g: ptr) as i32 (ptr)\n store %a, %p align=4\n %1: i32 = load %p align=4\n ret %1",
    ],
)
def test_gvn_refuses(text: str) -> None:
    unchanged(text, "gvn")


def test_gvn_calls() -> None:
    text = (
        "store %a, @g align=4\n %0: i32 = call @look(@h: ptr) as i32 (ptr)\n %1: i32 = load @g align=4\n"
        " %2: f64 = sitofp %a\n %3: f64 = call @sine(%2: f64) as f64 (f64)\n"
        " %4: f64 = call @sine(%2: f64) as f64 (f64)\n %5: i1 = cmp oeq %3, %4\n %6: i32 = zext %5\n"
        " %7: i32 = add %0, %1\n %8: i32 = add %7, %6\n ret %8"
    )
    out = changed(text, "gvn")
    assert out.count("@sine") == 1 and out.count("@look") == 1 and "load" not in out


def test_gvn_objects_passed_by_value_may_change_between_calls() -> None:
    text = (
        "store %a, %p align=4\n %0: i32 = call @of(%p: agg(4, 4, [0: i32])) as i32 (agg(4, 4, [0: i32]))\n"
        " store %b, %p align=4\n %1: i32 = call @of(%p: agg(4, 4, [0: i32])) as i32 (agg(4, 4, [0: i32]))\n"
        " %2: i32 = sub %0, %1\n ret %2"
    )
    declared = "function @of: i32 (agg(4, 4, [0: i32])) (%x) attributes={call={const}}\n"
    assert apply(declared + body(text), "gvn").count("call @of") == 2


def test_gvn_allocated_objects_are_new() -> None:
    text = (
        "%0: ptr = call @fresh() as ptr ()\n store %a, %p align=4\n store %b, %0 align=4\n"
        " %1: i32 = load %p align=4\n ret %1"
    )
    assert "load" not in changed(text, "gvn")
    assert "load" in changed(text.replace("@fresh", "@other"), "gvn")


# --- rotate ---------------------------------------------------------------------------------------------------------

LOOP = (
    "%i: ptr = alloca size=4 align=4 name=i\n store i32 0, %i align=4\n br ^head\n"
    "^head:\n %0: i32 = load %i align=4\n %1: i1 = cmp slt %0, %a\n condbr %1, ^body, ^out\n"
    "^body:\n {body}\n %2: i32 = load %i align=4\n %3: i32 = add %2, i32 1\n store %3, %i align=4\n br ^head\n"
    "^out:\n ret %b"
)


def test_rotate() -> None:
    same(
        LOOP.format(body="store %b, %p align=4"),
        "%i: ptr = alloca size=4 align=4 name=i\n store i32 0, %i align=4\n br ^head.first\n"
        "^head.first:\n %0: i32 = load %i align=4\n %1: i1 = cmp slt %0, %a\n condbr %1, ^body, ^out\n"
        "^head:\n %2: i32 = load %i align=4\n %3: i1 = cmp slt %2, %a\n condbr %3, ^body, ^out\n"
        "^body:\n store %b, %p align=4\n %4: i32 = load %i align=4\n %5: i32 = add %4, i32 1\n"
        " store %5, %i align=4\n br ^head\n^out:\n ret %b",
        "rotate",
    )


@pytest.mark.parametrize(
    "head",
    [
        'asm "nop" [] () [] volatile\n %1: i1 = cmp slt %0, %a',
        "call @any(%p: ptr) as void (ptr)\n %1: i1 = cmp slt %0, %a",
    ],
)
def test_rotate_refuses(head: str) -> None:
    text = LOOP.format(body="store %0, %p align=4")
    unchanged(text, "rotate")  # a value of the test is used in the body
    unchanged(LOOP.format(body="store %b, %p align=4").replace("%1: i1 = cmp slt %0, %a", head), "rotate")


def test_rotate_loops_that_follow_or_hold_each_other() -> None:
    """The copy of one test leads to the copy of the next: no loop gets a second entry."""
    head = "^{0}:\n %{0}0: i32 = load %p align=4\n %{0}1: i1 = cmp slt %{0}0, %a\n condbr %{0}1, ^{1}, ^{2}\n"
    step = "^{0}:\n store %b, %p align=4\n br ^{1}\n"
    following = head.format("h", "x", "k") + step.format("x", "h")
    following += head.format("k", "y", "out") + step.format("y", "k")
    nested = head.format("h", "k", "out") + head.format("k", "y", "h") + step.format("y", "k")
    for text in (following, nested):
        module = parse_module(body(f"br ^h\n{text}^out:\n ret %b"))
        function = module.functions["f"]
        manager = PassManager(module, Options(verify_each=True))
        assert len(Analyses(function).loops) == 2
        assert manager.run_on(manager.make("rotate"), function)
        assert len(Analyses(function).loops) == 2


# --- licm -----------------------------------------------------------------------------------------------------------


def loop(inside: str, end: str = "condbr %more, ^l, ^out") -> str:
    return (
        "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^l]\n"
        f" {inside}\n %n: i32 = add %i, i32 1\n %more: i1 = cmp slt %n, %a\n {end}\n^out:\n ret %b"
    )


def parts(inside: str) -> tuple[str, str, str]:
    """What is before, in and after the loop."""
    out = changed(loop(inside), "licm")
    before, _, rest = out.partition("^l:")
    within, _, after = rest.partition("^out:")
    return before, within, after


@pytest.mark.parametrize(
    "inside",
    [
        "%0: i32 = mul %a, %b\n %1: i32 = add %0, %i\n store %1, @h align=4",
        "%0: i32 = sdiv %a, %b\n store %i, %p align=4",
        "%0: i32 = load @h align=4\n %1: i32 = add %0, %i\n store %1, @g align=4",
        "%0: ptr = ptradd %p, i64 8\n %1: i32 = load %0 align=4\n %2: i32 = add %1, %i\n store %2, %p align=4",
    ],
)
def test_licm_moves_before(inside: str) -> None:
    what = "mul" if "mul" in inside else "sdiv" if "sdiv" in inside else "load"
    before, within, _ = parts(inside)
    assert what in before and what not in within


def test_licm_keeps_a_place_in_a_local() -> None:
    before, within, after = parts("%0: i32 = load %p align=4\n %1: i32 = add %0, %i\n store %1, %p align=4")
    assert "load %p" in before and "%p" not in within and after.count(", %p align=4") == 1
    out = changed(
        loop("%0: i32 = load %p align=4\n %1: i32 = add %0, %i\n store %1, %p align=4"), "licm", "mem2reg"
    )
    within = out.partition("^l:")[2].partition("^out:")[0]
    assert "load" not in within and "store" not in within and "alloca" not in out


@pytest.mark.parametrize(
    ("inside", "stays"),
    [
        ("%0: i32 = mul %i, %b\n store %0, @h align=4", "mul"),
        ("%q: ptr = load volatile @g align=8\n %0: i32 = load %p align=4\n store %0, %q align=4", "load %p"),
        ("%q: ptr = load @h align=8\n store %i, %q align=4\n %0: i32 = load %p align=4\n store %0, @g align=4",
         "load %p"),
        ("call @any(@g: ptr) as void (ptr)\n %0: i32 = load @g align=4\n store %0, %p align=4", "load @g"),
        # another round may not come to it, and it may trap
        ("call @any(@g: ptr) as void (ptr)\n %0: i32 = sdiv %a, %b\n store %0, @h align=4", "sdiv"),
        ("store volatile %i, @g align=4\n %0: i32 = load %p align=4\n store %0, @h align=4", "load %p"),
        ("store volatile %i, %p align=4", "store volatile"),
        ("store %i, %p align=4 ordering=release", "store %"),
        ("store %i, %p align=4\n %0: i32 = load volatile @g align=4", "store %"),
        ("store %i, %p align=4\n %0: ptr = ptradd %p, i64 2\n store %b, %0 align=2", "store %"),
        ('store %i, @g align=4\n asm "" [] () ["memory"] volatile', "store %"),
    ],
)  # fmt: skip
def test_licm_refuses(inside: str, stays: str) -> None:
    assert stays in parts(inside)[1]


def test_licm_invents_no_store() -> None:
    """A store that only some rounds make is not made where no round makes it, and no load is made that could trap."""
    text = (
        "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^m]\n condbr %c, ^s, ^m\n"
        "^s:\n %0: i32 = load %p align=4\n store %i, %p align=4\n br ^m\n"
        "^m:\n %n: i32 = add %i, i32 1\n %more: i1 = cmp slt %n, %a\n condbr %more, ^l, ^out\n^out:\n ret %b"
    )
    unchanged(text, "licm")


def test_licm_takes_no_load_from_a_round_that_may_not_come() -> None:
    text = (
        "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^s]\n %more: i1 = cmp slt %i, %a\n"
        " condbr %more, ^s, ^out\n^s:\n %0: i32 = load {} align=4\n %n: i32 = add %i, %0\n br ^l\n^out:\n ret %b"
    )
    unchanged(text.format("%p"), "licm")
    unchanged(text.format("@w"), "licm")  # a weak symbol may be smaller in another file
    assert "load" in changed(text.format("@g"), "licm").partition("^l:")[0]


def test_licm_makes_preheaders() -> None:
    text = (
        "condbr %c, ^l, ^out\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^l]\n %0: i32 = mul %a, %b\n"
        " %n: i32 = add %i, %0\n %more: i1 = cmp slt %n, %a\n condbr %more, ^l, ^out\n^out:\n ret %b"
    )
    before, _, within = changed(text, "licm").partition("^l:")
    assert "mul" in before and "mul" not in within and before.index("condbr") < before.index("mul")


# --- restrict -------------------------------------------------------------------------------------------------------


def test_restrict() -> None:
    head = "function @f: i32 (ptr, ptr, i64) (%p, %q, %n) defined attributes={{{}}} {{\n^entry:\n"

    def forwards(words: str, text: str) -> bool:
        return "ret i32 1" in apply(DECLARED + head.format(words) + text + "\n}", "gvn")

    pair = "{1}store i32 1, %p align=4\n store i32 2, {0} align=4\n %0: i32 = load %p align=4\n ret %0"
    for words in ('restrict=["0"]', 'restrict=["1"]', 'restrict=["0", "1"]'):
        assert forwards(words, pair.format("%q", ""))
        assert forwards(words, pair.format("%r", "%r: ptr = ptradd %q, %n\n"))
        assert not forwards(words, pair.format("%r", "%r: ptr = ptradd %p, %n\n"))
    assert not forwards("", pair.format("%q", ""))
    assert forwards('restrict=["0"]', pair.format("@g", ""))
    assert not forwards('restrict=["1"]', pair.format("@g", ""))
    loaded = "%r: ptr = load @g align=8\n"
    assert forwards('restrict=["0"]', pair.format("%r", loaded))
    assert not forwards('restrict=["1"]', pair.format("%r", loaded))
    assert not forwards('restrict=["0"]', pair.format("%r", "store %p, @g align=8\n " + loaded))
    assert not forwards('restrict=["0"]', pair.format("%r", "%r: ptr = call @pick(%p: ptr) as ptr (ptr)\n"))


# --- static variables -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("internal", "store @v, %p align=8\n store %a, @v align=4\n ret %a"),
        ("internal", "store volatile %a, @v align=4\n ret %a"),
        ("internal", "%0: i32 = call @look(@v: ptr) as i32 (ptr)\n ret %0"),
        ("internal", "%0: i64 = ptrtoint @v\n %1: i32 = trunc %0\n ret %1"),
        ("external", "store %a, @v align=4\n ret %a"),
        ("internal section=\".mine\"", "store %a, @v align=4\n ret %a"),
        ("internal used", "store %a, @v align=4\n ret %a"),
    ],
)
def test_static_variables_that_are_left(variable: str, text: str) -> None:
    linkage, _, words = variable.partition(" ")
    v = f"variable @v: ptr size=8 linkage={linkage} {words if '=' in words else ''} align=8 defined"
    v += f' {words if "=" not in words else ""} data ""\n'
    before = DECLARED + v + body(text)
    assert apply(before, "static-variables") == print_module(parse_module(before))


def test_pointers_are_not_to_unaddressed_variables() -> None:
    text = "store %a, @v align=4\n store %b, %p align=4\n %0: i32 = load @v align=4\n ret %0"
    v = 'variable @v: ptr size=8 linkage=internal align=8 defined data ""\n'
    assert "ret %a" in apply(DECLARED + v + body(text), "static-variables", "gvn")
    known = "%q: ptr = select %c, @v, %p\n " + text.replace("%b, %p", "%b, %q")
    assert "ret %a" not in apply(DECLARED + v + body(known), "static-variables", "gvn")
    given = body(text).replace("ret %0", "store @v, %p align=8\n ret %0")
    assert "ret %a" not in apply(DECLARED + v + given, "static-variables", "gvn")


# --- facts that the manager keeps ------------------------------------------------------------------------------------


def test_facts_are_kept_as_passes_declare() -> None:
    text = "%0: i32 = add %a, %b\n %1: i32 = load %p align=4\n %2: i32 = load %p align=4\n ret %2"
    function = (module := parse_module(DECLARED + body(text))).functions["f"]
    manager = PassManager(module, Options())
    analyses = manager.analyses(function)
    aliases, memory = analyses.of(Aliases), analyses.of(MemorySsa)
    assert memory.aliases is aliases
    assert manager.run_on(manager.make("dce"), function)
    assert analyses.of(Aliases) is aliases and analyses.of(MemorySsa) is not memory
    memory = analyses.of(MemorySsa)
    assert not manager.run_on(manager.make("dce"), function)
    assert analyses.of(Aliases) is aliases and analyses.of(MemorySsa) is memory
    function.blocks[0].instructions[-1].set_operand(0, function.parameters[0])
    manager.invalidate(function)
    assert analyses.of(Aliases) is not aliases


def test_facts_do_not_outlive_a_change() -> None:
    text = "%0: i32 = load %p align=4\n %1: i32 = load %p align=4\n %2: i32 = sub %1, %0\n ret %2"
    function = (module := parse_module(DECLARED + body(text))).functions["f"]
    manager = PassManager(module, Options())
    analyses = manager.analyses(function)
    aliases, memory = analyses.of(Aliases), analyses.of(MemorySsa)
    predecessors = analyses.predecessors
    assert manager.run_on(manager.make("gvn"), function)
    assert analyses.of(Aliases) is not aliases and analyses.of(MemorySsa) is not memory
    assert analyses.predecessors is predecessors


# --- cost -----------------------------------------------------------------------------------------------------------


def steps(count: int) -> int:
    """Writes that are looked at for a function of so many stores and loads, in many blocks."""
    lines = []
    for n in range(count):
        lines.append(f"%q{n}: ptr = load %p align=8\n store %a, %q{n} align=4\n %v{n}: i32 = load @g align=4")
        if n % 8 == 7:
            lines.append(f"condbr %c, ^x{n}, ^y{n}\n^x{n}:\n store %b, @h align=4\n br ^y{n}\n^y{n}:")
    function = parse_module(DECLARED + body("\n".join(lines) + "\nret %a")).functions["f"]
    analyses = Analyses(function)
    aliases, memory = analyses.of(Aliases), analyses.of(MemorySsa)
    for block in function.blocks:
        for i in block.instructions:
            if i.opcode == "load":
                memory.writer(aliases.place(i.operands[0], i.type.size), memory.before[i])
    return memory.steps


def test_questions_about_memory_are_near_linear() -> None:
    assert steps(2000) < 2.5 * steps(1000)
