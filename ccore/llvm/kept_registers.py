"""Functions that keep all registers (attributes ``interrupt`` and ``no_caller_saved_registers`` on x86-64).

Such a function becomes two: its body, an ordinary function under a name of its own, and a few instructions that save
what an ordinary function may change, and call that.  An interrupt service routine finds what the processor pushed
(Intel's manual, volume 3, 6.14.2) on the stack, an error code first, and passes the address of the rest on:

    f:  push %rax .. %r11;  sub $8, %rsp;  cld;  lea 88(%rsp), %rdi;  mov 80(%rsp), %rsi
        call f.body;  add $8, %rsp;  pop %r11 .. %rax;  add $8, %rsp;  iretq

LLVM has a convention for the former and an attribute for the latter, but takes what the processor pushed for the
routine's own copy, misplaces the stack below an error code, and keeps neither the registers of arguments nor, without
optimisation, results.  Only the general registers need saving: such a function must not use others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ir.module import Function
from ccore.ir.types import VoidType
from ccore.llvm.text import quote, symbol_text
from ccore.lower_abi import DIRECT, SRET, Passing, Signature
from ccore.target.x86_64 import instruction_sets

if TYPE_CHECKING:
    from ccore.llvm.writer import ModuleWriter

_CHANGED: Final = ("rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11")
_WORD: Final = 8  # bytes


def keeps_registers(function: Function) -> bool:
    """Whether a definition is written in two."""
    a = function.attributes
    return (a.interrupt or a.no_caller_saved_registers) and not a.naked


def body_symbol(function: Function) -> str:
    """The body's name, with its ``@``."""
    return symbol_text(f"{function.name}.body")


def entry_lines(module: ModuleWriter, function: Function, signature: Signature) -> list[str]:
    """The lines of LLVM's function that saves registers and calls the body."""
    saved, stack = _saved_registers(signature.result), signature.stack
    sets = instruction_sets(module.options, tuple(function.attributes.target_features))
    code = _Code(module.options.unwind_tables)
    routine = function.attributes.interrupt
    error = routine and signature.general == 2
    if error:
        code.moved(_WORD)  # the return address is where it would be without the error code
    for name in saved:
        code.push(f"%{name}")
    # The stack is aligned to 16 bytes at the call; at the entry it is so where there is an error code.
    words = len(saved) + stack // _WORD + (not error)
    padding = _WORD * (words % 2)
    code.take(padding)
    if routine:
        code.lines.append("cld")
        code.lines.append(f"lea {code.depth + _WORD * error}(%rsp), %rdi")
        if error:
            code.lines.append(f"mov {code.depth}(%rsp), %rsi")
    away = code.depth + stack
    for _ in range(stack // _WORD):
        code.push(f"{away}(%rsp)")
    code.lines.append("call ${0:P}")
    code.take(-padding - stack)
    for name in reversed(saved):
        code.pop(f"%{name}")
    if error:
        code.take(-_WORD)
    code.lines += ["uiret" if "uintr" in sets else "iretq"] if routine else _returns(module, function)
    text = quote("\n\t".join(code.lines))
    return [f'  call void asm sideeffect {text}, "i,~{{memory}}"(ptr {body_symbol(function)})', "  unreachable"]


def _returns(module: ModuleWriter, function: Function) -> list[str]:
    options = module.options
    if (function.attributes.function_return or options.function_return) == "thunk-extern":
        return ["jmp __x86_return_thunk"]
    return ["ret", "int3"] if options.harden_sls in ("all", "return") else ["ret"]


def _saved_registers(result: Passing) -> list[str]:
    """What is saved: all that an ordinary function may change, less what the result comes in."""
    count = len(result.parts)
    if result.kind == SRET or (result.kind == DIRECT and not isinstance(result.type, VoidType)):
        count = 2 if result.kind == DIRECT and result.type.size > _WORD else 1
    return [name for name in _CHANGED if name not in ("rax", "rdx")[:count]]


class _Code:
    """Assembly that moves the stack pointer, with what the unwinder must know of it."""

    def __init__(self, tables: bool) -> None:
        self.lines: list[str] = []
        self.depth = 0  # bytes that have been taken
        self._tables = tables

    def moved(self, size: int) -> None:
        if self._tables:
            self.lines.append(f".cfi_adjust_cfa_offset {size}")

    def push(self, what: str) -> None:
        self.lines.append(f"push {what}")
        self.depth += _WORD
        self.moved(_WORD)

    def pop(self, what: str) -> None:
        self.lines.append(f"pop {what}")
        self.depth -= _WORD
        self.moved(-_WORD)

    def take(self, size: int) -> None:
        """Take that many bytes, or give them back."""
        if size:
            self.lines.append(f"sub $${size}, %rsp" if size > 0 else f"add $${-size}, %rsp")
            self.depth += size
            self.moved(size)
