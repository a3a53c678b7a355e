"""The library: compile C from Python, look at every stage, and call the result.

    >>> import ccore
    >>> ccore.compile("int add(int a, int b) { return a + b; }").jit().add(2, 3)
    5
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, final

from ccore import driver
from ccore.diagnostics import Diagnostic, Diagnostics
from ccore.ir import types as ir
from ccore.ir.module import Function
from ccore.ir.module import Module as IRModule
from ccore.ir.values import GlobalVariable
from ccore.options import Options

_INTEGERS = {8: ctypes.c_int8, 16: ctypes.c_int16, 32: ctypes.c_int32, 64: ctypes.c_int64}
_FLOATS = {"f32": ctypes.c_float, "f64": ctypes.c_double, "f80": ctypes.c_longdouble}
_UNSIGNED = {8: ctypes.c_uint8, 16: ctypes.c_uint16, 32: ctypes.c_uint32, 64: ctypes.c_uint64}


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
    valid C.
    """
    chosen = replace(options or Options(), level=str(level), target=target)
    diagnostics = Diagnostics(dict(chosen.warnings), chosen.warnings_as_errors, chosen.no_warnings)
    spec = driver.target_of(chosen)
    module = driver.front_end(filename, source, chosen, spec, diagnostics)
    driver.optimize(module, chosen)
    return Module(module, chosen, diagnostics)


def compile_file(path: str | Path, **arguments: Any) -> Module:
    """``compile`` of a file's text, under its own name."""
    text = Path(path).read_bytes().decode("utf-8", "surrogateescape")
    return compile(text, filename=str(path), **arguments)


@final
@dataclass(slots=True)
class Module:
    """A compiled translation unit.

    ``ir``: our IR after the passes, an object to walk and change (``ccore.ir.printer.print_module`` prints it).
    """

    ir: IRModule
    options: Options
    _diagnostics: Diagnostics
    _text: str = field(default="", repr=False)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Warnings and notes, in order."""
        return self._diagnostics.list

    @property
    def llvm_ir(self) -> str:
        """The LLVM IR text that is handed to LLVM."""
        if not self._text:
            self._text = driver.llvm_text(self.ir, self.options, driver.target_of(self.options))
        return self._text

    def assembly(self) -> str:
        """GNU assembly."""
        return self._emit("assembly").decode("utf-8", "surrogateescape")

    def object(self) -> bytes:
        """An ELF relocatable object file."""
        return self._emit("object")

    def _emit(self, kind: str) -> bytes:
        return driver.back_end(self.llvm_ir, self.options, driver.target_of(self.options), kind, self._diagnostics)

    def jit(self) -> Program:
        """Machine code in this process.  Undefined symbols are looked up in the process (libc is there)."""
        return Program(self)


@final
class Program:
    """Compiled code in this process: C functions as attributes, called with Python numbers.

    Integers, floating types and pointers (as addresses: int, bytes, or ctypes objects) can be passed and returned.
    ``program.function("f", ctypes.c_double, ctypes.c_int)`` gives a ctypes function with types of the caller's choice.
    """

    def __init__(self, module: Module) -> None:
        from ccore.llvm.object import Jit

        self._module = module.ir
        self._jit = Jit(module.llvm_ir, module.options, driver.target_of(module.options))
        self._functions: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = self._functions.get(name)
        if found is None:
            function = self._module.functions.get(name)
            if function is None or not function.defined:
                if name in self._module.variables:
                    raise AttributeError(f"'{name}' is a variable: use address('{name}')")
                raise AttributeError(f"the module defines no function '{name}'")
            found = self._functions[name] = self._bind(function)
        return found

    def _bind(self, function: Function) -> Any:
        type_ = function.function_type
        result = None if type_.result is ir.VOID else _ctype(type_.result, function.name, "")
        extensions = type_.extensions
        parameters = []
        for i, parameter in enumerate(type_.parameters):
            extension = extensions[i] if i < len(extensions) else ""
            parameters.append(_ctype(parameter, function.name, extension))
        return self.function(function.name, result, *parameters)

    def function(self, name: str, result: Any, *parameters: Any) -> Any:
        """A ctypes function for the symbol ``name``.  Raises ``AttributeError`` where there is none."""
        prototype = ctypes.CFUNCTYPE(result, *parameters)
        return prototype(self.address(name))

    def address(self, name: str) -> int:
        """Where a function or variable lies in memory.  Raises ``AttributeError`` where there is none."""
        address = self._jit.address(name)
        if not address:
            raise AttributeError(f"the module defines no '{name}'")
        return address

    def variable(self, name: str) -> Any:
        """A global variable's bytes, as a writable ctypes array.  Raises ``AttributeError`` where there is none."""
        found = self._module.variables.get(name)
        if not isinstance(found, GlobalVariable):
            raise AttributeError(f"the module defines no variable '{name}'")
        return (ctypes.c_char * found.size).from_address(self.address(name))

    def close(self) -> None:
        """Free the code; functions taken from the program must not be called any more."""
        self._functions.clear()
        self._jit.close()


def _ctype(type_: ir.Type, name: str, extension: str) -> Any:
    """The ctypes type for a parameter or result.  C's signs are lost in the IR: plain integers are signed."""
    if isinstance(type_, ir.IntType) and type_.bits in _INTEGERS:
        return (_UNSIGNED if extension == "zeroext" else _INTEGERS)[type_.bits]
    if isinstance(type_, ir.FloatType) and type_.name in _FLOATS:
        return _FLOATS[type_.name]
    if isinstance(type_, ir.PointerType):
        return ctypes.c_void_p
    raise TypeError(f"function '{name}' has a parameter or result of type {type_}, which Python cannot pass")
