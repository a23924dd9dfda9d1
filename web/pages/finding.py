"""One finding: its arithmetic, its evidence side by side, and what a reader says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db import Archive
from web.http.request import HttpProblem, back_to, form_of, language_of, reader_of, reading, redirect, render, writing
from web.page_images.crops import crops_of
from web.pages.findings import asked_of, components, of_reports, query_of
from web.presentation.findings import document_name, meaning_of, message_of, role_of, steps_of, title_of

_MAX_REASON_CHARS = 1000


def show(request: Request) -> Response:
    """A finding, with the way to the one before and after it in the list that the reader came from."""
    query, language = request.query_params, language_of(request)
    report = query.get("report", "").strip()[:120]
    with reading(request) as archive:
        row = _found(archive, request.path_params["key"])
        asked = of_reports(archive, asked_of(query), report)
        near = archive.findings.neighbours(asked, row)
        crops = crops_of(archive, row["evidence"], wide=row["kind"] == "citation_titles")
        named = archive.findings.indicators_of(components(row["evidence"]))
        cited = [item["row_id"] for item in row["evidence"] if item["table"] == "citations"]
        documents = {document["id"]: document for document in archive.citations.documents_of(cited).values()}
    context = {
        "row": row,
        "title": title_of(language, row["kind"]),
        "meaning": meaning_of(language, row["kind"]),
        "message": message_of(language, row),
        "steps": steps_of(language, row["arithmetic"]),
        "crops": crops,
        "roles": {mark.number: role_of(language, mark.role) for crop in crops for mark in crop.marks},
        "named": {mark.number: named.get((mark.table, mark.row_id), "") for crop in crops for mark in crop.marks},
        "gone": len(row["evidence"]) - sum(len(crop.marks) for crop in crops),
        "documents": [{"id": number, "name": document_name(document)} for number, document in documents.items()],
        "near": near,
        "query": query_of(asked, report),
        "wrong": query.get("wrong") == "reason",
    }
    return render(request, "finding.html", context)


def _found(archive: Archive, key: str) -> dict[str, Any]:
    row = archive.findings.get(key)
    if row is None:
        raise HttpProblem(404, "finding.gone")
    return row


async def judge(request: Request) -> Response:
    """Set a finding aside, with a reason, or confirm it."""
    form = await form_of(request)
    return await run_in_threadpool(_judge, request, form)


def _judge(request: Request, form: Mapping[str, Any]) -> Response:
    why = " ".join(str(form.get("why", "")).split())[:_MAX_REASON_CHARS]
    confirmed = form.get("verdict") == "confirmed"
    key, to = request.path_params["key"], back_to(form.get("to"))
    with writing(request) as archive:
        row = _found(archive, key)
        if not why and not confirmed:
            return redirect(_with(to, "wrong=reason"))
        if row["verdict"] is None:  # else somebody was quicker: their word stands, and is shown
            (archive.findings.confirm if confirmed else archive.findings.dismiss)(key, reader_of(request), why)
    return redirect(to)


async def restore(request: Request) -> Response:
    """Take back what was said of a finding."""
    form = await form_of(request)
    return await run_in_threadpool(_restore, request, form)


def _restore(request: Request, form: Mapping[str, Any]) -> Response:
    key = request.path_params["key"]
    with writing(request) as archive:
        if _found(archive, key)["verdict"] is not None:
            archive.findings.restore(key)
    return redirect(back_to(form.get("to")))


def _with(path: str, more: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{more}"


ROUTES = [
    Route("/findings/{key}", show),
    Route("/findings/{key}/judge", judge, methods=["POST"]),
    Route("/findings/{key}/restore", restore, methods=["POST"]),
]
