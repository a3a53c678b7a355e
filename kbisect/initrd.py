"""The initial RAM disk: a static `/init` of about 2 kB, written as machine code, in a newc cpio archive.

Neither an assembler, a C library nor root is needed: the ELF file is emitted byte by byte, and the device node
`/dev/console` exists only inside the archive. The program, as process 1:

1. writes `kbisect: init started`;
2. runs small checks of what a miscompiled kernel gets wrong (memory, pipes, fork, exec, page faults, files, time); one
   that fails writes `kbisect: check NAME failed` and the next one follows;
3. writes `kbisect: marker TEXT`, where TEXT is new for each boot and lies in the archive only, so that no echo of the
   kernel's command line can be taken for it;
4. calls reboot(2), which ends QEMU under `-no-reboot`.

Sources: System V ABI for x86-64 (ELF header, system call registers), Linux `Documentation/driver-api/early-userspace/
buffer-format.rst` (newc), Intel SDM volume 2 (encodings).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final

_BASE: Final = 0x400000
_CODE: Final = _BASE + 0x1000
_SCRATCH: Final = 0x600000
"""Zeroed memory after the program: saved results and buffers."""
_SCRATCH_SIZE: Final = 0x8000

# System call numbers of x86-64.
_READ, _WRITE, _OPEN, _CLOSE, _LSEEK, _MMAP, _MUNMAP = 0, 1, 2, 3, 8, 9, 11
_PIPE, _NANOSLEEP, _GETPID, _FORK, _EXECVE, _EXIT, _WAIT4 = 22, 35, 39, 57, 59, 60, 61
_MKDIR, _SYNC, _MOUNT, _REBOOT, _FUTEX, _CLOCK_GETTIME, _EPOLL_CREATE1 = 83, 162, 165, 169, 202, 228, 291

_O_RDWR_CREAT: Final = 0x42
_RB_MAGIC1: Final = -0x011E2153  # 0xfee1dead as a sign-extended immediate
_RB_MAGIC2: Final = 672274793
_RB_AUTOBOOT: Final = 0x01234567


@dataclass(frozen=True, slots=True)
class _Cell:
    """A saved value in scratch memory, `width` bytes wide."""

    address: int
    width: int = 8


# The argument registers of a system call: (REX.W prefix of the mov immediate, ModRM register number, REX for loads).
_ARGUMENTS: Final = ((0x48, 7), (0x48, 6), (0x48, 2), (0x49, 2), (0x49, 0), (0x49, 1))  # rdi rsi rdx r10 r8 r9


@dataclass(slots=True)
class _Program:
    """An assembler for the dozen instructions that init needs; labels are resolved in `link`."""

    code: bytearray = field(default_factory=bytearray)
    data: bytearray = field(default_factory=bytearray)
    labels: dict[str, int] = field(default_factory=dict)
    jumps: list[tuple[int, str]] = field(default_factory=list)

    def label(self, name: str) -> None:
        self.labels[name] = len(self.code)

    def jump(self, opcode: bytes, label: str) -> None:
        """A jump with a 32-bit displacement: e9 jmp, 0f85 jne, 0f84 je, 0f88 js."""
        self.code += opcode
        self.jumps.append((len(self.code), label))
        self.code += b"\0\0\0\0"

    def call(self, number: int, *arguments: int | str | bytes | _Cell) -> None:
        """A system call. An int is itself, bytes a string's address, a _Cell the value saved there."""
        self.code += b"\x48\xc7\xc0" + struct.pack("<i", number)  # mov rax, number
        for (rex, register), argument in zip(_ARGUMENTS, arguments):
            if isinstance(argument, _Cell):
                high = 0x04 if rex == 0x49 else 0  # a load names r8-r15 by REX.R, an immediate by REX.B
                prefix = bytes([0x48 | high]) if argument.width == 8 else (bytes([0x40 | high]) if high else b"")
                self.code += prefix + bytes([0x8B, 0x04 | register << 3, 0x25]) + struct.pack("<i", argument.address)
            else:
                self.code += bytes([rex, 0xC7, 0xC0 | register])
                if isinstance(argument, bytes):
                    self.jumps.append((len(self.code), f"data:{len(self.data)}"))
                    self.data += argument + b"\0"
                    self.code += b"\0\0\0\0"
                else:
                    self.code += struct.pack("<i", argument)
        self.code += b"\x0f\x05"

    def save(self, cell: _Cell) -> None:
        """mov [cell], rax"""
        self.code += b"\x48\x89\x04\x25" + struct.pack("<i", cell.address)

    def store(self, address: int, value: int) -> None:
        """mov dword [address], value"""
        self.code += b"\xc7\x04\x25" + struct.pack("<iI", address, value)

    def expect(self, value: int, otherwise: str) -> None:
        """Go on if rax is `value`, else jump."""
        self.code += b"\x48\x3d" + struct.pack("<i", value)
        self.jump(b"\x0f\x85", otherwise)

    def expect_success(self, otherwise: str) -> None:
        """Go on unless rax is negative, which is an error number."""
        self.code += b"\x48\x85\xc0"
        self.jump(b"\x0f\x88", otherwise)

    def expect_memory(self, address: int, value: int, otherwise: str) -> None:
        """Go on if the 32-bit word at `address` is `value`, else jump."""
        self.code += b"\x81\x3c\x25" + struct.pack("<iI", address, value)
        self.jump(b"\x0f\x85", otherwise)

    def say(self, line: str) -> None:
        encoded = line.encode("ascii") + b"\n"
        self.call(_WRITE, 1, encoded, len(encoded))

    def link(self) -> bytes:
        """The finished ELF file."""
        data_at = _CODE + len(self.code)
        code = bytearray(self.code)
        for position, label in self.jumps:
            if label.startswith("data:"):
                value = data_at + int(label[5:])
            else:
                value = self.labels[label] - (position + 4)
            code[position : position + 4] = struct.pack("<i", value)
        image = bytes(code) + bytes(self.data)
        offset = _CODE - _BASE
        header = b"\x7fELF\x02\x01\x01" + bytes(9)
        header += struct.pack("<HHIQQQIHHHHHH", 2, 62, 1, _CODE, 64, 0, 0, 64, 56, 2, 0, 0, 0)
        # One segment is read and executed, the other is the scratch memory, which no byte of the file fills.
        header += struct.pack("<IIQQQQQQ", 1, 5, 0, _BASE, _BASE, offset + len(image), offset + len(image), 0x1000)
        header += struct.pack("<IIQQQQQQ", 1, 6, 0, _SCRATCH, _SCRATCH, 0, _SCRATCH_SIZE, 0x1000)
        return header.ljust(offset, b"\0") + image


