"""Calls of the ``printf`` family whose result nobody wants, by what they print: GCC's own habit, at -O1 and above.

    printf("hello\\n");              puts("hello");
    fprintf(f, "%s", s);            fputs(s, f);
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ccore.ir import types as ir
from ccore.ir.values import Value
from ccore.irgen.builtins import Builtins
from ccore.irgen.nested import direct_callee
from ccore.irgen.types import is_signed
from ccore.sema import tree
from ccore.sema.library_folding import string_of


class _Printer(NamedTuple):
    """Which argument is the format; whether the first is a stream; whether a va_list follows the format."""

    format: int
    stream: bool
    list: bool


_PRINTERS: Final = {
    "printf": _Printer(0, False, False), "__printf_chk": _Printer(1, False, False),
    "vprintf": _Printer(0, False, True), "__vprintf_chk": _Printer(1, False, True),
    "fprintf": _Printer(1, True, False), "__fprintf_chk": _Printer(2, True, False),
    "vfprintf": _Printer(1, True, True), "__vfprintf_chk": _Printer(2, True, True),
}  # fmt: skip


class Printing(Builtins):
    """Discarded calls."""

    def discard(self, e: tree.Expression) -> None:
        if type(e) is not tree.Call or not self.options.optimizing or not self._printed(e):
            super().discard(e)

    def _printed(self, e: tree.Call) -> bool:
        """Generate a simpler call; False where there is none."""
        function = direct_callee(e)
        printer = _PRINTERS.get(function.builtin) if function is not None else None
        if printer is None or len(e.arguments) <= printer.format:
            return False
        text = string_of(e.arguments[printer.format])
        if text is None:
            return False
        stream = e.arguments[0] if printer.stream else None
        rest = e.arguments[printer.format + 1 :]
        first = rest[0] if len(rest) == 1 and not printer.list else None
        if b"%" not in text:
            if rest and not printer.list:
                return False
            return self._put_text(text, stream, rest)
        if first is None:
            return False
        if text == b"%c" and first.type.is_integer:
            value = self.value(first)
            self._put_character(self.builder.resize(value, ir.I32, is_signed(first.type)), stream)
            return True
        if not first.type.is_pointer:
            return False
        if text == b"%s" and stream is not None:
            string = self.value(first)
            self._library("fputs", [string, self.value(stream)])
            return True
        if text == b"%s":
            known = string_of(first)
            return known is not None and self._put_text(known, None, [])
        if text == b"%s\n" and stream is None:
            self._library("puts", [self.value(first)])
            return True
        return False

    def _put_text(self, text: bytes, stream: tree.Expression | None, unused: list[tree.Expression]) -> bool:
        if stream is None and len(text) > 1 and not text.endswith(b"\n"):
            return False
        for argument in unused:
            self.discard(argument)
        if not text:
            if stream is not None:
                self.discard(stream)
        elif len(text) == 1:
            self._put_character(self.const(text[0], ir.I32), stream)
        elif stream is not None:
            words = [self.unit.literal(text + b"\0"), self.const(1), self.const(len(text)), self.value(stream)]
            self._library("fwrite", words, self.word)
        else:
            self._library("puts", [self.unit.literal(text[:-1] + b"\0")])
        return True

    def _put_character(self, character: Value, stream: tree.Expression | None) -> None:
        if stream is None:
            self._library("putchar", [character])
        else:
            self._library("fputc", [character, self.value(stream)])

    def _library(self, name: str, arguments: list[Value], result: ir.Type = ir.I32) -> None:
        type_ = ir.function_type(result, tuple(argument.type for argument in arguments))
        self.builder.call(self.unit.library(name, type_), type_, arguments)
