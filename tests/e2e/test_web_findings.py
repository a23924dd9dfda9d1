"""The audit in the browser: what was found, its arithmetic and evidence; set aside with a reason, and run anew."""

from __future__ import annotations

import html
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from db import open_archive
from db.read_models.findings import FindingFilter
from tests.web_room import BrowserPage, change, client, served, settings
from web.jobs.audit_process import Auditor
from web.page_images.crops import closer, strip
from web.presentation.findings import role_of, steps_of, with_dates


def asked(archive: Path, sql: str, *values: Any) -> list[Any]:
    with open_archive(archive) as opened:
        return opened.database.conn.execute(sql, values).fetchall()


def key_of(archive: Path, kind: str) -> str:
    return str(asked(archive, "SELECT key FROM findings WHERE kind = ? ORDER BY id", kind)[0][0])


def shown(archive: Path, tmp_path: Path, path: str = "/findings", **query: str) -> str:
    answer = client(settings(archive, tmp_path)).get(path, params=query)
    assert answer.status_code == 200
    return answer.text


def form_token(room: TestClient, path: str = "/findings") -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', room.get(path).text)
    assert found
    return found[1]


def listed(text: str) -> list[str]:
    return re.findall(r'<h2><a href="/findings/([0-9a-f]{16})', text)


