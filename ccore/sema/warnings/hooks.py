"""All hooks in one object, ``Context.warnings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.sema.warnings.calls import Calls
from ccore.sema.warnings.flow import Flow
from ccore.sema.warnings.operators import OperatorWarnings
from ccore.sema.warnings.statements import StatementWarnings
from ccore.sema.warnings.unused import Unused

if TYPE_CHECKING:
    from ccore.sema.context import Context


class Warnings:
    """``unused``, ``operators``, ``statements``, ``calls``, ``flow``: the topics; ``parenthesized``: the expressions
    that stood in parentheses of their own."""

    def __init__(self, context: Context, parenthesized: set[object]) -> None:
        self.unused = Unused(context)
        self.operators = OperatorWarnings(context, parenthesized)
        self.statements = StatementWarnings(context, parenthesized)
        self.calls = Calls(context)
        self.flow = Flow(context)
