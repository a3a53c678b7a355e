"""Module passes, the pipelines, and what the manager offers: verification, printing, timing, plugins."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_pass_rewrites import apply

from ccore.diagnostics import CompileError
from ccore.ir.instructions import Binary, Call
from ccore.ir.interp import Machine
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.ir.verifier import VerifyError, verify_module
from ccore.options import Options
from ccore.passes.manager import PassError, PassManager, run_pipeline
from ccore.passes.pipeline import PIPELINE, REGISTRY, Step, check_table, wants_immediate


def compiled(text: str, level: str = "0", **options: object) -> str:
    module = parse_module(text)
    verify_module(module)
    run_pipeline(module, Options(level=level, verify_each=True, **options))  # type: ignore[arg-type]
    return print_module(module)


ALWAYS = "linkage=internal attributes={always_inline} defined"


def test_always_inline_prunes_by_constant_arguments() -> None:
    text = f"""
function @bad: void () () attributes={{call={{error="wrong size"}}}}
function @put: i32 (i32, i32) (%size, %v) {ALWAYS} {{
^entry:
  %0: i1 = isconstant %size
  condbr %0, ^known, ^unknown
^known:
  switch %size, ^no [1: ^one, 2: ^two]
^unknown:
  br ^no
^no:
  call @bad() as void ()
  ret i32 0
^one:
  %1: i32 = and %v, i32 255
  ret %1
^two:
  %2: i32 = and %v, i32 65535
  ret %2
}}
function @f: i32 (i32) (%x) defined {{
^entry:
  %size: ptr = alloca size=4 align=4 name=size
  store i32 2, %size align=4
  %0: i32 = load %size align=4
  %1: i32 = call @put(%0: i32, %x: i32) as i32 (i32, i32)
  ret %1
}}
"""
    for level in "012":
        out = compiled(text, level)
        assert "@bad" not in out and "@put" not in out and "and %x, i32 65535" in out, level


def test_always_inline_copies_aggregates_and_dynamic_allocas() -> None:
    text = f"""
function @g: agg(8, 4, [0: i32, 4: i32]) (agg(8, 4, [0: i32, 4: i32])) (%p) {ALWAYS} {{
^entry:
  %t: ptr = alloca size=8 align=4 name=t
  %d: ptr = dynalloca i64 16 align=16
  store volatile %d, %d align=8
  %0: i32 = load %p align=4
  %1: i32 = add %0, i32 1
  store %1, %p align=4
  memcopy %t, %p, i64 8 destination_align=4 source_align=4
  ret %t
}}
function @f: i32 (ptr) (%q) defined {{
^entry:
  call @g(%q: agg(8, 4, [0: i32, 4: i32])) as agg(8, 4, [0: i32, 4: i32]) (agg(8, 4, [0: i32, 4: i32])) to %q
  %0: i32 = load %q align=4
  ret %0
}}
"""
    out = apply(text, "always-inline")
    caller = out[out.index("function @f") :]
    assert "call" not in caller
    assert "stacksave" in caller and "stackrestore" in caller
    assert caller.index("alloca") < caller.index("dynalloca")


def test_inlining_keeps_the_argument_object_apart() -> None:
    """The callee writes to its own copy of an aggregate, never to the caller's."""
    text = f"""
function @g: i32 (agg(4, 4, [0: i32])) (%p) {ALWAYS} {{
^entry:
  %0: i32 = load %p align=4
  store i32 9, %p align=4
  ret %0
}}
function @top: i32 () () defined {{
^entry:
  %x: ptr = alloca size=4 align=4 name=x
  store i32 5, %x align=4
  %0: i32 = call @g(%x: agg(4, 4, [0: i32])) as i32 (agg(4, 4, [0: i32]))
  %1: i32 = load %x align=4
  %2: i32 = add %0, %1
  ret %2
}}
"""
    module = parse_module(text)
    run_pipeline(module, Options(level="0", verify_each=True))
    assert Machine(module, {}).run("top") == 10


@pytest.mark.parametrize(
    ("callee", "why"),
    [
        ("%1: i32 = call @g(%x: i32) as i32 (i32)\n ret %1", "recursive inlining"),
        ("indirectbr blockaddress(@g, ^l) [^l]\n^l: address_taken\n ret %x", "contains a computed goto"),
        ("%1: i32 = call @setjmp() as i32 () {returns_twice}\n ret %1", "uses setjmp"),
    ],
)
def test_always_inline_refuses(callee: str, why: str) -> None:
    text = f"""
function @setjmp: i32 () ()
function @g: i32 (i32) (%x) {ALWAYS} {{
^entry:
  {callee}
}}
function @f: i32 (i32) (%x) defined {{
^entry:
  %0: i32 = call @g(%x: i32) as i32 (i32)
  ret %0
}}
"""
    with pytest.raises(CompileError, match=why):
        compiled(text)