def test_from_the_start_page_to_two_dates_and_both_places_in_print(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(address)
        page.get_by_role("link", name="Văn bản được ghi hai ngày").click()
        item = page.locator(".found")
        expect(item).to_have_count(1)
        expect(item.locator(".arithmetic")).to_contain_text("19/01/2023")
        expect(item.locator(".arithmetic")).to_contain_text("09/01/2023")
        expect(item.locator(".places li")).to_have_count(2)
        item.locator("h2 a").click()
        expect(page.locator(".arithmetic.large")).to_have_text(re.compile(r"19/01/2023\s*≠\s*09/01/2023"))
        evidence = page.locator(".evidence")
        expect(evidence).to_have_count(2)
        for day, place in zip(("19/01/2023", "09/01/2023"), evidence.all(), strict=True):
            expect(place.locator(".said q")).to_contain_text(day)
            expect(place.locator("svg:visible image")).to_have_count(1)
        page.wait_for_load_state("networkidle")
        # Side by side on a wide screen, one below the other on a narrow one; nothing is wider than the screen.
        left, right = (place.bounding_box() for place in evidence.all())
        assert left
        assert right
        assert left["y"] == right["y"]
        page.set_viewport_size({"width": 390, "height": 844})
        left, right = (place.bounding_box() for place in evidence.all())
        assert left
        assert right
        assert left["x"] == right["x"]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        evidence.first.locator(".said a").click()
        expect(page.locator("#items .item.chosen q")).to_contain_text("19/01/2023")
        page.wait_for_load_state("networkidle")


def test_a_finding_is_dismissed_with_a_reason_and_taken_back(
    own_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page, key = browser_page.page, key_of(own_archive, "parts_sum")
    with served(settings(own_archive, tmp_path)) as address:
        page.goto(f"{address}/findings/{key}?kind=parts_sum")
        page.get_by_label("Lý do").fill("Đã đối chiếu quyết toán")
        page.get_by_role("button", name="Bỏ qua").click()
        expect(page.locator(".dismissal")).to_contain_text("Đã đối chiếu quyết toán")
        expect(page.locator(".dismissal")).to_contain_text("an")
        page.goto(f"{address}/findings?kind=parts_sum")
        expect(page.locator(".found")).to_have_count(0)
        page.goto(f"{address}/findings?kind=parts_sum&state=dismissed")
        expect(page.locator(".found .notice")).to_contain_text("Đã đối chiếu quyết toán")
        page.locator(".found h2 a").click()
        page.get_by_role("button", name="Đưa trở lại").click()
        expect(page.locator("#why")).to_be_visible()
        page.wait_for_load_state("networkidle")
    assert asked(own_archive, "SELECT count(*) FROM dismissals") == [(0,)]


def test_who_dismissed_and_when_is_kept_and_no_reason_is_no_dismissal(own_archive: Path, tmp_path: Path) -> None:
    room, key = client(settings(own_archive, tmp_path)), key_of(own_archive, "shares_sum")
    token = form_token(room)
    for why in ("", "   \n "):
        told = room.post(f"/findings/{key}/judge", data={"csrf": token, "to": f"/findings/{key}", "why": why})
        assert told.headers["location"] == f"/findings/{key}?wrong=reason"
        assert "Hãy ghi lý do" in room.get(told.headers["location"]).text
    assert asked(own_archive, "SELECT * FROM dismissals") == []
    for why in ("lý do đầu", "lý do sau"):  # the first one stands
        room.post(f"/findings/{key}/judge", data={"csrf": token, "to": "/findings", "why": why})
    ((who, at, why),) = asked(own_archive, "SELECT who, at, why FROM dismissals WHERE finding_key = ?", key)
    assert (who, why) == ("an", "lý do đầu")
    assert at > "2026"


def test_components_are_told_apart_by_what_they_are_of(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page, key = browser_page.page, key_of(samples_archive, "parts_sum")
    wanted = ["thu tiền sử dụng đất", "thu thuế công thương nghiệp ngoài quốc doanh", "các khoản thu còn lại"]
    with served(settings(samples_archive, tmp_path)) as address:
        for path, places in ((f"/findings/{key}", ".said"), ("/findings?kind=parts_sum", ".places")):
            page.goto(f"{address}{path}")
            expect(page.locator(f"{places} .of")).to_have_text(wanted)
        page.wait_for_load_state("networkidle")


def test_crops_have_one_scale_and_their_numbers_cover_nothing(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        for kind in ("value_differs", "parts_sum", "citation_dates"):
            page.goto(f"{address}/findings/{key_of(samples_archive, kind)}")
            for width, shown_part in ((1280, "whole"), (390, "near")):
                page.set_viewport_size({"width": width, "height": 860})
                drawn = page.locator(f".picture svg.{shown_part}")
                expect(drawn.first).to_be_visible()
                assert page.locator(".picture svg:visible").count() == drawn.count()
                views = [(svg.get_attribute("viewBox") or "").split() for svg in drawn.all()]
                assert len({view[2] for view in views}) == 1
                for svg in drawn.all():
                    tags, boxes = (svg.locator(name).all() for name in (".tag circle", ".box rect"))
                    ends = [box["x"] + box["width"] for tag in tags if (box := tag.bounding_box())]
                    begins = [box["x"] for place in boxes if (box := place.bounding_box())]
                    assert max(ends, default=0) <= min(begins)
        page.wait_for_load_state("networkidle")


def test_a_finding_is_confirmed_and_stays_one(own_archive: Path, tmp_path: Path, browser_page: BrowserPage) -> None:
    page, key = browser_page.page, key_of(own_archive, "parts_sum")
    with served(settings(own_archive, tmp_path)) as address:
        page.goto(f"{address}/findings/{key}")
        page.get_by_role("button", name="Đúng là sai").click()  # needs no reason
        expect(page.locator(".dismissal h2")).to_have_text("Đúng là sai")
        page.goto(f"{address}/findings?kind=parts_sum")
        expect(page.locator(".found")).to_have_count(0)
        page.goto(f"{address}/findings?kind=parts_sum&state=confirmed")
        expect(page.locator(".found .said-so")).to_have_text("Đúng là sai")
        page.goto(f"{address}/findings?state=dismissed")
        expect(page.locator(".found")).to_have_count(0)
        page.wait_for_load_state("networkidle")
    assert asked(own_archive, "SELECT who, verdict FROM dismissals") == [("an", "confirmed")]
    with open_archive(own_archive, write=True) as archive:
        found = archive.findings.frame(kind="parts_sum")
        assert list(found["confirmed_by"]) == ["an"]  # it counts for the exit code of the command
        assert found["dismissed_why"].isna().all()
        with pytest.raises(ValueError, match="confirmed by an"):
            archive.findings.dismiss(key, "bình", "không sai")
        archive.findings.restore(key)
    assert asked(own_archive, "SELECT * FROM dismissals") == []


def test_reports_that_were_loaded_after_the_last_audit_are_told(own_archive: Path, tmp_path: Path) -> None:
    assert "Lần soát cuối:" in shown(own_archive, tmp_path)
    assert "nạp sau lần soát cuối" not in shown(own_archive, tmp_path)
    change(own_archive, "UPDATE reports SET loaded_at = '2999-01-01T00:00:00.000+00:00' WHERE id < 3")
    assert "2 báo cáo nạp sau lần soát cuối" in shown(own_archive, tmp_path)
    assert (
        "Soát lại toàn kho" not in shown(own_archive, tmp_path / "other", kind="x").partition('class="notice late"')[0]
    )
    with open_archive(own_archive, write=True) as archive:
        archive.findings.audit([1])  # of one report: the rest is as it was
    assert len(asked(own_archive, "SELECT * FROM audits")) == 1
    change(own_archive, "DELETE FROM audits")
    assert "15 báo cáo có thể chưa được soát" in shown(own_archive, tmp_path)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_message_and_meaning_are_in_the_language_of_the_reader(
    samples_archive: Path, tmp_path: Path, language: str
) -> None:
    room, key = client(settings(samples_archive, tmp_path)), key_of(samples_archive, "percent_mismatch")
    room.cookies.set("baocao_language", language)
    text = html.unescape(room.get(f"/findings/{key}").text)
    message = {"vi": "tỷ lệ không khớp với số liệu", "en": "the percentage does not follow from its numbers"}[language]
    meaning = {"vi": "Tỷ lệ in cạnh giá trị", "en": "The percentage that is printed beside"}[language]
    roles = {"vi": ("Tỷ lệ in", "Giá trị", "Số gốc"), "en": ("Printed rate", "Value", "What it is a rate of")}[language]
    numbers = {
        "vi": ("148,72 / 158,90 × 100 = 93,59 %", "95,39 %"),
        "en": ("148.72 / 158.90 × 100 = 93.59 %", "95.39 %"),
    }
    for words in (message, meaning, *roles, *numbers[language]):
        assert words in text


def test_every_role_has_a_name_in_both_languages() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (Path(__file__).parents[2] / "db" / "audit").rglob("*.py"))
    roles = set(re.findall(r'evidence\("([^"]+)"', source)) | {"ratio", "whole", "earlier value"}
    assert len(roles) > 9
    for role in roles:
        assert role_of("vi", role) != role, role
        assert role_of("en", role)[0].isupper(), role


@pytest.mark.parametrize(
    ("query", "sql"),
    [
        ({}, "TRUE"),
        ({"kind": "citation_incomplete"}, "kind = 'citation_incomplete'"),
        ({"severity": "medium"}, "severity = 'medium'"),
        ({"severity": "high", "kind": "parts_sum"}, "severity = 'high' AND kind = 'parts_sum'"),
        ({"district": "huyện An Sơn"}, "(district = 'huyện An Sơn' OR other = 'huyện An Sơn')"),
        ({"year": "2023"}, "(period LIKE '2023%' OR other_period LIKE '2023%')"),
        ({"report": "327/BC-UBND"}, "report_number = '327/BC-UBND' OR other_report_number = '327/BC-UBND'"),
        ({"report": "327"}, "report_number = '327/BC-UBND' OR other_report_number = '327/BC-UBND'"),
        ({"kind": "no such", "severity": "x", "year": "x", "state": "x"}, "TRUE"),
    ],
)
def test_findings_are_narrowed(samples_archive: Path, tmp_path: Path, query: dict[str, str], sql: str) -> None:
    view = (
        "SELECT v.*, o.district AS other, o.period AS other_period FROM v_findings v "
        "LEFT JOIN reports o ON o.id = v.other_report_id"
    )
    expected = asked(samples_archive, f"SELECT count(*) FROM ({view}) WHERE {sql}")[0][0]
    assert expected
    assert f">{expected} phát hiện<" in shown(samples_archive, tmp_path, **query)


def test_counts_by_kind_and_severity_are_those_of_the_list(samples_archive: Path, tmp_path: Path) -> None:
    text = shown(samples_archive, tmp_path, severity="high")
    totals = dict(re.findall(r'severity=(\w+)"[^>]*><strong>(\d+)</strong>', text))
    for severity, count in totals.items():
        rows = asked(samples_archive, "SELECT count(*) FROM findings WHERE severity = ?", severity)
        assert int(count) == rows[0][0]
    kinds = {
        kind: int(count)
        for kind, count in re.findall(r'href="/findings\?kind=(\w+)&amp;severity=high".*?count">(\d+)<', text)
    }
    assert kinds == dict(
        asked(samples_archive, "SELECT kind, count(*) FROM findings WHERE severity = 'high' GROUP BY 1")
    )


def test_the_gravest_come_first_and_each_leads_to_the_next(samples_archive: Path) -> None:
    with open_archive(samples_archive) as archive:
        everything = FindingFilter(state="all")
        rows, count = archive.findings.page(everything, 100)
        keys = [row["key"] for row in rows]
        assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
        assert len(keys) == count
        for place, key in enumerate(keys):
            row = archive.findings.get(key)
            assert row is not None
            near = archive.findings.neighbours(everything, row)
            assert near.before == (keys[place - 1] if place else None)
            assert near.after == (keys[place + 1] if place + 1 < count else None)
            assert (near.place, near.count) == (place + 1, count)


def test_pages_of_the_list_hold_each_finding_once(samples_archive: Path, tmp_path: Path) -> None:
    keys = [key for p in ("1", "2") for key in listed(shown(samples_archive, tmp_path, p=p))]
    assert len(keys) == len(set(keys)) == asked(samples_archive, "SELECT count(*) FROM findings")[0][0]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"report": "9999/BC-UBND"}, "Không có báo cáo nào mang số “9999/BC-UBND”"),
        ({"district": "huyện Xa"}, "Không có gì khớp"),
        ({"state": "dismissed"}, "Không có gì khớp"),
    ],
)
def test_nothing_that_matches_is_said(samples_archive: Path, tmp_path: Path, query: dict[str, str], said: str) -> None:
    assert said in shown(samples_archive, tmp_path, **query)


