"""kbisect's verdicts on consoles, its init and its RAM disk, and QEMU's endings with a stand-in for QEMU."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kbisect import boot
from kbisect.arch import ARCHES
from kbisect.boot import Emulator, Limits
from kbisect.initrd import CHECKS, Entry, init_program, initrd, newc
from kbisect.verdict import Ending, Kind, Verdict, judge

START = b"Linux version 6.12.0\r\nCommand line: console=ttyS0\r\nRun /init as init process\r\nkbisect: init started\r\n"
MARK = b"kbisect: marker 5eed\r\n"
END = b"reboot: Restarting system\r\nreboot: machine restart\r\n"

PANIC = b"""Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)\r
CPU: 0 UID: 0 PID: 1 Comm: swapper Not tainted 6.12.0 #1\r
---[ end Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0) ]---\r
"""
OOPS = b"""BUG: kernel NULL pointer dereference, address: 0000000000000008\r
#PF: supervisor read access in kernel mode\r
Oops: Oops: 0000 [#1]\r
RIP: 0010:do_idle+0x1c/0x90\r
Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000000b\r
"""


def kind(console: bytes, ending: Ending = Ending.EXITED, status: int | None = 0) -> Kind:
    return judge(console, ending, "5eed", status=status).kind


@pytest.mark.parametrize(
    ("console", "ending", "status", "expected"),
    [
        (START + MARK + END, Ending.EXITED, 0, Kind.GOOD),
        (START + b"kbisect: marker 0123\n" + END, Ending.EXITED, 0, Kind.NO_MARKER),
        (b"Command line: kbisect: marker 5eed\n" + END, Ending.EXITED, 0, Kind.NO_MARKER),
        (START + MARK, Ending.EXITED, 0, Kind.EARLY_REBOOT),
        (START, Ending.EXITED, 0, Kind.EARLY_REBOOT),
        (b"", Ending.EXITED, 0, Kind.EARLY_REBOOT),
        (START + PANIC, Ending.EXITED, 0, Kind.PANIC),
        (START + MARK + PANIC, Ending.EXITED, 0, Kind.PANIC),
        (START + PANIC, Ending.CRASH_TEXT, None, Kind.PANIC),
        (START + OOPS, Ending.EXITED, 0, Kind.OOPS),
        (b"Oops: general protection fault: 0000 [#1]\n" + MARK + END, Ending.EXITED, 0, Kind.OOPS),
        (START + b"kernel BUG at mm/slub.c:12!\n" + MARK + END, Ending.EXITED, 0, Kind.BUG),
        (START, Ending.SILENCE, None, Kind.HANG),
        (START + MARK, Ending.DEADLINE, None, Kind.HANG),
        (b"", Ending.SILENCE, None, Kind.HANG),
        (b"qemu: could not load kernel\n", Ending.FAILED, 1, Kind.SKIP),
        (START + MARK + END, Ending.FAILED, -11, Kind.SKIP),
        (START + b"kbisect: check fork failed\n" + MARK + END, Ending.EXITED, 0, Kind.CHECK),
        (START + b"init[17]: segfault at 0 ip 0000000000401528\n" + MARK + END, Ending.EXITED, 0, Kind.GOOD),
    ],
)
def test_kinds(console: bytes, ending: Ending, status: int | None, expected: Kind) -> None:
    assert kind(console, ending, status) is expected


def test_a_check_that_the_good_kernel_fails_too_says_nothing() -> None:
    console = START + b"kbisect: check tmpfs failed\n" + MARK + END
    verdict = judge(console, Ending.EXITED, "5eed", expected_failures=frozenset({"tmpfs"}))
    assert verdict.good
    assert verdict.failed_checks == ("tmpfs",)


def test_signatures_are_those_of_the_cause() -> None:
    def signature(console: bytes) -> str:
        return judge(console, Ending.EXITED, "5eed").signature

    one = signature(b"[    0.101010] " + OOPS)
    assert "do_idle" in one
    assert one == signature(OOPS.replace(b"0000000000000008", b"ffff888000000010").replace(b"0x1c", b"0x2c"))
    assert one != signature(OOPS.replace(b"do_idle", b"do_fork"))
    assert signature(PANIC) != signature(PANIC.replace(b"Unable", b"Able"))
    hang = judge(START, Ending.SILENCE, "5eed").signature
    assert hang == judge(START + b"random: crng init done\n", Ending.SILENCE, "5eed").signature
    assert hang != judge(START, Ending.EXITED, "5eed").signature


def test_console_text_cannot_act_on_a_terminal() -> None:
    verdict = judge(b"\x1b[2J\x1b]0;title\x07\x00\xff\x9bhello\r\n" + PANIC, Ending.EXITED, "5eed")
    assert all(c.isprintable() or c == "\t" for line in verdict.tail for c in line)


def test_verdicts_survive_json() -> None:
    verdict = judge(START + PANIC, Ending.EXITED, "5eed", seconds=1.5)
    assert Verdict.from_json(verdict.to_json()) == verdict


def test_newc_by_its_format() -> None:
    archive = newc([Entry("a", 0o100644, b"hello"), Entry("dev/console", 0o020600, device=(5, 1))])
    assert len(archive) % 512 == 0
    at, seen = 0, []
    while True:
        assert archive[at : at + 6] == b"070701"
        fields = [int(archive[at + 6 + 8 * i : at + 14 + 8 * i], 16) for i in range(13)]
        size, length = fields[6], fields[11]
        name = archive[at + 110 : at + 110 + length - 1].decode()
        assert archive[at + 110 + length - 1] == 0
        start = (at + 110 + length + 3) & ~3
        seen.append((name, fields[1], archive[start : start + size], (fields[9], fields[10])))
        at = (start + size + 3) & ~3
        if name == "TRAILER!!!":
            break
    assert seen[:2] == [("a", 0o100644, b"hello", (0, 0)), ("dev/console", 0o020600, b"", (5, 1))]
    assert not archive[at:].strip(b"\0")


def test_the_ram_disk_has_what_init_needs() -> None:
    archive = initrd("feedface")
    for part in (b"init\0", b"dev/console\0", b"proc\0", b"tmp\0", b"kbisect: marker feedface\n"):
        assert part in archive


@pytest.mark.skipif(sys.platform != "linux" or os.uname().machine != "x86_64", reason="an x86-64 Linux program")
def test_init_run_by_another_process_ends_with_status_7(tmp_path: Path) -> None:
    program = tmp_path / "init"
    program.write_bytes(init_program("x"))
    program.chmod(0o755)
    # Only process 1 goes on to the checks and the reboot; this is what the check of exec relies on.
    assert os.getpid() != 1
    assert subprocess.run([program], check=False, timeout=10).returncode == 7


def test_each_check_has_its_message() -> None:
    program = init_program("x")
    assert all(f"kbisect: check {name} failed\n".encode() in program for name in CHECKS)


def emulator(tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """An Emulator whose QEMU is a Python script that knows the RAM disk as `disk`."""
    program = tmp_path / "qemu"
    head = f"#!{sys.executable}\nimport sys, time, os, re\n"
    head += "disk = open(sys.argv[sys.argv.index('-initrd') + 1], 'rb').read()\n"
    head += "marker = re.search(rb'kbisect: marker \\\\w+', disk).group().decode()\n"
    program.write_text(head.replace("\\\\w", "\\w") + script)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    stand_in = Emulator(ARCHES["x86_64"], tmp_path / "logs")
    monkeypatch.setattr(
        Emulator, "command", lambda self, image, disk: [str(program), "-kernel", str(image), "-initrd", str(disk)]
    )
    return stand_in


def test_a_boot_with_the_marker_of_this_run_is_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    qemu = emulator(tmp_path, "print(marker)\nprint('reboot: Restarting system')\n", monkeypatch)
    run = qemu.boot(tmp_path / "image", Limits.unknown(30), name="one")
    assert run.verdict.good
    assert b"Restarting" in (tmp_path / "logs/one.log").read_bytes()


def test_silence_ends_a_boot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    qemu = emulator(tmp_path, "print('x', flush=True)\ntime.sleep(60)\n", monkeypatch)
    run = qemu.boot(tmp_path / "image", Limits(30, 0.5))
    assert run.verdict.kind is Kind.HANG
    assert run.seconds < 20


def test_a_babbling_kernel_meets_the_deadline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    qemu = emulator(tmp_path, "while True: print('x', flush=True); time.sleep(0.05)\n", monkeypatch)
    assert qemu.boot(tmp_path / "image", Limits(1.0, 30)).verdict.kind is Kind.HANG


def test_a_crash_ends_a_boot_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boot, "AFTER_CRASH", 0.2)
    script = "print('Kernel panic - not syncing: x', flush=True)\ntime.sleep(60)\n"
    run = emulator(tmp_path, script, monkeypatch).boot(tmp_path / "image", Limits(50, 50))
    assert run.verdict.kind is Kind.PANIC
    assert run.seconds < 20


def test_an_emulator_that_fails_or_is_missing_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    qemu = emulator(tmp_path, "sys.exit('no such machine')\n", monkeypatch)
    run = qemu.boot(tmp_path / "image", Limits.unknown(30))
    assert run.verdict.kind is Kind.SKIP
    assert "no such machine" in run.verdict.tail[-1]
    (tmp_path / "qemu").unlink()
    assert qemu.boot(tmp_path / "image", Limits.unknown(30)).verdict.kind is Kind.SKIP


def test_limits_follow_the_good_boot() -> None:
    assert Limits.measured(2.0, 1.5, None) == Limits(20.0, 7.5)
    assert Limits.measured(2.0, 0.1, None) == Limits(20.0, boot.LEAST_SILENCE)
    assert Limits.measured(2.0, 1.5, 4.0) == Limits(4.0, 4.0)
