"""Runs passes over a module: the pipeline of a level, with verification, printing, timing and plugins.

A function pass is an object with ``name``, ``keeps_cfg`` (true: it neither adds, removes nor redirects
blocks) and ``run(function, analyses) -> changed``.  A module pass has ``name`` and
``run_module(module, manager) -> changed``.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
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
from ccore.passes.pipeline import CLEAN, REGISTRY, SETTLE, Step, is_known_pass, needs_settlement, steps_for

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


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
class PassManager:
    """One run over one module.  ``times``: seconds and runs by pass name."""

    __slots__ = ("module", "options", "times", "_analyses", "_made", "_inner")

    def __init__(self, module: Module, options: Options) -> None:
        self.module = module
        self.options = options
        self.times: dict[str, tuple[float, int]] = {}
        self._analyses: dict[Function, Analyses] = {}
        self._made: dict[str, object] = {}
        self._inner = 0.0  # seconds spent in passes that the current one asked for

    # --- For passes ---------------------------------------------------------------------------------------------

    def analyses(self, function: Function) -> Analyses:
        """The cached facts of a function."""
        found = self._analyses.get(function)
        if found is None:
            found = self._analyses[function] = Analyses(function)
        return found

    def invalidate(self, function: Function) -> None:
        """A module pass changed the function."""
        found = self._analyses.get(function)
        if found is not None:
            found.invalidate()

    def forget(self, function: Function) -> None:
        """The function is gone."""
        self._analyses.pop(function, None)

    def settle(self, function: Function) -> None:
        """Run the passes that settle what GNU C leaves to the optimiser at every level."""
        for name in SETTLE:
            self.run_on(self.make(name), function)

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

    def run_on(self, pass_: object, function: Function) -> bool:
        """One function pass on one function."""
        assert isinstance(pass_, FunctionPass)
        if pass_.name in self.options.disabled_passes:
            return False
        analyses = self.analyses(function)
        debug = function.debug
        before = None if debug is None else debug.snapshot(function)
        if self.options.time_passes:
            changed = self._timed(pass_.name, lambda: pass_.run(function, analyses))
        else:
            changed = pass_.run(function, analyses)
        if debug is not None and before is not None:
            debug.follow(before)
        if changed and not getattr(pass_, "keeps_cfg", False):
            analyses.invalidate()
        if self.options.verify_each:
            self.verify(pass_.name, lambda: verify_function(function))
        if pass_.name in self.options.print_after:
            sys.stderr.write(f"; after {pass_.name} on {function.name}\n{print_function(function)}")
        return changed

    def run_module_pass(self, pass_: object) -> bool:
        """One module pass."""
        assert isinstance(pass_, ModulePass)
        if pass_.name in self.options.disabled_passes:
            return False
        if self.options.time_passes:
            changed = self._timed(pass_.name, lambda: pass_.run_module(self.module, self))
        else:
            changed = pass_.run_module(self.module, self)
        if self.options.verify_each:
            self.verify(pass_.name, lambda: verify_module(self.module))
        if pass_.name in self.options.print_after:
            sys.stderr.write(f"; after {pass_.name}\n{print_module(self.module)}")
        return changed

    def run(self, steps: tuple[Step, ...]) -> None:
        """The steps in order.  Runs of function passes go function by function, which keeps its data in cache."""
        position = 0
        while position < len(steps):
            step = steps[position]
            pass_ = self.make(step.name)
            if isinstance(pass_, ModulePass):
                self.run_module_pass(pass_)
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
        for step in group:
            if step.settling:
                if settling is None:
                    settling = needs_settlement(function)
                if not settling:
                    continue
            self.run_on(self.make(step.name), function)

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


def run_pipeline(module: Module, options: Options) -> None:
    """Run the passes of ``options.level`` over the module, in place.

    Raises ``PassError`` for an unknown pass or a broken plugin, ``VerifyError`` (with ``verify_each``) when a
    pass broke a rule of the IR.
    """
    for name in sorted(options.disabled_passes | options.print_after):
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
        if isinstance(plugin, ModulePass):
            manager.run_module_pass(plugin)
        else:
            for function in list(module.functions.values()):
                if function.blocks:
                    manager.run_on(plugin, function)
    manager.run(tuple(s for s in steps if s.late))
    if options.time_passes:
        sys.stderr.write(manager.report_times())


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
