"""The pictures of the guides, made anew from the bundled reports.

    python docs/make_screenshots.py [--only NAME]

Needs the development packages and the system's Chromium. Writes ``docs/images/NAME.LANGUAGE.png``; look at them
before you commit them.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import uvicorn  # noqa: E402  # the path comes first
from playwright.sync_api import Page, sync_playwright  # noqa: E402  # the path comes first

from db import open_archive  # noqa: E402  # the path comes first
from db.audit.model import finding_kinds  # noqa: E402  # the path comes first
from pipeline.load.discovery import discover  # noqa: E402  # the path comes first
from pipeline.load.run import load  # noqa: E402  # the path comes first
from web.app import create_app  # noqa: E402  # the path comes first
from web.settings import Settings  # noqa: E402  # the path comes first

_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_LAND = quote("Thu tiền sử dụng đất")


class _Quiet:
    def file_done(self, path: str, pages: int, failed: str | None, /) -> None:
        """Say nothing."""


def main() -> None:
    """Make the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="the name of one picture")
    only = parser.parse_args().only
    with tempfile.TemporaryDirectory() as scratch, _room(Path(scratch)) as (archive, address):
        wanted = {name: given for name, given in _pictures(archive).items() if only in (None, name)}
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium") or "chromium"
            browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
            for language in ("vi", "en"):
                for name, (path, width, height) in wanted.items():
                    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
                    context.add_cookies([{"name": "baocao_language", "value": language, "url": address}])
                    _take(context.new_page(), address + path, ROOT / "docs" / "images" / f"{name}.{language}.png")
                    context.close()


def _pictures(archive: Path) -> dict[str, tuple[str, int, int]]:
    """The address, width and height of each picture."""
    with open_archive(archive) as opened:
        run = opened.database.conn.execute
        dates = next(kind for kind in finding_kinds() if kind == "citation_dates")
        finding = run("SELECT key FROM findings WHERE kind = ?", [dates]).fetchone()[0]
        document = run("SELECT id FROM cited_documents WHERE number = '27/QĐ-UBND' ORDER BY reports DESC").fetchone()[0]
        report, page, figure = run(
            "SELECT f.report_id, f.page, f.id FROM figures f JOIN reports r ON r.id = f.report_id "
            "WHERE r.number = '112/BC-UBND' AND f.indicator LIKE '%sử dụng đất%' AND f.how <> 'cell' LIMIT 1"
        ).fetchone()
    return {
        "home": ("/", 1280, 860),
        "report": (f"/reports/{report}/pages/{page}?row=figures-{figure}", 1280, 860),
        "review": ("/review", 1280, 640),
        "series": (f"/series?indicator={_LAND}&district=V%C4%A9nh+Tr%E1%BA%A1ch", 1280, 900),
        "register": ("/documents", 1280, 760),
        "document": (f"/documents/{document}", 1280, 860),
        "audit": ("/findings", 1280, 760),
        "finding": (f"/findings/{finding}", 1280, 860),
        "search": ("/search?q=chuyen+doi+so", 1280, 760),
        "load": ("/load", 1280, 640),
        "phone": (f"/reports/{report}/pages/{page}?row=figures-{figure}", 390, 844),
    }


def _take(page: Page, address: str, target: Path) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target)
    print(target.relative_to(ROOT))


@contextmanager
def _room(scratch: Path) -> Iterator[tuple[Path, str]]:
    """An archive of the samples, and the address of a room over it."""
    archive = scratch / "vinh-trach.db"
    with open_archive(archive, write=True) as opened:
        files = discover([str(ROOT / "samples")]).files
        load(opened, files, _Quiet(), workers=2, timeout=300, stopping=lambda: False)
        opened.findings.audit()
    settings = Settings(archive, scratch / "files", scratch / "cache", "Nguyễn Thị Lưu")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield archive, f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


if __name__ == "__main__":
    main()
