"""Make rules for -M, -MM, -MD, -MMD with -MT, -MQ and -MP, written as GCC writes them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

_COLUMNS: Final = 72


def quoted(name: str) -> str:
    """The file name with what is special to make escaped (what -MQ adds to -MT)."""
    out: list[str] = []
    for index, c in enumerate(name):
        if c in " \t":
            backslashes = index - len(name[:index].rstrip("\\"))
            out.append("\\" * (backslashes + 1))
        elif c == "#":
            out.append("\\")
        elif c == "$":
            out.append("$")
        out.append(c)
    return "".join(out)


def default_target(source: str) -> str:
    """The rule's target where none was given: the object file of the source's name, in this directory."""
    stem = os.path.splitext(os.path.basename(source))[0]
    return quoted(f"{stem}.o") if source != "-" else "-"


def rule(targets: Sequence[str], dependencies: Sequence[str], phony: bool = False) -> str:
    """The make rule.

    ``targets`` are written as they are (quote them with ``quoted`` where make must not see them);
    ``dependencies`` are file names, the main file first.  ``phony`` (-MP) adds a rule without
    prerequisites for each but the first, so that make goes on when a header was removed.
    """
    parts: list[str] = []
    column = 0

    def put(text: str, first: bool) -> None:
        nonlocal column
        size = len(text)
        if not first:
            if column and column + size > _COLUMNS:
                parts.append(" \\\n ")
                column = 0
            else:
                parts.append(" ")
                column += 1
        column += size
        parts.append(text)

    for index, target in enumerate(targets):
        put(target, index == 0)
    parts.append(":")
    column += 1
    for name in dependencies:
        put(quoted(_tidy(name)), False)
    parts.append("\n")
    if phony:
        parts += [f"{quoted(_tidy(name))}:\n" for name in dependencies[1:]]
    return "".join(parts)


def _tidy(name: str) -> str:
    while name.startswith("./"):
        name = name[2:].lstrip("/")
    return name