def test_an_archive_that_was_never_audited_offers_it(own_archive: Path, tmp_path: Path) -> None:
    change(own_archive, "DELETE FROM findings")
    text = shown(own_archive, tmp_path)
    assert "Chưa có phát hiện nào" in text
    assert "Soát lại toàn kho" in text
    with open_archive(tmp_path / "empty.db", write=True):
        pass
    text = shown(tmp_path / "empty.db", tmp_path)
    assert "Soát lại toàn kho</button>" not in text
    assert 'href="/load">' in text


def test_a_read_only_room_shows_no_form_and_refuses(own_archive: Path, tmp_path: Path) -> None:
    key = key_of(own_archive, "parts_sum")
    room = client(settings(own_archive, tmp_path, read_only=True))
    token = form_token(room)
    for path in ("/findings", f"/findings/{key}"):
        assert 'action="/findings' not in re.sub('<form class="filters".*?>', "", room.get(path).text)
    for path in ("/findings/run", f"/findings/{key}/judge", f"/findings/{key}/restore"):
        assert room.post(path, data={"csrf": token, "why": "x"}).status_code == 403
    assert asked(own_archive, "SELECT * FROM dismissals") == []


def test_forms_of_others_are_refused(own_archive: Path, tmp_path: Path) -> None:
    key = key_of(own_archive, "parts_sum")
    room = client(settings(own_archive, tmp_path))
    for path in ("/findings/run", f"/findings/{key}/judge", f"/findings/{key}/restore"):
        assert room.post(path, data={"why": "x"}).status_code == 403


