"""One report: its pages as they look, the rows beside them, the original file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from db import Archive
from db.types import REVIEWED_TABLES, PageRow
from web.http.request import HttpProblem, language_of, reading, redirect, render, templates
from web.page_images.highlights import Place, sought_in
from web.page_images.renderer import SCALES, Pictures, RenderError, Wanted, file_state
from web.presentation.rows import CLEAR_LETTERS, RowView, fields_of, row_view

#: A picture never changes: its address holds the file's hash.
_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}
#: What the original is shown with: the browser's own viewer needs its styles, and nothing of it may run here.
_PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def first_page(request: Request) -> Response:
    """A report opens with its first page."""
    return redirect(f"/reports/{request.path_params['id']}/pages/1")


def show(request: Request) -> Response:
    """A page, with boxes over what was found on it and the rows beside it."""
    number, shown_page = request.path_params["id"], request.path_params["page"]
    language = language_of(request)
    with reading(request) as archive:
        header = found_report(archive, number)
        pages = archive.reports.pages(number)
        here = next((row for row in pages if row["page"] == shown_page), None)
        if here is None:
            raise HttpProblem(404, "error.no_page", page=shown_page, count=header["page_count"])
        rows = archive.review.rows_of_page(number, shown_page)
        text = archive.reports.page_text(number, shown_page)
        reviewed = archive.review.counts(number)
        related = archive.reports.related(number)
    context = {
        "report": header,
        "warnings": [warning for warning in header["warnings"] if _is_of(warning, shown_page)],
        "pages": pages,
        "here": here,
        "rows": [row_view(row, language, shown_page) for row in rows],
        "fields": {row.key: fields_of(row, language) for row in rows},
        "tables": REVIEWED_TABLES,
        "text": text,
        "letters": _letters(rows),
        "reviewed": reviewed,
        "related": related,
        "chosen": request.query_params.get("row", ""),
        "original": file_state(header),
        "find": request.query_params.get("find", "")[:200],
    }
    return render(request, "report.html", context)


def found_report(archive: Archive, number: int) -> dict[str, Any]:
    """The header of a report, its warnings read; raises HttpProblem where there is none of that id."""
    header = archive.reports.header(number)
    if header is None:
        raise HttpProblem(404, "error.no_report", number=number)
    return header | {"warnings": json.loads(header["warnings"] or "[]")}


def _is_of(warning: str, shown_page: int) -> bool:
    """Whether a warning is of a page: those begin with its number (``page 3: …``); others are of the whole."""
    head, colon, _ = warning.partition(":")
    words = head.split()
    return not (colon and len(words) == 2 and words[0] == "page") or words[1] == str(shown_page)


def _letters(rows: list[PageRow]) -> Mapping[str, Any] | None:
    """How surely the rows of a scanned page were recognised; None where nothing was."""
    confidences = [row.letters for row in rows if row.letters is not None]
    if not confidences:
        return None
    return {
        "mean": sum(confidences) / len(confidences),
        "least": min(confidences),
        "doubtful": sum(one < CLEAR_LETTERS for one in confidences),
    }


def picture(request: Request) -> Response:
    """A page as PNG; the address holds a part of the file's hash."""
    number, shown_page, size = request.path_params["id"], request.path_params["page"], request.path_params["size"]
    with reading(request) as archive:
        header = found_report(archive, number)
    if size not in SCALES or request.path_params["hash"] != header["sha256"][:12]:
        raise HttpProblem(404, "error.missing")
    pictures: Pictures = request.app.state.pictures
    state = file_state(header)
    try:
        if state != "there":
            raise RenderError(state)
        drawn = pictures.png(header["sha256"], Wanted(Path(header["source_path"]), shown_page, SCALES[size]))
    except RenderError as error:
        return Response(str(error), 404, media_type="text/plain")
    return Response(drawn, media_type="image/png", headers=_FOR_EVER)


def words(request: Request) -> Response:
    """What a reader looked for, lit: a picture to be laid over that of the page."""
    number, shown_page = request.path_params["id"], request.path_params["page"]
    with reading(request) as archive:
        header = found_report(archive, number)
        here = next((row for row in archive.reports.pages(number) if row["page"] == shown_page), None)
    if here is None or file_state(header) != "there":
        raise HttpProblem(404, "error.missing")
    pictures: Pictures = request.app.state.pictures
    lit: list[Place] = []
    for sought in sought_in(request.query_params.get("find", "")[:200], Path(header["source_path"]), shown_page):
        try:
            lit = lit or pictures.renderer.places(sought)
        except RenderError:
            break
    drawn = templates().get_template("words.svg").render(here=here, places=lit)
    return Response(drawn, media_type="image/svg+xml")


def original(request: Request) -> Response:
    """The PDF itself, as it was loaded."""
    with reading(request) as archive:
        header = found_report(archive, request.path_params["id"])
    state = file_state(header)
    if state != "there":
        raise HttpProblem(404, f"original.{state}", path=header["source_path"])
    return FileResponse(
        header["source_path"],
        media_type="application/pdf",
        filename=header["file"],
        content_disposition_type="inline",
        headers={"Content-Security-Policy": _PDF_POLICY},
    )


def as_shown(row: PageRow, request: Request) -> RowView:
    """``row`` as the list beside the page has it, with its boxes on the page it begins on."""
    return row_view(row, language_of(request), row.page)


ROUTES = [
    Route("/reports/{id:int}", first_page),
    Route("/reports/{id:int}/pages/{page:int}", show),
    Route("/reports/{id:int}/original.pdf", original),
    Route("/reports/{id:int}/pages/{page:int}/words.svg", words),
    Route("/reports/{id:int}/pages/{page:int}/{size}-{hash}.png", picture),
]
