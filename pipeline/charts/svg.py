"""The plot of one panel, its legend signs and their shapes as SVG, for a page and for a file alike.

A page fits any screen, so places across are shares of the plot's width (``12.50%``); a file has one width, and places
in pixels. How elements look is said by their classes: ``web/static/series.css`` for pages, :mod:`.style` for files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from pipeline.charts.layout import BOTTOM, HEIGHT, Mark
from pipeline.charts.palette import Look
from pipeline.charts.series_chart import PanelChart, SeriesChart

#: The pattern of estimates, and the shapes of points by the number of a look (circle, square, triangle, …).
SHAPES = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="stripe" d="M0 0V6"/></pattern>'
    '<path id="m0" d="M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"/><path id="m1" d="M-4 -4H4V4H-4z"/>'
    '<path id="m2" d="M0 -5.5L5.2 4H-5.2z"/><path id="m3" d="M0 -5.8L5.8 0L0 5.8L-5.8 0z"/>'
    '<path id="m4" d="M0 5.5L5.2 -4H-5.2z"/>'
    '<path id="m5" d="M-1.8 -5H1.8V-1.8H5V1.8H1.8V5H-1.8V1.8H-5V-1.8H-1.8z"/>'
    '<path id="m6" d="M-5 -2.6L-2.6 -5L0 -2.4L2.6 -5L5 -2.6L2.4 0L5 2.6L2.6 5L0 2.4L-2.6 5L-5 2.6L-2.4 0z"/>'
)
#: Share of the width from which on the name of a length of period is set flush right, so that it is not cut off.
_NEAR_RIGHT_EDGE = 90


def in_percent(share: float) -> str:
    """A place across (0 to 100) for a page."""
    return f"{share:.2f}%"


def in_pixels(width: float) -> Callable[[float], str]:
    """Places across for a plot that is ``width`` pixels wide."""
    return lambda share: f"{share * width / 100:.1f}"


@dataclass(frozen=True, slots=True)
class Medium:
    """What is drawn for: ``across`` writes a place; ``links`` are by observation, without them nothing is a link.

    ``use`` is the attribute that names a shape: programs other than browsers know ``xlink:href`` better.
    """

    across: Callable[[float], str] = in_percent
    links: Mapping[int, str] = field(default_factory=dict)
    use: str = "href"


def plot(panel: PanelChart, looks: Mapping[str, Look], medium: Medium) -> str:
    """Everything inside the plot of a panel, without the ``svg`` element around it."""
    return "\n".join([*_grid(panel, medium), *_names(panel, medium), *_values(panel, looks, medium)])


def axis(panel: PanelChart) -> str:
    """The numbers of the axis, in a column that is ``panel.axis`` pixels wide."""
    return "".join(
        f'<text x="{panel.axis - 8}" y="{y + 4}" text-anchor="end">{escape(text)}</text>' for y, text in panel.ticks
    )


def sign(chart: SeriesChart, name: str, look: Look | None, use: str = "href") -> str:
    """What stands before a line of the legend, 22 by 14 pixels: the colour of a district, or the sign ``name``."""
    if name == "gap":
        return '<circle class="missing" cx="11" cy="7" r="2.5"/>'
    if name == "conflict":
        return '<text class="ne" x="11" y="12" text-anchor="middle">≠</text>'
    if chart.kind == "bars":
        box = 'x="2" y="1" width="18" height="12" rx="2"/>'
        return f'<rect class="fill" {box}' + (f'<rect fill="url(#hatch)" {box}' if name == "estimate" else "")
    line = '<line class="join" x1="0" y1="7" x2="22" y2="7"/>'
    return f'{line}<use {use}="#m{look.number if look else 0}" x="11" y="7"/>'


def _grid(panel: PanelChart, medium: Medium) -> Iterator[str]:
    layout, right = panel.layout, medium.across(100)
    for y, _ in panel.ticks:
        yield f'<line class="grid" x1="0" y1="{y}" x2="{right}" y2="{y}"/>'
    for share in layout.borders:
        x = medium.across(share)
        yield f'<line class="border" x1="{x}" y1="8" x2="{x}" y2="{HEIGHT - 8}"/>'
    if layout.scale.low <= 0 <= layout.scale.high:
        zero = layout.scale.y(0)
        yield f'<line class="zero" x1="0" y1="{zero}" x2="{right}" y2="{zero}"/>'


def _names(panel: PanelChart, medium: Medium) -> Iterator[str]:
    for share, text in panel.layout.columns:
        yield f'<text class="tick" x="{medium.across(share)}" y="213" text-anchor="middle">{escape(text)}</text>'
    for share, text in panel.blocks:
        middle = share < _NEAR_RIGHT_EDGE
        x, anchor = (medium.across(share), "middle") if middle else (medium.across(100), "end")
        yield f'<text class="length" x="{x}" y="231" text-anchor="{anchor}">{escape(text)}</text>'


def _values(panel: PanelChart, looks: Mapping[str, Look], medium: Medium) -> Iterator[str]:
    layout, across = panel.layout, medium.across
    for share in layout.gaps:
        title = f"<title>{escape(panel.gap)}</title>"
        yield f'<circle class="missing" cx="{across(share)}" cy="{layout.scale.y(0)}" r="2.5">{title}</circle>'
    for line in layout.segments:
        name = "clash" if line.conflict else f"join {looks[line.district].css} {line.kind}"
        ends = f'x1="{across(line.x1)}" y1="{line.y1}" x2="{across(line.x2)}" y2="{line.y2}"'
        yield f'<line class="{name}" {ends}/>'
    for mark in layout.marks:
        yield _value(panel, mark, looks[mark.district], medium)


def _value(panel: PanelChart, mark: Mark, look: Look, medium: Medium) -> str:
    estimate = mark.estimate and mark.kind == "actual"
    names = [look.css, mark.kind, "estimate" if estimate else "", "contradicts" if mark.contradicts else ""]
    title = escape(panel.titles[mark.observation])
    link = medium.links.get(mark.observation)
    element, link = ("a", f' href="{escape(link)}"') if link else ("g", "")
    parts = [
        f'<{element} class="{" ".join(filter(None, names))}"{link} aria-label="{title}"><title>{title}</title>',
        *(_bar(panel, mark, medium, hatched=estimate) if panel.layout.bars else _point(mark, look, medium)),
    ]
    if mark.conflict and mark.note_y is not None:
        x = medium.across(mark.middle)
        parts.append(f'<text class="ne" x="{x}" y="{mark.note_y}" text-anchor="middle">≠</text>')
    return "".join([*parts, f"</{element}>"])


def _bar(panel: PanelChart, mark: Mark, medium: Medium, *, hatched: bool) -> Iterator[str]:
    x, width = medium.across(mark.x), medium.across(mark.width)
    yield f'<rect class="fill" x="{x}" y="{mark.y}" width="{width}" height="{max(mark.height, 1)}"/>'
    if hatched and not mark.contradicts:
        yield f'<rect fill="url(#hatch)" x="{x}" y="{mark.y}" width="{width}" height="{mark.height}"/>'
    labels = panel.layout.labels
    if labels != "never" and not mark.conflict:
        below = mark.y + mark.height + 12
        # Below the axis stand the names of periods: there the number goes into the bar.
        y = mark.y - 4 if mark.value >= 0 else below if below <= BOTTOM else below - 17
        x, text = medium.across(mark.middle), escape(panel.printed[mark.observation])
        yield f'<text class="label {labels}" x="{x}" y="{y}" text-anchor="middle">{text}</text>'


def _point(mark: Mark, look: Look, medium: Medium) -> Iterator[str]:
    x = medium.across(mark.x)
    yield f'<circle class="hit" cx="{x}" cy="{mark.y}" r="10"/>'
    yield f'<use {medium.use}="#m{look.number}" x="{x}" y="{mark.y}"/>'
