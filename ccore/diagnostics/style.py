"""How messages are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final


@final
@dataclass(slots=True)
class Style:
    """How messages are shown: the -fdiagnostics-... options."""

    format: str = "text"  # -fdiagnostics-format=
    color: str = "auto"  # never, always, auto: where the stream is a terminal
    caret: bool = True  # -fdiagnostics-show-caret
    line_numbers: bool = True  # -fdiagnostics-show-line-numbers
    option: bool = True  # -fdiagnostics-show-option
    columns: bool = True  # -fshow-column
    byte_columns: bool = False  # -fdiagnostics-column-unit=byte
    origin: int = 1  # -fdiagnostics-column-origin=
    tab: int = 8  # -ftabstop=
    width: int = 0  # -fmessage-length=; 0: no line is broken
    parseable_fixits: bool = False
