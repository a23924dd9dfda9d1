"""Series in the browser: what a reader picks, the table, the files; every value leads to the place it is printed at."""

from __future__ import annotations

import csv
import html
import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

import db.read_models.series
from db import open_archive
from db.read_models.series import Source
from db.series.compare import compare
from db.sql.frames import rows as as_rows
from pipeline.charts.panels import panels_of_rows
from pipeline.cli import cli
from tests.web_room import BrowserPage, change, client, served, settings
from web.pages.series.table import Table, table_of

LAND = "Thu tiền sử dụng đất"


def told(archive: Path, tmp_path: Path, **query: Any) -> str:
    """The page of series for ``query``, as text with its entities read; ``from_`` is ``from``."""
    named = {name.rstrip("_"): value for name, value in query.items()}
    answer = client(settings(archive, tmp_path)).get("/series", params=named)
    assert answer.status_code == 200
    return html.unescape(answer.text)


def series_of(*points: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a comparison of points that say what ``points`` say, the rest as usual."""
    return as_rows(compare(_points(points)))


def _points(told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    usual = {
        "indicator": "Thu", "indicator_code": None, "measure": "value", "basis": None, "role": "actual",
        "unit": "tỷ đồng", "base_value": None, "base_unit": None, "value_text": "10", "district": "huyện A",
        "province": "tỉnh B", "period": "2023", "report_number": "1", "source_path": "/x/a.pdf",
    }  # fmt: skip
    return [{"id": number, **usual, **point} for number, point in enumerate(told, 1)]


def made_table(*told: dict[str, Any]) -> Table:
    """The table of such points; a report's number is its id."""
    points = _points(told)
    sources = {
        point["id"]: Source(int(point["report_number"]), point["report_number"], 1, "figures-1", point)
        for point in points
    }
    return table_of(as_rows(compare(points)), sources, "vi", 60)


def headings(shown: str) -> list[str]:
    return re.findall(r'<th scope="col" class="number">(\S+?)<small>', shown)


def rows(shown: str) -> list[str]:
    return [re.sub(r"<[^>]+>|\s+", " ", row) for row in re.findall(r"<tr class=\"(?!group)[^>]+>.*?</tr>", shown, re.S)]


@pytest.mark.parametrize("words", [LAND, "thu tien su dung dat"])
def test_from_the_start_page_to_land_revenue_over_the_periods_and_its_page(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage, words: str
) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(address)
        page.fill("#home-indicator", words)
        page.keyboard.press("Enter")
        expect(page.locator("#table-heading")).to_have_text(LAND)
        line = page.locator("tr.actual", has_text="huyện Vĩnh Trạch")
        expect(line.locator("td:not(.gap)")).to_have_count(6)
        cell = line.locator("td", has_text="36,42")
        expect(cell).to_contain_text("312/BC-UBND tr. 2")
        cell.locator("a").first.click()
        expect(page.locator("h1")).to_have_text("312/BC-UBND")
        expect(page.locator("#items .item.chosen b")).to_have_text("36,42 tỷ đồng")
        expect(page.locator(".box.chosen rect")).to_have_count(1)
        page.wait_for_load_state("networkidle")


def test_names_are_suggested_while_typing_and_chips_are_taken_off(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(f"{address}/series")
        page.locator("input[name=indicator]").press_sequentially("tong dan")
        page.locator("#suggested a", has_text="Tổng đàn heo").click()
        page.locator("input[name=indicator]:visible").press_sequentially("thu dat")
        page.locator("#suggested").get_by_role("link", name=LAND, exact=True).click()
        expect(page.locator(".chosen")).to_have_text([re.compile("Tổng đàn heo"), re.compile(LAND)])
        page.select_option("select[name=district]", "huyện Yên Lâm")
        page.fill("input[name=from]", "2022")
        page.locator(".series-form button").click()
        page.get_by_label("Bỏ Tổng đàn heo").click()
        expect(page.locator(".chosen")).to_have_text([re.compile(LAND), re.compile("huyện Yên Lâm")])
        query = parse_qs(urlsplit(page.url).query)
        assert query == {"indicator": [LAND], "district": ["huyện Yên Lâm"], "from": ["2022"]}
        page.get_by_role("link", name=re.compile("% kế hoạch")).click()
        expect(page.locator(".tabs [aria-current]")).to_contain_text("% kế hoạch")
        expect(page.locator("tr.actual td", has_text="106,8").first).to_be_visible()
        page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("tổng đàn", "Tổng đàn"),
        ("thu dat", LAND),
        ("THU TIỀN SỬ", LAND),
        ("nghèo", "Tỷ lệ hộ nghèo"),
        ("khoản thu còn lại", "Các khoản thu còn lại"),
        ("khong co gi", None),
        ("%", None),
        ("  ", None),
    ],
)
def test_suggestions(samples_archive: Path, words: str, first: str | None) -> None:
    with open_archive(samples_archive) as archive:
        found = archive.series.suggest(words, 8)
    assert len(found) <= 8
    assert found[0].name.startswith(first) if first else found == [], [one.name for one in found]


