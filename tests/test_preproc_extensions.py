"""What -pedantic says of the preprocessor's extensions is what GCC says of them, standard by standard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_line import ccore, gcc

SOURCE = """\
#define NAMED(x...) x
#define ANONYMOUS(...) __VA_ARGS__
#define OPTIONAL(a, ...) a __VA_OPT__(,)
#define LEFT(a, ...) a
int a = LEFT(1);
int b = OPTIONAL(3);
#warning "text"
#ident "text"
#assert machine(x)
#unassert machine
#include_next <stddef.h>
#import <stddef.h>
const char *s = "// no comment"; /* // nor this */
"""


@pytest.mark.parametrize("standard", ["c90", "gnu89", "iso9899:199409", "c99", "gnu99", "c17", "gnu17", "c2x", "gnu2x"])
@pytest.mark.parametrize("option", ["-pedantic", "-pedantic-errors", "-Wno-deprecated"])
def test_messages(standard: str, option: str, tmp_path: Path) -> None:
    file = tmp_path / "file.c"
    comments = "" if standard.startswith(("c9", "iso")) else "int c; // the first\nint d; // the second\n"
    file.write_text(SOURCE + comments)
    words = [f"-std={standard}", option, "-E", str(file), "-o", str(tmp_path / "file.i")]
    pattern = re.compile(r"file\.c:(\d+:\d+: (?:warning|error): .*)")
    theirs = pattern.findall(gcc(*words).stderr.replace("\u2018", "'").replace("\u2019", "'"))
    assert theirs, "GCC says nothing"
    assert pattern.findall(ccore(*words).stderr) == theirs


def test_c23_has_warning(tmp_path: Path) -> None:
    file = tmp_path / "file.c"
    file.write_text("#warning text\n")
    said = ccore("-std=c23", "-pedantic-errors", "-E", str(file)).stderr
    assert "#warning text" in said and "extension" not in said
