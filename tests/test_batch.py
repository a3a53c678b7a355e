"""``ccore --batch``: the protocol, and that one process can go on for long."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from compilers import ccore_words


class Server:
    def __init__(self, folder: Path, words: list[str]) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder
        )

    def line(self, text: bytes) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(text + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def run(self, *words: str, number: object = 1) -> Any:
        answer = self.line(json.dumps({"id": number, "cwd": str(self.folder), "argv": words}).encode())
        assert answer["id"] == number and set(answer) == {"id", "status", "stdout", "stderr"}
        return answer

    def memory(self) -> int:
        """Resident bytes."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * 4096


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path, [*ccore_words(), "--batch"])
    yield made
    made.process.communicate(timeout=20)


def test_answers(server: Server) -> None:
    (server.folder / "x.c").write_text("#include <stdio.h>\nint x;\n")
    assert server.run("-c", "x.c") == {"id": 1, "status": 0, "stdout": "", "stderr": ""}
    assert server.run("-E", "-P", "-", number="a")["status"] == 1
    answer = server.run("-E", "-P", "x.c", "-DSEEN", number=None)
    assert answer["stdout"].endswith("int x;\n")
    assert "frob" in server.run("-frob", "-c", "x.c")["stderr"]
    assert server.run("-c", "none.c")["status"] == 1
    assert server.run("-dumpversion")["stdout"] == "12\n"


@pytest.mark.parametrize(
    "line",
    [
        b"", b"  ", b"nonsense", b"[]", b"7", b"null", b"{}", b"\xff\xfe", b"[" * 100_000,
        b'{"id": 5}',
        b'{"id": 5, "cwd": 3, "argv": []}',
        b'{"id": 5, "cwd": "/", "argv": "x"}',
        b'{"id": 5, "cwd": "/", "argv": [1]}',
        b'{"id": 5, "cwd": "/none", "argv": []}',
        b'{"id": 5, "cwd": "\\u0000", "argv": []}',
    ],
)  # fmt: skip
def test_bad_requests(line: bytes, server: Server) -> None:
    if line.strip():
        answer = server.line(line)
        assert answer["status"] == 1 and "bad request" in answer["stderr"]
        assert answer["id"] == (5 if b'"id": 5' in line else None)
    else:
        assert server.process.stdin
        server.process.stdin.write(line + b"\n")
    assert server.run("-dumpversion")["status"] == 0


def test_faults_do_not_end_it(tmp_path: Path) -> None:
    code = (
        "import sys, os, ccore.driver as d; from ccore.batch import serve\n"
        "def broken(*a): raise KeyError('lost')\n"
        "def gone(*a): os.abort()\n"
        "d.optimize = broken\n"
        "if len(sys.argv) > 1: d.optimize = gone\n"
        "sys.exit(serve())"
    )
    (tmp_path / "x.c").write_text("int x;\n")
    server = Server(tmp_path, [sys.executable, "-c", code])
    for _ in range(2):
        answer = server.run("-c", "x.c")
        assert answer["status"] == 4 and "internal error in the passes" in answer["stderr"]
    server.process.communicate(timeout=20)
    server = Server(tmp_path, [sys.executable, "-c", code, "abort"])
    answer = server.run("-c", "x.c")
    assert answer["status"] == 4 and "internal error in LLVM" in answer["stderr"]
    assert server.process.wait(20) == 4
    server.process.communicate()


@pytest.mark.slow
def test_memory_does_not_grow(server: Server) -> None:
    """Headers are kept; of the 200 units nothing is."""
    functions = "\n".join(f"int f{n}(int a) {{ return a * {n} + g; }}" for n in range(20))
    sizes = []
    for n in range(200):
        (server.folder / "x.c").write_text(f"#include <stdio.h>\n#include <stdlib.h>\nint g = {n};\n{functions}\n")
        assert server.run("-O1", "-c", "x.c", f"-DN={n}")["status"] == 0
        if n % 50 == 49:
            sizes.append(server.memory())
    assert sizes[-1] - sizes[0] < 12_000_000, f"resident bytes after each 50 units: {sizes}"
