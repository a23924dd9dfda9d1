"""Rows of annex tables: what columns mean, what a row gives, and how it joins what prose gave."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import typst

import corpus
from corpus import Document
from extractors.extraction import extract
from extractors.tables.column_semantics import Column, read_column, shares_of_plan

YEAR, HALF = "2023", "2023-H1"


@pytest.mark.parametrize(
    ("head", "period", "column"),
    [
        ("TT", HALF, Column("number")),
        ("Chỉ tiêu", HALF, Column("label")),
        ("Đơn vị tính", HALF, Column("unit")),
        ("ĐVT", HALF, Column("unit")),
        ("Kế hoạch năm 2023", HALF, Column("value", "value", "plan", period="2023")),
        ("KH tỉnh giao", HALF, Column("value", "value", "plan", "KH tỉnh giao", "2023")),
        ("Chỉ tiêu giao năm 2023", HALF, Column("value", "value", "plan", period="2023")),
        ("Thực hiện 6 tháng", HALF, Column("value", "value", "actual", period=HALF)),
        ("Thực hiện năm 2023", HALF, Column("value", "value", "actual", period=HALF)),
        ("Ước thực hiện cả năm 2023", HALF, Column("value", "value", "estimate", period="2023")),
        ("Thực hiện năm 2022", YEAR, Column("value", "value", "prior", period="2022")),
        ("Năm 2021", YEAR, Column("value", "value", "prior", period="2021")),
        ("Cùng kỳ", HALF, Column("value", "value", "prior", period="2022-H1")),
        ("Mục tiêu 2024", YEAR, Column("value", "value", "plan", period="2024")),
        ("Tỷ lệ so với KH (%)", HALF, Column("percent", "percent_of_plan", "actual", "KH", HALF)),
        ("TH/KH tỉnh giao (%)", HALF, Column("percent", "percent_of_plan", "actual", "KH tỉnh giao", HALF)),
        ("So với cùng kỳ (%)", HALF, Column("percent", "percent_of_base", "actual", "cùng kỳ", HALF)),
        ("Tăng, giảm so với cùng kỳ (%)", HALF, Column("percent", "growth", "actual", "cùng kỳ", HALF)),
        ("Tăng (+), giảm (-) so với năm 2022", YEAR, Column("percent", "growth", "actual", "năm 2022", YEAR)),
        # of what, the head does not say, or it compares next year's plan: no data point of this period
        ("Tỷ lệ (%)", HALF, Column("percent")),
        ("Kế hoạch 2024 so với thực hiện 2023 (%)", YEAR, Column("percent")),
        ("Ghi chú", HALF, Column("other")),
    ],
)
def test_what_a_column_means(head: str, period: str, column: Column) -> None:
    assert replace(read_column(head, period), rule="") == column


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ("Kế hoạch năm 2023", "column_plan"),
        ("Thực hiện 6 tháng", "column_result"),
        ("Thực hiện năm 2022", "column_earlier"),
        ("Ước thực hiện cả năm 2023", "column_period"),
        ("So với cùng kỳ (%)", "column_comparison"),
        ("TH/KH tỉnh giao (%)", "column_plan_share"),
        ("Ghi chú", ""),
    ],
)
def test_a_column_says_by_which_rule(head: str, rule: str) -> None:
    assert read_column(head, HALF).rule == rule


def test_without_the_report_s_period_nothing_is_made_up() -> None:
    assert replace(read_column("Thực hiện", None), rule="") == Column("value", "value", "actual")
    assert replace(read_column("Cùng kỳ", None), rule="") == Column("value", "value", "prior")


_PAGE = """
#set page(paper: "a4", margin: (x: 2cm, y: 2cm))
#set text(font: "Libertinus Serif", size: 12pt, lang: "vi", hyphenate: false, ligatures: false)
#align(center)[*BÁO CÁO* #linebreak() *Tình hình kinh tế - xã hội 6 tháng đầu năm 2023*]

Tổng thu ngân sách đạt 68,45 tỷ đồng.

"""
_TABLE = """
#table(columns: (1cm, 6cm, 2.4cm, 2.2cm, 2.2cm, 2.2cm),
  table.cell(rowspan: 2)[*TT*], table.cell(rowspan: 2)[*Chỉ tiêu*], table.cell(rowspan: 2)[*Đơn vị tính*],
  table.cell(rowspan: 2)[*Kế hoạch năm 2023*], table.cell(colspan: 2)[*Thực hiện 6 tháng*],
  [*Số lượng*], [*Tỷ lệ so với KH (%)*],
  [(1)], [(2)], [(3)], [(4)], [(5)], [(6=5/4)],
  [1], [Tổng đàn bò], [Con], [12.000], [12.400], [103,3],
  [2], [Sản lượng lương thực], [Tấn], [], [], [],
  [2.1], [- Trong đó: lúa], ["], [50.\\ 000], [27.530], [55,06],
  [3], [Tỷ lệ hộ nghèo], [%], [4,0], [5,2], [],
  [4], [Hoàn thành báo cáo], [], [x], [-], [])
