"""The parser: preprocessed items to the untyped tree of ``ccore.ast.nodes``, lazily, item by item.

``Unit`` is made once for a translation unit.  It indexes every item by the names it declares, and parses an
item, or a function's body, when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from ccore.ast.nodes import Compound, ExternalDeclaration, FunctionDefinition, Pragma
from ccore.parser import loop_pragmas
from ccore.parser.engine import MAXIMUM_NESTING, Engine
from ccore.parser.errors import SyntaxFailure, end_of
from ccore.parser.index import ItemIndex
from ccore.parser.pack import PackState
from ccore.parser.scope import Scope
from ccore.source import IDENTIFIER, PRAGMA

if TYPE_CHECKING:
    from ccore.diagnostics import Diagnostics
    from ccore.options import Options
    from ccore.preproc import Item
    from ccore.source import Location, SourceFile, Token
    from ccore.target import TargetSpec

__all__ = ["MAXIMUM_NESTING", "Unit"]

_NONE: Final[list[int]] = []
_NO_PACK: Final = PackState()
_NOT_NAMES: Final = frozenset(
    {"__attribute__", "__attribute", "_Alignas", "typeof", "__typeof__", "__typeof", "_Atomic", "asm", "__asm__"}
)


_Place = tuple[int, int]


def _extent(tokens: list[Token], body: int) -> tuple[_Place, _Place, str] | None:
    """From the parameters of a function's definition to its end, and its name."""
    depth = 0
    for index, token in enumerate(tokens[:body]):
        text = token.text
        if text == "(":
            before = tokens[index - 1]
            if not depth and index and before.kind == IDENTIFIER and before.text not in _NOT_NAMES:
                last = tokens[-1]
                return (token.line.number, token.column), (last.line.number, last.column), before.text
            depth += 1
        elif text == ")":
            depth -= 1
    return None


class Unit:
    """The items of one translation unit, and what is parsed of them.

    A syntax error is reported to ``diagnostics``, once per item or body; the item then gives no declarations
    (the body: None), and the others are parsed all the same.  ``CompileError`` is raised at brackets that
    nest deeper than ``MAXIMUM_NESTING``.
    """

    __slots__ = (
        "items", "options", "target", "diagnostics", "index", "_engine", "_parsed", "_bodies", "_numbers",
        "_functions",
    )  # fmt: skip

    def __init__(self, items: list[Item], options: Options, target: TargetSpec, diagnostics: Diagnostics) -> None:
        self.items = items
        self.options = options
        self.target = target
        self.diagnostics = diagnostics
        self.index = ItemIndex(items)
        self._engine = Engine(options.dialect, diagnostics, self.index.typedefs, options.gnu_keywords)
        self._parsed: dict[int, list[ExternalDeclaration]] = {}
        self._bodies: dict[FunctionDefinition, Compound | None] = {}
        self._numbers: dict[FunctionDefinition, int] = {}
        self._functions: dict[SourceFile, list[tuple[_Place, _Place, str]]] | None = None

    def ordinary(self, name: str) -> list[int]:
        """Numbers, ascending, of all items that may declare a variable, function, typedef or enumerator."""
        return self.index.ordinary.get(name, _NONE)

    def tag(self, name: str) -> list[int]:
        """Numbers, ascending, of the items that give ``struct name`` (or union, enum) a body or declare it alone."""
        return self.index.tags.get(name, _NONE)

    def is_typedef(self, name: str) -> bool:
        """Whether a name is a typedef at file scope."""
        return name in self.index.typedefs

    @property
    def parenthesized(self) -> set[object]:
        """The operators' expressions and strings (so far) that stand in parentheses of their own."""
        return self._engine.builder.in_parentheses

    @property
    def pragmas(self) -> list[int]:
        """Numbers of the items that are a pragma."""
        return self.index.pragmas

    def function_at(self, location: Location) -> str:
        """The name of the function whose parameters or body are around a place; "" outside of all."""
        if self._functions is None:
            self._functions = {}
            for item in self.items:
                if item.body > 0 and (extent := _extent(item.tokens, item.body)) is not None:
                    self._functions.setdefault(item.tokens[item.body].line.file, []).append(extent)
        place = (location.line.number, location.column)
        for start, end, name in self._functions.get(location.line.file, ()):
            if start <= place <= end:
                return name
        return ""

    def _pack(self, number: int) -> PackState:
        return self.index.packs[number] if self.index.packs else _NO_PACK

    def parse(self, number: int) -> list[ExternalDeclaration]:
        """The external declarations of an item.  Bodies of functions are left to ``body``."""
        known = self._parsed.get(number)
        if known is not None:
            return known
        item = self.items[number]
        declarations: list[ExternalDeclaration] = []
        first = item.tokens[0]
        if first.kind == PRAGMA and len(item.tokens) == 1:
            declarations.append(Pragma(first, first.text))
            word = loop_pragmas.word_of(first)
            following = self.items[number + 1].tokens if word and number + 1 < len(self.items) else []
            if following and following[0].kind != PRAGMA:
                loop_pragmas.check(word, following, 0, self.diagnostics)
        elif first.text == ";":
            self._engine.builder.stray_semicolon(first)
        else:
            scope = Scope(self.index.typedefs, number)
            try:
                parsed = self._engine.parse(item.tokens, "externals", scope, self._pack(number), item.body)
            except SyntaxFailure:
                parsed = []
            if self._engine.open_head and item.body < 0:
                self._check_open(number)
            declarations = cast("list[ExternalDeclaration]", [node for node in parsed if node is not None])
            for node in declarations:
                if type(node) is FunctionDefinition:
                    node.item = item
                    self._numbers[node] = number
                    if self._engine.dropped:
                        self._bodies[node] = None
        self._parsed[number] = declarations
        return declarations

    def _check_open(self, number: int) -> None:
        """Report that nothing up to the end of the file is the body of the function that an item begins."""
        last = self.items[-1].tokens[-1]
        if all(item.body < 0 for item in self.items[number:]):
            self.diagnostics.error("expected '{' at end of input", end_of(last))

    def body(self, definition: FunctionDefinition) -> Compound | None:
        """The body of a function that ``parse`` gave, or of a nested one; None after a reported syntax error."""
        item = definition.item
        if item is None:
            return definition.body
        if definition in self._bodies:
            return self._bodies[definition]
        number = self._numbers[definition]
        scope = Scope(self.index.typedefs, number)
        engine = self._engine
        engine.builder.scope = scope
        scope.declare(definition.declarator.name or "", False)
        engine.builder.declare_parameters(definition)
        body: Compound | None
        try:
            body = engine.parse(item.tokens[item.body :], "compound", scope, self._pack(number))
        except SyntaxFailure:
            body = None
        self._bodies[definition] = body
        definition.body = body
        return body
