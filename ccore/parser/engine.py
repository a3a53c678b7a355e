"""The parser's loop over Lark's LALR(1) tables, and the lexer that tells it each token's terminal.

It does what Lark's own loop does, with three differences that C asks for:

* A state that can only reduce does so *before* the next token is looked at.  So a block's scope is open
  before its first token is classified, and closed before the first token after it is.
* A token that fits nothing is offered once more under another terminal: a typedef name as an ordinary
  identifier (``struct { T T; }``), a keyword as an attribute's name, a pragma as white space.
* The tree builder sees the value stack, so that a declarator can find its specifiers.

Being LALR, it does not recurse: nested brackets cost stack entries of its own, not Python's.  Phases that walk
the tree do recurse (``ccore.stack``), hence ``MAXIMUM_NESTING``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast, final

from ccore.ast.nodes import Declaration, Declarator, Expression, FunctionSuffix
from ccore.diagnostics import Diagnostics
from ccore.dialect import Dialect
from ccore.parser import loop_pragmas
from ccore.parser.errors import SyntaxFailure, describe
from ccore.parser.expressions import ExpressionBuilder
from ccore.parser.pack import PackState
from ccore.parser.recovery import Repairs
from ccore.parser.scope import Scope
from ccore.parser.statements import StatementBuilder
from ccore.parser.tables import ACCEPT, END, Tables, load
from ccore.parser.terminals import spellings
from ccore.preproc.features import has_attribute
from ccore.source import CHARACTER, IDENTIFIER, NUMBER, OTHER, PRAGMA, PUNCTUATOR, STRING, Location, Token

MAXIMUM_NESTING: Final = 10_000
"""Brackets within brackets: more than any source has, and few enough for recursive walks on a large stack."""

IGNORED_PRAGMAS: Final = frozenset({"diagnostic", "unroll", "ivdep", "poison", "system_header", "dependency"})
"""``#pragma GCC`` words that change no declaration."""

_OPERAND: Final = "assignment"

STANDARD_ATTRIBUTES: Final = frozenset(
    {"deprecated", "nodiscard", "maybe_unused", "fallthrough", "noreturn", "Noreturn", "unsequenced", "reproducible"}
)

Rule = tuple[int, list[int], Callable[..., Any] | None]


class Builder(StatementBuilder, ExpressionBuilder):
    """All tree builders, and those that fit anywhere."""

    __slots__ = ("token", "keywords", "in_parentheses", "dropped", "open_head", "surplus")

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__(diagnostics)
        self.keywords: dict[str, int] = {}
        self.in_parentheses = set()
        self.token: Token | None = None
        self.dropped = False  # a parameter list has an error: the function's body is not looked at
        self.open_head = False  # a function's head was read that no body follows
        self.surplus: Token | None = None  # what ended an ``operand`` before its last token

    def next_token(self) -> Token:
        assert self.token is not None
        return self.token

    def list_first(self, value: Any) -> list[Any]:
        return [value]

    def list_more(self, values: list[Any], value: Any) -> list[Any]:
        values.append(value)
        return values

    def list_comma_more(self, values: list[Any], _comma: Token, value: Any) -> list[Any]:
        values.append(value)
        return values

    def concatenate(self, left: list[Any], right: list[Any]) -> list[Any]:
        return left + right

    def concatenate_comma(self, left: list[Any], _comma: Token, right: list[Any]) -> list[Any]:
        return left + right

    def old_first(self, declaration: Declaration) -> list[Declaration]:
        """The first declaration after a declarator: only after a list of parameters' names is that C."""
        below = cast(Declarator, self.values[-2])
        suffix = below.chain[0] if below.chain else None
        if type(suffix) is FunctionSuffix:
            if suffix.identifiers:
                return [declaration]
            self.open_head = True
            if suffix.identifiers is not None:
                for one in declaration.declarators:
                    spelled, where = one.declarator.name, one.declarator.token.location
                    if one.initializer is not None:
                        self.diagnostics.error(f"parameter '{spelled}' is initialized", where)
                    self.diagnostics.error(f"declaration for parameter '{spelled}' but no such parameter", where)
                raise SyntaxFailure
            message = "old-style parameter declarations in prototyped function definition"
            self.diagnostics.error(message, below.token.location)
        else:
            name = below.token
            place = Location(name.line, name.column + len(name.text))
            self.diagnostics.error(f"expected ';' {describe(declaration.token)}", place)
        raise SyntaxFailure

    def empty_list(self) -> list[Any]:
        return []

    def first(self, value: Any, _end: Token) -> Any:
        return value

    def second(self, _open: Token, value: Any, _close: Token) -> Any:
        return value


