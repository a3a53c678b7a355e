"""Macros: their definition (C17 6.10.3), comparison and printed form.

A ``Macro`` never changes after it was made and is compared by identity, so that whoever remembers an
expansion can tell whether it still holds by comparing the macros that it met.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, final

from ccore.preproc.scan import NOWHERE, SYSTEM
from ccore.source import IDENTIFIER, PUNCTUATOR, Location, Token

# Built-in macros that are computed when they are met.
ORDINARY: Final = 0
LINE_: Final = 1
FILE_: Final = 2
BASE_FILE: Final = 3
COUNTER: Final = 4
INCLUDE_LEVEL: Final = 5
DATE: Final = 6
TIME: Final = 7
TIMESTAMP: Final = 8
DEFINED: Final = 9
PRAGMA_OPERATOR: Final = 10
POISONED: Final = 11
HAS_INCLUDE: Final = 12
HAS_EMBED: Final = 17
HAS_INCLUDE_NEXT: Final = 13
HAS_ATTRIBUTE: Final = 14
HAS_BUILTIN: Final = 15
HAS_C_ATTRIBUTE: Final = 16


@final
class Element:
    """One element of a function-like macro's replacement list that is more than a plain token.

    ``parameter``: its number, or -1.  ``paste``: "##" follows.  ``optional``: the contents of __VA_OPT__.
    """

    __slots__ = ("token", "parameter", "stringify", "paste", "optional")

    def __init__(
        self, token: Token, parameter: int, stringify: bool, optional: tuple[Element, ...] | None = None
    ) -> None:
        self.token = token
        self.parameter = parameter
        self.stringify = stringify
        self.paste = False
        self.optional = optional


@final
class Macro:
    """A macro.  ``parameters`` is None for an object-like one.

    ``body`` holds the replacement list as it was written.  ``parts`` is the fast form of a function-like
    macro without # and ##: tuples of tokens, and parameters as numbers (twice the index, plus one if
    white space stands before it); ``elements`` is the form for all others.
    """

    __slots__ = (
        "name", "parameters", "variadic", "body", "spaced", "plain", "parts", "elements", "builtin", "location",
        "variable",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        parameters: tuple[str, ...] | None,
        variadic: bool,
        body: tuple[Token, ...],
        location: Location | None = None,
        builtin: int = ORDINARY,
        variable: str = "",
    ) -> None:
        self.name = name
        self.parameters = parameters
        self.variadic = variadic
        self.variable = variable  # the name of the variable parameter as written: "..." or "args..."
        self.body = body
        self.location = location
        self.builtin = builtin
        self.spaced: tuple[Token, ...] = body
        if body and not body[0].space:
            self.spaced = (with_space(body[0], True), *body[1:])
        self.plain = parameters is None and not any(t.kind == IDENTIFIER or t.text in _PASTES for t in body)
        self.parts: tuple[tuple[Token, ...] | int, ...] | None = None
        self.elements: tuple[Element, ...] | None = None

    def __repr__(self) -> str:
        return f"<Macro {self.name}>"

    def same_as(self, other: Macro) -> bool:
        """Whether a second definition is allowed beside this one (C17 6.10.3p2)."""
        if self.builtin or other.builtin:
            return False
        if self.parameters != other.parameters or self.variadic != other.variadic or len(self.body) != len(other.body):
            return False
        for index, (a, b) in enumerate(zip(self.body, other.body)):
            if a.text != b.text or a.kind != b.kind or (index and a.space != b.space):
                return False
        return True

    @property
    def head(self) -> str:
        """The name, with the parameters, as a #define line has them."""
        if self.parameters is None:
            return self.name
        names = list(self.parameters)
        if self.variadic:
            names[-1] = self.variable
        return f"{self.name}({','.join(names)})"

    @property
    def body_text(self) -> str:
        """The replacement list as text."""
        spaced = [(" " if t.space or t.text in _PASTES else "") + t.text for t in self.body]
        return "".join(spaced).removeprefix(" ")


_PASTES: Final = ("##", "%:%:")
_HASHES: Final = ("#", "%:")


def with_space(token: Token, space: bool) -> Token:
    """The token with white space before it, or without."""
    return Token(token.kind, token.text, space, token.line, token.column, token.no_expand)


