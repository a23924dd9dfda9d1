"""One cited document: what it is, who cites it and when, and what is said of it in two ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db import Archive
from db.text import of_two_levels
from db.types import StatedValue
from pipeline.charts.timeline import WIDTH, Cited, Timeline, timeline
from pipeline.i18n import Language
from web.http.request import HttpProblem, int_param, language_of, link, pages_of, reading, render
from web.page_images.crops import Crop, crops_of, even
from web.presentation.findings import document_name, message_of, steps_of, title_of

#: Reports on a page of the list; findings that are shown; values of which a place in print is shown.
_SIZE, _FINDINGS, _SHOWN = 25, 8, 4
#: Mentions that are shown of one report.
_MENTIONS = 6


def show(request: Request) -> Response:
    """A document, with the reports that cite it, the latest first."""
    number, language = request.path_params["id"], language_of(request)
    shown = int_param(request.query_params.get("p"), most=1_000_000) or 1
    with reading(request) as archive:
        of = archive.citations.document(number)
        if of is None:
            raise HttpProblem(404, "document.gone")
        dates, issuers = (
            archive.citations.stated_values(number, "date"),
            archive.citations.stated_values(number, "issuer"),
        )
        reports = archive.citations.citing_reports(number)
        others = archive.citations.reports_saying(number, of["date"])
        here = reports[(shown - 1) * _SIZE : shown * _SIZE]
        mentions = archive.citations.mentions_in(number, [one["id"] for one in here])
        context: dict[str, Any] = {
            "date_places": _places(archive, dates),
            "issuer_places": _places(archive, issuers) if _two(issuers) else [],
            "two_issuers": archive.citations.issuers_of([number]).get(number, ()),
            "findings": archive.citations.findings_about(number, _FINDINGS),
            "entries": archive.citations.register_entries(number),
            "holder": archive.reports.header(of["held_report_id"]) if of["held_report_id"] else None,
        }
        drawn = timeline(_cited(reports, others))
        first = archive.citations.first_mentions(number) if drawn and not drawn.columns else {}
    context |= {
        "document": of,
        "name": document_name(of),
        "findings": [_finding(language, finding) for finding in context["findings"]],
        "dates": dates,
        "issuers": issuers,
        "reports": here,
        "mentions": mentions,
        "most": _MENTIONS,
        "others": others,
        "count": len(reports),
        "undated": sum(one["date"] is None for one in reports),
        "drawn": drawn,
        "width": WIDTH,
        "links": _links(drawn, first, number),
        "by_id": {one["id"]: one for one in reports},
        "shown": shown,
        "offered": pages_of(len(reports), shown, _SIZE),
    }
    return render(request, "document.html", context)


def _two(stated: Sequence[StatedValue]) -> bool:
    return of_two_levels(one.value for one in stated if one.value)


def _places(archive: Archive, stated: Sequence[StatedValue]) -> list[tuple[StatedValue, Crop]]:
    """Where each value is printed, for the values that most mentions give; nothing where all give one."""
    given = [one for one in stated if one.value]
    if len(given) < 2:
        return []
    values, crops = [], list[Crop]()
    for one in given[:_SHOWN]:
        mention = archive.review.row("citations", one.first)
        assert mention is not None  # its id was read a moment ago, in the same state of the database
        evidence = {"role": "mention", "report_id": mention.report_id, "table": "citations", "row_id": mention.id}
        place = evidence | {"page": mention.page, "text": mention.text, "boxes": mention.boxes}
        drawn = crops_of(archive, [place])
        values += [one] * len(drawn)
        crops += drawn
    return list(zip(values, even(crops, numbered=False), strict=True))


def _cited(reports: Sequence[dict[str, Any]], others: dict[int, set[str]]) -> list[Cited]:
    return [
        Cited(one["id"], one["date"], place, one["id"] in others) for place, one in enumerate(reports) if one["date"]
    ]


def _links(drawn: Timeline | None, first: dict[int, tuple[int, int | None]], number: int) -> dict[int, str]:
    """Where the mark of a report leads, by its id: to its first mention, or from a column to the list."""
    links = {}
    for dot in drawn.dots if drawn else ():
        cited = dot.reports[-1]
        if cited.report_id in first:
            mention, at = first[cited.report_id]
            links[cited.report_id] = link(f"/reports/{cited.report_id}/pages/{at or 1}", row=f"citations-{mention}")
        else:
            links[cited.report_id] = link(f"/documents/{number}", p=cited.place // _SIZE + 1) + "#citing"
    return links


def _finding(language: Language, finding: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": finding["key"],
        "severity": finding["severity"],
        "verdict": "dismissed" if finding["dismissed_at"] else "confirmed" if finding["confirmed_at"] else None,
        "title": title_of(language, finding["kind"]),
        "subject": finding["subject"],
        "message": message_of(language, finding),
        "steps": steps_of(language, finding["arithmetic"]),
    }


ROUTES = [Route("/documents/{id:int}", show)]