@final
class Engine:
    """Parses token lists; one for each translation unit.

    ``tables``: the grammar's; ``builder``: makes the nodes; ``file_typedefs``: file-scope typedef names with
    the number of the item that declares each.
    """

    __slots__ = (
        "tables", "builder", "diagnostics", "file_typedefs",
        "_fixed", "_rules", "_kinds", "_names",
    )  # fmt: skip

    def __init__(
        self, dialect: Dialect, diagnostics: Diagnostics, file_typedefs: dict[str, int],
        gnu_keywords: bool | None = None,
    ) -> None:  # fmt: skip
        tables = load()
        self.tables: Tables = tables
        self.diagnostics = diagnostics
        self.builder = Builder(diagnostics)
        self.file_typedefs = file_typedefs
        self._names = {name: number for number, name in enumerate(tables.terminals)}
        self._fixed = spellings(tables.literals, self._names, dialect, gnu_keywords)
        self.builder.keywords = self._fixed
        self._kinds = {
            NUMBER: self._names["NUMBER"],
            CHARACTER: self._names["CHARACTER"],
            STRING: self._names["STRING"],
        }
        builder = self.builder
        self._rules: list[Rule] = [
            (size, tables.gotos[nonterminal], getattr(builder, name) if name else None)
            for size, nonterminal, name in tables.rules
        ]

    @property
    def dropped(self) -> bool:
        """Whether the last parse met an error in a parameter list: GCC then does not look at the body."""
        return self.builder.dropped

    @property
    def open_head(self) -> bool:
        """Whether the last parse met a function's head and then no body."""
        return self.builder.open_head

    def parse(self, tokens: list[Token], start: str, scope: Scope, pack: PackState, body: int = -1) -> Any:
        """Parse tokens from a start symbol.  Errors are reported and mended; raise ``SyntaxFailure`` where that fails.

        ``body``: where not negative, the tokens from there on are a function's body that is not parsed now.
        """
        names = self._names
        fixed = self._fixed
        head = tokens if body < 0 else tokens[:body]
        terminals: list[int | None] = [fixed.get(token.text) for token in head]
        self._check_nesting(tokens, terminals)
        last = tokens[body] if body >= 0 else tokens[-1]
        if body >= 0:
            head.append(last)
            terminals.append(names["FUNCTION_BODY"])
        count = len(head)
        end = names[END]

        builder = self.builder
        builder.scope = scope
        builder.pack = pack
        builder.changed = False
        builder.dropped = builder.open_head = False
        tables = self.tables
        rows = tables.rows
        defaults = tables.defaults
        rules = self._rules
        identifier = names["IDENTIFIER"]
        typedef_name = names["TYPEDEF_NAME"]
        attribute_open = names["ATTRIBUTE_OPEN"]
        local = scope.local
        file_typedefs = scope.file
        number = scope.number

        state = tables.starts[start]
        states = [state]
        values: list[Any] = []
        builder.values = values
        repairs: Repairs | None = None
        position = 0  # of the token after the one looked at
        token = last
        terminal = -1  # none looked at
        while True:
            action = defaults[state]
            if not action:
                if terminal < 0:
                    if position < count:
                        token = head[position]
                        known = terminals[position]
                        position += 1
                        if known is not None:
                            terminal = known
                        elif token.kind == IDENTIFIER and (text := token.text) != "_Atomic":
                            hidden = local.get(text)
                            if hidden is None:
                                hidden = text in file_typedefs and file_typedefs[text] < number
                            if not hidden:
                                terminal = identifier
                            elif position < count and head[position].text == ":" and rows[state][names["RETURN"]]:
                                terminal = identifier  # a label
                            else:
                                terminal = typedef_name
                        else:
                            terminal = self._classify(head, position - 1)
                            if terminal == attribute_open:
                                head, terminals = self._known_arguments(head, terminals, position)
                                count = len(head)
                            if terminal < 0:
                                continue
                    else:
                        terminal = end
                action = rows[state][terminal]
                if action > 0:
                    if action == ACCEPT:
                        return values[0]
                    states.append(action)
                    values.append(token)
                    state = action
                    terminal = -1
                    continue
                if not action:
                    other = self._retry(terminal, token, state, head, position)
                    if other == terminal:
                        if start == _OPERAND:  # it ends before that token
                            if terminal == end:
                                raise SyntaxFailure
                            builder.surplus, terminal = token, end
                            continue
                        if repairs is None:
                            head, terminals = list(head), list(terminals)
                            repairs = Repairs(tables, names, head, terminals, states, builder, self.diagnostics)
                        at_end = terminal == end
                        position = repairs.repair(count if at_end else position - 1, None if at_end else token)
                        count = len(head)
                        state = states[-1]
                        terminal = -1
                        continue
                    terminal = other
                    continue
            size, goto, callback = rules[-action]
            if size == 1:
                if callback is not None:
                    values[-1] = callback(values[-1])
                state = goto[states[-2]]
                states[-1] = state
            elif size == 3:
                third = values.pop()
                second = values.pop()
                values[-1] = callback(values[-1], second, third)  # type: ignore[misc]
                del states[-2:]
                state = goto[states[-2]]
                states[-1] = state
            elif size == 2:
                second = values.pop()
                values[-1] = callback(values[-1], second)  # type: ignore[misc]
                states.pop()
                state = goto[states[-2]]
                states[-1] = state
            elif size:
                arguments = values[-size:]
                del values[-size:]
                values.append(callback(*arguments))  # type: ignore[misc]
                del states[1 - size :]
                state = goto[states[-2]]
                states[-1] = state
                if builder.changed:  # the token looked at was classified in a scope that is over now
                    builder.changed = False
                    if terminal in (identifier, typedef_name):
                        position -= 1
                        terminal = -1
            else:
                builder.token = token
                values.append(callback())  # type: ignore[misc]
                state = goto[states[-1]]
                states.append(state)

    def operand(self, tokens: list[Token]) -> tuple[Expression, Token | None]:
        """The assignment expression that begins with the first token, and the token after it, while another parse is
        under way.  Raises ``SyntaxFailure`` for none; the builder's ``surplus`` is then the token at fault."""
        builder = self.builder
        saved = builder.values, builder.changed, builder.dropped, builder.open_head
        builder.surplus = None
        try:
            found = self.parse(tokens, _OPERAND, builder.scope, builder.pack)
        finally:
            builder.values, builder.changed, builder.dropped, builder.open_head = saved
        return found, builder.surplus

    def _classify(self, tokens: list[Token], position: int) -> int:
        """The terminal of a token that its spelling alone does not tell; -1 for one to skip."""
        token = tokens[position]
        kind = token.kind
        known = self._kinds.get(kind)
        if known is not None:
            return known
        following = tokens[position + 1].text if position + 1 < len(tokens) else ""
        text = token.text
        literals = self.tables.literals
        if kind == PUNCTUATOR:
            if text == "[" or text == "<:":
                return self._names["ATTRIBUTE_OPEN"] if following in ("[", "<:") else literals["["]
            if text == ":":
                named = position + 1 < len(tokens) and tokens[position + 1].kind == IDENTIFIER
                if named and _of_enum(tokens, position):
                    after = self._fixed.get(following)
                    is_type = following in ("typeof", "__typeof__", "typeof_unqual", "_BitInt", "_Atomic")
                    is_type = is_type or after in (self._names["BASIC_TYPE"], self._names["QUALIFIER"])
                    if is_type or (after is None and self.builder.scope.is_typedef(following)):
                        return self._names["ENUM_COLON"]
                return literals[":"]
        if text == "_Atomic":
            return self._names["ATOMIC_TYPE" if following == "(" else "QUALIFIER"]
        if kind == PRAGMA:
            builder = self.builder
            builder.pack = builder.pack.after(text)
            words = text.split(None, 2)
            if not words or words[0] == "pack" or (words[0] == "GCC" and words[1:2] and words[1] in IGNORED_PRAGMAS):
                if loop_pragmas.word_of(token):
                    loop_pragmas.read(self, token, tokens, position + 1)
                return -1
            return self._names["PRAGMA"]
        if kind == OTHER:
            shown = text if text.isprintable() else f"\\{ord(text[0]):o}"
            quote = text.lstrip("uUL8")[:1]
            what = f"missing terminating {quote} character" if quote in "'\"" else f"stray '{shown}' in program"
            self.diagnostics.error(what, token.location)
            return -1
        self.diagnostics.error(f"expected expression before '{text}' token", token.location)
        raise SyntaxFailure

    def _known_arguments(
        self, tokens: list[Token], terminals: list[int | None], start: int
    ) -> tuple[list[Token], list[int | None]]:
        """Drop the arguments of attributes that nobody knows: any balanced tokens (C23 6.7.13.2).

        ``start``: of the second [ of the attributes."""
        drop: list[tuple[int, int]] = []
        position = start + 1
        while position + 1 < len(tokens) and tokens[position].text not in ("]", ":>"):
            if tokens[position].text == "(":
                end = _closing(tokens, position)
                before = tokens[position - 1].text.strip("_")
                scoped = tokens[position - 2].text == ":"
                scope = tokens[position - 4].text.strip("_") if scoped else ""
                known = scope == "gnu" and has_attribute(before) if scoped else before in STANDARD_ATTRIBUTES
                if not known:
                    drop.append((position, end + 1))
                position = end
            position += 1
        if not drop:
            return tokens, terminals
        tokens, terminals = list(tokens), list(terminals)
        for first, end in reversed(drop):
            del tokens[first:end], terminals[first:end]
        return tokens, terminals

    def _retry(self, terminal: int, token: Token, state: int, tokens: list[Token], position: int) -> int:
        """Another terminal for a token that does not fit: -1 to skip it, ``terminal`` where there is none.

        ``position``: of the token after it.
        """
        names = self._names
        row = self.tables.rows[state]
        if terminal == names["TYPEDEF_NAME"] and row[names["IDENTIFIER"]]:
            designator = position < len(tokens) and tokens[position].text == ":"
            if not row[names["NUMBER"]] or designator:  # an expression cannot begin with a type's name
                return names["IDENTIFIER"]
        if token.kind == IDENTIFIER and terminal != names[END] and row[names["WORD"]]:
            return names["WORD"]
        if terminal == names["PRAGMA"] and not token.text.startswith("STDC"):
            return -1
        if terminal == names["PRAGMA"] and row[self._fixed["if"]]:  # a part of a statement may begin here
            self.builder.member_pragma(token)
            return -1
        return terminal

    def _check_nesting(self, tokens: list[Token], terminals: list[int | None]) -> None:
        """Stop at brackets that nest too deep for the phases that walk the tree."""
        literals = self.tables.literals
        if sum(terminals.count(literals[text]) for text in "({]") <= MAXIMUM_NESTING:  # "[" is told by its context
            return
        depth = 0
        for token in tokens:
            text = token.text
            if text in "([{" or text == "<:" or text == "<%":
                depth += 1
                if depth > MAXIMUM_NESTING:
                    self.diagnostics.fatal(
                        f"bracket nesting level exceeded maximum of {MAXIMUM_NESTING}", token.location
                    )
            elif text in ")]}" or text == ":>" or text == "%>":
                depth -= 1


def _closing(tokens: list[Token], start: int) -> int:
    """The position of the bracket that closes the one at ``start``, or the last position."""
    depth = 0
    for position in range(start, len(tokens)):
        text = tokens[position].text
        depth += (text in ("(", "[", "{")) - (text in (")", "]", "}"))
        if not depth:
            return position
    return len(tokens) - 1


def _of_enum(tokens: list[Token], colon: int) -> bool:
    """Whether ``enum``, attributes and perhaps a tag stand before a colon."""
    position = colon - 1
    if position >= 1 and tokens[position].kind == IDENTIFIER and tokens[position].text != "enum":
        position -= 1
    while position > 0 and tokens[position].text in ("]", ")"):  # attributes
        depth = 0
        while position > 0:
            text = tokens[position].text
            depth += (text in ("]", ")")) - (text in ("[", "("))
            position -= 1
            if not depth:
                break
        if tokens[position].text in ("__attribute__", "__attribute"):
            position -= 1
    return position >= 0 and tokens[position].text == "enum"
