"""The header on every width of screen: its places, the reader's name and the language are within reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.web_room import BrowserPage, served, settings


def inside(locator: Locator, width: int) -> bool:
    box = locator.bounding_box()
    return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width


@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_everything_of_the_header_is_within_reach(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage, width: int
) -> None:
    page = browser_page.page
    page.set_viewport_size({"width": width, "height": 700})
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        links = page.locator(".top nav a").all()
        assert len(links) == 6
        assert all(inside(link, width) for link in links)
        page.locator(".menu summary").click()
        for within in (page.locator("#reader"), page.locator(".languages button").last):
            assert inside(within, width)
        page.keyboard.press("Escape")
        other = page.locator(".switch button")
        assert inside(other, width)
        other.click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.wait_for_load_state("networkidle")