_STATUS: Final = _Cell(_SCRATCH + 0x00, 4)
_PIPE_READ: Final = _Cell(_SCRATCH + 0x10, 4)
_PIPE_WRITE: Final = _Cell(_SCRATCH + 0x14, 4)
_PROCESS: Final = _Cell(_SCRATCH + 0x18)
_FILE: Final = _Cell(_SCRATCH + 0x20)
_AREA: Final = _Cell(_SCRATCH + 0x28)
_TIME: Final = _SCRATCH + 0x30
_WORD: Final = _SCRATCH + 0x50
_BUFFER: Final = _SCRATCH + 0x1000
_COPY: Final = _SCRATCH + 0x3000

CHECKS: Final = ("proc", "tmpfs", "memory", "fork", "fault", "exec", "time", "futex", "epoll")
"""The names of init's checks, in order."""


def _check_proc(p: _Program, fail: str) -> None:
    p.call(_MOUNT, b"proc", b"/proc", b"proc", 0, 0)
    p.expect(0, fail)
    p.call(_OPEN, b"/proc/self/stat", 0, 0)
    p.expect_success(fail)
    p.save(_FILE)
    p.call(_READ, _FILE, _BUFFER, 64)
    p.expect_success(fail)
    p.expect_memory(_BUFFER, int.from_bytes(b"1 (i", "little"), fail)
    p.call(_CLOSE, _FILE)
    p.expect(0, fail)


def _check_tmpfs(p: _Program, fail: str) -> None:
    p.call(_MOUNT, b"tmpfs", b"/tmp", b"tmpfs", 0, 0)
    p.expect(0, fail)
    p.call(_MKDIR, b"/tmp/d", 0o700)
    p.expect(0, fail)
    p.call(_OPEN, b"/tmp/d/f", _O_RDWR_CREAT, 0o600)
    p.expect_success(fail)
    p.save(_FILE)
    p.store(_BUFFER, 0x600DF00D)
    p.store(_BUFFER + 5000, 0x12345678)
    p.call(_WRITE, _FILE, _BUFFER, 5004)
    p.expect(5004, fail)
    p.call(_LSEEK, _FILE, 0, 0)
    p.expect(0, fail)
    p.call(_READ, _FILE, _COPY, 8192)
    p.expect(5004, fail)
    p.expect_memory(_COPY, 0x600DF00D, fail)
    p.expect_memory(_COPY + 5000, 0x12345678, fail)
    p.call(_CLOSE, _FILE)
    p.expect(0, fail)


def _check_memory(p: _Program, fail: str) -> None:
    p.call(_MMAP, 0, 0x100000, 3, 0x22, -1, 0)
    p.expect_success(fail)
    p.save(_AREA)
    # Read into fresh pages, so that the kernel itself takes the page faults.
    p.call(_OPEN, b"/init", 0, 0)
    p.expect_success(fail)
    p.save(_FILE)
    p.call(_READ, _FILE, _AREA, 16)
    p.expect(16, fail)
    p.call(_MUNMAP, _AREA, 0x100000)
    p.expect(0, fail)
    p.call(_READ, _FILE, _AREA, 16)
    p.expect(-14, fail)  # EFAULT: the pages are gone
    p.call(_CLOSE, _FILE)
    p.expect(0, fail)


