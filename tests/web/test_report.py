"""A report in the browser: the page as it is printed, boxes where the text is, rows and boxes that light up."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from db import open_archive
from tests.web_room import SAMPLES, BrowserPage, change, client, served, settings


def report_id(archive: Path, name: str) -> int:
    with open_archive(archive) as opened:
        return opened.reports.ids(name)[0]


def test_a_box_is_drawn_where_the_text_is_printed(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    """In pixels: the ink of the number begins and ends where its box does."""
    number = report_id(samples_archive, "2021-yen-lam.pdf")
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        with page.expect_response("**/page-*.png") as drawn:
            page.goto(f"{address}/reports/{number}/pages/1")
        drawn.value.finished()
        page.wait_for_load_state("networkidle")
        item = page.locator("#items .item", has_text="3.551.200 triệu đồng").first
        item.click()
        box = page.locator(".box.chosen rect")
        expect(box).to_have_count(1)
        page.add_style_tag  # noqa: B018  # the policy forbids it: the boxes are hidden by attribute instead
        place = box.bounding_box()
        assert place is not None
        page.evaluate("for (const box of document.querySelectorAll('.box')) box.setAttribute('visibility', 'hidden')")
        around = {"x": place["x"] - 3, "y": place["y"] - 1, "width": place["width"] + 6, "height": place["height"] + 2}
        shot = Image.open(io.BytesIO(page.screenshot(clip=around))).convert("L")
    left = [x for x in range(shot.width) if any(shot.getpixel((x, y)) < 128 for y in range(2, shot.height - 2))]
    # The ink begins and ends within two points of the box, and fills most of it.
    assert left[0] <= 9
    assert left[-1] >= shot.width - 10
    assert len(left) > 0.6 * shot.width


def test_a_row_lights_up_its_box_and_a_box_its_row(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(f"{address}/reports/1/pages/1")
        last = page.locator("#items .item").last
        key = last.get_attribute("data-row")
        last.scroll_into_view_if_needed()
        last.click()
        expect(page.locator(f".box[data-row='{key}']")).to_have_class(re.compile("chosen"))
        assert f"row={key}" in page.url
        first = page.locator(".box").first
        key = first.get_attribute("data-row")
        first.locator("rect").first.click()
        expect(page.locator(f"#{key}")).to_have_class(re.compile("chosen"))
        expect(page.locator(f"#{key}")).to_be_in_viewport()


def test_it_works_by_keys(samples_archive: Path, tmp_path: Path, browser_page: BrowserPage) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(f"{address}/reports/1/pages/1")
        keys = page.locator("#items .item")
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(keys.nth(1)).to_have_class(re.compile("chosen"))
        page.keyboard.press("k")
        expect(keys.nth(0)).to_have_class(re.compile("chosen"))
        page.keyboard.press("+")
        expect(page.locator("#zoom")).to_have_text("125 %")
        page.keyboard.press("0")
        expect(page.locator("#zoom")).to_have_text("100 %")
        page.keyboard.press("?")
        expect(page.locator("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("n")
        page.wait_for_url("**/pages/2")
        page.keyboard.press("p")
        page.wait_for_url("**/pages/1")


def test_each_line_of_a_row_has_its_own_box(samples_archive: Path, tmp_path: Path) -> None:
    with open_archive(samples_archive) as archive:
        sql = "SELECT report_id, page, id, boxes FROM citations WHERE json_array_length(boxes) = 2 LIMIT 1"
        number, page, row, _ = archive.database.conn.execute(sql).fetchone()
    told = client(settings(samples_archive, tmp_path)).get(f"/reports/{number}/pages/{page}").text
    box = told.partition(f'data-row="citations-{row}"')[2].partition("</a>")[0]
    assert box.count("<rect") == 2


def test_a_scanned_page_shows_how_surely_it_was_recognised(own_archive: Path, tmp_path: Path) -> None:
    change(own_archive, "UPDATE figures SET letters = 0.5 WHERE report_id = 1 AND page = 1")
    change(own_archive, "UPDATE pages SET text_source = 'ocr' WHERE report_id = 1 AND page = 1")
    told = client(settings(own_archive, tmp_path)).get("/reports/1/pages/1").text
    assert "OCR 50 %" in told
    assert "trung bình 50 %" in told


@pytest.mark.parametrize(("column", "words"), [("text_key", "Cùng nội dung"), ("number", "còn bản khác")])
def test_another_file_of_the_same_report_is_shown(own_archive: Path, tmp_path: Path, column: str, words: str) -> None:
    if column == "text_key":
        change(own_archive, "UPDATE reports SET text_key = 'same' WHERE id IN (1, 2)")
    else:
        change(own_archive, "UPDATE reports SET number = '1/BC', date = '2023-01-01', issuer = 'x' WHERE id IN (1, 2)")
    told = client(settings(own_archive, tmp_path)).get("/reports/1/pages/1").text
    assert words in told
    assert 'href="/reports/2/pages/1"' in told


def test_the_original_is_a_click_away(samples_archive: Path, tmp_path: Path) -> None:
    room = client(settings(samples_archive, tmp_path))
    number = report_id(samples_archive, "2021-yen-lam.pdf")
    assert f"/reports/{number}/original.pdf" in room.get(f"/reports/{number}/pages/1").text
    answer = room.get(f"/reports/{number}/original.pdf")
    assert answer.content == (SAMPLES / "2021-yen-lam.pdf").read_bytes()
    assert answer.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize(("state", "words"), [("gone", "Không thấy tệp gốc"), ("changed", "nội dung khác")])
def test_what_is_not_the_file_that_was_loaded_is_not_shown_as_evidence(
    own_archive: Path, tmp_path: Path, state: str, words: str
) -> None:
    copy = tmp_path / "copy.pdf"
    if state == "changed":
        shutil.copyfile(SAMPLES / "2022-an-son.pdf", copy)
    change(own_archive, "UPDATE reports SET source_path = ? WHERE id = 1", str(copy))
    with open_archive(own_archive) as archive:
        hashed = archive.database.conn.execute("SELECT substr(sha256, 1, 12) FROM reports WHERE id = 1").fetchone()[0]
    room = client(settings(own_archive, tmp_path))
    told = room.get("/reports/1/pages/1").text
    assert words in told
    assert "<image" not in told
    assert 'class="box ' in told
    assert room.get(f"/reports/1/pages/1/page-{hashed}.png").status_code == 404
    assert room.get("/reports/1/original.pdf").status_code == 404


@pytest.mark.parametrize("path", ["/reports/99/pages/1", "/reports/1/pages/99", "/reports/1/pages/1/page-0.png", "/x"])
def test_what_is_not_there_is_said(samples_archive: Path, tmp_path: Path, path: str) -> None:
    answer = client(settings(samples_archive, tmp_path)).get(path)
    assert answer.status_code == 404
    assert "Không thực hiện được" in answer.text
