"""Linking: a command line of our own for ``ld``; no other compiler is asked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, final

from ccore.invocation import LinkOptions
from ccore.options import Options
from ccore.target import TargetSpec

_DYNAMIC_LINKERS = {"x86_64-linux-gnu": "/lib64/ld-linux-x86-64.so.2"}
_EMULATIONS = {"x86_64-linux-gnu": "elf_x86_64"}


class LinkError(Exception):
    """The linker could not be run, or failed; the message is for the user."""


@final
class Said(NamedTuple):
    """What the linker printed."""

    output: str
    messages: str


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


def find_file(name: str, options: Options, target: TargetSpec, prefixes: Sequence[str] = ()) -> str:
    """The path of a library or start file, or its own name where there is none (as -print-file-name does).

    ``prefixes``: those of -B, which are looked at first.
    """
    for prefix in prefixes:
        path = _prefixed(prefix, name)
        if os.path.exists(path):
            return path
    for directory in library_directories(options, target):
        path = os.path.join(directory, name)
        if os.path.exists(path):
            return path
    return name


def find_program(name: str, prefixes: Sequence[str]) -> str:
    """The program of that name beside one of the prefixes, or its own name, for the shell's search."""
    for prefix in prefixes:
        path = _prefixed(prefix, name)
        if os.access(path, os.X_OK) and not os.path.isdir(path):
            return path
    return name


def _prefixed(prefix: str, name: str) -> str:
    """A prefix of -B is a directory where there is one, else the beginning of the name."""
    return os.path.join(prefix, name) if os.path.isdir(prefix) else prefix + name


# By kind of output: the word or words that ask ld for it, the first start file, and GCC's own first and last one.
_KINDS = {
    "exec": ([], "crt1.o", "crtbegin.o", "crtend.o"),
    "pie": (["-pie"], "Scrt1.o", "crtbeginS.o", "crtendS.o"),
    "static": (["-static"], "crt1.o", "crtbeginT.o", "crtend.o"),
    "static-pie": (["-static", "-pie", "--no-dynamic-linker", "-z", "text"], "rcrt1.o", "crtbeginS.o", "crtendS.o"),
    "shared": (["-shared"], "", "crtbeginS.o", "crtendS.o"),
    "shared-static": (["-shared"], "", "crtbeginT.o", "crtend.o"),
    "relocatable": ([], "", "", ""),
}


def command(inputs: list[str], output: str, link: LinkOptions, options: Options, target: TargetSpec) -> list[str]:
    """The linker's command line, in GCC's order: start files, search path, inputs, libraries, end files."""
    triple = target.gnu_triple
    kind_words, first, begin, end = _KINDS[link.kind]
    if first and options.profile:
        first = "grcrt1.o" if link.kind == "static-pie" else "gcrt1.o"
    words = [find_program(link.linker, link.prefixes)]
    if link.kind != "relocatable":
        words.append("--build-id")
        if link.kind not in ("static", "shared-static"):
            words.append("--eh-frame-hdr")
    if options.sysroot:
        words.append("--sysroot=" + options.sysroot)
    words += ["-m", _EMULATIONS[triple], "--hash-style=gnu", "--as-needed"]
    if link.export_dynamic and link.kind != "static":
        words.append("-export-dynamic")
    if link.kind in ("exec", "pie"):
        words += ["-dynamic-linker", _DYNAMIC_LINKERS[triple]]
    words += [*kind_words, "-o", output]
    if link.kind == "relocatable":
        words.append("-r")
    if link.strip:
        words.append("-s")
    words += link.arguments
    start = link.start_files and link.kind != "relocatable"
    if start:
        words += [find_file(name, options, target, link.prefixes) for name in (first, "crti.o", begin) if name]
    searched = [*link.search, *filter(os.path.isdir, link.prefixes), *library_directories(options, target)]
    words += [f"-L{d}" for d in [*searched, *filter(os.path.isdir, link.library_path)]]
    words += inputs
    if link.default_libs and link.kind != "relocatable":
        words += _default_libraries(link)
    if start:
        words += [find_file(name, options, target, link.prefixes) for name in (end, "crtn.o")]
    return words + link.script


def _default_libraries(link: LinkOptions) -> list[str]:
    """The C library and GCC's, which need each other."""
    libc = (["-lpthread"] if link.pthread else []) + (["-lc"] if link.libc else [])
    if link.kind in ("static", "static-pie", "shared-static"):
        return ["--start-group", "-lgcc", "-lgcc_eh", *libc, "--end-group"]
    if link.libgcc == "static":
        gcc = ["-lgcc", "-lgcc_eh"]
    elif link.libgcc == "shared":
        gcc = ["-lgcc_s"] if link.kind == "shared" else ["-lgcc_s", "-lgcc"]
    else:
        gcc = ["-lgcc", "--push-state", "--as-needed", "-lgcc_s", "--pop-state"]
    return [*gcc, *libc, *gcc]


def run(words: list[str]) -> Said:
    """Run the linker; what it says on success (warnings, its version).  Raises ``LinkError``."""
    if shutil.which(words[0]) is None:
        raise LinkError(f"the linker '{words[0]}' was not found (Debian: apt-get install binutils)")
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        # GCC's words, by which build systems know that linking has failed, and not compiling.
        name = os.path.basename(words[0])
        raise LinkError(done.stderr.rstrip() + f"\ncollect2: error: {name} returned {done.returncode} exit status")
    return Said(done.stdout, done.stderr)