"""


def read(tmp_path: Path, markup: str) -> Document:
    (tmp_path / "a.typ").write_text(_PAGE + markup, encoding="utf-8")
    typst.compile(tmp_path / "a.typ", output=tmp_path / "a.pdf", ignore_system_fonts=True)
    return corpus.read_pdf(tmp_path / "a.pdf")


def test_a_row_gives_figures_and_percentages_with_their_meaning(tmp_path: Path) -> None:
    found = extract(read(tmp_path, _TABLE))
    assert [(f.text, str(f.value), f.unit, f.indicator, f.parent) for f in found.figures] == [
        ("68,45 tỷ đồng", "68.45", "tỷ đồng", "Tổng thu ngân sách", None),
        ("12.000", "12000", "Con", "Tổng đàn bò", None),
        ("12.400", "12400", "Con", "Tổng đàn bò", None),
        ("50. 000", "50000", "Tấn", "lúa", "Sản lượng lương thực"),
        ("27.530", "27530", "Tấn", "lúa", "Sản lượng lương thực"),
    ]
    assert [(str(p.value), p.relation, p.basis, p.indicator) for p in found.percentages] == [
        ("103.3", "đạt", "KH", "Tổng đàn bò"),
        ("55.06", "đạt", "KH", "lúa"),
        ("4.0", "tỷ lệ", None, "Tỷ lệ hộ nghèo"),
        ("5.2", "tỷ lệ", None, "Tỷ lệ hộ nghèo"),
    ]


def test_observations_name_their_evidence_in_the_joined_lists(tmp_path: Path) -> None:
    found = extract(read(tmp_path, _TABLE + "\nTổng chi ngân sách đạt 91,2 tỷ đồng, bằng 103% dự toán.\n"))
    records = {record.id: record for record in (*found.figures, *found.percentages)}
    for item in found.observations:
        source = records[item.record_id]
        assert source.indicator == item.indicator
        assert abs(source.value) == abs(item.value)
    kept = {(o.indicator, o.measure, str(o.value), o.role, o.period, o.unit) for o in found.observations}
    assert ("Tổng đàn bò", "value", "12000", "plan", "2023", "con") in kept
    assert ("Tổng đàn bò", "value", "12400", "actual", HALF, "con") in kept
    assert ("Tỷ lệ hộ nghèo", "level", "5.2", "actual", HALF, "%") in kept
    assert ("Tổng chi ngân sách", "value", "91.2", "actual", HALF, "tỷ đồng") in kept
    starts = [figure.start for figure in found.figures]
    assert starts == sorted(starts)


def test_a_table_over_two_pages_keeps_its_head(tmp_path: Path) -> None:
    rows = "".join(f"[{n}], [Diện tích cây số {n}], [Ha], [{n}00], [{n}10], []," for n in range(1, 60))
    head = _TABLE.split("[1], [Tổng đàn bò]")[0]
    document = read(tmp_path, f"{head}{rows})")
    assert [table.continues for table in document.tables] == [None, 0]
    assert not any(cell.is_header for cell in document.tables[1].cells)
    observed = [o for o in extract(document).observations if o.indicator.startswith("Diện tích")]
    assert len(observed) == 2 * 59
    assert {o.role for o in observed} == {"plan", "actual"}


def test_a_table_without_labels_is_read_as_before(tmp_path: Path) -> None:
    plain = "#table(columns: 3, [*Ngày*], [*Giờ*], [*Nơi*], [Thứ hai], [8], [12 xã], [Thứ ba], [9], [14 xã])"
    found = extract(read(tmp_path, plain))
    assert [figure.text for figure in found.figures] == ["68,45 tỷ đồng", "12 xã", "14 xã"]


def test_a_bare_rate_is_of_the_plan_where_the_rows_add_up_to_it() -> None:
    columns = {
        1: Column("label"),
        2: Column("value", "value", "plan", period="2023"),
        3: Column("value", "value", "actual", period="2023-H1"),
        4: Column("percent"),
    }
    heads = {1: "Chỉ tiêu", 2: "Kế hoạch năm", 3: "Thực hiện", 4: "Tỷ lệ (%)"}
    rows = [{2: Decimal(40), 3: Decimal("18.2"), 4: Decimal("45.5")}, {2: Decimal(12), 3: Decimal(6), 4: Decimal(50)}]
    completed = shares_of_plan(columns, heads, rows)
    expected = Column("percent", "percent_of_plan", "actual", "Kế hoạch năm", "2023-H1", "column_quotient")
    assert completed[4] == expected
    wrong = [{**row, 4: row[4] + 40} for row in rows]
    assert shares_of_plan(columns, heads, wrong) == columns
