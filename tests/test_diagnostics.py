"""Diagnostics: groups, pragmas and forms of output, beside GCC's own answers."""

from __future__ import annotations

import ast
import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ccore.cli import Session, run
from ccore.diagnostics import Diagnostics
from ccore.diagnostics.groups import LEVELS, SEPARATE, UnknownWarning, known, read, resolve
from ccore.diagnostics.spelling import suggestion

ROOT = Path(__file__).resolve().parent.parent
needs_gcc = pytest.mark.skipif(shutil.which("gcc") is None, reason="compares with gcc")

# What gcc -Q shows otherwise than it acts: -1 ("as the standard has it") without a word, or a default in other places.
_NOT_SHOWN = {
    "declaration-after-statement", "implicit-function-declaration", "implicit-int", "long-long", "multichar",
    "old-style-definition", "packed-bitfield-compat", "return-type", "shift-negative-value", "shift-overflow",
    "tautological-compare", "trigraphs", "vla", "endif-labels", "jump-misses-init", "main", "enum-compare",
    "array-bounds", "c11-c2x-compat", "c90-c99-compat", "c99-c11-compat", "narrowing", "unused-parameter",
    "use-after-free",
}  # fmt: skip
_NAMED_ONLY = {"all", "abi", "error", "chkp", "hsa", "unreachable-code", "unsafe-loop-optimizations", "larger-than-"}


def gcc_levels(options: list[str], standard: str) -> dict[str, int]:
    """The groups and levels that ``gcc -Q --help=warnings`` shows."""
    command = ["gcc", "-Q", "--help=warnings", "-x", "c", f"-std={standard}", *options]
    result: dict[str, int] = {}
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        match = re.match(r"\s+-W(\S+)\s+(\[enabled\]|\[disabled\]|-?\d+)$", line)
        if match is None:
            continue
        name, value = match[1], {"[enabled]": 1, "[disabled]": 0}.get(match[2])
        group = name if name in SEPARATE else name.partition("=")[0]
        if name == "cast-align=strict" or group in _NOT_SHOWN | _NAMED_ONLY or group.startswith("analyzer-"):
            continue
        if value is None or group not in LEVELS:
            result[group] = int(match[2]) if value is None else value
    return result


@needs_gcc
@pytest.mark.parametrize(
    "words",
    [
        "", "all", "extra", "pedantic", "all extra", "unused", "no-all", "all no-unused", "no-unused all", "format=2",
        "format=2 no-format", "no-format format-security", "all no-format-extra-args", "shadow", "shadow=local",
        "shadow-compatible-local", "implicit-fallthrough", "implicit-fallthrough=5", "conversion", "c++-compat",
        "no-implicit all", "implicit", "uninitialized no-maybe-uninitialized", "error=unused", "no-error=unused",
        "error=format=2", "strict-aliasing", "strict-aliasing=2 all", "strict-overflow", "traditional", "comments",
        "missing-noreturn", "suggest-attribute=pure", "no-parentheses", "parentheses", "unused-variable",
        "no-unused-const-variable all", "unused-const-variable", "array-parameter all", "no-psabi no-pragmas",
        "error-implicit-function-declaration", "no-extra", "extra unused no-extra",
    ],
)  # fmt: skip
def test_options_turn_on_what_gcc_turns_on(words: str) -> None:
    standard = "gnu89" if "implicit" in words else "gnu17"
    theirs = gcc_levels(["-W" + word for word in words.split()], standard)
    ours = resolve(words.split(), standard).levels
    assert len(theirs) > 150
    assert [name for name in theirs if ours[name] != theirs[name]] == []


def test_what_one_option_names_no_other_implies() -> None:
    both = resolve(["all", "extra"]).levels
    assert both["unused-parameter"] and both["unused-but-set-parameter"]
    assert not resolve(["all"]).levels["unused-parameter"] and not resolve(["extra"]).levels["unused-parameter"]
    assert not resolve(["all", "extra", "no-unused-parameter"]).levels["unused-parameter"]
    assert not resolve(["all", "extra", "no-unused"]).levels["unused-parameter"]
    assert not resolve(["gnu89"][:0], "gnu89").levels["implicit-int"] and resolve(["all"], "c90").levels["implicit-int"]
    assert resolve(["pedantic"], "c90").levels["vla"] and not resolve(["pedantic"], "c99").levels["vla"]
    assert resolve(["larger-than=4KiB"]).levels["larger-than"] == 4096
    assert resolve(["larger-than-12"]).levels["larger-than"] == 12


