"""What the pages share: the open database of a request, its language and reader, and the way from data to HTML."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from db import Archive, open_archive
from pipeline.i18n import LANGUAGES, Language, date_in, moment_in, number_in, period_in, say, say_count
from web.http.guard import CSRF_COOKIE, CSRF_FIELD, is_own_form, token_for
from web.settings import Settings

LANGUAGE_COOKIE, READER_COOKIE = "baocao_language", "baocao_reader"
_YEAR = 365 * 24 * 3600
_MAX_NAME_CHARS = 80


class HttpProblem(Exception):  # noqa: N818  # an answer, not a fault
    """A request that is answered with a page that says why not."""

    def __init__(self, status: int, key: str, **values: object) -> None:
        """``key`` names the message, ``values`` fill it."""
        super().__init__(key)
        self.status, self.key, self.values = status, key, values


def settings_of(request: Request) -> Settings:
    """What this room was started with."""
    settings: Settings = request.app.state.settings
    return settings


@contextmanager
def reading(request: Request) -> Iterator[Archive]:
    """The database, to read."""
    with open_archive(settings_of(request).archive) as archive:
        yield archive


@contextmanager
def writing(request: Request) -> Iterator[Archive]:
    """The database, to write.

    Raises:
        HttpProblem: the room was opened to be read only.
    """
    if settings_of(request).read_only:
        raise HttpProblem(403, "error.read_only")
    with open_archive(settings_of(request).archive, write=True) as archive:
        yield archive


async def form_of(request: Request) -> Mapping[str, Any]:
    """The fields of a form that a page of this room sent.

    Raises:
        HttpProblem: it lacks the token of this browser.
    """
    form = await request.form(max_fields=200, max_files=0)
    check_form(request, form.get(CSRF_FIELD))
    return form


def check_form(request: Request, token: object) -> None:
    """See that a form came from a page of this room; raises HttpProblem."""
    if not is_own_form(request, token):
        raise HttpProblem(403, "error.form")


def language_of(request: Request) -> Language:
    """Vietnamese, unless the reader chose otherwise."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return next((language for language in LANGUAGES if language == chosen), "vi")


def reader_of(request: Request) -> str:
    """The name that what this browser changes is signed with."""
    from urllib.parse import unquote

    named = unquote(request.cookies.get(READER_COOKIE, "")).strip()[:_MAX_NAME_CHARS]
    return named or settings_of(request).reader


def set_cookie(response: Response, name: str, value: str, *, lasting: bool = False) -> None:
    """Set a cookie that scripts can't read and other sites don't send."""
    response.set_cookie(name, value, max_age=_YEAR if lasting else None, httponly=True, samesite="strict", path="/")


def link(path: str, /, **query: Any) -> str:
    """A path with a query: None and empty values are left out, lists repeat their name."""
    given = {name.rstrip("_"): value for name, value in query.items() if value not in (None, "", [], ())}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def back_to(value: object) -> str:
    """A path of this room to return to; the start page for anything else (another site's address above all)."""
    path = value if isinstance(value, str) else ""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path else "/"


def int_param(value: str | None, least: int = 1, most: int = 2**53) -> int | None:
    """A number of a query; None for what is none."""
    return int(value) if value and value.isascii() and value.isdigit() and least <= int(value[:16]) <= most else None


def redirect(path: str) -> RedirectResponse:
    """After a form: go and look at ``path``."""
    return RedirectResponse(path, 303)


def render(
    request: Request, template: str, values: Mapping[str, object] = MappingProxyType({}), status: int = 200
) -> HTMLResponse:
    """A page from ``template`` with ``values``; see ``templates/base.html`` for what all of them are given."""
    language = language_of(request)
    cookie = request.cookies.get(CSRF_COOKIE) or secrets.token_urlsafe(24)
    context = {
        "t": partial(say, language),
        "tn": partial(say_count, language),
        "number": partial(number_in, language),
        "date": partial(date_in, language),
        "moment": partial(moment_in, language),
        "period_in": partial(period_in, language),
        "language": language,
        "reader": reader_of(request),
        "settings": settings_of(request),
        "csrf": token_for(request.app.state.secret, cookie),
        "path": request.url.path,
        "address": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    }
    response = HTMLResponse(templates().get_template(template).render({**context, **values}), status)
    if CSRF_COOKIE not in request.cookies:
        set_cookie(response, CSRF_COOKIE, cookie)
    return response


@cache
def templates() -> jinja2.Environment:
    """The templates. Everything that enters one is escaped; an unknown name is a fault, and not empty."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("web", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["link"] = link
    return environment


def pages_of(count: int, shown: int, size: int) -> Sequence[int | None]:
    """The numbers of a list's pages to offer around the ``shown`` one; None stands for those left out."""
    last = max(1, -(-count // size))
    near = {1, last, *range(max(1, shown - 2), min(last, shown + 2) + 1)}
    offered: list[int | None] = []
    for number in sorted(near):
        if offered and offered[-1] is not None and number > offered[-1] + 1:
            offered.append(None)
        offered.append(number)
    return offered
