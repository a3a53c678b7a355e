"""The way of the data is one direction: a folder of the compiler imports only from those before it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

COMMON = {
    "version", "memory", "records", "sparse", "cachefolder", "source", "dialect", "diagnostics", "options", "target",
}  # fmt: skip
"""What every phase may import: records without behaviour of their own."""

# Each part of ccore/, and the parts that it may import beside COMMON and itself.  The trees (ast, ir) know
# nothing of the phases that make or read them.  The front end (preproc to irgen) and the back end (passes to
# llvm) meet in ir alone.
MAY_IMPORT: dict[str, set[str]] = {
    "version": set(),
    "memory": set(),
    "records": set(),
    "sparse": set(),
    "cachefolder": set(),
    "source": set(),
    "dialect": set(),
    "diagnostics": set(),
    "options": set(),
    "target": set(),
    "preproc": set(),
    "ast": {"preproc"},  # a node holds the item of tokens that it was made from
    "parser": {"preproc", "ast"},
    "sema": {"preproc", "ast", "parser", "ir"},  # of ir only the floating formats and their arithmetic
    "ir": set(),
    "irgen": {"ast", "sema", "ir"},
    "passes": {"ir"},
    "lower_abi": {"ir", "passes"},
    "llvm": {"ir", "passes", "lower_abi"},
}
# Files directly under ccore/ that belong to a folder's part: the arithmetic of floating constants is the IR's.
BELONGS = {"softfloat": "ir", "softcomplex": "ir", "decimalfloat": "ir", "elementary": "ir"}
# Within COMMON the order is this one.
COMMON_ORDER = [
    "version", "memory", "records", "sparse", "cachefolder", "source", "dialect", "diagnostics", "options", "target",
]  # fmt: skip

# Every other file directly under ccore/ (driver, linker, ...) is above the phases: it may use them, no phase may use
# it.  Of those, the entry points come last: none but they use each other.
ENTRY_POINTS = {"cli", "batch", "__main__"}

# A heavy library, and where it may be imported: (part of ccore or kbisect, file); "*" is any file.
HEAVY: dict[str, set[tuple[str, str]]] = {
    "llvmlite": {("llvm", "object.py")},
    "networkx": {("ir", "*"), ("passes", "*")},
    "lark": {("parser", "*")},
    "click": {("cli.py", "*"), ("kbisect", "*")},
    "rich": {("cli.py", "*"), ("kbisect", "*")},
}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, with the line: ``from ccore.ir import types`` gives ccore.ir.types."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"


def part_of(module: str) -> str:
    """``ccore.ir.types.X`` is of the part ir; a name of the package itself (``ccore.compile``) is of __init__."""
    words = module.split(".")
    if len(words) < 2:
        return "__init__"
    folder = ROOT / "ccore" / words[1]
    return words[1] if folder.is_dir() or folder.with_suffix(".py").exists() else "__init__"


def may_import(part: str, other: str) -> bool:
    part, other = BELONGS.get(part, part), BELONGS.get(other, other)
    if part == other:
        return True
    if part in COMMON_ORDER:
        return other in COMMON_ORDER and COMMON_ORDER.index(other) < COMMON_ORDER.index(part)
    if part in MAY_IMPORT:
        return other in COMMON or other in MAY_IMPORT[part]
    return other not in ENTRY_POINTS or part in ENTRY_POINTS


@pytest.mark.parametrize("part", sorted(p.stem for p in (ROOT / "ccore").iterdir() if p.suffix in ("", ".py")))
def test_imports_go_one_way(part: str) -> None:
    if part in ("include", "__pycache__"):
        return
    folder = ROOT / "ccore" / part
    files = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    if folder.is_dir() and files:
        assert part in MAY_IMPORT, f"ccore/{part} is no part of the design: add it to the table with its reason"
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in files
        for line, module in imports(path)
        if module.split(".")[0] == "ccore" and not may_import(part, part_of(module))
        or module.split(".")[0] == "kbisect"
    ]  # fmt: skip
    assert not wrong, "; ".join(wrong)


def test_the_table_has_no_circle() -> None:
    done: set[str] = set(COMMON)
    rest = {part: set(needs) for part, needs in MAY_IMPORT.items() if part not in COMMON}
    while rest:
        ready = [part for part, needs in rest.items() if needs <= done]
        assert ready, f"a circle among {sorted(rest)}"
        for part in ready:
            done.add(part)
            del rest[part]


def test_heavy_libraries_have_one_place() -> None:
    wrong = []
    for path in sorted([*(ROOT / "ccore").rglob("*.py"), *(ROOT / "kbisect").rglob("*.py")]):
        relative = path.relative_to(ROOT)
        place = relative.parts[1] if relative.parts[0] == "ccore" else "kbisect"
        for line, module in imports(path):
            allowed = HEAVY.get(module.split(".")[0])
            if allowed is not None and not {(place, path.name), (place, "*")} & allowed:
                wrong.append(f"{relative}:{line} imports {module}")
    assert not wrong, "; ".join(wrong)


@pytest.mark.parametrize(
    "code",
    ["import ccore", "from ccore.cli import main\ntry: main(['-dumpversion'])\nexcept SystemExit: pass"],
    ids=["library", "dumpversion"],
)
def test_heavy_libraries_are_imported_late(code: str) -> None:
    """``import ccore`` and an option that compiles nothing cost neither LLVM nor a graph library."""
    code += f"\nimport sys\nprint('heavy:', *sorted(set({sorted(HEAVY)}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr.strip().splitlines()[-1]
    assert done.stdout.splitlines()[-1] == "heavy:", f"{code.splitlines()[0]} loads {done.stdout.splitlines()[-1][7:]}"
