"""The base of what analyses some kinds of expressions, and works with the services of ``Expressions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ccore.sema.expressions import Expressions


class Part:
    """Shortcuts to the services of one translation unit."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.context = expressions.context
        self.types = expressions.types
        self.conversions = expressions.conversions
        self.error = expressions.conversions.error
