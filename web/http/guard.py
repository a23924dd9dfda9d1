"""What every request and answer has to pass: the host that is asked, where a form comes from, what a page may load.

A page from another site can make the browser send a request here. It is refused by the Host header (a name that was
made to point at this machine), by ``Sec-Fetch-Site`` and ``Origin``, and, for whatever changes something, by a token
that only a page of this server holds: the keyed hash of a cookie, so that a cookie planted by another server on this
machine is no help either.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSRF_COOKIE, CSRF_FIELD = "baocao_form", "csrf"
#: Pages take scripts, styles and pictures from this server alone, and nothing that is written into them.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityMiddleware:
    """ASGI middleware: refuses foreign hosts and foreign forms, and puts the policy on every answer."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        """``hosts`` are names without port, an IPv6 address in its brackets."""
        self.app = app
        self.hosts = frozenset(name.lower() for name in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refused = self._refusal(scope["method"], Headers(scope=scope))
        if refused:
            await PlainTextResponse(refused, 403)(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)

    def _refusal(self, method: str, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if host_name(host) not in self.hosts:
            return (
                f"This reading room is not called {host!r}. Open it under the address that baocao serve printed, or "
                "start it with --name for another one."
            )
        if method in ("GET", "HEAD"):
            return None
        origin = headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
        if foreign or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "This form was sent from another site, and nothing was changed. Open the reading room itself."
        return None


def host_name(host: str) -> str:
    """A Host header without its port, in lower case: ``[::1]:8765`` → ``[::1]``."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def new_secret() -> bytes:
    """A key for this run of the server."""
    return secrets.token_bytes(32)


def token_for(secret: bytes, cookie: str) -> str:
    """What a form must carry in :data:`CSRF_FIELD` for the ``cookie`` that its browser holds."""
    return hmac.new(secret, cookie.encode(), hashlib.sha256).hexdigest()


def is_own_form(request: Request, sent: object) -> bool:
    """Whether ``sent`` is the token that a page of this server gave to this browser."""
    cookie = request.cookies.get(CSRF_COOKIE, "")
    expected = token_for(request.app.state.secret, cookie)
    return bool(cookie) and isinstance(sent, str) and hmac.compare_digest(sent, expected)