def test_the_table_says_what_compare_says(samples_archive: Path, tmp_path: Path) -> None:
    shown = told(samples_archive, tmp_path, indicator=LAND)
    with open_archive(samples_archive) as archive:
        series = archive.series.compare([LAND], measure="value", roles=("actual", "estimate", "plan", "prior"))
    assert headings(shown) == [period[:4] for period in dict.fromkeys(series["period"])]
    assert len(rows(shown)) == len(series.drop_duplicates(["basis", "kind_of_value", "district"]))
    for row in series[series["status"] != "gap"].to_dict("records"):
        number = row["value_text"].replace(".", ",")
        assert re.search(rf">{number}</a>.*?{row['report']}</span>", shown, re.S), row


@pytest.mark.parametrize("query", [{"indicator": LAND}, {"indicator": "Tổng đàn heo", "kind": "lines"}])
def test_every_link_of_table_and_chart_leads_to_a_lit_row_that_says_the_number(
    samples_archive: Path, tmp_path: Path, query: dict[str, str]
) -> None:
    room = client(settings(samples_archive, tmp_path))
    shown = room.get("/series", params=query).text
    in_table = re.findall(r'<a href="(/reports/[^"]+)" title="[^"]*">([\d.,]+)</a>', shown)
    in_chart = re.findall(r'href="(/reports/[^"]+)" aria-label="[^"]*: ([\d.,]+) [^"(]*\([^"]*"', shown)
    assert {number for _, number in in_chart} <= {number for _, number in in_table}
    assert len(in_chart) >= 10
    for address, number in dict.fromkeys(in_table + in_chart):
        row = parse_qs(urlsplit(address).query)["row"][0]
        item = room.get(address).text.partition(f'id="{row}"')[2].partition("</li>")[0]
        assert 'aria-current="true"' in item[:200]
        # A report may print a nought more (28,60), or another unit: the cell then says so.
        in_print = re.search(rf">{re.escape(number)}</a>[^(]*?\(([\d.,]+) triệu đồng\)", shown)
        said = "|".join(re.escape(word) for word in (number, *(in_print.groups() if in_print else ())))
        assert re.search(rf"(?<![\d.,])({said})0?(?!\d)", item), (address, number)


def test_a_plan_stands_below_what_was_done_whoever_gave_it(samples_archive: Path, tmp_path: Path) -> None:
    shown = rows(told(samples_archive, tmp_path, indicator=LAND, district="Yên Lâm"))
    kinds = [re.search(r"thực hiện|kế hoạch( · \w+ \w+ \w+)?", row) for row in shown]
    assert [kind and kind[0] for kind in kinds] == [
        "thực hiện",
        "kế hoạch · dự toán huyện",
        "kế hoạch · KH huyện giao",
        "kế hoạch · KH tỉnh giao",
    ]


def test_values_that_differ_gaps_and_estimates_are_marked(samples_archive: Path, tmp_path: Path) -> None:
    shown = told(samples_archive, tmp_path, indicator="Tổng đàn heo", district="Yên Lâm")
    cell = shown.partition('<td class="number differ">')[2].partition("</td>")[0]
    assert re.findall(r">([\d.]+)</a>|(≠)|>(ước)<", cell) == [
        ("27.840", "", ""),
        ("", "≠", ""),
        ("27.480", "", ""),
        ("", "", "ước"),
    ]
    assert 'class="number gap"' in shown
    assert '<text class="ne"' in shown