def test_kinds() -> None:
    assert resolve(["error=unused"]).kinds["unused-label"] == "error"
    assert "unused-label" not in resolve(["no-error=unused"]).kinds  # as GCC: only of -Werror= the implied follow
    assert resolve(["error=vla", "vla", "no-error=vla"]).kinds == {"vla": "warning"}


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("error=nothing", "'-Werror=nothing': no option '-Wnothing'"),
        ("format=3", "argument to '-Wformat=' is not between 0 and 2"),
        ("format=x", "argument to '-Wformat=' should be a non-negative integer"),
        ("frame-larger-than=x", "should be a non-negative integer optionally followed by a size unit"),
        ("normalized=x", "unrecognized argument in option '-Wnormalized=x'"),
        ("nothing", "unrecognized command-line option '-Wnothing'"),
    ],
)
def test_words_that_are_no_options(word: str, message: str) -> None:
    with pytest.raises(UnknownWarning, match=re.escape(message)):
        resolve([word])


def test_enabled_and_level() -> None:
    diagnostics = Diagnostics(resolve(["format=2", "no-vla"]))
    assert diagnostics.enabled("format") and diagnostics.level("format") == 2
    assert not diagnostics.enabled("vla") and diagnostics.enabled("cpp") and not diagnostics.enabled("unused-label")
    assert not Diagnostics(resolve(["all"]), no_warnings=True).enabled("unused-label")


def test_every_group_in_the_source_is_in_the_table() -> None:
    found = set()
    for path in sorted((ROOT / "ccore").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            position = {"enabled": 0, "level": 0, "warning": 2, "pedwarn": 2}.get(node.func.attr, 9)
            if position < len(node.args) and isinstance(group := node.args[position], ast.Constant) and group.value:
                found.add((path.name, group.value))
    assert len(found) > 10
    for file, name in found:
        assert name in SEPARATE or (known(name) and read(name)[0] == name), f"{file}: {name}"


def report(text: str, tmp_path: Path, *words: str) -> str:
    """What ccore says about a source text."""
    (tmp_path / "t.c").write_text(text)
    err = io.StringIO()
    old = os.getcwd()
    os.chdir(tmp_path)
    try:
        run(["-fsyntax-only", "t.c", *words], Session(stderr=err))
    finally:
        os.chdir(old)
    return err.getvalue()


def gcc_says(text: str, tmp_path: Path, *words: str) -> str:
    (tmp_path / "t.c").write_text(text)
    command = ["gcc", "-fsyntax-only", "t.c", *words]
    environment = os.environ | {"LC_ALL": "C"}
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment).stderr


