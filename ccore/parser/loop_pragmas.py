"""``#pragma GCC ivdep`` and ``unroll``: what they ask of the statement after them."""

from __future__ import annotations

from ccore.diagnostics import Diagnostics
from ccore.parser.errors import describe
from ccore.source import PRAGMA, Token


def check(word: str, tokens: list[Token], position: int, diagnostics: Diagnostics) -> None:
    """Report what is no loop, or a loop without end; ``position``: of the token after the pragma."""
    while position < len(tokens) and tokens[position].kind == PRAGMA:
        position += 1
    if position >= len(tokens):
        return
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
