"""Bars of a chart: their values printed at their ends, gaps as dots, conflicts in red."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.charts.panels import Block, Cell, Panel
from pipeline.charts.style import GREY, RED, Style, face
from pipeline.export.console import vietnamese_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LABEL_SIZE = 7.0
#: Inches that a character of a label takes.
_LETTER = 0.062
#: Bars of fewer inches have no room for a label, even an upright one.
_NARROWEST = 0.09
#: Inches that are left of a panel for what is drawn.
_AXES_HEIGHT = 1.45


def draw_bars(
    axes: Axes,
    panel: Panel,
    shown: Sequence[str],
    style: Mapping[str, Style],
    places: Mapping[str | None, float],
    inch: float,
) -> None:
    """Bars side by side: for each district what was planned, pale, and what was done. ``inch`` is that of a period."""
    slots = {block: _slots(panel, block, shown) for block in panel.blocks}
    wide = min(0.84 / max(map(len, slots.values())), 0.5 / inch)
    labels = []
    for block, row in slots.items():
        for place, (district, kind) in enumerate(row):
            for period in block.periods:
                x = places[period] + (place - (len(row) - 1) / 2) * wide
                cell = panel.cells.get((district, kind, period))
                if cell is not None:
                    _bar(axes, x, wide * 0.9, cell, face(style[district], kind, estimate=cell.estimate))
                    labels.append((x, cell))
                elif kind == "actual":
                    axes.plot([x], [0], ".", color=GREY, markersize=4, clip_on=False, zorder=5)
    _label(axes, labels, wide * inch)


def _slots(panel: Panel, block: Block, shown: Sequence[str]) -> list[tuple[str, str]]:
    """District and kind of value of each bar of a period, alike in all periods of ``block``."""
    held = {kind for _, kind, period in panel.cells if period in block.periods}
    return [(district, kind) for district in shown for kind in panel.kinds if kind in held]


def _bar(axes: Axes, x: float, wide: float, cell: Cell, look: Mapping[str, Any]) -> None:
    first, *others = map(float, cell.values)
    axes.bar(x, first, wide, zorder=2, **look)
    # Which of the values is right the chart does not say: the bar goes to the least, a broken line on to the others.
    for other in others:
        axes.bar(x, other, wide, zorder=3, facecolor="none", edgecolor=RED, linestyle="--", linewidth=0.9)


def _label(axes: Axes, labels: Sequence[tuple[float, Cell]], inch: float) -> None:
    """Print the values at the ends of bars that are ``inch`` wide: upright where they are too wide, or not at all."""
    if not labels:
        return
    longest = max(len(printed(value)) for _, cell in labels for value in cell.values)
    upright = longest * _LETTER > inch * 1.15
    narrow = upright and inch < _NARROWEST
    for x, cell in labels:
        conflict = len(cell.values) > 1
        if narrow and not conflict:
            continue
        text = "≠" if narrow else (" ≠ " if upright else "\n≠ ").join(map(printed, cell.values))
        end = max(map(float, cell.values), key=abs)
        axes.annotate(
            text,
            (x, end),
            xytext=(0, 3 if end >= 0 else -3),
            textcoords="offset points",
            ha="center",
            va="bottom" if end >= 0 else "top",
            rotation=90 if upright and not narrow else 0,
            fontsize=_LABEL_SIZE,
            color=RED if conflict else "#222222",
        )
    long = max(len(" ≠ ".join(map(printed, cell.values))) * _LETTER for _, cell in labels)
    most = max(len(cell.values) for _, cell in labels)
    _make_room(axes, [float(value) for _, cell in labels for value in cell.values], long if upright else 0.12 * most)


def _make_room(axes: Axes, ends: Sequence[float], inches: float) -> None:
    """Leave room for labels ``inches`` high beyond the ends of the bars."""
    high, low = max(0.0, *ends), min(0.0, *ends)
    room = inches + 0.08
    share = room / max(0.4, _AXES_HEIGHT - room * ((low < 0) + (high > 0)))
    reach = (high - low) * share or 1.0
    axes.set_ylim(low - reach if low < 0 else 0, high + reach if high > 0 else 0)


def printed(value: Decimal) -> str:
    """``value`` as it is printed in Vietnam: ``1.234,5``."""
    return vietnamese_number(format(value.normalize(), "f"))
