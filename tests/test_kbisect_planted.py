"""Faults planted in a compiler, and whether kbisect names exactly the files they were planted in, in few boots.

Builds and boots real kernels, so it runs with --all only. LINUX names the tree; KBISECT_GOOD and KBISECT_BAD the
compilers (gcc, and "gcc -O1" unless ccore is to be tried), KBISECT_OUTPUT a folder whose builds may be reused.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
PLANT = HERE / "kbisect_plant.py"

FLIPPED = {"kernel/pid.c": {"replace": ["\t\tif (nr < 0) {", "\t\tif (nr >= 0) {"]}}

# Each alone does nothing: the one defines a flag, the other dies at the first initcall if the flag is there.
PAIR = {
    "lib/radix-tree.c": {"append": "int kbisect_planted_flag = 1;"},
    "fs/open.c": {
        "append": "#include <linux/init.h>\n"
        "extern int kbisect_planted_flag __attribute__((weak));\n"
        "static int __init kbisect_planted(void)\n"
        "{ if (&kbisect_planted_flag) *(volatile int *)0 = 1; return 0; }\n"
        "early_initcall(kbisect_planted);\n"
    },
}

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def tree() -> Path:
    linux = os.environ.get("LINUX", "")
    if not linux:
        pytest.skip("LINUX names no kernel tree")
    return Path(linux).resolve()


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = os.environ.get("KBISECT_OUTPUT", "")
    return Path(given) if given else tmp_path_factory.mktemp("kbisect")


def kbisect(tree: Path, output: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Run kbisect: its exit status and its report."""
    result = output / "planted.json"
    result.unlink(missing_ok=True)
    good = os.environ.get("KBISECT_GOOD", "gcc")
    bad = os.environ.get("KBISECT_BAD", "gcc -O1")
    command = [sys.executable, "-m", "kbisect", str(tree), "--good", good, "--bad", bad, "--restart"]
    done = subprocess.run([*command, "--output", str(output), "--json", str(result), *arguments], check=False)
    return done.returncode, json.loads(result.read_text()) if result.exists() else {}


def planted(output: Path, plants: dict[str, Any], name: str) -> list[str]:
    """The options that give just the files of `plants` to a compiler with these faults."""
    file = output / f"{name}.plants.json"
    file.write_text(json.dumps(plants))
    bad = os.environ.get("KBISECT_BAD", "gcc -O1")
    compiler = f"{sys.executable} {shlex.quote(str(PLANT))} {shlex.quote(str(file))} -- {bad}"
    return [option for source in plants for option in ("--bad-for", f"{source}={compiler}")]


def listing(tree: Path) -> list[tuple[str, int]]:
    """Every path of the tree with its time of change."""
    return sorted((str(path), path.lstat().st_mtime_ns) for path in tree.rglob("*"))


def test_sound_compilers_boot_and_tree_is_untouched(tree: Path, output: Path) -> None:
    before = listing(tree)
    status, report = kbisect(tree, output)
    assert status == 0
    assert report["result"] == "boots"
    assert report["boots"] == 2
    assert report["bad_files"] >= 300
    for folder in ("lib", "kernel"):
        have, whole = report["folders"][folder]
        assert have == whole > 0
    assert listing(tree) == before


def test_flipped_comparison_is_named(tree: Path, output: Path) -> None:
    status, report = kbisect(tree, output, *planted(output, FLIPPED, "flipped"))
    assert status == 1
    assert [guilty["files"] for guilty in report["guilty"]] == [["kernel/pid.c"]]
    assert report["guilty"][0]["minimal"]
    assert report["boots"] <= 13


def test_pair_that_breaks_only_together_is_named(tree: Path, output: Path) -> None:
    status, report = kbisect(tree, output, *planted(output, PAIR, "pair"))
    assert status == 1
    assert [sorted(guilty["files"]) for guilty in report["guilty"]] == [sorted(PAIR)]
    assert report["guilty"][0]["minimal"]
    assert report["boots"] <= 26


def test_independent_faults_are_both_named(tree: Path, output: Path) -> None:
    status, report = kbisect(tree, output, "--all", *planted(output, {**FLIPPED, **PAIR}, "both"))
    assert status == 1
    named = sorted(sorted(guilty["files"]) for guilty in report["guilty"])
    assert named == sorted([["kernel/pid.c"], sorted(PAIR)])
    assert "reached init" in report["summary"]