@pytest.mark.parametrize(
    ("reports", "differ"),
    [
        (("1", "2"), "between"),
        (("1", "1"), "within"),
        (("1", "1", "2"), "within"),
        (("1", "2", "3"), "between"),
    ],
)
def test_a_report_that_contradicts_itself_is_told_from_two_that_differ(reports: tuple[str, ...], differ: str) -> None:
    told = [{"value_text": str(number), "report_number": report} for number, report in enumerate(reports)]
    made = made_table(*told)
    (cell,) = made.groups[0].lines[0].cells
    assert (cell.differ, made.differ) == (differ, differ)


def test_the_page_says_that_a_report_contradicts_itself(samples_archive: Path, tmp_path: Path) -> None:
    shown = told(samples_archive, tmp_path, indicator="Tổng đàn heo", district="Yên Lâm")
    assert 'title="ghi khác nhau trong cùng báo cáo">≠' in shown
    assert "các báo cáo ghi khác nhau" not in shown


def test_all_that_an_indicator_is_measured_against_is_one_table_and_givers_stay_apart() -> None:
    told = [
        {"measure": "percent_of_plan", "unit": "%", "basis": basis, "value_text": value}
        for basis, value in (("KH", "98"), ("KH tỉnh giao", "120"), (None, "90"))
    ]
    (group,) = made_table(*told).groups
    assert group.against == "% so với kế hoạch"
    assert [(line.label, [value.text for value in line.cells[0].values]) for line in group.lines] == [
        ("không ghi rõ so với gì", ["90"]),
        ("so với KH", ["98"]),
        ("so với KH tỉnh giao", ["120"]),
    ]


def test_columns_stand_in_the_order_of_the_chart() -> None:
    told = [{"period": period} for period in ("2022-H1", "2022-9M", "2023-H1", "2023-9M", "2022", "2023-Q1")]
    series = series_of(*told)
    (panel,) = panels_of_rows(series)
    assert [period for block in panel.blocks for period in block.periods] == [
        *("2022", "2022-H1", "2023-H1", "2022-9M", "2023-9M", "2023-Q1"),
    ]
    assert [length for _, length in made_table(*told).periods] == [
        *("cả năm", "6 tháng đầu năm", "6 tháng đầu năm", "9 tháng", "9 tháng", "quý I"),
    ]


def test_every_source_of_a_value_is_a_link(samples_archive: Path, tmp_path: Path) -> None:
    shown = told(samples_archive, tmp_path, indicator=LAND)
    names = re.findall(r'<span class="name">', shown)
    linked = re.findall(
        r'title="Mở chỗ in: [^"]*"><span class="name">[^<]+</span>(?: <span class="name">[^<]+</span>)?</a>', shown
    )
    assert names
    assert sum(link.count('<span class="name">') for link in linked) == len(names)
    many = made_table(*({"report_number": str(number)} for number in range(9)))
    assert len(many.groups[0].lines[0].cells[0].values[0].places) == 9


def test_years_that_were_asked_for_and_are_missing_are_columns(samples_archive: Path, tmp_path: Path) -> None:
    shown = told(samples_archive, tmp_path, indicator=LAND, measure="growth", from_="2020", to="2024")
    assert set(headings(shown)) >= {"2020", "2021", "2022", "2023", "2024"}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"indicator": "thu xyz đất"}, ["Không có chỉ tiêu nào trong kho khớp với “thu xyz đất”", f">{LAND}</a>"]),
        ({"indicator": "Tong dam heo"}, ["Gần giống", ">Tổng đàn heo</a>"]),
        ({"indicator": LAND, "district": "Yen Lan"}, ["Không có huyện nào", ">huyện Yên Lâm</a>"]),
        ({"indicator": LAND, "from_": "20x"}, ["“20x” không phải là một kỳ"]),
        ({"indicator": LAND, "from_": "2023", "to": "2021"}, ["Kỳ đầu (2023) đứng sau kỳ cuối (2021)"]),
        ({"indicator": LAND, "from_": "1990", "to": "1991"}, ["Không có số liệu nào khớp", "Xem mọi kỳ"]),
        ({"indicator": LAND, "measure": "level"}, ["Không có số liệu nào khớp", "Xem giá trị"]),
        ({"indicator": "hộ nghèo"}, ["“hộ nghèo” khớp với", ">Tỷ lệ hộ nghèo</a>"]),
        ({"indicator": "code:nothing"}, ["Không có chỉ tiêu nào"]),
        ({}, ["Chọn một chỉ tiêu để bắt đầu", f">{LAND}</a>", "Tài chính - ngân sách"]),
    ],
)
def test_what_cannot_be_shown_is_said_with_a_way_on(
    samples_archive: Path, tmp_path: Path, query: dict[str, str], words: list[str]
) -> None:
    shown = told(samples_archive, tmp_path, **query)
    assert [said for said in words if said not in shown] == []


