"""The register: which documents are cited, most cited first, and which of them are told of in two ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db import Archive
from db.errors import NothingMatchesError
from db.types import CONFLICTS, CitationFilter, Conflict, DocumentFacets, Narrowed
from web.http.request import int_param, pages_of, reading, render
from web.presentation.findings import document_name

_SIZE = 30
_MAX_FILTER_CHARS = 120
_PILLS: tuple[Conflict, ...] = ("dates", "issuers")
_HELD = {"yes": True, "no": False}


def show(request: Request) -> Response:
    """Cited documents, narrowed by type, issuer, number, year, district, whether the archive holds them, conflicts."""
    query = request.query_params
    shown = int_param(query.get("p"), most=1_000_000) or 1
    asked = asked_of(query)
    with reading(request) as archive:
        names = archive.citations.facets()
        narrowed = _narrowed(archive, asked, names)
        count = archive.citations.count_narrowed(narrowed) if narrowed else 0
        rows = archive.citations.document_rows(narrowed, _SIZE, (shown - 1) * _SIZE) if narrowed and count else []
        context: dict[str, Any] = {
            "documents": with_conflicts(archive, rows),
            "districts": archive.reports.districts(),
            "conflicts": _conflict_counts(archive, asked, names),
        }
    context |= {
        "asked": asked,
        "held": query.get("held") if query.get("held") in _HELD else None,
        "query": query_of(asked),
        "unconflicted": query_of(replace(asked, conflict=None)),
        "types": names.types,
        "issuers": names.issuers,
        "count": count,
        "shown": shown,
        "offered": pages_of(count, shown, _SIZE),
        "name": document_name,
    }
    return render(request, "documents.html", context)


def asked_of(query: QueryParams) -> CitationFilter:
    """What a query narrows the register to."""

    def words(name: str) -> str | None:
        return " ".join(query.get(name, "").split())[:_MAX_FILTER_CHARS] or None

    return CitationFilter(
        kind=words("type"),
        issuer=words("issuer"),
        number=words("number"),
        year=int_param(query.get("year"), most=9999),
        district=words("district"),
        held=_HELD.get(query.get("held", "")),
        conflict=next((conflict for conflict in CONFLICTS if conflict == query.get("conflict")), None),
    )


def query_of(asked: CitationFilter) -> dict[str, Any]:
    """What a link to the same list has in its query."""
    held_word = next((word for word, value in _HELD.items() if value == asked.held), None)
    query = {"type": asked.kind, "issuer": asked.issuer, "number": asked.number, "year": asked.year}
    return query | {"district": asked.district, "held": held_word, "conflict": asked.conflict}


def with_conflicts(archive: Archive, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Documents with the ``other_dates`` that some mentions give, and with two ``issuers`` where they are of two."""
    issuers = archive.citations.issuers_of([row["id"] for row in rows]) if rows else {}
    return [
        {
            **row,
            "other_dates": archive.citations.other_dates(row),
            "issuers": _own_first(row, issuers.get(row["id"], ())),
        }
        for row in rows
    ]


def _own_first(row: Mapping[str, Any], issuers: Sequence[str]) -> list[str]:
    """Its own issuer, then what stands against it."""
    return sorted(issuers, key=lambda issuer: issuer != row["issuer"])


def _narrowed(archive: Archive, asked: CitationFilter, names: DocumentFacets) -> Narrowed | None:
    """What is asked for; None where no report is of the district."""
    try:
        return archive.citations.narrow(asked, names)
    except NothingMatchesError:
        return None


def _conflict_counts(archive: Archive, asked: CitationFilter, names: DocumentFacets) -> Mapping[str, int]:
    """How many documents of what is asked for are told of in two ways, whichever of these ways is asked for."""
    counts: dict[str, int] = {}
    for conflict in _PILLS:
        narrowed = _narrowed(archive, replace(asked, conflict=conflict), names)
        counts[conflict] = archive.citations.count_narrowed(narrowed) if narrowed else 0
    return counts


ROUTES = [Route("/documents", show)]