@pytest.mark.parametrize("path", ["/findings/0123456789abcdef", "/findings/80", "/findings/%25"])
def test_a_finding_that_is_gone_is_said(samples_archive: Path, tmp_path: Path, path: str) -> None:
    answer = client(settings(samples_archive, tmp_path)).get(path)
    assert answer.status_code == 404
    assert "Không còn phát hiện này" in answer.text


def test_the_audit_runs_beside_the_room_and_its_result_appears(
    own_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    change(own_archive, "DELETE FROM findings")
    page = browser_page.page
    with served(settings(own_archive, tmp_path)) as address:
        page.goto(f"{address}/findings")
        page.get_by_role("button", name="Soát lại toàn kho").click()
        expect(page.locator("#audit.running")).to_contain_text("Đang soát")
        expect(page.get_by_role("button", name="Soát lại toàn kho")).to_have_count(0)
        expect(page.locator(".found").first).to_be_visible(timeout=60_000)
        expect(page.locator("#audit.done")).to_contain_text("Đã soát xong")
        page.wait_for_load_state("networkidle")
    assert asked(own_archive, "SELECT count(*) FROM findings")[0][0] == 22


@pytest.fixture
def auditor(own_archive: Path) -> Iterator[Auditor]:
    made = Auditor(own_archive)
    yield made
    made.close()


def ended(auditor: Auditor) -> str:
    deadline = time.monotonic() + 60
    while auditor.state().status == "running" and time.monotonic() < deadline:
        time.sleep(0.05)
    return auditor.state().status


def test_one_audit_at_a_time_and_it_ends_with_the_room(auditor: Auditor) -> None:
    assert auditor.state().status == "idle"
    assert auditor.start()
    assert not auditor.start()
    auditor.close()
    assert ended(auditor) == "failed"


def test_why_an_audit_failed_is_told(own_archive: Path, tmp_path: Path) -> None:
    auditor = Auditor(tmp_path / "nowhere.db")
    assert auditor.start()
    assert ended(auditor) == "failed"
    assert "there is no such database" in auditor.state().message


def test_what_lies_beside_an_archive_is_not_run(own_archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of documents may hold a file with the name of a module."""
    for name in ("db.py", "click.py"):
        (own_archive.parent / name).write_text("raise SystemExit('from the folder')\n")
    monkeypatch.chdir(own_archive.parent)
    monkeypatch.setattr(sys, "path", [*sys.path])
    auditor = Auditor(own_archive)
    assert auditor.start()
    assert ended(auditor) == "done"


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("2023-01-19 ≠ 2023-01-09", "19/01/2023 ≠ 09/01/2023", "19 Jan 2023 ≠ 9 Jan 2023"),
        ("27/2020/TT-BGDĐT: 2020 ≠ 2021", "27/2020/TT-BGDĐT: 2020 ≠ 2021", "27/2020/TT-BGDĐT: 2020 ≠ 2021"),
        ("2022-H1: 22,68", "2022-H1: 22,68", "2022-H1: 22,68"),
        ("2022-13-01, 12022-01-01, 2022-01-01/QĐ", "2022-13-01, 12022-01-01, 2022-01-01/QĐ", None),
    ],
)
def test_dates_are_told_as_they_are_written(text: str, vietnamese: str, english: str | None) -> None:
    assert with_dates("vi", text) == vietnamese
    assert with_dates("en", text) == (english or vietnamese)


@pytest.mark.parametrize(
    ("arithmetic", "steps"),
    [
        ("", []),
        ("1 + 2 = 3 ≠ 4", [(False, "1 + 2 = 3"), (True, "≠"), (False, "4")]),
        ("103,28 % > 100 %", [(False, "103,28 %"), (True, ">"), (False, "100 %")]),
        ("a ↔ b = c", [(False, "a"), (True, "↔"), (False, "b = c")]),
    ],
)
def test_the_sign_of_the_contradiction_is_told_apart(arithmetic: str, steps: list[tuple[bool, str]]) -> None:
    assert steps_of("vi", arithmetic) == steps


@pytest.mark.parametrize(
    ("boxes", "view"),
    [
        ([], (0, 0, 600, 800)),
        ([(1, 100, 400, 200, 412)], (0, 364.0, 600, 84.0)),
        ([(1, 100, 10, 200, 20)], (0, 0, 600, 82.0)),
        ([(1, 100, 790, 200, 800)], (0, 706.0, 600, 94.0)),
    ],
)
def test_a_crop_lies_within_its_page(boxes: list[Any], view: tuple[float, ...]) -> None:
    found = strip(boxes, (600, 800), 36)
    assert found[1] >= 0
    assert found[1] + found[3] <= 800
    near = closer(boxes, (600, 800))
    for left, top, right, bottom in (box[1:] for box in boxes):
        assert found[1] <= top
        assert found[1] + found[3] >= bottom
        assert near[0] <= left
        assert near[0] + near[2] >= right
        assert near[1] <= top
        assert near[1] + near[3] >= bottom
    assert near[0] >= 0
    assert near[0] + near[2] <= 600


def test_text_of_documents_and_queries_shows_as_text(own_archive: Path, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'=1+1; DROP TABLE findings;--"
    key = key_of(own_archive, "citation_titles")
    row = asked(own_archive, "SELECT evidence FROM findings WHERE key = ?", key)[0][0]
    evidence = [item | {"text": evil, "report": evil} for item in json.loads(row)]
    sql = "UPDATE findings SET subject = ?, arithmetic = ?, message = ?, message_vi = ?, evidence = ? WHERE key = ?"
    change(own_archive, sql, evil, evil, evil, evil, json.dumps(evidence), key)
    change(own_archive, "UPDATE reports SET number = ?, district = ?, source_path = ?", evil, evil, f"{evil}.pdf")
    for text in (
        shown(own_archive, tmp_path, kind="citation_titles"),
        shown(own_archive, tmp_path, report=evil, district=evil),
        shown(own_archive, tmp_path, f"/findings/{key}", report=evil, district=evil),
    ):
        assert "<script>alert" not in text
        assert evil in html.unescape(text)
