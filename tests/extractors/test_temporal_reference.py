"""Of when a value is, and what: results, plans, earlier periods, months beside what counts up; sectors and ratios."""

from __future__ import annotations

import pytest

from corpus import read_text
from extractors.extraction import extract
from extractors.observations.sectors import sector_of
from extractors.temporal.periods import compared_period, find_part, title_period
from tests.made_reports import written_report

H1 = "6 tháng đầu năm 2023"
M9 = "9 tháng đầu năm 2023"
Q1 = "tháng 3 và quý I năm 2023"

#: title's period, text, the printed value, its role and period.
CASES = [
    (H1, "Thu ngân sách đạt 12,5 tỷ đồng.", "12.5", "actual", "2023-H1"),
    (H1, "Thu ngân sách ước đạt 12,5 tỷ đồng.", "12.5", "estimate", "2023-H1"),
    (H1, "Thu ngân sách 6 tháng cuối năm ước đạt 20,5 tỷ đồng.", "20.5", "estimate", "2023-H2"),
    (M9, "Ước cả năm 2023, thu ngân sách đạt 30,5 tỷ đồng.", "30.5", "estimate", "2023"),
    (M9, "Thu ngân sách ước cả năm 30 tỷ đồng; doanh thu du lịch 36,2 tỷ đồng.", "36.2", "actual", "2023-9M"),
    (M9, "Thu ngân sách 251,4 tỷ, tăng 9% so cùng kỳ (9 tháng năm 2022: 229,8 tỷ đồng).", "229.8", "prior", "2022-9M"),
    (Q1, "Riêng tháng 3 thu ngân sách ước đạt 8,5 tỷ đồng.", "8.5", "estimate", "2023-03"),
    (Q1, "Tháng 3 thu 8,5 tỷ đồng; tính chung 3 tháng thu ngân sách đạt 25,5 tỷ đồng.", "25.5", "actual", "2023-Q1"),
    (H1, "Kế hoạch vốn đầu tư công 158,9 tỷ đồng.", "158.9", "plan", "2023"),
    (H1, "Diện tích rừng trồng mới 188 ha, đạt 27,65% kế hoạch năm (680 ha).", "680", "plan", "2023"),
    (H1, "Tỷ lệ che phủ rừng 59,4%, vượt 0,2 điểm phần trăm so với kế hoạch (59,2%).", "59.2", "plan", "2023"),
    (H1, "Tỷ lệ hộ nghèo còn 12,5%, thấp hơn so với mục tiêu là 16%.", "16", "plan", "2023"),
    (H1, "Dự toán thu ngân sách 98,6 tỷ đồng, trong đó thu tiền sử dụng đất 65,5 tỷ đồng.", "65.5", "plan", "2023"),
    (H1, "Giải ngân vốn đầu tư công 96,4 tỷ đồng/248,6 tỷ đồng.", "248.6", "plan", "2023"),
    (H1, "Tổng giá trị sản phẩm 409 tỷ đồng; so với KH tỉnh giao đạt 48,52%.", "48.52", "actual", "2023-H1"),
    (H1, "Tỷ lệ hộ nghèo còn 4,3%, giảm 1,2% so với năm 2022 (5,5%).", "5.5", "actual", "2023-H1"),
    ("năm 2023", "Tỷ lệ hộ nghèo còn 4,3%, giảm 1,2% so với năm 2022 (5,5%).", "5.5", "prior", "2022"),
    ("năm 2023", "Tỷ lệ hộ nghèo giảm từ 5,9% xuống còn 4,3%.", "5.9", "prior", None),
    ("năm 2023", "Thu ngân sách đạt 12,5 tỷ đồng (năm 2022 là 11,5 tỷ đồng).", "11.5", "prior", "2022"),
    ("năm 2023", "Theo Luật Đầu tư công năm 2019, giải ngân vốn đầu tư công 135,6 tỷ đồng.", "135.6", "actual", "2023"),
    ("năm 2023", "Phấn đấu đến cuối năm 2024 tỷ lệ hộ nghèo còn 10,5%.", "10.5", "plan", "2024"),
]  # fmt: skip


@pytest.mark.parametrize(("period", "body", "value", "role", "told"), CASES)
def test_the_moment_of_a_value(period: str, body: str, value: str, role: str, told: str | None) -> None:
    found = extract(read_text(written_report(body, period))).observations
    assert [(item.role, item.period) for item in found if str(item.value) == value] == [(role, told)]


