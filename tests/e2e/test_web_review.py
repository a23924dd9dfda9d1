"""Review in the browser: one key says what is right, and moves on; everything can be taken back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from db import open_archive
from tests.web_room import BrowserPage, client, served, settings


def asked(archive: Path, sql: str) -> list[Any]:
    with open_archive(archive) as opened:
        return opened.database.conn.execute(sql).fetchall()


def test_one_key_judges_and_moves_on_and_undo_takes_it_back(
    own_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    with served(settings(own_archive, tmp_path)) as address:
        page.goto(f"{address}/review")
        first = page.locator(".question .value b").inner_text()
        page.keyboard.press("a")
        expect(page.locator("#counted")).to_contain_text("1 đúng")
        second = page.locator(".question .printed").inner_text()
        page.keyboard.press("x")
        expect(page.locator("#counted")).to_contain_text("1 bỏ")
        assert page.locator(".question .printed").inner_text() != second
        page.keyboard.press("s")
        page.wait_for_url("**after=*")
        page.keyboard.press("u")
        expect(page.locator("#counted")).to_contain_text("0 bỏ")
        page.goto(f"{address}/review")
        expect(page.locator(".question .printed")).to_have_text(second)
        page.keyboard.press("u")
        expect(page.locator(".question .value b")).to_have_text(first)
    assert asked(own_archive, "SELECT status, count(*) FROM reviews GROUP BY status") == [("undone", 2)]


def test_a_correction_goes_to_the_corrections_with_name_and_time(
    own_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    with served(settings(own_archive, tmp_path)) as address:
        page.goto(f"{address}/review?kind=figures")
        page.locator(".menu summary").click()
        page.fill("#reader", "Nguyễn Thị Lưu")
        page.locator(".menu form[action='/reader'] button").click()
        expect(page.locator(".menu summary")).to_have_text("Nguyễn Thị Lưu")
        page.wait_for_load_state("load")
        page.keyboard.press("e")
        page.keyboard.type("hai")  # in place of what stands in the first field, the value
        page.keyboard.press("Enter")
        expect(page.locator(".fields .wrong")).to_contain_text("“hai” không phải là số")
        field = page.locator(".fields input[name$='.value']").first
        expect(field).to_be_focused()
        expect(field).to_have_js_property("selectionEnd", 3)  # all of it is marked once the page is at rest
        expect(field).to_have_js_property("selectionStart", 0)
        page.keyboard.type("1.234,5")
        page.keyboard.press("Enter")
        expect(page.locator("#counted")).to_contain_text("1 sửa")
        expect(page.locator(".recent")).to_contain_text("1234.5")
    ((table, corrected, who, at),) = asked(own_archive, "SELECT table_name, corrected, who, at FROM corrections")
    assert (table, corrected, who) == ("figures", "1234.5", "Nguyễn Thị Lưu")
    assert re.match(r"20\d\d-\d\d-\d\dT", at)
    assert asked(own_archive, "SELECT verdict, who FROM reviews") == [("corrected", "Nguyễn Thị Lưu")]


def test_rows_are_judged_beside_the_page_too(own_archive: Path, tmp_path: Path, browser_page: BrowserPage) -> None:
    page = browser_page.page
    with served(settings(own_archive, tmp_path)) as address:
        page.goto(f"{address}/reports/1/pages/1")
        page.keyboard.press("j")
        page.keyboard.press("a")
        rows = page.locator("#items .item")
        expect(rows.nth(0).locator(".verdict")).to_have_text("đúng")
        expect(rows.nth(1)).to_have_class(re.compile("chosen"))
        page.keyboard.press("x")
        expect(rows.nth(1).locator(".verdict")).to_have_text("đã bỏ")
        page.keyboard.press("k")
        page.keyboard.press("u")
        expect(rows.nth(1).locator(".verdict")).to_have_count(0)
    assert asked(own_archive, "SELECT count(*) FROM reviews WHERE status = 'active'") == [(1,)]


def test_the_least_sure_row_is_asked_about_first(samples_archive: Path, tmp_path: Path) -> None:
    sql = "SELECT min(confidence) FROM (SELECT confidence FROM figures UNION SELECT confidence FROM citations)"
    ((least,),) = asked(samples_archive, sql)
    told = client(settings(samples_archive, tmp_path)).get("/review").text
    assert f"{least * 100:.1f} %".replace(".", ",") in told.partition('class="value"')[2][:300]


def test_it_works_without_scripts(own_archive: Path, tmp_path: Path) -> None:
    room = client(settings(own_archive, tmp_path))
    told = room.get("/review?kind=citations").text
    form = re.search(r'<form method="post" action="(/review/citations/\d+)"', told)
    token = re.search(r'name="csrf" value="(\w+)"', told)
    assert form
    assert token
    data = {"csrf": token[1], "verdict": "rejected", "to": "/review?kind=citations"}
    answer = room.post(form[1], data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?kind=citations")
    assert asked(own_archive, "SELECT table_name, verdict, who FROM reviews") == [("citations", "rejected", "an")]


def test_nothing_is_judged_in_a_room_that_only_shows(own_archive: Path, tmp_path: Path) -> None:
    room = client(settings(own_archive, tmp_path, read_only=True))
    told = room.get("/review").text
    assert 'name="verdict"' not in told
    token = re.search(r'name="csrf" value="(\w+)"', told)
    assert token
    answer = room.post("/review/figures/1", data={"csrf": token[1], "verdict": "rejected"})
    assert answer.status_code == 403
    assert asked(own_archive, "SELECT count(*) FROM reviews") == [(0,)]