class DefinitionError(Exception):
    """What is wrong with a definition, and at which token (None: at the directive's name)."""

    def __init__(self, message: str, token: Token | None) -> None:
        super().__init__(message)
        self.message = message
        self.token = token


def parse_definition(
    tokens: list[Token], location: Location, assembler: bool, warn: Callable[[str, Token], None]
) -> Macro:
    """The macro that the tokens after "#define" define (C17 6.10.3).  Raises ``DefinitionError``."""
    if not tokens:
        raise DefinitionError("no macro name given in #define directive", None)
    name = tokens[0]
    if name.kind != IDENTIFIER:
        raise DefinitionError("macro names must be identifiers", name)
    if name.text == "defined":
        raise DefinitionError('cannot use "defined" as a macro name', name)
    if name.text == "__VA_ARGS__":
        raise DefinitionError("__VA_ARGS__ can only appear in the expansion of a C99 variadic macro", name)
    parameters: list[str] | None = None
    variadic = False
    variable = ""
    start = 1
    if len(tokens) > 1 and tokens[1].text == "(" and not tokens[1].space:
        parameters, variable, start = _parse_parameters(tokens)
        variadic = bool(variable)
    elif len(tokens) > 1 and not tokens[1].space:
        warn("ISO C99 requires whitespace after the macro name", tokens[1])
    body: list[Token] = []
    token_class = Token
    nowhere = SYSTEM if location.line.system else NOWHERE
    for index, t in enumerate(tokens[start:]):
        body.append(token_class(t.kind, t.text, t.space and index > 0, nowhere, 0))
    if body:
        if body[0].text in _PASTES:
            raise DefinitionError("'##' cannot appear at either end of a macro expansion", tokens[start])
        if body[-1].text in _PASTES:
            raise DefinitionError("'##' cannot appear at either end of a macro expansion", tokens[-1])
    macro = Macro(
        name.text,
        None if parameters is None else tuple(parameters),
        variadic,
        tuple(body),
        location,
        ORDINARY,
        variable,
    )
    if variable != "..." and any(t.text == "__VA_ARGS__" for t in body):
        warn("__VA_ARGS__ can only appear in the expansion of a C99 variadic macro", name)
    if parameters is not None:
        _prepare(macro, tokens[start:], assembler)
    elif any(t.text in _PASTES for t in body):
        macro.elements = _elements(macro, body, tokens[start:], assembler)
    return macro


def _parse_parameters(tokens: list[Token]) -> tuple[list[str], str, int]:
    """Names, the variable parameter as written, and the index after ")"."""
    names: list[str] = []
    index = 2
    variable = ""
    while True:
        if index >= len(tokens):
            raise DefinitionError(
                "expected parameter name before end of line" if not names else "expected ')' before end of line",
                tokens[-1],
            )
        token = tokens[index]
        if token.text == ")" and not names:
            return names, variable, index + 1
        if token.text == "...":
            names.append("__VA_ARGS__")
            variable = "..."
        elif token.kind == IDENTIFIER:
            if token.text in names:
                raise DefinitionError(f'duplicate macro parameter "{token.text}"', token)
            if token.text == "__VA_ARGS__":
                raise DefinitionError("__VA_ARGS__ can only appear in the expansion of a C99 variadic macro", token)
            names.append(token.text)
            if index + 1 < len(tokens) and tokens[index + 1].text == "...":
                variable = token.text + "..."
                index += 1
        else:
            raise DefinitionError(f'expected parameter name, found "{token.text}"', token)
        index += 1
        if index >= len(tokens):
            raise DefinitionError("expected ')' before end of line", tokens[-1])
        token = tokens[index]
        if token.text == ")":
            return names, variable, index + 1
        if variable:
            raise DefinitionError("expected ')' after \"...\"", token)
        if token.text != ",":
            raise DefinitionError(f"expected ',' or ')', found \"{token.text}\"", token)
        index += 1


