"""Review: the least sure rows first, one key each: accept, correct, reject; and undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from db import Archive
from db.types import REVIEWED_TABLES, VERDICTS, PageRow
from pipeline.i18n import Language
from web.http.request import (
    HttpProblem,
    back_to,
    form_of,
    int_param,
    language_of,
    link,
    reader_of,
    reading,
    redirect,
    render,
    writing,
)
from web.page_images.crops import strip
from web.page_images.renderer import file_state
from web.pages.report import found_report
from web.pages.review_form import judge, typed
from web.presentation.rows import Field, fields_of, row_view

#: What is shown above and below a row, in points; lines are shown whole.
_AROUND = 110.0
_RECENT = 8


def show(request: Request) -> Response:
    """The next row of the queue beside its place on the page."""
    return _question(request, request.query_params)


def _question(
    request: Request, query: QueryParams, asked: PageRow | None = None, fields: Sequence[Field] | None = None
) -> Response:
    """The page that asks about ``asked``, or the next row of the queue; ``fields`` as they were typed, if wrongly."""
    only, kinds = int_param(query.get("report")), [kind for kind in query.getlist("kind") if kind in REVIEWED_TABLES]
    language = language_of(request)
    with reading(request) as archive:
        rows = [asked] if asked else archive.review.queue(only, kinds or REVIEWED_TABLES, _cursor(query.get("after")))
        counts = archive.review.counts(only)
        context: dict[str, Any] = {
            "shown": None,
            "report": found_report(archive, only) if only else None,
            "last": archive.review.last_review(reader_of(request)),
            "recent": archive.review.recent(only, _RECENT),
        }
        if rows:
            context |= _asked(archive, rows[0], language)
            context |= {"fields": fields or fields_of(rows[0], language), "skip": _skip(only, kinds, rows[0])}
    context |= {
        "counts": counts,
        "done": sum(counts[verdict] for verdict in VERDICTS),
        "kinds": kinds or REVIEWED_TABLES,
        "tables": REVIEWED_TABLES,
        "here_to": link("/review", report=only, kind=kinds, after=query.get("after")),
        "wrong": fields is not None,
    }
    return render(request, "review.html", context)


def _asked(archive: Archive, asked: PageRow, language: Language) -> dict[str, Any]:
    """A row, and the part of its page around it."""
    of = found_report(archive, asked.report_id)
    here = next(one for one in archive.reports.pages(asked.report_id) if one["page"] == asked.page)
    view_of_row = row_view(asked, language, asked.page)
    view = strip(view_of_row.boxes, (here["width"], here["height"]), _AROUND)
    return {"of": of, "here": here, "original": file_state(of), "shown": view_of_row, "view": view}


def _skip(only: int | None, kinds: Sequence[str], asked: PageRow) -> str:
    return link("/review", report=only, kind=kinds, after=f"{asked.confidence}_{asked.table}_{asked.id}")


def _cursor(text: str | None) -> tuple[float, str, int] | None:
    """Where a reader who skipped a row goes on; None for the beginning, and for what is no such place."""
    parts = (text or "").split("_")
    if len(parts) != 3 or parts[1] not in REVIEWED_TABLES or not parts[2].isdigit():
        return None
    try:
        return float(parts[0]), parts[1], int(parts[2])
    except ValueError:
        return None


async def say(request: Request) -> Response:
    """What a reader says of a row; the answer is the row as it stands now, or the next question."""
    form = await form_of(request)
    return await run_in_threadpool(_say, request, form)


def _say(request: Request, form: Mapping[str, Any]) -> Response:
    table, number = request.path_params["table"], request.path_params["id"]
    language = language_of(request)
    with writing(request) as archive:
        asked = archive.review.row(table, number)
        if asked is None:
            raise HttpProblem(404, "error.no_row")
        fields = typed(form, fields_of(asked, language), language) if form.get("verdict") == "corrected" else None
        wrong = any(field.problem for field in fields or ())
        if not wrong:
            judge(archive, asked, form, fields_of(asked, language), reader_of(request))
            asked, fields = archive.review.row(table, number), None
    assert asked is not None
    if form.get("to") == "row" and "hx-request" in request.headers:
        return _item(request, asked, form, fields)
    if wrong:
        answer = _question(request, QueryParams(urlsplit(str(form.get("to", ""))).query), asked, fields)
        answer.headers["HX-Push-Url"] = "false"
        return answer
    if form.get("to") == "row":
        return redirect(f"/reports/{asked.report_id}/pages/{asked.page}?row={asked.key}")
    return redirect(back_to(form.get("to")))


def _item(request: Request, asked: PageRow, form: Mapping[str, Any], fields: Sequence[Field] | None) -> HTMLResponse:
    language, on_page = language_of(request), int_param(str(form.get("page", ""))) or asked.page
    context = {
        "shown": row_view(asked, language, on_page),
        "fields": fields or fields_of(asked, language),
        "page_number": on_page,
        "chosen": True,
        "wrong": fields is not None,
    }
    return render(request, "item.html", context)


async def undo(request: Request) -> Response:
    """Take back what this reader said last."""
    form = await form_of(request)
    return await run_in_threadpool(_undo, request, form)


def _undo(request: Request, form: Mapping[str, Any]) -> Response:
    with writing(request) as archive:
        last = archive.review.last_review(reader_of(request))
        if last is not None:
            archive.review.undo_review(last)
    return redirect(back_to(form.get("to")))


ROUTES = [
    Route("/review", show),
    Route("/review/undo", undo, methods=["POST"]),
    Route("/review/{table}/{id:int}", say, methods=["POST"]),
]
