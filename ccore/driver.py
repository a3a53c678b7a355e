"""The whole compiler as one readable function: source to preprocessed items, tree, IR, passes, LLVM, bytes."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from ccore.diagnostics import CompileError, Diagnostics, InternalError
from ccore.options import Options
from ccore.target import TARGETS, TargetSpec

if TYPE_CHECKING:
    from ccore.ir.module import Module
    from ccore.preproc import HeaderCache, Preprocessor
    from ccore.source import Location

_RECURSION_LIMIT = 20_000  # frames: nesting of 256 brackets times the depth of a phase's functions for each


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


def front_end(
    path: str,
    text: str | None,
    options: Options,
    target: TargetSpec,
    diagnostics: Diagnostics,
    cache: HeaderCache | None = None,
    timing: Timing | None = None,
    preprocessor: Preprocessor | None = None,
) -> Module:
    """Source to unoptimised IR.  ``text`` None: read the file.  Raises ``CompileError``.

    A ``preprocessor`` may be given, for its dependencies to be read afterwards.
    """
    from ccore.parser import Unit
    from ccore.preproc import Preprocessor as Maker
    from ccore.sema.analyzer import Analyzer

    timing = timing or Timing()
    if sys.getrecursionlimit() < _RECURSION_LIMIT:
        sys.setrecursionlimit(_RECURSION_LIMIT)
    preprocessor = preprocessor or Maker(options, target, diagnostics, cache)
    timing.mark("start")
    items = preprocessor.items(path, text)
    timing.mark("preprocess")
    diagnostics.check()
    unit = Unit(items, options, target, diagnostics)
    timing.mark("index")
    analyzer = Analyzer(unit, options, target, diagnostics)
    analyzer.run()
    timing.mark("analyse")
    diagnostics.check()
    from ccore.irgen import generate

    module = generate(analyzer, options, target, diagnostics, path)
    timing.mark("generate IR")
    diagnostics.check()
    return module


def optimize(module: Module, options: Options, timing: Timing | None = None) -> None:
    """Our own passes, as the level asks."""
    from ccore.passes.manager import run_pipeline

    run_pipeline(module, options)
    if timing is not None:
        timing.mark("passes")


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
    """One C file to bytes.  ``kind``: "object", "assembly", "bitcode", "ir" (our IR after passes), "llvm" (LLVM IR
    text) or "syntax" (nothing but diagnostics).

    Raises ``CompileError``; ``InternalError`` for a fault of ccore's own.
    """
    target = target_of(options)
    timing = Timing()
    phase = "the front end"
    try:
        module = front_end(path, text, options, target, diagnostics, cache, timing, preprocessor)
        if kind == "syntax":
            return b""
        phase = "the passes"
        optimize(module, options, timing)
        if kind == "ir":
            from ccore.ir.printer import print_module

            return print_module(module).encode("utf-8", "surrogateescape")
        phase = "lowering"
        locations: list[Location] = []
        lowered = llvm_text(module, options, target, timing, locations)
        if kind == "llvm":
            return lowered.encode("utf-8", "surrogateescape")
        phase = "code generation"
        result = back_end(lowered, options, target, kind, diagnostics, timing, locations)
    except (CompileError, InternalError, KeyboardInterrupt):
        raise
    except RecursionError:
        diagnostics.fatal("the source is nested too deeply")
    except Exception as error:
        raise InternalError(phase, "", f"{type(error).__name__}: {error}") from error
    if options.time_passes and report is not None:
        for name, seconds in timing.phases.items():
            print(f"{seconds:9.3f} s  {name}", file=report)
    return result


def target_of(options: Options, assembly: bool = False) -> TargetSpec:
    """The target that the options name.  ``assembly``: the source is no C, so -m32 and -m16 are possible.

    Raises ``CompileError`` where there is none.
    """
    if options.bits != 64 and not assembly:
        Diagnostics().fatal(f"'-m{options.bits}' is not supported yet: only 64-bit code is generated")
    return TARGETS[options.target]
