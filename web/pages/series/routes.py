"""Series: indicators over periods and districts, as a table and a chart, each value leading to its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.errors import BaocaoError
from db.read_models.archive_overview import comparable, districts, years
from db.read_models.series import MAIN, MEASURES, SeriesPage, series_page
from db.read_models.series_scope import suggest
from db.sql.frames import rows as as_rows
from web.http.request import Refused, language_of, page, reading
from web.i18n.messages import Language
from web.pages.home import by_group
from web.pages.series.chart import chart_of
from web.pages.series.downloads import TYPES, ChartsMissingError, file_name, has_charts, made
from web.pages.series.query import SeriesQuery, query_of
from web.pages.series.table import table_of

#: Lines of a table, and names that are suggested.
MAX_LINES, _SUGGESTED = 60, 8


def show(request: Request) -> Response:
    """The table and the chart of what is asked; without an indicator, those that there are."""
    query = query_of(request)
    fault = query.fault
    with reading(request) as archive:
        database = archive.database
        known = districts(database)
        told: dict[str, Any] = {
            "query": query,
            "fault": fault,
            "years": years(database),
            "districts": _by_name(known),
            "indicators": by_group(comparable(database)),
            "found": None,
        }
        if query.asked.indicators and not fault:
            found = series_page(database, query.asked, query.measure)
            unknown = [matched.asked for matched in found.indicators_asked if not matched.found]
            told["suggested"] = {words: suggest(database, words, _SUGGESTED) for words in unknown}
            told |= _shown(found, query, known, language_of(request))
    return page(request, "series.html", told)


def _shown(
    found: SeriesPage, query: SeriesQuery, known: Sequence[tuple[str, str | None]], language: Language
) -> dict[str, Any]:
    asked_first = {one.name: place for place, one in enumerate(found.indicators)}
    rows = sorted(as_rows(found.series), key=lambda row: asked_first.get(row["indicator"], len(asked_first)))
    asked = [name for matched in found.districts_asked for name in matched.found]
    return {
        "found": found,
        "table": table_of(rows, found.sources, language, MAX_LINES),
        "chart": chart_of(rows, found.sources, query.kind, language, asked, known),
        "tabs": _tabs(found),
        "has_charts": has_charts(),
    }


def _tabs(found: SeriesPage) -> list[Mapping[str, Any]]:
    """The measures to choose from: what the indicator is comes first, whether it is an amount or a level."""
    main = [name for name in MAIN if name in found.measures]
    tabs: list[Mapping[str, Any]] = []
    if main:
        count = sum(found.measures[name] for name in main)
        tabs.append({"measure": None, "key": main[0], "count": count, "here": found.shown_measures[0] in MAIN})
    for name in MEASURES:
        if name in found.measures and name not in MAIN:
            here = name in found.shown_measures
            tabs.append({"measure": name, "key": name, "count": found.measures[name], "here": here})
    return tabs


def _by_name(found: list[tuple[str, str | None]]) -> dict[str, str]:
    """Districts by name with their provinces; a name that two provinces have stands once."""
    named: dict[str, list[str]] = {}
    for name, province in found:
        named.setdefault(name, []).extend([province] if province else [])
    return {name: ", ".join(provinces) for name, provinces in named.items()}


def show_suggested(request: Request) -> Response:
    """Indicators for the words in the field that was typed into, as links that add them."""
    query = query_of(request)
    # What is chosen and what is being typed have one name in the form; the field stands last.
    words = " ".join((request.query_params.getlist("indicator") or [""])[-1].split())[:200]
    with reading(request) as archive:
        found = suggest(archive.database, words, _SUGGESTED)
    return page(request, "series_suggested.html", {"query": query, "suggested": found, "words": words})


def download(request: Request) -> Response:
    """The series of the same query as a file."""
    query, form = query_of(request), request.path_params["form"]
    if form not in TYPES:
        raise Refused(404, "error.missing")
    if fault := query.fault:
        raise Refused(400, fault[0], **fault[1])
    if not query.asked.indicators:
        raise Refused(400, "series.nothing_asked")
    with reading(request) as archive:
        found = series_page(archive.database, query.asked, query.measure)
    if found.series.empty:
        raise Refused(404, "series.nothing_to_download")
    try:
        content = made(found, form)
    except ChartsMissingError as error:
        raise Refused(501, "series.no_matplotlib") from error
    except BaocaoError as error:
        raise Refused(400, "series.cannot_make", why=str(error)) from error
    name = file_name(found, form)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=TYPES[form], headers=headers)


ROUTES = [
    Route("/series", show),
    Route("/series/suggested", show_suggested),
    Route("/series.{form}", download),
]
