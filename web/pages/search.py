"""Search: words in pages, citations and indicators, with or without diacritics; each match leads to its place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db import Archive
from db.text import parse_period
from db.types import Hit, Hits, SearchFilter
from extractors.text.word_segmentation import segment
from web.http.request import int_param, link, pages_of, reading, render

#: The kinds in the order of the page: few and telling ones first.
KINDS = ("indicator", "citation", "page")
#: Matches on a page of the list of one kind, and of each kind where all are shown.
_SIZE, _FIRST = 20, {"indicator": 5, "citation": 5, "page": 10}
_MAX_QUERY_CHARS = 200


def show(request: Request) -> Response:
    """What was found, of all kinds a few or of one kind a page of the list; without words, how to search."""
    query = request.query_params
    asked = SearchFilter(
        " ".join(query.get("q", "").split())[:_MAX_QUERY_CHARS],
        query.get("district") or None,
        query.get("from") or None,
        query.get("to") or None,
    )
    kind = next((known for known in KINDS if known == query.get("kind")), None)
    shown = int_param(query.get("p"), most=1000) or 1
    wrong = next((text for text in (asked.period_from, asked.period_to) if text and not _is_period(text)), None)
    with reading(request) as archive:
        results = [] if wrong else _found(archive, asked, kind, shown)
        context: dict[str, Any] = {
            "districts": archive.reports.districts(),
            "years": [str(year) for year in archive.reports.years()],
        }
    chosen = next((hits for hits in results if hits.kind == kind), None)
    context |= {
        "asked": asked,
        "kind": kind,
        "kinds": KINDS,
        "found": {hits.kind: hits for hits in results},
        "any": any(hits.count for hits in results),
        "wrong": wrong,
        "shown": shown,
        "offered": pages_of(chosen.count, shown, _SIZE) if chosen else (),
        "query": query_of(asked),
        "link_to": partial(link_to, asked.words),
    }
    return render(request, "search.html", context)


def _found(archive: Archive, asked: SearchFilter, kind: str | None, shown: int) -> list[Hits]:
    """Every kind, to say how many there are of each; of those that are not looked at nothing is shown."""
    results = []
    for known in KINDS:
        limit = _SIZE if known == kind else (0 if kind else _FIRST[known])
        results.append(archive.search.page(asked, known, limit, (shown - 1) * _SIZE if known == kind else 0))
    return results


def query_of(asked: SearchFilter) -> Mapping[str, str | None]:
    """What a link to the same search has in its query; ``from`` is a word of Python, and stands as ``from_``."""
    return {"q": asked.words, "district": asked.district, "from_": asked.period_from, "to": asked.period_to}


def link_to(words: str, hit: Hit) -> str:
    """Where a match of ``words`` leads: an indicator to its series, a citation to its lit row, a page to the words."""
    if hit.kind == "indicator":
        return link("/series", indicator=hit.name)
    place = f"/reports/{hit.report_id}/pages/{hit.page or 1}"
    return link(place, row=f"citations-{hit.row_id}") if hit.kind == "citation" else link(place, find=words)


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def warm_up() -> None:
    """Load what cuts a query into words: it takes a second, which the first reader who searches should not wait."""
    segment("hộ nghèo")


ROUTES = [Route("/search", show)]
