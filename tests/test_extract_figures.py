"""Tables of cases for figures, ratios, percentages and indicators, and properties of numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document
from extractors.clauses import Sentences
from extractors.extract import extract
from extractors.figures import find_figures
from extractors.numerals import parse_number
from extractors.percentages import find_percentages
from extractors.ratios import find_ratios

FIGURES = [
    ("đạt 2.522,81 tỷ đồng", [("2522.81", "tỷ đồng")]),
    ("đạt 447.142 triệu đồng", [("447142", "triệu đồng")]),
    ("vốn 182,662 tỷ đồng", [("182.662", "tỷ đồng")]),
    ("thu 1934.2 tỷ", [("1934.2", "tỷ")]),
    ("thu 566 tỷ 384 triệu đồng", [("566.384", "tỷ đồng")]),
    ("đạt 36 triệu đồng/người/năm", [("36", "triệu đồng/người/năm")]),
    ("năng suất 57,5 tạ/ha", [("57.5", "tạ/ha")]),
    ("gieo 1038,5ha lúa", [("1038.5", "ha")]),
    ("đất ở 120 m 2", [("120", "m 2")]),
    ("vận chuyển 2.708 ngàn lượt hành khách", [("2708", "ngàn lượt hành khách")]),
    ("có 20 nhiệm vụ và 19 chỉ tiêu", [("20", "nhiệm vụ"), ("19", "chỉ tiêu")]),
    ("tại hai cụm công nghiệp", [("2", "cụm công nghiệp")]),
    ("cả ba khu công nghiệp", []),
    ("xây mới 42 trạm y tế xã", [("42", "trạm y tế")]),
    ("mỗi xã một sản phẩm", []),
    # not figures: dates, years, periods, ordinals, numbers of things
    ("ngày 20/5/2023, 6 tháng đầu năm, năm 2023", []),
    ("thôn 2, khóa 12, lần thứ 5, Điều 4", []),
    ("năm 2020 tỉnh đã, giai đoạn 2016-2020 xã", []),
    ("Dự án 1 hộ gia đình", []),
    ("tổng số 19 xã", [("19", "xã")]),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_figures(text, [])
    assert [(figure.value, figure.unit) for figure in found] == [(Decimal(value), unit) for value, unit in expected]
    assert all(text[figure.start : figure.end] == figure.text for figure in found)


def test_range_has_low_and_high() -> None:
    (figure,) = find_figures("thu nhập 20-25 triệu đồng", [])
    assert (figure.value, figure.value_max, figure.unit) == (20, 25, "triệu đồng")


BASES = [
    ("12,5 tỷ đồng", "12500000000", "VND"),
    ("3 ha", "30000", "m²"),
    ("57,5 tạ/ha", "5750", "kg/ha"),
    ("2,3 triệu người", "2300000", "persons"),
]


@pytest.mark.parametrize(("text", "value", "unit"), BASES)
def test_base_value(text: str, value: str, unit: str) -> None:
    (figure,) = find_figures(text, [])
    assert (figure.base_value, figure.base_unit) == (Decimal(value), unit)


RATIOS = [
    ("Đến nay, xã Tân Lập đạt 19/19 tiêu chí", [(19, 19, "tiêu chí", "xã Tân Lập")]),
    ("Hòa Sơn 12/19 tiêu chí, Tân Lập 09/19, Đồng Mơ 07/19 tiêu chí",
     [(12, 19, "tiêu chí", "Hòa Sơn"), (9, 19, "tiêu chí", "Tân Lập"), (7, 19, "tiêu chí", "Đồng Mơ")]),
    ("Toàn huyện có 8/12 xã đạt chuẩn", [(8, 12, "xã", None)]),
    ("xếp hạng 13/63 tỉnh; đứng thứ 5/12 xã", []),
    ("ngày 28/6, từ 2/9 đến 30/4", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RATIOS)
def test_ratios(text: str, expected: list[tuple[int, int, str, str | None]]) -> None:
    assert [(r.num, r.den, r.what, r.subject) for r in find_ratios(text, [])] == expected


#: text, then (value, relation, direction, basis) of each
PERCENTAGES = [
    ("đạt 53,04 % so với KH tỉnh giao; đạt 52,69 % so với KH huyện giao.",
     [("53.04", "đạt", None, "KH tỉnh giao"), ("52.69", "đạt", None, "KH huyện giao")]),
    ("tăng 5% so cùng kỳ, đạt 93,9% kế hoạch", [("5", "tăng", "+", "cùng kỳ"), ("93.9", "đạt", None, "kế hoạch")]),
    ("chi y tế giảm 1,2%; chi giáo dục tăng 3% so với cùng kỳ năm trước.",
     [("1.2", "giảm", "-", "cùng kỳ năm trước"), ("3", "tăng", "+", "cùng kỳ năm trước")]),
    ("bằng 89,9% so với cùng kỳ", [("89.9", "bằng", None, "cùng kỳ")]),
    ("73 xã (chiếm 75,2% tổng số xã)", [("75.2", "chiếm", None, "tổng số xã")]),
    ("nông nghiệp chiếm 30%, dịch vụ chiếm 70% trong GRDP",
     [("30", "chiếm", None, "GRDP"), ("70", "chiếm", None, "GRDP")]),
    ("Tỷ lệ hộ nghèo còn 5,2%", [("5.2", "tỷ lệ", None, None)]),
    ("Tỷ lệ hộ nghèo giảm còn dưới 1,8%", [("1.8", "tỷ lệ", None, None)]),
    ("Tốc độ tăng trưởng kinh tế ước đạt 8% so cùng kỳ", [("8", "tăng", "+", "cùng kỳ")]),
    ("So với cùng kỳ năm 2022 tăng 7,5%", [("7.5", "tăng", "+", "cùng kỳ năm 2022")]),
    ("tỷ suất sinh 12,5‰", [("12.5", "tỷ lệ", None, None)]),
    ("giao quân đạt 100% chỉ tiêu trên giao", [("100", "đạt", None, "chỉ tiêu trên giao")]),
    ("hiện 100% các tuyến đường được nhựa hóa", [("100", "khác", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PERCENTAGES)
def test_percentages(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    found = find_percentages(text, [], Sentences(text))
    assert [(p.value, p.relation, p.direction, p.basis) for p in found] == [
        (Decimal(value), relation, direction, basis) for value, relation, direction, basis in expected
    ]


INDICATORS = [
    ("Tổng thu ngân sách 32,4 tỷ đồng, đạt 77% so với KH tỉnh giao; đạt 32% so với KH huyện giao.",
     ["Tổng thu ngân sách"] * 3),
    ("Tổng giá trị sản phẩm (giá so sánh) ước đạt: 447 triệu đồng, đạt 53% kế hoạch.",
     ["Tổng giá trị sản phẩm (giá so sánh)"] * 2),
    ("Giá trị ngành nông, lâm nghiệp và thủy sản: ước đạt: 184 triệu đồng.",
     ["Giá trị ngành nông, lâm nghiệp và thủy sản"]),
    ("Tổng vốn của 03 chương trình MTQG năm 2023: 182 tỷ đồng.",
     ["chương trình MTQG", "Tổng vốn của 03 chương trình MTQG"]),
    ("Đàn bò 4.348 con, tăng 2% so cùng kỳ; đàn heo 600 con.", ["Đàn bò", "Đàn bò", "đàn heo"]),
    ("Đến nay 80% các tuyến đường liên thôn được bê tông hóa.", ["các tuyến đường liên thôn"]),
    ("Có 73 xã (chiếm 75% tổng số xã) đạt tiêu chí y tế.", ["xã", "đạt tiêu chí y tế"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), INDICATORS)
def test_indicators(text: str, expected: list[str]) -> None:
    found = extract(Document(text=text))
    values = sorted([*found.figures, *found.percentages], key=lambda item: item.start)
    assert [value.indicator for value in values] == expected


def test_parts_know_their_whole() -> None:
    text = "Tổng vốn 182 tỷ đồng. Trong đó: Vốn đầu tư 133 tỷ đồng, vốn sự nghiệp 49 tỷ đồng. Chi y tế 5 tỷ đồng."
    figures = extract(Document(text=text)).figures
    assert [figure.parent for figure in figures] == [None, "Tổng vốn", "Tổng vốn", None]


@given(st.integers(0, 10**12), st.integers(0, 3), st.integers(0, 999))
def test_printed_numbers_are_read_back(whole: int, places: int, fraction: int) -> None:
    printed = f"{whole:,}".replace(",", ".")
    value = Decimal(whole)
    if places:
        digits = f"{fraction:03d}"[:places]
        printed, value = f"{printed},{digits}", Decimal(f"{whole}.{digits}")
    assert parse_number(printed) == value


@given(st.text(alphabet="0123456789.,%/ đạttăngKH xãtỷồ()-;:\n", max_size=200))
def test_any_text_gives_records_with_their_own_text(text: str) -> None:
    found = extract(Document(text=text))
    for record in (*found.citations, *found.figures, *found.percentages, *found.ratios):
        assert text[record.start : record.end] == record.text