def test_a_phrase_is_picked_alone_by_its_key(samples_archive: Path, tmp_path: Path) -> None:
    shown = told(samples_archive, tmp_path, indicator="phrase:hộ nghèo")
    assert "khớp với" not in shown
    assert re.findall(r'<span class="stuck"><b>(.*?)</b>', shown) == ["hộ nghèo"]


def test_the_value_comes_first_and_the_measures_that_there_are_are_offered(
    samples_archive: Path, tmp_path: Path
) -> None:
    shown = told(samples_archive, tmp_path, indicator="Tỷ lệ hộ nghèo")
    tabs = re.findall(r"<a href=\"(/series[^\"]*)\"( aria-current=\"page\")?>([^<]+) <span", shown)
    assert [words for _, here, words in tabs if here] == ["Mức"]
    assert len(tabs) > 1
    assert all("measure=" in address for address, here, _ in tabs if not here)


def test_more_districts_than_a_page_holds_are_cut_with_a_sentence(
    samples_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = told(samples_archive, tmp_path, indicator=LAND)
    assert "Đang hiện" not in everything
    monkeypatch.setattr(db.read_models.series, "SOME_DISTRICTS", 2)
    assert "Đang hiện 2 trong 3 huyện" in told(samples_archive, tmp_path, indicator=LAND)
    monkeypatch.setattr(db.read_models.series, "MAX_POINTS", 20)
    shown = told(samples_archive, tmp_path, indicator=LAND, district=["Yên Lâm", "Vĩnh Trạch"])
    assert "Đang hiện 1 trong 2 huyện đã chọn" in shown
    assert {row.split("thực hiện")[0].strip() for row in rows(shown) if "thực hiện" in row} == {"huyện Vĩnh Trạch"}


def test_lines_beyond_the_limit_are_counted(
    samples_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = rows(told(samples_archive, tmp_path, indicator=LAND))
    monkeypatch.setattr("web.pages.series.routes.MAX_LINES", 3)
    cut = told(samples_archive, tmp_path, indicator=LAND)
    assert rows(cut) == full[:3]
    assert f"Còn {len(full) - 3} dòng" in cut


def test_files_are_those_of_the_command_line(samples_archive: Path, tmp_path: Path) -> None:
    room = client(settings(samples_archive, tmp_path))
    query = {"indicator": LAND, "district": "Yên Lâm", "measure": "value"}
    answer = room.get("/series.csv", params=query)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="thu-tien-su-dung-dat.csv"'
    roles = [word for role in ("actual", "estimate", "plan", "prior") for word in ("--role", role)]
    asked = ["compare", LAND, "--district", "Yên Lâm", "--measure", "value", *roles, "--db", str(samples_archive)]
    printed = CliRunner().invoke(cli, [*asked, "--format", "csv"]).output
    assert list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))) == list(
        csv.DictReader(io.StringIO(printed))
    )
    book = openpyxl.load_workbook(io.BytesIO(room.get("/series.xlsx", params=query).content))
    assert [cell.value for cell in book["compare"][1]][:3] == ["indicator", "indicator_code", "measure"]


@pytest.mark.parametrize(
    ("form", "kind", "begins"), [("png", "image/png", b"\x89PNG"), ("svg", "image/svg+xml", b"<?xml")]
)
def test_pictures_are_drawn(samples_archive: Path, tmp_path: Path, form: str, kind: str, begins: bytes) -> None:
    answer = client(settings(samples_archive, tmp_path)).get(f"/series.{form}", params={"indicator": LAND})
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"] == f'attachment; filename="thu-tien-su-dung-dat.{form}"'
    assert answer.content.startswith(begins)


