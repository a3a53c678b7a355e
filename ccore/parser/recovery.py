"""Going on after a syntax error: what to put in or leave out so that the rest can be read.

The repairs follow what GCC does, so that the messages that come after are the same:

* where one closing token is missing (``;``, ``)``, ``]``, ``}``), it is put in, and what follows is left out up to and
  including the next such token of that level: ``f(1 2);`` is read as ``f(1);``;
* where an operand is missing, a nameless identifier is put in, which has the type of an error: ``x = ;``;
* a name where only a type can stand is taken for a nameless type: ``wrod x;``;
* else the parser goes back to where a statement, a member or a declaration may begin, and leaves out tokens
  up to its end.

Until the end of a statement has been read, further errors are not reported (they would be about the same mistake).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from ccore.ast.nodes import Specifiers
from ccore.diagnostics import Diagnostics
from ccore.parser.errors import (
    TAG_WORDS,
    SyntaxFailure,
    after_tag,
    expected,
    heads_function,
    report,
    second_type,
    within_if,
)
from ccore.parser.scope import Scope
from ccore.parser.tables import END, Tables
from ccore.source import IDENTIFIER, PRAGMA, PUNCTUATOR, Token

if TYPE_CHECKING:
    from ccore.parser.engine import Builder

_OPENERS: Final = {"(": ")", "[": "]", "{": "}", "<:": "]", "<%": "}"}
_CLOSERS: Final = {")": ")", "]": "]", "}": "}", ":>": "]", "%>": "}"}
_MISSING: Final = (";", ")", "]", "}", ":")
"""What may be put in, in the order in which it is thought of; at the end of the input, in that of the next."""
_MISSING_AT_END: Final = ("}", ")", "]", ";", ":")
_SCOPES: Final = (
    "block_open", "for_open", "nested_head", "if_word", "switch_word", "while_word", "do_word", "body_open"
)  # fmt: skip
"""The nonterminals that enter a scope, which what is made of them leaves."""
_MANY: Final = 8  # repairs at one place: then leave out


@final
class Repairs:
    """The recovery of one parse.

    ``tokens`` and ``terminals`` are the parse's own lists: they are changed.  ``states`` and ``values``: its stacks.
    """

    def __init__(
        self,
        tables: Tables,
        names: dict[str, int],
        tokens: list[Token],
        terminals: list[int | None],
        states: list[int],
        builder: Builder,
        diagnostics: Diagnostics,
    ) -> None:
        self.tables = tables
        self.names = names
        self.tokens = tokens
        self.terminals = terminals
        self.states = states
        self.values = builder.values
        self.scope: Scope = builder.scope
        self.builder = builder
        self.diagnostics = diagnostics
        self._spelled = {number: text for text, number in tables.literals.items()}
        self._entering = {
            goto
            for name in _SCOPES
            for goto in tables.gotos[tables.nonterminals.index(name)]
            if goto
        }
        self._bases = {
            goto
            for name in ("externals", "members")
            for goto in tables.gotos[tables.nonterminals.index(name)]
            if goto
        }
        self._loops = {goto for goto in tables.gotos[tables.nonterminals.index("for_open")] if goto}
        self._quiet = -1  # errors before this index are not reported
        self._said: set[tuple[object, int]] = set()  # places of those reported
        self._place = -1
        self._count = 0  # repairs at that place
        self._left = 2 * len(tokens) + 100  # repairs until it is given up

    def repair(self, index: int, found: Token | None) -> int:
        """Mend the error at a token (None: the end); the index to go on from.

        Raises ``SyntaxFailure`` where nothing is left to read.
        """
        self._left -= 1
        if self._left < 0:
            raise SyntaxFailure
        if index == self._place:
            self._count += 1
        else:
            self._place, self._count = index, 0
        could = {
            self._spelled.get(number) or self.tables.terminals[number] for number in expected(self.tables, self.states)
        }
        unknown = None
        near = self.tokens[min(index, len(self.tokens) - 1)]
        place = (near.line, near.column if found is not None else -1)
        after = could == {END}  # of a function's body: with a brace too many, or other declarations
        if index >= self._quiet and place not in self._said and not (after and near.text != "}"):
            self._said.add(place)
            unknown = report(self.tables, self.states, self.tokens, index, found, self.builder, self.diagnostics)
        if found is not None and found.text != "{" and heads_function(could, self.values):
            self.builder.open_head = True
        if found is not None and after_tag(could, found, self.values):
            self._quiet = -1
            return self._put(index, Token(PUNCTUATOR, ";", False, near.line, near.column), self.tables.literals[";"])
        if found is not None and second_type(could, found):
            self._quiet = -1
            end = index + 1
            if found.text in TAG_WORDS and end < len(self.tokens) and self.tokens[end].kind == IDENTIFIER:
                end += 1
            del self.tokens[index:end], self.terminals[index:end]
            return index
        if after:
            del self.tokens[index:], self.terminals[index:]
            return index
        self._quiet = max(self._quiet, self._end_of_statement(index))
        if unknown is not None and self._count < 2 and (at := self._take_as_type(unknown, index)) >= 0:
            self._quiet = -1
            self.builder.dropped = self.builder.dropped or self._in_parameters(could)
            return at
        if self._count >= _MANY:
            return self._leave_out(index)
        text = found.text if found is not None else ""
        if text == "else" and "return" in could and within_if(self.values):
            return self._put(index, Token(PUNCTUATOR, "}", False, near.line, near.column), self.tables.literals["}"])
        if found is not None and "return" in could and text in ("else", ")", "]"):
            del self.tokens[index], self.terminals[index]
            self._quiet = index + 1
            return index
        if could == {"while"}:
            return self._close_do(index)
        operand = "NUMBER" in could and "BINARY" not in could and "return" not in could
        if operand or could == {"IDENTIFIER"} or could == {"IDENTIFIER", "*"}:
            return self._put(index, Token(IDENTIFIER, "", True, near.line, near.column), self.names["IDENTIFIER"])
        if not self._in_parameters(could) and not (found is not None and self._at_start(could)):
            for closer in _MISSING if found is not None else _MISSING_AT_END:
                if closer in could:
                    return self._close(index, closer, found, could)
        return self._leave_out(index)

    def _put(self, index: int, token: Token, terminal: int | None) -> int:
        self.tokens.insert(index, token)
        self.terminals.insert(index, terminal)
        self._quiet += 1
        return index

    def _at_start(self, could: set[str]) -> bool:
        """Whether a ";" here would be an empty statement, member or declaration."""
        if "return" in could or len(self.states) == 1 or self.states[-1] in self._bases:
            return True
        top = self.values[-1]
        return "IDENTIFIER" in could and type(top) is Specifiers and top.struct is None and top.enum is None

    def _in_parameters(self, could: set[str]) -> bool:
        """Whether the error is between a function's parameters: GCC drops such a declarator as a whole."""
        if "BINARY" in could:
            return False
        return {"...", "BASIC_TYPE"} <= could or {",", ")", "__attribute__"} <= could

    def _end_of_statement(self, index: int) -> int:
        """The index after the next token that ends or opens something."""
        for position in range(index, len(self.tokens)):
            if self.tokens[position].text in (";", "{", "}"):
                return position + 1
        return len(self.tokens)

    def _take_as_type(self, unknown: Token, index: int) -> int:
        """Go back to an unknown name and take it for a type; -1 if that is impossible."""
        tokens, rows, typedef_name = self.tokens, self.tables.rows, self.names["TYPEDEF_NAME"]
        at = index if index < len(tokens) and tokens[index] is unknown else index - 1
        if at < 0 or tokens[at] is not unknown:
            return -1
        if at < index:
            depth = len(self.states) - 1
            while not rows[self.states[depth - 1]][typedef_name]:
                depth -= 1
                if not depth or len(self.states) - depth > 3:
                    return -1
            self._cut(depth)
        elif not rows[self.states[-1]][typedef_name]:
            return -1
        tokens[at] = Token(IDENTIFIER, "", unknown.space, unknown.line, unknown.column)
        self.terminals[at] = typedef_name
        return at

    def _close_do(self, index: int) -> int:
        """Put in ``while (x);`` instead of what follows up to the next ";"."""
        near = self.tokens[min(index, len(self.tokens) - 1)]
        end = self._skip(index, ";")
        del self.tokens[index:end], self.terminals[index:end]
        for text in (";", ")", "", "(", "while"):
            kind = IDENTIFIER if text in ("", "while") else PUNCTUATOR
            terminal = self.tables.literals[text] if text else self.names["IDENTIFIER"]
            self._put(index, Token(kind, text, False, near.line, near.column), terminal)
        self._quiet = index + 5
        return index

    def _close(self, index: int, closer: str, found: Token | None, could: set[str]) -> int:
        """Put in a closing token, and leave out what follows up to the next one of its level, if that comes."""
        near = self.tokens[min(index, len(self.tokens) - 1)]
        made = Token(PUNCTUATOR, closer, False, near.line, near.column)
        terminal = self.tables.literals[closer] if closer != ":" else None
        if found is not None and closer != ":":
            end = self._skip(index, closer)
            if end > index:
                del self.tokens[index:end], self.terminals[index:end]
                self._quiet = max(index, self._quiet - (end - index))
        self._put(index, made, terminal)
        if closer == ")" and {",", "BINARY"} <= could:  # an argument or operand is missing too, as far as one knows
            self._put(index, Token(IDENTIFIER, "", False, near.line, near.column), self.names["IDENTIFIER"])
            self._put(index, Token(PUNCTUATOR, ",", False, near.line, near.column), self.tables.literals[","])
        if closer == ";" and not self._in_for():
            self._quiet = index + 1
        return index

    def _in_for(self) -> bool:
        """Whether the error is between the parentheses of a for."""
        statement = self.tables.literals["return"]
        for state in reversed(self.states):
            if state in self._loops:
                return True
            if self.tables.rows[state][statement]:
                return False
        return False

    def _skip(self, index: int, closer: str) -> int:
        """The index after the next ``closer`` of this level; ``index`` if something else ends it before."""
        tokens, depth = self.tokens, 0
        over = self._in_for()
        for position in range(index, len(tokens)):
            text = tokens[position].text
            if self.terminals[position] == self.names["FUNCTION_BODY"]:
                return position if closer == ";" else index
            if tokens[position].kind == PRAGMA and closer == ";" and not depth:  # it ends a declaration
                return position + 1
            if text == closer and not depth:
                return position + 1
            if text in _OPENERS:
                if closer in ")]" and _OPENERS[text] == "}":
                    return index
                depth += 1
            elif text in _CLOSERS:
                if not depth:
                    return position if closer == ";" else index
                depth -= 1
            elif text == ";" and not depth and closer in ")]" and not over:
                return index
        return len(tokens) if closer == ";" else index

    def _leave_out(self, index: int) -> int:
        """Go back to where a statement or declaration may begin, and leave out tokens up to its end."""
        rows, states = self.tables.rows, self.states
        statement = self.tables.literals["return"]
        depth = len(states)
        while depth > 1 and not (rows[states[depth - 1]][statement] or states[depth - 1] in self._bases):
            depth -= 1
        before = len(states)
        opened = [
            "for" if state in self._loops else value.text
            for state, value in zip(states[depth:], self.values[depth - 1 :])
            if state in self._loops or (type(value) is Token and value.text in _OPENERS)
        ]
        self._cut(depth)
        end = self._end(index, opened)
        if end >= len(self.tokens) or self.tokens[end].text in ("}", "%>"):  # the end of a block: of which?
            brace = self.tables.literals["}"]
            while depth > 1 and not (rows[states[depth - 1]][brace] or states[depth - 1] in self._bases):
                depth -= 1
            self._cut(depth)
        if end == index and len(states) == before:
            end += 1
        elif len(states) == before and rows[states[-1]][statement] and not rows[states[-1]][self.tables.literals["}"]]:
            end -= self.tokens[end - 1].text == ";"  # what an if or a loop governs: an empty statement instead
        if end > len(self.tokens) or (end == len(self.tokens) and not self.values):
            raise SyntaxFailure
        del self.tokens[index:end], self.terminals[index:end]
        self._quiet = -1
        return index

    def _end(self, index: int, opened: list[str]) -> int:
        """The index after the statement or declaration under way; ``opened``: its brackets that are open there."""
        tokens = self.tokens
        stack = list(opened)
        for position in range(index, len(tokens)):
            text = tokens[position].text
            if self.terminals[position] == self.names["FUNCTION_BODY"]:
                return position + 1
            if text in _OPENERS:
                stack.append("for" if text == "(" and position and tokens[position - 1].text == "for" else text)
            elif text in _CLOSERS:
                wanted = _CLOSERS[text]
                if wanted == "}":
                    while stack and stack[-1] not in ("{", "<%"):
                        stack.pop()
                    if not stack:
                        return position
                    stack.pop()
                    if not stack:
                        return position + 1
                elif stack and _OPENERS.get(stack[-1], ")") == wanted:
                    if stack.pop() == "for" and not stack:
                        return position + 1
            elif text == ";" and not any(opener in ("{", "<%", "for") for opener in stack):
                return position + 1
        return len(tokens)

    def _cut(self, depth: int) -> None:
        """Take the stacks back to a depth, and leave the scopes that were entered since."""
        left = sum(state in self._entering for state in self.states[depth:])
        del self.states[depth:]
        del self.values[depth - 1 :]
        for _ in range(left):
            self.scope.pop()
