"""Each rule of the temporal reference fires on its own wording, names itself and shows the words it was read from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import extractors
from corpus import read_text
from extractors.extraction import extract
from extractors.records import Observation
from extractors.temporal.reference import RULES, rule_texts
from tests.made_reports import written_report

H1 = "6 tháng đầu năm 2023"
M9 = "9 tháng đầu năm 2023"
Q1 = "tháng 3 và quý I năm 2023"
Y = "năm 2023"

#: title's period, text, the printed value, the rule, the words it was read from.
CASES = [
    (H1, "Thu ngân sách đạt 12,5 tỷ đồng.", "12.5", "reporting_period", None),
    (H1, "Thu ngân sách ước đạt 12,5 tỷ đồng.", "12.5", "estimate_word", "ước đạt"),
    (M9, "Ước cả năm 2023, thu ngân sách đạt 30,5 tỷ đồng.", "30.5", "whole_year_forecast", "Ước cả năm 2023"),
    (Q1, "Riêng tháng 3 thu ngân sách ước đạt 8,5 tỷ đồng.", "8.5", "adverbial", "tháng 3"),
    (Y, "Thu ngân sách từ đầu nhiệm kỳ đạt 91,5 tỷ đồng.", "91.5", "several_years", "từ đầu nhiệm kỳ"),
    (Y, "Thu ngân sách đạt 12,5 tỷ đồng (năm 2022 là 11,5 tỷ đồng).", "11.5", "earlier_bracket", "năm 2022"),
    (Y, "Tỷ lệ hộ nghèo còn 4,3%, giảm 1,2% so với năm 2022 (5,5%).", "5.5", "basis_bracket", "so với năm 2022"),
    (Y, "Thu ngân sách 12,5 tỷ đồng, cùng kỳ năm trước 10,5 tỷ đồng.", "10.5", "earlier_period", "cùng kỳ năm trước"),
    (H1, "Tỷ lệ che phủ rừng 59,4%, vượt 0,2 điểm phần trăm so với kế hoạch (59,2%).", "59.2", "plan_bracket",
     "so với kế hoạch"),
    (Y, "Phấn đấu đến cuối năm 2024 tỷ lệ hộ nghèo còn 10,5%.", "10.5", "stated_aim", "Phấn đấu"),
    (H1, "Tỷ lệ hộ nghèo còn 12,5%, thấp hơn so với mục tiêu là 16%.", "16", "planned_amount", "mục tiêu là"),
    (H1, "Thu ngân sách được giao 20,5 tỷ đồng.", "20.5", "allotted", "được giao"),
    (H1, "Kế hoạch vốn đầu tư công 158,9 tỷ đồng.", "158.9", "plan_in_indicator", "Kế hoạch vốn"),
    (H1, "Diện tích rừng trồng mới 188 ha, đạt 27,65% kế hoạch năm (680 ha).", "680", "plan_beside_value",
     "kế hoạch năm"),
    (H1, "Dự toán thu ngân sách 98,6 tỷ đồng, trong đó thu tiền sử dụng đất 65,5 tỷ đồng.", "65.5", "part_of_plan",
     "98,6 tỷ đồng"),
    (H1, "Giải ngân vốn đầu tư công 96,4 tỷ đồng/248,6 tỷ đồng.", "248.6", "denominator", "96,4 tỷ đồng"),
]  # fmt: skip


def observed(period: str, body: str, value: str) -> tuple[str, Observation]:
    document = read_text(written_report(body, period))
    (item,) = (item for item in extract(document).observations if str(item.value) == value)
    return document.text, item


@pytest.mark.parametrize(("period", "body", "value", "rule", "cue"), CASES, ids=[case[3] for case in CASES])
def test_a_value_names_its_rule_and_cue(period: str, body: str, value: str, rule: str, cue: str | None) -> None:
    text, item = observed(period, body, value)
    assert item.method == rule
    assert (None if item.cue_start is None else text[item.cue_start : item.cue_end]) == cue


def test_the_base_of_a_growth_rate_is_the_earlier_value() -> None:
    body = "Tổng mức bán lẻ hàng hóa đạt 571,4 tỷ đồng, tăng 13,1% so với cùng kỳ năm trước (505,2 tỷ đồng)."
    text, item = observed(Y, body, "505.2")
    assert (item.method, item.role, item.period) == ("base_of_percentage", "prior", "2022")
    assert text[item.cue_start : item.cue_end] == "cùng kỳ năm trước"


def test_the_title_of_a_part_is_a_cue() -> None:
    text, item = observed(Y, "II. NHIỆM VỤ NĂM 2024\n\nTỷ lệ hộ nghèo còn 10,5%.", "10.5")
    assert (item.method, item.role, item.period) == ("future_section", "plan", "2024")
    assert text[item.cue_start : item.cue_end] == "NHIỆM VỤ NĂM 2024"


def test_every_rule_has_its_sentence() -> None:
    assert set(RULES) <= set(rule_texts())
    sources = [path.read_text("utf-8") for path in Path(extractors.__file__).parent.rglob("*.py")]
    codes = {code for source in sources for code in re.findall(r'"([a-z]+_[a-z_]+)"', source)}
    assert set(rule_texts()) <= codes | {"adverbial", "allotted", "denominator"}
    for english, vietnamese in rule_texts().values():
        assert english.endswith(".")
        assert vietnamese.endswith(".")
