"""How each district and each kind of value is drawn, and what that is called in the legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.charts.panels import Panel

#: Okabe and Ito's colours, told apart by the colour-blind; without the yellow, which is lost on white.
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#4D4D4D")
_MARKERS = "osD^vPX"
GREY, RED = "#777777", "#A80000"
_KIND_NAMES = {"actual": "thực hiện", "plan": "kế hoạch", "prior": "kỳ trước"}
#: Bars that one panel takes; with more, lines are read more easily.
_MAX_BARS = 48


@dataclass(frozen=True, slots=True)
class Style:
    """How a district is drawn in every panel."""

    colour: str
    marker: str
    dash: Literal["-", "--"]


#: How the legend shows what no district's colour belongs to.
_PLAIN = Style(GREY, "o", "-")


def styles(districts: Sequence[str]) -> dict[str, Style]:
    """A style for each of ``districts``: colour, and with more than there are colours, another marker and dash."""
    count = len(_COLOURS)
    return {
        district: Style(_COLOURS[place % count], _MARKERS[place % count], "-" if place < count else "--")
        for place, district in enumerate(districts)
    }


def face(look: Style, kind: str, *, estimate: bool = False) -> dict[str, Any]:
    """How a bar is filled: what was done solid, an estimate of it hatched, a plan pale, an earlier period hollow."""
    from matplotlib.colors import to_hex, to_rgb

    colour = look.colour
    # The same colour comes back in a second round of districts, dotted.
    again = {} if look.dash == "-" else {"hatch": "....", "edgecolor": "white"}
    if kind == "prior":
        return {"facecolor": "white", "edgecolor": colour, "linewidth": 1.0}
    if kind == "plan":
        red, green, blue = (0.28 * part + 0.72 for part in to_rgb(colour))
        pale = to_hex((red, green, blue))
        return {"facecolor": pale, "edgecolor": pale, "linewidth": 0.5} | again
    if estimate:
        return {"facecolor": colour, "edgecolor": "white", "linewidth": 0.0, "hatch": "////"}
    return {"facecolor": colour, "edgecolor": colour, "linewidth": 0.5} | again


def legend_entries(chosen: Sequence[Panel], style: Mapping[str, Style]) -> tuple[list[str], list[Any]]:
    """The labels and signs of the legend: the districts, and what else the panels have need of."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    entries: dict[str, Any] = {}
    bars, lines = any(map(as_bars, chosen)), not all(map(as_bars, chosen))
    for district, look in style.items():
        patch = Patch(**face(look, "actual"))
        line = Line2D([], [], color=look.colour, marker=look.marker, linestyle=look.dash, markersize=5)
        entries[district] = (patch, line) if bars and lines else patch if bars else line
    kinds = {kind for panel in chosen for kind in panel.kinds}
    if kinds != {"actual"}:
        for kind in (kind for kind in _KIND_NAMES if kind in kinds):
            entries[_KIND_NAMES[kind]] = Patch(**face(_PLAIN, kind))
    cells = [cell for panel in chosen for cell in panel.cells.values()]
    if bars and any(cell.estimate for cell in cells):
        entries["ước thực hiện"] = Patch(**face(_PLAIN, "actual", estimate=True))
    if any(len(cell.values) > 1 for cell in cells):
        entries["các báo cáo ghi khác nhau"] = Line2D([], [], color=RED, marker="$≠$", linestyle="", markersize=7)
    if any(_has_gap(panel) for panel in chosen if as_bars(panel)):
        entries["chưa có số liệu"] = Line2D([], [], color=GREY, marker=".", linestyle="", markersize=4)
    return list(entries), list(entries.values())


def as_bars(panel: Panel) -> bool:
    """Whether ``panel`` has few enough values for bars."""
    return panel.periods * len(panel.districts) * len(panel.kinds) <= _MAX_BARS


def _has_gap(panel: Panel) -> bool:
    return any(
        (district, "actual", period) not in panel.cells
        for block in panel.blocks
        for period in block.periods
        for district in panel.districts
        if "actual" in panel.kinds
    )
