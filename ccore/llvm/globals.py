"""Variables, aliases and the lists that LLVM keeps of symbols, as LLVM IR text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.diagnostics import CompileError, Diagnostic
from ccore.ir.module import Function, Module
from ccore.ir.types import PointerType
from ccore.ir.values import BlockAddress, Data, GlobalValue, GlobalVariable, Relocation
from ccore.llvm import attributes
from ccore.llvm.text import escape, quote
from ccore.source import Location

if TYPE_CHECKING:
    from ccore.llvm.writer import ModuleWriter

_LINKAGES: Final = {
    "external": "", "internal": "internal ", "weak": "weak ", "common": "common ", "extern_weak": "extern_weak ",
    "available_externally": "available_externally ", "private": "private ",
}  # fmt: skip
_TLS_MODELS: Final = {
    "general-dynamic": "thread_local ", "global-dynamic": "thread_local ",
    "local-dynamic": "thread_local(localdynamic) ", "initial-exec": "thread_local(initialexec) ",
    "local-exec": "thread_local(localexec) ",
}  # fmt: skip


_GROUP: Final = 64


def linkage_word(value: GlobalValue) -> str:
    """The linkage of a definition, with a blank after it."""
    return _LINKAGES[value.linkage]


def visibility_words(writer: ModuleWriter, value: GlobalValue) -> str:
    """``dso_local`` and the visibility, each with a blank after it.

    Without dso_local LLVM goes through the GOT (or the PLT), which static code must not.
    """
    if value.linkage in ("internal", "private") and value.defined:
        return ""  # implied
    visibility = value.visibility
    # LLVM's verifier knows no "internal" visibility: it is hidden, and more, to the linker alone.
    hidden = visibility in ("hidden", "internal")
    if hidden and not value.defined and value.linkage in ("weak", "extern_weak") and not writer.static:
        return "hidden "  # it may be null, which only the GOT can hold
    if writer.static:  # what another object holds may be a copy, but of no thread-local object
        local = not (isinstance(value, GlobalVariable) and value.thread_local and not value.defined and not hidden)
    elif writer.options.pic:
        local = hidden or (
            value.defined
            and (visibility == "protected" or not writer.options.semantic_interposition)
            and value.linkage == "external"
        )
    else:  # -fpie: what an executable defines is its own
        local = hidden or (value.defined and value.linkage != "common")
    words = "dso_local " if local else ""
    if hidden:
        words += "hidden "
    elif visibility == "protected" and value.defined:
        words += "protected "
    return words


def section_words(writer: ModuleWriter, value: GlobalValue) -> str:
    """``section "..."`` as the attribute or -fdata-sections/-ffunction-sections ask, or nothing."""
    section = value.section
    if not section:
        options = writer.options
        if isinstance(value, Function):
            if not options.function_sections:
                return ""
            section = f".text.{value.asm_name or value.name}"
        else:
            if not options.data_sections or value.linkage in ("common", "private"):
                return ""
            assert isinstance(value, GlobalVariable)
            data = value.initial
            zero = data is None or not (data.relocations or not data.zero)
            if value.thread_local:
                prefix = ".tbss" if zero else ".tdata"
            elif value.constant:
                relocated = data is not None and data.relocations and not writer.static
                prefix = ".data.rel.ro" if relocated else ".rodata"
            else:
                prefix = ".bss" if zero else ".data"
            section = f"{prefix}.{value.asm_name or value.name}"
    return f"section {quote(section)}"


def write_globals(writer: ModuleWriter) -> None:
    """All variables, then aliases, ``llvm.used``, constructors and destructors."""
    module = writer.module
    kept: list[GlobalValue] = []
    aliases: list[GlobalValue] = []
    for variable in module.variables.values():
        if variable.used and variable.defined:
            kept.append(variable)
        if variable.alias_of:
            aliases.append(variable)
        else:
            _variable(writer, variable)
    constructors: list[tuple[int, Function]] = []
    destructors: list[tuple[int, Function]] = []
    for function in module.functions.values():
        attributes = function.attributes
        if function.used and function.blocks:
            kept.append(function)
        if function.alias_of or attributes.ifunc:
            aliases.append(function)
        if attributes.constructor is not None and function.blocks:
            constructors.append((attributes.constructor, function))
        if attributes.destructor is not None and function.blocks:
            destructors.append((attributes.destructor, function))
    for value in aliases:
        _alias(writer, value)
    entries = [*(("init", p, f) for p, f in constructors), *(("fini", p, f) for p, f in destructors)]
    pointers: list[str] = []
    for number, (kind, priority, function) in enumerate(entries):
        # Not llvm.global_ctors: llvmlite's TargetMachine would write .ctors, which no start-up code reads today.
        name = f"@.{kind}.{number}"
        section = f".{kind}_array" + (f".{priority:05d}" if priority != 65535 else "")
        writer.lines.append(f'{name} = internal global ptr {writer.symbol(function)}, section "{section}", align 8')
        pointers.append(f"ptr {name}")
    # GNU's "used" keeps a symbol from the compiler, not from the linker.
    pointers += [_address(writer, value) for value in kept]
    if pointers:
        writer.lines.append(
            f"@llvm.compiler.used = appending global [{len(pointers)} x ptr] [{', '.join(pointers)}], "
            'section "llvm.metadata"'
        )


def _variable(writer: ModuleWriter, variable: GlobalVariable) -> None:
    words = ""
    if variable.thread_local:
        words += _TLS_MODELS[variable.thread_local]
    if variable.unnamed:
        words += "unnamed_addr "
    assert isinstance(variable.type, PointerType)
    if variable.type.space:
        words += f"addrspace({variable.type.space}) "
    words += "constant " if variable.constant and variable.linkage != "common" else "global "
    visible = visibility_words(writer, variable)
    align = f", align {variable.align}" if variable.align else ""
    attached = ""
    if variable.debug is not None and writer.debug is not None:
        attached = writer.debug.variable(variable.debug)
    symbol = writer.symbol(variable)
    if variable.linkage == "common":
        body = f"[{variable.size} x i8] zeroinitializer{align}{attached}"
        writer.lines.append(f"{symbol} = common {visible}{words}{body}")
        return
    if variable.initial is None and not variable.defined:
        # A declaration: a constant one would let LLVM trust a value that it cannot see; harmless, and useful.
        linkage = "extern_weak " if variable.linkage in ("weak", "extern_weak") else "external "
        section = f", {section_words(writer, variable)}" if variable.section else ""
        body = f"[{variable.size} x i8]{section}{align}{attached}"
        writer.lines.append(f"{symbol} = {linkage}{visible}{words}{body}")
        return
    body = initializer(writer, variable.initial, variable.size)
    section = section_words(writer, variable)
    section = f", {section}" if section else ""
    writer.lines.append(f"{symbol} = {linkage_word(variable)}{visible}{words}{body}{section}{align}{attached}")


def initializer(writer: ModuleWriter, data: Data | None, size: int) -> str:
    """A variable's type and contents.  Bytes and relocations become a packed structure."""
    if data is None:
        return f"[{size} x i8] zeroinitializer"
    if data.far:
        return _with_runs(writer, data, size)
    content = bytes(data.data[:size])
    pieces: list[tuple[str, str]] = []
    position = 0
    for relocation in sorted(data.relocations, key=lambda r: r.offset):
        if relocation.offset > position:
            pieces.append(_bytes(content[position : relocation.offset], relocation.offset - position))
        pieces.append(_relocation(writer, relocation))
        position = relocation.offset + relocation.size
    rest = content[position:]
    zeros = size - position - len(rest.rstrip(b"\0"))
    if zeros > 64 and zeros < size - position:
        # A long tail of zeros need not be spelled out.
        pieces.append(_bytes(rest[: size - position - zeros], size - position - zeros))
        position = size - zeros
        rest = b""
    if position < size or not pieces:
        pieces.append(_bytes(rest, size - position))
    return _nested(pieces)


