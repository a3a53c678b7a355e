"""Diagnostics: the warnings' groups, beside GCC's own answers."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ccore.diagnostics import Diagnostics
from ccore.diagnostics.groups import LEVELS, SEPARATE, UnknownWarning, known, read, resolve

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
