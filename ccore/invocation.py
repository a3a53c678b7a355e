"""What one command line asks for, as records: made by ``ccore.arguments``, followed by ``ccore.cli``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

from ccore.options import Options


class UsageError(Exception):
    """The command line cannot be followed; the message says why."""


@final
@dataclass(slots=True)
class Input:
    """A file to compile or to hand to the linker, in the order of the command line.

    ``language`` as -x names it; "" for an object or archive, and ``LINKER_WORD`` for a word that is the linker's own
    (-lm, and what -Wl, carries): those have their place among the files, since ld reads both in order.
    """

    path: str
    language: str

    @property
    def compiled(self) -> bool:
        """Whether it is a source, not the linker's."""
        return self.language not in ("", LINKER_WORD)


LINKER_WORD = "ld"


@final
@dataclass(slots=True)
class LinkOptions:
    """What the linker is to do besides joining the inputs."""

    kind: str = "pie"  # pie, exec, static, static-pie, shared, relocatable, shared-static
    arguments: list[str] = field(default_factory=list)  # -z, -u, -e: before the inputs, as GCC has them
    search: list[str] = field(default_factory=list)  # -L
    library_path: list[str] = field(default_factory=list)  # the variable LIBRARY_PATH
    prefixes: list[str] = field(default_factory=list)  # -B: where start files, libraries and ld are looked for first
    start_files: bool = True
    default_libs: bool = True
    libc: bool = True
    libgcc: str = ""  # "static" or "shared" where the command line says it
    linker: str = "ld"  # -fuse-ld=
    script: list[str] = field(default_factory=list)  # -T, -Ttext=: after all else
    pthread: bool = False
    export_dynamic: bool = False
    strip: bool = False


@final
@dataclass(slots=True)
class Invocation:
    """One command line."""

    options: Options = field(default_factory=Options)
    inputs: list[Input] = field(default_factory=list)
    linker: LinkOptions = field(default_factory=LinkOptions)
    mode: str = "link"  # preprocess, syntax, assembly, object, interpret, link
    emit: str = ""  # "ir", "llvm", or "dot" and "svg" with ":FUNCTION" or without: text instead of assembly
    output: str = ""
    line_markers: bool = True  # false: -P
    dump: str = ""  # letters of -d: M macros, D directives that define, N without bodies, I inclusions
    dependencies: str = ""  # "", "M" (all headers), "MM" (user headers); printing only them
    dependency_files: str = ""  # "", "MD", "MMD": written beside the output
    dependency_output: str = ""  # -MF, or the file in -Wp,-MD,file
    dependency_targets: list[tuple[str, bool]] = field(default_factory=list)  # -MT (False), -MQ (True: quote)
    dependency_phony: bool = False  # -MP
    dependency_main: bool = True  # false: the main file is left out, as SUNPRO_DEPENDENCIES wants it
    dependency_append: bool = False  # DEPENDENCIES_OUTPUT: the file may hold other rules already
    target_from_output: bool = False  # -MD and -MMD name the output as target; -Wp,-MD does not know it
    verbose: bool = False
    dry_run: bool = False  # -###
    save_temporaries: str = ""  # -save-temps: "", "cwd" (in the directory at work), "obj" (beside the output)
    math: list[tuple[str, bool]] = field(default_factory=list)  # -ffast-math and the like, for the end
    warnings: list[str] = field(default_factory=list)  # about the command line itself
    query: str = ""  # an answer to print instead of compiling (-dumpmachine, ...)
    default_pie: bool = True  # Debian's GCC makes code for position-independent executables unless told otherwise

    def unsupported(self, word: str, near: str = "") -> None:
        """Note an option that would change the result, and does not.  ``near``: the one that may be meant."""
        hint = f"; did you mean '{near}'?" if near else ""
        self.warnings.append(f"option '{word}' is not supported; it has no effect{hint}")
