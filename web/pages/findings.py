"""What the audit found, by kind and severity; and the audit itself, run anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db import Archive
from db.errors import NothingMatchesError
from db.types import SEVERITIES, STATES, FindingFilter, LastAudit, finding_kinds
from pipeline.i18n import Language, duration_in
from web.http.request import (
    HttpProblem,
    form_of,
    int_param,
    language_of,
    link,
    pages_of,
    reading,
    redirect,
    render,
    settings_of,
)
from web.jobs.audit_process import Auditor
from web.presentation.findings import message_of, role_of, steps_of, title_of

_SIZE = 20
#: Places in print that the list shows of one finding.
_PLACES = 4


def asked_of(query: QueryParams) -> FindingFilter:
    """What a query narrows the findings to, but for the report: that has to be looked for."""
    return FindingFilter(
        next((kind for kind in finding_kinds() if kind == query.get("kind")), None),
        next((severity for severity in SEVERITIES if severity == query.get("severity")), None),
        query.get("district") or None,
        int_param(query.get("year"), most=9999),
        None,
        next((state for state in STATES if state == query.get("state")), "open"),
    )


def of_reports(archive: Archive, asked: FindingFilter, report: str) -> FindingFilter:
    """``asked``, narrowed to the reports of that number or file name; to none where there is no such report."""
    if not report:
        return asked
    try:
        return replace(asked, reports=tuple(archive.reports.ids(report)))
    except NothingMatchesError:
        return replace(asked, reports=())


def query_of(asked: FindingFilter, report: str) -> dict[str, Any]:
    """What a link to the same list has in its query."""
    state = None if asked.state == "open" else asked.state
    query = {"kind": asked.kind, "severity": asked.severity, "district": asked.district, "year": asked.year}
    return query | {"report": report, "state": state}


def show(request: Request) -> Response:
    """The findings of a kind, a severity, a district, a year, a report; with how many there are of each."""
    query, language = request.query_params, language_of(request)
    report = query.get("report", "").strip()[:120]
    shown = int_param(query.get("p"), most=100_000) or 1
    with reading(request) as archive:
        asked = of_reports(archive, asked_of(query), report)
        rows, count = archive.findings.page(asked, _SIZE, (shown - 1) * _SIZE)
        counted = archive.findings.counts(asked)
        context: dict[str, Any] = {
            "districts": archive.reports.districts(),
            "years": archive.reports.years(),
            "loaded": archive.findings.has_reports(),
            "last": archive.findings.last_audit(),
            "named": archive.findings.indicators_of(components(item for row in rows for item in row["evidence"])),
        }
    query_now = query_of(asked, report)
    context |= {
        "asked": asked,
        "report": report,
        "no_report": asked.reports == (),
        "query": query_now,
        "narrowed": any(value for name, value in query_now.items() if name not in ("kind", "severity")),
        "found": [_item(row, language, context["named"]) for row in rows],
        "count": count,
        "by_kind": by_kind(counted, asked.severity, language),
        "by_severity": by_severity(counted, asked.kind),
        "severities": SEVERITIES,
        "states": STATES,
        "shown": shown,
        "offered": pages_of(count, shown, _SIZE),
        "audit": auditor_of(request).state(),
        "duration": partial(duration_in, language),
    }
    return render(request, "findings.html", context)


def by_kind(counted: Iterable[tuple[str, str, int]], severity: str | None, language: Language) -> list[dict[str, Any]]:
    """How many there are of each kind (of one severity), in the order of the kinds: sums first, citations last."""
    by_code: dict[str, dict[str, Any]] = {}
    for kind, of, count in counted:
        if severity in (None, of):
            new = {"kind": kind, "title": title_of(language, kind), "count": 0, "severity": of}
            entry = by_code.setdefault(kind, new)
            entry["count"] += count
            entry["severity"] = min(entry["severity"], of, key=SEVERITIES.index)
    order = list(finding_kinds())
    return sorted(
        by_code.values(), key=lambda entry: order.index(entry["kind"]) if entry["kind"] in order else len(order)
    )


def by_severity(counted: Iterable[tuple[str, str, int]], kind: str | None) -> Mapping[str, int]:
    """How many there are of each severity (of one kind)."""
    totals: dict[str, int] = dict.fromkeys(SEVERITIES, 0)
    for of, severity, count in counted:
        if kind in (None, of):
            totals[severity] += count
    return totals


def components(evidence: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """The rows of which several have one role: which is which has to be told by what they are of."""
    return [(item["table"], item["row_id"]) for item in evidence if item["role"] in ("part", "share")]


def _item(row: Mapping[str, Any], language: Language, named: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    places = [
        {
            "role": role_of(language, item["role"]),
            "of": named.get((item["table"], item["row_id"]), ""),
            "report": item["report"] or (row["name"] if item["report_id"] == row["report_id"] else row["other_name"]),
            "page": item["page"],
            "text": " ".join(item["text"].split()),
            "href": link(
                f"/reports/{item['report_id']}/pages/{item['page'] or 1}", row=f"{item['table']}-{item['row_id']}"
            ),
        }
        for item in row["evidence"]
    ]
    return {
        "row": row,
        "title": title_of(language, row["kind"]),
        "message": message_of(language, row),
        "steps": steps_of(language, row["arithmetic"]),
        "places": places[:_PLACES],
        "more": max(0, len(places) - _PLACES),
    }


def auditor_of(request: Request) -> Auditor:
    """The one that starts audits in this room."""
    auditor: Auditor = request.app.state.auditor
    return auditor


async def run(request: Request) -> Response:
    """Begin an audit, unless one is going on."""
    await form_of(request)
    if settings_of(request).read_only:
        raise HttpProblem(403, "error.read_only")
    await run_in_threadpool(auditor_of(request).start)
    return redirect("/findings")


def show_run(request: Request) -> Response:
    """How the audit stands, for the page that waits for it; once it has ended the whole page is read anew."""
    if "hx-request" not in request.headers:
        return redirect("/findings")
    state = auditor_of(request).state()
    duration = partial(duration_in, language_of(request))
    # The page that it ends with is read anew: of the last audit nothing is told here.
    answer = render(request, "findings_run.html", {"audit": state, "duration": duration, "last": LastAudit(None, 0, 0)})
    if state.status != "running":
        answer.headers["HX-Refresh"] = "true"
    return answer


ROUTES = [
    Route("/findings", show),
    Route("/findings/run", show_run),
    Route("/findings/run", run, methods=["POST"]),
]
