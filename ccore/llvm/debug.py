"""Debug information as LLVM's metadata (LLVM: Source Level Debugging), from which LLVM makes DWARF.

Nodes are written when first named.  A ``FunctionDebugWriter`` puts ``!dbg`` behind a function's instructions and
the records of its variables (``#dbg_declare``, ``#dbg_value``) between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, final

from ccore.ir import debug as d
from ccore.ir.instructions import Alloca, Instruction, Phi
from ccore.ir.values import BlockAddress, Constant, GlobalValue, Parameter, Value
from ccore.llvm.text import quote, type_text
from ccore.source import Location

if TYPE_CHECKING:
    from ccore.llvm.functions import FunctionWriter
    from ccore.llvm.writer import ModuleWriter

_TAGS: Final = {
    "pointer": "DW_TAG_pointer_type", "const": "DW_TAG_const_type", "volatile": "DW_TAG_volatile_type",
    "restrict": "DW_TAG_restrict_type", "atomic": "DW_TAG_atomic_type", "typedef": "DW_TAG_typedef",
    "struct": "DW_TAG_structure_type", "union": "DW_TAG_union_type",
}  # fmt: skip
_NO_ATOMIC: Final = 5  # DWARF 4 has no DW_TAG_atomic_type


@final
class DebugWriter:
    """The metadata of one module."""

    def __init__(self, writer: ModuleWriter, unit: d.UnitDebug) -> None:
        self.writer, self.unit = writer, unit
        self._unit_number = writer.reserve()
        self._files: dict[str, str] = {}
        self._types: dict[d.DebugType, str] = {}
        self._scopes: dict[d.Scope, str] = {}
        self._variables: dict[d.LocalVariable, str] = {}
        self._locations: dict[Location, str] = {}
        self._copies: dict[d.InlinedAt, str] = {}
        self._globals: list[str] = []
        self._enumerations: list[str] = []
        self._unwritten: list[tuple[int, d.RecordType]] = []
        self._kept: list[str] = []  # of types that nothing else names

    @property
    def unit_name(self) -> str:
        return f"!{self._unit_number}"

    # --- Places -------------------------------------------------------------------------------------------------

    def file(self, path: str) -> str:
        """The node of a file, as ``#line`` or the command line names it."""
        found = self._files.get(path)
        if found is None:
            name, directory = self._mapped(path), self._mapped(self.unit.directory)
            found = self._files[path] = self.writer.metadata(
                f"!DIFile(filename: {quote(name)}, directory: {quote(directory)})"
            )
        return found

    def _mapped(self, path: str) -> str:
        for old, new in reversed(self.unit.prefixes):  # the last given goes first
            if path.startswith(old):
                return new + path[len(old) :]
        return path

    def _place(self, location: Location | None) -> str:
        """``, file: !n, line: n`` of a declaration."""
        if location is None:
            return ""
        line = location.called_line
        return f", file: {self.file(line.presumed_path)}, line: {line.presumed_number}"

    def location(self, location: d.DebugLocation) -> str:
        """A DILocation.  One in another file than its scope (an included body) is told by a scope of that file."""
        found = self._locations.get(location)
        if found is None:
            inlined = "" if location.inlined is None else f", inlinedAt: {self._copy(location.inlined)}"
            line = location.called_line
            column = min(location.column, 65535) if self.unit.columns else 0
            scope = self.scope(location.scope)
            if line.presumed_path != location.scope.location.called_line.presumed_path:
                scope = self.writer.metadata(
                    f"!DILexicalBlockFile(scope: {scope}, file: {self.file(line.presumed_path)}, discriminator: 0)"
                )
            found = self._locations[location] = self.writer.metadata(
                f"!DILocation(line: {line.presumed_number}, column: {column}, scope: {scope}{inlined})"
            )
        return found

    def _copy(self, copy: d.InlinedAt) -> str:
        found = self._copies.get(copy)
        if found is None:
            call = copy.call
            inlined = "" if call.inlined is None else f", inlinedAt: {self._copy(call.inlined)}"
            number = self.writer.reserve()
            place = f"line: {call.called_line.presumed_number}, column: {min(call.column, 65535)}"
            self.writer.define(number, f"distinct !DILocation({place}, scope: {self.scope(call.scope)}{inlined})")
            found = self._copies[copy] = f"!{number}"
        return found

    def scope(self, scope: d.Scope) -> str:
        """The node of a function or block."""
        found = self._scopes.get(scope)
        if found is not None:
            return found
        number = self.writer.reserve()
        found = self._scopes[scope] = f"!{number}"
        if isinstance(scope, d.LexicalBlock):
            place = f"{self._place(scope.location)}, column: {min(scope.location.column, 65535)}"
            text = f"distinct !DILexicalBlock(scope: {self.scope(scope.parent)}{place})"
        else:
            text = self._subprogram(scope)
        self.writer.define(number, text)
        return found

    def _subprogram(self, s: d.Subprogram) -> str:
        place = self._place(s.location)
        parent = self.file(s.location.called_line.presumed_path) if s.parent is None else self.scope(s.parent)
        linkage = f", linkageName: {quote(s.linkage_name)}" if s.linkage_name else ""
        words = ["DISPFlagDefinition"]
        if not s.external:
            words.append("DISPFlagLocalToUnit")
        if self.unit.optimized:
            words.append("DISPFlagOptimized")
        flags = [f for f, on in (
            ("DIFlagPrototyped", s.type.prototyped), ("DIFlagNoReturn", s.noreturn),
            ("DIFlagAllCallsDescribed", self.unit.optimized),
        ) if on]  # fmt: skip
        return (
            f"distinct !DISubprogram(name: {quote(s.name)}{linkage}, scope: {parent}{place}, "
            f"type: {self.type(s.type)}, scopeLine: {s.opening.called_line.presumed_number}, "
            f"flags: {' | '.join(flags) or 0}, spFlags: {' | '.join(words)}, unit: {self.unit_name}, "
            f"retainedNodes: {self.writer.metadata('!{}')})"
        )

    # --- Variables ----------------------------------------------------------------------------------------------

    def local(self, variable: d.LocalVariable) -> str:
        """The node of a local variable."""
        found = self._variables.get(variable)
        if found is None:
            number = self.writer.reserve()
            found = self._variables[variable] = f"!{number}"
            name = f"name: {quote(variable.name)}, " if variable.name else ""
            argument = f", arg: {variable.argument}" if variable.argument else ""
            flags = ", flags: DIFlagArtificial" if variable.artificial else ""
            # Nodes that read alike are one, but two lengths of a declaration have nothing else to tell them apart.
            distinct = "distinct " if variable.artificial else ""
            self.writer.define(
                number, f"{distinct}!DILocalVariable({name}scope: {self.scope(variable.scope)}{argument}"
                f"{self._place(variable.location)}{self._typed(variable.type, 'type')}{flags})"
            )  # fmt: skip
        return found

    def variable(self, variable: d.GlobalDebug) -> str:
        """``, !dbg !n`` for the definition of a global variable."""
        scope = self.unit_name if variable.scope is None else self.scope(variable.scope)
        linkage = f", linkageName: {quote(variable.linkage_name)}" if variable.linkage_name else ""
        number = self.writer.reserve()
        self.writer.define(
            number, f"distinct !DIGlobalVariable(name: {quote(variable.name)}{linkage}, scope: {scope}"
            f"{self._place(variable.location)}{self._typed(variable.type, 'type')}, "
            f"isLocal: {'false' if variable.external else 'true'}, "
            f"isDefinition: {'true' if variable.defined else 'false'})"
        )  # fmt: skip
        node = self.writer.metadata(f"!DIGlobalVariableExpression(var: !{number}, expr: !DIExpression())")
        if not variable.defined:
            return f", !dbg {node}"
        self._globals.append(node)
        return f", !dbg {node}"

    # --- Types --------------------------------------------------------------------------------------------------

    def _typed(self, type_: d.DebugType | None, word: str = "baseType") -> str:
        """``, baseType: !n``; nothing for void."""
        return "" if type_ is None else f", {word}: {self.type(type_)}"

    def type(self, type_: d.DebugType) -> str:
        """The node of a type."""
        found = self._types.get(type_)
        if found is None:
            if isinstance(type_, d.DerivedType) and type_.kind == "atomic" and self.unit.version < _NO_ATOMIC:
                return self.writer.metadata("null") if type_.target is None else self.type(type_.target)
            number = self.writer.reserve()
            found = self._types[type_] = f"!{number}"
            if isinstance(type_, d.RecordType):  # put off: through their members, structures lead on without end
                self._unwritten.append((number, type_))
            else:
                self.writer.define(number, self._type(type_, found))
        return found

    def _write_records(self) -> None:
        while self._unwritten:
            number, record = self._unwritten.pop()
            self.writer.define(number, self._record(record, f"!{number}"))

    def _type(self, t: d.DebugType, node: str) -> str:
        if isinstance(t, d.BaseType):
            return f"!DIBasicType(name: {quote(t.name)}, size: {t.size * 8}, encoding: {t.encoding})"
        if isinstance(t, d.DerivedType):
            name = f", name: {quote(t.name)}" if t.name else ""
            size = f", size: {t.size * 8}" if t.size else ""
            base = "null" if t.target is None else self.type(t.target)
            return f"!DIDerivedType(tag: {_TAGS[t.kind]}{name}{self._place(t.location)}, baseType: {base}{size})"
        if isinstance(t, d.SubroutineType):
            types = [t.result, *t.parameters]
            if t.variadic or not t.prototyped:
                types.append(None)
            return f"!DISubroutineType(types: {self._list('null' if x is None else self.type(x) for x in types)})"
        if isinstance(t, d.ArrayType):
            ranges = [f"!DISubrange(count: {self._count(count)})" for count in t.counts]
            flags = ", flags: DIFlagVector" if t.vector else ""
            element = "" if t.element is None else f", baseType: {self.type(t.element)}"
            return (
                f"!DICompositeType(tag: DW_TAG_array_type{element}, size: {t.size * 8}{flags}, "
                f"elements: {self._list(self.writer.metadata(r) for r in ranges)})"
            )
        if isinstance(t, d.EnumerationType):
            return self._enumeration(t, node)
        return self._record(t, node)

    def _record(self, t: d.RecordType, node: str) -> str:
        name = f", name: {quote(t.name)}" if t.name else ""
        head = f"!DICompositeType(tag: {_TAGS[t.kind]}{name}{self._place(t.location)}"
        if t.size < 0:
            return f"{head}, flags: DIFlagFwdDecl)"
        # Members are distinct from those of like records by their scope, which is the record itself.
        return f"distinct {head}, size: {t.size * 8}, elements: {self._list(self._member(m, node) for m in t.members)})"

    def _count(self, count: int | d.LocalVariable) -> str:
        return str(count) if isinstance(count, int) else self.local(count)

    def _member(self, m: d.Member, record: str) -> str:
        name = f", name: {quote(m.name)}" if m.name else ""
        bits = f", flags: DIFlagBitField, extraData: i64 {m.storage}" if m.storage >= 0 else ""
        return self.writer.metadata(
            f"!DIDerivedType(tag: DW_TAG_member{name}, scope: {record}{self._place(m.location)}"
            f"{self._typed(m.type)}, size: {m.size}, offset: {m.offset}{bits})"
        )

    def _enumeration(self, t: d.EnumerationType, node: str) -> str:
        name = f", name: {quote(t.name)}" if t.name else ""
        head = f"!DICompositeType(tag: DW_TAG_enumeration_type{name}{self._place(t.location)}"
        if t.base is None:
            return f"{head}, flags: DIFlagFwdDecl)"
        self._enumerations.append(node)
        unsigned = all(value >= 0 for value in t.enumerators.values())
        word = ", isUnsigned: true" if unsigned else ""
        values = [f"!DIEnumerator(name: {quote(n)}, value: {v}{word})" for n, v in t.enumerators.items()]
        elements = self._list(self.writer.metadata(v) for v in values)
        return f"{head}, baseType: {self.type(t.base)}, size: {t.base.size * 8}, elements: {elements})"

    def _list(self, nodes: Iterable[str]) -> str:
        return self.writer.metadata(f"!{{{', '.join(nodes)}}}")

    def _macros(self, macros: list[d.Macro | d.MacroFile]) -> str:
        """A list of definitions and files."""
        files: list[d.MacroFile] = []
        work = [macros]
        while work:
            inner = [node for node in work.pop() if isinstance(node, d.MacroFile)]
            files += inner
            work += [file.nodes for file in inner]
        names: dict[d.MacroFile, str] = {}
        for file in reversed(files):  # what is within a file before the file
            nodes = self._list(self._macro(node, names) for node in file.nodes)
            names[file] = self.writer.metadata(
                f"!DIMacroFile(line: {file.line}, file: {self.file(file.path)}, nodes: {nodes})"
            )
        return self._list(self._macro(node, names) for node in macros)

    def _macro(self, node: d.Macro | d.MacroFile, files: dict[d.MacroFile, str]) -> str:
        if isinstance(node, d.MacroFile):
            return files[node]
        kind, value = ("undef", "") if node.body is None else ("define", f", value: {quote(node.body)}")
        return self.writer.metadata(
            f"!DIMacro(type: DW_MACINFO_{kind}, line: {node.line}, name: {quote(node.name)}{value})"
        )

    # --- The whole ----------------------------------------------------------------------------------------------

    def function(self, writer: FunctionWriter, debug: d.FunctionDebug) -> FunctionDebugWriter:
        return FunctionDebugWriter(self, writer, debug)

    def finish(self) -> str:
        """Write the unit's own node; its name."""
        unit = self.unit
        self._write_records()
        named = [(t, self.type(t)) for t in unit.kept]
        self._kept = [node for t, node in named if not isinstance(t, d.EnumerationType)]  # those are in a list anyway
        self._write_records()
        lists = ""
        for word, nodes in (("enums", self._enumerations), ("retainedTypes", self._kept), ("globals", self._globals)):
            if nodes:
                lists += f", {word}: {self._list(nodes)}"
        if unit.macros:
            lists += f", macros: {self._macros(unit.macros)}"
        self.writer.define(
            self._unit_number,
            f"distinct !DICompileUnit(language: {unit.language}, file: {self.file(unit.path)}, "
            f"producer: {quote(unit.producer)}, isOptimized: {'true' if unit.optimized else 'false'}, "
            f"runtimeVersion: 0, emissionKind: FullDebug{lists}, splitDebugInlining: false, nameTableKind: None)",
        )
        return self.unit_name


