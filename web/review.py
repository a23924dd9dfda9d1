"""Review: the least sure rows first, one key each: accept, correct, reject; and undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from db.browsing import report_pages
from db.correcting import Change
from db.evidence import Row, queue, recent_reviews, review_counts, row
from db.reviewing import VERDICTS, Judgement, Verdict
from db.schema import REVIEWED_TABLES
from web.crops import strip
from web.described import Field, Shown, fields_of, shown
from web.report import found_report, state_of
from web.room import (
    Refused,
    back_to,
    form_of,
    language_of,
    link,
    page,
    reader_of,
    reading,
    see_other,
    whole,
    writing,
)

#: What is shown above and below a row, in points; lines are shown whole.
_AROUND = 110.0
_RECENT = 8


def show(request: Request) -> Response:
    """The next row of the queue beside its place on the page."""
    return _question(request, str(request.url.path), request.query_params.get("message"))


def _question(request: Request, path: str, message: str | None = None) -> Response:
    query = request.query_params
    only, kinds = whole(query.get("report")), [kind for kind in query.getlist("kind") if kind in REVIEWED_TABLES]
    language = language_of(request)
    with reading(request) as archive:
        database = archive.database
        found = queue(database, only, kinds or REVIEWED_TABLES, _cursor(query.get("after")))
        counts = review_counts(database, only)
        told: dict[str, Any] = {
            "report": found_report(archive, only) if only else None,
            "last": archive.review().last_review(reader_of(request)),
            "recent": recent_reviews(database, only, _RECENT),
        }
        if found:
            asked = found[0]
            of = found_report(archive, asked.report_id)
            here = next(one for one in report_pages(database, asked.report_id) if one["page"] == asked.page)
            told |= {
                "of": of,
                "here": here,
                "original": state_of(of),
                **_view(shown(asked, language, asked.page), here),
            }
            told |= {"fields": fields_of(asked, language), "skip": _skip(path, only, kinds, asked)}
    told |= {
        "counts": counts,
        "done": sum(counts[verdict] for verdict in VERDICTS),
        "kinds": kinds or REVIEWED_TABLES,
        "tables": REVIEWED_TABLES,
        "here_to": link(path, report=only, kind=kinds, after=query.get("after")),
        "message": message,
    }
    return page(request, "review.html", {"shown": None} | told)


def _view(asked: Shown, here: Mapping[str, Any]) -> dict[str, Any]:
    """The part of the page around a row."""
    return {"shown": asked, "view": strip(asked.boxes, (here["width"], here["height"]), _AROUND)}


def _skip(path: str, only: int | None, kinds: Sequence[str], asked: Row) -> str:
    return link(path, report=only, kind=kinds, after=f"{asked.confidence}_{asked.table}_{asked.id}")


def _cursor(told: str | None) -> tuple[float, str, int] | None:
    """Where a reader who skipped a row goes on; None for the beginning, and for what is no such place."""
    parts = (told or "").split("_")
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
    message = None
    with writing(request) as archive:
        asked = row(archive.database, table, number)
        if asked is None:
            raise Refused(404, "error.no_row")
        try:
            _judge(archive.review(), asked, form, reader_of(request), fields_of(asked, "vi"))
        except ValueError as error:
            message = str(error)
        asked = row(archive.database, table, number)
    assert asked is not None
    if form.get("to") == "row" and "hx-request" in request.headers:
        return _item(request, asked, form, message)
    if form.get("to") == "row":
        return see_other(f"/reports/{asked.report_id}/pages/{asked.page}?row={asked.key}")
    to = back_to(form.get("to"))
    return see_other(f"{to}{'&' if '?' in to else '?'}message={message}" if message else to)


def _judge(review: Any, asked: Row, form: Mapping[str, Any], who: str, fields: Sequence[Field]) -> None:
    verdict: Verdict | None = next((known for known in VERDICTS if known == form.get("verdict")), None)
    if verdict is None:
        if form.get("verdict") == "undo" and asked.review_id is not None:
            review.undo_review(asked.review_id)
        return
    changes: list[Change] = []
    if verdict == "corrected":
        changes = _changes(form, fields, who)
        if not changes:
            verdict = "accepted"  # saved as it stands
    review.judge(Judgement(asked.table, asked.id, verdict, who, changes))


def _changes(form: Mapping[str, Any], fields: Sequence[Field], who: str) -> list[Change]:
    changed = []
    for field in fields:
        value = form.get(field.name)
        if isinstance(value, str) and value.strip() != field.value.strip():
            table, row_id, name = field.name.split(".")
            changed.append(Change(table, int(row_id), name, value, who, str(form.get("why", "")).strip()))
    return changed


def _item(request: Request, asked: Row, form: Mapping[str, Any], message: str | None) -> HTMLResponse:
    language, on_page = language_of(request), whole(str(form.get("page", ""))) or asked.page
    told = {
        "shown": shown(asked, language, on_page),
        "fields": fields_of(asked, language),
        "page_number": on_page,
        "chosen": True,
        "message": message,
    }
    return page(request, "item.html", told)


async def undo(request: Request) -> Response:
    """Take back what this reader said last."""
    form = await form_of(request)
    return await run_in_threadpool(_undo, request, form)


def _undo(request: Request, form: Mapping[str, Any]) -> Response:
    with writing(request) as archive:
        review = archive.review()
        last = review.last_review(reader_of(request))
        if last is not None:
            review.undo_review(last)
    return see_other(back_to(form.get("to")))


ROUTES = [
    Route("/review", show),
    Route("/review/undo", undo, methods=["POST"]),
    Route("/review/{table}/{id:int}", say, methods=["POST"]),
]
