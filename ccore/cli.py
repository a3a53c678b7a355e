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
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, TextIO

from ccore import environment
from ccore.arguments import parse
from ccore.diagnostics import CompileError, Diagnostics, InternalError
from ccore.diagnostics.style import Style
from ccore.invocation import LINKER_WORD, Input, Invocation, UsageError
from ccore.stack import on_deep_stack
from ccore.version import VERSION

if TYPE_CHECKING:
    from ccore.ir.module import Module
    from ccore.options import Options
    from ccore.preproc import HeaderCache, Preprocessor

_REPORT = "please report it, with the preprocessed source (ccore -E) and the command line"


@dataclass(slots=True)
class Session:
    """What lasts from one command line to the next in one process, and the streams that they use."""

    cache: HeaderCache | None = None
    stdin: BinaryIO | None = None  # None: no source can come from there
    stdout: TextIO = sys.stdout
    stderr: TextIO = sys.stderr
    program: str = "ccore"  # the name that the command was called by

    def headers(self) -> HeaderCache:
        """The scanned headers, shared by all compilations of the session."""
        if self.cache is None:
            from ccore.preproc import HeaderCache as Maker

            self.cache = Maker()
        return self.cache

    def warn(self, message: str) -> None:
        print(f"ccore: warning: {message}", file=self.stderr)

    def write(self, data: bytes) -> None:
        """Put a result on standard output."""
        stream = getattr(self.stdout, "buffer", None)
        if stream is not None:
            self.stdout.flush()
            stream.write(data)
            stream.flush()
        else:
            self.stdout.write(data.decode("utf-8", "surrogateescape"))


def main(arguments: list[str] | None = None) -> int:
    """Entry point of the ``ccore`` script.  Called as that, without arguments, it ends the process."""
    if arguments is None:
        status = main(sys.argv[1:])
        # What the compilation made need not be taken apart object by object.
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)
    words = arguments
    program = os.path.basename(sys.argv[0])
    if program in ("c89", "c99"):  # POSIX's names of the compiler say which language
        words = [f"-std={program}", *words]
    gc.disable()  # one compilation's trees are garbage together, at its end
    if words == ["--batch"]:
        from ccore.batch import serve

        return on_deep_stack(serve)
    try:
        session = Session(stdin=sys.stdin.buffer, stdout=sys.stdout, stderr=sys.stderr, program=program)
        return on_deep_stack(lambda: run(words, session))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1


def run(words: list[str], session: Session) -> int:
    """Follow one command line; the exit status.  Raises only ``KeyboardInterrupt`` and ``BrokenPipeError``."""
    err = session.stderr
    try:
        return _follow(parse(words), session)
    except UsageError as error:
        print(f"ccore: error: {error}", file=err)
    except CompileError as error:
        _show(Diagnostics(list=error.diagnostics), Style(), err)
    except BrokenPipeError:
        raise
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        print(f"ccore: error: {name}{error.strerror or error}", file=err)
    except Exception as error:
        if not isinstance(error, InternalError):
            error = InternalError("the driver", "", f"{type(error).__name__}: {error}").with_traceback(
                error.__traceback__
            )
        print(f"ccore: internal error {error}; {_REPORT}", file=err)
        if os.environ.get("CCORE_TRACEBACK"):
            import traceback

            traceback.print_exception(error, file=err)
        return 4
    return 1


def _follow(invocation: Invocation, session: Session) -> int:
    """Answer a question, or compile and link."""
    environment.apply(invocation, os.environ)
    about = invocation.options.diagnostics()
    for warning in invocation.warnings:
        about.warning(warning, None, "unsupported-option")
    _show(about, invocation.options.style, session.stderr)
    if about.errors:
        return 1
    if invocation.query:
        from ccore.queries import answer

        print(answer(invocation, session.program), file=session.stdout)
        return 0
    if invocation.verbose:
        from ccore.driver import target_of
        from ccore.queries import configuration

        print(configuration(session.program, target_of(invocation.options, assembly=True)), file=session.stderr)
    if not invocation.inputs:
        if invocation.verbose:
            return 0
        raise UsageError("no input files")
    return _Run(invocation, session).execute()


