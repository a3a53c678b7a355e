"""The macros of -g3: what the preprocessor's directives did, as files within files."""

from __future__ import annotations

from collections.abc import Iterable

from ccore.ir.debug import Macro, MacroFile
from ccore.source import Event

_GIVEN = ("<built-in>", "<command-line>")
"""What is defined there is defined before the first file."""


def macros_of(events: Iterable[Event], main: str) -> list[Macro | MacroFile]:
    """What was defined before the main file, and the main file.  Headers that the compiler itself includes count as
    included by the main file's line 0, as in GCC's output."""
    before: list[Macro | MacroFile] = []
    whole = MacroFile(0, main)
    stack: list[list[Macro | MacroFile]] = []
    for event in events:
        if event.kind == "enter":
            if stack or event.text not in (*_GIVEN, main):
                file = MacroFile(event.line.presumed_number if stack and event.line else 0, event.text)
                (stack[-1] if stack else whole.nodes).append(file)
                stack.append(file.nodes)
            else:
                stack.append(whole.nodes if event.text == main else before)
        elif event.kind == "leave":
            stack.pop()
        elif event.kind in ("define", "undef"):
            line = event.line.presumed_number if event.line is not None and stack[-1] is not before else 0
            stack[-1].append(Macro(line, event.text, event.body if event.kind == "define" else None))
    return [*before, whole]
