"""Syntax errors in GCC's words, from what the LALR tables say could have come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ccore.ast.nodes import Declarator, EnumSpecifier, FunctionSuffix, Specifiers, StructSpecifier
from ccore.diagnostics import Diagnostics, FixIt
from ccore.diagnostics.spelling import TYPE_WORDS, suggestion
from ccore.parser.scope import Scope
from ccore.parser.tables import Tables
from ccore.source import CHARACTER, IDENTIFIER, NUMBER, PRAGMA, STRING, Line, Location, Token

if TYPE_CHECKING:
    from ccore.parser.engine import Builder


class SyntaxFailure(Exception):
    """An item has a syntax error, which was reported and cannot be mended."""


TAG_WORDS: Final = frozenset({"struct", "union", "enum"})
_TYPE_STARTS: Final = frozenset(TYPE_WORDS) | TAG_WORDS
"""Words that begin a declaration."""
_TWO_TYPES: Final = "two or more data types in declaration specifiers"
_STATEMENT_STARTS: Final = frozenset({";", "{", "}", ":", "else", "do"})
_CLOSERS: Final = (";", ")", "]", "}", ":")
"""In the order in which a missing one is named where several could come."""

_REQUIRED: Final = ("'}'", "')'", "']'", "'{'", "';', ',' or ')'")
"""What GCC misses at the very end of the file, not at its last token."""

_DESCRIPTIONS: Final[dict[int, str]] = {
    NUMBER: "numeric constant",
    CHARACTER: "character constant",
    STRING: "string constant",
    PRAGMA: "'#pragma'",
}


def expected(tables: Tables, states: list[int]) -> set[int]:
    """The terminals that could come after a stack of states (exactly: every reduction is tried)."""
    result: set[int] = set()
    for terminal in range(len(tables.terminals)):
        stack = list(states)
        while True:
            action = tables.defaults[stack[-1]] or tables.rows[stack[-1]][terminal]
            if action >= 0:
                if action:
                    result.add(terminal)
                break
            size, nonterminal, _ = tables.rules[-action]
            if size:
                del stack[-size:]
            stack.append(tables.gotos[nonterminal][stack[-1]])
    return result


def describe(token: Token | None) -> str:
    """A token as GCC's "before ..." names it; None is the end of input."""
    if token is None:
        return "at end of input"
    if token.kind == IDENTIFIER:
        return f"before '{token.text}'"
    return f"before {_DESCRIPTIONS.get(token.kind) or repr(token.text) + ' token'}"


def report(
    tables: Tables,
    states: list[int],
    tokens: list[Token],
    index: int,
    found: Token | None,
    builder: Builder,
    diagnostics: Diagnostics,
) -> Token | None:
    """Report the syntax error at ``tokens[index]`` (``found``, None at the end of the tokens).

    Returns the identifier that should have been a type's name, if that is what is wrong.
    """
    spelled = {number: text for text, number in tables.literals.items()}
    could = {spelled.get(number) or tables.terminals[number] for number in expected(tables, states)}
    previous = tokens[index - 1] if index > 0 else None
    place = found or previous or tokens[0]
    unknown = _unknown_type(could, tokens, index, found, builder)
    if unknown is not None:
        near = suggestion(unknown.text, _types(builder.scope))
        fixits = [FixIt(unknown.location, len(unknown.text), near)] if near else []
        hint = f"; did you mean '{near}'?" if near else ""
        diagnostics.error(f"unknown type name '{unknown.text}'{hint}", unknown.location, fixits)
        return unknown
    what, missing = _wanted(could, found, previous, builder)
    if found is None and what in _REQUIRED:
        location = end_of(place)
    elif found is None:
        text = place.line.file.line_text(place.line.number)
        location = Location(place.line, len(text) - len(text.lstrip()) + 1)
    elif missing and previous is not None and previous.kind != PRAGMA:
        location = Location(previous.line, previous.column + len(previous.text))
    else:
        location = place.location
    if "'if'" in what or what is _TWO_TYPES:
        diagnostics.error(what, location)
    elif missing and found is not None and location is not place.location:
        fixits = [FixIt(location, 0, what[1:-1])]
        diagnostics.error(f"expected {what} {describe(found)}", location, fixits, [(found.location, len(found.text))])
    else:
        diagnostics.error(f"expected {what} {describe(found)}", location)
    return None


