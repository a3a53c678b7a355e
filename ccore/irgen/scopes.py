"""Scopes that have something to do when they are left: cleanups, and stacks of variable length arrays."""

from __future__ import annotations

from typing import Final

from ccore.ir.values import Value
from ccore.sema import tree


class Scopes:
    """The open scopes with work to do, outermost first: (key, saved stack pointer or None).

    A key is the ``Declare`` of a variable with a cleanup or of variable length.
    """

    def __init__(self) -> None:
        self.entries: list[tuple[tree.Declare, Value | None]] = []
        self.kept: set[tree.Declare] = set()

    @property
    def depth(self) -> int:
        return len(self.entries)

    def push_cleanup(self, declare: tree.Declare) -> None:
        self.entries.append((declare, None))

    def push_stack(self, declare: tree.Declare, saved: Value | None) -> None:
        self.entries.append((declare, saved))

    def keep_stacks(self, depth: int = 0) -> None:
        """``alloca`` was called: what it gave lives until the function returns, so the open scopes free nothing.

        With a ``depth``: it lives as long as the scope there, so those inside free nothing.
        """
        self.kept.update(declare for declare, _ in self.entries[depth:])

    def pop(self, depth: int) -> None:
        del self.entries[depth:]


_LEAVES: Final = frozenset(
    (tree.ExpressionStatement, tree.Declare, tree.Return, tree.Break, tree.Continue, tree.Goto, tree.Asm)
)


def _children(statement: tree.Statement) -> list[tree.Statement]:
    if type(statement) in _LEAVES:  # most are
        return []
    if isinstance(statement, tree.Block):
        return statement.statements
    if isinstance(statement, tree.If):
        return [statement.then] if statement.otherwise is None else [statement.then, statement.otherwise]
    if isinstance(statement, (tree.While, tree.DoWhile, tree.Switch)):
        return [statement.body]
    if isinstance(statement, tree.For):
        return [*statement.initial, statement.body]
    return []


_LABELS: Final = (tree.LabelStatement, tree.CaseLabel)


def contains_label(statement: tree.Statement, known: dict[tree.Statement, bool]) -> bool:
    """Whether control could enter the statement in its middle.  ``known``: the answers so far, each found once.

    Labels inside statement expressions do not count: jumping into one is not allowed.
    """
    kind = type(statement)
    if kind in _LEAVES or kind in _LABELS:
        return kind in _LABELS
    if statement not in known:
        order = [statement]
        for node in order:  # what is inside comes after what it is in
            order.extend(child for child in _children(node) if child not in known)
        for node in reversed(order):
            known[node] = type(node) in _LABELS or any(known[child] for child in _children(node))
    return known[statement]


def label_scopes(body: tree.Block, outer: tuple[object, ...] = ()) -> dict[tree.Label, tuple[object, ...]]:
    """For each label the keys of the scopes with work to do around it; labels with none are left out.

    ``outer``: the keys around ``body`` itself.  Bodies of statement expressions are looked at on their own.
    """
    found: dict[tree.Label, tuple[object, ...]] = {}

    def walk(statements: list[tree.Statement], around: tuple[object, ...]) -> None:
        for statement in statements:
            if type(statement) is tree.ExpressionStatement:
                continue
            if isinstance(statement, tree.LabelStatement):
                if around:
                    found[statement.label] = around
            elif isinstance(statement, tree.Declare):
                if statement.variable.type.size == -2:
                    around = (*around, statement)
                if statement.cleanup is not None:
                    around = (*around, statement)
            elif isinstance(statement, tree.Block):
                walk(statement.statements, around)
            else:
                children = _children(statement)
                if children:
                    walk(children, around)

    walk([body], outer)
    return found
