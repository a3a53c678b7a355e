"""Declarations of one object or function in several scopes (C17 6.2.2p2, 6.2.7p4).

A declaration with linkage must agree with every other of its name, but its type is the composite with those that are
visible at it alone; when its block ends, the type of the scope around it is in force again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.sema.compat import compatible, composite
from ccore.sema.types import CType

if TYPE_CHECKING:
    from ccore.sema import tree
    from ccore.sema.context import Context
    from ccore.source import Token


class Linkage:
    """``Symbol.type`` is the type in the current scope; ``whole`` has the composite of all declarations where that is
    another, with the declaration that made it so."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.whole: dict[tree.Symbol, tuple[CType, Token]] = {}
        self.implicit: set[tree.Symbol] = set()  # functions that some call has declared

    def type_of(self, symbol: tree.Symbol) -> CType:
        """The composite type of all declarations so far."""
        known = self.whole.get(symbol)
        return symbol.type if known is None else known[0]

    def token_of(self, symbol: tree.Symbol) -> Token:
        """The declaration that gave a symbol that type."""
        known = self.whole.get(symbol)
        return symbol.token if known is None else known[1]

    def declare(self, symbol: tree.Symbol, type_: CType, token: Token, visible: bool) -> bool:
        """Take in another declaration of a symbol; ``visible``: an earlier one is in scope here.  Returns whether their
        types are compatible; if not, the symbol has the new type here."""
        context = self.context
        whole = self.type_of(symbol)
        if agrees := compatible(whole, type_):
            here = type_
            if visible and compatible(symbol.type, type_):
                here = composite(context.types, symbol.type, type_)
            whole = composite(context.types, whole, type_)
        else:
            here = type_
        self.set_type(symbol, here, whole, token)
        return agrees

    def set_type(self, symbol: tree.Symbol, here: CType, whole: CType, token: Token) -> None:
        """Give a symbol another type in the current scope, and another composite of all its declarations."""
        if whole is not self.type_of(symbol) or here is not symbol.type:
            known = self.whole.get(symbol)
            self.whole[symbol] = (whole, token) if known is None or whole is not known[0] else known
        if here is symbol.type:
            return
        scope = self.context.scope
        if scope is not self.context.file_scope:
            if scope.outer is None:
                scope.outer = []
            scope.outer.append((symbol, symbol.type))
        symbol.type = here

    def complete(self, symbol: tree.Symbol, type_: CType) -> None:
        """An object's initialiser, or the end of the unit, completes its type."""
        symbol.type = type_
        known = self.whole.get(symbol)
        if known is not None and compatible(known[0], type_):
            self.whole[symbol] = composite(self.context.types, known[0], type_), known[1]

    def finish(self) -> None:
        """At the end of the unit symbols have the types that all their declarations agree in."""
        for symbol, (type_, _) in self.whole.items():
            symbol.type = type_
