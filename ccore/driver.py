"""The whole compiler as one readable function: source to preprocessed items, tree, IR, passes, LLVM, bytes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TextIO

from ccore.diagnostics import CompileError, Diagnostic, Diagnostics, InternalError
from ccore.memory import collection_paused
from ccore.options import Options
from ccore.source import Location
from ccore.stack import deep_recursion
from ccore.target import TARGETS, TargetSpec

if TYPE_CHECKING:
    from ccore.ir.module import Module
    from ccore.preproc import HeaderCache, Preprocessor
    from ccore.sema.types import CType

Symbols = dict[str, "tuple[CType, str]"]
"""By name, the C type and the assembler's name of what a unit defines for others."""


@dataclass(slots=True)
class Timing:
    """Seconds by phase, for -time-passes."""

    phases: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.perf_counter)

    def mark(self, phase: str) -> None:
        """The time since the last mark belongs to ``phase``."""
        now = time.perf_counter()
        self.phases[phase] = self.phases.get(phase, 0.0) + now - self._last
        self._last = now


@contextmanager
def guarded(phase: str, diagnostics: Diagnostics) -> Iterator[None]:
    """Run a phase: deep recursion is possible, the garbage collector waits, and only two kinds of errors come out.

    Raises ``CompileError`` for what the source did wrong, ``InternalError`` for all else.
    """
    try:
        with collection_paused(), deep_recursion():
            yield
    except (CompileError, InternalError):
        raise
    except RecursionError:
        diagnostics.fatal("the source is nested too deeply")
    except Exception as error:
        raise InternalError(phase, "", f"{type(error).__name__}: {error}") from error


def front_end(
    path: str,
    text: str | None,
    options: Options,
    target: TargetSpec,
    diagnostics: Diagnostics,
    cache: HeaderCache | None = None,
    timing: Timing | None = None,
    preprocessor: Preprocessor | None = None,
    symbols: Symbols | None = None,
) -> Module:
    """Source to unoptimised IR.  ``text`` None: read the file.  Raises ``CompileError``.

    A ``preprocessor`` may be given, for its dependencies to be read afterwards; ``symbols`` is filled.
    """
    from ccore.parser import Unit
    from ccore.preproc import Preprocessor as Maker
    from ccore.sema.analyzer import Analyzer

    timing = timing or Timing()
    preprocessor = preprocessor or Maker(options, target, diagnostics, cache)
    if options.debug > 2:
        preprocessor.keep_history()
    timing.mark("start")
    items = preprocessor.items(path, text)
    timing.mark("preprocess")
    unit = Unit(items, options, target, diagnostics)
    diagnostics.function_at = unit.function_at
    timing.mark("index")
    analyzer = Analyzer(unit, options, target, diagnostics)
    if not items:
        analyzer.empty(preprocessor.main)
    analyzer.run()
    timing.mark("analyse")
    if diagnostics.errors:
        analyzer.check_bodies()
        diagnostics.check()
    from ccore.irgen import generate

    module = generate(analyzer, options, target, diagnostics, path)
    if module.debug is not None and preprocessor.history is not None:
        from ccore.irgen.debug_macros import macros_of

        module.debug.macros = macros_of(preprocessor.history.events, preprocessor.main.path)
    timing.mark("generate IR")
    diagnostics.check()
    if symbols is not None:
        for name, symbol in (analyzer.functions | analyzer.variables).items():
            made = module.functions.get(name) or module.variables.get(name)
            if made is not None and made.defined and symbol.linkage == "external":
                symbols[name] = symbol.type, made.asm_name or name
    return module


def optimize(module: Module, options: Options, timing: Timing | None = None) -> None:
    """Our own passes, as the level asks.  Raises ``CompileError`` for a pass or plugin that cannot be had."""
    from ccore.passes.manager import PassError, run_pipeline

    try:
        run_pipeline(module, options)
    except PassError as error:
        raise CompileError([Diagnostic("error", str(error))]) from error
    if timing is not None:
        timing.mark("passes")


def show(module: Module, kind: str) -> str | None:
    """The IR as text ("ir"), or its control flow graphs drawn ("dot", "svg"; "svg:NAME" that of one function); None
    for other kinds.  Raises ``CompileError`` where there is no such function."""
    if kind == "ir":
        from ccore.ir.printer import print_module

        return print_module(module)
    form, _, name = kind.partition(":")
    if form not in ("dot", "svg"):
        return None
    from ccore.ir import draw

    functions = [f for f in module.functions.values() if f.blocks and name in ("", f.name)]
    if name and not functions:
        raise CompileError([Diagnostic("error", f"no function '{name}' is left after the passes to be drawn")])
    return draw.dot(functions) if form == "dot" else draw.svg(functions)