def _with_runs(writer: ModuleWriter, data: Data, size: int) -> str:
    """``initializer`` of what has bytes far behind its first ones."""
    pieces: list[tuple[str, str]] = []
    position = 0
    ends = [(r.offset, r) for r in sorted(data.relocations, key=lambda r: r.offset)]
    for end, relocation in [*ends, (size, None)]:
        for at, raw in [(position, bytes(data.data[position:end])), *data.runs(position, end)]:
            if at > position:
                pieces.append(_bytes(b"", at - position))
            if raw:
                pieces.append(_bytes(raw, len(raw)))
            position = at + len(raw)
        if end > position:
            pieces.append(_bytes(b"", end - position))
        position = end
        if relocation is not None:
            pieces.append(_relocation(writer, relocation))
            position += relocation.size
    return _nested(pieces)


def _nested(pieces: list[tuple[str, str]]) -> str:
    """One constant of all."""
    # LLVM's parser rebuilds a constant for each symbol in it that is defined further on: large ones are nested.
    while len(pieces) > _GROUP:
        pieces = [_structure(pieces[at : at + _GROUP]) for at in range(0, len(pieces), _GROUP)]
    return " ".join(pieces[0] if len(pieces) == 1 else _structure(pieces))


def _structure(pieces: list[tuple[str, str]]) -> tuple[str, str]:
    """Type and value of a packed structure (of an array, where that is the same and shorter)."""
    first = pieces[0][0]
    values = ", ".join([f"{type_} {value}" for type_, value in pieces])
    if all(type_ == first for type_, _ in pieces):
        return f"[{len(pieces)} x {first}]", f"[{values}]"
    return f"<{{ {', '.join([type_ for type_, _ in pieces])} }}>", f"<{{ {values} }}>"


