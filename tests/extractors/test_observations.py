"""Which values are results of the report's period, and which were planned, come from earlier, or are wished for."""

from __future__ import annotations

import pytest

import corpus
from extractors.extraction import extract

_REPORT = """Số: 12/BC-UBND

An Thử, ngày 05 tháng 6 năm 2023

BÁO CÁO

Tình hình kinh tế - xã hội 6 tháng đầu năm 2023 và nhiệm vụ 6 tháng cuối năm 2023

I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2023

{done}

II. {task}

{wished}
"""


def seen(done: str = "", wished: str = "", task: str = "NHIỆM VỤ, GIẢI PHÁP 6 THÁNG CUỐI NĂM 2023") -> list[tuple]:
    document = corpus.read_text(_REPORT.format(done=done, wished=wished, task=task))
    return [(o.measure, str(o.value), o.role, o.period) for o in extract(document).observations]


@pytest.mark.parametrize(
    ("done", "wanted"),
    [
        ("Tổng thu ngân sách đạt 12,5 tỷ đồng.", [("value", "12.5", "actual", "2023-H1")]),
        ("Tổng thu ngân sách ước đạt 12,5 tỷ đồng.", [("value", "12.5", "estimate", "2023-H1")]),
        (
            "Tỷ lệ hộ nghèo còn 5,2% (cùng kỳ năm 2022 là 6,1%).",
            [("level", "5.2", "actual", "2023-H1"), ("level", "6.1", "prior", "2022-H1")],
        ),
        (
            "Tỷ lệ hộ nghèo còn 5,2% (năm 2021 là 7,5%).",
            [("level", "5.2", "actual", "2023-H1"), ("level", "7.5", "prior", "2021")],
        ),
        ("Dự toán năm là 25 tỷ đồng.", []),
    ],
)
def test_results_and_earlier_values(done: str, wanted: list[tuple]) -> None:
    assert [found for found in seen(done=done) if found in wanted or wanted] == wanted


@pytest.mark.parametrize(
    ("task", "wished", "period"),
    [
        # a target in the part on half a year may be one of the half or of the whole: that is left open
        ("NHIỆM VỤ 6 THÁNG CUỐI NĂM 2023", "Tổng thu ngân sách đạt 14 tỷ đồng.", None),
        ("PHƯƠNG HƯỚNG NĂM 2024", "Tổng thu ngân sách đạt 14 tỷ đồng.", "2024"),
        # the year that it is compared with is not the target's
        ("PHƯƠNG HƯỚNG NĂM 2024", "So với năm 2022, tổng thu ngân sách đạt 14 tỷ đồng.", "2024"),
        ("PHƯƠNG HƯỚNG, NHIỆM VỤ", "Năm 2025, tổng thu ngân sách đạt 14 tỷ đồng.", "2025"),
    ],
)
def test_targets_are_plans(task: str, wished: str, period: str | None) -> None:
    assert seen(wished=wished, task=task) == [("value", "14", "plan", period)]


def test_a_wish_among_the_results_is_a_plan() -> None:
    done = "Phấn đấu năm 2025, tổng thu ngân sách đạt 14 tỷ đồng."
    assert seen(done=done) == [("value", "14", "plan", "2025")]


@pytest.mark.parametrize(
    "said",
    [
        "Tổng thu ngân sách vượt mốc 50 tỷ đồng.",
        "Tổng thu ngân sách bình quân mỗi tháng đạt 4,5 tỷ đồng.",
        "Tổng thu ngân sách tăng 3,5 tỷ đồng so với cùng kỳ.",
        "Tổng thu ngân sách cao hơn năm trước 3,5 tỷ đồng.",
        "Tổng thu ngân sách tăng so với cùng kỳ năm 2022 là 3,5 tỷ đồng.",
        "Tổng thu ngân sách vượt kế hoạch tỉnh giao 3,5 tỷ đồng.",
    ],
)
def test_differences_marks_and_monthly_rates_are_no_values(said: str) -> None:
    assert seen(done=said) == []
