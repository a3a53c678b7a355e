"""One function as LLVM IR text: names, blocks, edges; ``emitters`` writes the instructions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from ccore.ir import instructions as ir
from ccore.ir.cfg import Analyses
from ccore.ir.module import Block, Function
from ccore.ir.values import Constant, ConstInt, Value
from ccore.llvm import attributes, calls, globals, kept_registers
from ccore.llvm.deep_sums import deep_sums
from ccore.llvm.emitters import EMITTERS, is_scaled, only_output
from ccore.llvm.text import type_text

if TYPE_CHECKING:
    from ccore.llvm.writer import ModuleWriter

_CONSTANT_CONVERSIONS: Final = frozenset(("ptrtoint", "inttoptr", "bitcast", "addrspacecast", "trunc"))


@final
class FunctionWriter:
    """The state of one function's text.

    ``names``: the text of each value (constants excepted).  ``edges``: for a pair of blocks, the labels
    under which the first reaches the second, one per edge, where that is not simply the first's own label.
    """

    __slots__ = (
        "module", "function", "out", "names", "labels", "edges", "shape", "wide", "_count", "_entry", "_trampolines",
        "deep", "math_flags", "strict", "compare_flags",
    )  # fmt: skip

    def __init__(self, module: ModuleWriter, function: Function) -> None:
        self.module, self.function = module, function
        self.out: list[str] = []
        self.names: dict[Value, str] = {}
        self.labels: dict[Block, str] = {}
        self.edges: dict[tuple[Block, Block], list[str]] = {}
        self.wide = attributes.wide_vectors(module.options, function)
        self.shape = module.signatures.of_function(function, self.wide)
        self.deep: frozenset[Value] = deep_sums(function) if module.options.level != "0" else frozenset()
        rules = function.attributes.math
        self.math_flags = attributes.math_flags(rules, module.options.fp_contract == "fast")
        self.strict = " strictfp" if "rounding" in rules else ""  # on calls: their results are not computed by LLVM
        self.compare_flags = "nnan ninf " if "finite" in rules else ""
        self._count = 0
        self._entry: list[str] = []  # allocas that lowering itself needs
        self._trampolines: dict[ir.AsmGoto, list[tuple[str, Block]]] = {}

    # --- For emitters -------------------------------------------------------------------------------------------

    def fresh(self) -> str:
        self._count += 1
        return f"%t{self._count}"

    def emit(self, text: str) -> str:
        """Append ``%new = text`` and give the name."""
        self._count += 1
        name = f"%t{self._count}"
        self.out.append(f"  {name} = {text}")
        return name

    def ref(self, value: Value) -> str:
        """A value's text, without its type."""
        if type(value) is ConstInt:
            return str(value.value)
        if isinstance(value, Constant):
            return self.module.constant(value)
        return self.names[value]

    def typed(self, value: Value) -> str:
        return f"{type_text(value.type)} {self.ref(value)}"

    def label(self, block: Block) -> str:
        return f"label %{self.labels[block]}"

    def callee(self, value: Value) -> str:
        return self.ref(value)

    def offset(self, base: str, offset: int) -> str:
        """The address ``offset`` bytes on."""
        return self.emit(f"getelementptr inbounds i8, ptr {base}, i64 {offset}") if offset else base

    def temporary(self, size: int, align: int) -> str:
        """The address of bytes in the frame for lowering's own use."""
        self._count += 1
        name = f"%t{self._count}"
        self._entry.append(f"  {name} = alloca [{size} x i8], align {align}")
        return name

    def copy(self, target: str, source: str, size: int, target_align: int, source_align: int) -> None:
        """Copy ``size`` bytes between objects that are equal or apart."""
        if not size:
            return
        symbol = self.module.intrinsic("llvm.memcpy.p0.p0.i64", "void", "ptr, ptr, i64, i1")
        self.out.append(
            f"  call void {symbol}(ptr align {target_align} {target}, ptr align {source_align} {source}, "
            f"i64 {size}, i1 false)"
        )

    # --- The whole ----------------------------------------------------------------------------------------------

    def write(self) -> None:
        function, module = self.function, self.module
        self._number()
        signature = self.shape.signature
        parameters, entry = calls.write_parameters(self, signature.arguments, signature.result)
        emitters = EMITTERS
        out = self.out
        blocks = function.blocks
        labels = self.labels
        asked = self._asked_loops()
        debug = None if module.debug is None or function.debug is None else module.debug.function(self, function.debug)
        for block in blocks:
            out.append(f"{labels[block]}:")
            if debug is None:
                for instruction in block.instructions:
                    emitters[type(instruction)](self, instruction)
            else:
                debug.write(block.instructions, emitters)
            if block in asked:
                out[-1] += f", !llvm.loop {asked[block]}"
            for label, target in self._trampolines.get(block.instructions[-1], ()):  # type: ignore[call-overload]
                out.append(f"{label}:")
                out.append(f"  br label %{labels[target]}")
        entry = self._entry + entry
        first = blocks[0]
        if self._entry_is_target() or (first.address_taken and entry):
            # LLVM's entry block has no predecessors.
            head = ["entry:", *entry, f"  br label %{labels[first]}"]
        elif entry:
            head = [out[0], *entry]
            del out[0]
        else:
            head = []
        a = function.attributes
        words = linkage_and_visibility(module, function)
        cc = attributes.CALLING_CONVENTIONS.get(a.call.calling_convention, "")
        group = module.attribute_group(
            attributes.definition_attributes(function, module.options, module.common, self.shape.in_memory)
        )
        align = function.align or module.options.align_functions
        if self.shape.variadic:
            parameters.append("...")
        section = globals.section_words(module, function)
        section = f" {section}" if section else ""
        lines = module.lines
        kind, symbol = f"{cc}{self.shape.result} ", module.symbol(function)
        rest = f"{section}{f' align {align}' if align else ''}"
        given = f"({', '.join(parameters)})"
        if kept_registers.keeps_registers(function):
            words_of_entry = attributes.entry_attributes(function, module.options, module.common)
            lines.append(f"define {words}{kind}{symbol}{given}{module.attribute_group(words_of_entry)}{rest} {{")
            lines += [*kept_registers.entry_lines(module, function, signature), "}"]
            words, symbol = "internal ", kept_registers.body_symbol(function)
        attachment = debug.attachment if debug is not None else ""
        lines.append(f"define {words}{kind}{symbol}{given}{group}{rest}{attachment} {{")
        lines += head
        lines += out
        lines.append("}")

    def _asked_loops(self) -> dict[Block, str]:
        """By latch, the metadata of the loops that somebody asked to be unrolled so often, or not at all, or jammed."""
        found: dict[Block, str] = {}
        if self.module.options.level in ("0", "1", "g"):
            return found  # LLVM's unroller does not run
        if not any(block.unroll > 0 or block.jam for block in self.function.blocks):
            return found
        for loop in Analyses(self.function).loops:
            times, together = loop.header.unroll, loop.header.jam
            if times > 0 or together:
                if together:
                    wish = f'"llvm.loop.unroll_and_jam.count", i32 {together}'
                else:
                    wish = f'"llvm.loop.unroll.count", i32 {times}' if times > 1 else '"llvm.loop.unroll.disable"'
                number = self.module.reserve()
                node = self.module.metadata(f"!{{!{wish}}}")
                self.module.define(number, f"distinct !{{!{number}, {node}}}")
                found.update(dict.fromkeys(loop.latches, f"!{number}"))
        return found

    def _entry_is_target(self) -> bool:
        first = self.function.blocks[0]
        return first.address_taken or any(
            first in block.instructions[-1].targets for block in self.function.blocks if block.instructions
        )

    def _number(self) -> None:
        """Name all blocks and values: a phi may use what stands further on."""
        names, labels = self.names, self.labels
        special = self.module.block_labels
        scaling = self.module.options.level == "0"
        constants: dict[Value, str] = {}
        count = 0
        for number, block in enumerate(self.function.blocks):
            labels[block] = special.get(block) or f"b{number}"
            for i in block.instructions:
                kind = type(i)
                if kind is ir.PointerAdd:
                    text = self._constant_address(i, constants)
                    if text:
                        names[i] = constants[i] = text
                        continue
                    if scaling and is_scaled(i):  # type: ignore[arg-type]
                        names[i.operands[1]] = ""
                elif kind is ir.Convert:
                    text = self._constant_conversion(i, constants)  # type: ignore[arg-type]
                    if text:
                        names[i] = constants[i] = text
                        continue
                elif kind is ir.Extract:
                    text = only_output(i, names)
                    if text:
                        names[i] = text
                        continue
                elif kind is ir.Switch or kind is ir.CondBranch or kind is ir.IndirectBranch:
                    self._multiple_edges(block, i.targets)
                names[i] = f"%v{count}"
                count += 1
            if block.instructions and type(block.instructions[-1]) is ir.AsmGoto:
                self._split_edges(block, block.instructions[-1])

    def _constant_text(self, value: Value, constants: dict[Value, str]) -> str:
        if isinstance(value, Constant):
            return self.module.constant(value)
        return constants.get(value, "")

    def _constant_address(self, i: ir.Instruction, constants: dict[Value, str]) -> str:
        """A constant expression for ``constant + constant`` (inline asm and data ask for one), or ""."""
        pointer, offset = i.operands
        if type(offset) is not ConstInt:
            return ""
        base = self._constant_text(pointer, constants)
        if not base:
            return ""
        return f"getelementptr (i8, {type_text(pointer.type)} {base}, i64 {offset.signed})"

    def _constant_conversion(self, i: ir.Convert, constants: dict[Value, str]) -> str:
        operand = i.operands[0]
        if i.operation not in _CONSTANT_CONVERSIONS:
            return ""
        text = self._constant_text(operand, constants)
        if not text:
            return ""
        if i.operation == "bitcast" and operand.type is i.type:
            return text
        return f"{i.operation} ({type_text(operand.type)} {text} to {type_text(i.type)})"

    def _multiple_edges(self, block: Block, targets: list[Block]) -> None:
        """LLVM's phis have an entry for each edge, ours for each predecessor."""
        if len(targets) < 2 or len(set(targets)) == len(targets):
            return
        label = self.labels[block]
        for target in targets:
            self.edges.setdefault((block, target), []).append(label)

    def _split_edges(self, block: Block, goto: ir.Instruction) -> None:
        """``callbr`` may name a block once only: further edges to it go through a block of their own."""
        assert isinstance(goto, ir.AsmGoto)
        label = self.labels[block]
        seen = {goto.fallthrough}
        if goto.labels.count(goto.fallthrough) or len(set(goto.labels)) < len(goto.labels):
            self.edges[block, goto.fallthrough] = [label]
        extra: list[tuple[str, Block]] = []
        for target in goto.labels:
            if target in seen:
                through = f"{label}.to{len(extra)}"
                extra.append((through, target))
                self.edges.setdefault((block, target), [label]).append(through)
            seen.add(target)
        if extra:
            self._trampolines[goto] = extra

    def goto_labels(self, goto: ir.AsmGoto) -> list[str]:
        """The labels of ``callbr``'s indirect targets, in GNU's order."""
        extra = iter(self._trampolines.get(goto, ()))
        seen = {goto.fallthrough}
        labels: list[str] = []
        for target in goto.labels:
            labels.append(next(extra)[0] if target in seen else self.labels[target])
            seen.add(target)
        return labels


def linkage_and_visibility(module: ModuleWriter, function: Function) -> str:
    return globals.linkage_word(function) + globals.visibility_words(module, function)
