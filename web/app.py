"""The application: its routes, and what becomes of errors."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from db import ArchiveError
from web.auth import login
from web.auth.sessions import Sessions
from web.http.guard import SecurityMiddleware, new_secret
from web.http.request import HttpProblem, render
from web.jobs.audit_process import Auditor
from web.jobs.load_queue import Loads
from web.page_images.renderer import Pictures, Renderer
from web.pages import search
from web.pages.registry import page_routes
from web.settings import Settings
from web.uploads.receive import forget_broken_off

_LOG = logging.getLogger("baocao.web")


def create_app(settings: Settings) -> Starlette:
    """The reading room over one database."""
    renderer = Renderer()
    loads = Loads(settings.archive)
    auditor = Auditor(settings.archive)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        threading.Thread(target=search.warm_up, daemon=True).start()
        renderer.start()
        if not settings.read_only:
            forget_broken_off(settings.uploads)
            loads.start()
        yield
        renderer.close()
        loads.close()
        auditor.close()

    app = Starlette(
        routes=_routes(),
        middleware=[
            Middleware(SecurityMiddleware, hosts=settings.hosts),
            Middleware(login.PasswordMiddleware, settings=settings),
        ],
        exception_handlers={
            HttpProblem: _http_problem,
            ArchiveError: _archive_error,
            HTTPException: _http_error,
            OverflowError: _no_such_number,
            Exception: _fault,
        },
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.secret = new_secret()
    app.state.sessions = Sessions()
    app.state.pictures = Pictures(settings.cache, renderer)
    app.state.loads = loads
    app.state.auditor = auditor
    return app


def _routes() -> list[BaseRoute]:
    static = StaticFiles(directory=Path(__file__).with_name("static"))
    return [*login.ROUTES, *page_routes(), Mount("/static", static)]


def _http_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HttpProblem)
    return error_page(request, error.status, error.key, error.values)


def _archive_error(request: Request, error: Exception) -> Response:
    """What the database has to say is written for people; a name that matches nothing is their slip, not ours."""
    return error_page(request, 404, "error.archive", words=str(error))


def _no_such_number(request: Request, _error: Exception) -> Response:
    """A number in a link that is larger than any row's."""
    return error_page(request, 404, "error.missing")


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    key = "error.missing" if error.status_code == 404 else "error.request"
    return error_page(request, error.status_code, key)


def _fault(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    return error_page(request, 500, "error.fault")


def error_page(
    request: Request,
    status: int,
    key: str,
    values: Mapping[str, object] = MappingProxyType({}),
    words: str | None = None,
) -> Response:
    """The page that says what went wrong: ``key`` names the message, or ``words`` are the message."""
    return render(request, "error.html", {"key": key, "values": values, "words": words}, status)
