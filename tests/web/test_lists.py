"""The start page and the list of reports: districts are counted and offered once; examples look like no filters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from db import open_archive
from tests.made_reports import made_bundle
from tests.web_room import BrowserPage, client, served, settings


@pytest.mark.parametrize(
    ("provinces", "offered"),
    [
        ((None, "tỉnh A"), ["tỉnh A"]),
        ((None, None), [None]),
        (("tỉnh A", "tỉnh B"), ["tỉnh A", "tỉnh B"]),
        # Whose namesake it is, nobody can say.
        ((None, "tỉnh A", "tỉnh B"), [None, "tỉnh A", "tỉnh B"]),
    ],
)
def test_a_district_without_its_province_is_its_only_namesake(
    tmp_path: Path, provinces: tuple[str | None, ...], offered: list[str | None]
) -> None:
    with open_archive(tmp_path / "a.db", write=True) as archive:
        for number, province in enumerate(provinces):
            bundle = made_bundle(f"{number}" * 64, district="huyện An Sơn", province=province)
            archive.ingest.store_report(bundle, f"{number}.pdf", "2026-01-01")
        assert archive.reports.districts() == [("huyện An Sơn", province) for province in offered]
        assert archive.reports.totals()["districts"] == len(offered)


def test_the_filter_by_a_district_gives_its_reports_with_and_without_province(
    samples_archive: Path, tmp_path: Path
) -> None:
    room = client(settings(samples_archive, tmp_path))
    assert "3 huyện" in room.get("/").text
    shown = room.get("/reports", params={"district": "huyện An Sơn"}).text
    assert len(re.findall(r"<option value=\"huyện An Sơn\"", shown)) == 1
    assert "2022-tan-lap.pdf" in shown or "Tân Lập" in shown
    assert "tỉnh Nam Hải" in shown


@pytest.mark.parametrize("path", ["/documents", "/findings", "/series"])
def test_an_example_in_a_field_is_called_one(samples_archive: Path, tmp_path: Path, path: str) -> None:
    shown = client(settings(samples_archive, tmp_path)).get(path).text
    examples = re.findall(r'placeholder="([^"]*\d[^"]*)"', shown)
    assert examples
    assert all(words.startswith("ví dụ: ") for words in examples)


def test_on_a_telephone_the_first_screen_has_the_box_for_indicators(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    page.set_viewport_size({"width": 390, "height": 844})
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(address)
        box = page.locator("#home-indicator").bounding_box()
        assert box
        assert box["y"] + box["height"] < 844
        page.goto(f"{address}/reports")
        # Names of districts and periods stay in one line.
        cells = page.locator("td.whole")
        expect(cells.first).to_be_visible()
        lines = (
            "at => { const all = document.createRange(); all.selectNode(at.firstChild); "
            "return all.getClientRects().length; }"
        )
        assert {cell.evaluate(lines) for cell in cells.all()[:12]} == {1}
        page.wait_for_load_state("networkidle")
