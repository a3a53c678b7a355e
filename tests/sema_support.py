"""Helpers of the tests of sema: analyse a text, and ask the reference compiler about the same text."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ccore.diagnostics import CompileError, Diagnostics
from ccore.diagnostics.groups import resolve
from ccore.options import Options
from ccore.parser import Unit
from ccore.preproc import Preprocessor
from ccore.sema import tree
from ccore.sema.analyzer import Analyzer
from ccore.target import TARGETS

needs_gcc = pytest.mark.skipif(shutil.which("gcc") is None, reason="compares with gcc")


def analyse(text: str, options: Options | None = None) -> tuple[Analyzer, Diagnostics]:
    """Every item and every function body analysed."""
    options = options or Options()
    target = TARGETS["x86_64"]
    diagnostics = Diagnostics(resolve(options.warnings, options.standard), error_limit=10_000)
    sys.setrecursionlimit(20_000)
    items = Preprocessor(options, target, diagnostics).items("t.c", text)
    analyzer = Analyzer(Unit(items, options, target, diagnostics), options, target, diagnostics)
    try:
        analyzer.run()
        for entity in list(analyzer.context.file_scope.names.values()):
            if isinstance(entity, tree.Function) and entity.emit:
                analyzer.definition(entity)
    except CompileError:
        pass
    return analyzer, diagnostics


def variable(analyzer: Analyzer, name: str) -> tree.Variable:
    found = analyzer.context.file_scope.names[name]
    assert isinstance(found, tree.Variable)
    return found


def image(analyzer: Analyzer, name: str) -> bytes:
    """The initial bytes of an object."""
    found = variable(analyzer, name)
    data = b"" if found.initial is None else bytes(found.initial.data)
    return data.ljust(max(found.size, found.type.size), b"\0")


def messages(diagnostics: Diagnostics) -> list[str]:
    """``line: severity: message [-Wgroup]`` of each, notes left out."""
    out = []
    for d in diagnostics.list:
        if d.severity != "note" and d.location is not None:
            group = f" [-W{d.group}]" if d.group else ""
            out.append(f"{d.location.line.number}: {d.severity}: {d.message}{group}")
    return out


def gcc_messages(text: str, *flags: str) -> list[str]:
    """The same of gcc, its quotes plain."""
    command = ["gcc", "-fsyntax-only", "-fno-diagnostics-show-caret", "-x", "c", *flags, "-"]
    environment = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    run = subprocess.run(command, input=text, capture_output=True, text=True, env=environment)
    out = []
    for line in run.stderr.splitlines():
        match = re.match(r"<stdin>:(\d+):\d+: (error|warning): (.*)", line)
        if match:
            out.append(f"{match[1]}: {match[2]}: {match[3]}")
    return out


def gcc_images(text: str, folder: Path) -> dict[str, bytes]:
    """The initial bytes of every object that gcc makes of the text (relocations are left as zeros)."""
    from elftools.elf.elffile import ELFFile

    target = folder / "reference.o"
    subprocess.run(["gcc", "-w", "-c", "-x", "c", "-o", str(target), "-"], input=text.encode(), check=True)
    elf = ELFFile(io.BytesIO(target.read_bytes()))
    found = {}
    for symbol in elf.get_section_by_name(".symtab").iter_symbols():
        if symbol["st_info"]["type"] != "STT_OBJECT":
            continue
        section = elf.get_section(symbol["st_shndx"])
        size, at = symbol["st_size"], symbol["st_value"]
        found[symbol.name] = bytes(size) if section["sh_type"] == "SHT_NOBITS" else section.data()[at : at + size]
    return found