def test_context_lines_source_and_carets(tmp_path: Path) -> None:
    (tmp_path / "in.h").write_text("foo_t b;\n")
    (tmp_path / "out.h").write_text('int ok;\n#include "in.h"\n')
    said = report('#include "out.h"\nint f(void) {\n\treturn wrong;\n}\nint g = other;\n', tmp_path, "-fshow-column")
    assert said.splitlines()[:12] == [
        "In file included from out.h:2,",
        "                 from t.c:1:",
        "in.h:1:1: error: unknown type name 'foo_t'",
        "    1 | foo_t b;",
        "      | ^~~~~",
        "t.c: In function 'f':",
        "t.c:3:16: error: 'wrong' undeclared (first use in this function)",
        "    3 |         return wrong;",
        "      |                ^~~~~",
        "t.c:3:16: note: each undeclared identifier is reported only once for each function it appears in",
        "t.c: At top level:",
        "t.c:5:9: error: 'other' undeclared here (not in a function)",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("-fdiagnostics-plain-output", "t.c:1:2: warning: #warning w [-Wcpp]\n"),
        ("-fno-diagnostics-show-caret -fno-diagnostics-show-option", "t.c:1:2: warning: #warning w\n"),
        ("-fno-diagnostics-show-line-numbers", "t.c:1:2: warning: #warning w [-Wcpp]\n #warning w\n  ^~~~~~~\n"),
        ("-fno-show-column -fno-diagnostics-show-caret", "t.c:1: warning: #warning w [-Wcpp]\n"),
        (
            "-Werror -fdiagnostics-plain-output",
            "t.c:1:2: error: #warning w [-Werror=cpp]\nccore: all warnings being treated as errors\n",
        ),
        (
            "-Werror=cpp -fdiagnostics-plain-output",
            "t.c:1:2: error: #warning w [-Werror=cpp]\nccore: some warnings being treated as errors\n",
        ),
        (
            "-fdiagnostics-color=always",
            "\33[01m\33[Kt.c:1:2:\33[m\33[K \33[01;35m\33[Kwarning: \33[m\33[K#warning w "
            "[\33[01;35m\33[K-Wcpp\33[m\33[K]\n"
            "    1 | #\33[01;35m\33[Kwarning\33[m\33[K w\n      |  \33[01;35m\33[K^~~~~~~\33[m\33[K\n",
        ),
    ],
)
@needs_gcc
def test_forms_of_text(words: str, said: str, tmp_path: Path) -> None:
    text = "#warning w\n"
    assert report(text, tmp_path, *words.split()) == said
    assert gcc_says(text, tmp_path, *words.split()).replace("cc1:", "ccore:") == said


def test_json(tmp_path: Path) -> None:
    ours = json.loads(report("#warning w\nint x = y;\n", tmp_path, "-fdiagnostics-format=json"))
    assert [d["kind"] for d in ours] == ["warning", "error"] and ours[0]["option"] == "-Wcpp"
    assert ours[1]["locations"][0]["caret"] == {
        "file": "t.c", "line": 2, "display-column": 9, "byte-column": 9, "column": 9
    }  # fmt: skip


def test_sarif(tmp_path: Path) -> None:
    text = '#warning w\n\xe9int x;\nint x = y;\n#warning v\n'
    log = json.loads(report(text, tmp_path, "-fdiagnostics-format=sarif-stderr"))
    assert log["version"] == "2.1.0" and "sarif-schema-2.1.0" in log["$schema"]
    (only,) = log["runs"]
    driver = only["tool"]["driver"]
    assert driver["name"] == "ccore" and [rule["id"] for rule in driver["rules"]] == ["-Wcpp"]
    assert only["invocations"][0]["executionSuccessful"] is False
    first, *rest = only["results"]
    assert first["ruleId"] == "-Wcpp" and first["ruleIndex"] == 0 and first["level"] == "warning"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "t.c"
    assert place["region"] == {"startLine": 1, "startColumn": 2, "endColumn": 9}
    assert {r["level"] for r in rest} == {"error", "warning"} and all(r["message"]["text"] for r in rest)
    said = report(text, tmp_path, "-fdiagnostics-format=sarif-file")
    assert said == "" and json.loads((tmp_path / "t.c.sarif").read_text()) == log


@needs_gcc
def test_suggestions_and_fixits(tmp_path: Path) -> None:
    text = """\
struct memb { int first_member, second; };
typedef struct memb my_struct_t;
enum { RED_COLOR };
#define MACRO_NAME 3
int counter, printer(void);
my_struct a;
int f(struct memb *m) {
\tmy_strct_t local;
\tcountr = RED_COLOUR + MACRO_NAM;
\tm->first_membr = m->third; m.second = pritner();
\tstruct memb v = { .secnd = 1 };
\treturn 1
}
"""
    options = ["-fdiagnostics-parseable-fixits", "-Wno-unused"]

    def said(what: str) -> list[str]:
        found = [line for line in what.splitlines() if re.match(r't\.c:.*(error|warning)|fix-it:|     .*\| +\S', line)]
        return [line.rstrip() for line in found]

    ours, theirs = said(report(text, tmp_path, *options)), said(gcc_says(text, tmp_path, *options))
    assert len(theirs) > 30
    assert sorted(ours) == sorted(theirs)