def test_a_list_of_targets_is_no_result() -> None:
    body = (
        "Thực hiện nhiệm vụ năm 2023 với các chỉ tiêu chủ yếu sau: giá trị sản xuất tăng 8,5%; thu ngân sách tăng 16%; "
        "tạo việc làm mới cho 1.600 lao động."
    )
    found = extract(read_text(written_report(body, H1))).observations
    assert {(item.role, item.period) for item in found} == {("plan", "2023")}


def test_plans_keep_their_giver() -> None:
    body = "Thu ngân sách 65,2 tỷ đồng, đạt 50% dự toán huyện giao (130,5 tỷ đồng)."
    found = extract(read_text(written_report(body, H1))).observations
    plans = {str(item.value): item.basis for item in found if item.role == "plan"}
    assert "huyện giao" in (plans.get("130.5") or "")


def test_ratios_are_data_points_of_their_commune() -> None:
    body = "Xây dựng nông thôn mới: xã An Tân đạt 16/19 tiêu chí. Toàn huyện có 28/38 trường đạt chuẩn quốc gia."
    found = {item.indicator_code: item for item in extract(read_text(written_report(body))).observations}
    criteria = found["new_rural_criteria_met"]
    assert (str(criteria.value), criteria.unit, criteria.place) == ("16", "tiêu chí", "xã An Tân")
    assert str(found["schools"].value) == "28"


def test_sectors_are_of_the_total_above_them() -> None:
    body = (
        "Tổng giá trị sản xuất (giá so sánh 2010) đạt 6.348 tỷ đồng. Nông, lâm nghiệp và thủy sản đạt 2.238 tỷ đồng, "
        "công nghiệp - xây dựng 2.310 tỷ đồng, dịch vụ 1.800 tỷ đồng."
    )
    codes = [item.indicator_code for item in extract(read_text(written_report(body))).observations]
    assert codes == ["output_constant", "output_agriculture", "output_construction", "output_services"]


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("Ngành nông, lâm nghiệp và thủy sản", "agriculture"),
        ("Công nghiệp – xây dựng", "industry"),
        ("Khu vực thương mại - dịch vụ", "services"),
        ("doanh thu dịch vụ", None),
        ("công nghiệp", None),
        ("đất nông nghiệp", None),
    ],
)
def test_what_is_a_whole_sector(phrase: str, sector: str | None) -> None:
    assert sector_of(phrase) == sector


@pytest.mark.parametrize(
    ("basis", "period", "before"),
    [
        ("cùng kỳ", "2023-H1", "2022-H1"),
        ("cùng kỳ năm 2022", "2023-H1", "2022-H1"),
        ("cùng kỳ năm 2023", "2023-H1", "2023-H1"),
        ("năm 2022", "2023", "2022"),
        ("năm 2022", "2023-H1", None),
        ("6 tháng đầu năm 2022", "2023-H1", "2022-H1"),
        ("năm trước", "2023", "2022"),
        ("KH năm 2022", "2023", None),
        ("đầu năm", "2023", None),
        (None, "2023", None),
    ],
)
def test_what_a_rate_is_compared_with(basis: str | None, period: str, before: str | None) -> None:
    assert compared_period(basis, period) == before


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ("Năm 2019 Ước thực hiện 6 tháng 2019", "2019-H1"),
        ("Ước TH 6T/2023", "2023-H1"),
        ("9T 2022", "2022-9M"),
        ("Thực hiện năm 2022", None),
        ("Quý I/2005", "2005-Q1"),
    ],
)
def test_part_of_a_year_in_the_head_of_a_column(head: str, part: str | None) -> None:
    assert find_part(head) == part


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Tình hình tháng 3 và quý I năm 2005", "2005-Q1"),
        ("Tình hình tháng 02 và 2 tháng năm 2007", "2007-2M"),
        ("Tình hình tháng 6 và 6 tháng đầu năm 2023", "2023-H1"),
        ("Tình hình tháng 12 và cả năm 2022", "2022"),
        ("Tình hình tháng 3 năm 2023", "2023-03"),
    ],
)
def test_a_title_with_two_periods_is_on_the_longer(title: str, period: str) -> None:
    assert title_period(title) == period