@final
class FunctionDebugWriter:
    """Debug information within one function's text."""

    def __init__(self, debug: DebugWriter, writer: FunctionWriter, function: d.FunctionDebug) -> None:
        self.debug, self.writer, self.function = debug, writer, function
        self.attachment = f" !dbg {debug.scope(function.subprogram)}"

    def write(
        self, instructions: list[Instruction], emitters: dict[type[Instruction], Callable[[FunctionWriter, Any], None]]
    ) -> None:
        """Write a block's instructions, each with its place."""
        writer, out = self.writer, self.writer.out
        values = self.function.values
        location = self.debug.location
        pending = self._entry(instructions)
        for i in instructions:
            if pending is not None and type(i) is not Alloca:
                out += pending
                pending = None
            if i in values and type(i) is not Phi:
                out += [self._value(record) for record in values[i]]
            begin = len(out)
            emitters[type(i)](writer, i)
            place = i.location
            if isinstance(place, d.DebugLocation) and type(i) is not Alloca:
                suffix = f", !dbg {location(place)}"
                for n in range(begin, len(out)):
                    if out[n].startswith("  "):
                        out[n] += suffix

    def _entry(self, instructions: list[Instruction]) -> list[str] | None:
        """What stands behind the allocas of the entry."""
        if instructions is not self.writer.function.blocks[0].instructions:
            return None
        lines: list[str] = []
        for address, records in self.function.declares.items():
            if self._named(address):
                lines += [self._declare(record, address) for record in records]
        return lines

    def _named(self, value: Value) -> bool:
        """Whether the value is still there."""
        if isinstance(value, Instruction):
            return value.block is not None and value in self.writer.names
        if isinstance(value, GlobalValue):  # one that no code names any more was dropped
            module = self.debug.writer.module
            return value in (module.variables.get(value.name), module.functions.get(value.name))
        return isinstance(value, (Constant, Parameter)) and not isinstance(value, BlockAddress)

    def _declare(self, record: d.Record, address: Value) -> str:
        words = [f"DW_OP_plus_uconst, {record.offset}"] if record.offset else []
        if record.indirect:
            words.append("DW_OP_deref")
        return self._record("declare", f"ptr {self.writer.ref(address)}", record, words)

    def _value(self, record: d.Record) -> str:
        value = self.function.value_of(record)
        text = type_text(value.type)
        if self._named(value):
            name = self.writer.ref(value)
        else:
            name = "poison"
        return self._record("value", f"{text} {name}", record, ["DW_OP_deref"] if record.indirect else [])

    def _record(self, kind: str, value: str, record: d.Record, words: list[str]) -> str:
        if record.fragment is not None:
            words = [*words, f"DW_OP_LLVM_fragment, {record.fragment[0]}, {record.fragment[1]}"]
        return (
            f"    #dbg_{kind}({value}, {self.debug.local(record.variable)}, !DIExpression({', '.join(words)}), "
            f"{self.debug.location(record.location)})"
        )
