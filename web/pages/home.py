"""The start page: what is in the archive, and the ways into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.types import finding_kinds
from web.http.request import language_of, reading, render


def show(request: Request) -> Response:
    """Counts, indicators to begin with, and what the audit found."""
    language = language_of(request)
    with reading(request) as archive:
        context = {
            "totals": archive.reports.totals(),
            "indicators": by_group(archive.series.comparable_indicators()),
            "failed": archive.reports.failed_files(),
            "reviewed": archive.review.counts(),
            "findings": _findings(archive.findings.by_kind(), language),
        }
    return render(request, "home.html", context)


def by_group(indicators: list[dict[str, str | None]]) -> dict[str, list[dict[str, str | None]]]:
    """Indicators by the name of their group, in the order of the list."""
    groups: dict[str, list[dict[str, str | None]]] = {}
    for entry in indicators:
        groups.setdefault(entry["group"] or "", []).append(entry)
    return groups


def _findings(counted: list[dict[str, Any]], language: str) -> list[Mapping[str, Any]]:
    """The kinds of findings with how many of each there are, the gravest first."""
    titles = {code: kind.title_vi if language == "vi" else kind.title_en for code, kind in finding_kinds().items()}
    merged: dict[str, dict[str, Any]] = {}
    for row in counted:
        entry = merged.setdefault(row["kind"], {**row, "title": titles[row["kind"]], "count": 0})
        entry["count"] += row["count"]
    return list(merged.values())


ROUTES = [Route("/", show)]