def _show(diagnostics: Diagnostics, style: Style, stream: TextIO, path: str = "") -> None:
    """Write the messages in the form asked for.  ``path``: the file compiled."""
    form, _, where = style.format.partition("-")
    if form != "text" and path:
        from ccore.diagnostics.machine import to_json, to_sarif

        shown = diagnostics.ordered()
        text = to_json(shown) if form == "json" else to_sarif(shown, path, not diagnostics.errors, VERSION)
        if where == "file":
            write_file(os.path.basename(path) + (".gcc.json" if form == "json" else ".sarif"), text.encode() + b"\n")
        else:
            print(text, file=stream)
        return
    if not diagnostics.list:
        return
    from ccore.diagnostics.text import TextPrinter

    color = style.color == "always" or (
        style.color == "auto" and stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    )
    printer = TextPrinter(style, color, diagnostics.includers, diagnostics.function_at)
    for text in printer.lines(diagnostics.ordered()):
        print(text.encode("utf-8", "replace").decode(), file=stream)
    if diagnostics.ending:
        print(diagnostics.ending, file=stream)
    elif any(d.promoted for d in diagnostics.list):
        which = "all" if diagnostics.warnings_as_errors else "some"
        print(f"ccore: {which} warnings being treated as errors", file=stream)


def write_file(path: str, data: bytes) -> None:
    """Write a file whole or not at all; devices and pipes are written in place.  Raises ``OSError``."""
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:
            stream.write(data)
        return
    handle, temporary = tempfile.mkstemp(prefix=".ccore-", dir=os.path.dirname(path) or ".")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_PRECOMPILED = b"A header compiled by ccore, which needs no precompiled ones: it reads the header itself.\n"
"""What a .gch file holds: build systems want the file; the header was looked at for its errors."""
_SUFFIXES = {"object": ".o", "assembly": ".s"}
_TEXT_EMITTED = {"llvm": ".ll", "ir": ".ccir", "dot": ".dot", "svg": ".svg"}
_ASSEMBLY = ("assembler", "assembler-with-cpp")


