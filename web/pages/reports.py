"""The list of reports, and of the files that gave none."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.frames import rows as as_rows
from db.text import base_name
from db.types import ReportFilter
from web.http.request import int_param, pages_of, reading, render

_SIZE = 50


def show(request: Request) -> Response:
    """Reports, narrowed by district, year and words."""
    query = request.query_params
    asked = ReportFilter(query.get("district") or None, int_param(query.get("year")), query.get("q") or None)
    shown = int_param(query.get("p")) or 1
    with reading(request) as archive:
        reports, count = archive.reports.page(asked, _SIZE, (shown - 1) * _SIZE)
        values = {
            "districts": archive.reports.districts(),
            "years": archive.reports.years(),
            "failed": archive.reports.failed_files(),
        }
    context = {
        "asked": asked,
        "reports": reports,
        "count": count,
        "shown": shown,
        "offered": pages_of(count, shown, _SIZE),
    }
    return render(request, "reports.html", context | values)


def show_failed(request: Request) -> Response:
    """The files that could not be read, each with its reason."""
    with reading(request) as archive:
        failed = [row | {"file": base_name(row["source_path"])} for row in as_rows(archive.reports.files("failed"))]
    return render(request, "failed.html", {"failed": failed})


ROUTES = [Route("/reports", show), Route("/reports/failed", show_failed)]