def test_mutual_recursion_ends() -> None:
    text = f"""
function @a: i32 (i32) (%x) {ALWAYS} {{
^entry:
  %0: i32 = call @b(%x: i32) as i32 (i32)
  ret %0
}}
function @b: i32 (i32) (%x) {ALWAYS} {{
^entry:
  %0: i32 = call @a(%x: i32) as i32 (i32)
  ret %0
}}
function @f: i32 (i32) (%x) defined {{
^entry:
  %0: i32 = call @a(%x: i32) as i32 (i32)
  ret %0
}}
"""
    out = compiled(text)
    assert "call @b" in out[out.index("function @f") :]  # a's body came in once, and no more


def test_callback_becomes_direct_and_is_inlined() -> None:
    text = f"""
function @each: i32 (ptr, i32) (%callback, %x) {ALWAYS} {{
^entry:
  %0: i32 = call %callback(%x: i32) as i32 (i32)
  ret %0
}}
function @one: i32 (i32) (%x) {ALWAYS} {{
^entry:
  %0: i32 = add %x, i32 1
  ret %0
}}
function @f: i32 (i32) (%x) defined {{
^entry:
  %0: i32 = call @each(@one: ptr, %x: i32) as i32 (ptr, i32)
  ret %0
}}
"""
    assert "call" not in compiled(text)


def test_asm_goto_and_labels_are_inlined() -> None:
    text = f"""
function @branch: i32 () () {ALWAYS} {{
^entry:
  store blockaddress(@branch, ^here), @last align=8
  br ^here
^here: address_taken
  asmgoto "jmp %l0" [label "" void name=yes] () [] to ^no ["yes": ^yes]
^no:
  ret i32 0
^yes:
  ret i32 1
}}
variable @last: ptr size=8 align=8 linkage=external defined
function @f: i32 () () defined {{
^entry:
  %0: i32 = call @branch() as i32 ()
  %1: i32 = call @branch() as i32 ()
  %2: i32 = add %0, %1
  ret %2
}}
"""
    out = compiled(text)
    assert out.count("asmgoto") == 2 and "call" not in out and out.count("blockaddress(@f") == 2


def test_inline_at_level_one() -> None:
    text = """
function @once: i32 (i32) (%x) linkage=internal defined {
^entry:
  %0: i32 = add %x, i32 1
  ret %0
}
function @big: i32 (i32) (%x) linkage=internal defined attributes={noinline} {
^entry:
  %0: i32 = mul %x, i32 3
  ret %0
}
function @f: i32 (i32) (%x) defined {
^entry:
  %0: i32 = call @once(%x: i32) as i32 (i32)
  %1: i32 = call @big(%0: i32) as i32 (i32)
  ret %1
}
"""
    out = compiled(text, "1")
    assert "@once" not in out and "call @big" in out
    assert "call @once" in compiled(text, "1", inline=False)
    assert "call @once" in compiled(text, "0")


def test_static_functions_with_few_calls_may_be_larger() -> None:
    sums = "".join(f"  %{n}: i32 = mul {'%x' if n == 0 else f'%{n - 1}'}, %x\n" for n in range(20))
    body = f"(%x) linkage=LINKAGE defined {{\n^entry:\n{sums}  ret %19\n}}\n"
    head = "function @f{}: i32 (i32) (%x) defined {{\n^entry:\n"
    caller = head + "  %0: i32 = call @g(%x: i32) as i32 (i32)\n  ret %0\n}}\n"

    def calls(linkage: str, places: int) -> int:
        text = "function @g: i32 (i32) " + body.replace("LINKAGE", linkage) + "".join(map(caller.format, range(places)))
        return compiled(text, "1").count("call @g")

    assert (calls("internal", 3), calls("internal", 4), calls("external", 2)) == (0, 4, 2)


def test_global_dce() -> None:
    text = """
asm ".quad named"
variable @named: ptr size=4 align=4 linkage=internal data "01000000"
variable @literal: ptr size=4 align=1 linkage=private constant unnamed data "61626300"
variable @kept: ptr size=8 align=8 linkage=internal used data "" [0 size=8 @pointed addend=0]
variable @pointed: ptr size=4 align=4 linkage=internal data "01"
function @declared: void () ()
function @a: void () () linkage=internal defined {
^entry:
  call @b() as void ()
  ret
}
function @b: void () () linkage=internal defined {
^entry:
  call @a() as void ()
  ret
}
function @extern_inline: i32 () () linkage=available_externally defined {
^entry:
  ret i32 1
}
function @start: void () () linkage=internal defined attributes={constructor=65535} {
^entry:
  ret
}
function @f: i32 () () defined {
^entry:
  %0: i32 = call @extern_inline() as i32 ()
  ret %0
}
"""
    out = compiled(text, "1", inline=False)
    for kept in ("@named:", "@kept:", "@pointed:", "@start:", "@f:", "@extern_inline:"):
        assert kept in out
    for gone in ("@literal:", "@declared:", "@a:", "@b:"):
        assert gone not in out
    assert "linkage=available_externally" not in out
    assert "linkage=available_externally" in compiled(text, "2")


