"""x"""

from __future__ import annotations

from typing import Any


def emit_asm(w: Any, i: Any) -> None:
    raise NotImplementedError
