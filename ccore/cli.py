"""The ``ccore`` command: GCC's command line.

Exit status: 0; 1 where the input or the command line is wrong; 4 for a fault of ccore's own.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shlex
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from ccore.arguments import Input, Invocation, UsageError, parse
from ccore.diagnostics import CompileError, Diagnostic, Diagnostics, InternalError
from ccore.version import GCC_FULL_VERSION, GCC_VERSION, VERSION

if TYPE_CHECKING:
    from ccore.preproc import HeaderCache, Preprocessor

_REPORT = "please report it, with the preprocessed source (ccore -E) and the command line"


@dataclass(slots=True)
class Session:
    """What lasts from one command line to the next in one process."""

    cache: HeaderCache | None = None
    stdout: TextIO = sys.stdout
    stderr: TextIO = sys.stderr

    def headers(self) -> HeaderCache:
        if self.cache is None:
            from ccore.preproc import HeaderCache as Maker

            self.cache = Maker()
        return self.cache


def main(arguments: list[str] | None = None) -> int:
    """Entry point of the ``ccore`` script."""
    words = sys.argv[1:] if arguments is None else arguments
    gc.disable()  # one compilation's trees are garbage together, at its end
    if words == ["--batch"]:
        from ccore.batch import serve

        return serve()
    try:
        return run(words, Session(stdout=sys.stdout, stderr=sys.stderr))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1


def run(words: list[str], session: Session) -> int:
    """Follow one command line; the exit status."""
    err = session.stderr
    try:
        invocation = parse(words)
        for warning in invocation.warnings:
            print(f"ccore: warning: {warning}", file=err)
        if invocation.query:
            from ccore.queries import answer

            print(answer(invocation), file=session.stdout)
            return 0
        if invocation.verbose:
            print(f"ccore version {VERSION} (compatible with gcc version {GCC_FULL_VERSION})", file=err)
            if not invocation.inputs:
                return 0
        if not invocation.inputs:
            raise UsageError("no input files")
        return _Run(invocation, session).execute()
    except UsageError as error:
        print(f"ccore: error: {error}", file=err)
    except CompileError as error:
        _show(error.diagnostics, err)
    except InternalError as error:
        print(f"ccore: internal error {error}; {_REPORT}", file=err)
        if os.environ.get("CCORE_TRACEBACK"):
            import traceback

            traceback.print_exception(error, file=err)
        return 4
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        print(f"ccore: error: {name}{error.strerror or error}", file=err)
    return 1


def _show(diagnostics: list[Diagnostic], stream: TextIO) -> None:
    for diagnostic in diagnostics:
        print(diagnostic.render().encode("utf-8", "replace").decode(), file=stream)


def write_file(path: str, data: bytes) -> None:
    """Write a file whole or not at all; "-" is standard output, and devices are written in place."""
    if path == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:
            stream.write(data)
        return
    directory = os.path.dirname(path) or "."
    handle, temporary = tempfile.mkstemp(prefix=".ccore-", dir=directory)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


_SUFFIXES = {"object": ".o", "assembly": ".s"}


class _Run:
    """The execution of one command line."""

    def __init__(self, invocation: Invocation, session: Session) -> None:
        self.invocation = invocation
        self.session = session
        self.options = invocation.options
        self.failed = False

    def execute(self) -> int:
        invocation = self.invocation
        for item in invocation.inputs:
            self._check_input(item)
        if invocation.dependencies:
            invocation.mode = "preprocess"
        sources = [i for i in invocation.inputs if i.language]
        if invocation.mode != "link" and invocation.output and len(sources) > 1:
            raise UsageError("cannot specify '-o' with '-c', '-S' or '-E' with multiple files")
        if invocation.dry_run:
            return self._dry_run()
        if invocation.mode == "link":
            return self._link()
        for item in invocation.inputs:
            if not item.language:
                if not item.path.startswith("-"):
                    print(
                        f"ccore: warning: {item.path}: linker input file unused because linking not done",
                        file=self.session.stderr,
                    )
                continue
            self._one(item, self._output_name(item))
        return 1 if self.failed else 0

    def _check_input(self, item: Input) -> None:
        path = item.path
        if path == "-" or path.startswith("-l"):
            return
        if os.path.isdir(path):
            raise UsageError(f"{path}: is a directory, not a file that can be compiled or linked")
        if not os.path.exists(path):
            raise UsageError(f"{path}: No such file or directory")

    def _output_name(self, item: Input) -> str:
        invocation = self.invocation
        if invocation.mode in ("preprocess", "syntax"):
            return invocation.output or "-"
        if invocation.output:
            return invocation.output
        stem = "-" if item.path == "-" else os.path.splitext(os.path.basename(item.path))[0]
        if invocation.emit and invocation.mode == "assembly":
            return stem + (".ll" if invocation.emit == "llvm" else ".ccir")
        return stem + _SUFFIXES[invocation.mode]

    # --- One source ---------------------------------------------------------------------------------------------

    def _one(self, item: Input, output: str) -> bool:
        """Compile one source to ``output``; False after errors, which were shown."""
        diagnostics = Diagnostics(
            dict(self.options.warnings), self.options.warnings_as_errors, self.options.no_warnings
        )
        try:
            data = self._translate(item, diagnostics)
        except CompileError as error:
            _show(error.diagnostics, self.session.stderr)
            self.failed = True
            return False
        _show(diagnostics.list, self.session.stderr)
        if diagnostics.errors:
            self.failed = True
            return False
        if data is not None:
            if output == "-":
                self._print(data)
            else:
                write_file(output, data)
        return True

    def _print(self, data: bytes) -> None:
        stream = getattr(self.session.stdout, "buffer", None)
        if stream is not None:
            stream.write(data)
            stream.flush()
        else:
            self.session.stdout.write(data.decode("utf-8", "replace"))

    def _read(self, item: Input) -> str | None:
        if item.path != "-":
            return None
        from ccore.preproc.include import decode

        return decode(sys.stdin.buffer.read())

    def _translate(self, item: Input, diagnostics: Diagnostics) -> bytes | None:
        from ccore import driver

        invocation, options = self.invocation, self.options
        text = self._read(item)
        path = "<stdin>" if item.path == "-" else item.path
        if item.language in ("assembler", "assembler-with-cpp"):
            return self._assembly(item, path, text, diagnostics)
        if item.language in ("ccir", "llvm"):
            return self._from_ir(item, diagnostics)
        preprocessor = self._preprocessor(diagnostics)
        if invocation.mode == "preprocess":
            return self._preprocess(preprocessor, path, text, diagnostics)
        kind = "object" if invocation.mode == "link" else invocation.mode
        if invocation.emit:
            kind = invocation.emit
        data = driver.compile_file(
            path, text, options, diagnostics, kind, self.session.headers(), preprocessor, self.session.stderr
        )
        self._dependencies(preprocessor, path)
        return None if kind == "syntax" else data

    def _preprocessor(self, diagnostics: Diagnostics) -> Preprocessor:
        from ccore import driver
        from ccore.preproc import Preprocessor as Maker

        return Maker(self.options, driver.target_of(self.options), diagnostics, self.session.headers())

    def _preprocess(
        self, preprocessor: Preprocessor, path: str, text: str | None, diagnostics: Diagnostics
    ) -> bytes | None:
        from ccore.preproc.output import definitions, render

        invocation = self.invocation
        tokens = preprocessor.run(path, text)
        if diagnostics.errors:
            return None
        if invocation.dependencies:
            made = self._rule(preprocessor, path, "", invocation.dependencies == "MM")
            if invocation.dependency_output:
                write_file(invocation.dependency_output, made)
                return None
            return made
        self._dependencies(preprocessor, path)
        if invocation.dump_macros:
            shown = definitions(preprocessor.macros)
        else:
            shown = render(tokens, path, linemarkers=invocation.line_markers)
        return shown.encode("utf-8", "surrogateescape")

    def _rule(self, preprocessor: Preprocessor, path: str, output: str, user_only: bool) -> bytes:
        """A make rule for the object of ``path``."""
        from ccore.preproc.deps import default_target, quoted, rule

        invocation = self.invocation
        if invocation.dependency_targets:
            targets = [quoted(name) if quote else name for name, quote in invocation.dependency_targets]
        else:
            targets = [quoted(output)] if output not in ("", "-") else [default_target(path)]
        files = preprocessor.dependencies
        if user_only:
            files = [f for f in files if f not in preprocessor.system_dependencies]
        return rule(targets, files, invocation.dependency_phony).encode("utf-8", "surrogateescape")

    def _dependencies(self, preprocessor: Preprocessor, path: str) -> None:
        """-MD and -MMD: a rule beside the output."""
        invocation = self.invocation
        if not invocation.dependency_files:
            return
        name = invocation.dependency_output
        if not name:
            stem = os.path.splitext(os.path.basename(path))[0]
            if invocation.output and invocation.mode != "preprocess":
                base = os.path.splitext(invocation.output)[0]
                name = (f"{base}-{stem}" if invocation.mode == "link" else base) + ".d"
            else:
                name = stem + ".d"
        made = invocation.output if invocation.mode in ("object", "assembly") else ""
        write_file(name, self._rule(preprocessor, path, made, invocation.dependency_files == "MMD"))

    def _assembly(self, item: Input, path: str, text: str | None, diagnostics: Diagnostics) -> bytes | None:
        from ccore import driver
        from ccore.llvm.object import assemble
        from ccore.preproc.include import decode

        target = driver.target_of(self.options)
        if item.language == "assembler-with-cpp":
            from ccore.preproc import Preprocessor as Maker
            from ccore.preproc.output import render

            self.options.assembler_source = True
            preprocessor = Maker(self.options, target, diagnostics, self.session.headers())
            tokens = preprocessor.run(path, text)
            if diagnostics.errors:
                return None
            self._dependencies(preprocessor, path)
            text = render(tokens, path, linemarkers=False, assembler=True)
        elif text is None:
            with open(path, "rb") as stream:
                text = decode(stream.read())
        if self.invocation.mode in ("preprocess", "assembly"):
            return text.encode("utf-8", "surrogateescape")
        return assemble(text, self.options, target, diagnostics)

    def _from_ir(self, item: Input, diagnostics: Diagnostics) -> bytes:
        """Go on from our IR's text, or from LLVM's."""
        from ccore import driver

        target = driver.target_of(self.options)
        with open(item.path, encoding="utf-8", errors="surrogateescape") as stream:
            text = stream.read()
        if item.language == "ccir":
            from ccore.ir.parser import parse_module

            module = parse_module(text)
            driver.optimize(module, self.options)
            text = driver.llvm_text(module, self.options, target)
        kind = "object" if self.invocation.mode == "link" else self.invocation.mode
        return driver.back_end(text, self.options, target, kind, diagnostics)

    # --- Linking ------------------------------------------------------------------------------------------------

    def _link(self) -> int:
        from ccore import driver, linker

        invocation = self.invocation
        target = driver.target_of(self.options)
        if invocation.linker.kind in ("pie", "static-pie", "shared") and not self.options.position_independent:
            if invocation.linker.kind == "pie":
                self.options.pie = 2  # Debian's GCC makes PIEs by default
        output = invocation.output or "a.out"
        with tempfile.TemporaryDirectory(prefix="ccore-") as directory:
            inputs = []
            for number, item in enumerate(invocation.inputs):
                if not item.language:
                    inputs.append(item.path)
                    continue
                stem = os.path.splitext(os.path.basename(item.path))[0] or "stdin"
                name = os.path.join(directory, f"{number}-{stem.lstrip('-')}.o")
                if self._one(item, name):
                    inputs.append(name)
            if self.failed:
                return 1
            words = linker.command(inputs, output, invocation.linker, self.options, target)
            if invocation.verbose:
                print(shlex.join(words), file=self.session.stderr)
            try:
                said = linker.run(words)
            except linker.LinkError as error:
                print(error, file=self.session.stderr)
                return 1
            if said:
                print(said.rstrip(), file=self.session.stderr)
        return 0

    def _dry_run(self) -> int:
        """-###: what would be done, quoted, one command a line."""
        from ccore import driver, linker

        invocation = self.invocation
        names = []
        for item in invocation.inputs:
            if item.language:
                output = (
                    self._output_name(item) if invocation.mode != "link" else f"/tmp/{os.path.basename(item.path)}.o"
                )
                print(f' "ccore" "-c" "{item.path}" "-o" "{output}"', file=self.session.stderr)
                names.append(output)
            else:
                names.append(item.path)
        if invocation.mode == "link":
            words = linker.command(
                names, invocation.output or "a.out", invocation.linker, self.options, driver.target_of(self.options)
            )
            print(" " + " ".join(f'"{w}"' for w in words), file=self.session.stderr)
        return 0


__all__ = ["GCC_VERSION", "Session", "main", "run", "write_file"]