def end_of(token: Token) -> Location:
    """The place after the last line of a token's file."""
    source = token.line.file
    return Location(Line(source, source.text.count("\n") + 1), 1)


def _types(scope: Scope) -> list[str]:
    """The names of types in scope, and the keywords that begin a type."""
    names = [name for name, is_type in scope.local.items() if is_type]
    names += [name for name, number in scope.file.items() if number < scope.number and name[:1] != "_"]
    return [*names, *TYPE_WORDS]


def _unknown_type(
    could: set[str], tokens: list[Token], index: int, found: Token | None, builder: Builder
) -> Token | None:
    """The identifier that should have been a type's name, if that is what is wrong."""
    if found is None:
        return None
    if index > 0 and (found.kind == IDENTIFIER or found.text == "*"):
        previous = tokens[index - 1]
        if _may_be_type(could, tokens, index, found, builder):
            return previous
    if "FUNCTION_BODY" in could and found.kind == IDENTIFIER and index + 1 < len(tokens):
        name = tokens[index + 1]  # an old-style parameter's type
        if _is_new(found.text, builder) and (name.kind == IDENTIFIER or name.text == "*"):
            return found
    if found.kind == IDENTIFIER and "BASIC_TYPE" in could and "NUMBER" not in could and "=" not in could:
        following = tokens[index + 1].text if index + 1 < len(tokens) else "="
        if _is_new(found.text, builder) and following not in ("=", "("):
            return found
    return None


def _is_new(name: str, builder: Builder) -> bool:
    """Whether a word is neither a keyword nor declared in the item so far."""
    return name not in builder.keywords and name not in builder.scope.local


def _may_be_type(could: set[str], tokens: list[Token], index: int, found: Token, builder: Builder) -> bool:
    """Whether the token before ``found`` stands where a type's name would make sense of both."""
    previous = tokens[index - 1]
    if previous.kind != IDENTIFIER or "IDENTIFIER" in could and "BINARY" not in could:
        return False
    before = tokens[index - 2].text if index > 1 else ";"
    if before in TAG_WORDS or not _is_name(previous, builder):
        return False
    if "BINARY" not in could and builder.values[-1] is previous:  # an enumerator's name, a tag
        return False
    if "BINARY" in could:  # an expression so far
        return (
            (before in _STATEMENT_STARTS or (before == "(" and index > 2 and tokens[index - 3].text == "for"))
            and found.kind == IDENTIFIER and previous.text not in builder.scope.local
        )
    return before not in ("*", "&", ".", "->", "goto", ")", "]") and not _has_type(builder)


def _is_name(token: Token, builder: Builder) -> bool:
    """Whether the top of the parser's stack is that token as an identifier or declarator."""
    top = builder.values[-1] if builder.values else None
    if type(top) is list:
        return bool(top) and top[-1] is token
    if top is token:
        return token.text not in builder.keywords
    return type(top).__name__ in ("Identifier", "Declarator") and top.token is token  # type: ignore[union-attr]


def _has_type(builder: Builder) -> bool:
    """Whether the specifiers nearest to the top of the stack name a type."""
    for value in reversed(builder.values):
        kind = type(value).__name__
        if kind == "Specifiers":
            return bool(
                value.basic or value.typedef_name or value.struct or value.enum or value.typeof or value.atomic
            )
        if kind == "Token" and value.text == "(":
            return False
    return False


def within_if(values: list[Any]) -> bool:
    """Whether what is read is in a block that an ``if`` governs, before its ``else``."""
    position = len(values) - 1
    while position >= 0:
        text = values[position].text if type(values[position]) is Token else ""
        if text == "if":
            return True
        if text in ("while", "for", "do", "switch"):
            return False
        position -= 6 if text == "else" else 1  # if ( condition ) statement else
    return False


def after_tag(could: set[str], found: Token, values: list[Any]) -> bool:
    """Whether another declaration begins right after the body of a structure, union or enumeration."""
    if not {";", "IDENTIFIER", "("} <= could or found.text not in _TYPE_STARTS or not values:
        return False
    top = values[-1]
    if type(top) is Specifiers:
        top = top.struct or top.enum
    if type(top) is StructSpecifier:
        return top.members is not None
    return type(top) is EnumSpecifier and top.enumerators is not None


def heads_function(could: set[str], values: list[Any]) -> bool:
    """Whether a function's declarator has been read: old-style declarations of its parameters may follow."""
    top = values[-1] if values else None
    return "FUNCTION_BODY" in could and (
        type(top) is Declarator and bool(top.chain) and type(top.chain[0]) is FunctionSuffix
    )


