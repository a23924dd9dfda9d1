"""Series: indicators over periods and districts, as a table and a chart, each value leading to its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.errors import BaocaoError
from db.frames import rows as as_rows
from db.types import MAIN_MEASURES, MEASURES, SeriesPage
from pipeline.charts.png import can_draw_png
from pipeline.charts.series_chart import chart_of
from pipeline.errors import MissingPackageError
from pipeline.i18n import Language
from web.http.request import HttpProblem, language_of, reading, render
from web.pages.home import by_group
from web.pages.series.downloads import TYPES, file_name, make_file
from web.pages.series.drawing import drawing_of, evidence_of
from web.pages.series.query import SeriesQuery, query_of
from web.pages.series.table import table_of

#: Lines of a table, and names that are suggested.
MAX_LINES, _SUGGESTED = 60, 8


def show(request: Request) -> Response:
    """The table and the chart of what is asked; without an indicator, those that there are."""
    query = query_of(request)
    fault = query.fault
    with reading(request) as archive:
        known = archive.reports.districts()
        context: dict[str, Any] = {
            "query": query,
            "fault": fault,
            "years": archive.reports.years(),
            "districts": _by_name(known),
            "indicators": by_group(archive.series.comparable_indicators()),
            "found": None,
        }
        if query.asked.indicators and not fault:
            result = archive.series.page(query.asked, query.measure)
            unknown = [matched.asked for matched in result.indicators_asked if not matched.found]
            context["suggested"] = {words: archive.series.suggest(words, _SUGGESTED) for words in unknown}
            context |= _shown(result, query, known, language_of(request))
    return render(request, "series.html", context)


def _shown(
    result: SeriesPage, query: SeriesQuery, known: Sequence[tuple[str, str | None]], language: Language
) -> dict[str, Any]:
    asked_first = {one.name: place for place, one in enumerate(result.indicators)}
    rows = sorted(as_rows(result.series), key=lambda row: asked_first.get(row["indicator"], len(asked_first)))
    asked = [name for matched in result.districts_asked for name in matched.found]
    chart = chart_of(rows, evidence_of(result.sources), query.kind, language, asked, known)
    return {
        "found": result,
        "table": table_of(rows, result.sources, language, MAX_LINES),
        "chart": chart,
        "drawing": drawing_of(chart, result.sources) if chart else None,
        "tabs": _tabs(result),
        "has_png": can_draw_png(),
    }


def _tabs(result: SeriesPage) -> list[Mapping[str, Any]]:
    """The measures to choose from: what the indicator is comes first, whether it is an amount or a level."""
    main = [name for name in MAIN_MEASURES if name in result.measures]
    tabs: list[Mapping[str, Any]] = []
    if main:
        count = sum(result.measures[name] for name in main)
        tabs.append(
            {"measure": None, "key": main[0], "count": count, "here": result.shown_measures[0] in MAIN_MEASURES}
        )
    for name in MEASURES:
        if name in result.measures and name not in MAIN_MEASURES:
            here = name in result.shown_measures
            tabs.append({"measure": name, "key": name, "count": result.measures[name], "here": here})
    return tabs


def _by_name(districts: list[tuple[str, str | None]]) -> dict[str, str]:
    """Districts by name with their provinces; a name that two provinces have stands once."""
    named: dict[str, list[str]] = {}
    for name, province in districts:
        named.setdefault(name, []).extend([province] if province else [])
    return {name: ", ".join(provinces) for name, provinces in named.items()}


def show_suggested(request: Request) -> Response:
    """Indicators for the words in the field that was typed into, as links that add them."""
    query = query_of(request)
    # What is chosen and what is being typed have one name in the form; the field stands last.
    words = " ".join((request.query_params.getlist("indicator") or [""])[-1].split())[:200]
    with reading(request) as archive:
        suggestions = archive.series.suggest(words, _SUGGESTED)
    return render(request, "series_suggested.html", {"query": query, "suggested": suggestions, "words": words})


def download(request: Request) -> Response:
    """The series of the same query as a file."""
    query, form = query_of(request), request.path_params["form"]
    if form not in TYPES:
        raise HttpProblem(404, "error.missing")
    if fault := query.fault:
        raise HttpProblem(400, fault[0], **fault[1])
    if not query.asked.indicators:
        raise HttpProblem(400, "series.nothing_asked")
    with reading(request) as archive:
        result, known = archive.series.page(query.asked, query.measure), archive.reports.districts()
    if result.series.empty:
        raise HttpProblem(404, "series.nothing_to_download")
    try:
        content = make_file(result, form, language_of(request), known)
    except MissingPackageError as error:
        raise HttpProblem(501, "series.no_png") from error
    except BaocaoError as error:
        raise HttpProblem(400, "series.cannot_make", why=str(error)) from error
    name = file_name(result, form)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=TYPES[form], headers=headers)


ROUTES = [
    Route("/series", show),
    Route("/series/suggested", show_suggested),
    Route("/series.{form}", download),
]
