"""Declarations (C17 6.7, 6.2.1, 6.2.2): names, linkage, storage, redeclarations; the ``DeclarationService``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.sema import attributes as gnu
from ccore.sema import tree
from ccore.sema.builtins import is_library_builtin, library_type
from ccore.sema.compat import compatible, composite, same_type, type_text
from ccore.sema.context import EnumConstant, Scope, Typedef
from ccore.sema.declarators import Declarators
from ccore.sema.filescope import AnyEntity, FileScope
from ccore.sema.functions import Functions
from ccore.sema.records import TagAnalyzer
from ccore.sema.specifiers import Specified, SpecifierAnalyzer
from ccore.sema.statements import Out, Statements
from ccore.sema.types import ArrayType, CType, EnumType, FunctionType, RecordType

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.source import Token


class Declarations:
    """The ``DeclarationService`` of one translation unit.

    ``functions``, ``variables``: those of file scope (and with linkage) by name; ``statics``: of blocks, and
    unnamed ones; ``assembly``: file-scope asm."""

    def __init__(self, context: Context, file: FileScope) -> None:
        self.context = context
        self.file = file
        self.types = context.types
        self.diagnostics = context.diagnostics
        self.tags = TagAnalyzer(context, file)
        self.specifiers = SpecifierAnalyzer(context, self.tags)
        self.declarators = Declarators(context, self.specifiers)
        self.tags.specifiers, self.tags.declarators = self.specifiers, self.declarators
        self.statements = Statements(context)
        self.functions: dict[str, tree.Function] = {}
        self.variables: dict[str, tree.Variable] = {}
        self.statics: list[tree.Variable] = []
        self.assembly: list[str] = []
        self.bodies = Functions(self)
        self.waiting: dict[tree.Variable, tuple[nodes.InitDeclarator, int]] = {}
        """Initialisers of header objects that nobody asked for: with the number of their item."""
        self._linked: dict[str, tree.Symbol] = {}  # everything with linkage, visible or not
        self._builtin: set[tree.Function] = set()  # declared by us as library functions, not by the program
        self._weak: dict[str, str] = {}  # #pragma weak name [= target]
        self._renamed: dict[str, str] = {}  # #pragma redefine_extname
        self._counter = 0
        self.type_name = self.declarators.type_name
        self.label = self.statements.label
        self.statement_expression = self.statements.statement_expression

    # --- Names ------------------------------------------------------------------------------------------------

    def lookup(self, name: str) -> AnyEntity | None:
        """The entity that a name denotes here."""
        scope: Scope | None = self.context.scope
        file_scope = self.context.file_scope
        while scope is not file_scope and scope is not None:
            found = scope.names.get(name)
            if found is not None:
                return found
            scope = scope.parent
        return self.file.lookup(name)

    def _previous(self, entity: AnyEntity, verb: str = "declaration") -> None:
        text = f"previous {verb} of '{entity.name}'"
        if isinstance(entity, tree.Symbol):
            text += f" with type '{type_text(entity.type)}'"
        self.diagnostics.note(text, entity.token.location)

    def _different_kind(self, name: str, token: Token, old: AnyEntity) -> None:
        self.diagnostics.error(f"'{name}' redeclared as different kind of symbol", token.location)
        self._previous(old)

    def _conflict(self, name: str, type_: CType, token: Token, old: tree.Symbol | Typedef) -> None:
        self.diagnostics.error(f"conflicting types for '{name}'; have '{type_text(type_)}'", token.location)
        self.diagnostics.note(f"previous declaration of '{name}' with type '{type_text(old.type)}'", old.token.location)

    def _in_scope(self, name: str) -> AnyEntity | None:
        """What the current scope itself already declares (a function's outermost block counts its parameters in)."""
        scope = self.context.scope
        if scope is self.context.file_scope:
            self.file.need(name)
            return scope.names.get(name)
        found = scope.names.get(name)
        state = self.context.function
        if found is None and state is not None and state.parameters and scope.parent is self.bodies.parameter_scope:
            found = self.bodies.parameter_scope.names.get(name)
        return found

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
            self.pragma(node.text)  # type: ignore[union-attr, arg-type]

    def static_assert(self, node: nodes.StaticAssert) -> None:
        """6.7.10."""
        value = self.context.expressions.integer_constant(node.condition, "expression in static assertion")
        if value == 0:
            message = "static assertion failed"
            if node.message is not None:
                message += f': "{gnu.string_text(self.context, node.message)}"'
            self.diagnostics.error(message, node.token.location)

    def pragma(self, text: str) -> None:
        """weak and redefine_extname; pack and visibility are seen to elsewhere."""
        words = text.replace("=", " = ").split()
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
                self.pragma(items[number].tokens[0].text)
        self.file.find_visibilities()

    def _apply_pragmas(self, symbol: tree.Symbol) -> None:
        name = symbol.name
        if name in self._weak:
            target = self._weak[name]
            symbol.attributes["weak"] = []
            if target:
                symbol.attributes["alias"] = [target]
        if name in self._renamed and not symbol.asm_name:
            symbol.asm_name = self._renamed[name]
        visibility = self.file.visibility()
        if visibility and "visibility" not in symbol.attributes and symbol.linkage == "external":
            symbol.attributes["visibility"] = [visibility]

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

    def _finish_tentative(self, variable: tree.Variable) -> None:
        type_ = variable.type
        if type_.size >= 0 or type_.is_void:
            return
        location = variable.token.location
        if isinstance(type_, ArrayType) and type_.element.size >= 0:
            self.diagnostics.warning(f"array '{variable.name}' assumed to have one element", location)
            variable.type = ArrayType(type_.element, 1)
        else:
            self.diagnostics.error(f"storage size of '{variable.name}' isn't known", location)
            variable.type = self.types.int

    # --- Declarations -----------------------------------------------------------------------------------------

    def declaration(self, node: nodes.Declaration, out: Out | None) -> None:
        """Analyse a declaration; ``out``: the statements of the block it is in, None at file scope."""
        declarators = node.declarators
        specified = self.specifiers.analyze(node.specifiers, alone=not declarators)
        if not declarators:
            self._empty(node, specified)
            if out is not None:
                self.statements.flush_sizes(out, node.token)
            return
        for init in declarators:
            self._declarator(specified, init, out)

    def _empty(self, node: nodes.Declaration, specified: Specified) -> None:
        specifiers = node.specifiers
        location = node.token.location
        if specifiers.struct is None and specifiers.enum is None:
            self.diagnostics.warning("useless type name in empty declaration", location)
        elif specifiers.struct is not None and specifiers.struct.tag is None:
            self.diagnostics.warning("unnamed struct/union that defines no instances", location)
        elif specified.storage == "typedef":
            self.diagnostics.warning("useless storage class specifier in empty declaration", location)

    def _declarator(self, specified: Specified, init: nodes.InitDeclarator, out: Out | None) -> None:
        declarator = init.declarator
        name, token = declarator.name or "", declarator.token
        own = specified.attributes
        if init.attributes or declarator.attributes or declarator.chain:
            own = dict(own)
        type_ = specified.type
        if specified.auto_type:
            type_ = self._auto_type(init)
        elif declarator.chain or declarator.attributes:
            type_ = self.declarators.derive(type_, declarator, own)
        if init.attributes:
            gnu.evaluate(self.context, init.attributes, own)
        if own:
            type_ = gnu.change_base(self.context, type_, own, token)
            type_ = gnu.change_function(self.types, type_, own)
        if specified.implicit and not specified.auto_type:
            self.implicit_int(name, token, specified)
        if out is not None:
            self.statements.flush_sizes(out, token)
        if specified.storage == "typedef":
            self._typedef(name, type_, specified, own, init)
        elif type_.is_function:
            if init.initializer is not None:
                self.diagnostics.error(f"function '{name}' is initialized like a variable", token.location)
            label = None if init.asm_label is None else gnu.string_text(self.context, init.asm_label)
            self.function(name, type_, specified, own, token, label, False)
        elif out is None:
            self._file_variable(name, type_, specified, own, init)
        else:
            self._block_variable(name, type_, specified, own, init, out)

    def implicit_int(self, name: str, token: Token, specified: Specified) -> None:
        """Report a missing type, which C90 took for int."""
        old = self.context.options.standard in ("c89", "c90", "gnu89", "gnu90", "ansi", "iso9899:1990")
        self.diagnostics.warning(
            f"type defaults to 'int' in declaration of '{name}'", token.location, "implicit-int", not old
        )

    def _auto_type(self, init: nodes.InitDeclarator) -> CType:
        """``__auto_type x = e`` outside of blocks' automatic objects: the type alone."""
        if init.initializer is None or isinstance(init.initializer, nodes.InitializerList):
            self.diagnostics.error(
                "'__auto_type' requires an initialized data declaration", init.declarator.token.location
            )
            return self.types.int
        if init.declarator.chain:
            self.diagnostics.error(
                "'__auto_type' requires a plain identifier as declarator", init.declarator.token.location
            )
        return self.types.void

    def _typedef(
        self, name: str, type_: CType, specified: Specified, own: gnu.Attributes, init: nodes.InitDeclarator
    ) -> None:
        token = init.declarator.token
        if init.initializer is not None:
            self.diagnostics.error(f"typedef '{name}' is initialized (use '__typeof__' instead)", token.location)
        if specified.align:
            self.diagnostics.error("alignment specified for typedef", token.location)
        if own:
            type_ = gnu.typedef_alignment(type_, own)
            if "transparent_union" in own and isinstance(type_, RecordType):
                type_.record.transparent = True
        old = self._in_scope(name)
        if old is not None:
            if not isinstance(old, Typedef):
                self._different_kind(name, token, old)
            elif not same_type(old.type, type_):
                if not self.file.unit.is_typedef(name) or name not in self._predefined:
                    self._conflict(name, type_, token, old)
            return
        self.context.scope.names[name] = Typedef(name, type_, token)

    _predefined = frozenset(("__builtin_va_list", "__int128_t", "__uint128_t"))

    def declare_enumerator(self, constant: EnumConstant) -> None:
        """Put an enumeration constant in scope."""
        name, token = constant.name, constant.token
        old = self._in_scope(name)
        if old is not None:
            if isinstance(old, EnumConstant):
                self.diagnostics.error(f"redeclaration of enumerator '{name}'", token.location)
                self._previous(old, "definition")
            else:
                self._different_kind(name, token, old)
            return
        self.context.scope.names[name] = constant

    def _register(self, symbol: tree.Function | tree.Variable) -> None:
        """Note a symbol with linkage, so that all its declarations share it."""
        self._linked[symbol.name] = symbol
        self._apply_pragmas(symbol)
        if isinstance(symbol, tree.Function):
            self.functions[symbol.name] = symbol
        else:
            self.variables[symbol.name] = symbol

    # --- Functions --------------------------------------------------------------------------------------------

    def function(
        self,
        name: str,
        type_: CType,
        specified: Specified,
        own: gnu.Attributes,
        token: Token,
        asm_label: str | None,
        definition: bool,
        replaces: bool = False,
    ) -> tree.Function:
        """Declare a function, merging with what was declared before (6.2.7p4, 6.2.2).  ``replaces``: this definition
        takes the place of a GNU ``extern inline`` one, whatever its linkage."""
        context = self.context
        at_file = context.scope is context.file_scope
        storage = specified.storage
        if storage in ("auto", "register") or (storage == "static" and not at_file):
            self.diagnostics.error(f"invalid storage class for function '{name}'", token.location)
        if specified.thread:
            self.diagnostics.error(f"storage class '_Thread_local' invalid for function '{name}'", token.location)
        here = self._in_scope(name)
        if here is not None and not isinstance(here, tree.Function):
            self._different_kind(name, token, here)
            return tree.Function(name, type_, token, "none", attributes=dict(own))
        old = here or self._linked.get(name)
        if not at_file and old is None:
            self.file.lookup(name)
            old = self._linked.get(name)
        if old is not None and not isinstance(old, tree.Function):
            assert isinstance(old, tree.Variable)
            self._different_kind(name, token, old)
            return tree.Function(name, type_, token, "none", attributes=dict(own))
        if old is None:
            linkage = "internal" if storage == "static" else "external"
            function = tree.Function(name, type_, token, linkage, attributes=dict(own))
            if is_library_builtin(name) and not self._no_builtin(name):
                self._check_builtin(function)
            self._register(function)
        else:
            function = old
            if replaces and storage == "static":
                function.linkage = "internal"
            self._redeclare(function, type_, storage, own, token, at_file)
        context.scope.names[name] = function
        if asm_label is not None:
            function.asm_name = asm_label
        self.bodies.declared(function, specified, at_file)
        if definition:
            function.token = token
        return function

    def _no_builtin(self, name: str) -> bool:
        options = self.context.options
        return options.no_builtin or options.freestanding and False or name in options.no_builtin_functions

    def _check_builtin(self, function: tree.Function) -> None:
        """Let a function be the library's where its type agrees."""
        wanted = library_type(function.name, self.types)
        if wanted is None or function.linkage == "internal":
            return
        type_ = function.type
        assert isinstance(type_, FunctionType)
        if compatible(type_, wanted) or (not type_.prototyped and compatible(type_.result, wanted.result)):
            function.builtin = function.name
            return
        if type_.prototyped and self._nearly(type_, wanted):
            function.builtin = function.name
            return
        self.diagnostics.warning(
            f"conflicting types for built-in function '{function.name}'; expected '{type_text(wanted)}'",
            function.token.location,
            "builtin-declaration-mismatch",
        )

    @staticmethod
    def _nearly(a: FunctionType, b: FunctionType) -> bool:
        """Alike but for what pointers point at (FILE *, va_list) and qualifiers."""
        if len(a.parameters) != len(b.parameters) or a.variadic != b.variadic:
            return False
        for x, y in zip((a.result, *a.parameters), (b.result, *b.parameters)):
            if x.is_pointer != y.is_pointer or x.size != y.size:
                if not (x.is_void and y.is_void):
                    return False
            elif not x.is_pointer and not compatible(x.unqualified, y.unqualified):
                return False
        return True

    def _redeclare(
        self, function: tree.Function, type_: CType, storage: str, own: gnu.Attributes, token: Token, at_file: bool
    ) -> None:
        name = function.name
        if function in self._builtin:
            self._builtin.discard(function)
            function.linkage = "internal" if storage == "static" else "external"
            if not compatible(function.type, type_):
                function.type, function.token = type_, token
                function.builtin = ""
                self._check_builtin(function)
            else:
                function.type = composite(self.types, type_, function.type)
            function.token = token
        elif not compatible(function.type, type_):
            self._conflict(name, type_, token, function)
        else:
            function.type = composite(self.types, function.type, type_)
            if storage == "static" and function.linkage == "external":
                self.diagnostics.error(f"static declaration of '{name}' follows non-static declaration", token.location)
                self._previous(function)
        if own:
            gnu.merge(function.attributes, own)

    def implicit_function(self, name: str, token: Token) -> tree.Function:
        """``int name()``, with a warning; a library function gets its own type."""
        old = self._linked.get(name)
        if isinstance(old, tree.Function):
            return old
        wanted = library_type(name, self.types) if is_library_builtin(name) and not self._no_builtin(name) else None
        standard = self.context.options.standard
        if standard not in ("c89", "c90", "gnu89", "gnu90", "ansi", "iso9899:1990"):
            self.diagnostics.warning(
                f"implicit declaration of function '{name}'", token.location, "implicit-function-declaration"
            )
        if wanted is not None and standard not in ("c89", "c90", "gnu89", "gnu90", "ansi", "iso9899:1990"):
            self.diagnostics.warning(f"incompatible implicit declaration of built-in function '{name}'", token.location)
        type_ = wanted or FunctionType(self.types.int, (), False, False)
        function = tree.Function(name, type_, token, "external")
        if wanted is not None:
            function.builtin = name
            self._builtin.add(function)
        self._register(function)
        self.context.scope.names[name] = function
        return function

    def library_function(self, name: str, token: Token) -> tree.Function | None:
        """The library function of that name: as the program declares it, else with its standard type."""
        found: AnyEntity | tree.Symbol | None = self.file.lookup(name)
        if found is None:
            found = self._linked.get(name)
        wanted = library_type(name, self.types)
        if isinstance(found, tree.Function) and found.linkage == "external":
            if wanted is None or found.builtin or compatible(found.type, wanted):
                return found
        if wanted is None:
            return None
        function = tree.Function(name, wanted, token, "external", builtin=name)
        if found is None:
            self._builtin.add(function)
            self._linked[name] = function
            self.functions[name] = function
        return function

    def hidden_static(self, type_: CType, token: Token) -> tree.Variable:
        """An unnamed static object."""
        self._counter += 1
        variable = tree.Variable("", type_, token, "internal", storage="static", defined=True)
        variable.align = max(type_.align, 1)
        variable.unique_name = f"__compound_literal.{self._counter}"
        self.statics.append(variable)
        return variable

    # --- Objects ----------------------------------------------------------------------------------------------

    def _checked_type(self, name: str, type_: CType, token: Token, linked: bool) -> CType:
        """GNU C lets ``extern void symbol;`` pass, for its address."""
        if type_.is_void and not linked:
            self.diagnostics.error(f"variable or field '{name}' declared void", token.location)
            return self.types.int
        return type_

    def _inferred(self, init: nodes.InitDeclarator) -> tree.Expression:
        assert isinstance(init.initializer, nodes.Expression)
        return self.context.expressions.value(init.initializer)

    def _file_variable(
        self, name: str, type_: CType, specified: Specified, own: gnu.Attributes, init: nodes.InitDeclarator
    ) -> None:
        token, storage = init.declarator.token, specified.storage
        if specified.auto_type and not type_.is_integer:
            type_ = self._inferred(init).type
        type_ = self._checked_type(name, type_, token, init.initializer is None)
        if type_.size == -2:
            self.diagnostics.error(f"variably modified '{name}' at file scope", token.location)
            type_ = self.types.int
        if specified.inline:
            self.diagnostics.warning(f"variable '{name}' declared 'inline'", token.location)
        if storage == "auto" or (storage == "register" and init.asm_label is None):
            what = "'auto'" if storage == "auto" else "'register'"
            if storage == "auto":
                self.diagnostics.error(f"file-scope declaration of '{name}' specifies {what}", token.location)
            else:
                self.diagnostics.error(f"register name not specified for '{name}'", token.location)
            storage = ""
        old = self._in_scope(name)
        if old is not None and not isinstance(old, tree.Variable):
            self._different_kind(name, token, old)
            return
        linked: tree.Symbol | None = old
        if linked is None:
            linked = self._linked.get(name)
        if isinstance(linked, tree.Function):
            self._different_kind(name, token, linked)
            return
        if linked is None:
            linkage = "internal" if storage == "static" else "external"
            variable = tree.Variable(name, type_, token, linkage, attributes=dict(own), storage="extern")
            variable.thread_local = specified.thread
            self._register(variable)
        else:
            assert isinstance(linked, tree.Variable)
            variable = linked
            self._merge_variable(variable, type_, specified, own, token)
        self.context.scope.names[name] = variable
        if init.asm_label is not None:
            label = gnu.string_text(self.context, init.asm_label)
            if storage == "register":
                variable.storage = "register"
                variable.register_name = label.lstrip("%")
                return
            variable.asm_name = label
        variable.align = max(variable.align, variable.type.align, gnu.alignment(own), specified.align)
        if init.initializer is not None:
            self._define_variable(variable, init, storage)
        elif storage != "extern":
            if not variable.defined:
                variable.tentative = True
                if "alias" not in variable.attributes:
                    variable.storage = "static"
                else:
                    variable.tentative = False
                    variable.defined = True

    def _merge_variable(
        self, variable: tree.Variable, type_: CType, specified: Specified, own: gnu.Attributes, token: Token
    ) -> None:
        """Redeclare an object with linkage at file scope."""
        name = variable.name
        if not compatible(variable.type, type_):
            self._conflict(name, type_, token, variable)
        else:
            variable.type = composite(self.types, variable.type, type_)
        if specified.storage == "static" and variable.linkage == "external":
            self.diagnostics.error(f"static declaration of '{name}' follows non-static declaration", token.location)
            self._previous(variable)
        elif specified.storage == "" and variable.linkage == "internal":
            self.diagnostics.error(f"non-static declaration of '{name}' follows static declaration", token.location)
            self._previous(variable)
        if specified.thread != variable.thread_local:
            new, before = (
                ("thread-local", "non-thread-local") if specified.thread else ("non-thread-local", "thread-local")
            )
            self.diagnostics.error(f"{new} declaration of '{name}' follows {before} declaration", token.location)
            self._previous(variable)
        if own:
            gnu.merge(variable.attributes, own)

    def _define_variable(self, variable: tree.Variable, init: nodes.InitDeclarator, storage: str) -> None:
        name, token = variable.name, init.declarator.token
        if variable.defined:
            self.diagnostics.error(f"redefinition of '{name}'", token.location)
            self._previous(variable, "definition")
            return
        if storage == "extern":
            self.diagnostics.warning(f"'{name}' initialized and declared 'extern'", token.location)
        variable.defined, variable.tentative, variable.storage = True, False, "static"
        variable.token = token
        item = self.file.unit.items[self.file.current]
        if self.file.lazy and not item.main and variable.type.size >= 0:
            self.waiting[variable] = (init, self.file.current)
            return
        self._initialize(variable, init)

    def _initialize(self, variable: tree.Variable, init: nodes.InitDeclarator) -> None:
        assert init.initializer is not None
        type_, data, size = self.context.initializers.static(variable.type, init.initializer, init.declarator.token)
        variable.type, variable.initial = type_, data
        variable.align = max(variable.align, type_.align)
        if size > type_.size >= 0:
            variable.size = size

    def initial(self, variable: tree.Variable) -> tree.StaticData | None:
        """The initial bytes of a static object; None: zero."""
        waiting = self.waiting.pop(variable, None)
        if waiting is not None:
            init, number = waiting
            context, file = self.context, self.file
            saved = context.scope, context.function, file.current
            context.scope, context.function, file.current = context.file_scope, None, number
            try:
                self._initialize(variable, init)
            finally:
                context.scope, context.function, file.current = saved
            file.settle()
        return variable.initial

    def _block_variable(
        self,
        name: str,
        type_: CType,
        specified: Specified,
        own: gnu.Attributes,
        init: nodes.InitDeclarator,
        out: Out,
    ) -> None:
        context, token, storage = self.context, init.declarator.token, specified.storage
        inferred: tree.Expression | None = None
        if specified.auto_type and not type_.is_integer:
            inferred = self._inferred(init)
            self.statements.flush_sizes(out, token)
            type_ = inferred.type.with_quals(0) if inferred.type.quals else inferred.type
            if specified.type.quals:
                type_ = type_.qualified(specified.type.quals)
        type_ = self._checked_type(name, type_, token, storage == "extern")
        if storage == "extern":
            self._block_extern(name, type_, specified, own, init)
            return
        old = self._in_scope(name)
        if old is not None:
            if isinstance(old, tree.Variable) and old.linkage == "none" and not old.is_parameter:
                if not compatible(old.type, type_):
                    self._conflict(name, type_, token, old)
                else:
                    self.diagnostics.error(f"redeclaration of '{name}' with no linkage", token.location)
                    self._previous(old)
            else:
                self._different_kind(name, token, old)
        variable = tree.Variable(name, type_, token, attributes=own)
        variable.align = max(type_.align, gnu.alignment(own), specified.align)
        context.scope.names[name] = variable
        state = context.function
        assert state is not None
        if storage == "static" or (specified.thread and storage == ""):
            if specified.thread and storage == "":
                self.diagnostics.error(
                    f"function-scope '{name}' implicitly auto and declared '_Thread_local'", token.location
                )
            variable.thread_local = specified.thread
            self._block_static(variable, init)
            return
        if storage == "register":
            own = variable.attributes = {**own, "register": []}
            if init.asm_label is not None:
                variable.storage = "register"
                variable.register_name = gnu.string_text(context, init.asm_label).lstrip("%")
        initializer: tree.Initializer | None = None
        if inferred is not None:
            initializer = tree.Initializer([tree.InitialValue(0, type_.unqualified, inferred)], False)
        elif init.initializer is not None:
            if type_.size == -2:
                self.diagnostics.error("variable-sized object may not be initialized", token.location)
            else:
                variable.type, initializer = context.initializers.automatic(type_, init.initializer, token)
                variable.align = max(variable.align, variable.type.align)
                self.statements.flush_sizes(out, token)
        type_ = variable.type
        if type_.size == -1 or self._incomplete_enum(type_):
            what = "array size missing in" if type_.is_array and init.initializer is None else "storage size of"
            end = "" if what.startswith("array") else " isn't known"
            if init.initializer is None or not self.diagnostics.errors:
                self.diagnostics.error(f"{what} '{name}'{end}", token.location)
            variable.type = self.types.int
            initializer = None
        elif type_.size == -2:
            self.statements.flow.has_vla = True
        cleanup: tree.Function | None = None
        target = own.get("cleanup")
        if target is not None:
            if target and isinstance(target[0], tree.Function):
                cleanup = target[0]
                cleanup.used = True
            else:
                self.diagnostics.error("'cleanup' argument not a function", token.location)
        if not context.unevaluated:
            state.variables.append(variable)
        out.append(tree.Declare(token, variable, initializer, cleanup))

    @staticmethod
    def _incomplete_enum(type_: CType) -> bool:
        plain = type_.unqualified
        return isinstance(plain, EnumType) and plain.enumeration.underlying is None

    def _block_static(self, variable: tree.Variable, init: nodes.InitDeclarator) -> None:
        name, token = variable.name, init.declarator.token
        state = self.context.function
        assert state is not None
        state.statics += 1
        self._counter += 1
        variable.storage, variable.defined = "static", True
        variable.unique_name = f"{name}.{self._counter}"
        if init.asm_label is not None:
            variable.asm_name = gnu.string_text(self.context, init.asm_label)
        if variable.type.size == -2:
            self.diagnostics.error(f"storage size of '{name}' isn't constant", token.location)
            variable.type = self.types.int
        if init.initializer is not None:
            self._initialize(variable, init)
        if variable.type.size == -1:
            self.diagnostics.error(f"storage size of '{name}' isn't known", token.location)
            variable.type = self.types.int
        if not self.context.unevaluated or "used" in variable.attributes:
            self.statics.append(variable)

    def _block_extern(
        self, name: str, type_: CType, specified: Specified, own: gnu.Attributes, init: nodes.InitDeclarator
    ) -> None:
        """``extern`` in a block: the object of that name with linkage, declared here (6.2.2p4)."""
        context, token = self.context, init.declarator.token
        if init.initializer is not None:
            self.diagnostics.error(f"'{name}' has both 'extern' and initializer", token.location)
        if type_.size == -2:
            self.diagnostics.error("object with variably modified type must have no linkage", token.location)
            return
        here = self._in_scope(name)
        if here is not None and not (isinstance(here, tree.Variable) and here.linkage != "none"):
            if isinstance(here, tree.Variable):
                self.diagnostics.error(
                    f"extern declaration of '{name}' follows declaration with no linkage", token.location
                )
                self._previous(here)
            else:
                self._different_kind(name, token, here)
            return
        self.file.lookup(name)
        variable = self._linked.get(name)
        if variable is None:
            variable = tree.Variable(name, type_, token, "external", attributes=dict(own), storage="extern")
            variable.thread_local = specified.thread
            variable.align = max(type_.align, gnu.alignment(own))
            self._register(variable)
        elif not isinstance(variable, tree.Variable):
            assert isinstance(variable, tree.Function)
            self._different_kind(name, token, variable)
            return
        elif not compatible(variable.type, type_):
            self._conflict(name, type_, token, variable)
        else:
            variable.type = composite(self.types, variable.type, type_)
            gnu.merge(variable.attributes, own)
        if init.asm_label is not None:
            variable.asm_name = gnu.string_text(context, init.asm_label)
        context.scope.names[name] = variable
