"""A comparison as a picture: the chart of the reading room, as svg or png."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.frames import rows as as_rows
from pipeline.charts.panels import sources
from pipeline.charts.picture import svg_document
from pipeline.charts.png import to_png
from pipeline.charts.series_chart import Evidence, Limits, SeriesChart, chart_of
from pipeline.errors import InvalidRequestError, OutputError
from pipeline.export.writers import opened
from pipeline.i18n import Language, say, say_count

if TYPE_CHECKING:
    import pandas as pd

#: More than these nobody reads on one page.
MAX_PANELS, MAX_DISTRICTS = 12, 14
#: Characters of the list of sources.
_MAX_SOURCE_CHARS = 640


def draw(
    series: pd.DataFrame,
    path: Path,
    language: Language = "vi",
    asked: Sequence[str] = (),
    known: Sequence[tuple[str, str | None]] = (),
) -> None:
    """Draw ``series``, a frame as ``archive.series.compare`` gives it, into ``path`` (``.svg`` or ``.png``).

    It is the chart of the reading room: a panel has one indicator, measure and unit (``value`` is in ``unit``); periods
    of one length stand together in time, and no line joins those of different lengths. Districts keep the colours that
    they have among all the ``known`` ones of an archive (``archive.reports.districts()``), as far as no two are alike;
    those ``asked`` for come first. The same arguments give the same bytes.

    Raises:
        MissingPackageError: a png is asked for, and resvg-py is not installed.
        OutputError: nothing has a value, or the file cannot be written.
        InvalidRequestError: the ending of ``path`` is neither .svg nor .png.
    """
    form = path.suffix[1:].lower()
    if form not in ("svg", "png"):
        raise InvalidRequestError(
            f"{path}: a chart is written as svg or png.", f"Name it {path.with_suffix('.svg').name}."
        )
    chart = chart_of_frame(series, language, asked, known)
    if chart is None:
        raise OutputError(f"{path}: there is nothing to draw, no value matches. No chart was written.", "")
    for note in _left_out("en", chart):
        print(f"{path}: {note}", file=sys.stderr)
    picture = svg_of(series, chart, language)
    content = to_png(picture) if form == "png" else picture.encode()
    with opened(path) as target:
        target.write(content)


def chart_of_frame(
    series: pd.DataFrame,
    language: Language,
    asked: Sequence[str] = (),
    known: Sequence[tuple[str, str | None]] = (),
) -> SeriesChart | None:
    """The chart of a comparison for a file; None where nothing has a value."""
    rows = as_rows(series)
    limits = Limits(MAX_PANELS, MAX_DISTRICTS, fullest=True)
    evidence = {row["observation_id"]: _evidence(row) for row in rows if row["observation_id"] is not None}
    return chart_of(rows, evidence, None, language, asked, known, limits)


def svg_of(series: pd.DataFrame, chart: SeriesChart, language: Language) -> str:
    """The SVG document of ``chart``, with what it leaves out and the reports that the values of ``series`` are from."""
    undrawn = [say(language, "chart.undrawn", names="; ".join(chart.undrawn))] if chart.undrawn else []
    notes = [*undrawn, *_left_out(language, chart), _source_line(series, chart, language)]
    return svg_document(chart, notes, language)


def _evidence(row: Mapping[str, Any]) -> Evidence:
    report = row["report"] or Path(row["source_path"] or "?").name
    return Evidence(report, int(row["page"]) if row["page"] else None, row["measure"], row["basis"])


def _left_out(language: Language, chart: SeriesChart) -> Iterator[str]:
    """What is too much for one picture, in words."""
    if chart.panels_left_out:
        count = len(chart.panels) + chart.panels_left_out
        yield say_count(language, "chart.some_panels", count, shown=len(chart.panels))
    if chart.districts_left_out:
        names = list(chart.looks)
        count = len(names) + chart.districts_left_out
        yield say_count(language, "chart.some_districts", count, shown=len(names), last=names[-1])


def _source_line(series: pd.DataFrame, chart: SeriesChart, language: Language) -> str:
    """Which reports the values are from, by district; of very many, the first and how many more."""
    drawn = {panel.title for panel in chart.panels}
    parts: list[str] = []
    left = used = 0
    for district, reports in sources(series[series["indicator"].isin(drawn)]).items():
        text = f"{district}: {', '.join(reports)}"
        if parts and used + len(text) > _MAX_SOURCE_CHARS:
            left += len(reports)
            continue
        parts.append(text if len(text) <= _MAX_SOURCE_CHARS else _first(district, reports, language))
        used += len(text)
    if left:
        parts.append(say_count(language, "chart.more_reports", left))
    return say(language, "chart.source", reports="; ".join(parts))


def _first(district: str, reports: Sequence[str], language: Language) -> str:
    shortened = textwrap.shorten(", ".join(reports), _MAX_SOURCE_CHARS, placeholder="").rstrip(",").split(", ")
    more = say_count(language, "chart.more_reports", len(reports) - len(shortened))
    return f"{district}: {', '.join(shortened)}; {more}"
