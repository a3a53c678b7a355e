"""GNU as, for assembly that LLVM's own assembler cannot or shall not read."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ccore.diagnostics import CompileError, Diagnostic
from ccore.options import Options

_PREFIXES = {"x86_64": "x86_64-linux-gnu-", "aarch64": "aarch64-linux-gnu-", "riscv64": "riscv64-linux-gnu-"}
_MODES = {64: "--64", 32: "--32", 16: "--32"}


def _program(target: str) -> str | None:
    return shutil.which(_PREFIXES.get(target, "") + "as") or shutil.which("as")


def compress(data: bytes, options: Options) -> bytes:
    """The object with its debug sections compressed, as -gz= asks.  Raises ``CompileError``."""
    program = shutil.which(_PREFIXES.get(options.target, "") + "objcopy") or shutil.which("objcopy")
    if program is None:
        raise CompileError([Diagnostic("fatal error", "-gz needs binutils' objcopy, which was not found")])
    with tempfile.TemporaryDirectory(prefix="ccore") as folder:
        path = Path(folder, "object.o")
        path.write_bytes(data)
        command = [program, f"--compress-debug-sections={options.debug_compression}", str(path)]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            raise CompileError([Diagnostic("error", done.stderr.decode("utf-8", "replace").strip())])
        return path.read_bytes()


def available(target: str = "x86_64") -> bool:
    """Whether there is a GNU as for that target."""
    return _program(target) is not None


def run(text: bytes, options: Options, source_lines: bool = False) -> bytes:
    """Assemble to an ELF object.  ``source_lines``: with debug information of the assembly text's own lines, which
    line markers place.  Raises ``CompileError`` with the assembler's own messages."""
    program = _program(options.target)
    if program is None:
        raise CompileError([Diagnostic("fatal error", f"no GNU assembler found for {options.target}")])
    with tempfile.TemporaryDirectory(prefix="ccore") as folder:
        source, result = Path(folder, "input.s"), Path(folder, "output.o")
        source.write_bytes(text)
        command = [program, "-o", str(result), str(source)]
        if options.target == "x86_64":
            command.insert(1, _MODES[options.bits])
        command[1:1] = options.assembler_options
        if source_lines:
            command.insert(1, f"--gdwarf-{options.dwarf_version}")
            command[1:1] = [f"--debug-prefix-map={old}={new}" for old, new in options.debug_prefix_map]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError as error:
            raise CompileError([Diagnostic("fatal error", f"cannot run {program}: {error.strerror}")]) from None
        messages = done.stderr.decode("utf-8", "replace").replace(str(source), "{standard input}")
        if done.returncode:
            lines = [line for line in messages.splitlines() if "Assembler messages" not in line]
            raise CompileError([Diagnostic("error", line) for line in lines or ["GNU as failed"]])
        return result.read_bytes()
