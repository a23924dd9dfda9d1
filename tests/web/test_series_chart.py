"""The chart of series: round ticks, heights that say the values, gaps that stay gaps, links on all of it."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from db.series.compare import compare
from db.sql.frames import rows as as_rows
from pipeline.charts.layout import BOTTOM, TOP, Layout, lay_out
from pipeline.charts.palette import COLOURS, looks_of
from pipeline.charts.panels import panels_of_rows
from pipeline.charts.scale import scale_of, tick_texts
from pipeline.charts.selection import select_series
from tests.web_room import BrowserPage, client, served, settings


def series(*told: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a comparison of points that say what ``told`` says, the rest as usual."""
    usual = {
        "indicator": "Thu", "indicator_code": None, "measure": "value", "basis": None, "role": "actual",
        "unit": "tỷ đồng", "base_value": None, "base_unit": None, "value_text": "10", "district": "huyện A",
        "province": "tỉnh B", "period": "2023", "report_number": "1/BC-UBND", "source_path": "/x/a.pdf",
    }  # fmt: skip
    return as_rows(compare([{"id": number, **usual, **point} for number, point in enumerate(told, 1)]))


def laid_out(*told: dict[str, Any], bars: bool = True) -> Layout:
    (panel,) = panels_of_rows(select_series(series(*told)).rows)
    return lay_out(panel, panel.districts, str, bars=bars, alone=True)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([18.24, 36.42], ["0", "10", "20", "30", "40"]),
        ([0.4, 1.9], ["0.0", "0.5", "1.0", "1.5", "2.0"]),
        ([-10.8, 12.6], ["-20", "-10", "0", "10", "20"]),
        ([-3.0, -1.0], ["-3", "-2", "-1", "0"]),
        ([3_386_400.0], ["0", "1000000", "2000000", "3000000", "4000000"]),
        ([0.0], ["0.00", "0.25", "0.50", "0.75", "1.00"]),
    ],
)
def test_ticks_are_round(values: list[float], ticks: list[str]) -> None:
    assert tick_texts(scale_of(values, 0, 100).ticks) == ticks


@given(
    st.lists(st.floats(-1e12, 1e12).filter(lambda value: value == 0 or abs(value) > 1e-6), min_size=1), st.booleans()
)
def test_an_axis_holds_its_values_between_few_ticks(values: list[float], from_zero: bool) -> None:
    scale = scale_of(values, 20, 200, from_zero=from_zero)
    assert 2 <= len(scale.ticks) <= 8
    assert list(scale.ticks) == sorted(set(scale.ticks))
    for value in values:
        assert 20 - 1 <= scale.y(value) <= 200 + 1
    if from_zero:
        assert scale.low <= 0 <= scale.high


def test_bars_are_as_high_as_their_values_and_begin_at_nought() -> None:
    layout = laid_out(
        {"value_text": "10"}, {"period": "2022", "value_text": "40"}, {"period": "2021", "value_text": "-20"}
    )
    zero = layout.scale.y(0)
    heights = {mark.value: mark.height for mark in layout.marks}
    assert heights[Decimal(40)] == pytest.approx(4 * heights[Decimal(10)], abs=0.5)
    assert heights[Decimal(-20)] == pytest.approx(2 * heights[Decimal(10)], abs=0.5)
    for mark in layout.marks:
        assert (mark.y if mark.value < 0 else mark.y + mark.height) == pytest.approx(zero)
    assert all(TOP <= mark.y <= BOTTOM for mark in layout.marks)


def test_a_gap_is_a_dot_among_bars_and_no_line_crosses_it() -> None:
    told = ({"period": "2020"}, {"period": "2021"}, {"period": "2023"}, {"period": "2023-H1"})
    assert len(laid_out(*told).gaps) == 1
    lines = laid_out(*told, bars=False)
    assert [line.conflict for line in lines.segments] == [False]
    marks = {mark.period: mark for mark in lines.marks}
    (line,) = lines.segments
    assert (line.x1, line.x2) == (marks["2020"].x, marks["2021"].x)


def test_values_that_differ_are_all_there() -> None:
    layout = laid_out({"value_text": "10"}, {"value_text": "12"})
    assert [(mark.value, mark.contradicts, mark.observation) for mark in layout.marks] == [
        (Decimal(10), False, 1),
        (Decimal(12), True, 2),
    ]


def test_one_plan_a_district_stands_beside_what_was_done() -> None:
    layout = laid_out(
        {"value_text": "10"},
        {"role": "plan", "basis": "KH tỉnh giao", "value_text": "8"},
        {"role": "plan", "basis": "KH huyện giao", "value_text": "9"},
        {"role": "plan", "basis": "KH huyện giao", "value_text": "9", "period": "2022"},
    )
    assert sorted((mark.period, mark.kind, mark.value) for mark in layout.marks) == [
        ("2022", "plan", Decimal(9)),
        ("2023", "actual", Decimal(10)),
        ("2023", "plan", Decimal(9)),
    ]
    plan, done = sorted((mark for mark in layout.marks if mark.period == "2023"), key=lambda mark: mark.x)
    assert (plan.kind, done.kind) == ("plan", "actual")


