"""The list of reports, and of the files that gave none."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db.read_models.archive_overview import ReportsAsked, districts, failed_files, place_name, reports_page, years
from db.sql.frames import rows as as_rows
from web.http.request import int_param, pages_of, reading, render

_SIZE = 50


def show(request: Request) -> Response:
    """Reports, narrowed by district, year and words."""
    query = request.query_params
    asked = ReportsAsked(query.get("district") or None, int_param(query.get("year")), query.get("q") or None)
    shown = int_param(query.get("p")) or 1
    with reading(request) as archive:
        found, count = reports_page(archive.database, asked, _SIZE, (shown - 1) * _SIZE)
        values = {
            "districts": districts(archive.database),
            "years": years(archive.database),
            "failed": failed_files(archive.database),
        }
    told = {"asked": asked, "reports": found, "count": count, "shown": shown, "offered": pages_of(count, shown, _SIZE)}
    return render(request, "reports.html", told | values)


def show_failed(request: Request) -> Response:
    """The files that could not be read, each with its reason."""
    with reading(request) as archive:
        failed = [row | {"file": place_name(row["source_path"])} for row in as_rows(archive.files("failed"))]
    return render(request, "failed.html", {"failed": failed})


ROUTES = [Route("/reports", show), Route("/reports/failed", show_failed)]
