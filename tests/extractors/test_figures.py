"""Tables of cases for figures, and properties of numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document
from extractors.extraction import extract
from extractors.numbers.figures import find_figures
from extractors.numbers.numerals import parse_number

FIGURES = [
    ("đạt 2.522,81 tỷ đồng", [("2522.81", "tỷ đồng")]),
    ("đạt 447.142 triệu đồng", [("447142", "triệu đồng")]),
    ("vốn 182,662 tỷ đồng", [("182.662", "tỷ đồng")]),
    ("thu 1934.2 tỷ", [("1934.2", "tỷ")]),
    ("thu 566 tỷ 384 triệu đồng", [("566.384", "tỷ đồng")]),
    ("đạt 36 triệu đồng/người/năm", [("36", "triệu đồng/người/năm")]),
    ("năng suất 57,5 tạ/ha", [("57.5", "tạ/ha")]),
    ("gieo 1038,5ha lúa", [("1038.5", "ha")]),
    ("đất ở 120 m 2", [("120", "m2")]),
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
    ("1Quyết định số 19/QĐ-UBND; 4Nghị quyết về đầu tư công", []),
    ("dịch Covid-19 đợt 4 bùng phát", []),
    ("ban hành 4 Nghị quyết", [("4", "Nghị quyết")]),
    ("tổng số 19 xã", [("19", "xã")]),
    # a noun known by its form, and one behind a padded number
    ("có 31 kiểm ngư viên và 09 nhạc sĩ", [("31", "kiểm ngư viên"), ("09", "nhạc sĩ")]),
    ("đã cử 06 y bác sĩ, 12 nhân sự", [("6", "y bác sĩ"), ("12", "nhân sự")]),
    ("ban hành 07 cẩm nang cho thôn", [("7", "cẩm nang")]),
    ("trong 02 giai đoạn, sau 06 tháng, gồm 02 điều", []),
    # the classifier alone
    ("xảy ra 14 vụ cháy rừng, 03 ca tử vong", [("14", "vụ"), ("3", "ca")]),
    ("hỗ trợ 52 hộ kinh doanh nhỏ", [("52", "hộ")]),
    # compounds and composite units, whole
    ("hoàn thành 37 công trình", [("37", "công trình")]),
    ("làm đường hết 900 công lao động", [("900", "công")]),
    ("từ năm 2019 công tác thu", []),
    ("luân chuyển 4,2 tỷ TKm, 1,1 tỷ HKm", [("4.2", "tỷ TKm"), ("1.1", "tỷ HKm")]),
    ("đạt 11,4 máy/100 dân; 900.000 đồng/01 tháng", [("11.4", "máy/100 dân"), ("900000", "đồng/01 tháng")]),
    ("giải ngân 41 tỷ đồng/60 tỷ đồng", [("41", "tỷ đồng"), ("60", "tỷ đồng")]),
    # a number that is part of a name, an hour, a grade
    ("Đoàn Thanh tra 2718 Bộ Quốc phòng", []),
    ("7,5 Khu vực", []),
    ("đến 20g ngày 14/8", []),
    ("nhà văn hóa cấp 4 xã", []),
    ("đã cấp 318 giấy phép; văn bản 05 đơn vị gửi", [("318", "giấy phép"), ("5", "đơn vị")]),
    ("chăm sóc 12 Mẹ Việt Nam anh hùng", [("12", "Mẹ")]),
    # two counts about a stroke, and a rate, which is one figure
    ("bắt 16 vụ/31 đối tượng đánh bạc", [("16", "vụ"), ("31", "đối tượng")]),
    ("mở 14 lớp, câu lạc bộ/ 2.350 học viên", [("14", "lớp"), ("2350", "học viên")]),
    ("QĐ/12 xã", []),
    ("cấp 210 thẻ/240 thẻ", [("210", "thẻ")]),
    ("đạt 8,5 giường bệnh/ 1 vạn dân", [("8.5", "giường bệnh/ 1 vạn dân")]),
    # a compound noun, and a type of document by its letters, which is no number of one
    ("tiếp nhận 37 tin báo, đăng 15 tin bài", [("37", "tin báo"), ("15", "tin bài")]),
    ("ban hành 9 NQ chuyên đề; theo tinh thần 21 NQ/TW", [("9", "NQ")]),
    # the year is this one, and the number is of what follows
    ("phấn đấu cuối năm 3 xã về đích; từ đầu năm 2 dự án khởi công", [("3", "xã"), ("2", "dự án")]),
    ("trong năm 2019 xã đã thu", []),
    # what an average is counted by is no figure
    ("bình quân 1 hộ nuôi 5 con; mỗi 01 lớp có 32 học sinh", [("5", "con"), ("32", "học sinh")]),
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
