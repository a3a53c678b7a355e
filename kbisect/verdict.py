"""From what a boot wrote on its console to a verdict: good, bad with a kind and a signature, or no answer.

QEMU's exit status says nothing (a panic under `panic=-1` and a clean reboot both give 0) and the marker may come before
a panic. So a boot is good only if all of these hold: the marker of this very run is there, the kernel said that it
restarts, QEMU then left by itself with status 0, no check of init failed that passes with the good kernel, and there is
no panic, oops or BUG anywhere.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any


class Ending(Enum):
    """How a run of QEMU ended."""

    EXITED = "exited"
    CRASH_TEXT = "crash text"
    """Ended by us, a while after a panic or an oops."""
    SILENCE = "silence"
    DEADLINE = "deadline"
    FAILED = "failed"
    """QEMU did not start, or died."""


class Kind(Enum):
    """What a verdict says; the value is for people."""

    GOOD = "reached init"
    PANIC = "panic"
    OOPS = "oops"
    BUG = "BUG"
    HANG = "hang"
    EARLY_REBOOT = "early reboot"
    NO_MARKER = "init did not finish"
    CHECK = "a check of init failed"
    SKIP = "no answer"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one boot."""

    kind: Kind
    signature: str = ""
    """What two crashes of the same cause have in common; empty unless bad."""
    seconds: float = 0.0
    failed_checks: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    """The last lines of the console, or of the tool that failed."""
    warnings: tuple[str, ...] = field(default=())

    @property
    def good(self) -> bool:
        return self.kind is Kind.GOOD

    @property
    def bad(self) -> bool:
        return self.kind not in (Kind.GOOD, Kind.SKIP)

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "kind": self.kind.name}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Verdict:
        """The inverse of `to_json`; KeyError or ValueError on what is not one."""
        return cls(
            Kind[data["kind"]],
            str(data["signature"]),
            float(data["seconds"]),
            tuple(data["failed_checks"]),
            tuple(data["tail"]),
            tuple(data["warnings"]),
        )


TAIL = 25
"""Lines of the console that a verdict keeps."""

_TIMESTAMP = re.compile(r"^\[ *\d+\.\d+\]\s?")
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[^\t\x20-\x7e\n]")
_PANIC = re.compile(r"Kernel panic - not syncing: ?(.*)")
_OOPS = re.compile(
    r"(Oops: .*|BUG: unable to handle .*|BUG: kernel NULL pointer .*|"
    r"general protection fault.*|divide error: .*|invalid opcode: .*|"
    r"stack segment: .*|double fault: .*|PANIC: double fault.*|traps: PANIC.*|Unable to handle kernel .*|"
    r"PANIC: early exception .*|stack-protector: .*)"
)
_BUG = re.compile(r"(kernel BUG at .*|BUG: .*|INFO: task .* blocked .*|.*scheduling while atomic.*|Bad page state.*)")
_RIP = re.compile(r"RIP: [0-9a-f]{4}:([A-Za-z_][\w.]*)\+0x")
_WARNING = re.compile(r"WARNING: CPU: \d+ PID: \d+ at (\S+)")
_FAILED_CHECK = re.compile(r"^kbisect: check (\w+) failed", re.MULTILINE)
_RESTART = "reboot: Restarting system"
_VARIABLE = re.compile(r"\b(?:0x)?[0-9a-f]{9,}\b|\bPID: \d+|\b\d{4,}\b")

CRASH_TEXT = re.compile(
    rb"Kernel panic - not syncing|Oops: |BUG: unable to handle|BUG: kernel NULL|kernel BUG at |PANIC: "
)
"""Text after which a boot need not be awaited any longer."""


def clean(console: bytes) -> str:
    """Console bytes as text: printable ASCII, tabs and newlines alone, no timestamps."""
    text = console.decode("ascii", "replace").replace("\r", "")
    text = _CONTROL.sub("", text)
    return "\n".join(_TIMESTAMP.sub("", line) for line in text.split("\n"))


def judge(
    console: bytes,
    ending: Ending,
    marker: str,
    *,
    seconds: float = 0.0,
    status: int | None = 0,
    expected_failures: frozenset[str] = frozenset(),
) -> Verdict:
    """The verdict on one boot. `status` is QEMU's, `expected_failures` are the checks that the good kernel fails."""
    text = clean(console)
    lines = [line for line in text.split("\n") if line.strip()]
    tail = tuple(lines[-TAIL:])
    failed = tuple(_FAILED_CHECK.findall(text))
    warnings = tuple(dict.fromkeys(_WARNING.findall(text)))

    def verdict(kind: Kind, title: str = "") -> Verdict:
        words = [kind.value, _VARIABLE.sub("N", title)] if kind not in (Kind.GOOD, Kind.SKIP) else []
        signature = ": ".join(word for word in words if word)
        return Verdict(kind, signature, seconds, failed, tail, warnings)

    if ending is Ending.FAILED:
        return verdict(Kind.SKIP)
    first = _first_crash(lines)
    if first is not None:
        kind, title = first
        function = _RIP.search(text)
        return verdict(kind, title + (f" in {function.group(1)}" if function else ""))
    marked = any(line.strip() == f"kbisect: marker {marker}" for line in lines)
    # A kernel that says nothing of its end has its kind for a signature: the last line before a hang is that of
    # some timer or of another, and differs from boot to boot.
    if ending in (Ending.SILENCE, Ending.DEADLINE):
        return verdict(Kind.HANG)
    if status != 0:
        return verdict(Kind.SKIP)
    if not marked:
        return verdict(Kind.NO_MARKER if _RESTART in text else Kind.EARLY_REBOOT)
    if _RESTART not in text:
        return verdict(Kind.EARLY_REBOOT)
    unexpected = [name for name in failed if name not in expected_failures]
    if unexpected:
        return verdict(Kind.CHECK, " ".join(unexpected))
    return verdict(Kind.GOOD)


def _first_crash(lines: list[str]) -> tuple[Kind, str] | None:
    """The first line that tells of a crash: what follows is often no more than its echo."""
    for line in lines:
        for kind, pattern in ((Kind.PANIC, _PANIC), (Kind.OOPS, _OOPS), (Kind.BUG, _BUG)):
            match = pattern.search(line)
            if match is not None:
                return kind, match.group(1).strip()
    return None
