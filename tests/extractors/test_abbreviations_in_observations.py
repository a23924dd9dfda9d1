"""A full stop behind an abbreviation ends no sentence: the words ahead of it still say when and where a value is."""

from __future__ import annotations

import pytest

import corpus
from extractors import extract
from extractors.records import Observation

_REPORT = """ỦY BAN NHÂN DÂN
HUYỆN AN THỬ

Số: 12/BC-UBND

BÁO CÁO
Tình hình kinh tế - xã hội năm 2023

{text}
"""


def observation(text: str) -> Observation:
    (found,) = extract(corpus.read_text(_REPORT.format(text=text))).observations
    return found


@pytest.mark.parametrize("city", ["TP. Bến Tre", "TX. Kỳ Anh", "TT. Phước An", "huyện An Thử"])
def test_a_target_is_a_plan_for_the_year_that_it_is_due(city: str) -> None:
    target = observation(f"Mục tiêu đến năm 2025 của {city} có tỷ lệ hộ nghèo còn 5%.")
    assert (target.role, target.period, target.value) == ("plan", "2025", 5)


@pytest.mark.parametrize("city", ["TP. Sa Đéc", "TX. Hồng Ngự", "huyện An Thử"])
def test_a_value_of_a_commune_is_none_of_the_district(city: str) -> None:
    rate = observation(f"Tại xã Tân Lập, {city}, tỷ lệ hộ nghèo còn 33%.")
    assert (rate.place, rate.role, rate.period) == ("xã Tân Lập", "actual", "2023")


def test_behind_a_stroke_stands_the_plan_in_any_unit() -> None:
    observations = extract(
        corpus.read_text(_REPORT.format(text="Sản lượng hàng hóa qua cảng đạt 300 TEU/350 TEU."))
    ).observations
    assert [(item.role, item.value, item.unit) for item in observations] == [
        ("actual", 300, "TEU"), ("plan", 350, "TEU"),
    ]  # fmt: skip
