"""The start page: what is in the archive, and the ways into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.audit.model import kinds
from db.read_models.archive_overview import comparable, failed_files, findings_by_kind, totals
from db.read_models.page_rows import review_counts
from web.http.request import language_of, reading, render


def show(request: Request) -> Response:
    """Counts, indicators to begin with, and what the audit found."""
    language = language_of(request)
    with reading(request) as archive:
        database = archive.database
        found = {
            "totals": totals(database),
            "indicators": by_group(comparable(database)),
            "failed": failed_files(database),
            "reviewed": review_counts(database),
            "findings": _findings(findings_by_kind(database), language),
        }
    return render(request, "home.html", found)


def by_group(indicators: list[dict[str, str | None]]) -> dict[str, list[dict[str, str | None]]]:
    """Indicators by the name of their group, in the order of the list."""
    groups: dict[str, list[dict[str, str | None]]] = {}
    for entry in indicators:
        groups.setdefault(entry["group"] or "", []).append(entry)
    return groups


def _findings(counted: list[dict[str, Any]], language: str) -> list[Mapping[str, Any]]:
    """The kinds of findings with how many of each there are, the gravest first."""
    titles = {code: kind.title_vi if language == "vi" else kind.title_en for code, kind in kinds().items()}
    merged: dict[str, dict[str, Any]] = {}
    for row in counted:
        kept = merged.setdefault(row["kind"], {**row, "title": titles[row["kind"]], "count": 0})
        kept["count"] += row["count"]
    return list(merged.values())


ROUTES = [Route("/", show)]
