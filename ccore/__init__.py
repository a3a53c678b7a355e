"""ccore: a C compiler as a Python library.

    >>> import ccore
    >>> ccore.compile("int add(int a, int b) { return a + b; }").jit().add(2, 3)
    5

``compile`` gives a ``Module`` (``ir``, ``llvm_ir``, ``assembly()``, ``object()``, ``jit()``, ``diagnostics``); source
that is not valid C raises ``CompileError``, whose ``diagnostics`` say what is wrong and where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ccore.diagnostics import CompileError, Diagnostic, InternalError
from ccore.options import Options
from ccore.version import VERSION as __version__

if TYPE_CHECKING:
    from ccore.api import Module, compile, compile_file
    from ccore.native import Program

__all__ = [
    "CompileError", "Diagnostic", "InternalError", "Module", "Options", "Program", "__version__", "compile",
    "compile_file",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The compiler proper is imported when first asked for: the command line needs little of it at start."""
    if name in ("Module", "Program", "compile", "compile_file"):
        from ccore import api

        return getattr(api, name)
    raise AttributeError(f"module 'ccore' has no attribute '{name}'")
