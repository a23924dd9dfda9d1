"""A comparison as a picture: small panels of bars, or of lines where there are many values, as svg or png."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.charts.panels import Panel, panels, sources
from pipeline.errors import InvalidRequestError, MissingPackageError, OutputError
from pipeline.export.writers import opened

if TYPE_CHECKING:
    import pandas as pd

#: More than these nobody reads on one page.
MAX_PANELS = 12
MAX_DISTRICTS = 14
_WIDE, _NARROW = 11.0, 7.2
_PANEL_HEIGHT = 2.7
# Characters an inch, at the size of the small print.
_SMALL_PRINT = 17.0
_SOURCE_LINES = 4


def draw(series: pd.DataFrame, path: Path) -> None:
    """Draw ``series``, a frame as :meth:`db.Archive.compare` gives it, into ``path`` (``.svg`` or ``.png``).

    A panel has one indicator, measure, basis and unit (``value`` is in ``unit``); periods of one length stand together
    in time, and no line joins those of different lengths. The same series give the same bytes.

    Raises:
        MissingPackageError: matplotlib is not installed.
        OutputError: nothing has a value, or the file cannot be written.
        InvalidRequestError: the ending of ``path`` is neither .svg nor .png.
    """
    form = path.suffix[1:].lower()
    if form not in ("svg", "png"):
        raise InvalidRequestError(
            f"{path}: a chart is written as svg or png.", f"Name it {path.with_suffix('.svg').name}."
        )
    if not (found := panels(series)):
        raise OutputError(f"{path}: there is nothing to draw, no value matches. No chart was written.", "")
    matplotlib = _matplotlib()
    chosen, notes = _chosen(found)
    for note in notes.values():
        print(f"{path}: {note}", file=sys.stderr)
    with matplotlib.rc_context():
        # What a user's own settings say must not change the picture.
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"svg.hashsalt": "baocao", "font.family": "DejaVu Sans", "axes.unicode_minus": True})
        figure = _figure(chosen, [*_source_lines(series, chosen), *notes])
        metadata = {"Date": None, "Creator": "baocao"} if form == "svg" else {"Software": "baocao"}
        with opened(path) as target:
            figure.savefig(target, format=form, dpi=160, metadata=metadata)


def _matplotlib() -> Any:
    try:
        import matplotlib
    except ImportError as error:
        raise MissingPackageError.of("charts need", "matplotlib", "charts") from error
    return matplotlib


def _chosen(found: Sequence[Panel]) -> tuple[list[Panel], dict[str, str]]:
    """The panels to draw, and what is left out: as the chart says it, and as the user is told."""
    notes: dict[str, str] = {}
    chosen = list(found)
    if len(found) > MAX_PANELS:
        fullest = sorted(range(len(found)), key=lambda place: (-len(found[place].cells), place))[:MAX_PANELS]
        chosen = [found[place] for place in sorted(fullest)]
        notes[f"Chỉ vẽ {MAX_PANELS} trong {len(found)} biểu, những biểu có nhiều số liệu nhất."] = (
            f"draws the {MAX_PANELS} panels with the most values, of {len(found)}. "
            "Name fewer indicators, or one --measure, to see the others."
        )
    districts = sorted({district for panel in chosen for district in panel.districts})
    if len(districts) > MAX_DISTRICTS:
        notes[f"Chỉ vẽ {MAX_DISTRICTS} trong {len(districts)} huyện."] = (
            f"draws {MAX_DISTRICTS} districts of {len(districts)}, by name: up to {districts[MAX_DISTRICTS - 1]}. "
            "Name those that you mean with --district."
        )
    return chosen, notes


def _figure(chosen: Sequence[Panel], small_print: Sequence[str]) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine
    from matplotlib.legend_handler import HandlerTuple

    from pipeline.charts.axes import draw_panel
    from pipeline.charts.style import legend_entries, styles

    across = 1 if len(chosen) == 1 else 2
    down = -(-len(chosen) // across)
    width = _NARROW if across == 1 else _WIDE
    lines = [
        line for text in small_print for line in textwrap.wrap(text, int(width * _SMALL_PRINT), break_on_hyphens=False)
    ]
    style = styles(sorted({district for panel in chosen for district in panel.districts})[:MAX_DISTRICTS])
    labels, handles = legend_entries(chosen, style)
    columns = _legend_columns(labels, width)
    height = down * _PANEL_HEIGHT + 0.22 * -(-len(labels) // columns) + 0.15 * len(lines) + 0.5
    layout = ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.1, hspace=0.06, wspace=0.04)
    figure = Figure(figsize=(width, height), layout=layout, facecolor="white")
    FigureCanvasAgg(figure)
    for axes, panel in zip(figure.subplots(down, across, squeeze=False).flat, chosen, strict=False):
        draw_panel(axes, panel, style, width / across)
    for axes in figure.axes[len(chosen) :]:
        axes.set_axis_off()
    side_by_side = {tuple: HandlerTuple(ndivide=None, pad=0.3)}
    figure.legend(
        handles, labels, loc="outside upper left", ncols=columns, frameon=False, fontsize=8, handler_map=side_by_side
    )
    figure.supxlabel("\n".join(lines), x=0.01, ha="left", fontsize=7, color="#555555")
    return figure


def _legend_columns(labels: Sequence[str], width: float) -> int:
    longest = max(map(len, labels))
    return max(1, min(len(labels), int(width / (0.55 + 0.075 * longest))))


def _source_lines(series: pd.DataFrame, chosen: Sequence[Panel]) -> list[str]:
    """Which reports the values are from, by district; of very many, the first and how many more."""
    drawn = {panel.title for panel in chosen}
    found = sources(series[series["indicator"].isin(drawn)])
    room = int(_NARROW * _SMALL_PRINT) * _SOURCE_LINES
    parts: list[str] = []
    left = used = 0
    for district, reports in found.items():
        text = f"{district}: {', '.join(reports)}"
        if parts and used + len(text) > room:
            left += len(reports)
            continue
        parts.append(text if len(text) <= room else _some(district, reports, room))
        used += len(text)
    return [f"Nguồn: {'; '.join(parts)}{f'; và {left} báo cáo khác' if left else ''}."]


def _some(district: str, reports: Sequence[str], room: int) -> str:
    kept = textwrap.shorten(", ".join(reports), room, placeholder="").rstrip(",").split(", ")
    return f"{district}: {', '.join(kept)} và {len(reports) - len(kept)} báo cáo khác"
