"""The door of a shared room, which nobody passes without the password; and the small settings of a reader."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.i18n import LANGUAGES
from web.auth.sessions import SESSION_COOKIE, Sessions, is_right
from web.http.request import (
    LANGUAGE_COOKIE,
    READER_COOKIE,
    back_to,
    form_of,
    link,
    redirect,
    render,
    set_cookie,
    settings_of,
)
from web.settings import Settings

#: What is to be had without a session.
_OPEN = ("/login", "/language", "/static/")


class PasswordMiddleware:
    """ASGI middleware: sends who has no session to the login page."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Where ``settings`` have no password, everybody passes."""
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or not."""
        if scope["type"] != "http" or self.settings.password_hash is None or scope["path"].startswith(_OPEN):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        sessions: Sessions = request.app.state.sessions
        if sessions.holds(request.cookies.get(SESSION_COOKIE)):
            await self.app(scope, receive, send)
            return
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        away: Response = redirect(link("/login", to=wanted if request.method == "GET" else None))
        if "hx-request" in request.headers:  # htmx would put the login page into the middle of another
            away = Response(headers={"HX-Redirect": "/login"})
        await away(scope, receive, send)


async def show_login(request: Request) -> Response:
    """The form for the password."""
    if settings_of(request).password_hash is None:
        return redirect("/")
    return render(request, "login.html", {"to": back_to(request.query_params.get("to")), "wrong": False})


async def log_in(request: Request) -> Response:
    """Open a session for the right password."""
    form = await form_of(request)
    expected = settings_of(request).password_hash
    sessions: Sessions = request.app.state.sessions
    to = back_to(form.get("to"))
    if expected is None:
        return redirect(to)
    if not await run_in_threadpool(is_right, expected, str(form.get("password", ""))):
        await asyncio.sleep(sessions.failed())
        return render(request, "login.html", {"to": to, "wrong": True}, 401)
    response = redirect(to)
    set_cookie(response, SESSION_COOKIE, sessions.begin())
    return response


async def log_out(request: Request) -> Response:
    """Close the session."""
    await form_of(request)
    sessions: Sessions = request.app.state.sessions
    sessions.end(request.cookies.get(SESSION_COOKIE))
    response = redirect("/login")
    response.delete_cookie(SESSION_COOKIE)
    return response


async def set_language(request: Request) -> Response:
    """Vietnamese or English, from now on."""
    form = await form_of(request)
    response = redirect(back_to(form.get("to")))
    chosen = str(form.get("language", ""))
    if chosen in LANGUAGES:
        set_cookie(response, LANGUAGE_COOKIE, chosen, lasting=True)
    return response


async def set_reader(request: Request) -> Response:
    """The name that corrections are signed with, from now on."""
    form = await form_of(request)
    response = redirect(back_to(form.get("to")))
    set_cookie(response, READER_COOKIE, quote(str(form.get("reader", "")).strip()[:80]), lasting=True)
    return response


ROUTES = [
    Route("/login", show_login),
    Route("/login", log_in, methods=["POST"]),
    Route("/logout", log_out, methods=["POST"]),
    Route("/language", set_language, methods=["POST"]),
    Route("/reader", set_reader, methods=["POST"]),
]
