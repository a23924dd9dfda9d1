"""One panel of a chart: its axes, titles and ticks, and lines where there are too many values for bars."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.charts.bars import draw_bars, printed
from pipeline.charts.panels import Cell, Panel
from pipeline.charts.style import RED, Style, as_bars, face
from pipeline.i18n import length_in

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BLOCK_GAP = 0.5


def draw_panel(axes: Axes, panel: Panel, style: Mapping[str, Style], width: float) -> None:
    """Draw ``panel`` on ``axes``, which are about ``width`` inches wide."""
    shown = [district for district in panel.districts if district in style]
    places = _places(panel)
    axes.axhline(0, color="#999999", linewidth=0.8, zorder=1)
    if as_bars(panel):
        draw_bars(axes, panel, shown, style, places, (width - 1.0) / _span(places))
    else:
        _lines(axes, panel, shown, style, places)
    _dress(axes, panel, places, width)


def _places(panel: Panel) -> dict[str | None, float]:
    """Where each period stands on the axis; between lengths of period there is a gap."""
    places: dict[str | None, float] = {}
    at = 0.0
    for block in panel.blocks:
        for period in block.periods:
            places[period] = at
            at += 1
        at += _BLOCK_GAP
    return places


def _span(places: Mapping[str | None, float]) -> float:
    return max(places.values()) + 1


def _lines(
    axes: Axes, panel: Panel, shown: Sequence[str], style: Mapping[str, Style], places: Mapping[str | None, float]
) -> None:
    """A line for each district and kind of value, broken at gaps and between lengths of period."""
    for district in shown:
        look = style[district]
        for kind in panel.kinds:
            filled = face(look, kind)["facecolor"]
            for block in panel.blocks:
                cells = [panel.cells.get((district, kind, period)) for period in block.periods]
                axes.plot(
                    [places[period] for period in block.periods],
                    [float(cell.values[0]) if cell else float("nan") for cell in cells],
                    color=look.colour,
                    alpha=1.0 if kind == "actual" else 0.45,
                    marker=look.marker,
                    markersize=4,
                    markerfacecolor=filled,
                    linestyle=look.dash if kind == "actual" else ":",
                    linewidth=1.4,
                )
                for period, cell in zip(block.periods, cells, strict=True):
                    if cell and len(cell.values) > 1:
                        _conflict(axes, places[period], cell)


def _conflict(axes: Axes, x: float, cell: Cell) -> None:
    ends = sorted(map(float, cell.values))
    axes.plot([x, x], [ends[0], ends[-1]], color=RED, linewidth=1.0, linestyle="--", marker="_", markersize=5)
    axes.annotate("≠", (x, ends[-1]), xytext=(0, 3), textcoords="offset points", ha="center", color=RED, fontsize=9)


def _dress(axes: Axes, panel: Panel, places: Mapping[str | None, float], width: float) -> None:
    """Title, ticks and the names of the lengths of period under them."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    subtitle = textwrap.fill(panel.subtitle, int(width * 12))
    pad = 6 + 11 * len(subtitle.splitlines())
    title = textwrap.fill(panel.title, int(width * 9))
    axes.set_title(title, loc="left", fontsize=10, fontweight="bold", pad=pad)
    axes.annotate(
        subtitle,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 5),
        textcoords="offset points",
        fontsize=8,
        color="#555555",
    )
    ticks = [tick for block in panel.blocks for tick in block.ticks]
    inch = (width - 1.0) / _span(places)
    upright = max(map(len, ticks)) * 0.076 > inch
    axes.set_xticks(list(places.values()), ticks, fontsize=8, rotation=90 if upright else 0)
    axes.set_xlim(-0.6, max(places.values()) + 0.6)
    below = 8 + (5.5 * max(map(len, ticks)) if upright else 11)
    for block in panel.blocks:
        first, last = places[block.periods[0]], places[block.periods[-1]]
        room = (last - first + 1 + _BLOCK_GAP * 0.6) * inch
        axes.annotate(
            textwrap.fill(length_in("vi", block.label), max(7, int(room / 0.072)), break_long_words=False),
            ((first + last) / 2, 0),
            xycoords=("data", "axes fraction"),
            xytext=(0, -below),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=8,
            color="#555555",
            annotation_clip=False,
        )
        if block is not panel.blocks[0]:
            axes.axvline(first - (1 + _BLOCK_GAP) / 2, color="#DDDDDD", linewidth=0.8, zorder=0)
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: printed(Decimal(f"{value:.10g}"))))
    axes.tick_params(axis="both", length=0, labelsize=8, colors="#333333")
    axes.grid(axis="y", color="#E6E6E6", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color("#999999")
