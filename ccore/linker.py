"""Linking: a command line of our own for ``ld``; no other compiler is asked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from ccore.arguments import LinkOptions
from ccore.options import Options
from ccore.target import TargetSpec

_DYNAMIC_LINKERS = {"x86_64-linux-gnu": "/lib64/ld-linux-x86-64.so.2"}
_EMULATIONS = {"x86_64-linux-gnu": "elf_x86_64"}


class LinkError(Exception):
    """The linker could not be run, or failed; the message is for the user."""


def library_directories(options: Options, target: TargetSpec) -> list[str]:
    """Where libraries and start files are looked for, in order; only what exists."""
    root = options.sysroot.rstrip("/")
    triple = target.gnu_triple
    found = []
    gcc = compiler_library_directory(options, target)
    if gcc:
        found.append(gcc)
    for name in (f"/usr/lib/{triple}", f"/lib/{triple}", "/usr/lib64", "/lib64", "/usr/lib", "/lib", "/usr/local/lib"):
        if os.path.isdir(root + name):
            found.append(root + name)
    return found


def compiler_library_directory(options: Options, target: TargetSpec) -> str:
    """The newest installed directory of libgcc (crtbegin.o and libgcc.a), or ""."""
    base = Path(options.sysroot + "/usr/lib/gcc") / target.gnu_triple
    if not base.is_dir():
        return ""
    versions = [d for d in base.iterdir() if (d / "libgcc.a").exists()]
    if not versions:
        return ""
    return str(max(versions, key=lambda d: [int(n) for n in re.findall(r"\d+", d.name)]))


def find_file(name: str, options: Options, target: TargetSpec) -> str:
    """The path of a library or start file, or its own name where there is none (as -print-file-name does)."""
    for directory in library_directories(options, target):
        path = os.path.join(directory, name)
        if os.path.exists(path):
            return path
    return name


def command(inputs: list[str], output: str, link: LinkOptions, options: Options, target: TargetSpec) -> list[str]:
    """The linker's command line."""
    triple = target.gnu_triple
    words = [link.linker, "--eh-frame-hdr", "-m", _EMULATIONS[triple]]
    if link.kind == "relocatable":
        words = [link.linker, "-m", _EMULATIONS[triple], "-r"]
    elif link.kind == "shared":
        words.append("-shared")
    elif link.kind == "static":
        words.append("-static")
    elif link.kind == "static-pie":
        words += ["-static", "-pie", "--no-dynamic-linker", "-z", "text"]
    else:
        if link.kind == "pie":
            words.append("-pie")
        words += ["-dynamic-linker", _DYNAMIC_LINKERS[triple]]
    if options.sysroot:
        words.append("--sysroot=" + options.sysroot)
    words += ["--hash-style=gnu", "-z", "relro"] if link.kind != "relocatable" else []
    if link.export_dynamic:
        words.append("-export-dynamic")
    if link.strip:
        words.append("-s")
    words += ["-o", output]
    start = link.start_files and link.kind != "relocatable"
    if start:
        if link.kind != "shared":
            first = {"pie": "Scrt1.o", "static-pie": "rcrt1.o"}.get(link.kind, "crt1.o")
            words.append(find_file(first, options, target))
        words.append(find_file("crti.o", options, target))
        begin = {"shared": "crtbeginS.o", "pie": "crtbeginS.o", "static-pie": "crtbeginS.o", "static": "crtbeginT.o"}
        words.append(find_file(begin.get(link.kind, "crtbegin.o"), options, target))
    words += [f"-L{d}" for d in link.search]
    words += [f"-L{d}" for d in library_directories(options, target)]
    words += inputs
    words += link.arguments
    if link.script:
        words += ["-T", link.script]
    if link.default_libs and link.kind != "relocatable":
        gcc = ["-lgcc", "-lgcc_eh"] if "static" in link.kind else ["-lgcc", "--as-needed", "-lgcc_s", "--no-as-needed"]
        libc = ["-lpthread", "-lc"] if link.pthread else ["-lc"]
        if "static" in link.kind:
            words += ["--start-group", *gcc, *libc, "--end-group"]
        else:
            words += [*gcc, *libc, *gcc]
    if start:
        end = "crtend.o" if link.kind in ("exec", "static") else "crtendS.o"
        words.append(find_file(end, options, target))
        words.append(find_file("crtn.o", options, target))
    return words


def run(words: list[str]) -> str:
    """Run the linker; what it says on success (warnings).  Raises ``LinkError``."""
    if shutil.which(words[0]) is None:
        raise LinkError(f"the linker '{words[0]}' was not found (Debian: apt-get install binutils)")
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise LinkError(done.stderr.rstrip() + f"\nccore: error: {words[0]} returned {done.returncode} exit status")
    return done.stderr
