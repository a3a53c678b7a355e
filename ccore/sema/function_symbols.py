"""Functions as they are declared: merged with earlier declarations, by calls alone, or as functions of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.diagnostics import FixIt
from ccore.dialect import C99
from ccore.options import is_builtin
from ccore.sema import attributes as gnu
from ccore.sema import tree
from ccore.sema.builtins import RUNTIME, SYMBOLS, UNCHECKED, is_library_builtin, library_type
from ccore.sema.compat import compatible, compatible_parameters, composite, type_text
from ccore.sema.functions import DEFINING
from ccore.sema.objects import Objects
from ccore.sema.types import CType, FunctionType, is_variably_modified

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.filescope import AnyEntity, FileScope
    from ccore.sema.specifiers import Specified
    from ccore.source import Token


class FunctionSymbols(Objects):
    """The part of ``Declarations`` that declares functions."""

    def __init__(self, context: Context, file: FileScope) -> None:
        super().__init__(context, file)
        self._builtin: set[tree.Function] = set()  # declared by us as library functions, not by the program
        self._vague: set[tree.Function] = set()  # declared more than once without a prototype

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
        if not at_file and storage == "auto" and not definition:
            return self.nested_function(name, type_, own, token)
        if storage == "auto" and definition:
            self.diagnostics.pedwarn("function definition declared 'auto'", token.location)
        elif storage in ("auto", "register") or (storage == "static" and not at_file):
            self.diagnostics.error(f"invalid storage class for function '{name}'", token.location)
        if specified.alignments:
            self.diagnostics.error(f"alignment specified for function '{name}'", token.location)
        if specified.thread:
            self.diagnostics.error(f"storage class '_Thread_local' invalid for function '{name}'", token.location)
        if is_variably_modified(type_):
            self.diagnostics.error("non-nested function with variably modified type", token.location)
        if definition or name not in self._linked:
            own = self.file.pragma_attributes(own)
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
        if not at_file and self.context.warnings is not None:
            self.context.warnings.declared.in_block(name, token)
        if old is None:
            linkage = "internal" if storage == "static" else "external"
            function = tree.Function(name, type_, token, linkage, attributes=dict(own))
            if self._is_builtin(name):
                self._check_builtin(function)
            self._register(function)
        else:
            function = old
            if self.context.warnings is not None and not definition and function not in self._builtin:
                if self.context.warnings.declared.redundant and (at_file or self.lookup(name) is function):
                    self._redundant(function, token)
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

    def nested_function(self, name: str, type_: CType, own: gnu.Attributes, token: Token) -> tree.Function:
        """Declare a function nested in the current one (GNU C): it has a block's scope and no linkage."""
        state = self.context.function
        assert state is not None
        old = self._in_scope(name)
        if isinstance(old, tree.Function) and old.outer is state.function:
            self._declare_again(old, type_, token)
            gnu.merge(old.attributes, own)
            return old
        if old is not None:
            self._different_kind(name, token, old)
        if "weak" in own:
            self.diagnostics.error(f"weak declaration of '{name}' must be public", token.location)
        self._counter += 1
        function = tree.Function(name, type_, token, "internal", attributes=dict(own), outer=state.function)
        function.unique_name = f"{name}.{self._counter}"
        state.inner.append(function)
        self.context.scope.names[name] = function
        return function

    def _is_builtin(self, name: str) -> bool:
        options = self.context.options
        return is_builtin(options, name) and is_library_builtin(name, options.dialect)

    def _check_builtin(self, function: tree.Function) -> None:
        """Let a function be the library's where its type agrees."""
        wanted = library_type(function.name, self.types)
        if wanted is None or function.linkage == "internal":
            return
        type_ = function.type
        assert isinstance(type_, FunctionType)
        if compatible(type_, wanted):
            function.builtin = function.name
            self.linkage.set_type(function, type_, composite(self.types, type_, wanted), function.token)
            return
        if not type_.prototyped and compatible(type_.result, wanted.result):
            function.builtin = function.name
            return
        if type_.prototyped and self._nearly(type_, wanted):
            function.builtin = function.name
            return
        if function.name in UNCHECKED or self._of_one_size(type_, wanted):
            return
        self.diagnostics.warning(
            f"conflicting types for built-in function '{function.name}'; expected '{type_text(wanted)}'",
            function.token.location,
            "builtin-declaration-mismatch",
        )

    @staticmethod
    def _of_one_size(a: FunctionType, b: FunctionType) -> bool:
        """Unlike in the kinds of integers alone, and none is wider: GCC says nothing, and it is no builtin."""
        if len(a.parameters) != len(b.parameters) or a.variadic != b.variadic or not a.prototyped:
            return False
        for x, y in zip((a.result, *a.parameters), (b.result, *b.parameters)):
            alike = (x.is_integer and y.is_integer) or (x.is_pointer and y.is_pointer)
            if x.size != y.size or not (alike or compatible(x.unqualified, y.unqualified)):
                return False
        return True

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
        name, before = function.name, function.type
        if function in self._builtin:
            self._builtin.discard(function)
            function.linkage = "internal" if storage == "static" else "external"
            if not compatible(function.type, type_):
                function.type, function.token = type_, token
                function.builtin = ""
                self._check_builtin(function)
            else:
                whole = composite(self.types, type_, function.type)
                if isinstance(type_, FunctionType) and not type_.prototyped:
                    function.type = type_  # as it is declared: calls are not held to the library's prototype
                    self.linkage.set_type(function, type_, whole, token)
                else:
                    function.type = whole
            function.token = token
        elif not self._agrees_with_definition(function, type_, token):
            return
        elif self._unlike_definition(function, type_, token) or self._declare_again(function, type_, token):
            if storage == "static" and function.linkage == "external":
                self.diagnostics.error(f"static declaration of '{name}' follows non-static declaration", token.location)
                self._previous(function)
            another = {"alias", "ifunc"}.intersection(own)
            defined = function.emit not in ("", "inline") or not DEFINING.isdisjoint(function.attributes)
            if function.attributes.get("weakref") == [] and "alias" not in function.attributes:
                defined = False  # its alias tells what the reference is to
            if another and defined:
                self.diagnostics.error(f"redefinition of '{name}'", token.location)
                self.diagnostics.note(f"previous definition of '{name}'", function.token.location)
                own = {key: value for key, value in own.items() if key not in another}
            assert isinstance(before, FunctionType) and isinstance(type_, FunctionType)
            if (
                not function.emit
                and DEFINING.isdisjoint(function.attributes)
                and (type_.prototyped or not before.prototyped)
            ):
                function.token = token
        if own:
            self._check_section(function, own, token)
            gnu.merge(function.attributes, own)

    def _agrees_with_definition(self, function: tree.Function, type_: CType, token: Token) -> bool:
        """Compare a prototype with the old-style definition before it (6.7.6.3p15)."""
        old = self.linkage.type_of(function)
        assert isinstance(old, FunctionType) and isinstance(type_, FunctionType)
        if old.prototyped:
            return True
        if not type_.prototyped:
            self._vague.add(function)
            return True
        if not function.emit or function in self._vague:
            return True
        if not compatible(FunctionType(old.result, (), False, False), type_):
            return True  # conflicting types
        wrong = ""
        if len(type_.parameters) != len(old.parameters):
            more = "more" if len(type_.parameters) > len(old.parameters) else "fewer"
            wrong = f"{more} arguments than previous old-style definition"
        else:
            for number, (x, y) in enumerate(zip(old.parameters, type_.parameters), 1):
                if not compatible_parameters(x, y):
                    wrong = f"argument {number} with incompatible type"
                    break
        if not wrong:
            text = f"prototype for '{function.name}' follows non-prototype definition"
            self.diagnostics.warning(text, token.location)
            return True
        self.diagnostics.error(f"prototype for '{function.name}' declares {wrong}", token.location)
        self._previous(function, "definition")
        return False

    def _unlike_definition(self, function: tree.Function, type_: CType, token: Token) -> bool:
        """Declare an old-style definition's function with a prototype, of which GNU C asks no more than that the
        promotions keep it, once there is another declaration without one: their composite type has no parameters."""
        whole, here = self.linkage.type_of(function), function.type
        assert isinstance(whole, FunctionType) and isinstance(here, FunctionType) and isinstance(type_, FunctionType)
        if function not in self._vague or not function.emit or whole.prototyped:
            return False
        if here.prototyped and not compatible(here, type_):
            return False
        if compatible(whole, type_) or not compatible(FunctionType(whole.result, (), False, False), type_):
            return False
        self.linkage.set_type(function, type_, whole, token)
        return True

    def implicit_function(self, name: str, token: Token) -> tree.Variable | tree.Function:
        """``int name()``, with a warning; a library function gets its own type.  A function of other scopes is declared
        again, an object of others is given as it is."""
        old = self._linked.get(name)
        assert old is None or isinstance(old, tree.Variable | tree.Function)
        if isinstance(old, tree.Variable):
            return old
        wanted = library_type(name, self.types) if self._is_builtin(name) else None
        if old is None or old not in self.linkage.implicit:
            self._warn_implicit(name, token, "" if old is not None else self.similar(name, "function"))
        type_ = FunctionType(self.types.int, (), False, False)
        if old is not None:
            function = old
            self._declare_implicitly(function, type_, token)
        else:
            if wanted is not None and not compatible(type_, wanted):
                message = f"incompatible implicit declaration of built-in function '{name}'"
                self.diagnostics.warning(message, token.location, "builtin-declaration-mismatch")
                type_ = wanted
            function = tree.Function(name, type_, token, "external")
            if wanted is not None:
                function.builtin = name
                self._builtin.add(function)
            self._register(function)
        self.linkage.implicit.add(function)
        self.context.scope.names[name] = function
        return function

    def _warn_implicit(self, name: str, token: Token, near: str) -> None:
        """A call of a function that no declaration in scope names."""
        text = f"implicit declaration of function '{name}'" + (f"; did you mean '{near}'?" if near else "")
        group, hints = "implicit-function-declaration", [FixIt(token.location, len(name), near)] if near else []
        if self.context.options.dialect.year >= C99:
            self.diagnostics.pedwarn(text, token.location, group, hints)
        else:
            self.diagnostics.warning(text, token.location, group)

    def _declare_implicitly(self, function: tree.Function, type_: FunctionType, token: Token) -> None:
        """Declare a function of other scopes by a call."""
        whole = self.linkage.type_of(function)
        if not compatible(whole, type_):
            if function.builtin:
                return
            text = f"incompatible implicit declaration of function '{function.name}'"
            self.diagnostics.error(text, token.location)
            self._previous(function)
        self.linkage.set_type(function, type_, whole, token)

    def library_function(self, name: str, token: Token) -> tree.Function | None:
        """The library function of that name: as the program declares it, else with its standard type."""
        key = RUNTIME.get(name, name)
        found: AnyEntity | tree.Symbol | None = self.file.lookup(key)
        if found is None:
            found = self._linked.get(key)
        wanted = library_type(name, self.types)
        if isinstance(found, tree.Function) and found.linkage == "external":
            if wanted is None or found.builtin or compatible(found.type, wanted):
                return found
        if wanted is None:
            return None
        function = tree.Function(key, wanted, token, "external", builtin=name)
        function.asm_name = SYMBOLS.get(name, "")
        if found is None:
            self._builtin.add(function)
            self._linked[key] = function
            self.functions[key] = function
        return function
