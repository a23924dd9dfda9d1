"""What the tests of the reading room share: an archive of the bundled samples, a server over it, and a browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import ConsoleMessage, Page, Request
from starlette.testclient import TestClient

from db import open_archive
from db.sql.transactions import transaction
from web.app import create_app
from web.settings import Settings

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
CHROMIUM = os.environ.get("CHROMIUM", shutil.which("chromium") or shutil.which("chromium-browser") or "chromium")
#: A container has no sandbox of its own kernel, no GPU, and nothing outside to talk to: docs/reading-room.md.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--font-render-hinting=none"),
]


def settings(archive: Path, folder: Path, **changed: Any) -> Settings:
    """Settings for a test: everything that is written goes below ``folder``."""
    given: dict[str, Any] = {
        "archive": archive,
        "uploads": folder / "uploads",
        "cache": folder / "pages",
        "reader": "an",
    }
    return Settings(**given | changed)


def client(made: Settings, host: str = "127.0.0.1") -> TestClient:
    """A client without a browser, for what needs no script."""
    return TestClient(create_app(made), base_url=f"http://{host}", follow_redirects=False)


def change(archive: Path, sql: str, *values: Any) -> None:
    """Make an archive what a test needs it to be."""
    with open_archive(archive, write=True) as opened, transaction(opened.database):
        opened.database.conn.execute(sql, values)


@contextmanager
def served(made: Settings) -> Iterator[str]:
    """A running server; yields its address without the last slash."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = uvicorn.Server(uvicorn.Config(create_app(made), log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


class BrowserPage:
    """A browser's page, and what went wrong on it. ``expected`` are complaints that a test wants."""

    def __init__(self, page: Page) -> None:
        """Watch ``page``."""
        self.page = page
        self.complaints: list[str] = []
        self.expected: tuple[str, ...] = ()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        # A page that asks for news goes on asking when its test, and so its server, has ended.
        expected = ("net::ERR_CONNECTION_REFUSED", *self.expected)
        if message.type in ("error", "warning") and not any(words in message.text for words in expected):
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.complaints.append(f"left the machine: {request.url}")