def second_type(could: set[str], found: Token) -> bool:
    """Whether specifiers that have a type are followed by another, that a keyword begins."""
    if not {"STORAGE", "QUALIFIER", "IDENTIFIER"} <= could or "NUMBER" in could:
        return False
    return found.text in TAG_WORDS or ("BASIC_TYPE" not in could and found.text in TYPE_WORDS)


def _in_initializer(builder: Builder) -> bool:
    """Whether the top of the stack is a declaration's initialiser."""
    values = builder.values
    for position in range(len(values) - 1, 0, -1):
        value = values[position]
        if type(value) is Token and value.text in ("(", "[", "{", "return", ";"):
            return False
        if type(value) is Token and value.text == "=" and type(values[position - 1]).__name__ == "InitDeclarator":
            return True
    return type(values[-1]).__name__ == "InitDeclarator" and values[-1].initializer is not None if values else False


def _wanted(could: set[str], found: Token | None, previous: Token | None, builder: Builder) -> tuple[str, bool]:
    """What GCC says that it expected, and whether it is one token missing after the previous one."""
    text = found.text if found is not None else ""
    if "return" in could:
        if found is None:
            return "declaration or statement", False
        if text == "else":
            return ("'}'" if within_if(builder.values) else "'else' without a previous 'if'"), False
        if text in (")", "]"):
            return "statement", False
        return "expression", False
    if found is not None and after_tag(could, found, builder.values):
        return "';', identifier or '('", False
    if found is not None and second_type(could, found):
        return _TWO_TYPES, False
    if could == {"$END"} and text == "}":  # after a function's body
        return "identifier or '('", False
    if "NUMBER" in could and "BINARY" not in could:
        return "expression", False
    if found is not None and text != "{" and heads_function(could, builder.values):
        return "declaration specifiers", False
    if "FUNCTION_BODY" in could or ("=" in could and "asm" in could):
        return "'=', ',', ';', 'asm' or '__attribute__'", False
    if {"BASIC_TYPE", "IDENTIFIER", ",", ")", "__attribute__"} <= could and "NUMBER" not in could:
        return "';', ',' or ')'", False
    if "..." in could and "BASIC_TYPE" in could and ")" in could:
        return "declaration specifiers or '...'", False
    if "BINARY" in could:
        if "..." in could and ":" in could:
            return "':' or '...'", False
        if ";" in could and _in_initializer(builder):
            return "',' or ';'", False
        if "," in could and "}" in could and ";" not in could:
            return "'}'", False
    elif "BASIC_TYPE" in could and "IDENTIFIER" in could and "typeof" in could and ";" in could:
        return "identifier or '('", False  # file scope, or after storage and qualifiers
    elif ":" in could and "," in could and ";" in could:
        return "':', ',', ';', '}' or '__attribute__'", False
    elif "IDENTIFIER" in could and "{" in could and previous is not None and previous.text in TAG_WORDS:
        return "'{'", False
    elif "IDENTIFIER" in could and "(" in could:
        return "identifier or '('", False
    elif "IDENTIFIER" in could and "*" in could:
        return "identifier or '*'", False
    elif could == {"IDENTIFIER"} or could == {"IDENTIFIER", "}"}:
        return "identifier", False
    elif "BASIC_TYPE" in could and "}" in could:
        return "specifier-qualifier-list", False
    elif "BASIC_TYPE" in could and "IDENTIFIER" not in could and "(" not in could:
        return "declaration specifiers or '...'", False
    elif "STRING" in could and ")" not in could and ";" not in could and "," not in could:
        return "string literal", False
    elif "," in could and ")" in could:
        return "';', ',' or ')'" if "__attribute__" in could else "')'", "__attribute__" not in could
    elif "," in could and "}" in could:
        return ("',' or '}'", False) if "=" in could else ("'}'", False)
    for closer in _CLOSERS:
        if closer in could:
            return f"'{closer}'", True
    if "{" in could:
        return "'{'", False
    spelled = sorted(word for word in could if not word.isupper() and word != "$END")
    if len(spelled) == 1:
        return f"'{spelled[0]}'", False
    if "IDENTIFIER" in could:
        return "identifier", False
    return ("declaration" if not spelled else " or ".join(f"'{word}'" for word in spelled[:3])), False
