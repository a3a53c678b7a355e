"""Warnings of -Wall, -Wextra and more: the same lines, groups and texts as GCC's, on programs dense in each topic."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ccore.cli import Session, run
from ccore.sema import builtins

SOURCES = Path(__file__).resolve().parent / "warnings"
LINE = re.compile(r"^[^\s:]*:(\d+):\d+: (?:warning|error): (.*)$", re.M)
AKA = re.compile(r"'[^']*' \{aka ('[^']*')\}")  # ccore has no typedefs' names in types

OPTIONS = {
    "atomics": "",
    "designated": "",
    "array_qualifiers": "-pedantic",
    "unused": "-Wall -Wextra -Wunused-const-variable",
    "operators": "-Wall -Wextra",
    "indentation": "-Wmisleading-indentation",
    "sizes": "-Wall",
    "extra": "-Wextra -Wno-unused",
    "named": "-Wredundant-decls -Wnested-externs -Wwrite-strings -Wcast-qual -Wbad-function-cast -Wlogical-op "
    "-Wduplicated-cond -Wduplicated-branches -Wvla",
    "conversions": "-Wconversion -Wdouble-promotion",
    "flow": "-Wall -Wextra",
    "initializers": "-Wall -Wextra",
    "sequence": "-Wall -Wextra",
    "uninitialized": "-O1 -Wall -Wextra",
    "formats": "-Wall -Wextra -Wformat=2",
    "macro_arguments": "-Wall -Wextra",
    "system_macros": "-Wall -Wextra -pedantic -Wconversion",
    "declarations": "-Wall -Wextra -Wshadow -Wmissing-prototypes -Wold-style-definition -Wstrict-prototypes",
}


def messages(text: str) -> set[tuple[int, str]]:
    """Line and text of each warning."""
    return {(int(m[1]), AKA.sub(r"\1", m[2])) for m in LINE.finditer(text)}


def ccore(options: list[str], source: Path) -> str:
    """What ccore prints; it must not fail."""
    stream = io.StringIO()
    status = run([*options, "-S", "-o", os.devnull, str(source)], Session(stdout=stream, stderr=stream))
    assert status == 0, stream.getvalue()
    return stream.getvalue()


@pytest.mark.skipif(shutil.which("gcc") is None, reason="compares with gcc")
@pytest.mark.parametrize("name", OPTIONS)
def test_same_as_gcc(name: str) -> None:
    """Line by line; GCC at the same level of optimisation."""
    source, options = SOURCES / f"{name}.c", OPTIONS[name].split()
    command = ["gcc", *options, "-S", "-o", os.devnull, str(source)]
    theirs = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"}, check=True)
    expected, found = messages(theirs.stderr), messages(ccore(options, source))
    assert expected, theirs.stderr
    assert found == expected, f"missed {sorted(expected - found)}, false {sorted(found - expected)}"


@pytest.mark.parametrize("name", OPTIONS)
def test_silent_without_options(name: str) -> None:
    """-w says nothing at all."""
    assert not messages(ccore(["-w"], SOURCES / f"{name}.c"))


def test_comments_of_a_macro_are_not_taken(tmp_path: Path) -> None:
    """A comment excuses the case that follows it, and no other."""
    source = tmp_path / "x.c"
    source.write_text(
        "int f(int x) {\nswitch (x) {\ncase 1: x = 2;\n#if 1\n/* fallthrough */\n#endif\n"
        "case 2: x = 3; /* fallthrough */ x++;\ncase 3: x = 4;\n}\nreturn x;\n}\n"
    )
    found = messages(ccore(["-Wimplicit-fallthrough"], source))
    assert found == {(7, "this statement may fall through [-Wimplicit-fallthrough=]")}


def test_a_tag_that_a_header_mentions_is_no_prototypes_own(tmp_path: Path) -> None:
    """Headers are not analysed whole, but what they speak of in passing counts."""
    (tmp_path / "known.h").write_text("struct outer { struct inner *p; };\n")
    source = tmp_path / "main.c"
    source.write_text('#include "known.h"\nvoid f(struct inner *p);\nvoid g(struct other *p);\n')
    found = messages(ccore([], source))
    assert [(line, "'struct other' declared inside" in text) for line, text in found] == [(3, True)]


@pytest.mark.skipif(shutil.which("gcc") is None, reason="compares with gcc")
@pytest.mark.parametrize("standard", ["c90", "c99", "c11", "c2x", "gnu17"])
def test_names_of_the_library_are_those_of_the_standard(standard: str, tmp_path: Path) -> None:
    """A declaration with another type is spoken of where the dialect has the function, and there alone."""
    names = sorted(name for name in builtins._LIBRARY if name[0] != "_" and name not in ("gamma", "gammaf", "gammal"))
    source = tmp_path / "names.c"
    source.write_text("struct s { int x[3]; };\n" + "".join(f"struct s {name}(struct s);\n" for name in names))
    command = ["gcc", f"-std={standard}", "-S", "-o", os.devnull, str(source)]
    theirs = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"}, check=True)
    said = [re.findall(r"built-in function '(\w+)'", text) for text in (ccore(command[1:2], source), theirs.stderr)]
    assert said[0] == said[1] and len(said[1]) > 70


def test_a_program_may_have_its_own(tmp_path: Path) -> None:
    source = tmp_path / "own.c"
    source.write_text(
        "unsigned toupper(int c) { return c; }\nlong strtok(int x) { return x; }\nlong lceil(double x) { return 7; }\n"
    )
    assert messages(ccore([], source)) == set()