def test_suggestions_for_options(tmp_path: Path) -> None:
    assert "did you mean '-Wunused'?" in report("int x;", tmp_path, "-Werror=unusd")
    assert "did you mean '-Wunused'?" in report("int x;", tmp_path, "-Wunusd")
    assert "did you mean '-pedantic'?" in report("int x;", tmp_path, "-pendantic")


PRAGMAS = """\
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmultichar"
int a = 'ab';
#pragma GCC diagnostic pop
int b = 'ab';
#pragma GCC diagnostic error "-Wmultichar"
int c = 'ab';
#pragma GCC diagnostic warning "-Wmultichar"
#include "part.h"
int d = 'ab';
#pragma GCC diagnostic ignored "-Wnonsense"
#pragma GCC diagnostic ignored "-Wmultichr"
#pragma GCC diagnostic nonsense "-Wmultichar"
#define QUIET(x) _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic error \\"-Wmultichar\\"") x \\
    _Pragma("GCC diagnostic ignored \\"-Wmultichar\\"") int in_macro = 'ab'; _Pragma("GCC diagnostic pop")
QUIET(int e = 'ab';) int f = 'ab';
#pragma GCC warning "look"
#pragma GCC error "stop"
int g = 'ab';
#pragma nonsense here
"""


@needs_gcc
@pytest.mark.parametrize("words", ["", "-Wall", "-Werror", "-Wno-multichar -Wno-pragmas", "-Werror=multichar", "-w"])
def test_pragma_diagnostic(words: str, tmp_path: Path) -> None:
    (tmp_path / "part.h").write_text("int h1 = 'ab';\n#pragma GCC diagnostic ignored \"-Wmultichar\"\nint h2 = 'ab';\n")

    def places(said: str) -> list[str]:
        """File, line, severity and option: where in a macro a message points is not compared, nor its words."""
        found = re.findall(r"^([\w.]+:\d+):(?:\d+:)? (error|warning): .*?(\[-W\S+\])?$", said, re.M)
        return sorted({f"{place} {kind} {group}" for place, kind, group in found})

    options = ["-fdiagnostics-plain-output", *words.split()]
    theirs = re.sub(r"t\.c:1[45]:(\d+: (?:error|warning))", r"t.c:16:\1", gcc_says(PRAGMAS, tmp_path, *options))
    assert places(report(PRAGMAS, tmp_path, *options)) == places(theirs)


def test_system_headers(tmp_path: Path) -> None:
    (tmp_path / "system.h").write_text("#pragma GCC system_header\nint h = 'ab';\n#warning w\n")
    text = '#include "system.h"\n'
    assert report(text, tmp_path) == ""
    assert "[-Wmultichar]" in report(text, tmp_path, "-Wsystem-headers")


@needs_gcc
def test_error_limits(tmp_path: Path) -> None:
    text = "int a = x1;\nint b = x2;\nint c = x3;\n#warning w\n"
    for words in (["-fmax-errors=2"], ["-Wfatal-errors"], ["-fmax-errors=0"]):
        options = ["-fdiagnostics-plain-output", *words]
        ours, theirs = report(text, tmp_path, *options), gcc_says(text, tmp_path, *options)
        assert ours.splitlines()[-1].split(":")[0] == theirs.splitlines()[-1].split(":")[0]
        assert ours.count("undeclared") == theirs.count("undeclared")


def test_notes_go_with_their_message() -> None:
    diagnostics = Diagnostics(resolve(["no-vla"]))
    diagnostics.error("first", None)
    assert not diagnostics.warning("second", None, "vla")
    diagnostics.note("of the second", None)
    assert [d.message for d in diagnostics.list] == ["first"]


@pytest.mark.parametrize(
    ("goal", "candidates", "found"),
    [
        ("prinf", "print printf sprintf", "print"),
        ("lenght", "length", "length"),
        ("Wunused_variable", "Wunused-variable", "Wunused-variable"),
        ("FOO", "foo", ""),
        ("Foo", "foo", "foo"),
        ("x", "y", ""),
        ("ab", "cd", ""),
        ("counter", "counter", ""),
        ("index", "idx", "idx"),
    ],
)
def test_spelling(goal: str, candidates: str, found: str) -> None:
    assert suggestion(goal, candidates.split()) == found
