"""Writes an ``ir.Module`` as LLVM IR text.

Text, not objects: it is the fastest way into LLVM from Python, and the only one to ``callbr``.  A
``ModuleWriter`` collects lines; functions are written by ``ccore.llvm.functions``, data by
``ccore.llvm.globals``.
"""

from __future__ import annotations

from typing import final

from ccore.ir.module import Function, Module
from ccore.ir.types import IntType, PointerType
from ccore.ir.values import (
    BlockAddress,
    CallAttributes,
    ConstFloat,
    ConstInt,
    GlobalValue,
    Null,
    Undef,
    Value,
)
from ccore.llvm import attributes, functions, globals
from ccore.llvm.attributes import call_attribute_words
from ccore.llvm.debug import DebugWriter
from ccore.llvm.kept_registers import body_symbol, keeps_registers
from ccore.llvm.signatures import SignatureTexts
from ccore.llvm.text import LOCATION_TAG, float_text, quote, symbol_text
from ccore.options import Options
from ccore.source import Location
from ccore.target import TargetSpec


@final
class ModuleWriter:
    """The state of one module's text: symbols, intrinsics declared so far, attribute groups, metadata."""

    __slots__ = (
        "module", "target", "options", "lines", "symbols", "common", "signatures", "block_labels",
        "_intrinsics", "_groups", "_metadata", "_nodes", "static",
        "_last_attributes", "_last_group", "locations", "debug",
    )  # fmt: skip

    def __init__(self, module: Module, target: TargetSpec, options: Options, locations: list[Location]) -> None:
        self.locations = locations
        self.module, self.target, self.options = module, target, options
        self.lines: list[str] = []
        self.symbols: dict[GlobalValue, str] = {}
        self.common = attributes.common_attributes(module, options, target)
        self.signatures = SignatureTexts(target)
        self.block_labels: dict[object, str] = {}  # of blocks whose address is taken, by block
        self.static = not options.position_independent
        self._intrinsics: dict[str, str] = {}
        self._groups: dict[str, int] = {}
        self._metadata: dict[str, int] = {}
        self._nodes: list[str] = []
        self.debug = None if module.debug is None else DebugWriter(self, module.debug)
        self._last_attributes: CallAttributes | None = None
        self._last_group = ""

    # --- What functions and data ask for -------------------------------------------------------------------------

    def symbol(self, value: GlobalValue) -> str:
        """The name of a global, with its ``@``."""
        text = self.symbols.get(value)
        if text is None:
            # "\01" tells LLVM that the name stands as it is.
            name = "\x01" + value.asm_name if value.asm_name and value.asm_name != value.name else value.name
            if self.options.leading_underscore and value.linkage != "private":
                name = "\x01" + (value.asm_name or f"_{value.name}")
            text = self.symbols[value] = symbol_text(name)
        return text

    def constant(self, value: Value) -> str:
        """A constant's text, without its type."""
        kind = type(value)
        if kind is ConstInt:
            return str(value.value)  # type: ignore[attr-defined]
        if kind is ConstFloat:
            return float_text(value.type, value.bits)  # type: ignore[arg-type, attr-defined]
        if kind is Null:
            if isinstance(value.type, PointerType):
                return "null"
            return "0" if isinstance(value.type, IntType) else "zeroinitializer"
        if kind is Undef:
            return "undef"
        if kind is BlockAddress:
            return self.block_address(value)  # type: ignore[arg-type]
        if isinstance(value, GlobalValue):
            return self.symbol(value)
        raise AssertionError(f"no constant: {value!r}")

    def block_address(self, value: BlockAddress) -> str:
        function = value.function
        symbol = body_symbol(function) if keeps_registers(function) else self.symbol(function)
        return f"blockaddress({symbol}, %{self.address_label(value)})"

    def address_label(self, value: BlockAddress) -> str:
        """The label of a block whose address is taken: known before its function is written."""
        label = self.block_labels.get(value.block)
        if label is None:
            label = self.block_labels[value.block] = f"address{len(self.block_labels)}"
        return label

    def intrinsic(self, name: str, result: str, parameters: str, words: str = "") -> str:
        """Declare an intrinsic (once) and give its symbol."""
        if name not in self._intrinsics:
            self._intrinsics[name] = f"declare {result} @{name}({parameters}){words}"
        return "@" + name

    def attribute_group(self, words: list[str]) -> str:
        """`` #n`` for these attributes, or nothing if there are none."""
        if not words:
            return ""
        text = " ".join(words)
        number = self._groups.setdefault(text, len(self._groups))
        return f" #{number}"

    def call_group(self, attributes: CallAttributes, in_memory: bool) -> str:
        """The attribute group of a call."""
        if in_memory and (attributes.const or attributes.pure):
            return self.attribute_group(call_attribute_words(attributes, True))
        if attributes is self._last_attributes:
            return self._last_group
        group = self.attribute_group(call_attribute_words(attributes))
        self._last_attributes, self._last_group = attributes, group
        return group

    def metadata(self, node: str) -> str:
        """``!n`` for a node written as ``!{...}``; equal nodes share it."""
        number = self._metadata.get(node)
        if number is None:
            number = self._metadata[node] = len(self._nodes)
            self._nodes.append(node)
        return f"!{number}"

    def reserve(self) -> int:
        """The number of a node that ``define`` writes later: one that is like no other, or that names itself."""
        self._nodes.append("")
        return len(self._nodes) - 1

    def define(self, number: int, node: str) -> None:
        self._nodes[number] = node

    def source_place(self, location: Location | None) -> str:
        """``, !srcloc !n`` for an instruction that LLVM may complain about: ``emit`` finds the place again."""
        if location is None:
            return ""
        number = len(self.locations)
        self.locations.append(location)
        return f", !srcloc {self.metadata(f'!{{i64 {LOCATION_TAG + number}}}')}"

    # --- The whole ----------------------------------------------------------------------------------------------

    def write(self) -> str:
        module, options = self.module, self.options
        lines = self.lines
        lines.append(f"source_filename = {quote(module.name)}")
        lines.append(f"target datalayout = {quote(self.target.datalayout)}")
        lines.append(f"target triple = {quote(self.target.triple)}")
        for text in module.assembly:
            lines.extend(f"module asm {quote(line)}" for line in text.split("\n"))
        # A block's address may be taken by data or by another function, so the labels come first.
        for function in module.functions.values():
            for block in function.blocks:
                if block.address_taken:
                    self.address_label(BlockAddress(function, block))
        globals.write_globals(self)
        write_function = functions.FunctionWriter
        for function in module.functions.values():
            if function.blocks:
                write_function(self, function).write()
            elif not function.alias_of and not function.attributes.ifunc:
                self._declare(function)
        lines.extend(self._intrinsics.values())
        if options.leading_underscore:  # the calls that LLVM makes of intrinsics
            for name in ("memcpy", "memmove", "memset"):
                if any(intrinsic.startswith(f"llvm.{name}.") for intrinsic in self._intrinsics):
                    lines.append(f'module asm ".set {name}, _{name}"')
        for text, number in self._groups.items():
            lines.append(f"attributes #{number} = {{ {text} }}")
        if self.debug is not None:
            lines.append(f"!llvm.dbg.cu = !{{{self.debug.finish()}}}")
        flags = [self.metadata(f"!{{{flag}}}") for flag in attributes.module_flags(options)]
        lines.append(f"!llvm.module.flags = !{{{', '.join(flags)}}}")
        ident = self.metadata('!{!"ccore"}')
        lines.append(f"!llvm.ident = !{{{ident}}}")
        lines.extend([f"!{number} = {node}" for number, node in enumerate(self._nodes)])
        lines.append("")
        return "\n".join(lines)

    def _declare(self, function: Function) -> None:
        shape = self.signatures.of_function(function, attributes.wide_vectors(self.options, function))
        linkage = "extern_weak " if function.linkage in ("weak", "extern_weak") else ""
        words = globals.visibility_words(self, function)
        cc = attributes.CALLING_CONVENTIONS.get(function.attributes.call.calling_convention, "")
        group = self.attribute_group(attributes.declaration_attributes(function, shape.in_memory))
        self.lines.append(f"declare {linkage}{words}{shape.declaration(cc, self.symbol(function))}{group}")


def write_module(
    module: Module, target: TargetSpec, options: Options, locations: list[Location] | None = None
) -> str:
    """The module as LLVM IR text, for ``ccore.llvm.object.emit``.  The module is only read.

    ``locations`` is filled with the places that the text refers to by number; ``emit`` wants it for its messages.
    """
    return ModuleWriter(module, target, options, [] if locations is None else locations).write()
