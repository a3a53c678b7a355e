"""The pragmas that GCC 12 knows in C; of others -Wunknown-pragmas speaks."""

from __future__ import annotations

from typing import Final

_PLAIN: Final = frozenset(
    {"pack", "weak", "redefine_extname", "scalar_storage_order", "message", "push_macro", "pop_macro", "once", "ident"}
)
_NAMESPACES: Final = {
    "GCC": frozenset(
        """
        diagnostic visibility optimize target push_options pop_options reset_options ivdep unroll pch_preprocess
        poison system_header dependency warning error push_macro pop_macro
        """.split()  # noqa: SIM905
    ),
    "STDC": frozenset({"FLOAT_CONST_DECIMAL64"}),
}


def is_known(words: list[str]) -> bool:
    """Whether a pragma of these words is one that GCC acts on."""
    first = words[0].partition("(")[0]
    if first in _PLAIN:
        return True
    second = words[1].partition("(")[0] if len(words) > 1 else ""
    return second in _NAMESPACES.get(first, ())
