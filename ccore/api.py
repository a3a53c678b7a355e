"""The library: compile C from Python, look at every stage, and call the result.

    >>> import ccore
    >>> ccore.compile("int add(int a, int b) { return a + b; }").jit().add(2, 3)
    5
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

from ccore import driver
from ccore.diagnostics import Diagnostic, Diagnostics
from ccore.ir.module import Module as IRModule
from ccore.native import Program
from ccore.options import Options
from ccore.target import TARGETS

if TYPE_CHECKING:
    from ccore.source import Location

_LEVELS = ("0", "1", "2", "3", "s", "z", "g", "fast")


def compile(  # noqa: A001 - the library's verb; users write ccore.compile
    source: str,
    *,
    filename: str = "<string>",
    target: str = "x86_64",
    level: str | int = 2,
    options: Options | None = None,
) -> Module:
    """Compile C source text.

    ``filename``: the name for diagnostics and ``__FILE__`` (quoted includes are looked for beside it).  ``target``: a
    key of ``ccore.target.TARGETS``.  ``level``: 0 to 3, "s", "z", "g" or "fast", as -O.  ``options``: everything else
    (its own level and target are overridden).

    Returns the module with our own passes run.  Raises ``CompileError`` with the diagnostics if the source is not
    valid C, ``InternalError`` for a fault of ccore's own, ``ValueError`` for a level or target that does not exist.
    """
    if str(level) not in _LEVELS:
        raise ValueError(f"no level '{level}': there are {', '.join(_LEVELS)}")
    if target not in TARGETS:
        raise ValueError(f"no target '{target}': there are {', '.join(sorted(TARGETS))}")
    chosen = replace(options or Options(), level=str(level), target=target)
    diagnostics = chosen.diagnostics()
    symbols: driver.Symbols = {}
    with driver.guarded("the front end", diagnostics):
        module = driver.front_end(filename, source, chosen, driver.target_of(chosen), diagnostics, symbols=symbols)
    with driver.guarded("the passes", diagnostics):
        driver.optimize(module, chosen)
    return Module(module, chosen, diagnostics, symbols)


def compile_file(path: str | Path, **arguments: Any) -> Module:
    """``compile`` of a file's text, under its own name.  Raises also ``OSError``."""
    text = Path(path).read_bytes().decode("utf-8", "surrogateescape")
    return compile(text, filename=str(path), **arguments)


@final
class Module:
    """A compiled translation unit.

    ``ir``: our IR after the passes, an object to walk and change (``ccore.ir.printer.print_module`` prints it).
    ``options``: what it was compiled with.
    """

    def __init__(
        self, ir: IRModule, options: Options, diagnostics: Diagnostics, symbols: driver.Symbols | None = None
    ) -> None:
        self.ir = ir
        self.options = options
        self._diagnostics = diagnostics
        self._symbols = symbols or {}
        self._locations: list[Location] = []  # places that LLVM's messages speak of

    def __repr__(self) -> str:
        return f"<ccore.Module {self.ir.name}>"

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Warnings and notes, in order."""
        return self._diagnostics.list

    @property
    def llvm_ir(self) -> str:
        """The LLVM IR text that is handed to LLVM, of ``ir`` as it is now."""
        self._locations.clear()
        with driver.guarded("lowering", self._diagnostics):
            return driver.llvm_text(self.ir, self.options, driver.target_of(self.options), None, self._locations)

    def assembly(self) -> str:
        """GNU assembly.  Raises ``CompileError`` for what only LLVM finds wrong."""
        return self._emit("assembly").decode("utf-8", "surrogateescape")

    def object(self) -> bytes:
        """An ELF relocatable object file.  Raises ``CompileError``, for inline assembly that does not assemble."""
        return self._emit("object")

    def _emit(self, kind: str) -> bytes:
        text = self.llvm_ir
        target = driver.target_of(self.options)
        with driver.guarded("code generation", self._diagnostics):
            return driver.back_end(text, self.options, target, kind, self._diagnostics, None, self._locations)

    def jit(self) -> Program:
        """Machine code in this process.  Undefined symbols are looked up in the process (libc is there)."""
        from ccore.llvm.object import Jit

        text = self.llvm_ir
        with driver.guarded("code generation", self._diagnostics):
            jit = Jit(text, self.options, driver.target_of(self.options))
        return Program(jit, self._symbols)
