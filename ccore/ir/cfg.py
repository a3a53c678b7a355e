"""What is known about a function's control flow: computed when asked for, kept until a pass changes the CFG.

``Analyses.cfg`` is the function as a ``networkx.DiGraph`` over its blocks, for passes that want graph
algorithms.  The facts that every pass wants are computed directly, since importing networkx alone costs
more than most compilations: predecessors, reverse post-order, dominators (Cooper, Harvey, Kennedy, "A
Simple, Fast Dominance Algorithm", 2001), dominance frontiers (the same), natural loops.
Nothing recurses: a function may have as many blocks as memory allows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar, cast, final

from ccore.ir.module import Block, Function

if TYPE_CHECKING:
    import networkx

    from ccore.ir.instruction import Instruction

    Graph: TypeAlias = networkx.DiGraph[Block]

_T = TypeVar("_T")


@dataclass(slots=True, eq=False)
class Loop:
    """A natural loop: ``header`` dominates ``blocks``; ``latches`` jump back to it; ``parent`` is around it.

    ``blocks`` is a set that keeps the order in which they were found, the header first: what a pass makes of a loop is
    the same in every run."""

    header: Block
    latches: list[Block]
    blocks: dict[Block, None]
    parent: Loop | None = None

    @property
    def depth(self) -> int:
        """1 for an outermost loop."""
        count, loop = 1, self.parent
        while loop is not None:
            count, loop = count + 1, loop.parent
        return count


def predecessors_of(function: Function) -> dict[Block, list[Block]]:
    """For each block the distinct blocks that jump to it (unreachable ones included), in block order."""
    found: dict[Block, list[Block]] = {block: [] for block in function.blocks}
    for block in function.blocks:
        last = block.instructions[-1]
        targets = last.targets
        if len(targets) > 1:
            for target in dict.fromkeys(targets):
                found[target].append(block)
        elif targets:
            found[targets[0]].append(block)
    return found


def postorder_of(entry: Block, within: Container[Block] | None = None) -> list[Block]:
    """The blocks that control can come to from one (and those of ``within`` alone), successors first (but for back
    edges)."""
    seen = {entry}
    order: list[Block] = []
    stack = [(entry, iter(entry.successors))]
    while stack:
        block, successors = stack[-1]
        for successor in successors:
            if successor not in seen and (within is None or successor in within):
                seen.add(successor)
                stack.append((successor, iter(successor.successors)))
                break
        else:
            order.append(block)
            stack.pop()
    return order


def reachable_blocks(function: Function) -> set[Block]:
    """The blocks that control can come to from the entry."""
    entry = function.blocks[0]
    seen = {entry}
    work = [entry]
    while work:
        for target in work.pop().instructions[-1].targets:
            if target not in seen:
                seen.add(target)
                work.append(target)
    return seen


def dominators_by_number(incoming: list[list[int]]) -> list[int]:
    """Immediate dominators of a graph whose nodes are numbered in post-order, the root last, by each node's
    predecessors."""
    root = len(incoming) - 1
    idom = [-1] * len(incoming)
    idom[root] = root
    changed = True
    while changed:
        changed = False
        for node in range(root - 1, -1, -1):
            best = -1
            if len(incoming[node]) > _MANY:
                best = _meeting(incoming[node], idom)
            for other in incoming[node] if best < 0 else ():
                if idom[other] < 0:
                    continue
                if best < 0:
                    best = other
                    continue
                while best != other:  # the meeting point of two walks up the tree
                    while best < other:
                        best = idom[best]
                    while other < best:
                        other = idom[other]
            if idom[node] != best:
                idom[node] = best
                changed = True
    return idom


def _meeting(nodes: list[int], idom: list[int]) -> int:
    """The nearest common dominator of many nodes; -1 where none has one yet.  No part of the tree is walked twice."""
    best = -1
    passed: set[int] = set()  # nodes below ``best``
    for other in nodes:
        if idom[other] < 0:
            continue
        if best < 0:
            best = other
        while best != other:
            while best < other:
                passed.add(best)
                best = idom[best]
            while other < best:
                if other in passed:
                    other = best
                    break
                passed.add(other)
                other = idom[other]
    return best


_MANY = 8


class Watcher(Protocol):
    """Whom a pass asks before each rewrite, and tells when it was done, when somebody searches for one or counts."""

    def allows(self, rule: str, instruction: Instruction) -> bool: ...

    def done(self, rule: str, instruction: Instruction) -> None: ...

    def does(self, rule: str, instruction: Instruction) -> bool: ...


@final
class Analyses:
    """The cached facts of one function.  A pass that changed blocks or edges calls ``invalidate`` (the manager
    does so for each function pass that reports a change and does not say ``keeps_cfg``).  ``watch``: whom to ask
    before a rewrite; most often nobody.  ``word``: bits of a general register of the target.
    ``library``: whether calls of memset and memcpy may come in.  ``unroll``: whether loops may grow though
    nobody asks for it.

    Facts that this folder does not know are kept as well: ``of(Kind)`` is ``Kind(analyses)``, made when first asked
    for.  They go with every change, but for those that a pass lists in ``keeps``."""

    __slots__ = (
        "function", "watch", "word", "library", "unroll", "_cfg", "_predecessors", "_postorder", "_idom", "_children",
        "_frontiers", "_spans", "_loops", "_others",
    )  # fmt: skip

    def __init__(self, function: Function) -> None:
        self.function = function
        self.watch: Watcher | None = None
        self.word = 64
        self.library = True
        self.unroll = True
        self.invalidate()

    def invalidate(self) -> None:
        """Forget everything."""
        self._cfg: Graph | None = None
        self._predecessors: dict[Block, list[Block]] | None = None
        self._postorder: list[Block] | None = None
        self._idom: dict[Block, Block] | None = None
        self._children: dict[Block, list[Block]] | None = None
        self._frontiers: dict[Block, list[Block]] | None = None
        self._spans: dict[Block, tuple[int, int]] | None = None
        self._loops: list[Loop] | None = None
        self._others: dict[object, object] = {}

    def of(self, kind: Callable[[Analyses], _T]) -> _T:
        """The facts of that kind."""
        found = self._others.get(kind)
        if found is None:
            found = self._others[kind] = kind(self)
        return cast(_T, found)

    def drop(self, keeps: Collection[object] = ()) -> None:
        """Instructions changed, blocks and edges did not: forget all facts of other kinds than those."""
        if self._others:
            self._others = {kind: facts for kind, facts in self._others.items() if kind in keeps}

    @property
    def cfg(self) -> Graph:
        """The graph of all blocks, one edge for each distinct successor."""
        if self._cfg is None:
            import networkx  # here, since it takes 0.2 s and most functions need none of it

            graph: Graph = networkx.DiGraph()
            graph.add_nodes_from(self.function.blocks)
            for block in self.function.blocks:
                graph.add_edges_from((block, successor) for successor in block.successors)
            self._cfg = graph
        return self._cfg

    @property
    def predecessors(self) -> dict[Block, list[Block]]:
        """For each block its distinct predecessors, unreachable ones included."""
        if self._predecessors is None:
            self._predecessors = predecessors_of(self.function)
        return self._predecessors

    @property
    def postorder(self) -> list[Block]:
        """Reachable blocks, successors first."""
        if self._postorder is None:
            self._postorder = postorder_of(self.function.blocks[0])
        return self._postorder

    @property
    def reverse_postorder(self) -> list[Block]:
        """Reachable blocks, the entry first; a block before its successors but for back edges."""
        return self.postorder[::-1]

    @property
    def immediate_dominators(self) -> dict[Block, Block]:
        """For each reachable block its immediate dominator; the entry is its own."""
        if self._idom is None:
            self._idom = self._dominators()
        return self._idom

    def _dominators(self) -> dict[Block, Block]:
        postorder = self.postorder
        number = {block: n for n, block in enumerate(postorder)}
        idom = dominators_by_number([
            [number[p] for p in self.predecessors[block] if p in number] for block in postorder
        ])  # fmt: skip
        entry = postorder[-1]
        result = {entry: entry}
        for node in range(len(postorder) - 2, -1, -1):
            result[postorder[node]] = postorder[idom[node]]
        return result

    @property
    def dominator_children(self) -> dict[Block, list[Block]]:
        """The dominator tree: for each reachable block those that it immediately dominates."""
        if self._children is None:
            children: dict[Block, list[Block]] = {block: [] for block in self.reverse_postorder}
            for block, dominator in self.immediate_dominators.items():
                if block is not dominator:
                    children[dominator].append(block)
            self._children = children
        return self._children

    @property
    def _intervals(self) -> dict[Block, tuple[int, int]]:
        """Entry and exit times of a walk of the dominator tree."""
        if self._spans is None:
            children = self.dominator_children
            entry = self.function.blocks[0]
            begin: dict[Block, int] = {entry: 0}
            spans: dict[Block, tuple[int, int]] = {}
            clock = 1
            stack = [(entry, iter(children[entry]))]
            while stack:
                block, rest = stack[-1]
                child = next(rest, None)
                if child is None:
                    spans[block] = (begin[block], clock)
                    stack.pop()
                else:
                    begin[child] = clock
                    stack.append((child, iter(children[child])))
                clock += 1
            self._spans = spans
        return self._spans

    def dominates(self, a: Block, b: Block) -> bool:
        """Whether every way from the entry to ``b`` passes ``a``; true of any ``b`` that is unreachable."""
        spans = self._intervals
        inner = spans.get(b)
        if inner is None:
            return True
        outer = spans.get(a)
        return outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]

    @property
    def dominance_frontiers(self) -> dict[Block, list[Block]]:
        """For each reachable block the join points where its dominance ends."""
        if self._frontiers is None:
            idom = self.immediate_dominators
            frontiers: dict[Block, dict[Block, None]] = {block: {} for block in idom}
            for block in idom:
                incoming = [p for p in self.predecessors[block] if p in idom]
                if len(incoming) < 2 and block is not self.function.blocks[0]:
                    continue
                stop = idom[block]
                for runner in incoming:
                    while runner is not stop:
                        frontiers[runner][block] = None
                        runner = idom[runner]
            self._frontiers = {block: list(found) for block, found in frontiers.items()}
        return self._frontiers

    @property
    def loops(self) -> list[Loop]:
        """The natural loops, inner ones after those around them; edges of irreducible cycles make none."""
        if self._loops is None:
            latches: dict[Block, list[Block]] = {}
            for block in self.reverse_postorder:
                for successor in block.successors:
                    if self.dominates(successor, block):
                        latches.setdefault(successor, []).append(block)
            found: list[Loop] = []
            innermost: dict[Block, Loop] = {}  # of those found so far
            for header in self.reverse_postorder:
                if header not in latches:
                    continue
                work = [b for b in latches[header] if b is not header]
                body = dict.fromkeys((header, *work))
                while work:
                    for before in self.predecessors[work.pop()]:
                        if before not in body and before in self._intervals:
                            body[before] = None
                            work.append(before)
                loop = Loop(header, latches[header], body, innermost.get(header))
                innermost.update(dict.fromkeys(body, loop))
                found.append(loop)
            self._loops = found
        return self._loops
