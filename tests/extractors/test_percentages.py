"""Tables of cases for percentages: value, relation, direction and basis, alone, in lists and in brackets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.percentages.finder import find_percentages
from extractors.text.sentences import BracketScan, Sentences, open_bracket

#: text, then (value, relation, direction, basis) of each
Case = tuple[str, list[tuple[str, str, str | None, str | None]]]

ALONE: list[Case] = [
    ("đạt 53,04 % so với KH tỉnh giao; đạt 52,69 % so với KH huyện giao.",
     [("53.04", "đạt", None, "KH tỉnh giao"), ("52.69", "đạt", None, "KH huyện giao")]),
    ("tăng 5% so cùng kỳ, đạt 93,9% kế hoạch", [("5", "tăng", "+", "cùng kỳ"), ("93.9", "đạt", None, "kế hoạch")]),
    ("đạt 82,4% kế hoạch tỉnh giao theo Quyết định số 61/QĐ-UBND", [("82.4", "đạt", None, "kế hoạch tỉnh giao")]),
    ("cao hơn cùng kỳ 3,1%; giá cao hơn khoảng 5%", [("3.1", "tăng", "+", "cùng kỳ"), ("5", "tăng", "+", None)]),
    ("đạt 76,3% và 73,8% lần lượt so với KH tỉnh giao và KH huyện giao",
     [("76.3", "đạt", None, "KH tỉnh giao"), ("73.8", "đạt", None, "KH huyện giao")]),
    ("bằng 89,9% so với cùng kỳ", [("89.9", "bằng", None, "cùng kỳ")]),
    ("73 xã (chiếm 75,2% tổng số xã)", [("75.2", "chiếm", None, "tổng số xã")]),
    ("Tỷ lệ hộ nghèo còn 5,2%", [("5.2", "tỷ lệ", None, None)]),
    ("Tỷ lệ hộ nghèo giảm còn dưới 1,8%", [("1.8", "tỷ lệ", None, None)]),
    ("Tốc độ tăng trưởng kinh tế ước đạt 8% so cùng kỳ", [("8", "tăng", "+", "cùng kỳ")]),
    ("So với cùng kỳ năm 2022 tăng 7,5%", [("7.5", "tăng", "+", "cùng kỳ năm 2022")]),
    ("tỷ suất sinh 12,5‰", [("12.5", "tỷ lệ", None, None)]),
    ("giao quân đạt 100% chỉ tiêu trên giao", [("100", "đạt", None, "chỉ tiêu trên giao")]),
    ("hiện 100% các tuyến đường được nhựa hóa", [("100", "khác", None, None)]),
    # the nearest cue decides, and a change of a rate is a change
    ("Tỷ trọng dịch vụ còn cao nhưng tốc độ tăng trưởng mới đạt 4,1%", [("4.1", "tăng", "+", None)]),
    ("Phấn đấu giảm tỷ lệ sinh 0,2‰", [("0.2", "giảm", "-", None)]),
    ("Trong năm, giảm tỷ lệ sinh 0,2‰", [("0.2", "giảm", "-", None)]),
    ("Giảm tỷ lệ hộ cận nghèo xuống 3,5%", [("3.5", "tỷ lệ", None, None)]),
    ("giá heo hơi giảm từ 3 đến 5%", [("3", "giảm", "-", None)]),
    ("Tỷ lệ thất nghiệp giảm từ 2,4% xuống còn 1,9%", [("2.4", "tỷ lệ", None, None), ("1.9", "tỷ lệ", None, None)]),
    ("nhóm hàng may mặc giảm nhiều nhất là 0,7%", [("0.7", "giảm", "-", None)]),
    ("trẻ em thấp còi còn 12,4%", [("12.4", "tỷ lệ", None, None)]),
    ("tổ chức hòa giải 21/24 vụ, đạt 87,5%", [("87.5", "đạt", None, None)]),
    ("mức tăng thấp hơn so với mục tiêu là 9%", [("9", "khác", None, None)]),
    ("thu phí tăng trưởng khá, đến nay đạt 108% so với dự toán", [("108", "đạt", None, "dự toán")]),
]  # fmt: skip

BASES: list[Case] = [
    ("Bội chi bằng 3,1% GDP. Nợ công giảm.", [("3.1", "bằng", None, "GDP")]),
    ("thu hoạch 410 ha, bằng 64% diện tích gieo trồng và 98% so với cùng kỳ",
     [("64", "bằng", None, "diện tích gieo trồng"), ("98", "bằng", None, "cùng kỳ")]),
    ("ngành thép, chiếm tỷ trọng gần 22%/GRDP, gặp khó", [("22", "chiếm", None, "GRDP")]),
    ("vay ODA 12 tỷ đồng, tương đương với 41% tổng giá trị hợp đồng", [("41", "bằng", None, "tổng giá trị hợp đồng")]),
    ("05 thợ lặn (chiếm 12,5% tổng số lao động được đưa đi học)",
     [("12.5", "chiếm", None, "tổng số lao động được đưa đi học")]),
    ("Chiếm từ 4-9% vốn được phân bổ.", [("4", "chiếm", None, "vốn được phân bổ")]),
    ("giảm 12% so với đầu năm ảnh hưởng đến bà con", [("12", "giảm", "-", "đầu năm")]),
    ("tăng 7% trở lên so với năm 2021", [("7", "tăng", "+", "năm 2021")]),
    ("tăng 4,5% về lượng và 6,2% về giá trị so với năm trước",
     [("4.5", "tăng", "+", "năm trước"), ("6.2", "tăng", "+", "năm trước")]),
    ("so với KH tỉnh giao đạt 45%, so với KH huyện giao đạt 44%, so với cùng kỳ tăng 6%",
     [("45", "đạt", None, "KH tỉnh giao"), ("44", "đạt", None, "KH huyện giao"), ("6", "tăng", "+", "cùng kỳ")]),
    # who gave the plan belongs to it, why it was missed does not
    ("bằng 47% dự toán do HĐND huyện giao, giảm do mưa lũ", [("47", "bằng", None, "dự toán do HĐND huyện giao")]),
    ("đạt 81% kế hoạch do giá vật tư tăng", [("81", "đạt", None, "kế hoạch")]),
    # behind the change itself, in numbers or in a bracket
    ("đàn dê tăng 3,1%, tương đương 420 con so với đầu năm", [("3.1", "tăng", "+", "đầu năm")]),
    ("số vụ cháy giảm 12,5% (14/16 vụ) so với 3 năm trước đó", [("12.5", "giảm", "-", "3 năm trước đó")]),
]  # fmt: skip

#: A sign alone in a bracket tells the change ahead of it in per cent.
SIGNED: list[Case] = [
    ("so với 30/6/2020 tăng 86 tỷ đồng (+4,7%).", [("4.7", "tăng", "+", "30/6/2020")]),
    ("Nợ quá hạn giảm 5 tỷ đồng so với đầu năm (-3,2%); dư nợ 90 tỷ đồng",
     [("3.2", "giảm", "-", "đầu năm")]),
    ("Doanh thu lưu trú (+ 11%) so với quý trước", [("11", "tăng", "+", None)]),
    ("Thu phí quý II 14 tỷ đồng (–2%), thu khác 3 tỷ đồng (+9%)",
     [("2", "giảm", "-", None), ("9", "tăng", "+", None)]),
    ("từ 5-7% (5-7%)", [("5", "khác", None, None), ("5", "khác", None, None)]),
]  # fmt: skip

LISTS: list[Case] = [
    # the whole lends its basis to the parts, when it has one right before them
    ("Giá trị sản xuất tăng 7% so với cùng kỳ, trong đó, trồng trọt tăng 2%, chăn nuôi giảm 1%.",
     [("7", "tăng", "+", "cùng kỳ"), ("2", "tăng", "+", "cùng kỳ"), ("1", "giảm", "-", "cùng kỳ")]),
    ("Giá trị sản xuất tăng 7% so với năm 2019 (kế hoạch 8%), trong đó: trồng trọt tăng 2%.",
     [("7", "tăng", "+", "năm 2019"), ("8", "khác", None, None), ("2", "tăng", "+", None)]),
    ("Thu phí tăng 7% so với cùng kỳ, trong đó xã thu đạt 60% kế hoạch và tăng 3% so với quý I.",
     [("7", "tăng", "+", "cùng kỳ"), ("60", "đạt", None, "kế hoạch"), ("3", "tăng", "+", "quý I")]),
    # shares of one whole, which the first names
    ("(1) Cơ khí: 12 học viên (chiếm 48% tổng số học viên); (2) May: 08 học viên (chiếm 32%); (3) Điện (chiếm 20%).",
     [("48", "chiếm", None, "tổng số học viên"), ("32", "chiếm", None, "tổng số học viên"),
      ("20", "chiếm", None, "tổng số học viên")]),
    # rates in a row, unless a measure with a plan of its own begins the next
    ("Tỷ lệ trẻ đi học đúng tuổi đạt 98%; phổ cập bơi lội đạt 35%.",
     [("98", "tỷ lệ", None, None), ("35", "tỷ lệ", None, None)]),
    ("Tỷ lệ trẻ đi học đúng tuổi đạt 98%; thu học phí đạt 71%.",
     [("98", "tỷ lệ", None, None), ("71", "đạt", None, None)]),
    ("chi y tế giảm 1,2%; chi giáo dục tăng 3% so với cùng kỳ năm trước.",
     [("1.2", "giảm", "-", "cùng kỳ năm trước"), ("3", "tăng", "+", "cùng kỳ năm trước")]),
    ("nông nghiệp chiếm 30%, dịch vụ chiếm 70% trong GRDP",
     [("30", "chiếm", None, "GRDP"), ("70", "chiếm", None, "GRDP")]),
    # the head of a list gives its basis to every item
    ("Nhiều mặt hàng tăng so với tháng trước như: cá tra tăng 4%, tôm tăng 6%, mực bằng 98%.",
     [("4", "tăng", "+", "tháng trước"), ("6", "tăng", "+", "tháng trước"), ("98", "bằng", None, "tháng trước")]),
    ("Các xã có mức thu cao so với cùng kỳ là An Khê tăng 9%, Phú Mỹ tăng 7%.",
     [("9", "tăng", "+", "cùng kỳ"), ("7", "tăng", "+", "cùng kỳ")]),
    # a verb left out
    ("Xã An Khê bằng 131% so với kế hoạch huyện giao; Phú Mỹ 118%; Tân Hưng 104%.",
     [("131", "bằng", None, "kế hoạch huyện giao"), ("118", "bằng", None, "kế hoạch huyện giao"),
      ("104", "bằng", None, "kế hoạch huyện giao")]),
    ("trồng trọt tăng 3%, chăn nuôi tăng 6%, thuỷ sản 2%", [
        ("3", "tăng", "+", None), ("6", "tăng", "+", None), ("2", "tăng", "+", None)]),
    ("dư nợ tăng 5,2%, lãi suất 7,5%", [("5.2", "tăng", "+", None), ("7.5", "tỷ lệ", None, None)]),
    ("lần lượt chiếm 41%, 33% và 26% tổng thu",
     [("41", "chiếm", None, "tổng thu"), ("33", "chiếm", None, "tổng thu"), ("26", "chiếm", None, "tổng thu")]),
    ("thu phí đạt 61% và 58% tương ứng so với KH tỉnh giao và KH huyện giao",
     [("61", "đạt", None, "KH tỉnh giao"), ("58", "đạt", None, "KH huyện giao")]),
    ("thép 4 tỷ đồng, gỗ 6 tỷ đồng; tỷ trọng tương ứng 40% và 60%",
     [("40", "chiếm", None, None), ("60", "chiếm", None, None)]),
    ("bằng 55% KH tỉnh giao và 54% KH huyện giao",
     [("55", "bằng", None, "KH tỉnh giao"), ("54", "bằng", None, "KH huyện giao")]),
    ("Cơ cấu kinh tế: Nông, lâm nghiệp 38% - công nghiệp 30% - dịch vụ 32%.",
     [("38", "chiếm", None, None), ("30", "chiếm", None, None), ("32", "chiếm", None, None)]),
    ("Tỷ lệ đỗ năm 2019 đạt 81%; năm 2020: 84%, tăng 3% so với năm 2019; năm 2021: 90%.",
     [("81", "tỷ lệ", None, None), ("84", "tỷ lệ", None, None), ("3", "tăng", "+", "năm 2019"),
      ("90", "tỷ lệ", None, None)]),
]  # fmt: skip

BRACKETS: list[Case] = [
    ("Thu phí bằng 27% dự toán năm (cùng kỳ năm trước là 25%).",
     [("27", "bằng", None, "dự toán năm"), ("25", "bằng", None, "dự toán năm")]),
    ("Thu thuế bằng 27% dự toán (cùng kỳ đạt 26%).", [("27", "bằng", None, "dự toán"), ("26", "đạt", None, "dự toán")]),
    ("Sản lượng tăng 6% so với cùng kỳ (cùng kỳ tăng 4%).",
     [("6", "tăng", "+", "cùng kỳ"), ("4", "tăng", "+", None)]),
    ("Thu phí bằng 31% dự toán, xấp xỉ cùng kỳ năm 2019 (là 30% và 29%).",
     [("31", "bằng", None, "dự toán"), ("30", "bằng", None, "dự toán"), ("29", "bằng", None, "dự toán")]),
    ("Số lớp mở ra chưa đạt theo Kế hoạch (chỉ 60%).", [("60", "đạt", None, "Kế hoạch")]),
    ("Tỷ lệ hộ nghèo giảm còn 4,1% (kế hoạch 4,5%).", [("4.1", "tỷ lệ", None, None), ("4.5", "tỷ lệ", None, None)]),
    ("Giá vàng tháng 9 tăng 1,4% (tăng 6% so với tháng trước).",
     [("1.4", "tăng", "+", None), ("6", "tăng", "+", "tháng trước")]),
    ("Có 9/12 trường đạt chuẩn (75%).", [("75", "tỷ lệ", None, None)]),
    ("học sinh khá chiếm đa số (64,3%)", [("64.3", "chiếm", None, None)]),
    ("Ngành dệt chiếm tỷ trọng lớn trong cơ cấu công nghiệp (chiếm 34%).",
     [("34", "chiếm", None, "cơ cấu công nghiệp")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*ALONE, *BASES, *SIGNED, *LISTS, *BRACKETS])
def test_percentages(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    found = find_percentages(text, [], Sentences(text))
    assert [(p.value, p.relation, p.direction, p.basis) for p in found] == [
        (Decimal(value), relation, direction, basis) for value, relation, direction, basis in expected
    ]
    assert all(p.basis is None or text[p.basis_start : p.basis_end] == p.basis for p in found)


def test_range_and_permille() -> None:
    (item,) = find_percentages("giá heo hơi giảm từ 3 đến 5%", [], Sentences("giá heo hơi giảm từ 3 đến 5%"))
    assert (item.value, item.value_max, item.permille) == (3, 5, False)
    (item,) = find_percentages("tỷ suất sinh 12,5‰", [], Sentences("tỷ suất sinh 12,5‰"))
    assert item.permille


@given(st.text(alphabet="()ab ", max_size=60))
def test_a_scan_sees_the_brackets_that_a_look_back_sees(text: str) -> None:
    scan = BracketScan(text)
    assert [scan.at(0, place) for place in range(len(text) + 1)] == [
        open_bracket(text, 0, place) for place in range(len(text) + 1)
    ]
