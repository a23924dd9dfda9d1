"""Accessible: axe finds nothing on any page, at both widths, in light and dark; nothing scrolls sideways."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.web_room import BrowserPage, served, settings

PAGES = {
    "start": "/",
    "reports": "/reports",
    "report": "/reports/1/pages/1?row=figures-5",
    "failed": "/reports/failed",
    "review": "/review",
    "series": "/series?indicator=Thu+ti%E1%BB%81n+s%E1%BB%AD+d%E1%BB%A5ng+%C4%91%E1%BA%A5t",
    "series, empty": "/series",
    "register": "/documents",
    "document": "/documents/1",
    "audit": "/findings",
    "search": "/search?q=ho+ngheo",
    "search, empty": "/search",
    "load": "/load",
    "nothing": "/nothing",
}


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(1280, "light", "vi"), (1280, "dark", "en"), (390, "light", "vi")]
)
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    samples_archive: Path, tmp_path: Path, browser: Browser, width: int, scheme: str, language: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    found = []
    with served(settings(samples_archive, tmp_path)) as address:
        context.add_cookies([{"name": "baocao_language", "value": language, "url": address}])
        for name, path in PAGES.items():
            answer = page.goto(address + path)
            if answer is None or answer.status != (404 if name == "nothing" else 200):
                found.append(f"{name}: is not there")
            found += [f"{name}: {said}" for said in _complaints(page)]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{name}: scrolls sideways")
        first = page.evaluate(
            "fetch('/findings').then(a => a.text()).then(t => (t.match(/\\/findings\\/[0-9a-f]+/) || [''])[0])"
        )
        page.goto(address + first)
        found += [f"finding: {said}" for said in _complaints(page)]
    context.close()
    assert found == []


def _complaints(page: Page) -> list[str]:
    return [
        f"{violation['id']} ({violation['impact']}): {violation['nodes'][0]['html'][:160]}"
        for violation in Axe().run(page).response["violations"]
    ]


def test_the_first_key_leads_past_the_navigation(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_a_reader_chooses_the_language_once(samples_archive: Path, tmp_path: Path, browser_page: BrowserPage) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(f"{address}/reports?year=2023")
        assert page.locator("html").get_attribute("lang") == "vi"
        page.get_by_role("button", name="English").first.click()
        page.wait_for_url("**/reports?year=2023")
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("h1").inner_text() == "Reports"
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "en"