def _prepare(macro: Macro, written: list[Token], assembler: bool) -> None:
    parameters = macro.parameters
    assert parameters is not None
    numbers = {name: i for i, name in enumerate(parameters)}
    for t in macro.body:
        if t.kind == PUNCTUATOR and (t.text in _PASTES or t.text in _HASHES):
            break
        if macro.variadic and t.text == "__VA_OPT__":
            break
    else:
        parts: list[tuple[Token, ...] | int] = []
        plain: list[Token] = []
        for t in macro.body:
            number = numbers.get(t.text, -1)
            if number < 0:
                plain.append(t)
                continue
            if plain:
                parts.append(tuple(plain))
                plain = []
            parts.append(number * 2 + t.space)
        if plain:
            parts.append(tuple(plain))
        macro.parts = tuple(parts)
        return
    macro.elements = _elements(macro, list(macro.body), written, assembler)


def _elements(macro: Macro, body: list[Token], written: list[Token], assembler: bool) -> tuple[Element, ...]:
    numbers = {name: i for i, name in enumerate(macro.parameters or ())}
    out: list[Element] = []
    index = 0
    count = len(body)
    while index < count:
        t = body[index]
        if t.text in _PASTES and t.kind == PUNCTUATOR:
            if not out:  # at the beginning of __VA_OPT__'s contents
                raise DefinitionError("'##' cannot appear at either end of __VA_OPT__", written[index])
            out[-1].paste = True
            index += 1
            continue
        stringify = False
        if t.text in _HASHES and t.kind == PUNCTUATOR and macro.parameters is not None:
            following = body[index + 1] if index + 1 < count else None
            named = following is not None and (
                following.text in numbers or (following.text == "__VA_OPT__" and macro.variadic)
            )
            if named and following is not None:
                stringify = True
                index += 1
                t = Token(following.kind, following.text, t.space, t.line, 0)
            elif not assembler:
                raise DefinitionError("'#' is not followed by a macro parameter", written[index])
        if t.text == "__VA_OPT__" and macro.variadic:
            close = _closing(body, index + 1)
            if close < 0:
                raise DefinitionError("unterminated __VA_OPT__", written[index])
            inner = _elements(macro, body[index + 2 : close], written[index + 2 : close], assembler)
            if inner and inner[-1].paste:
                raise DefinitionError("'##' cannot appear at either end of __VA_OPT__", written[index])
            out.append(Element(t, -1, stringify, inner))
            index = close + 1
            continue
        out.append(Element(t, numbers.get(t.text, -1) if t.kind == IDENTIFIER else -1, stringify))
        index += 1
    return tuple(out)


def _closing(body: list[Token], index: int) -> int:
    """The index of the ")" that matches the "(" at ``index``; -1 if there is none."""
    if index >= len(body) or body[index].text != "(":
        return -1
    depth = 0
    for i in range(index, len(body)):
        text = body[i].text
        if text == "(":
            depth += 1
        elif text == ")":
            depth -= 1
            if not depth:
                return i
    return -1


def _builtin(name: str, code: int, parameters: tuple[str, ...] | None = None) -> Macro:
    return Macro(name, parameters, parameters is not None, (), None, code, "...")


BUILTINS: Final[dict[str, Macro]] = {
    m.name: m
    for m in (
        _builtin("__LINE__", LINE_),
        _builtin("__FILE__", FILE_),
        _builtin("__BASE_FILE__", BASE_FILE),
        _builtin("__COUNTER__", COUNTER),
        _builtin("__INCLUDE_LEVEL__", INCLUDE_LEVEL),
        _builtin("__DATE__", DATE),
        _builtin("__TIME__", TIME),
        _builtin("__TIMESTAMP__", TIMESTAMP),
        _builtin("defined", DEFINED),
        _builtin("_Pragma", PRAGMA_OPERATOR),
        _builtin("__has_include", HAS_INCLUDE, ("...",)),
        _builtin("__has_include_next", HAS_INCLUDE_NEXT, ("...",)),
        _builtin("__has_attribute", HAS_ATTRIBUTE, ("...",)),
        _builtin("__has_cpp_attribute", HAS_C_ATTRIBUTE, ("...",)),
        _builtin("__has_c_attribute", HAS_C_ATTRIBUTE, ("...",)),
        _builtin("__has_builtin", HAS_BUILTIN, ("...",)),
    )
}
"""The same objects in every translation unit, so that remembered expansions stay valid."""

C23_BUILTINS: Final[dict[str, Macro]] = {"__has_embed": _builtin("__has_embed", HAS_EMBED, ("...",))}

HIDDEN: Final = frozenset({"defined", "_Pragma"})
"""Names in the macro table that #ifdef must not see."""
