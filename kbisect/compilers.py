"""The two compilers: how a command is named, identified and run, one process per file or as a long-lived worker.

A worker is a compiler that was started with `--batch` and so keeps what it knows about headers from file to file. It
reads a request per line of its standard input and answers each with a line on its standard output, both JSON:

    {"id": 7, "cwd": "/build", "argv": ["-O2", "-c", "-o", "fork.o", "kernel/fork.c"]}
    {"id": 7, "status": 0, "stderr": ""}
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import selectors
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbisect.errors import KbisectError


@dataclass(frozen=True, slots=True)
class Compiled:
    """The end of one compilation. `status` is None if it ran out of time, negative if a signal ended it."""

    status: int | None
    stderr: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Command:
    """A compiler's command line up to its arguments, with what identifies it."""

    argv: tuple[str, ...]
    identity: str
    """A hash that changes whenever the compiler does."""
    version: str
    """The first line of its --version."""
    batch: bool = False

    @property
    def text(self) -> str:
        return shlex.join(self.argv)


def resolve(command: str, *, batch: bool | None = None, depends: Iterable[Path] = ()) -> Command:
    """Find a compiler by what the user typed ("gcc", "ccore -O1", "./wrapper.py x") and identify it.

    The identity covers the resolved command, what it answers to --version, the content of the executable if it is a
    script or small (else its size and time of change), the sources of the Python package that a console script
    imports, and `depends`. Raises KbisectError if there is no such command or it does not run.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise KbisectError(f"cannot split the compiler's command {command!r}: {error}") from None
    if not words:
        raise KbisectError("the compiler's command is empty")
    # ccore is installed beside kbisect, in an environment that need not be on the PATH.
    found = shutil.which(words[0]) or shutil.which(words[0], path=os.path.dirname(sys.executable))
    if found is None:
        hint = "" if "/" in words[0] else f"on Debian: apt-get install {_PACKAGES.get(words[0], words[0])}"
        raise KbisectError(f"compiler not found: {words[0]}", hint)
    path = os.path.abspath(found)
    # A relative file among the arguments must mean the same in the build directory.
    arguments = [
        os.path.abspath(word) if not word.startswith("-") and "/" in word and os.path.exists(word) else word
        for word in words[1:]
    ]
    argv = (path, *arguments)
    version = _version(argv, command)
    digest = hashlib.sha256(json.dumps([argv, version]).encode())
    for file in _files_of(Path(path), arguments, depends):
        digest.update(_signature(file))
    if batch is None:
        batch = os.path.basename(words[0]) == "ccore"
    return Command(argv, digest.hexdigest(), version.split("\n")[0].strip(), batch)


_PACKAGES = {"cc": "gcc"}
_CONTENT_UP_TO = 1 << 20
_IMPORT = re.compile(rb"^\s*(?:from|import)\s+([A-Za-z_]\w*)", re.MULTILINE)


def _version(argv: Sequence[str], command: str) -> str:
    try:
        done = subprocess.run(
            [*argv, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KbisectError(f"cannot run {command} --version: {error}") from None
    if done.returncode != 0:
        detail = done.stderr.decode(errors="replace").strip().split("\n")[-1]
        raise KbisectError(f"{command} --version ends with status {done.returncode}: {detail}")
    return done.stdout.decode(errors="replace")


def _files_of(executable: Path, arguments: Sequence[str], depends: Iterable[Path]) -> list[Path]:
    """The files that make a compiler what it is."""
    files = [executable, *(Path(a) for a in arguments if os.path.isfile(a))]
    for extra in depends:
        files += sorted(p for p in extra.rglob("*") if p.is_file()) if extra.is_dir() else [extra]
    head = _read_script(executable)
    if head and b"python" in head.split(b"\n", 1)[0]:
        interpreter = head.split(b"\n", 1)[0][2:].strip().decode(errors="replace").split()
        for module in sorted(set(_IMPORT.findall(head))):
            files += _package_files(interpreter, module.decode())
    return files


def _read_script(path: Path) -> bytes:
    with contextlib.suppress(OSError), open(path, "rb") as file:
        head = file.read(1 << 16)
        if head.startswith(b"#!"):
            return head
    return b""


def _package_files(interpreter: Sequence[str], module: str) -> list[Path]:
    """The sources of a package that the interpreter would import; none for the standard library's."""
    script = (
        "import sys, importlib.util as u\n"
        "m = sys.argv[1]\n"
        "s = None if m in sys.stdlib_module_names else u.find_spec(m)\n"
        "print(*(s.submodule_search_locations or [] if s else []), sep='\\n')"
    )
    try:
        done = subprocess.run(
            [*interpreter, "-c", script, module],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    folders = [Path(line) for line in done.stdout.split("\n") if line]
    return sorted(p for folder in folders for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _signature(path: Path) -> bytes:
    try:
        status = path.stat()
        if status.st_size <= _CONTENT_UP_TO:
            return hashlib.sha256(path.read_bytes()).digest()
        return f"{path}:{status.st_size}:{status.st_mtime_ns}".encode()
    except OSError as error:
        raise KbisectError(f"cannot read {path}: {error.strerror}") from None


def run_limited(
    argv: Sequence[str],
    cwd: Path,
    timeout: float,
    *,
    environment: Mapping[str, str] | None = None,
    both: bool = False,
) -> Compiled:
    """Run one process to its end or `timeout` seconds; it and its children are killed then.

    Its standard error is kept, and with `both` its standard output in the same place.
    """
    start = time.monotonic()
    try:
        process = subprocess.Popen(
            argv,
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if both else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if both else subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        return Compiled(127, f"cannot run {argv[0]}: {error.strerror}", 0.0)
    _live.add(process)
    try:
        output, errors = process.communicate(timeout=timeout)
        status: int | None = process.returncode
    except subprocess.TimeoutExpired:
        _kill(process)
        output, errors = process.communicate()
        status = None
    finally:
        if process.poll() is None:
            _kill(process)
        _live.discard(process)
    text = output if both else errors
    return Compiled(status, text.decode(errors="replace"), time.monotonic() - start)


class Worker:
    """Runs the compiler for one thread at a time: a process per file, or a long-lived batch process."""

    def __init__(self, command: Command, log: Path) -> None:
        self.command = command
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._next = 0

    def compile(self, argv: Sequence[str], cwd: Path, timeout: float) -> Compiled:
        """Compile with the given arguments; never raises for what the compiler does."""
        if not self.command.batch:
            return run_limited([*self.command.argv, *argv], cwd, timeout)
        return self._request(argv, cwd, timeout)

    def close(self) -> None:
        """End the batch process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            if process.stdin is not None:
                with contextlib.suppress(OSError):
                    process.stdin.close()
            _kill(process)
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
            _live.discard(process)

    def _start(self) -> subprocess.Popen[bytes]:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with open(self._log, "ab") as log:
            process = subprocess.Popen(
                [*self.command.argv, "--batch"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        _live.add(process)
        self._process = process
        return process

    def _request(self, argv: Sequence[str], cwd: Path, timeout: float) -> Compiled:
        start = time.monotonic()
        self._next += 1
        request = json.dumps({"id": self._next, "cwd": str(cwd), "argv": list(argv)}) + "\n"
        try:
            process = self._process or self._start()
            assert process.stdin is not None
            process.stdin.write(request.encode())
            process.stdin.flush()
            answer = self._answer(process, start + timeout)
        except OSError as error:
            self.close()
            return Compiled(127, f"the compiler's batch process cannot be reached: {error.strerror}", 0.0)
        seconds = time.monotonic() - start
        if answer is None:
            status = process.poll()
            self.close()
            if status is None:
                return Compiled(None, "", seconds)
            how = f"signal {-status}" if status < 0 else f"status {status}"
            return Compiled(-1 if status >= 0 else status, f"the compiler's batch process ended with {how}", seconds)
        return Compiled(int(answer["status"]), str(answer.get("stderr", "")), seconds)

    def _answer(self, process: subprocess.Popen[bytes], until: float) -> dict[str, Any] | None:
        """The answer to the request just sent; None at the end of the output or of the time."""
        assert process.stdout is not None
        output = process.stdout.fileno()
        pending = b""
        with selectors.DefaultSelector() as selector:
            selector.register(output, selectors.EVENT_READ)
            while (left := until - time.monotonic()) > 0:
                if not selector.select(min(left, 1.0)):
                    continue
                chunk = os.read(output, 65536)
                if not chunk:
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        process.wait(5)
                    return None
                pending += chunk
                *lines, pending = pending.split(b"\n")
                for line in lines:
                    with contextlib.suppress(ValueError):  # a stray line of output is no answer
                        answer = json.loads(line)
                        if isinstance(answer, dict) and answer.get("id") == self._next:
                            return answer
        return None


_live: set[subprocess.Popen[bytes]] = set()


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def kill_all() -> None:
    """Kill each process of ours that still runs: for Ctrl-C."""
    for process in list(_live):
        if process.poll() is None:
            _kill(process)


_ERROR = re.compile(r"(?:fatal |internal compiler )?error: ")


def reason(compiled: Compiled, tree: Path, timeout: float) -> str:
    """Why a file was rejected, in a line: the first error, without the tree's path."""
    if compiled.status is None:
        return f"took longer than {timeout:g} s"
    lines = [line.strip() for line in compiled.stderr.split("\n") if line.strip()]
    first = next((line for line in lines if _ERROR.search(line)), lines[0] if lines else "")
    if not first:
        first = f"signal {-compiled.status}" if compiled.status < 0 else f"status {compiled.status}, and no message"
    return first.replace(f"{tree}/", "")[:300]