def _bytes(content: bytes, size: int) -> tuple[str, str]:
    """Type and value of plain data (short of ``size``: zeros follow); an integer where its size is that of one."""
    if size in (2, 4, 8):
        return f"i{size * 8}", str(int.from_bytes(content, "little"))
    type_ = f"[{size} x i8]"
    if not content.rstrip(b"\0"):
        return type_, "zeroinitializer"
    zeros = "\\00" * (size - len(content))
    return type_, f'c"{escape(content)}{zeros}"'


def _address(writer: ModuleWriter, target: GlobalValue | BlockAddress) -> str:
    """A typed address in the generic address space."""
    if isinstance(target, BlockAddress):
        return f"ptr {writer.block_address(target)}"
    symbol = writer.symbol(target)
    space = target.type.space if isinstance(target.type, PointerType) else 0
    return f"ptr addrspacecast (ptr addrspace({space}) {symbol} to ptr)" if space else f"ptr {symbol}"


def _relocation(writer: ModuleWriter, relocation: Relocation) -> tuple[str, str]:
    """The type and value of one word that the linker fills in."""
    address = _address(writer, relocation.target)
    bits = relocation.size * 8
    if relocation.minus is None and bits == 64:
        if not relocation.addend:
            return "ptr", address[4:]
        return "ptr", f"getelementptr (i8, {address}, i64 {relocation.addend})"
    value = f"ptrtoint ({address} to i64)"
    if relocation.minus is not None:
        value = f"sub (i64 {value}, i64 ptrtoint ({_address(writer, relocation.minus)} to i64))"
    if relocation.addend:
        value = f"add (i64 {value}, i64 {relocation.addend})"
    if bits < 64:
        value = f"trunc (i64 {value} to i{bits})"
    return f"i{bits}", value


def _named(module: Module, name: str) -> GlobalValue | None:
    """The function or variable with a symbol's name."""
    found: GlobalValue | None = module.functions.get(name) or module.variables.get(name)
    if found is None:
        values = (*module.functions.values(), *module.variables.values())
        found = next((value for value in values if value.asm_name == name), None)
    return found


def _alias(writer: ModuleWriter, value: GlobalValue) -> None:
    """``@a = alias T, ptr @target`` or an ifunc."""
    module = writer.module
    name = value.attributes.ifunc if isinstance(value, Function) and value.attributes.ifunc else value.alias_of
    target = _named(module, name)
    if target is None or not (target.defined or target.alias_of or (isinstance(target, Function) and target.blocks)):
        place = value.location if isinstance(value.location, Location) else None
        raise CompileError([Diagnostic("error", f"'{value.name}' aliased to undefined symbol '{name}'", place)])
    seen = {value}
    while target.alias_of and target not in seen:  # LLVM takes no alias of what may be replaced when linking
        seen.add(target)
        behind = _named(module, target.alias_of)
        if behind is None:
            break
        target = behind
    if isinstance(value, Function):
        text = writer.signatures.of_function(value, attributes.wide_vectors(writer.options, value)).function_type
        word = "ifunc" if value.attributes.ifunc else "alias"
    else:
        assert isinstance(value, GlobalVariable)
        text, word = f"[{value.size} x i8]", "alias"
    linkage = "weak " if value.linkage in ("weak", "extern_weak") else linkage_word(value)
    tls = _TLS_MODELS[value.thread_local] if isinstance(value, GlobalVariable) and value.thread_local else ""
    visible = visibility_words(writer, value)
    writer.lines.append(f"{writer.symbol(value)} = {linkage}{visible}{tls}{word} {text}, {_address(writer, target)}")
