"""A function's control flow graph as a picture: Graphviz's text, or SVG laid out here.

The layout is that of Sugiyama, Tagawa and Toda ("Methods for Visual Understanding of Hierarchical System Structures",
1981): layers by longest path over the forward edges, invisible nodes where an edge passes a layer, an order within the
layers by the mean place of neighbours, boxes packed from left to right.  Edges that go back are dashed, on the right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Final, final

from ccore.ir.cfg import postorder_of
from ccore.ir.instructions import CondBranch, Switch
from ccore.ir.module import Block, Function
from ccore.ir.printer import print_function

_CHARACTER: Final = 7.0  # of a 12 px monospaced font; all lengths are in px
_LINE: Final = 15
_GAP: Final = 36
_LAYER_GAP: Final = 48
_LONGEST: Final = 96  # characters of a line that are shown
_SWEEPS: Final = 4


def texts_of(function: Function) -> dict[Block, list[str]]:
    """The printed lines of each block, its label first."""
    lines = print_function(function).splitlines()
    starts = [n for n, line in enumerate(lines) if line.startswith("^")]
    ends = [*starts[1:], len(lines) - 1]  # the last line is the closing brace
    return {
        block: [line.strip() if len(line) <= _LONGEST else line.strip()[:_LONGEST] + "..." for line in lines[start:end]]
        for block, start, end in zip(function.blocks, starts, ends, strict=True)
    }


def edge_labels(block: Block) -> list[tuple[Block, str]]:
    """The distinct successors, with what takes control there."""
    last = block.instructions[-1]
    found: dict[Block, list[str]] = {}
    if type(last) is CondBranch:
        found.setdefault(last.then, []).append("true")
        found.setdefault(last.otherwise, []).append("false")
    elif type(last) is Switch:
        for constant, target in last.cases:
            found.setdefault(target, []).append(str(constant))
        found.setdefault(last.default, []).append("default")
    else:
        for target in last.targets:
            found.setdefault(target, [])
    return [(target, _shortened(words)) for target, words in found.items()]


def _shortened(words: list[str]) -> str:
    return ", ".join(words if len(words) < 5 else [*words[:3], "...", words[-1]])


def dot(functions: list[Function]) -> str:
    """One ``digraph`` a function, in the language of Graphviz's ``dot``."""
    out: list[str] = []
    for function in functions:
        out.append(f"digraph {_quoted(function.name)} {{")
        out.append('  node [shape=box, fontname="monospace", fontsize=10];')
        out.append('  edge [fontname="monospace", fontsize=9];')
        number = {block: n for n, block in enumerate(function.blocks)}
        for block, lines in texts_of(function).items():
            label = "".join(_quoted(line)[1:-1] + r"\l" for line in lines)
            out.append(f'  b{number[block]} [label="{label}"];')
            for target, why in edge_labels(block):
                shown = f" [label={_quoted(why)}]" if why else ""
                out.append(f"  b{number[block]} -> b{number[target]}{shown};")
        out.append("}")
    return "\n".join(out) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@final
@dataclass(slots=True, eq=False)
class _Node:
    """A box, or (without lines) a place that an edge passes."""

    lines: list[str]
    layer: int = 0
    x: float = 0.0  # of its middle
    y: float = 0.0  # of its upper side
    above: list[_Node] = field(default_factory=list)
    below: list[_Node] = field(default_factory=list)

    @property
    def width(self) -> float:
        return 16 + _CHARACTER * max(map(len, self.lines)) if self.lines else 8.0

    @property
    def height(self) -> float:
        return 10.0 + _LINE * len(self.lines) if self.lines else 0.0


@final
@dataclass(slots=True)
class _Drawing:
    """One function's picture, with its upper left corner at 0, 0."""

    parts: list[str]
    width: float
    height: float


def svg(functions: list[Function]) -> str:
    """All the functions under each other in one SVG document."""
    drawings = [_draw(function) for function in functions]
    width = max((d.width for d in drawings), default=0.0)
    out: list[str] = []
    top = 0.0
    for drawing in drawings:
        out.append(f'<g transform="translate(0 {top:g})">')
        out += drawing.parts
        out.append("</g>")
        top += drawing.height + _LAYER_GAP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{top:g}" viewBox="0 0 {width:g} {top:g}">\n'
        "<style>text{font:12px monospace}.n{font-weight:bold}rect{fill:#fff;stroke:#333}path{fill:none;stroke:#555}"
        ".b{stroke-dasharray:5 3}.l{font-size:10px;fill:#555}</style>\n"
        '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" style="fill:#555;stroke:none"/></marker></defs>\n'
        f'<rect width="{width:g}" height="{top:g}" style="stroke:none"/>\n'
    )
    return head + "\n".join(out) + "\n</svg>\n"


