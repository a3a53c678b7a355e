"""Runs passes over a module: the pipeline of a level, with verification, printing, timing and plugins.

A function pass is an object with ``name``, ``keeps_cfg`` (true: it neither adds, removes nor redirects
blocks), ``keeps`` (the kinds of other facts that stay true whatever it changes: see ``Analyses.of``) and
``run(function, analyses) -> changed``.  A module pass has ``name`` and ``run_module(module, manager) -> changed``.
Either may have ``asks_each`` (true: it asks ``analyses.watch`` before each rewrite, so that one of them can be
switched off).

``tells_each`` (true, of a module pass): it calls ``manager.invalidate`` for each function that it changes.

A pass that found nothing to change in a function is not run on it again before something else changed the function.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import TYPE_CHECKING, Protocol, final, runtime_checkable

from ccore.ir.cfg import Analyses
from ccore.ir.module import Function, Module
from ccore.ir.printer import print_function, print_module
from ccore.ir.verifier import VerifyError, verify_function, verify_module
from ccore.memory import collection_paused
from ccore.options import Options
from ccore.passes.pipeline import (
    BOUND,
    CLEAN,
    REGISTRY,
    REPEATING,
    SETTLE,
    Step,
    is_known_pass,
    needs_settlement,
    steps_for,
)
from ccore.passes.watch import Pattern, PatternError, Watch

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_MEMORY_FUNCTIONS = frozenset(("memset", "memcpy", "memmove"))
"""What a loop that fills or copies memory could become a call of."""


@runtime_checkable
class FunctionPass(Protocol):
    """Works on one function."""

    name: str

    def run(self, function: Function, analyses: Analyses) -> bool: ...


@runtime_checkable
class ModulePass(Protocol):
    """Works on the whole module; ``manager`` runs function passes for it."""

    name: str

    def run_module(self, module: Module, manager: PassManager) -> bool: ...


class PassError(ValueError):
    """A pass that does not exist, or a plugin that cannot be loaded; the message is for the user."""


@final
@dataclass(slots=True)
class Record:
    """What a pass did, for -stats: how often it ran, had nothing to do, changed something; instructions removed
    (less those added)."""

    runs: int = 0
    skipped: int = 0
    changes: int = 0
    removed: int = 0

    def add(self, changed: bool, removed: int) -> None:
        self.runs += 1
        self.changes += changed
        self.removed += removed


@final
class _State:
    """What the manager knows of one function: its facts, how often it changed, and when which pass was idle."""

    __slots__ = ("analyses", "version", "idle")

    def __init__(self, function: Function) -> None:
        self.analyses = Analyses(function)
        self.version = 0
        self.idle: dict[str, int] = {}


@final
class PassManager:
    """One run over one module.  ``times``: seconds and runs by pass name; ``records``: by pass name, if asked for."""

    __slots__ = ("module", "options", "times", "records", "watch", "_states", "_made", "_inner")

    def __init__(self, module: Module, options: Options) -> None:
        self.module = module
        self.options = options
        self.times: dict[str, tuple[float, int]] = {}
        self.records: dict[str, Record] = {}
        self.watch = _watch(options)
        self._states: dict[Function, _State] = {}
        self._made: dict[str, object] = {}
        self._inner = 0.0  # seconds spent in passes that the current one asked for

    # --- For passes ---------------------------------------------------------------------------------------------

    def analyses(self, function: Function) -> Analyses:
        """The cached facts of a function."""
        return self._state(function).analyses

    def _state(self, function: Function) -> _State:
        found = self._states.get(function)
        if found is None:
            found = self._states[function] = _State(function)
            options = self.options
            found.analyses.word = options.bits
            found.analyses.unroll = options.unroll_loops is not False
            found.analyses.library = not (
                options.freestanding or options.no_builtin or options.no_builtin_functions & _MEMORY_FUNCTIONS
                or any(self._defines(name) for name in _MEMORY_FUNCTIONS)  # with what may be called from there
            )  # fmt: skip
        return found

    def _defines(self, name: str) -> bool:
        found = self.module.functions.get(name)
        return found is not None and bool(found.blocks) and found.linkage != "available_externally"

    def invalidate(self, function: Function) -> None:
        """A module pass changed the function."""
        found = self._states.get(function)
        if found is not None:
            found.version += 1
            found.analyses.invalidate()

    def forget(self, function: Function) -> None:
        """The function is gone."""
        self._states.pop(function, None)

    def settle(self, function: Function) -> None:
        """Run the passes that settle what GNU C leaves to the optimiser at every level."""
        for name in SETTLE:
            self.run_on(self.make(name), function, required=True)

    def clean(self, function: Function) -> None:
        """Run the scalar passes again, after a body was copied in."""
        for name in CLEAN:
            self.run_on(self.make(name), function)

    # --- Running ------------------------------------------------------------------------------------------------

    def make(self, name: str) -> object:
        """The pass of that name, made once."""
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = REGISTRY[name]()
        return found

    def run_on(self, pass_: object, function: Function, required: bool = False) -> bool:
        """One function pass on one function.  ``required``: no switch may leave it out."""
        assert isinstance(pass_, FunctionPass)
        name, options = pass_.name, self.options
        if name in options.disabled_passes:
            return False
        state = self._state(function)
        if name in options.print_before:
            sys.stderr.write(f"; before {name} on {function.name}\n{print_function(function)}")
        if state.idle.get(name) == state.version:
            changed = False
            if options.pass_statistics:
                self._record(name).skipped += 1
        elif required or self._admits(pass_, function.name):
            changed = self._run_changing(pass_, function, state, required)
        else:
            return False
        if name in options.print_after or (changed and options.print_changed):
            sys.stderr.write(f"; after {name} on {function.name}\n{print_function(function)}")
        return changed

    def _run_changing(self, pass_: FunctionPass, function: Function, state: _State, required: bool) -> bool:
        """Run it, and remember what that did to the function."""
        name, options, analyses = pass_.name, self.options, state.analyses
        analyses.watch = None if required else self.watch
        debug = function.debug
        before = None if debug is None else debug.snapshot(function)
        text = print_function(function) if options.verify_each else ""
        size = _size(function) if options.pass_statistics else 0
        if options.time_passes:
            changed = self._timed(name, lambda: pass_.run(function, analyses))
        else:
            changed = pass_.run(function, analyses)
        if debug is not None and before is not None:
            debug.follow(before)
        if changed:
            if not required and self.watch is not None and not getattr(pass_, "asks_each", False):
                self.watch.done("", None)
            state.version += 1
            if getattr(pass_, "keeps_cfg", False):
                analyses.drop(getattr(pass_, "keeps", ()))
            else:
                analyses.invalidate()
        else:
            state.idle[name] = state.version
        if options.pass_statistics:
            self._record(name).add(changed, size - _size(function))
        if options.verify_each:
            self.verify(name, lambda: verify_function(function))
            if not changed and text != print_function(function):
                raise VerifyError(f"after pass {name}: it changed the function and says that it did not", function)
        return changed

    def run_over(self, pass_: object) -> bool:
        """One pass over the whole module, a function pass on every function that has a body; whether it changed
        something."""
        if isinstance(pass_, ModulePass):
            return self.run_module_pass(pass_)
        changed = False
        for function in list(self.module.functions.values()):
            if function.blocks:
                changed |= self.run_on(pass_, function)
        return changed

    def run_module_pass(self, pass_: object, required: bool = False) -> bool:
        """One module pass.  ``required``: no switch may leave out any of its rewrites."""
        assert isinstance(pass_, ModulePass)
        name, options = pass_.name, self.options
        if name in options.disabled_passes:
            return False
        if not required and not getattr(pass_, "asks_each", False) and not self._admits(pass_, ""):
            return False
        if name in options.print_before:
            sys.stderr.write(f"; before {name}\n{print_module(self.module)}")
        size = sum(map(_size, self.module.functions.values())) if options.pass_statistics else 0
        text = print_module(self.module) if options.print_changed else ""
        if options.time_passes:
            changed = self._timed(name, lambda: pass_.run_module(self.module, self))
        else:
            changed = pass_.run_module(self.module, self)
        if changed:
            if not required and self.watch is not None and not getattr(pass_, "asks_each", False):
                self.watch.changed(name)
            for state in () if getattr(pass_, "tells_each", False) else self._states.values():  # it may be any
                state.version += 1
                state.analyses.drop()
        if options.pass_statistics:
            self._record(name).add(changed, size - sum(map(_size, self.module.functions.values())))
        if options.verify_each:
            self.verify(name, lambda: verify_module(self.module))
        if name in options.print_after or (options.print_changed and text != print_module(self.module)):
            sys.stderr.write(f"; after {name}\n{print_module(self.module)}")  # some tell the manager of each function
        return changed

    def _admits(self, pass_: FunctionPass | ModulePass, function: str) -> bool:
        """Whether no switch is against that optional pass."""
        return self.watch is None or self.watch.enter(pass_.name, function, getattr(pass_, "asks_each", False))

    def _record(self, name: str) -> Record:
        return self.records.setdefault(name, Record())

    def run(self, steps: tuple[Step, ...]) -> None:
        """The steps in order.  Runs of function passes go function by function, which keeps its data in cache."""
        position = 0
        while position < len(steps):
            step = steps[position]
            pass_ = self.make(step.name)
            if isinstance(pass_, ModulePass):
                self.run_module_pass(pass_, step.required)
                position += 1
                continue
            group = [step]
            position += 1
            while position < len(steps) and not isinstance(self.make(steps[position].name), ModulePass):
                group.append(steps[position])
                position += 1
            for function in list(self.module.functions.values()):
                if function.blocks:
                    self._run_group(group, function)

    def _run_group(self, group: list[Step], function: Function) -> None:
        settling: bool | None = None
        at = 0
        while at < len(group):
            step = group[at]
            if step.repeat and self.options.level in REPEATING:
                end = at + 1
                while end < len(group) and group[end].repeat == step.repeat:
                    end += 1
                self._repeat([self.make(s.name) for s in group[at:end]], function)
                at = end
                continue
            at += 1
            if step.settling:
                if settling is None:
                    settling = needs_settlement(function)
                if not settling:
                    continue
            self.run_on(self.make(step.name), function, step.required)

    def _repeat(self, passes: list[object], function: Function) -> None:
        """Run them in turn until none finds anything to change, or for ``BOUND`` rounds."""
        for _ in range(BOUND):
            changed = False
            for pass_ in passes:
                changed |= self.run_on(pass_, function)
            if not changed:
                return

    def _timed(self, name: str, work: Callable[[], bool]) -> bool:
        outer, self._inner = self._inner, 0.0
        begin = perf_counter()
        changed = work()
        whole = perf_counter() - begin
        seconds, runs = self.times.get(name, (0.0, 0))
        self.times[name] = (seconds + whole - self._inner, runs + 1)
        self._inner = outer + whole
        return changed

    def verify(self, name: str, work: Callable[[], None]) -> None:
        """Check, naming the pass at fault."""
        try:
            work()
        except VerifyError as error:
            raise VerifyError(f"after pass {name}: {error}", error.function, error.block) from None

    def report_times(self) -> str:
        """A table of seconds and runs, the slowest first."""
        lines = ["   seconds    runs  pass"]
        for name, (seconds, runs) in sorted(self.times.items(), key=lambda item: -item[1][0]):
            lines.append(f"{seconds:10.4f} {runs:7}  {name}")
        lines.append(f"{sum(s for s, _ in self.times.values()):10.4f}          all passes")
        return "\n".join(lines) + "\n"

    def report_statistics(self) -> str:
        """What each pass did, in the order in which they first ran; then the rewrites by rule, the most frequent
        first."""
        lines = ["    runs  changed     idle  removed  pass"]
        for name, r in self.records.items():
            lines.append(f"{r.runs:8} {r.changes:8} {r.skipped:8} {r.removed:8}  {name}")
        if self.watch is not None and self.watch.counts:
            lines.append("rewrites  pass: rule")
            for (name, rule), count in sorted(self.watch.counts.items(), key=lambda item: (-item[1], item[0])):
                lines.append(f"{count:8}  {name}: {rule}")
        return "\n".join(lines) + "\n"


def _size(function: Function) -> int:
    return sum(len(block.instructions) for block in function.blocks)


def _watch(options: Options) -> Watch | None:
    """Whom passes ask, if anybody wants to know."""
    if options.opt_bisect is None and not options.bisect and not options.pass_statistics:
        return None
    try:
        pattern = Pattern(options.bisect) if options.bisect else None
    except PatternError as error:
        raise PassError(str(error)) from None
    return Watch(options.opt_bisect, pattern, sys.stderr)


def run_pipeline(module: Module, options: Options) -> None:
    """Run the passes of ``options.level`` over the module, in place.

    Raises ``PassError`` for an unknown pass or a broken plugin, ``VerifyError`` (with ``verify_each``) when a
    pass broke a rule of the IR.
    """
    for name in sorted(options.disabled_passes | options.print_after | options.print_before):
        if not is_known_pass(name) and not options.plugins:
            raise PassError(f"unknown pass '{name}'")
    # The IR is one large cyclic structure that lives on: looking for garbage in it costs four times the passes.
    with collection_paused():
        _run(module, options)


def _run(module: Module, options: Options) -> None:
    manager = PassManager(module, options)
    if options.verify_each:
        manager.verify("irgen", lambda: verify_module(module))
    plugins = load_plugins(options.plugins)
    steps = steps_for(options.level)
    manager.run(tuple(s for s in steps if not s.late))
    for plugin in plugins:
        manager.run_over(plugin)
    manager.run(tuple(s for s in steps if s.late))
    if options.time_passes:
        sys.stderr.write(manager.report_times())
    if options.pass_statistics:
        sys.stderr.write(manager.report_statistics())


def load_plugins(files: list[str]) -> list[FunctionPass | ModulePass]:
    """The passes of installed packages (entry points ``ccore.passes``, each a class) and of the files: every class
    in a file with ``name`` and ``run`` or ``run_module`` that the file itself defines."""
    found: list[FunctionPass | ModulePass] = []
    for entry in _installed():
        try:
            found.append(_checked(entry.load()(), entry.name))
        except Exception as error:  # whatever it does, it must not look like a fault of ours
            raise PassError(f"plugin '{entry.name}': {error}") from error
    for file in files:
        found += _load_file(file)
    return found


@cache
def _installed() -> tuple[EntryPoint, ...]:
    """Read once.  Most often there are none, and to know that needs no import of a tenth of a second."""
    if not any(map(_announces, sys.path)):
        return ()
    from importlib.metadata import entry_points

    return tuple(entry_points(group="ccore.passes"))


def _announces(folder: str) -> bool:
    """Whether the metadata of a package in that folder of the import path has entry points for passes."""
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return False
    for name in names:
        if name.endswith((".dist-info", ".egg-info")):
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), "rb") as stream:
                    if b"[ccore.passes]" in stream.read():
                        return True
            except OSError:
                pass
    return False


def _load_file(file: str) -> list[FunctionPass | ModulePass]:
    path = Path(file)
    spec = importlib.util.spec_from_file_location(f"ccore_plugin_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise PassError(f"plugin '{file}': no such Python file")
    module: ModuleType = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        classes = [
            c for c in vars(module).values()
            if isinstance(c, type) and c.__module__ == module.__name__ and hasattr(c, "name")
            and (hasattr(c, "run") or hasattr(c, "run_module"))
        ]  # fmt: skip
        made = [_checked(c(), file) for c in classes]
    except PassError:
        raise
    except Exception as error:
        raise PassError(f"plugin '{file}': {type(error).__name__}: {error}") from error
    if not made:
        raise PassError(f"plugin '{file}': no class with 'name' and 'run' or 'run_module'")
    return made


def _checked(pass_: object, source: str) -> FunctionPass | ModulePass:
    if isinstance(pass_, (ModulePass, FunctionPass)):
        return pass_
    raise PassError(f"plugin '{source}': {type(pass_).__name__} is not a pass")
