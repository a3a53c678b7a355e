"""What the pass manager offers to those who search or watch: switches by number and by hash, statistics, printing, idle
passes, repetition; and the drawn control flow graph."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command_line import ccore as run_ccore
from test_pass_rewrites import body

import ccore
from ccore.ir.draw import dot, svg
from ccore.ir.module import Module
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.ir.verifier import VerifyError
from ccore.options import Options
from ccore.passes.manager import PassError, PassManager, run_pipeline
from ccore.passes.watch import Pattern, PatternError, hash_of

SUMS = "\n".join(
    f"function @f{n}: i32 (i32) (%x) defined {{\n^entry:\n  %0: i32 = add %x, i32 0\n  ret %0\n}}" for n in range(16)
)
DIAMOND = """
function @f: i32 (i32) (%x) defined {
^entry:
  %0: i1 = cmp slt %x, i32 5
  condbr %0, ^small, ^large
^small:
  br ^end
^large:
  %1: i32 = mul %x, i32 3
  br ^end
^end:
  %2: i32 = phi [i32 7, ^small], [%1, ^large]
  %3: i1 = cmp eq %2, i32 9
  condbr %3, ^entry2, ^out
^entry2:
  br ^end2
^end2:
  br ^end3
^out:
  br ^end3
^end3:
  ret %2
}
"""


def optimised(text: str, level: str = "1", **options: object) -> Module:
    module = parse_module(text)
    run_pipeline(module, Options(level=level, verify_each=True, **options))  # type: ignore[arg-type]
    return module


def folded(module: Module) -> set[str]:
    return {f.name for f in module.functions.values() if len(f.blocks[0].instructions) == 1}


def test_patterns() -> None:
    low = hash_of("a") & 0xF
    for text, expected in [
        ("y", True), ("n", False), (f"x{low:x}", True), (f"{low:04b}", True), (f"{low ^ 1:04b}", False),
        (f"y-x{low:x}", False), (f"n+x{low:x}", True), (f"-x{low:x}", False), (f"{low ^ 1:04b}+{low:04b}", True),
    ]:  # fmt: skip
        assert Pattern(text).matches(hash_of("a")) is expected, text
    assert not Pattern("!y").enabling and Pattern("vy").telling == "all" and Pattern("qn").telling == "nothing"
    for bad in ("", "2", "xg", "x", "1+", "0" * 65):
        with pytest.raises(PatternError, match="-fbisect"):
            Pattern(bad)
    assert hash_of("a", "b") != hash_of("ab")


def test_the_hash_chooses_rewrites_and_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    def run(pattern: str) -> tuple[set[str], set[str]]:
        done = folded(optimised(SUMS, bisect=pattern))
        told = capsys.readouterr().err.splitlines()
        assert all(re.fullmatch(r"\[bisect-match 0x[0-9a-f]{16}\] [a-z].*", line) for line in told)
        return done, {line.split(" in ")[1].split()[0] for line in told if "instsimplify" in line}

    everything = {f"f{n}" for n in range(16)}
    assert run("y") == (everything, everything)
    assert run("n") == (set(), set())
    zero, one = run("0"), run("1")
    assert zero[0] | one[0] == everything and not zero[0] & one[0] and zero[0] and one[0]
    assert zero[0] == zero[1] and one[0] == one[1]  # what is told is what was done
    without = run("!1")
    assert without == (zero[0], one[1])  # all but those; told is what was left out
    assert run("v0")[1] == everything and run("q0") == (zero[0], set())


def test_a_choice_does_not_depend_on_others() -> None:
    half = folded(optimised(SUMS, bisect="q0"))
    some = "".join(f"{part}\n}}\n" for part in SUMS.split("\n}\n") if "@f3:" in part or "@f8:" in part)
    assert folded(optimised(some, bisect="q0")) == half & {"f3", "f8"}


CHOICES = [
    ("gvn", "merge", "%0: i32 = mul %a, %b\n %1: i32 = mul %b, %a\n %2: i32 = add %0, %1\n ret %2"),
    ("gvn", "forward", "store %a, %p align=4\n %0: i32 = load %p align=4\n ret %0"),
    ("gvn", "forward", "store %a, %p align=4\n %0: f32 = load %p align=4\n %1: i32 = fptosi %0\n ret %1"),
    ("gvn", "dead-store", "store %a, %p align=4\n store %a, %p align=4\n ret %b"),
    ("gvn", "pre", "condbr %c, ^x, ^y\n^x:\n store %b, %p align=4\n br ^j\n^y:\n br ^j\n"
                   "^j:\n %0: i32 = load %p align=4\n ret %0"),
    ("licm", "preheader", "condbr %c, ^l, ^out\n^l:\n store volatile %a, %p align=4\n"
                          " condbr %c, ^l, ^out\n^out:\n ret %b"),
    ("licm", "hoist", "br ^l\n^l:\n %0: i32 = mul %a, %b\n store volatile %0, %p align=4\n"
                      " condbr %c, ^l, ^out\n^out:\n ret %b"),
    ("licm", "keep", "br ^l\n^l:\n store %a, %p align=4\n condbr %c, ^l, ^out\n^out:\n ret %b"),
    ("hoist", "hoist", "condbr %c, ^x, ^y\n^x:\n %0: i32 = mul %a, %b\n ret %0\n^y:\n %1: i32 = mul %a, %b\n ret %1"),
    ("pre", "insert", "condbr %c, ^x, ^y\n^x:\n %0: i32 = mul %a, %b\n br ^j\n^y:\n br ^j\n"
                      "^j:\n %1: i32 = mul %a, %b\n ret %1"),
    ("pre", "phi", "condbr %c, ^x, ^y\n^x:\n %0: i32 = mul %a, %b\n br ^j\n^y:\n %1: i32 = mul %a, %b\n br ^j\n"
                   "^j:\n %2: i32 = mul %a, %b\n ret %2"),
    ("if-convert", "select", "condbr %c, ^t, ^j\n^t:\n br ^j\n^j:\n %0: i32 = phi [%a, ^entry], [%b, ^t]\n ret %0"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rule", "text"), CHOICES)
def test_each_rewrite_of_a_pass_is_chosen(name: str, rule: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    for pattern, expected in (("n", False), ("y", True)):
        module = parse_module(body(text))
        before = print_module(module)
        manager = PassManager(module, Options(bisect=pattern, verify_each=True))
        assert manager.run_on(manager.make(name), module.functions["f"]) is expected
        assert (print_module(module) != before) is expected
        assert (f"] {name} in f ({rule})" in capsys.readouterr().err) is expected


def test_runs_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    optimised(SUMS, opt_bisect=-1)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("BISECT: running pass (1) ") and "NOT" not in "".join(lines)
    simplifying = next(n for n, line in enumerate(lines, 1) if line.endswith("instsimplify on f0"))
    assert folded(optimised(SUMS, opt_bisect=simplifying)) == {"f0"}
    assert folded(optimised(SUMS, opt_bisect=simplifying - 1)) == set()
    assert folded(optimised(SUMS, opt_bisect=0)) == set()


def test_required_passes_cannot_be_switched_off() -> None:
    text = (
        'function @no: void () () attributes={call={error="bad"}}\n'
        "function @f: void () () defined {\n^entry:\n  %0: i1 = cmp eq i32 1, i32 2\n  condbr %0, ^a, ^b\n"
        "^a:\n  call @no() as void ()\n  br ^b\n^b:\n  ret\n}\n"
    )
    for options in ({"opt_bisect": 0}, {"bisect": "n"}):
        assert "@no" not in print_module(optimised(text, "0", **options))


def test_statistics(capsys: pytest.CaptureFixture[str]) -> None:
    optimised(SUMS, pass_statistics=True)
    out = capsys.readouterr().err
    row = next(line for line in out.splitlines() if line.endswith("  instsimplify"))
    runs, changed, idle, removed = map(int, row.split()[:4])
    assert (runs, changed, removed) == (32, 16, 16)  # in the second round it finds nothing
    assert re.search(r"^ +16  instsimplify: [a-z-]+$", out, re.M)
    assert re.search(r" 16 +0  correlate$", out, re.M), "an idle pass is not run again on an unchanged function"


def test_idle_passes_rest_until_something_changes() -> None:
    module = parse_module(SUMS)
    manager = PassManager(module, Options(time_passes=True))
    function = module.functions["f0"]
    manager.run_on(manager.make("sccp"), function)
    manager.run_on(manager.make("sccp"), function)
    assert manager.times["sccp"][1] == 1
    assert manager.run_on(manager.make("instsimplify"), function)
    manager.run_on(manager.make("sccp"), function)
    assert manager.times["sccp"][1] == 2
    manager.invalidate(function)
    manager.run_on(manager.make("sccp"), function)
    assert manager.times["sccp"][1] == 3


def test_silent_changes_are_found(tmp_path: Path) -> None:
    file = tmp_path / "sly.py"
    file.write_text(
        "class Sly:\n    name = 'sly'\n    def run(self, function, analyses):\n"
        "        i = function.blocks[0].instructions[0]\n        i.operation = 'sub'\n        return False\n"
    )
    with pytest.raises(VerifyError, match="after pass sly: it changed the function and says that it did not"):
        optimised(SUMS, "0", plugins=[str(file)])


def test_printing(capsys: pytest.CaptureFixture[str]) -> None:
    optimised(SUMS, print_before={"instsimplify"})
    assert "; before instsimplify on f3\n" in capsys.readouterr().err
    optimised(SUMS, print_changed=True)
    out = capsys.readouterr().err
    assert "; after instsimplify on f3\n" in out and "sccp" not in out
    with pytest.raises(PassError, match="unknown pass 'nonsense'"):
        optimised(SUMS, print_before={"nonsense"})
    with pytest.raises(PassError, match="cannot read '7'"):
        optimised(SUMS, bisect="7")


def test_pictures() -> None:
    module = parse_module(DIAMOND + "\n".join(SUMS.split("\n}\n")[:1]) + "\n}\n")
    functions = list(module.functions.values())
    picture = ElementTree.fromstring(svg(functions))
    texts = [node.text for node in picture.iter("{http://www.w3.org/2000/svg}text")]
    for expected in ("f", "f0", "^small:", "%1: i32 = mul %x, i32 3", "true", "false"):
        assert expected in texts
    boxes = [
        tuple(float(node.get(k, "0")) for k in ("x", "y", "width", "height"))
        for node in picture.findall("{*}g")[0].iter("{http://www.w3.org/2000/svg}rect")
    ]
    assert len(boxes) == len(functions[0].blocks)
    for n, (x, y, w, h) in enumerate(boxes):
        for x2, y2, w2, h2 in boxes[:n]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y, "boxes overlap"
    text = dot(functions)
    assert text.count("digraph") == 2 and 'b0 -> b1 [label="true"];' in text and r"mul %x, i32 3\l" in text


def test_pictures_of_loops_and_switches() -> None:
    cases = "case 1: g(1); break; case 2: case 3: a = g(2); default: a--;"
    source = f"int g(int); int f(int a) {{ while (a) {{ switch (a) {{ {cases} }} }} return a; }}"
    module = ccore.compile(source, level=1).ir
    assert 'class="b"' in svg([module.functions["f"]])
    assert "default" in dot([module.functions["f"]])


def test_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)

    def said(*words: str) -> str:
        run_ccore("-O1", "-c", *words, "x.c").good()
        return capsys.readouterr().err

    Path("x.c").write_text("int f(int a) { return a ? a + 0 : 3; }\nint g(void) { return 1; }\n")
    run_ccore("-O1", "-S", "-emit-cfg=svg", "x.c").good()
    assert Path("x.svg").read_text().startswith("<svg")
    one = run_ccore("-O1", "-S", "-emit-cfg=dot:g", "-o", "-", "x.c").good().stdout
    assert one.count("digraph") == 1 and 'digraph "g"' in one
    assert "no function 'h'" in run_ccore("-S", "-emit-cfg=dot:h", "-o", "h.dot", "x.c").stderr
    assert not Path("h.dot").exists()
    assert "expected dot or svg" in run_ccore("-S", "-emit-cfg=png", "x.c").stderr
    run_ccore("-O1", "-S", "-emit-ir", "x.c").good()
    assert "digraph" in run_ccore("-S", "-emit-cfg=dot", "-o", "-", "x.ccir").good().stdout
    for word in ("-opt-bisect=-1", "-fopt-bisect=-1"):
        assert "BISECT: running pass (1)" in said(word)
    assert "number of runs" in run_ccore("-c", "-opt-bisect=many", "x.c").stderr
    assert "cannot read '5'" in run_ccore("-O1", "-c", "-fbisect=5", "x.c").stderr
    assert "runs  changed" in said("-stats") and "x.c:1:5 in f" in said("-fbisect=y")