def _fork(p: _Program, name: str, fail: str) -> None:
    """fork; the code that follows is the child's, up to `_wait`."""
    p.call(_FORK)
    p.expect_success(fail)
    p.save(_PROCESS)
    p.code += b"\x48\x85\xc0"  # test rax, rax
    p.jump(b"\x0f\x85", f"{name} parent")


def _wait(p: _Program, name: str, status: int, fail: str) -> None:
    p.label(f"{name} parent")
    p.call(_WAIT4, _PROCESS, _STATUS.address, 0, 0)
    p.expect_success(fail)
    p.expect_memory(_STATUS.address, status, fail)


def _check_fork(p: _Program, fail: str) -> None:
    p.call(_PIPE, _PIPE_READ.address)
    p.expect(0, fail)
    p.store(_WORD, 0x474E4950)
    _fork(p, "fork", fail)
    p.store(_WORD, 0x474E4F50)  # the child's own copy of the page
    p.call(_WRITE, _PIPE_WRITE, _WORD, 4)
    p.call(_EXIT, 42)
    _wait(p, "fork", 42 << 8, fail)
    p.expect_memory(_WORD, 0x474E4950, fail)
    p.call(_READ, _PIPE_READ, _WORD, 4)
    p.expect(4, fail)
    p.expect_memory(_WORD, 0x474E4F50, fail)


def _check_fault(p: _Program, fail: str) -> None:
    _fork(p, "fault", fail)
    p.code += b"\x8b\x04\x25\0\0\0\0"  # mov eax, [0]
    p.call(_EXIT, 1)
    _wait(p, "fault", 11, fail)  # killed by SIGSEGV


def _check_exec(p: _Program, fail: str) -> None:
    _fork(p, "exec", fail)
    p.call(_EXECVE, b"/init", 0, 0)
    p.call(_EXIT, 1)
    _wait(p, "exec", 7 << 8, fail)


def _check_time(p: _Program, fail: str) -> None:
    p.store(_TIME + 8, 2_000_000)
    p.call(_NANOSLEEP, _TIME, 0)
    p.expect(0, fail)
    p.call(_CLOCK_GETTIME, 1, _TIME)
    p.expect(0, fail)


def _check_futex(p: _Program, fail: str) -> None:
    p.call(_FUTEX, _WORD, 0, 1, 0)
    p.expect(-11, fail)  # EAGAIN: the word is not 1
    p.call(_FUTEX, _WORD, 1, 1)
    p.expect(0, fail)


def _check_epoll(p: _Program, fail: str) -> None:
    p.call(_EPOLL_CREATE1, 0)
    p.expect_success(fail)


_CHECK_CODE: Final = (
    _check_proc,
    _check_tmpfs,
    _check_memory,
    _check_fork,
    _check_fault,
    _check_exec,
    _check_time,
    _check_futex,
    _check_epoll,
)


def init_program(marker: str) -> bytes:
    """The static x86-64 ELF file `/init` that writes `marker` (printable ASCII) when its checks are through."""
    p = _Program()
    p.call(_GETPID)
    p.code += b"\x48\x83\xf8\x01"  # cmp rax, 1
    p.jump(b"\x0f\x84", "first")
    p.call(_EXIT, 7)  # run by the check of exec
    p.label("first")
    p.say("kbisect: init started")
    for name, emit in zip(CHECKS, _CHECK_CODE):
        emit(p, f"{name} fail")
        p.jump(b"\xe9", f"{name} end")
        p.label(f"{name} fail")
        p.say(f"kbisect: check {name} failed")
        p.label(f"{name} end")
    p.say(f"kbisect: marker {marker}")
    p.call(_SYNC)
    p.call(_REBOOT, _RB_MAGIC1, _RB_MAGIC2, _RB_AUTOBOOT, 0)
    p.label("stay")
    p.jump(b"\xe9", "stay")
    return p.link()


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of the archive. `mode` has the file type's bits; `device` is (major, minor) of a node."""

    name: str
    mode: int
    content: bytes = b""
    device: tuple[int, int] = (0, 0)


def newc(entries: list[Entry]) -> bytes:
    """A cpio archive in the newc format ("070701"), padded to 512 bytes; owner root, time 0."""
    archive = bytearray()
    for number, entry in enumerate([*entries, Entry("TRAILER!!!", 0)], 1):
        name = entry.name.encode() + b"\0"
        fields = (
            number,
            entry.mode,
            0,
            0,
            1,
            0,
            len(entry.content),
            0,
            0,
            entry.device[0],
            entry.device[1],
            len(name),
            0,
        )
        archive += b"070701" + b"".join(b"%08X" % value for value in fields) + name
        archive += bytes(-len(archive) % 4)
        archive += entry.content
        archive += bytes(-len(archive) % 4)
    archive += bytes(-len(archive) % 512)
    return bytes(archive)


def initrd(marker: str) -> bytes:
    """The whole archive: `/init`, `/dev/console` and the mount points."""
    return newc(
        [
            Entry("dev", 0o040755),
            Entry("dev/console", 0o020600, device=(5, 1)),
            Entry("proc", 0o040755),
            Entry("tmp", 0o040755),
            Entry("init", 0o100755, init_program(marker)),
        ]
    )