QUESTION = """
function @f: i32 (i32) (%x) defined {
^entry:
  %0: i1 = isconstant %x
  condbr %0, ^yes, ^no
^yes:
  ret i32 1
^no:
  ret i32 2
}
"""


def test_is_constant_is_open_until_the_end() -> None:
    for level in "01":
        out = compiled(QUESTION, level)
        assert "isconstant" not in out and "ret i32 1" not in out and "ret i32 2" in out
    assert "isconstant" in compiled(QUESTION, "2")  # LLVM may still learn it


def test_settlement_without_optimisation() -> None:
    text = """
function @f: void () () defined {
^entry:
  %n: ptr = alloca size=4 align=4 name=n
  store i32 6, %n align=4
  %0: i32 = load %n align=4
  asm "int %0" [in "i" i32 operand=0] (%0) [] volatile
  ret
}
function @g: i32 () () defined {
^entry:
  %n: ptr = alloca size=4 align=4 name=n
  store i32 6, %n align=4
  %0: i32 = load %n align=4
  ret %0
}
"""
    out = compiled(text)
    assert "(i32 6) []" in out
    assert out.count("alloca") == 1  # the other function keeps its variable in memory at -O0
    assert wants_immediate("i") and wants_immediate("nI") and not wants_immediate("ri") and not wants_immediate("g")
    assert not wants_immediate("0") and not wants_immediate("{ax}") and not wants_immediate("")


def test_table_is_checked() -> None:
    check_table(PIPELINE)
    levels = frozenset("1")
    with pytest.raises(ValueError, match="must follow sroa"):
        check_table((Step("mem2reg", levels, "x", after=("sroa",)), Step("sroa", levels, "x")))
    with pytest.raises(ValueError, match="unknown pass"):
        check_table((Step("frobnicate", levels, "x"),))
    assert {s.name for s in PIPELINE} <= set(REGISTRY)


def test_options(capsys: pytest.CaptureFixture[str]) -> None:
    compiled(QUESTION, "1", print_after={"simplify-cfg"}, time_passes=True)
    error = capsys.readouterr().err
    assert "; after simplify-cfg on f" in error and "all passes" in error
    assert "%0: i1 = isconstant" in error
    assert "isconstant" in compiled(QUESTION, "1", disabled_passes={"is-constant"})
    with pytest.raises(PassError, match="unknown pass 'nonsense'"):
        compiled(QUESTION, "1", disabled_passes={"nonsense"})


PLUGIN = '''
from ccore.ir.instructions import Binary


class CountAdditions:
    """Turns each addition into a subtraction."""

    name = "contrary"
    keeps_cfg = True

    def run(self, function, analyses):
        changed = False
        for block in function.blocks:
            for i in block.instructions:
                if type(i) is Binary and i.operation == "add":
                    i.operation = "sub"
                    changed = True
        return changed
'''


def test_plugins(tmp_path: Path) -> None:
    file = tmp_path / "contrary.py"
    file.write_text(PLUGIN)
    text = "function @f: i32 (i32, i32) (%x, %y) defined {\n^entry:\n %0: i32 = add %x, %y\n ret %0\n}"
    assert "sub %x, %y" in compiled(text, "1", plugins=[str(file)])
    assert "add %x, %y" in compiled(text, "1", plugins=[str(file)], disabled_passes={"contrary"})
    with pytest.raises(PassError, match="no such Python file"):
        compiled(text, "1", plugins=[str(tmp_path / "missing.py")])
    file.write_text("class X: pass")
    with pytest.raises(PassError, match="no class"):
        compiled(text, "1", plugins=[str(file)])
    file.write_text("def (")
    with pytest.raises(PassError, match="SyntaxError"):
        compiled(text, "1", plugins=[str(file)])


def test_verify_each_names_the_pass(tmp_path: Path) -> None:
    file = tmp_path / "broken.py"
    file.write_text(
        "class Broken:\n    name = 'broken'\n    def run(self, function, analyses):\n"
        "        function.blocks[-1].instructions.pop()\n        return True\n"
    )
    with pytest.raises(VerifyError, match="after pass broken: @f"):
        compiled(QUESTION, "0", plugins=[str(file)])


def test_locations_survive_inlining() -> None:
    text = f"""
function @g: i32 (i32) (%x) {ALWAYS} {{
^entry:
  %0: i32 = add %x, %x
  ret %0
}}
function @f: i32 (i32) (%x) defined {{
^entry:
  %0: i32 = call @g(%x: i32) as i32 (i32)
  ret %0
}}
"""
    module = parse_module(text)
    place = object()
    module.functions["g"].blocks[0].instructions[0].location = place  # type: ignore[assignment]
    manager = PassManager(module, Options())
    manager.run_module_pass(manager.make("always-inline"))
    body = [i for b in module.functions["f"].blocks for i in b.instructions]
    assert [i.location for i in body if type(i) is Binary] == [place]
    assert not [i for i in body if type(i) is Call]
