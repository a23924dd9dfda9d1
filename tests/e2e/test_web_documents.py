"""The register in the browser: which documents are cited, by whom and when, and what reports disagree on."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from db import open_archive
from db.citations.conflicts import conflicting
from db.citations.filters import CitationFilter
from db.review.verdicts import Judgement
from db.sql.transactions import transaction
from pipeline.charts.timeline import Cited, timeline
from tests.made_reports import made_bundle, made_citation
from tests.web_room import BrowserPage, change, client, served, settings

DECISION = "19/QĐ-UBND"


def one(archive: Path, sql: str, *values: Any) -> Any:
    with open_archive(archive) as opened:
        return opened.database.conn.execute(sql, values).fetchone()


def document_id(archive: Path, number: str) -> int:
    return int(one(archive, "SELECT id FROM cited_documents WHERE number = ? ORDER BY reports DESC", number)[0])


def shown(archive: Path, tmp_path: Path, path: str = "/documents", **query: str) -> str:
    answer = client(settings(archive, tmp_path)).get(path, params=query)
    assert answer.status_code == 200
    return answer.text


def names(text: str) -> list[str]:
    return [html.unescape(name) for name in re.findall(r'<th scope="row"><a href="/documents/\d+">([^<]+)</a>', text)]


def made_archive(place: Path, *reports: dict[str, Any]) -> Path:
    """An archive of made reports; of each its header, and ``cites``: the fields of one mention."""
    with open_archive(place, write=True) as archive:
        for letter, told in zip("abcdefghij", reports, strict=False):
            cites = told.pop("cites", {})
            bundle = made_bundle(letter * 64, citations=(made_citation(**cites),), **told)
            archive.ingest.store_report(bundle, told.get("path", f"{letter}.pdf"), "2026-01-01")
    return place


def test_from_the_start_page_to_the_decision_with_two_dates_and_both_places_in_print(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(address)
        page.get_by_role("navigation").get_by_text("Văn bản viện dẫn").click()
        page.get_by_role("link", name="Ghi hai ngày khác nhau").click()
        row = page.locator(".register tbody tr")
        expect(row).to_have_count(1)
        expect(row).to_contain_text("09/01/2023")
        expect(row.locator(".other")).to_contain_text("19/01/2023")
        row.get_by_role("link", name="27/QĐ-UBND").click()
        places = page.locator(".twofold .evidence")
        expect(places).to_have_count(2)
        for day, place in zip(("09/01/2023", "19/01/2023"), places.all(), strict=True):
            expect(place.locator(".note")).to_have_text(day)
            expect(place.locator("svg:visible image")).to_have_count(1)
            expect(place.locator("svg.whole .box rect").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        places.nth(1).locator(".said a").click()
        expect(page.locator("#items .item.chosen .printed, #items .item.chosen q")).to_contain_text("19/01/2023")
        page.wait_for_load_state("networkidle")


def test_most_cited_documents_come_first_and_pages_follow_each_other(samples_archive: Path, tmp_path: Path) -> None:
    first, second = shown(samples_archive, tmp_path), shown(samples_archive, tmp_path, p="2")
    counts = [int(row) for row in re.findall(r'<td class="number" data-name="Báo cáo">(\d+)</td>', first + second)]
    assert len(counts) == 60
    assert counts == sorted(counts, reverse=True)
    assert not set(re.findall(r"/documents/(\d+)", first)) & set(re.findall(r"/documents/(\d+)", second))
    assert 'aria-current="page">2</a>' in second


@pytest.mark.parametrize(
    ("query", "sql"),
    [
        ({"type": "Nghị định"}, "type = 'Nghị định'"),
        ({"type": "nghi dinh"}, "type = 'Nghị định'"),
        ({"issuer": "UBND tỉnh"}, "issuer LIKE 'UBND tỉnh%' OR issuer LIKE 'Ủy ban nhân dân tỉnh%'"),
        ({"number": "27"}, "number = '27' OR number LIKE '27/%' OR number LIKE '27-%'"),
        ({"year": "2022"}, "year = 2022 OR date LIKE '2022-%'"),
        (
            {"held": "yes"},
            "EXISTS (SELECT 1 FROM cited_by b WHERE b.cited_document_id = cited_documents.id "
            "AND b.report_id <> held_report_id)",
        ),
        ({"type": "Luật", "year": "2019"}, "type = 'Luật' AND (year = 2019 OR date LIKE '2019-%')"),
        (
            {"district": "huyện An Sơn"},
            "id IN (SELECT cited_document_id FROM cited_by b JOIN reports r ON r.id = b.report_id "
            "WHERE r.district = 'huyện An Sơn')",
        ),
    ],
)
def test_the_register_is_narrowed(samples_archive: Path, tmp_path: Path, query: dict[str, str], sql: str) -> None:
    expected = one(samples_archive, f"SELECT count(*) FROM cited_documents WHERE {sql}")[0]
    assert expected
    assert f">{expected} văn bản" in shown(samples_archive, tmp_path, **query)


@pytest.mark.parametrize("query", [{"type": "Sắc lệnh"}, {"district": "huyện Xa"}, {"year": "1900"}])
def test_nothing_that_matches_is_said(samples_archive: Path, tmp_path: Path, query: dict[str, str]) -> None:
    assert "Không có gì khớp" in shown(samples_archive, tmp_path, **query)


@pytest.mark.parametrize(
    ("one_says", "other_says", "conflict"),
    [
        ({"date": "2023-01-09"}, {"date": "2023-01-19"}, {"dates"}),
        ({"date": "2023-01-09"}, {"date": "2023-01-09"}, set()),
        ({"date": "2023-01-09"}, {"date": None}, set()),
        # Without an issuer's name, then with it: one body.
        (
            {"date": "2023-01-09", "issuer": "UBND tỉnh"},
            {"date": "2023-01-09", "issuer": "UBND tỉnh Bình Thử"},
            set(),
        ),
    ],
)
def test_what_mentions_disagree_on(
    tmp_path: Path, one_says: dict[str, Any], other_says: dict[str, Any], conflict: set[str]
) -> None:
    place = made_archive(
        tmp_path / "a.db",
        {"number": "1/BC-UBND", "cites": one_says},
        {"number": "2/BC-UBND", "cites": other_says},
    )
    with open_archive(place) as archive:
        assert {kind for kind in ("dates", "issuers") if conflicting(archive.database, kind)} == conflict  # type: ignore[arg-type]
        assert bool(conflicting(archive.database, "any")) == bool(conflict)


@pytest.mark.parametrize("query", [{}, {"conflict": "dates"}, {"conflict": "issuers"}, {"type": "Quyết định"}])
def test_how_many_are_told_of_in_two_ways_stays_in_view(
    samples_archive: Path, tmp_path: Path, query: dict[str, str]
) -> None:
    text = shown(samples_archive, tmp_path, **query)
    assert re.findall(r'class="count">([^<]+)<', text.partition('<form class="filters')[0]) == [
        "1 văn bản",
        "2 văn bản",
    ]
    of_findings = "không phải số phát hiện" in text  # where the audit counts otherwise, it is said
    assert of_findings == ("conflict" in query)


def test_counts_of_contradictions_are_of_what_is_asked_for(samples_archive: Path, tmp_path: Path) -> None:
    text = shown(samples_archive, tmp_path, type="Nghị định")
    assert re.findall(r'class="count">([^<]+)<', text.partition('<form class="filters')[0]) == [
        "0 văn bản",
        "0 văn bản",
    ]


def test_two_issuers_are_marked_and_leave_when_the_finding_is_dismissed(own_archive: Path, tmp_path: Path) -> None:
    found = shown(own_archive, tmp_path, conflict="issuers")
    assert names(found) == ["Quyết định 1187/QĐ-UBND"] * 2
    assert len(re.findall(r"≠</span> UBND (?:tỉnh|huyện)</span>", found)) == 2
    with open_archive(own_archive, write=True) as archive:
        key = archive.database.conn.execute("SELECT key FROM findings WHERE kind = 'citation_issuers'").fetchone()[0]
        archive.findings.dismiss(key, "an", "hai văn bản khác nhau")
    assert names(shown(own_archive, tmp_path, conflict="issuers")) == []


def test_a_rejected_mention_is_out_of_the_register(own_archive: Path, tmp_path: Path) -> None:
    number = document_id(own_archive, "27/QĐ-UBND")
    row = one(own_archive, "SELECT id FROM citations WHERE cited_document_id = ? AND date = '2023-01-19'", number)[0]
    with open_archive(own_archive, write=True) as archive:
        archive.review.judge(Judgement("citations", row, "rejected", "an"))
    text = shown(own_archive, tmp_path, f"/documents/{number}")
    assert f"row=citations-{row}" not in text.partition('id="citing"')[2]
    assert "twofold" not in text


def test_a_document_lists_who_cites_it_each_leading_to_its_lit_row(samples_archive: Path, tmp_path: Path) -> None:
    number = document_id(samples_archive, "27/QĐ-UBND")
    text = shown(samples_archive, tmp_path, f"/documents/{number}")
    listed = text.partition('id="citing"')[2]
    with open_archive(samples_archive) as archive:
        mentions = archive.citations.mentions(CitationFilter(number="27/QĐ-UBND"))
    mentions = mentions[mentions["cited_document_id"] == number]
    assert len(mentions) == 5
    for _, mention in mentions.iterrows():
        assert f"/reports/{mention.report_id}/pages/{mention.page}?row=citations-{mention.id}" in listed
    for words in ("4 lượt, 4 báo cáo", "1 lượt, 1 báo cáo", "≠"):
        assert words in listed
    # One mark a report in the drawing, the one that says another day told apart.
    drawing = re.search(r'<svg class="timeline".*?</svg>', text, re.S)
    assert drawing
    assert drawing[0].count("<a ") == 5
    assert drawing[0].count("differs") == 1
    assert "Văn bản được ghi hai ngày" in text


def test_a_document_that_the_archive_holds_leads_to_it(tmp_path: Path) -> None:
    cites = {"type": "Báo cáo", "number": "1/BC-UBND", "issuer": "UBND huyện An Thử", "date": "2023-12-05"}
    place = made_archive(tmp_path / "a.db", {"number": "1/BC-UBND"}, {"number": "2/BC-UBND", "cites": cites})
    number, holder = one(place, "SELECT id, held_report_id FROM cited_documents WHERE number = '1/BC-UBND'")
    assert f'href="/reports/{holder}/pages/1">Mở văn bản này' in shown(place, tmp_path, f"/documents/{number}")
    assert names(shown(place, tmp_path, held="yes")) == ["Báo cáo 1/BC-UBND"]


@pytest.mark.parametrize(
    ("imported", "said"),
    [
        (None, "Chưa nhập danh mục"),
        ({"number": "99/QĐ-UBND", "date": "2023-01-09"}, "Danh mục không có văn bản này"),
        ({"number": DECISION, "date": "2023-02-01"}, "01/02/2023"),
    ],
)
def test_what_the_imported_register_says(tmp_path: Path, imported: dict[str, str] | None, said: str) -> None:
    place = made_archive(tmp_path / "a.db", {"cites": {"date": "2023-01-09"}})
    if imported:
        row = {"type": "Quyết định", "issuer": "UBND tỉnh Bình Thử", "title": "về việc thử"} | imported
        with open_archive(place, write=True) as archive:
            archive.citations.import_register([row], "danhmuc.csv")
    assert said in shown(place, tmp_path, f"/documents/{document_id(place, DECISION)}")


def test_a_document_that_many_cite_has_pages_and_a_drawing_in_columns(tmp_path: Path) -> None:
    place = made_archive(tmp_path / "a.db", {"cites": {"date": "2023-01-09"}})
    with open_archive(place, write=True) as archive, transaction(archive.database):
        run = archive.database.conn.execute
        for number in range(2, 62):
            run(
                "INSERT INTO reports (id, sha256, source_path, number, extractor_version, date) "
                "VALUES (?, ?, ?, ?, 1, ?)",
                [number, f"{number:064}", f"{number}.pdf", f"{number}/BC", f"2023-0{number % 3 + 1}-10"],
            )
            run(
                "INSERT INTO citations (report_id, page, start, text, date, cited_document_id) "
                "VALUES (?, 1, 0, 'QĐ 19', '2023-01-09', 1)",
                [number],
            )
            run("INSERT INTO cited_by VALUES (1, ?, 1)", [number])
    first, last = (shown(place, tmp_path, "/documents/1", p=p) for p in ("1", "3"))
    assert [text.partition('id="citing"')[2].count('<th scope="row">') for text in (first, last)] == [25, 11]
    drawing = re.search(r'<svg class="timeline".*?</svg>', first, re.S)
    assert drawing
    assert "<rect" in drawing[0]
    assert "/documents/1?p=2#citing" in drawing[0]


def test_the_drawing_has_a_mark_for_each_report_in_the_order_of_time() -> None:
    days = ["2019-03-01", "2021-06-05", "2021-06-06", "2023-12-31"]
    drawn = timeline([Cited(number, day, number, number == 2) for number, day in enumerate(days)])
    assert drawn is not None
    assert [dot.reports[0].date for dot in drawn.dots] == days
    across = [dot.x for dot in drawn.dots]
    assert across == sorted(across)
    assert len({(dot.x, dot.y) for dot in drawn.dots}) == 4  # none upon another
    assert [dot.differs for dot in drawn.dots] == [False, False, True, False]
    assert [words for _, words in drawn.ticks] == ["2019", "2020", "2021", "2022", "2023", "2024"]
    assert timeline([]) is None


@pytest.mark.parametrize("path", ["/documents/999999", "/documents/99999999999999999999", "/documents/x"])
def test_a_document_that_is_not_there_is_said(samples_archive: Path, tmp_path: Path, path: str) -> None:
    answer = client(settings(samples_archive, tmp_path)).get(path)
    assert answer.status_code == 404
    assert "Không thực hiện được" in answer.text


def test_text_of_documents_and_queries_shows_as_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'=1+1; DROP TABLE citations;--"
    cites = {"title": evil, "issuer": evil, "text": evil, "date": "2023-01-09"}
    place = made_archive(tmp_path / "a.db", {"number": "1/BC-UBND", "district": evil, "cites": cites})
    change(place, "UPDATE reports SET source_path = ?, number = NULL", f"{evil}.pdf")
    change(place, "UPDATE cited_documents SET number = ?, type = ?", evil, evil)
    for text in (
        shown(place, tmp_path),
        shown(place, tmp_path, number=evil, issuer=evil, type=evil, district=evil),
        shown(place, tmp_path, "/documents/1"),
    ):
        assert "<script>alert" not in text
        assert evil in html.unescape(text)
