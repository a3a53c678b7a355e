"""Semantic analysis of one translation unit: the driver, and what irgen asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.sema import tree
from ccore.sema.basic import TypeTable
from ccore.sema.context import Context, Scope, Typedef
from ccore.sema.declarations import Declarations
from ccore.sema.expressions import Expressions
from ccore.sema.filescope import FileScope
from ccore.sema.initializers import Initializers
from ccore.sema.types import ArrayType, CType, Field, Record, RecordType
from ccore.sema.warnings.hooks import Warnings
from ccore.source import PUNCTUATOR, Line, SourceFile, Token

if TYPE_CHECKING:
    from ccore.diagnostics import Diagnostics
    from ccore.options import Options
    from ccore.parser import Unit
    from ccore.target import TargetSpec

_ROOTS = frozenset({"used", "constructor", "destructor", "alias", "ifunc", "externally_visible", "retain"})


class Analyzer:
    """Analyses a ``Unit``.  ``run`` does the main file; headers follow as names are looked up, bodies of their
    functions when ``definition`` asks for them."""

    def __init__(self, unit: Unit, options: Options, target: TargetSpec, diagnostics: Diagnostics) -> None:
        self.unit = unit
        self.options = options
        self.types = TypeTable(target, options)
        scope = Scope(None)
        self.context = context = Context(options, target, diagnostics, self.types, scope, scope)
        context.parenthesized = unit.parenthesized
        self.file = FileScope(unit, context, options.lazy_headers)
        self.declarations = declarations = Declarations(context, self.file)
        self.file.handler = declarations.external
        context.declarations = declarations
        expressions = Expressions(context)
        context.expressions = expressions
        context.initializers = Initializers(context, expressions)
        self.functions: dict[str, tree.Function] = declarations.functions
        self.variables: dict[str, tree.Variable] = declarations.variables
        self.statics: list[tree.Variable] = declarations.statics
        self.assembly: list[str] = declarations.assembly
        self._predeclare(target)
        if not diagnostics.no_warnings:
            self.file.warnings = Warnings(context, expressions.conversions, unit.parenthesized)

    def _predeclare(self, target: TargetSpec) -> None:
        """The typedefs that the compiler itself knows."""
        token = Token(PUNCTUATOR, "", False, Line(SourceFile("<built-in>", ""), 0), 1)
        types, names = self.types, self.context.file_scope.names
        for name, type_ in (
            ("__builtin_va_list", self._va_list(target.va_list_kind)),
            ("__int128_t", types.int128),
            ("__uint128_t", types.unsigned_int128),
        ):
            names[name] = Typedef(name, type_, token)

    def _va_list(self, kind: str) -> CType:
        types = self.types
        if kind == "pointer":
            return types.pointer(types.void)
        pointer, word = types.pointer(types.void), types.unsigned_int
        if kind == "x86_64":
            members = [
                ("gp_offset", word),
                ("fp_offset", word),
                ("overflow_arg_area", pointer),
                ("reg_save_area", pointer),
            ]
        else:
            members = [
                ("__stack", pointer), ("__gr_top", pointer), ("__vr_top", pointer), ("__gr_offs", types.int),
                ("__vr_offs", types.int),
            ]  # fmt: skip
        record = Record("struct", "__va_list_tag")
        offset = 0
        for name, type_ in members:
            field = Field(name, type_, offset)
            offset += type_.size
            record._fields.append(field)
            record._by_name[name] = (field,)
        record.size, record.align = offset, pointer.align
        made = RecordType(record)
        return ArrayType(made, 1) if kind == "x86_64" else made

    def run(self) -> None:
        """Analyse what must be compiled: the main file's items, and those that define something external."""
        file, items = self.file, self.unit.items
        self.declarations.find_pragmas()
        lazy = self.options.lazy_headers
        for number, item in enumerate(items):
            if item.main or not lazy:
                file.run(number)
        file.current = len(items)
        file.settle()
        self.declarations.finish()
        if file.warnings is not None:
            file.warnings.unused.finish([*self.functions.values(), *self.variables.values()], file.in_headers)

    def empty(self, source: SourceFile) -> None:
        """Report a translation unit without an external declaration (6.9p1), at the end of its file."""
        token = Token(PUNCTUATOR, "", False, Line(source, source.text.count("\n") + 1), 1)
        self.context.diagnostics.pedwarn("ISO C forbids an empty translation unit", token.location, "pedantic")

    def roots(self) -> list[tree.Function]:
        """The functions that must be emitted whether anything refers to them or not."""
        result = []
        for function in list(self.functions.values()):
            if function.emit == "external" or not _ROOTS.isdisjoint(function.attributes):
                if function.emit or "alias" in function.attributes or "ifunc" in function.attributes:
                    result.append(function)
        result.sort(key=lambda function: function.order)
        return result

    def check_bodies(self) -> None:
        """Analyse every function body of the main file, for what there is to say about them."""
        items = self.unit.items
        for function in list(self.functions.values()):
            info = self.declarations.bodies.information.get(function)
            if info is not None and items[info.number].main:
                self.definition(function)

    def definition(self, function: tree.Function) -> tree.FunctionDefinition | None:
        """The analysed body of a function; None: it is only declared, or its body has errors (reported)."""
        return self.declarations.bodies.definition(function)

    def initial(self, variable: tree.Variable) -> tree.StaticData | None:
        """The initial bytes of an object of static storage duration; None: zero."""
        self.file.settle_name(variable.name)
        return self.declarations.initial(variable)
