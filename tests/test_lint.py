"""The code is typed and tidy: mypy --strict and ruff find nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


TOOLS = [["mypy", "--no-pretty"], ["ruff", "check", "--output-format=concise"]]


@pytest.mark.parametrize("tool", TOOLS, ids=["mypy", "ruff"])
def test_clean(tool: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    print(done.stdout, done.stderr)
    found = done.stdout.splitlines() or done.stderr.splitlines() or ["no output"]
    assert done.returncode == 0, f"{found[-1]}, first: {found[0]}"
