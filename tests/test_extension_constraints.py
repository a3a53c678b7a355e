"""Constraints of GNU C's extensions and of C23's attributes, one small program each, as in test_constraints.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from compilers import Batch
from test_constraints import test_constraint as check
from test_constraints import test_valid as check_valid

C2X = "-std=c2x -pedantic-errors"

# Options, program, line, kind, text of the message.
ROWS: list[tuple[str, str, int, str, str]] = [
    # deprecated and unavailable; C23's attributes
    ("", "struct s { int a __attribute__((unavailable)); } b;\nint c = sizeof b.a;", 2, "error", "is unavailable"),
    ("", 'typedef int t __attribute__((unavailable("use u")));\nt a;', 2, "error", "'t' is unavailable: use u"),
    ("", "struct __attribute__((unavailable)) s { int a; };\nint f(struct s *);", 2, "error", "'s' is unavailable"),
    ("", "enum { A __attribute__((unavailable)) };\nint a = A;", 2, "error", "'A' is unavailable"),
    ("", "typedef int t __attribute__((deprecated));\nint a[sizeof(t)];", 2, "warning", "'t' is deprecated"),
    ("", "int f(void) __attribute__((deprecated));\nint (*g)(void) = f;", 2, "warning", "'f' is deprecated"),
    (C2X, "[[nodiscard]] int a;", 1, "error", "can only be applied to functions or to structure, union or enum"),
    (C2X, "struct s { [[nodiscard]] int a; };", 1, "error", "can only be applied to functions"),
    (C2X, "void f(void) {\n[[deprecated]] f(); }", 2, "error", "'deprecated' attribute ignored"),
    (C2X, "void f(void) {\n[[maybe_unused]]; }", 2, "error", "'maybe_unused' attribute ignored"),
    (C2X, "void f(void) {\n[[fallthrough]]; }", 2, "error", "invalid use of attribute 'fallthrough'"),
    (C2X, "void f(int a) { switch (a) { case 1:\n[[fallthrough]]; a = 2; default:; } }", 2, "error", "not preceding a"),
    (C2X, "void f(int a) { switch (a) { case 1:\n[[fallthrough(1)]]; default:; } }", 2, "error", "not take any arg"),
    (C2X, "[[fallthrough]] int a;", 1, "error", "'fallthrough' attribute ignored"),
    (C2X, "struct [[deprecated]] s;\nstruct [[deprecated]] s *a;", 2, "error", "expected ';' before '*'"),
    (C2X, "[[]] struct s { int a; };", 1, "error", "empty declaration"),
    (C2X, "const struct [[]] s;", 1, "error", "invalid use of attributes in empty declaration"),
    (C2X, "int a = sizeof([[]] int);", 1, "error", "expected expression before '['"),
    (C2X, "int f(int a)\n{ if (a) x: [[]]; goto x; }", 2, "error", "expected statement before ';'"),
]

# Programs that the same options accept.
GOOD: list[tuple[str, str]] = [
    (C2X, "int f(int a) { switch (a) { case 1: if (a) { [[fallthrough]]; } else { [[fallthrough]]; } x: case 2:; }"
          " goto x; }"),
    (C2X, "typedef int t __attribute__((unavailable)); extern t a __attribute__((unavailable)); struct [[]] s;"),
]


@pytest.mark.parametrize(("options", "text", "line", "kind", "message"), ROWS)
def test_extension(
    ccore: Batch, tmp_path: Path, options: str, text: str, line: int, kind: str, message: str
) -> None:
    check(ccore, tmp_path, options, text, line, kind, message)


@pytest.mark.parametrize(("options", "text"), GOOD)
def test_accepted(ccore: Batch, tmp_path: Path, options: str, text: str) -> None:
    check_valid(ccore, tmp_path, options, text)
