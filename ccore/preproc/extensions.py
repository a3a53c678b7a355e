"""What -pedantic says of the preprocessor's extensions to the standard that was asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

from ccore.dialect import C23, C99
from ccore.source import Line, Location, Token

if TYPE_CHECKING:
    from ccore.diagnostics import Diagnostics
    from ccore.dialect import Dialect
    from ccore.preproc.macro import Macro
    from ccore.source import SourceFile

_DIRECTIVES: Final = frozenset({"ident", "sccs", "include_next", "import", "assert", "unassert", "warning"})
_DEPRECATED: Final = frozenset({"import", "assert", "unassert"})
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)|(//)|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?", re.S)


@final
class Extensions:
    """One translation unit's; each method reports if there is cause to."""

    __slots__ = ("diagnostics", "year", "strict", "pedantic")

    def __init__(self, diagnostics: Diagnostics, dialect: Dialect) -> None:
        self.diagnostics = diagnostics
        self.year = dialect.year
        self.strict = not dialect.gnu and dialect.year < C23
        self.pedantic = diagnostics.enabled("pedantic")

    def directive(self, name: str, where: Location) -> None:
        """A directive that ISO C does not have; -Wdeprecated says some of them without -pedantic."""
        if name not in _DIRECTIVES or (name == "warning" and self.year >= C23):
            return
        if self.pedantic:
            self.diagnostics.pedwarn(f"#{name} is a GCC extension", where)
        elif name in _DEPRECATED:
            self.diagnostics.warning(f"#{name} is a deprecated GCC extension", where, "deprecated")

    def definition(self, macro: Macro, tokens: list[Token]) -> None:
        """The definition of a variadic macro, of these tokens."""
        if not self.pedantic or macro.parameters is None:
            return
        dots = next((t for t in tokens if t.text == "..."), tokens[0])
        if macro.parameters[-1] != "__VA_ARGS__":
            text = "ISO C does not permit named variadic macros"
            self.diagnostics.pedwarn(text, dots.location, "variadic-macros")
        elif self.year < C99:
            text = "anonymous variadic macros were introduced in C99"
            self.diagnostics.pedwarn(text, dots.location, "variadic-macros")
        optional = next((t for t in tokens if t.text == "__VA_OPT__"), None)
        if optional is not None and self.strict:
            self.diagnostics.pedwarn("__VA_OPT__ is not available until C++20", optional.location)

    def omitted(self, macro: Macro, where: Location) -> None:
        """A call without the argument for the dots."""
        if self.pedantic and self.strict and macro.location is not None and not macro.location.line.system:
            text = 'ISO C99 requires at least one argument for the "..." in a variadic macro'
            self.diagnostics.pedwarn(text, where)

    def comments(self, source: SourceFile) -> None:
        """The first // of a file, in C90."""
        if not self.pedantic or self.year >= C99:
            return
        found = next((m for m in _COMMENT.finditer(source.text) if m[1]), None)
        if found is None:
            return
        at = found.start()
        start = source.text.rfind("\n", 0, at) + 1
        where = Location(Line(source, 1 + source.text.count("\n", 0, at)), at - start + 1)
        self.diagnostics.pedwarn("C++ style comments are not allowed in ISO C90", where)
        self.diagnostics.note("(this will be reported only once per input file)", where)
