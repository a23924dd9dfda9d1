"""What several tests need: the flag that writes golden files anew, an archive of the samples, and a browser.

``pytest tests/test_samples.py --regenerate``, then read the diff.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db import open_archive

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.web_room import BrowserPage


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write golden files instead of comparing with them")


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture(scope="session")
def samples_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the bundled reports, audited; not to be changed: see ``own_archive``."""
    from pipeline.load.discovery import discover
    from pipeline.load.run import load
    from tests.web_room import SAMPLES

    class Quiet:
        def file_done(self, path: str, pages: int, failed: str | None, /) -> None:
            assert failed is None, failed

    place = tmp_path_factory.mktemp("archive") / "samples.db"
    with open_archive(place, write=True) as archive:
        load(archive, discover([str(SAMPLES)]).files, Quiet(), workers=2, timeout=300, stopping=lambda: False)
        archive.findings.audit()
    return place


@pytest.fixture
def own_archive(samples_archive: Path, tmp_path: Path) -> Path:
    """A copy of the archive of the bundled reports, to be changed."""
    place = tmp_path / "archive.db"
    shutil.copyfile(samples_archive, place)
    return place


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser: the system's Chromium."""
    from playwright.sync_api import sync_playwright

    from tests.web_room import CHROMIUM, FLAGS

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[BrowserPage]:
    """A reader before the browser. Nothing may be said on the console, and no request may leave the machine."""
    from tests.web_room import BrowserPage

    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="vi-VN", reduced_motion="reduce")
    visiting = BrowserPage(context.new_page())
    yield visiting
    context.close()
    assert visiting.complaints == []
