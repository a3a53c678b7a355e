"""A chart of grouped horizontal bars as SVG text: no library, no fonts but the viewer's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_COLOURS = ("#08306b", "#2171b5", "#6baed6", "#9ecae1", "#c6dbef", "#7f2704", "#d94801", "#fd8d3c", "#fdae6b",
            "#fdd0a2", "#238b45", "#777777", "#000000")  # fmt: skip
_BAR, _GAP, _LEFT, _WIDTH, _TOP = 11, 14, 130, 620, 64


@dataclass(frozen=True)
class Group:
    """One label on the axis, with a value for each series that has one."""

    label: str
    values: dict[str, float]


def bar_chart(title: str, groups: Sequence[Group], series: Sequence[str]) -> str:
    """The chart; the axis is logarithmic, with a line at 1.  Values are positive ratios."""
    values = [value for group in groups for value in group.values.values()]
    low, high = min([0.5, *values]) * 0.95, max([2.0, *values]) * 1.05

    def x(value: float) -> float:
        return _LEFT + _WIDTH * math.log(value / low) / math.log(high / low)

    body: list[str] = []
    y = float(_TOP)
    for group in groups:
        present = [(index, name) for index, name in enumerate(series) if name in group.values]
        middle = y + len(present) * _BAR / 2 + 4
        body.append(f'<text x="{_LEFT - 8}" y="{middle:.1f}" text-anchor="end">{escape(group.label)}</text>')
        for index, name in present:
            value = group.values[name]
            colour = _COLOURS[index % len(_COLOURS)]
            body.append(
                f'<rect x="{_LEFT}" y="{y:.1f}" width="{x(value) - _LEFT:.1f}" height="{_BAR - 1}" fill="{colour}">'
                f"<title>{escape(group.label)}, {escape(name)}: {value:.2f}</title></rect>"
                f'<text x="{x(value) + 4:.1f}" y="{y + _BAR - 2:.1f}" class="value">{value:.2f}</text>'
            )
            y += _BAR
        y += _GAP
    grid = []
    for tick in (0.25, 0.5, 1, 2, 4, 8, 16, 32):
        if low <= tick <= high:
            style = "stroke:#000" if tick == 1 else "stroke:#ddd"
            grid.append(f'<line x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="{_TOP - 6}" y2="{y:.1f}" style="{style}"/>')
            grid.append(f'<text x="{x(tick):.1f}" y="{_TOP - 10}" text-anchor="middle">{tick:g}</text>')
    legend = []
    for index, name in enumerate(series):
        left = 10 + index * 66
        legend.append(f'<rect x="{left}" y="28" width="9" height="9" fill="{_COLOURS[index % len(_COLOURS)]}"/>')
        legend.append(f'<text x="{left + 12}" y="36" class="value">{escape(name)}</text>')
    width = max(_LEFT + _WIDTH + 60, 10 + len(series) * 66)
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{y + 10:.0f}" '
        'font-family="sans-serif" font-size="11">',
        "<style>.value { font-size: 9px }</style>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="10" y="18" font-size="14">{escape(title)}</text>',
        *legend, *grid, *body, "</svg>", "",
    ])  # fmt: skip