class _Run:
    """The execution of one command line."""

    def __init__(self, invocation: Invocation, session: Session) -> None:
        self.invocation = invocation
        self.session = session
        self.options = invocation.options
        self.failed = False
        if invocation.dependencies:  # -M: preprocess only, with an implied -w
            invocation.mode = "preprocess"
            self.options.no_warnings = True

    def execute(self) -> int:
        invocation = self.invocation
        sources = [i for i in invocation.inputs if i.compiled]
        if invocation.mode != "link" and invocation.output and len(sources) > 1:
            raise UsageError("cannot specify '-o' with '-c', '-S' or '-E' with multiple files")
        for item in invocation.inputs:
            if invocation.output not in ("", "-") and item.path == invocation.output and item.language != LINKER_WORD:
                raise UsageError(f"input file '{item.path}' is the same as output file")
        if invocation.dry_run:
            return self._dry_run()
        if invocation.verbose and sources:
            self._show_search_path()
        if invocation.mode == "interpret":
            return self._interpret()
        if invocation.mode == "link" and not (sources and all(i.language == "c-header" for i in invocation.inputs)):
            return self._link()
        for item in invocation.inputs:
            if item.compiled:
                self._one(item, self._output_name(item))
            elif item.language != LINKER_WORD and self._readable(item):
                self.session.warn(f"{item.path}: linker input file unused because linking not done")
        return 1 if self.failed else 0

    def _readable(self, item: Input) -> bool:
        """Whether the input is a file; says so if not."""
        path = item.path
        if item.language == "c++":
            reason = "C++ is not supported"
        elif path == "-" or (os.path.exists(path) and not os.path.isdir(path)):
            return True
        elif os.path.isdir(path):
            reason = "is a directory, not a file that can be compiled or linked"
        else:
            reason = "No such file or directory"
        print(f"ccore: error: {path}: {reason}", file=self.session.stderr)
        self.failed = True
        return False

    def _output_name(self, item: Input) -> str:
        invocation = self.invocation
        if invocation.mode in ("preprocess", "syntax"):
            return invocation.output or "-"
        if invocation.output:
            return invocation.output
        if invocation.mode == "assembly" and item.language in _ASSEMBLY:
            return "-"  # as GCC: the preprocessed text
        if item.language == "c-header":
            return item.path + ".gch"
        stem = "-" if item.path == "-" else os.path.splitext(os.path.basename(item.path))[0]
        if invocation.emit and invocation.mode == "assembly":
            return stem + _TEXT_EMITTED[invocation.emit.partition(":")[0]]
        return stem + _SUFFIXES[invocation.mode]

    def _write(self, path: str, data: bytes) -> None:
        if path == "-":
            self.session.write(data)
        else:
            write_file(path, data)

    # --- One source ---------------------------------------------------------------------------------------------

    def _one(self, item: Input, output: str) -> bool:
        """Compile one source to ``output``; False after errors, which were shown."""
        if not self._readable(item):
            return False
        diagnostics = self.options.diagnostics()
        data: bytes | None = None
        try:
            data = self._translate(item, diagnostics)
        except CompileError as error:
            diagnostics.errors += not diagnostics.errors
            diagnostics.list = error.diagnostics
        _show(diagnostics, self.options.style, self.session.stderr, item.path)
        if diagnostics.errors:
            self.failed = True
            return False
        if data is not None:
            self._write(output, data)
        return True

    def _read(self, item: Input) -> str | None:
        """The text of standard input; None for a file, which whoever wants it reads."""
        if item.path != "-":
            return None
        from ccore.preproc.include import decode

        if self.session.stdin is None:
            raise UsageError("standard input cannot be compiled here")
        return decode(self.session.stdin.read())

    def _translate(self, item: Input, diagnostics: Diagnostics) -> bytes | None:
        """The bytes to write for a source; None where there are none."""
        from ccore import driver

        invocation, options = self.invocation, self.options
        text = self._read(item)
        path = "<stdin>" if item.path == "-" else item.path
        if item.language in _ASSEMBLY:
            return self._assembly(item, path, text, diagnostics)
        if item.language in ("ccir", "llvm"):
            return self._from_ir(item, diagnostics)
        options = self._reading(item)
        preprocessor = self._preprocessor(options, diagnostics)
        if invocation.mode == "preprocess":
            return self._preprocess(preprocessor, path, text, diagnostics)
        header = item.language == "c-header"
        kind = "syntax" if header else "object" if invocation.mode == "link" else invocation.mode
        if invocation.emit and kind != "syntax":
            kind = invocation.emit
        if invocation.save_temporaries and kind in ("object", "assembly"):
            self._save_temporaries(item, text, options, kind)
        if kind in ("object", "assembly"):
            from ccore.llvm.crash import guard_abort

            guard_abort()
        data = driver.compile_file(
            path, text, options, diagnostics, kind, self.session.headers(), preprocessor, self.session.stderr
        )
        if not diagnostics.errors:
            self._dependencies(preprocessor, path)
        if header and invocation.mode != "syntax":
            return _PRECOMPILED
        return None if kind == "syntax" else data

    def _save_temporaries(self, item: Input, text: str | None, options: Options, kind: str) -> None:
        """-save-temps: the preprocessed source and the assembly.  What they have to say is said when they are used."""
        from ccore import driver
        from ccore.preproc.output import render

        base = self._temporary(item)
        unheard = replace(options, no_warnings=True).diagnostics()
        try:
            tokens = self._preprocessor(options, unheard).run(item.path, text)
            shown = render(tokens, item.path, linemarkers=self.invocation.line_markers)
            self._write(base + ".i", shown.encode("utf-8", "surrogateescape"))
            if kind == "object":
                made = driver.compile_file(item.path, text, options, unheard, "assembly", self.session.headers())
                self._write(base + ".s", made)
        except CompileError:
            pass

    def _temporary(self, item: Input) -> str:
        """The path without suffix of what -save-temps keeps of an input."""
        invocation = self.invocation
        stem = os.path.splitext(os.path.basename(item.path))[0]
        if invocation.mode == "link":
            base = f"{invocation.output or 'a'}-{stem}"
        else:
            base = os.path.splitext(invocation.output)[0] if invocation.output not in ("", "-") else stem
        return os.path.basename(base) if invocation.save_temporaries == "cwd" else base

    def _preprocessor(self, options: Options, diagnostics: Diagnostics) -> Preprocessor:
        from ccore import driver
        from ccore.preproc import Preprocessor as Maker

        target = driver.target_of(options, assembly=options.assembler_source)
        return Maker(options, target, diagnostics, self.session.headers())

    def _preprocess(
        self, preprocessor: Preprocessor, path: str, text: str | None, diagnostics: Diagnostics
    ) -> bytes | None:
        """What -E, -dM and -M print."""
        from ccore.preproc.output import definitions, render

        invocation = self.invocation
        preprocessor.only = True
        if invocation.dump:
            preprocessor.keep_history()
        tokens = preprocessor.run(path, text)
        if diagnostics.errors:
            return None
        if invocation.dependencies:
            made = self._rule(preprocessor, path, "", invocation.dependencies == "MM")
            if not invocation.dependency_output:
                return made
            self._write(invocation.dependency_output, made)
            return None
        self._dependencies(preprocessor, path)
        if "M" in invocation.dump:
            shown = definitions(preprocessor.macros)
        else:
            assembler = preprocessor.options.assembler_source
            if preprocessor.history is not None:
                tokens = preprocessor.history.merge(tokens, invocation.dump)
            shown = render(tokens, path, linemarkers=invocation.line_markers, assembler=assembler)
        return shown.encode("utf-8", "surrogateescape")

    def _rule(self, preprocessor: Preprocessor, path: str, output: str, user_only: bool) -> bytes:
        """A make rule for ``output``, or for the object of ``path``."""
        from ccore.preproc.deps import default_target, quoted, rule

        invocation = self.invocation
        if invocation.dependency_targets:
            targets = [quoted(name) if quote else name for name, quote in invocation.dependency_targets]
        else:
            source = "-" if path == "<stdin>" else path
            targets = [quoted(output) if output not in ("", "-") else default_target(source)]
        files = preprocessor.dependencies[0 if invocation.dependency_main else 1 :]
        if user_only:
            files = [f for f in files if f not in preprocessor.system_dependencies]
        return rule(targets, files, invocation.dependency_phony).encode("utf-8", "surrogateescape")

    def _dependencies(self, preprocessor: Preprocessor, path: str) -> None:
        """-MD and -MMD: a rule beside the output."""
        invocation = self.invocation
        if not invocation.dependency_files:
            return
        output = invocation.output
        name = invocation.dependency_output
        if not name and output:
            name = os.path.splitext(output)[0] + ".d"
        elif not name:
            several = invocation.mode == "link" and sum(i.compiled for i in invocation.inputs) > 1
            name = ("a-" if several else "") + os.path.splitext(os.path.basename(path))[0] + ".d"
        made = output if invocation.target_from_output and invocation.mode != "preprocess" else ""
        rule = self._rule(preprocessor, path, made, invocation.dependency_files == "MMD")
        if invocation.dependency_append:
            with open(name, "ab") as stream:
                stream.write(rule)
        else:
            self._write(name, rule)

    def _assembly(self, item: Input, path: str, text: str | None, diagnostics: Diagnostics) -> bytes | None:
        """Assemble a .s file; a .S file is preprocessed first."""
        from ccore import driver
        from ccore.llvm.object import assemble
        from ccore.preproc.include import decode

        mode = self.invocation.mode
        if item.language == "assembler-with-cpp":
            preprocessor = self._preprocessor(replace(self.options, assembler_source=True), diagnostics)
            shown = self._preprocess(preprocessor, path, text, diagnostics)
            if mode == "preprocess" or shown is None:
                return shown
            text = decode(shown)
        elif text is None:
            with open(path, "rb") as stream:
                text = decode(stream.read())
        if mode == "syntax":
            return None
        if mode in ("preprocess", "assembly"):
            return text.encode("utf-8", "surrogateescape")
        if self.options.debug and item.language == "assembler":
            text = f'# 1 "{path}"\n{text}'  # so that the line table speaks of the file
        return assemble(text, self.options, driver.target_of(self.options, assembly=True), diagnostics)

    def _from_ir(self, item: Input, diagnostics: Diagnostics) -> bytes:
        """Go on from our IR's text, or from LLVM's."""
        from ccore import driver

        target = driver.target_of(self.options)
        text = self._read_ir(item)
        if item.language == "ccir":
            module = self._module(item, text, diagnostics)
            shown = driver.show(module, self.invocation.emit)
            if shown is not None:
                return shown.encode("utf-8", "surrogateescape")
            text = driver.llvm_text(module, self.options, target)
        kind = "object" if self.invocation.mode == "link" else self.invocation.mode
        return driver.back_end(text, self.options, target, kind, diagnostics)

    def _reading(self, item: Input) -> Options:
        """The options that a file is read with: what is preprocessed needs no macros and headers of the command."""
        if item.language == "cpp-output":
            return replace(self.options, macros=[], includes=[], imacros=[])
        return self.options

    def _read_ir(self, item: Input) -> str:
        with open(item.path, encoding="utf-8", errors="surrogateescape") as stream:
            return stream.read()

    def _module(self, item: Input, text: str, diagnostics: Diagnostics) -> Module:
        """Our IR's text as a module, after the passes."""
        from ccore import driver
        from ccore.ir.parser import ParseError, parse_module

        try:
            module = parse_module(text)
        except ParseError as error:
            diagnostics.fatal(f"{item.path}: {error}")
        driver.optimize(module, self.options)
        return module

    # --- Interpreting -------------------------------------------------------------------------------------------

    def _interpret(self) -> int:
        """-run-ir: run one source in the interpreter of our IR, after the passes of its level."""
        from ccore import driver
        from ccore.ir.interp import InterpreterError, run_program
        from ccore.stack import deep_recursion

        if len(self.invocation.inputs) != 1 or self.invocation.inputs[0].language not in ("c", "cpp-output", "ccir"):
            raise UsageError("'-run-ir' takes one C or .ccir file")
        item = self.invocation.inputs[0]
        if not self._readable(item):
            return 1
        diagnostics, options = self.options.diagnostics(), self.options
        module = None
        try:
            if item.language == "ccir":
                module = self._module(item, self._read_ir(item), diagnostics)
            else:
                options = replace(self._reading(item), interpreted=True)
                path = "<stdin>" if item.path == "-" else item.path
                reader = self._preprocessor(options, diagnostics)
                headers = self.session.headers()
                module = driver.compile_ir(path, self._read(item), options, diagnostics, headers, reader)
        except CompileError as error:
            diagnostics.errors += not diagnostics.errors
            diagnostics.list = error.diagnostics
        _show(diagnostics, options.style, self.session.stderr, item.path)
        if diagnostics.errors or module is None:
            return 1
        try:
            with deep_recursion():
                result = run_program(module, [item.path])
        except InterpreterError as error:
            message = str(error)
            if not message.startswith(item.path + ":"):  # its place in the source is not known
                message = f"{item.path}: {message}"
            print(f"ccore: error: {message}", file=self.session.stderr)
            return 1
        self.session.write(result.output)
        self.session.stderr.write(result.errors.decode("utf-8", "replace"))
        return result.status

    # --- Linking ------------------------------------------------------------------------------------------------

    def _link(self) -> int:
        from ccore import driver, linker

        invocation = self.invocation
        target = driver.target_of(self.options)
        with tempfile.TemporaryDirectory(prefix="ccore-") as directory:
            inputs = []
            for number, item in enumerate(invocation.inputs):
                name = item.path
                if item.language == "c-header":
                    self._one(item, name + ".gch")
                    continue
                if item.compiled:
                    stem = os.path.splitext(os.path.basename(item.path))[0].lstrip("-") or "stdin"
                    name = os.path.join(directory, f"{number}-{stem}.o")
                    if invocation.save_temporaries:
                        name = self._temporary(item) + ".o"
                    self._one(item, name)
                elif item.language != LINKER_WORD:
                    self._readable(item)
                inputs.append(name)
            if self.failed:
                return 1
            words = linker.command(inputs, invocation.output or "a.out", invocation.linker, self.options, target)
            if invocation.verbose:
                # GCC's form, in which build systems find what is linked by default.
                searched = linker.library_directories(self.options, target)
                print("LIBRARY_PATH=" + ":".join(f"{d}/" for d in searched), file=self.session.stderr)
                print(" " + shlex.join(words), file=self.session.stderr)
            try:
                said = linker.run(words)
            except linker.LinkError as error:
                print(error, file=self.session.stderr)
                return 1
            self.session.stdout.write(said.output)
            self.session.stderr.write(said.messages)
        return 0

    # --- -v and -### --------------------------------------------------------------------------------------------

    def _show_search_path(self) -> None:
        """-v: where headers are looked for, in GCC's form, which build systems read."""
        from ccore import driver
        from ccore.preproc.include import SearchPath

        search = SearchPath(self.options, driver.target_of(self.options, assembly=True))
        names = [f" {d.name}" for d in search.directories]
        lines = ['#include "..." search starts here:', *names[: search.bracket], "#include <...> search starts here:"]
        print("\n".join([*lines, *names[search.bracket :], "End of search list."]), file=self.session.stderr)

    def _dry_run(self) -> int:
        """-###: what would be done, quoted, one command a line."""
        from ccore import driver, linker

        invocation = self.invocation
        names = []
        for item in invocation.inputs:
            output = item.path
            if item.compiled:
                link = invocation.mode == "link"
                output = f"/tmp/{os.path.basename(item.path)}.o" if link else self._output_name(item)
                print(f' "ccore" "-c" "{item.path}" "-o" "{output}"', file=self.session.stderr)
            names.append(output)
        if invocation.mode == "link":
            target = driver.target_of(self.options)
            words = linker.command(names, invocation.output or "a.out", invocation.linker, self.options, target)
            print(" " + " ".join(f'"{w}"' for w in words), file=self.session.stderr)
        return 0