@pytest.mark.parametrize(
    ("path", "query", "status", "words"),
    [
        ("/series.png", {"indicator": LAND}, 501, "chưa cài resvg-py"),
        ("/series.csv", {}, 400, "Chưa chọn chỉ tiêu"),
        ("/series.csv", {"indicator": LAND, "from": "1990", "to": "1990"}, 404, "không có gì để tải về"),
        ("/series.csv", {"indicator": LAND, "from": "nay"}, 400, "“nay” không phải là một kỳ"),
        ("/series.pdf", {"indicator": LAND}, 404, "Không có trang này"),
    ],
)
def test_a_file_that_cannot_be_made_is_told_politely(
    samples_archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    query: dict[str, str],
    status: int,
    words: str,
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    answer = client(settings(samples_archive, tmp_path)).get(path, params=query)
    assert answer.status_code == status
    assert words in html.unescape(answer.text)


HOSTILE = "=cmd|'/c calc'!A1<script>alert(1)</script>\"'; DROP TABLE x--"


def test_what_documents_say_stays_text(own_archive: Path, tmp_path: Path, browser_page: BrowserPage) -> None:
    change(own_archive, "UPDATE indicators SET name = ? WHERE code = 'revenue_land'", HOSTILE)
    change(own_archive, "UPDATE reports SET number = ?, district = ? WHERE number = '312/BC-UBND'", HOSTILE, HOSTILE)
    change(own_archive, "UPDATE observations SET district = ?, basis = ? WHERE period = '2022'", HOSTILE, HOSTILE)
    room = client(settings(own_archive, tmp_path))
    shown = room.get("/series", params={"indicator": ["code:revenue_land", HOSTILE], "district": HOSTILE}).text
    assert "<script>alert" not in shown
    assert shown.count("&lt;script&gt;alert") > 5
    answer = room.get("/series.csv", params={"indicator": "code:revenue_land"})
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.csv"', answer.headers["content-disposition"])
    names = {row["indicator"] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}
    assert names == {f"'{HOSTILE}"}
    book = openpyxl.load_workbook(
        io.BytesIO(room.get("/series.xlsx", params={"indicator": "code:revenue_land"}).content)
    )
    assert book["compare"]["A2"].value == f"'{HOSTILE}"
    assert book["compare"]["A2"].data_type == "s"
    with served(settings(own_archive, tmp_path)) as address:
        browser_page.page.goto(f"{address}/series?indicator=code:revenue_land")
        expect(browser_page.page.locator("#table-heading")).to_have_text(HOSTILE)
        browser_page.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("width", [320, 390, 700, 1000])
def test_no_column_comes_to_rest_half_under_the_first_or_beyond_the_edge(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage, width: int
) -> None:
    """A number that is cut would look like another number."""
    page = browser_page.page
    page.set_viewport_size({"width": width, "height": 844})
    cut = """box => {
        const first = box.querySelector("th.who").getBoundingClientRect().right;
        const last = box.getBoundingClientRect().right;
        const columns = [...box.querySelectorAll("thead th.number")].map(cell => cell.getBoundingClientRect());
        return columns.filter(at => [first, last].some(edge => at.left < edge - 3 && at.right > edge + 3)).length;
    }"""
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(f"{address}/series?indicator=Tổng đàn heo&indicator={LAND}&indicator=Tỷ lệ hộ nghèo")
        table = page.locator(".series-table")
        for place in (0, 90, 333, 9999):
            table.evaluate("(box, place) => { box.scrollLeft = place; }", place)
            page.wait_for_timeout(200)
            assert table.evaluate(cut) == 0, place
        assert table.evaluate("box => box.scrollLeft") > 0
        expect(page.locator(".more-columns")).to_be_visible(visible=width < 760)
        page.wait_for_load_state("networkidle")


def test_on_a_telephone_the_table_moves_in_its_own_box(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    page.set_viewport_size({"width": 390, "height": 844})
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(f"{address}/series?indicator=Tổng đàn heo")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        first = page.locator("tbody th.who").first
        before = first.bounding_box()
        page.locator(".series-table").evaluate("box => { box.scrollLeft = 400; }")
        assert page.locator(".series-table").evaluate("box => box.scrollLeft") > 100
        assert first.bounding_box() == before
        page.wait_for_load_state("networkidle")
