"""Load: files from the browser into the archive, by the same job as on the command line; and all loads there were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from db.errors import NothingMatchesError
from pipeline.i18n import say
from web.http.request import (
    HttpProblem,
    form_of,
    int_param,
    language_of,
    pages_of,
    reading,
    redirect,
    render,
    settings_of,
    writing,
)
from web.jobs.load_queue import Loads
from web.presentation.runs import failure, run_view, time_left
from web.uploads.receive import Limits, Received, receive

#: Runs on a page of the list, failures and reports that one run's page shows.
_SIZE, _FAILURES, _REPORTS = 20, 300, 50
#: How a run ended that left files to be loaded.
_BROKEN_OFF = ("interrupted", "failed", "lost")


def show(request: Request) -> Response:
    """The form, and the loads up to now."""
    return _form(request)


def _form(request: Request, refused: Sequence[tuple[str, str]] = (), status: int = 200) -> Response:
    shown, settings, language = (
        int_param(request.query_params.get("p")) or 1,
        settings_of(request),
        language_of(request),
    )
    with reading(request) as archive:
        runs, count = archive.runs.page(_SIZE, (shown - 1) * _SIZE)
        unrecorded = 0 if count else archive.runs.unrecorded_reports()
    context = {
        "runs": [run_view(run, language, settings.uploads) for run in runs],
        "count": count,
        "unrecorded": unrecorded,
        "shown": shown,
        "offered": pages_of(count, shown, _SIZE),
        "refused": [(name, _reason(request, why)) for name, why in refused],
        "megabytes": settings.upload_limit >> 20,
    }
    return render(request, "load.html", context, status)


def _reason(request: Request, why: str) -> str:
    settings = settings_of(request)
    limits = {"megabytes": settings.upload_limit >> 20, "files": settings.upload_files}
    return say(language_of(request), f"load.refused.{why}", **limits)


async def take(request: Request) -> Response:
    """Store what was sent, queue its load, and go where its progress is shown."""
    settings = settings_of(request)
    if settings.read_only:
        raise HttpProblem(403, "error.read_only")
    try:
        received = await receive(request, settings.uploads, Limits(settings.upload_limit, settings.upload_files))
    except ClientDisconnect:
        return Response(status_code=400)  # nobody reads it
    if not received.stored:
        return await run_in_threadpool(_form, request, received.refused or [("", "none")], 400)
    return redirect(f"/load/{await run_in_threadpool(_queue, request, received)}")


def _queue(request: Request, received: Received) -> int:
    settings = settings_of(request)
    limits = {"megabytes": settings.upload_limit >> 20, "files": settings.upload_files}
    with writing(request) as archive:
        run_id = archive.runs.queue([str(path) for path in received.stored], {})
        for name, why in received.refused:
            archive.runs.note_failure(run_id, name, why, f"{name}: {say('en', f'load.refused.{why}', **limits)}")
    _loads(request).wake()
    return run_id


def show_run(request: Request) -> Response:
    """One load: how far it is, what it could not read, and what to do next."""
    context = _run_context(request)
    reports: list[dict[str, Any]] = []
    read: dict[str, int] = {}
    if not context["view"].active:
        with reading(request) as archive:
            reports, read = archive.runs.reports_of(request.path_params["id"], _REPORTS)
    return render(request, "load_run.html", context | {"reports": reports, "read": read})


def state(request: Request) -> Response:
    """The counts of a load that goes on, once a second; at its end the page is asked for anew."""
    context = _run_context(request, with_failures=False)
    if not context["view"].active or context["view"].run["status"] != request.query_params.get("seen", "running"):
        return Response(headers={"HX-Refresh": "true"})
    return render(request, "load_state.html", context)


def failures(request: Request) -> Response:
    """The files that failed up to now; nothing where no more did, so that what is being read stays."""
    context = _run_context(request)
    if str(context["failed"]) == request.query_params.get("seen"):
        return Response(status_code=204)
    return render(request, "load_failures.html", context)


def _run_context(request: Request, *, with_failures: bool = True) -> dict[str, Any]:
    number, language = request.path_params["id"], language_of(request)
    with reading(request) as archive:
        try:
            run = archive.runs.get(number)
        except NothingMatchesError as error:
            raise HttpProblem(404, "load.no_run", number=number) from error
        rows, failed = archive.runs.failures_page(number, _FAILURES if with_failures else 0)
        before = archive.runs.queued_before(number) if run["status"] == "queued" else 0
    own = _loads(request).running()
    if run["status"] == "queued" and own is not None and own != number:
        before += 1
    view = run_view(run, language, settings_of(request).uploads)
    return {
        "view": view,
        "left": None if view.left is None else time_left(view.left, language),
        "failed": failed,
        "failures": [failure(row, language) for row in rows],
        "before": before,
        "mine": own == number,
        "again": run["status"] in _BROKEN_OFF and _can_be_repeated(run["paths"]),
    }


async def stop(request: Request) -> Response:
    """End a load after the report in hand."""
    await form_of(request)
    if settings_of(request).read_only:
        raise HttpProblem(403, "error.read_only")
    number = request.path_params["id"]
    if not _loads(request).stop(number):
        await run_in_threadpool(_withdraw, request, number)
    return redirect(f"/load/{number}")


def _withdraw(request: Request, number: int) -> None:
    """A load that waits has nothing to end."""
    with writing(request) as archive:
        if archive.runs.get(number)["status"] == "queued":
            archive.runs.end(number, "interrupted")


async def again(request: Request) -> Response:
    """Queue the same files anew: what is loaded is skipped, the rest taken up."""
    await form_of(request)
    return redirect(f"/load/{await run_in_threadpool(_again, request, request.path_params['id'])}")


def _again(request: Request, number: int) -> int:
    with writing(request) as archive:
        run = archive.runs.get(number)
        if run["status"] not in _BROKEN_OFF or not _can_be_repeated(run["paths"]):
            return number
        run_id = archive.runs.queue(run["paths"] or [], {})
    _loads(request).wake()
    return run_id


def _can_be_repeated(paths: Sequence[str] | None) -> bool:
    """Whether the paths mean the same from here: those of the command line may begin in a folder that is not told."""
    return bool(paths) and all(PurePath(path).is_absolute() for path in paths or ())


def _loads(request: Request) -> Loads:
    loads: Loads = request.app.state.loads
    return loads


ROUTES = [
    Route("/load", show),
    Route("/load", take, methods=["POST"]),
    Route("/load/{id:int}", show_run),
    Route("/load/{id:int}/state", state),
    Route("/load/{id:int}/failures", failures),
    Route("/load/{id:int}/stop", stop, methods=["POST"]),
    Route("/load/{id:int}/again", again, methods=["POST"]),
]
