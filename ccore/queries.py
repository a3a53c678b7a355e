"""Answers to what build systems ask a compiler: -dumpmachine, -print-file-name= and their like."""

from __future__ import annotations

import os

import ccore
from ccore import linker
from ccore.driver import target_of
from ccore.invocation import Invocation, UsageError
from ccore.target import TargetSpec
from ccore.version import GCC_FULL_VERSION, GCC_VERSION, VERSION

_HELP = """\
Usage: ccore [options] file...
A C compiler with GCC's command line.  The options are GCC's; the usual ones:
  -c -S -E             Compile to an object, to assembly, or only preprocess
  -o FILE              Put the output into FILE
  -O0 -O1 -O2 -O3 -Os  Optimise less or more, or for size
  -std=gnu17           The language (gnu17 is the default)
  -I -D -U -include    Headers and macros
  -W... -w             Warnings
  -M -MM -MD -MMD -MF  Dependencies for make
  -l -L -shared -static -Wl,...   Linking
ccore's own:
  -emit-ir             With -S: our IR after the passes, as text that ccore reads back (.ccir)
  -emit-llvm           With -S: LLVM IR
  -run-ir              Interpret the file: undefined behaviour is reported; the exit status is the program's
  -emit-cfg=svg        With -S: the control flow graphs, drawn (or dot; svg:NAME for one function)
  -print-after=PASS -print-before=PASS -print-changed -disable-pass=PASS -verify-each -time-passes -stats
                       About the passes (as -fprint-after=... too)
  -opt-bisect=N        Run the first N passes alone (-1: all), and list them
  -fbisect=PATTERN     Do the rewrites whose hash has those last bits, and list them
  -fplugin=FILE.py     Load passes from a Python file
  -fno-lazy-headers    Analyse everything in the headers, reached or not
  --batch              Serve command lines as JSON on standard input
"""


def version(program: str) -> str:
    """What --version prints.

    Build systems take the last word of the first line for GCC's version, and look for the Foundation's name.
    """
    return (
        f"{program} (ccore {VERSION}, compatible with gcc) {GCC_FULL_VERSION}\n"
        "This is free software (MIT licence), and not of the Free Software Foundation."
    )


def configuration(program: str, target: TargetSpec) -> str:
    """What -v prints first."""
    return (
        f"Using built-in specs.\nCOLLECT_GCC={program}\nTarget: {target.gnu_triple}\nThread model: posix\n"
        f"gcc version {GCC_FULL_VERSION} (ccore {VERSION})"
    )


def answer(invocation: Invocation, program: str = "ccore") -> str:
    """The text to print; ``program`` is the command's name.  Raises ``UsageError`` for a question nobody knows."""
    query = invocation.query
    options = invocation.options
    target = target_of(options)
    if query == "version":
        return version(program)
    if query == "dumpversion":
        return GCC_VERSION
    if query == "dumpfullversion":
        return GCC_FULL_VERSION
    if query == "dumpmachine":
        return target.gnu_triple
    if query == "dumpspecs":
        return ""
    if query == "help":
        return _HELP.rstrip()
    name, _, value = query.removeprefix("print-").partition("=")
    if name == "file-name":
        if value == "include":
            return os.path.join(os.path.dirname(os.path.abspath(ccore.__file__)), "include")
        if value == "plugin":
            return "plugin"
        return linker.find_file(value, options, target, invocation.linker.prefixes)
    if name == "prog-name":
        return linker.find_program(value, invocation.linker.prefixes)
    if name == "libgcc-file-name":
        return linker.find_file("libgcc.a", options, target)
    if name == "search-dirs":
        libraries = linker.library_directories(options, target)
        own = linker.compiler_library_directory(options, target)
        programs = os.environ.get("PATH", "")
        return f"install: {own}/\nprograms: ={programs}\nlibraries: =" + ":".join(f"{d}/" for d in libraries)
    if name in ("multi-directory", "multi-lib"):
        return "." if name == "multi-directory" else ".;"
    if name == "multiarch":
        return target.gnu_triple
    if name == "multi-os-directory":
        return "../lib"
    if name in ("sysroot", "sysroot-headers-suffix"):
        return ""
    raise UsageError(f"unrecognized command-line option '-print-{name}'")