def test_what_is_measured_against_many_is_one_panel_and_the_rest_is_named() -> None:
    share = {"measure": "percent_of_plan", "unit": "%"}
    chosen = select_series(
        series(
            {**share, "basis": "KH", "value_text": "98"},
            {**share, "basis": "KH", "value_text": "97", "period": "2022"},
            {**share, "basis": "KH tỉnh giao", "value_text": "120"},
            {**share, "basis": "dự toán", "value_text": "90", "district": "huyện B"},
        )
    )
    (panel,) = panels_of_rows(chosen.rows)
    assert sorted(cell.values[0] for cell in panel.cells.values()) == [Decimal(90), Decimal(97), Decimal(98)]
    assert panel.basis is None
    assert {(giver.district, giver.basis) for giver in chosen.drawn} == {("huyện A", "KH"), ("huyện B", "dự toán")}
    assert [(giver.district, giver.basis) for giver in chosen.left_out] == [("huyện A", "KH tỉnh giao")]


def test_growth_is_drawn_against_one_and_the_same() -> None:
    growth = {"measure": "growth", "unit": "%"}
    chosen = select_series(
        series(
            {**growth, "basis": "năm 2015"},
            {**growth, "basis": "đầu năm", "district": "huyện B"},
            {**growth, "basis": "năm 2015", "district": "huyện C"},
        )
    )
    (panel,) = panels_of_rows(chosen.rows)
    assert (panel.basis, panel.districts) == ("năm 2015", ("huyện A", "huyện C"))
    assert [(giver.district, giver.basis) for giver in chosen.left_out] == [("huyện B", "đầu năm")]


def test_plans_of_other_givers_are_named_below_the_chart(samples_archive: Path, tmp_path: Path) -> None:
    shown = client(settings(samples_archive, tmp_path)).get("/series?indicator=Thu tiền sử dụng đất").text
    left_out = re.findall(r'<p class="hint undrawn">(.*?)</p>', shown)
    assert left_out == [
        "Không vẽ ở đây, chỉ có trong bảng: kế hoạch · KH huyện giao (huyện Yên Lâm); "
        "kế hoạch · KH tỉnh giao (huyện Yên Lâm)."
    ]


@given(st.lists(st.integers(0, 20), unique=True, min_size=1, max_size=COLOURS), st.integers(0, 20))
def test_a_district_keeps_its_colour_when_another_is_added(asked: list[int], more: int) -> None:
    known = [(f"huyện {number:02}", "tỉnh B") for number in range(21)]
    names = [known[number][0] for number in asked]
    before = looks_of(names, names, known)
    assert len({look.number for look in before.values()}) == len(names)
    added = known[more][0]
    after = looks_of({*names, added}, [*names, added], known)
    assert {name: after[name] for name in names} == dict(before)


def test_a_district_alone_has_the_colour_that_it_has_among_all() -> None:
    known = [(f"huyện {letter}", "tỉnh B") for letter in "ABCDEFG"]
    among = looks_of([name for name, _ in known], (), known)
    for name, _ in known:
        assert looks_of([name], [name], known)[name] == among[name]


def test_more_districts_than_colours_are_drawn_in_another_way() -> None:
    looks = looks_of([f"huyện {number:02}" for number in range(14)])
    assert len({(look.number, look.again) for look in looks.values()}) == 14


def test_bars_of_one_period_do_not_cover_each_other() -> None:
    told = [
        {"district": f"huyện {name}", "period": str(year), "role": role}
        for name in "ABCDE" for year in (2020, 2021, 2022) for role in ("actual", "plan")
    ]  # fmt: skip
    marks = sorted(laid_out(*told).marks, key=lambda mark: mark.x)
    assert len(marks) == 30
    for one, other in pairwise(marks):
        assert one.x + one.width <= other.x + 1e-9
    assert marks[0].x >= 0
    assert marks[-1].x + marks[-1].width <= 100


def test_a_bar_of_the_chart_opens_the_printed_place(
    samples_archive: Path, tmp_path: Path, browser_page: BrowserPage
) -> None:
    page = browser_page.page
    with served(settings(samples_archive, tmp_path)) as address:
        page.goto(f"{address}/series?indicator=Thu tiền sử dụng đất&district=Vĩnh Trạch")
        bars = page.locator(".plot a.actual")
        heights = [box["height"] for bar in bars.locator("rect.fill").all() if (box := bar.bounding_box())]
        labels = [float(text.replace(",", ".")) for text in bars.locator("text.label").all_text_contents()]
        assert len(labels) == 6
        for height, value in zip(heights, labels, strict=True):
            assert height / value == pytest.approx(heights[0] / labels[0], rel=0.03)
        page.get_by_role("link", name="Đường").click()
        expect(page.locator(".plot line.join.actual")).not_to_have_count(0)
        page.get_by_role("link", name=r"huyện Vĩnh Trạch, 2022 (cả năm), thực hiện: 36,42 tỷ đồng").first.click()
        expect(page.locator("#items .item.chosen b")).to_have_text("36,42 tỷ đồng")
        page.wait_for_load_state("networkidle")
