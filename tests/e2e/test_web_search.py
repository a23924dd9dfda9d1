"""Search in the browser: words with and without diacritics, matches marked, each leading to its place."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from db import open_archive
from db.read_models.search import MAX_HITS, SearchFilter
from tests.made_reports import made_bundle
from tests.web_room import BrowserPage, client, served, settings


def found(archive: Path, words: str, kind: str, **narrowed: Any) -> list[Any]:
    with open_archive(archive) as opened:
        return list(opened.search.page(SearchFilter(words, **narrowed), kind, 200).shown)


def told(archive: Path, tmp_path: Path, **query: str) -> str:
    return client(settings(archive, tmp_path)).get("/search", params=query).text


@pytest.mark.parametrize("words", ["hộ nghèo", "ho ngheo", "HỘ NGHÈO", '"hộ nghèo"'])
def test_a_reader_finds_words_and_comes_to_their_page(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage, words: str
) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(address)
        page.fill("#find", words)
        page.keyboard.press("Enter")
        expect(page.locator(".hits .page li").first.locator("mark").first).to_have_text(re.compile("hộ nghèo", re.I))
        page.locator(".hits .page li a").first.click()
        page.wait_for_url("**/reports/*/pages/*")
        expect(page.locator(".read pre")).to_contain_text(re.compile(r"hộ\s+nghèo", re.I))
        page.wait_for_load_state("networkidle")


def test_a_citation_leads_to_its_lit_row(samples_archive: Path, tmp_path: Path, browser_page: BrowserPage) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(f"{address}/search?q=quyet+dinh&kind=citation")
        page.locator(".hits .citation li a").first.click()
        expect(page.locator("#items .item.chosen q")).to_contain_text("Quyết định")
        page.wait_for_load_state("networkidle")


def test_an_indicator_leads_to_its_series(samples_archive: Path, tmp_path: Path) -> None:
    shown = told(samples_archive, tmp_path, q="thu tien su dung dat", kind="indicator")
    assert re.search(r'href="/series\?indicator=[^"]+"', shown)


def test_listed_indicators_come_first_and_sentences_last(samples_archive: Path) -> None:
    hits = found(samples_archive, "tổng", "indicator")
    with open_archive(samples_archive) as archive:
        listed = {row[0] for row in archive.database.conn.execute("SELECT id FROM indicators WHERE code IS NOT NULL")}
        told = archive.database.conn.execute(
            "SELECT district FROM observations WHERE indicator_id = ?", [hits[0].row_id]
        ).fetchall()
    order = [(hit.row_id not in listed, len(hit.name.split()) > 9) for hit in hits]
    assert order == sorted(order)
    assert len(set(order)) == 3
    # "xã Tân Lập, huyện An Sơn" is in a district that is counted already.
    assert (hits[0].values, hits[0].districts) == (len(told), len({name.split(", ")[-1] for (name,) in told}))
    assert max(hit.districts for hit in hits) == 3


def test_the_way_to_more_says_how_many_are_left(samples_archive: Path, tmp_path: Path) -> None:
    shown = told(samples_archive, tmp_path, q="ho ngheo")
    (count,) = re.findall(r'Trang báo cáo <span class="count">(\d+)</span>', shown)
    listed = shown.partition('<ol class="page">')[2].partition("</ol>")[0].count("<li>")
    assert listed < int(count)
    assert f"Xem thêm {int(count) - listed} trang" in shown
    assert re.search(r"\d+ số liệu, [1-3] huyện", shown)


def test_what_is_found_is_narrowed_by_district_and_period(samples_archive: Path) -> None:
    everywhere = found(samples_archive, "kế hoạch", "page")
    assert len({hit.district for hit in everywhere}) == 3
    for narrowed in ({"district": "huyện An Sơn"}, {"district": "An Sơn"}, {"district": "an son"}):
        hits = found(samples_archive, "kế hoạch", "page", **narrowed)
        assert {hit.district for hit in hits} == {"huyện An Sơn"}
        assert hits == [hit for hit in everywhere if hit.district == "huyện An Sơn"]
    late = found(samples_archive, "kế hoạch", "page", period_from="2023")
    assert {hit.period for hit in late} == {hit.period for hit in everywhere if (hit.period or "") >= "2023"}
    assert found(samples_archive, "kế hoạch", "page", period_to="2020") == []
    assert found(samples_archive, "kế hoạch", "page", district="huyện Nowhere") == []


def test_words_in_a_row_come_first_and_in_quotes_alone(tmp_path: Path) -> None:
    texts = {
        "a": "Đổi mới; số liệu được chuyển kịp thời.",
        "b": "Việc chuyển đổi số được đẩy mạnh.",
        "c": "Số chuyển đổi",
    }
    with open_archive(tmp_path / "a.db", write=True) as archive:
        for name, text in texts.items():
            bundle = made_bundle(name * 64)
            bundle.tables["pages"][0]["text"] = text
            archive.ingest.store_report(bundle, f"{name}.pdf", "2026-01-01")
    loose, strict = (found(tmp_path / "a.db", words, "page") for words in ("chuyen doi so", '"chuyen doi so"'))
    assert loose[0].report_id == 2
    assert {hit.report_id for hit in loose} == {1, 2, 3}
    assert [hit.report_id for hit in strict] == [2]


def test_more_than_can_be_ranked_is_said(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", write=True) as archive:
        bundle = made_bundle("a" * 64)
        pages = bundle.tables["pages"]
        pages[:] = [{**pages[0], "page": number, "text": "thu"} for number in range(1, MAX_HITS + 20)]
        archive.ingest.store_report(bundle, "a.pdf", "2026-01-01")
        hits = archive.search.page(SearchFilter("thu"), "page", 10)
    assert (len(hits.shown), hits.count, hits.more) == (10, MAX_HITS, True)


def test_the_list_of_one_kind_has_pages(samples_archive: Path, tmp_path: Path) -> None:
    first, second = (told(samples_archive, tmp_path, q="ubnd", kind="citation", p=p) for p in ("1", "2"))
    links = [re.findall(r'href="(/reports/\d+/pages/\d+\?row=citations-\d+)"', text) for text in (first, second)]
    assert len(links[0]) == 20
    assert links[1]
    assert not set(links[0]) & set(links[1])
    assert 'aria-current="page">2</a>' in second


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "Cách tìm"),
        ({"q": "   "}, "Cách tìm"),
        ({"q": "xyzzy"}, "Không tìm thấy"),
        ({"q": 'AND OR NOT ( " * : ^ {'}, "Không tìm thấy"),
        ({"q": "thu", "from": "năm ngoái"}, "không phải là một kỳ"),
        ({"q": "thu", "p": "999"}, "Trang báo cáo"),
        ({"q": "hộ nghèo", "kind": "citation"}, "Không có kết quả loại này"),
    ],
)
def test_what_cannot_be_found_is_said(samples_archive: Path, tmp_path: Path, query: dict[str, str], said: str) -> None:
    answer = client(settings(samples_archive, tmp_path)).get("/search", params=query)
    assert answer.status_code == 200
    assert said in answer.text


def test_text_of_documents_and_queries_shows_as_text(tmp_path: Path) -> None:
    evil = '<script>alert(1)</script> [thu] "=1+1" \'; DROP TABLE pages;-- \ue000thu\ue001 &amp;'
    name = '<img src=x onerror=alert(1)>".pdf'
    with open_archive(tmp_path / "a.db", write=True) as archive:
        bundle = made_bundle("a" * 64, number=None)
        bundle.tables["pages"][0]["text"] = evil
        archive.ingest.store_report(bundle, name, "2026-01-01")
    shown = told(tmp_path / "a.db", tmp_path, q='thu "><script>')
    assert "<script>" not in shown.replace('<script src="/static/', "")
    shown = told(tmp_path / "a.db", tmp_path, q="thu")
    assert "<img src=x" not in shown
    assert html.escape(name, quote=False) in html.unescape(shown).replace("<img", "&lt;img").replace('>"', '&gt;"')
    stretch = re.search(r'<p class="stretch" lang="vi">(.*?)</p>', shown, re.S)
    assert stretch
    assert stretch[1].count("<mark>") == 2
    assert html.unescape(re.sub("</?mark>", "", stretch[1])) == evil


def test_the_words_are_lit_where_they_are_printed(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    """In pixels: there is yellow behind the words, and dark ink within it; elsewhere the paper is white."""
    with open_archive(samples_archive) as archive:
        number = archive.reports.ids("2021-yen-lam.pdf")[0]
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(f"{address}/reports/{number}/pages/3?find=ho+ngheo")
        page.wait_for_load_state("networkidle")
        page.evaluate("for (const box of document.querySelectorAll('.box')) box.setAttribute('visibility', 'hidden')")
        paper = page.locator("svg.page")
        place = paper.bounding_box()
        lit = page.request.get(address + str(page.locator("image.words").get_attribute("href"))).text()
        assert place
        scale = place["width"] / float(re.findall(r'width="([\d.]+)"', lit)[0])
        boxes = re.findall(r'x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', lit)
        assert len(boxes) == 2
        x, y, width, height = (float(part) * scale for part in boxes[0])
        clip = {"x": place["x"] + x, "y": place["y"] + y, "width": width, "height": height}
        shot = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    colours = [shot.getpixel((x, y)) for x in range(shot.width) for y in range(shot.height)]
    yellow = sum(red > 220 and blue < 170 for red, _, blue in colours)
    ink = sum(max(colour) < 120 for colour in colours)
    assert yellow > 0.5 * len(colours)
    assert ink > 0.04 * len(colours)
    words = client(settings(samples_archive, tmp_path)).get
    assert "<rect" not in words(f"/reports/{number}/pages/3/words.svg?find=xyzzy").text
    assert words(f"/reports/{number}/pages/99/words.svg?find=ho").status_code == 404
