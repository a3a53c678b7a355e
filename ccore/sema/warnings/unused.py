"""-Wunused and its parts, and -Wshadow: names that a program declares and hardly needs.

``Variable.mentions`` counts every occurrence of a name, ``Variable.sets`` those that only store to it; so a variable
with as many of either was never read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.sema import tree
from ccore.sema.compat import compatible
from ccore.sema.context import Scope, Typedef
from ccore.sema.types import CONST, VOLATILE, ArrayType, CType, EnumType, RecordType

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ccore.ast import nodes
    from ccore.sema.context import Context, FunctionState
    from ccore.sema.filescope import AnyEntity

_ROOTS = frozenset(("unused", "used", "constructor", "destructor", "alias", "ifunc", "weakref", "externally_visible"))


class Unused:
    """The hooks about names, for one translation unit."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.diagnostics = context.diagnostics
        enabled = context.diagnostics.enabled
        self.variables = enabled("unused-variable")
        self.but_set = enabled("unused-but-set-variable")
        self.typedefs = enabled("unused-local-typedefs")
        self.locals = self.variables or self.but_set or self.typedefs
        self.parameters = enabled("unused-parameter") or enabled("unused-but-set-parameter")
        self.labels = enabled("unused-label")
        self.shadow = enabled("shadow") or enabled("shadow=local") or enabled("shadow=compatible-local")

    # --- Blocks and functions ---------------------------------------------------------------------------------

    def leave(self, scope: Scope) -> None:
        """A block ends: what it declared can be mentioned no more."""
        if not self.locals:
            return
        for entity in reversed(scope.names.values()):
            if isinstance(entity, tree.Variable):
                if entity.mentions <= entity.sets and not entity.address_taken:
                    self._variable(entity)
            elif type(entity) is Typedef and not entity.used and self.typedefs:
                self.diagnostics.warning(
                    f"typedef '{entity.name}' locally defined but not used",
                    entity.token.location,
                    "unused-local-typedefs",
                )

    def _variable(self, variable: tree.Variable) -> None:
        attributes = variable.attributes
        if not variable.name or "unused" in attributes or "cleanup" in attributes or variable.linkage == "external":
            return
        if type_unused(variable.type):
            return
        location = variable.token.location
        if not variable.mentions:
            if self.variables:
                self.diagnostics.warning(f"unused variable '{variable.name}'", location, "unused-variable")
        elif self.but_set:
            text = f"variable '{variable.name}' set but not used"
            self.diagnostics.warning(text, location, "unused-but-set-variable")

    def function(self, state: FunctionState) -> None:
        """A function's body ends: its parameters and labels."""
        if self.parameters:
            for parameter in state.parameters:
                if parameter.mentions <= parameter.sets and parameter.name and not parameter.address_taken:
                    self._parameter(parameter)
        if self.labels:
            for label in state.labels.values():
                self.label(label)

    def _parameter(self, parameter: tree.Variable) -> None:
        location = parameter.token.location
        if type_unused(parameter.type) or "unused" in parameter.attributes:
            return
        if not parameter.mentions:
            self.diagnostics.warning(f"unused parameter '{parameter.name}'", location, "unused-parameter")
        else:
            text = f"parameter '{parameter.name}' set but not used"
            self.diagnostics.warning(text, location, "unused-but-set-parameter")

    def label(self, label: tree.Label) -> None:
        """A label that no goto names."""
        if not label.defined or label.unused or not self.labels:
            return
        if not label.used:
            self.diagnostics.warning(
                f"label '{label.name}' defined but not used", label.token.location, "unused-label"
            )

    def stored(self, node: nodes.Node, e: tree.Expression) -> None:
        """An assignment whose value is not used: its target was mentioned without being read."""
        if type(e) is tree.Assign:
            target = e.target
            while True:
                kind = type(target)
                if kind is tree.VariableReference:
                    target.variable.sets += 1  # type: ignore[attr-defined]
                    return
                if kind is tree.MemberReference:
                    target = target.object  # type: ignore[attr-defined]
                elif kind is tree.ComplexPart:
                    target = target.operand  # type: ignore[attr-defined]
                elif kind is tree.Dereference and target.token.text == "[":  # "*array" and "array->" read it
                    pointer = target.pointer  # type: ignore[attr-defined]
                    if type(pointer) is tree.PointerOffset:
                        pointer = pointer.pointer
                    if type(pointer) is not tree.Decay:
                        return
                    target = pointer.lvalue
                else:
                    return
        elif type(e) is tree.Comma:  # its left operands were seen to when it was made
            self.stored(node, e.right)

    # --- File scope -------------------------------------------------------------------------------------------

    def finish(self, symbols: list[tree.Symbol], in_headers: Callable[[Collection[str]], set[str]]) -> None:
        """The unit ends: static functions and objects that nothing names.  ``in_headers``: which of some names headers
        speak of; their functions are analysed where they are wanted, so mentions there are not all counted."""
        enabled = self.diagnostics.enabled
        constants = enabled("unused-const-variable")
        functions = enabled("unused-function")
        if not (constants or functions or self.variables):
            return
        targets = {
            name for symbol in symbols for word in ("alias", "ifunc") for name in symbol.attributes.get(word, ())
        }
        unused = [
            symbol for symbol in symbols
            if symbol.linkage == "internal" and not symbol.mentions and _ROOTS.isdisjoint(symbol.attributes)
            and not (isinstance(symbol, tree.Function) and symbol.emit and symbol.is_inline)
        ]  # fmt: skip
        if unused:
            targets |= in_headers({symbol.name for symbol in unused})
        for symbol in unused:
            if symbol.name in targets:
                continue
            location = symbol.token.location
            if isinstance(symbol, tree.Function):
                if functions and symbol.outer is None:
                    self._function(symbol)
            elif isinstance(symbol, tree.Variable) and (symbol.defined or symbol.tentative):
                quals = element_quals(symbol.type)
                if quals & VOLATILE or symbol.storage == "register" or type_unused(symbol.type):
                    continue
                text = f"'{symbol.name}' defined but not used"
                if quals & CONST:
                    if constants:
                        self.diagnostics.warning(text, location, "unused-const-variable")
                elif self.variables:
                    self.diagnostics.warning(text, location, "unused-variable")

    def _function(self, function: tree.Function) -> None:
        location = function.token.location
        what = "defined but not used" if function.emit else "declared 'static' but never defined"
        self.diagnostics.warning(f"'{function.name}' {what}", location, "unused-function")

    # --- -Wshadow ---------------------------------------------------------------------------------------------

    def declared(self, new: AnyEntity, scope: Scope | None, lookup: Callable[[str], AnyEntity | None]) -> None:
        """A name is declared in a block or as a parameter; ``scope``: the one around that of its declaration (None: the
        file's); ``lookup``: finds names at file scope."""
        name = new.name
        file_scope = self.context.file_scope
        while scope is not None and scope is not file_scope:
            old = scope.names.get(name)
            if old is not None:
                break
            scope = scope.parent
        else:
            old = lookup(name)
            if old is None:
                return
            self._shadows(new, old, True)
            return
        self._shadows(new, old, False)

    def _shadows(self, new: AnyEntity, old: AnyEntity, is_global: bool) -> None:
        location = new.token.location
        if location.line.system or old.token.line.system:
            return
        name, group = new.name, "shadow"
        if isinstance(old, tree.Variable) and old.is_parameter:
            what = "a parameter"
        elif is_global:
            if isinstance(old, tree.Function) and not _functional(new.type):
                return
            what = "a global declaration"
        else:
            what = "a previous local"
        text = f"declaration of '{name}' shadows {what}"
        if not is_global and not self.diagnostics.enabled("shadow"):
            if isinstance(new, tree.Variable) and isinstance(old, tree.Variable) and compatible(
                new.type.unqualified, old.type.unqualified
            ):
                group = "shadow=compatible-local"
            else:
                group = "shadow=local"
        before = len(self.diagnostics.list)
        self.diagnostics.warning(text, location, group)
        if len(self.diagnostics.list) > before:
            self.diagnostics.note("shadowed declaration is here", old.token.location)


def _functional(type_: CType) -> bool:
    """A function, or a pointer to one: only such a name can be taken for a function that it hides."""
    target = getattr(type_, "target", type_)
    return bool(target.is_function)


def element_quals(type_: CType) -> int:
    """The qualifiers of a type, an array's being its element's."""
    while isinstance(type_, ArrayType):
        type_ = type_.element
    return type_.quals


def type_unused(type_: CType) -> bool:
    """Whether attribute unused on its structure, union or enumeration excuses an object that is not used."""
    while isinstance(type_, ArrayType):
        type_ = type_.element
    if isinstance(type_, RecordType):
        return type_.record.unused
    return isinstance(type_, EnumType) and type_.enumeration.unused

