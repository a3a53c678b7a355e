"""Declarations that a careful program has and a hasty one lacks: prototypes before definitions, and in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.sema.types import CType, FunctionType

if TYPE_CHECKING:
    from ccore.sema import tree
    from ccore.sema.context import Context
    from ccore.source import Token


class Declared:
    """The hooks about declarations, for one translation unit."""

    def __init__(self, context: Context) -> None:
        self.diagnostics = context.diagnostics
        enabled = context.diagnostics.enabled
        self.prototypes = enabled("missing-prototypes")
        self.declarations = enabled("missing-declarations")
        self.old_style = enabled("old-style-definition")
        self.redundant = enabled("redundant-decls")
        self.strict = enabled("strict-prototypes")

    def definition(self, function: tree.Function, type_: FunctionType, token: Token, old: CType | None) -> None:
        """A function is defined at file scope; ``old``: its type as it was declared before, None: it was not."""
        location = token.location
        prototyped = isinstance(old, FunctionType) and old.prototyped
        if self.old_style and not type_.prototyped:
            self.diagnostics.warning("old-style function definition", location, "old-style-definition")
        if self.strict and not type_.prototyped and not prototyped:
            self.unprototyped(token)
            return
        if function.linkage != "external" or function.name == "main" or function.is_inline:
            return
        if self.prototypes and not prototyped:
            text = f"no previous prototype for '{function.name}'"
            self.diagnostics.warning(text, location, "missing-prototypes")
        elif self.declarations and old is None:
            text = f"no previous declaration for '{function.name}'"
            self.diagnostics.warning(text, location, "missing-declarations")

    def in_block(self, name: str, token: Token) -> None:
        """Something with linkage is declared in a block."""
        self.diagnostics.warning(f"nested extern declaration of '{name}'", token.location, "nested-externs")

    def ignored_qualifiers(self, token: Token) -> None:
        """A function's result has qualifiers, which no value has."""
        text = "type qualifiers ignored on function return type"
        self.diagnostics.warning(text, token.location, "ignored-qualifiers")

    def unprototyped(self, token: Token) -> None:
        """A function is declared with empty brackets."""
        if self.strict:
            text = "function declaration isn't a prototype"
            self.diagnostics.warning(text, token.location, "strict-prototypes")