def llvm_text(
    module: Module,
    options: Options,
    target: TargetSpec,
    timing: Timing | None = None,
    locations: list[Location] | None = None,
) -> str:
    """The module as LLVM IR text.  ``locations`` is filled for ``back_end``: the places LLVM's messages speak of."""
    from ccore.llvm.writer import write_module

    text = write_module(module, target, options, locations)
    if timing is not None:
        timing.mark("write LLVM IR")
    return text


def back_end(
    text: str,
    options: Options,
    target: TargetSpec,
    kind: str,
    diagnostics: Diagnostics,
    timing: Timing | None = None,
    locations: Sequence[Location] = (),
) -> bytes:
    """LLVM IR text to an object, assembly or bitcode."""
    from ccore.llvm.object import emit

    result = emit(text, options, target, kind, diagnostics, locations)
    if timing is not None:
        timing.mark("LLVM")
    return result


def compile_ir(
    path: str,
    text: str | None,
    options: Options,
    diagnostics: Diagnostics,
    cache: HeaderCache | None = None,
    preprocessor: Preprocessor | None = None,
    timing: Timing | None = None,
) -> Module:
    """One C file to IR, after the passes.  Raises as ``compile_file`` does."""
    with guarded("the front end", diagnostics):
        module = front_end(path, text, options, target_of(options), diagnostics, cache, timing, preprocessor)
    with guarded("the passes", diagnostics):
        optimize(module, options, timing)
    return module


def compile_file(
    path: str,
    text: str | None,
    options: Options,
    diagnostics: Diagnostics,
    kind: str = "object",
    cache: HeaderCache | None = None,
    preprocessor: Preprocessor | None = None,
    report: TextIO | None = None,
) -> bytes:
    """One C file to bytes.  ``kind``: "object", "assembly", "bitcode", "llvm" (LLVM IR text), "syntax" (nothing but
    diagnostics), or what ``show`` takes, of the IR after the passes.

    Raises ``CompileError``; ``InternalError`` for a fault of ccore's own.
    """
    target = target_of(options)
    timing = Timing()
    if kind == "syntax":
        with guarded("the front end", diagnostics):
            front_end(path, text, options, target, diagnostics, cache, timing, preprocessor)
        return b""
    module = compile_ir(path, text, options, diagnostics, cache, preprocessor, timing)
    shown = show(module, kind)
    if shown is not None:
        return shown.encode("utf-8", "surrogateescape")
    if kind == "object":
        _check_sizes(module, diagnostics)
    locations: list[Location] = []
    with guarded("lowering", diagnostics):
        lowered = llvm_text(module, options, target, timing, locations)
    if kind == "llvm":
        return lowered.encode("utf-8", "surrogateescape")
    with guarded("code generation", diagnostics):
        result = back_end(lowered, options, target, kind, diagnostics, timing, locations)
    if options.time_passes and report is not None:
        for name, seconds in timing.phases.items():
            print(f"{seconds:9.3f} s  {name}", file=report)
    return result


OBJECT_LIMIT: Final = 1 << 32


def _check_sizes(module: Module, diagnostics: Diagnostics) -> None:
    """An object file, which is made in memory, has every byte of a variable that is not all zero."""
    for variable in module.variables.values():
        if variable.size > OBJECT_LIMIT and variable.initial is not None:
            if variable.initial.relocations or not variable.initial.zero:
                place = variable.location if isinstance(variable.location, Location) else None
                diagnostics.error(f"variable '{variable.name}' of {variable.size} bytes that are not all zero is too "
                                  "large for an object file", place)  # fmt: skip
    diagnostics.check()


def target_of(options: Options, assembly: bool = False) -> TargetSpec:
    """The target that the options name.  ``assembly``: the source is no C, so -m32 and -m16 are possible.

    Raises ``CompileError`` where there is none.
    """
    if options.bits != 64 and not assembly:
        Diagnostics().fatal(f"'-m{options.bits}' is not supported yet: only 64-bit code is generated")
    return TARGETS[options.target]
