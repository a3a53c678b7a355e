"""What directives did, in order: for -dD, -dN and -dI, and for the macros of -g3.

The macro table has only what is defined at the end, and the tokens do not tell of files that give none.
"""

from __future__ import annotations

from typing import final

from ccore.preproc.macro import Macro
from ccore.source import DIRECTIVE, Event, Line, Token


@final
class History:
    """``out``: the tokens that the preprocessor puts out; each event stands before one of them."""

    def __init__(self, out: list[Token]) -> None:
        self.events: list[Event] = []
        self._out = out

    def note(self, kind: str, line: Line | None, text: str = "", body: str = "") -> None:
        self.events.append(Event(kind, line, text, body, len(self._out)))

    def defined(self, macro: Macro) -> None:
        assert macro.location is not None
        self.note("define", macro.location.line, macro.head, macro.body_text)

    def merge(self, tokens: list[Token], letters: str) -> list[Token]:
        """The tokens with those directives among them that the letters of -d ask for: D definitions, N their names,
        I inclusions."""
        merged: list[Token] = []
        done = 0
        for event in self.events:
            text = _directive(event, letters)
            if text and event.line is not None:
                merged += tokens[done : event.position]
                done = event.position
                merged.append(Token(DIRECTIVE, text, True, event.line, 1))
        return merged + tokens[done:]


def _directive(event: Event, letters: str) -> str:
    if event.kind == "include":
        return event.text if "I" in letters else ""
    if event.kind not in ("define", "undef") or not ("D" in letters or "N" in letters):
        return ""
    if event.kind == "undef" or "D" in letters:
        return f"{event.kind} {event.text} {event.body}" if event.kind == "define" else f"undef {event.text}"
    return f"define {event.text.partition('(')[0]}"


__all__ = ["History"]