def _draw(function: Function) -> _Drawing:
    texts = texts_of(function)
    nodes = {block: _Node(lines) for block, lines in texts.items()}
    forward, back = _edges(function)
    layers, routes = _layered(function, nodes, forward)
    for sweep in range(_SWEEPS):
        _order(layers, downwards=sweep % 2 == 0)
    title = 26.0
    width = _place(layers, title)
    parts = [f'<text class="n" x="8" y="17">{escape(function.name)}</text>']
    for (source, target), why in forward.items():
        parts += _path([nodes[source], *routes[source, target], nodes[target]], why)
    right = width
    for (source, target), why in back.items():
        right += 14
        a, b = nodes[source], nodes[target]
        low, high = a.y + a.height - 6, b.y + 8
        parts.append(
            f'<path class="b" marker-end="url(#a)" d="M{a.x + a.width / 2:g} {low:g}H{right:g}V{high:g}'
            f'H{b.x + b.width / 2:g}"/>'
        )
        if why:
            parts.append(f'<text class="l" x="{a.x + a.width / 2 + 4:g}" y="{low - 3:g}">{escape(why)}</text>')
    for node in nodes.values():
        left = node.x - node.width / 2
        parts.append(f'<rect x="{left:g}" y="{node.y:g}" width="{node.width:g}" height="{node.height:g}" rx="3"/>')
        for n, line in enumerate(node.lines):
            kind = ' class="n"' if n == 0 else ""
            y = node.y + 16 + n * _LINE
            parts.append(f'<text{kind} x="{left + 8:g}" y="{y:g}" xml:space="preserve">{escape(line)}</text>')
    height = max((n.y + n.height for n in nodes.values()), default=title)
    return _Drawing(parts, right + 20, height)


_Edges = dict[tuple[Block, Block], str]


def _edges(function: Function) -> tuple[_Edges, _Edges]:
    """The edges that go on and those that go back, by the order of a walk; unreachable blocks come last."""
    order = postorder_of(function.blocks[0])[::-1]
    seen = set(order)
    order += [b for b in function.blocks if b not in seen]
    place = {block: n for n, block in enumerate(order)}
    forward: _Edges = {}
    back: _Edges = {}
    for block in order:
        for target, why in edge_labels(block):
            (forward if place[block] < place[target] else back)[block, target] = why
    return forward, back


def _layered(
    function: Function, nodes: dict[Block, _Node], forward: _Edges
) -> tuple[list[list[_Node]], dict[tuple[Block, Block], list[_Node]]]:
    """Nodes by layer, and for each edge the invisible nodes on its way."""
    for source, target in forward:  # in the order of the walk: a block's layer is settled before its edges come
        nodes[target].layer = max(nodes[target].layer, nodes[source].layer + 1)
    layers: list[list[_Node]] = [[] for _ in range(1 + max(n.layer for n in nodes.values()))]
    for node in nodes.values():
        layers[node.layer].append(node)
    routes: dict[tuple[Block, Block], list[_Node]] = {}
    for source, target in forward:
        first, last = nodes[source], nodes[target]
        way = [_Node([], layer) for layer in range(first.layer + 1, last.layer)]
        routes[source, target] = way
        for node in way:
            layers[node.layer].append(node)
        line = [first, *way, last]
        for upper, lower in zip(line, line[1:], strict=False):
            upper.below.append(lower)
            lower.above.append(upper)
    return layers, routes


def _order(layers: list[list[_Node]], downwards: bool) -> None:
    """Sort each layer by the mean place of the neighbours in the layer before it."""
    rest = layers[1:] if downwards else layers[-2::-1]
    before = layers[0] if downwards else layers[-1]
    for layer in rest:
        place = {node: n for n, node in enumerate(before)}
        keys: dict[_Node, float] = {}
        for n, node in enumerate(layer):
            near = [place[other] for other in (node.above if downwards else node.below)]
            keys[node] = sum(near) / len(near) if near else float(n)
        layer.sort(key=keys.__getitem__)
        before = layer


def _place(layers: list[list[_Node]], top: float) -> float:
    """Coordinates: layers under each other, each about the middle.  The whole width."""
    widths = [sum(n.width for n in layer) + _GAP * (len(layer) + 1) for layer in layers]
    whole = max(widths)
    for layer, width in zip(layers, widths, strict=True):
        left = (whole - width) / 2 + _GAP
        for node in layer:
            node.x, node.y = left + node.width / 2, top
            left += node.width + _GAP
        top += max(n.height for n in layer) + _LAYER_GAP
    return whole


def _path(way: list[_Node], why: str) -> list[str]:
    """One edge, from the lower side of a box over invisible places to the upper side of another."""
    first, second = way[0], way[1]
    share = (first.below.index(second) + 1) / (len(first.below) + 1)
    x = first.x - first.width / 2 + first.width * share
    y = first.y + first.height
    path = f"M{x:g} {y:g}"
    label = f'<text class="l" x="{x + 4:g}" y="{y + 11:g}">{escape(why)}</text>'
    for node in way[1:]:
        middle = (y + node.y) / 2
        path += f"C{x:g} {middle:g} {node.x:g} {middle:g} {node.x:g} {node.y:g}"
        x, y = node.x, node.y
    return [f'<path marker-end="url(#a)" d="{path}"/>', *([label] if why else [])]
