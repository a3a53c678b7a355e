"""Objects (C17 6.7, 6.9.2): file-scope and block-scope variables; and the names that all declarations share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.dialect import C2X
from ccore.sema import attributes as gnu
from ccore.sema import constants, tree
from ccore.sema.compat import compatible, has_volatile, qualifiers, type_text
from ccore.sema.context import Scope, Typedef
from ccore.sema.filescope import AnyEntity, FileScope
from ccore.sema.linkage import Linkage
from ccore.sema.statements import Out, Statements
from ccore.sema.suggestions import similar_name
from ccore.sema.types import (
    ATOMIC,
    CONST,
    RESTRICT,
    VOLATILE,
    CType,
    EnumType,
    FunctionType,
    RecordType,
    is_variably_modified,
)

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.functions import Functions
    from ccore.sema.specifiers import Specified
    from ccore.source import Token


_BSS = re.compile(r"\.s?bss(\.|$)")
"""Sections that have no contents in the object file."""


class Objects:
    """The part of ``Declarations`` that looks names up and declares objects."""

    bodies: Functions

    def __init__(self, context: Context, file: FileScope) -> None:
        self.context = context
        self.file = file
        self.types = context.types
        self.diagnostics = context.diagnostics
        self.statements = Statements(context)
        self.functions: dict[str, tree.Function] = {}
        self.variables: dict[str, tree.Variable] = {}
        self.statics: list[tree.Variable] = []
        self.waiting: dict[tree.Variable, tuple[nodes.InitDeclarator, int]] = {}
        """Initialisers of header objects that nobody asked for: with the number of their item."""
        self._linked: dict[str, tree.Symbol] = {}  # everything with linkage, visible or not
        self.linkage = Linkage(context)
        self._weak: dict[str, str] = {}  # #pragma weak name [= target]
        self._renamed: dict[str, str] = {}  # #pragma redefine_extname
        self._counter = 0

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

    def similar(self, name: str, kind: str) -> str:
        """The name in scope most like an undeclared one; "" for none.  ``kind``: "name", "function", "type"."""
        return similar_name(self.context, self.file, name, kind)

    def _previous(self, entity: AnyEntity, verb: str = "declaration") -> None:
        text = f"previous {verb} of '{entity.name}'"
        if isinstance(entity, tree.Symbol):
            text += f" with type '{type_text(entity.type)}'"
        self.diagnostics.note(text, entity.token.location)

    def _different_kind(self, name: str, token: Token, old: AnyEntity) -> None:
        self.diagnostics.error(f"'{name}' redeclared as different kind of symbol", token.location)
        self._previous(old)

    def _conflict(
        self, name: str, type_: CType, token: Token, old: tree.Symbol | Typedef, before: CType | None = None
    ) -> None:
        text = f"conflicting types for '{name}'; have '{type_text(type_)}'"
        if type_.quals != (before or old.type).quals:
            text = f"conflicting type qualifiers for '{name}'"
        self.diagnostics.error(text, token.location)
        shown = type_text(before or old.type)
        defined = old.emit if isinstance(old, tree.Function) else isinstance(old, tree.Variable) and old.defined
        verb = "definition" if defined else "declaration"
        self.diagnostics.note(f"previous {verb} of '{name}' with type '{shown}'", old.token.location)

    def _declare_again(self, symbol: tree.Symbol, type_: CType, token: Token) -> bool:
        """Take in another declaration of a symbol with linkage; whether its type agrees with the others'."""
        name, context, whole = symbol.name, self.context, self.linkage.type_of(symbol)
        if isinstance(type_, FunctionType) and isinstance(whole, FunctionType):
            if (type_.result.quals ^ whole.result.quals) & VOLATILE:
                text = "function return types not compatible due to 'volatile'"
                self.diagnostics.pedwarn(text, token.location)
        seen = context.scope.names.get(name) if context.scope is context.file_scope else self.lookup(name)
        agrees = self.linkage.declare(symbol, type_, token, seen is symbol)
        if not agrees and self._called_as_int(symbol, type_, whole):
            shown = type_text(type_)
            self.diagnostics.pedwarn(f"conflicting types for '{name}'; have '{shown}'", token.location)
            text = f"previous implicit declaration of '{name}' with type '{shown}'"
            self.diagnostics.note(text, symbol.token.location)
            self.linkage.set_type(symbol, type_, type_, token)
            return True
        if not agrees:
            self._conflict(name, type_, token, symbol, whole)
        return agrees

    def _called_as_int(self, symbol: tree.Symbol, type_: CType, before: CType) -> bool:
        """Whether a function, now declared to return nothing, was only called so far, without a declaration: GNU C
        takes it."""
        return (
            isinstance(symbol, tree.Function)
            and symbol in self.linkage.implicit
            and not symbol.emit
            and isinstance(type_, FunctionType)
            and isinstance(before, FunctionType)
            and type_.result.is_void
            and before.result is self.types.int
        )

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

    def _redundant(self, symbol: tree.Variable | tree.Function, token: Token) -> None:
        """-Wredundant-decls."""
        if self.diagnostics.warning(f"redundant redeclaration of '{symbol.name}'", token.location, "redundant-decls"):
            defined = symbol.emit if isinstance(symbol, tree.Function) else getattr(symbol, "defined", False)
            self._previous(symbol, "definition" if defined else "declaration")

    def _register(self, symbol: tree.Function | tree.Variable) -> None:
        """Note a symbol with linkage, so that all its declarations share it."""
        self._linked[symbol.name] = symbol
        self._apply_pragmas(symbol)
        if isinstance(symbol, tree.Function):
            self.functions[symbol.name] = symbol
        else:
            self.variables[symbol.name] = symbol

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

    # --- Objects ----------------------------------------------------------------------------------------------

    def _checked_type(self, name: str, type_: CType, token: Token, linked: bool) -> CType:
        """GNU C lets ``extern void symbol;`` pass, for its address."""
        if type_.is_void and not linked:
            self.diagnostics.error(f"variable or field '{name}' declared void", token.location)
            return self.types.int
        return type_

    def _check_alignas(self, specified: Specified, type_: CType, name: str, token: Token) -> None:
        """6.7.5p4, p2: no weaker alignment than the type's, and none for a register."""
        if specified.alignments:
            if 0 < specified.align < type_.align:
                self.diagnostics.error(f"'_Alignas' specifiers cannot reduce alignment of '{name}'", token.location)
            if specified.storage == "register":
                self.diagnostics.error(f"alignment specified for 'register' object '{name}'", token.location)

    def _bind_register(self, variable: tree.Variable, label: str, token: Token) -> None:
        """``register T x asm("label")`` (GCC manual, "Explicit Register Variables")."""
        name = label[1:] if label[:1] in ("%", "#") else label
        registers = self.context.target.registers
        variable.storage, variable.register_name = "register", registers.get(name, name) if name.isdigit() else name
        if isinstance(variable.type, RecordType) and has_volatile(variable.type):
            self.diagnostics.error("cannot put object with volatile field into register", token.location)
        elif name not in registers:
            self.diagnostics.error(f"invalid register name for '{variable.name}'", token.location)
        elif variable.linkage != "none" and registers[name] != self.context.target.stack_pointer:
            text = f"global register variable '{variable.name}' is not supported: '{name}' may hold other values"
            self.diagnostics.error(text, token.location)

    def _inferred(self, init: nodes.InitDeclarator) -> tree.Expression:
        assert isinstance(init.initializer, nodes.Expression)
        value = self.context.expressions.value(init.initializer)
        place = value.lvalue if isinstance(value, tree.Load) else None
        if isinstance(place, tree.MemberReference) and place.field.width >= 0:
            text = "'__auto_type' used with a bit-field initializer"
            self.diagnostics.error(text, init.declarator.token.location)
        return value

    def _file_variable(
        self, name: str, type_: CType, specified: Specified, own: gnu.Attributes, init: nodes.InitDeclarator
    ) -> None:
        token, storage = init.declarator.token, specified.storage
        if specified.auto_type and not type_.is_integer:
            type_ = self._inferred(init).type
            if specified.type.quals:
                type_ = type_.qualified(specified.type.quals)
        type_ = self._checked_type(name, type_, token, init.initializer is None and storage in ("", "extern"))
        if is_variably_modified(type_):
            self.diagnostics.error(f"variably modified '{name}' at file scope", token.location)
            type_ = self.types.int
        for word in specified.functions:
            self.diagnostics.pedwarn(f"variable '{name}' declared '{word}'", token.location)
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
        if "weakref" in own and storage != "static":
            self.diagnostics.error(f"'weakref' symbol '{name}' must have static linkage", token.location)
        linked: tree.Symbol | None = old
        if linked is None:
            linked = self._linked.get(name)
        if isinstance(linked, tree.Function):
            self._different_kind(name, token, linked)
            return
        if linked is None:
            linkage = "internal" if storage == "static" or specified.constexpr else "external"
            variable = tree.Variable(name, type_, token, linkage, attributes=dict(own), storage="extern")
            variable.thread_local = specified.thread
            self._register(variable)
        else:
            assert isinstance(linked, tree.Variable)
            variable = linked
            if self.context.warnings is not None and self.context.warnings.declared.redundant:
                if init.initializer is None and (storage == "extern" or variable.storage != "extern"):
                    self._redundant(variable, token)
            self._merge_variable(variable, type_, specified, own, token)
        self.context.scope.names[name] = variable
        if init.asm_label is not None:
            label = gnu.string_text(self.context, init.asm_label)
            if storage == "register":
                self._bind_register(variable, label, token)
                return
            variable.asm_name = label
        self._check_alignas(specified, variable.type, name, token)
        variable.align = max(variable.align, gnu.alignment(own), specified.align)
        if not gnu.alignment(variable.attributes):
            variable.align = max(variable.align, variable.type.align)
        if init.initializer is not None:
            self._define_variable(variable, init, storage, specified.constexpr)
            variable.order = self.file.current
        elif specified.constexpr:
            self.diagnostics.error("'constexpr' requires an initialized data declaration", token.location)
        elif storage != "extern":
            if not variable.defined:
                if not variable.tentative:
                    variable.order = self.file.current
                variable.tentative = True
                if "alias" not in variable.attributes:
                    variable.storage = "static"
                else:
                    variable.tentative = False
                    variable.defined = True
                    if storage == "":
                        text = f"'{name}' defined both normally and as 'alias' attribute"
                        self.diagnostics.error(text, token.location)

    def _merge_variable(
        self, variable: tree.Variable, type_: CType, specified: Specified, own: gnu.Attributes, token: Token
    ) -> None:
        """Redeclare an object with linkage at file scope."""
        name = variable.name
        self._declare_again(variable, type_, token)
        if specified.storage == "static" and variable.linkage == "external":
            self.diagnostics.error(f"static declaration of '{name}' follows non-static declaration", token.location)
            self._previous(variable)
        elif specified.storage == "" and variable.linkage == "internal":
            self.diagnostics.error(f"non-static declaration of '{name}' follows static declaration", token.location)
            self._previous(variable)
        self._check_thread(variable, specified, token)
        if own:
            self._check_section(variable, own, token)
            gnu.merge(variable.attributes, own)

    def _check_thread(self, variable: tree.Variable, specified: Specified, token: Token) -> None:
        """6.7.1p3: all declarations of an object agree on its being one to a thread."""
        if specified.thread != variable.thread_local:
            new, before = (
                ("thread-local", "non-thread-local") if specified.thread else ("non-thread-local", "thread-local")
            )
            text = f"{new} declaration of '{variable.name}' follows {before} declaration"
            self.diagnostics.error(text, token.location)
            self._previous(variable)

    def _check_section(self, symbol: tree.Symbol, own: gnu.Attributes, token: Token) -> None:
        """A symbol stays in the section of its first declaration that names one."""
        old, new = symbol.attributes.get("section"), own.get("section")
        if old and new and old != new:
            text = f"ignoring attribute 'section (\"{new[0]}\")' because it conflicts with previous"
            self.diagnostics.warning(f"{text} 'section (\"{old[0]}\")'", token.location, "attributes")
            self.diagnostics.note("previous declaration here", symbol.token.location)
            own["section"] = old

    def _define_variable(
        self, variable: tree.Variable, init: nodes.InitDeclarator, storage: str, constexpr: bool = False
    ) -> None:
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
        if constexpr:
            self._initialize(variable, init)
            self.check_constexpr(variable, init)
            return
        if self.file.lazy and not item.main and variable.type.size >= 0:
            self.waiting[variable] = (init, self.file.current)
            return
        self._initialize(variable, init)

    def _initialize(self, variable: tree.Variable, init: nodes.InitDeclarator) -> None:
        assert init.initializer is not None
        type_, data, size = self.context.initializers.static(variable.type, init.initializer, init.declarator.token)
        self.linkage.complete(variable, type_)
        variable.initial = data
        section = variable.attributes.get("section")
        if section and data is not None and (data.relocations or not data.zero):
            if isinstance(section[0], str) and _BSS.match(section[0]):
                text = f"only zero initializers are allowed in section '{section[0]}'"
                self.diagnostics.error(text, init.declarator.token.location)
        if not gnu.alignment(variable.attributes):
            variable.align = max(variable.align, type_.align)
        if size > type_.size >= 0:
            variable.size = size

    def make_constexpr(self, variable: tree.Variable, initializer: tree.Initializer, token: Token) -> None:
        """Keep the value of an automatic constexpr object, for those who name it in a constant expression."""
        variable.initial = self.context.initializers.image_of(variable.type, initializer.values)
        if variable.initial is None:
            self.diagnostics.error("initializer element is not constant", token.location)
        else:
            variable.constexpr = variable.defined = True

    def check_constexpr(self, variable: tree.Variable, init: nodes.InitDeclarator) -> None:
        """The constraints on a constexpr object (C23 6.7.2p5 and p6); ``variable.initial`` is its value."""
        type_, location, node = variable.type, init.declarator.token.location, init.initializer
        variable.constexpr = variable.initial is not None
        if qualifiers(type_) & (ATOMIC | VOLATILE | RESTRICT):
            self.diagnostics.error("invalid qualifiers for 'constexpr' object", location)
        elif type_.is_pointer and variable.initial is not None and (
            variable.initial.relocations or not variable.initial.zero
        ):
            self.diagnostics.error("'constexpr' pointer initializer is not null", location)
        elif type_.is_arithmetic and isinstance(node, nodes.Expression):
            given = self.context.expressions.unevaluated(node)
            if given.is_lvalue:
                load = tree.Load(given.token, given.type.unqualified, given)
                given = constants.named_constant(self.types, load) or given
            if not constants.exact(self.types, given, type_):
                self.diagnostics.error("'constexpr' initializer not representable in type of object", location)

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
        for word in specified.functions:
            self.diagnostics.pedwarn(f"variable '{name}' declared '{word}'", token.location)
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
        variable.align = max(gnu.alignment(own), specified.align) or type_.align
        self._check_alignas(specified, type_, name, token)
        context.scope.names[name] = variable
        if context.warnings is not None and old is None and context.warnings.unused.shadow:
            context.warnings.unused.declared(variable, context.scope.parent, self.file.lookup)
        state = context.function
        assert state is not None
        if storage == "static" or (specified.thread and storage == ""):
            if specified.thread and storage == "":
                self.diagnostics.error(
                    f"function-scope '{name}' implicitly auto and declared '_Thread_local'", token.location
                )
            variable.thread_local = specified.thread
            self._block_static(variable, init)
            if specified.constexpr:
                self.check_constexpr(variable, init)
            return
        if storage == "register":
            own = variable.attributes = {**own, "register": []}
            if init.asm_label is not None:
                self._bind_register(variable, gnu.string_text(context, init.asm_label), token)
        initializer: tree.Initializer | None = None
        zeroed = False  # C23: = {} of a variable-length array
        if inferred is not None:
            initializer = tree.Initializer([tree.InitialValue(0, type_.unqualified, inferred)], False)
        elif init.initializer is not None:
            if type_.size == -2 and isinstance(init.initializer, nodes.InitializerList) and not init.initializer.items:
                zeroed = context.options.dialect.year >= C2X
            if type_.size == -2 and not zeroed:
                self.diagnostics.error("variable-sized object may not be initialized", token.location)
            elif zeroed:
                pass
            else:
                variable.type, initializer = context.initializers.automatic(type_, init.initializer, token)
                if not gnu.alignment(variable.attributes):
                    variable.align = max(variable.align, variable.type.align)
                self.statements.flush_sizes(out, token)
        if specified.constexpr:
            if initializer is None:
                self.diagnostics.error("'constexpr' requires an initialized data declaration", token.location)
            else:
                self.make_constexpr(variable, initializer, token)
                self.check_constexpr(variable, init)
        type_ = variable.type
        if type_.quals & CONST and initializer is not None and type_.is_arithmetic and not variable.constexpr:
            # GNU C: static initialisers may use the value.
            variable.initial = context.initializers.image_of(type_, initializer.values)
        variable.written = initializer is not None
        if type_.size == -1 or self._incomplete_enum(type_):
            what = "array size missing in" if type_.is_array and init.initializer is None else "storage size of"
            end = "" if what.startswith("array") else " isn't known"
            if init.initializer is None or not self.diagnostics.errors:
                self.diagnostics.error(f"{what} '{name}'{end}", token.location)
            variable.type = self.types.int
            initializer = None
        elif type_.size == -2:
            self.statements.flow.has_vla = True
        if not type_.is_arithmetic and is_variably_modified(type_):
            self.statements.variably_modified(name, token)
        cleanup: tree.Function | None = None
        target = own.get("cleanup")
        if target is not None:
            if target and isinstance(target[0], tree.Function):
                cleanup = target[0]
                cleanup.used = True
                self._check_cleanup(cleanup, variable, token)
            else:
                self.diagnostics.error("'cleanup' argument not a function", token.location)
        if not context.unevaluated:
            state.variables.append(variable)
        out.append(tree.Declare(token, variable, initializer, cleanup))
        if zeroed:
            out.append(self._zero(variable, token))

    def _zero(self, variable: tree.Variable, token: Token) -> tree.Statement:
        """Clear an object of variable size."""
        types = self.types
        reference = tree.VariableReference(token, variable.type, variable)
        pointer = tree.AddressOf(token, types.pointer(variable.type), reference)
        nothing = tree.IntegerConstant(token, types.int, 0)
        size = tree.VariableSize(token, types.size_t, variable.type)
        operands: list[tree.Expression] = [tree.Convert(token, types.pointer(types.void), pointer), nothing, size]
        function = self.context.declarations.library_function("memset", token)
        assert function is not None and isinstance(function.type, FunctionType)
        callee = tree.Decay(token, types.pointer(function.type), tree.FunctionReference(token, function.type, function))
        return tree.ExpressionStatement(token, tree.Call(token, function.type.result, callee, operands, function.type))

    def _check_cleanup(self, cleanup: tree.Function, variable: tree.Variable, token: Token) -> None:
        """The function is called with the variable's address."""
        pointer = self.types.pointer(variable.type)
        argument = tree.AddressOf(token, pointer, tree.VariableReference(token, variable.type, variable))
        self.context.expressions.call(token, tree.FunctionReference(token, cleanup.type, cleanup), [argument])

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
        if state.function.is_inline and not qualifiers(variable.type) & CONST:
            self.bodies.inline_static(state.function, variable, token, True)
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
        if is_variably_modified(type_):
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
        if context.warnings is not None:
            context.warnings.declared.in_block(name, token)
            if context.warnings.declared.redundant and isinstance(variable, tree.Variable):
                if self.lookup(name) is variable:
                    self._redundant(variable, token)
        if variable is not None and variable.linkage == "internal" and self.lookup(name) is not variable:
            text = "variable previously declared 'static' redeclared 'extern'"  # 6.2.2p7
            self.diagnostics.error(text, token.location)
        if variable is None:
            variable = tree.Variable(name, type_, token, "external", attributes=dict(own), storage="extern")
            variable.thread_local = specified.thread
            variable.align = gnu.alignment(own) or type_.align
            self._register(variable)
        elif not isinstance(variable, tree.Variable):
            assert isinstance(variable, tree.Function)
            self._different_kind(name, token, variable)
            return
        elif self._declare_again(variable, type_, token):
            gnu.merge(variable.attributes, own)
            self._check_thread(variable, specified, token)
        if init.asm_label is not None:
            variable.asm_name = gnu.string_text(context, init.asm_label)
        context.scope.names[name] = variable
