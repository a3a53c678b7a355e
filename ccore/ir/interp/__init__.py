"""Runs IR, without machine code or libc: every access is checked, and undefined behaviour is reported with its place.

    result = run_program(module, ["name", "argument"])
    result.status, result.output

Limits: one thread, no files; inline assembly only where the template is empty; no operation of one processor
(``target``); mathematical functions of float and double alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccore.ir.interp.library import LIBRARY
from ccore.ir.interp.machine import Machine
from ccore.ir.interp.undefined import InterpreterError, UndefinedBehaviour, Unsupported
from ccore.ir.module import Module


@dataclass(frozen=True, slots=True)
class Result:
    """``status``: main's result or exit's argument; 134 after abort, 132 after a trap.  What was written to the two
    streams."""

    status: int
    output: bytes
    errors: bytes


def run_program(module: Module, arguments: Sequence[str] = ("program",), steps: int | None = None) -> Result:
    """Run ``main``.  ``steps``: the jumps and calls that it may make.

    A module that ``ccore.compile`` made with ``Options(interpreted=True)`` has all its undefined behaviour still.

    Raises ``UndefinedBehaviour``, and ``Unsupported`` for what the interpreter does not have.
    """
    machine = Machine(module, LIBRARY, steps)
    status = machine.main(list(arguments))
    return Result(status, bytes(machine.output), bytes(machine.errors))


__all__ = ["InterpreterError", "LIBRARY", "Machine", "Result", "UndefinedBehaviour", "Unsupported", "run_program"]
