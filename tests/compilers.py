"""Compilers under test behind one call: ccore through its batch protocol, any other as a command per file.

``ccore --batch`` reads a JSON line per request, ``{"id": n, "cwd": "...", "argv": [...]}``, and answers
``{"id": n, "status": 0, "stderr": "..."}``.  One such process keeps the headers that it has seen, so a test
costs no interpreter start.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self, TypeVar


class Outcome(NamedTuple):
    """One compiler run: its exit status (None: it did not finish), its messages, wall time in seconds."""

    status: int | None
    stderr: str
    seconds: float

    def reason(self) -> str:
        """The line that says best why the run failed."""
        lines = [line.strip() for line in self.stderr.splitlines() if line.strip()]
        for mark in ("internal error", "fatal error:", "error:", "Error", "warning:"):
            for line in lines:
                if mark in line:
                    return line[:300]
        if lines:
            return lines[-1][:300]
        return "no answer" if self.status is None else f"exit {self.status} without a message"


class Compiler(Protocol):
    """Runs GCC command lines."""

    def run(self, argv: Sequence[str], cwd: str | Path, timeout: float = 60.0) -> Outcome:
        """Run the command line without its program name, in that directory."""

    def close(self) -> None:
        """Free what the compiler holds; a later ``run`` starts it anew."""


class Command:
    """A compiler that is started once per command line."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)

    def run(self, argv: Sequence[str], cwd: str | Path, timeout: float = 60.0) -> Outcome:
        start = time.perf_counter()
        try:
            done = subprocess.run(
                [*self.words, *argv],
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Outcome(None, f"error: no end after {timeout:g} s", time.perf_counter() - start)
        return Outcome(done.returncode, done.stderr.decode(errors="replace"), time.perf_counter() - start)

    def close(self) -> None:
        pass


class Batch:
    """``ccore --batch``: one process for many command lines, restarted after it dies or hangs."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = [*words, "--batch"]
        self._process: subprocess.Popen[bytes] | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - as long-lived as the object
        self._pending = b""
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, argv: Sequence[str], cwd: str | Path, timeout: float = 60.0) -> Outcome:
        start = time.perf_counter()
        if self._process is None or self._process.poll() is not None:
            self._start()
        process = self._process
        assert process is not None and process.stdin is not None
        self._number += 1
        limit = _processor_seconds(process.pid) + timeout
        request = json.dumps({"id": self._number, "cwd": str(cwd), "argv": list(argv)})
        try:
            process.stdin.write(request.encode() + b"\n")
            process.stdin.flush()
            answer = self._read_answer(process, limit)
        except (BrokenPipeError, EOFError):
            return Outcome(None, self._obituary(), time.perf_counter() - start)
        except TimeoutError:
            self.close()
            return Outcome(None, f"error: no end after {timeout:g} s", time.perf_counter() - start)
        status, stderr = answer
        return Outcome(status, stderr, time.perf_counter() - start)

    def close(self) -> None:
        process, self._process = self._process, None
        self._pending = b""
        if process is None:
            return
        with contextlib.suppress(BrokenPipeError):
            if process.stdin is not None:
                process.stdin.close()
        try:
            process.wait(0.5 if process.poll() is None else None)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def _start(self) -> None:
        self.close()
        self._errors.seek(0)
        self._errors.truncate()
        self._process = subprocess.Popen(
            self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, bufsize=0
        )

    def _read_answer(self, process: subprocess.Popen[bytes], limit: float) -> tuple[int, str]:
        """Status and messages of the last request.  A line that is no answer breaks the protocol.

        ``limit`` is in seconds of the process's own time, so that a busy machine fails no test; one that sleeps
        has ten times as long.
        """
        assert process.stdout is not None
        left = limit - _processor_seconds(process.pid)
        deadline = time.perf_counter() + 10 * left
        while b"\n" not in self._pending:
            if not select.select([process.stdout], [], [], max(left, 0.1))[0]:
                left = limit - _processor_seconds(process.pid)
                if left <= 0 or time.perf_counter() > deadline:
                    raise TimeoutError
                continue
            chunk = os.read(process.stdout.fileno(), 1 << 16)
            if not chunk:
                raise EOFError
            self._pending += chunk
        line, self._pending = self._pending.split(b"\n", 1)
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or answer.get("id") != self._number:
            return -1, f"error: bad answer in batch mode: {line[:200]!r}"
        return int(answer["status"]), str(answer["stderr"])

    def _obituary(self) -> str:
        """What the dead process said last."""
        process = self._process
        status = None if process is None else process.wait()
        self._errors.seek(0)
        said = self._errors.read().decode(errors="replace").strip()
        self.close()
        return f"{said}\nerror: the compiler process died with status {status}".strip()


def _processor_seconds(pid: int) -> float:
    """The time that the process has had on processors (proc(5), fields 14 and 15 of stat); 0 once it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ccore_words() -> list[str]:
    """The command that starts the ``ccore`` of the environment that runs the tests."""
    script = Path(sys.executable).parent / "ccore"
    if script.exists():
        return [str(script)]
    return [sys.executable, "-c", "import sys; from ccore.cli import main; sys.exit(main())"]


def compiler(command: str) -> Batch | Command:
    """The compiler that a command names: ``ccore`` (ours, in batch mode) or any other, as ``gcc -m64``."""
    words = shlex.split(command)
    if words[0] == "ccore":
        return Batch([*ccore_words(), *words[1:]])
    if Path(words[0]).name == "ccore":
        return Batch(words)
    if shutil.which(words[0]) is None:
        raise SystemExit(f"ERROR: no such compiler: {words[0]}")
    return Command(words)


Job = TypeVar("Job")


def share_out(command: str, jobs: Iterable[Job], work: Callable[[Compiler, Job], object], workers: int = 2) -> None:
    """Do the work for each job, by so many threads with a compiler each.

    The jobs are taken one at a time, under a lock.  An exception of ``work`` is raised when all threads are done.
    """
    source = iter(jobs)
    lock = threading.Lock()

    def run() -> None:
        subject = compiler(command)
        try:
            while True:
                with lock:
                    try:
                        job = next(source)
                    except StopIteration:
                        return
                work(subject, job)
        finally:
            subject.close()

    with ThreadPoolExecutor(workers) as pool:
        for thread in [pool.submit(run) for _ in range(workers)]:
            thread.result()


class Run(NamedTuple):
    """A finished program: exit status (negative: killed by that signal, None: out of time), its output."""

    status: int | None
    output: str


_SCRATCH = tempfile.TemporaryDirectory(prefix="objects-")


@cache
def fill_stack() -> str:
    """An object to link to a program under test: at its start it fills the stack, so that a read of what nothing
    wrote there shows."""
    made = Path(_SCRATCH.name) / "fill_stack.o"
    subprocess.run(["gcc", "-c", str(Path(__file__).with_name("fill_stack.c")), "-o", str(made)], check=True)
    return str(made)


def execute(program: Path, timeout: float = 20.0) -> Run:
    """Run a program in its own directory with no input."""
    try:
        done = subprocess.run(
            [str(program)],
            cwd=program.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Run(None, "")
    return Run(done.returncode, done.stdout.decode(errors="backslashreplace"))
