"""Boots a kernel image in QEMU with our init and waits for its end, no longer than it has to.

Time is counted as the emulator had it: the time that its threads stood in the run queue of a busy host is subtracted
(`/proc/PID/task/*/schedstat`), so that a deadline measured on an idle machine holds on a loaded one.
"""

from __future__ import annotations

import os
import secrets
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from kbisect.arch import Arch
from kbisect.initrd import initrd
from kbisect.verdict import CRASH_TEXT, Ending, Verdict, judge

AFTER_CRASH = 1.5
"""Seconds that a kernel is given to finish its report of a crash."""
LEAST_SILENCE = 5.0
"""Seconds without a byte on the console that are always allowed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a boot may take, in seconds of the emulator's own time."""

    deadline: float
    silence: float

    @classmethod
    def unknown(cls, deadline: float | None) -> Limits:
        """For the first boot, of which nothing is known yet."""
        whole = deadline if deadline is not None else 180.0
        return cls(whole, whole)

    @classmethod
    def measured(cls, seconds: float, silence: float, deadline: float | None) -> Limits:
        """From the good kernel's boot: ten times its length, five times its longest silence."""
        whole = deadline if deadline is not None else max(10.0, 10 * seconds)
        return cls(whole, min(whole, max(LEAST_SILENCE, 5 * silence)))


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run of QEMU."""

    verdict: Verdict
    console: bytes
    seconds: float
    longest_silence: float
    command: tuple[str, ...]


class Emulator:
    """QEMU for one architecture. `logs` is the folder for consoles."""

    def __init__(self, arch: Arch, logs: Path, memory: int = 256) -> None:
        self.arch = arch
        self.logs = logs
        self.memory = memory

    def command(self, image: Path, ram_disk: Path) -> list[str]:
        """The command line. Everything goes over the one serial line; there is no network and no disk."""
        # fmt: off
        return [
            self.arch.qemu, *self.arch.qemu_options, "-accel", "tcg", "-m", str(self.memory),
            "-nodefaults", "-no-user-config", "-display", "none", "-monitor", "none", "-serial", "stdio", "-no-reboot",
            "-kernel", str(image), "-initrd", str(ram_disk), "-append", self.arch.command_line,
        ]
        # fmt: on

    def boot(
        self, image: Path, limits: Limits, *, name: str = "boot", expected_failures: frozenset[str] = frozenset()
    ) -> Run:
        """Boot `image` once with a fresh marker. The console is written to `logs`/`name`.log."""
        marker = secrets.token_hex(8)
        scratch = Path(tempfile.mkdtemp(prefix="kbisect-boot-"))
        try:
            ram_disk = scratch / "initrd"
            ram_disk.write_bytes(initrd(marker))
            command = self.command(image, ram_disk)
            console, ending, status, seconds, silence = _watch(command, limits)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        self.logs.mkdir(parents=True, exist_ok=True)
        (self.logs / f"{name}.log").write_bytes(console)
        verdict = judge(
            console, ending, marker, seconds=round(seconds, 2), status=status, expected_failures=expected_failures
        )
        return Run(verdict, console, seconds, silence, tuple(command))


def _watch(command: list[str], limits: Limits) -> tuple[bytes, Ending, int | None, float, float]:
    """Run QEMU to its end: (console, ending, exit status, seconds, longest silence)."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for us to handle
        )
    except OSError as error:
        return str(error).encode(), Ending.FAILED, None, 0.0, 0.0
    assert process.stdout is not None
    output = process.stdout.fileno()
    os.set_blocking(output, False)
    console = bytearray()
    clock = _Clock(process.pid)
    last_byte = 0.0
    longest = 0.0
    crash_at: float | None = None
    ending = Ending.EXITED
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(output, selectors.EVENT_READ)
            while True:
                ready = selector.select(0.1)
                now = clock.seconds()
                if ready:
                    chunk = os.read(output, 65536)
                    if not chunk:
                        break
                    searched = max(0, len(console) - 64)
                    console += chunk
                    longest = max(longest, now - last_byte)
                    last_byte = now
                    if crash_at is None and CRASH_TEXT.search(console, searched):
                        crash_at = now
                if crash_at is not None and now - crash_at > AFTER_CRASH:
                    ending = Ending.CRASH_TEXT
                    break
                if now > limits.deadline:
                    ending = Ending.DEADLINE
                    break
                if now - last_byte > limits.silence:
                    ending = Ending.SILENCE
                    break
        seconds = clock.seconds()
        if ending is Ending.EXITED:
            status: int | None = process.wait(10)
            if status != 0:
                ending = Ending.FAILED
        else:
            status = None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        process.stdout.close()
    return bytes(console), ending, status, seconds, longest


class _Clock:
    """Seconds since a process started, less the longest time that one of its threads waited for a processor."""

    def __init__(self, pid: int) -> None:
        self._start = time.monotonic()
        self._tasks = Path(f"/proc/{pid}/task")
        self._waited = 0.0

    def seconds(self) -> float:
        try:
            for task in self._tasks.iterdir():
                # "time on the processor, time in the run queue, slices", the times in nanoseconds
                waited = int((task / "schedstat").read_bytes().split()[1]) / 1e9
                self._waited = max(self._waited, waited)
        except (OSError, ValueError, IndexError):
            pass  # the process is gone, or this kernel does not count: wall time will do
        return time.monotonic() - self._start - self._waited
