"""Aliases and indirect functions (attributes ``alias`` and ``ifunc``), which the end of the unit settles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ccore.sema import tree
from ccore.sema.compat import compatible_unqualified, type_text
from ccore.sema.types import CType, EnumType, FunctionType, IntegerType, PointerType

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ccore.diagnostics import Diagnostics


_SURROGATES: Final = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8


def check(diagnostics: Diagnostics, symbols: Collection[tree.Symbol], lookup: Callable[[str], object]) -> None:
    """Report what an alias cannot stand for.  ``symbols``: all with linkage; ``lookup``: finds what headers declare."""
    named: dict[str, tree.Symbol] | None = None
    for symbol in symbols:
        word = "alias" if "alias" in symbol.attributes else "ifunc"
        arguments = symbol.attributes.get(word)
        if not arguments or "weakref" in symbol.attributes:
            continue
        if named is None:
            named = {other.asm_name or other.name: other for other in symbols}
        target = named.get(str(arguments[0]))
        if target is None:
            if not isinstance(lookup(str(arguments[0])), tree.Symbol):
                shown = _SURROGATES.sub(lambda m: f"\\{ord(m[0]) & 255:o}", str(arguments[0]))
                text = f"'{symbol.name}' aliased to undefined symbol '{shown}'"
                diagnostics.error(text, symbol.token.location)
            continue
        if _in_cycle(symbol, named):
            diagnostics.error(f"'{symbol.name}' is part of alias cycle", symbol.token.location)
        elif isinstance(symbol, tree.Function) != isinstance(target, tree.Function):
            text = f"'{symbol.name}' alias between function and variable is not supported"
            diagnostics.error(text, symbol.token.location)
            diagnostics.note("aliased declaration here", target.token.location)
        elif isinstance(symbol.type, FunctionType) and isinstance(target.type, FunctionType):
            if word == "ifunc":
                _check_resolver(diagnostics, symbol, target, target.type.result)
            else:
                _check_types(diagnostics, symbol, target, symbol.type, target.type)
        section = symbol.attributes.get("section")
        if word == "alias" and section and section != target.attributes.get("section"):
            text = f"section of alias '{symbol.name}' must match section of its target"
            diagnostics.error(text, symbol.token.location)


def _in_cycle(symbol: tree.Symbol, named: dict[str, tree.Symbol]) -> bool:
    seen = {symbol}
    at: tree.Symbol | None = symbol
    while at is not None and (arguments := at.attributes.get("alias")):
        at = named.get(str(arguments[0]))
        if at in seen:
            return True
        if at is not None:
            seen.add(at)
    return False


def _check_resolver(diagnostics: Diagnostics, symbol: tree.Symbol, target: tree.Symbol, result: CType) -> None:
    """A resolver's result is a pointer to the function that it chooses."""
    wanted = f"return '{type_text(PointerType(symbol.type, 8))}'"
    if not isinstance(result, PointerType):
        text = f"'ifunc' resolver for '{symbol.name}' must {wanted}"
        diagnostics.error(text, target.token.location)
    elif isinstance(result.target, FunctionType) and isinstance(symbol.type, FunctionType):
        if _interchangeable_functions(symbol.type, result.target):
            return
        text = f"'ifunc' resolver for '{symbol.name}' should {wanted}"
        diagnostics.warning(text, target.token.location, "attribute-alias")
    else:
        return
    diagnostics.note("resolver indirect function declared here", symbol.token.location)


def _check_types(
    diagnostics: Diagnostics, symbol: tree.Symbol, target: tree.Symbol, own: FunctionType, other: FunctionType
) -> None:
    if not _interchangeable_functions(own, other):
        text = f"'{symbol.name}' alias between functions of incompatible types '{type_text(own)}' and"
        diagnostics.warning(f"{text} '{type_text(other)}'", symbol.token.location, "attribute-alias")
        diagnostics.note("aliased declaration here", target.token.location)


def _interchangeable_functions(a: FunctionType, b: FunctionType) -> bool:
    """Whether code for one type serves the other, as far as prototypes tell."""
    if not (a.prototyped and b.prototyped):
        return True
    return (
        len(a.parameters) == len(b.parameters)
        and a.variadic == b.variadic
        and all(_interchangeable(x, y) for x, y in zip((a.result, *a.parameters), (b.result, *b.parameters)))
    )


def _interchangeable(a: CType, b: CType) -> bool:
    if a.is_pointer or b.is_pointer:
        return a.is_pointer and b.is_pointer
    a, b = _plain(a), _plain(b)
    if isinstance(a, IntegerType) and isinstance(b, IntegerType):
        return a.size == b.size and a.signed == b.signed
    return compatible_unqualified(a, b)


def _plain(type_: CType) -> CType:
    plain = type_.unqualified
    return plain.enumeration.underlying or plain if isinstance(plain, EnumType) else plain
