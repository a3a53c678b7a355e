"""``#pragma GCC ivdep`` and ``#pragma GCC unroll n``: what they ask of the loop after them.

``n`` is an assignment expression (6.5.16), in which no macro is replaced; what it is worth is found when the loop is
analysed.  The pragmas stand before the loop's first token in either order, each once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.parser.errors import SyntaxFailure, describe
from ccore.preproc.scan import Words, mode_of, scan_directive
from ccore.source import PRAGMA, Location, Token

if TYPE_CHECKING:
    from ccore.diagnostics import Diagnostics
    from ccore.parser.engine import Engine

REQUIRED: Final = (
    "'#pragma GCC unroll' requires an assignment-expression that evaluates to a non-negative integral constant "
    "less than 65535"
)
_WORDS: Final = ("ivdep", "unroll")


def word_of(pragma: Token) -> str:
    """"ivdep", "unroll", or "" for another pragma."""
    words = pragma.text.split(None, 2)
    return words[1] if words[:1] == ["GCC"] and words[1:2] and words[1] in _WORDS else ""


def read(engine: Engine, pragma: Token, tokens: list[Token], position: int) -> None:
    """Report what is wrong with such a pragma, and let the engine's builder know what the loop's token is to have.

    ``position``: of the token after the pragma.
    """
    word = word_of(pragma)
    diagnostics = engine.diagnostics
    rest = pragma.text.split(None, 1)[1].removeprefix(word)
    line = pragma.line
    at = line.file.line_text(line.number).find(word) + len(word) + 1
    places = scan_directive(rest, mode_of(False, False, True, True, True, True), Words(), line, at)
    operand = None
    if word == "ivdep":
        if places:
            _surplus(places[0], diagnostics)
    elif not places:
        end = Location(line, at)
        diagnostics.error("expected expression before end of line", end)
        diagnostics.error(REQUIRED, end)
    else:
        first = places[0]
        try:
            operand, surplus = engine.operand(places)
        except SyntaxFailure:
            found = engine.builder.surplus
            where = "before end of line" if found is None else describe(found)
            diagnostics.error(f"expected expression {where}", (found or places[-1]).location)
            diagnostics.error(REQUIRED, first.location)
        else:
            if surplus is not None:
                _surplus(surplus, diagnostics)
    if position < len(tokens) and tokens[position].kind == PRAGMA:
        other = word_of(tokens[position])
        before = word_of(tokens[position - 2]) if position > 1 and tokens[position - 2].kind == PRAGMA else ""
        if other in ("", word) or before == other:
            second = tokens[position].line
            place = Location(second, second.file.line_text(second.number).find("GCC") + 1)
            diagnostics.error("for, while or do statement expected before '#pragma'", place)
            return
        loop = tokens[position + 1] if position + 1 < len(tokens) else None
    else:
        loop = tokens[position] if position < len(tokens) else None
        if loop is not None:
            check(word, tokens, position, diagnostics)
    if operand is not None and loop is not None:
        engine.builder.unrolled[loop] = operand


def _surplus(token: Token, diagnostics: Diagnostics) -> None:
    diagnostics.error(f"expected end of line {describe(token)}", token.location)


def check(word: str, tokens: list[Token], position: int, diagnostics: Diagnostics) -> None:
    """Report what is no loop, or a loop without end; ``position``: of the token after the pragma."""
    token = tokens[position]
    if token.text not in ("for", "while", "do"):
        diagnostics.error(f"for, while or do statement expected {describe(token)}", token.location)
    elif token.text == "for":
        depth = 0
        before = token  # the ";" before the condition, once it was met
        for token in tokens[position + 1 :]:
            depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
            if not depth:
                return
            if token.text == ";" and depth == 1:
                if before.text == ";":
                    text = f"missing loop condition in loop with 'GCC {word}' pragma before ';' token"
                    diagnostics.error(text, token.location)
                    return
                before = token
            elif before.text == ";":
                return
