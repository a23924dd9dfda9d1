"""Quantities that no report can mean."""

from __future__ import annotations

import pytest

from corpus import read_text
from extractors.extraction import extract


@pytest.mark.parametrize(
    "digits", ["1" * 20, "1" * 5000, "1.234" + ".567" * 6, "1 234" + " 567" * 6, "12" + ".345" * 2000]
)
@pytest.mark.parametrize("around", ["đạt {} ha", "đạt {}%", "{}/12 xã", "đạt {} tỷ 300 triệu đồng"])
def test_a_number_without_end_is_none(digits: str, around: str) -> None:
    found = extract(read_text(around.format(digits)))
    whole = [*found.figures, *found.percentages]
    assert all(item.value < 10**19 for item in whole)
    assert all(ratio.num < 10**19 for ratio in found.ratios)
