"""Declarations (C17 6.7, 6.2.1, 6.2.2): names, linkage, storage, redeclarations; the ``DeclarationService``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.sema import aliases, decimal_constants, tree
from ccore.sema import attributes as gnu
from ccore.sema.attribute_checks import check_access, not_designated
from ccore.sema.compat import compatible, identical, same_type
from ccore.sema.context import EnumConstant, Typedef
from ccore.sema.declarators import Declarators
from ccore.sema.filescope import FileScope
from ccore.sema.function_symbols import FunctionSymbols
from ccore.sema.functions import DEFINING, Functions
from ccore.sema.marks import mark_of, report
from ccore.sema.records import TagAnalyzer, reordered
from ccore.sema.specifiers import Specified, SpecifierAnalyzer
from ccore.sema.statements import Out
from ccore.sema.types import (
    CONST,
    VOLATILE,
    ArrayType,
    CType,
    EnumType,
    FunctionType,
    RecordType,
    TypeName,
    is_variably_modified,
)

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.source import Location, Token


def _changes(type_: CType) -> bool:
    """Whether a type is completed later, or measured at run time: then it has no second object for its name."""
    if isinstance(type_, EnumType):
        return type_.enumeration.underlying is None
    return isinstance(type_, ArrayType) and type_.size < 0


def _attributed_tag(specifiers: nodes.Specifiers) -> bool:
    """Whether C23's attributes stand in a tag's mention, which is then a declaration of its own (C23 6.7.3.4)."""
    struct, enum = specifiers.struct, specifiers.enum
    if struct is not None and struct.attributes and struct.members is None:
        return struct.attributes[0].standard
    return enum is not None and bool(enum.attributes) and enum.enumerators is None and enum.attributes[0].standard


def same_place(location: Location | None, token: Token) -> bool:
    """Whether a token stands at a location."""
    return location is not None and location.line is token.line and location.column == token.column


_ORDERS = (["big-endian"], ["little-endian"], ["default"])


class Declarations(FunctionSymbols):
    """The ``DeclarationService`` of one translation unit.

    ``functions``, ``variables``: those of file scope (and with linkage) by name; ``statics``: of blocks, and
    unnamed ones; ``assembly``: file-scope asm."""

    def __init__(self, context: Context, file: FileScope) -> None:
        super().__init__(context, file)
        self.tags = TagAnalyzer(context, file)
        self.specifiers = SpecifierAnalyzer(context, self.tags)
        self.declarators = Declarators(context, self.specifiers)
        self.tags.specifiers, self.tags.declarators = self.specifiers, self.declarators
        self.assembly: list[str] = []
        self.bodies = Functions(self)
        self.nested = self.bodies.nested
        self.type_name = self.declarators.type_name
        self.label = self.statements.label
        self.statement_expression = self.statements.statement_expression

    def requested_alignment(self) -> int:
        """What _Alignas asks for in the type name last analysed."""
        return self.declarators.align

    # --- External declarations --------------------------------------------------------------------------------

    def external(self, node: nodes.ExternalDeclaration) -> None:
        """Analyse one declaration at file scope."""
        kind = type(node)
        if kind is nodes.Declaration:
            self.declaration(node, None)  # type: ignore[arg-type]
        elif kind is nodes.FunctionDefinition:
            self.bodies.define(node)  # type: ignore[arg-type]
        elif kind is nodes.StaticAssert:
            self.static_assert(node)  # type: ignore[arg-type]
        elif kind is nodes.FileAsm:
            self.assembly.append(gnu.string_text(self.context, node.text))  # type: ignore[union-attr, arg-type]
        elif kind is nodes.Pragma:
            self.pragma(node.token)

    def static_assert(self, node: nodes.StaticAssert) -> None:
        """6.7.10."""
        value = self.context.expressions.integer_constant(node.condition, "expression in static assertion")
        if value == 0:
            message = "static assertion failed"
            if node.message is not None:
                message += f': "{gnu.string_text(self.context, node.message)}"'
            self.diagnostics.error(message, node.token.location)

    def pragma(self, token: Token) -> None:
        """weak and redefine_extname; pack and visibility are seen to elsewhere."""
        if token.text.startswith(decimal_constants.PREFIX):
            decimal_constants.check(self.diagnostics, token)
            return
        words = token.text.replace("=", " = ").split()
        if words[:1] == ["scalar_storage_order"] and words[1:] not in _ORDERS:
            what = "expected" if words[1:] else "missing"
            text = f"{what} 'big-endian', 'little-endian', or 'default' after '#pragma scalar_storage_order'"
            self.diagnostics.warning(text, token.location, "pragmas")
        if words[:1] == ["weak"] and len(words) >= 2:
            target = words[3] if len(words) >= 4 and words[2] == "=" else ""
            self._weak[words[1]] = target
            symbol = self._linked.get(words[1])
            if symbol is not None:
                self._apply_pragmas(symbol)
        elif words[:1] == ["redefine_extname"] and len(words) >= 3:
            self._renamed[words[1]] = words[2]
            symbol = self._linked.get(words[1])
            if symbol is not None and not symbol.asm_name:
                symbol.asm_name = words[2]

    def find_pragmas(self) -> None:
        """Take the pragmas of headers, which are not analysed in order."""
        items = self.file.unit.items
        for number in self.file.unit.pragmas:
            if not items[number].main:
                self.pragma(items[number].tokens[0])
        self.file.find_visibilities()
        self.file.find_options()
        self.context.decimal_constants.find(self.file)

    def finish(self) -> None:
        """What only the end of the unit settles: tentative definitions (6.9.2p2) and weak aliases."""
        for name, target in self._weak.items():
            model = self._linked.get(target)
            if target and name not in self._linked and model is not None:
                if isinstance(model, tree.Function):
                    function = tree.Function(name, model.type, model.token, "external")
                    self._register(function)
                else:
                    variable = tree.Variable(name, model.type, model.token, "external", storage="extern")
                    self._register(variable)
        for variable in list(self.variables.values()):
            if variable.tentative:
                self._finish_tentative(variable)
        self.linkage.finish()
        self.bodies.check_inline_statics()
        aliases.check(self.diagnostics, list(self._linked.values()), self.file.lookup)
        for function in list(self.functions.values()):
            if function.linkage == "internal":
                if not function.emit:
                    self._finish_static(function)
            elif function.is_inline and not function.emit:
                self._finish_inline(function)

    def _finish_static(self, function: tree.Function) -> None:
        """6.9p3: a static function that is used is defined."""
        if DEFINING.isdisjoint(function.attributes):
            location = function.token.location
            if function.used:
                self.diagnostics.pedwarn(f"'{function.name}' used but never defined", location)
            else:
                text = f"'{function.name}' declared 'static' but never defined"
                self.diagnostics.warning(text, location, "unused-function")

    def _finish_inline(self, function: tree.Function) -> None:
        """6.7.4p7: an inline function with external linkage is defined in the unit; GNU C's old ones need not be."""
        if DEFINING.isdisjoint(function.attributes) and not self.bodies.gnu_inline(function):
            text = f"inline function '{function.name}' declared but never defined"
            self.diagnostics.pedwarn(text, function.token.location)

    def _finish_tentative(self, variable: tree.Variable) -> None:
        type_ = variable.type
        if type_.size >= 0 or type_.is_void:
            return
        location = variable.token.location
        whole, token = self.linkage.whole.get(variable, (type_, variable.token))
        if isinstance(whole, ArrayType) and whole.size >= 0:  # by a block's declaration
            if whole.length != 1:
                text = f"type of array '{variable.name}' completed incompatibly with implicit initialization"
                self.diagnostics.error(text, token.location)
            return
        if isinstance(type_, ArrayType) and type_.element.size >= 0:
            self.diagnostics.warning(f"array '{variable.name}' assumed to have one element", location)
            self.linkage.complete(variable, ArrayType(type_.element, 1))
        else:
            self.diagnostics.error(f"storage size of '{variable.name}' isn't known", location)
            variable.type = self.types.int

    # --- Declarations -----------------------------------------------------------------------------------------

    def declaration(self, node: nodes.Declaration, out: Out | None) -> None:
        """Analyse a declaration; ``out``: the statements of the block it is in, None at file scope."""
        if node.specifiers.extension:
            self.diagnostics.extension += 1
            self._declaration(node, out)
            self.diagnostics.extension -= 1
        else:
            self._declaration(node, out)

    def _declaration(self, node: nodes.Declaration, out: Out | None) -> None:
        declarators = node.declarators
        self.context.declared = declarators[0].declarator.token if declarators else None
        specified = self.specifiers.analyze(node.specifiers, alone=not declarators)
        if not declarators:
            self._empty(node, specified)
            if out is not None:
                self.statements.flush_sizes(out, node.token)
            return
        if specified.auto_type and len(declarators) > 1 and not specified.infers:
            text = "'__auto_type' may only be used with a single declarator"
            self.diagnostics.error(text, node.token.location)
        if _attributed_tag(node.specifiers):
            first = declarators[0].declarator
            pointer = first.chain and isinstance(first.chain[-1], nodes.Pointer)
            text = f"expected ';' before '{'*' if pointer else first.name}'"
            self.diagnostics.error(text, first.token.location)
        for init in declarators:
            self._declarator(specified, init, out)

    def _empty(self, node: nodes.Declaration, specified: Specified) -> None:
        """A declaration without declarators may only declare a tag or enumerators (6.7p2)."""
        specifiers, diagnostics = node.specifiers, self.diagnostics
        location = node.token.location
        if not nodes.declares(specifiers):  # [[...]];
            for attribute in specifiers.attributes:
                if attribute.standard and attribute.name == "fallthrough" and not attribute.prefix:
                    text = "'fallthrough' attribute at top level"
                    self.diagnostics.pedwarn(text, attribute.token.location, "attributes")
                elif attribute.standard and not attribute.prefix and attribute.name in gnu.STANDARD:
                    gnu.ignored(self.context, attribute)
            return
        struct, enum = specifiers.struct, specifiers.enum
        for word in specifiers.functions:
            diagnostics.error(f"'{word}' in empty declaration", location)
        if specified.storage in ("auto", "register") and self.context.scope is self.context.file_scope:
            diagnostics.error(f"'{specified.storage}' in file-scope empty declaration", location)
        warned = False
        if any(attribute.standard and not attribute.of_type for attribute in specifiers.attributes):
            diagnostics.pedwarn("empty declaration", location)
            return
        if specified.auto_type:
            diagnostics.error("'__auto_type' in empty declaration", location)
        elif struct is None and enum is None:
            if not specified.implicit:
                diagnostics.pedwarn("useless type name in empty declaration", location)
            else:
                diagnostics.pedwarn("empty declaration", location)
            warned = True
        elif _attributed_tag(specifiers) and (
            specified.storage or specifiers.qualifiers or specifiers.alignments
        ):
            diagnostics.error("invalid use of attributes in empty declaration", location)
        elif struct is not None and struct.tag is None:
            diagnostics.pedwarn("unnamed struct/union that defines no instances", location)
            warned = True
        elif not self._first(struct or enum, specified.type):
            text = "empty declaration with {} does not redeclare tag"
            if specified.storage:
                diagnostics.pedwarn(text.format("storage class specifier"), location)
                warned = True
            elif specifiers.qualifiers:
                diagnostics.pedwarn(text.format("type qualifier"), location)
                warned = True
            elif specifiers.alignments:
                diagnostics.pedwarn(text.format("alignment specifier"), location)
                warned = True
        if warned:
            return
        if specified.storage:
            diagnostics.warning("useless storage class specifier in empty declaration", location)
        elif specified.thread:
            diagnostics.warning("useless '_Thread_local' in empty declaration", location)
        elif specifiers.qualifiers:
            diagnostics.warning("useless type qualifier in empty declaration", location)
        elif specifiers.alignments:
            diagnostics.warning("useless alignment specifier in empty declaration", location)

    @staticmethod
    def _first(node: nodes.StructSpecifier | nodes.EnumSpecifier | None, type_: CType) -> bool:
        """Whether a specifier defines its tag, or mentions it for the first time."""
        if isinstance(node, nodes.StructSpecifier):
            plain = type_.unqualified
            return node.members is not None or not isinstance(plain, RecordType) or (
                same_place(plain.record.location, node.token)
            )
        if isinstance(node, nodes.EnumSpecifier):
            plain = type_.unqualified
            return node.enumerators is not None or not isinstance(plain, EnumType) or (
                same_place(plain.enumeration.location, node.token)
            )
        return True

    def _declarator(self, specified: Specified, init: nodes.InitDeclarator, out: Out | None) -> None:
        declarator = init.declarator
        name, token = declarator.name or "", declarator.token
        own = specified.attributes
        if init.attributes or declarator.attributes or declarator.chain:
            own = dict(own)
        type_ = specified.type
        if specified.auto_type:
            type_ = self._auto_type(init, "auto" if specified.infers else "__auto_type")
        elif declarator.chain or declarator.attributes:
            type_ = self.declarators.derive(type_, declarator, own)
        if init.attributes:
            gnu.evaluate(self.context, init.attributes, own)
        if specified.mark is not None and not ("unavailable" in own or "deprecated" in own):
            report(self.diagnostics, specified.mark, specified.token.location)
        if own:
            type_ = gnu.change_base(self.context, type_, own, token)
            if own.get("nonnull") == [] and isinstance(type_, FunctionType) and not type_.prototyped:
                text = "'nonnull' attribute without arguments on a non-prototype"
                self.diagnostics.error(text, token.location)
            if "access" in own:
                check_access(self.context, type_, own, token)
            if "nodiscard" in own and (specified.storage == "typedef" or not type_.is_function):
                gnu.misapplied(self.context, token)
            if "designated_init" in own:
                if not (isinstance(type_, RecordType) and type_.record.kind == "struct"):
                    not_designated(self.context, token)
            type_ = gnu.change_function(self.context, type_, own, token)
        if specified.implicit and not specified.auto_type:
            self.implicit_int(name, token, specified)
        if out is not None:
            self.statements.flush_sizes(out, token)
        if specified.storage == "typedef":
            self._typedef(name, type_, specified, own, init)
        elif type_.is_function:
            if init.initializer is not None:
                self.diagnostics.error(f"function '{name}' is initialized like a variable", token.location)
            if type_.quals:
                type_, own = self._qualified_function(type_, own, token)
            label = None if init.asm_label is None else gnu.string_text(self.context, init.asm_label)
            self.function(name, type_, specified, own, token, label, False)
        elif out is None:
            self._file_variable(name, type_, specified, own, init)
        else:
            self._block_variable(name, type_, specified, own, init, out)

    def _qualified_function(
        self, type_: CType, own: gnu.Attributes, token: Token
    ) -> tuple[CType, gnu.Attributes]:
        """GNU C: a volatile function does not return, and a const one's value depends on its arguments alone."""
        promises: gnu.Attributes = {}
        if type_.quals & VOLATILE:
            promises["noreturn"] = []
        if type_.quals & CONST:
            promises["const"] = []
        changed = gnu.change_function(self.context, type_.unqualified, promises, token)
        return changed, {**own, **promises}

    def implicit_int(self, name: str, token: Token, specified: Specified) -> None:
        """Report a missing type, which C90 took for int."""
        location = token.location
        if specified.bare:
            self.diagnostics.pedwarn("data definition has no type or storage class", location)
        self.since_c99(f"type defaults to 'int' in declaration of '{name}'", token, "implicit-int")

    def since_c99(self, message: str, token: Token, group: str) -> None:
        """What C90 allowed: a warning of the group there, a broken constraint since C99."""
        if self.diagnostics.year >= 1999:
            self.diagnostics.pedwarn(message, token.location, group)
        else:
            self.diagnostics.warning(message, token.location, group)

    def _auto_type(self, init: nodes.InitDeclarator, word: str) -> CType:
        """``__auto_type x = e`` (C23: ``auto x = e``) outside of blocks' automatic objects: the type alone."""
        if init.initializer is None or isinstance(init.initializer, nodes.InitializerList):
            self.diagnostics.error(
                f"'{word}' requires an initialized data declaration", init.declarator.token.location
            )
            return self.types.int
        if init.declarator.chain:
            self.diagnostics.error(
                f"'{word}' requires a plain identifier as declarator", init.declarator.token.location
            )
        return self.types.void

    def _typedef(
        self, name: str, type_: CType, specified: Specified, own: gnu.Attributes, init: nodes.InitDeclarator
    ) -> None:
        token = init.declarator.token
        if init.initializer is not None:
            self.diagnostics.error(f"typedef '{name}' is initialized (use '__typeof__' instead)", token.location)
        if specified.alignments:
            self.diagnostics.error(f"alignment specified for typedef '{name}'", token.location)
        for word in specified.functions:
            self.diagnostics.pedwarn(f"typedef '{name}' declared '{word}'", token.location)
        if own:
            type_ = gnu.typedef_alignment(type_, own)
            if "scalar_storage_order" in own and isinstance(type_, RecordType):
                type_ = reordered(type_, own["scalar_storage_order"] == ["big-endian"])
            if "transparent_union" in own and isinstance(type_, RecordType):
                record = type_.record
                record.transparent = bool(record.fields) and record.fields[0].type.size == record.size
                if not record.transparent:
                    message = "'transparent_union' attribute ignored"
                    self.diagnostics.warning(message, token.location, "attributes")
        old = self._in_scope(name)
        if old is not None:
            if not isinstance(old, Typedef):
                self._different_kind(name, token, old)
            elif compatible(old.type, type_) and not identical(old.type, type_):
                text = f"redefinition of typedef '{name}' with different type"
                self.diagnostics.error(text, token.location)
                self._previous(old)
            elif same_type(old.type, type_):
                if type_.align > old.type.align:
                    old.type = type_
                if name not in self._predefined and not token.location.line.system:
                    if is_variably_modified(type_):
                        text = f"redefinition of typedef '{name}' with variably modified type"
                        self.diagnostics.error(text, token.location)
                    elif self.diagnostics.year < 2011:
                        self.diagnostics.since(2011, f"redefinition of typedef '{name}'", token.location)
                        self._previous(old)
            else:
                if not self.file.unit.is_typedef(name) or name not in self._predefined:
                    self._conflict(name, type_, token, old)
            return
        if self.context.options.debug and not _changes(type_):
            type_ = type_.called(TypeName(name, type_, token.location))
        if self.context.function is not None and is_variably_modified(type_):
            self.statements.variably_modified(name, token)
        made = self.context.scope.names[name] = Typedef(name, type_, token, signed=specified.signed)
        if own:
            made.mark = mark_of(own, name, token.location)

    _predefined = frozenset(("__builtin_va_list", "__int128_t", "__uint128_t"))

    def declare_enumerator(self, constant: EnumConstant, again: dict[str, int] | None = None) -> None:
        """Put an enumeration constant in scope; ``again``: the values of the enumeration that is repeated (C23)."""
        name, token = constant.name, constant.token
        old = self._in_scope(name)
        if old is not None:
            if isinstance(old, EnumConstant):
                if again is not None and again.get(name) == constant.value:
                    return
                self.diagnostics.error(f"redeclaration of enumerator '{name}'", token.location)
                self._previous(old, "definition")
            else:
                self._different_kind(name, token, old)
            return
        self.context.scope.names[name] = constant

    # --- For the others ---------------------------------------------------------------------------------------

    def inline_static(self, function: tree.Function, entity: tree.Symbol, token: Token) -> None:
        """Note that an inline function refers to something with internal linkage."""
        self.bodies.inline_static(function, entity, token, False)

    def hidden_static(self, type_: CType, token: Token) -> tree.Variable:
        """An unnamed static object."""
        self._counter += 1
        variable = tree.Variable("", type_, token, "internal", storage="static", defined=True)
        variable.align = max(type_.align, 1)
        variable.unique_name = f"__compound_literal.{self._counter}"
        self.statics.append(variable)
        return variable
